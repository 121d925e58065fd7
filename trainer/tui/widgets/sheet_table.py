"""The heart of the preparation sheet: opening, target and limit of every issue, in the order to take them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from cases import messages
from cases.brief import Brief
from cases.issues import Issue, Unit
from cases.terms import Value, canonical
from trainer.preparation import Plan, Sheet
from trainer.speech.values import number_text
from trainer.tui.speaking import Speaking
from trainer.tui.text.pad import Align, fit
from trainer.tui.widgets.rows import Line, Rows

Field: TypeAlias = Literal["opening", "target", "limit"]
FIELDS: tuple[Field, ...] = ("opening", "target", "limit")
CELL = 8
"""Cells of a column of values."""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the sheet: an issue, or one grade of an issue that is settled grade by grade."""

    issue: Issue
    grade: str = ""

    def of(self, value: Value | None) -> Value | None:
        """What an issue's value says about the part."""
        if self.grade:
            return value.get(self.grade) if isinstance(value, dict) else None
        return value

    def put(self, whole: Value | None, value: Value | None) -> Value | None:
        """The issue's value with the part set to ``value``."""
        if not self.grade:
            return value
        grades = dict(whole) if isinstance(whole, dict) else {}
        if isinstance(value, Decimal):
            grades[self.grade] = value
        else:
            grades.pop(self.grade, None)
        return grades or None

    @property
    def ladder(self) -> tuple[Value, ...]:
        """The values it can take."""
        return self.issue.ladders[self.grade]


