"""Was a stated cost figure right, and if not, which usual slip explains it?

The slips are the ones costing courses warn of. Each is worked out as the figure it would lead to; a stated
figure that is wrong but meets one of them is put down to that slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from cases.costing.compounding import total_rise
from cases.costing.engine import OVERTIME_LINE, Costing
from cases.costing.items import Timing
from cases.costing.numbers import ONE, PERCENT, ZERO, ratio
from cases.costing.totals import Bill
from cases.messages import Message, message
from cases.rounding import rounded


class Quantity(StrEnum):
    """What a stated figure claims to be: yuan a year, or per cent where the name says so."""

    RUN_RATE = "run_rate"
    YEAR_ONE = "year_one"
    PAY_INCREASE = "pay_increase"
    TRAINING_FUND = "training_fund"
    FILLED_POSTS = "filled_posts"
    EMPLOYER_PERCENT = "employer_percent"
    UNION_PERCENT = "union_percent"
    REAL_RISE_PERCENT = "real_rise_percent"
    TOTAL_RISE_PERCENT = "total_rise_percent"


class Confusion(StrEnum):
    """The usual slips."""

    YEAR_ONE_AS_ANNUAL = "year_one_as_annual"
    ANNUAL_AS_YEAR_ONE = "annual_as_year_one"
    NO_ROLL_UP = "no_roll_up"
    ROLL_UP_INCLUDED = "roll_up_included"
    NO_OVERTIME = "no_overtime"
    SEASON_PRORATED = "season_prorated"
    OLD_TRAINING_BASE = "old_training_base"
    PERCENT_FOR_POINTS = "percent_for_points"
    OTHER_PERCENT = "other_percent"
    EMPLOYEE_SHARE = "employee_share"
    IN_KIND_ROLL_UP = "in_kind_roll_up"
    BOUNDS_IGNORED = "bounds_ignored"
    BASE_LAG = "base_lag"
    VACANCIES_IGNORED = "vacancies_ignored"
    UNWEIGHTED_MEAN = "unweighted_mean"
    CPI_SUBTRACTED = "cpi_subtracted"
    RATES_ADDED = "rates_added"


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as someone stated it. Trailing zeros count as rounding: 1,720,000 may stand for 1,717,616."""

    value: Decimal
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict: right, or wrong with the slip that explains it (``None`` if none does).

    ``expected`` is the true figure in the unit of the quantity, ``None`` where the firm's data do not yield
    it. ``message`` says it all in a sentence.
    """

    right: bool
    expected: Fraction | None
    confusion: Confusion | None
    message: Message


Slip: TypeAlias = tuple[Confusion, Fraction | None]


def stated_cost_check(stated: Stated, costing: Costing) -> Finding:
    """Compare a stated figure with the costing it speaks of."""
    truth = _truth(stated.quantity, costing)
    return _judge(stated, truth, list(_slips(stated.quantity, costing)))


def stated_rise_check(stated: Decimal, percents: Sequence[Decimal]) -> Finding:
    """Compare a stated total rise in per cent with yearly rises that compound."""
    added = sum((Fraction(each) for each in percents), ZERO)
    claim = Stated(stated, Quantity.TOTAL_RISE_PERCENT)
    return _judge(claim, total_rise(percents) * 100, [(Confusion.RATES_ADDED, added)])


def tolerance(stated: Decimal, truth: Fraction) -> Fraction:
    """How far a stated figure may lie off: half of its last digit, at least 1/10000 and at most 1 %."""
    shown = stated.normalize()
    exponent = int(shown.as_tuple().exponent) if shown.is_finite() else 0
    half = Fraction(10) ** max(min(exponent, 12), -12) / 2
    size = abs(truth)
    return min(max(half, size / 10_000), size * PERCENT) if size else half


def _judge(stated: Stated, truth: Fraction | None, slips: Sequence[Slip]) -> Finding:
    if truth is None:
        return Finding(False, None, None, message("costing.check.unknown"))
    said = Fraction(stated.value)
    places = {"stated": rounded(said, 2), "expected": rounded(truth, 2)}
    if abs(said - truth) <= tolerance(stated.value, truth):
        return Finding(True, truth, None, message("costing.check.right", **places))
    near = [
        (abs(said - wrong), place, slip)
        for place, (slip, wrong) in enumerate(slips)
        if wrong is not None and abs(said - wrong) <= tolerance(stated.value, wrong)
    ]
    if not near:
        return Finding(False, truth, None, message("costing.check.unexplained", **places))
    slip = min(near)[2]
    return Finding(False, truth, slip, message(f"costing.check.{slip}", **places))


def _truth(quantity: Quantity, costing: Costing) -> Fraction | None:
    totals = costing.totals
    shares = {
        Quantity.EMPLOYER_PERCENT: totals.run_rate_share,
        Quantity.UNION_PERCENT: totals.pay_increase_share,
        Quantity.REAL_RISE_PERCENT: totals.real_rise,
    }
    if quantity in shares:
        return _percent(shares[quantity])
    amounts = {
        Quantity.RUN_RATE: totals.run.total,
        Quantity.YEAR_ONE: totals.year_one.total,
        Quantity.PAY_INCREASE: totals.run.pay_increase,
        Quantity.TRAINING_FUND: totals.run.training_fund,
        Quantity.FILLED_POSTS: totals.books.filled if totals.books else None,
    }
    return amounts.get(quantity)


def _slips(quantity: Quantity, costing: Costing) -> Iterator[Slip]:
    totals = costing.totals
    match quantity:
        case Quantity.RUN_RATE:
            yield Confusion.YEAR_ONE_AS_ANNUAL, totals.year_one.total
            yield from _bill_slips(costing, totals.run, totals.payroll, "run")
        case Quantity.YEAR_ONE:
            yield Confusion.ANNUAL_AS_YEAR_ONE, totals.run.total
            yield Confusion.SEASON_PRORATED, totals.year_one.total + _season_error(costing)
            yield Confusion.SEASON_PRORATED, totals.run.total * costing.in_force.of_year
            yield Confusion.BASE_LAG, totals.year_one.total_with_base_lag
            yield from _bill_slips(costing, totals.year_one, costing.payroll_in_force, "year_one")
        case Quantity.PAY_INCREASE:
            yield Confusion.NO_OVERTIME, totals.run.pay_increase - _overtime(costing, "run")
            yield Confusion.YEAR_ONE_AS_ANNUAL, totals.year_one.pay_increase
            yield Confusion.ROLL_UP_INCLUDED, totals.run.total
            yield Confusion.ROLL_UP_INCLUDED, totals.run.pay_increase + totals.run.roll_up
        case Quantity.TRAINING_FUND:
            yield from _training_slips(costing, ZERO, totals.payroll)
            yield Confusion.YEAR_ONE_AS_ANNUAL, totals.year_one.training_fund
        case Quantity.FILLED_POSTS:
            yield Confusion.VACANCIES_IGNORED, totals.run.total
        case _:
            yield from _percent_slips(quantity, costing)


def _percent_slips(quantity: Quantity, costing: Costing) -> Iterator[Slip]:
    totals = costing.totals
    if quantity is Quantity.REAL_RISE_PERCENT and totals.books and totals.cash_rise is not None:
        prices = ratio(totals.books.inflation, totals.payroll) or ZERO
        yield Confusion.CPI_SUBTRACTED, _percent(totals.cash_rise - prices)
    if quantity is Quantity.EMPLOYER_PERCENT:
        yield Confusion.OTHER_PERCENT, _percent(totals.pay_increase_share)
        yield Confusion.YEAR_ONE_AS_ANNUAL, _percent(ratio(totals.year_one.total, totals.payroll))
    if quantity is Quantity.UNION_PERCENT:
        yield Confusion.OTHER_PERCENT, _percent(totals.run_rate_share)
        without = totals.run.pay_increase - _overtime(costing, "run")
        yield Confusion.NO_OVERTIME, _percent(ratio(without, totals.payroll))
        yield Confusion.UNWEIGHTED_MEAN, _percent(_unweighted(costing))


def _bill_slips(costing: Costing, bill: Bill, payroll: Fraction, when: str) -> Iterator[Slip]:
    """Slips that spoil a whole bill, for the run rate and for year one alike."""
    rates = costing.basis.rates
    rise = bill.pay_increase
    loaded = ONE + rates.roll_up + costing.levy_after
    yield Confusion.NO_ROLL_UP, bill.total - bill.roll_up
    yield Confusion.NO_ROLL_UP, rise + bill.non_payroll
    yield Confusion.NO_ROLL_UP, rise
    yield Confusion.NO_OVERTIME, bill.total - _overtime(costing, when) * loaded
    yield from _training_slips(costing, bill.total - bill.training_fund, payroll)
    yield Confusion.EMPLOYEE_SHARE, bill.total + rates.employee * rise
    yield Confusion.IN_KIND_ROLL_UP, bill.total + rates.roll_up * bill.non_payroll
    yield Confusion.BOUNDS_IGNORED, bill.total - bill.insured + rates.insured * rise


def _training_slips(costing: Costing, rest: Fraction, payroll: Fraction) -> Iterator[Slip]:
    """The fund on the old payroll only; and a rise of half a point taken for half a per cent of the fund."""
    points = costing.levy_after - costing.levy_before
    yield Confusion.OLD_TRAINING_BASE, rest + points * payroll
    yield Confusion.PERCENT_FOR_POINTS, rest + points * costing.levy_before * payroll


def _overtime(costing: Costing, when: str) -> Fraction:
    lines = (line for line in costing.lines if line.key == OVERTIME_LINE)
    return sum((getattr(line, when) for line in lines), ZERO)


def _season_error(costing: Costing) -> Fraction:
    """What year one would gain or lose if seasonal pay were counted by twelfths."""
    basis, in_force = costing.basis, costing.in_force
    loaded = ONE + basis.rates.roll_up + costing.levy_after
    error = ZERO
    for change in costing.changes:
        if change.item.timing is Timing.SEASON:
            off = change.delta * change.item.run * (in_force.of_year - change.share)
            error += off * (loaded if change.item.in_payroll else ONE)
    points = costing.levy_after - costing.levy_before
    for months, amount in basis.baseline.seasonal.items():
        error += points * amount * (in_force.of_year - in_force.of_season(months))
    return error


def _unweighted(costing: Costing) -> Fraction | None:
    """The mean of the groups' and grades' own rises, each counted once whatever its heads."""
    rises = []
    for member in costing.basis.typical:
        before = costing.basis.annual_pay(member, costing.before)
        after = costing.basis.annual_pay(member, costing.after)
        if before:
            rises.append(after / before - ONE)
    return ratio(sum(rises, ZERO), Fraction(len(rises)))


def _percent(share: Fraction | None) -> Fraction | None:
    return None if share is None else share * 100
