"""What a settlement is worth to a side: the additive value function of its brief.

Utility is the weighted sum of single-issue values, the standard additive model of multi-attribute value
(Keeney and Raiffa 1976): ``sum of weight / 100 * worth(value)``. An issue's worth is piecewise linear
between the corners its brief gives, or a straight line from the side's worst end (0) to its best (1);
a per-grade issue is the mean of its grades, weighed by the brief's shares. Everything is exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from cases.brief import Brief, IssuePreference
from cases.case import Case
from cases.issues import Grid, Issue
from cases.sides import Side
from cases.terms import Terms, Value

ZERO, ONE = Fraction(0), Fraction(1)
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class _Scalar:
    """The value function of one ladder: a scalar issue, or one grade of a per-grade issue."""

    corners: tuple[tuple[Fraction, Fraction], ...]
    """(place on the ladder, worth), by place."""
    grid: Grid | None
    order: tuple[str, ...]
    """Dates or choices in ladder order; empty for a grid."""

    def place(self, value: Decimal | str) -> Fraction:
        """Where ``value`` lies on the ladder: the number itself, or the place among the options.

        A date between two options (only the level in force can be one) lies half-way between them.
        """
        if self.grid is not None:
            return Fraction(Decimal(value))
        if value in self.order:
            return Fraction(self.order.index(str(value)))
        after = bisect_left(self.order, str(value))
        return Fraction(2 * after - 1, 2)

    def worth(self, value: Decimal | str) -> Fraction:
        """0 to 1; beyond the outermost corners the worth stays that of the corner."""
        place = self.place(value)
        if place <= self.corners[0][0]:
            return self.corners[0][1]
        if place >= self.corners[-1][0]:
            return self.corners[-1][1]
        above = bisect_right([corner[0] for corner in self.corners], place)
        (left, low), (right, high) = self.corners[above - 1], self.corners[above]
        return low + (high - low) * (place - left) / (right - left)


@dataclass(frozen=True, slots=True)
class Preferences:
    """One side's value function over the terms of a case, with its limits."""

    side: Side
    brief: Brief
    issues: Mapping[str, Issue]
    _scalars: Mapping[str, Mapping[str, _Scalar]] = field(repr=False)
    _shares: Mapping[str, Mapping[str, Fraction]] = field(repr=False)
    _weights: Mapping[str, Fraction] = field(repr=False)
    _known: dict[tuple[object, ...], Fraction] = field(default_factory=dict, repr=False, compare=False)
    """Worths already worked out; a search asks for the same ones over and over."""

    @classmethod
    def of(cls, side: Side, brief: Brief, issues: Iterable[Issue]) -> Preferences:
        """The value function that ``brief`` describes for ``side``."""
        known = {issue.id: issue for issue in issues}
        weights = {name: Fraction(brief.preference(name).weight) / HUNDRED for name in known}
        scalars = {
            name: {part: _scalar(side, issue, brief.preference(name), part) for part in issue.ladders}
            for name, issue in known.items()
        }
        shares = {name: _shares(issue, brief.preference(name)) for name, issue in known.items()}
        return cls(side, brief, known, scalars, shares, weights)

    @property
    def reservation(self) -> Fraction:
        """Utility of the side's alternative to an agreement."""
        return Fraction(self.brief.reservation)

    def weight(self, issue: str) -> Fraction:
        """Weight of an issue, 0 to 1; all weights of a checked case sum to 1."""
        return self._weights[issue]

    def worth(self, issue: str, value: Value) -> Fraction:
        """Worth of one issue's value, 0 to 1, before weighing; grades not named stay at today's level."""
        key = (issue, *sorted(value.items())) if isinstance(value, dict) else (issue, value)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._worth(issue, value)
        return known

    def _worth(self, issue: str, value: Value) -> Fraction:
        parts, shares = self._scalars[issue], self._shares[issue]
        if not isinstance(value, dict):
            return parts[""].worth(value)
        grades = self.issues[issue].grade_map
        return sum(
            (
                shares[part] * scalar.worth(value.get(part, grades[part].current))
                for part, scalar in parts.items()
            ),
            ZERO,
        )

    def part_worth(self, issue: str, value: Value) -> Fraction:
        """What the value adds to the utility: weight times worth."""
        return self._weights[issue] * self.worth(issue, value)

    def utility(self, terms: Terms) -> Fraction:
        """Utility of a settlement, 0 to 1; issues it does not name stay at the level in force."""
        return sum(
            (self.part_worth(name, terms.get(name, issue.current)) for name, issue in self.issues.items()),
            ZERO,
        )

    def allows(self, issue: str, value: Value) -> bool:
        """Whether the value is no worse than the mandate's limit, grade by grade where there are grades."""
        limit = self.brief.preference(issue).limit
        known = self.issues[issue]
        if not (isinstance(value, dict) and isinstance(limit, dict)):
            return known.better_for(self.side, value, limit) >= 0
        return all(
            known.better_for(
                self.side, {grade: value.get(grade, known.grade_map[grade].current)}, {grade: bound}
            )
            >= 0
            for grade, bound in limit.items()
        )

    def breaches(self, terms: Terms) -> tuple[str, ...]:
        """Issues among ``terms`` whose value is beyond the mandate's limit."""
        return tuple(name for name, value in terms.items() if not self.allows(name, value))

    def within_limits(self, terms: Terms) -> bool:
        """Whether a whole settlement keeps every limit; issues not named stay at the level in force."""
        return all(self.allows(name, terms.get(name, issue.current)) for name, issue in self.issues.items())

    def acceptable(self, terms: Terms) -> bool:
        """Within the limits and no worse than the alternative (money is judged elsewhere)."""
        return self.within_limits(terms) and self.utility(terms) >= self.reservation

    def ladder(self, issue: str, part: str = "") -> tuple[Value, ...]:
        """Every value of an issue (or of one of its grades), from best to worst for the side."""
        rungs = self.issues[issue].ladders[part]
        return rungs[::-1] if _rising(self.side, self.issues[issue]) else rungs


