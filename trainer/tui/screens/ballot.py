"""How the congress voted: shown once, before the match goes on."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Button

from trainer.tui.closing_lines import ballot_words, congress_rows, seal_rows, threshold
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import ProseTable
from trainer.tui.runner import MatchRunner
from trainer.tui.screen import TrainerModal


class BallotScreen(TrainerModal[None]):
    """The count against the thresholds, segment by segment; what follows."""

    SCREEN = "ballot"
    CSS_PATH = "ballot.tcss"

    def __init__(self, runner: MatchRunner) -> None:
        super().__init__()
        self.runner = runner

    def compose_body(self) -> ComposeResult:
        """Result, thresholds, segments, seals, what follows."""
        closing = self.runner.closing()
        ballot = closing.ballots[-1]
        yield Paragraph(self.t("closing.ballot.title"), classes="strong")
        with VerticalScroll(id="ballot-scroll"):
            yield Paragraph(ballot_words(ballot, self.lang), classes="" if ballot.passed else "error")
            yield Paragraph(threshold(closing, self.lang), classes="muted")
            if closing.segments:
                yield ProseTable(congress_rows(closing, self.lang, self.trainer.signs), head=True)
            if closing.firms:
                yield ProseTable(seal_rows(closing, self.lang))
            yield Paragraph(self.t(f"closing.ballot.{'passed' if ballot.passed else 'rejected'}"))
        yield Button(self.t("closing.ballot.close"), action="screen.close", compact=True, id="ballot-close")

    def populate(self) -> None:
        """Enter goes on."""
        self.query_one("#ballot-close", Button).focus()

    def action_close(self) -> None:
        """Go on."""
        self.dismiss()
