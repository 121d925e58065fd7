"""A second, slow way to cost a settlement: every person, every month, plain fractions, no shared code."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

PAY_DAYS, HOURS = Fraction(87, 4), 8


@dataclass
class Person:
    group: dict[str, Any]
    place: int
    grade: str | None


@dataclass
class Plan:
    """A drawn firm, its issues' drivers and the levels before and after."""

    groups: list[dict[str, Any]]
    grades: list[dict[str, Any]]
    drivers: dict[str, dict[str, Any]]
    before: dict[str, Any]
    after: dict[str, Any]
    on_cost: Fraction = Fraction(359, 1000)
    start: date = date(2026, 1, 1)
    people: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        for group in self.groups:
            held = [row["grade"] for row in self.grades if row["group"] == group["id"]
                    for _ in range(row["headcount"])]  # fmt: skip
            for place in range(group["headcount"]):
                self.people.append(Person(group, place, held[place] if place < len(held) else None))

    def gets(self, person: Person, driver: dict[str, Any]) -> bool:
        group = person.group["id"]
        if group in driver.get("headcount", {}):
            return bool(person.place < driver["headcount"][group])
        return group in driver.get("groups", []) or not (driver.get("groups") or driver.get("headcount"))

    def steady_pay(self, person: Person, levels: dict[str, Any]) -> Fraction:
        """One ordinary month: everything but seasonal pay and backfill."""
        group = person.group
        base, overtime_base, price = Fraction(group["base"]), Fraction(group["base"]), Fraction(0)
        more = Fraction(group["other_monthly"])
        for name, driver in self.drivers.items():
            level, kind = levels[name], driver["kind"]
            if kind == "grade_allowance":
                more += Fraction(level.get(person.grade, 0)) if person.grade else 0
            elif kind in {"base_pct", "base_flat"} and self.gets(person, driver):
                rise = (
                    Fraction(group["base"]) * Fraction(level) / 100 if kind == "base_pct" else Fraction(level)
                )
                base += rise
                overtime_base += rise if driver.get("overtime", True) else 0
            elif kind == "piece_rate" and self.gets(person, driver):
                price = Fraction(level)
            elif kind == "monthly_allowance" and driver["in_payroll"] and self.gets(person, driver):
                more += Fraction(level) * Fraction(driver["times_per_month"])
        overtime = (
            overtime_base / PAY_DAYS / HOURS * Fraction(group["ot_multiplier"]) * Fraction(group["ot_hours"])
        )
        pieces = Fraction(group["pieces"]) + Fraction(group["pieces_ot"]) * Fraction(
            group["piece_ot_multiplier"]
        )
        return base + overtime + pieces * price + more

    def month_pay(self, month: int, levels: dict[str, Any]) -> Fraction:
        """All wages of one month."""
        total = sum((self.steady_pay(person, levels) for person in self.people), Fraction(0))
        for name, driver in self.drivers.items():
            if driver["kind"] == "seasonal_allowance" and month in driver["months"]:
                total += Fraction(levels[name]) * sum(self.gets(person, driver) for person in self.people)
            if driver["kind"] == "leave_days":
                total += self.backfill(driver, levels, Fraction(levels[name])) / 12
        return total

    def backfill(self, driver: dict[str, Any], levels: dict[str, Any], days: Fraction) -> Fraction:
        """A year's backfill: heads on leave x days x share worked by others x premium x mean day's pay."""
        total = Fraction(0)
        for group in self.groups:
            crew = [person for person in self.people if person.group is group]
            if crew:
                mean = sum((self.steady_pay(person, levels) for person in crew), Fraction(0)) / len(crew)
                away = sum(self.gets(person, driver) for person in crew)
                share = Fraction(driver["backfill_percent"]) / 100 * Fraction(driver["premium"])
                total += away * days * share * mean / PAY_DAYS
        return total

    def levy(self, levels: dict[str, Any]) -> Fraction:
        shares = [Fraction(levels[n]) / 100 for n, d in self.drivers.items() if d["kind"] == "levy_pct"]
        return sum(shares, Fraction(0)) if shares else Fraction(15, 1000)

    def off_payroll(self) -> tuple[Fraction, Fraction]:
        """Yearly change outside the payroll: spread over months, and falling due whole."""
        spread = whole = Fraction(0)
        for name, driver in self.drivers.items():
            graded = driver["kind"] == "grade_allowance"
            change = Fraction(0) if graded else Fraction(self.after[name] - self.before[name])
            heads = sum(self.gets(person, driver) for person in self.people)
            if driver["kind"] == "event":
                whole += change * heads * Fraction(driver["unit_cost"])
            if driver["kind"] == "monthly_allowance" and not driver["in_payroll"]:
                spread += change * heads * Fraction(driver["times_per_month"]) * 12
        return spread, whole

    def bill(self, weights: list[Fraction]) -> dict[str, Fraction]:
        """The bill over twelve months, each weighted by how much of it is in force."""
        rise = fund = Fraction(0)
        for month, weight in enumerate(weights, start=1):
            old, new = self.month_pay(month, self.before), self.month_pay(month, self.after)
            rise += weight * (new - old)
            fund += weight * (self.levy(self.after) * new - self.levy(self.before) * old)
        spread, whole = self.off_payroll()
        other = spread * sum(weights) / 12 + whole
        return {
            "pay_increase": rise,
            "roll_up": self.on_cost * rise,
            "training_fund": fund,
            "non_payroll": other,
        }

    def weights(self) -> list[Fraction]:
        """The share of each month from the start day on, counted day by day."""
        shares = []
        for month in range(1, 13):
            days = monthrange(2026, month)[1]
            shares.append(
                Fraction(sum(date(2026, month, day) >= self.start for day in range(1, days + 1)), days)
            )
        return shares
