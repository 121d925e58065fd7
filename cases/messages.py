"""A sentence to be: a catalogue key and its figures.

Rules, loaders and the engine never write sentences. They hand out messages; the faces
(command line, screens) look them up in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from cases.text import Text

Param: TypeAlias = "str | int | float | Decimal | Text | Message | tuple[Param, ...]"
"""What may stand in a message: plain figures and names, case text, or another message (rendered in turn)."""


@dataclass(frozen=True, slots=True)
class Message:
    """A translated sentence: ``key`` names it in the catalogues, ``params`` fill its places."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


def message(key: str, /, **params: Param) -> Message:
    """Shorthand for :class:`Message` with keyword places."""
    return Message(key, params)
