"""One firm's ground for costing: everything that does not depend on the terms, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from cases import drivers as d
from cases.costing.items import Item, Leave, Parts, Timing, items_of, leave_of, read_value
from cases.costing.numbers import PERCENT, ZERO, TermsFault
from cases.costing.people import Crew, Member, Reach, crews, listed_members, typical_members
from cases.costing.rateset import RateSet
from cases.terms import Value
from cases.workforce import Finance, Workforce


@dataclass(frozen=True, slots=True)
class IssueCost:
    """What costing needs of an issue: its driver, the level in force and one natural step of its value."""

    id: str
    driver: d.CostDriver
    current: Value | None = None
    step: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Payroll before any change, yuan a year: ``lines`` by element (``base``, ``overtime``, ``piece``, ...).

    ``seasonal`` is the part that is paid in the months of a season only, by those months.
    """

    lines: Mapping[str, Fraction]
    seasonal: Mapping[tuple[int, ...], Fraction]
    month: Mapping[str, Fraction]

    @property
    def payroll(self) -> Fraction:
        """All of it."""
        return sum(self.lines.values(), ZERO)


@dataclass(frozen=True, eq=False)
class CostBasis:
    """A firm, its rates and books, and how each issue moves money there. Build with :func:`cost_basis`."""

    id: str
    workforce: Workforce
    finance: Finance | None
    rates: RateSet
    year_start: date
    issues: Mapping[str, IssueCost]
    crews: Mapping[str, Crew]
    items: Mapping[str, Sequence[Item]]
    leaves: Sequence[Leave]
    levies: Sequence[str]
    current: Mapping[str, Parts]
    baseline: Baseline
    typical: Sequence[Member]
    listed: Sequence[Member]
    cache: dict[tuple[object, ...], object] = field(default_factory=dict, repr=False)

    @cached_property
    def payroll(self) -> Fraction:
        """Payroll before any change, yuan a year."""
        return self.baseline.payroll

    @cached_property
    def levy_now(self) -> Fraction:
        """Share of payroll set aside before any change."""
        return self.levy({})

    @cached_property
    def day_costs(self) -> tuple[Fraction, ...]:
        """Yuan a year for one day of each leave item at today's pay."""
        month = self.baseline.month
        return tuple(
            sum((weight * month[name] for name, weight in leave.weights.items()), ZERO)
            for leave in self.leaves
        )

    @cached_property
    def references(self) -> Mapping[str, Parts]:
        """Of every issue, the level that its value is compared with."""
        return {name: self.reference(name) for name in self.issues}

    @cached_property
    def listed_pay(self) -> Mapping[str, Fraction]:
        """Gross pay a year of the listed workers before any change."""
        return {member.key: self.annual_pay(member, self.references) for member in self.listed}

    def parts(self, issue: str, value: Value) -> Parts:
        """The value as numbers; grades that it leaves out stay as they are."""
        driver = self.issues[issue].driver
        found = read_value(issue, driver, value)
        if isinstance(driver, d.GradeAllowance):
            return {**self.current[issue], **found}
        return found

    def reference(self, issue: str) -> Parts:
        """What a value is compared with: today's level, or nothing where the value is itself the change."""
        rises = (d.BasePct, d.BaseFlat, d.LumpSum)
        return {} if isinstance(self.issues[issue].driver, rises) else self.current[issue]

    def days(self, issue: str, terms: Mapping[str, Value]) -> Fraction:
        """Leave days under the terms."""
        parts = self.parts(issue, terms[issue]) if issue in terms else self.current[issue]
        return parts.get("", ZERO)

    def levy(self, terms: Mapping[str, Value]) -> Fraction:
        """Share of payroll set aside under the terms: bargained levies, else the statutory training rate."""
        if not self.levies:
            return self.rates.training
        return sum((self.days(name, terms) for name in self.levies), ZERO) * PERCENT

    def annual_pay(self, member: Member, parts: Mapping[str, Parts]) -> Fraction:
        """A member's gross pay a year at the given levels of the issues (one-off payments left out)."""
        pay = member.pay
        own_price = ZERO if self._piece_issue(member) else member.crew.piece_rate
        fixed = 12 * (pay.base * (1 + pay.overtime_share) + pay.volume * own_price + pay.other)
        moving = (
            item.member(member) * parts[issue].get(item.part, ZERO)
            for issue, items in self.items.items()
            for item in items
            if item.in_payroll and item.timing is not Timing.ONCE
        )
        return fixed + sum(moving, ZERO)

    def _piece_issue(self, member: Member) -> bool:
        return any(
            isinstance(self.issues[issue].driver, d.PieceRate) and item.member(member) > 0
            for issue, items in self.items.items()
            for item in items
        )


