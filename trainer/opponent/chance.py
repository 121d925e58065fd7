"""Chance without state: every draw follows from the seed, the side and the place in the match."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

_RANGE = 2**32


class Chance:
    """Draws for one turn: the same seed, side and turn give the same draws on every machine."""

    def __init__(self, seed: int, side: str, seq: int) -> None:
        self._stem = f"{seed}:{side}:{seq}"

    def number(self, what: str) -> int:
        """A whole number from 0 below 2^32, fixed by its name."""
        return int.from_bytes(hashlib.sha256(f"{self._stem}:{what}".encode()).digest()[:4], "big")

    def happens(self, what: str, share: Decimal) -> bool:
        """Whether something with this probability happens."""
        return self.number(what) < share * _RANGE

    def pick(self, what: str, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(what) % len(options)]

    def shuffled(self, what: str, options: Sequence[T]) -> list[T]:
        """The options in an order fixed by the name."""
        keyed = sorted((self.number(f"{what}:{place}"), place) for place in range(len(options)))
        return [options[place] for _, place in keyed]
