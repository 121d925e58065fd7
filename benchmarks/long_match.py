"""A long match of a library case, the same at every run: what the measured parts are given to work on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cases import moves as m
from cases.costing.from_case import case_bases
from cases.format import SeatRule
from cases.issues import Issue
from cases.library import load_case, load_format
from cases.sides import SIDES, Side
from cases.terms import Value
from cases.transcript import Header, Seat
from trainer.journal import Journal, MatchMeta
from trainer.matches import make_book
from trainer.table.answers import Accepted, Command
from trainer.table.rulebook import Rulebook
from trainer.table.table import Table

CASE = "hengyue-machinery"
FORMAT = "cn-union-district"
SEED = 20260520
MATCH = "long"
KINDS = {
    "propose": 30,
    "counter": 20,
    "package": 8,
    "conditional_offer": 8,
    "reject": 8,
    "cite_law": 8,
    "appeal": 6,
    "probe": 6,
    "speech": 6,
}
"""Kinds of move in the talks and how often each comes."""


@cache
def book() -> Rulebook:
    """The rulebook of the case."""
    case = load_case(CASE).value
    return make_book(case, load_format(FORMAT).value, case_bases(case))


def _seat(rule: SeatRule) -> Seat:
    if rule.side is Side.EMPLOYER:
        return Seat(id=rule.id, side=rule.side, role=rule.role, holder="computer", persona="cooperative:2")
    return Seat(id=rule.id, side=rule.side, role=rule.role)


def header() -> Header:
    """The header of the match: a person for the union, a computer for the employer."""
    case, form = load_case(CASE), load_format(FORMAT)
    seats = tuple(_seat(rule) for rule in form.value.seats)
    return Header(
        case=case.stamp, format=form.stamp, seed=SEED, started_at="2026-05-20T09:00:00+08:00", seats=seats
    )


def meta() -> MatchMeta:
    """What the match is about, for the list of matches."""
    return MatchMeta(CASE, load_case(CASE).value.title, FORMAT, Side.UNION, "cooperative", 2)


def some_value(issue: Issue, luck: random.Random) -> Value:
    """Any value of an issue."""
    if issue.grades:
        return {grade.id: luck.choice(grade.grid.values()) for grade in issue.grades}
    return luck.choice(issue.options)


def _words(issue: Issue) -> m.Spoken:
    """Something to say about an issue: a sentence of the case."""
    return m.Spoken(zh=issue.question.zh, en=issue.question.en)


def _article(issue: Issue) -> dict[str, object]:
    """The first article that the case names for an issue, or for its first one."""
    named = (issue.legal or load_case(CASE).value.issues[0].legal)[0].article
    return {"law": named.law, "article": named.article}


def _talk(issues: tuple[Issue, ...], luck: random.Random) -> m.Move:
    """One move of the talks: mostly offers, some words, questions, articles and refusals."""
    issue, other = luck.sample(issues, 2)
    value = some_value(issue, luck)
    kind = luck.choices(list(KINDS), list(KINDS.values()))[0]
    fields: dict[str, dict[str, object]] = {
        "package": {"terms": {issue.id: value, other.id: some_value(other, luck)}},
        "conditional_offer": {"condition": {other.id: some_value(other, luck)}, "terms": {issue.id: value}},
        "reject": {"issue": issue.id, "basis": "cost"},
        "cite_law": _article(issue),
        "speech": {},
        "propose": {"issue": issue.id, "value": value},
        "counter": {"issue": issue.id, "value": value},
    }
    more = fields.get(kind, {"issue": issue.id})
    return m.MOVE.validate_python({"kind": kind, "text": _words(issue), **more})


def script() -> Iterator[m.Move]:
    """Moves of the talks, without end."""
    luck = random.Random(SEED)
    issues = load_case(CASE).value.issues
    while True:
        yield _talk(issues, luck)


def _chief(side: Side) -> str:
    return next(
        seat.id for seat in load_format(FORMAT).value.seats if seat.side is side and seat.role == "chief"
    )


def opened(table: Table) -> int:
    """Bring a table from preparation to the bargaining; returns the table time."""
    at = 0
    for side in SIDES:
        table.apply(Command(_chief(side), m.Yield(), at))
    at = 61_000
    table.advance(at)
    for side in SIDES:
        at += 1_000
        table.apply(Command(_chief(side), m.Opening(text=_words(load_case(CASE).value.issues[0])), at))
    return at


@cache
def commands(moves: int, step: int = 250) -> tuple[Command, ...]:
    """So many accepted commands of the talks, ``step`` milliseconds apart, after :func:`opened`."""
    table = Table(book(), header())
    at = opened(table)
    made: list[Command] = []
    for move in script():
        if len(made) == moves:
            break
        at += step
        side = table.state.floor or Side.UNION
        command = Command(_chief(side), move, at)
        if isinstance(table.apply(command), Accepted):
            made.append(command)
        else:
            at -= step
    return tuple(made)


def keep(home: Path, moves: int) -> None:
    """Put the match with so many moves into the store of the program whose files are in ``home``."""
    table = Table(book(), header())
    opened(table)
    for command in commands(moves):
        table.apply(command)
    if table.state.floor is not Side.UNION:
        table.apply(Command(_chief(Side.EMPLOYER), m.Yield(), table.state.clock.now))
    lines = list(table.transcript.lines())
    journal = Journal(home / "matches.sqlite3")
    journal.create(MATCH, header(), meta())
    journal.append(MATCH, 1, lines[1:])
    journal.close()
