"""The preparation sheet: what a side writes down before it sits at the table.

It belongs to the person, not to the match: no rule reads it, and the debrief compares it with what came.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cases.terms import Value

MOST_EXHIBITS = 3
"""As many exhibits can be named the strongest."""

CONFIG = ConfigDict(frozen=True, defer_build=True, extra="ignore")


class Plan(BaseModel):
    """What a side means to do about one issue; ``None`` where nothing is written down yet."""

    model_config = CONFIG

    opening: Value | None = None
    """What it will open with."""
    target: Value | None = None
    """What it hopes for."""
    limit: Value | None = None
    """What it will not go beyond."""


class KeptFigure(BaseModel):
    """A row of a table in the case file, marked as evidence."""

    model_config = CONFIG

    chapter: str | None = None
    """The chapter of the background it stands in ..."""
    exhibit: int | None = None
    """... or the exhibit."""
    table: Annotated[int, Field(ge=0)]
    """Which table there, from 0."""
    row: Annotated[int, Field(ge=0)]


class Sheet(BaseModel):
    """Everything a person prepared for one match."""

    model_config = CONFIG

    plans: dict[str, Plan] = {}
    """By issue."""
    order: tuple[str, ...] = ()
    """Issues in the order in which they shall be taken; empty while nobody thought about it."""
    ask: tuple[str, ...] = ()
    """Items of information to ask for."""
    strongest: Annotated[tuple[int, ...], Field(max_length=MOST_EXHIBITS)] = ()
    """Numbers of the strongest exhibits."""
    kept: tuple[KeptFigure, ...] = ()
    guess: tuple[str, ...] = ()
    """Issues in the order in which the other side seems to care about them; empty while nobody thought."""

    def plan(self, issue: str) -> Plan:
        """The plan for an issue."""
        return self.plans.get(issue, Plan())

    def with_plan(self, issue: str, plan: Plan) -> Sheet:
        """A copy with one issue's plan changed."""
        return self.model_copy(update={"plans": {**self.plans, issue: plan}})

    @property
    def empty(self) -> bool:
        """Whether nothing is written on it."""
        return self == Sheet()


def read_sheet(body: str | None) -> Sheet:
    """A sheet as it was kept; an empty one where there is none or it cannot be read."""
    try:
        return Sheet.model_validate_json(body) if body else Sheet()
    except ValidationError:
        return Sheet()


def toggled(members: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The members without ``name`` if it is among them, else with it at the end."""
    return tuple(each for each in members if each != name) if name in members else (*members, name)
