"""One issue of a case: what can be said about it, in which steps, and what the law already obliges."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cases.messages import Message, message
from cases.problems import Fault
from cases.sides import Side
from cases.terms import Number, Value
from cases.text import Sentence, Text
from cases.workforce import CostDriver

FROZEN = ConfigDict(frozen=True, defer_build=True, extra="forbid", ignored_types=(cached_property,))
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]


class Unit(StrEnum):
    """Units of issue values; the first ten are those of labelled utterances."""

    PCT = "pct"
    YUAN_PER_MONTH = "yuan_per_month"
    YUAN_PER_DAY = "yuan_per_day"
    YUAN_PER_PIECE = "yuan_per_piece"
    YUAN_PER_YEAR = "yuan_per_year"
    YUAN = "yuan"
    DAYS = "days"
    TIMES_PER_YEAR = "times_per_year"
    YEARS = "years"
    MONTHS = "months"
    DATE = "date"
    CHOICE = "choice"


class ArticleRef(BaseModel):
    """A pointer into the statute table: short or full law name and article number."""

    model_config = FROZEN

    law: Sentence
    article: int = Field(ge=1)


class LegalRule(BaseModel):
    """What the law already says about an issue (statutory floor, ceiling, or a plain duty)."""

    model_config = FROZEN

    kind: Literal["floor", "ceiling", "duty"]
    """``floor``/``ceiling`` bound the value; a ``duty`` is owed anyway and can't be sold as a concession."""
    value: Value | None = None
    """The bound, in the issue's unit. For a ``duty``: the level that is owed without any bargain."""
    article: ArticleRef
    note: Text


class Choice(BaseModel):
    """One option of a choice issue; options are listed from worst to best for the union."""

    model_config = FROZEN

    id: Identifier
    label: Text


class Grid(BaseModel):
    """An exact ladder of numbers from ``min`` to ``max`` in steps of ``step``."""

    model_config = FROZEN

    min: Number
    max: Number
    step: Number = Field(gt=0)

    @model_validator(mode="after")
    def _whole_steps(self) -> Self:
        if self.max < self.min:
            raise Fault(message("check.grid.reversed", min=self.min, max=self.max))
        if (self.max - self.min) % self.step:
            raise Fault(message("check.grid.ragged", min=self.min, max=self.max, step=self.step))
        if (self.max - self.min) / self.step > 1000:
            raise Fault(message("check.grid.fine", step=self.step))
        return self

    def values(self) -> tuple[Decimal, ...]:
        """Every rung, lowest first."""
        count = int((self.max - self.min) / self.step)
        return tuple((self.min + self.step * n).normalize() + 0 for n in range(count + 1))

    def holds(self, number: Decimal) -> bool:
        """Whether ``number`` is a rung."""
        return self.min <= number <= self.max and not (number - self.min) % self.step

    def share(self, number: Decimal) -> Decimal:
        """Where ``number`` lies between the ends, 0 to 1 (0 when the ladder has one rung)."""
        return (number - self.min) / (self.max - self.min) if self.max > self.min else Decimal(0)


class Grade(BaseModel):
    """A skill grade of a per-grade issue, with its own ladder and level in force."""

    model_config = FROZEN

    id: Identifier
    name: Text
    current: Number
    grid: Grid


class Aliases(BaseModel):
    """Local words for an issue, for typed speech and commands."""

    model_config = FROZEN

    zh: tuple[Sentence, ...] = ()
    en: tuple[Sentence, ...] = ()


