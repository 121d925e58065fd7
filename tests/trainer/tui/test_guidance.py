from __future__ import annotations

from decimal import Decimal

from cases import moves as m
from cases.lang import Lang
from cases.sides import Side
from tests.trainer.tui.table_matches import do, in_talks, mid_match, runner
from trainer.i18n import render
from trainer.tui.guidance import Guidance, guidance
from trainer.tui.runner import MatchRunner


def now(run: MatchRunner) -> Guidance:
    return guidance(run.case(), run.view(), Side.UNION, thinking=run.thinking)


def test_before_the_match_one_key_says_that_one_is_ready() -> None:
    assert isinstance(now(runner()).move, m.Yield)


def test_an_offer_of_the_other_side_waits_for_an_answer() -> None:
    assert now(mid_match()).form == "answer"


def test_a_question_for_papers_is_not_forgotten() -> None:
    run = in_talks(((m.InfoRequest(items=("orders",)),),))
    do(run, m.Speech())
    run.computer_turn_if_due()
    guide = now(run)
    assert guide.form == "disclose"
    assert "orders" in render(guide.what, Lang.EN).lower()


def test_what_both_say_alike_can_be_recorded() -> None:
    run = in_talks(((m.Propose(issue="base", value=Decimal(5)),),))
    do(run, m.Propose(issue="base", value=Decimal(5)))
    run.computer_turn_if_due()
    assert now(run).move == m.TentativeAgreement(issue="base")


def test_a_proposal_on_procedure_asks_for_consent() -> None:
    run = in_talks(((m.CloseTalks(),),))
    do(run, m.Speech())
    run.computer_turn_if_due()
    assert now(run).form == "consent"


def test_while_the_other_side_thinks_it_says_so_in_words() -> None:
    run = in_talks()
    do(run, m.Speech())
    assert "thinking" in render(now(run).what, Lang.EN)
