"""How moves about terms and papers change the ledger: part of the fold (see :mod:`trainer.table.evolve`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast

from cases import moves as m
from cases.sides import BySide, Side
from cases.terms import Value, merge
from cases.transcript import Event
from trainer.table import notices as n
from trainer.table.fast_replace import replace
from trainer.table.rulebook import Rulebook
from trainer.table.state import (
    Offer,
    OfferStatus,
    Position,
    Request,
    RequestStatus,
    Status,
    TableState,
)

Body: TypeAlias = "m.Move | n.Notice"
"""What an event carries."""


def side_of(event: Event) -> Side:
    if event.side is None:
        raise AssertionError(f"event {event.seq} of kind {event.kind} has no side")
    return event.side


def state_terms(
    state: TableState, side: Side, terms: Mapping[str, Value], seq: int, book: Rulebook, *, tied: bool
) -> TableState:
    """Write stated values into the ledger; grades it does not name stay as last said, else as today."""
    for name, value in terms.items():
        issue = state.issues[name]
        last = issue.stated[side]
        before = last.value if last is not None else book.current[name]
        full = merge({name: before}, {name: value})[name]
        position = Position(full, seq, tied)
        moved = last is None or last.value != full
        firm = issue.firm if tied else issue.firm.with_(side, position)
        issue = replace(
            issue,
            stated=issue.stated.with_(side, position),
            firm=firm,
            status=Status.OPEN if issue.status is Status.PARKED else issue.status,
            rejections=issue.rejections.with_(side, 0) if moved else issue.rejections,
            moved_round=state.round if moved else issue.moved_round,
        )
        state = state.with_issue(name, issue)
    return state


def single(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Propose", body)
    return state_terms(state, side_of(event), {move.issue: move.value}, event.seq, book, tied=False)


def _supersede(state: TableState, side: Side, names: set[str]) -> TableState:
    """A side's newer package takes the place of its earlier ones that touch the same issues."""
    gone = [
        offer.seq
        for offer in state.offers
        if offer.side is side and offer.status == "standing" and names & set(offer.everything)
    ]
    for seq in gone:
        state = mark(state, seq, "superseded")
    return state


