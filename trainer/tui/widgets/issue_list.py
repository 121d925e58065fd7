"""The issues, one a line, with a cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.tui.issue_rows import IssueRow, heading, row_lines
from trainer.tui.speaking import Speaking


class IssueList(Speaking, ScrollView, can_focus=True):
    """Shows the ledger; the line under the cursor is the issue that keys act on."""

    HELP = "issues"
    ALLOW_MAXIMIZE = True
    COMPONENT_CLASSES = {
        "issue-list--heading",
        "issue-list--row",
        "issue-list--closed",
        "issue-list--cursor",
        "issue-list--cursor-blurred",
    }
    DEFAULT_CSS = """
    IssueList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & .issue-list--heading { text-style: bold; color: $text-primary; }
        & .issue-list--row { color: $foreground; }
        & .issue-list--closed { color: $text-muted; }
        & .issue-list--cursor { text-style: reverse; }
        & .issue-list--cursor-blurred { text-style: underline bold; }
    }
    """
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move(-1000)", show=False),
        Binding("end", "move(1000)", show=False),
    ]

    class Chosen(Message):
        """The cursor has gone to another issue."""

        def __init__(self, issue: str) -> None:
            super().__init__()
            self.issue = issue

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id, classes=classes)
        self._rows: Sequence[IssueRow] = ()
        self._lines: list[str] = []
        self._cursor = 0

    @property
    def issue(self) -> str | None:
        """The issue under the cursor."""
        return self._rows[self._cursor].issue if self._rows else None

    def show(self, rows: Sequence[IssueRow]) -> None:
        """Show the rows; the cursor stays on its line."""
        if rows != self._rows:
            self._rows = rows
            self._cursor = min(self._cursor, max(len(rows) - 1, 0))
            self._set_lines()

    def go_to(self, issue: str) -> None:
        """Put the cursor on an issue."""
        for index, row in enumerate(self._rows):
            if row.issue == issue:
                self._place(index)

    def on_resize(self) -> None:
        """Set the rows in the new width."""
        self._set_lines()

    def _set_lines(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            # Without lines it would be given no height, and with no height never a width to set them in.
            self.virtual_size = Size(self.virtual_size.width, len(self._rows) + 1)
            return
        self._lines = [heading(width, self.lang), *row_lines(self._rows, width, self.trainer.signs)]
        self.virtual_size = Size(width, len(self._lines))
        self._show_cursor()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The heading stays at the top; rows scroll under it."""
        index = 0 if y == 0 else y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        style = self._style(index)
        return Strip([Segment(self._lines[index], style)]).adjust_cell_length(self.size.width, style)

    def _style(self, index: int) -> Style:
        if index == 0:
            return self.get_component_rich_style("issue-list--heading")
        row = self._rows[index - 1]
        name = "issue-list--closed" if row.closed else "issue-list--row"
        style = self.get_component_rich_style(name)
        if index - 1 == self._cursor:
            cursor = "issue-list--cursor" if self.has_focus else "issue-list--cursor-blurred"
            style += self.get_component_rich_style(cursor)
        return style

    def action_move(self, by: int) -> None:
        """Move the cursor by so many lines."""
        self._place(self._cursor + by)

    def _place(self, index: int) -> None:
        index = min(max(index, 0), len(self._rows) - 1)
        if index != self._cursor and index >= 0:
            self._cursor = index
            self._show_cursor()
            self.refresh()
            self.post_message(self.Chosen(self._rows[index].issue))

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(0, self._cursor, 1, 2), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the pointer."""
        place = event.get_content_offset(self)
        if place is not None and place.y > 0:
            self._place(place.y - 1 + self.scroll_offset.y)

    def on_focus(self) -> None:
        """Draw the cursor as active."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor as resting."""
        self.refresh()
