"""Checks a document against a model and says what is wrong, where, and what would be right.

Every error that pydantic can raise becomes a :class:`~cases.problems.Problem` at the line of its
cause: a missing field at what should hold it, an unknown field at its name, a wrong value at the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cases.document import Data, Document
from cases.messages import Message, message
from cases.problems import Fault, Faults, Path, Problem, in_order
from cases.schema import Models, field_names, models_at
from cases.wording import branch_message, discriminator, error_hint, error_message, nearest

M = TypeVar("M", bound=BaseModel)

Check = Callable[[Data], Iterable[tuple[Path, Message]]]
"""A check between the parts of a document: what does not hold, and the path at which it shows."""

_KEY = "[key]"
_EXTRA = {"extra_forbidden", "unexpected_keyword_argument"}
_MISSING = {"missing", "missing_argument"}


@dataclass(frozen=True, slots=True)
class _Located:
    """One pydantic error brought down to the document."""

    error: Mapping[str, Any]
    path: Path
    branch: tuple[Path, str] | None
    """The union it comes from (where the union stands, which member complained), if any."""


def validate(
    document: Document, model: type[M], checks: Iterable[Check] = ()
) -> tuple[M | None, list[Problem]]:
    """The model that the document describes, or ``None``, and every problem sorted by place.

    ``checks`` look at the raw data beside the model, so that faults between parts and faults within
    them show at once. Problems found in reading are part of the answer; with any problem at all
    there is no model. Where an included file could not be read, what it may have held is not missed.
    """
    problems = list(document.problems)
    if document.data is None:
        return None, in_order(problems)
    for check in checks if not document.partial else ():
        problems.extend(_found(path, what, document) for path, what in check(document.data))
    try:
        made = model.model_validate(document.data)
    except ValidationError as error:
        return None, in_order(problems + _translate(error, document, model))
    return (None if problems else made), in_order(problems)


def _found(path: Path, what: Message, document: Document) -> Problem:
    place = document.places.value(path)
    return Problem(place.file, place.line, place.column, what)


def _translate(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    located = [_locate(entry, document.data) for entry in error.errors(include_url=False)]
    problems: list[Problem] = []
    for entry in _settle_unions(located):
        if isinstance(entry, _Union):
            problems.append(_union_problem(entry, document))
        elif not (document.partial and entry.error["type"] in _MISSING and len(entry.path) == 1):
            problems.extend(_problems(entry, document, models_at(model, entry.path, document.data)))
    return problems


def _locate(error: Mapping[str, Any], data: Data) -> _Located:
    """Follow pydantic's ``loc``, which also names union members and wrappers, through the data."""
    loc = tuple(error["loc"])
    kept = _align(loc, data, missing=error["type"] in _MISSING)
    path = tuple(loc[index] for index in kept)
    branch = None
    for index, step in enumerate(loc):
        if index not in kept and isinstance(step, str) and step != _KEY:
            branch = (tuple(loc[i] for i in kept if i < index), step)
            break
    return _Located(error, path, branch)


def _align(loc: Sequence[Any], data: Data, *, missing: bool) -> tuple[int, ...]:
    """Positions of ``loc`` that are keys or list positions of the data, the longest such choice.

    A missing field is not in the data: its name is the last step and always kept.
    """
    last = len(loc) - 1
    if missing and loc:
        return (*_descend(loc, 0, last, data), last)
    return _descend(loc, 0, len(loc), data)


def _descend(loc: Sequence[Any], start: int, stop: int, data: Data) -> tuple[int, ...]:
    best: tuple[int, ...] = ()
    for index in range(start, stop):
        inner = _child(data, loc[index])
        if inner is None:
            continue
        candidate = (index, *_descend(loc, index + 1, stop, inner[0]))
        if _reach(candidate) > _reach(best):
            best = candidate
    return best


def _reach(kept: tuple[int, ...]) -> tuple[int, int]:
    """Prefer ways that explain the end of ``loc``, then ways that explain more of it."""
    return (kept[-1] if kept else -1, len(kept))


