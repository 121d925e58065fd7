"""A program that is killed at any moment loses nothing that it had said was done."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from cases.sides import BySide, Side
from cases.text import Text
from tests.small_case import header, small_book
from tests.trainer.scripted_match import commands, course
from trainer.journal import Journal, Loaded, MatchMeta
from trainer.session import Player, Session
from trainer.table.table import Table

KILLS = 200
NOBODY: BySide[Player | None] = BySide(None, None)
META = MatchMeta("small", Text(zh="小", en="Small"), "small", Side.UNION, "plain", 1)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def play(path: Path, match: str, pipe: int) -> None:
    """In the child: make every move, and say after each how many events are durable."""
    session = Session(match, Table(small_book(), header()), NOBODY, (), Journal(path))
    for command in commands():
        session.do(command)
        os.write(pipe, len(session.table.events).to_bytes(4, "big"))


def killed_match(path: Path, match: str, after: int, then: float) -> int:
    """Start a match, kill it after ``after`` acknowledgements and ``then`` seconds; the last acknowledgement."""
    Journal(path).create(match, header(), META)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            play(path, match, writer)
            signal.pause()
        finally:
            os._exit(1)
    os.close(writer)
    heard = b""
    while len(heard) < 4 * after:
        heard += os.read(reader, 4 * after - len(heard))
    end = time.monotonic() + then
    while time.monotonic() < end:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 4096):
        heard += more
    os.close(reader)
    return int.from_bytes(heard[-4:], "big") if heard else 0


def test_two_hundred_kills_lose_no_acknowledged_move(tmp_path: Path) -> None:
    chance = random.Random(20260520)
    lines, states, ends = course()
    path = tmp_path / "matches.sqlite3"
    caught = set()
    for number in range(KILLS):
        match = f"m{number}"
        acknowledged = killed_match(
            path, match, chance.randint(0, len(commands()) - 1), chance.random() * 0.004
        )
        journal = Journal(path)
        assert journal.notice is None
        loaded = journal.load(match)
        assert isinstance(loaded, Loaded), loaded
        count = len(loaded.events)
        assert count >= acknowledged
        assert count in ends, "a move is kept with all its consequences or not at all"
        assert journal.lines(match)[1:] == list(lines[:count])
        session = Session(
            match, Table.replay(small_book(), loaded.header, loaded.events), NOBODY, (), journal
        )
        assert session.table.state == states[count]
        journal.close()
        caught.add(count)
    assert len(caught) > 20, "the kills must fall all over the match"


def test_a_killed_match_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "matches.sqlite3"
    killed_match(path, "m", 7, 0.001)
    journal = Journal(path)
    loaded = journal.load("m")
    assert isinstance(loaded, Loaded)
    session = Session("m", Table.replay(small_book(), loaded.header, loaded.events), NOBODY, (), journal)
    lines, states, ends = course()
    for command in commands()[ends.index(len(loaded.events)) :]:
        session.do(command)
    assert journal.lines("m")[1:] == list(lines)
    assert session.table.state == states[-1]
