"""The card that shows what is about to be said."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from trainer.tui.echo import Echo, Standing
from trainer.tui.paragraph import Paragraph
from trainer.tui.speaking import Speaking

TITLES = {Standing.REFUSED: "title_refused", Standing.UNREAD: "title_unread"}
"""Titles of cards that cannot be said; the others are about to be."""


class EchoCard(Speaking, Vertical):
    """Words, money, what the rules think, and the ways on; hidden while there is nothing to say."""

    HELP = "echo"
    DEFAULT_CSS = """
    EchoCard {
        display: none;
        height: auto;
        max-height: 12;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        border: round $accent;
        padding: 0 1;
        border-title-style: bold;
        & .echo-words { text-style: bold; }
        & .echo-money { color: $text-secondary; }
        & .echo-hidden { display: none; }
        & .echo-keys { height: 1; }
        & .echo-key { width: auto; min-width: 4; margin-right: 2; }
        & .-flagged { color: $text-warning; }
        & .-refused { color: $text-error; text-style: bold; }
    }
    EchoCard.-shown { display: block; }
    """

    KEYS = ("say", "hold", "edit", "back")

    def compose(self) -> ComposeResult:
        """A row of buttons, which are what their keys do, and three texts: long ones scroll."""
        with Horizontal(classes="echo-keys"):
            for key in self.KEYS:
                yield Button(
                    self.t(f"tablescreen.echo.key.{key}"),
                    action=f"screen.{key}",
                    compact=True,
                    classes=f"echo-key echo-key-{key}",
                )
        yield Paragraph(classes="echo-words")
        yield Paragraph(classes="echo-money")
        yield Paragraph(classes="echo-verdict")

    def show(self, echo: Echo | None) -> None:
        """Show a draft, or nothing."""
        self.set_class(echo is not None, "-shown")
        if echo is None:
            return
        blocked = echo.standing in TITLES
        self.border_title = self.t(f"tablescreen.echo.{TITLES.get(echo.standing, 'title')}")
        self.query_one(".echo-words", Paragraph).set_text(echo.words)
        money = self.query_one(".echo-money", Paragraph)
        money.set_text(echo.money)
        money.set_class(not echo.money, "echo-hidden")
        verdict = self.query_one(".echo-verdict", Paragraph)
        verdict.set_text(echo.verdict)
        for standing in Standing:
            verdict.set_class(echo.standing is standing, f"-{standing}")
        for key in ("say", "hold"):
            self.query_one(f".echo-key-{key}", Button).disabled = blocked
