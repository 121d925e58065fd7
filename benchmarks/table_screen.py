"""The program in a terminal, with the kept match open at the table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.terminal import TRAINER, Terminal, running
from cases.lang import Lang
from trainer.i18n import say

HOME_WORDS = "home.unfinished"
TABLE_WORDS = "tablescreen.panel.composer"
"""Catalogue keys of words that are seen on these screens and not before."""


@contextmanager
def open_match(home: Path) -> Iterator[Terminal]:
    """Start the program and go on with the only match in the store: the first card of the home screen."""
    with running(TRAINER, home) as terminal:
        terminal.wait_for(say(HOME_WORDS, Lang.ZH))
        terminal.rest()
        terminal.send("\r")
        terminal.wait_for(say(TABLE_WORDS, Lang.ZH))
        terminal.rest()
        yield terminal
