"""The command palette: everything the present screen and the app can do, in the person's language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape

from cases.lang import Lang
from trainer.i18n import say
from trainer.tui.actions import APP_ACTIONS, Action, key_labels, screen_actions
from trainer.tui.search import search
from trainer.tui.speaking import Speaking
from trainer.tui.theme import THEMES


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the palette."""

    title: str
    help: str
    run: Callable[[], Awaitable[Any] | None]
    aside: str = ""
    """The title in the other language: searched, not shown."""


class ActionProvider(Speaking, Provider):
    """Offers the actions of the screen that was open, then the app's, then the themes."""

    async def discover(self) -> Hits:
        """All of them, in the order of the action list."""
        for entry in self.entries():
            yield DiscoveryHit(entry.title, entry.run, help=escape(entry.help))

    async def search(self, query: str) -> Hits:
        """Those that answer the query by title, pinyin or explanation; one line that says so if none does."""
        nothing = True
        for entry in self.entries():
            hit = self._hit(entry, query)
            if hit is not None:
                nothing = False
                yield hit
        if nothing:
            yield Hit(
                0.01, Content.styled(self.t("ui.palette.nothing", query=query), "dim"), _nothing, text=query
            )

    def entries(self) -> Iterator[Entry]:
        """What can be done now."""
        name = getattr(self.screen, "SCREEN", "")
        for action in screen_actions(name):
            if self.screen.check_action(action.name, ()):
                yield self._entry(action, f"screen.{action.name}")
        for action in APP_ACTIONS:
            if action.id != "app.command_palette" and self.app.check_action(action.name, ()):
                yield self._entry(action, f"app.{action.name}")
        for theme in THEMES:
            yield Entry(
                self.t("ui.palette.theme", theme=self.t(f"ui.theme.{theme.name}")),
                self.t(f"ui.theme.{theme.name}_help"),
                partial(self.trainer.choose_theme, theme.name),
            )

    def _entry(self, action: Action, run: str) -> Entry:
        keys = " ".join(key_labels(action.key))
        explained = action.help(self.lang)
        screen = self.screen
        other = Lang.EN if self.lang is Lang.ZH else Lang.ZH
        return Entry(
            action.title(self.lang),
            f"{explained} ({keys})" if keys else explained,
            lambda: self.app.run_action(run, default_namespace=screen),
            action.title(other),
        )

    def _hit(self, entry: Entry, query: str) -> Hit | None:
        if found := search(query, entry.title):
            shown = Content(entry.title)
            for place in found.places:
                shown = shown.stylize(self.match_style or "bold", place, place + 1)
            return Hit(found.score, shown, entry.run, text=entry.title, help=escape(entry.help))
        beside = max(
            (found.score for text in (entry.aside, entry.help) if (found := search(query, text))), default=0
        )
        if beside < 0.5:
            return None
        return Hit(beside / 4, Content(entry.title), entry.run, text=entry.title, help=escape(entry.help))


class TrainerPalette(CommandPalette):
    """Textual's palette, asking in the person's language."""

    DEFAULT_CSS = """
    TrainerPalette SearchIcon { display: none; }
    TrainerPalette CommandInput { padding-left: 1; }
    """

    def __init__(self, lang: Lang) -> None:
        """Make a palette that asks in ``lang``."""
        super().__init__(
            cast("Any", {ActionProvider}), placeholder=say("ui.palette.ask", lang), id="--command-palette"
        )


def _nothing() -> None:
    """What the line that nothing was found does."""
