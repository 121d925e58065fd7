"""Read the constraints of a domain file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases.problems import Path
from scoring.domain import ZERO, Bonus, Ceiling, Exclusive, Floor, Part, Pick
from scoring.json_checks import Checks, Json

KINDS = ("exclusive", "bonus", "floor", "ceiling")
"""Keys of ``constraints``."""

_LARGEST = Decimal(10**15)
_MONEY = (-_LARGEST, _LARGEST)
_WORTH = (Decimal(-1), Decimal(1))


@dataclass(frozen=True, slots=True)
class Bound:
    """The constraints of a domain, ready for use."""

    exclusives: tuple[Exclusive, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    floors: tuple[Floor, ...] = ()
    ceiling: Ceiling | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Reads constraints over ``parts``; ``None`` where the issues themselves are faulty."""

    checks: Checks
    parts: Sequence[Part] | None

    def read(self, data: Mapping[str, Json]) -> Bound:
        """All constraints; what has a fault is left out and noted."""
        top: Path = ("constraints",)
        lists = {kind: self.checks.rows((*top, kind), data.get(kind, [])) for kind in KINDS[:3]}
        if self.parts is None:
            return Bound()
        found: dict[str, list[object]] = {kind: [] for kind in KINDS}
        for kind, read in (("exclusive", self._exclusive), ("bonus", self._bonus), ("floor", self._floor)):
            for place, row in enumerate(lists[kind]):
                rule = read((*top, kind, place), row)
                if rule is not None:
                    found[kind].append(rule)
        return Bound(
            tuple(rule for rule in found["exclusive"] if isinstance(rule, Exclusive)),
            tuple(rule for rule in found["bonus"] if isinstance(rule, Bonus)),
            tuple(rule for rule in found["floor"] if isinstance(rule, Floor)),
            self._ceiling((*top, "ceiling"), data["ceiling"]) if "ceiling" in data else None,
        )

    def _exclusive(self, path: Path, data: Json) -> Exclusive | None:
        picks = self._picks(path, data)
        if picks is not None and len(picks) < 2:
            self.checks.fault(path, "lonely")
            return None
        return None if picks is None else Exclusive(picks)

    def _bonus(self, path: Path, data: Json) -> Bonus | None:
        row = self.checks.table(path, data, ("when", "union", "employer"), needed=("when",))
        picks = self._picks((*path, "when"), row["when"]) if "when" in row else None
        worth = {
            side: self.checks.number((*path, side), row[side], *_WORTH)
            for side in ("union", "employer")
            if side in row
        }
        if picks is not None and not picks:
            self.checks.fault((*path, "when"), "lonely_bonus")
        if not picks or None in worth.values():
            return None
        return Bonus(picks, worth.get("union") or ZERO, worth.get("employer") or ZERO)

    def _floor(self, path: Path, data: Json) -> Floor | None:
        row = self.checks.table(path, data, ("least", "amounts"), needed=("least", "amounts"))
        least = self.checks.number((*path, "least"), row["least"], *_MONEY) if "least" in row else None
        amounts = self._amounts((*path, "amounts"), row["amounts"]) if "amounts" in row else None
        return None if least is None or amounts is None else Floor(amounts, least)

    def _ceiling(self, path: Path, data: Json) -> Ceiling | None:
        row = self.checks.table(path, data, ("most", "costs"), needed=("most", "costs"))
        most = self.checks.number((*path, "most"), row["most"], *_MONEY) if "most" in row else None
        costs = self._amounts((*path, "costs"), row["costs"]) if "costs" in row else None
        return None if most is None or costs is None else Ceiling.plain(most, costs)

    def _amounts(self, path: Path, data: Json) -> dict[int, tuple[Fraction, ...]] | None:
        """Issue id to one amount for each of its options; issues left out count nothing."""
        rows = list(self._by_issue(path, data))
        found = {}
        for place, at, row in rows:
            count = len(self.parts[place].options) if self.parts else 0
            amounts = self.checks.numbers(at, row, count, _MONEY, "ragged")
            if amounts is not None:
                found[place] = amounts
        if isinstance(data, dict) and not data:
            self.checks.fault(path, "no_amounts")
        return found if found and len(found) == len(data) else None

    def _picks(self, path: Path, data: Json) -> tuple[Pick, ...] | None:
        """Issue id to one of its options."""
        found: list[Pick] = []
        for place, at, option in self._by_issue(path, data):
            known = self.parts[place].options if self.parts else ()
            same = [
                number
                for number, one in enumerate(known)
                if one == option and isinstance(one, bool) == isinstance(option, bool)
            ]
            if same:
                found.append((place, same[0]))
            else:
                self.checks.fault(at, "no_such_option", issue=str(at[-1]))
        return tuple(found) if isinstance(data, dict) and len(found) == len(data) else None

    def _by_issue(self, path: Path, data: Json) -> Iterator[tuple[int, Path, Json]]:
        """Place of the issue, path and value of every entry of an object keyed by issue id."""
        if not isinstance(data, dict):
            self.checks.fault(path, "table")
            return
        places = {part.issue: place for place, part in enumerate(self.parts or ())}
        for name, value in data.items():
            if name in places:
                yield places[name], (*path, name), value
            else:
                self.checks.fault((*path, name), "no_such_issue", name=name)
