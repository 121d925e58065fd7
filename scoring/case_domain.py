"""A case as a negotiation domain: lawful options, both value functions, the budget as a ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cases.case import Case
from cases.issues import Issue, LegalRule
from cases.sides import SIDES, BySide, Side
from cases.terms import Value
from scoring.domain import Domain, Option, Part
from scoring.money import budget_ceiling
from scoring.preferences import Preferences, preferences


def case_domain(case: Case, *, mandates: bool = False) -> Domain:
    """The domain of a case.

    Options that a statutory floor or ceiling forbids are left out; a side's budget is a ceiling on the
    run-rate cost of all firms together. With ``mandates``, options beyond either side's limit are left out
    too, so that what remains is what both sides' negotiators may sign.

    """
    values = BySide(preferences(case, Side.UNION), preferences(case, Side.EMPLOYER))
    parts = tuple(_parts(case, values, mandates))
    ceiling, exact = budget_ceiling(case, parts)
    return Domain(
        parts=parts,
        reservation=values.map(lambda side: side.reservation),
        ceiling=ceiling,
        exact=exact,
        base=values.map(lambda side: side.utility({})),
    )


def _parts(case: Case, values: BySide[Preferences], mandates: bool) -> Iterator[Part]:
    for issue in case.issues:
        for grade, ladder in issue.ladders.items():
            kept = [value for value in ladder if _lawful(issue, grade, value)]
            if mandates:
                kept = [value for value in kept if _mandated(issue, grade, value, values)]
            gains = [
                tuple(_gain(values[side], issue, _value(grade, option)) for option in kept) for side in SIDES
            ]
            yield Part(issue.id, tuple(map(_option, kept)), gains[0], gains[1], grade)


def _value(grade: str, value: Value) -> Value:
    """A rung as a value of its issue."""
    return {grade: value} if grade and isinstance(value, Decimal) else value


def _option(value: Value) -> Option:
    assert not isinstance(value, dict)
    return value


def _gain(side: Preferences, issue: Issue, value: Value) -> Fraction:
    """What a value adds to the utility of today's level."""
    return side.part_worth(issue.id, value) - side.part_worth(issue.id, issue.current)


def _lawful(issue: Issue, grade: str, value: Value) -> bool:
    """Whether no statutory floor or ceiling forbids a rung (duties are owed anyway and forbid nothing)."""
    return not any(_breaks(issue, rule, grade, value) for rule in issue.legal if rule.kind != "duty")


def _breaks(issue: Issue, rule: LegalRule, grade: str, value: Value) -> bool:
    bound = rule.value.get(grade) if isinstance(rule.value, dict) else rule.value
    if bound is None:
        return False
    if isinstance(value, Decimal) and isinstance(bound, Decimal):
        return value < bound if rule.kind == "floor" else value > bound
    if value not in issue.options or bound not in issue.options:
        return False
    place, limit = issue.options.index(value), issue.options.index(bound)
    return place < limit if rule.kind == "floor" else place > limit


def _mandated(issue: Issue, grade: str, value: Value, values: BySide[Preferences]) -> bool:
    """Whether neither side's limit is passed; a limit that names no such grade leaves it free."""
    for side in (values[one] for one in SIDES):
        limit = side.brief.preference(issue.id).limit
        if grade and isinstance(limit, dict) and grade not in limit:
            continue
        bound = _value(grade, limit[grade]) if grade and isinstance(limit, dict) else limit
        if issue.better_for(side.side, _value(grade, value), bound) < 0:
            return False
    return True
