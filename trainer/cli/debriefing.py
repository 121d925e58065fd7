"""A first debrief of a whole match in words: what came of it, for whom, at what cost, and how it was got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from cases import moves as m
from cases.lang import Lang
from cases.rounding import rounded
from cases.sides import SIDES, Side
from cases.terms import Value
from cases.transcript import Event
from scoring.preferences import Preferences, preferences
from trainer.cli.replaying import clock_text
from trainer.i18n import say
from trainer.session import Session
from trainer.speech.describe import value_text
from trainer.table.evolve import body_of
from trainer.table.state import Status

WAN = 10_000
"""Chinese counts large sums in tens of thousands."""


def debrief_lines(session: Session, lang: Lang) -> Iterator[str]:
    """The debrief of an ended match, both briefs open."""
    table = session.table
    events, state = table.events, table.state
    yield from ("", say("replay.debrief.title", lang))
    turns = sum(event.side is not None for event in events)
    outcome = say(f"notice.ended.{table.outcome}", lang) if table.outcome else ""
    yield say("replay.debrief.outcome", lang, outcome=outcome, clock=clock_text(state.clock.now), moves=turns)
    yield from _money(session, lang)
    for side in SIDES:
        yield from _side(session, side, lang)
    yield from _movements(session, lang)
    yield say("replay.debrief.lesson", lang)


def settlement(session: Session) -> dict[str, Value]:
    """The agreed terms; what was not agreed stays as it is."""
    state = session.table.state
    return {
        name: line.agreed
        for name, line in state.issues.items()
        if line.status is Status.TENTATIVE and line.agreed is not None
    }


def money_text(amount: Fraction, lang: Lang) -> str:
    """Yuan as people say them: in tens of thousands in Chinese, in full with commas in English."""
    if lang is Lang.ZH and abs(amount) >= WAN:
        return say("replay.money.wan", lang, amount=rounded(amount / WAN, 1))
    return say("replay.money.yuan", lang, amount=f"{int(rounded(amount, 0)):,}")


def percent_text(share: Fraction) -> str:
    """A share in per cent, rounded half up."""
    return f"{rounded(share * 100, 1)}%"


def _money(session: Session, lang: Lang) -> Iterator[str]:
    quote = session.quote(settlement(session))
    yield say(
        "replay.debrief.money",
        lang,
        amount=money_text(quote.run_rate, lang),
        share=percent_text(quote.share),
    )
    budget = session.table.case.briefs.employer.budget
    if budget is not None:
        left = Fraction(budget.run_rate) - quote.run_rate
        key = "within" if left >= 0 else "beyond"
        yield say(
            f"replay.debrief.budget_{key}",
            lang,
            budget=money_text(Fraction(budget.run_rate), lang),
            left=money_text(abs(left), lang),
        )


def _side(session: Session, side: Side, lang: Lang) -> Iterator[str]:
    """What the result is worth to a side by its own brief, and how it bargained."""
    values: Preferences = preferences(session.table.case, side)
    terms = settlement(session)
    name = say(f"common.side.{side}", lang)
    yield say(
        "replay.debrief.worth",
        lang,
        side=name,
        worth=percent_text(values.utility(terms)),
        alternative=percent_text(values.reservation),
    )
    own = [event for event in session.table.events if event.side is side]
    counts = _counts(own)
    yield say("replay.debrief.ways", lang, side=name, **counts)


def _counts(own: list[Event]) -> Mapping[str, int]:
    """How often a side did what a debrief asks about."""
    kinds = [event.kind for event in own]
    bodies = [body_of(event) for event in own]
    reasoned = sum(getattr(body, "argument", None) is not None for body in bodies)
    return {
        "offers": sum(kind in m.OFFER_KINDS for kind in kinds),
        "trades": kinds.count("conditional_offer") + kinds.count("package"),
        "questions": kinds.count("probe") + kinds.count("info_request"),
        "grounds": reasoned + sum(kind.startswith("cite_") for kind in kinds),
        "fouls": sum(event.verdict.legality == "foul" for event in own),
    }


def _movements(session: Session, lang: Lang) -> Iterator[str]:
    """Where each side began on an issue and where it ended."""
    first = first_positions(session)
    yield say("replay.debrief.moved", lang)
    nothing = say("replay.debrief.nothing", lang)
    for name, line in session.table.state.issues.items():
        issue = session.table.case.issue_map[name]
        ends = line.agreed if line.status is Status.TENTATIVE else None
        begun = {
            side.value: value_text(issue, first[side][name], lang) if name in first[side] else nothing
            for side in SIDES
        }
        end = value_text(issue, ends, lang) if ends is not None else say(f"replay.status.{line.status}", lang)
        yield say("replay.debrief.movement", lang, issue=issue.name, end=end, **begun)


def first_positions(session: Session) -> dict[Side, dict[str, Value]]:
    """The first value that each side stated on each issue."""
    found: dict[Side, dict[str, Value]] = {side: {} for side in SIDES}
    for event in session.table.events:
        body = body_of(event)
        if event.side is None:
            continue
        terms = m.offered_terms(body) if event.kind in m.OFFER_KINDS else {}  # type: ignore[arg-type]
        if isinstance(body, m.ConditionalOffer):
            terms = dict(body.terms)
        for name, value in terms.items():
            found[event.side].setdefault(name, value)
    return found
