"""Steering the meeting, papers, time, and the ending that the law asks for."""

from __future__ import annotations

from cases.sides import Side
from tests.small_case import LAW
from tests.trainer.table.play import Play

U, E = Side.UNION, Side.EMPLOYER


def test_preparation_ends_when_both_chiefs_are_ready() -> None:
    play = Play(bargaining=False)
    play.say(U, "yield")
    assert play.phase == "prepare"
    play.say(E, "yield")
    assert play.phase == "opening_u"


def test_a_speech_of_several_moves_keeps_the_floor_until_it_ends() -> None:
    play = Play()
    play.say(U, "appeal", basis="need", hold=True)
    play.say(U, "propose", issue="base", value=6)
    assert play.table.state.floor is E
    assert play.refused(U, "propose", issue="base", value=5).rule == "V2"


def test_a_lawful_request_left_unanswered_is_enforced_with_a_foul() -> None:
    play = Play()
    play.say(U, "info_request", items=["profit"], period="2025", article=LAW)
    play.say(E, "speech")
    play.say(U, "yield")
    assert play.table.state.revealed.union == frozenset()
    answer = play.say(E, "speech")
    assert [event.kind for event in answer.events] == ["speech", "request_overdue"]
    assert 2 in play.table.state.revealed.union
    assert play.fouls() == ["table.foul.overdue"]


def test_a_request_without_an_article_is_never_enforced() -> None:
    play = Play()
    play.say(U, "info_request", items=["orders"], period="2025")
    for _ in range(4):
        play.say(E, "speech")
        play.say(U, "yield")
    assert play.fouls() == []


def test_showing_the_paper_answers_the_request() -> None:
    play = Play()
    play.say(U, "info_request", items=["profit", "revenue"], article=LAW)
    play.say(E, "disclose", exhibits=[2])
    assert play.table.state.past_requests[0].status == "answered"


def test_nobody_shows_papers_of_the_other_side() -> None:
    assert Play().refused(U, "disclose", exhibits=[2]).rule == "V13"


def test_a_figure_is_held_to_the_papers_the_speaker_can_read() -> None:
    play = Play()
    right = play.say(U, "cite_data", figure={"metric": "metric1", "value": 100}).verdict
    assert right.findings == ()
    play.say(E, "yield")
    wrong = play.say(U, "cite_data", figure={"metric": "metric1", "value": 120}).verdict
    assert wrong.legality == "foul"
    play.say(E, "yield")
    hidden = play.say(U, "cite_data", figure={"metric": "metric2", "value": 7}).verdict
    assert [finding.key for finding in hidden.findings] == ["table.note.unsupported"]


def test_a_summary_with_a_term_nobody_agreed_to_is_false() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=6)
    play.say(E, "accept", issue="base")
    assert play.say(U, "summarise", terms={"base": 6}).verdict.legality == "ok"
    play.say(E, "summarise", terms={"base": 5})
    assert play.fouls() == ["table.foul.false_summary"]


def test_a_caucus_gives_the_floor_back_to_its_caller_and_is_on_quota() -> None:
    play = Play()
    play.say(U, "caucus")
    assert play.phase == "caucus"
    play.refused(E, "speech")
    play.say(U, "end_caucus")
    assert (play.phase, play.table.state.floor) == ("talks", U)
    assert play.refused(U, "caucus").rule == "V15"


def test_a_caucus_ends_by_itself() -> None:
    play = Play()
    play.say(U, "caucus")
    play.wait(121)
    assert play.phase == "talks"


def test_the_talks_cannot_be_closed_by_one_side() -> None:
    play = Play()
    asked = play.say(U, "close_talks").events[0].seq
    assert play.phase == "talks"
    play.say(E, "consent", refs=asked, yes=False)
    assert play.phase == "talks"
    asked = play.say(U, "close_talks").events[0].seq
    play.say(E, "consent", refs=asked)
    assert play.phase == "wrap"


def test_a_deadlock_is_not_stated_while_positions_move() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=8)
    assert play.refused(E, "deadlock", issues=["base"]).rule == "V16"
    for _ in range(3):
        play.say(E, "speech")
        play.say(U, "speech")
    asked = play.say(E, "deadlock", issues=["base"]).events[0].seq
    play.say(U, "consent", refs=asked)
    assert play.phase == "mediate"


