"""A two-sided negotiation domain: ladders of options, additive utilities and what breaks additivity.

Utility is the sum of one contribution for each part (Keeney and Raiffa 1976). Constraints say which outcomes
may not be and which packages are worth more than the sum of their parts. Everything is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import TypeAlias

from cases.sides import BySide

Option: TypeAlias = str | int | bool | Decimal | None
"""How an option is written in terms."""

Pick: TypeAlias = tuple[int, int]
"""One option of one part: (place of the part, place of the option)."""

Choice: TypeAlias = tuple[int, ...]
"""An outcome: for each part the place of the option chosen."""

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Part:
    """One ladder to choose from: an issue, or one grade of a per-grade issue.

    ``union`` and ``employer`` hold what each option adds to a side's utility, already weighted.
    """

    issue: str
    options: tuple[Option, ...]
    union: tuple[Fraction, ...]
    employer: tuple[Fraction, ...]
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Options that may not all hold together: an outcome with every one of the picks is no outcome."""

    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Bonus:
    """What a package is worth beyond its parts: added to the utilities when every pick holds."""

    picks: tuple[Pick, ...]
    union: Fraction = ZERO
    employer: Fraction = ZERO


@dataclass(frozen=True, slots=True)
class Floor:
    """A least sum over several parts: a legal floor met by two issues together.

    ``amounts`` gives each part's amount by option; ``least`` is what they must reach.
    """

    amounts: Mapping[int, tuple[Fraction, ...]]
    least: Fraction


@dataclass(frozen=True, slots=True)
class Bill:
    """What outcomes cost under one setting of the links: a fixed sum and a cost for each option."""

    fixed: Fraction
    costs: Mapping[int, tuple[Fraction, ...]]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A most that an outcome may cost.

    Where cost is a plain sum, ``links`` is empty and ``bills`` holds one bill under ``()``. Parts whose
    options change what the others cost (a levy on the whole payroll, days paid at the bargained wage) are
    the ``links``; ``bills`` then holds one bill for each choice of their options. A part that a bill leaves
    out costs nothing.
    """

    most: Fraction
    bills: Mapping[Choice, Bill]
    links: tuple[int, ...] = ()

    @classmethod
    def plain(cls, most: Fraction, costs: Mapping[int, tuple[Fraction, ...]]) -> Ceiling:
        """A ceiling over costs that add up."""
        return cls(most, {(): Bill(ZERO, costs)})

    def cost(self, choice: Sequence[int]) -> Fraction:
        """What an outcome costs."""
        bill = self.bills[tuple(choice[part] for part in self.links)]
        return bill.fixed + sum((row[choice[part]] for part, row in bill.costs.items()), ZERO)


@dataclass(frozen=True, slots=True)
class Domain:
    """Parts, limits and constraints. ``base`` is what both utilities start from before any part counts.

    ``exact`` is off where the constraints themselves are stricter than what they stand for, so that some
    outcomes which should be permitted are not.
    """

    parts: tuple[Part, ...]
    reservation: BySide[Fraction]
    exclusives: tuple[Exclusive, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    floors: tuple[Floor, ...] = ()
    ceiling: Ceiling | None = None
    base: BySide[Fraction] = field(default_factory=lambda: BySide.same(ZERO))
    exact: bool = True

    @property
    def outcomes(self) -> int:
        """How many combinations of options there are, permitted or not."""
        return prod(len(part.options) for part in self.parts)

    @property
    def constrained(self) -> bool:
        """Whether some combinations are not permitted."""
        return bool(self.exclusives or self.floors or self.ceiling)

    def utilities(self, choice: Sequence[int]) -> tuple[Fraction, Fraction]:
        """Both utilities of an outcome, union first."""
        union = self.base.union + sum(
            (part.union[option] for part, option in zip(self.parts, choice, strict=True)), ZERO
        )
        employer = self.base.employer + sum(
            (part.employer[option] for part, option in zip(self.parts, choice, strict=True)), ZERO
        )
        for bonus in self.bonuses:
            if holds(bonus.picks, choice):
                union += bonus.union
                employer += bonus.employer
        return union, employer

    def permits(self, choice: Sequence[int]) -> bool:
        """Whether an outcome keeps every constraint."""
        if any(holds(pair.picks, choice) for pair in self.exclusives):
            return False
        for floor in self.floors:
            if sum((row[choice[part]] for part, row in floor.amounts.items()), ZERO) < floor.least:
                return False
        return self.ceiling is None or self.ceiling.cost(choice) <= self.ceiling.most

    def terms(self, choice: Sequence[int]) -> dict[str, Option | dict[str, Option]]:
        """An outcome as terms: issue to option, or to one option for each grade."""
        found: dict[str, Option | dict[str, Option]] = {}
        for part, option in zip(self.parts, choice, strict=True):
            value = part.options[option]
            if not part.grade:
                found[part.issue] = value
                continue
            grades = found.setdefault(part.issue, {})
            if isinstance(grades, dict):
                grades[part.grade] = value
        return found


def holds(picks: Iterable[Pick], choice: Sequence[int]) -> bool:
    """Whether an outcome has every one of the picks."""
    return all(choice[part] == option for part, option in picks)
