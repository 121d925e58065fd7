"""A program in a terminal of its own, driven from outside: what it draws, keys for it, its memory."""

from __future__ import annotations

import os
import select
import signal
import struct
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.peak import peak

COLUMNS, ROWS = 120, 40
PATIENCE = 30.0
"""Seconds after which a program counts as stuck."""

ROOT = Path(__file__).parent.parent
TRAINER = (sys.executable, "-m", "trainer")

UNWANTED = ("TEXTUAL", "TRAINER", "COLUMNS", "LINES")
"""Beginnings of variables that would change what is measured."""

POSSIBLE = sys.platform != "win32"
"""Whether this system has terminals of this kind."""


class StuckError(Exception):
    """The program did not draw what was waited for."""


class Terminal:
    """One program in its terminal."""

    def __init__(self, command: Sequence[str], home: Path) -> None:
        """Start ``command`` with its files in ``home``."""
        import fcntl
        import pty
        import termios

        environment = settings(home)
        self._drawn = b""
        self.memory = 0.0
        """The largest memory in megabytes (of a million bytes), once the program has ended."""
        self.started = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.chdir(ROOT)
                os.execve(command[0], list(command), environment)
            finally:
                os._exit(127)

    def read(self, seconds: float) -> bytes:
        """What is drawn next, within so many seconds; empty if nothing is."""
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._file, 65536)
        except OSError as error:
            raise StuckError(f"the program has ended after {self._tail()}") from error

    def wait_for(self, words: str, *, keep: bool = False) -> float:
        """Wait until ``words`` are drawn; returns the moment. Unless kept, what came with them is gone."""
        wanted = words.encode()
        end = time.perf_counter() + PATIENCE
        while wanted not in self._drawn:
            if time.perf_counter() > end:
                raise StuckError(f"{words!r} is not drawn but {self._tail()}")
            self._drawn += self.read(0.5)
        moment = time.perf_counter()
        self._drawn = self._drawn if keep else b""
        return moment

    def _tail(self) -> str:
        return self._drawn[-2000:].decode(errors="replace")

    def rest(self, seconds: float = 0.3) -> None:
        """Read until nothing is drawn for so long, or for at most twenty times as long."""
        end = time.perf_counter() + 20 * seconds
        while self.read(seconds) and time.perf_counter() < end:
            pass
        self._drawn = b""

    def send(self, keys: str) -> float:
        """Press keys; returns the moment."""
        moment = time.perf_counter()
        os.write(self._file, keys.encode())
        return moment

    def end(self) -> None:
        """Ask what memory the program took, and kill it."""
        known = Path(f"/proc/{self.pid}").exists()
        self.memory = peak(self.pid) if known else 0.0
        os.kill(self.pid, signal.SIGKILL)
        _, _, usage = os.wait4(self.pid, 0)
        os.close(self._file)
        if not known:
            unit = 1 if sys.platform == "darwin" else 1024
            self.memory = usage.ru_maxrss * unit / 1e6


def settings(home: Path) -> Mapping[str, str]:
    """The environment of a measured program: Chinese, colours, files in ``home``, the sources at hand."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(UNWANTED)},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TRAINER_LANG": "zh",
        "TRAINER_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def running(command: Sequence[str], home: Path) -> Iterator[Terminal]:
    """A program in a terminal, killed when the block is left."""
    terminal = Terminal(command, home)
    try:
        yield terminal
    finally:
        terminal.end()


@contextmanager
def home_folder() -> Iterator[Path]:
    """An empty place for the program's files."""
    with tempfile.TemporaryDirectory(prefix="trainer-bench-") as folder:
        yield Path(folder)
