"""Judging and folding the moves of a long scripted match of a library case: one ``Table.apply`` with its
rules, fold, consequences and hash; reading a transcript's lines and replaying them, at two lengths. Processor
time, since nothing waits here.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence

from benchmarks.figures import Bound, Figure, Target, percentile
from benchmarks.long_match import book, commands, header, opened
from cases.transcript import Transcript, read_lines
from trainer.table.table import Table

NAME = "table"
APPLY = Target(Bound.UNDER, 1.0)
RATE = Target(Bound.AT_LEAST, 20_000)
LINEAR = Target(Bound.AT_MOST, 1.3)
"""Ten times the events may take thirteen times the time: the rest is the clock's unsteadiness."""

SHORT, LONG = 400, 4_000
"""Events of the two transcripts."""


def applied(moves: int) -> tuple[Table, list[float]]:
    """A table after so many moves, and the milliseconds that each of them took."""
    script = commands(moves)
    table = Table(book(), header())
    opened(table)
    times = []
    for command in script:
        start = time.thread_time()
        table.apply(command)
        times.append((time.thread_time() - start) * 1000)
    return table, times


def replayed(lines: Sequence[str]) -> float:
    """Seconds to read and replay lines."""
    gc.collect()
    start = time.thread_time()
    read = read_lines(lines)
    assert isinstance(read, Transcript)
    table = Table.replay(book(), read.header, read.events)
    took = time.thread_time() - start
    assert len(table.events) == len(lines) - 1
    return took


def measure(*, quick: bool) -> list[Figure]:
    """Apply a match once, then read and replay its beginning and the whole in turn."""
    moves, runs = (500, 3) if quick else (4_000, 9)
    long = LONG // 8 if quick else LONG
    table, times = applied(moves)
    lines = list(table.transcript.lines())[: long + 1]
    short = lines[: SHORT // 8 + 1 if quick else SHORT + 1]
    replayed(short)
    pairs = [(replayed(short), replayed(lines)) for _ in range(runs)]
    events = len(lines) - 1
    growth = events / (len(short) - 1)
    rates = tuple(events / whole for _, whole in pairs)
    steady = tuple(whole / part / growth for part, whole in pairs)
    apply = Figure(NAME, "Table.apply", "ms", tuple(times), APPLY, percentile(times, 0.99), "99th percentile")
    return [
        apply,
        Figure(NAME, f"read and replay {events:,} events", "events/s", rates, RATE),
        Figure(NAME, f"time for {growth:.0f} times the events, each", "x", steady, LINEAR),
    ]
