"""Checks of a case document that concern money: drivers against people, issues against their drivers.

They read the raw document and step over what is malformed, which the models report themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from cases import drivers as d
from cases.costing.faults import driver_faults
from cases.costing.numbers import TermsFault
from cases.costing.rateset import resolve_rates
from cases.costing.shipped import shipped_rates
from cases.issues import Issue
from cases.messages import Message, message
from cases.rates import Rates
from cases.workforce import Workforce

Found: TypeAlias = tuple[tuple[str | int, ...], Message]
M = TypeVar("M", bound=BaseModel)


def cost_faults(data: Any) -> Iterator[Found]:
    """Every fault of the case document's money side, with the path it stands at."""
    if not isinstance(data, Mapping):
        return
    issues = [_made(Issue, raw) for raw in _rows(data.get("issues"))]
    firms = [raw.get("workforce") if isinstance(raw, Mapping) else None for raw in _rows(data.get("firms"))]
    workforces = [_made(Workforce, raw) for raw in firms]
    known = [workforce for workforce in workforces if workforce is not None]
    for place, issue in enumerate(issues):
        if issue is not None:
            found = list(_misfit(issue))
            if known and len(known) == len(workforces):
                grades = tuple(issue.grade_map)
                found += driver_faults(issue.cost, known, choices=tuple(issue.choice_map), grades=grades)
            yield from ((("issues", place, "cost"), fault) for fault in found)
    names = {issue.id for issue in issues if issue is not None}
    if None not in issues:
        for place, workforce in enumerate(workforces):
            yield from _receives(place, workforce, names)
    yield from _rates(data.get("rates"))


def _misfit(issue: Issue) -> Iterator[Message]:
    """The kind of driver must suit the kind of value that the issue takes."""
    needs = {
        d.GradeAllowance: ("grades", issue.grades),
        d.PerOption: ("choices", issue.choices),
        d.EffectiveDate: ("dates", issue.dates),
    }
    kind, held = needs.get(type(issue.cost), ("grid", issue.grid))
    if not held and not isinstance(issue.cost, d.NoCost):
        yield message("costing.fault.misfit", kind=issue.cost.kind, needs=kind)


def _receives(place: int, workforce: Workforce | None, names: set[str]) -> Iterator[Found]:
    for row, worker in enumerate(workforce.workers if workforce else ()):
        for name in worker.receives:
            if name not in names:
                at = ("firms", place, "workforce", "workers", row, "receives")
                yield at, message("costing.fault.no_such_issue", name=name)


def _rates(raw: Any) -> Iterator[Found]:
    rates = _made(Rates, raw)
    if rates is not None:
        try:
            resolve_rates(rates, shipped_rates())
        except TermsFault as fault:
            yield ("rates", "like"), fault.message


def _rows(raw: Any) -> Sequence[Any]:
    return raw if isinstance(raw, list) else []


def _made(model: type[M], raw: Any) -> M | None:
    try:
        return model.model_validate(raw)
    except ValidationError:
        return None
