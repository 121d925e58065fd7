"""What a settlement costs and brings, exactly: terms in, money out.

Build a firm's :class:`CostBasis` once (:func:`cost_basis`, in a case by ``from_case.case_bases``), then ask
:func:`cost` for the whole picture, or :func:`run_rate` and :func:`delta_cost` for the number a draft needs.
"""

from __future__ import annotations

from cases.costing.basis import CostBasis, IssueCost, cost_basis
from cases.costing.compounding import YearLevel, compound, total_rise
from cases.costing.engine import OVERTIME_LINE, Costing, Line, cost
from cases.costing.fast import delta_cost, headroom, run_rate, within_budget
from cases.costing.numbers import TermsFault, money, percent
from cases.costing.output import costing_json, joint_json
from cases.costing.prices import Price, price_list
from cases.costing.rateset import RateSet, RateUsed, resolve_rates
from cases.costing.several import Joint, cost_all
from cases.costing.totals import Bill, Totals
from cases.costing.workers import Payslip, TakeHome, gain_by_grade, income_tax, take_home
from cases.rounding import rounded

__all__ = [
    "OVERTIME_LINE",
    "Bill",
    "CostBasis",
    "Costing",
    "IssueCost",
    "Joint",
    "Line",
    "Payslip",
    "Price",
    "RateSet",
    "RateUsed",
    "TakeHome",
    "TermsFault",
    "Totals",
    "YearLevel",
    "compound",
    "cost",
    "cost_all",
    "cost_basis",
    "costing_json",
    "delta_cost",
    "gain_by_grade",
    "headroom",
    "income_tax",
    "joint_json",
    "money",
    "percent",
    "price_list",
    "resolve_rates",
    "rounded",
    "run_rate",
    "take_home",
    "total_rise",
    "within_budget",
]
