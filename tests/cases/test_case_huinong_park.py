"""The alloy-works case holds together: its printed figures are the engine's, its limits leave a deal to find."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from cases.case import Case
from cases.citations import judge
from cases.costing import CostBasis, cost, run_rate
from cases.costing.from_case import case_bases
from cases.exhibits import Fact, Table
from cases.library import load_case
from cases.sides import SIDES, Side
from cases.terms import Value


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("huinong-park").value


@pytest.fixture(scope="module")
def basis(case: Case) -> CostBasis:
    return case_bases(case)["liyuan"]


def rounded(amount: Fraction, places: str = "1") -> Decimal:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(Decimal(places), rounding=ROUND_HALF_UP)


def fact(case: Case, metric: str, period: str) -> Fact:
    found = [
        item
        for exhibit in case.exhibits
        for item in exhibit.facts
        if item.metric == metric and item.period == period
    ]
    assert len(found) == 1, (metric, period)
    return found[0]


def table(case: Case, start: str) -> Table:
    tables = [item for chapter in case.background for item in chapter.tables]
    return next(item for item in tables if item.title.en.startswith(start))


def numbers(case: Case, start: str) -> list[list[Decimal]]:
    """The figures of a table, its labels and dashes left out."""
    return [[cell for cell in row if isinstance(cell, Decimal)] for row in table(case, start).rows]


def terms_at(case: Case, side: Side, field: str) -> Mapping[str, Value]:
    return {row.issue: getattr(row, field) for row in case.briefs[side].preferences}


def test_payroll_and_averages_are_the_engines(case: Case, basis: CostBasis) -> None:
    heads = case.firms[0].workforce.headcount
    assert heads == 420
    assert fact(case, "total_payroll", "2025").value == rounded(basis.payroll)
    assert fact(case, "avg_wage", "2025").value == rounded(basis.payroll / heads)
    assert fact(case, "cost_per_point", "2026").value == rounded(
        run_rate(basis, {"base_wage_pct": Decimal(1)})
    )


def test_pay_table_is_the_engines_and_adds_up(case: Case, basis: CostBasis) -> None:
    rows = numbers(case, "Table 3-1")
    groups = case.firms[0].workforce.groups
    posts = [*rows[:4], *rows[5:8]]
    for group, row in zip(groups, posts, strict=True):
        month = basis.baseline.month[group.id]
        assert row[0] == group.headcount
        assert row[1] == group.base
        assert row[-2] == rounded(month)
        assert row[-1] == rounded(12 * month * group.headcount / 10_000, "0.01")
    assert rows[9][-1] == rounded(basis.payroll / 10_000, "0.01")
    assert abs(sum(row[-1] for row in posts) + rows[8][-1] - rows[9][-1]) <= Decimal("0.03")


def test_certificates_in_the_table_are_those_that_are_paid(case: Case) -> None:
    workforce = case.firms[0].workforce
    for group, row in zip(workforce.groups[:4], numbers(case, "Table 2-2"), strict=False):
        held = {grade.grade: grade.headcount for grade in workforce.grades if grade.group == group.id}
        grades = ("junior", "intermediate", "senior", "technician", "senior_technician")
        assert row == [group.headcount, *(held.get(grade, 0) for grade in grades), sum(held.values())]


@pytest.mark.parametrize("start", ["Table 2-1", "Table 2-2", "Table 4-2", "Table 5-1", "Table 6-1"])
def test_totals_of_background_tables_add_up(case: Case, start: str) -> None:
    *parts, total = numbers(case, start)
    additive = (
        2 if start in {"Table 4-2"} else 3 if start == "Table 5-1" else 7 if start == "Table 2-2" else 1
    )
    for column in range(additive):
        assert sum(row[column] for row in parts) == total[column]


def test_income_statement_adds_up(case: Case) -> None:
    lines = numbers(case, "Table 1-1")
    for revenue, cost_of_sales, surcharges, expenses, operating, other, before, tax, net, *_ in zip(
        *lines, strict=True
    ):
        assert revenue - cost_of_sales - surcharges - expenses == operating
        assert operating + other == before
        assert before - tax == net


def test_tables_of_exhibits_add_up(case: Case) -> None:
    for no, column in ((8, 1), (8, 2), (8, 3), (11, 1), (12, 1), (12, 3), (14, 1), (22, 1), (22, 2)):
        rows = case.exhibit_map[no].tables[0].rows
        at = next(place for place, row in enumerate(rows) if "Total" in getattr(row[0], "en", ""))
        figures = [row[column] for row in rows]
        assert sum(cell for cell in figures[:at] if isinstance(cell, Decimal)) == figures[at], (no, column)


def test_labour_cost_is_payroll_with_on_cost_and_fund(case: Case, basis: CostBasis) -> None:
    totals = cost(basis, {}).totals
    revenue = Fraction(case.firms[0].finance.revenue)
    units = Fraction(case.firms[0].finance.units or 1)
    assert fact(case, "labour_cost_ratio", "2025").value == rounded(
        100 * totals.labour_cost / revenue, "0.01"
    )
    assert fact(case, "unit_labour_cost", "2025").value == rounded(totals.labour_cost / units, "0.1")


def test_budget_holds_the_margin_and_refuses_everything_at_once(case: Case, basis: CostBasis) -> None:
    budget = case.briefs.employer.budget
    assert budget is not None
    finance = case.firms[0].finance
    assert (finance.operating_profit - budget.run_rate) / finance.revenue == Decimal("0.018")
    assert run_rate(basis, terms_at(case, Side.EMPLOYER, "limit")) > Fraction(budget.run_rate)
    assert run_rate(basis, terms_at(case, Side.UNION, "limit")) < Fraction(budget.run_rate)


def test_limits_of_the_sides_overlap_on_every_issue(case: Case) -> None:
    union, employer = (terms_at(case, side, "limit") for side in SIDES)
    for issue in case.issues:
        assert issue.better_for(Side.UNION, employer[issue.id], union[issue.id]) >= 0, issue.id


def test_members_delegates_and_seats(case: Case) -> None:
    segments = case.briefs.union.segments
    assert sum(segment.members for segment in segments) == case.firms[0].workforce.headcount
    assert sum(segment.delegates for segment in segments) == 56
    assert [len(case.parties[side].seats) for side in SIDES] == [5, 5]


def test_every_article_named_stands_in_the_statute_table(case: Case) -> None:
    refs = [rule.article for issue in case.issues for rule in issue.legal]
    refs += [exhibit.unlock.article for exhibit in case.exhibits if exhibit.unlock.article is not None]
    assert refs
    for ref in refs:
        assert not judge(ref.law, ref.article).wrong, ref
