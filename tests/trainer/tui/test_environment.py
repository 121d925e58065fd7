from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from cases.text import Lang
from trainer.i18n import render
from trainer.tui.environment import check_terminal, is_utf8, prepare_environment


@dataclass
class Terminal:
    encoding: str | None = "utf-8"
    tty: bool = True

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(
    ("stdin", "drawing", "size", "key"),
    [
        (Terminal(), Terminal(), (80, 24), None),
        (Terminal(), Terminal("UTF8"), (200, 60), None),
        (Terminal(tty=False), Terminal(), (80, 24), "ui.terminal.no_keyboard"),
        (Terminal(), Terminal(tty=False), (80, 24), "ui.terminal.no_screen"),
        (Terminal(), Terminal("ANSI_X3.4-1968"), (80, 24), "ui.terminal.encoding"),
        (Terminal(), Terminal(None), (80, 24), "ui.terminal.encoding"),
        (Terminal(), Terminal(), (79, 24), "ui.terminal.small"),
        (Terminal(), Terminal(), (80, 23), "ui.terminal.small"),
    ],
)
def test_what_a_terminal_lacks_is_said(
    stdin: Terminal, drawing: Terminal, size: tuple[int, int], key: str | None
) -> None:
    found = check_terminal(stdin=stdin, drawing=drawing, size=size)
    assert (found.key if found else None) == key
    if found:
        for lang in Lang:
            assert render(found, lang) != found.key


@pytest.mark.parametrize(
    ("name", "good"), [("utf_8", True), ("cp936", False), ("no-such", False), (None, False)]
)
def test_encoding_names(name: str | None, good: bool) -> None:
    assert is_utf8(name) is good


def test_kitty_keys_are_off_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)
    prepare_environment()
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "1"
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", "0")
    prepare_environment()
    assert os.environ["TEXTUAL_DISABLE_KITTY_KEY"] == "0"


def test_checking_the_terminal_imports_no_textual() -> None:
    code = "import sys, trainer.tui.environment; print([m for m in sys.modules if m.split('.')[0] in ('textual','rich')])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
