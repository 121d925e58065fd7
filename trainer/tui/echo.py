"""What is about to be said, before it is said: in words, in money, and what the rules think of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases import moves as m
from cases.messages import message
from cases.sides import Side
from cases.terms import Value
from cases.transcript import Verdict
from trainer.i18n import say
from trainer.speech.describe import describe
from trainer.speech.values import terms_text
from trainer.table.answers import Refused
from trainer.table.views import TableView
from trainer.tui.figures import money
from trainer.tui.settlement import has_spoken, terms_of
from trainer.tui.sight import Sight
from trainer.tui.verdicts import verdict_words


class Standing(StrEnum):
    """What the rules think of a draft."""

    FINE = "fine"
    FLAGGED = "flagged"
    REFUSED = "refused"
    UNREAD = "unread"
    """The typed words make no move at all."""


@dataclass(frozen=True, slots=True)
class Echo:
    """The card that shows a draft."""

    words: str
    money: str
    verdict: str
    standing: Standing


def echo(move: m.Move, answer: Refused | Verdict, sight: Sight) -> Echo:
    """The card for a draft that the rules would answer with ``answer``."""
    words = _words(move, sight)
    cost = money_line(settling(move, sight.view, sight.side), sight)
    told = verdict_words(answer, sight)
    if isinstance(answer, Refused):
        return Echo(words, cost, told, Standing.REFUSED)
    return Echo(words, cost, told, Standing.FLAGGED if answer.legality == "foul" else Standing.FINE)


def _words(move: m.Move, sight: Sight) -> str:
    """What is done, and the words said with it."""
    said = None if move.text is None else move.text.zh or move.text.en
    if isinstance(move, m.Speech):
        return say("tablescreen.echo.remark", sight.lang, words=said or "")
    lines = [describe(move, sight.case, sight.lang, sight.side)]
    meant = _referred(move, sight)
    if meant:
        lines.append(say("tablescreen.echo.meant", sight.lang, what=meant))
    if said:
        lines.append(say("tablescreen.echo.words", sight.lang, words=said))
    return "\n".join(lines)


def _referred(move: m.Move, sight: Sight) -> str:
    """What a number in the move stands for: an offer's terms, or a proposal on procedure."""
    if isinstance(move, m.Accept | m.Reject):
        offer = next((offer for offer in sight.view.offers if offer.seq == move.refs), None)
        return terms_text(sight.case.issues, offer.everything, sight.lang) if offer is not None else ""
    if isinstance(move, m.Consent):
        kind = next((item.kind for item in sight.view.pending if item.seq == move.refs), None)
        return say(f"move.{kind}.name", sight.lang) if kind is not None else ""
    return ""


def settling(move: m.Move, view: TableView, side: Side) -> dict[str, Value]:
    """The terms that a move would put on the table or settle."""
    if isinstance(move, m.ConditionalOffer):
        return {**move.condition, **move.terms}
    if isinstance(move, m.Accept):
        return _accepted(move, view, side)
    return m.offered_terms(move)


def _accepted(move: m.Accept, view: TableView, side: Side) -> dict[str, Value]:
    if move.refs is not None:
        offer = next((offer for offer in view.offers if offer.seq == move.refs), None)
        return offer.everything if offer is not None else {}
    if move.issue is None or all(line.id != move.issue for line in view.lines):
        return {}
    position = view.line(move.issue).firm[side.other]
    return {move.issue: position.value} if position is not None else {}


def money_line(terms: Mapping[str, Value], sight: Sight) -> str:
    """What the own side's word would cost in a full year with these terms, against the other's word."""
    case, view, side, lang = sight.case, sight.view, sight.side, sight.lang
    known = {name: value for name, value in terms.items() if name in case.issues}
    if not known or any(case.issues[name].fault(value) for name, value in known.items()):
        return ""
    whole = sight.quote(terms_of(case, view, side, known)).run_rate
    if not has_spoken(view, side.other):
        return say("tablescreen.echo.cost", lang, cost=money(whole, lang))
    gap = whole - sight.quote(terms_of(case, view, side.other)).run_rate
    key = "same" if not gap else "more" if gap > 0 else "less"
    return say(
        "tablescreen.echo.cost_against",
        lang,
        cost=money(whole, lang),
        gap=message(f"tablescreen.echo.{key}", money=money(abs(gap), lang)),
    )
