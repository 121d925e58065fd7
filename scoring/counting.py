"""How many outcomes lie in the agreement zone, exactly.

The diagram is cut in the middle: every way to its states is summed up on one side, every way on from them
on the other (meet in the middle, Horowitz and Sahni 1974), and pairs that reach all thresholds together are
counted with sets of bits. What has passed a threshold for certain is cut off there, what cannot reach one
is let go, and equal sums are kept once with their number; so domains on a coarse scale, or with low
thresholds, can be counted at any size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from scoring.diagram import Diagram
from scoring.packing import Fields, Into, Key, Ranges, Triple, each, pack, ranges, turned

Sums: TypeAlias = dict[Key, int]
"""Packed sums of one half and how many ways lead to each."""

Half: TypeAlias = dict[int, Sums]
"""Sums by the state where the halves meet."""

MOST_SUMS = 1_500_000
"""Sums kept on one side; with more the zone is not counted."""

MOST_QUERIES = 30_000_000
"""Questions put to a chunk of the other side; with more the zone is not counted."""

_CHUNK = 4096
"""Sums that one set of bits stands for."""


def count_zone(diagram: Diagram) -> int | None:
    """Outcomes that keep every constraint and give both sides at least their reservation utility.

    ``None`` where the halves are too many to be paired in reasonable time (:data:`MOST_SUMS`).
    """
    return _count(diagram, agreeable=True)


def count_permitted(diagram: Diagram) -> int | None:
    """Outcomes that keep every constraint, agreeable or not; ``None`` as in :func:`count_zone`."""
    return _count(diagram, agreeable=False)


def _count(diagram: Diagram, *, agreeable: bool) -> int | None:
    packed = pack(diagram, agreeable=agreeable)
    if packed is None:
        return 0
    fields, goal, after = packed.fields, packed.goal, packed.rest
    widest = max(range(len(after)), key=lambda depth: (len(after[depth]), -depth))
    start: Half = {0: {0: 1}}
    before = ranges(packed.steps, fields)
    for depth, into in enumerate(packed.steps[:widest]):
        grown = _grow(start, into, _Trim(fields, goal, before[depth + 1], after[depth + 1]))
        if grown is None:
            return None
        start = grown
    total, queries = 0, MOST_QUERIES
    for number, (state, sums) in enumerate(start.items()):
        rest = _Rest(fields, goal, _reachable(packed.steps[widest:], state))
        halves = rest.halves({state: sums})
        asked = None if halves is None else _queries(*halves)
        if halves is None or asked is None or asked * (len(start) - number) > queries:
            return None
        queries -= asked
        total += sum(_pairs(halves[0][meet], halves[1][meet], fields, goal) for meet in halves[0])
    return total


def _queries(left: Half, right: Half) -> int:
    """What pairing two halves costs."""
    return sum(len(sums) * (len(right[state]) // _CHUNK + 1) for state, sums in left.items())


def _reachable(layers: Sequence[Into], state: int) -> list[Into]:
    """The arcs of some layers that lie on a way from ``state``."""
    states = {state}
    found: list[Into] = []
    for into in layers:
        kept = {to: [step for step in steps if step[0] in states] for to, steps in into.items()}
        found.append({to: steps for to, steps in kept.items() if steps})
        states = set(found[-1])
    return found


@dataclass(frozen=True, slots=True)
class _Rest:
    """The layers still to count, all of whose states can be reached."""

    fields: Fields
    goal: Triple
    layers: Sequence[Into]

    def halves(self, left: Half) -> tuple[Half, Half] | None:
        """Both halves, grown a layer at a time on the smaller side; ``None`` where one becomes too large.

        The left one starts from ``left``; in the end both are at the same states.
        """
        backward = [turned(into) for into in self.layers]
        (state, sums), *_ = left.items()
        opened = [self.fields.open(key) for key in sums]
        before = ranges(self.layers, self.fields, {state: (each(min, opened), each(max, opened))})
        after = ranges(backward[::-1], self.fields)[::-1]
        right: Half = {0: {0: 1}}
        start, end = 0, len(self.layers)
        while start < end:
            if _growth(left, self.layers[start]) <= _growth(right, backward[end - 1]):
                start += 1
                trim = _Trim(self.fields, self.goal, before[start], after[start])
                grown = _grow(left, self.layers[start - 1], trim)
                left = grown or {}
            else:
                end -= 1
                grown = _grow(right, backward[end], _Trim(self.fields, self.goal, after[end], before[end]))
                right = grown or {}
            if grown is None:
                return None
        meet = left.keys() & right.keys()
        return {state: left[state] for state in meet}, {state: right[state] for state in meet}


def _growth(half: Half, into: Into) -> int:
    """Additions that the next layer asks for."""
    return sum(len(half.get(state, ())) for steps in into.values() for state, _, _ in steps)


@dataclass(frozen=True, slots=True)
class _Trim:
    """What is kept of a half's sums: ``own`` is what they range over, ``rest`` what the other half adds."""

    fields: Fields
    goal: Triple
    own: Ranges
    rest: Ranges

    def __call__(self, state: int, sums: Sums) -> Sums:
        """Let go of what cannot reach the goal, and cut off what is more than enough.

        Nothing is cut below the least that its half can have, so that the other half, which counts on that
        least when it is cut itself, is never wrong.
        """
        if not sums or state not in self.rest:
            return {}
        fields = self.fields
        shift, bits = fields.shift, fields.money_bits
        employer_mask, money_mask = fields.employer_mask, fields.money_mask
        low, high = self.rest[state]
        least = tuple(wanted - most for wanted, most in zip(self.goal, high, strict=True))
        triples = zip(self.goal, low, self.own[state][0], strict=True)
        enough = tuple(max(wanted - rest, own) for wanted, rest, own in triples)
        found: Sums = {}
        for key, ways in sums.items():
            union, employer, money = key >> shift, key >> bits & employer_mask, key & money_mask
            if union < least[0] or employer < least[1] or money < least[2]:
                continue
            cut = min(union, enough[0]) << shift | min(employer, enough[1]) << bits | min(money, enough[2])
            found[cut] = found.get(cut, 0) + ways
        return found


