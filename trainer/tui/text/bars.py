"""Pictures made of characters: bars, positions on a range, small curves.

Every sign is one cell wide on every terminal that draws box lines narrow; :data:`ASCII` serves the
others. Figures are exact numbers; only the place of a mark is rounded, half up, to whole cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from rich.cells import cell_len

from trainer.tui.text.pad import fit, rjust

Number: TypeAlias = Decimal | Fraction | int
"""Any exact number."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters that pictures are made of, one cell each."""

    full: str = "█"
    light: str = "░"
    line: str = "─"
    left: str = "├"
    right: str = "┤"
    cross: str = "┼"
    wall: str = "│"
    corner: str = "└"
    steps: str = "▁▂▃▄▅▆▇█"


BOX = Signs()
"""Box-drawing lines and block elements."""

ASCII = Signs("#", ".", "-", "<", ">", "X", "|", "+", "_.-:=+*#")
"""For consoles that draw box lines two cells wide."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar picture: what it is, how long, and the figure to print after it."""

    label: str
    value: Number
    shown: str


def share_bar(share: Number, width: int, *, signs: Signs = BOX) -> str:
    """A bar of ``width`` cells, filled by ``share`` (0 to 1; what lies outside counts as 0 or 1).

    Something is never shown as nothing, nor less than all as all.
    """
    part = min(max(Fraction(share), Fraction(0)), Fraction(1))
    filled = _round(part * width)
    if width > 1 and 0 < part < 1:
        filled = min(max(filled, 1), width - 1)
    return signs.full * filled + signs.light * (width - filled)


def gap_bar(
    own: Number, other: Number, own_end: Number, other_end: Number, width: int, *, signs: Signs = BOX
) -> str:
    """Two positions on the range between two ends, the own side's end at the left.

    Between the positions lies the gap (filled). Positions that meet are one cross; where each side
    has passed the other's position, the stretch both can accept is light.

    Args:
        own: The own side's position.
        other: The other side's position.
        own_end: The value at the left edge: as a rule the own side's opening.
        other_end: The value at the right edge: as a rule the other side's opening.
        width: Cells.
        signs: The characters to draw with.
    """
    left = _place(own, own_end, other_end, width)
    right = _place(other, own_end, other_end, width)
    cells = [signs.line] * width
    low, high = min(left, right), max(left, right)
    for index in range(low, high):
        cells[index] = signs.full if left < right else signs.light
    if left == right:
        cells[left : left + 1] = [signs.cross] if Fraction(own) == Fraction(other) else [signs.full]
    else:
        cells[left], cells[right] = signs.left, signs.right
    return "".join(cells)


def span_bar(start: Number, end: Number, low: Number, high: Number, width: int, *, signs: Signs = BOX) -> str:
    """The stretch from ``start`` to ``end`` on a range, both ends filled: a mandate, a guideline's band."""
    first, last = sorted((_place(start, low, high, width), _place(end, low, high, width)))
    return signs.line * first + signs.full * (last - first + 1) + signs.line * (width - last - 1)


def bar_lines(
    bars: Sequence[Bar], width: int, *, most: Number | None = None, signs: Signs = BOX
) -> list[str]:
    """Rows of label, bar and figure, all of ``width`` cells; labels give way when there is little room.

    Args:
        bars: The rows; values are 0 or more.
        width: Cells of a row.
        most: The value of a full bar; the greatest of the values if not given.
        signs: The characters to draw with.

    Raises:
        ValueError: A value is below 0.
    """
    if any(bar.value < 0 for bar in bars):
        raise ValueError("a bar cannot be shorter than nothing")
    top = Fraction(most if most is not None else max((Fraction(bar.value) for bar in bars), default=0))
    figures = max((cell_len(bar.shown) for bar in bars), default=0)
    labels = max((cell_len(bar.label) for bar in bars), default=0)
    labels = min(labels, max(width - figures - 6, 0))
    room = max(width - labels - figures - 2, 0)
    lines = []
    for bar in bars:
        length = _round(min(Fraction(bar.value) / top, Fraction(1)) * room) if top else 0
        length = max(length, 1) if bar.value and room else length
        drawn = signs.full * length + " " * (room - length)
        lines.append(fit(f"{fit(bar.label, labels)} {drawn} {rjust(bar.shown, figures)}", width))
    return lines


def sparkline(values: Sequence[Number], width: int, *, signs: Signs = BOX) -> str:
    """A curve one line high: the last ``width`` values, lowest to highest; level values stand half high."""
    shown = [Fraction(value) for value in values[-width:]] if width > 0 else []
    if not shown:
        return ""
    low, high = min(shown), max(shown)
    top = len(signs.steps) - 1
    if low == high:
        return signs.steps[top // 2] * len(shown)
    return "".join(signs.steps[_round((value - low) / (high - low) * top)] for value in shown)


def _place(value: Number, first: Number, last: Number, width: int) -> int:
    """The cell (0 to ``width`` - 1) of a value on the range from ``first`` to ``last``, kept within it."""
    length = Fraction(last) - Fraction(first)
    share = (Fraction(value) - Fraction(first)) / length if length else Fraction(1, 2)
    return _round(min(max(share, Fraction(0)), Fraction(1)) * max(width - 1, 0))


def _round(value: Fraction) -> int:
    """To the nearest whole number, half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
