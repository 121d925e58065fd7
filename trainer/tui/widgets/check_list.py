"""A list of things, each chosen or not."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from textual.message import Message

from trainer.tui.text.wrap import tidy_spaces, wrap_cjk
from trainer.tui.widgets.rows import Line, Rows

MARKS = ("[ ] ", "[x] ")
"""Before what is not chosen, and before what is."""


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the list."""

    id: str
    text: str


class CheckList(Rows):
    """Space, Enter or a click asks for a point to be chosen or let go; the owner says what is chosen."""

    DEFAULT_CSS = """
    CheckList { margin-bottom: 1; }
    """

    class Toggled(Message):
        """A point shall be chosen, or no longer."""

        def __init__(self, points: CheckList, point: str) -> None:
            super().__init__()
            self.points = points
            self.point = point

        @property
        def control(self) -> CheckList:
            """The list."""
            return self.points

    def __init__(
        self,
        points: Sequence[Point],
        chosen: Set[str],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Show ``points``, those in ``chosen`` marked."""
        super().__init__(id=id)
        self._points = tuple(points)
        self._chosen = frozenset(chosen)

    def set_points(self, points: Sequence[Point], chosen: Set[str]) -> None:
        """Show other points."""
        self._points = tuple(points)
        self._chosen = frozenset(chosen)
        self.at = min(self.at, max(len(points) - 1, 0))
        self.refresh(layout=True)

    def set_chosen(self, chosen: Set[str]) -> None:
        """Mark these points and no others."""
        self._chosen = frozenset(chosen)
        self.refresh()

    def count(self) -> int:
        """How many points there are."""
        return len(self._points)

    def set_lines(self, width: int) -> list[Line]:
        """Each point with its mark, long ones in several lines."""
        lines: list[Line] = []
        for row, point in enumerate(self._points):
            mark = MARKS[point.id in self._chosen]
            text = tidy_spaces(point.text)
            lines.extend(Line(part, row) for part in wrap_cjk(text, max(width, 8), first=mark, rest="    "))
        return lines

    def picked(self, row: int) -> None:
        """Ask for the point to be chosen, or no longer."""
        self.post_message(self.Toggled(self, self._points[row].id))
