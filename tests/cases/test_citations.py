from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.lawbook import lawbook
from cases.numerals import write_integer
from cases.statutes import Check, Standing, check_citations, get, judge, load_statutes

Seen = tuple[str, int | None, str]


def seen(text: str) -> list[Seen]:
    return [
        (citation.law.removeprefix("中华人民共和国"), citation.number, citation.standing.value)
        for citation in check_citations(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《劳动合同法》第五十四条，十五日内未提出异议的即行生效。", [("劳动合同法", 54, "found")]),
        ("《中华人民共和国劳动合同法》第54条", [("劳动合同法", 54, "found")]),
        ("《劳动合同法（2012修正）》第五十四条", [("劳动合同法", 54, "found")]),
        ("按劳动法第四十八条，不得低于最低工资。", [("劳动法", 48, "found")]),
        ("劳法48条写得清楚", [("劳动法", 48, "found")]),
        ("工会法39、54条", [("工会法", 39, "found"), ("工会法", 54, "found")]),
        ("Article 54 of the Labour Contract Law sets a review.", [("劳动合同法", 54, "found")]),
        ("See Labor Contract Law art. 54.", [("劳动合同法", 54, "found")]),
        ("Labour Contract Law, Article 54(2)", [("劳动合同法", 54, "found")]),
        (
            "Order 9 art 18 and LCL article 55",
            [("工资集体协商试行办法", 18, "found"), ("劳动合同法", 55, "found")],
        ),
        ("Arts. 33-35 of the Labour Law", [("劳动法", n, "found") for n in (33, 34, 35)]),
        ("集体合同规定第32、33条和第三十六条", [("集体合同规定", n, "found") for n in (32, 33, 36)]),
        (
            "《工资集体协商试行办法》第18条至第20条",
            [("工资集体协商试行办法", n, "found") for n in (18, 19, 20)],
        ),
        ("工会法第五十四条，该法第二十条", [("工会法", 54, "found"), ("工会法", 20, "found")]),
        ("劳动合同法实施条例第二十七条", [("劳动合同法实施条例", 27, "found")]),
        ("《办法》第二十一条", [("工资集体协商试行办法", 21, "found")]),
        ("按劳动合同法规定办", [("劳动合同法", None, "named")]),
        ("《最低工资规定》要公示", [("最低工资规定", None, "named")]),
        ("劳动合同法第十二条", [("劳动合同法", 12, "not-in-table")]),
        ("劳动法第200条", [("劳动法", 200, "no-such-article")]),
        ("工会法第零条", [("工会法", 0, "no-such-article")]),
        ("《江苏省工资支付条例》第九条", [("江苏省工资支付条例", 9, "unknown-law")]),
        ("按照外星人保护法第三条", [("外星人保护法", 3, "unknown-law")]),
        ("Article 3 of the Mining Wages Act", [("Mining Wages Act", 3, "unknown-law")]),
        ("根据宁人社发〔2024〕115号", [("宁人社发〔2024〕115号", None, "unknown-law")]),
    ],
)
def test_citations_in_running_text(text: str, expected: list[Seen]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "集体合同规定的条款要逐条核对",
        "最低工资规定得太低",
        "劳动法律很多，劳动法规也多",
        "《集体合同（草案）》我们看过了",
        "这一条可以，记上。第三条我们再谈",
        "我们看了《工人日报》",
        "in order to agree, item 5 of the agenda",
        "高温津贴350元，第八条议题",
    ],
)
def test_plain_speech_cites_nothing(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "劳社部发〔2008〕3号",
        "劳社部发[2008]3号规定",
        "劳社部发（2008）3号",
        "《关于职工全年月平均工作时间和工资折算问题的通知》（劳社部发〔2008〕3号）第二条",
    ],
)
def test_a_repealed_notice_is_told_from_the_one_of_the_same_title(text: str) -> None:
    (citation,) = check_citations(text)
    assert citation.standing is Standing.REPEALED
    assert citation.wrong
    assert citation.repealed is not None
    assert citation.repealed.by.startswith("人力资源社会保障部")
    assert citation.repealed.since == "2025-01-01"
    assert seen("《关于职工全年月平均工作时间和工资折算问题的通知》（人社部发〔2025〕2号）第二条") == [
        ("人力资源社会保障部关于职工全年月平均工作时间和工资折算问题的通知", 2, "found")
    ]


