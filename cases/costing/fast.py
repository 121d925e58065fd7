"""The run rate alone, quickly: what a composer or an opponent asks for with every draft.

An issue's effect at a value is worked out once and kept; a draft is then a handful of sums. The result equals
``cost(...).totals.run.total`` exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases.costing.basis import CostBasis
from cases.costing.engine import insured_rise
from cases.costing.items import Timing
from cases.costing.numbers import ZERO, TermsFault
from cases.terms import Terms, Value

_KEPT = 20_000
"""Effects kept for a firm before the store is emptied."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One issue at one value, in yuan a year: on the payroll, off it, and on what else follows pay.

    ``leave`` is the rise of one day's cost for each leave item of the basis, ``listed`` the rise of each
    listed worker's pay; either is empty where nothing rises.
    """

    pay: Fraction
    other: Fraction
    leave: tuple[Fraction, ...]
    listed: tuple[Fraction, ...]


def run_rate(basis: CostBasis, terms: Terms) -> Fraction:
    """Yuan a year that ``terms`` add to the employer's cost with everything in force."""
    rates, baseline = basis.rates, basis.baseline
    rise = other = ZERO
    effects = [effect_of(basis, name, value) for name, value in terms.items()]
    for effect in effects:
        rise += effect.pay
        other += effect.other
    for place, leave in enumerate(basis.leaves):
        day = basis.day_costs[place]
        for effect in effects:
            if effect.leave:
                day += effect.leave[place]
        rise += basis.days(leave.issue, terms) * day - baseline.lines[leave.issue]
    levy = basis.levy(terms)
    worth = rates.insured * rise
    if basis.listed and (rates.floor is not None or rates.cap is not None):
        raises = [
            sum((effect.listed[place] for effect in effects if effect.listed), ZERO)
            for place in range(len(basis.listed))
        ]
        worth = insured_rise(basis, rise, raises)
    payroll = basis.payroll
    fund = levy * (payroll + rise) - basis.levy_now * payroll
    return rise + worth + rates.union_fee * rise + fund + other


def delta_cost(basis: CostBasis, terms_a: Terms, terms_b: Terms) -> Fraction:
    """Run-rate cost of ``terms_b`` less that of ``terms_a``, yuan a year."""
    return run_rate(basis, terms_b) - run_rate(basis, terms_a)


def within_budget(basis: CostBasis, terms: Terms, ceiling: Decimal | Fraction) -> bool:
    """Whether the run-rate cost stays at or under a mandate's ``ceiling``, yuan a year."""
    return run_rate(basis, terms) <= ceiling


def headroom(basis: CostBasis, terms: Terms, ceiling: Decimal | Fraction) -> Fraction:
    """Yuan a year left under a mandate's ``ceiling``; negative where the terms break it."""
    return Fraction(ceiling) - run_rate(basis, terms)


def effect_of(basis: CostBasis, name: str, value: Value) -> Effect:
    """What one issue's value moves in a firm, worked out once and kept. Grades left out stay as they are.

    Raises :class:`TermsFault` where the issue is unknown or the value is of the wrong kind.
    """
    shown = tuple(sorted(value.items())) if isinstance(value, dict) else value
    key = (name, type(value), shown)
    kept = basis.cache.get(key)
    if isinstance(kept, Effect):
        return kept
    if name not in basis.issues:
        raise TermsFault("costing.terms.issue", issue=name, known=tuple(basis.issues))
    if len(basis.cache) >= _KEPT:
        basis.cache.clear()
    found = basis.cache[key] = _work_out(basis, name, value)
    return found


def _work_out(basis: CostBasis, name: str, value: Value) -> Effect:
    pay = other = ZERO
    leave = [ZERO] * len(basis.leaves)
    listed = [ZERO] * len(basis.listed)
    items = basis.items[name]
    after = basis.parts(name, value) if items else {}
    before = basis.references[name]
    for item in items:
        delta = after.get(item.part, ZERO) - before.get(item.part, ZERO)
        if item.timing is Timing.ONCE or not delta:
            continue
        if not item.in_payroll:
            other += delta * item.run
            continue
        pay += delta * item.whole
        for place, day in enumerate(basis.leaves):
            worth = (day.weights.get(group, ZERO) * each for group, each in item.month.items())
            leave[place] += delta * sum(worth, ZERO)
        for place, member in enumerate(basis.listed):
            listed[place] += delta * item.member(member)
    return Effect(pay, other, tuple(leave) if any(leave) else (), tuple(listed) if any(listed) else ())
