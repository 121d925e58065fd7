"""A case file's firms made ready for costing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases import drivers as d
from cases.case import Case
from cases.costing.basis import CostBasis, IssueCost, cost_basis
from cases.costing.rateset import resolve_rates
from cases.costing.shipped import shipped_rates
from cases.issues import Issue


def case_bases(case: Case) -> Mapping[str, CostBasis]:
    """One basis for each firm of the case, by the firm's id, in the order of the file.

    Year one is the twelve months from the case calendar's ``year_start``. Raises
    :class:`~cases.costing.numbers.TermsFault` where rates or current levels cannot be used.
    """
    rates = resolve_rates(case.rates, shipped_rates())
    start = date.fromisoformat(case.calendar.year_start)
    issues = [issue_cost(issue) for issue in case.issues]
    return MappingProxyType(
        {
            firm.id: cost_basis(firm.workforce, rates, firm.finance, issues, start, id=firm.id)
            for firm in case.firms
        }
    )


def issue_cost(issue: Issue) -> IssueCost:
    """What costing needs of an issue.

    Events and pay by the day or shift are priced by one rung of the issue's own ladder, everything else by
    the step people trade in (:data:`~cases.costing.prices.STEPS`).
    """
    driver = issue.cost
    by_rung = isinstance(driver, d.Event) or (
        isinstance(driver, d.MonthlyAllowance) and driver.times_per_month != 1
    )
    step = issue.grid.step if by_rung and issue.grid is not None else None
    return IssueCost(issue.id, driver, issue.current, step)
