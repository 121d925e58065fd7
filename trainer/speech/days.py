"""Reading days: 2026-07-01, 7月1日, 七月一号, 7月起, July 1, 1 July 2026."""

from __future__ import annotations

import re
from datetime import date

from cases.numerals import numeral_class, read_integer
from trainer.speech import lexicon
from trainer.speech.names import Ground
from trainer.speech.scanner import Scanner


def take_day(scanner: Scanner, ground: Ground, options: tuple[str, ...] = ()) -> str | None:
    """A day as ISO date, or ``None`` where none stands here.

    A day without a year is the one among ``options``, else the next one from the day of the meeting.
    """
    start = scanner.pos
    scanner.take(lexicon.words("date", "from"))
    parts = _numeric_day(scanner) or _named_month(scanner)
    if parts is None:
        scanner.pos = start
        return None
    scanner.take(lexicon.words("date", "after"), skip=False)
    year, month, day = parts
    if year is None:
        fitting = [option for option in sorted(options) if option.endswith(f"-{month:02}-{day:02}")]
        if fitting:
            return fitting[0]
        meeting = ground.case.calendar.meeting
        year = int(meeting[:4])
        if f"{year}-{month:02}-{day:02}" < meeting:
            year += 1
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        scanner.pos = start
        return None


def _numeric_day(scanner: Scanner) -> tuple[int | None, int, int] | None:
    """2026-07-01, 2026年7月1日, 7月1日, 七月一号, 7月, 7/1."""
    scanner.skip()
    numeral = f"[{numeral_class()}]{{1,4}}"
    signs = {
        name: "|".join(re.escape(word) for word in words) for name, words in lexicon.group("date").items()
    }
    pattern = (
        rf"(?:(?P<year>{numeral})(?:{signs['year']}))?(?P<month>{numeral})(?P<sign>{signs['month']})"
        rf"(?:(?P<day>{numeral})(?:{signs['day']})?)?"
    )
    match = re.match(pattern, scanner.left)
    if match is None:
        return None
    year, month, day = (
        read_integer(match.group(name)) if match.group(name) else None for name in ("year", "month", "day")
    )
    if month is None or not 1 <= month <= 12 or (day is None and match.group("sign") in "-/."):
        return None
    if year is not None and year < 1000:
        return None
    scanner.pos += match.end()
    return year, month, day or 1


def _named_month(scanner: Scanner) -> tuple[int | None, int, int] | None:
    """July 1, 1 July 2026, July."""
    scanner.skip()
    every = {word: int(number) for number, words in lexicon.group("months").items() for word in words}
    names = "|".join(lexicon.longest_first(list(every)))
    order = "|".join(lexicon.words("date", "order"))
    pattern = (
        rf"(?:(?P<before>\d{{1,2}})(?:{order})? )?(?P<month>{names})\b\.?"
        rf"(?: (?P<after>\d{{1,2}})(?:{order})?(?!\d))?(?:,? (?P<year>\d{{4}}))?"
    )
    match = re.match(pattern, scanner.left)
    if match is None:
        return None
    scanner.pos += match.end()
    day = match.group("before") or match.group("after") or "1"
    year = match.group("year")
    return (int(year) if year else None), every[match.group("month")], int(day)
