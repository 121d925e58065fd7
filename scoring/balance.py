"""Whether a case is fair to both seats: what its numbers say, held to targets.

The targets are design decisions of the trainer: enough room to agree but not so much that anything will do,
enough to be gained by trading one issue for another, and a table at which neither seat is worth more. What
games between computers add is in :mod:`scoring.balance_games`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from cases.case import Case
from cases.sides import BySide, Side
from scoring.case_domain import case_domain
from scoring.domain import ZERO, Domain
from scoring.frontier import Frontier, Point, frontier
from scoring.points import Pair
from scoring.zone import Zone, zone_of

MILLION = 1_000_000

UNEVEN = Fraction(5, 4)
"""An issue is worth a trade where one side weighs it at least so many times as heavily as the other."""


@dataclass(frozen=True, slots=True)
class Target:
    """Bounds of a measure, ``None`` where one side is open."""

    least: Fraction | None = None
    most: Fraction | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether a value keeps both bounds."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


TARGETS: Mapping[str, Target] = {
    "zone_share": Target(Fraction(15, 100), Fraction(45, 100)),
    "opposition": Target(Fraction(30, 100), Fraction(65, 100)),
    "frontier": Target(Fraction(10)),
    "solutions_gap": Target(most=Fraction(10, 100)),
    "joint_gain": Target(Fraction(125, 100)),
    "trades": Target(Fraction(3)),
    "seat_share": Target(Fraction(45, 100), Fraction(55, 100)),
    "agreement": Target(Fraction(85, 100), Fraction(98, 100)),
    "efficiency": Target(Fraction(80, 100)),
    "opening": Target(most=Fraction(2, 100)),
}
"""Every measure, in the order of a report, with its bounds."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured value against its target.

    ``value`` is ``None`` where there is none to be had; ``met`` is ``None`` where nothing was measured.
    """

    id: str
    value: Fraction | None
    met: bool | None

    @property
    def target(self) -> Target:
        """Its bounds."""
        return TARGETS[self.id]


def measure(name: str, value: Fraction | None) -> Measure:
    """A value held to the target of its name; what can't be measured does not meet it."""
    return Measure(name, value, value is not None and TARGETS[name].holds(value))


@dataclass(frozen=True, slots=True)
class Figures:
    """What a case's numbers come to.

    The agreement zone is taken over all lawful outcomes; frontier, gains and distances over those that both
    mandates allow, which is what two negotiators can sign.
    """

    case: Case
    zone: Zone
    reservation: BySide[Fraction]
    frontier: Frontier
    midpoint: Fraction | None
    """Joint gain of the deal half-way between the mandates on every issue; ``None`` where they don't meet."""

    @property
    def best_joint(self) -> Fraction:
        """The largest joint gain that both mandates allow; 0 where there is none."""
        found = self.frontier.solutions
        return self.joint(self.frontier.at(found.utilitarian)) if found is not None else ZERO

    def joint(self, point: Point) -> Fraction:
        """Joint gain of a point over both alternatives."""
        return point.union + point.employer - self.reservation.union - self.reservation.employer

    @property
    def opposition(self) -> Fraction | None:
        """Distance from the best for both, (1, 1), to the nearest outcome; large where interests clash."""
        distances = [
            _distance(point.union, point.employer, (MILLION, MILLION)) for point in self.frontier.points
        ]
        return min(distances, default=None)

    @property
    def solutions_gap(self) -> Fraction | None:
        """Distance between the Nash and the Kalai-Smorodinsky point: how far notions of fair differ."""
        found = self.frontier.solutions
        if found is None:
            return None
        nash, other = self.frontier.at(found.nash), self.frontier.at(found.kalai_smorodinsky)
        return _distance(nash.union, nash.employer, (_millionths(other.union), _millionths(other.employer)))

    @property
    def joint_gain(self) -> Fraction | None:
        """The largest joint gain over that of the midpoint deal; ``None`` where the latter has none."""
        return self.best_joint / self.midpoint if self.midpoint and self.midpoint > 0 else None

    @property
    def trades(self) -> tuple[str, ...]:
        """Issues that one side weighs distinctly more heavily than the other."""
        return tuple(issue.id for issue in self.case.issues if uneven(*weights(self.case, issue.id)))

    def measures(self) -> tuple[Measure, ...]:
        """Every measure that needs no games."""
        gain = measure("joint_gain", self.joint_gain)
        if self.joint_gain is None and self.best_joint > 0:
            gain = Measure("joint_gain", None, met=True)
        return (
            measure("zone_share", self.zone.share(self.reservation)),
            measure("opposition", self.opposition),
            measure("frontier", Fraction(len(self.frontier.zone))),
            measure("solutions_gap", self.solutions_gap),
            gain,
            measure("trades", Fraction(len(self.trades))),
        )


def _millionths(utility: Fraction) -> int:
    return utility.numerator * MILLION // utility.denominator


def _distance(union: Fraction, employer: Fraction, to: Pair) -> Fraction:
    """Euclidean distance to a point given in millionths, itself rounded down to millionths."""
    across, up = _millionths(union) - to[0], _millionths(employer) - to[1]
    return Fraction(isqrt(across * across + up * up), MILLION)


def weights(case: Case, issue: str) -> tuple[Fraction, Fraction]:
    """Both sides' weights of an issue, of 100."""
    found = [Fraction(case.briefs[side].preference(issue).weight) for side in (Side.UNION, Side.EMPLOYER)]
    return found[0], found[1]


def uneven(union: Fraction, employer: Fraction) -> bool:
    """Whether two weights differ enough for a trade."""
    return max(union, employer) >= UNEVEN * min(union, employer) and max(union, employer) > 0


def figures(case: Case, zone: Zone | None = None) -> Figures:
    """Work a case's numbers out. ``zone`` is at hand where only what it does not depend on has changed."""
    mandated = case_domain(case, mandates=True)
    found = frontier(mandated)
    return Figures(
        case=case,
        zone=zone if zone is not None else zone_of(case_domain(case)),
        reservation=mandated.reservation,
        frontier=found,
        midpoint=_midpoint(mandated),
    )


def _midpoint(domain: Domain) -> Fraction | None:
    if not all(part.options for part in domain.parts):
        return None
    union, employer = domain.utilities([(len(part.options) - 1) // 2 for part in domain.parts])
    return union + employer - domain.reservation.union - domain.reservation.employer
