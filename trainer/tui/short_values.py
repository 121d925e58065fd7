"""Values of issues for narrow columns; where there is room, see :func:`trainer.speech.values.value_text`."""

from __future__ import annotations

from decimal import Decimal

from cases.issues import Issue, Unit
from cases.lang import Lang
from cases.terms import Value
from trainer.i18n import say
from trainer.tui.figures import grouped

BARE_UNITS = frozenset(
    {Unit.YUAN_PER_MONTH, Unit.YUAN_PER_DAY, Unit.YUAN_PER_PIECE, Unit.YUAN_PER_YEAR, Unit.YUAN}
)
"""Units that a column leaves out."""


def short_value(issue: Issue, value: Value, lang: Lang) -> str:
    """A value without money unit or century, a choice as which of how many, grades as a range."""
    if isinstance(value, dict):
        low, high = min(value.values()), max(value.values())
        return f"{_number(issue, low)}-{_number(issue, high)}".replace(",", "")
    if isinstance(value, Decimal):
        shown = _number(issue, value)
        return shown if issue.unit in BARE_UNITS else say(f"tablescreen.unit.{issue.unit}", lang, value=shown)
    if issue.choices and value in issue.choice_map:
        place = list(issue.choice_map).index(value) + 1
        return say("tablescreen.unit.choice", lang, place=place, count=len(issue.choices))
    year, _, rest = value.partition("-")
    return f"{year[2:]}-{rest}" if rest else value


def _number(issue: Issue, value: Decimal) -> str:
    """With the decimals that the case shows for the issue, and more where the number has more."""
    exponent = value.normalize().as_tuple().exponent
    needed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return grouped(value, max(issue.decimals, needed))
