"""Papers, questions, proposals, threats and promises: what the computer answers, and what it never does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases import moves as m
from cases.sides import Side
from tests.small_case import small_case, small_table
from trainer.opponent.counterpart import Counterpart
from trainer.opponent.personas import persona_ids
from trainer.table.answers import Accepted, Command, Refused
from trainer.table.table import Table
from trainer.table.views import Viewer, case_view, table_view


class Meeting:
    """The small case at the start of the talks, a person against a computer."""

    def __init__(self, computer: Side, persona: str = "cooperative", seed: int = 1) -> None:
        self.table: Table = small_table()
        self.side = computer
        self.player = Counterpart(side=computer, persona=persona, seed=seed)
        self.at = 0
        for side in ("union", "employer"):
            self.table.apply(Command(f"{side}-chief", m.Yield(), 0))
        for side in ("union", "employer"):
            self.table.apply(Command(f"{side}-chief", m.Opening(), 0))
        if computer is Side.UNION:
            self.answer()

    def say(self, kind: str, **fields: Any) -> None:
        """The person's move."""
        self.at += 5000
        move = m.MOVE.validate_python({"kind": kind, **fields})
        answer = self.table.apply(Command(f"{self.side.other}-chief", move, self.at))
        assert isinstance(answer, Accepted), answer

    def answer(self) -> list[m.Move]:
        """The computer's speech."""
        self.at += 5000
        viewer = Viewer(self.side.value)
        moves = self.player.moves(case_view(self.table, viewer), table_view(self.table, viewer, self.at))
        for move in moves:
            answer = self.table.apply(Command(f"{self.side}-chief", move, self.at))
            assert not isinstance(answer, Refused), answer
        return list(moves)

    def shown(self) -> set[int]:
        return set(self.table.state.revealed[self.side.other])


def of_kind(moves: list[m.Move], kind: str) -> list[Any]:
    return [move for move in moves if move.kind == kind]


LAW = {"law": "劳动法", "article": 48}


@pytest.mark.parametrize("persona", persona_ids())
def test_what_the_law_obliges_is_shown_at_once_by_every_temperament(persona: str) -> None:
    meeting = Meeting(Side.EMPLOYER, persona)
    meeting.say("info_request", items=["profit"], period="2025", article=LAW)
    meeting.answer()
    owed = {
        exhibit.no
        for exhibit in small_case().exhibits
        if exhibit.owner == "employer" and "profit" in exhibit.unlock.items
    }
    assert owed
    assert owed <= meeting.shown()


@pytest.mark.parametrize("persona", persona_ids())
def test_papers_that_nobody_may_ask_for_stay_in_the_drawer(persona: str) -> None:
    meeting = Meeting(Side.EMPLOYER, persona)
    for items in (["profit"], ["orders"], ["turnover"]):
        meeting.say("info_request", items=items, period="2025", article=LAW)
        meeting.answer()
    meeting.say("probe", target="interest", issue="base")
    meeting.answer()
    never = {exhibit.no for exhibit in small_case().exhibits if exhibit.unlock.key.value == "never"}
    assert never
    assert not never & meeting.shown()


def test_only_what_was_asked_for_is_shown() -> None:
    meeting = Meeting(Side.EMPLOYER)
    meeting.say("info_request", items=["orders"], period="2025")
    meeting.answer()
    exhibits = small_case().exhibit_map
    assert meeting.shown()
    assert all("orders" in exhibits[number].unlock.items for number in meeting.shown())


def test_the_hard_one_wants_an_article_first() -> None:
    meeting = Meeting(Side.EMPLOYER, "hard")
    meeting.say("info_request", items=["orders"], period="2025")
    meeting.answer()
    assert not meeting.shown()
    meeting.say("info_request", items=["orders"], period="2025", article=LAW)
    meeting.answer()
    assert meeting.shown()


def test_the_staller_lets_a_turn_go_by() -> None:
    meeting = Meeting(Side.EMPLOYER, "stalling")
    meeting.say("info_request", items=["orders"], period="2025")
    meeting.answer()
    assert not meeting.shown()
    meeting.say("speech")
    meeting.answer()
    assert meeting.shown()


def test_a_question_about_interests_opens_the_paper_that_explains_them() -> None:
    meeting = Meeting(Side.UNION)
    meeting.say("probe", target="interest", issue="base")
    meeting.answer()
    keys = {small_case().exhibit_map[number].unlock.key.value for number in meeting.shown()}
    assert "on_probe" in keys


