"""What the store tells about a match."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from cases.sides import Side

if TYPE_CHECKING:
    from cases.text import Text
    from cases.transcript import Event, Header


@dataclass(frozen=True, slots=True)
class MatchMeta:
    """What a match is about, for lists that do not open it."""

    case: str
    """The case's id or path, as it was opened."""
    title: Text
    format: str
    side: Side
    """The side that the person plays."""
    persona: str
    level: int


@dataclass(frozen=True, slots=True)
class MatchRecord:
    """A match in the store."""

    id: str
    created_at: str
    """ISO 8601, as given by whoever started the match."""
    meta: MatchMeta
    status: Literal["open", "finished", "abandoned"]
    outcome: str | None
    worth: Decimal | None
    """What the person's side made of it on its own scale, 0 to 1; ``None`` where nothing was agreed."""
    events: int
    """How many events are recorded."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A match read back, its chain of lines verified."""

    header: Header
    events: tuple[Event, ...]
