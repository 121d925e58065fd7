from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import click
import pytest

import trainer
from cases.lang import Lang
from trainer.__main__ import INTERRUPTED, carry_chinese, run, wanted_language
from trainer.cli.app import PARTS
from trainer.i18n import room, say

ROOT = Path(trainer.__file__).parent.parent


def process(
    *arguments: str, given: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, no terminal anywhere."""
    return subprocess.run(
        [sys.executable, "-m", "trainer", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "TRAINER_LANG": "en", **(env or {})},
        timeout=120,
        check=False,
    )


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TRAINER_LANG", raising=False)


def test_help_lists_every_command_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for lang in Lang:
        assert run(["--lang", lang.value, "--help"]) == 0
        page = capsys.readouterr().out
        for name in PARTS:
            assert f"  {name} " in page
            assert say(f"cli.line.{name}", lang) in page


@pytest.mark.parametrize("name", list(PARTS))
def test_every_command_has_a_page_of_help_in_both_languages(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang in Lang:
        assert run([name, "--help", "--lang", lang.value]) == 0
        page = capsys.readouterr().out
        assert say("cli.usage.prefix", lang) in page
        assert "cli." not in page
        if lang is Lang.EN:
            assert page.isascii()


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from trainer.__main__ import run; run(['--help']); "
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    loaded = done.stdout.splitlines()[-1]
    for name in ("textual", "rich", "pydantic", "yaml", "transitions", "rapidfuzz", "sqlite3", "pypinyin"):
        assert f"'{name}'" not in loaded
    assert "'click'" in loaded


def test_the_version_is_the_package_version() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"trainer {trainer.__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["cas"],
        ["--dance"],
        ["demo", "--seed"],
        ["demo", "--seed", "many"],
        ["play"],
        ["play", "hengyue-machinery"],
        ["play", "hengyue-machinery", "--side", "both", "--script", "x"],
        ["play", "hengyue-machinery", "--side", "union", "--script", "x", "--level", "9"],
        ["verify"],
        ["verify", "a", "b"],
        ["case", "dance"],
        ["cost", "hengyue-machinery"],
        ["demo", "--lang", "fr"],
    ],
)
def test_a_wrong_call_is_exit_2_with_words_and_the_way_to_help(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for lang in Lang:
        asked = arguments if "--lang" in arguments else [*arguments[:1], "--lang", lang.value, *arguments[1:]]
        if arguments[0] in {"dance", "cas", "--dance", "case"}:
            asked = ["--lang", lang.value, *arguments]
        assert run(asked) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert "--help" in err
        assert "Error" not in err
        assert "Traceback" not in err


def test_a_near_miss_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--lang", "en", "verfy"])
    assert "verify" in capsys.readouterr().err


def test_what_nobody_foresaw_goes_into_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a secret limit")

    monkeypatch.setattr("trainer.places.journal_file", fail)
    assert run(["places", "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert "a secret limit" not in err
    (report,) = (tmp_path / "home").glob("failure-*.txt")
    assert str(report) in err
    assert "RuntimeError" in report.read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_said_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "file"))

    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr("trainer.places.journal_file", fail)
    assert run(["places", "--lang", "en"]) == 1
    assert "RuntimeError" in capsys.readouterr().err


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_leaves_quietly(
    raised: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt() -> None:
        raise raised

    monkeypatch.setattr("trainer.places.journal_file", interrupt)
    assert run(["places", "--lang", "zh"]) == INTERRUPTED
    out, err = capsys.readouterr()
    assert out == ""
    assert room("cli", Lang.ZH)["cli.interrupted"] in err
    assert "Traceback" not in err


def test_a_reader_who_goes_away_causes_no_noise() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "trainer", "case", "schema"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert done.stderr == ""
    assert done.returncode == 0


def test_output_goes_through_where_the_locale_knows_no_chinese() -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TRAINER_LANG": "zh"}
    done = process("cases", env=plain)
    assert done.returncode == 0
    assert "恒岳机械" in done.stdout


def test_a_stream_that_cannot_be_changed_is_left_alone() -> None:
    carry_chinese(None)


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["demo", "--lang", "en"], "en"),
        (["--lang=zh", "demo"], "zh"),
        (["demo"], None),
        (["demo", "--lang"], None),
    ],
)
def test_the_language_is_found_anywhere(arguments: list[str], lang: str | None) -> None:
    assert wanted_language(arguments) == lang


def test_without_a_terminal_the_demonstration_is_played() -> None:
    bare = process(env={"TRAINER_LANG": "zh"})
    demo = process("demo", env={"TRAINER_LANG": "zh"})
    assert bare.returncode == demo.returncode == 0
    assert bare.stdout == demo.stdout
    assert bare.stderr.strip() == room("cli", Lang.ZH)["cli.no_terminal"]
    assert demo.stderr == ""
    assert "\x1b" not in bare.stdout


@pytest.mark.parametrize(
    "arguments", [["cases"], ["formats"], ["places"], ["case", "check", "hengyue-machinery"]]
)
def test_json_is_one_document_and_nothing_else(arguments: list[str]) -> None:
    done = process(*arguments, "--json")
    assert done.returncode == 0
    json.loads(done.stdout)
    assert "{" not in done.stderr


def test_at_a_terminal_the_app_opens_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Lang] = []

    def run_app(lang: Lang) -> int:
        opened.append(lang)
        return 0

    app = types.ModuleType("trainer.tui.run")
    app.run_app = run_app  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trainer.tui.run", app)
    monkeypatch.setattr("trainer.cli.app._at_terminal", lambda: True)
    assert run(["--lang", "en"]) == 0
    assert run(["--lang", "zh"]) == 0
    assert opened == [Lang.EN, Lang.ZH]


def test_cases_and_formats_in_json_carry_both_languages() -> None:
    cases = json.loads(process("cases", "--json").stdout)["cases"]
    assert "hengyue-machinery" in [case["id"] for case in cases]
    assert all(set(case["title"]) == {"zh", "en"} for case in cases)
    assert [case["difficulty"] for case in cases] == sorted(case["difficulty"] for case in cases)
    formats = json.loads(process("formats", "--json").stdout)["formats"]
    assert {form["id"] for form in formats} >= {"cn-union-district", "solo-15"}
    assert all(form["phases"] for form in formats)


def test_places_follow_the_home_that_is_named(tmp_path: Path) -> None:
    found = json.loads(process("places", "--json", env={"TRAINER_HOME": str(tmp_path)}).stdout)
    for name in ("matches", "preferences", "reports", "exports"):
        assert found[name].startswith(str(tmp_path))
    assert Path(found["cases"]).is_dir()
