from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from cases import moves as m
from cases.sides import BySide, Side
from cases.text import Text
from tests.small_case import header, small_book
from trainer.journal import Journal, JournalError, Loaded, MatchMeta
from trainer.preparation import KeptFigure, Plan, Sheet, read_sheet, toggled
from trainer.session import Player, Session
from trainer.table.answers import Accepted, Refused
from trainer.table.table import Table
from trainer.table.views import CaseView, TableView
from trainer.tui.runner import MatchRunner, natural_delay, no_delay

META = MatchMeta("small", Text(zh="小", en="Small"), "small", Side.UNION, "plain", 1)


@dataclass
class Clock:
    """Seconds under the test's command."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Listener:
    """A computer that opens, then has nothing to say."""

    def moves(self, case: CaseView, view: TableView) -> tuple[m.Move, ...]:
        return (m.Opening(),) if "opening" in view.kinds else ()


def runner(
    journal: Journal | None = None,
    clock: Callable[[], float] | None = None,
    *,
    match: str = "m",
    delay: Callable[[int], float] = no_delay,
) -> MatchRunner:
    journal = journal or Journal(":memory:")
    players: BySide[Player | None] = BySide(None, Listener())
    try:
        loaded = journal.load(match)
    except JournalError:
        journal.create(match, header(), META)
        session = Session(match, Table(small_book(), header()), players, (), journal)
    else:
        assert isinstance(loaded, Loaded)
        table = Table.replay(small_book(), loaded.header, loaded.events)
        session = Session(match, table, players, (), journal)
    return MatchRunner(session, journal, META, clock=clock or Clock(), delay=delay)


def to_talks(run: MatchRunner) -> None:
    """Both sides ready, both openings made: the union has the floor."""
    assert run.computer_turn_if_due()
    assert isinstance(run.do(m.Yield()), Accepted)
    assert isinstance(run.do(m.Opening()), Accepted)
    assert run.computer_turn_if_due()
    assert run.view().phase == "talks"


def test_preparation_without_a_limit_takes_no_table_time() -> None:
    clock = Clock()
    run = runner(clock=clock)
    clock.seconds += 500
    assert run.now() == 0
    run.computer_turn_if_due()
    run.do(m.Yield())
    clock.seconds += 2.5
    assert run.now() == 2500
    assert run.view().phase == "opening_u"


def test_time_alone_moves_the_match_on() -> None:
    clock = Clock()
    run = runner(clock=clock)
    run.computer_turn_if_due()
    run.do(m.Yield())
    assert run.tick() == ()
    clock.seconds += 121
    assert [event.kind for event in run.tick()] == ["phase"]
    assert run.view().phase == "opening_e"


def test_the_computer_thinks_before_it_speaks() -> None:
    clock = Clock()
    run = runner(clock=clock, delay=lambda seq: 2.0)
    assert run.thinking
    assert run.computer_turn_if_due() == ()
    clock.seconds += 1.9
    assert run.computer_turn_if_due() == ()
    clock.seconds += 0.2
    assert run.computer_turn_if_due()
    assert not run.thinking
    assert run.computer_turn_if_due() == ()


def test_natural_delays_stay_within_a_few_seconds() -> None:
    delays = {natural_delay(seq) for seq in range(100)}
    assert min(delays) >= 1.5
    assert max(delays) <= 3.5
    assert len(delays) > 5


def test_moves_are_the_persons_and_may_hold_the_floor() -> None:
    run = runner()
    to_talks(run)
    answer = run.do(m.Propose(issue="base", value=Decimal(8)), hold=True)
    assert isinstance(answer, Accepted)
    assert answer.events[0].side is Side.UNION
    assert run.view().floor is Side.UNION
    assert isinstance(run.do(m.Speech(), seat="union-rep1"), Accepted)
    assert run.view().floor is Side.EMPLOYER
    assert isinstance(run.do(m.Speech()), Refused)


def test_a_match_that_was_left_goes_on_where_it_was(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "m.sqlite3"
    run = runner(Journal(path), clock)
    to_talks(run)
    clock.seconds += 40
    run.set_draft("table", "如果贵方")
    run.halt()
    clock.seconds += 1000
    assert run.now() == 40_000
    later = Clock(seconds=5.0)
    again = runner(Journal(path), later)
    assert again.now() == 40_000
    assert again.view() == run.view()
    assert again.draft("table") == "如果贵方"
    later.seconds += 3
    assert again.now() == 43_000


def test_after_a_crash_time_goes_on_from_the_last_event(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "m.sqlite3"
    run = runner(Journal(path), clock)
    to_talks(run)
    clock.seconds += 30
    run.do(m.Speech())
    clock.seconds += 70
    assert runner(Journal(path)).now() == 30_000


def test_going_on_after_a_halt() -> None:
    clock = Clock()
    run = runner(clock=clock)
    to_talks(run)
    run.halt()
    clock.seconds += 60
    run.go_on()
    clock.seconds += 1
    assert run.now() == 1000


def test_the_end_is_noted_and_stops_the_clock(tmp_path: Path) -> None:
    clock = Clock()
    run = runner(clock=clock)
    to_talks(run)
    assert isinstance(run.do(m.Walkout()), Accepted)
    assert run.ended
    clock.seconds += 60
    assert run.now() == 0
    assert [record.outcome for record in run.journal.past()] == ["walkout"]
    run.export(tmp_path / "m.jsonl")
    assert (tmp_path / "m.jsonl").read_text(encoding="utf-8").count("\n") == run.view().seq + 1


def test_a_move_that_cannot_be_kept_is_refused_and_the_table_stays(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite3"
    run = runner(Journal(path))
    other = runner(Journal(path))
    other.computer_turn_if_due()
    before = run.view()
    answer = run.do(m.Yield())
    assert isinstance(answer, Refused)
    assert answer.reason.key == "journal.conflict"
    assert run.trouble == answer.reason
    assert run.view() == before
    assert run.computer_turn_if_due() == ()
    assert run.trouble is not None


def test_the_computer_is_asked_once_where_it_has_nothing_to_add() -> None:
    run = runner()
    to_talks(run)
    run.do(m.Speech())
    assert run.computer_turn_if_due()
    assert run.view().floor is Side.UNION
    assert run.computer_turn_if_due() == ()


def test_the_sheet_is_kept_on_every_change(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite3"
    run = runner(Journal(path))
    assert run.sheet().empty
    sheet = Sheet(
        order=("skill", "base"),
        ask=("profit",),
        strongest=(3, 1),
        kept=(KeptFigure(exhibit=3, table=0, row=2),),
    )
    sheet = sheet.with_plan("base", Plan(opening=Decimal("8.5"), limit=Decimal(3)))
    sheet = sheet.with_plan("skill", Plan(target={"junior": Decimal(200)}))
    sheet = sheet.with_plan("start", Plan(target="2026-06-01"))
    run.set_sheet(sheet)
    assert runner(Journal(path)).sheet() == sheet
    assert sheet.plan("insurance") == Plan()


@pytest.mark.parametrize("body", [None, "", "{", '{"strongest": [1, 2, 3, 4]}'])
def test_an_unreadable_sheet_is_an_empty_one(body: str | None) -> None:
    assert read_sheet(body) == Sheet()


def test_toggling_puts_in_and_takes_out() -> None:
    assert toggled(("a",), "b") == ("a", "b")
    assert toggled(("a", "b"), "a") == ("b",)
