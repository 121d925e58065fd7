"""Text on a grid of terminal cells: line breaking, padding, tables and pictures made of characters.

Everything here is a pure function of its arguments and counts widths as the terminal does
(:func:`rich.cells.cell_len`: a Han character takes two cells).
"""

from trainer.tui.text.pad import Align, Column, center, clip, fit, ljust, rjust, table_lines
from trainer.tui.text.wrap import line_spans, tidy_spaces, wrap_cjk

__all__ = [
    "Align",
    "Column",
    "center",
    "clip",
    "fit",
    "line_spans",
    "ljust",
    "rjust",
    "table_lines",
    "tidy_spaces",
    "wrap_cjk",
]
