"""Drivers made ready: what one unit of an issue's value costs, and whose pay it moves.

Everything the engine needs of an issue is worked out here once for a firm, so that costing a draft is a
few multiplications.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from cases import drivers as d
from cases.costing.numbers import PERCENT, ZERO, TermsFault, exact
from cases.costing.people import Crew, Member, Reach
from cases.terms import Value

Parts: TypeAlias = Mapping[str, Fraction]
"""An issue's value as numbers: one under ``""``, or one for each skill grade."""


class Timing(Enum):
    """When an item falls due within year one."""

    MONTHLY = "monthly"
    SEASON = "season"
    WHOLE = "whole"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Item:
    """One scalar part of an issue: yuan a year for each unit of its value.

    ``run`` is the cost itself and ``overtime`` its flow into overtime pay; ``month`` is the rise of the mean
    monthly pay of each group; ``member`` the rise of one member's yearly pay.
    """

    issue: str
    part: str
    run: Fraction
    in_payroll: bool
    member: Callable[[Member], Fraction]
    month: Mapping[str, Fraction]
    overtime: Fraction = ZERO
    timing: Timing = Timing.MONTHLY
    season: tuple[int, ...] = ()

    @property
    def whole(self) -> Fraction:
        """Yuan a year for each unit, overtime included."""
        return self.run + self.overtime


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave days: yuan for each day and each yuan of a group's mean monthly pay."""

    issue: str
    weights: Mapping[str, Fraction]


def read_value(issue: str, driver: d.CostDriver, value: Value | None) -> Parts:
    """The value as numbers. A choice becomes its yuan; ``None`` is zero.

    Raises :class:`TermsFault` where the value is of the wrong kind or no choice of the issue.
    """
    if value is None:
        return {}
    if isinstance(driver, d.PerOption):
        if not isinstance(value, str) or value not in driver.yuan:
            raise TermsFault("costing.terms.choice", issue=issue, choices=tuple(driver.yuan))
        return {"": Fraction(driver.yuan[value])}
    if isinstance(driver, d.GradeAllowance):
        if not isinstance(value, Mapping):
            raise TermsFault("costing.terms.grades", issue=issue)
        return {str(grade): _number(issue, number) for grade, number in value.items()}
    return {"": _number(issue, value)}


def _number(issue: str, value: Value) -> Fraction:
    try:
        return exact(value)  # type: ignore[arg-type]  # mappings are refused there
    except ValueError:
        raise TermsFault("costing.terms.number", issue=issue) from None


def leave_of(
    issue: str,
    driver: d.LeaveDays,
    groups: Mapping[str, Crew],
    counts: Mapping[str, Decimal],
    pay_days: Fraction,
) -> Leave:
    """Backfilled leave: heads x share backfilled x premium, at a day's pay (month pay / pay days)."""
    each = Fraction(driver.backfill_percent) * PERCENT * Fraction(driver.premium) / pay_days
    reach = Reach.of(driver, groups, counts)
    return Leave(issue, {name: heads * each for name, heads in reach.heads.items()})


def items_of(
    issue: str, driver: d.CostDriver, groups: Mapping[str, Crew], counts: Mapping[str, Decimal]
) -> Sequence[Item]:
    """The items of an issue in a firm; none for drivers that move no money of their own."""
    match driver:
        case d.PerOption():
            timing = Timing.ONCE if driver.one_off else Timing.MONTHLY
            return [_firm_wide(issue, driver.in_payroll, timing)]
        case d.AnnualSum():
            return [_firm_wide(issue, driver.in_payroll, Timing.MONTHLY)]
        case d.GradeAllowance():
            return _grade_items(issue, driver, groups)
        case d.Covered():
            return _covered_items(issue, driver, groups, Reach.of(driver, groups, counts), counts)
        case _:
            return []


def _firm_wide(issue: str, in_payroll: bool, timing: Timing) -> Item:
    """Yuan for the firm as a whole, which no single worker's pay shows."""
    return Item(issue, "", Fraction(1), in_payroll, lambda _: ZERO, {}, timing=timing)


def _grade_items(issue: str, driver: d.GradeAllowance, groups: Mapping[str, Crew]) -> list[Item]:
    reached = [crew for crew in groups.values() if not driver.groups or crew.id in driver.groups]
    names = {crew.id for crew in reached}
    grades = dict.fromkeys(grade for crew in reached for grade in crew.grades)

    def item(grade: str) -> Item:
        heads = {crew.id: crew.grades.get(grade, ZERO) for crew in reached}
        month = {crew.id: heads[crew.id] / crew.heads for crew in reached if crew.heads}

        def gain(member: Member) -> Fraction:
            return Fraction(12) if member.grade == grade and member.crew.id in names else ZERO

        return Item(issue, grade, 12 * sum(heads.values(), ZERO), True, gain, month)

    return [item(grade) for grade in grades]


