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

Days = Annotated[int, Field(ge=0, le=3660)]

Share = Annotated[str, Field(pattern=r"^[1-9][0-9]*/[1-9][0-9]*$")]
"""An exact part of a whole as people write it: ``2/3``."""

Role = Literal["chief", "rep", "recorder", "chair", "mediator", "expert", "official", "observer"]
"""Chiefs and representatives speak for a party and only they can bind it. Experts advise, officials answer
points for their office, mediators and chairs steer, recorders write, observers listen."""

REPRESENTING: frozenset[str] = frozenset({"chief", "rep"})
"""Roles that count as a party's representatives (Collective Contract Provisions, article 19)."""

Outcome = Literal["agreement", "differences", "suspended", "walkout", "stopped"]
"""How a match can end."""


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
    """No issue is left open and some are recorded as differences; in a vote: refused with no ballot left."""
    DEADLOCK = "deadlock"
    ADJOURN = "adjourn"
    MEDIATE = "mediate"
    MEDIATED = "mediated"
    PASSED = "passed"
    """The vote carried the draft; in a rating, people are satisfied."""
    REJECTED = "rejected"
    """The vote refused the draft; people are not satisfied."""
    SIGNED = "signed"
    FILED = "filed"
    PUBLISHED = "published"
    WALKOUT = "walkout"
    CHAIR_END = "chair_end"
    SMALL = "small"
    """Triage: a small matter, to be settled simply."""
    URGENT = "urgent"
    """Triage: an urgent matter, to be settled fast."""
    HARD = "hard"
    """Triage: a hard matter, to be settled by many."""


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
    """Sides take turns, speech by speech; more than two parties in the order of the file."""
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


class PartyRule(BaseModel):
    """A party of talks that are not simply between union and employer: residents, contractor, bureau."""

    model_config = FROZEN

    id: Identifier
    name: Text
    side: Side | None = None
    """The side in whose place it sits, if it takes part as one of the two."""


class SeatRule(BaseModel):
    """A seat of a side or party, or a neutral seat when it names neither."""

    model_config = FROZEN

    id: Identifier
    side: Side | None = None
    party: Identifier | None = None
    """One of the format's ``parties``, where it has any."""
    role: Role
    name: Text
    count: int = Field(default=1, ge=1, le=1000)
    """How many people sit in it (a deliberation group of 27 is one seat)."""
    may: tuple[MoveGroup, ...] = ()
    """Narrows the phase's moves for this seat: an expert with ``talk`` can advise and never commit."""


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


class VoteRule(BaseModel):
    """How a vote counts where the region's congress thresholds do not apply."""

    model_config = FROZEN

    party: Identifier | None = None
    """Who votes; none: everybody seated."""
    quorum: Share = "1/2"
    """Least part of those entitled who must be present."""
    carried: Share = "1/2"
    """Part of the votes that carries it."""
    strict: bool = True
    """``True``: more than that part; ``False``: that part is enough."""
    base: Literal["entitled", "present"] = "present"
    """Of whom the part is taken."""
    secret: bool = False


class Task(BaseModel):
    """Something to be done outside the room: homework between meetings, a step of carrying out."""

    model_config = FROZEN

    id: Identifier
    name: Text
    owner: Identifier
    """The seat that answers for it."""
    days: Days = 0
    """Days it may take; 0: as long as the phase."""


class Phase(BaseModel):
    """A stretch of the match."""

    model_config = FROZEN

    id: Identifier
    kind: PhaseKind
    name: Text
    seconds: Seconds = 0
    """Length at the table; 0: untimed."""
    days: Days = 0
    """Length in calendar days of a phase away from the table: a suspension, a notice, a deadline."""
    counts: bool = True
    """Whether it counts towards the clock's total."""
    floor: Floor
    starts: Side | None = None
    """Alternating phases: who speaks first (default: whoever did not speak last)."""
    roles: tuple[Role, ...] = ("chief", "rep")
    """Seats that may act."""
    moves: tuple[MoveGroup, ...] = ()
    on: Mapping[Trigger, Identifier] = Field(default_factory=dict)
    """Trigger to next phase. ``resume`` needs no entry: it returns to where the caucus was called."""
    vote: VoteRule | None = None
    """Votes that are not the workers' congress."""
    tasks: tuple[Task, ...] = ()
    outcome: Outcome | None = None
    """End phases: what has come of the match."""
    note: Text | None = None
    """What the phase is for, told to those at the table."""


class Format(BaseModel):
    """A format file."""

    model_config = FROZEN

    format: Literal[1]
    """Version of this schema."""
    id: Identifier
    name: Text
    about: Text
    parties: tuple[PartyRule, ...] = ()
    """More than two parties, or two that are not union and employer; none: the two sides."""
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

    @property
    def two_sided(self) -> bool:
        """Whether it is talks between union and employer alone, which the table can run."""
        return not self.parties

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
