"""One table: documents in, moves in, events out.

The same class runs at home behind the screens and at a competition behind a socket. It holds no
clock and no store: time comes with each command, and whoever owns the table writes its events down
before showing them (``trainer/journal.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from cases import moves as m
from cases.case import Case
from cases.format import Format, PhaseKind, Trigger
from cases.messages import message
from cases.sides import Side
from cases.transcript import OK, Event, Header, Transcript, Verdict, digest, dump
from trainer.table import clock, closing_rules, offer_rules, procedure_rules, talk_rules
from trainer.table import notices as n
from trainer.table.answers import Accepted, Command, Refused, verdict_of
from trainer.table.consequences import after_move, on_time_up
from trainer.table.evolve import body_of, evolve
from trainer.table.ledger_steps import Body
from trainer.table.machine import machine_for
from trainer.table.rulebook import Rulebook
from trainer.table.rules import Context, Rule, allowed_kinds, general_refusal
from trainer.table.state import initial_state

RULES: dict[str, Rule] = {
    "opening": talk_rules.opening,
    "agenda": talk_rules.agenda,
    "propose": offer_rules.single,
    "counter": offer_rules.single,
    "concede": offer_rules.single,
    "package": offer_rules.package,
    "conditional_offer": offer_rules.conditional_offer,
    "final_offer": offer_rules.final_offer,
    "accept": offer_rules.accept,
    "reject": offer_rules.reject,
    "tentative_agreement": offer_rules.tentative_agreement,
    "reopen": offer_rules.reopen,
    "drop": offer_rules.drop,
    "park": offer_rules.park,
    "info_request": talk_rules.info_request,
    "disclose": talk_rules.disclose,
    "cite_law": talk_rules.cite_law,
    "cite_data": talk_rules.cite_data,
    "cite_comparator": talk_rules.comparator,
    "appeal": talk_rules.appeal,
    "probe": talk_rules.probe,
    "summarise": talk_rules.summarise,
    "caucus": procedure_rules.caucus,
    "end_caucus": procedure_rules.end_caucus,
    "report_members": talk_rules.nothing,
    "adjourn": procedure_rules.adjourn,
    "sidebar": procedure_rules.sidebar,
    "mediation_request": procedure_rules.mediation_request,
    "deadlock": procedure_rules.deadlock,
    "close_talks": procedure_rules.close_talks,
    "consent": procedure_rules.consent,
    "record_differences": closing_rules.record_differences,
    "sign": closing_rules.sign,
    "threat": talk_rules.threat,
    "walkout": procedure_rules.walkout,
    "speech": talk_rules.nothing,
    "yield": talk_rules.nothing,
    "correct_minutes": talk_rules.correct_minutes,
    "substitute": procedure_rules.substitute,
    "chair": procedure_rules.chair,
}
"""The rule of each kind of move."""

Answer: TypeAlias = Accepted | Refused
MOST_STEPS = 64
"""Consequences that can follow one another at one moment; more would be a loop in a format."""


class Table:
    """A match in progress: header, events so far, present state."""

    def __init__(self, book: Rulebook, header: Header) -> None:
        self.book = book
        self.header = header
        self.machine = machine_for(book.form)
        self.state = initial_state(book.case, book.form)
        self.events: list[Event] = []
        self._prev = digest(dump(header))

    @classmethod
    def replay(cls, book: Rulebook, header: Header, events: Iterable[Event]) -> Table:
        """The table after recorded events (no rule is asked again; see ``verify`` for that)."""
        table = cls(book, header)
        for event in events:
            table._fold(event, body_of(event))
        if table.events:
            table._prev = digest(dump(table.events[-1]))
        return table

    @property
    def case(self) -> Case:
        """The case."""
        return self.book.case

    @property
    def form(self) -> Format:
        """The format."""
        return self.book.form

    @property
    def transcript(self) -> Transcript:
        """Everything so far."""
        return Transcript(self.header, tuple(self.events))

    def context(self, seat: str, at: int) -> Context:
        """What the rules look at when ``seat`` speaks."""
        return Context(self.state, self.book, self.machine, self.form.seat_map[seat], at)

    def check(self, command: Command) -> Refused | Verdict:
        """What the answer to a move would be, without making it."""
        state, events, prev = self.state, list(self.events), self._prev
        answer = self.apply(command)
        self.state, self.events, self._prev = state, events, prev
        return answer if isinstance(answer, Refused) else answer.verdict

    def apply(self, command: Command) -> Answer:
        """Make a move. Refused: nothing has changed. Accepted: the move and its consequences are events.

        Time that has passed is caught up with first, so a move can come too late for its phase; the
        clock's own events then stand even if the move is refused, and come with the next acceptance.
        """
        before = len(self.events)
        self.advance(command.at)
        refused = self._refusal(command)
        if refused is not None:
            return refused
        ctx = self.context(command.seat, command.at)
        answer = RULES[command.move.kind](ctx, command.move)
        if isinstance(answer, Refused):
            return answer
        settled_before = not self.state.unsettled()
        self._record(command.seat, ctx.seat.side, command.move, command.at, verdict_of(answer))
        first = after_move(self.state, self.book, self.machine, command.move, settled_before)
        self._consequences(command.at, first, settled=settled_before)
        return Accepted(tuple(self.events[before:]), self.state)

    def _refusal(self, command: Command) -> Refused | None:
        if command.seat not in self.form.seat_map:
            return Refused("V1", message("table.refuse.no_seat", seat=command.seat))
        if command.version is not None and command.version != self.state.seq:
            return Refused("V2", message("table.refuse.stale"), message("table.possible.look"))
        if command.at < self.state.clock.now:
            return Refused("V2", message("table.refuse.stale"), message("table.possible.look"))
        return general_refusal(self.context(command.seat, command.at), command.move)

    def advance(self, at: int) -> tuple[Event, ...]:
        """Let time pass until ``at``: what fell due is recorded at the moment it fell due."""
        before = len(self.events)
        while (due := clock.next_due(self.state, self.form)) is not None and due.at <= at:
            if due.notice is None:
                recorded = len(self.events)
                self._consequences(due.at, on_time_up(self.state, self.book, self.machine), settled=True)
                if len(self.events) == recorded:
                    raise RuntimeError(f"phase {self.state.phase} does not end")
            else:
                self._record("clock", None, due.notice, due.at, OK)
        return tuple(self.events[before:])

    def _consequences(self, at: int, notice: n.Notice | None, *, settled: bool) -> None:
        """Record what follows from what just happened, until nothing more does.

        ``settled``: nothing was open before the cause, so that it can't be the one that settled everything.
        """
        for _ in range(MOST_STEPS):
            if notice is None:
                return
            self._record("engine", None, notice, at, OK)
            settled = settled or isinstance(notice, n.PhaseNotice)
            notice = after_move(self.state, self.book, self.machine, notice, settled)
        raise RuntimeError(f"phase {self.state.phase} leads in circles")

    def _record(self, seat: str, side: Side | None, body: Body, at: int, verdict: Verdict) -> None:
        event = Event(
            seq=self.state.seq + 1,
            at=at,
            seat=seat,
            side=side,
            kind=body.kind,
            body=body.model_dump(mode="json", exclude={"kind"}, exclude_defaults=True, exclude_none=True),
            verdict=verdict,
            prev=self._prev,
        )
        self._take(event, body)

    def _take(self, event: Event, body: Body) -> None:
        self._fold(event, body)
        self._prev = digest(dump(event))

    def _fold(self, event: Event, body: Body) -> None:
        self.state = evolve(self.state, event, body, self.book)
        self.events.append(event)

    def kinds(self, seat: str) -> frozenset[str]:
        """Kinds of move that ``seat`` could make now, as far as the general rules go."""
        rule = self.form.seat_map[seat]
        sample = m.Speech()
        if rule.side is None or self.state.ended:
            return frozenset()
        ctx = self.context(seat, self.state.clock.now)
        possible = set()
        for kind in allowed_kinds(ctx.phase):
            probe = sample.model_copy(update={"kind": kind})
            if kind != "chair" and general_refusal(ctx, probe) is None:
                possible.add(kind)
        return frozenset(possible)

    def export(self) -> Transcript:
        """The transcript as a file holds it. An unfinished match is closed by a note of the engine."""
        if self.state.ended or (self.events and self.events[-1].kind == "exported"):
            return self.transcript
        event = Event(
            seq=self.state.seq + 1,
            at=self.state.clock.now,
            seat="engine",
            side=None,
            kind="exported",
            body={},
            prev=self._prev,
        )
        return Transcript(self.header, (*self.events, event))

    @property
    def outcome(self) -> str | None:
        """How the match ended, or ``None`` while it runs."""
        last = self.events[-1] if self.events else None
        return str(last.body.get("outcome")) if last is not None and last.kind == "ended" else None

    def in_closing(self) -> bool:
        """Whether the bargaining is over and the steps of the law follow."""
        return self.form.phase_map[self.state.phase].kind in {
            PhaseKind.DRAFT,
            PhaseKind.VOTE,
            PhaseKind.SIGN,
            PhaseKind.FILE,
            PhaseKind.PUBLISH,
        }

    def leads(self, trigger: Trigger) -> bool:
        """Whether ``trigger`` leads anywhere from the present phase."""
        return trigger in self.machine.triggers(self.state.phase)
