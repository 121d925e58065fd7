"""What has been said so far, read off the visible record: each side's values, issue by issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from cases import moves as m
from cases.issues import Issue
from cases.sides import Side
from cases.terms import Value, merge
from cases.transcript import Event
from trainer.table.notices import NOTICE_KINDS


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that a side stated."""

    seq: int
    at: int
    value: Value
    tied: bool
    """Part of a package or a condition."""


def move_of(event: Event) -> m.Move | None:
    """The move that an event records; ``None`` for notices."""
    if event.kind in NOTICE_KINDS:
        return None
    try:
        return m.MOVE.validate_python({"kind": event.kind, **event.body})
    except ValidationError:
        return None


class Story:
    """Reads a growing record once; asking it costs nothing."""

    def __init__(self, issues: Mapping[str, Issue]) -> None:
        self._issues = issues
        self._stated: dict[tuple[str, Side], list[Stated]] = {}
        self._caucuses: list[int] = []
        self.seq = 0

    def read(self, events: tuple[Event, ...]) -> None:
        """Take in what is new; ``events`` is the whole visible record."""
        for event in _after(events, self.seq):
            move = move_of(event)
            if move is not None and event.side is not None:
                self._take(event, move, event.side)
            if event.kind == "phase" and event.body.get("trigger") == "caucus":
                self._caucuses.append(event.seq)
            self.seq = event.seq

    @property
    def caucuses(self) -> tuple[int, ...]:
        """Numbers of the events with which caucuses began."""
        return tuple(self._caucuses)

    def stated(self, issue: str, side: Side) -> tuple[Stated, ...]:
        """What a side has stated on an issue, first to last."""
        return tuple(self._stated.get((issue, side), ()))

    def first(self, issue: str, side: Side) -> Value | None:
        """What a side opened an issue with."""
        said = self._stated.get((issue, side))
        return said[0].value if said else None

    def moved(self, since: int) -> tuple[tuple[str, Side, Value | None, Value], ...]:
        """Issues on which a side's value has changed after event ``since``: before (if any) and now."""
        changes = []
        for (issue, side), said in self._stated.items():
            before = [each.value for each in said if each.seq <= since]
            if said[-1].seq > since and (not before or before[-1] != said[-1].value):
                changes.append((issue, side, before[-1] if before else None, said[-1].value))
        order = list(self._issues)
        return tuple(sorted(changes, key=lambda change: (order.index(change[0]), change[1])))

    def _take(self, event: Event, move: m.Move, side: Side) -> None:
        for issue, value, tied in _terms(move):
            if issue not in self._issues:
                continue
            said = self._stated.setdefault((issue, side), [])
            base = said[-1].value if said else self._issues[issue].current
            said.append(Stated(event.seq, event.at, merge({issue: base}, {issue: value})[issue], tied))


def _terms(move: m.Move) -> Iterator[tuple[str, Value, bool]]:
    tied = (
        isinstance(move, m.ConditionalOffer)
        or (isinstance(move, m.Package) and move.all_or_nothing)
        or (isinstance(move, m.FinalOffer) and len(move.terms) > 1)
    )
    terms = dict(m.offered_terms(move))
    if isinstance(move, m.ConditionalOffer):
        terms.update(move.terms)
    for issue, value in terms.items():
        yield issue, value, tied


def _after(events: tuple[Event, ...], seq: int) -> tuple[Event, ...]:
    """The events numbered above ``seq``, found from the end."""
    start = len(events)
    while start and events[start - 1].seq > seq:
        start -= 1
    return events[start:]
