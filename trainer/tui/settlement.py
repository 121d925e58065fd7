"""What each side's word amounts to in money: terms as they would be if it were taken at its word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases.costing.from_case import issue_cost
from cases.costing.prices import STEPS
from cases.issues import Issue
from cases.sides import Side
from cases.terms import Value, merge
from trainer.table.views import CaseView, TableView


def terms_of(
    case: CaseView, view: TableView, side: Side, more: Mapping[str, Value] | None = None
) -> dict[str, Value]:
    """What would be agreed at ``side``'s last word: agreed terms, its stated values, today's level elsewhere.

    ``more`` are terms it is about to state; they count as stated.
    """
    terms: dict[str, Value] = {}
    for line in view.lines:
        position = line.positions[side]
        if line.agreed is not None:
            terms[line.id] = line.agreed
        else:
            terms[line.id] = position.value if position is not None else case.issues[line.id].current
    return merge(terms, more or {})


def has_spoken(view: TableView, side: Side) -> bool:
    """Whether a side has stated any value."""
    return any(line.positions[side] is not None for line in view.lines)


@dataclass(frozen=True, slots=True)
class StepPrice:
    """What one natural step of an issue costs in a full year."""

    issue: str
    step: Decimal | None
    """``None``: the next dearer option of a choice."""
    cost: Fraction


def step_prices(case: CaseView, prices: Mapping[str, Fraction]) -> list[StepPrice]:
    """The price list in the case's order; what costs nothing is left out."""
    return [
        StepPrice(name, step_of(issue), prices[name])
        for name, issue in case.issues.items()
        if prices.get(name)
    ]


def step_of(issue: Issue) -> Decimal | None:
    """The step in which people trade an issue."""
    own = issue_cost(issue).step
    return own if own is not None else STEPS.get(issue.cost.kind)
