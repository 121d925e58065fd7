"""Take JSON data apart and note every fault with its path, so that one pass finds them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, TypeAlias

from cases.messages import Message, Param, message
from cases.problems import Path

Json: TypeAlias = Any
"""Data as :func:`json.loads` gives it, numbers as :class:`~decimal.Decimal`."""

_DIGITS = 40
"""Decimal places that a number may have."""

_ROUNDED = 15
"""Significant digits from which a number may be a fraction rounded to binary."""


def written(path: Path) -> str:
    """A path as people write it: ``issues[2].union``; positions count from 0 as in JSON."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


@dataclass(slots=True)
class Checks:
    """Faults found so far, and the checks that find them. Messages are of the room ``frontier.file``."""

    faults: list[tuple[Path, Message]] = field(default_factory=list)

    def fault(self, path: Path, key: str, **places: Param) -> None:
        """Note a fault at a path."""
        self.faults.append((path, message(f"frontier.file.{key}", at=written(path), **places)))

    def once(self, pairs: Sequence[tuple[str, Json]]) -> dict[str, Json]:
        """A JSON object from its pairs; a key that stands twice is a fault."""
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            for name in found:
                if names.count(name) > 1:
                    self.fault((), "twice", name=name)
        return found

    def table(
        self, path: Path, data: Json, known: Sequence[str], needed: Sequence[str] = ()
    ) -> dict[str, Json]:
        """An object with ``known`` keys only and all of the ``needed`` ones."""
        if not isinstance(data, dict):
            self.fault(path, "table" if path else "top")
            return {}
        for name in data:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                if near:
                    self.fault((*path, name), "unknown_near", name=name, near=near[0])
                else:
                    self.fault((*path, name), "unknown", name=name, known=tuple(known))
        for name in needed:
            if name not in data:
                self.fault(path, "missing", name=name)
        return {name: value for name, value in data.items() if name in known}

    def rows(self, path: Path, data: Json) -> list[Json]:
        """A list."""
        if isinstance(data, list):
            return data
        self.fault(path, "list")
        return []

    def number(self, path: Path, data: Json, least: Decimal, most: Decimal) -> Fraction | None:
        """A finite number between ``least`` and ``most``, exactly as written."""
        if not isinstance(data, Decimal):
            self.fault(path, "number")
        elif not data.is_finite():
            self.fault(path, "finite", value=str(data))
        elif not least <= data <= most:
            self.fault(path, "range", value=_short(data), least=least, most=most)
        elif (data and data.adjusted() < -_DIGITS) or int(data.as_tuple().exponent) < -2 * _DIGITS:
            self.fault(path, "tiny", limit=_DIGITS)
        else:
            return exact(data)
        return None

    def numbers(
        self, path: Path, data: Json, count: int, bounds: tuple[Decimal, Decimal], ragged: str
    ) -> tuple[Fraction, ...] | None:
        """A list of exactly ``count`` numbers; ``ragged`` is the message where there are more or fewer."""
        rows = self.rows(path, data)
        if not isinstance(data, list):
            return None
        if len(rows) != count:
            self.fault(path, ragged, found=len(rows), wanted=count)
        values = [self.number((*path, place), value, *bounds) for place, value in enumerate(rows)]
        exact = [value for value in values if value is not None]
        return tuple(exact) if len(exact) == len(values) == count else None


def exact(number: Decimal) -> Fraction:
    """The number as written; a fraction that a program rounded to binary (0.3333333333333333) as itself.

    Without this an outcome exactly at a limit could fall on either side of it. Only numbers of 15 digits or
    more are looked at, and only fractions with a denominator up to 1000, which lie far further apart than
    the rounding reaches.
    """
    written_out = Fraction(number)
    if len(number.as_tuple().digits) < _ROUNDED or abs(number) > 1000:
        return written_out
    simple = written_out.limit_denominator(1000)
    return (
        simple
        if abs(simple - written_out) <= Fraction(2, 10**15) * max(abs(simple), Fraction(1))
        else written_out
    )


def _short(number: Decimal) -> str:
    """A number no longer than a line; a huge one by its power of ten."""
    return str(number) if len(str(number)) <= 24 else f"{number:.3E}"
