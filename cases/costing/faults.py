"""What a driver says that the workforces do not bear out: for checking a case file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cases import drivers as d
from cases.messages import Message, message
from cases.workforce import Workforce


def driver_faults(
    driver: d.CostDriver,
    workforces: Sequence[Workforce],
    *,
    choices: Sequence[str] = (),
    grades: Sequence[str] = (),
) -> list[Message]:
    """Groups, counts, grades and choices that do not fit, each with what to do.

    ``choices`` and ``grades`` are the issue's own. With several firms a group or count must exist in one of
    them at least.
    """
    found: list[Message] = []
    if isinstance(driver, d.Covered):
        found += _reach_faults(driver, workforces)
    if isinstance(driver, d.GradeAllowance):
        found += _group_faults(driver.groups, workforces)
        held = {row.grade for workforce in workforces for row in workforce.grades}
        found += [message("costing.fault.no_such_grade", name=name) for name in grades if name not in held]
    if isinstance(driver, d.PerUnitFee) and isinstance(driver.units_per_month, str):
        found += _count_faults(driver.units_per_month, workforces)
    if isinstance(driver, d.PerOption) and set(choices) != set(driver.yuan):
        missing = tuple(sorted(set(choices) - set(driver.yuan))) or ("-",)
        unknown = tuple(sorted(set(driver.yuan) - set(choices))) or ("-",)
        found.append(message("costing.fault.choices", missing=missing, unknown=unknown))
    return found


def _reach_faults(driver: d.Covered, workforces: Sequence[Workforce]) -> Iterator[Message]:
    yield from _group_faults((*driver.groups, *driver.headcount), workforces)
    for name, count in driver.headcount.items():
        if isinstance(count, str):
            yield from _count_faults(count, workforces)
        for workforce in workforces:
            most = next((group.headcount for group in workforce.groups if group.id == name), None)
            reached = workforce.counts.get(count, 0) if isinstance(count, str) else count
            if most is not None and reached > most:
                yield message("costing.fault.over_heads", name=name, most=most, found=reached)


def _group_faults(names: Sequence[str], workforces: Sequence[Workforce]) -> Iterator[Message]:
    known = {group.id for workforce in workforces for group in workforce.groups}
    for name in dict.fromkeys(names):
        if name not in known:
            yield message("costing.fault.no_such_group", name=name)


def _count_faults(name: str, workforces: Sequence[Workforce]) -> Iterator[Message]:
    if not any(name in workforce.counts for workforce in workforces):
        yield message("costing.fault.no_such_count", name=name)
