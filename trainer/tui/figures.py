"""Money, percentages, values and times as screens show them. Exact inside, rounded once, half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from cases.costing import rounded
from cases.issues import Issue, Unit
from cases.lang import Lang
from cases.terms import Value
from trainer.i18n import say

Number: TypeAlias = Decimal | Fraction | int

WAN = 10_000
"""The Chinese count of money goes by ten thousands."""

DASH = "-"
"""Stands where there is no value yet."""


def grouped(number: Number, places: int = 0) -> str:
    """With thousands separators: ``1,234.5``; a half goes away from zero."""
    whole, point, rest = rounded(Fraction(number), places).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}{point}{rest}"


def money(amount: Number, lang: Lang, *, unit: bool = True, sign: bool = False) -> str:
    """An amount in yuan: ``98.2万元`` or ``8,640元`` in Chinese, ``982,000 yuan`` in English.

    Args:
        amount: Yuan.
        lang: The reader's language.
        unit: Whether the currency is named (a table's head may have done so).
        sign: Whether an increase carries a plus sign.
    """
    size = int(rounded(Fraction(amount), 0))
    large = lang is Lang.ZH and abs(size) >= WAN
    text = grouped(Fraction(amount) / WAN, 1) if large else grouped(amount)
    if large:
        text = say("ui.money.wan", lang, value=text)
    if sign and size > 0:
        text = f"+{text}"
    return say("ui.money.yuan", lang, value=text) if unit else text


def percent(share: Number, places: int = 1, *, sign: bool = False) -> str:
    """A share of 1 as a percentage: ``6.2%``."""
    figure = rounded(Fraction(share) * 100, places)
    return f"{'+' if sign and share > 0 else ''}{figure}%"


def duration(milliseconds: int) -> str:
    """A length of time as ``mm:ss``; an hour and more keeps counting minutes. Begun seconds count in full."""
    seconds = max(-(-milliseconds // 1000), 0)
    return f"{seconds // 60:02}:{seconds % 60:02}"


def elapsed(milliseconds: int) -> str:
    """A moment of the match as ``mm:ss``; only whole seconds count."""
    seconds = max(milliseconds // 1000, 0)
    return f"{seconds // 60:02}:{seconds % 60:02}"


def number(issue: Issue, value: Decimal) -> str:
    """A number of an issue with the decimals that the case shows for it; more where the number has more."""
    exponent = value.normalize().as_tuple().exponent
    needed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return grouped(value, max(issue.decimals, needed))


def value_text(issue: Issue, value: Value | None, lang: Lang, *, unit: bool = True) -> str:
    """An issue's value for people: ``6.5%``, ``0.94元/件``, a date, a choice's label, grades side by side.

    Args:
        issue: The issue.
        value: Its value; ``None`` is a dash.
        lang: The reader's language.
        unit: Whether numbers carry their unit.
    """
    if value is None:
        return DASH
    if isinstance(value, dict):
        return _grades_text(issue, value, lang)
    if isinstance(value, Decimal):
        shown = number(issue, value)
        percentage = issue.unit is Unit.PCT
        return say(f"ui.unit.{issue.unit.value}", lang, value=shown) if unit or percentage else shown
    if issue.choices:
        choice = issue.choice_map.get(value)
        return choice.label.get(lang) if choice else value
    return date_text(value, lang)


def _grades_text(issue: Issue, value: dict[str, Decimal], lang: Lang) -> str:
    parts = [
        say("ui.money.grade", lang, grade=grade.name, value=number(issue, value[name]))
        for name, grade in issue.grade_map.items()
        if name in value
    ]
    return say("ui.money.between", lang).join(parts)


def date_text(day: str, lang: Lang) -> str:
    """An ISO date as people write it; anything else as it is."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return day
    year, month, of_month = (int(part) for part in parts)
    return say("ui.date.day", lang, year=year, month=say(f"ui.date.month{month}", lang), day=of_month)
