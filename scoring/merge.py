"""Every Pareto-efficient outcome of a diagram, layer by layer, without listing the outcomes.

A partial sum that another partial sum in the same state beats can never be part of a Pareto-efficient
outcome, so only the non-dominated ones are carried on (Nemhauser and Ullmann 1969). Under a ceiling the money
left is a third coordinate to keep large; where enough is left for any completion, more counts for nothing.

The sums share one whole number, the union's in the high bits, then the employer's, then the money left, so
that adding two numbers adds every field and sorting them sorts by the union's sum.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from scoring.diagram import Diagram, Layer

Key: TypeAlias = int
"""Packed sums, each counted from its smallest possible value."""

Keys: TypeAlias = list[Key]
Step: TypeAlias = tuple[int, Key, int]
"""(state, packed gains, option) of an arc, seen from the state it comes from or leads to."""

MOST_SUMS = 4_000_000
"""Partial sums kept in one layer; with more the search thins them and is no longer exact."""

_CHUNK = 400_000
"""Candidates gathered before they are sifted."""


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

    def utilities(self, key: Key) -> tuple[int, int]:
        """Both utilities of a finished key in the diagram's units, union first."""
        union = (key >> self.shift) + self.union_from
        return union, (key >> self.money_bits & self.employer_mask) + self.employer_from


@dataclass(frozen=True, slots=True)
class Packed:
    """A diagram with its gains packed. ``steps[d][to]`` are the arcs of layer ``d`` that lead to ``to``.

    ``least`` and ``most`` bound, by layer and state, the money that the rest of an outcome leaves; states
    from which no outcome can be finished are not among them.
    """

    fields: Fields
    steps: tuple[dict[int, list[Step]], ...]
    least: tuple[dict[int, int], ...]
    most: tuple[dict[int, int], ...]


def pack(diagram: Diagram) -> Packed | None:
    """Pack a diagram; ``None`` where it has no outcome."""
    if not all(any(row for row in layer) for layer in diagram.layers):
        return None
    origins = [_origin(layer) for layer in diagram.layers]
    fields = _fields(diagram, origins)
    steps: list[dict[int, list[Step]]] = []
    for layer, (union, employer, cost) in zip(diagram.layers, origins, strict=True):
        into: dict[int, list[Step]] = {}
        for state, row in enumerate(layer):
            for arc in row:
                key = (arc.union - union) << fields.employer_bits | (arc.employer - employer)
                if fields.money_bits:
                    key = key << fields.money_bits | (cost - arc.cost)
                into.setdefault(arc.to, []).append((state, key, arc.option))
        steps.append(into)
    least, most = (_rest(steps, fields.money_mask, choose) for choose in (min, max))
    if 0 not in most[0] or most[0][0] < fields.need:
        return None
    return Packed(fields, tuple(steps), least, most)


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


def _rest(
    steps: Sequence[dict[int, list[Step]]], mask: int, choose: Callable[[int, int], int]
) -> tuple[dict[int, int], ...]:
    """By layer and state, the least or most money that a completion leaves."""
    found: list[dict[int, int]] = [{0: 0}]
    for into in reversed(steps):
        before: dict[int, int] = {}
        for to, rest in found[-1].items():
            for state, key, _ in into.get(to, ()):
                left = (key & mask) + rest
                before[state] = choose(before[state], left) if state in before else left
        found.append(before)
    return tuple(reversed(found))


