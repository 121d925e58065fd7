"""What a computer sees when its turn comes: the view, read once and put in order. Nothing here decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import cast

from cases import moves as m
from cases.brief import Brief
from cases.format import PhaseKind
from cases.issues import Issue
from cases.sides import Side
from cases.terms import Terms, Value, merge
from cases.transcript import Event
from scoring.preferences import Preferences
from trainer.opponent.chance import Chance
from trainer.opponent.personas import Persona
from trainer.table.evolve import body_of
from trainer.table.notices import NOTICE_KINDS
from trainer.table.state import Offer, Status
from trainer.table.views import CaseView, TableView

Money = Callable[[Mapping[str, Value]], Fraction]
"""Run-rate cost of terms, yuan a year."""

TALKS = frozenset({PhaseKind.BARGAIN, PhaseKind.CONVERGE, PhaseKind.MEDIATE, PhaseKind.DELIBERATE})
ASIDE = frozenset({"caucus", "end_caucus", "report_members"})
"""Moves of a break: what was heard before it still waits for an answer."""
RESTARTS = frozenset({"rejected", "mediated"})
"""Triggers after which the bargaining begins anew, with its own time."""


@dataclass(frozen=True, slots=True)
class Said:
    """A move of a side as it stands on record."""

    event: Event
    move: m.Move

    @property
    def seq(self) -> int:
        """Its number."""
        return self.event.seq


@dataclass(frozen=True, slots=True)
class Speech:
    """What a side said while it had the floor."""

    side: Side
    said: tuple[Said, ...]

    @property
    def offers(self) -> bool:
        """Whether it put terms on the table or answered some."""
        return any(item.move.kind in m.OFFER_KINDS | {"accept", "reject"} for item in self.said)


class Situation:
    """One turn of one side."""

    def __init__(
        self,
        case: CaseView,
        view: TableView,
        prefs: Preferences,
        *,
        persona: Persona,
        seed: int,
        money: Money | None,
    ) -> None:
        side = prefs.side
        self.case, self.view, self.side, self.persona = case, view, side, persona
        self.prefs = prefs
        """The own value function."""
        self.money = money
        self.chance = Chance(seed, side.value, view.seq)

    @cached_property
    def brief(self) -> Brief:
        """The own brief."""
        return cast("Brief", self.case.brief)

    @property
    def issues(self) -> Mapping[str, Issue]:
        """Issues by id."""
        return self.case.issues

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every move on record, without notices and without the chair's."""
        return tuple(
            Said(event, cast("m.Move", body_of(event)))
            for event in self.view.events
            if event.kind not in NOTICE_KINDS and event.side is not None
        )

    @cached_property
    def speeches(self) -> tuple[Speech, ...]:
        """The record cut into speeches."""
        found: list[list[Said]] = []
        for item in self.said:
            if found and found[-1][-1].event.side is item.event.side and not self._ended_turn(found[-1][-1]):
                found[-1].append(item)
            else:
                found.append([item])
        return tuple(Speech(cast("Side", group[0].event.side), tuple(group)) for group in found)

    @staticmethod
    def _ended_turn(item: Said) -> bool:
        return not item.move.hold

    @cached_property
    def heard(self) -> tuple[Said, ...]:
        """What the other side said since this side last spoke."""
        spoken = (item for item in self.said if item.move.kind not in ASIDE)
        mine = max((item.seq for item in spoken if item.event.side is self.side), default=0)
        return tuple(item for item in self.said if item.event.side is not self.side and item.seq > mine)

    @cached_property
    def own_speeches(self) -> tuple[Speech, ...]:
        """Own speeches, oldest first."""
        return tuple(speech for speech in self.speeches if speech.side is self.side)

    @cached_property
    def started(self) -> tuple[int, int]:
        """Number and time of the event with which this stretch of bargaining began."""
        opened = max((item.seq for item in self.said if item.move.kind == "opening"), default=0)
        first: tuple[int, int] | None = None
        for event in self.view.events:
            if event.kind != "phase":
                continue
            if event.body.get("trigger") in RESTARTS or (first is None and event.seq > opened and opened):
                first = (event.seq, event.at)
        return first or (0, 0)

    @cached_property
    def restarted(self) -> bool:
        """Whether this is bargaining after a vote that failed or a mediation."""
        seq = self.started[0]
        event = next((event for event in self.view.events if event.seq == seq), None)
        return event is not None and event.body.get("trigger") in RESTARTS

    @cached_property
    def stretch(self) -> tuple[Speech, ...]:
        """Speeches of the present stretch of bargaining."""
        return tuple(speech for speech in self.speeches if speech.said[0].seq > self.started[0])

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Issues open or parked, in the case's order."""
        return tuple(line.id for line in self.view.lines if not line.status.closed)

    def status(self, issue: str) -> Status:
        """Where an issue stands."""
        return self.view.line(issue).status

    def mine(self, issue: str) -> Value | None:
        """Own last stated value, every grade named."""
        return self._full(issue, self.side)

    def theirs(self, issue: str) -> Value | None:
        """The other side's last stated value, every grade named."""
        return self._full(issue, self.side.other)

    def _full(self, issue: str, side: Side) -> Value | None:
        position = self.view.line(issue).positions[side]
        return None if position is None else self.full(issue, position.value)

    def full(self, issue: str, value: Value) -> Value:
        """A per-grade value with every grade named; grades nobody mentioned stay at today's level."""
        return merge({issue: self.issues[issue].current}, {issue: value})[issue]

    def firm(self, issue: str, side: Side) -> Value | None:
        """The last value of a side that stands alone and may be accepted."""
        position = self.view.line(issue).firm[side]
        return None if position is None else self.full(issue, position.value)

    @cached_property
    def settled(self) -> dict[str, Value]:
        """What is agreed, with withdrawn and disputed issues at today's level."""
        terms: dict[str, Value] = {
            line.id: self.issues[line.id].current for line in self.view.lines if line.status.closed
        }
        return {**terms, **self.view.ledger}

    @property
    def stated_all(self) -> bool:
        """Whether this side has said something on every open issue."""
        return all(self.mine(name) is not None for name in self.open)

    def numbers(self, issue: str, grade: str) -> tuple[Decimal, ...]:
        """The ladder of a grade, from best to worst for this side."""
        return tuple(rung for rung in self.prefs.ladder(issue, grade) if isinstance(rung, Decimal))

    def standing(self, side: Side) -> tuple[Offer, ...]:
        """A side's packages and conditions that still stand."""
        return tuple(
            offer for offer in self.view.offers if offer.side is side and offer.status in {"standing", "due"}
        )

    @cached_property
    def shown(self) -> frozenset[int]:
        """Own exhibits that the other side has been shown."""
        numbers: set[int] = set()
        for item in self.said:
            if item.event.side is self.side and isinstance(item.move, m.Disclose):
                numbers.update(item.move.exhibits)
        for event in self.view.events:
            if event.kind == "request_overdue" and event.body.get("side") == self.side.value:
                numbers.update(int(number) for number in event.body.get("exhibits", ()))
        return frozenset(numbers)

    def asked_before(self, kind: str, issue: str | None = None) -> int:
        """How often this side has made a move of ``kind`` (about ``issue``)."""
        return sum(
            1
            for item in self.said
            if item.event.side is self.side
            and item.move.kind == kind
            and (issue is None or getattr(item.move, "issue", None) == issue)
        )

    def positions_over_time(self, side: Side) -> Iterator[tuple[int, dict[str, Value]]]:
        """Number of each move by which a side put terms on the table, and its stated terms after it."""
        terms: dict[str, Value] = {}
        for item in self.said:
            if item.event.side is not side:
                continue
            offered = dict(m.offered_terms(item.move))
            if isinstance(item.move, m.ConditionalOffer):
                offered = dict(item.move.terms)
            known = {name: value for name, value in offered.items() if name in self.issues}
            if not known:
                continue
            base = {name: terms.get(name, self.issues[name].current) for name in known}
            terms = {**terms, **merge(base, known)}
            yield item.seq, dict(terms)

    def budget_left(self, terms: Terms) -> bool:
        """Whether the terms stay within the mandate in money (sides without one always do)."""
        if self.money is None or self.brief.budget is None:
            return True
        return self.money(terms) <= Fraction(self.brief.budget.run_rate)
