from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from trainer.tui.text.breaks import rules
from trainer.tui.text.wrap import line_spans, tidy_spaces, wrap_cjk

ARTICLE = "用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。（第三十条）"

mixed = st.text(
    alphabet=st.sampled_from("工资集体协商，。、；：！？（）《》“”【】6.5%元年第十八条abc DE-/\n\t—…ｆ𠮷é"),
    max_size=120,
)


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(mixed | st.text(max_size=60), st.integers(2, 60))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap_cjk(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert solid("".join(lines)) == solid(text)


@given(mixed, st.integers(12, 60))
def test_spans_run_forward_and_cut_the_text_into_the_lines(text: str, width: int) -> None:
    spans = line_spans(text, width)
    flat = [place for span in spans for place in span]
    assert flat == sorted(flat)
    assert [text[start:end].replace("\t", " ") for start, end in spans] == wrap_cjk(text, width)


@given(
    st.lists(
        st.sampled_from(["工资", "协商", "，", "。", "（甲", "乙）", "《条例》", "“好”", "6.5%"]), max_size=30
    ).filter(lambda words: not any(a in "，。" and b in "，。" for a, b in itertools.pairwise(words))),
    st.integers(14, 40),
)
def test_forbidden_marks_never_stand_at_the_edge(words: list[str], width: int) -> None:
    law = rules()
    lines = wrap_cjk("工" + "".join(words), width)
    assert not any(line[0] in law.never_start for line in lines if line)
    assert not any(line[-1] in law.never_end for line in lines if line)


def test_lines_are_filled_between_han_characters() -> None:
    lines = wrap_cjk("工资集体协商应当坚持平等合作", 10)
    assert lines == ["工资集体协", "商应当坚持", "平等合作"]


def test_a_stop_takes_its_neighbour_down_to_the_next_line() -> None:
    assert wrap_cjk("工资集体协商。", 12) == ["工资集体协", "商。"]


def test_an_opening_bracket_goes_down_with_what_it_opens() -> None:
    assert wrap_cjk("工资集体（协商）", 10) == ["工资集体", "（协商）"]


@pytest.mark.parametrize(
    "unit",
    ["6.5%", "0.96元", "第十八条", "2026年", "0.96元/件", "1,280元", "3个百分点", "百分之六点五", "第 18 条"],
)
@pytest.mark.parametrize("width", range(12, 24))
def test_figures_stay_with_their_units(unit: str, width: int) -> None:
    lines = wrap_cjk(f"按照约定的标准调整为{unit}并从次月起执行", width)
    assert any(unit in line for line in lines)


def test_twin_marks_are_not_parted() -> None:
    for width in range(8, 20):
        assert any("——" in line for line in wrap_cjk("我方的意见是——先谈计件单价", width))


def test_english_breaks_at_spaces() -> None:
    assert wrap_cjk("The union asks for a rise of 6.5% from July.", 16) == [
        "The union asks",
        "for a rise of",
        "6.5% from July.",
    ]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrap_cjk("antidisestablishment", 8) == ["antidise", "stablish", "ment"]


def test_newlines_and_empty_lines_are_kept() -> None:
    assert wrap_cjk("甲\n\n乙\r\n丙", 10) == ["甲", "", "乙", "丙"]
    assert wrap_cjk("", 10) == [""]


def test_paragraph_indent_is_kept() -> None:
    assert wrap_cjk("　　工资集体协商代表", 12) == ["　　工资集体", "协商代表"]


def test_list_numbers_hang_before_their_text() -> None:
    assert wrap_cjk("工资集体协商", 11, first="1. ", rest="   ") == ["1. 工资集体", "   协商"]


@pytest.mark.parametrize(
    ("loose", "tight"),
    [
        ("第 3 条 用人单位", "第3条 用人单位"),
        ("增幅 6.5% 左右", "增幅6.5%左右"),
        ("rise of 6.5 points", "rise of 6.5 points"),
        ("ISO 9001 标准", "ISO 9001标准"),
    ],
)
def test_tidy_takes_out_spaces_between_han_and_figures(loose: str, tight: str) -> None:
    assert tidy_spaces(loose) == tight
    assert "".join(wrap_cjk(loose, 80, tidy=True)) == tight


def test_tidy_text_leaves_no_hole_in_the_first_line() -> None:
    lines = wrap_cjk("第 3 条 用人单位应当按月支付工资", 24, tidy=True)
    assert cell_len(lines[0]) >= 22


def test_article_reads_the_same_after_wrapping() -> None:
    for width in range(8, 90):
        assert "".join(wrap_cjk(ARTICLE, width)) == ARTICLE
