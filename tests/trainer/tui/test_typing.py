"""What an input method commits arrives whole, however the terminal reports it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual import _xterm_parser, constants, events
from textual._xterm_parser import XTermParser

from trainer.tui import quirks

PHRASES = ["好", "你好", "集体协商", "集体协商方案", "职工方要求工资增长百分之六"]


def kitty(text: str) -> str:
    """A commit as terminals with associated text report it."""
    return f"\x1b[32;;{':'.join(str(ord(character)) for character in text)}u"


def typed(data: str) -> str:
    parser = XTermParser()
    found = [event for chunk in (data, "") for event in parser.feed(chunk)]
    return "".join(event.character or "" for event in found if isinstance(event, events.Key))


@pytest.mark.parametrize("phrase", PHRASES)
def test_commits_reported_as_one_sequence_arrive_whole(phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", False)
    quirks.apply()
    assert typed(kitty(phrase)) == phrase


@pytest.mark.parametrize("asked", ["1", "0"])
def test_the_program_asks_for_no_kitty_keys_by_itself(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from trainer.tui.environment import prepare_environment as p; p(); from textual import constants as c; print(c.DISABLE_KITTY_KEY)"
    monkeypatch.setenv("TEXTUAL_DISABLE_KITTY_KEY", asked)
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str(asked == "1")


@pytest.mark.parametrize("phrase", PHRASES)
def test_commits_sent_as_plain_text_arrive_whole(phrase: str) -> None:
    assert typed(phrase) == phrase


def test_a_sentence_longer_than_any_commit_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DISABLE_KITTY_KEY", False)
    quirks.apply()
    sentence = "协" * 200
    assert typed(kitty(sentence)) == sentence


def test_a_higher_limit_of_textual_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_xterm_parser, "_MAX_SEQUENCE_SEARCH_THRESHOLD", 99_999)
    quirks.raise_sequence_limit()
    assert _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD == 99_999
