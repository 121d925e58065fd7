"""A competition's rules as data: seats, phases, minutes, who may speak, what leads where.

The turn machine is built from this (``trainer/table/machine.py``). Phases are generic: a phase says
who may make which moves for how long, and which trigger leads to which phase. A village meeting
that collects topics, votes and publishes is another file, not other code.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from cases.issues import FROZEN, Identifier
from cases.sides import Side
from cases.terms import Number
from cases.text import Text

Seconds = Annotated[int, Field(ge=0, le=24 * 3600)]


class Trigger(StrEnum):
    """What can move a match from one phase to the next."""

    TIME_UP = "time_up"
    """The phase's minutes are over (a timed phase must say where this leads)."""
    DONE = "done"
    """Everybody who has to act in the phase has acted (openings given, drafts confirmed, ...)."""
    CAUCUS = "caucus"
    RESUME = "resume"
    """A caucus or suspension is over: back to where it was called."""
    CLOSE = "close"
    """Both chiefs agreed to close the bargaining."""
    SETTLED = "settled"
    """Every issue is tentatively agreed or dropped."""
    DIFFERENCES = "differences"
    """No issue is left open and some are recorded as differences."""
    DEADLOCK = "deadlock"
    ADJOURN = "adjourn"
    MEDIATE = "mediate"
    MEDIATED = "mediated"
    PASSED = "passed"
    REJECTED = "rejected"
    SIGNED = "signed"
    FILED = "filed"
    PUBLISHED = "published"
    WALKOUT = "walkout"
    CHAIR_END = "chair_end"


class PhaseKind(StrEnum):
    """What a phase is for; the kind fixes what ``done`` means in it."""

    PREPARE = "prepare"
    AGENDA = "agenda"
    OPENING = "opening"
    BARGAIN = "bargain"
    CAUCUS = "caucus"
    CONVERGE = "converge"
    WRAP = "wrap"
    DRAFT = "draft"
    VOTE = "vote"
    SIGN = "sign"
    FILE = "file"
    PUBLISH = "publish"
    SUSPENDED = "suspended"
    MEDIATE = "mediate"
    COLLECT = "collect"
    TRIAGE = "triage"
    DELIBERATE = "deliberate"
    HEARING = "hearing"
    CARRY_OUT = "carry_out"
    RATE = "rate"
    END = "end"


class Floor(StrEnum):
    """Who may speak in a phase."""

    UNION = "union"
    EMPLOYER = "employer"
    ALTERNATE = "alternate"
    """Sides take turns, speech by speech."""
    OPEN = "open"
    """Anyone, any time (the hub keeps one queue)."""
    CALLER = "caller"
    """The side that called the caucus; the other waits."""
    CHAIR = "chair"
    NOBODY = "nobody"
    """No one speaks; time or the chair moves on."""


class MoveGroup(StrEnum):
    """Named sets of moves, so that a format file stays short."""

    OPENING = "opening"
    TALK = "talk"
    """Reasons, law, data, questions, information, remarks, summary."""
    OFFERS = "offers"
    """Terms on the table: proposals, packages, conditions, acceptance, rejection, parking, reopening."""
    PROCEDURE = "procedure"
    """Caucus, adjournment, deadlock, mediation, closing, consent."""
    CAUCUS = "caucus"
    WRAP = "wrap"
    """Reading back, recording agreements and differences."""
    CLOSING = "closing"
    """Draft, vote, signature, filing, publication."""
    CHAIR = "chair"


class SeatRule(BaseModel):
    """A seat of a side, or a neutral seat when ``side`` is absent."""

    model_config = FROZEN

    id: Identifier
    side: Side | None = None
    role: Literal["chief", "rep", "recorder", "chair", "mediator", "expert", "observer"]
    name: Text


class Clock(BaseModel):
    """How time runs. All lengths in seconds of table time."""

    model_config = FROZEN

    total: Seconds
    """Length of the counted phases together; 0: no overall limit."""
    talk_per_side: Seconds = 0
    """Each side's own talk time; 0: not kept."""
    turn: Seconds = 0
    """Longest single turn; 0: no limit."""
    warnings: tuple[Seconds, ...] = ()
    """Seconds before the end of a phase at which a warning is given."""
    talk_zero: Literal["note", "penalty", "lose_floor"] = "note"
    """What happens when a side's talk time is used up."""
    overrun_block: Seconds = 30
    """Length of a started block of overrun that counts once towards a penalty."""


