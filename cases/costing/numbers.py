"""Exact numbers inside, one rounding at the door."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from cases.messages import Message, Param, message
from cases.rounding import rounded

LARGEST = 10**12
"""No settled number may be larger; it keeps hostile input from costing time and memory."""

ZERO = Fraction(0)
ONE = Fraction(1)
PERCENT = Fraction(1, 100)


class TermsFault(ValueError):
    """Terms that cannot be costed: ``message`` says which issue, what is wrong and what to write."""

    def __init__(self, key: str, **places: Param) -> None:
        self.message: Message = message(key, **places)
        super().__init__(key)


def exact(value: Decimal | int | float | str | Fraction) -> Fraction:
    """The number itself as a fraction; a float counts as the decimal it is written as.

    Raises ``ValueError`` for anything that is not a finite number of sensible size.
    """
    if isinstance(value, (bool, Mapping)):
        raise ValueError("number")
    if isinstance(value, Fraction):
        return value
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("number") from None
    if not number.is_finite() or abs(number) > LARGEST or int(number.as_tuple().exponent) < -12:
        raise ValueError("number")
    return Fraction(number)


def ratio(above: Fraction, below: Fraction) -> Fraction | None:
    """``above / below``, or ``None`` where there is nothing to divide by."""
    return above / below if below else None


def money(value: Fraction) -> str:
    """Yuan to the fen."""
    return rounded(value, 2)


def percent(share: Fraction | None) -> str | None:
    """A share as per cent with two places; ``None`` stays ``None``."""
    return None if share is None else rounded(share * 100, 2)
