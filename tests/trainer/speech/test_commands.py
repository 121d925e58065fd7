from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import moves as m
from cases.library import case_names, load_case
from cases.sides import Side
from cases.text import Lang
from tests.hengyue_table import bargaining, say, views
from trainer.i18n import lookup, render
from trainer.matches import MatchPlan, open_match
from trainer.speech.commands import CommandFault, complete, is_command, parse
from trainer.speech.lexicon import commands
from trainer.table.views import CaseView, TableView, Viewer

D = Decimal


@cache
def fresh() -> tuple[CaseView, TableView]:
    return views(bargaining(), Side.UNION)


def read(text: str, lang: Lang = Lang.ZH) -> m.Move:
    move = parse(text, *fresh(), lang)
    assert not isinstance(move, CommandFault), (text, move)
    return move


def fault(text: str, lang: Lang = Lang.ZH) -> CommandFault:
    found = parse(text, *fresh(), lang)
    assert isinstance(found, CommandFault), (text, found)
    return found


TRIAL = {"law": "工资集体协商试行办法", "article": 18}

SAME: list[tuple[str, str, m.Move]] = [
    ("/提 底薪 6", "/propose base 6", m.Propose(issue="base_wage_pct", value=D(6))),
    ("/提 单价 1.00", "/propose piece 1.00", m.Propose(issue="piece_rate", value=D(1))),
    (
        "/若 单价 1.00 则 底薪 5",
        "/if piece 1.00 then base 5",
        m.ConditionalOffer(condition={"piece_rate": D(1)}, terms={"base_wage_pct": D(5)}),
    ),
    (
        "/包 底薪5 餐补320 体检1",
        "/package base 5, meal 320, medical 1",
        m.Package(terms={"base_wage_pct": D(5), "meal_allowance": D(320), "medical_check": D(1)}),
    ),
    ("/让 底薪 7", "/concede base 7", m.Concede(issue="base_wage_pct", value=D(7))),
    ("/还 底薪 5.5", "/counter base 5.5", m.Counter(issue="base_wage_pct", value=D("5.5"))),
    ("/最终 底薪 5", "/final base 5", m.FinalOffer(terms={"base_wage_pct": D(5)})),
    ("/同意 体检", "/accept medical", m.Accept(issue="medical_check")),
    ("/同意 #12", "/accept #12", m.Accept(refs=12)),
    ("/暂定 高温", "/tentative heat", m.TentativeAgreement(issue="high_temp_allowance")),
    ("/搁置 年假", "/park leave", m.Park(issue="annual_leave_days")),
    ("/撤 年假", "/drop leave", m.Drop(issue="annual_leave_days")),
    (
        "/要资料 利润 工资总额 2025 依据 工资集体协商试行办法18",
        "/request profit, payroll 2025 under Trial Measures for Collective Wage Consultation 18",
        m.InfoRequest.model_validate(
            {"items": ("profit", "total_payroll"), "period": "2025", "article": TRIAL}
        ),
    ),
    (
        "/法 劳动合同法 51",
        "/law Labour Contract Law 51",
        m.CiteLaw(law="中华人民共和国劳动合同法", article=51),
    ),
    ("/休会 3", "/caucus 3 minutes", m.Caucus(minutes=3)),
    ("/回来", "/back", m.EndCaucus()),
    ("/报告职工", "/report", m.ReportMembers()),
    ("/收官", "/close", m.CloseTalks()),
    ("/分歧 底薪", "/differences base", m.RecordDifferences(issues=("base_wage_pct",))),
    ("/草案", "/draft", m.Sign(step="draft")),
    ("/表决 2026-05-25", "/vote May 25", m.Sign(step="vote", on="2026-05-25")),
    ("/签字 5月26日", "/sign 26 May", m.Sign(step="sign", on="2026-05-26")),
    ("/报送 2026年5月28日", "/file 2026-05-28", m.Sign(step="file", on="2026-05-28")),
    ("/公布 2026-06-15", "/publish June 15, 2026", m.Sign(step="publish", on="2026-06-15")),
    ("/让出", "/yield", m.Yield()),
    (
        "/提 津贴 初级150 中级280",
        "/propose skill junior 150 middle 280",
        m.Propose(issue="skill_allowance", value={"junior": D(150), "middle": D(280)}),
    ),
    (
        "/提 执行日期 7月1日",
        "/propose effective date July 1",
        m.Propose(issue="effective_date", value="2026-07-01"),
    ),
    (
        "/比 鑫源厂 底薪 6",
        "/compare 鑫源厂 base 6",
        m.CiteComparator(who="鑫源厂", issue="base_wage_pct", value=D(6), unit="pct"),
    ),
    ("/离席", "/walkout", m.Walkout()),
    ("/换人 u2", "/substitute u2", m.Substitute(seat="u2")),
    ("/中止 2026-06-01", "/adjourn 1 June", m.Adjourn(until="2026-06-01")),
    ("/主持 暂停", "/chair pause", m.Chair(action="pause")),
]


