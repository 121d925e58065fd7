"""How much of each month of the first year a settlement is in force."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cases.costing.numbers import ONE, ZERO


@dataclass(frozen=True, slots=True)
class InForce:
    """The share (0 to 1) of each calendar month, January first, within the twelve months of year one."""

    shares: tuple[Fraction, ...]

    @classmethod
    def since(cls, start: date, year_start: date) -> InForce:
        """From ``start`` to the end of the twelve months that begin with the month of ``year_start``.

        A start before them counts them whole, a start after them not at all; a month begun is counted by
        its days.
        """
        shares = [ZERO] * 12
        for place in range(12):
            year, month = divmod(year_start.year * 12 + year_start.month - 1 + place, 12)
            shares[month] = _share(start, year, month + 1)
        return cls(tuple(shares))

    @property
    def months(self) -> Fraction:
        """Months in force, 0 to 12."""
        return sum(self.shares, ZERO)

    @property
    def of_year(self) -> Fraction:
        """Months in force over twelve."""
        return self.months / 12

    def of_season(self, season: Iterable[int]) -> Fraction:
        """The share of the season's months in force: three of four for June to September from 1 July."""
        months = tuple(season)
        return sum((self.shares[month - 1] for month in months), ZERO) / len(months)


def _share(start: date, year: int, month: int) -> Fraction:
    days = monthrange(year, month)[1]
    first = date(year, month, 1)
    if start <= first:
        return ONE
    if (start.year, start.month) > (year, month):
        return ZERO
    return Fraction(days - start.day + 1, days)
