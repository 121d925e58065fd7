"""A file's data together with the place of every key and value in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from cases.problems import Path, Problem
from cases.scalars import Scalar

Data: TypeAlias = "Scalar | list[Data] | dict[str, Data]"
"""What a document holds: mappings with text keys, lists and scalars."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int


@dataclass(slots=True)
class Places:
    """Where keys and values stand, by their path; the root's path is ``()``."""

    file: str
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)

    def value(self, path: Path) -> Place:
        """The place of the value at ``path``, or of the nearest thing around it that is known."""
        for length in range(len(path), -1, -1):
            place = self.values.get(path[:length])
            if place is not None:
                return place
        return Place(self.file, 1, 1)

    def key(self, path: Path) -> Place:
        """The place of the key that leads to ``path``; for list members and the root, of the value."""
        return self.keys.get(path) or self.value(path)


@dataclass(slots=True)
class Document:
    """What a file says. With ``problems``, found in reading it, ``data`` is partial or ``None``."""

    data: Data
    places: Places
    problems: list[Problem] = field(default_factory=list)
    partial: bool = False
    """Whether an included file could not be read, so that what seems missing may stand there."""

    @property
    def file(self) -> str:
        """The name under which the file was opened."""
        return self.places.file
