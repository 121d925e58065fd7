"""A case's budget as a ceiling: the run-rate cost of every option, and what changes it.

The run rate (:func:`cases.costing.run_rate`) adds up over the issues but for three things: a training levy
falls on the payroll after the rise, days of leave are backfilled at the bargained wage, and contributions
of a listed worker stop at the floor and the cap of the contribution base. The issues behind these are the
ceiling's links; once they are chosen, the rest adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod

from cases.case import Case
from cases.costing import CostBasis
from cases.costing.fast import Effect, effect_of
from cases.costing.from_case import case_bases
from cases.costing.people import Member
from cases.terms import Value
from scoring.domain import ZERO, Bill, Ceiling, Choice, Part

MOST_BILLS = 5_000
"""Links with more combinations than this are not told apart."""


def budget_ceiling(case: Case, parts: Sequence[Part]) -> tuple[Ceiling | None, bool]:
    """The smallest budget of the briefs over the run-rate cost of all firms, and whether that is exact.

    ``None`` where no brief has a budget. Inexact where listed workers' pay passes the floor or the cap of the
    contribution base and depends on too many combinations: their contributions then count in full, which is
    never too little.
    """
    budgets = [brief.budget.run_rate for _, brief in case.briefs.items() if brief.budget is not None]
    if not budgets:
        return None, True
    bases = tuple(case_bases(case).values())
    links, exact = _links(bases, parts)
    choices = product(*(range(len(parts[place].options)) for place in links))
    firms = [_Firm.of(basis, parts, links) for basis in bases]
    bills = {choice: _together([firm.bill(choice) for firm in firms]) for choice in choices}
    return Ceiling(Fraction(min(budgets)), bills, links), exact


def _links(bases: Sequence[CostBasis], parts: Sequence[Part]) -> tuple[tuple[int, ...], bool]:
    """Places of the links, and whether they are all there."""
    names = {name for basis in bases for name in (*basis.levies, *(leave.issue for leave in basis.leaves))}
    must = {place for place, part in enumerate(parts) if part.issue in names}
    may = {place for basis in bases for place in _passing_places(basis, parts)}
    if prod(len(parts[place].options) for place in must | may) <= MOST_BILLS:
        return tuple(sorted(must | may)), True
    return tuple(sorted(must)), False


def _value(part: Part, option: int) -> Value:
    value = part.options[option]
    assert isinstance(value, (str, Decimal))
    return {part.grade: value} if part.grade and isinstance(value, Decimal) else value


def _effects(basis: CostBasis, part: Part) -> list[Effect]:
    return [effect_of(basis, part.issue, _value(part, option)) for option in range(len(part.options))]


def _passing_places(basis: CostBasis, parts: Sequence[Part]) -> Iterator[int]:
    """Parts that move the pay of a listed worker who may pass the floor or the cap."""
    effects = [_effects(basis, part) for part in parts]
    for number, member in enumerate(basis.listed):
        moves = _moves(effects, number)
        if _counted(basis, member, moves) is None:
            yield from (place for place, row in enumerate(moves) if any(row))


def _counted(basis: CostBasis, member: Member, moves: Sequence[Sequence[Fraction]]) -> bool | None:
    """Whether a worker's rise draws contributions: all of it, none, or (``None``) now this, now that."""
    pay = basis.listed_pay[member.key]
    low = min(pay, pay + sum((min(row) for row in moves), ZERO))
    high = max(pay, pay + sum((max(row) for row in moves), ZERO))
    floor, cap = basis.rates.floor, basis.rates.cap
    if (floor is not None and high <= 12 * floor) or (cap is not None and low >= 12 * cap):
        return False
    if (floor is None or low >= 12 * floor) and (cap is None or high <= 12 * cap):
        return True
    return None