class CaucusRule(BaseModel):
    """Breaks that a side may call."""

    model_config = FROZEN

    per_side: int = Field(ge=0, le=10)
    seconds: Seconds
    counts_in_total: bool = True


class Penalty(BaseModel):
    """Points off for an offence."""

    model_config = FROZEN

    offence: Literal[
        "overrun",
        "insult",
        "threat",
        "walkout",
        "false_fact",
        "false_summary",
        "citation",
        "foul",
        "broken_word",
    ]
    points: Number = Field(le=0)
    name: Text


class Deadlines(BaseModel):
    """Rules of patience at the table."""

    model_config = FROZEN

    deadlock_after_rounds: int = Field(default=3, ge=1)
    """Exchanges without movement on an issue before a deadlock may be stated."""
    bare_rejections_foul_after: int = Field(default=3, ge=1)
    answer_request_within_turns: int = Field(default=2, ge=1)


class Approval(BaseModel):
    """Who has to approve the draft."""

    model_config = FROZEN

    congress: bool = True
    """Workers' congress vote with the region's thresholds."""
    firms_seal: bool = False
    """Sector agreements: each firm decides whether to put its seal to it."""
    filing: bool = True
    publication: bool = True
    reballots: int = Field(default=1, ge=0, le=5)
    """How often a rejected draft may go back to bargaining."""


class Panel(BaseModel):
    """Who judges and how sheets become a result."""

    model_config = FROZEN

    judges: int = Field(ge=0, le=15)
    groups: tuple[Text, ...] = ()
    aggregation: Literal["mean", "drop_high_low_mean"] = "mean"
    individual: bool = False
    rubric: Identifier | None = None


class Draw(BaseModel):
    """How sides and tables come about at an event."""

    model_config = FROZEN

    sides: Literal["chosen", "drawn_on_spot", "fixed_for_event", "drawn_then_swapped"] = "chosen"
    teams: int = Field(default=2, ge=2, le=128)
    groups: int = Field(default=1, ge=1, le=64)
    ranking: Literal["within_side", "all_together", "knock_out"] = "all_together"


class Phase(BaseModel):
    """A stretch of the match."""

    model_config = FROZEN

    id: Identifier
    kind: PhaseKind
    name: Text
    seconds: Seconds = 0
    """Length; 0: untimed."""
    counts: bool = True
    """Whether it counts towards the clock's total."""
    floor: Floor
    starts: Side | None = None
    """Alternating phases: who speaks first (default: whoever did not speak last)."""
    roles: tuple[Literal["chief", "rep", "recorder", "chair", "mediator", "expert", "observer"], ...] = (
        "chief",
        "rep",
    )
    """Seats that may act."""
    moves: tuple[MoveGroup, ...] = ()
    on: Mapping[Trigger, Identifier] = Field(default_factory=dict)
    """Trigger to next phase. ``resume`` needs no entry: it returns to where the caucus was called."""
    note: Text | None = None


class Format(BaseModel):
    """A format file."""

    model_config = FROZEN

    format: Literal[1]
    """Version of this schema."""
    id: Identifier
    name: Text
    about: Text
    seats: tuple[SeatRule, ...] = Field(min_length=2)
    min_employers: int = Field(default=1, ge=1, le=50)
    """Sector formats: how many firms sit on the employer side at least."""
    clock: Clock
    start: Identifier
    phases: tuple[Phase, ...] = Field(min_length=2)
    caucus: CaucusRule
    deadlines: Deadlines = Deadlines()
    penalties: tuple[Penalty, ...] = ()
    approval: Approval = Approval()
    panel: Panel = Panel(judges=0)
    draw: Draw = Draw()
    meetings: int = Field(default=1, ge=1, le=30)
    """Meetings the talks may take; between them lie suspensions with homework."""
    tie_break: tuple[Literal["result", "law", "strategy", "chief_judge", "shared"], ...] = ("shared",)

    @cached_property
    def phase_map(self) -> Mapping[str, Phase]:
        """Phases by id."""
        return {phase.id: phase for phase in self.phases}

    @cached_property
    def seat_map(self) -> Mapping[str, SeatRule]:
        """Seats by id."""
        return {seat.id: seat for seat in self.seats}

    def chief(self, side: Side) -> SeatRule:
        """The chief's seat of a side."""
        return next(seat for seat in self.seats if seat.side is side and seat.role == "chief")
