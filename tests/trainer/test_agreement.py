from __future__ import annotations

from decimal import Decimal

import pytest

from cases.lang import Lang
from tests.small_case import small_case, small_table
from trainer.agreement import agreement, agreement_text
from trainer.table.views import Viewer, case_view

CASE = small_case()
LEDGER = {
    "base": Decimal(6),
    "skill": {"junior": Decimal(200), "senior": Decimal(400)},
    "start": "2026-09-01",
}


@pytest.mark.parametrize("lang", list(Lang))
def test_every_agreed_term_stands_in_it_and_nothing_else_is_agreed(lang: Lang) -> None:
    draft = agreement(CASE, LEDGER, lang)
    terms = "\n".join(draft.clauses[1].paragraphs)
    assert "6%" in terms
    assert "400" in terms
    assert "insurance" not in terms


def test_the_effective_day_comes_from_the_ledger() -> None:
    text = agreement_text(CASE, LEDGER, Lang.EN)
    assert "1 September 2026" in text
    assert "1 June 2026" not in text


def test_without_a_day_agreed_the_one_in_force_holds() -> None:
    assert "1 December 2026" in agreement_text(CASE, {}, Lang.EN)


def test_withdrawn_issues_keep_their_level_and_disputed_ones_are_listed() -> None:
    draft = agreement(CASE, {"base": Decimal(6)}, Lang.EN, ("skill",))
    kept = {clause.heading: clause.paragraphs for clause in draft.clauses}
    stays = next(text for heading, text in kept.items() if "stays" in heading)
    disputed = next(text for heading, text in kept.items() if "not agreed" in heading)
    assert "insurance" in stays[0]
    assert "skill" not in stays[0]
    assert "skill" in disputed[0]


def test_a_term_at_todays_level_is_said_to_stay() -> None:
    draft = agreement(CASE, {"insurance": "enrol"}, Lang.EN)
    assert "stays at" in draft.clauses[1].paragraphs[0]


@pytest.mark.parametrize("lang", list(Lang))
def test_articles_are_numbered_without_gaps_and_both_chiefs_sign(lang: Lang) -> None:
    draft = agreement(CASE, LEDGER, lang, ("insurance",))
    numbers = [clause.heading.split()[1 if lang is Lang.EN else 0] for clause in draft.clauses]
    assert len(set(numbers)) == len(numbers)
    if lang is Lang.EN:
        assert numbers == [str(place) for place in range(1, len(numbers) + 1)]
    assert len(draft.signatures) == 2


def test_a_side_reads_the_same_draft_from_what_it_may_see() -> None:
    seen = case_view(small_table(), Viewer.EMPLOYER)
    assert agreement_text(seen, LEDGER, Lang.ZH) == agreement_text(CASE, LEDGER, Lang.ZH)
