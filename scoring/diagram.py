"""A domain laid out as a layered graph: one layer for each part, states where constraints are still open.

Without constraints every layer has one state and its arcs are the part's options. A constraint that ties
parts together (an exclusive pair, a bonus, a floor over several parts, a price that depends on another part)
splits the layers between its first and its last part into states that remember just what it needs. Within a
state everything adds up again, so merging and counting need to know no constraints (a decision diagram, as
in Bergman, Cire, van Hoeve and Hooker 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple, TypeAlias

from cases.sides import BySide
from scoring.domain import ZERO, Ceiling, Domain, Part
from scoring.trackers import Paying, State, Tracker, trackers

MOST_ARCS = 500_000
"""A domain whose constraints need more arcs than this is refused."""


class Arc(NamedTuple):
    """One option from one state: where it leads, and what it adds in the diagram's whole units."""

    option: int
    to: int
    union: int
    employer: int
    cost: int


States: TypeAlias = tuple[State, ...]
"""What every constraint remembers."""

Layer: TypeAlias = list[list[Arc]]
"""For each state that a layer starts from, its arcs."""


class TooLinkedError(ValueError):
    """The constraints tie so many parts together that the domain cannot be laid out."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """The layered graph of a domain, in whole numbers.

    ``order`` names the part of each layer. A utility is its number over ``scale`` and starts from ``base``.
    ``ceiling`` bounds the sum of the arcs' costs; ``None`` where money does not matter. The last layer leads
    to state 0; a domain with no permitted outcome may have layers without arcs.
    """

    domain: Domain
    order: tuple[int, ...]
    layers: tuple[Layer, ...]
    scale: int
    base: BySide[int]
    reservation: BySide[int]
    ceiling: int | None

    def choice(self, options: Sequence[int]) -> tuple[int, ...]:
        """Options in layer order as an outcome in the order of the parts."""
        placed = dict(zip(self.order, options, strict=True))
        return tuple(placed[part] for part in range(len(self.order)))


def lay_out(domain: Domain) -> Diagram:
    """The diagram of a domain. Raises :class:`TooLinkedError` where it would be too large."""
    rules = trackers(domain)
    order = _order(domain, rules)
    scale, cost_scale = _scale(domain), _cost_scale(domain)
    layers = _layers(_Draft(domain, rules, order, scale, cost_scale))
    ceiling = None if domain.ceiling is None else _whole_units(domain.ceiling, cost_scale)
    return Diagram(
        domain=domain,
        order=order,
        layers=layers,
        scale=scale,
        base=domain.base.map(lambda start: int(start * scale)),
        reservation=domain.reservation.map(lambda least: int(least * scale)),
        ceiling=ceiling,
    )


def _whole_units(ceiling: Ceiling, cost_scale: int) -> int:
    """The most in whole units, rounded down (costs are whole), less what no part moves."""
    most = ceiling.most * cost_scale // 1
    return most - (0 if ceiling.links else int(ceiling.bills[()].fixed * cost_scale))


def _scale(domain: Domain) -> int:
    """The common denominator of everything that enters a utility."""
    numbers = [*domain.reservation.items(), *domain.base.items()]
    found = lcm(*(number.denominator for _, number in numbers))
    for part in domain.parts:
        found = lcm(found, *(number.denominator for number in (*part.union, *part.employer)))
    for bonus in domain.bonuses:
        found = lcm(found, bonus.union.denominator, bonus.employer.denominator)
    return found


def _cost_scale(domain: Domain) -> int:
    found = 1
    for bill in domain.ceiling.bills.values() if domain.ceiling else ():
        found = lcm(found, bill.fixed.denominator)
        for row in bill.costs.values():
            found = lcm(found, *(number.denominator for number in row))
    return found


def _order(domain: Domain, rules: Sequence[Tracker]) -> tuple[int, ...]:
    """Parts in the order of the layers: those tied together stand together, and few constraints stay open.

    Under a ceiling the coarsest ladders come first: what fine ladders can still add is almost continuous, so
    that bounds on it are close.
    """
    order: list[int] = []
    left = list(range(len(domain.parts)))
    if domain.ceiling is not None:
        left.sort(key=lambda part: -_coarseness(domain.parts[part]))
    while left:
        done = frozenset(order)
        best = min(left, key=lambda part: _weight(part, rules, done))
        left.remove(best)
        order.append(best)
    return tuple(order)


def _coarseness(part: Part) -> Fraction:
    """The largest step between neighbouring options, both sides' utilities together."""
    steps = zip(pairwise(part.union), pairwise(part.employer), strict=True)
    return max((abs(one - two) + abs(three - four) for (one, two), (three, four) in steps), default=ZERO)


