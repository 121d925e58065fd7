"""The two parties at the table and the container that holds one thing for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

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


class BySide(BaseModel, Generic[T]):
    """One value for each side; the only two-party container in the program."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    union: T
    employer: T

    @classmethod
    def same(cls, value: T) -> BySide[T]:
        """The same value on both sides."""
        return cls.model_construct(union=value, employer=value)

    def __getitem__(self, side: Side) -> T:
        return self.union if side is Side.UNION else self.employer

    def with_(self, side: Side, value: T) -> BySide[T]:
        """A copy in which ``side`` holds ``value``."""
        if side is Side.UNION:
            return self.model_construct(union=value, employer=self.employer)
        return self.model_construct(union=self.union, employer=value)

    def map(self, function: Callable[[T], R]) -> BySide[R]:
        """Apply ``function`` to both values."""
        return BySide[R].model_construct(union=function(self.union), employer=function(self.employer))

    def swap(self) -> BySide[T]:
        """Exchange the two values."""
        return self.model_construct(union=self.employer, employer=self.union)

    def items(self) -> Iterator[tuple[Side, T]]:
        """``(side, value)`` pairs, union first."""
        yield Side.UNION, self.union
        yield Side.EMPLOYER, self.employer
