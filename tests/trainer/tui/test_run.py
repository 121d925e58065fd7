"""The app as a person starts it: a process on a terminal of its own."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pytest

from cases.lang import Lang
from trainer import places
from trainer.journal import Journal
from trainer.tui.preferences import Preferences, save_preferences
from trainer.tui.run import chosen_language

START = (
    "import sys; from cases.lang import Lang; from trainer.tui.run import run_app; sys.exit(run_app(Lang.ZH))"
)
PATIENCE = 60.0
"""Seconds after which a test gives up on a program that says nothing."""
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TRAINER", "LC_", "LANG", "COLUMNS", "LINES"))
    }
    return {**kept, "TRAINER_HOME": str(home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **more}


@contextmanager
def terminal(
    home: Path, columns: int, rows: int, **more: str
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(home, **more),
        close_fds=True,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def read_until(ours: int, wanted: str) -> str:
    heard = b""
    while True:
        text = CONTROL.sub("", heard.decode("utf-8", errors="ignore"))
        if wanted and wanted in text:
            return text
        ready, _, _ = select.select([ours], [], [], PATIENCE)
        assert ready, f"nothing more came:\n{text}"
        try:
            more = os.read(ours, 65536)
        except OSError:
            more = b""
        if not more:
            assert not wanted, f"it ended without {wanted}:\n{text}"
            return text
        heard += more


def press_until(ours: int, key: bytes, wanted: str) -> None:
    """Press a key, again if need be (it is lost while a screen is being built), until something is shown."""
    heard = b""
    for _ in range(int(PATIENCE)):
        os.write(ours, key)
        while select.select([ours], [], [], 1.0)[0]:
            heard += os.read(ours, 65536)
            if wanted in CONTROL.sub("", heard.decode("utf-8", errors="ignore")):
                return
    raise AssertionError(f"no {wanted} after pressing {key!r}")


def test_it_opens_keeps_what_was_begun_and_quits(tmp_path: Path) -> None:
    with terminal(tmp_path, 100, 30) as (process, ours):
        read_until(ours, "恒岳机械")
        press_until(ours, b"\r", "数据型")
        press_until(ours, b"\x1b[15~", "我方材料")
        os.write(ours, b"\x11")
        read_until(ours, "")
        assert process.wait(PATIENCE) == 0
    assert len(Journal(tmp_path / "matches.sqlite3").unfinished()) == 1
    with terminal(tmp_path, 100, 30) as (process, ours):
        read_until(ours, "接着谈")
        os.write(ours, b"\x11")
        read_until(ours, "")
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("columns", "rows", "more", "said"),
    [
        (79, 24, {}, "79 列"),
        (80, 23, {}, "23 行"),
        (80, 24, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "UTF-8"),
    ],
    ids=["narrow", "flat", "encoding"],
)
def test_a_terminal_that_cannot_show_it_is_told_in_one_sentence(
    tmp_path: Path, columns: int, rows: int, more: dict[str, str], said: str
) -> None:
    with terminal(tmp_path, columns, rows, **more) as (process, ours):
        text = read_until(ours, "")
        assert process.wait(PATIENCE) == 2
    assert said in text
    assert "Traceback" not in text
    assert len(text.strip().splitlines()) == 1


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START],
        env=environment(tmp_path),
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2
    assert "终端" in done.stderr.decode()


def test_a_store_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with terminal(tmp_path / "file", 80, 24) as (process, ours):
        text = read_until(ours, "")
        assert process.wait(PATIENCE) == 1
    assert "TRAINER_HOME" in text
    assert "Traceback" not in text


def test_the_language_chosen_in_the_app_is_spoken_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    monkeypatch.delenv("TRAINER_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert chosen_language(Lang.ZH) is Lang.ZH
    save_preferences(places.preferences_file(), Preferences(lang=Lang.EN))
    assert chosen_language(Lang.ZH) is Lang.EN
    monkeypatch.setenv("TRAINER_LANG", "zh")
    assert chosen_language(Lang.ZH) is Lang.ZH
