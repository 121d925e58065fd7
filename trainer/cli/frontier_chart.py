"""The Pareto set drawn with plain characters: every terminal and every font shows them alike."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.frontier import Frontier, Point

WIDTH, HEIGHT = 61, 21
"""Cells of the plot itself."""

MARKS = {"nash": "N", "kalai_smorodinsky": "K", "egalitarian": "E", "utilitarian": "U"}
"""Letters of the solution points."""

EFFICIENT, AGREEABLE, SEVERAL = ".", "o", "*"


def chart(found: Frontier) -> list[str]:
    """The efficient points, both reservation values and the solution points.

    The union's utility runs to the right, the employer's upwards, both as far as there is something to see.
    ``.`` is an efficient point, ``o`` one that suits both sides, ``*`` several solutions at one place.
    """
    plot = _Plot(found)
    plot.walls()
    for point in found.points:
        plot.put(point, EFFICIENT)
    for point in found.zone:
        plot.put(point, AGREEABLE)
    if found.solutions is not None:
        for name, mark in MARKS.items():
            plot.put_solution(found.at(getattr(found.solutions, name)), mark)
    return plot.lines()


class _Plot:
    """A grid of cells, the top row first."""

    def __init__(self, found: Frontier) -> None:
        least = found.domain.reservation
        self.across = _ends([least.union, *(point.union for point in found.points)])
        self.upward = _ends([least.employer, *(point.employer for point in found.points)])
        self.least = least.employer
        self.wall = (self.column(least.union), self.row(least.employer))
        self.cells = [[" "] * WIDTH for _ in range(HEIGHT)]

    def column(self, union: Fraction) -> int:
        return _cell(union, self.across, WIDTH)

    def row(self, employer: Fraction) -> int:
        return HEIGHT - 1 - _cell(employer, self.upward, HEIGHT)

    def walls(self) -> None:
        """Both reservation values, from the corner of the agreement zone outwards."""
        column, row = self.wall
        for above in range(row):
            self.cells[above][column] = "|"
        self.cells[row][column:] = "+" + "-" * (WIDTH - column - 1)

    def put(self, point: Point, mark: str) -> None:
        self.cells[self.row(point.employer)][self.column(point.union)] = mark

    def put_solution(self, point: Point, mark: str) -> None:
        """Two solutions in one cell are a star, though not always one point."""
        row, column = self.row(point.employer), self.column(point.union)
        taken = self.cells[row][column] in {*MARKS.values(), SEVERAL}
        self.cells[row][column] = SEVERAL if taken else mark

    def lines(self) -> list[str]:
        """The grid with its axes: figures at the ends, and at the employer's reservation value."""
        _, row = self.wall
        figures = {0: self.upward[1], HEIGHT - 1: self.upward[0], row: self.least}
        found = []
        for place, cells in enumerate(self.cells):
            label = f"{float(figures[place]):.2f}" if place in figures else ""
            found.append(f"{label:>5} |{''.join(cells)}".rstrip())
        found.append(" " * 6 + "+" + "-" * WIDTH)
        first, last = (f"{float(end):.2f}" for end in self.across)
        found.append(" " * 6 + first + last.rjust(WIDTH + 1 - len(first)))
        return found


def _ends(values: list[Fraction]) -> tuple[Fraction, Fraction]:
    """A range in twentieths that holds the values."""
    low, high = min(values) * 20, max(values) * 20
    floor, ceiling = low.numerator // low.denominator, -(-high.numerator // high.denominator)
    return Fraction(floor, 20), Fraction(max(ceiling, floor + 1), 20)


def _cell(value: Fraction, ends: tuple[Fraction, Fraction], count: int) -> int:
    """Which of ``count`` cells a value falls into, rounded half up."""
    place = (value - ends[0]) / (ends[1] - ends[0]) * (count - 1) + Fraction(1, 2)
    return place.numerator // place.denominator
