from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from textual.screen import Screen

from cases.text import Lang
from trainer.tui import launch as launching
from trainer.tui.app import TrainerApp
from trainer.tui.failures import KEPT, write_report
from trainer.tui.launch import CANNOT_SHOW, launch
from trainer.tui.screen import TrainerScreen


def failure() -> ValueError:
    secret = "limit 5.2%"
    try:
        raise ValueError("no such issue" if secret else "")
    except ValueError as error:
        return error


class Breaking(TrainerScreen[None]):
    def action_break(self) -> NoReturn:
        raise ValueError("no such issue")


async def run_into_failure(app: TrainerApp, screen: Breaking) -> None:
    async with app.run_test() as pilot:
        screen.call_later(screen.action_break)
        await pilot.pause()


def test_a_report_names_the_place_and_no_values(tmp_path: Path) -> None:
    path = write_report(failure(), tmp_path / "logs")
    assert path is not None
    text = path.read_text(encoding="utf-8")
    assert "no such issue" in text
    assert "textual " in text
    assert "test_failures.py" in text
    assert "limit 5.2%" not in text


def test_reports_are_numbered_and_the_oldest_go(tmp_path: Path) -> None:
    paths = [write_report(failure(), tmp_path) for _ in range(KEPT + 3)]
    assert len(set(paths)) == KEPT + 3
    assert len(list(tmp_path.iterdir())) == KEPT
    assert paths[-1] in set(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_no_second_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert write_report(failure(), tmp_path / "file") is None


@pytest.mark.parametrize("lang", list(Lang))
async def test_people_read_a_sentence_and_no_traceback(
    lang: Lang, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = Breaking()
    app = TrainerApp(lang, first=screen, reports=tmp_path)
    with pytest.raises(ValueError, match="no such issue"):
        await run_into_failure(app, screen)
    said = capsys.readouterr().err
    assert "failure-001.txt" in "".join(said.split())
    assert "Traceback" not in said
    assert "Traceback" in (tmp_path / "failure-001.txt").read_text(encoding="utf-8")


def test_a_terminal_that_cannot_show_the_screens_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def opened() -> Screen[None]:
        raise AssertionError("the screen must not be made")

    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)
    assert launching.check_terminal() is not None  # tests have no terminal
    assert launch(opened, Lang.EN) == CANNOT_SHOW
    assert "terminal" in capsys.readouterr().err
