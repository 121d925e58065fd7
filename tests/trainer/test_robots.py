"""Robots play every library case in every format from both sides to an end."""

from __future__ import annotations

from itertools import product

import pytest

from cases.costing.from_case import case_bases
from cases.library import case_names, format_names, load_case, load_format
from cases.sides import SIDES, BySide
from cases.transcript import Header, Seat, Transcript, read_lines
from tests.robots import Conceder, Stumbler
from trainer.session import Player, Session
from trainer.table.local import local_rules
from trainer.table.rulebook import CitationCheck, Rulebook
from trainer.table.table import Table
from trainer.table.verify import verify
from trainer.table.views import Viewer, case_view, table_view

EVERY = list(product(case_names(), format_names()))
MOST_TURNS = 1500


def make_session(case_id: str, format_id: str, players: BySide[Player | None]) -> tuple[Session, Rulebook]:
    case, form = load_case(case_id), load_format(format_id)
    bases = case_bases(case.value)
    firms = tuple(firm.id for firm in case.value.firms)
    book = Rulebook(
        case.value,
        form.value,
        local_rules(case.value.region),
        lambda law, article: CitationCheck("ok" if article != 999 else "no_article", law),
        lambda terms: firms,
    )
    seats = tuple(Seat(id=seat.id, side=seat.side, role=seat.role) for seat in form.value.seats)
    header = Header(
        case=case.stamp, format=form.stamp, seed=1, started_at="2026-05-20T09:00:00+08:00", seats=seats
    )
    return Session("robots", Table(book, header), players, tuple(bases.values())), book


def play_out(session: Session, pace: int) -> None:
    """Let the robots speak in turn, ``pace`` seconds a turn, until the match has ended."""
    at = 0
    for _ in range(MOST_TURNS):
        if session.table.state.ended:
            return
        at += pace * 1000
        session.advance(at)
        due = session.computer_due()
        if due is not None:
            session.computer_turn(due, at)
    raise AssertionError(f"no end: stuck in {session.table.state.phase}")


@pytest.mark.parametrize(("case_id", "format_id"), EVERY)
@pytest.mark.parametrize("pair", ["stumblers", "union stumbles", "employer stumbles", "conceders"])
def test_every_match_ends_and_can_be_verified(case_id: str, format_id: str, pair: str) -> None:
    stumbles = {
        "stumblers": SIDES,
        "union stumbles": SIDES[:1],
        "employer stumbles": SIDES[1:],
        "conceders": (),
    }
    made: list[Player | None] = [
        Stumbler(seed=len(case_id + format_id)) if side in stumbles[pair] else Conceder() for side in SIDES
    ]
    session, book = make_session(case_id, format_id, BySide(*made))
    play_out(session, pace=11 if pair == "stumblers" else 23)
    read = read_lines(list(session.table.transcript.lines()))
    assert isinstance(read, Transcript)
    assert verify(book, read) is None
    assert session.table.outcome in {"agreement", "differences", "suspended", "walkout", "stopped"}
    if session.table.outcome == "differences":
        assert session.table.state.differences
    assert not session.table.state.unsettled() or session.table.outcome != "agreement"


@pytest.mark.parametrize("case_id", case_names())
def test_no_side_reads_the_other_brief_during_a_match(case_id: str) -> None:
    session, _ = make_session(case_id, "solo-15", BySide(Stumbler(3), Stumbler(4)))
    case = load_case(case_id).value
    at = 0
    for _ in range(40):
        at += 9000
        session.advance(at)
        due = session.computer_due()
        if due is not None:
            session.computer_turn(due, at)
        for side in SIDES:
            viewer = Viewer(side.value)
            papers = case_view(session.table, viewer)
            shown = repr((papers, table_view(session.table, viewer)))
            secret = case.briefs[side.other]
            assert secret.alternative.zh not in shown
            assert secret.mandate.en not in shown
            assert not any(argument.text.zh in shown for argument in secret.arguments)
            read = {exhibit.no for exhibit in papers.exhibits}
            assert all(
                exhibit.no in read or exhibit.title.en not in repr(papers.exhibits)
                for exhibit in case.exhibits
            )
