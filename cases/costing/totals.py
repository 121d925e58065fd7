"""The sums of a costing, which add up over firms, and the figures read off them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cases.costing.numbers import ONE, ZERO, ratio


@dataclass(frozen=True, slots=True)
class Bill:
    """What a settlement adds to the employer's cost over some time, yuan.

    ``insured`` is the part of ``roll_up`` that follows the contribution base (social insurance and housing
    fund) and so starts only when that base is next reset.
    """

    pay_increase: Fraction = ZERO
    roll_up: Fraction = ZERO
    training_fund: Fraction = ZERO
    non_payroll: Fraction = ZERO
    insured: Fraction = ZERO

    @property
    def total(self) -> Fraction:
        """The whole bill."""
        return self.pay_increase + self.roll_up + self.training_fund + self.non_payroll

    @property
    def total_with_base_lag(self) -> Fraction:
        """The bill while contributions are still paid on the old base."""
        return self.total - self.insured

    def __add__(self, other: Bill) -> Bill:
        return Bill(
            self.pay_increase + other.pay_increase,
            self.roll_up + other.roll_up,
            self.training_fund + other.training_fund,
            self.non_payroll + other.non_payroll,
            self.insured + other.insured,
        )


@dataclass(frozen=True, slots=True)
class Books:
    """The firm's year and what the run rate does to it: yuan, except ``units`` of output.

    ``after_tax`` is the run rate net of corporate income tax; ``filled`` the run rate with pay-linked items
    paid only for filled posts; ``inflation`` the payroll times the rise of consumer prices.
    """

    revenue: Fraction
    operating_profit: Fraction
    units: Fraction | None
    after_tax: Fraction
    filled: Fraction
    inflation: Fraction

    def __add__(self, other: Books) -> Books:
        units = None if self.units is None or other.units is None else self.units + other.units
        return Books(
            self.revenue + other.revenue,
            self.operating_profit + other.operating_profit,
            units,
            self.after_tax + other.after_tax,
            self.filled + other.filled,
            self.inflation + other.inflation,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """A settlement's money for one firm or several together.

    ``rated`` is payroll times the employer's on-cost rate, ``labour_cost`` the cost of labour before the
    settlement (payroll, on-cost and training), ``backfill`` the pay for backfilled leave before and after.
    """

    heads: Fraction
    payroll: Fraction
    rated: Fraction
    labour_cost: Fraction
    backfill_before: Fraction
    backfill_after: Fraction
    run: Bill
    year_one: Bill
    once: Bill
    books: Books | None

    def __add__(self, other: Totals) -> Totals:
        both = self.books is not None and other.books is not None
        return Totals(
            self.heads + other.heads,
            self.payroll + other.payroll,
            self.rated + other.rated,
            self.labour_cost + other.labour_cost,
            self.backfill_before + other.backfill_before,
            self.backfill_after + other.backfill_after,
            self.run + other.run,
            self.year_one + other.year_one,
            self.once + other.once,
            self.books + other.books if both and self.books and other.books else None,
        )

    @property
    def payroll_after(self) -> Fraction:
        """Payroll with the settlement in force all year."""
        return self.payroll + self.run.pay_increase

    @property
    def labour_cost_after(self) -> Fraction:
        """Cost of labour with the settlement in force all year."""
        return self.labour_cost + self.run.total

    @property
    def average_month(self) -> Fraction | None:
        """Mean pay of a head and month before the settlement, yuan."""
        return ratio(self.payroll / 12, self.heads)

    @property
    def roll_up_rate(self) -> Fraction | None:
        """Employer's on-cost for one yuan of pay, without training."""
        return ratio(self.rated, self.payroll)

    @property
    def pay_increase_share(self) -> Fraction | None:
        """Pay increase over payroll: the percentage a union quotes."""
        return ratio(self.run.pay_increase, self.payroll)

    @property
    def run_rate_share(self) -> Fraction | None:
        """Run-rate cost over payroll: the percentage an employer quotes."""
        return ratio(self.run.total, self.payroll)

    @property
    def multiplier(self) -> Fraction | None:
        """Run-rate cost for one yuan of pay increase."""
        return ratio(self.run.total, self.run.pay_increase)

    @property
    def year_one_share(self) -> Fraction | None:
        """Year one over the run rate."""
        return ratio(self.year_one.total, self.run.total)

    @property
    def unit_cost_change(self) -> Fraction | None:
        """Rise of unit labour cost at equal output; also the productivity rise that would pay for it."""
        change = ratio(self.labour_cost_after, self.labour_cost)
        return None if change is None else change - ONE

    def unit_cost(self, cost: Fraction) -> Fraction | None:
        """Labour cost of a unit of output, yuan."""
        units = self.books.units if self.books else None
        return ratio(cost, units) if units else None

    def revenue_share(self, amount: Fraction) -> Fraction | None:
        """``amount`` over revenue."""
        return ratio(amount, self.books.revenue) if self.books else None

    def margin(self, cost: Fraction = ZERO) -> Fraction | None:
        """Operating margin after ``cost``."""
        return self.revenue_share(self.books.operating_profit - cost) if self.books else None

    @property
    def cash_rise(self) -> Fraction | None:
        """Average rise of pay in hand: pay for backfilling others' leave is left out."""
        after = self.payroll_after - self.backfill_after
        change = ratio(after, self.payroll - self.backfill_before)
        return None if change is None else change - ONE

    @property
    def real_rise(self) -> Fraction | None:
        """The cash rise in last year's prices: a quotient, not a difference."""
        cash = self.cash_rise
        prices = ratio(self.books.inflation, self.payroll) if self.books else None
        return None if cash is None or prices is None else (1 + cash) / (1 + prices) - ONE
