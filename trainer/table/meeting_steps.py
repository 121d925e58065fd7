"""How procedure, closing and notices change the table: part of the fold (see :mod:`trainer.table.evolve`)."""

from __future__ import annotations

from typing import Any, cast

from cases import moves as m
from cases.format import Floor, PhaseKind
from cases.sides import BySide, Side
from cases.transcript import Event
from trainer.table import notices as n
from trainer.table.fast_replace import replace
from trainer.table.ledger_steps import Body, mark, reveal, settle_request, side_of, state_terms
from trainer.table.rulebook import Rulebook
from trainer.table.state import (
    Ballot,
    ClockState,
    Closing,
    Foul,
    Procedural,
    SegmentVote,
    Status,
    TableState,
    first_floor,
)


def pass_floor(state: TableState, side: Side, at: int) -> TableState:
    """End ``side``'s turn: talk time is booked, the floor goes across."""
    clock = state.clock
    spent = max(at - clock.floor_since, 0)
    clock = replace(clock, floor_since=at, talk=clock.talk.with_(side, clock.talk[side] + spent))
    turns = state.turns.with_(side, state.turns[side] + 1)
    return replace(state, clock=clock, floor=side.other, round=state.round + 1, turns=turns)


def caucus(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    side = side_of(event)
    return replace(state, caucuses=state.caucuses.with_(side, state.caucuses[side] + 1), caller=side)


def report(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    side = side_of(event)
    return replace(state, reports=state.reports.with_(side, state.reports[side] + 1))


def procedural(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    kind: Any = event.kind
    mine = tuple(pending for pending in state.pending if pending.kind != kind)
    return replace(state, pending=(*mine, Procedural(event.seq, side_of(event), kind)))


def consent(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Consent", body)
    kind = next((item.kind for item in state.pending if item.seq == move.refs), None)
    rest = tuple(item for item in state.pending if item.seq != move.refs)
    return replace(state, pending=rest, consented=kind if move.yes else None)


def differences(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    listed = cast("m.RecordDifferences", body).issues or state.unsettled()
    return dispute(state, tuple(listed))


def dispute(state: TableState, names: tuple[str, ...]) -> TableState:
    """Write issues into the list of differences."""
    for name in names:
        state = state.with_issue(name, replace(state.issues[name], status=Status.DISPUTED))
    return replace(state, differences=tuple(dict.fromkeys((*state.differences, *names))))


def sign(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Sign", body)
    closing = state.closing
    side = side_of(event)
    if move.step == "draft":
        closing = replace(closing, drafted=closing.drafted.with_(side, True))
    elif move.step == "sign":
        closing = replace(closing, signed=closing.signed.with_(side, move.on))
    elif move.step == "file":
        closing = replace(closing, filed=move.on)
    elif move.step == "publish":
        closing = replace(closing, published=move.on)
    return replace(state, closing=closing)


def substitute(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Substitute", body)
    return replace(state, chiefs=state.chiefs.with_(side_of(event), move.seat))


def chair(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    move = cast("m.Chair", body)
    clock = state.clock
    if move.action == "pause" and clock.paused_at is None:
        clock = replace(clock, paused_at=event.at)
    elif move.action == "resume" and clock.paused_at is not None:
        length = event.at - clock.paused_at
        left = None if clock.phase_left is None else clock.phase_left + length
        clock = replace(clock, paused_at=None, phase_left=left, floor_since=clock.floor_since + length)
    elif move.action == "extend" and clock.phase_left is not None:
        clock = replace(clock, phase_left=clock.phase_left + move.seconds * 1000)
    return replace(state, clock=clock)


TALKS = frozenset({PhaseKind.BARGAIN, PhaseKind.CONVERGE, PhaseKind.MEDIATE})
"""Phases in which terms can change, so that a draft has to be confirmed anew."""


def _fresh_draft(closing: Closing) -> Closing:
    return replace(closing, drafted=BySide(False, False))


def phase(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    """Enter the next phase: set its clock and floor, remember where a caucus came from."""
    notice = cast("n.PhaseNotice", body)
    old, new = book.form.phase_map[notice.origin], book.form.phase_map[notice.to]
    clock = state.clock
    if state.floor is not None and old.floor is Floor.ALTERNATE:
        spent = max(event.at - clock.floor_since, 0)
        clock = replace(clock, talk=clock.talk.with_(state.floor, clock.talk[state.floor] + spent))
    elapsed = event.at - clock.phase_started
    aside = {PhaseKind.CAUCUS, PhaseKind.SUSPENDED}
    returning = old.kind in aside and notice.to == state.return_to
    left: int | None = new.seconds * 1000 if new.seconds else None
    if returning:
        left = _left_after_return(clock, elapsed, book) or left
    held = _time_left(clock, event.at) if new.kind in aside else clock.held
    clock = replace(
        clock,
        phase_started=event.at,
        phase_left=left,
        floor_since=event.at,
        counted=clock.counted + (elapsed if old.counts else 0),
        warned=(),
        held=held,
    )
    floor = first_floor(new, state.last_speaker, state.caller)
    if returning and new.floor is Floor.ALTERNATE:
        floor = state.return_floor or floor
    return replace(
        state,
        phase=new.id,
        floor=floor,
        clock=clock,
        return_to=old.id if new.kind in aside else state.return_to,
        return_floor=state.floor if new.kind in aside else state.return_floor,
        ready=BySide(False, False),
        pending=(),
        meeting=state.meeting + (1 if old.kind is PhaseKind.SUSPENDED and returning else 0),
        closing=_fresh_draft(state.closing) if new.kind in TALKS else state.closing,
    )


def _left_after_return(clock: ClockState, elapsed: int, book: Rulebook) -> int | None:
    """Time that the interrupted phase has left: a break that counts in the total has used it up."""
    if clock.held is None:
        return None
    spent = elapsed if book.form.caucus.counts_in_total else 0
    return max(clock.held - spent, 1000)


def _time_left(clock: ClockState, at: int) -> int | None:
    return None if clock.phase_end is None else max(clock.phase_end - at, 0)


def timeout(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    return pass_floor(state, cast("n.TurnTimeout", body).side, event.at)


def warning(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    left = cast("n.TimeWarning", body).left
    return replace(state, clock=replace(state.clock, warned=(*state.clock.warned, left)))


def talk_zero(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    side = cast("n.TalkZero", body).side
    clock = state.clock
    state = replace(state, clock=replace(clock, talk_zero=clock.talk_zero.with_(side, True)))
    if book.form.clock.talk_zero == "lose_floor" and state.floor is side:
        return pass_floor(state, side, event.at)
    return state


def promise(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    notice = cast("n.PromiseDue", body)
    state = mark(state, notice.refs, "due")
    return state_terms(state, notice.side, notice.terms, event.seq, book, tied=False)


def overdue(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    notice = cast("n.RequestOverdue", body)
    state = reveal(state, notice.side.other, notice.exhibits, book)
    state = settle_request(state, notice.refs, "overdue")
    foul = Foul(event.seq, notice.side, "V14", "table.foul.overdue")
    return replace(state, fouls=(*state.fouls, foul))


def listed(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    return dispute(state, cast("n.DifferencesNotice", body).issues)


def ballot(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    notice = cast("n.BallotNotice", body)
    counts = tuple(SegmentVote(c.segment, c.delegates, c.present, c.yes) for c in notice.segments)
    ballot = Ballot(
        event.seq, notice.on, counts, notice.needed_present, notice.needed_yes, notice.passed, notice.sealed
    )
    closing = state.closing
    return replace(state, closing=replace(closing, ballots=(*closing.ballots, ballot)))


def in_force(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    return replace(state, closing=replace(state.closing, in_force=cast("n.InForce", body).on))


def ended(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    return replace(state, ended=True, floor=None)
