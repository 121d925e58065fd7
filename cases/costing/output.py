"""A costing as the command line's JSON document: decimal strings, rounded here and nowhere before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from cases.costing.engine import Costing, Line
from cases.costing.numbers import ZERO, money, percent
from cases.costing.prices import price_list
from cases.costing.rateset import RateUsed
from cases.costing.several import Joint
from cases.costing.totals import Bill, Totals
from cases.costing.workers import TakeHome, gain_by_grade, take_home
from cases.rounding import rounded

Document: TypeAlias = dict[str, Any]


def costing_json(costing: Costing) -> Document:
    """The document of one firm. Money is yuan with two places, percents are per cent with two places."""
    basis = costing.basis
    document = _common(costing)
    document["gain_by_grade"] = {key: money(gain) for key, gain in gain_by_grade(costing).items()}
    document["price_list"] = {price.issue: money(price.cost) for price in price_list(costing)}
    document["steps"] = {
        price.issue: str(price.step) for price in price_list(costing) if price.step is not None
    }
    document["baseline_lines"] = {
        key: money(amount) for key, amount in basis.baseline.lines.items() if amount
    }
    document["take_home"] = {
        member.key: _take_home(take_home(costing, member.key)) for member in basis.listed
    }
    document["term_years"] = _plain(costing.term)
    document["year_one"]["months_in_force"] = _plain(costing.in_force.months)
    document["rates_used"] = [_rate(used) for used in basis.rates.used]
    return document


def joint_json(joint: Joint) -> Document:
    """The document of several firms: the sums with the same keys, and each firm's own under ``firms``."""
    each = {name: costing_json(costing) for name, costing in joint.each.items()}
    if len(each) == 1:
        return next(iter(each.values()))
    document = _common(joint)
    document["gain_by_grade"] = {
        f"{name}.{key}": gain for name, firm in each.items() for key, gain in firm["gain_by_grade"].items()
    }
    prices: dict[str, Fraction] = {}
    for costing in joint.each.values():
        for price in price_list(costing):
            prices[price.issue] = prices.get(price.issue, ZERO) + price.cost
    document["price_list"] = {issue: money(total) for issue, total in prices.items()}
    document["firms"] = each
    return document


def _common(source: Costing | Joint) -> Document:
    totals = source.totals
    return {
        "baseline_payroll": money(totals.payroll),
        "average_month": _money(totals.average_month),
        "lines": _lines(source.lines, year_one=False),
        **_run_rate(totals, source.other_lines),
        "year_one": _year_one(totals, source),
        "one_off": money(totals.once.total),
        "over_term": money(source.over_term),
        **_measures(totals),
    }


def _run_rate(totals: Totals, other: Iterable[Line]) -> Document:
    run = totals.run
    return {
        "pay_increase": money(run.pay_increase),
        "pay_increase_percent": percent(totals.pay_increase_share),
        "payroll_after": money(totals.payroll_after),
        "roll_up_rate_percent": percent(totals.roll_up_rate),
        "roll_up": money(run.roll_up),
        "training_fund": money(run.training_fund),
        "non_payroll": money(run.non_payroll),
        "non_payroll_lines": _lines(other, year_one=False),
        "run_rate": money(run.total),
        "run_rate_percent_of_payroll": percent(totals.run_rate_share),
        "run_rate_multiplier": _places(totals.multiplier, 4),
    }


def _year_one(totals: Totals, source: Costing | Joint) -> Document:
    bill: Bill = totals.year_one
    return {
        "lines": _lines(source.lines, year_one=True),
        "pay_increase": money(bill.pay_increase),
        "roll_up": money(bill.roll_up),
        "training_fund": money(bill.training_fund),
        "non_payroll": money(bill.non_payroll),
        "non_payroll_lines": _lines(source.other_lines, year_one=True),
        "total": money(bill.total),
        "total_with_base_lag": money(bill.total_with_base_lag),
        "percent_of_run_rate": percent(totals.year_one_share),
    }


def _measures(totals: Totals) -> Document:
    books = totals.books
    cost, after = totals.run.total, totals.labour_cost_after
    return {
        "labour_cost_before": money(totals.labour_cost),
        "labour_cost_after": money(after),
        "unit_labour_cost_before": _places(totals.unit_cost(totals.labour_cost), 4),
        "unit_labour_cost_after": _places(totals.unit_cost(after), 4),
        "unit_labour_cost_change_percent": percent(totals.unit_cost_change),
        "break_even_productivity_percent": percent(totals.unit_cost_change),
        "labour_share_before_percent": percent(totals.revenue_share(totals.labour_cost)),
        "labour_share_after_percent": percent(totals.revenue_share(after)),
        "operating_profit_after": money(books.operating_profit - cost) if books else None,
        "margin_before_percent": percent(totals.margin()),
        "margin_after_percent": percent(totals.margin(cost)),
        "margin_after_year_one_percent": percent(totals.margin(totals.year_one.total)),
        "run_rate_after_tax": money(books.after_tax) if books else None,
        "run_rate_filled_posts": money(books.filled) if books else None,
        "average_cash_rise_percent": percent(totals.cash_rise),
        "real_rise_percent": percent(totals.real_rise),
    }


def _lines(lines: Iterable[Line], *, year_one: bool) -> Mapping[str, str]:
    return {line.key: money(line.year_one if year_one else line.run) for line in lines}


def _take_home(worker: TakeHome) -> Document:
    slips = {"before": worker.before, "after": worker.after}
    document: Document = {
        when: {
            "gross": money(slip.gross),
            "contributions": money(slip.contributions),
            "taxable": money(slip.taxable),
            "tax": money(slip.tax),
            "net": money(slip.net),
        }
        for when, slip in slips.items()
    }
    document["net_gain_month"] = money(worker.net_gain_month)
    document["gross_gain_percent"] = percent(worker.gross_gain)
    document["net_gain_percent"] = percent(worker.net_gain)
    return document


def _rate(used: RateUsed) -> Document:
    rate = used.rate
    return {
        "rate": used.name,
        "value": str(rate.value),
        "year": rate.year,
        "place": rate.place.model_dump() if rate.place else None,
        "confidence": rate.confidence,
        "from": used.origin,
    }


def _money(value: Fraction | None) -> str | None:
    return None if value is None else money(value)


def _places(value: Fraction | None, places: int) -> str | None:
    return None if value is None else rounded(value, places)


def _plain(value: Fraction) -> str:
    """Months and years: whole as they are, broken ones with two places."""
    return str(value.numerator) if value.denominator == 1 else rounded(value, 2)
