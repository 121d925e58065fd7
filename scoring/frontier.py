"""What a deal could have been: the exact Pareto set of a domain and its solution points.

``frontier(domain)`` never lists the outcomes (:mod:`scoring.merge`), so its time depends on how many of them
are efficient and not on how many there are. Counting the agreement zone is a work of its own
(:mod:`scoring.counting`) that no one has to wait for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from scoring.diagram import Diagram, lay_out
from scoring.domain import Choice, Domain
from scoring.merge import Merged, search
from scoring.packing import pack
from scoring.points import Solution, Solutions, solutions


@dataclass(frozen=True, slots=True)
class Point:
    """A Pareto-efficient pair of utilities; ``place`` counts from the union's best one."""

    place: int
    union: Fraction
    employer: Fraction


@dataclass(frozen=True, slots=True)
class Frontier:
    """The Pareto set of a domain.

    ``points`` are the efficient pairs of utilities, the union's best first; several outcomes may share one
    (:meth:`ways`). ``solutions`` is ``None`` where the agreement zone is empty. ``exact`` tells whether every
    efficient pair is there.
    """

    domain: Domain
    diagram: Diagram
    points: tuple[Point, ...]
    solutions: Solutions | None
    exact: bool
    _merged: Merged | None = field(repr=False)

    @property
    def zone(self) -> tuple[Point, ...]:
        """Efficient points that suit both sides."""
        least = self.domain.reservation
        return tuple(
            point for point in self.points if point.union >= least.union and point.employer >= least.employer
        )

    def choice(self, point: Point) -> Choice:
        """One outcome of a point: the place of the option of each part."""
        assert self._merged is not None
        return self.diagram.choice(self._merged.options(self._merged.efficient[point.place]))

    def ways(self, point: Point) -> int | None:
        """How many outcomes a point stands for; ``None`` where that is not known (under a ceiling)."""
        assert self._merged is not None
        return self._merged.ways(self._merged.efficient[point.place])

    def at(self, solution: Solution) -> Point:
        """The point of a solution."""
        return self.points[solution.place]


def frontier(domain: Domain, *, agreeable: bool = False) -> Frontier:
    """The Pareto set and the solution points of a domain.

    With ``agreeable`` only the efficient points that suit both sides are looked for, which is quicker where
    money ties the issues together; the solution points are the same.

    Raises :class:`~scoring.diagram.TooLinkedError` where the constraints tie too many parts together.
    """
    drawn = lay_out(domain)
    packed = pack(drawn, agreeable=agreeable)
    if packed is None:
        return Frontier(domain, drawn, (), None, domain.exact, None)
    merged = search(packed)
    pairs = [packed.fields.utilities(key) for key in merged.efficient]
    points = tuple(
        Point(place, Fraction(union, drawn.scale), Fraction(employer, drawn.scale))
        for place, (union, employer) in enumerate(pairs)
    )
    exact = merged.exact and domain.exact
    return Frontier(domain, drawn, points, solutions(pairs, drawn.reservation), exact, merged)
