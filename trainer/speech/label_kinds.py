"""One function for each kind of label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from cases import moves as m
from cases.format import PhaseKind
from cases.issues import ArticleRef
from cases.messages import message
from cases.statutes import law_title
from cases.text import Lang
from trainer.speech.label_offers import (
    Labels,
    accept,
    argument_of,
    conditional,
    final,
    package,
    reject,
    single,
    tentative,
)
from trainer.speech.label_terms import LabelFaultError, Reading, number
from trainer.speech.procedure import first_day

Build: TypeAlias = Callable[[Labels, Reading], m.Move]

_STEPS: Mapping[PhaseKind, str] = {
    PhaseKind.DRAFT: "draft",
    PhaseKind.VOTE: "vote",
    PhaseKind.SIGN: "sign",
    PhaseKind.FILE: "file",
    PhaseKind.PUBLISH: "publish",
}


def said(move: m.Move, label: Mapping[str, Any], lang: Lang) -> m.Move:
    """The move with the words and the hold that its label carries."""
    words, update = label.get("text"), dict[str, Any]()
    if isinstance(words, str) and words.strip():
        update["text"] = m.Spoken(zh=words) if lang is Lang.ZH else m.Spoken(en=words)
    elif isinstance(words, Mapping):
        update["text"] = m.Spoken.model_validate(dict(words))
    if label.get("hold"):
        update["hold"] = True
    return move.model_copy(update=update) if update else move


def _about(kind: str) -> Build:
    """A move that needs only its issue."""

    def build(labels: Labels, r: Reading) -> m.Move:
        extra = {
            name: labels[0][name]
            for name in ("cause", "until", "scope")
            if name in labels[0] and name in _FIELDS[kind]
        }
        return m.MOVE.validate_python({"kind": kind, "issue": r.issue(labels[0]).id, **extra})

    return build


_FIELDS: Mapping[str, frozenset[str]] = {
    "reopen": frozenset({"cause"}),
    "park": frozenset({"until"}),
    "drop": frozenset(),
}


def _maybe_issue(label: Mapping[str, Any], r: Reading) -> str | None:
    return r.issue(label).id if label.get("issue") is not None else None


def _law_of(label: Mapping[str, Any]) -> tuple[str, int | None]:
    law = label.get("law")
    if isinstance(law, str):
        law = {"name": law, "article": label.get("article")}
    if not isinstance(law, Mapping) or not law.get("name"):
        raise LabelFaultError(message("command.law.unknown"), message("command.label.law"))
    name = str(law["name"])
    article = law.get("article")
    return law_title(name) or name, int(article) if article is not None else None


def _request(labels: Labels, r: Reading) -> m.Move:  # noqa: ARG001
    label = labels[0]
    items = label.get("info") or label.get("items") or ()
    article = None
    if label.get("law") is not None or label.get("article") is not None:
        given = label.get("article")
        name, number_ = (
            (str(given["law"]), int(given["article"])) if isinstance(given, Mapping) else _law_of(label)
        )
        article = ArticleRef(law=name, article=number_) if number_ is not None else None
    period = label.get("period")
    return m.InfoRequest(
        items=tuple(str(item) for item in items),
        period=str(period) if period is not None else None,
        article=article,
    )


def _figure(label: Mapping[str, Any]) -> m.Figure:
    period = label.get("period")
    return m.Figure.model_validate(
        {
            "metric": label["metric"],
            "value": number(label["value"]),
            "unit": label.get("unit"),
            "period": str(period) if period is not None else None,
        }
    )


def _has_figure(label: Mapping[str, Any]) -> bool:
    value = label.get("value")
    return label.get("metric") is not None and value is not None and not isinstance(value, list)


def _disclose(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    figures = (_figure(label),) if _has_figure(label) else ()
    named = label.get("priorities", label.get("order", ()))
    priorities = r.issues(named)
    what = label.get("what") or ("priority" if priorities else "fact")
    exhibits = tuple(label.get("exhibits", ()))
    return m.Disclose.model_validate(
        {"exhibits": exhibits, "figures": figures, "priorities": priorities, "what": what}
    )


def _law(labels: Labels, r: Reading) -> m.Move:
    name, article = _law_of(labels[0])
    return m.CiteLaw(law=name, article=article, issue=_maybe_issue(labels[0], r))


def _data(labels: Labels, r: Reading) -> m.Move:
    """A figure; a metric named without one only points at it."""
    label = labels[0]
    issue = _maybe_issue(label, r)
    if not _has_figure(label):
        return m.Appeal(basis="need", issue=issue)
    return m.CiteData.model_validate(
        {"figure": _figure(label), "exhibit": label.get("exhibit"), "issue": issue}
    )


def _comparator(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    issue = _maybe_issue(label, r)
    who = str(label.get("who") or label.get("metric") or r.ground.case.place.get(r.ground.lang))
    value = label.get("value")
    stated = number(value) if value is not None and not isinstance(value, (list, dict)) else None
    return m.CiteComparator.model_validate(
        {
            "who": who,
            "issue": issue,
            "value": stated,
            "unit": label.get("unit") if stated is not None else None,
            "exhibit": label.get("exhibit"),
        }
    )


def _appeal(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    return m.Appeal.model_validate(
        {
            "basis": label.get("basis", "need"),
            "issue": _maybe_issue(label, r),
            "warn": bool(label.get("warn")),
            "argument": argument_of(label),
        }
    )


def _probe(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    inside = [
        term for term in label.get("hypothetical", label.get("terms", ())) if term.get("value") is not None
    ]
    target = "what_if" if inside else label.get("target", "reason")
    return m.Probe.model_validate(
        {"target": target, "issue": _maybe_issue(label, r), "terms": r.terms(inside)}
    )


def _summarise(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    inside = [term for term in label.get("terms", ()) if term.get("value") is not None]
    return m.Summarise(terms=r.terms(inside), open=r.issues(label.get("open", ())))


def _opening(labels: Labels, r: Reading) -> m.Move:
    return m.Opening(topics=r.issues(labels[0].get("topics", labels[0].get("order", ()))))


def _agenda(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    order = label.get("order") or ([label["issue"]] if label.get("issue") else ())
    if not order:
        raise LabelFaultError(message("command.issue.missing"), r.known())
    return m.Agenda(order=r.issues(order))


def _caucus(labels: Labels, r: Reading) -> m.Move:  # noqa: ARG001
    minutes = labels[0].get("minutes")
    return m.Caucus(minutes=min(max(int(number(minutes)), 1), 60) if minutes is not None else None)


def _sidebar(labels: Labels, r: Reading) -> m.Move:  # noqa: ARG001
    return m.Sidebar(minutes=min(max(int(number(labels[0].get("minutes", 2))), 1), 30))


def _adjourn(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    return m.Adjourn.model_validate(
        {
            "until": label.get("until"),
            "place": label.get("place"),
            "topics": r.issues(label.get("topics", ())),
        }
    )


def _mediation(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    return m.MediationRequest.model_validate(
        {"to": label.get("to", "hr_department"), "differences": r.issues(label.get("differences", ()))}
    )


def _several(kind: str) -> Build:
    """A move that may name issues."""

    def build(labels: Labels, r: Reading) -> m.Move:
        label = labels[0]
        named = label.get("issues") or ([label["issue"]] if label.get("issue") else ())
        return m.MOVE.validate_python({"kind": kind, "issues": r.issues(named)})

    return build


def _consent(labels: Labels, r: Reading) -> m.Move:
    refs = labels[0].get("refs")
    if refs is None:
        theirs = [item.seq for item in r.ground.table.pending if item.side is not r.side]
        if not theirs:
            raise LabelFaultError(message("command.consent.nothing"))
        refs = theirs[-1]
    return m.Consent(refs=int(refs), yes=labels[0].get("yes", True) is not False)


def _sign(labels: Labels, r: Reading) -> m.Move:
    """A closing step; without one, the step that is due; without a day, the first possible."""
    label, table = labels[0], r.ground.table
    step = str(label.get("step") or _STEPS.get(table.phase_kind, "sign"))
    day = label.get("on") or label.get("day")
    if day is None and step != "draft":
        day = first_day(step, r.ground.case.calendar.meeting, table)
    return m.Sign.model_validate({"step": step, "on": day})


def _threat(labels: Labels, r: Reading) -> m.Move:  # noqa: ARG001
    label = labels[0]
    return m.Threat.model_validate({"what": label.get("what") or label.get("kind") or "stoppage"})


def _typed(kind: str, *fields: str) -> Build:
    """A move whose label has the move's own fields."""

    def build(labels: Labels, r: Reading) -> m.Move:  # noqa: ARG001
        given = {name: labels[0][name] for name in fields if labels[0].get(name) is not None}
        return m.MOVE.validate_python({"kind": kind, **given})

    return build


