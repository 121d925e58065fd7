"""The plan is the best there is for the other side among those that give this side enough."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import moves as m
from cases.sides import SIDES, Side
from scoring.preferences import Preferences
from tests.trainer.opponent.test_answers import Meeting
from trainer.opponent.model import OtherSide
from trainer.opponent.personas import persona
from trainer.opponent.planner import Planner, candidate_values, thinned
from trainer.opponent.situation import Situation
from trainer.table.answers import Command
from trainer.table.views import Viewer, case_view, table_view

TARGETS = [Fraction(n, 20) for n in range(6, 20, 2)]


def situation(meeting: Meeting) -> Situation:
    viewer = Viewer(meeting.side.value)
    case, view = case_view(meeting.table, viewer), table_view(meeting.table, viewer, meeting.at)
    assert case.brief is not None
    prefs = Preferences.of(meeting.side, case.brief, case.issues.values())
    return Situation(case, view, prefs, persona=persona("cooperative"), seed=1, money=None)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("target", TARGETS)
def test_the_search_finds_what_going_through_everything_finds(side: Side, target: Fraction) -> None:
    s = situation(Meeting(side))
    planner = Planner(s, OtherSide(s))
    plan = planner.plan(target)
    every = list(product(*planner.options.values()))
    base = s.prefs.utility({}) - sum(
        (s.prefs.part_worth(n, s.issues[n].current) for n in s.open), Fraction(0)
    )
    enough = [
        row for row in every if base * 1_000_000 + sum(option.own for option in row) >= target * 1_000_000
    ]
    if plan is None:
        assert not enough
        return
    assert plan.utility >= target - Fraction(1, 10_000)
    chosen = sum(
        next(option.liked for option in planner.options[name] if option.value == value)
        for name, value in plan.terms.items()
    )
    assert chosen >= max(sum(option.liked for option in row) for row in enough) - 15_000


@pytest.mark.parametrize("side", SIDES)
def test_candidates_keep_the_mandate_the_law_and_the_ladder(side: Side) -> None:
    s = situation(Meeting(side))
    for name in s.open:
        for value in candidate_values(s, name):
            assert s.prefs.allows(name, value)
            assert s.issues[name].fault(value) is None
    if side is Side.EMPLOYER:
        assert all(value >= Decimal(1) for value in candidate_values(s, "base") if isinstance(value, Decimal))


def test_nothing_is_offered_beyond_what_was_asked() -> None:
    meeting = Meeting(Side.EMPLOYER)
    meeting.say("propose", issue="base", value=Decimal(4))
    s = situation(meeting)
    assert max(v for v in candidate_values(s, "base") if isinstance(v, Decimal)) <= 4


def test_issues_on_which_the_other_side_stays_put_gain_weight() -> None:
    meeting = Meeting(Side.EMPLOYER)
    for base in ("9", "8", "7"):
        table, at = meeting.table, meeting.at
        meeting.say("package", terms={"base": Decimal(base), "insurance": "inspect"}, all_or_nothing=False)
        assert table is meeting.table
        table.apply(Command("employer-chief", m.Yield(), at + 6000))
        meeting.at = at + 6000
    weights = OtherSide(situation(meeting)).weights
    assert weights["insurance"] > weights["base"]
    assert sum(weights.values()) == 1


@settings(max_examples=40)
@given(st.lists(st.integers(), max_size=60, unique=True), st.integers(2, 20))
def test_thinning_keeps_both_ends_and_is_short(numbers: list[int], most: int) -> None:
    values = [Decimal(number) for number in numbers]
    kept = thinned(values, most)
    assert len(kept) <= max(most, 0) or len(values) <= most
    if values:
        assert kept[0] == values[0]
        assert kept[-1] == values[-1]
    assert [value for value in values if value in kept] == kept
