"""The solution points of a two-sided bargaining problem, found on its Pareto-efficient pairs of utilities.

All four lie in the agreement zone, where both sides have at least what they have without an agreement (the
disagreement point). Nash 1950: the largest product of the two gains. Kalai and Smorodinsky 1975, on a finite
set: the largest smaller share of the gain that each side could have at best in the zone. Egalitarian (Kalai
1977): the largest smaller gain. Utilitarian: the largest sum. Ties go to the point that treats the sides more
alike (in gains; for Kalai-Smorodinsky in shares), then to the union's better one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from cases.sides import BySide

Pair: TypeAlias = tuple[int, int]
"""Utilities of an outcome in common units, union first."""

Rank: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution point: its place among the pairs, and the places of others that serve as well."""

    place: int
    ties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The four points of a bargaining problem whose agreement zone is not empty."""

    nash: Solution
    kalai_smorodinsky: Solution
    egalitarian: Solution
    utilitarian: Solution


def solutions(pairs: Sequence[Pair], reservation: BySide[int]) -> Solutions | None:
    """The points among efficient ``pairs``; ``None`` where no pair suits both sides."""
    gains = [(union - reservation.union, employer - reservation.employer) for union, employer in pairs]
    zone = [place for place, (union, employer) in enumerate(gains) if union >= 0 and employer >= 0]
    if not zone:
        return None
    best_union = max(gains[place][0] for place in zone)
    best_employer = max(gains[place][1] for place in zone)

    def pick(measure: Callable[[int, int], Rank]) -> Solution:
        """The best place; those that share the first entry of its rank tie with it."""
        ranked = {place: (*measure(*gains[place]), gains[place][0]) for place in zone}
        best = max(zone, key=ranked.__getitem__)
        ties = (place for place in zone if ranked[place][0] == ranked[best][0] and place != best)
        return Solution(best, tuple(ties))

    def shares(union: int, employer: int) -> Rank:
        """Shares of the best gains over a common denominator; a side that can gain nothing has all of it."""
        one = union * (best_employer or 1) if best_union else best_employer or 1
        other = employer * (best_union or 1) if best_employer else best_union or 1
        return min(one, other), -abs(one - other)

    return Solutions(
        nash=pick(lambda union, employer: (union * employer, -abs(union - employer))),
        kalai_smorodinsky=pick(shares),
        egalitarian=pick(lambda union, employer: (min(union, employer), -abs(union - employer))),
        utilitarian=pick(lambda union, employer: (union + employer, -abs(union - employer))),
    )
