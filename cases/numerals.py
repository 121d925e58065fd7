"""Whole numbers in Chinese writing, as they stand in article numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

LARGEST = 9999
"""No law has more articles; longer strings of digits are something else."""

_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}


@dataclass(frozen=True)
class _Signs:
    digits: Mapping[str, int]
    units: Mapping[str, int]
    tens: Mapping[str, int]
    written: str
    written_units: str


@cache
def _signs() -> _Signs:
    text = (resources.files("cases") / "data" / "numerals.json").read_text(encoding="utf-8")
    return _Signs(**json.loads(text))


@cache
def numeral_class() -> str:
    """The characters that numbers are written with, for use inside a regular expression's brackets."""
    signs = _signs()
    return "0-9" + "".join(map(chr, _FULL_WIDTH)) + "".join([*signs.digits, *signs.units, *signs.tens])


def read_integer(text: str) -> int | None:
    """The number that ``text`` writes: Arabic digits, with units (一百零七) or digit by digit (二〇〇四).

    ``None`` if it is not one number up to :data:`LARGEST`.
    """
    text = text.strip().translate(_FULL_WIDTH)
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= 4 else None
    digits = _signs().digits
    if all(sign in digits for sign in text):
        return int("".join(str(digits[sign]) for sign in text)) if len(text) <= 4 else None
    return _by_units(text)


def _by_units(text: str) -> int | None:
    """Digits with falling units: 二千零四, 一百一十, 十七, 廿三."""
    signs = _signs()
    total, digit, last_unit, after_zero = 0, None, 10 * LARGEST, False
    for sign in text:
        if sign in signs.digits and digit is None:
            after_zero = signs.digits[sign] == 0
            digit = None if after_zero else signs.digits[sign]
            continue
        if sign in signs.tens and digit is None:
            unit, value = 10, signs.tens[sign]
        elif sign in signs.units and (digit is not None or signs.units[sign] == 10):
            unit = signs.units[sign]
            value = unit * (digit or 1)
        else:
            return None
        if unit >= last_unit:
            return None
        total, digit, last_unit, after_zero = total + value, None, unit, False
    return None if after_zero else total + (digit or 0)


def write_integer(number: int) -> str:
    """A number from 1 to :data:`LARGEST` as laws number their articles (十七, 一百零七).

    Raises ``ValueError`` outside that range.
    """
    if not 1 <= number <= LARGEST:
        raise ValueError(number)
    signs = _signs()
    text, gap = "", False
    for unit, sign in zip((1000, 100, 10, 1), (*signs.written_units, ""), strict=True):
        digit = number // unit % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (signs.written[0] if gap else "") + signs.written[digit] + sign
        gap = False
    return text[1:] if 10 <= number < 20 else text
