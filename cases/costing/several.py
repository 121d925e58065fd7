"""Several employers on one side: each firm's costing and all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add

from cases.costing.basis import CostBasis
from cases.costing.engine import Costing, Line, cost
from cases.costing.numbers import ZERO
from cases.costing.totals import Totals
from cases.terms import Terms


@dataclass(frozen=True, slots=True)
class Joint:
    """One costing for each firm, by id, in the order given."""

    each: Mapping[str, Costing]

    @property
    def totals(self) -> Totals:
        """The firms' sums added up; rates read off them are weighted by payroll."""
        return reduce(add, (costing.totals for costing in self.each.values()))

    @property
    def over_term(self) -> Fraction:
        """Cost over the whole term in full years, yuan."""
        return sum((costing.over_term for costing in self.each.values()), ZERO)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Pay lines added up by issue."""
        return _added([costing.lines for costing in self.each.values()])

    @property
    def other_lines(self) -> tuple[Line, ...]:
        """Lines outside the payroll added up by issue."""
        return _added([costing.other_lines for costing in self.each.values()])


def cost_all(bases: Mapping[str, CostBasis], terms: Terms) -> Joint:
    """Cost the same terms in every firm; ``bases`` must hold at least one."""
    if not bases:
        raise ValueError("bases")
    return Joint({name: cost(basis, terms) for name, basis in bases.items()})


def _added(tables: list[tuple[Line, ...]]) -> tuple[Line, ...]:
    run: dict[str, Fraction] = {}
    first: dict[str, Fraction] = {}
    for line in (line for table in tables for line in table):
        run[line.key] = run.get(line.key, ZERO) + line.run
        first[line.key] = first.get(line.key, ZERO) + line.year_one
    return tuple(Line(key, run[key], first[key]) for key in run)
