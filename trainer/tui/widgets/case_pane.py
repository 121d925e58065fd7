"""The case file to read: its chapters one by one, figures as tables that can be kept as evidence."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Label

from cases.exhibits import Chapter, Table
from trainer.preparation import KeptFigure, Sheet
from trainer.table.views import CaseView
from trainer.tui.paragraph import Paragraph
from trainer.tui.speaking import Speaking
from trainer.tui.widgets.figure_table import FigureTable


class KeepFigure(Message):
    """A row of a table shall be kept as evidence, or no longer."""

    def __init__(self, figure: KeptFigure) -> None:
        super().__init__()
        self.figure = figure


def table_widgets(
    tables: tuple[Table, ...],
    pane: Speaking,
    sheet: Sheet,
    *,
    chapter: str | None = None,
    exhibit: int | None = None,
) -> list[Widget]:
    """Title, rows and source of each table of a chapter or an exhibit."""
    shown: list[Widget] = []
    for number, table in enumerate(tables):
        kept = {
            figure.row
            for figure in sheet.kept
            if (figure.chapter, figure.exhibit, figure.table) == (chapter, exhibit, number)
        }
        shown.append(Paragraph(table.title.get(pane.lang), classes="strong"))
        shown.append(
            FigureTable(table, pane.lang, chapter=chapter, exhibit=exhibit, number=number, kept=kept)
        )
        if table.source is not None:
            source = pane.t("briefing.source", source=table.source)
            shown.append(Paragraph(source, classes="muted case-source"))
    return shown


def kept_figure(table: FigureTable, row: int) -> KeptFigure:
    """What a row of a table is called on the preparation sheet."""
    return KeptFigure(chapter=table.chapter, exhibit=table.exhibit, table=table.number, row=row)


def mark_kept(pane: Widget, sheet: Sheet) -> None:
    """Mark the rows that the sheet keeps in every table below ``pane``."""
    for table in pane.query(FigureTable):
        table.set_kept({f.row for f in sheet.kept if f == kept_figure(table, f.row)})


class CasePane(Speaking, Vertical):
    """One chapter at a time; left and right turn the leaf."""

    HELP = "figures"
    DEFAULT_CSS = """
    CasePane { height: 1fr; }
    CasePane > #case-turn { height: 1; }
    CasePane > #case-turn > Button { width: auto; min-width: 6; }
    CasePane > #case-turn > #case-place { width: 1fr; text-align: center; text-style: bold; }
    CasePane > #case-text { height: 1fr; }
    CasePane .case-paragraph { margin-bottom: 1; }
    CasePane .case-source { margin-top: -1; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
    ]

    class Turned(Message):
        """Another chapter is open."""

        def __init__(self, chapter: int) -> None:
            super().__init__()
            self.chapter = chapter

    def __init__(self, case: CaseView, sheet: Sheet, chapter: int = 0, *, id: str | None = None) -> None:  # noqa: A002
        """Open ``case`` at a chapter."""
        super().__init__(id=id)
        self._case = case
        self._sheet = sheet
        self._at = chapter

    def set_sheet(self, sheet: Sheet) -> None:
        """Mark what this sheet keeps."""
        self._sheet = sheet
        mark_kept(self, sheet)

    def compose(self) -> ComposeResult:
        """The leaf's title between two buttons, then its text."""
        chapters = self._case.background
        last = len(chapters) + bool(self._case.past) - 1
        self._at = min(self._at, last)
        with Horizontal(id="case-turn"):
            yield Button(
                self.t("briefing.case.before"), id="case-before", compact=True, disabled=not self._at
            )
            place = self.t("briefing.case.place", number=self._at + 1, count=last + 1)
            yield Label(place, id="case-place")
            yield Button(
                self.t("briefing.case.after"), id="case-after", compact=True, disabled=self._at == last
            )
        with VerticalScroll(id="case-text"):
            if self._at < len(chapters):
                yield from self._chapter(chapters[self._at])
            else:
                yield from self._past()

    def _chapter(self, chapter: Chapter) -> ComposeResult:
        yield Paragraph(chapter.title.get(self.lang), classes="strong case-paragraph")
        for text in chapter.paragraphs:
            yield Paragraph(text.get(self.lang), classes="case-paragraph")
        yield from table_widgets(chapter.tables, self, self._sheet, chapter=chapter.id)

    def _past(self) -> ComposeResult:
        yield Paragraph(self.t("briefing.case.past"), classes="strong case-paragraph")
        for agreement in self._case.past:
            text = agreement.text.get(self.lang)
            yield Paragraph(
                text, hanging=self.t("briefing.case.year", year=agreement.year), classes="case-paragraph"
            )

    @on(Button.Pressed, "#case-before")
    async def _before(self) -> None:
        await self.action_turn(-1)

    @on(Button.Pressed, "#case-after")
    async def _after(self) -> None:
        await self.action_turn(1)

    async def action_turn(self, step: int) -> None:
        """Turn to the next or the previous chapter."""
        last = len(self._case.background) + bool(self._case.past) - 1
        goal = min(max(self._at + step, 0), last)
        if goal != self._at:
            self._at = goal
            await self.recompose()
            self.query_one("#case-text", VerticalScroll).focus()
            self.post_message(self.Turned(goal))

    @on(FigureTable.Toggled)
    def _toggled(self, event: FigureTable.Toggled) -> None:
        event.stop()
        self.post_message(KeepFigure(kept_figure(event.table, event.row)))
