"""Whole matches between two computers, to look back on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cases.sides import BySide, Side
from cases.transcript import dump
from trainer.journal import Journal, MatchMeta
from trainer.matches import MatchPlan, open_match
from trainer.session import Session
from trainer.table.table import Table

BEAT = 4_000
"""Milliseconds of table time from one speech to the next."""


@cache
def _lines(case: str, form: str, seed: int, persona: str, speeches: int) -> tuple[Session, tuple[str, ...]]:
    plan = MatchPlan(case, form, None, persona=persona, seed=seed)
    session = open_match(plan, "m", "2026-05-20T09:00:00+08:00")
    at = said = 0
    while not session.table.state.ended and said < speeches:
        side = session.computer_due()
        if side is not None:
            session.computer_turn(side, at)
            said += 1
        at += BEAT
        session.advance(at)
    return session, tuple(dump(event) for event in session.table.events)


def played(
    case: str = "hengyue-machinery",
    form: str = "solo-15",
    seed: int = 3,
    persona: str = "cooperative",
    speeches: int = 1000,
) -> Session:
    """A match of its own, played to its end or for so many speeches."""
    session, _ = _lines(case, form, seed, persona, speeches)
    table = Table.replay(session.table.book, session.table.header, session.table.events)
    return Session("m", table, session.players, session.bases)


def kept(journal: Journal, session: Session, side: Side) -> tuple[Session, MatchMeta]:
    """The match in a store, as if the person had played ``side``."""
    table = session.table
    meta = MatchMeta("hengyue-machinery", table.case.title, table.form.id, side, "cooperative", 2)
    journal.create("m", table.header, meta)
    lines: Sequence[str] = [dump(event) for event in table.events]
    journal.append("m", 1, lines)
    players = BySide(session.players.union, session.players.employer).with_(side, None)
    return Session("m", table, players, session.bases, journal), meta