@pytest.mark.parametrize(("zh", "en", "move"), SAME, ids=[row[1] for row in SAME])
def test_a_command_is_the_same_move_in_both_languages(zh: str, en: str, move: m.Move) -> None:
    assert read(zh) == move
    assert read(en, Lang.EN) == move


@pytest.mark.parametrize("word", list(commands().values()), ids=list(commands()))
def test_every_command_has_a_title_and_an_example_that_reads_as_its_kind(word: Any) -> None:
    for lang in Lang:
        assert lookup(f"command.title.{word.id}", lang)
        usage = lookup(f"command.usage.{word.id}", lang)
        assert usage is not None
        example = usage[usage.index("/") :].split("，或 ")[0].split(", or ")[0]
        found = parse(example, *fresh(), lang)
        if word.kind == "consent":
            assert isinstance(found, CommandFault)  # nothing is pending at this table
        else:
            assert not isinstance(found, CommandFault), render(found.message, lang)
            assert found.kind == word.kind


def test_words_after_the_terms_are_what_is_said() -> None:
    move = read("/提 底薪 6% 因为物价涨了1.2%，日子紧")
    assert isinstance(move, m.Propose)
    assert move.value == 6
    assert move.text == m.Spoken(zh="因为物价涨了1.2%，日子紧")
    assert read("/propose base 6: prices rose", Lang.EN).text == m.Spoken(en="prices rose")
    assert read("/法 劳动合同法 51 工会可以依法订立").text == m.Spoken(zh="工会可以依法订立")


def test_plain_words_are_a_speech() -> None:
    assert read("大家先把账对一遍") == m.Speech(text=m.Spoken(zh="大家先把账对一遍"))
    assert not is_command("大家先把账对一遍 /")
    assert is_command(" ／提 底薪 6")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("/提 单价 +0.02", D("0.92")),
        ("/提 单价 涨两分", D("0.92")),
        ("/提 单价 九毛八", D("0.98")),
        ("/提 单价 一块零二", D("1.02")),
        ("/提 餐补 +20", D(280)),
        ("/提 餐补 三百五", D(350)),
        ("/提 餐补 18/天", D(360)),
        ("/提 餐补 每月320元", D(320)),
        ("/提 体检 两年一次", D("0.5")),
        ("/提 体检 一年两次", D(2)),
        ("/提 底薪 百分之五", D(5)),
        ("/提 底薪 六点五", D("6.5")),
        ("/提 底薪 280元", D("6.5")),
        ("/提 期限 两年", D(2)),
        ("/propose meal 18 a day", D(360)),
    ],
)
def test_numbers_as_people_write_them(text: str, value: Decimal) -> None:
    move = read(text)
    assert isinstance(move, m.Propose)
    assert move.value == value


def test_by_counts_from_the_own_last_word() -> None:
    table = bargaining()
    say(table, "u1", m.Propose(issue="meal_allowance", value=D(380)))
    say(table, "e1", m.Propose(issue="meal_allowance", value=D(270)))
    union, employer = views(table, Side.UNION), views(table, Side.EMPLOYER)
    for who, value in ((union, D(360)), (employer, D(250) + D(40))):
        text = "/提 餐补 -20" if who is union else "/提 餐补 +20"
        move = parse(text, *who, Lang.ZH)
        assert move == m.Propose(issue="meal_allowance", value=value)


def test_one_rise_for_all_grades_counts_from_each() -> None:
    move = read("/提 技能津贴 +100")
    assert isinstance(move, m.Propose)
    assert move.value == {
        "junior": 200,
        "middle": 300,
        "senior": 400,
        "technician": 600,
        "senior_technician": 900,
    }


