from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from cases.format import PhaseKind
from cases.sides import Side
from cases.transcript import Transcript, read_lines, split
from trainer.__main__ import run
from trainer.cli.demo import played
from trainer.cli.transcripts import book_of, first_bad
from trainer.opponent.personas import persona_ids
from trainer.table.table import Table

Capture = pytest.CaptureFixture[str]
Script = list[dict[str, Any] | str]

OFFERS: Script = [
    {"text": "/提 底薪 8 餐补 360"},
    {"move": "propose", "issue": "piece_rate", "value": 0.1, "unit": "yuan_per_piece", "mode": "by"},
    {"kind": "package", "terms": {"base_wage_pct": 7, "term_years": 2}},
    {"text": "请贵方考虑职工的实际困难。"},
]


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_LANG", "en")


def play(folder: Path, script: Script, *more: str, side: str = "union") -> tuple[int, Path]:
    """Play a script; returns the exit status and where the transcript was to go."""
    file, out = folder / "script.jsonl", folder / "match.jsonl"
    lines = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in script]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    arguments = ["play", "hengyue-machinery", "--side", side, "--script", str(file), "--out", str(out)]
    return run([*arguments, *more]), out


def read(out: Path) -> Transcript:
    found = read_lines(split(out.read_text(encoding="utf-8")))
    assert isinstance(found, Transcript), found
    return found


def own(transcript: Transcript, side: Side, *kinds: str) -> list[dict[str, Any]]:
    return [event.body for event in transcript.events if event.side is side and event.kind in kinds]


@pytest.mark.parametrize("side", ["union", "employer"])
def test_a_script_of_offers_only_comes_to_a_proper_end(side: str, tmp_path: Path) -> None:
    code, out = play(tmp_path, OFFERS[:2] if side == "union" else [{"text": "/propose base 3"}], side=side)
    assert code == 0
    transcript = read(out)
    assert transcript.events[-1].kind == "ended"
    table = Table.replay(book_of(transcript, None, None), transcript.header, transcript.events)
    assert table.form.phase_map[table.state.phase].kind is PhaseKind.END
    if table.outcome == "agreement":
        assert not table.state.unsettled()
        assert table.state.closing.in_force
    else:
        assert table.outcome == "differences"
        assert table.state.differences
    assert first_bad(str(out), None, None) is None


def test_every_form_of_line_is_on_record_as_said(tmp_path: Path) -> None:
    code, out = play(tmp_path, OFFERS, "--unfinished")
    assert code == 0
    transcript = read(out)
    (loose, package) = own(transcript, Side.UNION, "package")
    assert loose["terms"] == {"base_wage_pct": 8, "meal_allowance": 360}
    assert loose["all_or_nothing"] is False
    assert package["terms"] == {"base_wage_pct": 7, "term_years": 2}
    (proposal,) = own(transcript, Side.UNION, "propose")
    assert proposal == {"issue": "piece_rate", "value": 1}
    (speech,) = own(transcript, Side.UNION, "speech")
    assert "职工的实际困难" in str(speech["text"])


def test_openings_and_readiness_are_supplied_once(tmp_path: Path) -> None:
    _, out = play(tmp_path, OFFERS[:1], "--unfinished")
    assert len(own(read(out), Side.UNION, "opening")) == 1
    given: Script = [{"kind": "yield"}, {"text": "/opening base"}, *OFFERS[:1]]
    _, out = play(tmp_path, given, "--unfinished")
    assert own(read(out), Side.UNION, "opening") == [{"topics": ["base_wage_pct"]}]


def test_an_unfinished_match_is_exported_as_it_stands(tmp_path: Path) -> None:
    _, out = play(tmp_path, OFFERS, "--unfinished")
    transcript = read(out)
    assert transcript.events[-1].kind == "exported"
    assert first_bad(str(out), None, None) is None


def test_the_same_script_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    _, first = play(tmp_path, OFFERS, "--seed", "7")
    text = first.read_bytes()
    _, again = play(tmp_path, OFFERS, "--seed", "7")
    assert again.read_bytes() == text
    _, other = play(tmp_path, OFFERS, "--seed", "8")
    assert other.read_bytes() != text


