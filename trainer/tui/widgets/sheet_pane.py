"""The preparation sheet to fill in."""

from __future__ import annotations

from decimal import Decimal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Button

from cases.terms import Value
from trainer.preparation import KeptFigure, Sheet
from trainer.speech.values import item_name, unit_text, value_text
from trainer.table.views import CaseView
from trainer.tui.paragraph import Paragraph
from trainer.tui.speaking import Speaking
from trainer.tui.text.pad import clip
from trainer.tui.widgets.check_list import CheckList, Point
from trainer.tui.widgets.figure_table import table_rows
from trainer.tui.widgets.sheet_table import FIELDS, Part, SheetTable

BUTTONS = ("suggest", "suggest_all", "clear", "earlier", "later")
"""What can be done with the cell or the issue under the cursor; each is an action of the screen too."""


class SheetPane(Speaking, Vertical):
    """The table of plans and what was chosen on the other panes; below, all about the cursor's issue."""

    DEFAULT_CSS = """
    SheetPane { height: 1fr; }
    SheetPane > #sheet-scroll { height: 1fr; }
    SheetPane #sheet-buttons { height: 1; margin-bottom: 1; }
    SheetPane #sheet-buttons > Button { width: auto; min-width: 4; margin-right: 1; }
    SheetPane > #sheet-detail { border-top: solid $primary 60%; max-height: 8; }
    SheetPane .sheet-text { margin-bottom: 1; }
    """

    class Do(Message):
        """A button was pressed: one of :data:`BUTTONS`."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class LetGo(Message):
        """A kept figure shall not be kept any longer."""

        def __init__(self, figure: KeptFigure) -> None:
            super().__init__()
            self.figure = figure

    def __init__(self, case: CaseView, sheet: Sheet, *, id: str | None = None) -> None:  # noqa: A002
        """Show ``sheet`` for ``case``."""
        super().__init__(id=id)
        self._case = case
        self._sheet = sheet

    @property
    def table(self) -> SheetTable:
        """The table of plans."""
        return self.query_one(SheetTable)

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        with VerticalScroll(id="sheet-scroll", can_focus=False):
            yield SheetTable(self._case.issues, self._case.brief, self._sheet, id="sheet-table")
            with Horizontal(id="sheet-buttons"):
                for name in BUTTONS:
                    yield Button(self.t(f"briefing.sheet.{name}"), id=f"sheet-{name}", compact=True)
            yield Paragraph(self.t("briefing.sheet.ask"), classes="strong")
            yield Paragraph(self._asks(), id="sheet-ask", classes="sheet-text")
            yield Paragraph(self.t("briefing.sheet.strongest"), classes="strong")
            yield Paragraph(self._strongest(), id="sheet-strongest", classes="sheet-text")
            yield Paragraph(self.t("briefing.sheet.kept"), classes="strong")
            yield Paragraph(self.t("briefing.sheet.kept_none"), id="sheet-kept-none", classes="sheet-text")
            yield CheckList((), set(), id="sheet-kept")
        yield Paragraph(id="sheet-detail", classes="muted")

    def on_mount(self) -> None:
        """Fill what depends on the cursor and on the other panes."""
        self._show_detail()
        self._show_kept()

    def set_sheet(self, sheet: Sheet) -> None:
        """Show another state of the sheet."""
        self._sheet = sheet
        self.table.set_sheet(sheet)
        self.query_one("#sheet-ask", Paragraph).set_text(self._asks())
        self.query_one("#sheet-strongest", Paragraph).set_text(self._strongest())
        self._show_detail()
        self._show_kept()

    # --- texts --------------------------------------------------------------------------------------------

    def _asks(self) -> str:
        names = tuple(item_name(item, self.lang) for item in self._sheet.ask)
        return self.t("briefing.sheet.list", names=names) if names else self.t("briefing.sheet.ask_none")

    def _strongest(self) -> str:
        titles = {exhibit.no: exhibit.title for exhibit in self._case.exhibits}
        names = tuple(
            self.t("briefing.exhibit.line", number=number, title=titles[number])
            for number in self._sheet.strongest
            if number in titles
        )
        return "\n".join(names) if names else self.t("briefing.sheet.strongest_none")

    def _show_kept(self) -> None:
        points = [Point(figure.model_dump_json(), self._figure(figure)) for figure in self._sheet.kept]
        kept = self.query_one("#sheet-kept", CheckList)
        kept.set_points(points, {point.id for point in points})
        kept.display = bool(points)
        self.query_one("#sheet-kept-none", Paragraph).display = not points

    def _figure(self, figure: KeptFigure) -> str:
        """A kept row with where it stands and what its columns are."""
        found = figure_lines(self._case, figure, self)
        return found or self.t("briefing.sheet.kept_gone")

    def _show_detail(self) -> None:
        self.query_one("#sheet-detail", Paragraph).set_text(self._detail(self.table.part))

    def _detail(self, part: Part) -> str:
        """Everything about the row under the cursor that the narrow columns leave out."""
        issue = part.issue
        lines = [issue.question.get(self.lang), self._range(part)]
        plan = self._sheet.plan(issue.id)
        own = {name: _shown(part, part.of(getattr(plan, name)), self) for name in FIELDS}
        if any(part.of(getattr(plan, name)) is not None for name in FIELDS):
            lines.append(self.t("briefing.sheet.own", **own))
        if self._case.brief is not None:
            preference = self._case.brief.preference(issue.id)
            advised = {name: _shown(part, part.of(getattr(preference, name)), self) for name in FIELDS}
            lines.append(self.t("briefing.sheet.brief", **advised))
        return "\n".join(lines)

    def _range(self, part: Part) -> str:
        low, high = (_shown(part, rung, self) for rung in (part.ladder[0], part.ladder[-1]))
        grid = part.issue.grade_map[part.grade].grid if part.grade else part.issue.grid
        if grid is not None:
            return self.t("briefing.sheet.range", low=low, high=high, step=Decimal(grid.step))
        return self.t(
            "briefing.sheet.choices", choices=tuple(_shown(part, value, self) for value in part.ladder)
        )

    # --- messages -----------------------------------------------------------------------------------------

    @on(SheetTable.Moved)
    def _moved(self, event: SheetTable.Moved) -> None:
        event.stop()
        self._show_detail()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Do((event.button.id or "").removeprefix("sheet-")))
        self.table.focus()

    @on(CheckList.Toggled, "#sheet-kept")
    def _let_go(self, event: CheckList.Toggled) -> None:
        event.stop()
        self.post_message(self.LetGo(KeptFigure.model_validate_json(event.point)))


def _shown(part: Part, value: Value | None, speaker: Speaking) -> str:
    """A row's value in full."""
    if value is None:
        return "-"
    if part.grade and isinstance(value, Decimal):
        return unit_text(value, part.issue.unit.value, speaker.lang, part.issue.decimals)
    return value_text(part.issue, value, speaker.lang)


def figure_lines(case: CaseView, figure: KeptFigure, speaker: Speaking) -> str | None:
    """A kept row as one line: where it stands, its label, its figures; ``None`` if it is not there."""
    lang = speaker.lang
    chapter = next((each for each in case.background if each.id == figure.chapter), None)
    exhibit = next((each for each in case.exhibits if each.no == figure.exhibit), None)
    if chapter is not None:
        where, tables = chapter.title.get(lang), chapter.tables
    elif exhibit is not None:
        line = speaker.t("briefing.exhibit.line", number=exhibit.no, title=exhibit.title)
        where, tables = line, exhibit.tables
    else:
        return None
    if figure.table >= len(tables) or figure.row >= len(tables[figure.table].rows):
        return None
    head, *rows = table_rows(tables[figure.table], lang)
    row = rows[figure.row]
    figures = tuple(
        speaker.t("briefing.sheet.figure", column=name, value=cell)
        for name, cell in zip(head[1:], row[1:], strict=True)
    )
    return speaker.t("briefing.sheet.kept_line", where=clip(where, 40), label=row[0], figures=figures)
