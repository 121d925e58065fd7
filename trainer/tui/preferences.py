"""What a person chose once and should not have to choose again: language, theme and frames."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from cases.text import Lang


class Preferences(BaseModel):
    """A person's choices; ``None`` where nothing was chosen. ``ascii_frames``: frames of plain characters."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    lang: Lang | None = None
    theme: str | None = None
    ascii_frames: bool = False


def load_preferences(path: Path) -> Preferences:
    """The choices in ``path``; none where the file is missing or not readable as such."""
    try:
        return Preferences.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return Preferences()


def save_preferences(path: Path, choices: Preferences) -> bool:
    """Write the choices to ``path``; false where the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(choices.model_dump_json(exclude_none=True) + "\n", encoding="utf-8")
    except OSError:
        return False
    return True