@dataclass(slots=True)
class Merged:
    """The non-dominated sums of every layer. ``exact`` is off where some had to be let go."""

    packed: Packed
    stages: list[dict[int, Keys]]
    exact: bool
    _held: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)
    _ways: dict[tuple[int, int, Key], int] = field(default_factory=dict)

    @property
    def efficient(self) -> Keys:
        """Keys of the Pareto-efficient pairs of utilities, the union's best first."""
        return self.stages[-1].get(0, [])

    def options(self, key: Key) -> list[int]:
        """One outcome that reaches an efficient key: the options in layer order."""
        fields = self.packed.fields
        state, rest, need = 0, key >> fields.money_bits, fields.need
        found: list[int] = []
        for depth in range(len(self.packed.steps), 0, -1):
            state, gain, option = self._came_from(depth, state, rest, need)
            found.append(option)
            rest -= gain >> fields.money_bits
            need -= gain & fields.money_mask
        return found[::-1]

    def _came_from(self, depth: int, state: int, utilities: int, need: int) -> Step:
        """An arc by which a sum with these utilities, and no less than ``need`` money, was reached."""
        fields = self.packed.fields
        for step in self.packed.steps[depth - 1][state]:
            money = self._at(depth - 1, step[0]).get(utilities - (step[1] >> fields.money_bits))
            if money is not None and money + (step[1] & fields.money_mask) >= need:
                return step
        raise AssertionError  # what was kept was reached from something that was kept

    def ways(self, key: Key) -> int | None:
        """How many outcomes reach an efficient key; ``None`` under a ceiling, where dear ones are let go."""
        if self.packed.fields.money_bits or not self.exact:
            return None
        return self._count(len(self.packed.steps), 0, key)

    def _count(self, depth: int, state: int, key: Key) -> int:
        if not depth:
            return 1
        known = self._ways.get((depth, state, key))
        if known is None:
            known = sum(
                self._count(depth - 1, before, key - gain)
                for before, gain, _ in self.packed.steps[depth - 1][state]
                if key - gain in self._at(depth - 1, before)
            )
            self._ways[depth, state, key] = known
        return known

    def _at(self, depth: int, state: int) -> dict[int, int]:
        """Sums kept in a state: the two utilities, and the money left with them."""
        held = self._held.get((depth, state))
        if held is None:
            bits, mask = self.packed.fields.money_bits, self.packed.fields.money_mask
            held = {key >> bits: key & mask for key in self.stages[depth].get(state, ())}
            self._held[depth, state] = held
        return held


def merge(packed: Packed, most_sums: int = MOST_SUMS) -> Merged:
    """Go through the layers and keep what nothing beats."""
    stages: list[dict[int, Keys]] = [{0: [0]}]
    exact = True
    for depth, into in enumerate(packed.steps):
        stage = {}
        for state, steps in into.items():
            if state in packed.most[depth + 1]:
                stage[state] = _gather(steps, stages[-1], _sieve(packed, depth + 1, state))
        held = sum(map(len, stage.values()))
        if held > most_sums:
            every = held // most_sums + 1
            stage = {state: keys[::every] for state, keys in stage.items()}
            exact = False
        stages.append({state: keys for state, keys in stage.items() if keys})
    return Merged(packed, stages, exact)


def _gather(steps: Sequence[Step], before: dict[int, Keys], sieve: Callable[[Keys], Keys]) -> Keys:
    """Add every arc into a state to the sums it starts from, and sift."""
    found: Keys = []
    by_source: dict[int, Keys] = {}
    for source, gain, _ in steps:
        by_source.setdefault(source, []).append(gain)
    for source, gains in by_source.items():
        sums = before.get(source, [])
        for gain in gains:
            found += [one + gain for one in sums]
            if len(found) > _CHUNK:
                found = sieve(found)
    return sieve(found)


def _sieve(packed: Packed, depth: int, state: int) -> Callable[[Keys], Keys]:
    """What sifts the sums of a state."""
    fields = packed.fields
    if not fields.money_bits:
        mask = fields.employer_mask
        return lambda keys: efficient_pairs(keys, mask)
    least = max(fields.need - packed.most[depth][state], 0)
    enough = max(fields.need - packed.least[depth][state], 0)
    return lambda keys: _efficient_triples(keys, fields, least, enough)


def efficient_pairs(keys: Keys, employer_mask: int) -> Keys:
    """Of keys without money, those that no other beats; sorts ``keys`` and returns them descending."""
    keys.sort(reverse=True)
    found: Keys = []
    best = -1
    for key in keys:
        employer = key & employer_mask
        if employer > best:
            best = employer
            found.append(key)
    return found


def _efficient_triples(keys: Keys, fields: Fields, least: int, enough: int) -> Keys:
    """Of keys with money, those that can still be afforded and that no other beats in all three sums.

    Money beyond ``enough`` is cut off. The staircase holds, by rising employer's sum, the money left of those
    kept so far, which falls; a newcomer has no larger union's sum than any of them.
    """
    keys.sort(reverse=True)
    bits, money_mask, employer_mask = fields.money_bits, fields.money_mask, fields.employer_mask
    found: Keys = []
    stairs: list[int] = []
    left: list[int] = []
    for key in keys:
        money = key & money_mask
        if money < least:
            continue
        if money > enough:
            key -= money - enough  # noqa: PLW2901  # the same sums with less money
            money = enough
        employer = key >> bits & employer_mask
        place = end = bisect_left(stairs, employer)
        if place < len(stairs):
            if left[place] >= money:
                continue
            end += stairs[place] == employer
        while place and left[place - 1] <= money:
            place -= 1
        stairs[place:end] = [employer]
        left[place:end] = [money]
        found.append(key)
    return found
