from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.scalars import NumberTooLongError, plain_scalar


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "no",
        "on",
        "off",
        "Yes",
        "NO",
        "y",
        "n",
        "14:30",
        "1:30:00",
        "2026-07-01",
        "007",
        "-01",
        "00.5",
        "1_000",
        "0b11",
        "1,000",
        "+",
        "-",
        ".",
        "e3",
        "1e",
        "１２",
        "²",
        "8%",
        "tRUE",
        "None",
        "=",
        "<<",
    ],
)
def test_words_times_dates_and_odd_numbers_stay_text(text: str) -> None:
    assert plain_scalar(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("0x1F", 31),
        ("0o17", 15),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_core_schema_values(text: str, value: object) -> None:
    read = plain_scalar(text)
    assert read == value
    assert type(read) is type(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_decimals_keep_every_digit(value: Decimal) -> None:
    read = plain_scalar(f"{value:f}")
    assert isinstance(read, Decimal)
    assert read.as_tuple() == value.as_tuple()


@given(st.integers(-(10**50), 10**50))
def test_integers_are_read_whole(value: int) -> None:
    assert plain_scalar(str(value)) == value


@pytest.mark.parametrize(
    "text", ["9" * 61, "1e61", "1e999999999", "-1e-70", "0." + "1" * 70, "0x" + "f" * 70]
)
def test_numbers_beyond_use_are_refused(text: str) -> None:
    with pytest.raises(NumberTooLongError):
        plain_scalar(text)


@example("9E1001")
@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_as_a_number_too_long(text: str) -> None:
    try:
        read = plain_scalar(text)
    except NumberTooLongError:
        assert text[0] in "+-.0123456789"
        return
    assert read is None or isinstance(read, (str, int, bool, Decimal))
