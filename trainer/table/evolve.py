"""The fold: one event after another turns the empty table into the present one.

``evolve`` never judges: an event in the transcript has been accepted, and applying it can't fail.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, cast

from cases import moves as m
from cases.format import Floor, PhaseKind
from cases.sides import BySide, Side
from cases.transcript import Event
from trainer.table import ledger_steps as ledger
from trainer.table import meeting_steps as meeting
from trainer.table import notices as n
from trainer.table.fast_replace import replace
from trainer.table.ledger_steps import Body
from trainer.table.meeting_steps import pass_floor
from trainer.table.rulebook import Rulebook
from trainer.table.state import (
    Foul,
    TableState,
)


def body_of(event: Event) -> Body:
    """The typed move or notice of a recorded event."""
    data = {"kind": event.kind, **event.body}
    if event.kind in n.NOTICE_KINDS:
        return n.NOTICE.validate_python(data)
    return m.MOVE.validate_python(data)


def evolve(state: TableState, event: Event, body: Body, book: Rulebook) -> TableState:
    """The table after ``event``."""
    state = replace(state, seq=event.seq, clock=replace(state.clock, now=event.at), consented=None)
    state = _note_fouls(state, event)
    step = _STEPS.get(event.kind)
    if step is not None:
        state = step(state, event, body, book)
    if event.kind in n.NOTICE_KINDS:
        return state
    return _after_move(state, event, cast("m.Move", body), book)


def _note_fouls(state: TableState, event: Event) -> TableState:
    found = tuple(
        Foul(event.seq, event.side, finding.rule, finding.key)
        for finding in event.verdict.findings
        if finding.level == "foul" and event.side is not None
    )
    return replace(state, fouls=state.fouls + found) if found else state


def _after_move(state: TableState, event: Event, move: m.Move, book: Rulebook) -> TableState:
    """Pass the floor and count talk time after a finished speech."""
    phase = book.form.phase_map[state.phase]
    side = event.side
    if side is None or phase.kind is PhaseKind.CAUCUS or isinstance(move, m.Caucus | m.EndCaucus):
        return state
    state = _note_ready(state, side, phase.kind, move)
    state = replace(state, last_speaker=side)
    if move.hold or phase.floor is not Floor.ALTERNATE:
        return state
    return pass_floor(state, side, event.at)


def _note_ready(state: TableState, side: Side, kind: PhaseKind, move: m.Move) -> TableState:
    """In preparation and mediation a side yields to say that it has nothing to add."""
    if kind not in {PhaseKind.PREPARE, PhaseKind.MEDIATE}:
        return state
    if isinstance(move, m.Yield):
        return replace(state, ready=state.ready.with_(side, True))
    return replace(state, ready=BySide(False, False)) if kind is PhaseKind.MEDIATE else state


Step: TypeAlias = Callable[[TableState, Event, Body, Rulebook], TableState]
_STEPS: dict[str, Step] = {
    "opening": ledger.opening,
    "propose": ledger.single,
    "counter": ledger.single,
    "concede": ledger.single,
    "package": ledger.package,
    "conditional_offer": ledger.conditional,
    "final_offer": ledger.final,
    "accept": ledger.accept,
    "reject": ledger.reject,
    "tentative_agreement": ledger.tentative,
    "reopen": ledger.reopen,
    "drop": ledger.drop,
    "park": ledger.park,
    "info_request": ledger.request,
    "disclose": ledger.disclose,
    "caucus": meeting.caucus,
    "report_members": meeting.report,
    "adjourn": meeting.procedural,
    "sidebar": meeting.procedural,
    "deadlock": meeting.procedural,
    "close_talks": meeting.procedural,
    "consent": meeting.consent,
    "record_differences": meeting.differences,
    "sign": meeting.sign,
    "substitute": meeting.substitute,
    "chair": meeting.chair,
    "phase": meeting.phase,
    "turn_timeout": meeting.timeout,
    "warning": meeting.warning,
    "talk_zero": meeting.talk_zero,
    "promise_due": meeting.promise,
    "request_overdue": meeting.overdue,
    "differences": meeting.listed,
    "ballot": meeting.ballot,
    "in_force": meeting.in_force,
    "ended": meeting.ended,
}
"""What each kind of event changes; kinds without an entry only go on record."""
