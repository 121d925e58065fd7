"""Which settlement to go for next: the one that the other side should like best among those that give enough.

Issues are merged one by one into a list of partial plans, and of plans worth about the same to this side
only the best one for the other side is kept. That is never more than a few thousand steps, however many
settlements a case has. Utilities are whole millionths inside, so that every machine finds the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from cases.issues import Issue
from cases.terms import Terms, Value
from trainer.opponent.model import OtherSide
from trainer.opponent.situation import Situation
from trainer.table.offer_rules import broken_rule

V = TypeVar("V")

MILLION = 1_000_000
KEPT = 120
"""Partial plans kept after each issue."""
RUNGS = 14
"""Values of one issue that are looked at."""
CHANGE = 12_000
"""What leaving a position untouched is worth in the choice."""
ROUND = 4_000
"""What a round number is worth in the choice."""
TRIES = 4


@dataclass(frozen=True, slots=True)
class Option:
    """A value that could be put forward on one issue, in millionths of utility and whole yuan."""

    value: Value
    own: int
    liked: int
    """Estimated utility to the other side, with small bonuses for few changes and round numbers."""
    cost: int


@dataclass(frozen=True, slots=True)
class _Partial:
    own: int
    liked: int
    cost: int
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Terms for every open issue."""

    terms: dict[str, Value]
    utility: Fraction
    """Own utility together with what is settled."""


