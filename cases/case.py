"""The case file: what is bargained, about what firm, with which papers, for whom.

The models hold each part to its shape; what must agree between parts (an argument that names
an exhibit, weights that sum) is checked by :mod:`cases.cross_check`, so that one pass finds every fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from cases.brief import Brief
from cases.exhibits import Chapter, Exhibit
from cases.issues import FROZEN, Identifier, Issue
from cases.sides import BySide
from cases.terms import Number, Value
from cases.text import Sentence, Text
from cases.workforce import Finance, Rates, Workforce

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Firm(BaseModel):
    """One employer. An enterprise case has one; a sector case seats several on the employer side."""

    model_config = FROZEN

    id: Identifier
    name: Text
    profile: Text
    workforce: Workforce
    finance: Finance
    budget: Number | None = Field(default=None, gt=0)
    """Sector cases: the highest yearly cost at which this firm puts its seal to the agreement, yuan."""


class Party(BaseModel):
    """A side as the public knows it."""

    model_config = FROZEN

    name: Text
    """How the side is addressed (the union committee of ..., the management of ...)."""
    chief: Text
    """The chief representative's office (no personal names)."""
    seats: tuple[Text, ...] = Field(min_length=3)
    """Offices of all representatives, chief first."""


class PastAgreement(BaseModel):
    """What was agreed in an earlier year."""

    model_config = FROZEN

    year: int = Field(ge=1995, le=2100)
    text: Text


class Calendar(BaseModel):
    """Days that the procedure counts from."""

    model_config = FROZEN

    proposal: Day
    """Written offer to bargain received."""
    reply: Day
    meeting: Day
    """The day of the match."""
    year_start: Day
    """First day of the twelve months that "year one" means."""
    expiry: Day | None = None
    """Last day of the agreement in force."""


class Case(BaseModel):
    """A whole case. Frozen; unknown fields are refused; everything a person reads has zh and en."""

    model_config = FROZEN

    case: Literal[1]
    """Version of this schema."""
    id: Identifier
    title: Text
    sector: Text
    place: Text
    summary: Text
    difficulty: int = Field(ge=1, le=5)
    level: Literal["enterprise", "sectoral"] = "enterprise"
    region: Identifier
    calendar: Calendar
    formats: tuple[Identifier, ...] = Field(min_length=1)
    """Formats that suit the case, best first."""
    parties: BySide[Party]
    background: tuple[Chapter, ...] = Field(min_length=1)
    past: tuple[PastAgreement, ...] = ()
    firms: tuple[Firm, ...] = Field(min_length=1)
    rates: Rates
    issues: tuple[Issue, ...] = Field(min_length=1)
    exhibits: tuple[Exhibit, ...] = Field(min_length=20)
    briefs: BySide[Brief]
    lexicon: Mapping[Sentence, Sentence] = Field(default_factory=dict)
    """Local words to standard ones, for typed speech."""

    @cached_property
    def issue_map(self) -> Mapping[str, Issue]:
        """Issues by id, in the case's order."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def exhibit_map(self) -> Mapping[int, Exhibit]:
        """Exhibits by number."""
        return {exhibit.no: exhibit for exhibit in self.exhibits}

    @cached_property
    def current(self) -> Mapping[str, Value]:
        """The terms in force today."""
        return {issue.id: issue.current for issue in self.issues}
