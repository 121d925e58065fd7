"""One match of computer against computer, and its record. Same job, same record, on any machine."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from cases import moves as m
from cases.case import Case
from cases.format import Format
from cases.library import Loaded, load_case, load_format
from cases.sides import SIDES, BySide, Side
from cases.terms import Value, merge
from cases.transcript import Event
from scoring.games import Game
from scoring.preferences import Preferences, preferences
from trainer.matches import MatchPlan, start_match
from trainer.opponent.counterpart import Counterpart
from trainer.session import Session
from trainer.table.evolve import body_of
from trainer.table.notices import NOTICE_KINDS

SPEECH = 40_000
"""Table time that a speech takes, milliseconds: two or three spoken sentences and a breath."""

MOST_SPEECHES = 3_000
"""A match that has not ended by then is recorded as ``unfinished``."""

STARTED = "2000-01-01T09:00:00+08:00"
"""Games between computers have no day: their clock starts at a fixed one."""


@dataclass(frozen=True, slots=True)
class Job:
    """One game to be played."""

    number: int
    personas: BySide[str]
    level: int = 2
    seed: int = 1
    anchors: BySide[Fraction | None] = field(default_factory=lambda: BySide(None, None))
    """How far a side opens beyond its brief's opening value, instead of its persona's own habit."""


@dataclass(frozen=True, slots=True)
class Documents:
    """The case and the format that games are played with."""

    case: Loaded[Case]
    form: Loaded[Format]

    @classmethod
    def load(cls, case_ref: str, format_ref: str | None = None) -> Documents:
        """Both by id or path; without a format, the one that suits the case best.

        Raises :class:`~cases.problems.Unreadable` where a document can't be read.
        """
        case = load_case(case_ref)
        return cls(case, load_format(format_ref or case.value.formats[0]))

    def with_case(self, case: Case) -> Documents:
        """The same with the case altered."""
        return Documents(replace(self.case, value=case), self.form)

    def packed(self) -> bytes:
        """Both as bytes, so that a worker elsewhere needs no files."""
        return zlib.compress(pickle.dumps(self))


@lru_cache(maxsize=4)
def _unpacked(packed: bytes) -> Documents:
    found = pickle.loads(zlib.decompress(packed))  # made by Documents.packed
    if not isinstance(found, Documents):
        raise TypeError(type(found).__name__)
    return found


def play_packed(packed: bytes, job: Job) -> Game:
    """:func:`play_game` for workers: the documents come along with the job."""
    return play_game(_unpacked(packed), job)


def play_game(documents: Documents, job: Job) -> Game:
    """Play a match to its end."""
    session = _opened(documents, job)
    at = 0
    for _ in range(MOST_SPEECHES):
        if session.table.state.ended:
            break
        at += SPEECH
        session.advance(at)
        side = session.computer_due()
        if side is not None:
            session.computer_turn(side, at)
    return _record(session, job)


def _opened(documents: Documents, job: Job) -> Session:
    plan = MatchPlan(
        case=documents.case.value.id,
        format=documents.form.value.id,
        side=None,
        persona=job.personas.employer,
        own_persona=job.personas.union,
        level=job.level,
        seed=job.seed,
    )
    session = start_match((documents.case, documents.form), plan, f"game-{job.number}", STARTED)
    for side, anchor in job.anchors.items():
        player = session.players[side]
        if anchor is not None and isinstance(player, Counterpart):
            share = Decimal(anchor.numerator) / anchor.denominator
            player.persona = replace(player.persona, anchor=share)
    return session


def _record(session: Session, job: Job) -> Game:
    table = session.table
    values = BySide(preferences(table.case, Side.UNION), preferences(table.case, Side.EMPLOYER))
    reservation = values.map(lambda side: side.reservation)
    agreed = table.outcome == "agreement"
    terms: dict[str, Value] = dict(table.state.ledger) if agreed else {}
    speeches = list(_offering(table.events))
    openings = BySide(_first(speeches, Side.UNION), _first(speeches, Side.EMPLOYER))
    return Game(
        number=job.number,
        seed=job.seed,
        level=job.level,
        personas=job.personas,
        anchors=job.anchors,
        outcome=table.outcome or "unfinished",
        terms=terms,
        utilities=values.map(lambda side: side.utility(terms)) if agreed else reservation,
        reservation=reservation,
        rounds=max(sum(who is side for who, _ in speeches) for side in SIDES),
        opened=speeches[0][0] if speeches else None,
        openings=openings,
        opening_worth=BySide(*(_worth(values[side], openings[side]) for side in SIDES)),
        cost=session.quote(terms).run_rate,
        seconds=table.state.clock.now // 1000,
    )


def _first(speeches: Sequence[tuple[Side, dict[str, Value]]], side: Side) -> Mapping[str, Value]:
    """The terms of a side's first offering speech."""
    return next((said for who, said in speeches if who is side), {})


def _worth(side: Preferences, terms: Mapping[str, Value]) -> Fraction | None:
    return side.utility(terms) if terms else None


def _offering(events: Sequence[Event]) -> Iterator[tuple[Side, dict[str, Value]]]:
    """Speeches in which terms were named: who spoke, and the terms (conditions asked for included)."""
    who: Side | None = None
    said: dict[str, Value] = {}
    for event in events:
        if event.kind in NOTICE_KINDS or event.side is None:
            continue
        if event.side is not who and said and who is not None:
            yield who, said
            said = {}
        who = event.side
        if event.kind in m.OFFER_KINDS:
            said = merge(said, _named(body_of(event)))
    if said and who is not None:
        yield who, said


def _named(move: object) -> dict[str, Value]:
    if isinstance(move, m.ConditionalOffer):
        return {**move.condition, **move.terms}
    if isinstance(move, m.Propose | m.Counter | m.Concede | m.Package | m.FinalOffer):
        return m.offered_terms(move)
    return {}
