"""The price list for trading: what one natural step of each issue costs in a full year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases import drivers as d
from cases.costing.basis import CostBasis
from cases.costing.engine import Costing, day_cost
from cases.costing.items import Timing
from cases.costing.numbers import PERCENT, ZERO

STEPS: dict[str, Decimal] = {
    "base_pct": Decimal(1),
    "base_flat": Decimal(10),
    "piece_rate": Decimal("0.01"),
    "per_unit_fee": Decimal("0.01"),
    "grade_allowance": Decimal(10),
    "monthly_allowance": Decimal(10),
    "seasonal_allowance": Decimal(10),
    "levy_pct": Decimal("0.1"),
    "leave_days": Decimal(1),
    "event": Decimal(1),
    "lump_sum": Decimal(100),
    "annual_sum": Decimal(10_000),
}
"""The step people trade in, by kind of driver: a percentage point, a fen, ten yuan, a tenth of a point."""


@dataclass(frozen=True, slots=True)
class Price:
    """Yuan a year for one ``step`` more of an issue; ``one_off`` where it is paid once instead.

    For a choice, ``step`` is ``None`` and the price is that of the next dearer option (0 at the dearest).
    """

    issue: str
    step: Decimal | None
    cost: Fraction
    one_off: bool = False


def step_of(basis: CostBasis, issue: str) -> Decimal | None:
    """The natural step of an issue's value: its own where given, else that of its kind of driver."""
    row = basis.issues[issue]
    return row.step if row.step is not None else STEPS.get(row.driver.kind)


def price_list(costing: Costing) -> tuple[Price, ...]:
    """A price for every issue at the settled terms.

    Convention: a step of pay costs step x (1 + on-cost + training rate of the settlement), its flow into
    overtime included and its small effect on the pay of leave days left out; a step of the training
    rate costs the step on the payroll after the rise.
    """
    return tuple(_price(costing, name) for name in costing.basis.issues)


def _price(costing: Costing, name: str) -> Price:
    basis = costing.basis
    driver = basis.issues[name].driver
    step = step_of(basis, name)
    if isinstance(driver, d.PerOption):
        return _option_price(costing, name, driver)
    if step is None:
        return Price(name, None, ZERO)
    size = Fraction(step)
    if isinstance(driver, d.LevyPct):
        return Price(name, step, size * PERCENT * costing.totals.payroll_after)
    loaded = _loading(costing)
    if isinstance(driver, d.LeaveDays):
        leave = next(leave for leave in basis.leaves if leave.issue == name)
        day = day_cost(basis, leave, costing.changes)
        return Price(name, step, size * day * loaded)
    items = basis.items[name]
    each = sum((item.whole * (loaded if item.in_payroll else 1) for item in items), ZERO)
    return Price(name, step, size * each, any(item.timing is Timing.ONCE for item in items))


def _loading(costing: Costing) -> Fraction:
    """Yuan of cost for one more yuan of pay: on-cost and the training rate as settled."""
    return 1 + costing.basis.rates.roll_up + costing.levy_after


def _option_price(costing: Costing, name: str, driver: d.PerOption) -> Price:
    level = costing.after[name].get("", ZERO)
    dearer = [Fraction(yuan) for yuan in driver.yuan.values() if yuan > level]
    gap = min(dearer) - level if dearer else ZERO
    loaded = _loading(costing) if driver.in_payroll else Fraction(1)
    return Price(name, None, gap * loaded, driver.one_off)
