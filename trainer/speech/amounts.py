"""Reading values: a number with its unit, a rise by so much, a day, an option, one number for each grade."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Literal, TypeAlias

from cases.issues import Grade, Grid, Issue, Unit
from cases.messages import Message, message
from cases.numerals import numeral_class, read_integer
from cases.terms import Value, canonical
from trainer.speech import lexicon
from trainer.speech.days import take_day
from trainer.speech.lexicon import fold
from trainer.speech.names import Ground, grade_names, look
from trainer.speech.scanner import Scanner

Mode: TypeAlias = Literal["to", "by", "down"]
Names: TypeAlias = Mapping[str, tuple[str, ...]]

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_MOST_DIGITS = 15

_UNIT_KIND: Mapping[Unit, str] = {
    Unit.PCT: "pct",
    Unit.YUAN_PER_MONTH: "yuan",
    Unit.YUAN_PER_DAY: "yuan",
    Unit.YUAN_PER_PIECE: "yuan",
    Unit.YUAN_PER_YEAR: "yuan",
    Unit.YUAN: "yuan",
    Unit.DAYS: "days",
    Unit.TIMES_PER_YEAR: "times",
    Unit.YEARS: "years",
    Unit.MONTHS: "months",
}
_PER: Mapping[Unit, str] = {
    Unit.YUAN_PER_MONTH: "month",
    Unit.YUAN_PER_DAY: "day",
    Unit.YUAN_PER_PIECE: "piece",
    Unit.YUAN_PER_YEAR: "year",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it was said."""

    number: Decimal
    mode: Mode = "to"
    unit: str | None = None
    """What it measures: ``pct``, ``yuan``, ``days``, ``times``, ``years``, ``months``."""
    per: str | None = None
    """What it is reckoned by: ``day``, ``month``, ``piece``, ``year``."""


def take_number(scanner: Scanner) -> Decimal | None:
    """A number without sign, in digits or Chinese writing, with its multiplier (98.2万)."""
    scanner.skip()
    match = _NUMBER.match(scanner.folded, scanner.pos)
    if match is not None and len(match.group()) <= _MOST_DIGITS:
        scanner.pos = match.end()
        number = Decimal(match.group().replace(",", ""))
    else:
        spelt = _spelt(scanner)
        if spelt is None:
            return None
        number = spelt
    for sign, times in lexicon.table("multiplier").items():
        if scanner.starts(sign):
            scanner.pos += len(sign)
            return number * Decimal(times)
    return number


def _spelt(scanner: Scanner) -> Decimal | None:
    """A number in Chinese writing: 三百二十, 三百五 (350), 六点五."""
    point = "".join(lexicon.words("decimal_point"))
    signs = numeral_class().removeprefix("0-9")
    match = re.match(rf"([{signs}]+)(?:[{point}]([{signs}]+))?", scanner.left)
    if match is None:
        return None
    whole = read_integer(match.group(1))
    if whole is None:
        return None
    whole = _colloquial(match.group(1), whole)
    scanner.pos += match.end()
    if match.group(2) is None:
        return Decimal(whole)
    places = [read_integer(sign) for sign in match.group(2)]
    return Decimal(f"{whole}." + "".join(str(place) for place in places if place is not None and place < 10))


def _colloquial(text: str, whole: int) -> int:
    """A last digit right after hundreds or thousands counts tens or hundreds: 三百五 is 350."""
    if len(text) < 3:
        return whole
    digit, before = read_integer(text[-1]), read_integer(text[:-1])
    if digit is None or not 0 < digit < 10 or not before or read_integer(text[-2]) is not None:
        return whole
    unit = next((unit for unit in (1000, 100) if before % unit == 0), 10)
    return whole - digit + digit * unit // 10


def take_amount(scanner: Scanner, names: Names = MappingProxyType({})) -> Amount | None:
    """A number with mode, unit and what it is reckoned by; ``None`` (and nothing taken) if none stands here.

    ``names`` are the issues' names: one that follows at once (底薪5年假1) is not read as a unit.
    """
    start = scanner.pos
    mode = _mode(scanner)
    per = _per(scanner)
    mode = mode or _mode(scanner)
    scanner.skip()
    signed = scanner.folded[scanner.pos : scanner.pos + 1]
    if signed in {"+", "-"}:
        scanner.pos += 1
        mode = "by" if signed == "+" else "down"
    percent = scanner.take(lexicon.words("percent_prefix")) is not None
    number = take_number(scanner)
    if number is None:
        scanner.pos = start
        return None
    if any(scanner.starts(name) for name in names if len(name) > 1):
        return Amount(number, mode or "to", "pct" if percent else None, per)
    unit, factor = _unit(scanner)
    if unit == "years":
        times = _times(scanner, number)
        if times is not None:
            return Amount(times, mode or "to", "times", "year")
    number *= factor
    after = _per(scanner, close=True)
    if unit == "yuan" and after is None:
        number += _change(scanner, factor)
        after = _per(scanner, close=True)
    return Amount(number, mode or "to", "pct" if percent else unit, after or per)


