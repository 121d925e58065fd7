"""The exhibits: those that can be read, and by name those that can be asked for."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Button, Label

from cases.exhibits import Exhibit, UnlockKey
from cases.sides import Side
from trainer.preparation import Sheet
from trainer.speech.values import item_name
from trainer.table.views import CaseView
from trainer.tui.paragraph import Paragraph
from trainer.tui.speaking import Speaking
from trainer.tui.widgets.card import Card
from trainer.tui.widgets.case_pane import KeepFigure, kept_figure, mark_kept, table_widgets
from trainer.tui.widgets.check_list import CheckList, Point
from trainer.tui.widgets.figure_table import FigureTable


class ExhibitPane(Speaking, Vertical):
    """A list; Enter opens an exhibit, Esc or the button closes it again."""

    HELP = "exhibits"
    DEFAULT_CSS = """
    ExhibitPane { height: 1fr; }
    ExhibitPane > #exhibit-list, ExhibitPane > #exhibit-text { height: 1fr; }
    ExhibitPane > #exhibit-head { height: 1; }
    ExhibitPane > #exhibit-head > Button { width: auto; min-width: 6; margin-right: 2; }
    ExhibitPane .case-paragraph { margin-bottom: 1; }
    ExhibitPane .case-source { margin-top: -1; margin-bottom: 1; }
    ExhibitPane .exhibit-heading { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,backspace", "close", show=False)]

    class Opened(Message):
        """An exhibit was opened, or closed (``None``)."""

        def __init__(self, exhibit: int | None) -> None:
            super().__init__()
            self.exhibit = exhibit

    class Strong(Message):
        """An exhibit shall be among the strongest, or no longer."""

        def __init__(self, exhibit: int) -> None:
            super().__init__()
            self.exhibit = exhibit

    class Ask(Message):
        """An item shall be asked for, or no longer."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    def __init__(
        self,
        case: CaseView,
        side: Side,
        sheet: Sheet,
        opened: int | None = None,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Show what ``side`` may read; exhibit number ``opened`` lies open."""
        super().__init__(id=id)
        self._case = case
        self._side = side
        self._sheet = sheet
        self.opened = opened

    async def set_case(self, case: CaseView) -> None:
        """Show what may be read now."""
        if [each.no for each in case.exhibits] != [each.no for each in self._case.exhibits]:
            self._case = case
            await self.recompose()

    def set_sheet(self, sheet: Sheet) -> None:
        """Mark what this sheet keeps and asks for."""
        strong = self._sheet.strongest != sheet.strongest
        self._sheet = sheet
        mark_kept(self, sheet)
        for points in self.query(CheckList):
            points.set_chosen(set(sheet.ask))
        if strong:
            self._mark_strong()

    def compose(self) -> ComposeResult:
        """The open exhibit, or the list."""
        exhibit = next((each for each in self._case.exhibits if each.no == self.opened), None)
        if exhibit is not None:
            yield from self._text(exhibit)
        else:
            yield from self._list()

    def _list(self) -> ComposeResult:
        with VerticalScroll(id="exhibit-list", can_focus=False):
            yield Paragraph(self.t("briefing.exhibit.readable"), classes="strong")
            for exhibit in self._case.exhibits:
                yield Card(
                    self.t("briefing.exhibit.line", number=exhibit.no, title=exhibit.title),
                    aside=self._aside(exhibit),
                    key=str(exhibit.no),
                    classes="exhibit-card",
                )
            if self._case.askable:
                yield Paragraph(self.t("briefing.exhibit.askable"), classes="strong exhibit-heading")
                yield Paragraph(self.t("briefing.exhibit.askable_hint"), classes="muted")
                points = [Point(item, item_name(item, self.lang)) for item in self._case.askable]
                yield CheckList(points, set(self._sheet.ask), id="exhibit-ask")

    def _text(self, exhibit: Exhibit) -> ComposeResult:
        with Horizontal(id="exhibit-head"):
            yield Button(self.t("briefing.exhibit.close"), id="exhibit-close", compact=True)
            yield Button(self._strong_label(exhibit.no), id="exhibit-strong", compact=True)
            yield Label(self._standing(exhibit), classes="muted")
        with VerticalScroll(id="exhibit-text"):
            title = self.t("briefing.exhibit.line", number=exhibit.no, title=exhibit.title)
            yield Paragraph(title, classes="strong case-paragraph")
            for text in exhibit.body:
                yield Paragraph(text.get(self.lang), classes="case-paragraph")
            yield from table_widgets(exhibit.tables, self, self._sheet, exhibit=exhibit.no)
            if exhibit.source is not None:
                yield Paragraph(self.t("briefing.source", source=exhibit.source), classes="muted")

    def _aside(self, exhibit: Exhibit) -> str:
        standing = self._standing(exhibit)
        if exhibit.no not in self._sheet.strongest:
            return standing
        return self.t("briefing.exhibit.strong_aside", standing=standing)

    def _standing(self, exhibit: Exhibit) -> str:
        """Who holds it and whether the other side has seen it."""
        if exhibit.owner == "both" or exhibit.unlock.key is UnlockKey.PUBLIC:
            return self.t("briefing.exhibit.public")
        return self.t(
            "briefing.exhibit.own" if exhibit.owner == self._side.value else "briefing.exhibit.shown"
        )

    def _strong_label(self, number: int) -> str:
        chosen = number in self._sheet.strongest
        return self.t("briefing.exhibit.not_strong" if chosen else "briefing.exhibit.strong")

    def _mark_strong(self) -> None:
        for button in self.query("#exhibit-strong").results(Button):
            button.label = self._strong_label(self.opened or 0)
        by_number = {str(exhibit.no): exhibit for exhibit in self._case.exhibits}
        for card in self.query(".exhibit-card").results(Card):
            card.set_aside(self._aside(by_number[card.key]))

    @property
    def at(self) -> int | None:
        """The exhibit that lies open or has the cursor."""
        if self.opened is not None:
            return self.opened
        card = next((card for card in self.query(".exhibit-card").results(Card) if card.has_focus), None)
        return int(card.key) if card else None

    async def open(self, number: int | None) -> None:
        """Open an exhibit, or close the one that lies open."""
        before, self.opened = self.opened, number
        await self.recompose()
        self.post_message(self.Opened(number))
        if number is not None:
            self.query_one("#exhibit-text", VerticalScroll).focus()
            return
        cards = [card for card in self.query(".exhibit-card").results(Card) if card.key == str(before)]
        if cards:
            cards[0].focus()

    @on(Card.Chosen, ".exhibit-card")
    async def _open(self, event: Card.Chosen) -> None:
        event.stop()
        await self.open(int(event.card.key))

    @on(Button.Pressed, "#exhibit-close")
    async def action_close(self) -> None:
        """Go back to the list."""
        if self.opened is not None:
            await self.open(None)

    @on(Button.Pressed, "#exhibit-strong")
    def _strong(self) -> None:
        if self.opened is not None:
            self.post_message(self.Strong(self.opened))

    @on(CheckList.Toggled)
    def _ask(self, event: CheckList.Toggled) -> None:
        event.stop()
        self.post_message(self.Ask(event.point))

    @on(FigureTable.Toggled)
    def _keep(self, event: FigureTable.Toggled) -> None:
        event.stop()
        self.post_message(KeepFigure(kept_figure(event.table, event.row)))
