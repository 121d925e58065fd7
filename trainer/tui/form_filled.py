"""A move taken apart again: the form filled with what it says."""

from __future__ import annotations

from typing import Any

from cases import moves as m
from trainer.tui.form_kinds import ANSWER, FORMS, NO, OFFER, YES, Field, Filled


def filled_from(move: m.Move) -> Filled:
    """The form that makes this move; the empty form for kinds that have none."""
    values: dict[Field, Any] = {}
    kind: str = move.kind
    if isinstance(move, m.Propose | m.Counter | m.Concede):
        kind, values[Field.TERM] = OFFER, {move.issue: move.value}
    elif isinstance(move, m.Accept | m.Reject) and move.refs is not None:
        kind, values[Field.REFS], values[Field.YES] = (
            ANSWER,
            str(move.refs),
            _either(isinstance(move, m.Accept)),
        )
    if kind not in FORMS:
        return Filled()
    values |= _named(move, kind)
    values |= _renamed(move)
    if move.text is not None:
        values[Field.WORDS] = move.text.zh or move.text.en or ""
    return Filled(kind, values)


def _named(move: m.Move, kind: str) -> dict[Field, Any]:
    """Fields that the move names as the form does."""
    skip = {Field.TERM, Field.REFS, Field.YES, Field.WARN, Field.WORDS}
    found = {}
    for name in FORMS[kind]:
        value = getattr(move, name.value, None)
        if name not in skip and value:
            found[name] = value
    return found


def _renamed(move: m.Move) -> dict[Field, Any]:
    """Fields under another name."""
    match move:
        case m.Opening(topics=topics) | m.Adjourn(topics=topics):
            return {Field.ISSUES: topics}
        case m.Agenda(order=order):
            return {Field.ISSUES: order}
        case m.MediationRequest(differences=issues):
            return {Field.ISSUES: issues}
        case m.Park(until=cause):
            return {Field.CAUSE: cause}
        case m.Disclose(exhibits=exhibits, priorities=priorities):
            return {Field.EXHIBITS: [str(number) for number in exhibits], Field.LEVELS: priorities}
        case m.Appeal(basis=basis, warn=warn):
            return {Field.GROUND: basis, Field.WARN: _either(warn)}
        case m.Consent(refs=refs, yes=yes):
            return {Field.PENDING: str(refs), Field.YES: _either(yes)}
        case m.CiteLaw(law=law, article=article):
            return {Field.ARTICLE: (law, article)}
        case m.InfoRequest(article=ref) if ref is not None:
            return {Field.ARTICLE: (ref.law, ref.article)}
        case m.CorrectMinutes(refs=refs):
            return {Field.EVENT: str(refs)}
        case _:
            return {}


def _either(yes: bool) -> str:
    return YES if yes else NO
