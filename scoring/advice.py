"""What to change in a case that misses a target: which number, by how much, and proof that it helps.

Every kind of change is tried in growing steps until the missed target is met and none that held is lost; what
is proposed was always measured again with the change made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_UP, Decimal
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

from cases.case import Case
from cases.sides import SIDES, Side
from scoring import changes as c
from scoring.balance import TARGETS, Figures, Measure, figures, uneven, weights
from scoring.balance_games import best_openings, game_measures
from scoring.changes import Change, apply
from scoring.domain import ZERO
from scoring.games import Game

HUNDREDTH = Decimal("0.01")
MOST_STEPS = 32
"""A change is tried up to so many of its own steps: hundredths of utility, points of weight."""
MOST_ADVICE = 6
"""Changes proposed one after the other before a case is called beyond small repairs."""
LAST_RESORT = 100
"""Counts as the size of a change that should only be proposed where no other will do."""
FIRST_STEPS = {"seat_share": 8, "agreement": 2}
"""Where the search begins if not with one step, to spare games."""
BY_GAMES = frozenset({"seat_share", "agreement", "efficiency", "opening"})
"""Measures that need games."""

Family: TypeAlias = Callable[[int], tuple[Change, ...]]
"""A kind of change by its size in steps; empty where there is no change of that size."""


class Replay(Protocol):
    """Plays the games of one measure (all measures for ``None``) with an altered case."""

    def __call__(self, case: Case, measure: str | None, /) -> Sequence[Game]:
        """The games."""


@dataclass(frozen=True, slots=True)
class State:
    """A case with everything measured."""

    figures: Figures
    games: tuple[Game, ...]
    measures: tuple[Measure, ...]

    @property
    def case(self) -> Case:
        """The case."""
        return self.figures.case

    @property
    def missed(self) -> tuple[str, ...]:
        """Measures that miss their target."""
        return tuple(found.id for found in self.measures if found.met is False)

    @property
    def held(self) -> tuple[str, ...]:
        """Measures that meet their target."""
        return tuple(found.id for found in self.measures if found.met)

    def value(self, name: str) -> Fraction | None:
        """The value of a measure."""
        return next(found.value for found in self.measures if found.id == name)


@dataclass(frozen=True, slots=True)
class Advice:
    """A change that was tried: what it is for, and what it brings."""

    measure: str
    changes: tuple[Change, ...]
    before: Fraction | None
    after: Fraction | None
    fixes: tuple[str, ...]
    """Measures that missed their target and meet it now."""


def state_of(found: Figures, games: Sequence[Game]) -> State:
    """Everything measured on a case and the games played with it."""
    return State(found, tuple(games), (*found.measures(), *game_measures(games, found.best_joint)))


def advise(start: State, replay: Replay) -> Iterator[tuple[Advice, State]]:
    """Changes that lead from a case to one that meets its targets, each with the state it leads to.

    Each builds on those before. Ends early where no small change helps.
    """
    state = start
    for _ in range(MOST_ADVICE):
        found = next((found for name in state.missed if (found := _repair(state, name, replay))), None)
        if found is None:
            return
        yield found
        state = found[1]


def _repair(state: State, name: str, replay: Replay) -> tuple[Advice, State] | None:
    """The change that meets the target, leaves the fewest others missed and is the smallest of those."""
    trials = [trial for family in _families(state, name) if (trial := _smallest(state, name, family, replay))]
    if state.games and name not in BY_GAMES:
        trials = [(made, _replayed(after, replay, "seat_share")) for made, after in trials]
    trials.sort(key=lambda trial: (len(trial[1].missed), _size(trial[0])))
    for made, after in trials:
        whole = _replayed(after, replay, None) if state.games else after
        if not set(whole.missed) & set(state.held):
            fixes = tuple(missed for missed in state.missed if missed not in whole.missed)
            return Advice(name, made, state.value(name), whole.value(name), fixes), whole
    return None


def _replayed(after: State, replay: Replay, name: str | None) -> State:
    return state_of(after.figures, replay(after.case, name))


def _size(changes: Sequence[Change]) -> Fraction:
    """How much is changed: hundredths of utility, points of weight.

    An opening is something else, and a budget is argued for in the case's texts: both come last.
    """
    total = ZERO
    for change in changes:
        if isinstance(change.after, Decimal) and isinstance(change.before, Decimal):
            step = abs(Fraction(change.after) - Fraction(change.before))
            total += {"reservation": step * 100, "weight": step}.get(change.kind, Fraction(LAST_RESORT))
        else:
            total += LAST_RESORT
    return total


def _smallest(
    state: State, name: str, family: Family, replay: Replay
) -> tuple[tuple[Change, ...], State] | None:
    """The fewest steps of a family that meet the target and lose none of the numbers that held."""
    low, high, steps = 0, 0, FIRST_STEPS.get(name, 1)
    best: tuple[tuple[Change, ...], State] | None = None
    while not high or high - low > 1:
        made = family(steps)
        found = _tried(state, name, made, replay) if made else "far"
        if found == "short":
            low = steps
        else:
            high = steps
            best = (made, found) if isinstance(found, State) else best
        if not high and low >= MOST_STEPS:
            return None
        steps = (low + high) // 2 if high else steps * 2
    return best


def _tried(
    state: State, name: str, made: tuple[Change, ...], replay: Replay
) -> State | Literal["short", "far"]:
    """The state after a change, or why it is none: the target not yet reached, or passed, or others lost."""
    if name == "zone_share":
        share = _zone_share(state, made)
        if not TARGETS[name].holds(share):
            return _beyond(state, name, share)
    found = _refigured(state.figures, made)
    after = state_of(found, replay(found.case, name) if name in BY_GAMES else ())
    if name in after.missed:
        return _beyond(state, name, after.value(name))
    lost = set(after.missed) & set(state.held) - BY_GAMES
    return "far" if lost else after


def _beyond(state: State, name: str, value: Fraction | None) -> Literal["short", "far"]:
    """Whether a value that misses the target has passed it."""
    before, most = state.value(name), TARGETS[name].most
    if before is None or value is None:
        return "short"
    was_high = most is not None and before > most
    is_high = most is not None and value > most
    return "short" if was_high == is_high else "far"


def _zone_share(state: State, made: Sequence[Change]) -> Fraction:
    """The share of the agreement zone after a change, told without working out the rest."""
    least, most = state.figures.reservation, None
    for change in made:
        if isinstance(change.after, Decimal):
            after = Fraction(change.after)
            least = least.with_(change.side, after) if change.kind == "reservation" else least
            most = after if change.kind == "budget" else most
    return state.figures.zone.share(least, most)


def _refigured(before: Figures, made: Sequence[Change]) -> Figures:
    """The figures after a change, the outcomes measured anew only where they are worth something else."""
    kinds = {change.kind for change in made}
    zone = None if "weight" in kinds else before.zone
    for change in made:
        if zone is not None and change.kind == "budget" and isinstance(change.after, Decimal):
            zone = replace(zone, budget=Fraction(change.after))
    return figures(apply(before.case, made), zone)


def _families(state: State, name: str) -> list[Family]:
    """The kinds of change that can move a measure towards its target."""
    value = state.value(name)
    most = TARGETS[name].most
    high = value is not None and most is not None and value > most
    case = state.case
    if name == "zone_share":
        moves = [*_reservations(case, up=high), *_budgets(state, up=not high)]
        return [*moves, _both(*_reservations(case, up=high))]
    if name == "agreement":
        return [_both(*_reservations(case, up=high)), *_reservations(case, up=high)]
    if name == "frontier":
        return [*_reservations(case, up=False), *_shifts(case, apart=True)]
    if name == "solutions_gap":
        return [*_reservations(case, up=True), *_reservations(case, up=False)]
    if name == "seat_share":
        rich = Side.UNION if high else Side.EMPLOYER
        return [_reservation(case, rich, up=True), _reservation(case, rich.other, up=False)]
    if name == "opening":
        return _openings(state)
    if name == "trades":
        return _apart_evens(case)
    return _shifts(case, apart=name == "joint_gain" or high)


def _reservation(case: Case, side: Side, *, up: bool) -> Family:
    def family(steps: int) -> tuple[Change, ...]:
        found = c.reservation(case, side, HUNDREDTH * (steps if up else -steps))
        return (found,) if found is not None else ()

    return family


def _reservations(case: Case, *, up: bool) -> list[Family]:
    return [_reservation(case, side, up=up) for side in SIDES]


def _both(one: Family, other: Family) -> Family:
    def family(steps: int) -> tuple[Change, ...]:
        first, second = one(steps), other(steps)
        return (*first, *second) if first and second else ()

    return family


def _budgets(state: State, *, up: bool) -> list[Family]:
    """Twentieths more or less of a mandate in money, in round sums."""

    def of(side: Side) -> Family:
        def family(steps: int) -> tuple[Change, ...]:
            found = state.case.briefs[side].budget
            if found is None or steps > 16:
                return ()
            share = 1 + Decimal(steps if up else -steps) / 20
            change = c.budget(state.case, side, _round_sum(found.run_rate * share))
            return (change,) if change is not None else ()

        return family

    return [of(side) for side in SIDES if state.case.briefs[side].budget is not None]


def _round_sum(amount: Decimal) -> Decimal:
    """A sum rounded up to two leading digits."""
    return (
        amount.quantize(Decimal(1).scaleb(max(amount.adjusted() - 1, 0)), rounding=ROUND_UP).normalize() + 0
    )


def _shifts(case: Case, *, apart: bool) -> list[Family]:
    """For each side, weight moved between two issues so that the sides' weights differ more, or less."""
    return [_shift(case, side, apart=apart) for side in SIDES]