Each: TypeAlias = Callable[[Member], Fraction]


def _covered_items(
    issue: str,
    driver: d.Covered,
    groups: Mapping[str, Crew],
    reach: Reach,
    counts: Mapping[str, Decimal],
) -> list[Item]:
    match driver:
        case d.BasePct():
            return [_base(issue, reach, groups, driver.overtime, lambda base: base * PERCENT)]
        case d.BaseFlat():
            return [_base(issue, reach, groups, driver.overtime, lambda _: Fraction(1))]
        case d.PieceRate():
            return [_pieces(issue, reach, groups)]
        case d.MonthlyAllowance():
            yearly = 12 * Fraction(driver.times_per_month)
            return [_per_head(issue, reach, groups, yearly, in_payroll=driver.in_payroll)]
        case d.SeasonalAllowance():
            return [_seasonal(issue, driver, reach, groups)]
        case d.Event():
            timing = Timing.WHOLE if driver.whole_in_year_one else Timing.MONTHLY
            return [
                _per_head(issue, reach, groups, Fraction(driver.unit_cost), in_payroll=False, timing=timing)
            ]
        case d.LumpSum():
            return [
                _per_head(issue, reach, groups, Fraction(1), in_payroll=driver.in_payroll, timing=Timing.ONCE)
            ]
        case d.PerUnitFee():
            return [_fee(issue, driver, reach, groups, counts)]
        case _:
            return []


def _base(
    issue: str, reach: Reach, groups: Mapping[str, Crew], overtime: bool, rise: Callable[[Fraction], Fraction]
) -> Item:
    """A rise of base pay: ``rise`` gives the yuan a month that one unit adds to a base; overtime follows."""
    run, flow, month = ZERO, ZERO, {}
    for crew, heads in reach.crews(groups):
        step = rise(crew.pay.base)
        onto = step * crew.pay.overtime_share if overtime else ZERO
        run += 12 * heads * step
        flow += 12 * heads * onto
        month[crew.id] = (step + onto) * heads / crew.heads if crew.heads else ZERO

    def gain(member: Member) -> Fraction:
        if not reach.includes(member, issue):
            return ZERO
        share = member.pay.overtime_share if overtime else ZERO
        return 12 * rise(member.pay.base) * (1 + share)

    return Item(issue, "", run, True, gain, month, overtime=flow)


def _pieces(issue: str, reach: Reach, groups: Mapping[str, Crew]) -> Item:
    """Pieces at the piece price; in overtime by their multiple (Interim Wage Payment Rules, art. 13)."""
    run = sum((12 * heads * crew.pay.volume for crew, heads in reach.crews(groups)), ZERO)
    month = {
        crew.id: heads * crew.pay.volume / crew.heads for crew, heads in reach.crews(groups) if crew.heads
    }
    return Item(
        issue, "", run, True, lambda m: 12 * m.pay.volume if reach.includes(m, issue) else ZERO, month
    )


def _per_head(
    issue: str,
    reach: Reach,
    groups: Mapping[str, Crew],
    yearly: Fraction,
    *,
    in_payroll: bool,
    timing: Timing = Timing.MONTHLY,
    season: tuple[int, ...] = (),
) -> Item:
    """``yearly`` yuan for each head reached and each unit."""
    month = {}
    if in_payroll and timing is Timing.MONTHLY:
        month = {c.id: heads * yearly / 12 / c.heads for c, heads in reach.crews(groups) if c.heads}
    in_cash = yearly if in_payroll else ZERO
    return Item(
        issue,
        "",
        yearly * reach.total,
        in_payroll,
        lambda member: in_cash if reach.includes(member, issue) else ZERO,
        month,
        timing=timing,
        season=season,
    )


def _seasonal(issue: str, driver: d.SeasonalAllowance, reach: Reach, groups: Mapping[str, Crew]) -> Item:
    return _per_head(
        issue,
        reach,
        groups,
        Fraction(len(driver.months)),
        in_payroll=driver.in_payroll,
        timing=Timing.SEASON,
        season=driver.months,
    )


def _fee(
    issue: str,
    driver: d.PerUnitFee,
    reach: Reach,
    groups: Mapping[str, Crew],
    counts: Mapping[str, Decimal],
) -> Item:
    """Yuan a unit on the firm's whole volume, shared by heads among the groups reached."""
    named = driver.units_per_month
    units = Fraction(counts.get(named, Decimal(0)) if isinstance(named, str) else named)
    total = reach.total
    head = units / total if total and driver.in_payroll else ZERO
    month = {c.id: head * heads / c.heads for c, heads in reach.crews(groups) if c.heads}
    return Item(
        issue,
        "",
        12 * units,
        driver.in_payroll,
        lambda member: 12 * head if reach.includes(member, issue) else ZERO,
        month,
    )
