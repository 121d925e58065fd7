"""The case of Hengyue Machinery: its money is that of the worked example, and its papers agree with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from cases.case import Case
from cases.costing import CostBasis, cost, costing_json, rounded, run_rate
from cases.costing.case_checks import cost_faults
from cases.costing.from_case import case_bases
from cases.exhibits import Exhibit, UnlockKey
from cases.library import case_path, check_case, load_case
from cases.reading import read_bundle
from cases.sides import SIDES, Side
from cases.statutes import get
from cases.terms import Terms

ISSUES = (
    "base_wage_pct",
    "piece_rate",
    "skill_allowance",
    "training_fund_pct",
    "meal_allowance",
    "high_temp_allowance",
    "annual_leave_days",
    "medical_check",
    "term_years",
    "effective_date",
)

WORKED: dict[str, Any] = {
    "base_wage_pct": Decimal(6),
    "piece_rate": Decimal("0.96"),
    "skill_allowance": {"junior": Decimal(150), "middle": Decimal(280), "senior": Decimal(450)},
    "training_fund_pct": Decimal(2),
    "meal_allowance": Decimal(320),
    "high_temp_allowance": Decimal(350),
    "annual_leave_days": Decimal(1),
    "medical_check": Decimal(1),
    "term_years": Decimal(1),
    "effective_date": "2026-07-01",
}
"""The settlement of the worked example of the costing formulae, with its figures to the fen below."""

SUMMED = {13: (1, 2), 16: (1, 2, 5), 25: (1, 2, 3, 4, 5), 26: (1, 2)}
"""By exhibit: the columns whose total row is the sum of the rows above (rates and unit costs are not)."""


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("hengyue-machinery").value


@pytest.fixture(scope="module")
def basis(case: Case) -> CostBasis:
    return case_bases(case)["hengyue"]


def test_nothing_is_wrong_with_the_file() -> None:
    path = case_path("hengyue-machinery")
    value, problems = check_case(path)
    assert value is not None
    assert problems == []
    assert list(cost_faults(read_bundle(path).data)) == []


def test_the_ten_issues_are_those_of_the_phrase_book(case: Case) -> None:
    assert tuple(case.issue_map) == ISSUES
    assert case.current["piece_rate"] == Decimal("0.9")
    assert case.current["skill_allowance"] == {
        "junior": 100,
        "middle": 200,
        "senior": 300,
        "technician": 500,
        "senior_technician": 800,
    }


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("baseline_payroll", "15939277.24"),
        ("pay_increase", "1164553.93"),
        ("roll_up", "418074.86"),
        ("training_fund", "102987.46"),
        ("non_payroll", "32000.00"),
        ("run_rate", "1717616.26"),
        ("run_rate_percent_of_payroll", "10.78"),
        ("margin_after_percent", "5.14"),
        ("real_rise_percent", "5.92"),
    ],
)
def test_the_worked_example_costs_what_it_should(basis: CostBasis, name: str, figure: str) -> None:
    assert costing_json(cost(basis, WORKED))[name] == figure


def test_year_one_and_the_gains_of_the_worked_example(basis: CostBasis) -> None:
    bill = costing_json(cost(basis, WORKED))
    assert bill["year_one"]["total"] == "881148.63"
    assert bill["year_one"]["total_with_base_lag"] == "682231.24"
    assert bill["gain_by_grade"] == {
        "ops": "5155.20",
        "tech_junior": "6845.52",
        "tech_middle": "7205.52",
        "tech_senior": "8045.52",
        "admin": "4680.00",
    }
    assert bill["take_home"]["tech-middle"]["net_gain_month"] == "474.69"


def test_its_values_are_on_the_ladders(case: Case) -> None:
    for name, value in WORKED.items():
        assert case.issue_map[name].fault(value) is None


def test_the_payroll_exhibit_is_the_computed_baseline(case: Case, basis: CostBasis) -> None:
    facts = _facts(case)
    payroll = basis.baseline.payroll
    assert facts["total_payroll", "2025"] == Decimal(rounded(payroll, 2))
    assert facts["avg_wage", "2025"] == Decimal(rounded(payroll / 12 / 200, 2))
    table = case.exhibit_map[10].tables[0]
    elements, total = table.rows[:-2], table.rows[-2]
    for place in range(1, len(table.columns)):
        assert sum(_number(row[place]) for row in elements) == _number(total[place])
    oncost = Fraction(Decimal("0.359")) + Fraction(Decimal("0.015"))
    assert facts["labour_cost", "2025"] == Decimal(rounded(payroll * (1 + oncost), 2))


def test_the_income_statement_adds_up(case: Case) -> None:
    rows = case.exhibit_map[9].tables[0].rows
    for place in (1, 2, 3):
        column = [_number(row[place]) for row in rows]
        revenue, costs, (total, profit, tax, net) = column[0], column[1:9], column[9:]
        assert sum(costs) == total
        assert revenue - total == profit
        assert profit - tax == net
        assert tax == profit / 4


@pytest.mark.parametrize(("number", "parts"), [(13, 3), (25, 8), (26, 5), (16, 3)])
def test_tables_with_a_total_add_up(case: Case, number: int, parts: int) -> None:
    table = case.exhibit_map[number].tables[0]
    total = table.rows[parts]
    for place in SUMMED[number]:
        assert sum(_number(row[place]) for row in table.rows[:parts]) == _number(total[place])


def test_every_article_named_is_in_the_statutes(case: Case) -> None:
    refs = [rule.article for issue in case.issues for rule in issue.legal]
    refs += [exhibit.unlock.article for exhibit in case.exhibits if exhibit.unlock.article is not None]
    missing = [(ref.law, ref.article) for ref in refs if get(ref.law, ref.article) is None]
    assert missing == []


def test_each_issue_leaves_a_zone_between_the_limits(case: Case) -> None:
    for issue in case.issues:
        union = case.briefs.union.preference(issue.id).limit
        employer = case.briefs.employer.preference(issue.id).limit
        assert issue.better_for(Side.UNION, employer, union) >= 0, issue.id


def test_openings_lie_beyond_targets_and_targets_beyond_limits(case: Case) -> None:
    for side in SIDES:
        for preference in case.briefs[side].preferences:
            issue = case.issue_map[preference.issue]
            assert issue.better_for(side, preference.opening, preference.target) >= 0, (side, issue.id)
            assert issue.better_for(side, preference.target, preference.limit) >= 0, (side, issue.id)


def test_the_employer_can_give_much_but_not_everything(case: Case, basis: CostBasis) -> None:
    budget = case.briefs.employer.budget
    assert budget is not None
    assert run_rate(basis, _limits(case, Side.EMPLOYER)) > budget.run_rate
    assert run_rate(basis, _limits(case, Side.UNION)) < budget.run_rate
    finance = case.firms[0].finance
    left = finance.operating_profit - budget.run_rate
    assert left / finance.revenue > Decimal("0.05")


def test_what_the_law_obliges_to_show_is_never_kept_back(case: Case) -> None:
    held = [item for item in case.exhibits if item.owner == "employer"]
    asked = {item for exhibit in held for item in exhibit.unlock.items}
    owed = {
        "profit",
        "revenue",
        "total_payroll",
        "avg_wage",
        "labour_cost_ratio",
        "social_insurance",
        "tax",
        "training_use",
        "overtime_hours",
    }
    assert owed <= {item for exhibit in held if _by_law(exhibit) for item in exhibit.unlock.items}
    assert {"turnover", "orders"} <= asked


def test_no_line_of_the_files_left_a_gap_inside_a_chinese_sentence() -> None:
    wide = "[\u3000-\u9fff\uff00-\uffef]"
    gap = re.compile(f"{wide} +{wide}")
    texts = list(_chinese(read_bundle(case_path("hengyue-machinery")).data))
    assert len(texts) > 500
    assert [text for text in texts if gap.search(text)] == []


def _chinese(data: Any) -> Iterator[str]:
    """Every Chinese text of a document."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "zh" and isinstance(value, str):
                yield value
            else:
                yield from _chinese(value)
    elif isinstance(data, list):
        for value in data:
            yield from _chinese(value)


def _by_law(exhibit: Exhibit) -> bool:
    return exhibit.unlock.key is UnlockKey.ON_REQUEST_WITH_LAW


def _facts(case: Case) -> dict[tuple[str, str | None], Decimal]:
    return {(fact.metric, fact.period): fact.value for item in case.exhibits for fact in item.facts}


def _limits(case: Case, side: Side) -> Terms:
    return {preference.issue: preference.limit for preference in case.briefs[side].preferences}


def _number(cell: object) -> Decimal:
    assert isinstance(cell, Decimal)
    return cell
