"""Run the screens for the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cases.lang import Lang
from trainer import places
from trainer.i18n import choose_language, render
from trainer.tui.launch import launch

if TYPE_CHECKING:
    from textual.screen import Screen

    from cases.transcript import Event, Header
    from trainer.journal import Journal
    from trainer.session import Session, Store
    from trainer.tui.desk import Choice

NO_STORE = 1
"""Exit code where matches could not be kept."""


def run_app(lang: Lang, journal: Journal | None = None) -> int:
    """Open the app and stay until the person quits.

    Args:
        lang: The language to speak; one that the person chose in the app before goes first where
            neither the command line nor ``TRAINER_LANG`` names another.
        journal: The store; the person's own if not given.

    Returns:
        The exit code: 0, 1 after a failure or where nothing can be kept, 2 where the terminal cannot
        show the screens. Whatever keeps the app from opening is said in one sentence.
    """
    from trainer.journal import Journal, JournalError
    from trainer.tui.environment import check_terminal
    from trainer.tui.launch import CANNOT_SHOW

    problem = check_terminal()
    if problem is not None:
        sys.stderr.write(f"{render(problem, lang)}\n")
        return CANNOT_SHOW
    try:
        store = journal or Journal(places.journal_file())
    except JournalError as error:
        sys.stderr.write(f"{render(error.message, lang)}\n")
        return NO_STORE
    try:
        return launch(
            lambda: first_screen(store),
            chosen_language(lang),
            preferences=places.preferences_file(),
            reports=places.reports_folder(),
        )
    finally:
        if journal is None:
            store.close()


def chosen_language(lang: Lang) -> Lang:
    """The language that the person chose in the app, unless this start asks for another than usual."""
    from trainer.tui.preferences import load_preferences

    kept = load_preferences(places.preferences_file()).lang
    usual = not os.environ.get("TRAINER_LANG") and lang is choose_language()
    return kept if kept is not None and usual else lang


def first_screen(journal: Journal) -> Screen[None]:
    """The home screen on a desk with this store."""
    from trainer.tui.desk import Desk
    from trainer.tui.screens.home import HomeScreen

    return HomeScreen(Desk(journal, opened, resumed))


def opened(choice: Choice, match: str, started_at: str, store: Store) -> Session:
    """A new match against the computer."""
    from trainer.matches import MatchPlan, open_match

    plan = MatchPlan(choice.case, choice.format, choice.side, choice.persona, choice.level, choice.seed)
    return open_match(plan, match, started_at, store)


def resumed(
    header: Header, events: Sequence[Event], match: str, store: Store, refs: tuple[str, str]
) -> Session:
    """A recorded match against the same computer."""
    from trainer.matches import resume_match

    return resume_match(header, events, match, store, refs)
