"""Which screen shows which stage of a match, and how people get from one to the next."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from cases.format import PhaseKind

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp
    from trainer.tui.runner import MatchRunner

CLOSING = frozenset({PhaseKind.DRAFT, PhaseKind.VOTE, PhaseKind.SIGN, PhaseKind.FILE, PhaseKind.PUBLISH})
"""Phases after the handshake."""

HOME = "home"
"""The ``SCREEN`` name of the home screen."""


class Stage(StrEnum):
    """The stages of a match, each with its screen."""

    BRIEFING = "briefing"
    TABLE = "table"
    CAUCUS = "caucus"
    CLOSING = "closing"
    DEBRIEF = "debrief"


def stage_of(runner: MatchRunner) -> Stage:
    """The stage that a match has reached, as the person sees it."""
    view = runner.view()
    if view.ended:
        return Stage.DEBRIEF
    if view.phase_kind is PhaseKind.PREPARE:
        return Stage.BRIEFING
    if view.phase_kind is PhaseKind.CAUCUS and view.caller is runner.side:
        return Stage.CAUCUS
    return Stage.CLOSING if view.phase_kind in CLOSING else Stage.TABLE


def stage(runner: MatchRunner) -> Screen[Any]:
    """The screen for where a match stands: ``<Stage>Screen`` of the module named after the stage."""
    here = stage_of(runner)
    module = import_module(f"trainer.tui.screens.{here}")
    return cast("Screen[Any]", getattr(module, f"{here.capitalize()}Screen")(runner))


def go_on(app: TrainerApp, runner: MatchRunner) -> None:
    """Show the stage that a match has reached, in place of what shows it now."""
    runner.go_on()
    back_home(app)
    app.push_screen(stage(runner))


def leave(app: TrainerApp, runner: MatchRunner) -> None:
    """Leave a match for now: its time stops, and the home screen offers to go on with it."""
    runner.halt()
    back_home(app)


def back_home(app: TrainerApp) -> None:
    """Close every screen above the home screen; without one, every screen."""
    while len(app.screen_stack) > 1 and getattr(app.screen, "SCREEN", "") != HOME:
        app.pop_screen()
