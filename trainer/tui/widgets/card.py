"""A card to choose: a title, something at its right, a few lines below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from trainer.tui.text.pad import clip
from trainer.tui.text.wrap import tidy_spaces, wrap_cjk


class Card(Widget, can_focus=True):
    """Chosen with Enter or a click; the arrow keys go to the next card of the screen."""

    DEFAULT_CSS = """
    Card {
        width: 1fr;
        height: auto;
        padding: 0 1;
        border-left: outer transparent;
    }
    Card:focus {
        background: $primary 20%;
        border-left: outer $accent;
    }
    Card:hover { background: $primary 10%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", show=False),
        Binding("down", "neighbour(1)", show=False),
        Binding("up", "neighbour(-1)", show=False),
    ]

    class Chosen(Message):
        """Somebody chose a card."""

        def __init__(self, card: Card) -> None:
            super().__init__()
            self.card = card

        @property
        def control(self) -> Card:
            """The card."""
            return self.card

    def __init__(
        self,
        title: str,
        lines: Sequence[str] = (),
        *,
        aside: str = "",
        key: str = "",
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """Make a card.

        Args:
            title: What it is, in bold.
            lines: What else there is to know; each a paragraph.
            aside: What stands at the right end of the title line (below it where there is no room).
            key: What the card stands for, for whoever handles its choice.
            id: The widget's id.
            classes: The widget's style classes.
        """
        super().__init__(id=id, classes=classes)
        self.key = key
        self._title = tidy_spaces(title)
        self._lines = tuple(tidy_spaces(line) for line in lines if line)
        self._aside = tidy_spaces(aside)

    def set_aside(self, aside: str) -> None:
        """Put something else at the right end of the title line."""
        self._aside = tidy_spaces(aside)
        self.refresh(layout=True)

    def set_lines(self, width: int) -> list[tuple[str, str]]:
        """The lines of the card at ``width`` cells, each with its style."""
        room = width - cell_len(self._aside) - 2
        if self._aside and cell_len(self._title) <= room:
            gap = " " * (width - cell_len(self._title) - cell_len(self._aside))
            shown = [(f"{self._title}{gap}{self._aside}", "bold")]
        else:
            shown = [(line, "bold") for line in wrap_cjk(self._title, width)]
            if self._aside:
                shown.append((clip(self._aside, width), ""))
        for line in self._lines:
            shown.extend((part, "dim") for part in wrap_cjk(line, width))
        return shown

    def render(self) -> Content:
        """The card at its present width."""
        lines = self.set_lines(max(self.content_size.width, 2))
        return Content("\n").join([Content.styled(line, style) for line, style in lines])

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of its lines."""
        return len(self.set_lines(max(width, 2)))

    def on_click(self, event: events.Click) -> None:
        """Choose it."""
        event.stop()
        self.focus()
        self.action_choose()

    def action_choose(self) -> None:
        """Say that it was chosen."""
        self.post_message(self.Chosen(self))

    def action_neighbour(self, step: int) -> None:
        """Go to the next or the previous card, and to whatever lies before the first or after the last."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
