from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from tests.tui_snapshot import Snapshots, save_svg, screen_text


class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("工资集体协商 6.5%")


async def test_a_screen_is_read_as_lines_of_text() -> None:
    app = Hello()
    async with app.run_test(size=(20, 3)):
        assert screen_text(app) == "工资集体协商 6.5%\n\n\n"


async def test_a_picture_for_the_documentation_holds_the_text(tmp_path: Path) -> None:
    app = Hello()
    async with app.run_test(size=(20, 3)):
        save_svg(app, tmp_path / "pictures" / "hello.svg")
    assert "工资集体协商" in (tmp_path / "pictures" / "hello.svg").read_text(encoding="utf-8")


def test_pictures_are_written_then_compared(tmp_path: Path) -> None:
    Snapshots(update=True, folder=tmp_path).check("一\n二\n", "page")
    Snapshots(update=False, folder=tmp_path).check("一\n二\n", "page")
    with pytest.raises(AssertionError, match=r"-二\n\+三"):
        Snapshots(update=False, folder=tmp_path).check("一\n三\n", "page")


def test_a_missing_picture_is_shown_and_not_written(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no picture page"):
        Snapshots(update=False, folder=tmp_path).check("一\n", "page")
    assert not list(tmp_path.iterdir())


def test_pictures_are_not_written_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    command = [sys.executable, "-m", "pytest", "--update-snapshots", "--collect-only", "-q", __file__]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode != 0
    assert "refused under CI" in answer.stderr
