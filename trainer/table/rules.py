"""May this seat do this now? Checks that hold for every kind of move, then the kind's own.

Order: match running, seat, pause, phase, role, floor, then the move's own rules. A refusal names the rule
(ids V1 to V20 follow the validators of the bargaining manual: V1 who may commit, V2 phase, ...).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cases import moves as m
from cases.case import Case
from cases.format import Floor, Format, MoveGroup, Phase, PhaseKind, SeatRule, Trigger
from cases.issues import Issue
from cases.messages import Param, message
from cases.sides import Side
from trainer.table.answers import Findings, Refused
from trainer.table.machine import TurnMachine
from trainer.table.rulebook import Rulebook
from trainer.table.state import TableState

GROUPS: Mapping[MoveGroup, frozenset[str]] = {
    MoveGroup.OPENING: frozenset({"opening", "agenda", "speech", "yield", "cite_data", "cite_law", "appeal"}),
    MoveGroup.TALK: frozenset(
        {
            "agenda",
            "info_request",
            "disclose",
            "cite_law",
            "cite_data",
            "cite_comparator",
            "appeal",
            "probe",
            "summarise",
            "speech",
            "yield",
            "threat",
            "correct_minutes",
        }
    ),
    MoveGroup.OFFERS: m.OFFER_KINDS
    | {"accept", "reject", "tentative_agreement", "reopen", "drop", "park", "yield"},
    MoveGroup.PROCEDURE: m.PROCEDURE_KINDS | {"yield", "substitute"},
    MoveGroup.CAUCUS: frozenset({"end_caucus", "report_members", "speech"}),
    MoveGroup.WRAP: frozenset(
        {
            "summarise",
            "tentative_agreement",
            "accept",
            "drop",
            "record_differences",
            "speech",
            "yield",
            "correct_minutes",
        }
    ),
    MoveGroup.CLOSING: frozenset({"sign", "speech", "yield", "correct_minutes"}),
    MoveGroup.CHAIR: frozenset({"chair"}),
}
"""What each named group of moves holds."""

CHIEF_ONLY = m.COMMIT_KINDS | m.PROCEDURE_KINDS | {"park", "end_caucus", "report_members", "opening"}
"""Only the chief commits and steers (collective contract provisions art. 19, 24: one chief a side)."""

RECORDER_KINDS = frozenset({"summarise", "correct_minutes", "speech"})
"""What a neutral recorder may do; the recorder is no representative (provisions art. 33)."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at."""

    state: TableState
    book: Rulebook
    machine: TurnMachine
    seat: SeatRule
    at: int

    @property
    def case(self) -> Case:
        """The case."""
        return self.book.case

    @property
    def form(self) -> Format:
        """The format."""
        return self.book.form

    @property
    def phase(self) -> Phase:
        """The present phase."""
        return self.book.form.phase_map[self.state.phase]

    @property
    def side(self) -> Side:
        """The speaker's side; rules that ask for it are never run for neutral seats."""
        if self.seat.side is None:
            raise AssertionError(f"seat {self.seat.id} has no side")
        return self.seat.side

    def issue(self, name: str) -> Issue | None:
        """The issue, if the case has it."""
        return self.case.issue_map.get(name)

    def leads(self, trigger: Trigger) -> bool:
        """Whether ``trigger`` leads anywhere from here."""
        return trigger in self.machine.triggers(self.state.phase)


Answer: TypeAlias = "Refused | Findings"
Rule: TypeAlias = Callable[[Context, m.Move], "Refused | Findings"]


def allowed_kinds(phase: Phase) -> frozenset[str]:
    """Kinds of move that a phase lets in."""
    kinds: set[str] = {"chair"}
    for group in phase.moves:
        kinds |= GROUPS[group]
    return frozenset(kinds)


def general_refusal(ctx: Context, move: m.Move) -> Refused | None:
    """The first general rule that forbids the move, or ``None``."""
    state, phase, kind = ctx.state, ctx.phase, move.kind
    if state.ended:
        return Refused("V2", message("table.refuse.ended"))
    if isinstance(move, m.Chair):
        return None if ctx.seat.role == "chair" else Refused("V1", message("table.refuse.not_chair"))
    if state.clock.paused_at is not None:
        return Refused("V2", message("table.refuse.paused"))
    if kind not in allowed_kinds(phase):
        return Refused(
            "V2",
            message("table.refuse.phase", kind=message(f"move.{kind}.name"), phase=phase.name),
            message("table.possible.phase", kinds=_kind_names(phase)),
        )
    return _role_refusal(ctx, move) or _floor_refusal(ctx)


def _kind_names(phase: Phase) -> tuple[Param, ...]:
    return tuple(message(f"move.{kind}.name") for kind in sorted(allowed_kinds(phase) - {"chair"}))


def _role_refusal(ctx: Context, move: m.Move) -> Refused | None:
    seat, kind = ctx.seat, move.kind
    if seat.may and kind not in frozenset().union(*(GROUPS[group] for group in seat.may)):
        return Refused("V1", message("table.refuse.role", seat=seat.name, phase=ctx.phase.name))
    if seat.side is None:
        if seat.role in {"recorder", "mediator", "expert"} and kind in RECORDER_KINDS:
            return None
        return Refused("V1", message("table.refuse.neutral", seat=seat.name))
    if seat.role not in ctx.phase.roles:
        return Refused("V1", message("table.refuse.role", seat=seat.name, phase=ctx.phase.name))
    if kind in CHIEF_ONLY and ctx.state.chiefs[seat.side] != seat.id:
        return Refused(
            "V1",
            message("table.refuse.chief", kind=message(f"move.{kind}.name")),
            message("table.possible.chief"),
        )
    return None


def _floor_refusal(ctx: Context) -> Refused | None:
    floor, state = ctx.phase.floor, ctx.state
    if ctx.seat.side is None or floor is Floor.OPEN:
        return None
    if floor in {Floor.NOBODY, Floor.CHAIR}:
        return Refused("V2", message("table.refuse.nobody", phase=ctx.phase.name))
    if state.floor is not ctx.seat.side:
        whose = message(f"common.side.{state.floor}") if state.floor else message("table.nobody")
        return Refused("V2", message("table.refuse.floor", side=whose), message("table.possible.wait"))
    return None


def is_bargaining(phase: Phase) -> bool:
    """Whether terms can be put on the table in this phase."""
    return phase.kind in {PhaseKind.BARGAIN, PhaseKind.CONVERGE, PhaseKind.MEDIATE}
