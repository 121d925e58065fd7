"""Papers at the table: the own brief, the sheet, exhibits and background, beside the list of them."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from trainer.tui.papers import Paper, papers
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import Prose
from trainer.tui.runner import MatchRunner
from trainer.tui.screen import TrainerModal
from trainer.tui.search import search


class PapersScreen(TrainerModal[None]):
    """A list to choose from, the paper chosen, and a line to find words in all of them."""

    SCREEN = "papers"
    CSS_PATH = "papers.tcss"
    last: str = ""
    """The paper last read in this run of the program: opening the papers again shows it."""

    def __init__(self, runner: MatchRunner) -> None:
        super().__init__()
        self.runner = runner
        self.query_words = ""
        self.shown: list[Paper] = []

    def compose_body(self) -> ComposeResult:
        """Search line, list, paper."""
        yield Input(placeholder=self.t("tablescreen.papers.find"), compact=True, id="papers-query")
        with Horizontal(id="papers-body"):
            yield OptionList(id="papers-list", compact=True)
            with VerticalScroll(id="papers-text", can_focus=True):
                yield Prose(id="papers-prose")
        yield Paragraph(self.t("tablescreen.papers.close"), classes="muted", id="papers-close")

    def populate(self) -> None:
        """Fill the list and show the paper last read."""
        self.fill()
        self.query_one("#papers-list", OptionList).focus()

    def fill(self) -> None:
        """List the papers that answer the search, and choose one."""
        every = papers(self.runner.case(), self.runner.sheet(), self.lang)
        words = self.query_words.strip()
        self.shown = [
            paper
            for paper in every
            if not words or words.casefold() in paper.source.casefold() or search(words, paper.title)
        ]
        listed = self.query_one("#papers-list", OptionList)
        listed.clear_options()
        listed.add_options([Option(paper.title.replace("[", "\\["), id=paper.id) for paper in self.shown])
        ids = [paper.id for paper in self.shown]
        if ids:
            listed.highlighted = ids.index(self.last) if self.last in ids else 0

    @on(OptionList.OptionHighlighted, "#papers-list")
    async def show_paper(self, event: OptionList.OptionHighlighted) -> None:
        """Show the paper under the cursor."""
        paper = next((paper for paper in self.shown if paper.id == event.option_id), None)
        if paper is not None:
            type(self).last = paper.id
            await self.query_one("#papers-prose", Prose).set_source(paper.source)
            self.query_one("#papers-text").scroll_home(animate=False)

    @on(OptionList.OptionSelected, "#papers-list")
    def read_paper(self) -> None:
        """Go into the paper, to scroll it."""
        self.query_one("#papers-text").focus()

    @on(Input.Changed, "#papers-query")
    def search_changed(self, event: Input.Changed) -> None:
        """List what answers."""
        if event.value != self.query_words:
            self.query_words = event.value
            self.fill()

    @on(Input.Submitted, "#papers-query")
    def search_done(self) -> None:
        """Go to the list."""
        self.query_one("#papers-list").focus()

    def action_find(self) -> None:
        """Go to the search line."""
        self.query_one("#papers-query").focus()

    def action_close(self) -> None:
        """Back to the table."""
        self.dismiss()
