"""A table of the case file whose rows can be kept as evidence."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal

from textual.message import Message

from cases.exhibits import Cell, Column, Table
from cases.lang import Lang
from cases.text import Text
from trainer.speech.values import number_text
from trainer.tui.prose import tidy_rows
from trainer.tui.text.grid import grid
from trainer.tui.widgets.rows import Line, Rows

MARKS = ("  ", "* ")
"""Before a row that is not kept, and before one that is."""


def cell_text(cell: Cell, column: Column, lang: Lang) -> str:
    """A cell as people read it: numbers with the column's decimals, words in ``lang``."""
    if isinstance(cell, Text):
        return cell.get(lang)
    if isinstance(cell, Decimal):
        return number_text(cell, column.decimals)
    return str(cell)


def table_rows(table: Table, lang: Lang) -> tuple[tuple[str, ...], ...]:
    """The table's cells as text, its head first."""
    head = tuple(column.name.get(lang) for column in table.columns)
    body = tuple(
        tuple(cell_text(cell, column, lang) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
    return (head, *body)


class FigureTable(Rows):
    """Space, Enter or a click asks for a row to be kept or let go; the owner says what is kept."""

    DEFAULT_CSS = """
    FigureTable { margin-bottom: 1; }
    """

    HELP = "figures"

    class Toggled(Message):
        """A row shall be kept, or no longer."""

        def __init__(self, table: FigureTable, row: int) -> None:
            super().__init__()
            self.table = table
            self.row = row

    def __init__(
        self,
        table: Table,
        lang: Lang,
        *,
        chapter: str | None = None,
        exhibit: int | None = None,
        number: int = 0,
        kept: Set[int] = frozenset(),
    ) -> None:
        """Show ``table``: number ``number`` of a chapter or of an exhibit; ``kept`` rows are marked."""
        super().__init__()
        self.chapter = chapter
        self.exhibit = exhibit
        self.number = number
        self._cells = tidy_rows(table_rows(table, lang))
        self._kept = frozenset(kept)

    def set_kept(self, kept: Set[int]) -> None:
        """Mark these rows and no others."""
        self._kept = frozenset(kept)
        self.refresh()

    def count(self) -> int:
        """How many rows there are, the head not counted."""
        return len(self._cells) - 1

    def set_lines(self, width: int) -> list[Line]:
        """The table, its head in bold, kept rows marked on their first line."""
        shown = grid(self._cells, max(width - len(MARKS[0]), 4), head=True)
        lines = []
        before = -1
        for text, owner in zip(shown.lines, shown.rows, strict=True):
            marked = owner > 0 and owner - 1 in self._kept and owner != before
            lines.append(Line(MARKS[marked] + text, owner - 1 if owner else None, "" if owner else "bold"))
            before = owner
        return lines

    def picked(self, row: int) -> None:
        """Ask for the row to be kept, or no longer."""
        self.post_message(self.Toggled(self, row))
