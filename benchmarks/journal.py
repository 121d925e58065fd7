"""One move through a session that keeps a journal on this disk: judged, folded, appended durably, answered;
and the append alone. For information, since it is the disk that decides.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.long_match import MATCH, book, commands, header, meta, opened
from cases.sides import BySide
from trainer.journal import Journal
from trainer.session import Player, Session
from trainer.table.table import Table

NAME = "journal"
NOBODY: BySide[Player | None] = BySide(None, None)


class TimedStore:
    """Passes lines on to a journal and notes the milliseconds that each append took."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.times: list[float] = []

    def append(self, match: str, first_seq: int, lines: Sequence[str]) -> None:
        """Make lines durable."""
        start = time.perf_counter()
        self.journal.append(match, first_seq, lines)
        self.times.append((time.perf_counter() - start) * 1000)


def measure(*, quick: bool) -> list[Figure]:
    """Make moves through a session that keeps them."""
    script = commands(30 if quick else 300)
    whole = []
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "matches.sqlite3")
        journal.create(MATCH, header(), meta())
        store = TimedStore(journal)
        table = Table(book(), header())
        opened(table)
        store.append(MATCH, 1, [*table.transcript.lines()][1:])
        session = Session(MATCH, table, NOBODY, (), store)
        store.times.clear()
        for command in script:
            start = time.perf_counter()
            session.do(command)
            whole.append((time.perf_counter() - start) * 1000)
        journal.close()
    return [
        Figure(NAME, "a move judged, kept and answered", "ms", tuple(whole)),
        Figure(NAME, "append of a move's lines", "ms", tuple(store.times)),
    ]
