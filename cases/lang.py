"""The languages that the trainer speaks.

A module of its own, free of any library, so that the catalogues can be read (and ``trainer --help`` answered)
before a schema is loaded.
"""

from __future__ import annotations

from enum import StrEnum


class Lang(StrEnum):
    """A language that the trainer speaks."""

    ZH = "zh"
    EN = "en"
