"""The header of a match's screens."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from trainer.tui.header_words import HeaderWords


class MatchHeader(Widget):
    """One line in wide terminals, two in narrow ones."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    MatchHeader {
        height: 1;
        width: 1fr;
        padding: 0 1;
        background: $panel;
        text-style: bold;
    }
    .-narrow MatchHeader { height: 2; }
    MatchHeader.-hurry { color: $text-warning; }
    """

    _words: HeaderWords | None = None

    def show(self, words: HeaderWords) -> None:
        """Show other words."""
        if words != self._words:
            self._words = words
            self.set_class(words.hurry, "-hurry")
            self.refresh()

    def render(self) -> Content:
        """The words at the present width."""
        if self._words is None:
            return Content("")
        return Content("\n".join(self._words.lines(self.content_size.width)))
