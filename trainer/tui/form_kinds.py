"""What the form can do: kinds of move in plain words, and the fields of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

OFFER = "offer"
"""A value on one issue: proposal, counter-offer or concession, as what was said before makes it."""

ANSWER = "answer"
"""The other side's standing offer, whole: accepted or rejected."""


YES, NO = "yes", "no"
"""Answers of fields that are one of two."""


class Field(StrEnum):
    """What a form can ask for."""

    TERM = "term"
    TERMS = "terms"
    CONDITION = "condition"
    ISSUE = "issue"
    ISSUES = "issues"
    LEVELS = "levels"
    REFS = "refs"
    PENDING = "pending"
    YES = "yes"
    BASIS = "basis"
    ARGUMENT = "argument"
    ITEMS = "items"
    PERIOD = "period"
    ARTICLE = "article"
    FACT = "fact"
    EXHIBIT = "exhibit"
    EXHIBITS = "exhibits"
    TARGET = "target"
    GROUND = "ground"
    WARN = "warn"
    WHO = "who"
    MINUTES = "minutes"
    UNTIL = "until"
    TO = "to"
    CAUSE = "cause"
    NOTE = "note"
    EVENT = "event"
    SEAT = "seat"
    WORDS = "words"


GROUPS: Mapping[str, tuple[str, ...]] = {
    "offers": (
        OFFER,
        "package",
        "conditional_offer",
        "final_offer",
        "accept",
        "reject",
        ANSWER,
        "tentative_agreement",
        "park",
        "drop",
        "reopen",
    ),
    "questions": ("probe", "info_request"),
    "reasons": ("appeal", "cite_data", "cite_law", "cite_comparator"),
    "information": ("opening", "agenda", "disclose", "summarise", "speech", "correct_minutes"),
    "procedure": (
        "yield",
        "caucus",
        "consent",
        "close_talks",
        "deadlock",
        "mediation_request",
        "adjourn",
        "sidebar",
        "record_differences",
        "substitute",
        "walkout",
    ),
}
"""Kinds of move by what people want to do; a threat is nobody's choice and is not among them."""

FORMS: Mapping[str, tuple[Field, ...]] = {
    OFFER: (Field.TERM, Field.ARGUMENT),
    "package": (Field.TERMS, Field.ARGUMENT),
    "conditional_offer": (Field.CONDITION, Field.TERMS, Field.ARGUMENT),
    "final_offer": (Field.TERMS, Field.ARGUMENT),
    "accept": (Field.ISSUE,),
    "reject": (Field.ISSUE, Field.BASIS, Field.ARGUMENT),
    ANSWER: (Field.REFS, Field.YES, Field.BASIS, Field.ARGUMENT),
    "tentative_agreement": (Field.ISSUE,),
    "park": (Field.ISSUE, Field.CAUSE),
    "drop": (Field.ISSUE,),
    "reopen": (Field.ISSUE, Field.CAUSE),
    "probe": (Field.TARGET, Field.ISSUE, Field.TERMS),
    "info_request": (Field.ITEMS, Field.PERIOD, Field.ARTICLE),
    "appeal": (Field.GROUND, Field.ISSUE, Field.ARGUMENT, Field.WARN),
    "cite_data": (Field.FACT, Field.ISSUE),
    "cite_law": (Field.ARTICLE, Field.ISSUE),
    "cite_comparator": (Field.WHO, Field.ISSUE, Field.EXHIBIT),
    "opening": (Field.ISSUES,),
    "agenda": (Field.ISSUES,),
    "disclose": (Field.EXHIBITS, Field.LEVELS),
    "summarise": (),
    "speech": (),
    "correct_minutes": (Field.EVENT, Field.NOTE),
    "yield": (),
    "caucus": (),
    "consent": (Field.PENDING, Field.YES),
    "close_talks": (),
    "deadlock": (Field.ISSUES,),
    "mediation_request": (Field.TO, Field.ISSUES),
    "adjourn": (Field.UNTIL, Field.ISSUES),
    "sidebar": (Field.MINUTES,),
    "record_differences": (Field.ISSUES,),
    "substitute": (Field.SEAT,),
    "walkout": (),
}
"""The fields of each kind, in order; every form ends with the words said with it."""

ALONE = frozenset({"accept", "reject", "tentative_agreement", "park", "drop", "reopen"})
"""Kinds that are about one issue and make no sense without it."""

KINDS_OF: Mapping[str, frozenset[str]] = {
    OFFER: frozenset({"propose", "counter", "concede"}),
    ANSWER: frozenset({"accept", "reject"}),
}


@dataclass
class Filled:
    """What stands in a form."""

    kind: str = ""
    values: dict[Field, Any] = field(default_factory=dict)

    def get(self, name: Field) -> Any:
        """A field's value; ``None`` where nothing was entered."""
        return self.values.get(name) or None


def possible(entry: str, kinds: frozenset[str]) -> bool:
    """Whether an entry of the form can be said, going by the kinds that can be said now."""
    return bool(KINDS_OF.get(entry, frozenset({entry})) & kinds)
