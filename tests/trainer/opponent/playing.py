"""Play whole matches with the computer at one or both seats and keep what must never happen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from cases import moves as m
from cases.case import Case
from cases.costing import run_rate
from cases.costing.from_case import case_bases
from cases.library import load_case
from cases.sides import SIDES, BySide, Side
from cases.terms import Value
from scoring.preferences import preferences
from tests.trainer.test_robots import make_session
from trainer.opponent.counterpart import Counterpart
from trainer.session import Player, Session
from trainer.table.answers import Command, Refused
from trainer.table.views import Viewer

MOST_TURNS = 800


def money_of(case: Case) -> object:
    bases = case_bases(case)

    def money(terms: Mapping[str, Value]) -> Fraction:
        return sum((run_rate(basis, terms) for basis in bases.values()), Fraction(0))

    return money


def computer(
    case: Case, side: Side, persona: str = "cooperative", level: int = 2, seed: int = 1
) -> Counterpart:
    return Counterpart(side=side, persona=persona, level=level, seed=seed, money=money_of(case))  # type: ignore[arg-type]


@dataclass
class Played:
    """A finished match and what went wrong in it."""

    session: Session
    refused: list[str] = field(default_factory=list)
    speeches: BySide[list[list[m.Move]]] = field(default_factory=lambda: BySide([], []))
    """What each computer said, speech by speech."""

    @property
    def fouls(self) -> list[str]:
        """Fouls of the computers' sides."""
        return [
            f"{event.seq} {event.kind} {finding.key}"
            for event in self.session.table.events
            for finding in event.verdict.findings
            if finding.level == "foul"
            and event.side is not None
            and isinstance(self.session.players[event.side], Counterpart)
        ]

    def breaches(self) -> list[str]:
        """What of a computer's mandate the agreement breaks; nothing where there is no agreement."""
        table = self.session.table
        if table.outcome != "agreement":
            return []
        terms = {**table.book.current, **table.state.ledger}
        found = []
        for side in SIDES:
            if not isinstance(self.session.players[side], Counterpart):
                continue
            prefs = preferences(table.case, side)
            if prefs.breaches(terms):
                found.append(f"{side}: limits of {prefs.breaches(terms)}")
            if prefs.utility(terms) < prefs.reservation:
                found.append(f"{side}: worse than no agreement")
            budget = prefs.brief.budget
            if side is Side.EMPLOYER and budget and self.session.quote(terms).run_rate > budget.run_rate:
                found.append("employer: over budget")
        return found


def play(case_id: str, format_id: str, players: BySide[Player | None], pace: int = 40) -> Played:
    """Play to the end, ``pace`` seconds a speech."""
    session, _ = make_session(case_id, format_id, players)
    played = Played(session)
    at = 0
    for _ in range(MOST_TURNS):
        if session.table.state.ended:
            return played
        at += pace * 1000
        session.advance(at)
        due = session.computer_due()
        if due is not None:
            _turn(played, due, at)
    raise AssertionError(f"no end: stuck in {session.table.state.phase}")


def _turn(played: Played, side: Side, at: int) -> None:
    session = played.session
    player = session.players[side]
    if not isinstance(player, Counterpart):
        session.computer_turn(side, at)
        return
    viewer = Viewer(side.value)
    speech = player.moves(session.case(viewer), session.view(viewer, at))
    played.speeches[side].append(list(speech))
    for move in speech:
        answer = session.do(Command(session.table.state.chiefs[side], move, at))
        if isinstance(answer, Refused):
            played.refused.append(f"{session.table.state.phase} {side} {move.kind}: {answer.reason.key}")
            return


def both(
    case_id: str, union: str = "cooperative", employer: str = "cooperative", level: int = 2, seed: int = 1
) -> BySide[Player | None]:
    case = load_case(case_id).value
    return BySide(
        computer(case, Side.UNION, union, level, seed), computer(case, Side.EMPLOYER, employer, level, seed)
    )


def sentences(text: str) -> list[str]:
    """The sentences of a text, either language."""
    return [part.strip() for part in re.split(r"(?<=[。？！])|(?<=[.?!])\s+(?=[A-Z“])", text) if part.strip()]
