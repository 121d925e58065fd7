"""How much of a domain lies in the agreement zone, and how that changes with both limits and the budget.

:func:`scoring.counting.count_zone` counts one zone exactly; here many zones of one domain are estimated fast,
from all its outcomes where they can be listed and from an even spread of them where they can't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

from cases.sides import BySide
from scoring.domain import ZERO, Bill, Ceiling, Choice, Domain
from scoring.sampling import outcomes_or_sample


@dataclass(frozen=True, slots=True)
class Zone:
    """Lawful outcomes, all or an even spread of them, as (union's utility, employer's utility, yearly cost).

    Utilities are whole numbers of 1 / ``scale``; costs are exact.
    """

    rows: tuple[tuple[int, int, Fraction], ...]
    scale: int
    exact: bool
    """Whether the rows are all the outcomes there are."""
    budget: Fraction | None
    """The most an outcome may cost; ``None`` where money does not bind."""

    def share(self, least: BySide[Fraction], budget: Fraction | None = None) -> Fraction:
        """Share of outcomes that give both sides at least ``least`` within ``budget`` (else the case's)."""
        most = self.budget if budget is None else budget
        found = sum(1 for cost in self.costs(least) if most is None or cost <= most)
        return Fraction(found, len(self.rows))

    def costs(self, least: BySide[Fraction]) -> Iterator[Fraction]:
        """What the outcomes cost that give both sides at least ``least``, in no particular order."""
        union, employer = ceil(least.union * self.scale), ceil(least.employer * self.scale)
        return (cost for own, other, cost in self.rows if own >= union and other >= employer)


def zone_of(domain: Domain) -> Zone:
    """Measure the outcomes of a domain; a domain without outcomes has a zone of one row that suits nobody."""
    choices, _, exact = outcomes_or_sample([len(part.options) for part in domain.parts])
    scale, utilities = _utilities(domain)
    cost = _coster(domain.ceiling) if domain.ceiling is not None else _free
    rows = tuple((*utilities(choice), cost(choice)) for choice in choices)
    budget = domain.ceiling.most if domain.ceiling is not None else None
    return Zone(rows or ((-scale, -scale, ZERO),), scale, exact, budget)


def _free(_: Choice) -> Fraction:
    return ZERO


def _scaled(values: Iterable[Fraction], scale: int) -> list[int]:
    return [value.numerator * (scale // value.denominator) for value in values]


def _utilities(domain: Domain) -> tuple[int, Callable[[Choice], tuple[int, int]]]:
    """A common scale and both utilities of an outcome on it; cases have no bonuses, so none are counted."""
    gains = [gain for part in domain.parts for gain in (*part.union, *part.employer)]
    scale = lcm(*(gain.denominator for gain in (*gains, domain.base.union, domain.base.employer)))
    tables = [
        list(zip(_scaled(part.union, scale), _scaled(part.employer, scale), strict=True))
        for part in domain.parts
    ]
    base = _scaled((domain.base.union, domain.base.employer), scale)

    def of(choice: Choice) -> tuple[int, int]:
        union, employer = base
        for table, option in zip(tables, choice, strict=True):
            own, other = table[option]
            union += own
            employer += other
        return union, employer

    return scale, of


def _coster(ceiling: Ceiling) -> Callable[[Choice], Fraction]:
    """The cost of an outcome, each bill put on a whole-number scale when it is first needed."""
    known: dict[Choice, tuple[int, int, Sequence[tuple[int, list[int]]]]] = {}

    def of(choice: Choice) -> Fraction:
        key = tuple(choice[part] for part in ceiling.links)
        if key not in known:
            known[key] = _whole(ceiling.bills[key])
        scale, total, rows = known[key]
        for part, row in rows:
            total += row[choice[part]]
        return Fraction(total, scale)

    return of


def _whole(bill: Bill) -> tuple[int, int, Sequence[tuple[int, list[int]]]]:
    costs = [cost for row in bill.costs.values() for cost in row]
    scale = lcm(bill.fixed.denominator, *(cost.denominator for cost in costs))
    rows = [(part, _scaled(row, scale)) for part, row in bill.costs.items()]
    return scale, _scaled((bill.fixed,), scale)[0], rows
