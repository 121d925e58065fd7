"""Every Pareto-efficient outcome of a diagram, layer by layer, without listing the outcomes.

A partial sum that another partial sum in the same state beats can never be part of a Pareto-efficient
outcome, so only the non-dominated ones are carried on (Nemhauser and Ullmann 1969). Under a ceiling the money
left is a third coordinate to keep large; where enough is left for any completion, more counts for nothing.
Where that leaves many, lines that no outcome can pass (:mod:`scoring.lines`) tell which may still matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scoring.lines import Watch, draw_lines, guessed, proven
from scoring.packing import Fields, Key, Keys, Packed, Step, Triple

MOST_SUMS = 4_000_000
"""Partial sums kept in one layer; with more the search thins them and is no longer exact."""

PATIENCE = 30_000
"""Partial sums kept in one layer before lines are drawn."""

_SLACKS = (200, 60)
"""The first searches suppose outcomes known this small a part of all utility below the lines."""

_FEW = 50
"""So few sums of a state are not worth a look at the lines."""

_CHUNK = 400_000
"""Candidates gathered before they are sifted."""


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


def search(packed: Packed, patience: int = PATIENCE) -> Merged:
    """All efficient sums, with lines drawn where merging alone would carry many.

    Lines need outcomes that are known. A first search supposes that the best are close to the lines; what it
    finds is certain, though perhaps not all, and each further search takes its thresholds from there, until
    none was higher than what was found proves.
    """
    plain = _merge(packed, None, patience) if packed.fields.money_bits else merge(packed)
    if plain is not None:
        return plain
    lines = draw_lines(packed)
    whole = packed.fields.employer_mask >> 1
    thresholds: Sequence[int | None] = guessed(lines, whole // _SLACKS[0])
    for part in (*_SLACKS[1:], None):
        found = merge(packed, Watch(packed.fields, lines, thresholds))
        sure = proven(lines, [packed.fields.open(key)[:2] for key in found.efficient], packed.goal)
        if not found.exact or not _above(thresholds, sure):
            return found
        hoped = [0] * len(lines) if part is None else guessed(lines, whole // part)
        thresholds = [None if one is None else max(one, two) for one, two in zip(sure, hoped, strict=True)]
    return merge(packed, Watch(packed.fields, lines, thresholds))


def _above(used: Sequence[int | None], sure: Sequence[int | None]) -> bool:
    """Whether a threshold was higher than the outcomes found prove it may be."""
    pairs = zip(used, sure, strict=True)
    return any(least is not None and (used_one is None or used_one > least) for used_one, least in pairs)


def merge(packed: Packed, watch: Watch | None = None, most_sums: int = MOST_SUMS) -> Merged:
    """Go through the layers and keep what nothing beats, and what ``watch`` thinks worth keeping."""
    found = _merge(packed, watch, None, most_sums)
    assert found is not None
    return found


def _merge(
    packed: Packed, watch: Watch | None, patience: int | None, most_sums: int = MOST_SUMS
) -> Merged | None:
    """As :func:`merge`; ``None`` where a layer holds more than ``patience`` sums."""
    stages: list[dict[int, Keys]] = [{0: [0]}]
    exact = True
    for depth, into in enumerate(packed.steps, 1):
        stage = {}
        for state, steps in into.items():
            if state in packed.rest[depth]:
                keys = _gather(steps, stages[-1], _sieve(packed, depth, state))
                watched = watch is not None and len(keys) > _FEW and depth < len(packed.steps)
                stage[state] = watch.keep(keys, depth, state) if watch and watched else keys
        held = sum(map(len, stage.values()))
        if patience is not None and held > patience:
            return None
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
    least = packed.least(depth, state)
    enough = max(fields.need - packed.rest[depth][state][0][2], 0)

    def sift(keys: Keys) -> Keys:
        if least[0] or least[1]:
            keys = _hopeful(keys, fields, least)
        if not fields.money_bits:
            return efficient_pairs(keys, fields.employer_mask)
        return _efficient_triples(keys, fields, least[2], enough)

    return sift


def _hopeful(keys: Keys, fields: Fields, least: Triple) -> Keys:
    """The keys that can still reach both utilities of the goal."""
    bits, mask = fields.money_bits, fields.employer_mask
    union, employer = least[0] << fields.shift, least[1]
    return [key for key in keys if key >= union and key >> bits & mask >= employer]


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
