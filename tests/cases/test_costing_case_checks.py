"""The money side of a case document: what does not fit is named at its place."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from cases.costing.case_checks import cost_faults
from cases.costing.from_case import issue_cost
from cases.issues import Issue
from cases.text import Lang
from trainer.i18n import render

NAME = {"zh": "名", "en": "Name"}


def issue(name: str, cost: dict[str, Any], **more: Any) -> dict[str, Any]:
    grid = {"grid": {"min": 0, "max": 40, "step": 0.5}, "current": 0}
    shape = more or grid
    return {
        "id": name,
        "name": NAME,
        "question": NAME,
        "unit": "yuan",
        "union_wants": "more",
        "cost": cost,
        **shape,
    }


CASE: dict[str, Any] = {
    "firms": [
        {
            "workforce": {
                "groups": [{"id": "crew", "name": NAME, "headcount": 5, "base": 4000}],
                "workers": [{"id": "one", "name": NAME, "group": "crew", "receives": ["heat"]}],
            }
        }
    ],
    "rates": {"like": "cn"},
    "issues": [
        issue("heat", {"kind": "seasonal_allowance", "months": [7], "headcount": {"crew": 2}}),
        issue("meal", {"kind": "monthly_allowance", "times_per_month": 20}),
        issue(
            "bus",
            {"kind": "per_option", "yuan": {"no": 0, "yes": 9000}},
            choices=[{"id": "no", "label": NAME}, {"id": "yes", "label": NAME}],
            current="no",
        ),
    ],
}


def test_a_sound_case_has_no_faults() -> None:
    assert list(cost_faults(CASE)) == []


@pytest.mark.parametrize(
    ("path", "value", "key", "at"),
    [
        (("issues", 0, "cost", "headcount"), {"crew": 6}, "fault.over_heads", ("issues", 0, "cost")),
        (("issues", 0, "cost", "groups"), ["sales"], "fault.no_such_group", ("issues", 0, "cost")),
        (("issues", 1, "cost"), {"kind": "effective_date"}, "fault.misfit", ("issues", 1, "cost")),
        (("issues", 2, "cost", "yuan"), {"no": 0}, "fault.choices", ("issues", 2, "cost")),
        (("rates", "like"), "moon", "rates.no_set", ("rates", "like")),
        (
            ("firms", 0, "workforce", "workers", 0, "receives"),
            ["tea"],
            "fault.no_such_issue",
            ("firms", 0, "workforce", "workers", 0, "receives"),
        ),
    ],
)
def test_each_fault_stands_at_its_place(path: tuple[Any, ...], value: Any, key: str, at: Any) -> None:
    case = deepcopy(CASE)
    inner: Any = case
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    [(where, fault)] = list(cost_faults(case))
    assert (where, fault.key) == (at, f"costing.{key}")
    assert all(render(fault, lang) != fault.key for lang in Lang)


@pytest.mark.parametrize("broken", [None, [], {"issues": 3, "firms": [None]}, {"issues": [{}], "rates": 7}])
def test_malformed_documents_are_stepped_over(broken: Any) -> None:
    assert list(cost_faults(broken)) == []


def test_pay_by_the_day_is_priced_by_the_rung_of_its_own_ladder() -> None:
    heat, meal, bus = (issue_cost(Issue.model_validate(raw)) for raw in CASE["issues"])
    assert (heat.step, bus.step) == (None, None)
    assert str(meal.step) == "0.5"
