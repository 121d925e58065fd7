"""What a person chose once and should not have to choose again: language, theme and frames.

Read before the first screen is drawn, so without the schema library, which loads slower than the file reads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cases.lang import Lang


@dataclass(frozen=True, slots=True)
class Preferences:
    """A person's choices; ``None`` where nothing was chosen. ``ascii_frames``: frames of plain characters."""

    lang: Lang | None = None
    theme: str | None = None
    ascii_frames: bool = False


def load_preferences(path: Path) -> Preferences:
    """The choices in ``path``; none where the file is missing or not readable as such."""
    try:
        kept: Any = json.loads(path.read_text(encoding="utf-8"))
        return _preferences(kept)
    except (OSError, ValueError):
        return Preferences()


def _preferences(kept: Any) -> Preferences:
    """The choices in what a file held. Raises :class:`ValueError` where a choice cannot be one."""
    if not isinstance(kept, dict):
        raise ValueError
    lang, theme, frames = kept.get("lang"), kept.get("theme"), kept.get("ascii_frames", False)
    if not isinstance(theme, str | None) or not isinstance(frames, bool):
        raise ValueError
    return Preferences(None if lang is None else Lang(lang), theme, frames)


def save_preferences(path: Path, choices: Preferences) -> bool:
    """Write the choices to ``path``; false where the place cannot be written."""
    chosen = {"lang": choices.lang, "theme": choices.theme, "ascii_frames": choices.ascii_frames}
    kept = {name: value for name, value in chosen.items() if value is not None}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    except OSError:
        return False
    return True
