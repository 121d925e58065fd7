"""The engine against a second, slow computation, and laws that hold for every firm and every terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from cases.costing import (
    CostBasis,
    Costing,
    IssueCost,
    cost,
    cost_all,
    cost_basis,
    costing_json,
    delta_cost,
    gain_by_grade,
    joint_json,
    resolve_rates,
    run_rate,
)
from cases.workforce import CostDriver, Finance, Workforce
from tests.cases.costing_by_month import Plan
from tests.cases.worked_example import RATES

DRIVER: TypeAdapter[Any] = TypeAdapter(CostDriver)
NAME = {"zh": "组", "en": "Group"}
GROUPS = ("a", "b", "c")


def number(high: int, places: int = 1) -> st.SearchStrategy[Decimal]:
    return st.integers(0, high * 10**places).map(lambda whole: Decimal(whole).scaleb(-places))


@st.composite
def reach(draw: st.DrawFn, heads: dict[str, int]) -> dict[str, Any]:
    groups = draw(st.lists(st.sampled_from(sorted(heads)), unique=True))
    partly = draw(st.lists(st.sampled_from(sorted(heads)), unique=True))
    return {
        "groups": [name for name in groups if name not in partly],
        "headcount": {name: draw(st.integers(0, heads[name])) for name in partly},
    }


@st.composite
def firm(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    groups = []
    grades = []
    for name in GROUPS[: draw(st.integers(1, 3))]:
        heads = draw(st.integers(0, 6))
        groups.append(
            {
                "id": name,
                "name": NAME,
                "headcount": heads,
                "base": draw(number(9000)),
                "ot_hours": draw(number(36)),
                "ot_multiplier": draw(st.sampled_from([Decimal("1.5"), Decimal(2)])),
                "pieces": draw(number(3000)),
                "pieces_ot": draw(number(300)),
                "piece_ot_multiplier": Decimal("1.5"),
                "other_monthly": draw(number(500)),
            }
        )
        junior = draw(st.integers(0, heads))
        senior = draw(st.integers(0, heads - junior))
        grades += [
            {"grade": "junior", "group": name, "headcount": junior},
            {"grade": "senior", "group": name, "headcount": senior},
        ]
    return groups, grades


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    groups, grades = draw(firm())
    heads = {group["id"]: group["headcount"] for group in groups}
    covered = reach(heads)
    season = st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True).map(sorted)
    kinds: dict[str, dict[str, Any]] = {
        "base": {"kind": "base_pct", "overtime": draw(st.booleans())} | draw(covered),
        "flat": {"kind": "base_flat"} | draw(covered),
        "piece": {"kind": "piece_rate", "groups": draw(st.just([]))},
        "skill": {"kind": "grade_allowance"},
        "meal": {"kind": "monthly_allowance", "in_payroll": True, "times_per_month": Decimal(22)}
        | draw(covered),
        "canteen": {"kind": "monthly_allowance", "in_payroll": False, "times_per_month": Decimal(1)}
        | draw(covered),
        "heat": {"kind": "seasonal_allowance", "months": draw(season)} | draw(covered),
        "cold": {"kind": "seasonal_allowance", "months": draw(season)} | draw(covered),
        "leave": {"kind": "leave_days", "backfill_percent": draw(number(100)), "premium": Decimal("1.5")}
        | draw(covered),
        "fund": {"kind": "levy_pct"},
        "check": {"kind": "event", "unit_cost": Decimal(320)} | draw(covered),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(kinds)), unique=True))
    drivers = {name: kinds[name] for name in chosen}
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in chosen:
        levels = st.fixed_dictionaries({"junior": number(500), "senior": number(900)})
        level = levels if name == "skill" else number(20, 2)
        before[name] = Decimal(0) if name in {"base", "flat"} else draw(level)
        after[name] = draw(level)
    start = draw(st.dates(date(2025, 11, 1), date(2027, 2, 1)))
    return Plan(groups, grades, drivers, before, after, start=start)


def compiled(plan: Plan) -> tuple[CostBasis, dict[str, Any]]:
    workforce = Workforce.model_validate({"groups": plan.groups, "grades": plan.grades})
    issues = [
        IssueCost(name, DRIVER.validate_python(driver), plan.before[name])
        for name, driver in plan.drivers.items()
    ]
    issues.append(IssueCost("start", DRIVER.validate_python({"kind": "effective_date"}), None))
    books = Finance(revenue=Decimal(0), operating_profit=Decimal(-5), units=Decimal(0))
    basis = cost_basis(workforce, resolve_rates(RATES, {"cn": RATES}), books, issues, date(2026, 1, 1))
    terms = {name: plan.after[name] for name in plan.drivers}
    return basis, {**terms, "start": plan.start.isoformat()}


def costed(plan: Plan) -> Costing:
    return cost(*compiled(plan))


@settings(max_examples=60, deadline=None)
@given(plans())
def test_same_bill_as_person_by_person_and_month_by_month(plan: Plan) -> None:
    totals = costed(plan).totals
    for bill, weights in ((totals.run, [Fraction(1)] * 12), (totals.year_one, plan.weights())):
        for key, amount in plan.bill(weights).items():
            assert getattr(bill, key) == amount
    everyone = [plan.month_pay(month, plan.before) for month in range(1, 13)]
    assert totals.payroll == sum(everyone)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_quick_run_rate_is_the_full_one(plan: Plan) -> None:
    basis, terms = compiled(plan)
    assert run_rate(basis, terms) == cost(basis, terms).totals.run.total
    half = {name: terms[name] for name in sorted(terms)[::2]}
    assert delta_cost(basis, half, terms) == run_rate(basis, terms) - cost(basis, half).totals.run.total
    assert delta_cost(basis, half, terms) == -delta_cost(basis, terms, half)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_lines_add_up_and_every_figure_can_be_written(plan: Plan) -> None:
    costing = costed(plan)
    totals = costing.totals
    assert sum(line.run for line in costing.lines) == totals.run.pay_increase
    assert sum(line.year_one for line in costing.lines) == totals.year_one.pay_increase
    assert sum(line.run for line in costing.other_lines) == totals.run.non_payroll
    assert totals.labour_cost_after - totals.labour_cost == totals.run.total
    document = costing_json(costing)
    assert document["run_rate"].count(".") == 1
    assert document["margin_before_percent"] is None


@settings(max_examples=40, deadline=None)
@given(plans())
def test_unchanged_terms_cost_nothing(plan: Plan) -> None:
    basis, _ = compiled(plan)
    for terms in ({}, {name: plan.before[name] for name in plan.drivers}):
        totals = cost(basis, terms).totals
        assert (totals.run.total, totals.year_one.total, totals.once.total) == (0, 0, 0)
        assert run_rate(basis, terms) == 0


@settings(max_examples=40, deadline=None)
@given(plans(), st.integers(0, 400))
def test_a_later_start_changes_year_one_but_not_the_run_rate(plan: Plan, days: int) -> None:
    basis, terms = compiled(plan)
    later = date.fromordinal(plan.start.toordinal() + days).isoformat()
    early, late = cost(basis, terms), cost(basis, {**terms, "start": later})
    assert late.totals.run == early.totals.run
    assert late.in_force.months <= early.in_force.months


@settings(max_examples=40, deadline=None)
@given(plans())
def test_gains_of_the_typical_add_up_where_everyone_is_reached(plan: Plan) -> None:
    everywhere = {
        name: {key: part for key, part in driver.items() if key not in {"groups", "headcount"}}
        for name, driver in plan.drivers.items()
        if driver["kind"] not in {"leave_days", "levy_pct"}
    }
    whole = Plan(plan.groups, plan.grades, everywhere, plan.before, plan.after, start=plan.start)
    costing = costed(whole)
    gains = gain_by_grade(costing)
    paid = sum(gains[member.key] * member.heads for member in costing.basis.typical)
    assert paid == costing.totals.run.pay_increase


@settings(max_examples=30, deadline=None)
@given(plans(), plans())
def test_firms_together_are_the_sum_of_firms(first: Plan, second: Plan) -> None:
    shared = set(first.drivers) & set(second.drivers)
    bases = {"one": compiled(first)[0], "two": compiled(second)[0]}
    terms = {name: first.after[name] for name in shared}
    joint = cost_all(bases, terms)
    apart = [cost(basis, terms).totals for basis in bases.values()]
    assert joint.totals.run.total == apart[0].run.total + apart[1].run.total
    assert joint.totals.payroll == apart[0].payroll + apart[1].payroll
    document = joint_json(joint)
    assert set(document["firms"]) == {"one", "two"}