def _child(data: Data, step: Any) -> tuple[Data] | None:
    if isinstance(data, dict) and str(step) in data and not isinstance(step, bool):
        return (data[str(step)],)
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return (data[step],)
    return None


@dataclass(frozen=True, slots=True)
class _Union:
    """A value that no member of a union accepts, every member refusing it outright."""

    path: Path
    errors: tuple[Mapping[str, Any], ...]


def _settle_unions(located: Iterable[_Located]) -> list[_Located | _Union]:
    """Where several members of one union complain, keep the complaints of the member that came closest."""
    unions: dict[Path, dict[str, list[_Located]]] = {}
    settled: list[_Located | _Union] = []
    for entry in located:
        if entry.branch is None:
            settled.append(entry)
        else:
            unions.setdefault(entry.branch[0], {}).setdefault(entry.branch[1], []).append(entry)
    for where, members in unions.items():
        outright = all(
            entry.path == where and entry.error["type"] not in _MISSING
            for entries in members.values()
            for entry in entries
        )
        if len(members) > 1 and outright:
            errors = tuple(entry.error for entries in members.values() for entry in entries)
            settled.append(_Union(where, errors))
        else:
            closest = min(members.values(), key=_distance)
            settled.extend(closest)
    return settled


def _distance(entries: Sequence[_Located]) -> tuple[int, int]:
    """How far a union member is from fitting: members that refuse the whole value are farthest."""
    refused = any(entry.path == (entry.branch or ((), ""))[0] for entry in entries)
    return (int(refused), len(entries))


def _union_problem(union: _Union, document: Document) -> Problem:
    place = document.places.value(union.path)
    what = message("check.union", field=_name(union.path))
    choices: list[Message] = []
    for error in union.errors:
        choice = branch_message(error)
        if choice not in choices:
            choices.append(choice)
    hint = message("check.union_hint", choices=tuple(choices))
    return Problem(place.file, place.line, place.column, what, hint)


def _problems(entry: _Located, document: Document, around: Models) -> list[Problem]:
    kind = entry.error["type"]
    if kind in _MISSING:
        return [_missing(entry, document)]
    if kind in _EXTRA:
        return [_extra(entry, document, around)]
    raised = entry.error.get("ctx", {}).get("error")
    if isinstance(raised, Fault):
        return [_fault(raised, entry.path, document)]
    if isinstance(raised, Faults):
        return [_fault(fault, entry.path, document) for fault in raised.faults]
    at_key = bool(entry.error["loc"]) and entry.error["loc"][-1] == _KEY
    where = entry.path
    if kind == "union_tag_invalid":
        where = (*where, discriminator(entry.error["ctx"]))
    place = document.places.key(where) if at_key else document.places.value(where)
    what = error_message(entry.error, _name(entry.path))
    return [Problem(place.file, place.line, place.column, what, error_hint(entry.error))]


def _missing(entry: _Located, document: Document) -> Problem:
    place = document.places.key(entry.path[:-1])
    name = str(entry.path[-1])
    hint = message("check.missing_hint", field=name)
    if len(entry.path) > 1:
        hint = message("check.missing_in_hint", field=name, parent=_name(entry.path[:-1]))
    return Problem(place.file, place.line, place.column, message("check.missing", field=name), hint)


def _extra(entry: _Located, document: Document, around: Models) -> Problem:
    place = document.places.key(entry.path)
    name = str(entry.path[-1]) if entry.path else ""
    known = field_names(around)
    like = nearest(name, known)
    hint = None
    if like is not None:
        hint = message("check.nearest_hint", like=like)
    elif known:
        hint = message("check.fields_hint", fields=tuple(known))
    return Problem(place.file, place.line, place.column, message("check.extra", field=name), hint)


def _fault(fault: Fault, path: Path, document: Document) -> Problem:
    place = document.places.value((*path, *fault.at))
    return Problem(place.file, place.line, place.column, fault.message, fault.hint)


def _name(path: Path) -> str:
    """A path as people write it: ``issues[2].unit``, list members counted from 1."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")
