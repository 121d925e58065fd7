"""The help: what this screen is for, then its keys."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from trainer.i18n import lookup
from trainer.tui.actions import APP_ACTIONS, Action, key_labels, screen_actions
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import Prose, ProseTable
from trainer.tui.screen import TrainerModal


class HelpScreen(TrainerModal[None]):
    """Explains a screen.

    The text is the catalogue entry ``help.<screen>.text`` (small Markdown). A widget of the screen
    may have its own entry: the first ``HELP`` attribute found from the focused widget upwards names
    ``help.<HELP>.text``, which is shown before the screen's.
    """

    SCREEN = "help"
    CSS_PATH = "help.tcss"

    def __init__(self, subject: str, part: str = "", *, keys_only: bool = False) -> None:
        """Explain the screen named ``subject``, first the part named ``part``."""
        super().__init__()
        self.subject = subject
        self.part = part
        self.keys_only = keys_only

    @classmethod
    def about(cls, screen: Screen[Any], *, keys_only: bool = False) -> HelpScreen:
        """The help for a screen and for what has the focus in it."""
        part = ""
        if screen.focused is not None:
            found = (getattr(node, "HELP", "") for node in screen.focused.ancestors_with_self)
            part = next((name for name in found if name), "")
        return cls(getattr(screen, "SCREEN", ""), part, keys_only=keys_only)

    def compose_body(self) -> ComposeResult:
        """The texts, the key table and how to leave."""
        with VerticalScroll(id="help-scroll"):
            if not self.keys_only:
                for name in dict.fromkeys((self.part, self.subject)):
                    source = lookup(f"help.{name}.text", self.lang) if name else None
                    if source is not None:
                        yield Prose(source, classes="help-text")
            yield from self._keys()
        yield Paragraph(self.t("ui.help.close"), classes="muted", id="help-leave")

    def populate(self) -> None:
        """Let arrow keys scroll at once."""
        self.query_one("#help-scroll", VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back to the screen."""
        self.dismiss()

    def _keys(self) -> list[Widget]:
        """The keys of the screen, then those of every screen; what has no key is in the palette."""
        own = _rows(list(screen_actions(self.subject)), self)
        everywhere = _rows([action for action in APP_ACTIONS if action.key], self)
        palette = _rows([action for action in APP_ACTIONS if not action.key], self)
        shown: list[Widget] = []
        for title, rows in (
            ("ui.help.keys_here", own),
            ("ui.help.keys_everywhere", everywhere),
            ("ui.help.in_palette", palette),
        ):
            if rows:
                shown.append(Paragraph(self.t(title), classes="strong help-heading"))
                shown.append(ProseTable(rows))
        return shown


def _rows(actions: list[Action], screen: HelpScreen) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (" ".join(key_labels(action.key)) or "-", action.title(screen.lang), action.help(screen.lang))
        for action in actions
    )
