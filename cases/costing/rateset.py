"""Rates made ready: a case's own figures over a shipped set, as exact shares, each with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cases.costing.numbers import PERCENT, ZERO, TermsFault
from cases.rates import Part, PercentRate, Rate, Rates, Tax

NATIONAL = "cn"
"""The set under every other: what a case falls back to."""

OWN = "case"
"""The origin of a figure that the case file itself gives."""

_MERGED: Part = "medical_maternity"
_APART: tuple[Part, ...] = ("medical", "maternity")


@dataclass(frozen=True, slots=True)
class RateUsed:
    """One figure as used: its name (``employer.pension``), value as written, and the set it came from."""

    name: str
    rate: Rate
    origin: str


@dataclass(frozen=True, slots=True)
class RateSet:
    """Every rate as an exact share of pay (``16`` per cent is 4/25); ``used`` tells where each came from.

    ``insured`` (social insurance and housing fund) falls on the contribution base between ``floor`` and
    ``cap`` (yuan a month); ``union_fee`` on all wages.
    """

    insured: Fraction
    union_fee: Fraction
    training: Fraction
    employee: Fraction
    floor: Fraction | None
    cap: Fraction | None
    pay_days: Fraction
    hours_a_day: Fraction
    tax: Tax
    used: tuple[RateUsed, ...]

    @property
    def roll_up(self) -> Fraction:
        """Employer's on-cost for one yuan of pay between floor and cap, without training."""
        return self.insured + self.union_fee

    def insured_base(self, monthly: Fraction) -> Fraction:
        """The part of a month's pay on which contributions fall: pay bounded by floor and cap."""
        if self.cap is not None and monthly > self.cap:
            return self.cap
        if self.floor is not None and monthly < self.floor:
            return self.floor
        return monthly


def resolve_rates(rates: Rates | None, shipped: Mapping[str, Rates]) -> RateSet:
    """Put ``rates`` over the set it is ``like`` (that one over its own, down to the national set).

    Raises :class:`TermsFault` where a named set does not exist or sets name each other in a ring.
    """
    layers: list[tuple[str, Rates]] = [] if rates is None else [(OWN, rates)]
    name: str | None = (rates.like if rates else None) or NATIONAL
    while name is not None:
        if name not in shipped or any(name == seen for seen, _ in layers):
            raise TermsFault("costing.rates.no_set", name=name, known=tuple(sorted(shipped)))
        layers.append((name, shipped[name]))
        name = shipped[name].like or (NATIONAL if name != NATIONAL else None)
    return _exact(layers)


def _exact(layers: list[tuple[str, Rates]]) -> RateSet:
    employer = _parts("employer", layers)
    employee = _parts("employee", layers)
    single = {name: _first(name, layers) for name in _SINGLE}
    used = [*employer, *employee, *(found for found in single.values() if found is not None)]
    tax = next((rates.tax for _, rates in layers if rates.tax is not None), Tax())
    return RateSet(
        insured=_share(employer) + _percent(single["housing"]),
        union_fee=_percent(single["union_fee"]),
        training=_percent(single["training"]),
        employee=_share(employee) + _percent(single["housing_employee"]),
        floor=_yuan(single["base_floor"]),
        cap=_yuan(single["base_cap"]),
        pay_days=_bare("pay_days", layers, Fraction(87, 4)),
        hours_a_day=_bare("hours_a_day", layers, Fraction(8)),
        tax=tax,
        used=tuple(used),
    )


_SINGLE = ("housing", "housing_employee", "union_fee", "training", "base_floor", "base_cap")


def _parts(side: str, layers: list[tuple[str, Rates]]) -> list[RateUsed]:
    """Social-insurance parts, the nearest layer first; medical and maternity merged displace them apart."""
    found: dict[Part, RateUsed] = {}
    for origin, rates in layers:
        parts: dict[Part, PercentRate] = getattr(rates, side) or {}
        taken = set(found)
        for part, rate in parts.items():
            apart_is_taken = part == _MERGED and taken.intersection(_APART)
            if part in taken or apart_is_taken or (part in _APART and _MERGED in taken):
                continue
            found[part] = RateUsed(f"{side}.{part}", rate, origin)
    return list(found.values())


def _first(name: str, layers: list[tuple[str, Rates]]) -> RateUsed | None:
    for origin, rates in layers:
        rate: Rate | None = getattr(rates, name)
        if rate is not None:
            return RateUsed(name, rate, origin)
    return None


def _bare(name: str, layers: list[tuple[str, Rates]], default: Fraction) -> Fraction:
    """``pay_days`` (21.75 a month) or ``hours_a_day`` (8): the labour ministry's 2025 notice."""
    values = (getattr(rates, name) for _, rates in layers)
    return next((Fraction(value) for value in values if value is not None), default)


def _percent(found: RateUsed | None) -> Fraction:
    return ZERO if found is None else Fraction(found.rate.value) * PERCENT


def _yuan(found: RateUsed | None) -> Fraction | None:
    return None if found is None else Fraction(found.rate.value)


def _share(parts: list[RateUsed]) -> Fraction:
    return sum((_percent(part) for part in parts), ZERO)
