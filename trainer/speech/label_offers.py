"""Labels about terms: offers and the answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from cases import moves as m
from cases.terms import Value, merge
from trainer.speech import lexicon
from trainer.speech.label_terms import Reading

Labels: TypeAlias = tuple[Mapping[str, Any], ...]


def argument_of(label: Mapping[str, Any]) -> str | None:
    """The argument of the brief that a label rests on."""
    found = label.get("argument")
    return str(found) if found is not None else None


def single(labels: Labels, r: Reading) -> m.Move:
    """A value on one issue; given up, it is a withdrawal; without figure, only a sign."""
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
        {"kind": kind, "issue": issue, "value": value, "argument": argument_of(first)}
    )


def package(labels: Labels, r: Reading) -> m.Move:
    """All entries together; a single one is a proposal."""
    inside = [term for label in labels for term in label.get("terms", [label])]
    terms = r.terms(inside)
    if len(terms) == 1:
        ((issue, value),) = terms.items()
        return m.Propose(issue=issue, value=value, argument=argument_of(labels[0]))
    whole = labels[0].get("all_or_nothing", True) is not False
    return m.Package(terms=terms, all_or_nothing=whole, argument=argument_of(labels[0]))


def final(labels: Labels, r: Reading) -> m.Move:
    """The last word on one issue or several."""
    inside = [term for label in labels for term in label.get("terms", [label])]
    return m.FinalOffer(terms=r.terms(inside), argument=argument_of(labels[0]))


def conditional(labels: Labels, r: Reading) -> m.Move:
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
    return m.ConditionalOffer(condition=condition, terms=terms, argument=argument_of(labels[0]))


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


def accept(labels: Labels, r: Reading) -> m.Move:
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


def tentative(labels: Labels, r: Reading) -> m.Move:
    """Record a term; where only the other side has stated it, recording it is a yes."""
    label = labels[0]
    issue = r.issue(label)
    line = r.ground.table.line(issue.id)
    own, across = line.firm[r.side], line.firm[r.side.other]
    alike = own is not None and across is not None and own.value == across.value
    if alike or line.status.value == "tentative":
        return m.TentativeAgreement(issue=issue.id)
    return accept(({**label, "issue": issue.id},), r)


def reject(labels: Labels, r: Reading) -> m.Move:
    """No, with the reason that is named, or the side's usual one where there was some reason."""
    label = labels[0]
    refs = label.get("refs")
    issue = None if refs is not None else r.issue(label).id
    basis = label.get("basis", "none")
    if basis == "none" and label.get("has_reason"):
        basis = lexicon.table("default_reason")[r.side.value]
    return m.Reject.model_validate(
        {"issue": issue, "refs": refs, "basis": basis, "argument": argument_of(label)}
    )
