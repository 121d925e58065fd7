from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from trainer.tui.text.pad import Align, Column, align_points, center, clip, fit, ljust, rjust, table_lines

words = st.text(alphabet=st.sampled_from("工资ab1.5%，（𠮷ｆ "), max_size=20)


@given(words, st.integers(0, 30), st.sampled_from([Align.LEFT, Align.RIGHT, Align.CENTER]))
def test_fit_is_exact(text: str, width: int, align: Align) -> None:
    assert cell_len(fit(text, width, align)) == width


@given(words, st.integers(0, 30))
def test_padding_never_cuts(text: str, width: int) -> None:
    for pad in (ljust, rjust, center):
        padded = pad(text, width)
        assert text in padded
        assert cell_len(padded) == max(width, cell_len(text))


def test_a_wide_character_is_never_halved() -> None:
    assert clip("工资协商", 6) == "工资~"
    assert fit("工资协商", 6) == "工资~ "
    assert clip("工资", 4) == "工资"


def test_cutting_can_be_marked_otherwise() -> None:
    assert clip("bargaining", 6, "..") == "barg.."


@pytest.mark.parametrize("width", [0, 1, 2])
def test_tiny_widths_hold_what_they_can(width: int) -> None:
    assert cell_len(clip("工资", width)) <= width


def test_points_stand_above_each_other() -> None:
    lines = align_points(["6.5%", "12%", "0.96元", "见表"])
    points = [line.index(".") for line in (lines[0], lines[2])]
    assert points[0] == points[1]
    assert lines[1].index("%") == points[0]
    assert len({cell_len(line) for line in lines}) == 1


def test_thousands_align_at_the_last_whole_digit() -> None:
    lines = align_points(["1,280", "98.2", "7"])
    assert [line.rstrip() for line in lines] == ["1,280", "   98.2", "    7"]


@given(st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=6))
def test_table_lines_are_equally_wide(rows: list[list[str]]) -> None:
    columns = [Column(), Column(Align.POINT), Column(Align.RIGHT, 8)]
    lines = table_lines(rows, columns)
    assert len(lines) == len(rows)
    assert len({cell_len(line) for line in lines}) == 1


def test_short_rows_are_filled_and_long_ones_refused() -> None:
    assert table_lines([["甲"], ["乙", "1"]], [Column(), Column()]) == ["甲   ", "乙  1"]
    with pytest.raises(ValueError, match="2 columns"):
        table_lines([["a", "b", "c"]], [Column(), Column()])
