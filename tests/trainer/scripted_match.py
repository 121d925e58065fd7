"""A whole small match as a list of commands, and what the table is after each of them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from cases import moves as m
from cases.transcript import dump
from tests.small_case import header, small_book
from trainer.table.answers import Accepted, Command
from trainer.table.state import TableState
from trainer.table.table import Table


def speech(number: int) -> m.Speech:
    return m.Speech(text=m.Spoken(zh=f"第{number}句，请贵方考虑。", en=f"Sentence {number}."))


@cache
def commands() -> tuple[Command, ...]:
    """Preparation, openings, an exchange on every issue, a break, remarks until the end."""
    union, employer = "union-chief", "employer-chief"
    moves: list[tuple[str, m.Move]] = [
        (union, m.Yield()),
        (employer, m.Yield()),
        (union, m.Opening()),
        (employer, m.Opening()),
    ]
    asks = [Decimal(n) for n in (9, 8, 7, 6, 5)]
    gives = [Decimal(n) for n in (1, 2, 3, 3, 4)]
    for high, low in zip(asks, gives, strict=True):
        moves += [
            (union, m.Propose(issue="base", value=high)),
            (employer, m.Propose(issue="base", value=low)),
        ]
    moves += [
        (union, m.Propose(issue="skill", value={"junior": Decimal(200), "senior": Decimal(400)})),
        (employer, m.Propose(issue="start", value="2026-09-01")),
        (union, m.Caucus()),
        (union, speech(0)),
        (union, m.EndCaucus()),
        (union, m.Accept(issue="start")),
    ]
    moves += [((employer, union)[n % 2], speech(n)) for n in range(24)]
    return tuple(Command(seat, move, 3_000 * place) for place, (seat, move) in enumerate(moves, start=1))


@cache
def course() -> tuple[tuple[str, ...], tuple[TableState, ...], tuple[int, ...]]:
    """Event lines of the whole match, the state after each number of events, and the numbers after moves."""
    table = Table(small_book(), header())
    ends = [0]
    for command in commands():
        answer = table.apply(command)
        assert isinstance(answer, Accepted), (command, answer)
        ends.append(len(table.events))
    states = tuple(
        Table.replay(small_book(), header(), table.events[:count]).state
        for count in range(len(table.events) + 1)
    )
    return tuple(dump(event) for event in table.events), states, tuple(ends)