def test_what_is_open_when_time_runs_out_becomes_a_list_of_differences() -> None:
    play = Play()
    play.say(U, "propose", issue="base", value=6)
    play.say(E, "accept", issue="base")
    play.wait(720)
    assert play.phase == "wrap"
    play.wait(120)
    assert play.table.outcome == "differences"
    assert set(play.table.state.differences) == {"skill", "start", "insurance"}
    assert play.table.state.ledger == {"base": 6}


def test_a_turn_that_lasts_too_long_passes_the_floor_on_time() -> None:
    play = Play()
    since = play.table.state.clock.floor_since
    play.wait(121)
    timeout = next(event for event in play.table.events if event.kind == "turn_timeout")
    assert timeout.at == since + 120_000
    assert play.table.state.floor is E


def test_a_paused_clock_stands_still() -> None:
    play = Play()
    play.say("chair", "chair", action="pause")
    play.refused(U, "speech")
    play.wait(5000)
    assert play.phase == "talks"
    play.say("chair", "chair", action="resume")
    play.say(U, "speech")
    assert play.phase == "talks"


def test_threats_and_walkouts_are_fouls() -> None:
    play = Play()
    play.say(U, "threat", what="stoppage")
    play.say(E, "walkout")
    assert play.fouls() == ["table.foul.threat", "table.foul.walkout"]
    assert play.table.outcome == "walkout"


def closing(play: Play) -> None:
    play.settle_everything()
    play.say(U, "sign", step="draft")
    assert play.phase == "draft"
    play.say(E, "sign", step="draft")


def test_the_whole_ending_in_lawful_order_and_days() -> None:
    play = Play()
    closing(play)
    assert play.refused(U, "sign", step="sign", on="2026-05-25").rule == "V20"
    play.say(U, "sign", step="vote", on="2026-05-25")
    assert play.table.state.closing.ballots[-1].passed
    play.refused(U, "sign", step="sign", on="2026-05-24")
    play.say(U, "sign", step="sign", on="2026-05-26")
    play.say(E, "sign", step="sign", on="2026-05-27")
    play.refused(U, "sign", step="file", on="2026-05-28")
    play.say(E, "sign", step="file", on="2026-06-03")
    assert play.table.state.closing.in_force == "2026-06-18"
    play.refused(E, "sign", step="publish", on="2026-06-17")
    play.say(E, "sign", step="publish", on="2026-06-20")
    assert play.table.outcome == "agreement"
    assert play.fouls() == []


def test_filing_after_the_seventh_day_is_late() -> None:
    play = Play()
    closing(play)
    play.say(U, "sign", step="vote", on="2026-05-25")
    play.say(U, "sign", step="sign", on="2026-05-25")
    play.say(E, "sign", step="sign", on="2026-05-25")
    play.say(E, "sign", step="file", on="2026-06-02")
    assert play.fouls() == ["table.foul.late_file"]


def test_a_draft_that_gives_too_little_is_voted_down_then_becomes_differences() -> None:
    play = Play()
    terms = {"base": 1, "skill": {"junior": 100, "senior": 200}, "start": "2026-12-01", "insurance": "enrol"}
    made = play.say(U, "package", terms=terms)
    play.say(E, "accept", refs=made.events[0].seq)
    for _ in range(2):
        play.say(U, "sign", step="draft")
        play.say(E, "sign", step="draft")
        play.say(U, "sign", step="vote", on="2026-05-25")
        if play.table.state.ended:
            break
        assert play.phase == "rebargain"
        asked = play.say(play.table.state.floor or U, "close_talks").events[0].seq
        play.say(play.table.state.floor or U, "consent", refs=asked)
    assert play.table.outcome == "differences"
    assert len(play.table.state.closing.ballots) == 2


def test_a_break_uses_up_only_the_time_it_took() -> None:
    play = Play()
    end = play.table.state.clock.phase_end
    play.say(U, "caucus")
    play.wait(30)
    play.say(U, "end_caucus")
    assert play.table.state.clock.phase_end == end