def _weight(part: int, rules: Sequence[Tracker], done: frozenset[int]) -> tuple[bool, bool, int]:
    """How unwelcome a part is as the next one."""
    touching = [rule for rule in rules if part in rule.parts]
    under_way = [rule for rule in rules if rule.parts & done and rule.parts - done]
    waits = any(_needed_before(rule, part) - done for rule in touching)
    strays = bool(under_way) and not any(rule in under_way for rule in touching)
    opens = sum(not rule.parts & done for rule in touching)
    closes = sum(rule.parts - done == {part} for rule in touching)
    return waits, strays, opens - closes


def _needed_before(rule: Tracker, part: int) -> frozenset[int]:
    """Parts of a constraint that must have been chosen before ``part``."""
    if part in rule.first:
        return frozenset(rule.first[: rule.first.index(part)])
    return frozenset(rule.first)


def _layers(draft: _Draft) -> tuple[Layer, ...]:
    """Go through the parts and keep the states that can be reached."""
    states: dict[States, int] = {(None,) * len(draft.rules): 0}
    layers: list[Layer] = []
    room = MOST_ARCS
    for depth, part in enumerate(draft.order):
        gains = draft.gains(part)
        done = frozenset(draft.order[: depth + 1])
        touched = [
            (place, rule, rule.parts <= done) for place, rule in enumerate(draft.rules) if part in rule.parts
        ]
        reached: dict[States, int] = {}
        layer: Layer = []
        for state in states:
            layer.append(draft.arcs(state, part, gains, touched, reached))
            room -= len(layer[-1])
            if room < 0:
                raise TooLinkedError
        layers.append(layer)
        states = reached
    return tuple(layers)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the layers are made from."""

    domain: Domain
    rules: Sequence[Tracker]
    order: tuple[int, ...]
    scale: int
    cost_scale: int

    def gains(self, part: int) -> list[tuple[int, int, int]]:
        """What each option of a part adds in any state: utilities and cost, in whole units."""
        row = self.domain.parts[part]
        paying = [rule for rule in self.rules if isinstance(rule, Paying)]
        return [
            (
                int(union * self.scale),
                int(employer * self.scale),
                int(sum((rule.steady(part, option) for rule in paying), ZERO) * self.cost_scale),
            )
            for option, (union, employer) in enumerate(zip(row.union, row.employer, strict=True))
        ]

    def arcs(
        self,
        state: States,
        part: int,
        gains: Sequence[tuple[int, int, int]],
        touched: Sequence[tuple[int, Tracker, bool]],
        reached: dict[States, int],
    ) -> list[Arc]:
        """The arcs of one state; new states are entered in ``reached``.

        ``touched`` are the constraints that look at the part: place, tracker, and whether it is their last.
        """
        found = []
        for option, (union, employer, cost) in enumerate(gains):
            after = list(state)
            for place, rule, last in touched:
                step = rule.step(state[place], part, option, last)
                if step is None:
                    break
                after[place] = step.state
                union += int(step.union * self.scale)  # noqa: PLW2901  # sums up the constraints
                employer += int(step.employer * self.scale)  # noqa: PLW2901
                cost += int(step.cost * self.cost_scale)  # noqa: PLW2901
            else:
                to = reached.setdefault(tuple(after), len(reached))
                found.append(Arc(option, to, union, employer, cost))
        return found
