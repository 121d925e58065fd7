"""The state of a table: what a fold over its events amounts to.

Plain frozen dataclasses: nothing here decides anything, and nothing can be changed in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from cases.case import Case
from cases.format import Format, Phase
from cases.sides import BySide, Side
from cases.terms import Value
from trainer.table.fast_replace import replace


class Status(StrEnum):
    """Where an issue stands."""

    OPEN = "open"
    PARKED = "parked"
    TENTATIVE = "tentative"
    DROPPED = "dropped"
    DISPUTED = "disputed"

    @property
    def closed(self) -> bool:
        """Whether nothing more needs to be said about it before the draft."""
        return self in {Status.TENTATIVE, Status.DROPPED, Status.DISPUTED}


@dataclass(frozen=True)
class Position:
    """A value that a side has stated."""

    value: Value
    seq: int
    tied: bool = False
    """Part of a package or condition: it can't be picked out."""


NO_POSITION: BySide[Position | None] = BySide(None, None)
NOT_DROPPED = BySide(False, False)


@dataclass(frozen=True)
class IssueState:
    """One line of the ledger."""

    status: Status = Status.OPEN
    firm: BySide[Position | None] = NO_POSITION
    """Last unconditional position of each side: what the other may accept."""
    stated: BySide[Position | None] = NO_POSITION
    """Last stated value of each side, tied or not: what the gap is drawn from."""
    agreed: Value | None = None
    agreed_seq: int | None = None
    bundle: int | None = None
    """Number of the accepted package that this term came with; such terms stand and fall together."""
    dropped_by: BySide[bool] = NOT_DROPPED
    rejections: BySide[int] = field(default_factory=lambda: BySide(0, 0))
    """Bare rejections in a row by each side, reset when it moves."""
    moved_round: int = 0
    """Round in which a position on it last moved."""


OfferStatus: TypeAlias = Literal["standing", "accepted", "rejected", "superseded", "due"]
RequestStatus: TypeAlias = Literal["open", "answered", "overdue"]


@dataclass(frozen=True)
class Offer:
    """A package, condition or final offer on the table."""

    seq: int
    side: Side
    kind: Literal["package", "conditional_offer", "final_offer"]
    terms: Mapping[str, Value]
    condition: Mapping[str, Value] = field(default_factory=dict)
    status: OfferStatus = "standing"

    @property
    def everything(self) -> dict[str, Value]:
        """All terms it would settle."""
        return {**self.condition, **self.terms}


@dataclass(frozen=True)
class Request:
    """A request for information and what became of it."""

    seq: int
    side: Side
    """Who asked."""
    items: tuple[str, ...]
    lawful: bool
    """It named an article that obliges the other side."""
    asked_after: int = 0
    """Turns that the other side had finished when it was asked."""
    status: RequestStatus = "open"


@dataclass(frozen=True)
class Procedural:
    """A procedural proposal that needs the other chief's consent."""

    seq: int
    side: Side
    kind: Literal["adjourn", "sidebar", "deadlock", "close_talks"]


@dataclass(frozen=True)
class Foul:
    """A recorded offence."""

    seq: int
    side: Side
    rule: str
    key: str


@dataclass(frozen=True)
class SegmentVote:
    """How one segment's delegates voted."""

    segment: str
    delegates: int
    present: int
    yes: int


@dataclass(frozen=True)
class Ballot:
    """A congress vote."""

    seq: int
    on: str
    segments: tuple[SegmentVote, ...]
    needed_present: int
    needed_yes: int
    passed: bool
    sealed: tuple[str, ...] = ()
    """Firms that put their seal to it (sector agreements)."""

    @property
    def delegates(self) -> int:
        """All delegates."""
        return sum(segment.delegates for segment in self.segments)

    @property
    def present(self) -> int:
        """Delegates who came."""
        return sum(segment.present for segment in self.segments)

    @property
    def yes(self) -> int:
        """Votes in favour."""
        return sum(segment.yes for segment in self.segments)


