"""Random small domains, and every answer about them worked out by listing all outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

from cases.sides import BySide
from scoring.domain import Bill, Bonus, Ceiling, Choice, Domain, Exclusive, Floor, Part, Pick

Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Slow:
    """What listing finds: permitted outcomes by their utilities."""

    outcomes: dict[Pair, list[Choice]]
    reservation: Pair

    @property
    def efficient(self) -> list[Pair]:
        """Pairs that no other pair beats, the union's best first."""
        found: list[Pair] = []
        for pair in sorted(self.outcomes, reverse=True):
            if not found or pair[1] > found[-1][1]:
                found.append(pair)
        return found

    def agreeable(self, pair: Pair) -> bool:
        return pair[0] >= self.reservation[0] and pair[1] >= self.reservation[1]

    @property
    def zone(self) -> int:
        return sum(len(choices) for pair, choices in self.outcomes.items() if self.agreeable(pair))

    def measures(self) -> dict[str, dict[Pair, Fraction]]:
        """By solution, what it makes largest, for every agreeable pair of utilities (efficient or not)."""
        gains = {
            pair: (pair[0] - self.reservation[0], pair[1] - self.reservation[1])
            for pair in self.outcomes
            if self.agreeable(pair)
        }
        best = (max(u for u, _ in gains.values()), max(v for _, v in gains.values())) if gains else (0, 0)

        def share(gain: Fraction, most: Fraction | int) -> Fraction:
            return gain / most if most else Fraction(1)

        return {
            "nash": {pair: u * v for pair, (u, v) in gains.items()},
            "kalai_smorodinsky": {
                pair: min(share(u, best[0]), share(v, best[1])) for pair, (u, v) in gains.items()
            },
            "egalitarian": {pair: min(gain) for pair, gain in gains.items()},
            "utilitarian": {pair: u + v for pair, (u, v) in gains.items()},
        }


def list_all(domain: Domain) -> Slow:
    found: dict[Pair, list[Choice]] = {}
    for choice in product(*(range(len(part.options)) for part in domain.parts)):
        if domain.permits(choice):
            found.setdefault(domain.utilities(choice), []).append(choice)
    return Slow(found, (domain.reservation.union, domain.reservation.employer))


KINDS = ("exclusives", "bonuses", "floors", "ceiling", "links")


def random_domain(seed: int, most: int, kinds: tuple[str, ...] = ()) -> Domain:
    """A domain of at most ``most`` outcomes; coarse tables on odd seeds, so that sums often tie."""
    random = Random(seed)
    sizes: list[int] = []
    while len(sizes) < 7:
        size = random.choice([1, 2, 3, 4, 5, 6, 8])
        if size * prod(sizes) > most:
            break
        sizes.append(size)
    return domain_of_sizes(random, sizes, seed % 2 == 1, kinds)


def domain_of_sizes(random: Random, sizes: list[int], coarse: bool, kinds: tuple[str, ...] = ()) -> Domain:
    """A domain with as many options an issue as ``sizes`` says."""
    weights = {side: _weights(random, len(sizes), coarse) for side in ("union", "employer")}
    parts = []
    for place, size in enumerate(sizes):
        union = [_worth(random, coarse) for _ in range(size)]
        employer = [_worth(random, coarse) for _ in range(size)]
        if random.random() < 0.5:
            union.sort()
            employer.sort(reverse=True)
        parts.append(
            Part(
                f"issue{place}",
                tuple(range(size)),
                tuple(weights["union"][place] * worth for worth in union),
                tuple(weights["employer"][place] * worth for worth in employer),
            )
        )
    least = BySide(Fraction(random.randint(0, 70), 100), Fraction(random.randint(0, 70), 100))
    return Domain(tuple(parts), least, **_constraints(random, sizes, kinds))  # type: ignore[arg-type]


def _weights(random: Random, count: int, coarse: bool) -> list[Fraction]:
    """Weights that sum to 1; now and then one of them is 0."""
    raw = [random.choice([0, 1, 1, 2]) if coarse else random.randint(1, 1000) for _ in range(count)]
    return [Fraction(one, sum(raw) or 1) for one in raw]


def _worth(random: Random, coarse: bool) -> Fraction:
    return Fraction(random.randint(0, 4), 4) if coarse else Fraction(random.randint(0, 10**6), 10**6)


def _picks(random: Random, sizes: list[int], count: int) -> tuple[Pick, ...]:
    parts = random.sample(range(len(sizes)), min(count, len(sizes)))
    return tuple((part, random.randrange(sizes[part])) for part in parts)


def _constraints(random: Random, sizes: list[int], kinds: tuple[str, ...]) -> dict[str, object]:
    found: dict[str, object] = {}
    if "exclusives" in kinds:
        found["exclusives"] = tuple(
            Exclusive(_picks(random, sizes, random.choice([2, 2, 3]))) for _ in range(random.randint(1, 3))
        )
    if "bonuses" in kinds:
        found["bonuses"] = tuple(
            Bonus(
                _picks(random, sizes, random.choice([1, 2, 3])),
                Fraction(random.randint(-10, 20), 100),
                Fraction(random.randint(-10, 20), 100),
            )
            for _ in range(random.randint(1, 3))
        )
    if "floors" in kinds:
        found["floors"] = tuple(_floor(random, sizes) for _ in range(random.randint(1, 2)))
    if "links" in kinds:
        found["ceiling"] = _linked(random, sizes)
    elif "ceiling" in kinds:
        rows = {part: _costs(random, size) for part, size in enumerate(sizes) if random.random() < 0.8}
        found["ceiling"] = Ceiling.plain(_middle(random, rows), rows)
    return found


def _costs(random: Random, size: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(random.randint(-100, 1000), random.choice([1, 3, 100])) for _ in range(size))


def _middle(random: Random, rows: dict[int, tuple[Fraction, ...]]) -> Fraction:
    """Somewhere between the cheapest and the dearest outcome, at times beyond them."""
    low = sum((min(row) for row in rows.values()), Fraction(0))
    high = sum((max(row) for row in rows.values()), Fraction(0))
    return low + (high - low) * Fraction(random.randint(-1, 11), 10)


def _floor(random: Random, sizes: list[int]) -> Floor:
    parts = random.sample(range(len(sizes)), min(random.choice([1, 2, 2, 3]), len(sizes)))
    rows = {part: _costs(random, sizes[part]) for part in parts}
    return Floor(rows, _middle(random, rows))


def _linked(random: Random, sizes: list[int]) -> Ceiling:
    """Costs that depend on the options of one or two parts."""
    links = tuple(random.sample(range(len(sizes)), min(random.choice([1, 2]), len(sizes))))
    free = [part for part in range(len(sizes)) if random.random() < 0.3]
    steady = {part: _costs(random, sizes[part]) for part in free}
    bills = {}
    for choice in product(*(range(sizes[part]) for part in links)):
        rows = {part: _costs(random, size) for part, size in enumerate(sizes) if part not in free}
        bills[choice] = Bill(Fraction(random.randint(-50, 50)), {**rows, **steady})
    return Ceiling(_middle(random, {**rows, **steady}), bills, links)