def _shift(case: Case, side: Side, *, apart: bool) -> Family:
    own, other = _weights_of(case, side), _weights_of(case, side.other)
    dear = max(own, key=lambda name: (own[name] - other[name], own[name]))
    cheap = min(own, key=lambda name: (own[name] - other[name], -own[name]))
    give, take = (cheap, dear) if apart else (dear, cheap)

    def family(steps: int) -> tuple[Change, ...]:
        return c.shift(case, side, give, take, Decimal(steps))

    return family


def _weights_of(case: Case, side: Side) -> dict[str, Fraction]:
    place = SIDES.index(side)
    return {issue.id: weights(case, issue.id)[place] for issue in case.issues}


def _apart_evens(case: Case) -> list[Family]:
    """Weight moved between the heaviest issues that both sides weigh alike: by one side, or by each side."""
    alike = [issue.id for issue in case.issues if not uneven(*weights(case, issue.id))]
    alike.sort(key=lambda name: -sum(weights(case, name)))

    def of(side: Side, give: str, take: str) -> Family:
        return lambda steps: c.shift(case, side, give, take, Decimal(steps))

    pairs = [(alike[place + 1], alike[place]) for place in range(0, len(alike) - 1, 2)]
    single = [of(side, *pair) for side in SIDES for pair in pairs[:1]]
    double = [_both(of(Side.UNION, *pairs[0]), of(Side.EMPLOYER, *pairs[1]))] if len(pairs) > 1 else []
    return [*single, *double]


def _openings(state: State) -> list[Family]:
    """The opening of the side whose best one always wins, moved towards it on its heaviest issue."""
    best = max(best_openings(state.games), key=lambda found: found.lead, default=None)
    if best is None:
        return []
    side, case = best.side, state.case
    own = _weights_of(case, side)
    scalar = [issue for issue in case.issues if not issue.grades]
    if not scalar:
        return []
    heaviest = max(scalar, key=lambda issue: own[issue.id])
    ladder = heaviest.ladders[""]
    before = case.briefs[side].preference(heaviest.id).opening
    if before not in ladder:
        return []
    rising = heaviest.better_for(side, ladder[-1], ladder[0]) > 0
    onward = (1 if rising else -1) * (1 if best.anchor > 0 else -1)

    def family(steps: int) -> tuple[Change, ...]:
        place = ladder.index(before) + steps * onward
        if not 0 <= place < len(ladder):
            return ()
        return (Change("opening", side, before, ladder[place], heaviest.id),)

    return [family]
