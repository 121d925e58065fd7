"""A question with a few answers, one of them chosen: what Textual's radio buttons do in less room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from trainer.tui.text.wrap import tidy_spaces, wrap_cjk


@dataclass(frozen=True, slots=True)
class Answer:
    """Something to choose."""

    id: str
    label: str
    explained: str = ""
    """Shown while it is chosen."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an answer's label is drawn."""

    line: int
    start: int
    end: int
    index: int


class OneOf(Widget, can_focus=True):
    """Left and right change the answer, so do clicks; up and down leave the question."""

    DEFAULT_CSS = """
    OneOf {
        width: 1fr;
        height: auto;
        padding: 0 1;
        border-left: outer transparent;
        margin-bottom: 1;
    }
    OneOf:focus { border-left: outer $accent; background: $primary 10%; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "change(-1)", show=False),
        Binding("right,space", "change(1)", show=False),
        Binding("down,enter", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, question: OneOf, answer: str) -> None:
            super().__init__()
            self.question = question
            self.answer = answer

        @property
        def control(self) -> OneOf:
            """The question."""
            return self.question

    def __init__(
        self,
        question: str,
        answers: Sequence[Answer],
        chosen: str,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Ask ``question``; ``chosen`` is the id of the answer to begin with."""
        super().__init__(id=id)
        self._question = question
        self._answers = tuple(answers)
        self._index = next((at for at, answer in enumerate(self._answers) if answer.id == chosen), 0)

    @property
    def chosen(self) -> str:
        """The id of the chosen answer."""
        return self._answers[self._index].id

    def set_explained(self, answer: str, explained: str) -> None:
        """Explain an answer in other words."""
        self._answers = tuple(
            Answer(each.id, each.label, explained) if each.id == answer else each for each in self._answers
        )
        self.refresh(layout=True)

    def _spots(self, width: int) -> list[_Spot]:
        """Where the labels stand: side by side, on a new line where there is no room."""
        indent = cell_len(self._question) + 2
        spots: list[_Spot] = []
        line, column = 0, indent
        for index, answer in enumerate(self._answers):
            size = cell_len(answer.label) + 4
            if column > indent and column + size > width:
                line, column = line + 1, indent
            spots.append(_Spot(line, column, column + size, index))
            column += size + 2
        return spots

    def _explained(self, width: int) -> list[str]:
        text = tidy_spaces(self._answers[self._index].explained)
        indent = " " * (cell_len(self._question) + 2)
        return wrap_cjk(text, width, first=indent, rest=indent) if text else []

    def render(self) -> Content:
        """Question, answers, and what the chosen one means."""
        width = max(self.content_size.width, 8)
        spots = self._spots(width)
        lines: list[Content] = []
        for number in range(spots[-1].line + 1):
            start = f"{self._question}  " if number == 0 else " " * (cell_len(self._question) + 2)
            parts = [Content.styled(start, "bold")]
            for spot in (spot for spot in spots if spot.line == number):
                mark = "(*) " if spot.index == self._index else "( ) "
                style = "bold" if spot.index == self._index else ""
                parts.append(Content.styled(mark + self._answers[spot.index].label, style))
                parts.append(Content("  "))
            lines.append(Content("").join(parts))
        lines.extend(Content.styled(line, "dim") for line in self._explained(width))
        return Content("\n").join(lines)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Lines of answers and of the explanation."""
        width = max(width, 8)
        return self._spots(width)[-1].line + 1 + len(self._explained(width))

    def on_click(self, event: events.Click) -> None:
        """Choose the answer under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for spot in self._spots(max(self.content_size.width, 8)):
            if spot.line == offset.y and spot.start <= offset.x < spot.end:
                self._choose(spot.index)

    def action_change(self, step: int) -> None:
        """Choose the next or the previous answer."""
        self._choose((self._index + step) % len(self._answers))

    def _choose(self, index: int) -> None:
        if index == self._index:
            return
        self._index = index
        self.refresh(layout=True)
        self.post_message(self.Changed(self, self.chosen))
