"""One function for each kind of label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from cases import moves as m
from cases.format import PhaseKind
from cases.issues import ArticleRef
from cases.messages import message
from cases.statutes import law_title
from cases.terms import Value, merge
from cases.text import Lang
from trainer.speech import lexicon
from trainer.speech.label_terms import LabelFaultError, Reading, number
from trainer.speech.talking import first_day

Labels: TypeAlias = tuple[Mapping[str, Any], ...]
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


def _argument(label: Mapping[str, Any]) -> str | None:
    found = label.get("argument")
    return str(found) if found is not None else None


def _single(labels: Labels, r: Reading) -> m.Move:
    first = labels[0]
    if first.get("concession") == "drop":
        return m.Drop(issue=r.issue(first).id)
    if first.get("value") is None and first.get("concession") == "unspecified":
        return m.Appeal(basis="reciprocity", issue=r.issue(first).id)
    ((issue, value),) = r.terms(labels).items()
    kind = str(first["move"])
    if kind == "counter" and r.ground.across(issue) is None:
        kind = "propose"
    return m.MOVE.validate_python(
        {"kind": kind, "issue": issue, "value": value, "argument": _argument(first)}
    )


def _package(labels: Labels, r: Reading) -> m.Move:
    inside = [term for label in labels for term in label.get("terms", [label])]
    terms = r.terms(inside)
    if len(terms) == 1:
        ((issue, value),) = terms.items()
        return m.Propose(issue=issue, value=value, argument=_argument(labels[0]))
    whole = labels[0].get("all_or_nothing", True) is not False
    return m.Package(terms=terms, all_or_nothing=whole, argument=_argument(labels[0]))


def _final(labels: Labels, r: Reading) -> m.Move:
    inside = [term for label in labels for term in label.get("terms", [label])]
    return m.FinalOffer(terms=r.terms(inside), argument=_argument(labels[0]))


def _conditional(labels: Labels, r: Reading) -> m.Move:
    """If ... then. Without a figure on either half nothing is offered: it is a question or a sign."""
    terms: dict[str, Value] = {}
    for label in labels:
        for term in label.get("terms", [label]):
            if term.get("concession") == "drop":
                issue = r.issue(term)
                terms[issue.id] = issue.current
            elif term.get("value") is not None:
                terms = merge(terms, r.terms([term]))
    condition = _condition(labels[0], r)
    if not terms:
        return m.Appeal(basis="reciprocity", issue=r.issue(labels[0]).id)
    if not condition:
        return m.Probe(target="what_if", terms=terms)
    return m.ConditionalOffer(condition=condition, terms=terms, argument=_argument(labels[0]))


def _condition(label: Mapping[str, Any], r: Reading) -> dict[str, Value]:
    """Terms of a condition. One without a value asks for the speaker's own last word; facts are no terms."""
    found: dict[str, Value] = {}
    for part in label.get("condition", ()):
        if part.get("issue") is None:
            continue
        if part.get("value") is not None:
            found = merge(found, r.terms([part]))
            continue
        issue = r.issue(part)
        own = r.ground.last(issue.id, r.side)
        if own is not None:
            found[issue.id] = own
    return found


def _accept(labels: Labels, r: Reading) -> m.Move:
    """Yes where the other side's word is that value; else the value is the speaker's own proposal."""
    label = labels[0]
    if label.get("refs") is not None:
        return m.Accept(refs=int(label["refs"]))
    if label.get("issue") is None and r.topic is None:
        offers = [offer.seq for offer in r.ground.table.offers if _answerable(offer.side, offer.status, r)]
        return m.Accept(refs=offers[0] if len(offers) == 1 else None)
    issue = r.issue(label)
    if label.get("hedge"):
        return m.Appeal(basis="shared_interest", issue=issue.id)
    across = r.ground.across(issue.id)
    if label.get("value") is not None:
        value = r.value(label)[1]
        if not _alike(value, across):
            return m.Propose(issue=issue.id, value=value)
    return m.Accept(issue=issue.id)


def _answerable(side: object, status: str, r: Reading) -> bool:
    return side is r.side.other and status in {"standing", "due"}


def _alike(value: Value, across: Value | None) -> bool:
    if isinstance(value, dict) and isinstance(across, dict):
        return value.items() <= across.items()
    return value == across


def _tentative(labels: Labels, r: Reading) -> m.Move:
    """Record a term; where only the other side has stated it, recording it is a yes."""
    label = labels[0]
    issue = r.issue(label)
    line = r.ground.table.line(issue.id)
    own, across = line.firm[r.side], line.firm[r.side.other]
    alike = own is not None and across is not None and own.value == across.value
    if alike or line.status.value == "tentative":
        return m.TentativeAgreement(issue=issue.id)
    return _accept(({**label, "issue": issue.id},), r)


def _reject(labels: Labels, r: Reading) -> m.Move:
    label = labels[0]
    refs = label.get("refs")
    issue = None if refs is not None else r.issue(label).id
    basis = label.get("basis", "none")
    if basis == "none" and label.get("has_reason"):
        basis = lexicon.table("default_reason")[r.side.value]
    return m.Reject.model_validate(
        {"issue": issue, "refs": refs, "basis": basis, "argument": _argument(label)}
    )


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
            "argument": _argument(label),
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
    "propose": _single,
    "counter": _single,
    "concede": _single,
    "package": _package,
    "conditional_offer": _conditional,
    "final_offer": _final,
    "accept": _accept,
    "reject": _reject,
    "tentative_agreement": _tentative,
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