def test_seats_say_who_plays_how(tmp_path: Path) -> None:
    _, out = play(tmp_path, OFFERS[:1], "--opponent", "data", "--level", "4", "--unfinished")
    seats = {seat.id: seat for seat in read(out).header.seats}
    assert (seats["u1"].holder, seats["u1"].persona) == ("person", None)
    assert (seats["e1"].holder, seats["e1"].persona) == ("computer", "data:4")


def test_moves_said_in_one_breath_hold_the_floor(tmp_path: Path) -> None:
    labels = [
        {"move": "propose", "issue": "base_wage_pct", "value": 7, "unit": "pct"},
        {"move": "cite_law", "law": {"name": "劳动法", "article": 48}},
    ]
    _, out = play(tmp_path, [{"moves": labels}, {"text": "/propose meal 350"}], "--unfinished")
    kinds = [
        (event.side, event.kind)
        for event in read(out).events
        if event.kind in {"propose", "cite_law"} and event.side is Side.UNION
    ]
    assert [kind for _, kind in kinds] == ["propose", "cite_law", "propose"]
    first, second = own(read(out), Side.UNION, "propose")
    assert first.get("hold") is True
    assert "hold" not in second


def test_table_time_can_be_given(tmp_path: Path) -> None:
    script: Script = [{"text": "/propose base 8", "at": 700}, {"text": "/propose base 7.5", "at": 900.5}]
    code, out = play(tmp_path, script, "--unfinished")
    assert code == 0
    times = [event.at for event in read(out).events if event.side is Side.UNION and event.kind == "propose"]
    assert times == [700_000, 900_500]


def test_another_seat_of_the_side_can_speak(tmp_path: Path) -> None:
    script: Script = [{"text": "/probe base why?", "seat": "u2"}]
    code, out = play(tmp_path, script, "--unfinished")
    assert code == 0
    assert [
        event.seat for event in read(out).events if event.kind == "probe" and event.side is Side.UNION
    ] == ["u2"]


def test_a_break_is_ended_for_the_person(tmp_path: Path) -> None:
    script: Script = [{"text": "/propose base 8"}, {"text": "/caucus 3"}, {"text": "/propose base 7.5"}]
    code, out = play(tmp_path, script, "--unfinished")
    assert code == 0
    assert [body["value"] for body in own(read(out), Side.UNION, "propose")] == [8, 7.5]


