"""What follows from a move or a moment: at most one notice at a time, asked for until there is none."""

from __future__ import annotations

from typing import TypeAlias

from cases import moves as m
from cases.exhibits import UnlockKey
from cases.format import Floor, Phase, PhaseKind, Trigger
from cases.sides import SIDES, Side
from cases.terms import Value
from trainer.table import notices as n
from trainer.table.closing_rules import later
from trainer.table.congress import count_votes
from trainer.table.machine import TurnMachine
from trainer.table.rulebook import Rulebook
from trainer.table.state import Offer, Request, Status, TableState

Cause: TypeAlias = "m.Move | n.Notice"


def after_move(
    state: TableState, book: Rulebook, machine: TurnMachine, cause: Cause, settled_before: bool
) -> n.Notice | None:
    """The next notice that ``cause`` brings about, or ``None``."""
    if state.ended:
        return None
    phase = book.form.phase_map[state.phase]
    if phase.kind is PhaseKind.END:
        return _ending(state, phase)
    promise = _promise_due(state, book)
    if promise is not None:
        return promise
    overdue = _overdue(state, book)
    if overdue is not None:
        return overdue
    ballot = _ballot(state, book, phase, cause)
    if ballot is not None:
        return ballot
    if phase.kind is PhaseKind.PUBLISH and state.closing.filed and state.closing.in_force is None:
        return n.InForce(on=later(state.closing.filed, book.review_days))
    trigger = _trigger(state, book, machine, cause, settled_before=settled_before)
    return go(state, machine, trigger) if trigger is not None else None


def go(state: TableState, machine: TurnMachine, trigger: Trigger) -> n.PhaseNotice | None:
    """The notice of the phase that ``trigger`` leads to."""
    goal = machine.next(state.phase, trigger, state.return_to)
    return n.PhaseNotice(origin=state.phase, to=goal, trigger=trigger) if goal is not None else None


def _ending(state: TableState, phase: Phase) -> n.Notice:
    """The match is over; one that ends in differences first says which.

    A draft that the congress voted down leaves nothing agreed: its terms are differences too.
    """
    if phase.outcome == "differences":
        voted_down = bool(state.closing.ballots) and not state.closing.ballots[-1].passed
        left = (*state.unsettled(), *(state.ledger if voted_down else ()))
        if left:
            return n.DifferencesNotice(issues=left)
    return n.Ended(phase=phase.id, outcome=phase.outcome or "stopped")


def on_time_up(state: TableState, book: Rulebook, machine: TurnMachine) -> n.Notice | None:
    """What happens when a phase's minutes are over."""
    phase = book.form.phase_map[state.phase]
    if phase.kind is PhaseKind.WRAP and state.unsettled():
        return n.DifferencesNotice(issues=state.unsettled())
    if phase.kind is PhaseKind.CAUCUS:
        return go(state, machine, Trigger.TIME_UP) or go(state, machine, Trigger.RESUME)
    return go(state, machine, Trigger.TIME_UP)


def _promise_due(state: TableState, book: Rulebook) -> n.PromiseDue | None:
    """A conditional offer whose condition the other side has met by itself (its terms, or better)."""
    for offer in state.offers:
        if offer.kind == "conditional_offer" and offer.status == "standing" and _met(state, book, offer):
            terms = {
                name: value
                for name, value in offer.terms.items()
                if _owed(state, book, offer.side, name, value)
            }
            if terms:
                return n.PromiseDue(refs=offer.seq, side=offer.side, terms=terms)
    return None


def _owed(state: TableState, book: Rulebook, side: Side, name: str, value: Value) -> bool:
    """Whether a promised term is still to be given: the issue is open and the promiser has not given more."""
    line = state.issues[name]
    given = line.firm[side]
    better = given is not None and book.case.issue_map[name].better_for(side, value, given.value) >= 0
    return not line.status.closed and not better


def _met(state: TableState, book: Rulebook, offer: Offer) -> bool:
    for name, wanted in offer.condition.items():
        line = state.issues[name]
        if line.status is Status.TENTATIVE and line.agreed is not None:
            given = line.agreed
        elif line.status is Status.OPEN and (position := line.firm[offer.side.other]) is not None:
            given = position.value
        else:
            return False
        if book.case.issue_map[name].better_for(offer.side, given, wanted) < 0:
            return False
    return True


def _overdue(state: TableState, book: Rulebook) -> n.RequestOverdue | None:
    """A lawful request that waited too long: what the law obliges is handed over, with a foul."""
    limit = book.form.deadlines.answer_request_within_turns
    for request in state.requests:
        if request.lawful and state.waited(request) >= limit:
            owed = owed_exhibits(state, book, request)
            if owed:
                return n.RequestOverdue(refs=request.seq, side=request.side.other, exhibits=owed)
    return None


def owed_exhibits(state: TableState, book: Rulebook, request: Request) -> tuple[int, ...]:
    """Papers that the law obliges the other side to show on this request and that are not shown yet."""
    owner = request.side.other
    return tuple(
        exhibit.no
        for exhibit in book.case.exhibits
        if exhibit.owner == owner.value
        and exhibit.unlock.article is not None
        and exhibit.unlock.key in {UnlockKey.ON_REQUEST, UnlockKey.ON_REQUEST_WITH_LAW}
        and set(exhibit.unlock.items) & set(request.items)
        and exhibit.no not in state.revealed[request.side]
    )