BUILD: dict[str, Build] = {
    "opening": _opening,
    "agenda": _agenda,
    "propose": single,
    "counter": single,
    "concede": single,
    "package": package,
    "conditional_offer": conditional,
    "final_offer": final,
    "accept": accept,
    "reject": reject,
    "tentative_agreement": tentative,
    "reopen": _about("reopen"),
    "drop": _about("drop"),
    "park": _about("park"),
    "info_request": _request,
    "disclose": _disclose,
    "cite_law": _law,
    "cite_data": _data,
    "cite_comparator": _comparator,
    "appeal": _appeal,
    "probe": _probe,
    "summarise": _summarise,
    "caucus": _caucus,
    "end_caucus": _typed("end_caucus"),
    "report_members": _typed("report_members"),
    "adjourn": _adjourn,
    "sidebar": _sidebar,
    "mediation_request": _mediation,
    "deadlock": _several("deadlock"),
    "close_talks": _typed("close_talks"),
    "consent": _consent,
    "record_differences": _several("record_differences"),
    "sign": _sign,
    "threat": _threat,
    "walkout": _typed("walkout"),
    "speech": _typed("speech"),
    "yield": _typed("yield"),
    "correct_minutes": _typed("correct_minutes", "refs", "note"),
    "substitute": _typed("substitute", "seat"),
    "chair": _typed("chair", "action", "side", "seconds", "reason"),
}
"""Builders by kind of move."""

KINDS = frozenset(BUILD)
