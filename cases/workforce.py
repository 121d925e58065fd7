"""The people a settlement pays and the books that carry it: a case file's ``workforce`` and ``finance``.

Where several employers sit on one side, each has its own. The rates and the cost drivers of issues are
offered here too, so that the case schema has one place to import from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from cases.drivers import Amount, CostDriver, Heads, Id, Percent, SignedAmount, Written
from cases.messages import message
from cases.problems import Fault
from cases.rates import Rate, Rates
from cases.text import Text

__all__ = [
    "CostDriver",
    "Finance",
    "Group",
    "Rate",
    "Rates",
    "SkillGrade",
    "Worker",
    "Workforce",
    "YearFigures",
]


class Group(Written):
    """People paid alike: ``base`` yuan a month, overtime hours and pieces a month for each head.

    ``piece_rate`` is the yuan a piece that stays as it is; an issue with a ``piece_rate`` driver for this
    group takes its place. ``other_monthly`` is regular pay that the talks leave alone.
    """

    id: Id
    name: Text
    headcount: Heads
    base: Amount
    ot_hours: Amount = Decimal(0)
    ot_multiplier: Amount = Decimal("1.5")
    pieces: Amount = Decimal(0)
    pieces_ot: Amount = Decimal(0)
    piece_ot_multiplier: Amount = Decimal("1.5")
    piece_rate: Amount = Decimal(0)
    other_monthly: Amount = Decimal(0)


class SkillGrade(Written):
    """How many people of a group hold a skill grade."""

    grade: Id
    group: Id
    headcount: Heads


class Worker(Written):
    """A person (or ``headcount`` people paid alike) whose own pay is known.

    Unknown pay elements are the group's. ``receives`` lists issues that reach only part of the group and
    reach this person. Listed workers have their contributions bounded by the base's floor and cap, and their
    take-home worked out; ``special_deductions`` is yuan a year.
    """

    id: Id
    name: Text
    group: Id
    grade: Id | None = None
    headcount: Annotated[int, Field(ge=1, le=10_000_000)] = 1
    base: Amount | None = None
    ot_hours: Amount | None = None
    pieces: Amount | None = None
    pieces_ot: Amount | None = None
    other_monthly: Amount | None = None
    receives: tuple[Id, ...] = ()
    special_deductions: Amount = Decimal(0)


def _unique(names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise Fault(message("costing.fault.twice", name=name))


class Workforce(Written):
    """A firm's people: groups, skill grades, other ``counts`` that drivers name, and listed workers."""

    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    grades: tuple[SkillGrade, ...] = ()
    counts: dict[Id, Amount] = Field(default_factory=dict)
    workers: tuple[Worker, ...] = ()

    @property
    def headcount(self) -> int:
        """Everyone."""
        return sum(group.headcount for group in self.groups)

    @field_validator("groups")
    @classmethod
    def _groups_once(cls, groups: tuple[Group, ...]) -> tuple[Group, ...]:
        _unique(group.id for group in groups)
        return groups

    @model_validator(mode="after")
    def _hangs_together(self) -> Workforce:
        heads = {group.id: group.headcount for group in self.groups}
        _unique(f"{row.group}/{row.grade}" for row in self.grades)
        _unique(worker.id for worker in self.workers)
        named = [("grades", place, row.group) for place, row in enumerate(self.grades)]
        named += [("workers", place, worker.group) for place, worker in enumerate(self.workers)]
        for part, place, name in named:
            if name not in heads:
                raise Fault(message("costing.fault.no_group", name=name), at=(part, place, "group"))
        for name, most in heads.items():
            graded = sum(row.headcount for row in self.grades if row.group == name)
            listed = sum(worker.headcount for worker in self.workers if worker.group == name)
            if max(graded, listed) > most:
                raise Fault(
                    message("costing.fault.too_many", name=name, most=most, found=max(graded, listed))
                )
        return self


class YearFigures(Written):
    """One past year of a firm."""

    year: Annotated[int, Field(ge=1950, le=2100)]
    revenue: Amount
    operating_profit: SignedAmount
    payroll: Amount | None = None
    headcount: Heads | None = None
    units: Amount | None = None


class Finance(Written):
    """A firm's books for the base year: yuan a year, percents as people say them.

    ``units`` is output in physical units, for unit labour cost. ``separation_percent`` (leavers a year) and
    ``days_to_fill`` give the share of posts that stand empty.
    """

    revenue: Amount
    operating_profit: SignedAmount
    units: Amount | None = None
    cpi_percent: Annotated[Decimal, Field(gt=-50, le=100, decimal_places=6)] = Decimal(0)
    cit_percent: Percent = Decimal(25)
    separation_percent: Annotated[Decimal, Field(ge=0, le=1000, decimal_places=6)] = Decimal(0)
    days_to_fill: Annotated[Decimal, Field(ge=0, le=365, decimal_places=6)] = Decimal(0)
    history: tuple[YearFigures, ...] = ()

    @field_validator("history")
    @classmethod
    def _years_once(cls, history: tuple[YearFigures, ...]) -> tuple[YearFigures, ...]:
        _unique(str(row.year) for row in history)
        return tuple(sorted(history, key=lambda row: row.year))
