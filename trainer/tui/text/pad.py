"""Padding and tables counted in cells, so that mixed Chinese and Latin columns line up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.cells import cell_len, split_graphemes

CUT_MARK = "~"
"""Stands at the end of a text that was cut. An ellipsis sign would be two cells wide on some terminals."""

_FIGURE = re.compile(r"^\s*([^\d]*\d[\d,]*)(.*?)\s*$", re.DOTALL)


class Align(StrEnum):
    """How a column's cells stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"
    POINT = "point"
    """Figures stand with their decimal points above each other; other cells stand right."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a text table: how it stands and, if fixed, how many cells it takes."""

    align: Align = Align.LEFT
    width: int | None = None


def ljust(text: str, width: int) -> str:
    """``text`` with spaces after it up to ``width`` cells; never cut."""
    return text + " " * (width - cell_len(text))


def rjust(text: str, width: int) -> str:
    """``text`` with spaces before it up to ``width`` cells; never cut."""
    return " " * (width - cell_len(text)) + text


def center(text: str, width: int) -> str:
    """``text`` in the middle of ``width`` cells (the odd cell goes after it); never cut."""
    free = max(0, width - cell_len(text))
    return " " * (free // 2) + text + " " * (free - free // 2)


def clip(text: str, width: int, mark: str = CUT_MARK) -> str:
    """The longest beginning of ``text`` that ``width`` cells hold, with ``mark`` where something was cut."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(mark)
    if room < 0:
        return "" if width <= 0 else mark[:width]
    spans, _ = split_graphemes(text)
    end = used = 0
    for _start, stop, size in spans:
        if used + size > room:
            break
        used += size
        end = stop
    return text[:end] + mark


def fit(text: str, width: int, align: Align = Align.LEFT, mark: str = CUT_MARK) -> str:
    """``text`` in exactly ``width`` cells: cut or padded, never with half a character."""
    cut = clip(text, width, mark)
    if align is Align.LEFT:
        return ljust(cut, max(width, 0))
    if align is Align.CENTER:
        return center(cut, max(width, 0))
    return rjust(cut, max(width, 0))


def align_points(figures: Sequence[str]) -> list[str]:
    """Pad figures to one width so that their decimal points (or last whole digits) stand above each other.

    ``6.5%`` and ``12%`` align at the place where the point is or would be. Cells without a digit
    stand right.
    """
    split = [_FIGURE.match(figure) for figure in figures]
    heads = max((cell_len(part[1]) for part in split if part), default=0)
    tails = max((cell_len(part[2]) for part in split if part), default=0)
    wide = max([heads + tails, *(cell_len(figure) for figure in figures)], default=0)
    lines = []
    for figure, part in zip(figures, split, strict=True):
        text = rjust(part[1], heads) + ljust(part[2], tails) if part else figure
        lines.append(rjust(text, wide))
    return lines


def table_lines(rows: Sequence[Sequence[str]], columns: Sequence[Column], gap: int = 2) -> list[str]:
    """A table as lines of equal width.

    Args:
        rows: Cells, row by row; a short row is filled with empty cells.
        columns: One description for each column.
        gap: Spaces between two columns.

    Raises:
        ValueError: A row has more cells than there are columns.
    """
    for row in rows:
        if len(row) > len(columns):
            raise ValueError(f"row of {len(row)} cells in a table of {len(columns)} columns: {row!r}")
    filled = [[*row, *[""] * (len(columns) - len(row))] for row in rows]
    set_columns = [
        _set_column([row[index] for row in filled], column) for index, column in enumerate(columns)
    ]
    return [(" " * gap).join(cells) for cells in zip(*set_columns, strict=True)]


def _set_column(cells: list[str], column: Column) -> list[str]:
    """All cells of a column, padded (and where its width is fixed, cut) to one width."""
    texts = align_points(cells) if column.align is Align.POINT else cells
    width = column.width
    if width is None:
        width = max((cell_len(text) for text in texts), default=0)
    return [fit(text, width, column.align) for text in texts]