def test_nobody_learns_the_limit_by_asking() -> None:
    meeting = Meeting(Side.EMPLOYER, "novice")
    meeting.say("probe", target="limit", issue="base")
    said = meeting.answer()
    assert not [move for move in of_kind(said, "disclose") if move.what == "limit"]
    assert of_kind(said, "speech")


def test_a_threat_is_declined_and_the_talks_go_on() -> None:
    meeting = Meeting(Side.EMPLOYER)
    meeting.say("threat", what="stoppage")
    said = meeting.answer()
    assert said[0].kind == "speech"
    assert len(said) > 1


def test_closing_is_declined_while_there_is_time() -> None:
    meeting = Meeting(Side.EMPLOYER)
    meeting.say("close_talks")
    consent = of_kind(meeting.answer(), "consent")
    assert len(consent) == 1
    assert not consent[0].yes


def test_equal_words_are_recorded_as_agreed() -> None:
    meeting = Meeting(Side.EMPLOYER)
    meeting.say("package", terms={"base": 9, "insurance": "inspect"}, all_or_nothing=False)
    meeting.answer()
    own = meeting.table.state.issues["start"].firm.employer
    assert own is not None
    meeting.say("propose", issue="start", value=own.value)
    meeting.answer()
    assert meeting.table.state.ledger["start"] == own.value


def test_a_gift_is_taken() -> None:
    meeting = Meeting(Side.EMPLOYER)
    meeting.say("propose", issue="base", value=Decimal(1))
    meeting.answer()
    assert meeting.table.state.ledger["base"] == 1


def test_a_demand_beyond_the_mandate_is_never_accepted() -> None:
    meeting = Meeting(Side.EMPLOYER, "novice")
    limit = small_case().briefs.employer.preference("base").limit
    for _ in range(6):
        meeting.say("propose", issue="base", value=Decimal(10))
        meeting.answer()
    assert "base" not in meeting.table.state.ledger
    own = meeting.table.state.issues["base"].stated.employer
    assert own is not None
    assert small_case().issue_map["base"].better_for(Side.EMPLOYER, own.value, limit) >= 0


def test_no_step_is_taken_back() -> None:
    meeting = Meeting(Side.EMPLOYER)
    best: dict[str, Any] = {}
    for value in ("9", "8.5", "8", "7.5", "7", "6.5"):
        if "base" in meeting.table.state.ledger:
            break
        meeting.say("propose", issue="base", value=Decimal(value))
        meeting.answer()
        for name, line in meeting.table.state.issues.items():
            firm = line.firm.employer
            if firm is None:
                continue
            issue = small_case().issue_map[name]
            assert name not in best or issue.better_for(Side.EMPLOYER, firm.value, best[name]) <= 0
            best[name] = firm.value


def test_the_same_view_gives_the_same_moves_whoever_asks() -> None:
    meeting = Meeting(Side.EMPLOYER, "data", seed=9)
    meeting.say("package", terms={"base": 9, "insurance": "inspect"}, all_or_nothing=False)
    viewer = Viewer.EMPLOYER
    case, view = case_view(meeting.table, viewer), table_view(meeting.table, viewer, meeting.at)
    fresh = Counterpart(side=Side.EMPLOYER, persona="data", seed=9)
    assert meeting.player.moves(case, view) == fresh.moves(case, view) == meeting.player.moves(case, view)


def test_a_resumed_match_goes_on_alike() -> None:
    meeting = Meeting(Side.EMPLOYER, seed=4)
    for value in ("9", "8"):
        meeting.say("propose", issue="base", value=Decimal(value))
        meeting.answer()
    meeting.say("probe", target="reason", issue="skill")
    again = Table.replay(meeting.table.book, meeting.table.header, meeting.table.events)
    fresh = Counterpart(side=Side.EMPLOYER, seed=4)
    viewer = Viewer.EMPLOYER
    expected = meeting.player.moves(
        case_view(meeting.table, viewer), table_view(meeting.table, viewer, 60_000)
    )
    assert fresh.moves(case_view(again, viewer), table_view(again, viewer, 60_000)) == expected


@pytest.mark.parametrize(
    ("kind", "fields", "word"),
    [
        ("cite_law", {"law": "没有这部法", "article": 1}, "没有这部法"),
        ("summarise", {"terms": {"base": 9}}, ""),
        ("conditional_offer", {"condition": {"insurance": "enrol"}, "terms": {"base": 9}}, ""),
    ],
)
def test_mistakes_are_put_right_before_anything_else(kind: str, fields: dict[str, Any], word: str) -> None:
    meeting = Meeting(Side.EMPLOYER)
    meeting.say(kind, **fields)
    first = meeting.answer()[0]
    assert first.kind == "speech"
    assert first.text is not None
    assert word in (first.text.zh or "")