def _grow(half: Half, into: Into, trim: _Trim) -> Half | None:
    """Add a layer to a half, and trim; ``None`` where that is too much."""
    if _growth(half, into) > 4 * MOST_SUMS:
        return None
    found: Half = {}
    for to, steps in into.items():
        sums: Sums = {}
        for state, gain, _ in steps:
            for key, ways in half.get(state, {}).items():
                total = key + gain
                sums[total] = sums.get(total, 0) + ways
        kept = trim(to, sums)
        if kept:
            found[to] = kept
    return found if sum(map(len, found.values())) <= MOST_SUMS else None


def _pairs(left: Sums, right: Sums, fields: Fields, goal: Triple) -> int:
    """Pairs of ways whose sums reach the goal together."""
    asked = [(fields.open(key), ways) for key, ways in left.items()]
    given = [(fields.open(key), ways) for key, ways in right.items()]
    matters = [
        axis
        for axis in range(3)
        if min(s[axis] for s, _ in asked) + min(s[axis] for s, _ in given) < goal[axis]
    ]
    if not matters:
        return sum(left.values()) * sum(right.values())
    total = 0
    for start in range(0, len(given), _CHUNK):
        chunk = _Chunk.of(given[start : start + _CHUNK], matters)
        total += chunk.count(asked, goal)
    return total


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some sums of one half as sets of bits.

    ``axes`` holds, for each coordinate that matters, its values in rising order and, at the same places, the
    set of sums whose value is no smaller. ``digits`` are sets by binary digit of the number of ways.
    """

    axes: Sequence[tuple[int, list[int], list[int]]]
    digits: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, sums: Sequence[tuple[Triple, int]], matters: Sequence[int]) -> _Chunk:
        axes = []
        for axis in matters:
            order = sorted(range(len(sums)), key=lambda place: sums[place][0][axis])
            reach, sets = 0, [0]
            for place in reversed(order):
                reach |= 1 << place
                sets.append(reach)
            axes.append((axis, [sums[place][0][axis] for place in order], sets[::-1]))
        digits: dict[int, int] = {}
        for place, (_, ways) in enumerate(sums):
            for digit in range(ways.bit_length()):
                if ways >> digit & 1:
                    digits[digit] = digits.get(digit, 0) | 1 << place
        return cls(axes, sorted(digits.items()))

    def count(self, asked: Iterable[tuple[Triple, int]], goal: Triple) -> int:
        """Ways in the chunk that complete the sums ``asked``, each as often as it is asked."""
        total = 0
        plain = [digit for digit, _ in self.digits] == [0]
        for sums, ways in asked:
            found = -1
            for axis, values, sets in self.axes:
                found &= sets[bisect_left(values, goal[axis] - sums[axis])]
            if plain:
                total += ways * found.bit_count()
            elif found:
                total += ways * sum((found & members).bit_count() << digit for digit, members in self.digits)
        return total
