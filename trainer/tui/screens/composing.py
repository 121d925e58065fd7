"""Writing and saying: nothing is said before its card was shown; nothing half typed is lost."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.timer import Timer
from textual.widgets import TextArea

from cases import moves as m
from trainer.table.answers import Refused
from trainer.tui.echo import Echo, Standing, echo
from trainer.tui.screens.match import MatchScreen
from trainer.tui.status import Level
from trainer.tui.typed import Kept, Unread, completions, read
from trainer.tui.widgets.composer import Composer, Suggestions
from trainer.tui.widgets.echo_card import EchoCard

DRAFT = "table"
"""The name under which the half-typed sentence is kept."""

KEEP_AFTER = 0.3
"""Seconds without a key after which the draft is written down."""


class ComposingScreen(MatchScreen):
    """A screen with a composer, suggestions and an echo card."""

    kept: Kept
    """What is about to be said."""
    armed = False
    """Whether the card of the typed words is shown: the next Enter says them."""
    aside: m.Move | None = None
    """A prepared move that was put down, for F4 to take up again."""
    live_reading = ""
    """What the command being typed means so far."""
    _keeping: Timer | None = None

    # --- the draft ----------------------------------------------------------------------------------------

    def reading(self) -> m.Move | Unread | None:
        """What would be said: the prepared move, else what the typed words make."""
        if self.kept.move is not None:
            return self.kept.move
        return read(self.kept.words, self.case, self.view, self.lang)

    def prepare(self, move: m.Move) -> None:
        """Show the card of a move made by a form or a key; typed words stay where they are."""
        self.kept = replace(self.kept, move=move)
        self.armed = True
        self.keep_draft()
        self.show_draft()
        self.query_one(Composer).focus()

    def keep_draft(self) -> None:
        """Write down what is about to be said."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        self.runner.set_draft(DRAFT, self.kept.dump())

    def on_unmount(self) -> None:
        """Write down what the timer has not."""
        if self._keeping is not None:
            self.keep_draft()

    @on(TextArea.Changed, "#table-words")
    def words_changed(self, event: TextArea.Changed) -> None:
        """Typing takes a card away: it was not what the person wanted to say."""
        words = event.text_area.text
        if words == self.kept.words:
            return
        self.aside = self.kept.move or self.aside
        self.kept = Kept(words)
        self.armed = False
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(KEEP_AFTER, self.keep_draft)
        self.show_draft()
        self.show_suggestions()

    # --- showing ------------------------------------------------------------------------------------------

    def show_draft(self) -> None:
        """Show the card if something is to be confirmed, else the reading below the composer."""
        found = self.reading()
        card = self.query_one(EchoCard)
        self.live_reading = ""
        if found is None:
            card.show(None)
        elif isinstance(found, Unread):
            card.show(self._unread(found) if self.armed else None)
        elif self.armed:
            card.show(self._echo(found))
        else:
            card.show(None)
            if not isinstance(found, m.Speech):
                told = self._echo(found)
                self.live_reading = self.t("tablescreen.composer.reading", reading=told.words.split("\n")[0])
        self.show_clock()

    def _echo(self, move: m.Move) -> Echo:
        answer = self.runner.preview(move)
        return echo(move, answer, self.sight)

    def _unread(self, found: Unread) -> Echo:
        hint = self.render_message(found.hint) if found.hint is not None else ""
        return Echo(self.render_message(found.what), "", hint, Standing.UNREAD)

    # --- saying -------------------------------------------------------------------------------------------

    @on(Composer.Sent)
    def action_say(self) -> None:
        """First show the card, then say what it shows."""
        found = self.reading()
        if found is None:
            self.tell("tablescreen.composer.empty")
        elif not self.armed or isinstance(found, Unread):
            self.armed = True
            self.show_suggestions(hide=True)
            self.show_draft()
        else:
            self._say(found, hold=False)

    def action_hold(self) -> None:
        """Say it and keep the floor."""
        found = self.reading()
        if self.armed and found is not None and not isinstance(found, Unread):
            self._say(found, hold=True)
        else:
            self.action_say()

    def _say(self, move: m.Move, *, hold: bool) -> None:
        answer = self.runner.do(move, hold=hold)
        if isinstance(answer, Refused):
            self.tell("tablescreen.refused", Level.ERROR, reason=answer.reason)
            self.show_draft()
            return
        self.armed = False
        if self.kept.move is not None:
            self.kept = replace(self.kept, move=None)
        else:
            self.kept = Kept()
            self.query_one(Composer).put("")
        self.aside = None
        self.keep_draft()
        self.show_notice(None)
        self.show_draft()
        self.beat()

    def action_back(self) -> None:
        """Go on writing: the card goes, the words stay."""
        if self.query_one(Suggestions).current is not None:
            self.show_suggestions(hide=True)
        elif self.kept.move is not None:
            self.aside = self.kept.move
            self.kept = replace(self.kept, move=None)
            self.armed = False
            self.keep_draft()
        else:
            self.armed = False
        self.show_draft()
        self.query_one(Composer).focus()

    # --- completions --------------------------------------------------------------------------------------

    def show_suggestions(self, *, hide: bool = False) -> None:
        """Offer what the typed words could go on with."""
        words = self.kept.words
        found = [] if hide else completions(words, self.case, self.view, self.lang)
        self.query_one(Suggestions).show(found)
        self.query_one(Composer).choosing = bool(found)

    @on(Composer.Completed)
    def complete(self) -> None:
        """Take the chosen completion."""
        chosen = self.query_one(Suggestions).current
        if chosen is not None:
            self.query_one(Composer).put(chosen.text)

    @on(Suggestions.Taken)
    def take(self, event: Suggestions.Taken) -> None:
        """Take the clicked completion."""
        self.query_one(Composer).put(event.suggestion.text)
        self.query_one(Composer).focus()
