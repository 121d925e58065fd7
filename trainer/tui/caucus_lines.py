"""A caucus in figures: where we stand against our mandate, what has moved, what packages cost."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cases.messages import message
from cases.terms import Value
from trainer.i18n import say
from trainer.preparation import Sheet
from trainer.table.views import CaseView
from trainer.tui.figures import money
from trainer.tui.settlement import has_spoken, terms_of
from trainer.tui.short_values import short_value
from trainer.tui.sight import Sight
from trainer.tui.story import Story


def limit_of(case: CaseView, sheet: Sheet, issue: str) -> Value | None:
    """The side's limit on an issue: the sheet's if one was written down, else the mandate's."""
    plan = sheet.plan(issue)
    if plan.limit is not None:
        return plan.limit
    return case.brief.preference(issue).limit if case.brief is not None else None


def beyond(sight: Sight, sheet: Sheet, terms: Mapping[str, Value]) -> tuple[str, ...]:
    """Issues on which terms go beyond the side's limit."""
    found = []
    for name, value in terms.items():
        limit = limit_of(sight.case, sheet, name)
        if limit is not None and sight.case.issues[name].better_for(sight.side, value, limit) < 0:
            found.append(name)
    return tuple(found)


def limit_rows(sight: Sight, sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """Issue by issue: our word, target, limit, their word, and where our word is beyond the limit."""
    case, view, side, lang = sight.case, sight.view, sight.side, sight.lang
    head = ("issue", "own", "target", "limit", "other", "room")
    rows = [tuple(say(f"caucus.limits.{name}", lang) for name in head)]
    for line in view.lines:
        issue, plan = case.issues[line.id], sheet.plan(line.id)
        preference = case.brief.preference(line.id) if case.brief is not None else None
        target = plan.target if plan.target is not None else preference.target if preference else None
        limit = limit_of(case, sheet, line.id)
        values = [
            line.agreed if line.agreed is not None else _stated(line.positions[side]),
            target,
            limit,
            line.agreed if line.agreed is not None else _stated(line.positions[side.other]),
        ]
        shown = ["-" if value is None else short_value(issue, value, lang) for value in values]
        rows.append((issue.name.get(lang), *shown, _room(sight, sheet, line.id, values[0])))
    return tuple(rows)


def _stated(position: object) -> Value | None:
    return getattr(position, "value", None)


def _room(sight: Sight, sheet: Sheet, issue: str, own: Value | None) -> str:
    line = sight.view.line(issue)
    if line.agreed is not None:
        key = "agreed_beyond" if beyond(sight, sheet, {issue: line.agreed}) else "agreed"
    elif own is not None and beyond(sight, sheet, {issue: own}):
        key = "beyond"
    else:
        limit = limit_of(sight.case, sheet, issue)
        if own is None:
            return "-"
        key = "at_limit" if own == limit else "free"
    return say(f"caucus.room.{key}", sight.lang)


def budget_words(sight: Sight) -> str:
    """Our word's cost against the mandate in money, where there is one."""
    brief = sight.case.brief
    cost = sight.quote(terms_of(sight.case, sight.view, sight.side)).run_rate
    if brief is None or brief.budget is None:
        return say("caucus.cost", sight.lang, cost=money(cost, sight.lang))
    left = Fraction(brief.budget.run_rate) - cost
    return say(
        "caucus.budget" if left >= 0 else "caucus.over_budget",
        sight.lang,
        cost=money(cost, sight.lang),
        budget=money(brief.budget.run_rate, sight.lang),
        left=money(abs(left), sight.lang),
    )


def moved_lines(sight: Sight, story: Story) -> list[tuple[str, str]]:
    """What either side has moved since the caucus before this one."""
    before = story.caucuses[-2] if len(story.caucuses) > 1 else 0
    told = []
    for name, side, old, new in story.moved(before):
        issue = sight.case.issues[name]
        who = say(
            "tablescreen.details.own" if side is sight.side else "tablescreen.details.other", sight.lang
        )
        told.append(
            (
                who,
                say(
                    "caucus.moved_first" if old is None else "caucus.moved",
                    sight.lang,
                    issue=issue.name,
                    old="" if old is None else short_value(issue, old, sight.lang),
                    new=short_value(issue, new, sight.lang),
                ),
            )
        )
    return told or [("", say("caucus.nothing_moved", sight.lang))]


def package_words(sight: Sight, sheet: Sheet, terms: Mapping[str, Value]) -> str:
    """What a package would cost with everything else at our word, and what in it is beyond our limits."""
    lang = sight.lang
    if not terms:
        return say("caucus.package.empty", lang)
    cost = sight.quote(terms_of(sight.case, sight.view, sight.side, terms)).run_rate
    lines = [say("caucus.package.cost", lang, cost=money(cost, lang))]
    if has_spoken(sight.view, sight.side.other):
        gap = cost - sight.quote(terms_of(sight.case, sight.view, sight.side.other)).run_rate
        key = "same" if not gap else "more" if gap > 0 else "less"
        lines.append(say(f"tablescreen.echo.{key}", lang, money=money(abs(gap), lang)))
    crossed = beyond(sight, sheet, terms)
    if crossed:
        names = tuple(message("caucus.package.name", name=sight.case.issues[name].name) for name in crossed)
        lines.append(say("caucus.package.beyond", lang, issues=names))
    return "\n".join(lines)
