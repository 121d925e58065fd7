"""The worked example of the costing formulae: a machine works of 200 people, ten issues, in force from 1 July."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from cases.costing import CostBasis, IssueCost, cost_basis, resolve_rates
from cases.workforce import CostDriver, Finance, Rates, Workforce

DRIVER: TypeAdapter[Any] = TypeAdapter(CostDriver)

WORKFORCE = Workforce.model_validate(
    {
        "groups": [
            {
                "id": "ops",
                "name": {"zh": "操作工", "en": "Operators"},
                "headcount": 120,
                "base": 3200,
                "pieces": 2600,
                "pieces_ot": 240,
            },
            {
                "id": "tech",
                "name": {"zh": "技工", "en": "Technicians"},
                "headcount": 60,
                "base": 6500,
                "ot_hours": 16,
            },
            {"id": "admin", "name": {"zh": "职员", "en": "Office"}, "headcount": 20, "base": 5500},
        ],
        "grades": [
            {"grade": "junior", "group": "tech", "headcount": 30},
            {"grade": "middle", "group": "tech", "headcount": 22},
            {"grade": "senior", "group": "tech", "headcount": 8},
            {"grade": "technician", "group": "tech", "headcount": 0},
        ],
        "workers": [
            {
                "id": "tech-middle",
                "name": {"zh": "一名中级工", "en": "A technician of the middle grade"},
                "group": "tech",
                "grade": "middle",
                "special_deductions": 12000,
            }
        ],
    }
)

RATES = Rates.model_validate(
    {
        "employer": {"pension": 16, "medical_maternity": 8.5, "unemployment": 0.5, "injury": 0.9},
        "employee": {"pension": 8, "medical": 2, "unemployment": 0.5},
        "housing": 8,
        "housing_employee": 8,
        "union_fee": 2,
        "training": 1.5,
    }
)

FINANCE = Finance.model_validate(
    {
        "revenue": 60_000_000,
        "operating_profit": 4_800_000,
        "units": 4_800_000,
        "cpi_percent": 1.2,
        "cit_percent": 25,
        "separation_percent": 24,
        "days_to_fill": 30,
    }
)

ISSUES: dict[str, tuple[dict[str, Any], Any]] = {
    "base_wage_pct": ({"kind": "base_pct"}, Decimal(0)),
    "piece_rate": ({"kind": "piece_rate", "groups": ["ops"]}, Decimal("0.90")),
    "skill_allowance": (
        {"kind": "grade_allowance"},
        {
            "junior": Decimal(100),
            "middle": Decimal(200),
            "senior": Decimal(300),
            "technician": Decimal(500),
            "senior_technician": Decimal(800),
        },
    ),
    "training_fund_pct": ({"kind": "levy_pct"}, Decimal("1.5")),
    "meal_allowance": ({"kind": "monthly_allowance"}, Decimal(260)),
    "high_temp_allowance": (
        {
            "kind": "seasonal_allowance",
            "months": [6, 7, 8, 9],
            "groups": ["tech"],
            "headcount": {"ops": 30},
        },
        Decimal(300),
    ),
    "annual_leave_days": (
        {"kind": "leave_days", "headcount": {"ops": 80}, "backfill_percent": 50, "premium": 1.5},
        Decimal(0),
    ),
    "medical_check": ({"kind": "event", "unit_cost": 320}, Decimal("0.5")),
    "term_years": ({"kind": "term_years"}, Decimal(1)),
    "effective_date": ({"kind": "effective_date"}, "2026-01-01"),
}

TERMS: dict[str, Any] = {
    "base_wage_pct": Decimal(6),
    "piece_rate": Decimal("0.96"),
    "skill_allowance": {"junior": Decimal(150), "middle": Decimal(280), "senior": Decimal(450)},
    "training_fund_pct": Decimal(2),
    "meal_allowance": Decimal(320),
    "high_temp_allowance": Decimal(350),
    "annual_leave_days": Decimal(1),
    "medical_check": Decimal(1),
    "term_years": Decimal(1),
    "effective_date": "2026-07-01",
}


def issues() -> list[IssueCost]:
    """The ten issues as the engine takes them."""
    return [
        IssueCost(name, DRIVER.validate_python(driver), current) for name, (driver, current) in ISSUES.items()
    ]


def example_basis() -> CostBasis:
    """The example firm, compiled."""
    return cost_basis(WORKFORCE, resolve_rates(RATES, {"cn": Rates()}), FINANCE, issues(), date(2026, 1, 1))
