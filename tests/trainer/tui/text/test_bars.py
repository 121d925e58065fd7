from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from trainer.tui.text.bars import ASCII, BOX, Bar, Signs, bar_lines, gap_bar, share_bar, span_bar, sparkline

numbers = st.fractions(-20, 20, max_denominator=50)
widths = st.integers(1, 60)
sign_sets = st.sampled_from([BOX, ASCII])


@given(numbers, numbers, numbers, numbers, widths, sign_sets)
def test_pictures_are_exactly_as_wide_as_asked(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction, width: int, signs: Signs
) -> None:
    assert cell_len(gap_bar(a, b, c, d, width, signs=signs)) == width
    assert cell_len(span_bar(a, b, c, d, width, signs=signs)) == width
    assert cell_len(share_bar(a, width, signs=signs)) == width


@pytest.mark.parametrize("signs", [BOX, ASCII])
def test_every_sign_is_one_cell(signs: Signs) -> None:
    for name, value in dataclasses.asdict(signs).items():
        assert all(cell_len(sign) == 1 for sign in value)
        assert len(value) == (8 if name == "steps" else 1)


@pytest.mark.parametrize(
    ("share", "bar"),
    [
        (Fraction(0), "░░░░░"),
        (Fraction(1, 100), "█░░░░"),
        (Fraction(1, 2), "███░░"),
        (Fraction(99, 100), "████░"),
        (Fraction(1), "█████"),
        (Fraction(3), "█████"),
        (Fraction(-1), "░░░░░"),
    ],
)
def test_share_bars(share: Fraction, bar: str) -> None:
    assert share_bar(share, 5) == bar


@pytest.mark.parametrize(
    ("own", "other", "bar"),
    [
        (8, 2, "├█████┤"),
        (7, 4, "─├██┤──"),
        (5, 5, "───┼───"),
        (4, 6, "──┤░├──"),
        (9, 1, "├█████┤"),
    ],
)
def test_gap_bars_put_the_own_side_left_whichever_way_values_run(own: int, other: int, bar: str) -> None:
    assert gap_bar(own, other, 8, 2, 7) == bar
    assert gap_bar(10 - own, 10 - other, 2, 8, 7) == bar


def test_a_small_gap_is_not_shown_as_agreement() -> None:
    bar = gap_bar(Fraction(501, 100), Fraction(5), 8, 2, 7)
    assert BOX.cross not in bar
    assert BOX.full in bar


def test_a_range_without_length_has_its_marks_in_the_middle() -> None:
    assert gap_bar(3, 3, 3, 3, 5) == "──┼──"


def test_span_bars_fill_both_ends() -> None:
    assert span_bar(2, 4, 0, 6, 7) == "──███──"
    assert span_bar(4, 2, 0, 6, 7) == "──███──"


@given(
    st.lists(
        st.builds(
            Bar,
            st.text(st.sampled_from("工资餐补ab"), max_size=8),
            st.fractions(0, 50),
            st.text(st.sampled_from("万元1.5"), max_size=5),
        ),
        max_size=5,
    ),
    st.integers(20, 60),
)
def test_bar_rows_are_equally_wide_and_in_order_of_value(bars: list[Bar], width: int) -> None:
    lines = bar_lines(bars, width)
    assert len(lines) == len(bars)
    assert all(cell_len(line) == width for line in lines)
    lengths = [line.count(BOX.full) for line in lines]
    by_value = [length for _, length in sorted(zip([bar.value for bar in bars], lengths, strict=True))]
    assert by_value == sorted(by_value)


def test_the_greatest_value_fills_its_bar_and_zero_has_none() -> None:
    assert bar_lines([Bar("底薪", 10, "10"), Bar("餐补", 0, "0"), Bar("津贴", 5, "5")], 13) == [
        "底薪 █████ 10",
        "餐补        0",
        "津贴 ███    5",
    ]


def test_a_full_bar_may_be_given_a_value() -> None:
    half, whole = bar_lines([Bar("甲", 5, ""), Bar("乙", 10, "")], 12, most=10)
    assert whole.count(BOX.full) == 2 * half.count(BOX.full) > 0
    alone = bar_lines([Bar("甲", 5, "")], 12, most=10)
    assert alone == [half]


def test_bars_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="shorter than nothing"):
        bar_lines([Bar("甲", -1, "")], 20)


@given(st.lists(numbers, max_size=40), st.integers(0, 20), sign_sets)
def test_sparklines_show_the_last_values(values: list[Fraction], width: int, signs: Signs) -> None:
    line = sparkline(values, width, signs=signs)
    assert cell_len(line) == min(len(values), width)
    shown = values[-width:] if width else []
    if len(set(shown)) > 1:
        assert line[shown.index(max(shown))] == signs.steps[-1]
        assert line[shown.index(min(shown))] == signs.steps[0]
