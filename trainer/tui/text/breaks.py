"""The rules of Chinese line breaking, read once from ``linebreak.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rich.cells import cell_len

NUMBER = r"\d[\d,.]*"
"""A figure in Western digits, with its separators."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What may not begin a line, what may not end one, and what stays together."""

    never_start: frozenset[str]
    never_end: frozenset[str]
    twins: frozenset[str]
    together: re.Pattern[str]

    def may_break(self, before: str, after: str, last_mark: str) -> bool:
        """Whether a line may end between two neighbouring characters.

        Args:
            before: The character at the end of the line (its first code point).
            after: The character at the start of the next line.
            last_mark: The last character before the break that is not a space.
        """
        if after.isspace() or after in self.never_start or last_mark in self.never_end:
            return False
        if before.isspace():
            return True
        if before == after and before in self.twins:
            return False
        return is_wide(before) or is_wide(after)


def is_wide(character: str) -> bool:
    """Whether a line may end beside it without a space: two cells wide, or a Chinese dash or quote."""
    return cell_len(character) == 2 or character in "“”‘’—…"


@cache
def rules() -> Rules:
    """The rules of ``linebreak.toml``."""
    source = Path(__file__).with_name("linebreak.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    places = {
        "{num}": NUMBER,
        "{han}": f"[{data['numerals']}]",
        "{unit}": "|".join(map(re.escape, data["units"])),
        "{per}": "|".join(map(re.escape, data["per"])),
    }
    patterns = "|".join(f"(?:{pattern})" for pattern in data["together"])
    for place, filling in places.items():
        patterns = patterns.replace(place, filling)
    return Rules(
        never_start=frozenset(data["never_start"]),
        never_end=frozenset(data["never_end"]),
        twins=frozenset(data["twins"]),
        together=re.compile(patterns),
    )
