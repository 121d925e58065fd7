"""How long it takes to say something, for matches that no clock on the wall runs along with."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from cases import moves as m

SILENT = frozenset({"yield", "end_caucus", "report_members"})
"""Moves that take no words."""


@cache
def _pace() -> dict[str, float]:
    source = resources.files("trainer.speech") / "data" / "speaking.toml"
    return {name: float(value) for name, value in tomllib.loads(source.read_text(encoding="utf-8")).items()}


def speaking_time(move: m.Move) -> int:
    """Milliseconds to say the move: its words at reading pace, else a few seconds and some for each term."""
    pace = _pace()
    if move.text is not None and move.text.zh:
        seconds = len(move.text.zh) / pace["zh_characters_per_second"]
    elif move.text is not None and move.text.en:
        seconds = len(move.text.en) / pace["en_characters_per_second"]
    elif move.kind in SILENT:
        seconds = 0.0
    else:
        terms = len(getattr(move, "terms", {}) or {}) + len(getattr(move, "condition", {}) or {})
        seconds = pace["plain_seconds"] + pace["term_seconds"] * max(terms - 1, 0)
    return int(seconds * 1000)


def pause() -> int:
    """Milliseconds before a speech."""
    return int(_pace()["pause_seconds"] * 1000)
