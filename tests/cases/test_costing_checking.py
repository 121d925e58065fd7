"""Wrong figures are put down to the slip that makes them; the wrong figures here are worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from cases.costing import Costing, cost
from cases.costing.checking import (
    Confusion,
    Quantity,
    Stated,
    stated_cost_check,
    stated_rise_check,
    tolerance,
)
from cases.messages import message
from cases.text import Lang
from tests.cases import worked_example as example
from trainer.i18n import render


@pytest.fixture(scope="module")
def costing() -> Costing:
    return cost(example.example_basis(), example.TERMS)


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        (Quantity.RUN_RATE, "1717616.26"),
        (Quantity.RUN_RATE, "1717600"),
        (Quantity.RUN_RATE, "1720000"),
        (Quantity.YEAR_ONE, "881000"),
        (Quantity.PAY_INCREASE, "1164553.93"),
        (Quantity.EMPLOYER_PERCENT, "10.8"),
        (Quantity.UNION_PERCENT, "7.31"),
        (Quantity.REAL_RISE_PERCENT, "5.92"),
        (Quantity.TRAINING_FUND, "102987"),
        (Quantity.FILLED_POSTS, "1684365.74"),
    ],
)
def test_right_figures_pass_as_rounded_as_people_say_them(
    costing: Costing, quantity: Quantity, value: str
) -> None:
    finding = stated_cost_check(Stated(Decimal(value), quantity), costing)
    assert finding.right
    assert finding.confusion is None


@pytest.mark.parametrize(
    ("quantity", "value", "slip"),
    [
        (Quantity.RUN_RATE, "881148.63", Confusion.YEAR_ONE_AS_ANNUAL),
        (Quantity.RUN_RATE, "1164553.93", Confusion.NO_ROLL_UP),
        (Quantity.RUN_RATE, "1299541.40", Confusion.NO_ROLL_UP),
        (Quantity.RUN_RATE, "1664206.17", Confusion.NO_OVERTIME),
        (Quantity.RUN_RATE, "1694325.19", Confusion.OLD_TRAINING_BASE),
        (Quantity.RUN_RATE, "1933058.74", Confusion.EMPLOYEE_SHARE),
        (Quantity.RUN_RATE, "1729104.26", Confusion.IN_KIND_ROLL_UP),
        (Quantity.RUN_RATE, "1615824.25", Confusion.PERCENT_FOR_POINTS),
        (Quantity.YEAR_ONE, "1717616.26", Confusion.ANNUAL_AS_YEAR_ONE),
        (Quantity.YEAR_ONE, "874808.13", Confusion.SEASON_PRORATED),
        (Quantity.YEAR_ONE, "682231.24", Confusion.BASE_LAG),
        (Quantity.PAY_INCREASE, "1125822.90", Confusion.NO_OVERTIME),
        (Quantity.PAY_INCREASE, "1717616", Confusion.ROLL_UP_INCLUDED),
        (Quantity.TRAINING_FUND, "79696.39", Confusion.OLD_TRAINING_BASE),
        (Quantity.TRAINING_FUND, "1195.45", Confusion.PERCENT_FOR_POINTS),
        (Quantity.EMPLOYER_PERCENT, "7.31", Confusion.OTHER_PERCENT),
        (Quantity.UNION_PERCENT, "10.78", Confusion.OTHER_PERCENT),
        (Quantity.REAL_RISE_PERCENT, "5.99", Confusion.CPI_SUBTRACTED),
        (Quantity.FILLED_POSTS, "1717616.26", Confusion.VACANCIES_IGNORED),
    ],
)
def test_wrong_figures_are_explained(
    costing: Costing, quantity: Quantity, value: str, slip: Confusion
) -> None:
    finding = stated_cost_check(Stated(Decimal(value), quantity), costing)
    assert not finding.right
    assert finding.confusion is slip


def test_a_figure_that_no_slip_explains_stays_unexplained(costing: Costing) -> None:
    finding = stated_cost_check(Stated(Decimal("1500000"), Quantity.RUN_RATE), costing)
    assert (finding.right, finding.confusion) == (False, None)
    assert "1717616.26" in render(finding.message, Lang.EN)


def test_adding_yearly_rises_is_seen() -> None:
    percents = [Decimal(6), Decimal(4), Decimal(3)]
    assert stated_rise_check(Decimal("13.55"), percents).right
    assert stated_rise_check(Decimal("13"), percents).confusion is Confusion.RATES_ADDED


def test_rounding_never_excuses_more_than_one_per_cent() -> None:
    assert tolerance(Decimal(2_000_000), Fraction(1_717_616)) < 17_177


@pytest.mark.parametrize("slip", list(Confusion))
@pytest.mark.parametrize("lang", list(Lang))
def test_every_slip_has_a_sentence(slip: Confusion, lang: Lang) -> None:
    key = f"costing.check.{slip}"
    assert render(message(key, stated="1", expected="2"), lang) != key