def _change(scanner: Scanner, factor: Decimal) -> Decimal:
    """What follows a unit of money without one of its own: 一块二 (0.2), 一块零二 (0.02), 九毛八 (0.08)."""
    total, place = Decimal(0), factor / 10
    while place >= Decimal("0.01"):
        start = scanner.pos
        digit = read_integer(scanner.left[:1])
        if digit is None or scanner.left[:1].isascii() or _per(scanner, close=True) is not None:
            scanner.pos = start
            break
        scanner.pos += 1
        total += digit * place
        if digit:
            scanner.take_close(lexicon.words("coin"))
        place /= 10
    return total


def _mode(scanner: Scanner) -> Mode | None:
    modes: tuple[Mode, ...] = ("to", "down", "by")
    every = {word: mode for mode in modes for word in lexicon.words("mode", mode)}
    word = scanner.take(lexicon.longest_first(list(every)))
    return every[word] if word is not None else None


def _per(scanner: Scanner, *, close: bool = False) -> str | None:
    every = {word: name for name, words in lexicon.group("per").items() for word in words}
    words = lexicon.longest_first(list(every))
    word = scanner.take_close(words) if close else scanner.take(words)
    return every[word] if word is not None else None


def _unit(scanner: Scanner) -> tuple[str | None, Decimal]:
    table = lexicon.table("unit")
    word = scanner.take_close(lexicon.longest_first(list(table)))
    if word is None:  # money may stand apart; "年" or "天" apart may begin the next word
        word = scanner.take([name for name in lexicon.longest_first(list(table)) if table[name][0] == "yuan"])
    if word is None:
        return None, Decimal(1)
    return str(table[word][0]), Decimal(table[word][1])


def _times(scanner: Scanner, years: Decimal) -> Decimal | None:
    """``两年一次``: so many times in so many years."""
    start = scanner.pos
    count = take_number(scanner)
    unit = _unit(scanner)[0] if count is not None else None
    if count is None or unit != "times" or not years:
        scanner.pos = start
        return None
    return count / years


def take_value(scanner: Scanner, ground: Ground, issue: Issue) -> Value:
    """The value of ``issue`` that stands here; raises :class:`~trainer.speech.scanner.Misread`."""
    scanner.skip(colon=True)
    start = scanner.pos
    if issue.grades:
        value: Value = _grades(scanner, ground, issue)
    elif issue.grid is not None:
        value = _number(scanner, ground, issue)
    elif issue.dates:
        value = _day_of(scanner, ground, issue)
    else:
        value = take_choice(scanner, issue)
    fault = issue.fault(value)
    if fault is not None:
        raise scanner.misread(fault, nearest(issue, value), start=start)
    return value


def nearest(issue: Issue, value: Value) -> Message | None:
    """The rung closest to a number, as advice."""
    if issue.grid is None or not isinstance(value, Decimal):
        return None
    return message("command.value.nearest", value=closest(issue.grid, value))


def closest(grid: Grid, value: Decimal) -> Decimal:
    """The rung of a ladder closest to ``value``, the lower of two."""
    return min(grid.values(), key=lambda rung: (abs(rung - value), rung))


def value_missing(scanner: Scanner, issue: Issue) -> Exception:
    """The fault that no value of ``issue`` stands here."""
    return scanner.misread(message("command.value.missing", issue=issue.name), how_to_say(issue))


def how_to_say(issue: Issue) -> Message:
    """How a value of ``issue`` is written."""
    if issue.grades:
        grades = tuple(grade.name for grade in issue.grades)
        return message("command.value.how_grades", grades=grades)
    if issue.grid is not None:
        return message(
            "command.value.how_number", min=issue.grid.min, max=issue.grid.max, step=issue.grid.step
        )
    if issue.dates:
        return message("command.value.how_date", dates=tuple(issue.dates))
    labels = tuple(
        message("command.value.option", number=place, label=choice.label)
        for place, choice in enumerate(issue.choices, start=1)
    )
    return message("command.value.how_choice", options=labels)


def _number(scanner: Scanner, ground: Ground, issue: Issue) -> Decimal:
    amount = take_amount(scanner, ground.issue_names)
    if amount is None:
        raise value_missing(scanner, issue)
    base = ground.base(issue.id)
    grid = issue.grid
    if grid is None or not isinstance(base, Decimal):
        raise value_missing(scanner, issue)
    return _resolved(scanner, ground, issue, amount, base=base, grid=grid)


