"""Whether a case is fair to both seats: what games between computers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from cases.sides import SIDES, BySide, Side
from scoring.balance import MILLION, Measure, measure
from scoring.games import ZERO, Game

ENOUGH_EQUAL = 6
"""Games with a gain to share from which the seats can be compared: as many as there are personas."""
ENOUGH_MIXED = 12
"""Games between different personas from which a rate of agreement can be told."""


@dataclass(frozen=True, slots=True)
class Seat:
    """How a seat fared over all games, to compare people with others in the same seat.

    Utilities; a game without agreement counts as the seat's alternative.
    """

    games: int
    mean: Fraction
    deviation: Fraction
    """Standard deviation over the games."""
    quartiles: tuple[Fraction, Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Advantage:
    """The opening of a side that does best: by how much it beats its rivals whatever the other side does.

    Negative where it does not always: then no opening dominates.
    """

    side: Side
    anchor: Fraction
    lead: Fraction


def mirror_games(games: Iterable[Game]) -> list[Game]:
    """Games in which both sides were played alike by their personas' own habits."""
    return [game for game in games if game.mirror and game.anchors.union is None]


def seat_share(games: Iterable[Game]) -> Fraction | None:
    """Mean share of the joint surplus that the union's seat gets between equals.

    Each persona counts once, however many games it played.
    """
    by_persona: dict[str, list[Fraction]] = {}
    for game in mirror_games(games):
        if game.union_share is not None:
            by_persona.setdefault(game.personas.union, []).append(game.union_share)
    return _mean([_mean(shares) or ZERO for shares in by_persona.values()])


def agreement_rate(games: Iterable[Game]) -> Fraction | None:
    """Share of games that end in agreement, as if every pairing of personas had been played as often.

    Pairings of equals and of different personas are averaged apart and weighed by how many there can be.
    """
    equal: dict[str, list[Fraction]] = {}
    unequal: dict[tuple[str, str], list[Fraction]] = {}
    for game in games:
        if game.anchors.union is not None or game.anchors.employer is not None:
            continue
        union, employer = game.personas.union, game.personas.employer
        if union == employer:
            equal.setdefault(union, []).append(Fraction(game.agreed))
        else:
            unequal.setdefault((union, employer), []).append(Fraction(game.agreed))
    rates = [_mean([_mean(found) or ZERO for found in group.values()]) for group in (equal, unequal)]
    alike, mixed = rates
    if alike is None or mixed is None:
        return alike if mixed is None else mixed
    personas = len({*equal, *(name for pair in unequal for name in pair)})
    return (alike + mixed * (personas - 1)) / personas


def efficiency(games: Iterable[Game], best_joint: Fraction) -> Fraction | None:
    """Mean joint gain of the agreements over the largest that both mandates allow."""
    found = [game.joint / best_joint for game in games if game.agreed and best_joint > 0]
    return _mean(found)


def best_openings(games: Iterable[Game]) -> list[Advantage]:
    """For each side the opening that leads its rivals most, against every opening of the other side."""
    told = [game for game in games if game.anchors.union is not None and game.anchors.employer is not None]
    return [best for side in SIDES if (best := _best_opening(told, side)) is not None]


def _best_opening(games: Sequence[Game], side: Side) -> Advantage | None:
    cells: dict[tuple[Fraction, Fraction], list[Fraction]] = {}
    for game in games:
        own, other = game.anchors[side], game.anchors[side.other]
        if own is not None and other is not None:
            cells.setdefault((own, other), []).append(game.surplus[side])
    means = {key: _mean(found) or ZERO for key, found in cells.items()}
    anchors = sorted({key[0] for key in means})
    others = sorted({key[1] for key in means})
    if len(anchors) < 2 or len(means) < len(anchors) * len(others):
        return None
    leads = [
        Advantage(side, anchor, min(_lead(means, anchor, against, anchors) for against in others))
        for anchor in anchors
    ]
    return max(leads, key=lambda found: found.lead)


def _lead(
    means: Mapping[tuple[Fraction, Fraction], Fraction],
    anchor: Fraction,
    against: Fraction,
    anchors: Sequence[Fraction],
) -> Fraction:
    rivals = [means[rival, against] for rival in anchors if rival != anchor]
    return means[anchor, against] - max(rivals)


def opening_lead(games: Iterable[Game]) -> Fraction | None:
    """The largest lead that one opening has over all others whatever the other side does; at least 0."""
    found = best_openings(games)
    return max([ZERO, *(best.lead for best in found)]) if found else None


def game_measures(games: Sequence[Game], best_joint: Fraction) -> tuple[Measure, ...]:
    """Every measure that rests on games; ``met`` is ``None`` where there are too few to tell."""
    shared = [game for game in mirror_games(games) if game.union_share is not None]
    agreed = [game for game in games if game.agreed]
    mixed = [game for game in games if game.personas.union != game.personas.employer]
    return (
        _measured("seat_share", seat_share(games), enough=len(shared) >= ENOUGH_EQUAL),
        _measured("agreement", agreement_rate(games), enough=len(mixed) >= ENOUGH_MIXED),
        _measured("efficiency", efficiency(games, best_joint), enough=len(agreed) >= ENOUGH_EQUAL),
        _measured("opening", opening_lead(games), enough=bool(best_openings(games))),
    )


def _measured(name: str, value: Fraction | None, *, enough: bool) -> Measure:
    return measure(name, value) if enough else Measure(name, None, None)


def seats(games: Sequence[Game]) -> BySide[Seat] | None:
    """How both seats fared; ``None`` without games."""
    if not games:
        return None
    return BySide(_seat(games, Side.UNION), _seat(games, Side.EMPLOYER))


def _seat(games: Sequence[Game], side: Side) -> Seat:
    values = sorted(game.utilities[side] for game in games)
    mean = sum(values, ZERO) / len(values)
    variance = sum(((value - mean) ** 2 for value in values), ZERO) / len(values)
    deviation = Fraction(isqrt(int(variance * MILLION * MILLION)), MILLION)
    quartiles = (_quantile(values, 1), _quantile(values, 2), _quantile(values, 3))
    return Seat(len(values), mean, deviation, quartiles)


def _quantile(values: Sequence[Fraction], quarter: int) -> Fraction:
    """A quartile by linear interpolation between the values around it (Hyndman and Fan 1996, type 7)."""
    place = Fraction((len(values) - 1) * quarter, 4)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, ZERO) / len(values) if values else None
