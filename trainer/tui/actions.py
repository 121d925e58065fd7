"""Every user action, named once. Key bindings, footer, command palette and key help read this list.

An action of group ``app`` is a method ``action_<name>`` of the app; every other one is a method of
that name on each screen it belongs to. Its title and its one-line help are the catalogue entries
``action.<id>.title`` and ``action.<id>.help``.

Keys: function keys and Ctrl+letter only. Ctrl+Enter and Shift+Enter do not reach the program on
many terminals, so no action may depend on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.binding import Binding

from cases.lang import Lang
from trainer.i18n import say

EVERYWHERE = "*"
"""In an action's ``screens``: the action belongs to every screen."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do."""

    id: str
    """``<group>.<name>``: also the binding's id, under which people may give it another key."""
    key: str = ""
    """Textual's name of the key, or several with commas between; empty if only the palette offers it."""
    screens: frozenset[str] = frozenset({EVERYWHERE})
    """The ``SCREEN`` names of the screens that offer it."""
    footer: bool = True
    """Whether the footer shows it."""
    priority: bool = False
    """Whether the key works even where a text field would take it."""

    @property
    def group(self) -> str:
        """The first part of the id: ``app``, or the part of the program it belongs to."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The second part of the id; the method is ``action_<name>``."""
        return self.id.partition(".")[2]

    @property
    def title_key(self) -> str:
        """Catalogue key of its name, as footer and palette show it."""
        return f"action.{self.id}.title"

    @property
    def help_key(self) -> str:
        """Catalogue key of its one-line explanation."""
        return f"action.{self.id}.help"

    def title(self, lang: Lang) -> str:
        """Its name in ``lang``."""
        return say(self.title_key, lang)

    def help(self, lang: Lang) -> str:
        """Its one-line explanation in ``lang``."""
        return say(self.help_key, lang)

    def on_screen(self, screen: str) -> bool:
        """Whether the screen of that name offers it."""
        return EVERYWHERE in self.screens or screen in self.screens

    def binding(self, lang: Lang) -> Binding:
        """Its key binding, described in ``lang``."""
        return Binding(
            self.key,
            self.name,
            self.title(lang),
            show=self.footer,
            key_display=footer_key(self.key),
            priority=self.priority,
            tooltip=self.help(lang),
            id=self.id,
        )


def on(screens: str, *actions: Action) -> tuple[Action, ...]:
    """The actions, each belonging to the screens named in ``screens`` (with spaces between)."""
    names = frozenset(screens.split())
    return tuple(Action(action.id, action.key, names, action.footer, action.priority) for action in actions)


APP_ACTIONS: tuple[Action, ...] = (
    Action("app.help", "f1", priority=True),
    Action("app.command_palette", "ctrl+p", footer=False, priority=True),
    Action("app.law", "f4", priority=True),
    Action("app.keys", footer=False),
    Action("app.typing", footer=False),
    Action("app.language", footer=False),
    Action("app.theme", footer=False),
    Action("app.frames", footer=False),
    Action("app.maximize", footer=False),
    Action("app.restore", footer=False),
    Action("app.screenshot", footer=False),
    Action("app.quit", "ctrl+q", footer=False, priority=True),
)
"""What the app offers on every screen."""

