"""Terms on the table: what may be said, what binds, what comes due."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases.sides import Side
from tests.small_case import negligent_case
from tests.trainer.table.play import SKILL_LOW, SKILL_MID, Play
from trainer.table.state import Status

U, E = Side.UNION, Side.EMPLOYER


def test_a_value_below_the_statutory_floor_is_blocked_with_the_article() -> None:
    play = Play()
    refused = play.refused(U, "propose", issue="base", value=0)
    assert refused.rule == "V6"
    assert refused.article is not None
    assert (refused.article.law, refused.article.article) == ("劳动法", 48)


def test_a_value_off_the_ladder_is_refused_with_the_nearest_rung() -> None:
    play = Play()
    refused = play.refused(U, "propose", issue="base", value=Decimal("6.3"))
    assert refused.possible is not None
    assert refused.possible.params["value"] == Decimal("6.5")


@pytest.mark.parametrize("seat", ["union-rep1", "chair", "recorder"])
def test_only_the_chief_commits(seat: str) -> None:
    assert Play().refused(seat, "propose", issue="base", value=6).rule == "V1"


def test_a_substitute_commits_once_named() -> None:
    play = Play()
    play.say(U, "substitute", seat="union-rep1", hold=True)
    play.refused(U, "propose", issue="base", value=6)
    play.say("union-rep1", "propose", issue="base", value=6)


def test_grades_nobody_named_stay_at_the_last_word() -> None:
    play = Play()
    play.say(U, "propose", issue="skill", value={"junior": 300})
    position = play.line("skill").stated.union
    assert position is not None
    assert position.value == {"junior": 300, "senior": 200}


def test_a_term_inside_a_package_cannot_be_picked_out() -> None:
    play = Play()
    made = play.say(U, "package", terms={"base": 6, "start": "2026-06-01"})
    refused = play.refused(E, "accept", issue="base")
    assert refused.reason.params["refs"] == made.events[0].seq


def test_an_accepted_package_binds_all_and_reopens_all() -> None:
    play = Play()
    made = play.say(U, "package", terms={"base": 6, "start": "2026-06-01"})
    play.say(E, "accept", refs=made.events[0].seq)
    assert play.table.state.ledger == {"base": 6, "start": "2026-06-01"}
    play.say(U, "reopen", issue="base", cause="the congress asked")
    assert play.table.state.ledger == {}


def test_reopening_without_a_cause_is_a_broken_word() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=6)
    play.say(E, "accept", issue="base")
    play.say(U, "reopen", issue="base")
    assert play.fouls() == ["table.foul.broken_word"]


def test_a_newer_package_takes_the_place_of_the_older() -> None:
    play = Play()
    old = play.say(U, "package", terms={"base": 6, "start": "2026-06-01"}).events[0].seq
    play.say(E, "yield")
    play.say(U, "package", terms={"base": 5, "insurance": "inspect"})
    assert play.refused(E, "accept", refs=old).reason.key == "table.refuse.offer_superseded"


def test_a_condition_that_is_met_makes_the_promise_due() -> None:
    play = Play()
    play.say(U, "conditional_offer", condition={"start": "2026-09-01"}, terms={"base": 4})
    assert play.line("base").firm.union is None
    play.say(E, "propose", issue="start", value="2026-06-01")
    firm = play.line("base").firm.union
    assert firm is not None
    assert firm.value == 4
    play.say(U, "propose", issue="base", value=7)
    assert "table.foul.promise" in play.fouls()


def test_a_condition_met_only_in_part_makes_nothing_due() -> None:
    play = Play()
    play.say(U, "conditional_offer", condition={"start": "2026-06-01"}, terms={"base": 4})
    play.say(E, "propose", issue="start", value="2026-09-01")
    assert play.line("base").firm.union is None


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"condition": {"insurance": "enrol"}, "terms": {"base": 5}}, "table.foul.duty_condition"),
        ({"condition": {"base": 5}, "terms": {"insurance": "enrol"}}, "table.foul.duty_sold"),
    ],
)
def test_a_legal_duty_is_neither_price_nor_gift(fields: dict[str, object], key: str) -> None:
    play = Play()
    play.say(U, "conditional_offer", **fields)
    assert play.fouls() == [key]


def test_what_the_law_obliges_cannot_be_dropped() -> None:
    assert Play(case=negligent_case()).refused(U, "drop", issue="insurance").rule == "V6"


def test_an_issue_may_go_where_today_already_meets_the_law() -> None:
    play = Play()
    play.say(U, "drop", issue="insurance")
    assert play.line("insurance").status is Status.DROPPED


def test_both_halves_of_a_condition_may_not_name_the_same_issue() -> None:
    refused = Play().refused(U, "conditional_offer", condition={"base": 5}, terms={"base": 4})
    assert refused.rule == "V8"


def test_like_positions_need_reading_back_to_be_agreed() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=5)
    assert play.refused(E, "tentative_agreement", issue="base").rule == "V11"
    play.say(E, "propose", issue="base", value=5)
    assert play.line("base").status is Status.OPEN
    play.say(U, "tentative_agreement", issue="base")
    assert play.table.state.ledger == {"base": 5}


def test_a_concession_that_is_none_is_called_a_hardening() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=6)
    play.say(E, "yield")
    verdict = play.say(U, "concede", issue="base", value=7).verdict
    assert [finding.key for finding in verdict.findings] == ["table.note.hardening"]


def test_softening_a_final_word_is_noted() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=8)
    play.say(E, "counter", issue="base", value=2)
    play.say(U, "final_offer", terms={"base": 7})
    play.say(E, "yield")
    verdict = play.say(U, "concede", issue="base", value=6).verdict
    assert "table.note.final_softened" in [finding.key for finding in verdict.findings]


def test_a_final_word_before_any_exchange_is_refused() -> None:
    assert Play().refused(U, "final_offer", terms={"base": 8}).rule == "V9"


def test_the_third_bare_no_is_bad_faith_and_a_move_wipes_the_count() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=8)
    for _ in range(2):
        play.say(E, "reject", issue="base")
        play.say(U, "yield")
    assert play.fouls() == []
    play.say(E, "reject", issue="base")
    assert play.fouls() == ["table.foul.bare_rejections"]


def test_a_no_with_a_reason_is_never_bare() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=8)
    for _ in range(4):
        play.say(E, "reject", issue="base", basis="cost")
        play.say(U, "yield")
    assert play.fouls() == []


def test_an_issue_is_dropped_when_both_let_it_go() -> None:
    play = Play()
    play.say(U, "propose", issue="start", value="2026-06-01")
    play.say(E, "propose", issue="start", value="2026-09-01")
    play.say(U, "drop", issue="start")
    assert play.line("start").status is Status.OPEN
    play.say(E, "drop", issue="start")
    assert play.line("start").status is Status.DROPPED


def test_a_parked_issue_comes_back_with_the_next_word_on_it() -> None:
    play = Play()
    play.say(U, "park", issue="base")
    assert play.line("base").status is Status.PARKED
    play.say(E, "propose", issue="base", value=2)
    assert play.line("base").status is Status.OPEN


def test_settling_the_last_issue_leads_straight_to_the_draft() -> None:
    play = Play()
    play.settle_everything()
    assert play.phase == "draft"
    assert play.table.state.ledger["skill"] == SKILL_MID


def test_repeating_an_agreed_term_in_a_package_is_allowed_changing_it_is_not() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=6)
    play.say(E, "accept", issue="base")
    play.say(U, "package", terms={"base": 6, "skill": SKILL_LOW})
    assert play.refused(E, "package", terms={"base": 5, "skill": SKILL_LOW}).rule == "V3"