def _ballot(state: TableState, book: Rulebook, phase: Phase, cause: Cause) -> n.BallotNotice | None:
    """The congress votes when the union's chief has called it."""
    if phase.kind is not PhaseKind.VOTE or not isinstance(cause, m.Sign) or cause.step != "vote":
        return None
    terms = {**book.current, **state.ledger}
    counts = count_votes(
        book.case.issue_map, book.case.briefs[Side.UNION].segments, terms, state.reports[Side.UNION]
    )
    result = book.count(
        sum(count.delegates for count in counts),
        sum(count.present for count in counts),
        sum(count.yes for count in counts),
    )
    sealed = book.sealing_firms(terms) if book.form.approval.firms_seal else ()
    passed = result.passed and (bool(sealed) or not book.form.approval.firms_seal)
    return n.BallotNotice(
        on=cause.on or book.case.calendar.meeting,
        segments=counts,
        needed_present=result.needed_present,
        needed_yes=result.needed_yes,
        passed=passed,
        sealed=sealed,
    )


def _trigger(
    state: TableState,
    book: Rulebook,
    machine: TurnMachine,
    cause: Cause,
    *,
    settled_before: bool,
) -> Trigger | None:
    """The trigger that the present state, or the cause itself, pulls in this phase."""
    phase = book.form.phase_map[state.phase]
    known = machine.triggers(state.phase)
    named = _named_trigger(state, cause)
    if named is not None and named in known:
        return named
    done = _phase_trigger(state, book, phase, cause)
    if done is not None and done in known:
        return done
    if settled_before or state.unsettled() or phase.kind is PhaseKind.WRAP:
        return None
    return Trigger.SETTLED if Trigger.SETTLED in known and not state.differences else None


def _named_trigger(state: TableState, cause: Cause) -> Trigger | None:
    """Triggers that a move pulls by itself."""
    simple: dict[str, Trigger] = {
        "caucus": Trigger.CAUCUS,
        "end_caucus": Trigger.RESUME,
        "mediation_request": Trigger.MEDIATE,
        "walkout": Trigger.WALKOUT,
    }
    if isinstance(cause, m.Consent):
        return _CONSENT.get(state.consented or "")
    if isinstance(cause, m.Chair):
        return Trigger.CHAIR_END if cause.action == "end" else None
    return simple.get(cause.kind)


_CONSENT: dict[str, Trigger] = {
    "adjourn": Trigger.ADJOURN,
    "deadlock": Trigger.DEADLOCK,
    "close_talks": Trigger.CLOSE,
}
"""What the other chief's yes to a procedural proposal pulls; a word aside moves nothing."""


def _phase_trigger(state: TableState, book: Rulebook, phase: Phase, cause: Cause) -> Trigger | None:
    """Triggers that a phase pulls when everybody who had to act has acted."""
    kind = phase.kind
    if kind is PhaseKind.PREPARE:
        return Trigger.DONE if all(state.ready[side] for side in SIDES) else None
    if kind is PhaseKind.OPENING:
        return Trigger.DONE if _spoke(state, phase, cause) else None
    if kind is PhaseKind.WRAP:
        return _wrap_trigger(state)
    if kind is PhaseKind.DRAFT:
        return Trigger.DONE if all(state.closing.drafted[side] for side in SIDES) else None
    if kind is PhaseKind.VOTE and isinstance(cause, n.BallotNotice):
        return _vote_trigger(state, book, cause)
    if kind is PhaseKind.SIGN:
        return Trigger.SIGNED if all(state.closing.signed[side] for side in SIDES) else None
    if kind is PhaseKind.FILE:
        return Trigger.FILED if state.closing.filed else None
    if kind is PhaseKind.PUBLISH:
        return Trigger.PUBLISHED if state.closing.published else None
    if kind is PhaseKind.SUSPENDED:
        return Trigger.RESUME if state.meeting < book.form.meetings else Trigger.DONE
    if kind is PhaseKind.MEDIATE:
        return Trigger.MEDIATED if all(state.ready[side] for side in SIDES) else None
    return None


def _wrap_trigger(state: TableState) -> Trigger | None:
    if state.unsettled():
        return None
    return Trigger.DIFFERENCES if state.differences else Trigger.SETTLED


def _vote_trigger(state: TableState, book: Rulebook, ballot: n.BallotNotice) -> Trigger:
    """A draft voted down too often becomes a list of differences."""
    if ballot.passed:
        return Trigger.PASSED
    spent = len(state.closing.ballots) > book.form.approval.reballots
    vote = book.form.phase_map[state.phase]
    return Trigger.DIFFERENCES if spent and Trigger.DIFFERENCES in vote.on else Trigger.REJECTED


def _spoke(state: TableState, phase: Phase, cause: Cause) -> bool:
    """An opening phase is over when its side has finished its statement."""
    if phase.floor not in {Floor.UNION, Floor.EMPLOYER}:
        return all(state.opened[side] for side in SIDES)
    side = Side(phase.floor.value)
    finished = isinstance(cause, m.Yield) or (state.opened[side] and not getattr(cause, "hold", False))
    return finished and not isinstance(cause, n.PhaseNotice)
