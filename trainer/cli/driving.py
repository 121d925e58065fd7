"""Driving a match without a terminal: time by a model of speaking, computers where people are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cases import moves as m
from cases.format import Floor, PhaseKind
from cases.sides import BySide, Side
from trainer.session import Player, Session
from trainer.speech.speaking import pause, speaking_time
from trainer.table.answers import Command, Refused
from trainer.table.clock import next_due
from trainer.table.closing_rules import STEP_OF_PHASE
from trainer.table.rules import allowed_kinds
from trainer.table.views import Viewer

LIMIT = 20_000
"""Steps after which a match that does not end counts as stuck."""

PRELIMINARIES = frozenset({PhaseKind.PREPARE, PhaseKind.AGENDA, PhaseKind.OPENING})
"""Phases that are gone through for a person whose script begins with the bargaining."""

STEPS = ("draft", "vote", "sign", "file", "publish")
"""Closing steps in their order."""

HURRY = 3
"""A speech may be cut to a third of its length by the end of a phase; with less left, time runs out first."""


class StuckError(RuntimeError):
    """The match does not go on: a fault of a format or of a computer player."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to do next, as far as it can be known before the moment."""

    kind: str
    step: str | None = None
    """Closing step."""
    by: int | None = None
    """Table time at which it is to happen, milliseconds."""


class Driver:
    """Takes a session through its match."""

    def __init__(self, session: Session, deputy: Callable[[Side], Player]) -> None:
        """Take over ``session``; ``deputy`` makes the computer that stands in for a person's side."""
        self.session = session
        self._deputy = deputy

    @property
    def now(self) -> int:
        """Table time, milliseconds."""
        return self.session.table.state.clock.now

    @property
    def ended(self) -> bool:
        """Whether the match is over."""
        return self.session.table.state.ended

    def play_out(self) -> None:
        """Let computers take the match to its end; where a person sits, a computer stands in from now on."""
        players = self.session.players
        self.session.players = BySide(
            players.union or self._deputy(Side.UNION), players.employer or self._deputy(Side.EMPLOYER)
        )
        for _ in range(LIMIT):
            if self.ended:
                return
            self._step(None)
        raise StuckError(self.session.table.state.phase)

    def wait_for(self, side: Side, wanted: Wanted) -> None:
        """Go on until ``side`` can do what it wants, or until it is clear that it can't."""
        for _ in range(LIMIT):
            if self.ended:
                return
            if self._can(side, wanted):
                if not self._time_first(wanted):
                    return
                self._wait(None)
                continue
            if self._passes(side, wanted):
                self._stand_in(side)
            elif self.session.computer_due() is not None or not self._may_speak(side):
                self._step(wanted.by)
            else:
                return
        raise StuckError(self.session.table.state.phase)

    def say(self, seat: str, moves: Sequence[m.Move], at: int | None = None) -> Refused | None:
        """Make the moves of one speech; ``at`` is the table time of the first. The first refusal, if any."""
        for place, move in enumerate(moves):
            start = pause() if place == 0 else 0
            when = at if place == 0 and at is not None else self._after(start + speaking_time(move))
            if when is None:
                end = self.session.table.state.clock.phase_end
                self.session.advance(end if end is not None else self.now)
                when = self._after(start + speaking_time(move)) or self.now
            answer = self.session.do(Command(seat, move, max(when, self.now)))
            if isinstance(answer, Refused):
                return answer
        return None

    def _can(self, side: Side, wanted: Wanted) -> bool:
        """Whether the phase lets the wanted kind in and the side may speak."""
        return self._fits(wanted) and self._may_speak(side)

    def _time_first(self, wanted: Wanted) -> bool:
        """Whether the clock brings something before the moment that the person wants to wait for."""
        due = next_due(self.session.table.state, self.session.table.form)
        return wanted.by is not None and due is not None and due.at < wanted.by

    def _fits(self, wanted: Wanted) -> bool:
        phase = self.session.table.form.phase_map[self.session.table.state.phase]
        if phase.kind is PhaseKind.PREPARE:
            return wanted.kind == "yield"
        if wanted.step is not None and phase.kind in STEP_OF_PHASE:
            return STEP_OF_PHASE[phase.kind] == wanted.step
        return wanted.kind in allowed_kinds(phase)

    def _may_speak(self, side: Side) -> bool:
        state = self.session.table.state
        phase = self.session.table.form.phase_map[state.phase]
        if phase.floor in {Floor.NOBODY, Floor.CHAIR}:
            return False
        return phase.floor is Floor.OPEN or state.floor is side

    def _passes(self, side: Side, wanted: Wanted) -> bool:
        """Whether a computer has to do something for the side that its script leaves out."""
        table = self.session.table
        phase = table.form.phase_map[table.state.phase]
        if self._fits(wanted) or not self._must_act(side):
            return False
        if phase.kind in PRELIMINARIES or phase.kind is PhaseKind.CAUCUS:
            return True
        if wanted.step is None:
            return False
        due = STEP_OF_PHASE.get(phase.kind)
        later = due is not None and wanted.step in STEPS and STEPS.index(due) < STEPS.index(wanted.step)
        return later or phase.kind is PhaseKind.WRAP

    def _must_act(self, side: Side) -> bool:
        """Whether the match waits for the side (as it would for a computer there)."""
        players = self.session.players
        nobody: BySide[Player | None] = BySide(None, None)
        self.session.players = nobody.with_(side, self._deputy(side))
        due = self.session.computer_due()
        self.session.players = players
        return due is side

    def _stand_in(self, side: Side) -> None:
        """One turn of a computer in place of the person."""
        players = self.session.players
        self.session.players = players.with_(side, self._deputy(side))
        try:
            self._turn(side, None)
        finally:
            self.session.players = players

    def _step(self, by: int | None) -> None:
        """One computer's turn if one is due, else on to what the clock brings next."""
        side = self.session.computer_due()
        if side is not None:
            self._turn(side, by)
        else:
            self._wait(by)

    def _turn(self, side: Side, by: int | None) -> None:
        before = len(self.session.table.events)
        length = pause() + self._length_of_turn(side)
        when = self._after(length)
        if when is None:
            self._wait(None)
            return
        self.session.computer_turn(side, max(min(when, by), self.now) if by is not None else when)
        if len(self.session.table.events) == before:
            self._wait(None)

    def _length_of_turn(self, side: Side) -> int:
        """How long the computer would speak now."""
        player = self.session.players[side]
        if player is None:
            return 0
        viewer = Viewer(side.value)
        moves = player.moves(self.session.case(viewer), self.session.view(viewer, self.now))
        return sum(speaking_time(move) for move in moves)

    def _after(self, length: int) -> int | None:
        """When a speech is over: cut by the end of turn or phase, ``None`` if it would hardly begin."""
        due = next_due(self.session.table.state, self.session.table.form)
        ends = [at for at in (self.session.table.state.clock.phase_end,) if at is not None]
        if due is not None and due.notice is not None and due.notice.kind == "turn_timeout":
            ends.append(due.at)
        end = min(ends, default=None)
        if end is None or self.now + length < end:
            return self.now + length
        left = end - self.now
        return end - 1 if left > 1 and left * HURRY >= length else None

    def _wait(self, by: int | None) -> None:
        """On to the next thing that time brings (or to ``by``, if that is sooner)."""
        due = next_due(self.session.table.state, self.session.table.form)
        if due is None:
            if by is not None and by > self.now:
                self.session.advance(by)
                return
            raise StuckError(self.session.table.state.phase)
        self.session.advance(due.at)
