"""Whatever anybody does at a table, nothing raises, stalls, is lost or leaks."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pydantic import BaseModel

from cases import moves as m
from cases.sides import SIDES, Side
from cases.transcript import Transcript, read_lines
from tests.small_case import small_book, small_case, small_format, small_table
from tests.trainer.table.random_moves import SENSIBLE, moves, number
from trainer.table.answers import Command, Refused
from trainer.table.closing_rules import STEP_OF_PHASE, earliest, later
from trainer.table.state import Status
from trainer.table.table import Table
from trainer.table.verify import verify
from trainer.table.views import Viewer, case_view, table_view

SEATS = [seat.id for seat in small_format().seats]


def flat(thing: Any) -> str:
    """Everything a view holds, as one text."""

    def plain(value: Any) -> Any:
        if isinstance(value, BaseModel):
            return value.model_dump(mode="json")
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [plain(item) for item in value]
        return str(value)

    return json.dumps(plain(thing), ensure_ascii=False)


def secrets(side: Side, table: Table) -> list[str]:
    """What the other side must never read: the brief's words, and papers not shown to it."""
    brief = small_case().briefs[side]
    words = [text.en for text in (*brief.summary, *brief.priorities, brief.mandate, brief.alternative)]
    words += [argument.text.en for argument in brief.arguments]
    shown = table.state.revealed[side.other]
    words += [
        exhibit.body[0].en
        for exhibit in small_case().exhibits
        if exhibit.owner == side.value and exhibit.unlock.key.value != "public" and exhibit.no not in shown
    ]
    return words


class AnyTable(RuleBasedStateMachine):
    @initialize(ready=st.booleans())
    def sit_down(self, ready: bool) -> None:
        self.table = small_table()
        self.at = 0
        if ready:
            for side in ("union", "employer"):
                self.table.apply(Command(f"{side}-chief", m.Yield(), 0))
            self.table.apply(Command("union-chief", m.Opening(), 0))
            self.table.apply(Command("employer-chief", m.Opening(), 0))

    @rule(seat=st.sampled_from(SEATS), move=moves(), wait=st.integers(0, 40_000))
    def anybody_does_anything(self, seat: str, move: m.Move, wait: int) -> None:
        self._do(seat, move, wait)

    @rule(
        move=moves(without=frozenset({"walkout", "chair", "adjourn", "mediation_request"})),
        wait=st.integers(0, 20_000),
    )
    def whoever_has_the_floor_does_something(self, move: m.Move, wait: int) -> None:
        side = self.table.state.floor or Side.UNION
        self._do(self.table.state.chiefs[side], move, wait)

    @rule(value=st.data(), kind=st.sampled_from(["single", "package", "condition"]))
    def both_agree_on_what_is_open(self, value: Any, kind: str) -> None:
        open_issues = self.table.state.unsettled()
        if self.table.state.floor is None or not open_issues:
            return
        terms = {name: number(value.draw(SENSIBLE[name])) for name in open_issues}
        offer: m.Move = m.Propose(issue=open_issues[0], value=terms[open_issues[0]])
        if len(terms) > 1 and kind == "package":
            offer = m.Package(terms=terms)
        elif len(terms) > 1 and kind == "condition":
            offer = m.ConditionalOffer(condition={open_issues[0]: terms.pop(open_issues[0])}, terms=terms)
        self._do(self.table.state.chiefs[self.table.state.floor], offer, 500)
        last = self.table.events[-1]
        if self.table.state.floor is not None and last.kind in {"package", "conditional_offer", "propose"}:
            yes = m.Accept(issue=open_issues[0]) if last.kind == "propose" else m.Accept(refs=last.seq)
            self._do(self.table.state.chiefs[self.table.state.floor], yes, 500)

    @rule(late=st.sampled_from([0, 0, 3, 40]), side=st.sampled_from(SIDES))
    def somebody_takes_the_step_that_is_due(self, late: int, side: Side) -> None:
        kind = small_format().phase_map[self.table.state.phase].kind
        step = STEP_OF_PHASE.get(kind)
        if step is None:
            return
        seat = self.table.state.chiefs[side]
        day = later(earliest(self.table.context(seat, self.at)), late)
        self._do(seat, m.Sign(step=step, on=None if step == "draft" else day), 100)

    @rule(wait=st.integers(0, 400_000))
    def time_passes(self, wait: int) -> None:
        self.at += wait
        self.table.advance(self.at)

    def _do(self, seat: str, move: m.Move, wait: int) -> None:
        self.at += wait
        self.table.advance(self.at)
        before, events, ledger = self.table.state, len(self.table.events), self.table.state.ledger
        answer = self.table.apply(Command(seat, move, self.at))
        if isinstance(answer, Refused):
            assert self.table.state is before
            assert len(self.table.events) == events
            assert answer.reason.key
            return
        if not isinstance(move, m.Reopen):
            assert ledger.items() <= self.table.state.ledger.items() or self._lost_to_differences(ledger)

    def _lost_to_differences(self, ledger: dict[str, Any]) -> bool:
        gone = ledger.keys() - self.table.state.ledger.keys()
        return all(self.table.state.issues[name].status is Status.DISPUTED for name in gone)

    @invariant()
    def nobody_reads_the_other_brief(self) -> None:
        if not hasattr(self, "table"):
            return
        for side in SIDES:
            viewer = Viewer(side.value)
            seen = flat((case_view(self.table, viewer), table_view(self.table, viewer)))
            for secret in secrets(side.other, self.table):
                assert secret not in seen

    def teardown(self) -> None:
        if not hasattr(self, "table"):
            return
        self._everything_can_be_read_again()
        self._time_alone_leads_out_of_the_talks()

    def _everything_can_be_read_again(self) -> None:
        exported = self.table.export()
        read = read_lines(list(exported.lines()))
        assert isinstance(read, Transcript)
        assert read.text() == exported.text()
        again = Table.replay(small_book(), read.header, self.table.events)
        assert again.state == self.table.state
        assert verify(small_book(), read) is None

    def _time_alone_leads_out_of_the_talks(self) -> None:
        state = self.table.state
        if state.clock.paused_at is not None:
            self.table.apply(Command("chair", m.Chair(action="resume"), self.at))
        self.table.advance(self.at + 10 * 3_600_000)
        kind = small_format().phase_map[self.table.state.phase].kind.value
        assert kind in {"prepare", "draft", "vote", "sign", "file", "publish", "end"}


AnyTable.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyTable = AnyTable.TestCase