def package(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Package", body)
    side = side_of(event)
    open_terms = {name: value for name, value in move.terms.items() if state.issues[name].agreed is None}
    if move.all_or_nothing:
        state = _supersede(state, side, set(move.terms))
        offer = Offer(event.seq, side, "package", dict(move.terms))
        state = replace(state, offers=(*state.offers, offer))
    return state_terms(state, side, open_terms, event.seq, book, tied=move.all_or_nothing)


def conditional(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.ConditionalOffer", body)
    side = side_of(event)
    state = _supersede(state, side, set(move.terms) | set(move.condition))
    offer = Offer(event.seq, side, "conditional_offer", dict(move.terms), dict(move.condition))
    state = replace(state, offers=(*state.offers, offer))
    open_terms = {name: value for name, value in move.terms.items() if state.issues[name].agreed is None}
    return state_terms(state, side, open_terms, event.seq, book, tied=True)


def final(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.FinalOffer", body)
    side = side_of(event)
    state = replace(state, finals=state.finals.with_(side, (*state.finals[side], event.seq)))
    open_terms = {name: value for name, value in move.terms.items() if state.issues[name].agreed is None}
    tied = len(move.terms) > 1
    if tied:
        state = _supersede(state, side, set(move.terms))
        offer = Offer(event.seq, side, "final_offer", dict(move.terms))
        state = replace(state, offers=(*state.offers, offer))
    return state_terms(state, side, open_terms, event.seq, book, tied=tied)


def _agree(state: TableState, terms: Mapping[str, Value], seq: int, bundle: int | None) -> TableState:
    for name, value in terms.items():
        issue = state.issues[name]
        if issue.status is Status.TENTATIVE:
            continue
        issue = replace(
            issue,
            status=Status.TENTATIVE,
            agreed=value,
            agreed_seq=seq,
            bundle=bundle,
            rejections=BySide(0, 0),
            moved_round=state.round,
        )
        state = state.with_issue(name, issue)
    return state


def accept(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Accept", body)
    side = side_of(event)
    if move.refs is not None:
        offer = state.offer(move.refs)
        if offer is not None:
            terms = full_terms(offer.everything, book)
            bundle = offer.seq if len(terms) > 1 else None
            state = _agree(state, terms, event.seq, bundle)
            return mark(state, offer.seq, "accepted")
    if move.issue is not None:
        position = state.issues[move.issue].firm[side.other]
        if position is not None:
            return _agree(state, full_terms({move.issue: position.value}, book), event.seq, None)
    return state


def full_terms(terms: Mapping[str, Value], book: Rulebook) -> dict[str, Value]:
    """Terms with every grade named: grades nobody mentioned stay at the level in force."""
    current = {name: book.current[name] for name in terms}
    return merge(current, terms)


def mark(state: TableState, seq: int, status: OfferStatus) -> TableState:
    """Change an offer's status; one that no longer stands moves to the past."""
    found = next((offer for offer in state.offers if offer.seq == seq), None)
    if found is None:
        return state
    marked = replace(found, status=status)
    if status == "due":
        offers = tuple(marked if offer.seq == seq else offer for offer in state.offers)
        return replace(state, offers=offers)
    live = tuple(offer for offer in state.offers if offer.seq != seq)
    return replace(state, offers=live, past_offers=(*state.past_offers, marked))


def reject(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Reject", body)
    side = side_of(event)
    names: tuple[str, ...] = (move.issue,) if move.issue else ()
    if move.refs is not None:
        offer = state.offer(move.refs)
        if offer is not None:
            names = tuple(offer.everything)
            state = mark(state, offer.seq, "rejected")
    bare = move.basis == "none" and move.argument is None
    for name in names:
        issue = state.issues[name]
        count = issue.rejections[side] + 1 if bare else 0
        state = state.with_issue(name, replace(issue, rejections=issue.rejections.with_(side, count)))
    return state


def tentative(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.TentativeAgreement", body)
    issue = state.issues[move.issue]
    position = issue.firm[side_of(event)]
    if issue.status is Status.TENTATIVE or position is None:
        return state
    return _agree(state, full_terms({move.issue: position.value}, book), event.seq, None)


def reopen(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Reopen", body)
    bundle = state.issues[move.issue].bundle
    for name, issue in state.issues.items():
        same_bundle = bundle is not None and issue.bundle == bundle
        if name == move.issue or same_bundle:
            fresh = replace(
                issue,
                status=Status.OPEN,
                agreed=None,
                agreed_seq=None,
                bundle=None,
                dropped_by=BySide(False, False),
                moved_round=state.round,
            )
            state = state.with_issue(name, fresh)
    return replace(state, differences=tuple(d for d in state.differences if d != move.issue))


def drop(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Drop", body)
    side = side_of(event)
    issue = state.issues[move.issue]
    dropped = issue.dropped_by.with_(side, True)
    across = issue.stated[side.other]
    current = book.current[move.issue]
    nothing_across = across is None or across.value == current
    gone = dropped[side.other] or nothing_across
    position = Position(current, event.seq)
    issue = replace(
        issue,
        dropped_by=dropped,
        status=Status.DROPPED if gone else Status.OPEN,
        firm=issue.firm.with_(side, position),
        stated=issue.stated.with_(side, position),
        moved_round=state.round,
    )
    return state.with_issue(move.issue, issue)


def park(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Park", body)
    return state.with_issue(move.issue, replace(state.issues[move.issue], status=Status.PARKED))


def opening(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    return replace(state, opened=state.opened.with_(side_of(event), True))


def request(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.InfoRequest", body)
    side = side_of(event)
    request = Request(
        event.seq,
        side,
        move.items,
        lawful=move.article is not None,
        asked_after=state.turns[side.other],
    )
    return replace(state, requests=(*state.requests, request))


def disclose(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Disclose", body)
    return reveal(state, side_of(event).other, move.exhibits, book)


def reveal(state: TableState, to: Side, numbers: tuple[int, ...], book: Rulebook) -> TableState:
    if not numbers:
        return state
    shown = state.revealed[to] | set(numbers)
    items = {item for number in shown for item in book.case.exhibit_map[number].unlock.items}
    state = replace(state, revealed=state.revealed.with_(to, shown))
    for request in state.requests:
        if request.side is to and set(request.items) <= items:
            state = settle_request(state, request.seq, "answered")
    return state


def settle_request(state: TableState, seq: int, status: RequestStatus) -> TableState:
    """An open request is answered or overdue: it moves to the past."""
    done = tuple(replace(request, status=status) for request in state.requests if request.seq == seq)
    rest = tuple(request for request in state.requests if request.seq != seq)
    return replace(state, requests=rest, past_requests=(*state.past_requests, *done))