SCREEN_ACTIONS: tuple[Action, ...] = (
    *on("help", Action("help.close", "escape,f1,q")),
    *on(
        "table",
        Action("table.next", "ctrl+n,f10", priority=True),
        Action("table.form", "f2", priority=True),
        Action("table.papers", "f3", priority=True),
        Action("table.edit", "ctrl+e", footer=False, priority=True),
        Action("table.caucus", "f6", priority=True),
        Action("table.prices", "f7", priority=True),
        Action("table.park", "f8", footer=False, priority=True),
        Action("table.agree", "f9", priority=True),
        Action("table.summary", "f5", footer=False, priority=True),
        Action("table.say", footer=False),
        Action("table.hold", "ctrl+o", footer=False, priority=True),
        Action("table.back", "escape", footer=False),
        Action("table.panel", "ctrl+t", footer=False, priority=True),
        Action("table.find", "ctrl+f", footer=False, priority=True),
        Action("table.record_up", "pageup", footer=False, priority=True),
        Action("table.record_down", "pagedown", footer=False, priority=True),
        Action("table.issue_up", "ctrl+up", footer=False, priority=True),
        Action("table.issue_down", "ctrl+down", footer=False, priority=True),
        Action("table.leave", "ctrl+l", footer=False, priority=True),
    ),
    *on(
        "caucus",
        Action("caucus.next", "ctrl+n,f10", priority=True),
        Action("caucus.panel", "ctrl+t", priority=True),
        Action("caucus.papers", "f3", priority=True),
        Action("caucus.prices", "f7", priority=True),
        Action("caucus.report", "ctrl+r", priority=True),
        Action("caucus.take_a", footer=False),
        Action("caucus.take_b", footer=False),
        Action("caucus.leave", "ctrl+l", footer=False, priority=True),
    ),
    *on(
        "closing",
        Action("closing.next", "ctrl+n,f10", priority=True),
        Action("closing.panel", "ctrl+t", priority=True),
        Action("closing.papers", "f3", priority=True),
        Action("closing.text_up", "pageup", footer=False, priority=True),
        Action("closing.text_down", "pagedown", footer=False, priority=True),
        Action("closing.leave", "ctrl+l", footer=False, priority=True),
    ),
    *on("ballot", Action("ballot.close", "escape,enter")),
    *on("form", Action("form.done", "ctrl+n,f10", priority=True), Action("form.back", "escape")),
    *on("papers", Action("papers.find", "ctrl+f", priority=True), Action("papers.close", "escape,f3")),
    *on("prices", Action("prices.close", "escape,f7,q")),
    *on("home", Action("home.filter", "ctrl+f"), Action("home.abandon", "delete")),
    *on("setup", Action("setup.start", "f5"), Action("setup.back", "escape")),
    *on("law", Action("law.close", "escape,f4")),
    *on(
        "debrief",
        Action("debrief.next_page", "f6,right", priority=True),
        Action("debrief.previous_page", "left", footer=False, priority=True),
        Action("debrief.chart_after", "n"),
        Action("debrief.chart_before", "p", footer=False),
        Action("debrief.export", "e"),
        Action("debrief.back", "escape"),
    ),
    *on(
        "briefing",
        Action("briefing.start", "f5"),
        Action("briefing.next_pane", "f6"),
        Action("briefing.pane_case", "1", footer=False),
        Action("briefing.pane_exhibits", "2", footer=False),
        Action("briefing.pane_brief", "3", footer=False),
        Action("briefing.pane_sheet", "4", footer=False),
        Action("briefing.strong", "s"),
        Action("briefing.suggest", "g"),
        Action("briefing.suggest_all", "a", footer=False),
        Action("briefing.clear", "delete", footer=False),
        Action("briefing.earlier", "u", footer=False),
        Action("briefing.later", "d", footer=False),
        Action("briefing.back", "escape"),
    ),
)
"""What single screens offer; each screen adds its line here."""

ACTIONS: tuple[Action, ...] = (*APP_ACTIONS, *SCREEN_ACTIONS)
"""All of them."""


def screen_actions(screen: str) -> Iterator[Action]:
    """The actions a screen itself offers, in the order of the list."""
    return (action for action in SCREEN_ACTIONS if action.on_screen(screen))


def find(action_id: str) -> Action:
    """The action of that id.

    Raises:
        KeyError: There is none.
    """
    for action in ACTIONS:
        if action.id == action_id:
            return action
    raise KeyError(action_id)


def bindings(actions: Iterable[Action], lang: Lang) -> list[Binding]:
    """Key bindings of the actions that have a key."""
    return [action.binding(lang) for action in actions if action.key]


def footer_key(key: str) -> str | None:
    """The first key as the footer writes it: ``F1``, ``^P``."""
    label = key_labels(key)[0] if key else None
    return label.replace("Ctrl+", "^") if label else None


def key_labels(keys: str) -> list[str]:
    """Keys as help texts write them: ``f1,ctrl+p`` is ``F1`` and ``Ctrl+P``."""
    return [_label(key.strip()) for key in keys.split(",") if key.strip()]


def _label(key: str) -> str:
    *modifiers, last = key.split("+")
    names = {"escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "delete": "Del", "space": "Space"}
    word = names.get(last, last.upper() if len(last) == 1 or last[1:].isdigit() else last.capitalize())
    if not modifiers and len(last) == 1:
        word = last
    return "+".join([*(modifier.capitalize() for modifier in modifiers), word])
