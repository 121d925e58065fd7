"""From pressing a key to its letter on the screen, in the composer of a match with 300 moves behind it, in a
terminal of 120 x 40: plain words, and words after a slash command that is read and priced with every letter.
"""

from __future__ import annotations

from benchmarks.figures import Bound, Figure, Outcome, Skipped, Target, percentile
from benchmarks.long_match import keep
from benchmarks.table_screen import open_match
from benchmarks.terminal import POSSIBLE, Terminal, home_folder

NAME = "key_press"
MOVES = 300
PAINTED = Target(Bound.UNDER, 50)
FIRST = 0x4E00
"""Letters are Han characters from here on, few of which any case uses, so that each is seen to appear."""

COMMAND = "/propose base 6 "
CLEAR = "\x15"


def typed(terminal: Terminal, letters: str) -> tuple[float, ...]:
    """Milliseconds from each key to its letter."""
    times = []
    for letter in letters:
        pressed = terminal.send(letter)
        times.append((terminal.wait_for(letter) - pressed) * 1000)
        terminal.rest(0.05)
    return tuple(times)


def rare(count: int, start: int) -> str:
    """So many letters that are on no screen."""
    return "".join(chr(FIRST + start + 7 * place) for place in range(count))


def _figure(what: str, times: tuple[float, ...]) -> Figure:
    return Figure(NAME, what, "ms", times, PAINTED, percentile(times, 0.95), "95th percentile")


def measure(*, quick: bool) -> Outcome:
    """Type into the composer."""
    if not POSSIBLE:
        return Skipped(NAME, "needs a Unix terminal")
    count = 8 if quick else 30
    with home_folder() as home:
        keep(home, 20 if quick else MOVES)
        with open_match(home) as terminal:
            words = typed(terminal, rare(count, 0x700))
            terminal.send(CLEAR)
            terminal.rest()
            terminal.send(COMMAND)
            terminal.rest()
            command = typed(terminal, rare(count, 0x1500))
    return [_figure("a letter of plain words", words), _figure("a letter after a command", command)]
