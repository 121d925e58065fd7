"""Days as people write them; free of any library, since the home screen says when a match was begun."""

from __future__ import annotations

from cases.lang import Lang
from trainer.i18n import say


def day_text(day: str, lang: Lang) -> str:
    """An ISO date as people write it; anything else comes back as it is."""
    parts = day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return day
    year, month, date = (str(int(part)) for part in parts)
    return say("unit.date", lang, year=year, month=say(f"unit.month.{month}", lang), day=date)
