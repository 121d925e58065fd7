"""Checks between the parts of a case file.

They read the raw document, not the finished model, and step over what is malformed: a case with
a missing translation *and* an argument that names no exhibit shows both faults in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from pydantic import ConfigDict, TypeAdapter, ValidationError

from cases.costing.case_checks import cost_faults
from cases.issues import Issue
from cases.messages import Message, message
from cases.sides import SIDES, Side
from cases.terms import Value

Path: TypeAlias = tuple[str | int, ...]
Found: TypeAlias = tuple[Path, Message]

_VALUE: TypeAdapter[Value] = TypeAdapter(Value, config=ConfigDict(defer_build=True))


def case_faults(data: Any) -> list[Found]:
    """Every reference or sum of the case document that does not hold, with the path it stands at."""
    if not isinstance(data, Mapping):
        return []
    issues = _issues(data)
    exhibits = {str(item.get("no")): item for item in items(data, "exhibits")}
    faults: list[Found] = []
    faults += _repeated(data, "issues", "id", "issue")
    faults += _repeated(data, "exhibits", "no", "exhibit")
    faults += _repeated(data, "firms", "id", "firm")
    if data.get("level") == "sectoral" and len(items(data, "firms")) < 2:
        faults.append((("firms",), message("check.case.firms")))
    faults += cost_faults(data)
    for at, item in enumerate(items(data, "exhibits")):
        faults += _exhibit_faults(("exhibits", at), item, issues, exhibits)
    for side in SIDES:
        brief = mapping(mapping(data, "briefs"), side.value)
        faults += _brief_faults(("briefs", side.value), side, brief, issues, exhibits)
    return faults


def mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The mapping under ``key``; empty where there is none."""
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def items(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The list of mappings under ``key``; a member that is no mapping counts as an empty one."""
    value = data.get(key)
    return [item if isinstance(item, Mapping) else {} for item in value] if isinstance(value, list) else []


def word(data: Mapping[str, Any], key: str) -> str:
    """The text under ``key``; empty where there is none."""
    value = data.get(key)
    return value if isinstance(value, str) else ""


def texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The words in the list under ``key``; members that are no text are left out."""
    value = data.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _issues(data: Mapping[str, Any]) -> dict[str, Issue | None]:
    """Issues by id; ``None`` where one is malformed (its own faults are reported elsewhere)."""
    found: dict[str, Issue | None] = {}
    for item in items(data, "issues"):
        try:
            found[str(item.get("id"))] = Issue.model_validate(item)
        except ValidationError:
            found[str(item.get("id"))] = None
    return found


def _repeated(data: Mapping[str, Any], key: str, name: str, kind: str) -> Iterator[Found]:
    seen: set[Any] = set()
    for at, item in enumerate(items(data, key)):
        value = str(item.get(name))
        if value in seen:
            yield (
                (key, at, name),
                message("check.case.repeated", kind=message(f"check.kind.{kind}"), name=value),
            )
        seen.add(value)


def _exhibit_faults(
    path: Path,
    item: Mapping[str, Any],
    issues: Mapping[str, Issue | None],
    exhibits: Mapping[str, Mapping[str, Any]],
) -> Iterator[Found]:
    unlock = mapping(item, "unlock")
    issue = unlock.get("issue")
    if issue is not None and str(issue) not in issues:
        yield (*path, "unlock", "issue"), _unknown_issue(issue, issues)
    returns = unlock.get("returns")
    if returns is not None:
        other = exhibits.get(str(returns))
        if other is None or other.get("owner") == item.get("owner"):
            yield (
                (*path, "unlock", "returns"),
                message("check.case.exhibit_returns", no=str(item.get("no")), other=str(returns)),
            )


def _unknown_issue(name: Any, issues: Mapping[str, Issue | None]) -> Message:
    return message("check.case.unknown_issue", issue=str(name), known=tuple(issues))


def _brief_faults(
    path: Path,
    side: Side,
    brief: Mapping[str, Any],
    issues: Mapping[str, Issue | None],
    exhibits: Mapping[str, Mapping[str, Any]],
) -> Iterator[Found]:
    if not brief:
        return
    preferences = items(brief, "preferences")
    have = [str(preference.get("issue")) for preference in preferences]
    for name in [name for name in issues if name not in have]:
        yield (
            (*path, "preferences"),
            message("check.case.no_preference", side=message(f"common.side.{side}"), issue=name),
        )
    yield from _weight_faults(path, preferences)
    for at, preference in enumerate(preferences):
        yield from _preference_faults((*path, "preferences", at), preference, issues)
    for at, argument in enumerate(items(brief, "arguments")):
        here = (*path, "arguments", at)
        if str(argument.get("issue")) not in issues:
            yield (*here, "issue"), _unknown_issue(argument.get("issue"), issues)
        number = argument.get("exhibit")
        if number is not None and str(number) not in exhibits:
            yield (*here, "exhibit"), message("check.case.unknown_exhibit", no=str(number))
    argued = {str(argument.get("issue")) for argument in items(brief, "arguments")}
    for name in [name for name in issues if name not in argued]:
        yield (
            (*path, "arguments"),
            message("check.case.no_argument", side=message(f"common.side.{side}"), issue=name),
        )
    for at, segment in enumerate(items(brief, "segments")):
        for which, care in enumerate(items(segment, "cares")):
            if str(care.get("issue")) not in issues:
                yield (
                    (*path, "segments", at, "cares", which, "issue"),
                    _unknown_issue(care.get("issue"), issues),
                )


def _weight_faults(path: Path, preferences: list[Mapping[str, Any]]) -> Iterator[Found]:
    weights = [preference.get("weight") for preference in preferences]
    numbers = [Decimal(weight) for weight in weights if isinstance(weight, (int, Decimal))]
    if preferences and len(numbers) == len(weights) and sum(numbers) != 100:
        yield (*path, "preferences"), message("check.brief.weights", total=sum(numbers, Decimal(0)))


def _preference_faults(
    path: Path, preference: Mapping[str, Any], issues: Mapping[str, Issue | None]
) -> Iterator[Found]:
    name = str(preference.get("issue"))
    if name not in issues:
        yield (*path, "issue"), _unknown_issue(name, issues)
        return
    issue = issues[name]
    if issue is None:
        return
    for field in ("target", "opening", "limit"):
        if field not in preference:
            continue
        try:
            value = _VALUE.validate_python(preference[field])
        except ValidationError:
            continue
        fault = issue.fault(value)
        if fault is not None:
            yield (*path, field), fault
    yield from _share_faults(path, preference, issue)


def _share_faults(path: Path, preference: Mapping[str, Any], issue: Issue) -> Iterator[Found]:
    shares = items(preference, "grades")
    numbers = [share.get("share") for share in shares]
    if shares and all(isinstance(number, (int, Decimal)) for number in numbers):
        if sum(Decimal(str(number)) for number in numbers) != 1:
            yield (*path, "grades"), message("check.brief.grade_shares", issue=issue.id)
        for at, share in enumerate(shares):
            if str(share.get("grade")) not in issue.grade_map:
                yield (
                    (*path, "grades", at, "grade"),
                    message(
                        "check.value.grade",
                        issue=issue.name,
                        grade=str(share.get("grade")),
                        grades=tuple(issue.grade_map),
                    ),
                )
    for at, point in enumerate(items(preference, "points")):
        value = point.get("at")
        on_ladder = issue.grid is not None and isinstance(value, (int, Decimal))
        if "at" in point and not issue.grades and not on_ladder and value not in issue.options:
            known = tuple(str(option) for option in issue.options)
            here = (*path, "points", at, "at")
            yield here, message("check.value.option", issue=issue.name, options=known)
