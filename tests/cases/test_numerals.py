from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.numerals import LARGEST, read_integer, write_integer


@given(st.integers(1, LARGEST))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert read_integer(write_integer(number)) == number
    assert read_integer(str(number)) == number


@given(st.integers(1, LARGEST))
def test_digit_by_digit_and_full_width_writing(number: int) -> None:
    spelt = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    wide = "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    assert read_integer(wide) == number
    if number >= 10:
        assert read_integer(spelt) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (7, "七"),
        (10, "十"),
        (17, "十七"),
        (20, "二十"),
        (51, "五十一"),
        (100, "一百"),
        (107, "一百零七"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1260, "一千二百六十"),
    ],
)
def test_articles_are_numbered_as_laws_do(number: int, text: str) -> None:
    assert write_integer(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一十七", 17),
        ("一百一", 101),
        ("廿三", 23),
        ("卅", 30),
        ("两百", 200),
        ("伍拾壹", 51),
        ("零", 0),
        (" 54 ", 54),
    ],
)
def test_other_writings(text: str, number: int) -> None:
    assert read_integer(text) == number


@pytest.mark.parametrize(
    "text", ["", "条", "百", "十十", "三十百", "一二十", "一千零", "12a", "-3", "100000", "1.5"]
)
def test_what_is_no_number(text: str) -> None:
    assert read_integer(text) is None


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_only_article_numbers_are_written(number: int) -> None:
    with pytest.raises(ValueError):
        write_integer(number)
