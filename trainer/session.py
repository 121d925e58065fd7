"""A match being played: the table, who sits at it, and the store that outlives a crash.

The screens and the command line both drive a match through this class. Order inside the authority:
rules, fold, *append durably*, and only then an answer: nothing is shown that a crash could take back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from cases import moves as m
from cases.costing import CostBasis, cost, price_list, run_rate
from cases.format import PhaseKind
from cases.sides import SIDES, BySide, Side
from cases.terms import Value
from cases.transcript import Event, dump
from trainer.table.answers import Accepted, Command, Refused
from trainer.table.closing_view import ClosingView, closing_view
from trainer.table.table import Table
from trainer.table.views import CaseView, TableView, Viewer, case_view, table_view

MOST_MOVES = 12
"""A computer's speech is at most so many moves; more would be a fault of the player."""


class Store(Protocol):
    """Where events are kept."""

    def append(self, match: str, first_seq: int, lines: Sequence[str]) -> None:
        """Make the lines durable, or raise; ``first_seq`` is the number of the first one."""


class Player(Protocol):
    """A computer at a seat. A pure function of what it may see: same view, same moves."""

    def moves(self, case: CaseView, view: TableView) -> tuple[m.Move, ...]:
        """One speech: the moves to make now, all but the last holding the floor."""


class NowhereStore:
    """Keeps nothing: for demonstrations and tests."""

    def append(self, match: str, first_seq: int, lines: Sequence[str]) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What terms cost the employer side in a full year, yuan."""

    run_rate: Fraction
    payroll: Fraction
    """Payroll before any change."""

    @property
    def share(self) -> Fraction:
        """Cost as a share of payroll (the employer's convention); 0 where nobody is paid."""
        return self.run_rate / self.payroll if self.payroll else Fraction(0)


class Session:
    """One match, its players and its store."""

    def __init__(
        self,
        match: str,
        table: Table,
        players: BySide[Player | None],
        bases: Sequence[CostBasis],
        store: Store | None = None,
    ) -> None:
        self.match = match
        self.table = table
        self.players = players
        self.bases = tuple(bases)
        self._store: Store = store or NowhereStore()

    @property
    def person(self) -> Side | None:
        """The side that a person plays; ``None`` where both or neither do."""
        people = [side for side in SIDES if self.players[side] is None]
        return people[0] if len(people) == 1 else None

    def view(self, viewer: Viewer, at: int | None = None) -> TableView:
        """The match as ``viewer`` may see it."""
        return table_view(self.table, viewer, at)

    def case(self, viewer: Viewer) -> CaseView:
        """The case file as ``viewer`` may read it."""
        return case_view(self.table, viewer)

    def closing(self, viewer: Viewer) -> ClosingView:
        """The steps after the handshake as ``viewer`` may see them."""
        return closing_view(self.table, viewer)

    def do(self, command: Command) -> Accepted | Refused:
        """Make a move; an accepted one is durable when this returns."""
        before = self._mark()
        answer = self.table.apply(command)
        self._keep(before)
        return answer

    def advance(self, at: int) -> tuple[Event, ...]:
        """Let time pass; what it brought is durable when this returns."""
        before = self._mark()
        events = self.table.advance(at)
        self._keep(before)
        return events

    def _mark(self) -> int:
        return len(self.table.events)

    def _keep(self, before: int) -> None:
        """Write new events down; if that fails the table goes back to where it was."""
        fresh = self.table.events[before:]
        if not fresh:
            return
        try:
            self._store.append(self.match, fresh[0].seq, [dump(event) for event in fresh])
        except Exception:
            kept = self.table.events[:before]
            self.table = Table.replay(self.table.book, self.table.header, kept)
            raise

    def computer_due(self) -> Side | None:
        """The computer side that has to act now, if any."""
        state = self.table.state
        if state.ended:
            return None
        for side in SIDES:
            if self.players[side] is not None and self._waits_for(side):
                return side
        return None

    def _waits_for(self, side: Side) -> bool:
        state = self.table.state
        kind = self.table.form.phase_map[state.phase].kind
        if state.floor is not None:
            return state.floor is side
        waits: Mapping[PhaseKind, bool] = {
            PhaseKind.PREPARE: not state.ready[side],
            PhaseKind.MEDIATE: not state.ready[side],
            PhaseKind.WRAP: side is Side.UNION,
            PhaseKind.DRAFT: not state.closing.drafted[side],
            PhaseKind.VOTE: side is Side.UNION,
            PhaseKind.SIGN: state.closing.signed[side] is None,
            PhaseKind.FILE: side is Side.EMPLOYER,
            PhaseKind.PUBLISH: side is Side.EMPLOYER or self.players[Side.EMPLOYER] is None,
        }
        return waits.get(kind, False)

    def computer_turn(self, side: Side, at: int) -> tuple[Event, ...]:
        """Let the computer of ``side`` speak at ``at``; returns what was recorded.

        A computer that has nothing to say, or whose move is refused, yields: the match never stalls on it.
        """
        player = self.players[side]
        if player is None:
            raise ValueError(f"no computer plays {side}")
        before = self._mark()
        viewer = Viewer(side.value)
        moves = player.moves(self.case(viewer), self.view(viewer, at))[:MOST_MOVES]
        seat = self.table.state.chiefs[side]
        for move in moves:
            if isinstance(self.do(Command(seat, move, at)), Refused):
                break
        if len(self.table.events) == before or (moves and self._still_holds(side)):
            self.do(Command(seat, m.Yield(), at))
        return tuple(self.table.events[before:])

    def _still_holds(self, side: Side) -> bool:
        state = self.table.state
        alternates = self.table.form.phase_map[state.phase].floor.value == "alternate"
        return alternates and state.floor is side and not state.ended

    def quote(self, terms: Mapping[str, Value]) -> Quote:
        """What ``terms`` on top of today's would cost all employers together in a full year."""
        yearly = sum((run_rate(basis, terms) for basis in self.bases), Fraction(0))
        payroll = sum((basis.payroll for basis in self.bases), Fraction(0))
        return Quote(yearly, payroll)

    def prices(self) -> dict[str, Fraction]:
        """What one natural step of each issue costs in a full year, all employers together, yuan."""
        found: dict[str, Fraction] = {}
        for basis in self.bases:
            for price in price_list(cost(basis, self.table.state.ledger)):
                found[price.issue] = found.get(price.issue, Fraction(0)) + price.cost
        return found
