"""From starting ``trainer`` in a terminal of 120 x 40 to the words of its home screen, against the same of a
minimal Textual app (header, one line, footer), the two in turn; and to the first case of the library.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import minimal_app
from benchmarks.figures import Bound, Figure, Outcome, Skipped, Target
from benchmarks.long_match import CASE
from benchmarks.terminal import POSSIBLE, ROOT, TRAINER, home_folder, running
from cases.lang import Lang
from cases.library import card
from trainer.i18n import say

NAME = "first_paint"
TIMES_MINIMAL = Target(Bound.AT_MOST, 1.7)
MINIMAL = (sys.executable, str(ROOT / "benchmarks" / "minimal_app.py"))
MARKER = "home.cases"
"""Catalogue key of words that stand on the home screen alone."""


def minimal(home: Path) -> float:
    """Seconds from starting the minimal app to its line."""
    with running(MINIMAL, home) as terminal:
        return terminal.wait_for(minimal_app.READY) - terminal.started


def trainer(home: Path) -> tuple[float, float]:
    """Seconds from starting the trainer to the words of its home screen, and to the first case on it."""
    title = card(CASE).title.zh
    with running(TRAINER, home) as terminal:
        words = terminal.wait_for(say(MARKER, Lang.ZH), keep=True) - terminal.started
        return words, terminal.wait_for(title) - terminal.started


def measure(*, quick: bool) -> Outcome:
    """Start both in turn, after one start of each that warms the disk's cache."""
    if not POSSIBLE:
        return Skipped(NAME, "needs a Unix terminal")
    with home_folder() as home:
        pairs = [(trainer(home), minimal(home)) for _ in range(8 if quick else 16)][1:]
    return [
        Figure(NAME, "minimal app", "s", tuple(theirs for _, theirs in pairs)),
        Figure(NAME, "trainer, home screen", "s", tuple(ours for (ours, _), _ in pairs)),
        Figure(NAME, "trainer, first case on it", "s", tuple(case for (_, case), _ in pairs)),
        Figure(
            NAME,
            "trainer over minimal app",
            "x",
            tuple(ours / theirs for (ours, _), theirs in pairs),
            TIMES_MINIMAL,
        ),
    ]