class Planner:
    """Finds plans for one turn."""

    def __init__(self, s: Situation, other: OtherSide) -> None:
        self._s, self._other = s, other
        self._now = s.money({**s.settled}) if s.money is not None else Fraction(0)
        self.options = {name: self._options(name) for name in s.open}
        self._base = s.prefs.utility(s.settled) - sum(
            (s.prefs.part_worth(name, s.issues[name].current) for name in s.open), Fraction(0)
        )

    def plan(self, target: Fraction) -> Plan | None:
        """The plan worth at least ``target`` that the other side should like best, if there is one."""
        budget = self._budget()
        wanted = _millionths(target - self._base)
        for _ in range(TRIES):
            found = self._search(wanted, budget)
            if found is None:
                return None
            if self._s.budget_left({**self._s.settled, **found.terms}):
                return found
            budget = budget * 9 // 10 if budget is not None else None
        return None

    def best(self) -> Fraction:
        """The most that this side could still get with its stated positions."""
        return self._base + Fraction(
            sum(max(option.own for option in options) for options in self.options.values()), MILLION
        )

    def _budget(self) -> int | None:
        budget = self._s.brief.budget
        if self._s.money is None or budget is None:
            return None
        return int(Fraction(budget.run_rate) - self._now)

    def _search(self, wanted: int, budget: int | None) -> Plan | None:
        partial = [_Partial(0, 0, 0, ())]
        for options in self.options.values():
            partial = _merged(partial, options, budget)
        enough = [item for item in partial if item.own >= wanted]
        if not enough:
            return None
        best = max(enough, key=lambda item: (item.liked, item.own, item.chosen))
        picks = zip(self.options.items(), best.chosen, strict=True)
        terms = {name: options[place].value for (name, options), place in picks}
        return Plan(terms, self._s.prefs.utility({**self._s.settled, **terms}))

    def _options(self, name: str) -> tuple[Option, ...]:
        s = self._s
        mine = s.mine(name)
        values = thinned(candidate_values(s, name), RUNGS, keep=(mine, s.theirs(name)))
        return tuple(
            Option(
                value,
                _millionths(s.prefs.part_worth(name, value)),
                _millionths(self._other.weights[name] * self._other.worth(name, value))
                + (CHANGE // max(len(s.open), 1) if value == mine else 0)
                + (ROUND // max(len(s.open), 1) if is_round(s.issues[name], value) else 0),
                self._cost(name, value),
            )
            for value in values
        )

    def _cost(self, name: str, value: Value) -> int:
        if self._s.money is None or self._s.brief.budget is None:
            return 0
        return int(self._s.money({**self._s.settled, name: value}) - self._now)


def _millionths(share: Fraction) -> int:
    return int(share * MILLION)


def _merged(partial: Sequence[_Partial], options: Sequence[Option], budget: int | None) -> list[_Partial]:
    """Every partial plan with every option, thinned to the best one in each band of own utility."""
    grown = [
        (item.own + option.own, item.liked + option.liked, item.cost + option.cost, item, place)
        for item in partial
        for place, option in enumerate(options)
    ]
    if budget is not None:
        affordable = [row for row in grown if row[2] <= budget]
        grown = affordable or [min(grown, key=lambda row: (row[2], -row[0]))]
    low, high = min(row[0] for row in grown), max(row[0] for row in grown)
    band = max((high - low) // KEPT, 1)
    best: dict[int, tuple[int, int, int, _Partial, int]] = {}
    for row in grown:
        key = (row[0] - low) // band
        kept = best.get(key)
        if kept is None or (row[1], -row[2], row[0]) > (kept[1], -kept[2], kept[0]):
            best[key] = row
    return [
        _Partial(own, liked, cost, (*item.chosen, place)) for own, liked, cost, item, place in best.values()
    ]


def candidate_values(s: Situation, name: str) -> list[Value]:
    """Values this side may put forward on an issue, best first.

    From its own last firm word down to its limit, but no further than what the other side asks for; nothing
    that the law forbids.
    """
    issue = s.issues[name]
    ceiling = _ceiling(s, name)
    asked = s.theirs(name)
    if asked is not None and issue.better_for(s.side, asked, ceiling) >= 0 and s.prefs.allows(name, asked):
        return [asked]
    rungs = [
        value
        for value in _rungs(s, name, ceiling, asked)
        if s.prefs.allows(name, value) and issue.fault(value) is None and broken_rule(issue, value) is None
    ]
    return rungs or [ceiling]


def _ceiling(s: Situation, name: str) -> Value:
    """The best value this side may still name: its last firm word; under a promise, its last word at all."""
    firm, mine = s.firm(name, s.side), s.mine(name)
    if firm is None:
        return opening_value(s, name)
    due = any(offer.status == "due" and name in offer.terms for offer in s.standing(s.side))
    if due and mine is not None and s.prefs.worth(name, mine) < s.prefs.worth(name, firm):
        return mine
    return firm


def _rungs(s: Situation, name: str, ceiling: Value, asked: Value | None) -> list[Value]:
    issue = s.issues[name]
    if isinstance(ceiling, dict):
        return _grade_rungs(s, name, ceiling, asked)
    worse = [value for value in s.prefs.ladder(name) if issue.better_for(s.side, value, ceiling) <= 0]
    if asked is not None:
        worse = [value for value in worse if issue.better_for(s.side, value, asked) >= 0]
    return worse


def _grade_rungs(s: Situation, name: str, ceiling: dict[str, Decimal], asked: Value | None) -> list[Value]:
    """Steps in which every grade moves the same share of its way from the own word to the farthest point."""
    issue = s.issues[name]
    limit = s.full(name, s.brief.preference(name).limit)
    ladders = {}
    for grade, start in ceiling.items():
        end = limit[grade] if isinstance(limit, dict) else start
        if isinstance(asked, dict) and issue.better_for(s.side, {grade: asked[grade]}, {grade: end}) > 0:
            end = asked[grade]
        low, high = min(start, end), max(start, end)
        rungs = [rung for rung in issue.ladders[grade] if isinstance(rung, Decimal) and low <= rung <= high]
        ladders[grade] = (rungs if start <= end else rungs[::-1]) or [start]
    steps = max(len(rungs) for rungs in ladders.values())
    found: list[Value] = []
    for step in range(steps):
        value: Value = {
            grade: rungs[(len(rungs) - 1) * step // max(steps - 1, 1)] for grade, rungs in ladders.items()
        }
        if value not in found:
            found.append(value)
    return found


def thinned(values: Sequence[Value], most: int, keep: Iterable[Value | None] = ()) -> list[Value]:
    """At most about ``most`` of the values, evenly spread, with both ends and those to ``keep``."""
    if len(values) <= most:
        return list(values)
    places = {round((len(values) - 1) * step / (most - 1)) for step in range(most)}
    wanted = [value for value in keep if value is not None]
    return [value for place, value in enumerate(values) if place in places or value in wanted]


def opening_value(s: Situation, name: str) -> Value:
    """What this side says first: the brief's opening, moved towards its best end by the persona's anchor."""
    opening = s.full(name, s.brief.preference(name).opening)
    issue, anchor = s.issues[name], s.persona.anchor
    if isinstance(opening, dict):
        value: Value = {
            grade: _anchored(s.numbers(name, grade), number, anchor) for grade, number in opening.items()
        }
    else:
        value = _anchored(s.prefs.ladder(name), opening, anchor)
    return value if issue.fault(value) is None and broken_rule(issue, value) is None else opening


def _anchored(ladder: Sequence[V], value: V, anchor: Decimal) -> V:
    """The rung ``anchor`` of the way from ``value`` to the top of the ladder (best first)."""
    if value not in ladder:
        return value
    return ladder[int(ladder.index(value) * (1 - anchor))]


def is_round(issue: Issue, value: Value) -> bool:
    """Whether people would call it a round number: a multiple of five or ten steps."""
    if issue.grid is None or not isinstance(value, Decimal):
        return False
    return not value % (issue.grid.step * (10 if issue.grid.step < 1 else 5)) or value == int(value)


def worth_of(s: Situation, terms: Terms) -> Fraction:
    """What terms add to the own utility."""
    return sum((s.prefs.part_worth(name, value) for name, value in terms.items()), Fraction(0))
