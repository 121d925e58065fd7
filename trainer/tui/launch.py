"""Start the screens: prepare the environment, check the terminal, run the app. Imports no Textual itself."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cases.lang import Lang
from trainer.i18n import render
from trainer.tui.environment import check_terminal, prepare_environment

if TYPE_CHECKING:
    from textual.screen import Screen

CANNOT_SHOW = 2
"""Exit code where the terminal cannot show the screens."""


def launch(
    open_first: Callable[[], Screen[Any]],
    lang: Lang,
    *,
    preferences: Path | None = None,
    reports: Path | None = None,
) -> int:
    """Run the screens until the person quits.

    Args:
        open_first: Makes the first screen; called after Textual has been prepared, so that the
            caller need not import it before.
        lang: The language to speak first.
        preferences: Where choices of language and theme are kept.
        reports: Where a report goes if the program fails.

    Returns:
        The exit code: 0, :data:`CANNOT_SHOW`, or 1 after a failure.
    """
    prepare_environment()
    problem = check_terminal()
    if problem is not None:
        sys.stderr.write(f"{render(problem, lang)}\n")
        return CANNOT_SHOW
    gc.disable()  # next to nothing that a start makes is rubbish: looking for it took an eighth of the time
    try:
        from trainer.tui.app import TrainerApp

        app = TrainerApp(
            lang, first=open_first(), preferences=preferences, reports=reports, when_drawn=collect_again
        )
        app.run()
    finally:
        gc.enable()
    return app.return_code or 0


def collect_again() -> None:
    """Let memory be tidied up again, and leave alone what has been loaded until now: it stays to the end."""
    gc.freeze()
    gc.enable()
