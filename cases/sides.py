"""The two parties at the table and the container that holds one thing for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Side(StrEnum):
    """A party to the talks; spelled the same in files, output and code."""

    UNION = "union"
    EMPLOYER = "employer"

    @property
    def other(self) -> Side:
        """The side across the table."""
        return Side.EMPLOYER if self is Side.UNION else Side.UNION


SIDES: tuple[Side, Side] = (Side.UNION, Side.EMPLOYER)
"""Both sides, in the order in which everything lists them."""


@dataclass(frozen=True, slots=True)
class BySide(Generic[T]):
    """One value for each side; the only two-party container in the program.

    A plain dataclass, so that the engine may build it freely; inside a file's model it is validated
    like any other part.
    """

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    union: T
    employer: T

    @classmethod
    def same(cls, value: T) -> BySide[T]:
        """The same value on both sides."""
        return cls(value, value)

    def __getitem__(self, side: Side) -> T:
        return self.union if side is Side.UNION else self.employer

    def with_(self, side: Side, value: T) -> BySide[T]:
        """A copy in which ``side`` holds ``value``."""
        return BySide(value, self.employer) if side is Side.UNION else BySide(self.union, value)

    def map(self, function: Callable[[T], R]) -> BySide[R]:
        """Apply ``function`` to both values."""
        return BySide(function(self.union), function(self.employer))

    def swap(self) -> BySide[T]:
        """Exchange the two values."""
        return BySide(self.employer, self.union)

    def items(self) -> Iterator[tuple[Side, T]]:
        """``(side, value)`` pairs, union first."""
        yield Side.UNION, self.union
        yield Side.EMPLOYER, self.employer
