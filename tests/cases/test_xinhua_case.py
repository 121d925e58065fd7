"""The case of the five express firms of Xinhua Street: what is owed stays owed, and not every firm can bear everything."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from cases.case import Case
from cases.costing import CostBasis, cost_all, rounded, run_rate
from cases.costing.case_checks import cost_faults
from cases.costing.from_case import case_bases
from cases.exhibits import UnlockKey
from cases.library import case_path, check_case, load_case
from cases.reading import read_bundle
from cases.sides import SIDES, Side
from cases.terms import Terms

BALANCED: Terms = {
    "piece_rate": Decimal("0.95"),
    "guarantee": Decimal(3350),
    "heavy_far": Decimal("0.4"),
    "high_temp": Decimal(260),
    "welfare": Decimal(500),
    "medical_check": Decimal(1),
    "rest_days": Decimal(2),
    "fines": "points",
    "social_insurance": "joint_check",
    "term_years": Decimal(2),
    "effective_date": "2026-09-01",
}
"""A settlement that serves both sides alike."""

SUMMED = {4: (1, 2, 3), 12: (1, 2, 3, 4, 5, 6), 13: (1, 2), 14: (1, 2, 3, 4, 5), 16: (1,), 20: (1,), 21: (1,)}
"""By exhibit: the columns whose last row is the sum of the five firms."""


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("xinhua-express").value


@pytest.fixture(scope="module")
def bases(case: Case) -> Mapping[str, CostBasis]:
    return case_bases(case)


def test_nothing_is_wrong_with_the_file() -> None:
    path = case_path("xinhua-express")
    value, problems = check_case(path)
    assert value is not None
    assert problems == []
    assert list(cost_faults(read_bundle(path).data)) == []


def test_five_firms_employ_close_to_five_hundred(case: Case) -> None:
    assert len(case.firms) == 5
    assert sum(firm.workforce.headcount for firm in case.firms) == 486
    assert sum(segment.members for segment in case.briefs.union.segments) == 486
    assert sum(segment.delegates for segment in case.briefs.union.segments) == 60


def test_the_employers_inner_circle_is_the_five_firms(case: Case) -> None:
    circle = {segment.id: segment for segment in case.briefs.employer.segments}
    assert set(circle) == {firm.id for firm in case.firms}
    assert all(segment.delegates == 0 for segment in circle.values())
    assert all(circle[firm.id].members == firm.workforce.headcount for firm in case.firms)


def test_social_insurance_is_owed_and_only_the_way_of_paying_is_open(case: Case) -> None:
    issue = case.issue_map["social_insurance"]
    worst = issue.options[0]
    duties = [rule for rule in issue.legal if rule.kind == "duty"]
    assert {(rule.article.law, rule.article.article) for rule in duties} >= {
        ("中华人民共和国社会保险法", 58),
        ("中华人民共和国社会保险法", 60),
        ("中华人民共和国劳动法", 72),
    }
    assert all(rule.value == worst for rule in duties)
    assert issue.current == worst


def test_the_duty_itself_costs_the_settlement_nothing(bases: Mapping[str, CostBasis]) -> None:
    assert all(run_rate(basis, {"social_insurance": "by_law"}) == 0 for basis in bases.values())


def test_the_payroll_exhibit_is_the_computed_baseline(case: Case, bases: Mapping[str, CostBasis]) -> None:
    rows = case.exhibit_map[13].tables[0].rows
    for firm, row in zip(case.firms, rows, strict=False):
        assert row[2] == Decimal(rounded(bases[firm.id].payroll, 0))
        year = next(figures for figures in firm.finance.history if figures.year == 2025)
        assert year.payroll == row[2]
    payroll = sum((basis.payroll for basis in bases.values()), Fraction(0))
    assert rows[-1][2] == Decimal(rounded(payroll, 0))
    assert rows[-1][3] == Decimal(rounded(payroll / 12 / 486, 0))


def test_parcels_follow_from_couriers_and_pieces(case: Case) -> None:
    for firm in case.firms:
        made = sum(12 * group.headcount * group.pieces for group in firm.workforce.groups)
        assert firm.finance.units == made


@pytest.mark.parametrize("number", SUMMED)
def test_tables_of_the_five_firms_add_up(case: Case, number: int) -> None:
    rows = case.exhibit_map[number].tables[0].rows
    for place in SUMMED[number]:
        cells = [cell for row in rows if isinstance(cell := row[place], Decimal)]
        assert len(cells) == 6
        assert abs(sum(cells[:-1]) - cells[-1]) <= Decimal("0.1"), (number, place)


def test_sides_open_beyond_their_targets_and_their_limits_meet(case: Case) -> None:
    for issue in case.issues:
        for side in SIDES:
            preference = case.briefs[side].preference(issue.id)
            assert issue.better_for(side, preference.opening, preference.target) >= 0, (side, issue.id)
            assert issue.better_for(side, preference.target, preference.limit) >= 0, (side, issue.id)
        union, employer = (case.briefs[side].preference(issue.id).limit for side in SIDES)
        assert issue.better_for(Side.UNION, employer, union) >= 0, issue.id


def test_the_employers_cannot_give_everything_but_a_balanced_deal_fits(
    case: Case, bases: Mapping[str, CostBasis]
) -> None:
    budget = case.briefs.employer.budget
    assert budget is not None
    most = {preference.issue: preference.limit for preference in case.briefs.employer.preferences}
    assert cost_all(bases, most).totals.run.total > budget.run_rate
    assert cost_all(bases, BALANCED).totals.run.total <= budget.run_rate


def test_some_firms_can_bear_more_than_others(case: Case, bases: Mapping[str, CostBasis]) -> None:
    assert _sealing(case, bases, BALANCED) == {"hefeng", "lantong", "huaxin", "quning"}
    lighter = {
        **BALANCED,
        "piece_rate": Decimal("0.94"),
        "guarantee": Decimal(3250),
        "rest_days": Decimal(1),
        "welfare": Decimal(350),
    }
    assert len(_sealing(case, bases, lighter)) == 5
    least = {preference.issue: preference.limit for preference in case.briefs.union.preferences}
    assert len(_sealing(case, bases, least)) == 5


def test_papers_that_the_law_opens_are_never_kept_back(case: Case) -> None:
    held = [exhibit for exhibit in case.exhibits if exhibit.owner == "employer"]
    by_law = [item for item in held if item.unlock.key is UnlockKey.ON_REQUEST_WITH_LAW]
    assert {name for item in by_law for name in item.unlock.items} >= {
        "revenue",
        "profit",
        "total_payroll",
        "avg_wage",
        "social_insurance",
        "overtime_hours",
        "training_use",
    }


def _sealing(case: Case, bases: Mapping[str, CostBasis], terms: Terms) -> set[str]:
    """Firms whose yearly cost of the terms is within their own limit."""
    return {
        firm.id
        for firm in case.firms
        if firm.budget is not None and run_rate(bases[firm.id], terms) <= firm.budget
    }
