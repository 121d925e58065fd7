"""What every screen of a running match does: let time pass, let the computer speak, follow the match."""

from __future__ import annotations

from typing import ClassVar

from cases.messages import message
from trainer.table.views import CaseView, TableView
from trainer.tui.flow import go_on, leave, stage_of
from trainer.tui.header_words import header_words
from trainer.tui.runner import MatchRunner
from trainer.tui.screen import TrainerScreen
from trainer.tui.sight import Sight
from trainer.tui.status import Level
from trainer.tui.text.bars import ASCII
from trainer.tui.widgets.match_header import MatchHeader

BEAT = 0.5
"""Seconds between two looks at the clock."""


class MatchScreen(TrainerScreen[None]):
    """Base of the table, the caucus and the closing screen."""

    STAGE: ClassVar[str] = ""
    """The stage of a match that the screen shows."""

    def __init__(self, runner: MatchRunner) -> None:
        super().__init__()
        self.runner = runner
        self.view: TableView = runner.view()
        self.case: CaseView = runner.case()
        self._told = self.view.seq
        self._following = False

    def on_mount(self) -> None:
        """Start the beat."""
        self.set_interval(BEAT, self.beat)

    @property
    def sight(self) -> Sight:
        """The match as the screen last looked at it."""
        return Sight(self.case, self.view, self.runner.side, self.lang, self.runner.quote)

    def beat(self) -> None:
        """Let what falls due happen, then show it."""
        self.runner.tick()
        self.runner.computer_turn_if_due()
        self.look()

    def look(self) -> None:
        """Show the match as it is now; everything anew only when something happened."""
        if self._following or not self.query(MatchHeader):
            return
        before = self.view.seq
        self.view = self.runner.view()
        if self.runner.trouble is not None:
            self.tell(self.runner.trouble, Level.ERROR)
        if self.view.seq != before:
            known = {exhibit.no for exhibit in self.case.exhibits}
            self.case = self.runner.case()
            self._tell_papers(known)
            self._tell_news()
            self.show_match()
        self.show_clock()
        self.follow()

    def show_match(self) -> None:
        """Show what events have changed."""

    def show_clock(self) -> None:
        """Show what time changes."""
        arrows = "><" if self.trainer.signs is ASCII else "\u25b8\u25c2"
        words = header_words(self.case, self.view, self.runner.side, self.lang, arrows=arrows)
        self.query_one(MatchHeader).show(words)

    def follow(self) -> None:
        """Go to the screen of the stage that the match has reached; from its end people go on themselves."""
        if self._following or self.runner.ended or self.app.screen is not self:
            return
        if stage_of(self.runner) != self.STAGE:
            self._following = True
            go_on(self.trainer, self.runner)

    async def on_screen_resume(self) -> None:
        """Catch up with what happened while something else was on top."""
        self.look()

    def _tell_papers(self, known: set[int]) -> None:
        """Say that the other side has shown papers, and where to read them."""
        fresh = tuple(str(exhibit.no) for exhibit in self.case.exhibits if exhibit.no not in known)
        if fresh:
            self.tell("tablescreen.new_papers", numbers=fresh)

    def _tell_news(self) -> None:
        """Warnings of the clock go to the status line, for they matter at once."""
        fresh = [event for event in self.view.events if event.seq > self._told]
        self._told = self.view.seq
        for event in fresh:
            if event.kind == "warning":
                self.tell(
                    message("tablescreen.warn.time", left=_length(int(event.body["left"]))), Level.WARNING
                )
            elif event.kind == "talk_zero" and event.body["side"] == self.runner.side.value:
                self.tell("tablescreen.warn.talk_zero", Level.WARNING)
            elif event.kind == "turn_timeout" and event.body["side"] == self.runner.side.value:
                self.tell("tablescreen.warn.turn_timeout", Level.WARNING)

    def action_leave(self) -> None:
        """Leave the match for now."""
        leave(self.trainer, self.runner)


def _length(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"
