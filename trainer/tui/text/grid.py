"""Tables that must fit a width: columns shrink and their cells break into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from trainer.tui.text.pad import Align, align_points, fit
from trainer.tui.text.wrap import wrap_cjk

NARROWEST_COLUMN = 4
"""A column never shrinks below this many cells."""

LONGEST_WORD = 12
"""Latin words of up to so many letters stay whole while there is room."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_FIGURE = re.compile(r"[-+~≥≤<>±¥￥]?\d[\d,.]*(?:\s?\S{1,8})?|[-—–/]|")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table set in lines; the first ``head`` of them are the column heads."""

    lines: tuple[str, ...]
    head: int
    rows: tuple[int, ...] = ()
    """For each line the number of the row it belongs to, from 0 (the head counts)."""


def grid(rows: Sequence[Sequence[str]], width: int, *, head: bool = False, gap: int = 2) -> Grid:
    """Set a table in at most ``width`` cells.

    Columns of figures stand with their points above each other. Where the table is too wide, the
    widest columns give way and their cells break into lines; in a table that has more columns than
    fit even so, the last ones are cut.

    Args:
        rows: Cells, row by row; short rows are filled with empty cells.
        width: Cells available.
        head: Whether the first row names the columns.
        gap: Spaces between two columns.
    """
    count = max((len(row) for row in rows), default=0)
    if not count:
        return Grid((), 0)
    filled = [[*row, *[""] * (count - len(row))] for row in rows]
    columns = [[row[index] for row in filled] for index in range(count)]
    figures = [_is_figures(column[1:] if head else column) for column in columns]
    columns = [
        _aligned(cells, head) if number else cells for cells, number in zip(columns, figures, strict=True)
    ]
    least = [
        _least(cells[1:] if head else cells, number) for cells, number in zip(columns, figures, strict=True)
    ]
    widths, gap = _fitted(columns, least, width, gap)
    lines: list[str] = []
    owners: list[int] = []
    head_lines = 0
    for index, row in enumerate(zip(*columns, strict=True)):
        set_row = _row(row, widths, figures, gap)
        head_lines = len(set_row) if head and not index else head_lines
        lines.extend(fit(line, min(cell_len(line), width)) for line in set_row)
        owners.extend(index for _ in set_row)
    return Grid(tuple(lines), head_lines, tuple(owners))


def shrink(wanted: Sequence[int], room: int, least: Sequence[int] | None = None) -> list[int]:
    """Column widths that together take no more than ``room``: the widest give way first.

    No column shrinks below its ``least`` width (:data:`NARROWEST_COLUMN` if not given), so the sum
    can stay above ``room``.
    """
    floors = least if least is not None else [NARROWEST_COLUMN] * len(wanted)
    widths = list(wanted)
    for _ in range(sum(widths) - room):
        wide = [index for index, width in enumerate(widths) if width > floors[index]]
        if not wide:
            break
        widths[max(wide, key=lambda index: widths[index])] -= 1
    return widths


def _fitted(
    columns: Sequence[Sequence[str]], least: Sequence[int], width: int, gap: int
) -> tuple[list[int], int]:
    """Widths of the columns and the gap between them.

    Figures are broken only where they do not fit even with a gap of one cell.
    """
    wanted = [max(cell_len(cell) for cell in column) for column in columns]
    for narrow in (gap, 1):
        room = width - narrow * (len(columns) - 1)
        if sum(least) <= room:
            return shrink(wanted, room, least), narrow
    return shrink(wanted, max(width - gap * (len(columns) - 1), len(columns))), gap


def _least(cells: Sequence[str], number: bool) -> int:
    """The width below which a column is not to shrink: that of its figures, or of its longest word."""
    longest = max((cell_len(cell) for cell in cells), default=0)
    if number:
        return longest
    word = max((len(word) for cell in cells for word in _WORD.findall(cell)), default=0)
    return min(longest, max(NARROWEST_COLUMN, min(word, LONGEST_WORD)))


def _is_figures(cells: Sequence[str]) -> bool:
    """Whether a column holds figures (or dashes for none) and at least one of them."""
    return any(re.search(r"\d", cell) for cell in cells) and all(_FIGURE.fullmatch(cell) for cell in cells)


def _aligned(cells: Sequence[str], head: bool) -> list[str]:
    """A column of figures on their points, its head standing right above them."""
    if not head:
        return align_points(cells)
    return [cells[0], *align_points(cells[1:])]


def _row(cells: Sequence[str], widths: Sequence[int], figures: Sequence[bool], gap: int) -> list[str]:
    """One row of the table: as many lines as its longest cell needs."""
    columns = []
    for cell, width, number in zip(cells, widths, figures, strict=True):
        whole = cell_len(cell) <= width
        columns.append(([cell] if whole else wrap_cjk(cell, width), width, number))
    height = max(len(lines) for lines, _, _ in columns)
    return [
        (" " * gap)
        .join(
            fit(lines[index] if index < len(lines) else "", width, Align.RIGHT if number else Align.LEFT)
            for lines, width, number in columns
        )
        .rstrip()
        for index in range(height)
    ]
