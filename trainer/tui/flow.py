"""Which screen shows which stage of a match, and how people get from one to the next."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from cases.format import PhaseKind

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp
    from trainer.tui.runner import MatchRunner

CLOSING = frozenset({PhaseKind.DRAFT, PhaseKind.VOTE, PhaseKind.SIGN, PhaseKind.FILE, PhaseKind.PUBLISH})
"""Phases after the handshake."""


class Stage(StrEnum):
    """The stages of a match, each with its screen."""

    TABLE = "table"


def stage_of(runner: MatchRunner) -> Stage:  # noqa: ARG001
    """The stage that a match has reached, as the person sees it."""
    return Stage.TABLE


def stage(runner: MatchRunner) -> Screen[Any]:
    """The screen for where a match stands."""
    from trainer.tui.screens.table import TableScreen

    return TableScreen(runner)


def go_on(app: TrainerApp, runner: MatchRunner) -> None:
    """Show the stage that a match has reached, in place of what shows it now."""
    runner.go_on()
    _back_home(app)
    app.push_screen(stage(runner))


def leave(app: TrainerApp, runner: MatchRunner) -> None:
    """Leave a match for now: its time stops, and the home screen offers to go on with it."""
    runner.halt()
    _back_home(app)


def _back_home(app: TrainerApp) -> None:
    while len(app.screen_stack) > 1 and getattr(app.screen, "SCREEN", "") != "home":
        app.pop_screen()
