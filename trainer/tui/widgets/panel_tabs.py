"""One line of tabs that choose which panel is shown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from trainer.tui.text.pad import clip, rjust

GAP = 2


class PanelTabs(Widget):
    """Names of panels; the chosen one stands in brackets. Clicks choose; keys are the screen's."""

    DEFAULT_CSS = """
    PanelTabs { height: 1; width: 1fr; padding: 0 1; color: $text-muted; }
    """

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty line."""
        super().__init__(id=id)
        self._tabs: Sequence[tuple[str, str]] = ()
        self._chosen = ""
        self._note = ""

    def note(self, text: str) -> None:
        """Say something at the end of the line."""
        self._note = text
        self.refresh()

    def show(self, tabs: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show tabs, each an id and a title."""
        self._tabs, self._chosen = tabs, chosen
        self.refresh()

    def choose(self, name: str) -> None:
        """Mark another tab."""
        self._chosen = name
        self.refresh()

    def _titles(self) -> list[str]:
        return [f"[{title}]" if name == self._chosen else f" {title} " for name, title in self._tabs]

    def render(self) -> Content:
        """The titles, the chosen one bold and in brackets."""
        parts = [
            Content.styled(title, "bold $text-primary" if name == self._chosen else "")
            for (name, _), title in zip(self._tabs, self._titles(), strict=True)
        ]
        line = Content(" " * GAP).join(parts)
        room = self.content_size.width - line.cell_length
        return line + Content(rjust(clip(self._note, room - GAP), room)) if self._note else line

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the pointer."""
        place = event.get_content_offset(self)
        if place is None:
            return
        start = 0
        for (name, _), title in zip(self._tabs, self._titles(), strict=True):
            end = start + cell_len(title)
            if start <= place.x < end:
                self.post_message(self.Chosen(name))
                return
            start = end + GAP
