"""Changes to the numbers of a case file, small enough to be advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from cases.brief import Brief
from cases.case import Case
from cases.sides import Side
from cases.terms import Value

Kind: TypeAlias = Literal["reservation", "weight", "budget", "opening"]


@dataclass(frozen=True, slots=True)
class Change:
    """One number of a side's brief, before and after."""

    kind: Kind
    side: Side
    before: Value
    after: Value
    issue: str = ""
    """The issue of a weight or an opening."""

    @property
    def place(self) -> str:
        """Where the number stands in the case file."""
        head = f"briefs.{self.side.value}"
        if self.kind == "budget":
            return f"{head}.budget.run_rate"
        return f"{head}.preferences.{self.issue}.{self.kind}" if self.issue else f"{head}.{self.kind}"


def reservation(case: Case, side: Side, by: Decimal) -> Change | None:
    """Move a reservation value; ``None`` where it would leave 0 to 1 or not move."""
    before = case.briefs[side].reservation
    after = before + by
    return Change("reservation", side, before, after) if by and 0 <= after <= 1 else None


def budget(case: Case, side: Side, to: Decimal) -> Change | None:
    """Set a mandate in money; ``None`` where the side has none."""
    found = case.briefs[side].budget
    return Change("budget", side, found.run_rate, to) if found is not None and to > 0 else None


def shift(case: Case, side: Side, give: str, take: str, points: Decimal) -> tuple[Change, ...]:
    """Move weight from one issue to another; empty where an issue has not that much, or they are the same."""
    brief = case.briefs[side]
    had, got = brief.preference(give).weight, brief.preference(take).weight
    if give == take or points > had or got + points > 100 or not points:
        return ()
    return (
        Change("weight", side, had, had - points, give),
        Change("weight", side, got, got + points, take),
    )


def apply(case: Case, changes: Iterable[Change]) -> Case:
    """The case with the changes made."""
    for change in changes:
        brief = _changed(case.briefs[change.side], change)
        case = case.model_copy(update={"briefs": case.briefs.with_(change.side, brief)})
    return case


def _changed(brief: Brief, change: Change) -> Brief:
    if change.kind == "reservation":
        return brief.model_copy(update={"reservation": change.after})
    if change.kind == "budget" and brief.budget is not None:
        money = brief.budget.model_copy(update={"run_rate": change.after})
        return brief.model_copy(update={"budget": money})
    preferences = tuple(
        known.model_copy(update={change.kind: change.after}) if known.issue == change.issue else known
        for known in brief.preferences
    )
    return brief.model_copy(update={"preferences": preferences})


def together(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes of the same number, one after the other, as one; those that come to nothing left out."""
    found: dict[str, Change] = {}
    for change in changes:
        first = found.get(change.place)
        found[change.place] = change if first is None else replace(change, before=first.before)
    return tuple(change for change in found.values() if change.before != change.after)
