from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.text import Lang
from trainer.tui import figures as f


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (982_000, "98.2万元", "982,000 yuan"),
        (1_718_250, "171.8万元", "1,718,250 yuan"),
        (8_640, "8,640元", "8,640 yuan"),
        (9_999, "9,999元", "9,999 yuan"),
        (Fraction(19_999, 2), "1.0万元", "10,000 yuan"),
        (-155_000, "-15.5万元", "-155,000 yuan"),
        (0, "0元", "0 yuan"),
        (Fraction(1, 2), "1元", "1 yuan"),
    ],
)
def test_money(amount: Fraction, zh: str, en: str) -> None:
    assert f.money(amount, Lang.ZH) == zh
    assert f.money(amount, Lang.EN) == en


def test_money_in_tables_and_with_signs() -> None:
    assert f.money(982_000, Lang.ZH, unit=False) == "98.2万"
    assert f.money(982_000, Lang.EN, unit=False, sign=True) == "+982,000"
    assert f.money(0, Lang.ZH, sign=True) == "0元"


@given(st.fractions(), st.integers(0, 4))
def test_grouping_is_never_off_by_more_than_half(number: Fraction, places: int) -> None:
    shown = f.grouped(number, places)
    assert abs(Fraction(shown.replace(",", "")) - number) <= Fraction(1, 2 * 10**places)
    whole = shown.removeprefix("-").partition(".")[0]
    assert [len(part) for part in whole.split(",")][1:] == [3] * whole.count(",")


def test_percentages() -> None:
    assert f.percent(Fraction(982, 15939)) == "6.2%"
    assert f.percent(Decimal("0.065"), 0, sign=True) == "+7%"
    assert f.percent(-1) == "-100.0%"


def test_times() -> None:
    assert f.duration(252_000) == "04:12"
    assert f.duration(251_001) == "04:12"
    assert f.duration(-5) == "00:00"
    assert f.duration(3_600_000) == "60:00"
    assert f.elapsed(251_999) == "04:11"
