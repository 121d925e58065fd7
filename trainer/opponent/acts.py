"""What is to be done, with what has to be said about it: a move and the pieces its sentences are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cases import moves as m
from cases.messages import Param
from cases.terms import Terms, Value
from cases.text import Lang, Text
from trainer.i18n import LIST_MARK, say
from trainer.opponent.situation import Situation
from trainer.speech.day_words import day_text
from trainer.speech.values import (
    figure_text,
    issue_names,
    item_name,
    law_name,
    term_text,
    terms_text,
    value_brief,
)

ALL_TIME = Decimal(1)
"""Elapsed share when the bargaining is over."""


@dataclass(frozen=True, slots=True)
class Act:
    """One move of a speech. ``says`` names the act in the room ``voice``; ``places`` fill its sentence."""

    move: m.Move
    says: str
    places: Mapping[str, Param] = field(default_factory=dict)
    argument: str | None = None
    """The argument of the own brief that carries it."""
    next: str | None = None
    """Name of the closing sentence: a question, an invitation."""
    next_places: Mapping[str, Param] = field(default_factory=dict)
    ends: bool = False
    """Nothing may follow it in the same speech: it can bring about the next phase."""
    holds: bool = False
    """The floor is kept even if it is the last move: the turn goes on after a break."""


def both(zh: str, en: str) -> Text:
    """Words in both languages, from text already put together."""
    return Text(zh=zh, en=en)


def term(s: Situation, name: str, value: Value) -> Text:
    """A term in words."""
    return both(*(term_text(s.issues, name, value, lang) for lang in Lang))


def brief(s: Situation, name: str, value: Value) -> Text:
    """A term in words, of many grades only the lowest and the highest."""
    return both(*(term_text(s.issues, name, value, lang, brief=True) for lang in Lang))


def value(s: Situation, name: str, value: Value) -> Text:
    """A value in words, without the issue's name; of many grades only the lowest and the highest."""
    return both(*(value_brief(s.issues[name], value, lang) for lang in Lang))


def law(name: str) -> Text:
    """A law by name."""
    return both(*(law_name(name, lang) for lang in Lang))


def terms(s: Situation, values: Terms, most: int = 4) -> Text:
    """Terms in words; of a long list the weightiest are said and the rest is counted."""
    ranked = sorted(values, key=lambda name: -s.prefs.weight(name))[:most]
    said = {name: values[name] for name in s.issues if name in ranked}
    return both(*(terms_text(s.issues, said, lang, brief=True) for lang in Lang))


def names(s: Situation, issues: Iterable[str], most: int = 5) -> Text:
    """Issues by name; of a long list the first ones are named and the rest is counted."""
    known = tuple(issues)
    if len(known) <= most:
        return both(*(issue_names(s.issues, known, lang) for lang in Lang))
    said = known[: most - 1]
    return both(
        *(say("move.some", lang, list=issue_names(s.issues, said, lang), count=len(known)) for lang in Lang)
    )


def name(s: Situation, issue: str) -> Text:
    """An issue by name."""
    return s.issues[issue].name


def items(wanted: Iterable[str]) -> Text:
    """Items of information by name."""
    known = tuple(wanted)
    return both(*(LIST_MARK[lang].join(item_name(item, lang) for item in known) for lang in Lang))


def numbers(values: Iterable[int]) -> Text:
    """Exhibit numbers as a list."""
    known = tuple(str(value) for value in values)
    return both(*(LIST_MARK[lang].join(known) for lang in Lang))


def figure(stated: m.Figure, label: Text) -> Text:
    """A figure by the paper's own name for it."""
    return both(*(figure_text(stated, lang, label) for lang in Lang))


def day(iso: str) -> Text:
    """A day in words."""
    return both(*(day_text(iso, lang) for lang in Lang))
