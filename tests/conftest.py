"""Fixtures that every test may use."""

from __future__ import annotations

import os

import pytest

from trainer.tui.environment import prepare_environment

prepare_environment()  # before any test imports Textual, as the program itself does

from tests.tui_snapshot import Snapshots  # noqa: E402


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="write the pictures under tests/snapshots anew"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-snapshots") and os.environ.get("CI"):
        raise pytest.UsageError(
            "--update-snapshots is refused under CI: update where a person looks at the change"
        )


@pytest.fixture
def snapshots(request: pytest.FixtureRequest) -> Snapshots:
    """Compare a screen with its picture on file: ``snapshots.check(app, "home-zh-80x24")``."""
    return Snapshots(update=bool(request.config.getoption("--update-snapshots")))
