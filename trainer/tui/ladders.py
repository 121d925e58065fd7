"""Terms being put together: one row for each issue or grade, each standing on a rung of its ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from cases.issues import Issue
from cases.terms import Value


@dataclass(frozen=True, slots=True)
class Rung:
    """An issue or one grade of it, the rung it stands on, and whether it is part of the terms."""

    issue: str
    part: str
    """The grade; empty for issues without grades."""
    values: tuple[Value, ...]
    place: int
    chosen: bool = False

    @property
    def value(self) -> Value:
        """The value of the rung."""
        return self.values[self.place]

    def moved(self, steps: int) -> Rung:
        """So many rungs up or down, never beyond the ends."""
        return replace(self, place=min(max(self.place + steps, 0), len(self.values) - 1))

    def at(self, value: Value) -> Rung:
        """On the rung of a value, or the one nearest to it."""
        return replace(self, place=nearest(self.values, value))

    def typed(self, text: str) -> Rung | None:
        """On the rung that typed digits mean; ``None`` where they mean none."""
        try:
            wanted = Decimal(text)
        except InvalidOperation:
            return None
        if not wanted.is_finite():
            return None
        if all(isinstance(value, Decimal) for value in self.values):
            return self.at(wanted)
        whole = int(wanted)
        return replace(self, place=whole - 1) if 1 <= whole <= len(self.values) else None


def nearest(values: Sequence[Value], wanted: Value) -> int:
    """Where ``wanted`` stands among the values; the nearest number if it is none of them, else the first."""
    if wanted in values:
        return list(values).index(wanted)
    if isinstance(wanted, Decimal) and isinstance(values[0], Decimal):
        return min(range(len(values)), key=lambda place: (abs(Decimal(str(values[place])) - wanted), place))
    return 0


def rungs(issues: Sequence[Issue], start: Mapping[str, Value], terms: Mapping[str, Value]) -> list[Rung]:
    """A row for each issue or grade.

    Args:
        issues: What can be chosen.
        start: Where rows stand that are not chosen yet.
        terms: What is chosen already.
    """
    rows = []
    for issue in issues:
        for part, values in issue.ladders.items():
            row = Rung(issue.id, part, values, 0).at(_part(start.get(issue.id, issue.current), part))
            if issue.id in terms and _names(terms[issue.id], part):
                row = replace(row.at(_part(terms[issue.id], part)), chosen=True)
            rows.append(row)
    return rows


def _names(value: Value, part: str) -> bool:
    return not part or (isinstance(value, dict) and part in value)


def _part(value: Value, part: str) -> Value:
    if isinstance(value, dict):
        return value.get(part, Decimal(0))
    return value


def terms_of_rungs(rows: Sequence[Rung]) -> dict[str, Value]:
    """The chosen rows as terms."""
    terms: dict[str, Value] = {}
    for row in rows:
        if not row.chosen:
            continue
        if row.part:
            grades = terms.setdefault(row.issue, {})
            if isinstance(grades, dict) and isinstance(row.value, Decimal):
                grades[row.part] = row.value
        else:
            terms[row.issue] = row.value
    return terms


def choose(rows: Sequence[Rung], index: int, chosen: bool, *, single: bool) -> list[Rung]:
    """Put a row in or out; with ``single`` only one issue can be in."""
    wanted = rows[index].issue
    return [
        replace(row, chosen=chosen)
        if place == index
        else replace(row, chosen=row.chosen and (not single or not chosen or row.issue == wanted))
        for place, row in enumerate(rows)
    ]
