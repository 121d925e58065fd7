"""A measured figure: its samples, what it should be, and whether it is."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Bound(StrEnum):
    """Which way a target lies."""

    AT_MOST = "at most"
    UNDER = "under"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure's judged value should be."""

    bound: Bound
    value: float

    def met_by(self, value: float) -> bool:
        """Whether ``value`` is what it should be."""
        if self.bound is Bound.AT_LEAST:
            return value >= self.value
        return value < self.value if self.bound is Bound.UNDER else value <= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. Without a target it is there for information."""

    benchmark: str
    what: str
    unit: str
    samples: tuple[float, ...]
    target: Target | None = None
    judged: float | None = None
    """The value held to the target; the median of the samples if not given."""
    judged_as: str = "median"

    @property
    def median(self) -> float:
        """The median of the samples."""
        return statistics.median(self.samples)

    @property
    def value(self) -> float:
        """What is held to the target."""
        return self.median if self.judged is None else self.judged

    @property
    def met(self) -> bool | None:
        """Whether the target is met; ``None`` where there is none."""
        return None if self.target is None else self.target.met_by(self.value)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A benchmark that cannot run here, and why."""

    benchmark: str
    reason: str


Outcome = Sequence[Figure] | Skipped


class Benchmark(Protocol):
    """What a benchmark's module offers; its docstring's first line says what is measured and how."""

    NAME: str

    def measure(self, *, quick: bool) -> Outcome:
        """Measure. ``quick``: fewer runs, to see that it works."""


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that at least ``share`` of all samples do not exceed (nearest rank)."""
    ordered = sorted(samples)
    rank = max(1, -(-round(share * 10_000) * len(ordered) // 10_000))
    return ordered[rank - 1]
