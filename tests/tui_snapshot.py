"""What screen tests share: typing as a terminal sends it, the screen as lines, pictures on file.

The only test module that touches Textual's insides.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

FOLDER = Path(__file__).parent / "snapshots"
"""Where the pictures are kept: one text file each."""


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Send ``text`` as a terminal does. (``pilot.press`` loses Chinese punctuation: it looks signs up by name.)"""
    parser = XTermParser()
    driver = pilot.app._driver
    assert driver is not None
    for character in text:
        for event in parser.feed(character):
            event.set_sender(pilot.app)
            driver.send_message(event)
        await pilot.pause()


def screen_lines(screen: Screen[Any]) -> list[str]:
    """What the screen shows, line by line, without the spaces at the ends."""
    return [strip.text.rstrip() for strip in screen._compositor.render_strips()]


def screen_text(app: App[Any]) -> str:
    """What the app's top screen shows."""
    return "\n".join(screen_lines(app.screen)) + "\n"


def save_svg(app: App[Any], path: Path) -> None:
    """Write a picture of the app for the documentation."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(app.export_screenshot(simplify=True), encoding="utf-8")


class Snapshots:
    """Compares screens with the pictures on file; ``pytest --update-snapshots`` writes them anew."""

    def __init__(self, *, update: bool, folder: Path = FOLDER) -> None:
        self.update = update
        self.folder = folder

    def check(self, shown: App[Any] | str, name: str) -> None:
        """Fail with a readable difference where ``shown`` is not what the picture ``name`` shows."""
        text = shown if isinstance(shown, str) else screen_text(shown)
        path = self.folder / f"{name}.txt"
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        if not path.exists():
            raise AssertionError(
                f"There is no picture {name}; look at the screen, then run --update-snapshots.\n{text}"
            )
        kept = path.read_text(encoding="utf-8")
        if kept != text:
            difference = "\n".join(
                difflib.unified_diff(
                    kept.splitlines(), text.splitlines(), f"{name} on file", "shown now", lineterm=""
                )
            )
            raise AssertionError(f"The screen is not what {path.name} shows:\n{difference}")
