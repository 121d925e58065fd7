"""Drivers, rates and bounds beyond the worked example; expected figures are worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cases.costing import (
    CostBasis,
    IssueCost,
    TermsFault,
    cost,
    cost_basis,
    delta_cost,
    headroom,
    income_tax,
    money,
    price_list,
    resolve_rates,
    rounded,
    run_rate,
    take_home,
    within_budget,
)
from cases.costing.faults import driver_faults
from cases.costing.shipped import shipped_rates
from cases.rates import Rates, Tax
from cases.text import Lang
from cases.workforce import CostDriver, Workforce
from tests.cases import worked_example as example
from trainer.i18n import render

DRIVER: TypeAdapter[Any] = TypeAdapter(CostDriver)
PLAIN = Rates.model_validate({"union_fee": 2, "training": 1.5, "employer": {"pension": 16}, "employee": {}})
CREW = {"id": "crew", "name": {"zh": "组", "en": "Crew"}, "headcount": 10, "base": 4000}


def basis_of(
    driver: dict[str, Any], current: Any = None, rates: Rates = PLAIN, **workforce: Any
) -> CostBasis:
    people = Workforce.model_validate({"groups": [CREW], **workforce})
    issues = [
        IssueCost("item", DRIVER.validate_python(driver), current),
        IssueCost("start", DRIVER.validate_python({"kind": "effective_date"})),
    ]
    return cost_basis(people, resolve_rates(rates, {"cn": Rates()}), None, issues, date(2026, 1, 1))


def test_flat_rise_is_paid_to_each_head() -> None:
    totals = cost(basis_of({"kind": "base_flat"}), {"item": Decimal(100)}).totals
    assert totals.run.pay_increase == 10 * 12 * 100
    assert totals.run.total == 12000 * (1 + Fraction(18, 100) + Fraction(15, 1000))


def test_one_off_pay_is_whole_in_year_one_and_never_in_the_run_rate() -> None:
    costing = cost(basis_of({"kind": "lump_sum"}), {"item": Decimal(500), "start": "2026-10-01"})
    assert costing.totals.run.total == 0
    assert costing.totals.year_one.pay_increase == 5000
    assert costing.totals.once.total == costing.totals.year_one.total == Fraction(5000 * 1195, 1000)
    assert run_rate(costing.basis, costing.terms) == 0


def test_choices_cost_what_they_say_and_are_priced_to_the_next_dearer() -> None:
    driver = {"kind": "per_option", "yuan": {"none": 0, "shuttle": 60000, "subsidy": 90000}}
    basis = basis_of(driver, "none")
    costing = cost(basis, {"item": "shuttle", "start": "2026-07-01"})
    assert (costing.totals.run.total, costing.totals.year_one.total) == (60000, 30000)
    assert price_list(costing)[0].cost == 30000
    assert price_list(cost(basis, {"item": "subsidy"}))[0].cost == 0


def test_delivery_fee_runs_on_the_firms_volume() -> None:
    driver = {"kind": "per_unit_fee", "units_per_month": "parcels"}
    basis = basis_of(driver, Decimal("1.0"), counts={"parcels": 44000})
    totals = cost(basis, {"item": Decimal("1.1")}).totals
    assert totals.run.pay_increase == 52800
    assert totals.payroll == 10 * 12 * 4000 + 12 * 44000
    assert run_rate(basis_of(driver, Decimal("1.0")), {"item": Decimal("1.1")}) == 0


def test_items_outside_the_payroll_draw_no_on_cost() -> None:
    driver = {"kind": "monthly_allowance", "in_payroll": False, "times_per_month": 20}
    totals = cost(basis_of(driver, Decimal(10)), {"item": Decimal(13)}).totals
    assert (totals.run.pay_increase, totals.run.non_payroll, totals.run.total) == (0, 7200, 7200)
    assert totals.payroll == 480_000


def test_a_year_that_starts_in_april_counts_its_own_season() -> None:
    driver = {"kind": "seasonal_allowance", "months": [1, 2, 6]}
    basis = cost_basis(
        Workforce.model_validate({"groups": [CREW]}),
        resolve_rates(PLAIN, {"cn": Rates()}),
        None,
        [
            IssueCost("item", DRIVER.validate_python(driver), Decimal(0)),
            IssueCost("start", DRIVER.validate_python({"kind": "effective_date"})),
        ],
        date(2026, 4, 1),
    )
    costing = cost(basis, {"item": Decimal(30), "start": "2026-07-01"})
    assert costing.in_force.months == 9
    assert costing.totals.year_one.pay_increase == 10 * 30 * 2


def test_a_month_begun_counts_by_its_days() -> None:
    costing = cost(basis_of({"kind": "base_flat"}), {"item": Decimal(30), "start": "2026-12-17"})
    assert costing.in_force.months == Fraction(15, 31)


@pytest.mark.parametrize(("floor", "cap", "counted"), [(None, 4050, 50), (4060, None, 40), (3000, 9000, 100)])
def test_contributions_fall_only_between_floor_and_cap(
    floor: int | None, cap: int | None, counted: int
) -> None:
    bounds = {key: value for key, value in (("base_floor", floor), ("base_cap", cap)) if value is not None}
    rates = Rates.model_validate({**PLAIN.model_dump(exclude_none=True), **bounds})
    worker = {"id": "one", "name": {"zh": "甲", "en": "One"}, "group": "crew", "headcount": 10}
    basis = basis_of({"kind": "base_flat"}, rates=rates, workers=[worker])
    totals = cost(basis, {"item": Decimal(100)}).totals
    insured = Fraction(16, 100) * 10 * 12 * counted
    assert totals.run.insured == insured
    assert totals.run.roll_up == insured + Fraction(2, 100) * 12000
    assert run_rate(basis, {"item": Decimal(100)}) == totals.run.total


def test_the_mandate_in_money() -> None:
    basis = example.example_basis()
    assert within_budget(basis, example.TERMS, Decimal("1717616.27"))
    assert not within_budget(basis, example.TERMS, Decimal("1717616.25"))
    assert money(headroom(basis, example.TERMS, Decimal(2_000_000))) == "282383.74"
    one_point = delta_cost(basis, {"base_wage_pct": Decimal(5)}, {"base_wage_pct": Decimal(6)})
    assert rounded(one_point, 0) == str(round(Decimal("112535.1724") * Decimal("1.374")))


@pytest.mark.parametrize(
    ("terms", "key"),
    [
        ({"nothing": Decimal(1)}, "costing.terms.issue"),
        ({"base_wage_pct": "much"}, "costing.terms.number"),
        ({"base_wage_pct": Decimal("NaN")}, "costing.terms.number"),
        ({"base_wage_pct": Decimal("1e300")}, "costing.terms.number"),
        ({"base_wage_pct": {"junior": Decimal(1)}}, "costing.terms.number"),
        ({"skill_allowance": Decimal(1)}, "costing.terms.grades"),
        ({"effective_date": "July"}, "costing.terms.date"),
        ({"term_years": "long"}, "costing.terms.number"),
    ],
)
def test_terms_that_cannot_be_costed_are_named(terms: dict[str, Any], key: str) -> None:
    with pytest.raises(TermsFault) as caught:
        cost(example.example_basis(), terms)
    assert caught.value.message.key == key
    assert all(render(caught.value.message, lang) != key for lang in Lang)


def test_take_home_of_nobody_is_refused() -> None:
    with pytest.raises(TermsFault):
        take_home(cost(example.example_basis(), {}), "nobody")


@pytest.mark.parametrize(
    ("taxable", "tax"),
    [(0, 0), (36_000, 1_080), (144_000, 11_880), (300_000, 43_080), (960_000, 250_080), (1_000_000, 268_080)],
)
def test_income_tax_by_bands(taxable: int, tax: int) -> None:
    assert income_tax(Tax(), Fraction(taxable)) == tax


def test_tax_bands_join_without_a_step() -> None:
    bands = Tax().bands
    for lower, upper in pairwise(bands):
        assert lower.up_to is not None
        at_limit = Fraction(lower.up_to)
        above = at_limit * Fraction(upper.percent) / 100 - Fraction(upper.quick)
        assert income_tax(Tax(), at_limit) == above


def test_case_rates_lie_over_the_shipped_set_and_tell_their_origin() -> None:
    own = Rates.model_validate({"like": "cn-ningxia", "employer": {"medical_maternity": 8.5}, "housing": 12})
    found = resolve_rates(own, shipped_rates())
    origin = {used.name: used.origin for used in found.used}
    assert origin["employer.medical_maternity"] == origin["housing"] == "case"
    assert "employer.medical" not in origin
    assert origin["employer.pension"] == "cn-ningxia"
    assert origin["union_fee"] == "cn"
    assert found.roll_up == Fraction("0.16") + Fraction("0.085") + Fraction("0.01") + Fraction("0.14")


def test_every_shipped_figure_says_where_it_comes_from() -> None:
    for rates in shipped_rates().values():
        for used in resolve_rates(rates, shipped_rates()).used:
            assert used.rate.confidence in {"A", "B", "C"}
            assert used.rate.place is not None
            assert used.rate.source is not None


def test_unknown_and_circular_rate_sets_are_refused() -> None:
    for shipped in ({"cn": Rates()}, {"cn": Rates(), "x": Rates(like="x")}):
        with pytest.raises(TermsFault):
            resolve_rates(Rates(like="x"), shipped)


@pytest.mark.parametrize(
    ("driver", "more", "key"),
    [
        ({"kind": "base_pct", "groups": ["sales"]}, {}, "costing.fault.no_such_group"),
        ({"kind": "base_pct", "headcount": {"ops": "hot"}}, {}, "costing.fault.no_such_count"),
        ({"kind": "base_pct", "headcount": {"ops": 121}}, {}, "costing.fault.over_heads"),
        ({"kind": "per_unit_fee", "units_per_month": "parcels"}, {}, "costing.fault.no_such_count"),
        ({"kind": "grade_allowance"}, {"grades": ["master"]}, "costing.fault.no_such_grade"),
        ({"kind": "per_option", "yuan": {"a": 1}}, {"choices": ["a", "b"]}, "costing.fault.choices"),
    ],
)
def test_drivers_that_the_workforce_does_not_bear_out(
    driver: dict[str, Any], more: dict[str, Any], key: str
) -> None:
    found = driver_faults(DRIVER.validate_python(driver), [example.WORKFORCE], **more)
    assert [fault.key for fault in found] == [key]
    assert all(render(found[0], lang) != key for lang in Lang)


def test_drivers_of_the_example_fit_its_workforce() -> None:
    for driver, _ in example.ISSUES.values():
        assert driver_faults(DRIVER.validate_python(driver), [example.WORKFORCE]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"groups": []},
        {"groups": [CREW, CREW]},
        {"grades": [{"grade": "junior", "group": "crew", "headcount": 11}]},
        {"grades": [{"grade": "junior", "group": "sales", "headcount": 1}]},
        {"workers": [{"id": "x", "name": CREW["name"], "group": "sales"}]},
        {"counts": {"parcels": -1}},
        {"groups": [{**CREW, "base": "NaN"}]},
        {"extra": 1},
    ],
)
def test_a_workforce_that_does_not_hang_together_is_refused(change: dict[str, Any]) -> None:
    Workforce.model_validate({"groups": [CREW]})
    with pytest.raises(ValidationError):
        Workforce.model_validate({"groups": [CREW], **change})
