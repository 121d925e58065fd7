"""Cases as domains: utilities and money of any outcome are those of the value functions and the costing."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product
from random import Random
from typing import Any

import pytest

import scoring.money
from cases.case import Case
from cases.costing import run_rate
from cases.costing.from_case import case_bases
from cases.library import case_ids, load_case
from cases.sides import SIDES
from scoring.case_domain import case_domain
from scoring.domain import Domain
from scoring.frontier import frontier
from scoring.preferences import preferences
from tests.scoring.slow_frontier import list_all
from tests.small_case import document, issue, preference, t


def written(value: Any) -> dict[str, Any]:
    return {"value": value, "source": t("source")}


def linked(floor: int | None, cap: int | None, budget: int) -> Case:
    """The small case with a levy, leave days, and three listed workers near the bounds of the base."""
    data = document()
    for row in data["issues"]:
        if row["id"] == "base":
            row["grid"]["step"] = "2.5"
    data["issues"] += [
        issue(
            "levy",
            unit="pct",
            current=1.5,
            grid={"min": "1.5", "max": "2.5", "step": "0.5"},
            union_wants="more",
            cost={"kind": "levy_pct"},
        ),
        issue(
            "leave",
            unit="days",
            current=1,
            grid={"min": 0, "max": 2, "step": 1},
            union_wants="more",
            cost={"kind": "leave_days", "groups": ["line"], "backfill_percent": 50},
        ),
    ]
    for brief in data["briefs"].values():
        for row in brief["preferences"]:
            row["weight"] = row["weight"] * 0.8
        brief["preferences"] += [preference("levy", 12, 2, 2, 2), preference("leave", 8, 1, 1, 1)]
    data["briefs"]["employer"]["budget"] = {"run_rate": budget, "reason": t("books")}
    bounds = {"base_floor": floor, "base_cap": cap}
    data["rates"] = {name: written(value) for name, value in bounds.items() if value is not None}
    data["firms"][0]["workforce"]["workers"] = [
        {"id": "low", "name": t("low"), "group": "line", "grade": "junior", "base": 3000, "headcount": 7},
        {"id": "high", "name": t("high"), "group": "office", "base": 8000, "headcount": 3},
        {"id": "usual", "name": t("usual"), "group": "line"},
    ]
    return Case.model_validate(data)


@cache
def library(name: str) -> Case:
    return load_case(name).value


def check_outcomes(case: Case, domain: Domain, choices: list[tuple[int, ...]]) -> None:
    values = [preferences(case, side) for side in SIDES]
    bases = case_bases(case).values()
    for choice in choices:
        terms: Any = domain.terms(choice)
        assert domain.utilities(choice) == tuple(side.utility(terms) for side in values)
        if domain.ceiling is not None:
            assert domain.ceiling.cost(choice) == sum(run_rate(basis, terms) for basis in bases)


@pytest.mark.parametrize("mandates", [False, True])
@pytest.mark.parametrize("name", case_ids())
def test_outcomes_of_library_cases_are_worth_and_cost_what_they_should(name: str, mandates: bool) -> None:
    case, random = library(name), Random(7)
    domain = case_domain(case, mandates=mandates)
    sizes = [len(part.options) for part in domain.parts]
    check_outcomes(case, domain, [tuple(map(random.randrange, sizes)) for _ in range(60)])
    assert domain.exact


@pytest.mark.parametrize("name", case_ids())
def test_library_cases_leave_room_within_both_mandates(name: str) -> None:
    case = library(name)
    found = frontier(case_domain(case, mandates=True))
    assert found.exact
    assert found.solutions is not None
    nash = found.choice(found.at(found.solutions.nash))
    assert found.domain.permits(nash)
    terms: Any = found.domain.terms(nash)
    for side in SIDES:
        assert preferences(case, side).acceptable(terms)
    budgets = [brief.budget.run_rate for _, brief in case.briefs.items() if brief.budget]
    assert sum(run_rate(basis, terms) for basis in case_bases(case).values()) <= min(budgets)


@pytest.mark.parametrize(
    ("floor", "cap"), [(None, None), (2000, 90_000), (3300, None), (None, 8300), (3300, 8300), (9000, None)]
)
def test_bounds_of_the_contribution_base_are_counted_exactly(floor: int | None, cap: int | None) -> None:
    case = linked(floor, cap, 900_000)
    domain = case_domain(case)
    everything = list(product(*(range(len(part.options)) for part in domain.parts)))
    assert domain.exact
    check_outcomes(case, domain, Random(1).sample(everything, 150))


def test_a_case_with_linked_costs_agrees_with_listing() -> None:
    domain = case_domain(linked(3300, 8300, 700_000))
    slow, found = list_all(domain), frontier(domain)
    assert 0 < sum(map(len, slow.outcomes.values())) < domain.outcomes
    assert [(point.union, point.employer) for point in found.points] == slow.efficient


def test_too_many_links_are_costed_too_high_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring.money, "MOST_BILLS", 20)
    case = linked(3300, 8300, 900_000)
    domain, bases = case_domain(case), case_bases(case).values()
    assert not domain.exact
    assert not frontier(domain).exact
    assert domain.ceiling is not None
    sizes = [len(part.options) for part in domain.parts]
    random = Random(2)
    for _ in range(100):
        choice = tuple(map(random.randrange, sizes))
        terms: Any = domain.terms(choice)
        assert domain.ceiling.cost(choice) >= sum(run_rate(basis, terms) for basis in bases)


def test_options_that_the_law_forbids_are_left_out() -> None:
    base, *_ = case_domain(linked(None, None, 900_000)).parts
    assert base.options == (Fraction(5, 2), 5, Fraction(15, 2), 10)


def test_mandates_leave_what_both_limits_allow() -> None:
    domain = case_domain(linked(None, None, 900_000), mandates=True)
    kept = {(part.issue, part.grade): part.options for part in domain.parts}
    assert kept["base", ""] == (5,)
    assert kept["skill", "senior"] == (200, 300, 400)
    for side in SIDES:
        limits = preferences(linked(None, None, 900_000), side)
        terms: Any = domain.terms([0] * len(domain.parts))
        assert limits.within_limits(terms)


def test_a_case_without_a_budget_has_no_ceiling() -> None:
    data = document()
    assert case_domain(Case.model_validate(data)).ceiling is None
