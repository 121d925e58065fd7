"""A desk with the real library, a store in memory and a computer that listens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from cases import moves as m
from cases.costing.from_case import case_bases
from cases.library import load_case, load_format
from cases.sides import SIDES, BySide, Side
from cases.transcript import Event, Header, Seat
from tests.tui_snapshot import screen_text
from trainer.journal import Journal
from trainer.session import Player, Session, Store
from trainer.table.local import local_rules
from trainer.table.rulebook import CitationCheck, Rulebook
from trainer.table.table import Table
from trainer.table.views import CaseView, TableView
from trainer.tui.desk import Choice, Desk
from trainer.tui.runner import MatchRunner, no_delay


@dataclass
class Clock:
    """Seconds under the test's command."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Listener:
    """A computer that opens the talks and otherwise lets the other side speak."""

    said: list[str] = field(default_factory=list)

    def moves(self, case: CaseView, view: TableView) -> tuple[m.Move, ...]:
        self.said.append(view.phase)
        return (m.Opening(),) if "opening" in view.kinds else ()


def _session(header: Header, events: Sequence[Event], match: str, store: Store, person: Side) -> Session:
    case, form = load_case(header.case.id).value, load_format(header.format.id).value
    book = Rulebook(
        case, form, local_rules(case.region), lambda law, number: CitationCheck("ok", law), lambda t: ()
    )
    players = {side: None if side is person else Listener() for side in SIDES}
    both: BySide[Player | None] = BySide(players[Side.UNION], players[Side.EMPLOYER])
    return Session(match, Table.replay(book, header, events), both, tuple(case_bases(case).values()), store)


def opening(choice: Choice, match: str, started_at: str, store: Store) -> Session:
    """A new match against a listener."""
    case, form = load_case(choice.case), load_format(choice.format)
    seats = tuple(
        Seat(
            id=seat.id,
            side=seat.side,
            role=seat.role,
            holder="person" if seat.side is choice.side else "computer",
            persona=None if seat.side is choice.side else f"{choice.persona}:{choice.level}",
        )
        for seat in form.value.seats
    )
    header = Header(case=case.stamp, format=form.stamp, seed=choice.seed, started_at=started_at, seats=seats)
    return _session(header, (), match, store, choice.side)


def resuming(
    header: Header, events: Sequence[Event], match: str, store: Store, refs: tuple[str, str]
) -> Session:
    """A recorded match against a listener."""
    people = [seat.side for seat in header.seats if seat.holder == "person" and seat.side is not None]
    person = people[0] if people else Side.UNION
    return _session(header, events, match, store, person)


def desk(journal: Journal | None = None, clock: Clock | None = None) -> Desk:
    """The desk; every start is at nine o'clock on the same day."""
    start = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)
    return Desk(
        journal or Journal(":memory:"),
        opening,
        resuming,
        wall=lambda: start,
        runner=partial(MatchRunner, clock=clock or Clock(), delay=no_delay),
    )


async def still(pilot: Pilot[Any]) -> None:
    """Wait until workers are done and the picture no longer changes."""
    before = ""
    for look in range(20):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shown = screen_text(pilot.app)
        if shown == before and look > 1:
            return
        before = shown


def union_choice(case: str = "hengyue-machinery", form: str = "solo-15") -> Choice:
    """A match for the union."""
    return Choice(case, form, Side.UNION, "cooperative", 2, 7)


def journal_at(path: Path) -> Journal:
    """The store in a folder."""
    return Journal(path / "matches.sqlite3")