@dataclass(frozen=True)
class Closing:
    """The steps after the handshake."""

    drafted: BySide[bool] = NOT_DROPPED
    ballots: tuple[Ballot, ...] = ()
    signed: BySide[str | None] = field(default_factory=lambda: BySide(None, None))
    filed: str | None = None
    in_force: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class ClockState:
    """Time as the events gave it, milliseconds of table time."""

    now: int = 0
    phase_started: int = 0
    phase_left: int | None = None
    """Time left of the phase when it was entered or extended; ``None``: untimed."""
    floor_since: int = 0
    talk: BySide[int] = field(default_factory=lambda: BySide(0, 0))
    counted: int = 0
    """Counted time before this phase."""
    paused_at: int | None = None
    warned: tuple[int, ...] = ()
    talk_zero: BySide[bool] = NOT_DROPPED
    held: int | None = None
    """Time left of the phase to which a caucus will return."""

    @property
    def phase_end(self) -> int | None:
        """Table time at which the phase is over."""
        return None if self.phase_left is None else self.phase_started + self.phase_left


@dataclass(frozen=True)
class TableState:
    """Everything about a match that follows from its events."""

    seq: int
    phase: str
    floor: Side | None
    """Whose turn it is; ``None`` where anyone or no one may speak."""
    last_speaker: Side | None
    round: int
    """Speeches so far, both sides together."""
    issues: Mapping[str, IssueState]
    clock: ClockState
    offers: tuple[Offer, ...] = ()
    """Offers that stand or have come due; the others are in ``past_offers``."""
    past_offers: tuple[Offer, ...] = ()
    requests: tuple[Request, ...] = ()
    """Requests still open; the others are in ``past_requests``."""
    past_requests: tuple[Request, ...] = ()
    turns: BySide[int] = field(default_factory=lambda: BySide(0, 0))
    """Turns that each side has finished."""
    pending: tuple[Procedural, ...] = ()
    consented: str | None = None
    """The procedural proposal that the last event agreed to."""
    revealed: BySide[frozenset[int]] = field(default_factory=lambda: BySide(frozenset(), frozenset()))
    """Exhibits of the other side that each side has been shown."""
    opened: BySide[bool] = NOT_DROPPED
    ready: BySide[bool] = NOT_DROPPED
    caucuses: BySide[int] = field(default_factory=lambda: BySide(0, 0))
    caller: Side | None = None
    return_to: str | None = None
    return_floor: Side | None = None
    reports: BySide[int] = field(default_factory=lambda: BySide(0, 0))
    finals: BySide[tuple[int, ...]] = field(default_factory=lambda: BySide((), ()))
    fouls: tuple[Foul, ...] = ()
    chiefs: BySide[str] = field(default_factory=lambda: BySide("", ""))
    meeting: int = 1
    differences: tuple[str, ...] = ()
    closing: Closing = field(default_factory=Closing)
    ended: bool = False

    @property
    def ledger(self) -> dict[str, Value]:
        """Terms tentatively agreed: the only source of the draft."""
        return {
            name: issue.agreed
            for name, issue in self.issues.items()
            if issue.status is Status.TENTATIVE and issue.agreed is not None
        }

    def unsettled(self) -> tuple[str, ...]:
        """Issues still open or parked."""
        return tuple(name for name, issue in self.issues.items() if not issue.status.closed)

    def offer(self, seq: int) -> Offer | None:
        """The offer made by event ``seq``."""
        every = (*self.offers, *reversed(self.past_offers))
        return next((offer for offer in every if offer.seq == seq), None)

    def waited(self, request: Request) -> int:
        """Turns of the side asked that have passed without an answer."""
        return self.turns[request.side.other] - request.asked_after

    def with_issue(self, name: str, issue: IssueState) -> TableState:
        """A copy with one ledger line changed."""
        return replace(self, issues={**self.issues, name: issue})


def initial_state(case: Case, form: Format) -> TableState:
    """The table before anyone spoke."""
    start = form.phase_map[form.start]
    return TableState(
        seq=0,
        phase=start.id,
        floor=first_floor(start, None),
        last_speaker=None,
        round=0,
        issues={issue.id: IssueState() for issue in case.issues},
        clock=ClockState(phase_left=start.seconds * 1000 if start.seconds else None),
        chiefs=BySide(form.chief(Side.UNION).id, form.chief(Side.EMPLOYER).id),
    )


def first_floor(phase: Phase, last: Side | None, caller: Side | None = None) -> Side | None:
    """Who has the floor when a phase begins."""
    if phase.floor.value in {"union", "employer"}:
        return Side(phase.floor.value)
    if phase.floor.value == "caller":
        return caller
    if phase.floor.value == "alternate":
        if phase.starts is not None:
            return phase.starts
        return last.other if last is not None else Side.UNION
    return None
