"""The record of the match: grows at the end, can be scrolled and searched."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cases.lang import Lang
from cases.transcript import Event
from trainer.tui.record_lines import RecordLine, Tone, Voice, entry
from trainer.tui.speaking import Speaking


class Record(Speaking, ScrollView, can_focus=True):
    """Shows events as they were said. Lines are set once for each width and language."""

    HELP = "record"
    ALLOW_MAXIMIZE = True
    COMPONENT_CLASSES = {f"record--{tone.value}" for tone in Tone} | {"record--found", "record--here"}
    DEFAULT_CSS = """
    Record {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & .record--own { color: $text-primary; text-style: bold; }
        & .record--other { color: $text-accent; text-style: bold; }
        & .record--words { color: $foreground; }
        & .record--reading { color: $text-muted; }
        & .record--note { color: $text-muted; text-style: italic; }
        & .record--foul { color: $text-error; text-style: bold; }
        & .record--notice { color: $text-muted; }
        & .record--gap { color: $foreground; }
        & .record--found { text-style: underline; }
        & .record--here { text-style: reverse; }
    }
    """
    BINDINGS = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    class Waiting(Message):
        """New entries stand below what is shown (``count``), or none do any more (0)."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty record."""
        super().__init__(id=id, classes=classes)
        self._events: Sequence[Event] = ()
        self._voice: Voice | None = None
        self._lines: list[RecordLine] = []
        self._set_for: tuple[int, Lang] | None = None
        self._done = 0
        self._query = ""
        self._hits: list[int] = []
        self._hit = -1
        self._unread = 0
        self._follow = True
        self._begun = False

    def show(self, events: Sequence[Event], voice: Voice) -> None:
        """Show the record up to now; keeps its place unless it stands at the end or the reader spoke."""
        fresh = len(events) - len(self._events)
        self._events, self._voice = events, voice
        self._set_lines(fresh)

    def on_resize(self) -> None:
        """Set the lines in the new width."""
        self._set_lines(0)

    def _set_lines(self, fresh: int) -> None:
        width = self.scrollable_content_region.width
        if width <= 0 or self._voice is None:
            return
        if self._set_for != (width, self.lang) or self._done > len(self._events):
            self._lines, self._done, self._set_for = [], 0, (width, self.lang)
            self._begun = False
        first_new: int | None = None
        for event in self._events[self._done :]:
            own = event.side is not None and event.side is self._voice.own
            self._follow = self._follow or (own and fresh > 0)
            if first_new is None and not own:
                first_new = len(self._lines)
            self._begun = self._begun or event.kind == "phase"
            self._lines += entry(event, self._voice, self.lang, width, begun=self._begun)
        self._done = len(self._events)
        self.virtual_size = Size(width, len(self._lines))
        self._find_hits()
        if self._follow:
            self._go_on(first_new if fresh > 0 else None, fresh)
        elif fresh > 0:
            self._tell(self._unread + fresh)
        self.refresh()

    def _go_on(self, first_new: int | None, fresh: int) -> None:
        """Show the end, or where the news begins if that is more than fits."""
        height = self.scrollable_content_region.height
        if first_new is None or len(self._lines) - first_new <= height:
            self.call_after_refresh(self.scroll_end, animate=False)
        else:
            self.call_after_refresh(self.scroll_to, y=first_new, animate=False)
            self._tell(fresh)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_offset.y >= self.max_scroll_y - 1

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Forget what was unread when the end comes into view."""
        super().watch_scroll_y(old_value, new_value)
        self._follow = self.at_end
        if self._unread and self.at_end:
            self._tell(0)

    def _tell(self, unread: int) -> None:
        self._unread = unread
        self.post_message(self.Waiting(unread))

    def render_line(self, y: int) -> Strip:
        """One line, styled by what it is."""
        index = y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = self._lines[index]
        style = self.get_component_rich_style(f"record--{line.tone.value}")
        return Strip(self._segments(index, line.text, style)).adjust_cell_length(self.size.width, style)

    def _segments(self, index: int, text: str, style: Style) -> list[Segment]:
        """The line with what was searched for marked."""
        start = text.casefold().find(self._query) if self._query else -1
        if start < 0 or len(text.casefold()) != len(text):
            return [Segment(text, style)]
        here = self._hits and self._hits[self._hit] == index
        mark = style + self.get_component_rich_style("record--here" if here else "record--found")
        end = start + len(self._query)
        return [Segment(text[:start], style), Segment(text[start:end], mark), Segment(text[end:], style)]

    # --- search -------------------------------------------------------------------------------------------

    def search(self, query: str) -> tuple[int, int]:
        """Mark what was searched for and go to the last place; returns which of how many (0, 0 if none)."""
        self._query = query.casefold()
        self._find_hits()
        self._hit = len(self._hits) - 1
        return self._go_to_hit()

    def next_hit(self, step: int) -> tuple[int, int]:
        """Go to another place: -1 is the one before, 1 the one after."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
        return self._go_to_hit()

    def _find_hits(self) -> None:
        found = [
            index
            for index, line in enumerate(self._lines)
            if self._query and self._query in line.text.casefold()
        ]
        self._hits = found
        self._hit = min(self._hit, len(found) - 1)

    def _go_to_hit(self) -> tuple[int, int]:
        self.refresh()
        if not self._hits:
            return (0, 0)
        top = max(self._hits[self._hit] - self.size.height // 2, 0)
        self.scroll_to(y=top, animate=False)
        return (self._hit + 1, len(self._hits))
