"""Texts with labels before them, the texts set in a column of their own."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from trainer.tui.text.pad import ljust
from trainer.tui.text.wrap import wrap_cjk


class LabelledLines(Widget):
    """Draws the pairs; as high as they need."""

    DEFAULT_CSS = "LabelledLines { height: auto; width: 1fr; }"

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        self._pairs: Sequence[tuple[str, str]] = ()

    def show(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show pairs of label and text."""
        if pairs != self._pairs:
            self._pairs = pairs
            self.refresh(layout=True)

    def lines(self, width: int) -> list[tuple[str, str]]:
        """Label and text of each line; a label stands on its text's first line only."""
        room = max((cell_len(label) for label, _ in self._pairs), default=0)
        told: list[tuple[str, str]] = []
        for label, text in self._pairs:
            for index, line in enumerate(wrap_cjk(text, max(width - room - 1, 10), tidy=True)):
                told.append((ljust(label if not index else "", room), line))
        return told

    def render(self) -> Content:
        """The lines, labels muted."""
        lines = self.lines(self.content_size.width)
        return Content("\n").join(
            [Content.styled(label, "$text-muted") + Content(f" {text}") for label, text in lines]
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One row a line."""
        return len(self.lines(width))


class Labelled(VerticalScroll):
    """The pairs, scrolled where they need more room."""

    DEFAULT_CSS = "Labelled { height: 1fr; scrollbar-size-vertical: 1; }"

    def compose(self) -> ComposeResult:
        """The lines."""
        yield LabelledLines()

    def show(self, subject: str, pairs: Sequence[tuple[str, str]]) -> None:
        """Show pairs about a subject; another subject is shown from its beginning."""
        if subject != self.name_shown:
            self.name_shown = subject
            self.scroll_home(animate=False)
        self.query_one(LabelledLines).show(pairs)

    name_shown = ""
