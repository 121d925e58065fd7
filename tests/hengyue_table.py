"""The Hengyue case on a district-contest table, opened and brought to bargaining."""

from __future__ import annotations

from cases import moves as m
from cases.library import load_case, load_format
from cases.sides import Side
from cases.transcript import Header
from trainer.table.answers import Accepted, Command
from trainer.table.rulebook import CitationCheck, LocalRules, Rulebook
from trainer.table.table import Table
from trainer.table.views import CaseView, TableView, Viewer, case_view, table_view


def bargaining() -> Table:
    """A fresh table at the start of bargaining, the union to speak."""
    case, form = load_case("hengyue-machinery"), load_format("cn-union-district")
    book = Rulebook(
        case.value, form.value, LocalRules(), lambda law, _: CitationCheck("ok", law), lambda _: ()
    )
    header = Header(case=case.stamp, format=form.stamp, seed=1, started_at="2026-05-20T09:00:00Z", seats=())
    table = Table(book, header)
    for seat in ("u1", "e1"):
        assert isinstance(table.apply(Command(seat, m.Yield(), 0)), Accepted)
    table.advance(60_000 + 240_000 + 240_000)
    assert table.state.phase == "bargain"
    return table


def say(table: Table, seat: str, *moves: m.Move) -> None:
    """Make moves at the present table time; each must be accepted."""
    for move in moves:
        answer = table.apply(Command(seat, move, table.state.clock.now))
        assert isinstance(answer, Accepted), answer


def views(table: Table, side: Side) -> tuple[CaseView, TableView]:
    """What a side may see."""
    viewer = Viewer(side.value)
    return case_view(table, viewer), table_view(table, viewer)
