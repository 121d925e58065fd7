from __future__ import annotations

import sqlite3
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sides import Side
from cases.text import Lang, Text
from cases.transcript import BadLine, Transcript, read_lines, split
from tests.small_case import header
from tests.trainer.scripted_match import course
from trainer import places
from trainer.i18n import lookup, render
from trainer.journal import Journal, JournalError, Loaded, MatchMeta

META = MatchMeta("small", Text(zh="小", en="Small"), "solo-15", Side.EMPLOYER, "plain", 3)


def journal_with(path: Path, *matches: str) -> Journal:
    journal = Journal(path)
    for match in matches:
        journal.create(match, header(), META)
    return journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "matches.sqlite3"


def test_a_match_comes_back_as_it_was_written(path: Path) -> None:
    lines, _, ends = course()
    journal = journal_with(path, "a", "b")
    for start, end in pairwise(ends):
        journal.append("a", start + 1, lines[start:end])
    journal.close()
    again = Journal(path)
    loaded = again.load("a")
    assert isinstance(loaded, Loaded)
    assert loaded.header == header()
    assert len(loaded.events) == len(lines)
    other = again.load("b")
    assert isinstance(other, Loaded)
    assert other.events == ()
    assert again.record("a").meta == META
    assert again.record("a").events == len(lines)


def test_lists_hold_open_and_finished_matches(path: Path) -> None:
    journal = journal_with(path, "a", "b", "c", "d")
    journal.finish("b", "agreement", Decimal("0.62"))
    journal.finish("d", "walkout")
    journal.abandon("c")
    assert [record.id for record in journal.unfinished()] == ["a"]
    assert [(record.id, record.outcome, record.worth) for record in journal.past()] == [
        ("d", "walkout", None),
        ("b", "agreement", Decimal("0.62")),
    ]


def test_only_unfinished_matches_can_be_abandoned(path: Path) -> None:
    journal = journal_with(path, "a")
    journal.finish("a", "agreement")
    journal.abandon("a")
    assert [record.id for record in journal.past()] == ["a"]


@pytest.mark.parametrize("first", [1, 2, 4, 9])
def test_numbers_that_do_not_follow_are_refused_and_nothing_is_kept(path: Path, first: int) -> None:
    lines, _, _ = course()
    journal = journal_with(path, "a")
    journal.append("a", 1, lines[:2])
    with pytest.raises(JournalError) as refused:
        journal.append("a", first, lines[2:4])
    assert refused.value.message.key == "journal.conflict"
    assert len(journal.lines("a")) == 3


def test_two_programs_cannot_both_go_on_with_a_match(path: Path) -> None:
    lines, _, _ = course()
    one = journal_with(path, "a")
    two = Journal(path)
    one.append("a", 1, lines[:1])
    with pytest.raises(JournalError):
        two.append("a", 1, lines[:1])
    two.append("a", 2, lines[1:2])
    assert one.record("a").events == 2


def test_a_match_has_one_beginning(path: Path) -> None:
    journal = journal_with(path, "a")
    with pytest.raises(JournalError) as refused:
        journal.create("a", header(), META)
    assert refused.value.message.key == "journal.exists"


def test_unknown_matches_are_named(path: Path) -> None:
    with pytest.raises(JournalError) as refused:
        Journal(path).load("nobody")
    assert "nobody" in render(refused.value.message, Lang.EN)


def test_an_altered_line_is_found(path: Path) -> None:
    lines, _, _ = course()
    journal = journal_with(path, "a")
    journal.append("a", 1, lines[:6])
    journal.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE events SET line = replace(line, ':', ': ') WHERE seq = 3")
    db.close()
    assert isinstance(Journal(path).load("a"), BadLine)


