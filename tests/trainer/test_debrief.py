from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from cases import moves as m
from cases.costing import run_rate
from cases.issues import Issue
from cases.sides import SIDES, BySide, Side
from cases.terms import Value
from tests.small_case import header, small_book, small_case
from tests.trainer.played import played
from trainer.debrief import NotOverError, first_debrief, room, stated_values, worth_of
from trainer.preparation import Sheet
from trainer.session import Session
from trainer.table.answers import Accepted, Command
from trainer.table.state import Status
from trainer.table.table import Table

NOBODY: BySide[None] = BySide(None, None)
ISSUES = small_case().issue_map
UNION, EMPLOYER = "union-chief", "employer-chief"


def small_session(*moves: tuple[str, m.Move]) -> Session:
    table = Table(small_book(), header())
    session = Session("m", table, NOBODY, ())
    opening: list[tuple[str, m.Move]] = [
        (UNION, m.Yield()),
        (EMPLOYER, m.Yield()),
        (UNION, m.Opening()),
        (EMPLOYER, m.Opening()),
    ]
    for place, (seat, move) in enumerate((*opening, *moves)):
        answer = session.do(Command(seat, move, place * 1000))
        assert isinstance(answer, Accepted), answer
    return session


def test_a_match_that_still_runs_is_not_debriefed() -> None:
    with pytest.raises(NotOverError):
        first_debrief(played(speeches=20), Side.UNION, Sheet())


def test_an_agreement_from_both_chairs() -> None:
    session = played()
    union, employer = (first_debrief(session, side, Sheet()) for side in SIDES)
    assert union.agreed
    assert replace(union, side=Side.EMPLOYER) == employer
    ledger = session.table.state.ledger
    assert {line.issue.id: line.agreed for line in union.issues if line.agreed is not None} == ledger
    assert union.quote.run_rate == sum(run_rate(basis, ledger) for basis in session.bases)
    assert union.closing.signed.union is not None
    assert union.moves.union > 5


def test_a_computer_keeps_its_mandate_and_so_the_room_is_never_negative() -> None:
    for seed in (1, 2, 3):
        debrief = first_debrief(played(seed=seed), Side.UNION, Sheet())
        for line in debrief.issues:
            for side in SIDES:
                steps = line.room[side]
                assert steps is None or steps >= 0, (line.issue.id, side)


def test_costs_end_where_the_agreement_is_paid() -> None:
    session = played()
    debrief = first_debrief(session, Side.UNION, Sheet())
    for side in SIDES:
        times = [step.at for step in debrief.costs[side]]
        assert times == sorted(times)
        assert all(step.cost >= 0 for step in debrief.costs[side])
    assert debrief.costs.union[0].cost > debrief.costs.employer[0].cost


def test_every_segment_has_its_part_of_the_ballot() -> None:
    debrief = first_debrief(played(), Side.UNION, Sheet())
    ballot = debrief.ballot
    assert ballot is not None
    votes = [result.vote for result in debrief.segments if result.vote is not None]
    assert sum(yes for _, _, yes in votes) == ballot.yes
    assert sum(present for _, present, _ in votes) == ballot.present


def test_without_an_agreement_each_side_keeps_what_it_had() -> None:
    session = small_session(
        (UNION, m.Propose(issue="base", value=Decimal(8))),
        (EMPLOYER, m.Propose(issue="base", value=Decimal(2))),
        (UNION, m.Walkout()),
    )
    debrief = first_debrief(session, Side.UNION, Sheet())
    assert not debrief.agreed
    assert worth_of(session, Side.UNION) is None
    assert all(line.agreed is None and line.room == BySide(None, None) for line in debrief.issues)
    assert [line.status for line in debrief.issues] == [Status.OPEN] * 4
    assert debrief.ballot is None
    assert debrief.fouls == BySide(1, 0)


def test_worth_is_the_sum_of_the_briefs_weights_and_worths() -> None:
    session = played()
    debrief = first_debrief(session, Side.UNION, Sheet())
    worth = worth_of(session, Side.UNION)
    assert worth is not None
    assert abs(Fraction(worth) - debrief.worth.union) <= Fraction(1, 20_000)
    assert 0 < worth < 1


def test_stated_values_carry_grades_on_and_leave_repetitions_out() -> None:
    session = small_session(
        (UNION, m.Propose(issue="skill", value={"junior": Decimal(300)})),
        (EMPLOYER, m.Speech()),
        (UNION, m.Propose(issue="skill", value={"senior": Decimal(500)})),
        (EMPLOYER, m.Speech()),
        (UNION, m.ConditionalOffer(condition={"start": "2026-09-01"}, terms={"base": Decimal(6)})),
    )
    steps = stated_values(session.table.events, ISSUES, Side.UNION)
    assert [step.value for step in steps["skill"]] == [
        {"junior": Decimal(300), "senior": Decimal(200)},
        {"junior": Decimal(300), "senior": Decimal(500)},
    ]
    assert [step.value for step in steps["base"]] == [Decimal(6)]
    assert "start" not in steps
    assert stated_values(session.table.events, ISSUES, Side.EMPLOYER) == {}


@pytest.mark.parametrize(
    ("issue", "agreed", "limit", "union", "employer"),
    [
        ("base", Decimal(4), Decimal(6), -4, 4),
        ("base", Decimal("6.0"), Decimal(6), 0, 0),
        ("base", Decimal(7), Decimal(6), 2, -2),
        ("start", "2026-12-01", "2026-06-01", -2, 2),
        ("insurance", "enrol", "inspect", -2, 2),
        (
            "skill",
            {"junior": Decimal(100), "senior": Decimal(300)},
            {"junior": Decimal(200), "senior": Decimal(200)},
            -1,
            1,
        ),
        ("skill", {"junior": Decimal(150)}, {"junior": Decimal(200), "senior": Decimal(400)}, -3, 3),
    ],
)
def test_room_is_counted_in_rungs_towards_the_limit(
    issue: str, agreed: Value, limit: Value, union: int, employer: int
) -> None:
    found: Issue = ISSUES[issue]
    assert room(found, Side.UNION, agreed, limit) == union
    assert room(found, Side.EMPLOYER, agreed, limit) == employer


def test_room_off_the_ladder_is_unknown() -> None:
    assert room(ISSUES["base"], Side.UNION, Decimal("0.3"), Decimal(6)) is None
    assert room(ISSUES["base"], Side.UNION, None, Decimal(6)) is None


def test_the_sheet_is_held_against_what_happened() -> None:
    sheet = Sheet(ask=("profit", "turnover", "orders"), strongest=(1, 5))
    session = small_session(
        (UNION, m.InfoRequest(items=("profit", "orders"))),
        (EMPLOYER, m.Disclose(exhibits=(2,))),
        (UNION, m.Propose(issue="base", value=Decimal(8), argument="union-base")),
        (EMPLOYER, m.Walkout()),
    )
    debrief = first_debrief(session, Side.UNION, sheet)
    assert [(asked.item, asked.asked, asked.shown) for asked in debrief.asked] == [
        ("profit", True, True),
        ("turnover", False, False),
        ("orders", True, False),
    ]
    assert debrief.used == ((1, True), (5, False))
