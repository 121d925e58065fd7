"""What the clock and the engine put on record themselves.

Notices are consequences of moves and of time: given the same moves at the same times, the engine
writes the same notices, which is what ``verify`` checks.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from cases.format import Outcome, Trigger
from cases.sides import Side
from cases.terms import Value

CONFIG = ConfigDict(frozen=True, defer_build=True, extra="forbid")


class NoticeBase(BaseModel):
    """What every notice is."""

    model_config = CONFIG


class PhaseNotice(NoticeBase):
    """The match goes from one phase to the next."""

    kind: Literal["phase"] = "phase"
    origin: str
    to: str
    trigger: Trigger


class TurnTimeout(NoticeBase):
    """A turn lasted too long; the floor passes."""

    kind: Literal["turn_timeout"] = "turn_timeout"
    side: Side


class TimeWarning(NoticeBase):
    """So many seconds are left in the phase."""

    kind: Literal["warning"] = "warning"
    left: int


class TalkZero(NoticeBase):
    """A side's own talk time is used up."""

    kind: Literal["talk_zero"] = "talk_zero"
    side: Side


class PromiseDue(NoticeBase):
    """The condition of offer ``refs`` has been met: its terms now stand without condition."""

    kind: Literal["promise_due"] = "promise_due"
    refs: int
    side: Side
    terms: dict[str, Value]


class RequestOverdue(NoticeBase):
    """A request went unanswered too long; what the law obliges is handed over."""

    kind: Literal["request_overdue"] = "request_overdue"
    refs: int
    side: Side
    """Who failed to answer."""
    exhibits: tuple[int, ...] = ()


class DifferencesNotice(NoticeBase):
    """Issues left open when time ran out are written down as differences."""

    kind: Literal["differences"] = "differences"
    issues: tuple[str, ...]


class SegmentCount(NoticeBase):
    """One segment's part of a ballot."""

    segment: str
    delegates: int
    present: int
    yes: int


class BallotNotice(NoticeBase):
    """The congress has voted."""

    kind: Literal["ballot"] = "ballot"
    on: str
    segments: tuple[SegmentCount, ...]
    needed_present: int
    needed_yes: int
    passed: bool
    sealed: tuple[str, ...] = ()


class InForce(NoticeBase):
    """Filed and not objected to within the review period: the agreement is in force."""

    kind: Literal["in_force"] = "in_force"
    on: str


class Ended(NoticeBase):
    """The match is over."""

    kind: Literal["ended"] = "ended"
    phase: str
    outcome: Outcome


class Exported(NoticeBase):
    """An unfinished match was written to a file up to here."""

    kind: Literal["exported"] = "exported"


Notice: TypeAlias = Annotated[
    PhaseNotice
    | TurnTimeout
    | TimeWarning
    | TalkZero
    | PromiseDue
    | RequestOverdue
    | DifferencesNotice
    | BallotNotice
    | InForce
    | Ended
    | Exported,
    Field(discriminator="kind"),
]
"""Any notice."""

NOTICE: TypeAdapter[Notice] = TypeAdapter(Notice, config=ConfigDict(defer_build=True))

NOTICE_KINDS = frozenset(
    {
        "phase",
        "turn_timeout",
        "warning",
        "talk_zero",
        "promise_due",
        "request_overdue",
        "differences",
        "ballot",
        "in_force",
        "ended",
        "exported",
    }
)
"""Kinds written by the clock or the engine, never by a seat."""