def test_several_proposals_in_one_stand_each_for_itself() -> None:
    move = read("/提 底薪 6 餐补 320")
    assert move == m.Package(terms={"base_wage_pct": D(6), "meal_allowance": D(320)}, all_or_nothing=False)


def test_terms_without_spaces_do_not_eat_each_other() -> None:
    move = read("/包 底薪5年假1体检1")
    assert isinstance(move, m.Package)
    assert move.terms == {"base_wage_pct": 5, "annual_leave_days": 1, "medical_check": 1}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("/提", ""),
        ("/提 房贴 5", "房贴"),
        ("/提 底薪", ""),
        ("/提 底薪 6.3", "6.3"),
        ("/提 底薪 13", "13"),
        ("/提 餐补 320天", "320天"),
        ("/提 津贴 150", "津贴"),
        ("/提 技能津贴 150", "150"),
        ("/包 底薪5 餐部320", "餐部320"),
        ("/包 底薪5 底薪6", "底薪6"),
        ("/包 底薪5", ""),
        ("/若 单价 1.00", ""),
        ("/要资料 月亮", "月亮"),
        ("/休会 300", "300"),
        ("/提案 底薪 5", "案"),
        ("/xyz", "xyz"),
        ("/换人 e1", "e1"),
        ("/提 底薪 6 @nothing", "@"),
        ("/出示", ""),
    ],
)
def test_a_fault_says_what_where_and_what_would_be_right(text: str, where: str) -> None:
    for lang in Lang:
        found = fault(text, lang)
        assert render(found.message, lang) != found.message.key
        assert found.hint is not None
        assert render(found.hint, lang) != found.hint.key
        assert where in text[found.start : found.end] or text[found.start : found.end] in where


def test_a_misspelt_term_never_vanishes_among_the_words() -> None:
    assert isinstance(parse("/包 底薪5 餐补320 单架1.00", *fresh(), Lang.ZH), CommandFault)


def test_a_yes_with_another_value_is_refused() -> None:
    table = bargaining()
    say(table, "u1", m.Yield())
    say(table, "e1", m.Propose(issue="medical_check", value=D(1)))
    case, view = views(table, Side.UNION)
    assert parse("/同意 体检 1", case, view, Lang.ZH) == m.Accept(issue="medical_check")
    found = parse("/同意 体检 2", case, view, Lang.ZH)
    assert isinstance(found, CommandFault)


def test_a_refusal_with_words_has_a_reason() -> None:
    assert read("/拒 底薪 成本") == m.Reject(issue="base_wage_pct", basis="cost", text=m.Spoken(zh="成本"))
    bare = read("/拒 底薪")
    assert isinstance(bare, m.Reject)
    assert bare.basis == "none"
    vague = read("/拒 底薪 8 职工那里通不过")
    assert isinstance(vague, m.Reject)
    assert vague.basis == "fairness"


def test_a_figure_can_be_read_from_its_paper() -> None:
    move = read("/据 #2 cpi")
    assert isinstance(move, m.CiteData)
    fact = next(
        fact for paper in fresh()[0].exhibits if paper.no == 2 for fact in paper.facts if fact.metric == "cpi"
    )
    assert (move.exhibit, move.figure.value, move.figure.period) == (2, fact.value, fact.period)


def test_an_argument_of_the_brief_can_carry_an_offer() -> None:
    brief = fresh()[0].brief
    assert brief is not None
    own = brief.arguments[0]
    move = read(f"/提 底薪 6 @{own.id}")
    assert isinstance(move, m.Propose)
    assert move.argument == own.id


def test_consent_answers_the_pending_proposal() -> None:
    table = bargaining()
    say(table, "u1", m.CloseTalks())
    seq = table.state.seq
    case, view = views(table, Side.EMPLOYER)
    assert parse("/同意程序", case, view, Lang.ZH) == m.Consent(refs=seq)
    assert parse("/decline", case, view, Lang.EN) == m.Consent(refs=seq, yes=False)


def test_a_summary_without_terms_is_the_ledger() -> None:
    table = bargaining()
    say(table, "u1", m.Propose(issue="medical_check", value=D(1)))
    say(table, "e1", m.Accept(issue="medical_check"))
    move = parse("/小结", *views(table, Side.UNION), Lang.ZH)
    assert isinstance(move, m.Summarise)
    assert move.terms == {"medical_check": 1}
    assert "medical_check" not in move.open
    assert len(move.open) == 9