class UnitFault(Exception):
    """An amount in a unit that the issue is not given in."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.id)
        self.message = message("command.value.unit", issue=issue.name)
        self.hint = how_to_say(issue)


def resolve(ground: Ground, issue: Issue, amount: Amount, *, base: Decimal, grid: Grid) -> Decimal:
    """An amount in the issue's own unit, counted from ``base`` where it is a change.

    Raises :class:`UnitFault` where its unit can't be turned into the issue's.
    """
    number, how = _converted(ground, issue, amount)
    if how != "flat" and amount.mode == "by":
        number = base + number
    elif how != "flat" and amount.mode == "down":
        number = base - number
    return canonical(number if how == "same" else closest(grid, number))


def _converted(
    ground: Ground, issue: Issue, amount: Amount
) -> tuple[Decimal, Literal["same", "flat", "daily"]]:
    """The number in the issue's unit and how it got there; converted ones are set on the next rung."""
    wanted = _UNIT_KIND.get(issue.unit)
    if amount.unit is not None and amount.unit != wanted:
        flat = flat_percent(ground, issue, amount)
        if flat is None:
            raise UnitFault(issue)
        return flat, "flat"
    if amount.per == "day" and issue.unit is Unit.YUAN_PER_MONTH:
        return amount.number * paid_days(issue), "daily"
    expected = _PER.get(issue.unit)
    if amount.per is not None and expected is not None and amount.per != expected:
        raise UnitFault(issue)
    return amount.number, "same"


def _resolved(
    scanner: Scanner, ground: Ground, issue: Issue, amount: Amount, *, base: Decimal, grid: Grid
) -> Decimal:
    try:
        return resolve(ground, issue, amount, base=base, grid=grid)
    except UnitFault as fault:
        raise scanner.misread(fault.message, fault.hint, start=scanner.pos - 1) from None


def paid_days(issue: Issue) -> Decimal:
    """Days in a month for which a daily amount of ``issue`` is paid."""
    days = lexicon.table("days")
    named = next((days[word] for word in days if word != "default" and word in issue.id), days["default"])
    return Decimal(named)


def flat_percent(ground: Ground, issue: Issue, amount: Amount) -> Decimal | None:
    """A flat rise in yuan a month as per cent of the average base pay, where the issue is base pay."""
    pay = ground.case.base_pay
    if issue.cost.kind != "base_pct" or amount.unit != "yuan" or not pay:
        return None
    return (amount.number * 100 / pay).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _grades(scanner: Scanner, ground: Ground, issue: Issue) -> dict[str, Decimal]:
    names, base = grade_names(issue), ground.base(issue.id)
    before = {grade.id: grade.current for grade in issue.grades}
    before |= base if isinstance(base, dict) else {}
    scanner.take(lexicon.words("all"))
    alike = take_amount(scanner, ground.issue_names)
    if alike is not None:
        if alike.mode == "to" and len(issue.grades) > 1:
            raise scanner.misread(
                message("command.value.which_grade", issue=issue.name),
                how_to_say(issue),
                start=scanner.pos - 1,
            )
        return {
            grade.id: _resolved(scanner, ground, issue, alike, base=before[grade.id], grid=grade.grid)
            for grade in issue.grades
        }
    return _each_grade(scanner, ground, issue, names, before)


def _each_grade(
    scanner: Scanner,
    ground: Ground,
    issue: Issue,
    names: Mapping[str, tuple[str, ...]],
    before: Mapping[str, Decimal],
) -> dict[str, Decimal]:
    values: dict[str, Decimal] = {}
    while True:
        start = scanner.pos
        scanner.take(lexicon.words("connect", "and"))
        found = look(scanner, names)
        if found is None:
            scanner.pos = start
            break
        scanner.pos = found.end
        grade: Grade = issue.grade_map[found.targets[0]]
        amount = take_amount(scanner, ground.issue_names)
        if amount is None:
            if values:
                scanner.pos = start
                break
            raise scanner.misread(message("command.value.missing", issue=grade.name), how_to_say(issue))
        values[grade.id] = _resolved(scanner, ground, issue, amount, base=before[grade.id], grid=grade.grid)
    if not values:
        raise value_missing(scanner, issue)
    return values


def take_choice(scanner: Scanner, issue: Issue) -> str:
    """An option by id, label, beginning of a label or number (from 1)."""
    scanner.skip()
    names: dict[str, tuple[str, ...]] = {}
    for place, choice in enumerate(issue.choices, start=1):
        for name in (choice.id, choice.id.replace("_", " "), choice.label.zh, choice.label.en, str(place)):
            names.setdefault(fold(name), (choice.id,))
    found = look(scanner, names)
    if found is None or len(found.targets) != 1:
        typed = scanner.chunk()
        what = (
            message("command.value.option_unknown", issue=issue.name, word=typed)
            if typed
            else message("command.value.missing", issue=issue.name)
        )
        labels = tuple(
            message("command.value.option", number=place, label=choice.label)
            for place, choice in enumerate(issue.choices, start=1)
        )
        raise scanner.misread(what, message("command.value.how_choice", options=labels))
    scanner.pos = found.end
    return found.targets[0]


def _day_of(scanner: Scanner, ground: Ground, issue: Issue) -> str:
    day = take_day(scanner, ground, issue.dates)
    if day is None:
        raise value_missing(scanner, issue)
    return day
