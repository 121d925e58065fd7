"""Worth, utility, limits and ladders of a side's brief."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.brief import Brief
from cases.issues import Issue
from cases.sides import SIDES, Side
from cases.terms import Value
from scoring.preferences import Preferences, preferences, utility, within_limits
from tests.small_case import brief, issues, small_case

UNION, EMPLOYER = preferences(small_case(), Side.UNION), preferences(small_case(), Side.EMPLOYER)
BEST: dict[str, Value] = {
    "base": Decimal(10),
    "skill": {"junior": Decimal(300), "senior": Decimal(600)},
    "start": "2026-06-01",
    "insurance": "inspect",
}
WORST: dict[str, Value] = {
    "base": Decimal(0),
    "skill": {"junior": Decimal(100), "senior": Decimal(200)},
    "start": "2026-12-01",
    "insurance": "enrol",
}


def changed(issue: str, **more: Any) -> Preferences:
    """The union's preferences with one issue's preference written anew."""
    document = brief("union")
    for row in document["preferences"]:
        if row["issue"] == issue:
            row.update(more)
    return Preferences.of(Side.UNION, Brief.model_validate(document), map(Issue.model_validate, issues()))


def values(issue: str) -> st.SearchStrategy[Value]:
    known = small_case().issue_map[issue]
    if known.grades:
        return st.fixed_dictionaries(
            {grade: st.sampled_from(ladder) for grade, ladder in known.ladders.items()}
        ).map(dict)
    return st.sampled_from(known.options)


TERMS = st.fixed_dictionaries({}, optional={name: values(name) for name in WORST})


def test_ends_of_the_ladders_are_worth_nothing_and_everything() -> None:
    assert UNION.utility(WORST) == 0
    assert UNION.utility(BEST) == 1
    assert EMPLOYER.utility(WORST) == 1
    assert EMPLOYER.utility(BEST) == 0


def test_issues_not_named_count_at_the_level_in_force() -> None:
    assert UNION.utility({"base": Decimal(5)}) == Fraction(40, 100) / 2
    assert EMPLOYER.utility({"base": Decimal(5)}) == 1 - Fraction(50, 100) / 2
    assert EMPLOYER.utility({}) == 1


def test_grades_not_named_count_at_the_level_in_force() -> None:
    assert UNION.worth("skill", {"junior": Decimal(300)}) == Fraction(1, 2)


def test_shares_of_grades_weigh_them() -> None:
    shares = [{"grade": "junior", "share": "0.8"}, {"grade": "senior", "share": "0.2"}]
    side = changed("skill", grades=shares)
    assert side.worth("skill", {"junior": Decimal(200), "senior": Decimal(600)}) == Fraction(6, 10)


def test_corners_bend_the_line() -> None:
    points = [{"at": 2, "worth": "0.1"}, {"at": 6, "worth": "0.7"}, {"at": 8, "worth": 1}]
    side = changed("base", points=points)
    assert side.worth("base", Decimal(0)) == Fraction(1, 10)
    assert side.worth("base", Decimal(4)) == Fraction(4, 10)
    assert side.worth("base", Decimal(7)) == Fraction(85, 100)
    assert side.worth("base", Decimal(10)) == 1


def test_corners_on_dates_and_choices_stand_at_their_place_in_the_list() -> None:
    points = [{"at": "2026-06-01", "worth": 1}, {"at": "2026-12-01", "worth": "0.5"}]
    assert changed("start", points=points).worth("start", "2026-09-01") == Fraction(3, 4)
    points = [{"at": "enrol", "worth": 0}, {"at": "accident", "worth": "0.9"}, {"at": "inspect", "worth": 1}]
    assert changed("insurance", points=points).worth("insurance", "accident") == Fraction(9, 10)


@pytest.mark.parametrize(
    ("day", "worth"),
    [("2025-01-01", Fraction(1)), ("2026-07-15", Fraction(3, 4)), ("2027-01-01", Fraction(0))],
)
def test_a_date_off_the_list_lies_between_its_neighbours(day: str, worth: Fraction) -> None:
    assert UNION.worth("start", day) == worth


def test_limits_are_kept_grade_by_grade() -> None:
    limit = {"junior": Decimal(150), "senior": Decimal(300)}
    side = changed("skill", limit=limit)
    assert side.allows("skill", limit)
    assert not side.allows("skill", {"junior": Decimal(300), "senior": Decimal(200)})
    assert not side.allows("skill", {"junior": Decimal(300)})
    assert side.breaches({"base": Decimal(2), "skill": {"junior": Decimal(100)}}) == ("base", "skill")


def test_what_is_not_named_must_keep_its_limit_too() -> None:
    assert not UNION.within_limits({})
    assert UNION.within_limits({"base": Decimal(3)})
    assert EMPLOYER.within_limits({})
    assert not EMPLOYER.within_limits({"base": Decimal("7.5")})


def test_acceptable_means_within_limits_and_no_worse_than_the_alternative() -> None:
    assert not UNION.acceptable({"base": Decimal(3)})
    assert UNION.acceptable({"base": Decimal(8)})
    assert not EMPLOYER.acceptable(BEST)


@given(TERMS)
def test_utility_is_a_share_and_the_sum_of_its_parts(terms: dict[str, Value]) -> None:
    case = small_case()
    for side in (UNION, EMPLOYER):
        total = side.utility(terms)
        assert 0 <= total <= 1
        assert total == sum(
            side.weight(name) * side.worth(name, terms.get(name, case.issue_map[name].current))
            for name in WORST
        )
        assert total == utility(side.side, side.brief, case.issues, terms)
        assert side.within_limits(terms) == within_limits(side.side, side.brief, case.issues, terms)


@given(TERMS)
def test_straight_lines_of_the_two_sides_mirror_each_other(terms: dict[str, Value]) -> None:
    for name, value in terms.items():
        assert UNION.worth(name, value) + EMPLOYER.worth(name, value) == 1


@given(st.data())
def test_worth_falls_along_the_ladder(data: st.DataObject) -> None:
    side = data.draw(st.sampled_from([UNION, EMPLOYER]))
    name = data.draw(st.sampled_from(sorted(WORST)))
    part = data.draw(st.sampled_from(sorted(small_case().issue_map[name].ladders)))
    rungs = side.ladder(name, part)
    worths = [side.worth(name, {part: rung} if part else rung) for rung in rungs]
    assert worths == sorted(worths, reverse=True)
    assert set(rungs) == set(small_case().issue_map[name].ladders[part])


@given(st.data())
def test_a_better_value_is_never_worth_less(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(WORST)))
    new, old = data.draw(values(name)), data.draw(values(name))
    issue = small_case().issue_map[name]
    for side in SIDES:
        better = issue.better_for(side, new, old)
        prefs = UNION if side is Side.UNION else EMPLOYER
        if not isinstance(new, dict):
            assert (prefs.worth(name, new) > prefs.worth(name, old)) == (better > 0)
