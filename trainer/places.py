"""Where the program keeps its files. ``TRAINER_HOME`` puts all of them into one folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP = "trainer"
"""The name under which the system's folders hold the program's files."""


def home() -> Path | None:
    """The folder named by ``TRAINER_HOME``, or ``None`` where the system's own folders are used."""
    named = os.environ.get("TRAINER_HOME", "").strip()
    return Path(named).expanduser() if named else None


def data_folder() -> Path:
    """Where matches are kept."""
    return home() or platformdirs.user_data_path(APP, appauthor=False)


def journal_file() -> Path:
    """The store of matches."""
    return data_folder() / "matches.sqlite3"


def preferences_file() -> Path:
    """Choices of language and theme."""
    return (home() or platformdirs.user_config_path(APP, appauthor=False)) / "preferences.json"


def reports_folder() -> Path:
    """Where a report goes if the program fails."""
    return home() or platformdirs.user_log_path(APP, appauthor=False)


def export_folder() -> Path:
    """Where transcripts go that a person exports."""
    return home() or platformdirs.user_documents_path()
