"""From a filled form to the move that it makes, or to what is missing in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from cases import moves as m
from cases.exhibits import Fact
from cases.issues import ArticleRef, Unit
from cases.messages import Message, message
from cases.sides import Side
from cases.terms import Value
from trainer.table.views import CaseView, TableView
from trainer.tui.form_kinds import ALONE, ANSWER, OFFER, YES, Field, Filled
from trainer.tui.typed import spoken


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A field is missing or cannot be read."""

    what: Message


def build(filled: Filled, case: CaseView, view: TableView, side: Side) -> m.Move | Incomplete:
    """The move that a filled form makes, or what is missing."""
    missing = next((name for name in _needed(filled, case) if filled.get(name) is None), None)
    if missing is not None:
        return Incomplete(message(f"tablescreen.form.missing.{missing}"))
    body = _BODIES.get(filled.kind, _plain)(Entry(filled, case, view, side))
    if isinstance(body, Incomplete):
        return body
    said = spoken(str(filled.get(Field.WORDS) or ""))
    try:
        return m.MOVE.validate_python({**body, "text": said})
    except ValidationError:
        return Incomplete(message("tablescreen.form.missing.other"))


def _needed(filled: Filled, case: CaseView) -> tuple[Field, ...]:
    """Fields that may not be empty."""
    if filled.kind == "probe":
        return (Field.TERMS,) if filled.get(Field.TARGET) == "what_if" else ()
    if filled.kind == "disclose":
        return () if filled.get(Field.LEVELS) else (Field.EXHIBITS,)
    needed: Mapping[str, tuple[Field, ...]] = {
        OFFER: (Field.TERM,),
        "package": (Field.TERMS,),
        "conditional_offer": (Field.CONDITION, Field.TERMS),
        "final_offer": (Field.TERMS,),
        ANSWER: (Field.REFS,),
        "cite_data": (Field.FACT,),
        "cite_law": (Field.ARTICLE,),
        "cite_comparator": (Field.WHO,),
        "info_request": (Field.ITEMS,) if case.askable else (),
        "agenda": (Field.ISSUES,),
        "correct_minutes": (Field.EVENT, Field.NOTE),
        "consent": (Field.PENDING,),
        "substitute": (Field.SEAT,),
        "speech": (Field.WORDS,),
    }
    return (Field.ISSUE,) if filled.kind in ALONE else needed.get(filled.kind, ())


@dataclass(frozen=True, slots=True)
class Entry:
    """A filled form and what it is filled against."""

    filled: Filled
    case: CaseView
    view: TableView
    side: Side

    def get(self, name: Field) -> Any:
        """A field's value; ``None`` where nothing was entered."""
        return self.filled.get(name)


Body = Callable[[Entry], "dict[str, Any] | Incomplete"]


def _plain(at: Entry) -> dict[str, Any]:
    """Kinds whose fields are named as the form names them."""
    names = {
        "accept": ("issue",),
        "reject": ("issue", "basis", "argument"),
        "tentative_agreement": ("issue",),
        "drop": ("issue",),
        "final_offer": ("terms", "argument"),
        "conditional_offer": ("condition", "terms", "argument"),
        "substitute": ("seat",),
    }.get(at.filled.kind, ())
    found = {name: at.get(Field(name)) for name in names}
    return {"kind": at.filled.kind, **{name: value for name, value in found.items() if value is not None}}


def single_kind(case: CaseView, view: TableView, side: Side, issue: str, value: Value) -> str:
    """Whether a value is a proposal, a counter-offer or a concession."""
    line = view.line(issue)
    last, across = line.positions[side], line.positions[side.other]
    if last is not None and case.issues[issue].better_for(side, value, last.value) < 0:
        return "concede"
    return "counter" if last is None and across is not None else "propose"


def _offer(at: Entry) -> dict[str, Any]:
    issue, value = next(iter(at.filled.values[Field.TERM].items()))
    kind = single_kind(at.case, at.view, at.side, issue, value)
    return {"kind": kind, "issue": issue, "value": value, "argument": at.get(Field.ARGUMENT)}


def _package(at: Entry) -> dict[str, Any] | Incomplete:
    terms = at.filled.values[Field.TERMS]
    if len(terms) < 2:
        return Incomplete(message("tablescreen.form.missing.two"))
    return {"kind": "package", "terms": terms, "argument": at.get(Field.ARGUMENT)}


def _answer(at: Entry) -> dict[str, Any]:
    refs = int(at.filled.values[Field.REFS])
    if at.filled.values.get(Field.YES, YES) == YES:
        return {"kind": "accept", "refs": refs}
    return {
        "kind": "reject",
        "refs": refs,
        "basis": at.get(Field.BASIS) or "none",
        "argument": at.get(Field.ARGUMENT),
    }


def _park(at: Entry) -> dict[str, Any]:
    return {"kind": "park", "issue": at.get(Field.ISSUE), "until": at.get(Field.CAUSE)}


def _reopen(at: Entry) -> dict[str, Any]:
    return {"kind": "reopen", "issue": at.get(Field.ISSUE), "cause": at.get(Field.CAUSE)}


def _probe(at: Entry) -> dict[str, Any]:
    target = at.get(Field.TARGET) or "reason"
    terms = at.get(Field.TERMS) if target == "what_if" else None
    return {"kind": "probe", "target": target, "issue": at.get(Field.ISSUE), "terms": terms or {}}


