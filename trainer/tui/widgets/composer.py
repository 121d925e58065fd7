"""Where a person writes: a text field that sends with Enter and offers completions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from trainer.tui.text.pad import fit

MOST_SUGGESTIONS = 5
"""As many completions are shown at once."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: the whole text it makes, and what it is."""

    text: str
    title: str


class PlainArea(TextArea, inherit_bindings=False):
    """A text field that leaves the function keys to the screen."""

    BINDINGS = [
        binding
        for binding in TextArea.BINDINGS
        if not (isinstance(binding, Binding) and binding.key in {"f6", "f7"})
    ]


class Composer(PlainArea):
    """Enter sends, Tab completes; arrow keys choose a completion while there are any."""

    HELP = "composer"
    DEFAULT_CSS = """
    Composer {
        height: auto;
        min-height: 1;
        max-height: 4;
        border: none;
        padding: 0;
        background: transparent;
    }
    Composer:focus { border: none; }
    """

    class Sent(Message):
        """Enter was pressed."""

    class Completed(Message):
        """A completion was asked for."""

    class Browsed(Message):
        """An arrow key was pressed where it has nothing to do in the text."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    choosing = False
    """Whether completions are shown."""

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty field."""
        super().__init__(
            id=id,
            soft_wrap=True,
            compact=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=placeholder,
        )

    def on_key(self, event: events.Key) -> None:
        """Take Enter, and Tab and the arrows where they choose."""
        if event.key == "enter":
            self._hand_on(event, self.Sent())
        elif event.key == "tab" and self.choosing:
            self._hand_on(event, self.Completed())
        elif event.key in {"up", "down"} and (self.choosing or not self.text):
            self._hand_on(event, self.Browsed(-1 if event.key == "up" else 1))

    def _hand_on(self, event: events.Key, what: Message) -> None:
        event.prevent_default()
        event.stop()
        self.post_message(what)

    def put(self, text: str) -> None:
        """Replace the text; the cursor goes to its end."""
        self.text = text
        self.move_cursor(self.document.end)


class Suggestions(Widget):
    """Completions, the chosen one marked."""

    COMPONENT_CLASSES = {"suggestions--line", "suggestions--chosen"}
    DEFAULT_CSS = """
    Suggestions {
        height: auto;
        display: none;
        & .suggestions--line { color: $text-muted; }
        & .suggestions--chosen { text-style: reverse; }
    }
    Suggestions.-shown { display: block; }
    """

    chosen: reactive[int] = reactive(0)

    class Taken(Message):
        """A completion was clicked."""

        def __init__(self, suggestion: Suggestion) -> None:
            super().__init__()
            self.suggestion = suggestion

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        """Make an empty list."""
        super().__init__(id=id)
        self._found: Sequence[Suggestion] = ()

    @property
    def current(self) -> Suggestion | None:
        """The chosen completion."""
        return self._found[self.chosen] if self._found else None

    def show(self, found: Sequence[Suggestion]) -> None:
        """Show completions; none hides the list."""
        self._found = found
        self.chosen = 0
        self.set_class(bool(found), "-shown")
        self.refresh(layout=True)

    def step(self, by: int) -> None:
        """Choose the next or the last one."""
        if self._found:
            self.chosen = (self.chosen + by) % len(self._found)

    @property
    def _top(self) -> int:
        return max(min(self.chosen - MOST_SUGGESTIONS + 1, len(self._found) - MOST_SUGGESTIONS), 0)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """One line for each completion shown."""
        return min(len(self._found), MOST_SUGGESTIONS)

    def render_line(self, y: int) -> Strip:
        """A completion: what it writes, what it is."""
        index = self._top + y
        width = self.size.width
        if index >= len(self._found):
            return Strip.blank(width, self.rich_style)
        found = self._found[index]
        name = "suggestions--chosen" if index == self.chosen else "suggestions--line"
        style = self.rich_style + self.get_component_rich_style(name)
        half = min(max(width // 2, 20), width)
        text = fit(found.text, half) + fit(found.title, max(width - half, 0))
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def on_click(self, event: events.Click) -> None:
        """Take the completion under the pointer."""
        place = event.get_content_offset(self)
        index = self._top + place.y if place is not None else len(self._found)
        if index < len(self._found):
            self.post_message(self.Taken(self._found[index]))
