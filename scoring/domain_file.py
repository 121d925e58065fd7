"""Read a bare domain from a JSON file: issues, weights, reservation values and constraints.

Every fault is found in one pass and told with its place. Numbers are taken as the decimals they are written
as, but for simple fractions that were rounded to binary (:func:`scoring.json_checks.exact`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path as FilePath

from cases.messages import Message, message
from cases.problems import Path, Problem, Unreadable
from cases.sides import SIDES, BySide, Side
from scoring.domain import ZERO, Domain, Part
from scoring.domain_rules import KINDS, Rules
from scoring.json_checks import Checks, Json

MAX_BYTES = 8_000_000
"""Larger files are refused."""

NEAR_ONE = Fraction(1, 10**6)
"""How far the weights' sum may be from 1: rounded weights are meant to sum to 1."""

_SHARE = (Decimal(0), Decimal(1))
_TOP = ("issues", "weights", "reservation", "constraints")
_ISSUE = ("id", "options", "union", "employer")
_NAMES = tuple(side.value for side in SIDES)


def read_domain(path: FilePath | str) -> Domain:
    """The domain that a JSON file (``-``: standard input) describes.

    Raises :class:`Unreadable` with every problem.
    """
    file = str(path)
    try:
        raw = sys.stdin.buffer.read() if file == "-" else FilePath(path).read_bytes()
    except FileNotFoundError:
        raise _unreadable(file, "check.file.missing") from None
    except IsADirectoryError:
        raise _unreadable(file, "check.file.folder") from None
    except (OSError, ValueError):
        raise _unreadable(file, "check.file.closed") from None
    if len(raw) > MAX_BYTES:
        what = message("check.file.large", limit=MAX_BYTES // 1_000_000)
        raise Unreadable([Problem(file, 1, 1, what)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(file, "check.file.encoding") from None
    return parse_domain(text, file)


def parse_domain(text: str, file: str) -> Domain:
    """The domain that JSON ``text`` describes; ``file`` is the name that problems carry.

    Raises :class:`Unreadable` with every problem.
    """
    reader = _Reader(Checks())
    try:
        data = json.loads(
            text,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=Decimal,
            object_pairs_hook=reader.checks.once,
        )
    except json.JSONDecodeError as error:
        what, hint = message("frontier.file.json"), message("frontier.file.json_hint")
        raise Unreadable([Problem(file, error.lineno, error.colno, what, hint)]) from None
    except (RecursionError, ArithmeticError):
        raise _unreadable(file, "frontier.file.json") from None
    domain = reader.domain(data)
    if domain is None:
        raise Unreadable(_placed(reader.checks.faults, text, file))
    return domain


def _unreadable(file: str, what: str) -> Unreadable:
    return Unreadable([Problem(file, 1, 1, message(what), message(f"{what}_hint"))])


def _placed(faults: Sequence[tuple[Path, Message]], text: str, file: str) -> list[Problem]:
    """Faults with line and column: the text is read once more by the reader that keeps places."""
    from cases.reading import read_text

    places = read_text(text.replace("\t", " "), file).places
    found = []
    for path, what in faults:
        place = places.value(path)
        found.append(Problem(file, place.line, place.column, what))
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Goes through the data and builds the domain if nothing is wrong."""

    checks: Checks

    def domain(self, data: Json) -> Domain | None:
        """The whole document; ``None`` where a fault was found."""
        checks = self.checks
        top = checks.table((), data, _TOP, needed=_TOP[:3])
        rows = checks.rows(("issues",), top["issues"]) if "issues" in top else []
        if "issues" in top and isinstance(top["issues"], list) and not rows:
            checks.fault(("issues",), "no_issues")
        weights = BySide.same([ZERO] * len(rows))
        if "weights" in top:
            weights = self._weights(top["weights"], len(rows))
        parts = [self._part(place, row, weights) for place, row in enumerate(rows)]
        whole = [part for part in parts if part is not None]
        self._named_once(whole)
        reservation = self._reservation(top["reservation"]) if "reservation" in top else None
        rules = Rules(checks, whole if len(whole) == len(parts) else None)
        given = checks.table(("constraints",), top.get("constraints", {}), KINDS)
        bound = rules.read(given)
        if checks.faults or reservation is None:
            return None
        return Domain(tuple(whole), reservation, bound.exclusives, bound.bonuses, bound.floors, bound.ceiling)

    def _weights(self, data: Json, count: int) -> BySide[list[Fraction]]:
        """Each side's weights; zeros where they can't be used."""
        table = self.checks.table(("weights",), data, _NAMES, needed=_NAMES)
        return BySide(*(self._side_weights(side, table, count) for side in SIDES))

    def _side_weights(self, side: Side, table: dict[str, Json], count: int) -> list[Fraction]:
        path: Path = ("weights", side.value)
        nothing = [ZERO] * count
        if side.value not in table:
            return nothing
        weights = self.checks.numbers(path, table[side.value], count, _SHARE, "ragged_weights")
        if weights is None:
            return nothing
        total = sum(weights, ZERO)
        if abs(total - 1) > NEAR_ONE:
            self.checks.fault(path, "weights_sum", total=f"{float(total):.6g}")
        return list(weights)

    def _part(self, place: int, data: Json, weights: BySide[list[Fraction]]) -> Part | None:
        """One issue; ``None`` where it can't be used."""
        checks, path = self.checks, ("issues", place)
        row = checks.table(path, data, _ISSUE, needed=_ISSUE)
        name = row.get("id")
        if "id" in row and not (isinstance(name, str) and name):
            checks.fault((*path, "id"), "id")
        options = checks.rows((*path, "options"), row["options"]) if "options" in row else []
        if "options" in row and isinstance(row["options"], list):
            self._options((*path, "options"), options)
        gains = []
        for side in SIDES:
            if side.value in row and "options" in row:
                at = (*path, side.value)
                worths = checks.numbers(at, row[side.value], len(options), _SHARE, "ragged")
                if worths is not None:
                    gains.append(tuple(weights[side][place] * worth for worth in worths))
        if not (isinstance(name, str) and options and len(gains) == len(SIDES)):
            return None
        return Part(name, tuple(options), gains[0], gains[1])

    def _options(self, path: Path, options: list[Json]) -> None:
        """Options are scalars, each once."""
        if not options:
            self.checks.fault(path, "no_options")
        seen = set()
        for place, option in enumerate(options):
            at = (*path, place)
            if isinstance(option, (dict, list)) or (isinstance(option, Decimal) and not option.is_finite()):
                self.checks.fault(at, "option")
            elif (isinstance(option, bool), option) in seen:
                self.checks.fault(at, "option_twice", option=str(option))
            else:
                seen.add((isinstance(option, bool), option))

    def _named_once(self, parts: Sequence[Part]) -> None:
        names = [part.issue for part in parts]
        for place, name in enumerate(names):
            if name in names[:place]:
                self.checks.fault(("issues", place, "id"), "id_twice", name=name)

    def _reservation(self, data: Json) -> BySide[Fraction] | None:
        path: Path = ("reservation",)
        table = self.checks.table(path, data, _NAMES, needed=_NAMES)
        found = [self.checks.number((*path, name), table[name], *_SHARE) for name in _NAMES if name in table]
        exact = [value for value in found if value is not None]
        return BySide(*exact) if len(exact) == len(_NAMES) else None
