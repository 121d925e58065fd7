"""A match as the screens drive it: the session, the time at the table, the store, what is half typed.

The only place where real time meets a table: a monotonic clock is turned into table time here. Screens
hold a runner and nothing of the engine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from cases import moves as m
from cases.format import Format, PhaseKind
from cases.lang import Lang
from cases.messages import Message
from cases.sides import Side
from cases.terms import Value
from cases.transcript import Event, Verdict
from trainer.debrief import worth_of
from trainer.journal import Journal, JournalError, MatchMeta
from trainer.preparation import Sheet, read_sheet
from trainer.session import Quote, Session
from trainer.table.answers import Accepted, Command, Refused
from trainer.table.closing_view import ClosingView
from trainer.table.views import CaseView, TableView, Viewer

CLOCK = "clock"
"""The draft under which the table time is kept when a match is left."""


def natural_delay(seq: int) -> float:
    """Seconds that the computer seems to think before it speaks: 1.5 to 3.5, the same for the same move."""
    return 1.5 + (seq * 7 % 11) / 5


def no_delay(seq: int) -> float:  # noqa: ARG001
    """The computer answers at once."""
    return 0.0


class TableClock:
    """Table time from a monotonic clock; it can stand still."""

    def __init__(self, start: int, clock: Callable[[], float]) -> None:
        self._base = start
        self._clock = clock
        self._since: float | None = None

    def now(self) -> int:
        """Table time, milliseconds."""
        if self._since is None:
            return self._base
        return self._base + int((self._clock() - self._since) * 1000)

    def skip_to(self, at: int) -> None:
        """Let the time until ``at`` pass at once."""
        self._base += max(at - self.now(), 0)

    def run(self, running: bool) -> None:
        """Let it run or stand still."""
        if running and self._since is None:
            self._since = self._clock()
        elif not running and self._since is not None:
            self._base = self.now()
            self._since = None


class MatchRunner:
    """One match on the screens, from the briefing room to the debrief."""

    def __init__(
        self,
        session: Session,
        journal: Journal,
        meta: MatchMeta,
        *,
        lang: Lang = Lang.ZH,
        clock: Callable[[], float] = time.monotonic,
        delay: Callable[[int], float] = natural_delay,
    ) -> None:
        """Take over a session, new or resumed.

        Args:
            session: The match; it must write to ``journal``.
            journal: The store.
            meta: What the match is about.
            lang: The person's language.
            clock: Seconds of a clock that never goes back.
            delay: Seconds the computer waits before it speaks, by the number of the last event.
        """
        self.session = session
        self.journal = journal
        self.meta = meta
        self.lang = lang
        self.trouble: Message | None = None
        """Why the last step could not be kept; ``None`` when it was."""
        self._clock = clock
        self._delay = delay
        self._halted = False
        self._due: tuple[int, float] | None = None
        self._silent = -1
        last = session.table.state.clock.now
        kept = journal.draft(session.match, CLOCK)
        self._time = TableClock(max(last, int(kept) if kept.isdigit() else 0), clock)
        self._set_clock()

    # --- what there is to see -----------------------------------------------------------------------------

    @property
    def match(self) -> str:
        """The match's id in the store."""
        return self.session.match

    @property
    def side(self) -> Side:
        """The person's side."""
        return self.meta.side

    @property
    def form(self) -> Format:
        """The format, which everyone may read."""
        return self.session.table.form

    @property
    def ended(self) -> bool:
        """Whether the match is over."""
        return self.session.table.state.ended

    def now(self) -> int:
        """Table time, milliseconds; never before the last event."""
        return max(self._time.now(), self.session.table.state.clock.now)

    def view(self) -> TableView:
        """The match as the person may see it now."""
        return self.session.view(Viewer(self.side.value), self.now())

    def case(self) -> CaseView:
        """The case as the person may read it now."""
        return self.session.case(Viewer(self.side.value))

    def closing(self) -> ClosingView:
        """The steps after the handshake as the person may see them."""
        return self.session.closing(Viewer(self.side.value))

    def quote(self, terms: Mapping[str, Value]) -> Quote:
        """What terms on top of today's would cost in a full year."""
        return self.session.quote(terms)

    def prices(self) -> dict[str, Fraction]:
        """What one natural step of each issue costs in a full year, yuan."""
        return self.session.prices()

    # --- what happens -------------------------------------------------------------------------------------

    def do(self, move: m.Move, seat: str | None = None, *, hold: bool = False) -> Accepted | Refused:
        """Make a move for the person's side; an accepted one is durable when this returns.

        Args:
            move: What to do.
            seat: Who does it; the chief if not given.
            hold: Keep the floor, for more moves of the same speech follow.
        """
        seat = seat or self.session.table.state.chiefs[self.side]
        said = move.model_copy(update={"hold": True}) if hold else move
        try:
            answer = self.session.do(Command(seat, said, self.now()))
        except JournalError as error:
            self.trouble = error.message
            return Refused("store", error.message)
        self._after()
        return answer

    def preview(self, move: m.Move, seat: str | None = None) -> Refused | Verdict:
        """What the rules would answer to a move, without making it."""
        seat = seat or self.session.table.state.chiefs[self.side]
        return self.session.table.check(Command(seat, move, self.now()))

    def tick(self) -> tuple[Event, ...]:
        """Let time do what fell due; returns what was recorded."""
        return self._keep(lambda: self.session.advance(self.now()))

    def skip_wait(self) -> tuple[Event, ...]:
        """Let a phase in which nobody speaks be over; returns what was recorded."""
        left = self.view().clock.phase_left
        if left is None or self._halted:
            return ()
        self._time.skip_to(self.now() + left)
        return self.tick()

    def computer_turn_if_due(self) -> tuple[Event, ...]:
        """Let the computer speak if it has to and has thought for its while; returns what was recorded."""
        side = self.session.computer_due()
        seq = self.session.table.state.seq
        if side is None or seq == self._silent:
            self._due = None
            return ()
        if self._due is None or self._due[0] != seq:
            self._due = (seq, self._clock() + self._delay(seq))
        if self._clock() < self._due[1]:
            return ()
        events = self._keep(lambda: self.session.computer_turn(side, self.now()))
        self._silent = -1 if events or self.trouble else seq
        return events

    @property
    def thinking(self) -> bool:
        """Whether the computer is about to speak."""
        return self.session.computer_due() is not None and self.session.table.state.seq != self._silent

    def halt(self) -> None:
        """Stop the table's time: the person leaves the match for now."""
        self._halted = True
        self._set_clock()
        if not self.ended:
            self._note(CLOCK, str(self.now()))

    def go_on(self) -> None:
        """Let the table's time run again."""
        self._halted = False
        self._set_clock()

    def _keep(self, step: Callable[[], tuple[Event, ...]]) -> tuple[Event, ...]:
        try:
            events = step()
        except JournalError as error:
            self.trouble = error.message
            return ()
        self._after()
        return events

    def _after(self) -> None:
        """What every step that was kept brings: the clock by the phase, the end into the store."""
        self.trouble = None
        self._set_clock()
        if self.ended and self.journal.record(self.match).status == "open":
            worth = worth_of(self.session, self.side)
            self.journal.finish(self.match, self.session.table.outcome or "stopped", worth)

    def _set_clock(self) -> None:
        """Preparation without a limit takes no time at the table; nor does what follows the end."""
        state = self.session.table.state
        phase = self.form.phase_map[state.phase]
        free = phase.kind is PhaseKind.PREPARE and not phase.seconds
        self._time.run(not (free or self._halted or state.ended))

    # --- what people write --------------------------------------------------------------------------------

    def draft(self, screen: str) -> str:
        """What was half typed on a screen."""
        return self.journal.draft(self.match, screen)

    def set_draft(self, screen: str, text: str) -> None:
        """Keep what is half typed on a screen, so that a crash does not take it."""
        self._note(screen, text)

    def _note(self, screen: str, text: str) -> None:
        try:
            self.journal.save_draft(self.match, screen, text)
        except JournalError as error:
            self.trouble = error.message

    def sheet(self) -> Sheet:
        """The preparation sheet."""
        return read_sheet(self.journal.sheet(self.match))

    def set_sheet(self, sheet: Sheet) -> None:
        """Keep the preparation sheet; :attr:`trouble` says if that failed."""
        try:
            self.journal.save_sheet(self.match, sheet.model_dump_json(exclude_defaults=True))
            self.trouble = None
        except JournalError as error:
            self.trouble = error.message

    def export(self, path: Path) -> None:
        """Write the transcript to a file. Raises :class:`JournalError` where that is not possible."""
        self.journal.export(self.match, path)