def test_without_a_file_the_transcript_is_printed(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "script.jsonl"
    file.write_text('{"text": "/propose base 8"}\n', encoding="utf-8")
    arguments = ["play", "hengyue-machinery", "--side", "union", "--script", str(file)]
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert isinstance(read_lines(split(out)), Transcript)
    assert err.count("\n") == 1


def test_a_script_can_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = b'# my script\n\n{"text": "/propose base 8"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(script), encoding="utf-8"))
    out = tmp_path / "match.jsonl"
    arguments = ["play", "hengyue-machinery", "--side", "union", "--script", "-", "--out", str(out)]
    assert run([*arguments, "--unfinished"]) == 0
    assert len(own(read(out), Side.UNION, "propose")) == 1


GOOD = '{"text": "/propose base 8"}'


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('{"text": "/propose base 40"}', "nearest"),
        ('{"text": "/propose rent 4"}', "rent"),
        ('{"text": "/dance"}', "dance"),
        ('{"text": "/accept #99"}', "V3"),
        ('{"text": "/propose base 7", "at": 1}', "at is too early"),
        ('{"text": "/sign 2026-05-26"}', "V2"),
        ('{"text": "/reopen base"}', "V3"),
        ('{"move": "propose", "issue": "base_wage_pct", "value": 99}', "nearest"),
        ('{"move": "dance"}', "dance"),
        ('{"moves": 5}', "list of moves"),
        ('{"kind": "propose", "issue": "base_wage_pct"}', "value"),
        ('{"kind": "dance"}', "kind"),
        ('{"kind": "propose", "issue": "base_wage_pct", "value": 40}', "V5"),
        ('{"text": "hello", "seat": "e1"}', "u1"),
        ('{"text": "/propose base 7", "seat": "u3"}', "V1"),
        ('{"text": "hello", "at": -1}', "at must"),
        ('{"text": "hello", "at": "soon"}', "at must"),
        ('{"text": 5}', "text must"),
        ('{"at": 5}', "no move"),
        ("[1]", "object"),
        ("{nonsense", "not JSON"),
        ('{"text": "hello", "at": NaN}', "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    bad: str, said: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "match.jsonl").write_text("untouched", encoding="utf-8")
    code, out = play(tmp_path, [GOOD, bad])
    assert code == 1
    stdout, err = capsys.readouterr()
    assert stdout == ""
    assert f"{tmp_path / 'script.jsonl'}:2: " in err
    assert said in err
    assert "Traceback" not in err
    assert out.read_text(encoding="utf-8") == "untouched"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["match.jsonl", "script.jsonl"]


def test_time_must_not_run_back_within_a_script(tmp_path: Path, capsys: Capture) -> None:
    code, _ = play(tmp_path, [{"text": "/propose base 8", "at": 800}, {"text": "hello", "at": 700}])
    assert code == 1
    assert "script.jsonl:2" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["play", "nowhere", "--side", "union", "--script", "SCRIPT"],
        ["play", "hengyue-machinery", "--side", "union", "--script", "nowhere.jsonl"],
        ["play", "hengyue-machinery", "--side", "union", "--script", "SCRIPT", "--format", "nowhere"],
        ["play", "hengyue-machinery", "--side", "union", "--script", "SCRIPT", "--opponent", "nobody"],
        ["play", "hengyue-machinery", "--side", "union", "--script", "SCRIPT", "--format", "sectoral"],
        ["play", "hengyue-machinery", "--side", "union", "--script", "SCRIPT", "--out", "/nowhere/at/all"],
    ],
)
def test_what_is_not_there_is_said(arguments: list[str], tmp_path: Path, capsys: Capture) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text(GOOD, encoding="utf-8")
    assert run([str(script) if part == "SCRIPT" else part for part in arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


def test_a_value_between_rungs_is_used_with_a_word(tmp_path: Path, capsys: Capture) -> None:
    label = {"move": "propose", "issue": "base_wage_pct", "value": 4.2, "unit": "pct"}
    code, out = play(tmp_path, [label], "--unfinished")
    assert code == 0
    assert own(read(out), Side.UNION, "propose")[0]["value"] == 4
    assert "4.2" in capsys.readouterr().err


@pytest.mark.parametrize("persona", persona_ids())
def test_every_opponent_can_be_played_in_a_short_format(persona: str, tmp_path: Path) -> None:
    code, out = play(tmp_path, OFFERS[:1], "--format", "solo-15", "--opponent", persona)
    assert code == 0
    assert read(out).events[-1].kind == "ended"
    assert first_bad(str(out), None, None) is None


def test_a_match_can_be_played_again_from_the_moves_of_one_side(tmp_path: Path) -> None:
    """Every union move of a match between computers, closing steps included, as a script against the employer."""
    first = played(3).table
    script: Script = [
        {"kind": event.kind, **event.body, "at": event.at / 1000}
        for event in first.events
        if event.side is Side.UNION
    ]
    code, out = play(tmp_path, script, "--seed", "3")
    assert code == 0
    again = read(out)
    assert [(event.at, event.seat, event.kind, event.body) for event in again.events] == [
        (event.at, event.seat, event.kind, event.body) for event in first.events
    ]
    assert {body["step"] for body in own(again, Side.UNION, "sign")} == {"draft", "vote", "sign"}


def test_the_closing_steps_that_a_script_leaves_out_are_taken(tmp_path: Path) -> None:
    moves = [event for event in played(3).table.events if event.side is Side.UNION and event.kind != "sign"]
    script: Script = [{"kind": event.kind, **event.body, "at": event.at / 1000} for event in moves]
    code, out = play(tmp_path, [*script, {"text": "/sign 2026-06-01"}], "--seed", "3")
    assert code == 0
    steps = [(body["step"], body.get("on")) for body in own(read(out), Side.UNION, "sign")]
    assert [step for step, _ in steps] == ["draft", "vote", "sign"]
    assert steps[-1] == ("sign", "2026-06-01")
