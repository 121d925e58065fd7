"""Things in an order that can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.tui.text.pad import fit

BUTTONS = " [-] [+]"
"""What a click on a row's end does: later, earlier."""


class RankList(ScrollView, can_focus=True):
    """Up and down choose a row, left puts it earlier, right later; the signs at its end can be clicked."""

    HELP = "rank"
    COMPONENT_CLASSES = {"rank-list--row", "rank-list--cursor"}
    DEFAULT_CSS = """
    RankList {
        height: auto;
        max-height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & .rank-list--row { color: $foreground; }
        & .rank-list--cursor { text-style: reverse; }
    }
    """
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left,u", "shift(-1)", show=False),
        Binding("right,d", "shift(1)", show=False),
    ]

    class Changed(Message):
        """The order is another now."""

        def __init__(self, order: tuple[str, ...]) -> None:
            super().__init__()
            self.order = order

    def __init__(self, rows: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        """Rows as pairs of id and words, in their order."""
        super().__init__(id=id)
        self._rows = list(rows)
        self._cursor = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line a row."""
        return max(len(self._rows), 1)

    def on_resize(self) -> None:
        """All rows can be scrolled to."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def render_line(self, y: int) -> Strip:
        """A row with its place."""
        index = y + self.scroll_offset.y
        width = self.size.width
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        style = self.get_component_rich_style("rank-list--row")
        if index == self._cursor and self.has_focus:
            style += self.get_component_rich_style("rank-list--cursor")
        text = fit(f"{index + 1:>2}. {self._rows[index][1]}", max(width - len(BUTTONS), 0)) + BUTTONS
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def action_move(self, by: int) -> None:
        """Choose another row."""
        self._cursor = min(max(self._cursor + by, 0), len(self._rows) - 1)
        self.scroll_to_region(Region(0, self._cursor, 1, 1), animate=False, force=True)
        self.refresh()

    def action_shift(self, by: int) -> None:
        """Put the row earlier or later."""
        goal = min(max(self._cursor + by, 0), len(self._rows) - 1)
        if goal == self._cursor:
            return
        self._rows.insert(goal, self._rows.pop(self._cursor))
        self.action_move(goal - self._cursor)
        self.post_message(self.Changed(tuple(name for name, _ in self._rows)))

    def on_click(self, event: events.Click) -> None:
        """Choose a row; the signs at its end move it."""
        place = event.get_content_offset(self)
        if place is None or place.y + self.scroll_offset.y >= len(self._rows):
            return
        self._cursor = place.y + self.scroll_offset.y
        end = self.size.width - place.x
        if end <= 3:
            self.action_shift(-1)
        elif end <= 7:
            self.action_shift(1)
        self.refresh()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()
