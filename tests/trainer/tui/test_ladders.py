from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cases.issues import Issue
from cases.terms import Value
from tests.small_case import small_case
from trainer.tui.ladders import choose, nearest, rungs, terms_of_rungs

ISSUES = list(small_case().issues)
LADDERS = {issue.id: issue.ladders for issue in ISSUES}


def value_of(issue: Issue) -> st.SearchStrategy[Value]:
    if not issue.grades:
        return st.sampled_from(issue.options)
    return st.fixed_dictionaries(
        {}, optional={part: st.sampled_from(values) for part, values in issue.ladders.items()}
    ).filter(bool)


TERMS = st.fixed_dictionaries({}, optional={issue.id: value_of(issue) for issue in ISSUES})


@given(TERMS)
def test_rows_give_back_the_terms_they_were_made_of(terms: dict[str, Value]) -> None:
    assert terms_of_rungs(rungs(ISSUES, {}, terms)) == terms


@given(st.data(), st.integers(-50, 50))
def test_a_step_never_leaves_the_ladder(data: st.DataObject, steps: int) -> None:
    row = data.draw(st.sampled_from(rungs(ISSUES, {}, {})))
    assert row.moved(steps).value in row.values


@given(st.decimals(-5, 15, places=2))
def test_typed_figures_go_to_the_nearest_rung(wanted: Decimal) -> None:
    base = next(row for row in rungs(ISSUES, {}, {}) if row.issue == "base")
    found = base.typed(str(wanted))
    assert found is not None
    gap = abs(Decimal(str(found.value)) - wanted)
    assert all(gap <= abs(Decimal(str(value)) - wanted) for value in base.values)


def test_dates_and_options_are_typed_by_number() -> None:
    start = next(row for row in rungs(ISSUES, {}, {}) if row.issue == "start")
    second = start.typed("2")
    assert second is not None
    assert second.value == "2026-09-01"
    assert start.typed("9") is None
    assert start.typed("x") is None
    assert start.typed("nan") is None


def test_only_one_issue_is_chosen_where_only_one_can_be() -> None:
    rows = rungs(ISSUES, {}, {})
    skill = [index for index, row in enumerate(rows) if row.issue == "skill"]
    for index in skill:
        rows = choose(rows, index, True, single=True)
    assert set(terms_of_rungs(rows)) == {"skill"}
    assert set(terms_of_rungs(choose(rows, 0, True, single=True))) == {"base"}
    assert set(terms_of_rungs(choose(rows, 0, True, single=False))) == {"base", "skill"}


def test_a_level_off_the_ladder_stands_on_the_nearest_rung() -> None:
    assert nearest((Decimal(2), Decimal(4)), Decimal(3)) == 0
    assert nearest(("a", "b"), "c") == 0
