from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

import pytest

from cases.lang import Lang
from trainer.__main__ import run
from trainer.cli.demo import played
from trainer.cli.replaying import clock_text, inside_quotes
from trainer.cli.transcripts import first_bad

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_LANG", "en")


@cache
def match() -> str:
    """A whole match as its file holds it."""
    return played(3).table.export().text()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "match.jsonl"
    path.write_text(match(), encoding="utf-8", newline="")
    return path


def altered(line: bytes, luck: random.Random, place: int | None = None) -> bytes:
    """The line with one letter or digit exchanged for another of its kind."""
    places = [at for at, byte in enumerate(line) if chr(byte).isalnum() and byte < 128]
    at = luck.choice(places) if place is None else place
    kind = "0123456789" if chr(line[at]).isdigit() else "abcdefghijklmnopqrstuvwxyz"
    new = luck.choice([sign for sign in kind if ord(sign) != line[at]])
    return line[:at] + new.encode() + line[at + 1 :]


def test_a_match_as_written_holds(file: Path, capsys: Capture) -> None:
    assert run(["verify", str(file)]) == 0
    out, err = capsys.readouterr()
    assert str(file) in out
    assert err == ""
    assert run(["verify", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file), "holds": True, "bad": None}


@pytest.mark.parametrize("seed", range(3))
def test_one_altered_byte_is_found_in_its_line(seed: int, file: Path) -> None:
    lines = match().encode().splitlines(keepends=True)
    luck = random.Random(seed)
    for number, line in enumerate(lines, start=1):
        changed = altered(line, luck)
        file.write_bytes(b"".join([*lines[: number - 1], changed, *lines[number:]]))
        bad = first_bad(str(file), None, None)
        assert bad is not None, (number, changed)
        assert bad.line == number, (bad, changed)


def test_an_altered_check_code_is_found_in_its_line(file: Path) -> None:
    lines = match().encode().splitlines(keepends=True)
    luck = random.Random(9)
    for number, line in enumerate(lines[1:], start=2):
        code = line.rindex(b'"prev":"') + len(b'"prev":"') + luck.randrange(64)
        changed = altered(line, luck, code)
        file.write_bytes(b"".join([*lines[: number - 1], changed, *lines[number:]]))
        bad = first_bad(str(file), None, None)
        assert bad is not None
        assert bad.line == number


def test_a_broken_record_is_exit_1_with_the_line(file: Path, capsys: Capture) -> None:
    lines = match().splitlines(keepends=True)
    lines[4] = lines[4].replace('"at":', '"at":1', 1)
    file.write_text("".join(lines), encoding="utf-8", newline="")
    for lang in Lang:
        assert run(["verify", str(file), "--lang", lang.value]) == 1
        out, err = capsys.readouterr()
        assert out.startswith(f"{file}:5: ")
        assert "5" in err
    assert run(["verify", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["bad"]["line"] == 5
    assert run(["replay", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{file}:5: " in err


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"", 1), (b"nonsense\n", 1), (b"\xff\xfe", 1), (b'{"transcript": 1}\n', 1)],
)
def test_what_is_no_record_is_said_so(content: bytes, line: int, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert run(["verify", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:{line}: ")


def test_a_torn_character_is_found_in_its_line(file: Path) -> None:
    lines = match().encode().splitlines(keepends=True)
    lines[6] = lines[6][:40] + b"\xe4\xb8" + lines[6][40:]
    file.write_bytes(b"".join(lines))
    bad = first_bad(str(file), None, None)
    assert bad is not None
    assert bad.line == 7


def test_a_missing_record_is_said_so(capsys: Capture) -> None:
    for command in ("verify", "replay"):
        assert run([command, "nowhere.jsonl"]) == 1
        assert "nowhere.jsonl" in capsys.readouterr().err


def test_another_case_under_the_same_name_is_refused(file: Path, tmp_path: Path, capsys: Capture) -> None:
    import shutil

    from cases.library import CASES

    shutil.copytree(CASES / "hengyue-machinery", tmp_path / "mine")
    assert run(["verify", str(file), "--case", str(tmp_path / "mine")]) == 0
    top = tmp_path / "mine" / "case.yaml"
    top.write_text(top.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    from cases.library import load_case

    load_case.cache_clear()
    capsys.readouterr()
    assert run(["verify", str(file), "--case", str(tmp_path / "mine")]) == 1
    assert capsys.readouterr().err.strip()


def test_a_replay_tells_the_whole_match(file: Path, capsys: Capture) -> None:
    session = played(3)
    for lang in Lang:
        assert run(["replay", str(file), "--lang", lang.value]) == 0
        text = capsys.readouterr().out
        form, case = session.table.form, session.table.case
        for event in session.table.events:
            if event.kind == "phase":
                assert form.phase_map[str(event.body["to"])].name.get(lang) in text
            words = event.body.get("text") if event.side is not None else None
            if words is not None:
                assert inside_quotes(words[lang.value], lang) in text
            if event.side is not None and event.kind != "speech":
                assert f"[{event.seq}]" in text
        for issue in case.issues:
            assert issue.name.get(lang) in text
        assert lang is Lang.EN or "““" not in text
        assert not re.search(r"\b(replay|move|notice|table|unit)\.[a-z_]+", text)


def test_times_are_minutes_and_seconds() -> None:
    assert clock_text(0) == "00:00"
    assert clock_text(754_900) == "12:34"
    assert clock_text(6_000_000) == "100:00"


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_demonstration_ends_lawfully_and_says_why(seed: int, capsys: Capture) -> None:
    session = played(seed)
    state = session.table.state
    assert state.ended
    if session.table.outcome == "agreement":
        assert not state.unsettled()
        assert state.closing.ballots[-1].passed
        assert all(day is not None for _, day in state.closing.signed.items())
        assert state.closing.filed
        assert state.closing.in_force
        assert state.closing.published
    else:
        assert session.table.outcome == "differences"
        assert state.differences


def test_the_demonstration_is_the_same_for_the_same_seed(capsys: Capture) -> None:
    texts = []
    for seed in (1, 1, 2):
        assert run(["demo", "--seed", str(seed), "--lang", "zh"]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        texts.append(out)
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]
    assert "复盘" in texts[0]
    assert not re.search(r"\b(replay|move|notice|table|unit|cli)\.[a-z_]+", texts[0])
