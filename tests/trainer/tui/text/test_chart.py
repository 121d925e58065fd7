from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from trainer.tui.text.bars import ASCII
from trainer.tui.text.chart import Axes, Series, legend, line_chart

points = st.lists(st.tuples(st.integers(0, 100), st.fractions(-1, 2)), max_size=12).map(
    lambda found: tuple(sorted(found))
)


def percent(value: Fraction) -> str:
    return f"{float(value):.1f}%"


@given(points, points, st.integers(16, 80), st.integers(4, 20))
def test_charts_are_exactly_as_large_as_asked(
    ours: tuple[tuple[int, Fraction], ...],
    theirs: tuple[tuple[int, Fraction], ...],
    width: int,
    height: int,
) -> None:
    series = [Series("我方", "o", "-", ours), Series("对方", "x", ".", theirs)]
    lines = line_chart(series, Axes(0, 100, 0, 1, "0分", "30分", percent), width, height)
    assert len(lines) == height
    assert all(cell_len(line) == width for line in lines)
    drawn = "".join(line.split("│", 1)[-1] for line in lines[:-2])
    assert ("o" in drawn or "*" in drawn) == bool(ours)


def test_offers_stand_until_they_are_changed() -> None:
    ours = Series("我方", "o", "-", ((0, 8), (4, 6)))
    theirs = Series("对方", "x", ".", ((2, 4), (8, 6)))
    lines = line_chart([ours, theirs], Axes(0, 8, 4, 8, value_label=str), 12, 6, signs=ASCII)
    assert lines == [
        "8|o----     ",
        " |          ",
        "6|     o---x",
        " |          ",
        "4|  x...... ",
        " +----------",
    ]


def test_a_middle_line_is_labelled_and_a_middle_between_lines_is_not() -> None:
    for height, labels in ((6, ["8", "6", "4"]), (7, ["8", "4"])):
        lines = line_chart([], Axes(0, 8, 4, 8), 20, height)
        assert [line[0] for line in lines[:-1] if line[0] != " "] == labels


def test_where_both_stand_is_marked() -> None:
    ours = Series("我方", "o", "-", ((0, 8), (8, 6)))
    theirs = Series("对方", "x", ".", ((0, 4), (8, 6)))
    lines = line_chart([ours, theirs], Axes(0, 8, 4, 8), 12, 6)
    assert [line for line in lines if "*" in line] == [lines[2]]
    assert lines[2].endswith("*")


def test_values_beyond_the_edges_stand_on_them() -> None:
    lines = line_chart([Series("我方", "o", "-", ((0, 99),))], Axes(0, 8, 4, 8), 12, 6)
    assert "o" in lines[0]


def test_time_labels_stand_under_the_ends() -> None:
    lines = line_chart([], Axes(0, 8, 4, 8, "开始", "30:00"), 20, 6)
    assert lines[-1].strip().startswith("开始")
    assert lines[-1].endswith("30:00")


def test_no_room_is_said() -> None:
    with pytest.raises(ValueError, match="no room"):
        line_chart([], Axes(0, 1, 0, 1), 5, 3)


def test_legend_names_the_marks() -> None:
    assert legend([Series("我方", "o", "-", ()), Series("对方", "x", ".", ())]) == "o- 我方   x. 对方"