def cost_basis(
    workforce: Workforce,
    rates: RateSet,
    finance: Finance | None,
    issues: Iterable[IssueCost],
    year_start: date,
    *,
    id: str = "",  # noqa: A002  # the word the case file uses
) -> CostBasis:
    """Compile a firm. ``year_start`` is the first day of the twelve months that year one means.

    Raises :class:`TermsFault` where an issue's current level does not fit its driver.
    """
    table = {issue.id: issue for issue in issues}
    groups = crews(workforce, rates)
    items = {name: items_of(name, row.driver, groups, workforce.counts) for name, row in table.items()}
    leaves = [
        leave_of(name, row.driver, groups, workforce.counts, rates.pay_days)
        for name, row in table.items()
        if isinstance(row.driver, d.LeaveDays)
    ]
    current = {name: _level(row) for name, row in table.items()}
    return CostBasis(
        id=id,
        workforce=workforce,
        finance=finance,
        rates=rates,
        year_start=year_start,
        issues=table,
        crews=groups,
        items=items,
        leaves=leaves,
        levies=[name for name, row in table.items() if isinstance(row.driver, d.LevyPct)],
        current=current,
        baseline=_baseline(
            table=table, groups=groups, items=items, leaves=leaves, current=current, workforce=workforce
        ),
        typical=typical_members(groups),
        listed=listed_members(workforce, groups, rates),
    )


def _level(row: IssueCost) -> Parts:
    """Today's level; dates, terms of years and costless issues carry no money and are read elsewhere."""
    if isinstance(row.driver, (d.EffectiveDate, d.TermYears, d.NoCost)):
        return {}
    return read_value(row.id, row.driver, row.current)


def _baseline(
    *,
    table: Mapping[str, IssueCost],
    groups: Mapping[str, Crew],
    items: Mapping[str, Sequence[Item]],
    leaves: Sequence[Leave],
    current: Mapping[str, Parts],
    workforce: Workforce,
) -> Baseline:
    lines = {"base": ZERO, "overtime": ZERO, "piece": ZERO, "other": ZERO}
    month: dict[str, Fraction] = {}
    for crew in groups.values():
        priced = _priced_elsewhere(crew, table, groups, workforce)
        plain = crew.pay.volume * crew.piece_rate * (crew.heads - priced)
        pay = crew.pay
        lines["base"] += 12 * crew.heads * pay.base
        lines["overtime"] += 12 * crew.heads * pay.base * pay.overtime_share
        lines["piece"] += 12 * plain
        lines["other"] += 12 * crew.heads * pay.other
        month[crew.id] = pay.base * (1 + pay.overtime_share) + pay.other
        month[crew.id] += plain / crew.heads if crew.heads else ZERO
    seasonal: dict[tuple[int, ...], Fraction] = {}
    for name, parts in items.items():
        if not isinstance(table[name].driver, (d.BasePct, d.BaseFlat)):
            for item in parts:
                level = current[name].get(item.part, ZERO)
                _add_item(item, level, lines=lines, seasonal=seasonal, month=month)
    for leave in leaves:
        cost = sum((weight * month[name] for name, weight in leave.weights.items()), ZERO)
        lines[leave.issue] = cost * current[leave.issue].get("", ZERO)
    return Baseline(lines, seasonal, month)


def _add_item(
    item: Item,
    level: Fraction,
    *,
    lines: dict[str, Fraction],
    seasonal: dict[tuple[int, ...], Fraction],
    month: dict[str, Fraction],
) -> None:
    """Put what today's level of an item already costs into the payroll."""
    if not item.in_payroll or item.timing is Timing.ONCE:
        return
    lines[item.issue] = lines.get(item.issue, ZERO) + level * item.whole
    if item.timing is Timing.SEASON:
        seasonal[item.season] = seasonal.get(item.season, ZERO) + level * item.whole
    for group, each in item.month.items():
        month[group] += level * each


def _priced_elsewhere(
    crew: Crew, table: Mapping[str, IssueCost], groups: Mapping[str, Crew], workforce: Workforce
) -> Fraction:
    """Heads of the group whose piece price is an issue of the talks."""
    found = ZERO
    for row in table.values():
        if isinstance(row.driver, d.PieceRate):
            found += Reach.of(row.driver, groups, workforce.counts).heads.get(crew.id, ZERO)
    return min(found, crew.heads)


def effective_date(basis: CostBasis, terms: Mapping[str, Value]) -> date:
    """The day from which the terms are in force; the start of year one where nothing says otherwise."""
    for name, row in basis.issues.items():
        if isinstance(row.driver, d.EffectiveDate):
            value = terms.get(name, row.current)
            try:
                return basis.year_start if value is None else date.fromisoformat(str(value))
            except ValueError:
                raise TermsFault("costing.terms.date", issue=name) from None
    return basis.year_start


def term_years(basis: CostBasis, terms: Mapping[str, Value]) -> Fraction:
    """Years that the settlement lasts; one where nothing says otherwise."""
    for name, row in basis.issues.items():
        if isinstance(row.driver, d.TermYears):
            value = terms.get(name, row.current)
            years = read_value(name, row.driver, value).get("", ZERO) if value is not None else ZERO
            return years if years > 0 else Fraction(1)
    return Fraction(1)
