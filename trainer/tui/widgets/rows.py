"""The base of lists that are drawn as lines: a cursor on one row, keys and clicks to move it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Line:
    """A line on the screen."""

    text: str
    row: int | None = None
    """The row it belongs to, from 0; ``None`` for heads and notes, where the cursor never stands."""
    style: str = ""


class Rows(Widget, can_focus=True):
    """Up and down move the cursor and leave the list past its ends; a click moves it and picks."""

    DEFAULT_CSS = """
    Rows {
        width: 1fr;
        height: auto;
        border-left: outer transparent;
    }
    Rows:focus { border-left: outer $accent; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
        Binding("space,enter", "pick", show=False),
    ]

    at: int = 0
    """The row with the cursor."""

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def set_lines(self, width: int) -> list[Line]:
        """The lines at ``width`` cells."""
        raise NotImplementedError

    def picked(self, row: int) -> None:
        """The row under the cursor was picked with Enter, space or the pointer."""

    def render(self) -> Content:
        """The lines, the row with the cursor in reverse while the list has the focus."""
        lines = []
        for line in self.set_lines(self.content_size.width):
            here = self.has_focus and line.row is not None and line.row == self.at
            lines.append(Content.styled(line.text, "reverse" if here else line.style))
        return Content("\n").join(lines)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """The number of lines."""
        return len(self.set_lines(width))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the pointer and pick."""
        offset = event.get_content_offset(self)
        lines = self.set_lines(self.content_size.width)
        if offset is None or not 0 <= offset.y < len(lines):
            return
        row = lines[offset.y].row
        if row is not None:
            self.go(row)
            self.action_pick()

    def action_row(self, step: int) -> None:
        """Go to the next or the previous row; past the ends, out of the list."""
        if 0 <= self.at + step < self.count():
            self.go(self.at + step)
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_pick(self) -> None:
        """Pick the row with the cursor."""
        if self.count():
            self.picked(self.at)

    def go(self, row: int) -> None:
        """Put the cursor on a row and bring it into sight."""
        self.at = row
        self.refresh()
        owners = [line.row for line in self.set_lines(self.content_size.width)]
        if row in owners and isinstance(self.parent, Widget):
            region = Region(0, self.virtual_region.y + owners.index(row), 1, owners.count(row))
            self.parent.scroll_to_region(region, animate=False)