def _request(at: Entry) -> dict[str, Any]:
    return {
        "kind": "info_request",
        "items": tuple(at.get(Field.ITEMS) or ()),
        "period": at.get(Field.PERIOD),
        "article": _article(at),
    }


def _article(at: Entry) -> ArticleRef | None:
    chosen = at.get(Field.ARTICLE)
    return ArticleRef(law=chosen[0], article=chosen[1]) if chosen and chosen[1] else None


def _law(at: Entry) -> dict[str, Any]:
    law, article = at.filled.values[Field.ARTICLE]
    return {"kind": "cite_law", "law": law, "article": article, "issue": at.get(Field.ISSUE)}


def _appeal(at: Entry) -> dict[str, Any]:
    return {
        "kind": "appeal",
        "basis": at.get(Field.GROUND) or "need",
        "issue": at.get(Field.ISSUE),
        "argument": at.get(Field.ARGUMENT),
        "warn": at.get(Field.WARN) == YES,
    }


def facts(case: CaseView) -> dict[str, tuple[int, Fact]]:
    """Figures that the reader can cite, by a name for each: exhibit number and place in it."""
    return {
        f"{exhibit.no}:{place}": (exhibit.no, fact)
        for exhibit in case.exhibits
        for place, fact in enumerate(exhibit.facts)
    }


def _data(at: Entry) -> dict[str, Any]:
    number, fact = facts(at.case)[at.filled.values[Field.FACT]]
    figure = figure_of(fact)
    return {"kind": "cite_data", "figure": figure, "exhibit": number, "issue": at.get(Field.ISSUE)}


def figure_of(fact: Fact) -> m.Figure:
    """A paper's figure as it is quoted."""
    unit = fact.unit.value if isinstance(fact.unit, Unit) else fact.unit
    return m.Figure(metric=fact.metric, value=fact.value, unit=unit, period=fact.period)


def _comparator(at: Entry) -> dict[str, Any]:
    exhibit = at.get(Field.EXHIBIT)
    return {
        "kind": "cite_comparator",
        "who": at.get(Field.WHO),
        "issue": at.get(Field.ISSUE),
        "exhibit": int(exhibit) if exhibit else None,
    }


def _opening(at: Entry) -> dict[str, Any]:
    return {"kind": "opening", "topics": tuple(at.get(Field.ISSUES) or ())}


def _agenda(at: Entry) -> dict[str, Any]:
    return {"kind": "agenda", "order": tuple(at.filled.values[Field.ISSUES])}


def _disclose(at: Entry) -> dict[str, Any]:
    exhibits = tuple(int(number) for number in at.get(Field.EXHIBITS) or ())
    priorities = tuple(at.get(Field.LEVELS) or ())
    what = "fact" if exhibits else "priority"
    return {"kind": "disclose", "exhibits": exhibits, "priorities": priorities, "what": what}


def _summary(at: Entry) -> dict[str, Any]:
    left = tuple(line.id for line in at.view.lines if not line.status.closed)
    return {"kind": "summarise", "terms": dict(at.view.ledger), "open": left}


def _consent(at: Entry) -> dict[str, Any]:
    refs = int(at.filled.values[Field.PENDING])
    return {"kind": "consent", "refs": refs, "yes": at.filled.values.get(Field.YES, YES) == YES}


def _listed(at: Entry) -> dict[str, Any]:
    return {"kind": at.filled.kind, "issues": tuple(at.get(Field.ISSUES) or ())}


def _mediation(at: Entry) -> dict[str, Any]:
    to = at.get(Field.TO) or "hr_department"
    return {"kind": "mediation_request", "to": to, "differences": tuple(at.get(Field.ISSUES) or ())}


def _adjourn(at: Entry) -> dict[str, Any]:
    topics = tuple(at.get(Field.ISSUES) or ())
    return {"kind": "adjourn", "until": at.get(Field.UNTIL), "topics": topics}


def _sidebar(at: Entry) -> dict[str, Any]:
    entered = str(at.get(Field.MINUTES) or 2)
    return {"kind": "sidebar", "minutes": int(entered) if entered.isdigit() else 2}


def _correct(at: Entry) -> dict[str, Any] | Incomplete:
    entered = str(at.filled.values[Field.EVENT]).lstrip("#")
    if not entered.isdigit():
        return Incomplete(message("tablescreen.form.missing.event"))
    return {"kind": "correct_minutes", "refs": int(entered), "note": at.filled.values[Field.NOTE]}


_BODIES: Mapping[str, Body] = {
    OFFER: _offer,
    ANSWER: _answer,
    "package": _package,
    "park": _park,
    "reopen": _reopen,
    "probe": _probe,
    "info_request": _request,
    "cite_law": _law,
    "cite_data": _data,
    "cite_comparator": _comparator,
    "appeal": _appeal,
    "opening": _opening,
    "agenda": _agenda,
    "disclose": _disclose,
    "summarise": _summary,
    "consent": _consent,
    "deadlock": _listed,
    "record_differences": _listed,
    "mediation_request": _mediation,
    "adjourn": _adjourn,
    "sidebar": _sidebar,
    "correct_minutes": _correct,
}
"""How the fields of each kind become its body."""