@pytest.mark.parametrize("damage", ["rubbish", "middle", "cut"])
def test_a_damaged_file_is_set_aside(path: Path, damage: str) -> None:
    lines, _, _ = course()
    journal = journal_with(path, "a")
    journal.append("a", 1, lines)
    journal.close()
    data = path.read_bytes()
    broken = {
        "rubbish": b"no database at all" * 100,
        "middle": data[:5000] + b"\xff" * 6000 + data[11000:],
        "cut": data[: len(data) // 2],
    }[damage]
    path.write_bytes(broken)
    again = Journal(path)
    assert again.notice is not None
    aside = path.with_name("matches.damaged-1.sqlite3")
    assert aside.read_bytes() == broken
    for lang in Lang:
        assert str(aside) in render(again.notice, lang)
    assert again.unfinished() == []
    again.create("a", header(), META)
    again.close()
    path.write_bytes(b"broken once more" * 300)
    assert Journal(path).notice is not None
    assert path.with_name("matches.damaged-2.sqlite3").exists()


def test_a_newer_file_is_left_alone(path: Path) -> None:
    journal_with(path, "a").close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(JournalError) as refused:
        Journal(path)
    assert refused.value.message.key == "journal.newer"
    assert path.exists()


def test_a_place_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError) as refused:
        Journal(tmp_path / "file" / "matches.sqlite3")
    assert refused.value.message.key == "journal.cannot_write"
    (tmp_path / "folder.sqlite3").mkdir()
    with pytest.raises(JournalError) as refused:
        Journal(tmp_path / "folder.sqlite3")
    assert refused.value.message.key == "journal.cannot_write"


def test_a_full_disk_undoes_the_step(path: Path) -> None:
    lines, _, _ = course()
    journal = journal_with(path, "a")
    journal.append("a", 1, lines[:1])
    journal._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(JournalError) as refused:
        journal.append("a", 2, ["x" * 200_000])
    assert refused.value.message.key == "journal.full"
    assert len(journal.lines("a")) == 2


@pytest.mark.parametrize("lang", list(Lang))
def test_every_reason_has_a_sentence(lang: Lang) -> None:
    from trainer.journal import _REASONS

    for name in {*_REASONS.values(), "failed", "newer", "conflict", "no_match", "cannot_export", "set_aside"}:
        assert lookup(f"journal.{name}", lang), name


def test_export_writes_the_transcript_whole(path: Path, tmp_path: Path) -> None:
    lines, _, _ = course()
    journal = journal_with(path, "a")
    journal.append("a", 1, lines)
    goal = tmp_path / "out" / "match.jsonl"
    journal.export("a", goal)
    journal.export("a", goal)
    read = read_lines(split(goal.read_text(encoding="utf-8")))
    assert isinstance(read, Transcript)
    assert len(read.events) == len(lines)
    assert [each.name for each in goal.parent.iterdir()] == ["match.jsonl"]


def test_export_to_a_place_that_cannot_be_written(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError) as refused:
        journal_with(path, "a").export("a", tmp_path / "file" / "match.jsonl")
    assert refused.value.message.key == "journal.cannot_export"


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(sheet=words, draft=words, value=words)
def test_what_was_typed_comes_back(sheet: str, draft: str, value: str) -> None:
    journal = Journal(":memory:")
    journal.create("a", header(), META)
    assert (journal.sheet("a"), journal.draft("a", "table"), journal.pref("x")) == (None, "", None)
    for _ in range(2):
        journal.save_sheet("a", sheet)
        journal.save_draft("a", "table", draft)
        journal.set_pref("x", value)
    assert (journal.sheet("a"), journal.draft("a", "table"), journal.pref("x")) == (sheet, draft, value)
    journal.save_draft("a", "table", "")
    assert journal.draft("a", "table") == ""
    journal.close()


def test_a_finished_match_has_no_draft(path: Path) -> None:
    journal = journal_with(path, "a")
    journal.save_draft("a", "table", "half a sen")
    journal.finish("a", "agreement")
    assert journal.draft("a", "table") == ""


def test_one_folder_for_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    for place in (places.journal_file(), places.preferences_file()):
        assert place.parent == tmp_path
    assert places.reports_folder() == places.export_folder() == tmp_path


def test_the_system_says_where_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_HOME", "  ")
    assert places.home() is None
    assert "trainer" in places.journal_file().parts