class Issue(BaseModel):
    """A matter to settle. Exactly one of ``grid``, ``dates``, ``choices``, ``grades`` holds its values."""

    model_config = FROZEN

    id: Identifier
    name: Text
    question: Text
    """The issue as an open question, for interest-based talks and the briefing."""
    aliases: Aliases = Aliases()
    unit: Unit
    current: Value
    """The level in force today (0 for a rise)."""
    grid: Grid | None = None
    dates: tuple[Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")], ...] = ()
    choices: tuple[Choice, ...] = ()
    grades: tuple[Grade, ...] = ()
    union_wants: Literal["more", "less", "earlier", "later", "last"]
    """Which way is better for the union: along the ladder or the dates, or towards the last choice."""
    relative: bool = False
    """The value is itself a change (a rise of 6 %), so that "by" and "to" mean the same."""
    legal: tuple[LegalRule, ...] = ()
    cost: CostDriver
    decimals: int = Field(default=0, ge=0, le=4)

    @model_validator(mode="after")
    def _one_domain(self) -> Self:
        domains = [bool(self.grid), bool(self.dates), bool(self.choices), bool(self.grades)]
        if sum(domains) != 1:
            raise Fault(message("check.issue.domain", issue=self.id))
        fault = self.fault(self.current, current=True)
        if fault is not None:
            raise Fault(fault)
        return self

    @cached_property
    def grade_map(self) -> Mapping[str, Grade]:
        """Grades by id."""
        return {grade.id: grade for grade in self.grades}

    @cached_property
    def choice_map(self) -> Mapping[str, Choice]:
        """Choices by id."""
        return {choice.id: choice for choice in self.choices}

    @cached_property
    def options(self) -> tuple[Value, ...]:
        """Every value of a scalar issue, in ladder order; a per-grade issue has :attr:`ladders`."""
        if self.grid:
            return self.grid.values()
        if self.dates:
            return tuple(sorted(self.dates))
        return tuple(choice.id for choice in self.choices)

    @cached_property
    def ladders(self) -> Mapping[str, tuple[Value, ...]]:
        """Scalar parts of the issue: one ladder named ``""``, or one for each grade."""
        if self.grades:
            return {grade.id: grade.grid.values() for grade in self.grades}
        return {"": self.options}

    def fault(self, value: Value, *, current: bool = False) -> Message | None:
        """Why ``value`` is not a value of this issue (wrong kind, off the ladder), or ``None``.

        The level in force (``current``) may lie off the ladder: a case may start below what can be agreed.
        """
        if self.grades:
            return self._grades_fault(value, current)
        if self.grid:
            if not isinstance(value, Decimal):
                return message("check.value.number", issue=self.name)
            if current or self.grid.holds(value):
                return None
            return message(
                "check.value.off_grid",
                issue=self.name,
                min=self.grid.min,
                max=self.grid.max,
                step=self.grid.step,
            )
        if value in self.options or (current and self.dates and isinstance(value, str)):
            return None
        options = tuple(str(option) for option in self.options)
        return message("check.value.option", issue=self.name, options=options)

    def _grades_fault(self, value: Value, current: bool) -> Message | None:
        if not isinstance(value, dict) or not value:
            return message("check.value.grades", issue=self.name, grades=tuple(self.grade_map))
        for name, number in value.items():
            grade = self.grade_map.get(name)
            if grade is None:
                return message("check.value.grade", issue=self.name, grade=name, grades=tuple(self.grade_map))
            if not current and not grade.grid.holds(number):
                grid = grade.grid
                return message(
                    "check.value.off_grid", issue=grade.name, min=grid.min, max=grid.max, step=grid.step
                )
        return None

    def union_share(self, value: Value) -> Decimal:
        """How far ``value`` lies towards the union's best end of the issue, 0 to 1 (grades averaged)."""
        if isinstance(value, dict):
            shares = [self.grade_map[name].grid.share(number) for name, number in value.items()]
            share = sum(shares, Decimal(0)) / len(shares)
        elif self.grid:
            share = self.grid.share(Decimal(value))
        else:
            last = max(len(self.options) - 1, 1)
            share = Decimal(self.options.index(value) if value in self.options else 0) / last
        clipped = min(max(share, Decimal(0)), Decimal(1))
        return clipped if self.union_wants in {"more", "later", "last"} else 1 - clipped

    def better_for(self, side: Side, new: Value, old: Value) -> int:
        """1 if ``new`` is better than ``old`` for ``side``, -1 if worse, 0 if neither."""
        gain = self._compare(new, old)
        return gain if side is Side.UNION else -gain

    def _compare(self, new: Value, old: Value) -> int:
        if isinstance(new, dict) and isinstance(old, dict):
            delta = sum((number - old.get(name, number) for name, number in new.items()), Decimal(0))
            sign = (delta > 0) - (delta < 0)
        elif self.grid:
            sign = (Decimal(str(new)) > Decimal(str(old))) - (Decimal(str(new)) < Decimal(str(old)))
        else:
            order = {option: place for place, option in enumerate(self.options)}
            first, second = order.get(str(new), -1), order.get(str(old), -1)
            sign = (first > second) - (first < second)
        return sign if self.union_wants in {"more", "later", "last"} else -sign
