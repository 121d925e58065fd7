"""The largest memory that the program has taken (resident set) once a match with 300 moves is open at the
table and words have been typed; and at the home screen alone.
"""

from __future__ import annotations

from benchmarks.figures import Bound, Figure, Outcome, Skipped, Target
from benchmarks.key_press import COMMAND, MOVES
from benchmarks.long_match import keep
from benchmarks.table_screen import HOME_WORDS, open_match
from benchmarks.terminal import POSSIBLE, TRAINER, home_folder, running
from cases.lang import Lang
from trainer.i18n import say

NAME = "memory"
SMALL = Target(Bound.UNDER, 90)


def measure(*, quick: bool) -> Outcome:
    """Open the match, type, end; several times."""
    if not POSSIBLE:
        return Skipped(NAME, "needs a Unix terminal")
    runs = 1 if quick else 3
    with home_folder() as home:
        keep(home, 20 if quick else MOVES)
        at_home, at_table = [], []
        for _ in range(runs):
            with running(TRAINER, home) as first:
                first.wait_for(say(HOME_WORDS, Lang.ZH))
                first.rest()
            at_home.append(first.memory)
            with open_match(home) as terminal:
                terminal.send(COMMAND)
                terminal.rest()
            at_table.append(terminal.memory)
    return [
        Figure(NAME, "home screen", "MB", tuple(at_home)),
        Figure(NAME, "a match open", "MB", tuple(at_table), SMALL, max(at_table), "max"),
    ]
