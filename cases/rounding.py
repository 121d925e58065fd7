"""The one way in which exact numbers become figures; free of any library, so that every screen may use it."""

from __future__ import annotations

from fractions import Fraction


def rounded(value: Fraction, places: int) -> str:
    """``value`` with ``places`` decimals, rounded half up (a half goes away from zero)."""
    scale = 10**places
    units = (abs(value.numerator) * scale * 2 + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(units, scale)
    sign = "-" if value < 0 and units else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"