def test_a_notice_and_a_law_in_one_list_stay_two() -> None:
    found = [standing for _, _, standing in seen("劳社部发〔2008〕3号，劳动法第200条、《工会法》第54条")]
    assert found == ["repealed", "no-such-article", "found"]


def test_single_articles_can_be_repealed() -> None:
    title = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
    assert seen(f"《{title}》第三十二条第一款、第四十二条") == [(title, 32, "repealed"), (title, 42, "found")]


def test_what_was_never_seen_is_not_certain() -> None:
    (citation,) = check_citations("集体合同规定第十五条")
    assert citation.check is Check.UNVERIFIED
    assert not citation.certain
    assert citation.verdict.key == "law.standing.unverified"
    (citation,) = check_citations("集体合同规定第三十六条")
    assert (citation.check, citation.certain) == (Check.SECONDARY, True)


def test_paragraphs_items_and_regions() -> None:
    (citation,) = check_citations("工会法第五十四条第四项")
    assert (citation.paragraph, citation.item) == (None, 4)
    (citation,) = check_citations("《劳动合同法》第五十四条第二款")
    assert (citation.paragraph, citation.item) == (2, None)
    (citation,) = check_citations("山东省企业工资集体协商条例第二十一条")
    assert citation.region == "shandong"


def test_a_slip_in_the_name_is_noticed() -> None:
    (citation,) = check_citations("《劳动和同法》第五十一条")
    assert citation.nearest == "中华人民共和国劳动合同法"
    assert citation.verdict.key == "law.standing.nearest"


def test_judging_a_citation_already_taken_apart() -> None:
    assert judge("劳动合同法", 54).article == get("劳动合同法", 54)
    assert judge("劳动合同法", None).standing is Standing.NAMED
    assert judge("劳社部发〔2008〕3号", None).standing is Standing.REPEALED
    assert judge("某某法", 3).standing is Standing.UNKNOWN_LAW


numbered = [article for article in load_statutes() if article.article_no is not None]


@given(
    st.sampled_from(numbered),
    st.sampled_from(
        ["《{law}》第{zh}条", "根据{law}第{n}条的规定", "Article {n} of the {en}", "({en}, art. {n})"]
    ),
    st.text(st.sampled_from("我方要求，。 the employer（）"), max_size=12),
)
def test_every_article_is_recognised_where_it_is_cited(article: object, form: str, around: str) -> None:
    law, english, number = article.law, article.law_en, article.article_no  # type: ignore[attr-defined]
    cited = form.format(law=law, en=english, n=number, zh=write_integer(number))
    text = f"{around}。{cited}。{around}"
    repealed = any(rule.law == law and number in rule.articles for rule in lawbook().repealed)
    (citation,) = [citation for citation in check_citations(text) if citation.number is not None]
    assert (citation.law, citation.number) == (law, number)
    assert citation.standing is (Standing.REPEALED if repealed else Standing.FOUND)
    assert text[citation.start : citation.end] == citation.text
    assert citation.text in cited


@given(
    st.text(
        st.sampled_from("劳动合同法工会《》第一二十条、至该按 （）〔〕号2018 Article of the Law,.LCL"),
        max_size=60,
    )
)
def test_any_text_can_be_checked(text: str) -> None:
    for citation in check_citations(text):
        assert text[citation.start : citation.end] == citation.text
        assert citation.verdict.key.startswith("law.standing.")
