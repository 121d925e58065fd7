"""Plain scalars by the core schema of YAML 1.2 (chapter 10.3), with two deliberate narrowings.

``yes``, ``no``, ``on``, ``off``, clock times, dates and numbers with leading zeros stay text, and a
number with a decimal point is an exact :class:`~decimal.Decimal` of the digits as written, so that
money never passes through binary floating point.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool | Decimal | None

MAX_DIGITS = 60
"""Longer numbers are refused: no figure of a case needs them, and they cost time to compute with."""

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,9})?", re.ASCII)
_SPECIAL = {".nan": "NaN", ".NaN": "NaN", ".NAN": "NaN"} | {
    sign + word: f"{sign}Infinity" for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")
}


class NumberTooLongError(ValueError):
    """A number with more digits than :data:`MAX_DIGITS`, written out."""


def plain_scalar(text: str) -> Scalar:
    """The value of an unquoted scalar.

    Raises :class:`NumberTooLongError` for numbers that would have more than :data:`MAX_DIGITS` digits.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(_bounded(text))
    if _DECIMAL.fullmatch(text):
        return _decimal(text)
    if _BASED.fullmatch(text):
        return int(_bounded(text), 0)
    if text in _SPECIAL:
        return Decimal(_SPECIAL[text])
    return text


def _bounded(text: str) -> str:
    if len(text) > MAX_DIGITS:
        raise NumberTooLongError
    return text


def _decimal(text: str) -> Decimal:
    value = Decimal(_bounded(text))
    if value and abs(value.adjusted()) > MAX_DIGITS:
        raise NumberTooLongError
    return value
