"""The library's formats at the table: every way through them that a contest takes."""

from __future__ import annotations

from typing import Any

import pytest

from cases import moves as m
from cases.format import Format, PhaseKind, Trigger
from cases.format_walk import format_faults
from cases.library import format_ids, load_format
from cases.sides import SIDES, Side
from cases.transcript import Header, Seat, Stamp
from tests.small_case import small_case
from trainer.table.answers import Accepted, Command
from trainer.table.closing_rules import STEP_OF_PHASE, earliest
from trainer.table.machine import TurnMachine
from trainer.table.rulebook import CitationCheck, LocalRules, Rulebook
from trainer.table.table import Table

GENEROUS: dict[str, Any] = {
    "base": 10,
    "skill": {"junior": 300, "senior": 600},
    "start": "2026-06-01",
    "insurance": "inspect",
}
MEAGRE: dict[str, Any] = {
    "base": 1,
    "skill": {"junior": 100, "senior": 200},
    "start": "2026-12-01",
    "insurance": "enrol",
}
FORMATS = format_ids()


class Match:
    """A table run by a library format, with the clock in hand."""

    def __init__(self, name: str) -> None:
        self.form = load_format(name).value
        book = Rulebook(
            small_case(),
            self.form,
            LocalRules(),
            lambda law, article: CitationCheck("ok", law),
            lambda terms: ("firm",),
        )
        self.table = Table(book, _header(self.form))
        self.at = 0

    @property
    def kind(self) -> PhaseKind:
        return self.form.phase_map[self.table.state.phase].kind

    def do(self, side: Side, move: m.Move) -> None:
        self.at += 1000
        answer = self.table.apply(Command(self.table.state.chiefs[side], move, self.at))
        assert isinstance(answer, Accepted), answer

    def wait(self, seconds: int) -> None:
        self.at += seconds * 1000
        self.table.advance(self.at)

    def open(self) -> None:
        """From preparation to the first word of the bargaining."""
        for side in SIDES:
            self.do(side, m.Yield())
        if self.kind is PhaseKind.AGENDA:
            self.wait(self.form.phase_map[self.table.state.phase].seconds)
        for side in SIDES:
            assert self.kind is PhaseKind.OPENING
            self.do(side, m.Opening())
        assert self.kind is PhaseKind.BARGAIN

    def settle(self, terms: dict[str, Any]) -> None:
        """One side puts everything on the table, the other accepts."""
        giver = self.table.state.floor or Side.EMPLOYER
        self.do(giver, m.Package.model_validate({"terms": terms}))
        self.do(giver.other, m.Accept(refs=self.table.events[-1].seq))

    def close(self) -> None:
        """Take the steps of the closing until the vote has been taken or the match is over."""
        while not self.table.state.ended and (step := STEP_OF_PHASE.get(self.kind)) is not None:
            sides = {"vote": (Side.UNION,), "file": (Side.EMPLOYER,), "publish": (Side.EMPLOYER,)}
            for side in sides.get(step, SIDES):
                context = self.table.context(self.table.state.chiefs[side], self.at)
                day = None if step == "draft" else earliest(context)
                self.do(side, m.Sign.model_validate({"step": step, "on": day}))

    def visited(self) -> list[str]:
        return [event.body["to"] for event in self.table.events if event.kind == "phase"]


def _header(form: Format) -> Header:
    stamp = Stamp(id="small", sha256="0" * 64)
    seats = tuple(Seat(id=seat.id, side=seat.side, role=seat.role) for seat in form.seats)
    return Header(case=stamp, format=stamp, seed=7, started_at="2026-05-20T09:00:00+08:00", seats=seats)


@pytest.fixture(params=FORMATS)
def match(request: pytest.FixtureRequest) -> Match:
    return Match(str(request.param))


def test_a_generous_deal_goes_through_every_step_to_an_agreement(match: Match) -> None:
    match.open()
    match.settle(GENEROUS)
    match.close()
    assert match.table.outcome == "agreement"
    kinds = [match.form.phase_map[name].kind for name in match.visited()]
    closing = [kind for kind in PhaseKind if kind in kinds and kind in STEP_OF_PHASE]
    assert closing == list(STEP_OF_PHASE)


