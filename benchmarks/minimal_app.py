"""The smallest Textual app with a header, a line and a footer: what the first paint is compared with."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static

READY = "minimal-app-is-drawn"


class Minimal(App[None]):
    """Shows one line."""

    def compose(self) -> ComposeResult:
        """Three widgets."""
        yield Header()
        yield Static(READY)
        yield Footer()


if __name__ == "__main__":
    Minimal().run()
