"""Every figure of the worked example, to the fen."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from cases.costing import (
    Costing,
    compound,
    cost,
    costing_json,
    gain_by_grade,
    money,
    percent,
    price_list,
    rounded,
    take_home,
    total_rise,
)
from cases.costing.engine import day_cost
from tests.cases import worked_example as example


@pytest.fixture(scope="module")
def costing() -> Costing:
    return cost(example.example_basis(), example.TERMS)


def test_baseline_payroll_by_element(costing: Costing) -> None:
    lines = {key: money(amount) for key, amount in costing.basis.baseline.lines.items()}
    assert lines["base"] == "10608000.00"
    assert lines["overtime"] == "645517.24"
    assert lines["piece_rate"] == "3836160.00"
    assert lines["skill_allowance"] == "117600.00"
    assert lines["meal_allowance"] == "624000.00"
    assert lines["high_temp_allowance"] == "108000.00"
    assert money(costing.totals.payroll) == "15939277.24"
    assert costing_json(costing)["average_month"] == "6641.37"


def test_run_rate_lines(costing: Costing) -> None:
    assert {line.key: money(line.run) for line in costing.lines} == {
        "base_wage_pct": "636480.00",
        "ot_on_base": "38731.03",
        "piece_rate": "255744.00",
        "skill_allowance": "53520.00",
        "meal_allowance": "144000.00",
        "high_temp_allowance": "18000.00",
        "annual_leave_days": "18078.90",
    }


def test_day_pay_behind_a_leave_day(costing: Costing) -> None:
    basis = costing.basis
    a_day_for_all = day_cost(basis, basis.leaves[0], costing.changes)
    heads, backfilled, premium = 80, Fraction(1, 2), Fraction(3, 2)
    assert money(a_day_for_all / (heads * backfilled * premium)) == "301.31"


def test_run_rate_totals(costing: Costing) -> None:
    totals, run = costing.totals, costing.totals.run
    assert money(run.pay_increase) == "1164553.93"
    assert money(totals.payroll_after) == "17103831.17"
    assert percent(totals.pay_increase_share) == "7.31"
    assert percent(totals.roll_up_rate) == "35.90"
    assert money(run.roll_up) == "418074.86"
    assert money(run.training_fund) == "102987.46"
    assert money(run.non_payroll) == "32000.00"
    assert money(run.total) == "1717616.26"
    assert percent(totals.run_rate_share) == "10.78"
    assert costing_json(costing)["run_rate_multiplier"] == "1.4749"


def test_year_one(costing: Costing) -> None:
    assert {line.key: money(line.year_one) for line in costing.lines} == {
        "base_wage_pct": "318240.00",
        "ot_on_base": "19365.52",
        "piece_rate": "127872.00",
        "skill_allowance": "26760.00",
        "meal_allowance": "72000.00",
        "high_temp_allowance": "13500.00",
        "annual_leave_days": "9039.45",
    }
    first = costing.totals.year_one
    assert money(first.pay_increase) == "586776.97"
    assert money(first.roll_up) == "210652.93"
    assert money(first.training_fund) == "51718.73"
    assert money(first.non_payroll) == "32000.00"
    assert money(first.total) == "881148.63"
    assert money(first.total_with_base_lag) == "682231.24"
    assert percent(costing.totals.year_one_share) == "51.30"


def test_labour_cost_margins_and_real_pay(costing: Costing) -> None:
    document = costing_json(costing)
    expected = {
        "labour_cost_before": "21900566.93",
        "labour_cost_after": "23618183.19",
        "unit_labour_cost_before": "4.5626",
        "unit_labour_cost_after": "4.9205",
        "unit_labour_cost_change_percent": "7.84",
        "break_even_productivity_percent": "7.84",
        "labour_share_before_percent": "36.50",
        "labour_share_after_percent": "39.36",
        "operating_profit_after": "3082383.74",
        "margin_before_percent": "8.00",
        "margin_after_percent": "5.14",
        "margin_after_year_one_percent": "6.53",
        "run_rate_after_tax": "1288212.19",
        "run_rate_filled_posts": "1684365.74",
        "average_cash_rise_percent": "7.19",
        "real_rise_percent": "5.92",
    }
    assert {key: document[key] for key in expected} == expected


def test_share_of_posts_filled(costing: Costing) -> None:
    totals = costing.totals
    assert totals.books is not None
    filled = (totals.books.filled - totals.run.non_payroll) / (totals.run.total - totals.run.non_payroll)
    assert rounded(filled, 6) == "0.980274"


def test_price_list(costing: Costing) -> None:
    prices = {price.issue: money(price.cost) for price in price_list(costing)}
    assert prices["base_wage_pct"] == "155186.00"
    assert prices["piece_rate"] == "58778.50"
    assert prices["meal_allowance"] == "33096.00"
    assert prices["training_fund_pct"] == "17103.83"
    assert set(prices) == set(example.ISSUES)


def test_annual_gain_by_grade(costing: Costing) -> None:
    assert {key: money(gain) for key, gain in gain_by_grade(costing).items()} == {
        "ops": "5155.20",
        "admin": "4680.00",
        "tech_junior": "6845.52",
        "tech_middle": "7205.52",
        "tech_senior": "8045.52",
    }


def test_take_home_of_a_middle_grade_technician(costing: Costing) -> None:
    worker = take_home(costing, "tech-middle")
    slips = [
        [money(part) for part in (slip.gross, slip.contributions, slip.taxable, slip.tax, slip.net)]
        for slip in (worker.before, worker.after)
    ]
    assert slips == [
        ["95478.62", "17663.54", "5815.08", "174.45", "77640.62"],
        ["102684.14", "18996.57", "11687.57", "350.63", "83336.95"],
    ]
    assert money(worker.net_gain_month) == "474.69"
    assert percent(worker.gross_gain) == "7.55"
    assert percent(worker.net_gain) == "7.34"


def test_front_loading_is_worth_more_than_the_same_rises_backwards() -> None:
    front = compound(Decimal(10_000_000), [Decimal(6), Decimal(4), Decimal(3)])
    assert [[money(row.level), money(row.over_base), money(row.cumulative)] for row in front] == [
        ["10600000.00", "600000.00", "600000.00"],
        ["11024000.00", "1024000.00", "1624000.00"],
        ["11354720.00", "1354720.00", "2978720.00"],
    ]
    back = compound(Decimal(10_000_000), [Decimal(3), Decimal(4), Decimal(6)])
    assert money(back[-1].cumulative) == "2366720.00"
    assert percent(total_rise([Decimal(6), Decimal(4), Decimal(3)])) == "13.55"


def test_json_has_the_documented_keys_with_two_place_strings(costing: Costing) -> None:
    document = costing_json(costing)
    first = document["year_one"]
    assert {"lines", "pay_increase", "roll_up", "training_fund", "non_payroll", "total"} <= first.keys()
    assert first["total_with_base_lag"] == "682231.24"
    keys = {"baseline_payroll", "lines", "pay_increase", "roll_up", "training_fund", "non_payroll"}
    assert keys | {"gain_by_grade", "price_list", "rates_used"} <= document.keys()
    assert document["run_rate"] == "1717616.26"
    assert document["lines"]["ot_on_base"] == "38731.03"
    assert document["rates_used"][0] == {
        "rate": "employer.pension",
        "value": "16",
        "year": None,
        "place": None,
        "confidence": None,
        "from": "case",
    }
