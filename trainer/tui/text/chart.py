"""A line chart in characters: how two sides' offers moved over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len

from trainer.tui.text.bars import BOX, Number, Signs
from trainer.tui.text.pad import fit, ljust, rjust

MEETING = "*"
"""Where two series stand at one place."""


@dataclass(frozen=True, slots=True)
class Series:
    """One side's offers."""

    name: str
    mark: str
    """One cell: what stands at an offer."""
    trail: str
    """One cell: what leads on to the next offer while this one stands."""
    points: tuple[tuple[Number, Number], ...]
    """(time, value), times not falling."""


@dataclass(frozen=True, slots=True)
class Axes:
    """What the edges of a chart stand for and how they are labelled."""

    start: Number
    end: Number
    low: Number
    high: Number
    start_label: str = ""
    end_label: str = ""
    value_label: Callable[[Fraction], str] = str
    """Writes a value at the left edge."""


def line_chart(
    series: Sequence[Series], axes: Axes, width: int, height: int, *, signs: Signs = BOX
) -> list[str]:
    """Draw the series in ``height`` lines of exactly ``width`` cells, the last one or two for the time axis.

    An offer is a mark; its trail runs on until the next offer, for an offer stands until it is
    changed. Where two marks meet stands ``*``. Values beyond the edges stand on the edge.

    Args:
        series: Who offered what when.
        axes: The edges.
        width: Cells of every line.
        height: Lines in all, at least 4.
        signs: The characters to draw with.

    Raises:
        ValueError: There is no room for a chart.
    """
    footer = 2 if axes.start_label or axes.end_label else 1
    labels = _value_labels(axes, height - footer)
    margin = max(cell_len(label) for label in labels)
    plot = width - margin - 1
    if height < 4 or plot < 4:
        raise ValueError(f"no room for a chart in {width} by {height} cells")
    cells = [[" "] * plot for _ in range(height - footer)]
    for one in series:
        _draw_trail(cells, one, axes)
    for one in series:
        _draw_marks(cells, one, axes, {other.mark for other in series if other is not one})
    lines = [
        f"{rjust(label, margin)}{signs.wall}{''.join(row)}" for label, row in zip(labels, cells, strict=True)
    ]
    lines.append(f"{' ' * margin}{signs.corner}{signs.line * plot}")
    if footer == 2:
        lines.append(_time_labels(axes, margin + 1, plot))
    return [fit(line, width) for line in lines]


def legend(series: Sequence[Series], gap: int = 3) -> str:
    """The marks and whose they are, in one line."""
    return (" " * gap).join(f"{one.mark}{one.trail} {one.name}" for one in series)


def _value_labels(axes: Axes, rows: int) -> list[str]:
    """Labels at the top and the bottom, and in the middle where a line is there; the others have none."""
    labels = [""] * max(rows, 1)
    low, high = Fraction(axes.low), Fraction(axes.high)
    middle = {(rows - 1) // 2} if rows % 2 else set()
    for row in {0, rows - 1} | middle:
        share = Fraction(row, max(rows - 1, 1))
        labels[row] = axes.value_label(high - (high - low) * share)
    return labels


def _time_labels(axes: Axes, indent: int, plot: int) -> str:
    """The first label at the left end, the last at the right; the first gives way."""
    last = fit(axes.end_label, min(cell_len(axes.end_label), plot))
    first = fit(axes.start_label, min(cell_len(axes.start_label), max(plot - cell_len(last) - 1, 0)))
    return " " * indent + ljust(first, plot - cell_len(last)) + last


def _column(time: Number, axes: Axes, plot: int) -> int:
    return _step(time, axes.start, axes.end, plot)


def _row(value: Number, axes: Axes, rows: int) -> int:
    return rows - 1 - _step(value, axes.low, axes.high, rows)


def _step(value: Number, first: Number, last: Number, count: int) -> int:
    """Which of ``count`` steps from ``first`` to ``last`` a value falls on, rounded half up, kept within."""
    length = Fraction(last) - Fraction(first)
    share = (Fraction(value) - Fraction(first)) / length if length else Fraction(0)
    place = min(max(share, Fraction(0)), Fraction(1)) * (count - 1) + Fraction(1, 2)
    return place.numerator // place.denominator


def _draw_trail(cells: list[list[str]], one: Series, axes: Axes) -> None:
    """Lead every offer on to the next, the last one to the edge; never over another's trail."""
    if not one.points:
        return
    plot, rows = len(cells[0]), len(cells)
    ends = [_column(time, axes, plot) for time, _ in one.points[1:]] + [plot]
    for (time, value), end in zip(one.points, ends, strict=True):
        row = _row(value, axes, rows)
        for column in range(_column(time, axes, plot), end):
            if cells[row][column] == " ":
                cells[row][column] = one.trail


def _draw_marks(cells: list[list[str]], one: Series, axes: Axes, others: set[str]) -> None:
    plot, rows = len(cells[0]), len(cells)
    for time, value in one.points:
        row, column = _row(value, axes, rows), _column(time, axes, plot)
        cells[row][column] = MEETING if cells[row][column] in {*others, MEETING} else one.mark
