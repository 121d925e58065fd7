"""A value as completion and faults show it."""

from __future__ import annotations

from decimal import Decimal

from cases.issues import Issue
from cases.terms import Value
from cases.text import Lang
from trainer.i18n import LIST_MARK, lookup, plain, say


def shown(issue: Issue, value: Value, lang: Lang) -> str:
    """``value`` with its unit."""
    if isinstance(value, dict):
        parts = (f"{issue.grade_map[name].name.get(lang)} {plain(number)}" for name, number in value.items())
        return LIST_MARK[lang].join(parts)
    if isinstance(value, Decimal):
        key = f"unit.{issue.unit.value}"
        return say(key, lang, value=plain(value)) if lookup(key, lang) else plain(value)
    choice = issue.choice_map.get(value)
    return choice.label.get(lang) if choice is not None else value
