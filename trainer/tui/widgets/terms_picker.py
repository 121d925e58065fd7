"""Put terms together: arrow keys go along the rows and the ladders, space takes a row in or out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cases.issues import Issue
from cases.lang import Lang
from cases.terms import Value
from trainer.speech.values import value_text
from trainer.tui.ladders import Rung, choose, rungs, terms_of_rungs
from trainer.tui.speaking import Speaking
from trainer.tui.text.pad import Align, fit

MARK = 4
VALUE = 16
FAR = 10
"""Rungs that the page keys go."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is on the table on an issue, in words: ours and theirs."""

    own: str
    other: str


class TermsPicker(Speaking, ScrollView, can_focus=True):
    """Rows of issues (or grades) with a value each; with ``single`` only one issue can be chosen."""

    HELP = "terms"
    COMPONENT_CLASSES = {"terms-picker--row", "terms-picker--chosen", "terms-picker--cursor"}
    DEFAULT_CSS = """
    TermsPicker {
        height: auto;
        max-height: 12;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & .terms-picker--row { color: $text-muted; }
        & .terms-picker--chosen { color: $foreground; text-style: bold; }
        & .terms-picker--cursor { text-style: reverse; }
    }
    """
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("pageup", f"step({FAR})", show=False),
        Binding("pagedown", f"step(-{FAR})", show=False),
        Binding("home", "step(-1000)", show=False),
        Binding("end", "step(1000)", show=False),
        Binding("space", "mark", show=False),
        Binding("backspace", "erase", show=False),
    ]

    class Changed(Message):
        """The terms are others now."""

        def __init__(self, picker: TermsPicker) -> None:
            super().__init__()
            self.picker = picker

        @property
        def control(self) -> TermsPicker:
            """The picker, for handlers that ask for one by id."""
            return self.picker

    def __init__(
        self,
        issues: Sequence[Issue],
        start: Mapping[str, Value],
        terms: Mapping[str, Value],
        known: Mapping[str, Known],
        *,
        single: bool = False,
        at: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make the rows (see :func:`trainer.tui.ladders.rungs`); the cursor begins at issue ``at``."""
        super().__init__(id=id)
        self._issues = {issue.id: issue for issue in issues}
        self._known = known
        self._single = single
        self._rows = rungs(issues, start, terms)
        begin = next((place for place, row in enumerate(self._rows) if row.issue == at), 0)
        self._cursor = next((place for place, row in enumerate(self._rows) if row.chosen), begin)
        self._digits = ""

    @property
    def terms(self) -> dict[str, Value]:
        """The terms chosen."""
        return terms_of_rungs(self._rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line a row."""
        return max(len(self._rows), 1)

    def on_resize(self) -> None:
        """All rows can be scrolled to."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """A row: in or out, name, value between its steps, what is on the table."""
        index = y + self.scroll_offset.y
        width = self.size.width
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[index]
        style = self.rich_style + self.get_component_rich_style(
            "terms-picker--chosen" if row.chosen else "terms-picker--row"
        )
        if index == self._cursor and self.has_focus:
            style += self.get_component_rich_style("terms-picker--cursor")
        return Strip([Segment(self._line(row, width), style)]).adjust_cell_length(width, style)

    def _line(self, row: Rung, width: int) -> str:
        left, right = ("(", ")") if self._single else ("[", "]")
        mark = f"{left}{'x' if row.chosen else ' '}{right} "
        name, value = self._name_room(width), fit(self._value(row), VALUE, Align.CENTER)
        known = self._known.get(row.issue)
        aside = (
            self.t("tablescreen.form.known", own=known.own, other=known.other)
            if known is not None and not row.part
            else ""
        )
        return mark + fit(self._title(row), name) + f" - {value} +  " + aside

    def _name_room(self, width: int) -> int:
        return min(max(width - MARK - VALUE - 7 - 22, 12), 26)

    def _title(self, row: Rung) -> str:
        issue = self._issues[row.issue]
        if not row.part:
            return issue.name.get(self.lang)
        return self.t("tablescreen.form.part", issue=issue.name, grade=issue.grade_map[row.part].name)

    def _value(self, row: Rung) -> str:
        if self._digits and self._rows[self._cursor] is row:
            return f"{self._digits}_"
        issue = self._issues[row.issue]
        if row.part and row.value is not None:
            text = value_text(issue, {row.part: row.value}, self.lang)  # type: ignore[dict-item]
            return text.removeprefix(issue.grade_map[row.part].name.get(self.lang)).strip()
        text = value_text(issue, row.value, self.lang)
        return f"{row.place + 1}. {text}" if issue.choices and self.lang is Lang.ZH else text

    # --- keys and clicks ----------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to another row."""
        self._digits = ""
        self._cursor = min(max(self._cursor + by, 0), len(self._rows) - 1)
        self._show_cursor()
        self.refresh()

    def action_step(self, by: int) -> None:
        """Go along the ladder; that takes the row in."""
        self._digits = ""
        self._set(self._rows[self._cursor].moved(by))

    def action_mark(self) -> None:
        """Take the row in or out."""
        self._digits = ""
        row = self._rows[self._cursor]
        self._rows = choose(self._rows, self._cursor, not row.chosen, single=self._single)
        self._tell()

    def action_erase(self) -> None:
        """Take the last typed digit back."""
        self._digits = self._digits[:-1]
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Digits set the value; of dates and options they choose the first, second, ..."""
        if event.character is None or event.character not in "0123456789.":
            return
        event.stop()
        self._digits += event.character
        found = self._rows[self._cursor].typed(self._digits)
        if found is None:
            self.refresh()
            return
        self._set(found)

    def _set(self, row: Rung) -> None:
        self._rows[self._cursor] = row
        self._rows = choose(self._rows, self._cursor, True, single=self._single)
        self._tell()

    def on_click(self, event: events.Click) -> None:
        """A click on the signs beside a value steps it, elsewhere it takes the row in or out."""
        place = event.get_content_offset(self)
        if place is None or place.y + self.scroll_offset.y >= len(self._rows):
            return
        index = place.y + self.scroll_offset.y
        self._cursor = index
        minus = MARK + self._name_room(self.size.width) + 1
        if minus - 1 <= place.x <= minus + 1:
            self.action_step(-1)
        elif minus + VALUE + 2 <= place.x <= minus + VALUE + 4:
            self.action_step(1)
        else:
            self.action_mark()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor; typed digits have had their effect."""
        self._digits = ""
        self.refresh()

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(0, self._cursor, 1, 1), animate=False, force=True)

    def _tell(self) -> None:
        self.refresh()
        self.post_message(self.Changed(self))