def test_time_alone_ends_in_recorded_differences(match: Match) -> None:
    match.open()
    match.wait(24 * 3600)
    if match.kind is PhaseKind.MEDIATE:
        match.wait(24 * 3600)
    assert match.table.outcome == "differences"
    assert set(match.table.state.differences) == {issue.id for issue in small_case().issues}


def test_a_rejected_draft_goes_back_and_a_better_one_is_carried(match: Match) -> None:
    match.open()
    match.settle(MEAGRE)
    match.close()
    assert match.kind is PhaseKind.BARGAIN
    assert not match.form.phase_map[match.table.state.phase].counts
    side = match.table.state.floor or Side.UNION
    for issue in small_case().issues:
        if match.table.state.issues[issue.id].agreed is not None:
            match.do(side, m.Reopen(issue=issue.id, cause="the congress said no", hold=True))
    match.do(side, m.Yield())
    match.settle(GENEROUS)
    match.close()
    assert match.table.outcome == "agreement"
    assert [ballot.passed for ballot in match.table.state.closing.ballots] == [False, True]


def test_a_draft_rejected_too_often_becomes_a_list_of_differences(match: Match) -> None:
    match.open()
    match.settle(MEAGRE)
    match.close()
    for _ in range(match.form.approval.reballots):
        side = match.table.state.floor or Side.UNION
        match.do(side, m.Reopen(issue="start", cause="the congress said no"))
        match.settle(MEAGRE)
        assert match.kind is PhaseKind.DRAFT
        match.close()
    assert match.table.outcome == "differences"


def test_a_break_returns_to_where_it_was_called(match: Match) -> None:
    match.open()
    bargaining = match.table.state.phase
    caller = match.table.state.floor or Side.UNION
    match.do(caller, m.Caucus())
    assert match.kind is PhaseKind.CAUCUS
    match.wait(match.form.caucus.seconds)
    assert match.table.state.phase == bargaining


def test_both_chiefs_may_suspend(match: Match) -> None:
    match.open()
    caller = match.table.state.floor or Side.UNION
    match.do(caller, m.Adjourn(until="2026-06-01"))
    match.do(caller.other, m.Consent(refs=match.table.events[-1].seq))
    assert match.table.outcome == "suspended"


def test_a_walkout_ends_the_match(match: Match) -> None:
    match.open()
    match.do(match.table.state.floor or Side.UNION, m.Walkout())
    assert match.table.outcome == "walkout"


def test_closing_early_leads_to_summing_up(match: Match) -> None:
    match.open()
    caller = match.table.state.floor or Side.UNION
    match.do(caller, m.CloseTalks())
    match.do(caller.other, m.Consent(refs=match.table.events[-1].seq))
    assert match.kind is PhaseKind.WRAP


@pytest.mark.parametrize("name", ["huinong", "sectoral"])
def test_mediation_leads_back_to_bargaining(name: str) -> None:
    match = Match(name)
    match.open()
    match.do(match.table.state.floor or Side.UNION, m.MediationRequest(to="instructor"))
    assert match.kind is PhaseKind.MEDIATE
    for side in SIDES:
        match.do(side, m.Yield())
    assert match.kind is PhaseKind.BARGAIN
    match.settle(GENEROUS)
    match.close()
    assert match.table.outcome == "agreement"


def test_a_sector_agreement_names_the_firms_that_sealed_it() -> None:
    match = Match("sectoral")
    match.open()
    match.settle(GENEROUS)
    match.close()
    assert match.table.state.closing.ballots[-1].sealed == ("firm",)


@pytest.mark.parametrize("name", ["mro", "name", "value", "state", "trigger", "a-b_c9"])
def test_a_phase_may_have_any_id(name: str) -> None:
    data = load_format("solo-15").value.model_dump(mode="json")
    for phase in data["phases"]:
        phase["id"] = name if phase["id"] == "wrap" else phase["id"]
        phase["on"] = {trigger: name if goal == "wrap" else goal for trigger, goal in phase["on"].items()}
    assert format_faults(data) == []
    machine = TurnMachine(Format.model_validate(data))
    assert machine.next("bargain", Trigger.CLOSE, None) == name
    assert machine.next(name, Trigger.SETTLED, None) == "draft"
