"""Moves, values, notices and findings in plain words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given

from cases import moves as m
from cases.issues import Issue
from cases.sides import Side
from cases.text import Lang, Text
from cases.transcript import Finding
from tests.small_case import issue, small_book, small_case, small_table, t
from tests.trainer.table.random_moves import moves
from trainer.speech.day_words import day_text
from trainer.speech.describe import describe, value_text
from trainer.speech.records import describe_event, describe_finding, describe_notice
from trainer.speech.values import figure_text, item_name, number_text, unit_text
from trainer.table import notices as n
from trainer.table.answers import Command
from trainer.table.views import Viewer, case_view

CASE = small_case()
ZH, EN = Lang.ZH, Lang.EN


def made(kind: str, **more: Any) -> m.Move:
    return m.MOVE.validate_python({"kind": kind, **more})


@given(moves())
def test_every_move_is_told_in_both_languages(move: m.Move) -> None:
    for lang in Lang:
        text = describe(move, CASE, lang, Side.UNION)
        assert text
        assert "{" not in text
        assert "move." not in text


def test_every_kind_has_a_sentence_of_its_own() -> None:
    told = set()
    for model in get_args(get_args(m.Move)[0]):
        fields: dict[str, Any] = {
            "issue": "base", "value": 5, "terms": {"base": 5, "start": "2026-09-01"}, "condition": {"insurance": "inspect"},
            "order": ("base",), "law": "劳动法", "figure": {"metric": "profit", "value": 3}, "who": "X", "refs": 4, "note": "n",
            "seat": "union-rep1", "step": "vote", "action": "pause",
        }  # fmt: skip
        known = {name: value for name, value in fields.items() if name in model.model_fields}
        told.add(describe(model.model_validate(known), CASE, ZH, Side.UNION))
    assert len(told) == len(get_args(get_args(m.Move)[0]))


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "zh", "en"),
    [
        ("pct", 1, "6.5", "6.5%", "6.5%"),
        ("pct", 1, "6", "6%", "6%"),
        ("yuan_per_piece", 2, "0.9", "0.90元/件", "0.90 yuan a piece"),
        ("yuan_per_piece", 2, "0.96", "0.96元/件", "0.96 yuan a piece"),
        ("yuan_per_month", 0, "320", "320元/月", "320 yuan a month"),
        ("yuan", 0, "120000", "120,000元", "120,000 yuan"),
        ("days", 0, "1", "1天", "1 day"),
        ("times_per_year", 1, "0.5", "每两年一次", "once every two years"),
        ("times_per_year", 1, "1.5", "每年1.5次", "1.5 times a year"),
        ("years", 0, "2", "2年", "2 years"),
    ],
)
def test_numbers_carry_their_units(unit: str, decimals: int, value: str, zh: str, en: str) -> None:
    grid = {"min": 0, "max": 1_000_000, "step": "0.01"}
    grid["min"], grid["max"] = Decimal(value), Decimal(value)
    known = Issue.model_validate(
        issue("x", unit=unit, decimals=decimals, current=0, grid=grid, union_wants="more")
    )
    assert value_text(known, Decimal(value), ZH) == zh
    assert value_text(known, Decimal(value), EN) == en


def test_days_choices_and_grades_are_said_by_name() -> None:
    known = CASE.issue_map
    assert value_text(known["start"], "2026-07-01", ZH) == "2026年7月1日"
    assert value_text(known["start"], "2026-07-01", EN) == "1 July 2026"
    assert value_text(known["insurance"], "inspect", EN) == "and joint inspection"
    grades = {"junior": Decimal(150), "senior": Decimal(280)}
    assert value_text(known["skill"], grades, EN) == "Junior 150 yuan, Senior 280 yuan"
    assert value_text(known["skill"], grades, ZH) == "Junior（中）150元、Senior（中）280元"


def test_day_text_leaves_other_words_alone() -> None:
    assert day_text("next month", EN) == "next month"


def test_numbers_keep_every_digit() -> None:
    assert number_text(Decimal("1234567.5"), 2) == "1,234,567.50"
    assert number_text(Decimal("9999")) == "9999"
    assert unit_text(Decimal(7), "furlong", EN) == "7"


def test_a_figure_goes_by_the_papers_own_name() -> None:
    figure = m.Figure(metric="profit", value=Decimal(480), period="2025", unit="yuan")
    assert figure_text(figure, ZH) == "2025年利润480元"
    assert (
        figure_text(figure, EN, Text(zh="营业利润", en="operating profit"))
        == "operating profit in 2025: 480 yuan"
    )
    assert item_name("moon_rocks", EN) == "moon rocks"


def test_the_argument_is_told_only_to_those_who_may_know_it() -> None:
    table = small_table()
    move = made("propose", issue="base", value=5, argument="union-base")
    union, employer = case_view(table, Viewer.UNION), case_view(table, Viewer.EMPLOYER)
    assert "union on base" in describe(move, CASE, EN, Side.UNION)
    assert "union on base" in describe(move, union, EN, Side.UNION)
    assert "union on base" not in describe(move, employer, EN, Side.UNION)


def test_offers_are_told_with_their_terms() -> None:
    move = made("conditional_offer", condition={"start": "2026-12-01"}, terms={"base": 5})
    assert describe(move, CASE, EN) == "If start 1 December 2026, then base 5%"
    move = made("reject", issue="base", basis="cost")
    assert describe(move, CASE, EN) == "Does not accept the other side's position on “base” (cost)"
    assert describe(made("accept", refs=7), CASE, ZH) == "接受第7号方案"


NOTICES: list[n.NoticeBase] = [
    n.PhaseNotice.model_validate({"origin": "talks", "to": "wrap", "trigger": "time_up"}),
    n.TurnTimeout(side=Side.UNION),
    n.TimeWarning(left=60),
    n.TimeWarning(left=30),
    n.TalkZero(side=Side.EMPLOYER),
    n.PromiseDue(refs=3, side=Side.UNION, terms={"base": Decimal(5)}),
    n.RequestOverdue(refs=3, side=Side.EMPLOYER, exhibits=(2, 4)),
    n.RequestOverdue(refs=3, side=Side.EMPLOYER),
    n.DifferencesNotice(issues=("base", "skill")),
    n.BallotNotice(on="2026-05-28", segments=(), needed_present=2, needed_yes=2, passed=False),
    n.InForce(on="2026-06-20"),
    n.Ended(phase="end_agreed", outcome="agreement"),
    n.Exported(),
]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.kind)
@pytest.mark.parametrize("lang", list(Lang))
def test_every_notice_is_told(notice: n.NoticeBase, lang: Lang) -> None:
    phases = {phase.id: phase.name for phase in small_book().form.phases}
    text = describe_notice(notice, CASE, lang, phases)
    assert text
    assert "{" not in text
    assert "notice." not in text


def test_recorded_events_are_told() -> None:
    table = small_table()
    table.apply(Command("union-chief", m.Yield(), 0))
    table.apply(Command("employer-chief", m.Yield(), 0))
    phases = {phase.id: Text.model_validate(t(phase.id)) for phase in small_book().form.phases}
    told = [describe_event(event, CASE, EN, phases) for event in table.events]
    assert told[-1] == "Now: opening_u"


def test_findings_name_issues_and_items() -> None:
    finding = Finding(rule="V7", level="note", key="table.note.hardening", params={"issue": "base"})
    assert "“base”" in describe_finding(finding, CASE, EN)
    assert "base（中）" in describe_finding(finding, CASE, ZH)
    finding = Finding(
        rule="V13", level="foul", key="table.foul.false_figure", params={"metric": "profit", "stated": "7"}
    )
    assert "利润" in describe_finding(finding, CASE, ZH)
    wrong = Finding(
        rule="V10", level="foul", key="table.foul.false_summary", params={"issues": "base, skill"}
    )
    assert describe_finding(wrong, CASE, EN).startswith(
        "The summary holds terms that nobody agreed: base, skill"
    )
