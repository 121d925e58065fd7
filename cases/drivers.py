"""How an issue of the talks moves money: one small model for each kind of cost.

Every issue of a case carries a driver. The engine (:mod:`cases.costing`) turns the issue's value into
yuan with the driver's own parameters, so a case can cost any issue without new code. Percents are
written as people say them: ``6`` is six per cent. Groups and counts that a firm's workforce lacks cost that
firm nothing, which lets several firms of one sector share an issue.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from cases.messages import message
from cases.problems import Fault

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,47}$")]
"""A name inside a case file: lower case, digits, ``_`` and ``-``."""

Amount = Annotated[Decimal, Field(ge=0, le=10**12, decimal_places=6)]
"""Yuan, hours, pieces or a multiplier: never negative, at most six decimal places."""

SignedAmount = Annotated[Decimal, Field(ge=-(10**12), le=10**12, decimal_places=6)]
"""Yuan that may be a loss."""

Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=6)]
"""A share written in per cent: ``8.5`` is 8.5 %."""

Heads = Annotated[int, Field(ge=0, le=10_000_000)]
"""A number of people."""

Count: TypeAlias = Heads | Id
"""People: a number, or the name of one of the workforce's ``counts`` (which may differ between firms)."""

Volume: TypeAlias = Amount | Id
"""Units a month: a number, or the name of one of the workforce's ``counts``."""


def _months(months: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(months)) != len(months):
        raise Fault(message("costing.fault.month_twice"))
    return tuple(sorted(months))


Month = Annotated[int, Field(ge=1, le=12)]
Months = Annotated[tuple[Month, ...], Field(min_length=1), AfterValidator(_months)]
"""Calendar months, 1 to 12, each once."""


class Written(BaseModel):
    """What every model of a case file is: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")


class Covered(Written):
    """Whom an item reaches.

    ``groups`` are reached whole. ``headcount`` names groups reached in part, with the number of their people
    who get the item. With neither, the item reaches everyone.
    """

    groups: tuple[Id, ...] = ()
    headcount: dict[Id, Count] = Field(default_factory=dict)


class BasePct(Covered):
    """Value: rise of base pay in per cent. Overtime, paid on base, rises with it unless told not to."""

    kind: Literal["base_pct"] = "base_pct"
    overtime: bool = True


class BaseFlat(Covered):
    """Value: rise of base pay in yuan a month for each head; overtime rises with it unless told otherwise."""

    kind: Literal["base_flat"] = "base_flat"
    overtime: bool = True


class PieceRate(Covered):
    """Value: yuan a piece. Volumes are the groups' own; overtime pieces at the group's multiplier."""

    kind: Literal["piece_rate"] = "piece_rate"


class GradeAllowance(Written):
    """Value: yuan a month by skill grade. Heads are the workforce's grades, within ``groups`` (none: all)."""

    kind: Literal["grade_allowance"] = "grade_allowance"
    groups: tuple[Id, ...] = ()


class MonthlyAllowance(Covered):
    """Value: yuan, paid ``times_per_month`` (20 for a daily meal allowance).

    ``in_payroll`` says whether it counts in total wages, and so draws contributions: a cash meal subsidy
    does, a canteen meal in kind does not (provisions on the composition of total wages, article 11).
    """

    kind: Literal["monthly_allowance"] = "monthly_allowance"
    in_payroll: bool = True
    times_per_month: Amount = Decimal(1)


class SeasonalAllowance(Covered):
    """Value: yuan a month in the months of the season only, such as heat allowance."""

    kind: Literal["seasonal_allowance"] = "seasonal_allowance"
    months: Months
    in_payroll: bool = True


class LeaveDays(Covered):
    """Value: paid leave days above the statutory ones.

    Only the part of the absence that is worked by others costs pay: ``backfill_percent`` of the days, at
    ``premium`` times the day's pay (a month's pay over the pay days).
    """

    kind: Literal["leave_days"] = "leave_days"
    backfill_percent: Percent
    premium: Amount = Decimal("1.5")


class LevyPct(Written):
    """Value: per cent of total wages that the employer sets aside, such as the training fund.

    The base is the payroll after the rise, never the payroll before it.
    """

    kind: Literal["levy_pct"] = "levy_pct"


class Event(Covered):
    """Value: times a year. Each costs ``unit_cost`` yuan a head, outside the payroll, such as medical checks.

    In the first year it falls due whole, unless ``whole_in_year_one`` is off.
    """

    kind: Literal["event"] = "event"
    unit_cost: Amount
    whole_in_year_one: bool = True


class PerOption(Written):
    """Value: one of the issue's choices. ``yuan`` is each choice's cost: a year, or once if ``one_off``."""

    kind: Literal["per_option"] = "per_option"
    yuan: Annotated[dict[Id, SignedAmount], Field(min_length=1)]
    in_payroll: bool = False
    one_off: bool = False


class PerUnitFee(Covered):
    """Value: yuan a unit, such as the fee for a delivered parcel; ``units_per_month`` for the whole firm.

    The covered groups share the fee by heads when the gain of a worker is worked out.
    """

    kind: Literal["per_unit_fee"] = "per_unit_fee"
    units_per_month: Volume
    in_payroll: bool = True


class LumpSum(Covered):
    """Value: yuan a head, paid once; whole in year one and never in the run rate."""

    kind: Literal["lump_sum"] = "lump_sum"
    in_payroll: bool = True


class AnnualSum(Written):
    """Value: yuan a year for the whole firm, such as a safety or welfare budget."""

    kind: Literal["annual_sum"] = "annual_sum"
    in_payroll: bool = False


class EffectiveDate(Written):
    """Value: the day (ISO) from which the settlement is in force; it shapes year one, not the run rate."""

    kind: Literal["effective_date"] = "effective_date"


class TermYears(Written):
    """Value: years that the settlement lasts; it shapes the cost over the term, not the run rate."""

    kind: Literal["term_years"] = "term_years"


class NoCost(Written):
    """An issue that moves no money."""

    kind: Literal["none"] = "none"


CostDriver = Annotated[
    BasePct
    | BaseFlat
    | PieceRate
    | GradeAllowance
    | MonthlyAllowance
    | SeasonalAllowance
    | LeaveDays
    | LevyPct
    | Event
    | PerOption
    | PerUnitFee
    | LumpSum
    | AnnualSum
    | EffectiveDate
    | TermYears
    | NoCost,
    Field(discriminator="kind"),
]
"""Any driver; the key ``kind`` says which."""
