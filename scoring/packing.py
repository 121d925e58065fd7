"""A diagram's sums packed into whole numbers.

The sums share one number, the union's in the high bits, then the employer's, then the money left under a
ceiling, so that adding two numbers adds every field and sorting them sorts by the union's sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from scoring.diagram import Diagram, Layer

Key: TypeAlias = int
"""Packed sums, each counted from its smallest possible value."""

Keys: TypeAlias = list[Key]
Step: TypeAlias = tuple[int, Key, int]
"""(state, packed gains, option) of an arc, seen from the state it comes from or leads to."""

Into: TypeAlias = dict[int, list[Step]]
"""The arcs of a layer by the state they lead to."""

Triple: TypeAlias = tuple[int, int, int]
"""Union's sum, employer's sum, money left."""

Ranges: TypeAlias = dict[int, tuple[Triple, Triple]]
"""By state, the least and the most that some layers add, coordinate by coordinate."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Where the sums sit in a key and what they are counted from."""

    employer_bits: int
    money_bits: int
    union_from: int
    employer_from: int
    need: int
    """Money that must be left in the end for the ceiling to hold (0 without a ceiling)."""

    @property
    def shift(self) -> int:
        """Bits below the union's sum."""
        return self.employer_bits + self.money_bits

    @property
    def employer_mask(self) -> int:
        """Covers the employer's sum once the money is shifted out."""
        return (1 << self.employer_bits) - 1

    @property
    def money_mask(self) -> int:
        """Covers the money left."""
        return (1 << self.money_bits) - 1

    def open(self, key: Key) -> Triple:
        """The three sums of a key: union's, employer's, money left."""
        return key >> self.shift, key >> self.money_bits & self.employer_mask, key & self.money_mask

    def utilities(self, key: Key) -> tuple[int, int]:
        """Both utilities of a finished key in the diagram's units, union first."""
        union = (key >> self.shift) + self.union_from
        return union, (key >> self.money_bits & self.employer_mask) + self.employer_from


@dataclass(frozen=True, slots=True)
class Packed:
    """A diagram with its gains packed. ``steps[d]`` holds the arcs of layer ``d`` by the state they lead to.

    ``rest`` gives, by depth and state, what the rest of an outcome adds at least and at most; states from
    which no outcome can be finished are not among them. ``goal`` is what a finished outcome must reach.
    """

    fields: Fields
    steps: tuple[Into, ...]
    rest: tuple[Ranges, ...]
    goal: Triple

    def least(self, depth: int, state: int) -> Triple:
        """What a sum must have for its best completion to reach the goal."""
        union, employer, money = self.rest[depth][state][1]
        return max(self.goal[0] - union, 0), max(self.goal[1] - employer, 0), max(self.goal[2] - money, 0)


def pack(diagram: Diagram, *, agreeable: bool = False) -> Packed | None:
    """Pack a diagram; ``None`` where it is plain that it has no outcome.

    With ``agreeable`` the goal includes both sides' reservation utilities.
    """
    if not all(any(row for row in layer) for layer in diagram.layers):
        return None
    origins = [_origin(layer) for layer in diagram.layers]
    fields = _fields(diagram, origins)
    steps: list[Into] = []
    for layer, (union, employer, cost) in zip(diagram.layers, origins, strict=True):
        into: Into = {}
        for state, row in enumerate(layer):
            for arc in row:
                key = (arc.union - union) << fields.employer_bits | (arc.employer - employer)
                if fields.money_bits:
                    key = key << fields.money_bits | (cost - arc.cost)
                into.setdefault(arc.to, []).append((state, key, arc.option))
        steps.append(into)
    rest = tuple(ranges([turned(into) for into in reversed(steps)], fields)[::-1])
    least = diagram.reservation
    goal = (
        max(least.union - fields.union_from, 0) if agreeable else 0,
        max(least.employer - fields.employer_from, 0) if agreeable else 0,
        fields.need,
    )
    if 0 not in rest[0] or any(most < wanted for most, wanted in zip(rest[0][0][1], goal, strict=True)):
        return None
    return Packed(fields, tuple(steps), rest, goal)


def turned(into: Into) -> Into:
    """The arcs of a layer by the state they come from, each with the state it leads to."""
    found: Into = {}
    for to, steps in into.items():
        for state, gain, option in steps:
            found.setdefault(state, []).append((to, gain, option))
    return found


def ranges(layers: Sequence[Into], fields: Fields, start: Ranges | None = None) -> list[Ranges]:
    """Before and after each of ``layers``, by state, what has come together at least and at most."""
    found: list[Ranges] = [{0: ((0, 0, 0), (0, 0, 0))} if start is None else start]
    for into in layers:
        after: Ranges = {}
        for to, steps in into.items():
            sums = [
                (plus(found[-1][state][0], gains), plus(found[-1][state][1], gains))
                for state, gain, _ in steps
                if state in found[-1] and (gains := fields.open(gain))
            ]
            if sums:
                lows, highs = zip(*sums, strict=True)
                after[to] = (each(min, lows), each(max, highs))
        found.append(after)
    return found


def plus(one: Triple, other: Triple) -> Triple:
    """Two triples added up."""
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def each(choose: Callable[[Iterable[int]], int], triples: Sequence[Triple]) -> Triple:
    """The least or the most of every coordinate."""
    union, employer, money = zip(*triples, strict=True)
    return choose(union), choose(employer), choose(money)


def _origin(layer: Layer) -> tuple[int, int, int]:
    """Smallest gains and largest cost of a layer: what its fields are counted from."""
    arcs = [arc for row in layer for arc in row]
    return min(arc.union for arc in arcs), min(arc.employer for arc in arcs), max(arc.cost for arc in arcs)


def _fields(diagram: Diagram, origins: Sequence[tuple[int, int, int]]) -> Fields:
    employer = sum(
        max(arc.employer for row in layer for arc in row) - origin[1]
        for layer, origin in zip(diagram.layers, origins, strict=True)
    )
    money = need = 0
    if diagram.ceiling is not None:
        dearest = sum(origin[2] for origin in origins)
        money = dearest - sum(min(arc.cost for row in layer for arc in row) for layer in diagram.layers)
        need = max(dearest - diagram.ceiling, 0)
    return Fields(
        employer_bits=employer.bit_length() + 1,
        money_bits=max(money, need).bit_length() + 1 if diagram.ceiling is not None else 0,
        union_from=diagram.base.union + sum(origin[0] for origin in origins),
        employer_from=diagram.base.employer + sum(origin[1] for origin in origins),
        need=need,
    )
