"""What the settlement is worth to those who work: gross gain by grade, and take-home pay after tax."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from cases.costing.basis import CostBasis
from cases.costing.engine import Costing
from cases.costing.numbers import PERCENT, ZERO, TermsFault, ratio
from cases.costing.people import Member
from cases.rates import Tax


@dataclass(frozen=True, slots=True)
class Payslip:
    """A worker's year, yuan: gross, own contributions, taxable income, income tax."""

    gross: Fraction
    contributions: Fraction
    taxable: Fraction
    tax: Fraction

    @property
    def net(self) -> Fraction:
        """What reaches the worker."""
        return self.gross - self.contributions - self.tax


@dataclass(frozen=True, slots=True)
class TakeHome:
    """A worker's year before and after the settlement (full year, one-off payments left out)."""

    worker: str
    before: Payslip
    after: Payslip

    @property
    def net_gain_month(self) -> Fraction:
        """Yuan a month more in hand."""
        return (self.after.net - self.before.net) / 12

    @property
    def gross_gain(self) -> Fraction | None:
        """Rise of gross pay as a share."""
        return ratio(self.after.gross - self.before.gross, self.before.gross)

    @property
    def net_gain(self) -> Fraction | None:
        """Rise of net pay as a share."""
        return ratio(self.after.net - self.before.net, self.before.net)


def gain_by_grade(costing: Costing) -> dict[str, Fraction]:
    """Yuan a year more, gross, for a typical member of each group and grade (full year, all in force).

    Items that reach only part of a group are left out: its typical member does not get them.
    """
    return {
        member.key: _pay(costing, member, after=True) - _pay(costing, member, after=False)
        for member in costing.basis.typical
    }


def take_home(costing: Costing, worker: str, special_deductions: Fraction | None = None) -> TakeHome:
    """The year of a listed worker, or of the typical member of a group and grade (``tech_senior``).

    ``special_deductions`` (yuan a year) takes the place of the worker's own. Raises
    :class:`~cases.costing.numbers.TermsFault` where there is no such person.
    """
    basis = costing.basis
    people = {member.key: member for member in [*basis.typical, *basis.listed]}
    if worker not in people:
        raise TermsFault("costing.terms.worker", name=worker, known=tuple(people))
    member = people[worker]
    special = member.special_deductions if special_deductions is None else special_deductions
    slips = [payslip(basis, _pay(costing, member, after=after), special) for after in (False, True)]
    return TakeHome(worker, slips[0], slips[1])


def _pay(costing: Costing, member: Member, *, after: bool) -> Fraction:
    return costing.basis.annual_pay(member, costing.after if after else costing.before)


def payslip(basis: CostBasis, gross: Fraction, special_deductions: Fraction = ZERO) -> Payslip:
    """Contributions on the bounded base, tax on the year (Individual Income Tax Law, articles 3 and 6)."""
    rates = basis.rates
    contributions = 12 * rates.insured_base(gross / 12) * rates.employee
    taxable = max(gross - contributions - Fraction(rates.tax.basic) - special_deductions, ZERO)
    return Payslip(gross, contributions, taxable, income_tax(rates.tax, taxable))


def income_tax(tax: Tax, taxable: Fraction) -> Fraction:
    """Tax on a year's taxable income by the bands and their quick deductions, yuan."""
    for band in tax.bands:
        if band.up_to is None or taxable <= band.up_to:
            return max(taxable * Fraction(band.percent) * PERCENT - Fraction(band.quick), ZERO)
    return ZERO
