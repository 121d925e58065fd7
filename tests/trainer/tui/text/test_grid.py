from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from trainer.tui.text.grid import NARROWEST_COLUMN, grid, shrink

cells = st.text(alphabet=st.sampled_from("工资协商ab 1.5%，"), max_size=24)


@given(
    st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=5),
    st.integers(20, 80),
    st.booleans(),
)
def test_tables_fit_and_lose_nothing(rows: list[list[str]], width: int, head: bool) -> None:
    table = grid(rows, width, head=head)
    assert all(cell_len(line) <= width for line in table.lines)
    if width >= 22:  # four columns of the narrowest kind and the gaps
        shown = sorted("".join("".join(table.lines).split()))
        assert shown == sorted("".join("".join("".join(row) for row in rows).split()))


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(6, 80))
def test_columns_shrink_no_more_than_they_must(wanted: list[int], room: int) -> None:
    widths = shrink(wanted, room)
    assert all(width <= want for width, want in zip(widths, wanted, strict=True))
    if sum(wanted) <= room:
        assert widths == wanted
    elif sum(widths) <= room:
        assert sum(widths) >= room - len(wanted)
    else:
        assert max(widths) <= NARROWEST_COLUMN


def test_figures_stand_on_their_points_under_their_head() -> None:
    table = grid([["议题", "我方"], ["基本工资", "6.5%"], ["餐补", "320"], ["津贴", "-"]], 40, head=True)
    assert table.head == 1
    assert table.lines == ("议题        我方", "基本工资    6.5%", "餐补      320", "津贴           -")


@pytest.mark.parametrize("width", range(22, 60))
def test_long_cells_break_beside_short_ones(width: int) -> None:
    table = grid(
        [["条款", "内容"], ["第十八条", "企业应当按照约定向职工方提供与工资有关的资料"]], width, head=True
    )
    assert any("第十八条" in line for line in table.lines)
    assert table.lines[0].split() == ["条款", "内容"]


def test_no_rows_no_lines() -> None:
    assert grid([], 40).lines == ()
    assert grid([[]], 40).lines == ()