@given(st.text(alphabet="/提底薪单价津贴若则包同意#@0123456789.+-年月日元%% abcdefgpropose，：", max_size=40))
def test_whatever_is_typed_gives_a_move_or_a_fault_inside_the_line(text: str) -> None:
    found = parse(text, *fresh(), Lang.ZH)
    if isinstance(found, CommandFault):
        assert 0 <= found.start <= found.end <= len(text)
        assert render(found.message, Lang.ZH) != found.message.key
    else:
        assert m.MOVE.validate_python(found.model_dump()) == found
    for completion in complete(text, *fresh(), Lang.ZH):
        assert completion.text.startswith(text.rstrip()[:1])


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("/", Lang.ZH, "/提 "),
        ("/pro", Lang.EN, "/propose "),
        ("/提 ", Lang.ZH, "/提 底薪 "),
        ("/提 餐", Lang.ZH, "/提 餐补 "),
        ("/propose me", Lang.EN, "/propose meal money "),
        ("/若 单价 1.00 ", Lang.ZH, "/若 单价 1.00 则 "),
        ("/要资料 利", Lang.ZH, None),
        ("/法 劳动合", Lang.ZH, "/法 中华人民共和国劳动合同法 54 "),
    ],
)
def test_completion_offers_what_can_follow(text: str, lang: Lang, wanted: str | None) -> None:
    found = complete(text, *fresh(), lang)
    assert found
    assert all(completion.title for completion in found)
    if wanted is not None:
        assert wanted in [completion.text for completion in found]


def test_completed_commands_can_be_read() -> None:
    for start in ("/提 底薪 ", "/提 技能津贴 ", "/提 执行日期 ", "/法 ", "/据 ", "/要资料 ", "/表决 "):
        for completion in complete(start, *fresh(), Lang.ZH):
            move = parse(completion.text, *fresh(), Lang.ZH)
            assert not isinstance(move, CommandFault), completion.text
            assert move.text is None


def test_values_of_the_other_side_come_first() -> None:
    table = bargaining()
    say(table, "u1", m.Propose(issue="base_wage_pct", value=D(9)))
    say(table, "e1", m.Propose(issue="base_wage_pct", value=D(3)))
    found = complete("/提 底薪 ", *views(table, Side.UNION), Lang.ZH)
    assert found[0].text == "/提 底薪 3 "
    assert "/提 底薪 9 " in [completion.text for completion in found[:2]]


def test_standing_offers_can_be_completed() -> None:
    table = bargaining()
    say(table, "u1", m.Package(terms={"base_wage_pct": D(6), "meal_allowance": D(320)}))
    seq = table.state.seq
    found = complete("/同意 ", *views(table, Side.EMPLOYER), Lang.ZH)
    assert found[0].text == f"/同意 #{seq} "


@pytest.mark.parametrize("name", case_names())
@pytest.mark.parametrize("lang", list(Lang))
def test_every_issue_of_the_library_can_be_named_and_its_offered_values_read(name: str, lang: Lang) -> None:
    plan = MatchPlan(name, load_case(name).value.formats[0], Side.UNION)
    session = open_match(plan, "test", "2026-05-20T09:00:00+08:00")
    case, view = session.case(Viewer.UNION), session.view(Viewer.UNION)
    propose, park = ("/提", "/搁置") if lang is Lang.ZH else ("/propose", "/park")
    offered = complete(f"{propose} ", case, view, lang)
    assert len(offered) == len(case.issues)
    for issue in offered:
        values = complete(issue.text, case, view, lang)
        assert values
        for value in values:
            move = parse(value.text, case, view, lang)
            assert isinstance(move, m.Propose), value
            assert move.text is None
    for known in case.issues.values():
        aliases = known.aliases.zh if lang is Lang.ZH else known.aliases.en
        for word in (known.id, known.name.get(lang), *aliases):
            assert parse(f"{park} {word}", case, view, lang) == m.Park(issue=known.id)


def test_grades_not_yet_named_are_offered_next() -> None:
    found = complete("/提 技能津贴 初级工150 ", *fresh(), Lang.ZH)
    assert not any(
        "初级工" in completion.text.removeprefix("/提 技能津贴 初级工150 ") for completion in found
    )
    assert any(completion.text.startswith("/提 技能津贴 初级工150 中级工") for completion in found)
