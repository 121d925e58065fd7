"""Typed moves to external labels: the other way round of :mod:`trainer.speech.labels`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cases import moves as m
from cases.issues import Issue, Unit
from cases.terms import Value, json_number

_MODELESS = frozenset({Unit.YEARS, Unit.DATE, Unit.CHOICE})
"""Units whose values are said without "to" or "by"."""


def labels_of(move: m.Move, issues: Mapping[str, Issue]) -> list[dict[str, Any]]:
    """The labels that say what ``move`` does; each term of a package and each grade is a label of its own."""
    if isinstance(move, m.Propose | m.Counter | m.Concede):
        return [{"move": move.kind, **term} for term in terms_of({move.issue: move.value}, issues)]
    if isinstance(move, m.Package | m.FinalOffer):
        extra = {"all_or_nothing": False} if isinstance(move, m.Package) and not move.all_or_nothing else {}
        return [{"move": move.kind, **term, **extra} for term in terms_of(move.terms, issues)]
    if isinstance(move, m.ConditionalOffer):
        condition = terms_of(move.condition, issues)
        return [{"move": move.kind, **term, "condition": condition} for term in terms_of(move.terms, issues)]
    if isinstance(move, m.Summarise):
        terms = {"terms": terms_of(move.terms, issues)} if move.terms else {}
        return [{"move": move.kind, **terms, **({"open": list(move.open)} if move.open else {})}]
    return [{"move": move.kind, **_fields(move, issues)}]


def terms_of(terms: Mapping[str, Value], issues: Mapping[str, Issue]) -> list[dict[str, Any]]:
    """Terms as labels."""
    found: list[dict[str, Any]] = []
    for name, value in terms.items():
        issue = issues[name]
        mode = {} if issue.relative or issue.unit in _MODELESS else {"mode": "to"}
        unit = {"unit": issue.unit.value}
        if isinstance(value, dict):
            for grade, number in value.items():
                graded = {"issue": name, "value": json_number(number), **unit, **mode, "grade": grade}
                found.append(graded)
        else:
            plain = json_number(value) if isinstance(value, Decimal) else value
            found.append({"issue": name, "value": plain, **unit, **mode})
    return found


def _fields(move: m.Move, issues: Mapping[str, Issue]) -> dict[str, Any]:
    """Fields of a move without terms, in the labels' spelling."""
    if isinstance(move, m.CiteLaw):
        article = {"article": move.article} if move.article is not None else {}
        return {"law": {"name": move.law, **article}, **_issue(move.issue)}
    if isinstance(move, m.InfoRequest):
        return _request(move)
    if isinstance(move, m.CiteData):
        exhibit = {"exhibit": move.exhibit} if move.exhibit is not None else {}
        return {**_figure(move.figure), **exhibit, **_issue(move.issue)}
    if isinstance(move, m.Disclose) and len(move.figures) == 1 and not move.exhibits:
        return {**_figure(move.figures[0]), "what": move.what}
    if isinstance(move, m.Probe) and move.terms:
        return {"hypothetical": terms_of(move.terms, issues), **_issue(move.issue)}
    if isinstance(move, m.Threat):
        return {"kind": move.what}
    plain = move.model_dump(mode="json", exclude={"kind", "text", "hold"}, exclude_defaults=True)
    return {name: value for name, value in plain.items() if value is not None}


def _issue(issue: str | None) -> dict[str, Any]:
    return {"issue": issue} if issue is not None else {}


def _request(move: m.InfoRequest) -> dict[str, Any]:
    found: dict[str, Any] = {"info": list(move.items)}
    if move.period is not None:
        found["period"] = move.period
    if move.article is not None:
        found["law"] = {"name": move.article.law, "article": move.article.article}
    return found


def _figure(figure: m.Figure) -> dict[str, Any]:
    found: dict[str, Any] = {"metric": figure.metric, "value": json_number(figure.value)}
    if figure.unit is not None:
        found["unit"] = figure.unit
    if figure.period is not None:
        found["period"] = figure.period
    return found
