"""Rules that every screen of the program keeps, whoever wrote it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
import textual.widgets
from textual import containers

import trainer.tui
from cases.text import Lang
from trainer.i18n import lookup
from trainer.tui import screens
from trainer.tui.actions import APP_ACTIONS, EVERYWHERE, SCREEN_ACTIONS, screen_actions
from trainer.tui.app import TrainerApp
from trainer.tui.screen import Room, TrainerScreen

FOLDER = Path(trainer.tui.__file__).parent
SHEETS = sorted(FOLDER.rglob("*.tcss"))
BUILT_IN = {*textual.widgets.__all__, *(name for name, _ in inspect.getmembers(containers, inspect.isclass))}


def rooms() -> list[type[Any]]:
    """Every screen and modal in ``trainer.tui.screens``."""
    return [
        kind
        for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}.")
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(kind, Room) and kind.__module__ == module.name
    ]


ROOMS = rooms()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_a_screen_does_every_action_it_offers(room: type[Any]) -> None:
    for action in screen_actions(room.SCREEN):
        assert callable(getattr(room, f"action_{action.name}", None)), action.id


def test_every_action_belongs_to_a_screen_that_is_there() -> None:
    names = {room.SCREEN for room in ROOMS}
    for action in SCREEN_ACTIONS:
        assert action.screens <= names | {EVERYWHERE}, action.id
    for action in APP_ACTIONS:
        assert callable(getattr(TrainerApp, f"action_{action.name}")), action.id


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    "room", [room for room in ROOMS if issubclass(room, TrainerScreen)] or [None], ids=str
)
def test_every_full_screen_has_a_help_text(room: type[Any] | None, lang: Lang) -> None:
    if room is not None and room.SCREEN:
        assert lookup(f"help.{room.SCREEN}.text", lang)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheets_name_no_built_in_widget(sheet: Path) -> None:
    """A rule for a bare ``Vertical`` would also reach the ``Vertical`` inside a built-in widget."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", text)
    for selector in selectors:
        bare = re.findall(r"(?:^|[\s>,&])([A-Z]\w*)(?![\w.#:-])", selector)
        assert not BUILT_IN & set(bare), f"{sheet.name}: {selector.strip()}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_a_screen_has_its_style_sheet_beside_it(room: type[Any]) -> None:
    path = room.__dict__.get("CSS_PATH")
    if path is not None:
        for name in [path] if isinstance(path, str) else path:
            assert (Path(inspect.getfile(room)).parent / name).is_file()
