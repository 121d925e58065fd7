"""What is wrong with a file, and where: a place, a message and a hint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.messages import Message, message

Path = tuple[str | int, ...]
"""The way to a value inside a document: keys of mappings and positions in lists (from 0)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file. ``line`` and ``column`` count from 1, columns in characters."""

    file: str
    line: int
    column: int
    message: Message
    hint: Message | None = None


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by file, line and column; each fault once."""
    unique: list[Problem] = []
    for problem in sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column)):
        if problem not in unique:
            unique.append(problem)
    return unique


class Fault(ValueError):
    """A rule that a value breaks, raised inside a model's validator.

    ``at`` is the way from the value under validation to the culprit, so that a rule over the whole
    document can still point at one line.
    """

    def __init__(self, what: Message, *, hint: Message | None = None, at: Sequence[str | int] = ()) -> None:
        super().__init__(what.key)
        self.message = what
        self.hint = hint
        self.at: Path = tuple(at)


class Faults(ValueError):
    """Several broken rules at once: what a validator raises after checking everything it can."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(" ".join(fault.message.key for fault in self.faults))


class Unreadable(Exception):
    """A file that the program itself needs, or was asked for, cannot be used; carries every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        first = self.problems[0] if self.problems else Problem("", 1, 1, message("check.invalid"))
        super().__init__(f"{first.file}:{first.line}:{first.column}: {first.message.key}")
