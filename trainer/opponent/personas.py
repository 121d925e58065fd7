"""Temperaments as data: how early a computer gives way, how it treats papers, how readily it trades."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeAlias

InfoPolicy: TypeAlias = Literal["open", "reciprocal", "law", "exact", "late"]

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Persona:
    """One temperament at one level; the fields are explained in ``data/personas.toml``."""

    id: str
    level: int
    e: Decimal
    anchor: Decimal
    margin: Decimal
    reciprocity: Decimal
    argument: Decimal
    trust: Decimal
    info: InfoPolicy
    trades: Decimal
    asks: Decimal
    cites: Decimal
    parks: bool
    tells: bool
    final: Decimal


@cache
def _data() -> dict[str, Any]:
    source = resources.files("trainer.opponent") / "data" / "personas.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"), parse_float=Decimal)


def persona_ids() -> tuple[str, ...]:
    """Every persona, in the order of the file."""
    return tuple(name for name in _data() if name != "levels")


@cache
def persona(name: str, level: int = 2) -> Persona:
    """The persona at a level from 1 (gentle) to 4 (demanding); raises ``KeyError`` for an unknown one."""
    change = _data()["levels"][str(level)]
    fields: dict[str, Any] = dict(_data()[name])
    fields["margin"] = max(fields["margin"] + change["margin"], Decimal(0))
    fields["e"] *= change["pace"]
    return Persona(id=name, level=level, **fields)