def preferences(case: Case, side: Side) -> Preferences:
    """The value function of one side of a case."""
    return Preferences.of(side, case.briefs[side], case.issues)


def utility(side: Side, brief: Brief, issues: Iterable[Issue], terms: Terms) -> Fraction:
    """Utility of ``terms`` for ``side``; for more than a few calls build :class:`Preferences` once."""
    return Preferences.of(side, brief, issues).utility(terms)


def within_limits(side: Side, brief: Brief, issues: Iterable[Issue], terms: Terms) -> bool:
    """Whether ``terms``, with the rest at the level in force, keep every limit of the brief."""
    return Preferences.of(side, brief, issues).within_limits(terms)


def _rising(side: Side, issue: Issue) -> bool:
    """Whether the side's best end is the end of the ladder."""
    up = issue.union_wants in {"more", "later", "last"}
    return up if side is Side.UNION else not up


def _scalar(side: Side, issue: Issue, preference: IssuePreference, part: str) -> _Scalar:
    grid = issue.grade_map[part].grid if part else issue.grid
    order = () if grid is not None else tuple(str(option) for option in issue.options)
    bare = _Scalar((), grid, order)
    if preference.points and not part:
        corners = sorted((bare.place(point.at), Fraction(point.worth)) for point in preference.points)
        return _Scalar(tuple(corners), grid, order)
    low = Fraction(grid.min) if grid is not None else ZERO
    high = Fraction(grid.max) if grid is not None else Fraction(len(order) - 1)
    first, last = (ZERO, ONE) if _rising(side, issue) else (ONE, ZERO)
    return _Scalar(((low, first), (high, last)) if high > low else ((low, first),), grid, order)


def _shares(issue: Issue, preference: IssuePreference) -> dict[str, Fraction]:
    """Shares of a per-grade issue's grades: the brief's, or equal ones."""
    if not issue.grades:
        return {}
    if preference.grades:
        given = {share.grade: Fraction(share.share) for share in preference.grades}
        return {grade.id: given.get(grade.id, ZERO) for grade in issue.grades}
    return {grade.id: Fraction(1, len(issue.grades)) for grade in issue.grades}
