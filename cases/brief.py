"""A side's confidential brief: priorities, limits, alternative, members, preferences."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, Field

from cases.exhibits import ExhibitNumber
from cases.issues import FROZEN, Identifier
from cases.terms import Number, Value
from cases.text import Text


class Point(BaseModel):
    """A corner of a piecewise linear value function: an issue's value and its worth, 0 to 1."""

    model_config = FROZEN

    at: Number | str
    worth: Number = Field(ge=0, le=1)


class GradeWorth(BaseModel):
    """How much of a per-grade issue's weight sits on one grade."""

    model_config = FROZEN

    grade: Identifier
    share: Number = Field(ge=0, le=1)


class IssuePreference(BaseModel):
    """What one issue is worth to a side."""

    model_config = FROZEN

    issue: Identifier
    weight: Number = Field(ge=0, le=100)
    """Share of 100 over all issues."""
    points: tuple[Point, ...] = ()
    """Corners in ladder order; none means a straight line from the worst end (0) to the best (1)."""
    grades: tuple[GradeWorth, ...] = ()
    """Per-grade issues: shares that sum to 1; none means equal shares."""
    target: Value
    """What the side hopes for."""
    opening: Value
    """What the side would sensibly open with."""
    limit: Value
    """The worst value the mandate allows."""
    reason: Text
    """Why it matters to this side (shown in the brief)."""


class Argument(BaseModel):
    """A reason a side can give for its position on an issue, with the exhibit that carries it."""

    model_config = FROZEN

    id: Identifier
    issue: Identifier
    exhibit: ExhibitNumber | None = None
    text: Text
    """A clause that completes "because ...": it is put into the side's sentences."""


class Care(BaseModel):
    """How much a segment of the members cares about an issue."""

    model_config = FROZEN

    issue: Identifier
    weight: Number = Field(gt=0)


class Segment(BaseModel):
    """A part of a side's members: it votes (or presses) by what it gets."""

    model_config = FROZEN

    id: Identifier
    name: Text
    members: int = Field(ge=1)
    delegates: int = Field(ge=0)
    """Seats in the workers' congress (union side); 0 for the employer's inner circle."""
    turnout: Number = Field(default=Decimal(1), ge=0, le=1)
    """Share of its delegates who come to the vote."""
    expectation: Number = Field(ge=0, le=1)
    """Share of the way from the worst to the best end, weighed by its cares, that it expects."""
    cares: tuple[Care, ...] = Field(min_length=1)
    note: Text
    """What this segment says it needs."""
    groups: tuple[Identifier, ...] = ()
    """Workforce groups it is made of (for its gain in yuan)."""


class Budget(BaseModel):
    """The mandate in money: what the books allow."""

    model_config = FROZEN

    run_rate: Number = Field(gt=0)
    """Highest cost of the settlement in a full year, yuan."""
    reason: Text


class Brief(BaseModel):
    """Everything that one side knows and the other must not."""

    model_config = FROZEN

    summary: tuple[Text, ...] = Field(min_length=1)
    priorities: tuple[Text, ...] = Field(min_length=1)
    mandate: Text
    alternative: Text
    """What happens without an agreement, as this side sees it."""
    reservation: Number = Field(ge=0, le=1)
    """Worth of the alternative on the scale of the preferences: below it, no deal is better."""
    preferences: tuple[IssuePreference, ...] = Field(min_length=1)
    arguments: tuple[Argument, ...] = Field(min_length=1)
    segments: tuple[Segment, ...] = Field(min_length=1)
    budget: Budget | None = None

    def preference(self, issue: str) -> IssuePreference:
        """The preference on ``issue``; every issue of a checked case has one."""
        return next(preference for preference in self.preferences if preference.issue == issue)
