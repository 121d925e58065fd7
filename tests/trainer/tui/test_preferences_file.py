"""A person's choices on disk, whatever the file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.lang import Lang
from trainer.tui.preferences import Preferences, load_preferences, save_preferences


@pytest.mark.parametrize(
    "choices",
    [
        Preferences(),
        Preferences(Lang.EN, "trainer-light", ascii_frames=True),
        Preferences(lang=None, theme="some theme of one's own"),
    ],
)
def test_choices_come_back_as_they_were_kept(choices: Preferences, tmp_path: Path) -> None:
    place = tmp_path / "a" / "b" / "preferences.json"
    assert save_preferences(place, choices)
    assert load_preferences(place) == choices


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"lang": "fr"}',
        b'{"lang": 1}',
        b'{"lang": ["zh"]}',
        b'{"theme": 3}',
        b'{"ascii_frames": "yes"}',
    ],
)
def test_what_cannot_be_a_choice_counts_as_none(content: bytes, tmp_path: Path) -> None:
    place = tmp_path / "preferences.json"
    place.write_bytes(content)
    assert load_preferences(place) == Preferences()


def test_a_newer_version_may_keep_more(tmp_path: Path) -> None:
    place = tmp_path / "preferences.json"
    place.write_text('{"lang": "en", "pace": 3}', encoding="utf-8")
    assert load_preferences(place) == Preferences(Lang.EN)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not save_preferences(tmp_path / "file" / "preferences.json", Preferences())
