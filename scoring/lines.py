"""Lines that no outcome can pass, and what they say about a partial sum under a ceiling.

For weights on the two utilities and a price on money, the best that any outcome can reach is a plain sum of
best options, found layer by layer (Lagrangian relaxation, Geoffrion 1974). A partial sum whose best
completion stays below every line that a still missing outcome would have to reach need not be carried on.
The thresholds come from outcomes that are already known, so what is let go is certain never to matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from scoring.packing import Fields, Key, Keys, Packed, Step, Triple

LINES = 12
"""Directions, from the union's utility alone to the employer's alone."""

_RESOLUTION = 20
"""Binary digits of a price on money, for a gain that is worth all of it."""

Best: TypeAlias = Mapping[int, tuple[int, int]]
"""By state: the best weighted sum of a completion, and the money that it leaves."""

Thresholds: TypeAlias = Sequence[int | None]
"""For each line, what a missing outcome reaches at least; ``None`` where none is missing along it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Weights on the utilities, the price of money, the best completions by depth, and the bound itself."""

    union: int
    employer: int
    price: int
    ahead: Sequence[Best]
    top: int

    def height(self, union: int, employer: int) -> int:
        """How far a pair of utilities reaches along the line."""
        return self.union * union + self.employer * employer


def draw_lines(packed: Packed, count: int = LINES) -> list[Line]:
    """Lines in ``count`` directions, each with the price that keeps it lowest."""
    forward = [_outward(into, packed.fields) for into in packed.steps]
    unit = 1 << max(_RESOLUTION, _RESOLUTION + packed.fields.money_bits - packed.fields.employer_bits)
    found: list[Line] = []
    price = 1
    for step in range(count):
        line = _lowest(forward, packed.fields.need, (count - 1 - step) * unit, step * unit, price)
        price = max(line.price, 1)
        found.append(line)
    return found


_Outward: TypeAlias = Mapping[int, Sequence[tuple[int, int, int, int]]]
"""By state, its arcs: state they lead to, union's gain, employer's gain, money left."""


def _outward(into: Mapping[int, Sequence[Step]], fields: Fields) -> _Outward:
    found: dict[int, list[tuple[int, int, int, int]]] = {}
    for to, steps in into.items():
        for state, gain, _ in steps:
            found.setdefault(state, []).append((to, *fields.open(gain)))
    return found


def _lowest(layers: Sequence[_Outward], need: int, union: int, employer: int, guess: int) -> Line:
    """The line of a direction, the price found by halving: at it the best outcome is just affordable."""

    def at(price: int) -> tuple[Line, bool]:
        ahead = _ahead(layers, union, employer, price)
        best, money = ahead[0][0]
        return Line(union, employer, price, ahead, best - price * need), money >= need

    line, affordable = at(0)
    if affordable:
        return line
    low, high = 0, guess
    line, affordable = at(high)
    while not affordable and high < guess << 60:
        low, high = high, high * 4
        line, affordable = at(high)
    while high - low > max(high >> 6, 1):
        middle = (low + high) // 2
        tried, affordable = at(middle)
        if affordable:
            high, line = middle, tried
        else:
            low = middle
    return line


def _ahead(layers: Sequence[_Outward], union: int, employer: int, price: int) -> list[Best]:
    """By depth and state, the best completion at given weights and price."""
    found: list[Best] = [{0: (0, 0)}]
    for layer in reversed(layers):
        after = found[-1]
        best: dict[int, tuple[int, int]] = {}
        for state, arcs in layer.items():
            sums = [
                (union * gain + employer * other + price * money + after[to][0], money + after[to][1])
                for to, gain, other, money in arcs
                if to in after
            ]
            if sums:
                best[state] = max(sums)
        found.append(best)
    return found[::-1]


def guessed(lines: Sequence[Line], slack: int) -> list[int]:
    """Thresholds that suppose outcomes known up to ``slack`` units below every line."""
    return [line.top - slack * max(line.union, line.employer) for line in lines]


def proven(lines: Sequence[Line], pairs: Sequence[tuple[int, int]], goal: Triple) -> list[int | None]:
    """Thresholds that hold because ``pairs``, the union's best first, are known outcomes.

    An outcome that no pair beats lies beyond a corner between two neighbours, or beyond an end; each corner
    is watched by the line that is tightest there. The pairs themselves reach their corners, so a search
    with these thresholds finds them again. Without any pair, every outcome may be missing. No
    outcome short of ``goal`` is looked for.
    """
    if not pairs:
        return [0] * len(lines)
    corners = [(pairs[0][0] + 1, goal[1]), (goal[0], pairs[-1][1])]
    corners += [(union + 1, employer) for (_, employer), (union, _) in pairwise(pairs)]
    found: list[int | None] = [None] * len(lines)
    for union, employer in corners:
        heights = [line.height(union, employer) for line in lines]
        best = max(range(len(lines)), key=lambda place: heights[place] - lines[place].top)
        known = found[best]
        found[best] = heights[best] if known is None else min(known, heights[best])
    return found


@dataclass(frozen=True, slots=True)
class Watch:
    """Lines with their thresholds: what is worth carrying on."""

    fields: Fields
    lines: Sequence[Line]
    thresholds: Thresholds

    def keep(self, keys: Keys, depth: int, state: int) -> Keys:
        """The keys of a state whose best completion reaches the threshold of some line."""
        tests = [
            (
                line.union,
                line.employer,
                line.price,
                least + line.price * self.fields.need - line.ahead[depth][state][0],
            )
            for line, least in zip(self.lines, self.thresholds, strict=True)
            if least is not None
        ]
        shift, bits = self.fields.shift, self.fields.money_bits
        employer_mask, money_mask = self.fields.employer_mask, self.fields.money_mask
        found: list[Key] = []
        for key in keys:
            union, employer, money = key >> shift, key >> bits & employer_mask, key & money_mask
            for one, other, price, least in tests:
                if one * union + other * employer + price * money >= least:
                    found.append(key)
                    break
        return found