@dataclass(frozen=True, slots=True)
class _Firm:
    """One firm's share of the bills. ``never`` and ``passing`` are places among its listed workers.

    ``doubt`` is the most that counting other workers' rises in full may leave out (where a rise is a cut).
    """

    basis: CostBasis
    effects: Sequence[Sequence[Effect]]
    terms: Mapping[int, Sequence[tuple[str, Value]]]
    links: tuple[int, ...]
    never: tuple[int, ...]
    passing: tuple[int, ...]
    doubt: Fraction

    @classmethod
    def of(cls, basis: CostBasis, parts: Sequence[Part], links: tuple[int, ...]) -> _Firm:
        effects = [_effects(basis, part) for part in parts]
        terms = {
            place: [
                (parts[place].issue, _value(parts[place], option)) for option in range(len(effects[place]))
            ]
            for place in links
        }
        never, passing, doubt = [], [], ZERO
        for number, member in enumerate(basis.listed):
            moves = _moves(effects, number)
            counted = _counted(basis, member, moves)
            if counted is False:
                never.append(number)
            elif counted is None and all(place in links for place, row in enumerate(moves) if any(row)):
                passing.append(number)
            elif counted is None:
                cut = sum((min(row) for row in moves), ZERO)
                doubt += basis.rates.insured * member.heads * max(-cut, ZERO)
        return cls(basis, effects, terms, links, tuple(never), tuple(passing), doubt)

    def bill(self, choice: Choice) -> Bill:
        """The firm's costs once the options of the links are chosen."""
        basis, rates = self.basis, self.basis.rates
        terms = dict(self.terms[place][option] for place, option in zip(self.links, choice, strict=True))
        levy = basis.levy(terms)
        factor = 1 + rates.insured + rates.union_fee + levy
        days = [basis.days(leave.issue, terms) for leave in basis.leaves]
        fixed = (levy - basis.levy_now) * basis.payroll - self._uncounted(choice) + self.doubt
        for leave, count, cost in zip(basis.leaves, days, basis.day_costs, strict=True):
            fixed += factor * (count * cost - basis.baseline.lines[leave.issue])
        costs = {
            place: row
            for place, effects in enumerate(self.effects)
            if any(row := tuple(self._cost(effect, factor, days) for effect in effects))
        }
        return Bill(fixed, costs)

    def _cost(self, effect: Effect, factor: Fraction, days: Sequence[Fraction]) -> Fraction:
        rise = effect.pay
        for count, worth in zip(days, effect.leave, strict=False):
            rise += count * worth
        saved = sum(
            (self._share(number) * effect.listed[number] for number in self.never if effect.listed), ZERO
        )
        return factor * rise + effect.other - saved

    def _share(self, number: int) -> Fraction:
        """Contributions on each yuan of a listed worker's pay, over all who earn the same."""
        return self.basis.rates.insured * self.basis.listed[number].heads

    def _uncounted(self, choice: Choice) -> Fraction:
        """Contributions not due on rises that pass the floor or the cap (:func:`insured_rise`)."""
        saved = ZERO
        for number in self.passing:
            member = self.basis.listed[number]
            chosen = [self.effects[place][option] for place, option in zip(self.links, choice, strict=True)]
            own = sum((effect.listed[number] for effect in chosen if effect.listed), ZERO)
            pay = self.basis.listed_pay[member.key]
            base = self.basis.rates.insured_base
            saved += self._share(number) * (own - 12 * (base((pay + own) / 12) - base(pay / 12)))
        return saved


def _moves(effects: Sequence[Sequence[Effect]], number: int) -> list[list[Fraction]]:
    """By part and option: the rise of a listed worker's yearly pay."""
    return [[effect.listed[number] if effect.listed else ZERO for effect in row] for row in effects]


def _together(bills: Sequence[Bill]) -> Bill:
    """The firms' bills added up."""
    if len(bills) == 1:
        return bills[0]
    costs: dict[int, tuple[Fraction, ...]] = {}
    for bill in bills:
        for place, row in bill.costs.items():
            known = costs.get(place)
            costs[place] = row if known is None else tuple(map(Fraction.__add__, known, row))
    return Bill(sum((bill.fixed for bill in bills), ZERO), costs)
