"""What the case file tells: chapters, tables, and numbered exhibits with their owner and key."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from cases.issues import FROZEN, ArticleRef, Identifier, Unit
from cases.messages import message
from cases.problems import Fault
from cases.terms import Number
from cases.text import Sentence, Text

Cell = Number | Sentence | Text
"""A table cell: a number, a word that needs no translation (a year, a code), or words in both languages."""


class Column(BaseModel):
    """A table column: heading, unit, decimals to show."""

    model_config = FROZEN

    name: Text
    decimals: int = Field(default=0, ge=0, le=4)


class Table(BaseModel):
    """A table of figures. The first cell of a row is its label."""

    model_config = FROZEN

    title: Text
    columns: tuple[Column, ...] = Field(min_length=2)
    rows: tuple[tuple[Cell, ...], ...] = Field(min_length=1)
    source: Text | None = None

    @model_validator(mode="after")
    def _square(self) -> Self:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise Fault(message("check.table.ragged", cells=len(row), columns=len(self.columns)))
        return self


class Chapter(BaseModel):
    """A chapter of the public background."""

    model_config = FROZEN

    id: Identifier
    title: Text
    paragraphs: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()


class Fact(BaseModel):
    """One checkable figure of an exhibit: what data citations are compared with."""

    model_config = FROZEN

    metric: Identifier
    label: Text
    period: Sentence | None = None
    value: Number
    unit: Unit | Literal["people", "units", "hours", "index"]


class UnlockKey(StrEnum):
    """What opens an exhibit to the other side."""

    PUBLIC = "public"
    ON_REQUEST = "on_request"
    ON_REQUEST_WITH_LAW = "on_request_with_law"
    RECIPROCAL = "reciprocal"
    ON_PROBE = "on_probe"
    NEVER = "never"


class Unlock(BaseModel):
    """The key of an exhibit and what it takes to turn it."""

    model_config = FROZEN

    key: UnlockKey
    items: tuple[Identifier, ...] = ()
    """Names under which it is asked for (``profit``, ``total_payroll``)."""
    issue: Identifier | None = None
    """``on_probe``: a question about this issue's interest opens it."""
    returns: int | None = None
    """``reciprocal``: it is shown once this exhibit of the asking side has been disclosed."""
    article: ArticleRef | None = None
    """The duty to show it, where there is one; a lawful request may then not be refused."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        key = self.key
        if key in {UnlockKey.ON_REQUEST, UnlockKey.ON_REQUEST_WITH_LAW} and not self.items:
            raise Fault(message("check.unlock.items", key=key.value))
        if key is UnlockKey.ON_REQUEST_WITH_LAW and self.article is None:
            raise Fault(message("check.unlock.article", key=key.value))
        if key is UnlockKey.RECIPROCAL and self.returns is None:
            raise Fault(message("check.unlock.returns", key=key.value))
        if key is UnlockKey.ON_PROBE and self.issue is None:
            raise Fault(message("check.unlock.issue", key=key.value))
        return self


class Exhibit(BaseModel):
    """A numbered document of the case pack."""

    model_config = FROZEN

    no: int = Field(ge=1)
    owner: Literal["union", "employer", "both"]
    unlock: Unlock
    title: Text
    body: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    source: Text | None = None

    @model_validator(mode="after")
    def _something_in_it(self) -> Self:
        if not self.body and not self.tables:
            raise Fault(message("check.exhibit.empty", no=self.no))
        if self.owner == "both" and self.unlock.key is not UnlockKey.PUBLIC:
            raise Fault(message("check.exhibit.shared", no=self.no))
        return self


ExhibitNumber = Annotated[int, Field(ge=1)]
