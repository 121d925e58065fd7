"""Statutory rates: contributions, funds and income tax, each with its year, place and how sure it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, field_validator, model_validator

from cases.drivers import Amount, Id, Percent, Written
from cases.messages import message
from cases.problems import Fault
from cases.text import Text

Confidence: TypeAlias = Literal["A", "B", "C"]
"""A: read in the rule itself. B: an official page or two reports. C: single or old; check before use."""

Part: TypeAlias = Literal["pension", "medical", "maternity", "medical_maternity", "unemployment", "injury"]
"""A branch of social insurance."""


class Rate(Written):
    """One figure and where it comes from; without year and place it is the case's own.

    In a file a bare number stands for ``{value: number}``.
    """

    value: Amount
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    place: Text | None = None
    confidence: Confidence | None = None
    source: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, data: Any) -> Any:
        return data if isinstance(data, (dict, Rate)) else {"value": data}


class PercentRate(Rate):
    """A rate in per cent of pay."""

    value: Percent


class TaxBand(Written):
    """A band of taxable income a year: to ``up_to`` yuan (``None``: no limit): ``percent`` less ``quick``."""

    up_to: Amount | None
    percent: Percent
    quick: Amount


def _band(up_to: int | None, percent: int, quick: int) -> TaxBand:
    return TaxBand(
        up_to=None if up_to is None else Decimal(up_to), percent=Decimal(percent), quick=Decimal(quick)
    )


NATIONAL_BANDS: tuple[TaxBand, ...] = (
    _band(36_000, 3, 0),
    _band(144_000, 10, 2_520),
    _band(300_000, 20, 16_920),
    _band(420_000, 25, 31_920),
    _band(660_000, 30, 52_920),
    _band(960_000, 35, 85_920),
    _band(None, 45, 181_920),
)
"""Annual bands on comprehensive income (Individual Income Tax Law, rate table 1)."""


class Tax(Written):
    """Annual income tax on wages: ``basic`` yuan deducted (Income Tax Law, article 6), then the bands."""

    basic: Amount = Decimal(60_000)
    bands: tuple[TaxBand, ...] = NATIONAL_BANDS

    @field_validator("bands")
    @classmethod
    def _rising(cls, bands: tuple[TaxBand, ...]) -> tuple[TaxBand, ...]:
        limits = [band.up_to for band in bands]
        inner = [limit for limit in limits[:-1] if limit is not None]
        if (
            not limits
            or limits[-1] is not None
            or len(inner) < len(limits) - 1
            or inner != sorted(set(inner))
        ):
            raise Fault(message("costing.fault.tax_bands"))
        return bands


class Rates(Written):
    """The rates of a case: ``like`` names a shipped set, every other key overrides one figure of it.

    ``employer`` and ``employee`` are social-insurance parts in per cent of the contribution base; ``housing``
    is the employer's and ``housing_employee`` the employee's share of the housing fund; ``union_fee`` and
    ``training`` are per cent of total wages (Trade Union Law art. 43; Vocational Education Law art. 58),
    ``training`` being used only where it is not itself bargained. ``base_floor`` and ``base_cap`` bound the
    monthly contribution base in yuan.
    """

    like: Id | None = None
    employer: dict[Part, PercentRate] | None = None
    employee: dict[Part, PercentRate] | None = None
    housing: PercentRate | None = None
    housing_employee: PercentRate | None = None
    union_fee: PercentRate | None = None
    training: PercentRate | None = None
    base_floor: Rate | None = None
    base_cap: Rate | None = None
    pay_days: Annotated[Amount, Field(gt=0)] | None = None
    hours_a_day: Annotated[Amount, Field(gt=0)] | None = None
    tax: Tax | None = None

    @model_validator(mode="after")
    def _floor_below_cap(self) -> Rates:
        floor, cap = self.base_floor, self.base_cap
        if floor is not None and cap is not None and floor.value > cap.value:
            raise Fault(message("costing.fault.floor_above_cap"))
        return self
