"""What the table answers to a command: accepted, or refused with the rule and what would be possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases import moves as m
from cases.issues import ArticleRef
from cases.messages import Message
from cases.transcript import Event, Finding, Verdict

if TYPE_CHECKING:
    from trainer.table.state import TableState


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody wants to do something, at a given table time."""

    seat: str
    move: m.Move
    at: int
    """Table time, milliseconds. The clock is given, never taken."""
    version: int | None = None
    """Number of the last event the speaker had seen; ``None`` waives the check."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The move may not be made; nothing has changed."""

    rule: str
    reason: Message
    possible: Message | None = None
    """What could be done instead."""
    article: ArticleRef | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The move stands, with the events it produced (the move first, then its consequences)."""

    events: tuple[Event, ...]
    state: TableState

    @property
    def verdict(self) -> Verdict:
        """The verdict on the move itself."""
        move = next((event for event in self.events if event.seat not in {"clock", "engine"}), self.events[0])
        return move.verdict


Findings = tuple[Finding, ...]


def foul(rule: str, key: str, article: ArticleRef | None = None, **params: object) -> Finding:
    """A finding that the program lets pass but everybody sees."""
    return _finding(rule, "foul", key, article, params)


def note(rule: str, key: str, article: ArticleRef | None = None, **params: object) -> Finding:
    """A finding worth knowing that is no offence."""
    return _finding(rule, "note", key, article, params)


def conditional(rule: str, key: str, article: ArticleRef | None = None, **params: object) -> Finding:
    """A finding that a move is lawful only under a condition."""
    return _finding(rule, "conditional", key, article, params)


def _finding(
    rule: str, level: str, key: str, article: ArticleRef | None, params: dict[str, object]
) -> Finding:
    plain = {name: value if isinstance(value, (int, str)) else str(value) for name, value in params.items()}
    return Finding.model_validate(
        {
            "rule": rule,
            "level": level,
            "key": key,
            "params": plain,
            "law": article.law if article else None,
            "article": article.article if article else None,
        }
    )


def verdict_of(findings: Findings) -> Verdict:
    """The worst finding decides: foul, conditional, or ok."""
    levels = {finding.level for finding in findings}
    if "foul" in levels:
        return Verdict(legality="foul", findings=findings)
    if "conditional" in levels:
        return Verdict(legality="conditional", findings=findings)
    return Verdict(findings=findings)