class SheetTable(Speaking, Rows):
    """Arrow keys choose a cell; figures are typed, plus and minus go along the ladder.

    The table changes nothing itself: it tells the sheet as it would be after each change.
    """

    HELP = "sheet"
    DEFAULT_CSS = """
    SheetTable { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cell(-1)", show=False),
        Binding("right", "cell(1)", show=False),
        Binding("plus,equals_sign", "step(1)", show=False),
        Binding("minus", "step(-1)", show=False),
        Binding("backspace", "rub", show=False),
        Binding("escape", "forget", show=False),
    ]

    class Changed(Message):
        """The sheet as it shall be."""

        def __init__(self, sheet: Sheet) -> None:
            super().__init__()
            self.sheet = sheet

    class Moved(Message):
        """The cursor is on another cell."""

    class Wrong(Message):
        """What was typed is no value of the issue."""

        def __init__(self, why: messages.Message) -> None:
            super().__init__()
            self.why = why

    def __init__(
        self,
        issues: Mapping[str, Issue],
        brief: Brief | None,
        sheet: Sheet,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Show ``sheet``; ``brief`` gives the values that can be taken over."""
        super().__init__(id=id)
        self._issues = issues
        self._brief = brief
        self._column = 0
        self.typed: str | None = None
        """What is being typed into the cell; ``None`` when nothing is."""
        self.sheet = sheet
        self._parts = self._ordered()

    def set_sheet(self, sheet: Sheet) -> None:
        """Show another state of the sheet; the cursor stays with its issue."""
        here = self.part
        self.sheet = sheet
        self._parts = self._ordered()
        self.at = self._parts.index(here)
        self.refresh(layout=True)

    @property
    def part(self) -> Part:
        """The row with the cursor."""
        return self._parts[self.at]

    @property
    def field(self) -> Field:
        """The column with the cursor."""
        return FIELDS[self._column]

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the cursor, to be put back after the screen was built anew."""
        return self.at, self._column

    def put_back(self, place: tuple[int, int]) -> None:
        """Put the cursor where it was."""
        self.at = min(place[0], self.count() - 1)
        self._column = place[1]
        self.refresh()

    def _ordered(self) -> tuple[Part, ...]:
        names = [name for name in self.sheet.order if name in self._issues]
        names += [name for name in self._issues if name not in names]
        return tuple(
            Part(self._issues[name], grade)
            for name in names
            for grade in (self._issues[name].grade_map or ("",))
        )

    # --- drawing ------------------------------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return len(self._parts)

    def set_lines(self, width: int) -> list[Line]:
        """Head and rows; :meth:`render` marks the cell."""
        names = max(width - 4 * (CELL + 1), 8)
        head = [
            fit(self.t("briefing.sheet.issue"), names),
            fit(self.t("briefing.sheet.now"), CELL, Align.RIGHT),
        ]
        head += [fit(self.t(f"briefing.sheet.{name}"), CELL, Align.RIGHT) for name in FIELDS]
        lines = [Line(" ".join(head), None, "bold")]
        lines += [Line(self._row_text(part, names), row) for row, part in enumerate(self._parts)]
        return lines

    def _row_text(self, part: Part, names: int) -> str:
        plan = self.sheet.plan(part.issue.id)
        values = [part.of(part.issue.current), *(part.of(getattr(plan, name)) for name in FIELDS)]
        cells = [fit(self._label(part), names)]
        cells += [fit(self.short(part, value), CELL, Align.RIGHT) for value in values]
        return " ".join(cells)

    def _label(self, part: Part) -> str:
        name = part.issue.name.get(self.lang)
        if not part.grade:
            return name
        return self.t("briefing.sheet.grade", issue=name, grade=part.issue.grade_map[part.grade].name)

    def short(self, part: Part, value: Value | None) -> str:
        """A value in a narrow column; the line below the table has it in full."""
        if value is None:
            return "-"
        if isinstance(value, Decimal):
            shown = number_text(value, part.issue.decimals)
            return f"{shown}%" if part.issue.unit is Unit.PCT else shown
        choice = part.issue.choice_map.get(str(value))
        return choice.label.get(self.lang) if choice else str(value)[2:]

    def render(self) -> Content:
        """The rows; in the row with the cursor one cell in reverse, with what is being typed."""
        width = self.content_size.width
        lines = []
        for line in self.set_lines(width):
            content = Content.styled(line.text, line.style)
            if line.row == self.at and line.row is not None:
                content = self._with_cell(self.part, width)
            lines.append(content)
        return Content("\n").join(lines)

    def _with_cell(self, part: Part, width: int) -> Content:
        """The cursor's row, its cell in reverse; what is typed stands in it."""
        plan = self.sheet.plan(part.issue.id)
        names = max(width - 4 * (CELL + 1), 8)
        cells = [
            Content(fit(self._label(part), names)),
            Content(fit(self.short(part, part.of(part.issue.current)), CELL, Align.RIGHT)),
        ]
        for name in FIELDS:
            text = self.short(part, part.of(getattr(plan, name)))
            here = name == self.field and self.has_focus
            if here and self.typed is not None:
                text = f"{self.typed}_"
            cells.append(Content.styled(fit(text, CELL, Align.RIGHT), "reverse bold" if here else ""))
        return Content(" ").join(cells)

    # --- moving -------------------------------------------------------------------------------------------

    def go(self, row: int) -> None:
        """Go to a row; what was being typed is taken first."""
        self._take_typed()
        super().go(row)
        self.post_message(self.Moved())

    def action_row(self, step: int) -> None:
        """Go to a neighbouring row; what was being typed is taken first."""
        self._take_typed()
        super().action_row(step)

    def action_cell(self, step: int) -> None:
        """Go to a neighbouring cell."""
        self._take_typed()
        self._column = min(max(self._column + step, 0), len(FIELDS) - 1)
        self.refresh()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Go to the cell under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None or not 0 < offset.y <= self.count():
            return
        right = self.content_size.width - len(FIELDS) * (CELL + 1)
        if offset.x >= right:
            self._column = min((offset.x - right) // (CELL + 1), len(FIELDS) - 1)
        self.go(offset.y - 1)

    def on_blur(self) -> None:
        """Take what was being typed."""
        self._take_typed()
        super().on_blur()

    # --- changing -----------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Figures go into the cell."""
        character = unicodedata.normalize("NFKC", event.character or "")
        if len(character) != 1 or character not in "0123456789.%":
            return
        event.stop()
        if isinstance(self.part.ladder[0], Decimal):
            self.typed = (self.typed or "") + character.replace("%", "")
            self.refresh()

    def picked(self, row: int) -> None:  # noqa: ARG002
        """Enter takes what was typed; with nothing typed it goes one step along the ladder."""
        if self.typed is not None:
            self._take_typed()
        else:
            self.action_step(1)

    def action_step(self, step: int) -> None:
        """Go along the ladder; from an empty cell to the level in force, or to the rung nearest it."""
        self._take_typed()
        ladder = self.part.ladder
        value = self._value()
        if value is None:
            self._put(self._start())
            return
        place = ladder.index(value) if value in ladder else 0
        self._put(ladder[min(max(place + step, 0), len(ladder) - 1)])

    def action_rub(self) -> None:
        """Take the last figure back, or clear the cell."""
        if self.typed is None:
            self.clear()
        else:
            self.typed = self.typed[:-1]
            self.refresh()

    def action_forget(self) -> None:
        """Leave the cell as it was before typing."""
        self.typed = None
        self.refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """With nothing typed, Esc is the screen's."""
        return action != "forget" or self.typed is not None

    def clear(self) -> None:
        """Empty the cell."""
        self.typed = None
        self._put(None)

    def suggest(self) -> None:
        """Take the brief's value over into the cell."""
        if self._brief is not None:
            self.typed = None
            preference = self._brief.preference(self.part.issue.id)
            self._put(self.part.of(getattr(preference, self.field)))

    def suggest_all(self) -> None:
        """Take the brief's values over into all empty cells."""
        if self._brief is None:
            return
        self.typed = None
        sheet = self.sheet
        for name, issue in self._issues.items():
            preference = self._brief.preference(name)
            plan = sheet.plan(name)
            filled = {each: _filled(issue, getattr(plan, each), getattr(preference, each)) for each in FIELDS}
            sheet = sheet.with_plan(name, Plan(**filled))
        self.post_message(self.Changed(sheet))

    def move_issue(self, step: int) -> None:
        """Take the issue earlier or later."""
        self._take_typed()
        names = list(dict.fromkeys(part.issue.id for part in self._parts))
        place = names.index(self.part.issue.id)
        goal = min(max(place + step, 0), len(names) - 1)
        names.insert(goal, names.pop(place))
        self.post_message(self.Changed(self.sheet.model_copy(update={"order": tuple(names)})))

    def _value(self) -> Value | None:
        return self.part.of(getattr(self.sheet.plan(self.part.issue.id), self.field))

    def _start(self) -> Value:
        """Where an empty cell begins: the level in force, or the rung nearest it."""
        current, ladder = self.part.of(self.part.issue.current), self.part.ladder
        if current in ladder and current is not None:
            return current
        if isinstance(current, Decimal):
            return min(ladder, key=lambda rung: abs(Decimal(str(rung)) - current))
        return min(ladder, key=lambda rung: (str(rung) < str(current), str(rung)))

    def _take_typed(self) -> None:
        """Put what was typed into the cell, or say what is wrong with it."""
        typed, self.typed = self.typed, None
        if not typed:
            self.refresh()
            return
        try:
            value = canonical(Decimal(typed))
        except ArithmeticError:
            self.post_message(self.Wrong(messages.message("check.value.number", issue=self.part.issue.name)))
            return
        part = self.part
        fault = part.issue.fault({part.grade: value} if part.grade else value)
        if fault is not None:
            self.post_message(self.Wrong(fault))
        else:
            self._put(value)

    def _put(self, value: Value | None) -> None:
        name = self.part.issue.id
        plan = self.sheet.plan(name)
        changed = plan.model_copy(update={self.field: self.part.put(getattr(plan, self.field), value)})
        self.sheet = self.sheet.with_plan(name, changed)
        self.refresh()
        self.post_message(self.Changed(self.sheet))


def _filled(issue: Issue, own: Value | None, brief: Value) -> Value:
    """The own value where there is one, the brief's elsewhere, grade by grade."""
    if own is None:
        return brief
    if issue.grades and isinstance(own, dict) and isinstance(brief, dict):
        return {**brief, **own}
    return own
