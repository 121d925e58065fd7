"""Money, percentages and times as screens show them. Exact inside, rounded once, half up.

Values of issues are :mod:`trainer.speech.values`'s.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from cases.lang import Lang
from cases.rounding import rounded
from trainer.i18n import say

Number: TypeAlias = Decimal | Fraction | int

WAN = 10_000
"""The Chinese count of money goes by ten thousands."""


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


def points(worth: Number) -> str:
    """What something is worth to a side, 0 to 1, as points of a hundred."""
    return rounded(Fraction(worth) * 100, 0)
