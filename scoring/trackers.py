"""What a constraint has to remember while the parts of a domain are gone through one by one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeAlias

from scoring.domain import ZERO, Bill, Bonus, Ceiling, Choice, Domain, Exclusive, Floor

State: TypeAlias = "int | Fraction | Choice | None"
"""What a constraint remembers; ``None`` before its first part and after its last one."""


class Step(NamedTuple):
    """What choosing an option does: the new state, and what it adds to the utilities and the cost."""

    state: State
    union: Fraction = ZERO
    employer: Fraction = ZERO
    cost: Fraction = ZERO


class Tracker(Protocol):
    """One constraint. ``parts`` are those it looks at; ``first`` those that must come before the others."""

    parts: frozenset[int]
    first: tuple[int, ...]

    def step(self, state: State, part: int, option: int, last: bool) -> Step | None:
        """Choose an option of one of ``parts``, the ``last`` of them or not; ``None`` if that is barred."""


class Together:
    """An exclusive set or a bonus: remembers whether every pick has held so far."""

    def __init__(self, rule: Exclusive | Bonus) -> None:
        self.wanted = dict(rule.picks)
        self.parts = frozenset(self.wanted)
        self.first: tuple[int, ...] = ()
        self.rule = rule

    def step(self, state: State, part: int, option: int, last: bool) -> Step | None:
        """State 1: all have held; 0: one has not."""
        held = state != 0 and self.wanted[part] == option
        if not last:
            return Step(int(held))
        if not held:
            return Step(None)
        if isinstance(self.rule, Exclusive):
            return None
        return Step(None, self.rule.union, self.rule.employer)


class Reaching:
    """A floor: remembers how much is still missing, counted from the least that the parts can give."""

    def __init__(self, rule: Floor) -> None:
        self.parts = frozenset(rule.amounts)
        self.first: tuple[int, ...] = ()
        self.over = {part: [one - min(row) for one in row] for part, row in rule.amounts.items()}
        self.missing = max(rule.least - sum((min(row) for row in rule.amounts.values()), ZERO), ZERO)

    def step(self, state: State, part: int, option: int, last: bool) -> Step | None:
        """State: the amount missing, never below 0, so that everything that suffices is one state."""
        missing = self.missing if state is None else Fraction(state)  # type: ignore[arg-type]
        missing = max(missing - self.over[part][option], ZERO)
        if last:
            return Step(None) if not missing else None
        return Step(missing)


class Paying:
    """A ceiling's costs: remembers the options of the links while a cost still depends on them."""

    def __init__(self, rule: Ceiling) -> None:
        self.bills, self.first = rule.bills, rule.links
        bills = list(rule.bills.values())
        named = {part for bill in bills for part in bill.costs}
        self.varying = {
            part
            for part in named
            if rule.links and any(_row(bill, part) != _row(bills[0], part) for bill in bills)
        }
        self.any = bills[0]
        self.parts = frozenset({*rule.links, *self.varying})

    def step(self, state: State, part: int, option: int, last: bool) -> Step | None:
        """State: the links' options chosen so far."""
        chosen = state if isinstance(state, tuple) else ()
        if part not in self.first:
            cost = _cost(self.bills[chosen], part, option)
        else:
            chosen = (*chosen, option)
            cost = self._opening(chosen) if len(chosen) == len(self.first) else ZERO
        return Step(None if last else chosen, cost=cost)

    def _opening(self, chosen: Choice) -> Fraction:
        """The fixed sum, with what the links themselves cost, once all of them are chosen."""
        bill = self.bills[chosen]
        own = (_cost(bill, part, option) for part, option in zip(self.first, chosen, strict=True))
        return bill.fixed + sum(own, ZERO)

    def steady(self, part: int, option: int) -> Fraction:
        """The cost of an option that no link changes."""
        return ZERO if part in self.parts else _cost(self.any, part, option)


def _row(bill: Bill, part: int) -> Sequence[Fraction] | None:
    row = bill.costs.get(part)
    return row if row is not None and any(row) else None


def _cost(bill: Bill, part: int, option: int) -> Fraction:
    row = _row(bill, part)
    return ZERO if row is None else row[option]


def trackers(domain: Domain) -> list[Tracker]:
    """One tracker for each constraint of a domain."""
    found: list[Tracker] = [Together(rule) for rule in domain.exclusives]
    found += [Together(rule) for rule in domain.bonuses]
    found += [Reaching(rule) for rule in domain.floors]
    if domain.ceiling is not None:
        found.append(Paying(domain.ceiling))
    return found
