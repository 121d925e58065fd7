from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cases.library import CASES, FORMATS, case_names, format_names
from trainer.__main__ import run

Capture = pytest.CaptureFixture[str]
LINE = re.compile(r"(.+):(\d+):(\d+): .+")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Two copies of a library case in one folder, each with a fault of its own."""
    for name, old, new in (
        ("first", "difficulty: 3", "difficulty: 33"),
        ("second", "region: ningxia", "regoin: ningxia"),
    ):
        shutil.copytree(CASES / "hengyue-machinery", tmp_path / name)
        top = tmp_path / name / "case.yaml"
        text = top.read_text(encoding="utf-8")
        assert old in text
        top.write_text(text.replace(old, new), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", ["case", "format"])
def test_the_library_is_sound(kind: str, capsys: Capture) -> None:
    folder = CASES if kind == "case" else FORMATS
    assert run([kind, "check", str(folder), "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    count = len(case_names() if kind == "case" else format_names())
    assert err.startswith(f"{count} ")


def test_every_problem_of_every_path_in_one_pass(broken: Path, capsys: Capture) -> None:
    assert run(["case", "check", str(broken), "--lang", "zh"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert {Path(LINE.fullmatch(line)[1]).parent.name for line in lines} == {"first", "second"}  # type: ignore[index]
    first = next(line for line in lines if "/first/" in line)
    text = (broken / "first" / "case.yaml").read_text(encoding="utf-8").splitlines()
    found = LINE.fullmatch(first)
    assert found is not None
    assert "difficulty: 33" in text[int(found[2]) - 1]
    assert run(["case", "check", *(str(broken / name) for name in ("first", "second")), "--lang", "zh"]) == 1
    assert capsys.readouterr().out.splitlines() == lines


def test_problems_as_json(broken: Path, capsys: Capture) -> None:
    assert run(["case", "check", str(broken / "first"), "--json", "--lang", "en"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [sorted(problem) for problem in found] == [["column", "file", "hint", "line", "message"]] * len(
        found
    )
    assert run(["case", "check", "hengyue-machinery", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("kind", ["case", "format"])
def test_a_missing_file_is_a_problem(kind: str, tmp_path: Path, capsys: Capture) -> None:
    assert run([kind, "check", str(tmp_path / "nothing.yaml")]) == 1
    assert str(tmp_path / "nothing.yaml") in capsys.readouterr().out
    assert run([kind, "check", str(tmp_path)]) == 1


def test_a_broken_format_is_told_by_line(tmp_path: Path, capsys: Capture) -> None:
    text = (FORMATS / "solo-15.yaml").read_text(encoding="utf-8")
    file = tmp_path / "mine.yaml"
    file.write_text(text.replace("start: ", "start: nowhere-"), encoding="utf-8")
    assert run(["format", "check", str(file), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert LINE.fullmatch(out.splitlines()[0])
    assert "nowhere-" in out


@pytest.mark.parametrize("kind", ["case", "format"])
def test_schemas_are_json_schema(kind: str, capsys: Capture) -> None:
    assert run([kind, "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["properties"][kind]["const"] == 1


def test_a_format_is_drawn(capsys: Capture) -> None:
    assert run(["format", "graph", "cn-union-district", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "stateDiagram-v2" in out
    assert "逐项协商" in out


def test_an_unknown_format_offers_a_known_one(capsys: Capture) -> None:
    assert run(["format", "graph", "solo15", "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "solo-15" in err
