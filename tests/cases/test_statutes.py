from __future__ import annotations

import json
from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.lawbook import lawbook, name_key
from cases.numerals import write_integer
from cases.statutes import Check, build, find, get, law_title, load_statutes, look_up

ARTICLES = load_statutes()
NUMBERED = [article for article in ARTICLES if article.number is not None]


def found(query: str) -> list[tuple[str, int | None]]:
    return [(article.law.removeprefix("中华人民共和国"), article.number) for article in find(query)]


def test_the_table_that_loads_is_the_one_people_edit() -> None:
    shipped = (resources.files("cases") / "data" / "statutes.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == build()


def test_the_table_is_whole() -> None:
    assert len(ARTICLES) == 347
    assert Counter(article.check for article in ARTICLES) == {
        Check.TEXT_PROBE: 224,
        Check.SECONDARY: 60,
        Check.TEXT_READ: 47,
        Check.UNVERIFIED: 16,
    }
    book = lawbook()
    assert set(book.by_law) <= set(book.law_by_title)
    for article in ARTICLES:
        assert article.paraphrase_zh
        assert article.paraphrase_en
        assert (article.note is None) == (article.note_en is None)
        assert set(article.topics) <= set(book.topics)
        assert book.version(article).en != article.version


def test_articles_stand_once_and_within_their_law() -> None:
    assert len({(article.law, article.article) for article in ARTICLES}) == len(ARTICLES)
    for title, law in lawbook().law_by_title.items():
        numbers = [article.number or 0 for article in lawbook().by_law.get(title, ())]
        assert law.last_article is None or max(numbers, default=0) <= law.last_article
        assert law.law_en


def test_repealed_rules_name_a_rule_in_force() -> None:
    for rule in lawbook().repealed:
        assert rule.by in lawbook().law_by_title
        assert (rule.law is None) == (not rule.articles)


def test_no_name_means_two_laws() -> None:
    owners: dict[str, set[str]] = {}
    for title, law in lawbook().law_by_title.items():
        for name in (title, *law.zh, *law.en, *law.query):
            owners.setdefault(name_key(name), set()).add(title)
    assert {name: laws for name, laws in owners.items() if len(laws) > 1} == {}


@given(
    st.sampled_from(NUMBERED),
    st.sampled_from(["{law} {n}", "{law}第{zh}条", "《{law}》第{n}条", "{law}{n}条"]),
)
def test_every_article_is_found_by_its_law_and_number(article: object, form: str) -> None:
    assert article in NUMBERED
    law, number = article.law, article.number  # type: ignore[attr-defined]
    query = form.format(law=law, n=number, zh=write_integer(number))
    assert found(query) == [(law.removeprefix("中华人民共和国"), number)]


@given(
    st.sampled_from(NUMBERED),
    st.sampled_from(["{law} art {n}", "{law}, Article {n}", "Art. {n} {law}", "{law} {n}"]),
)
def test_every_article_is_found_by_its_english_name(article: object, form: str) -> None:
    query = form.format(law=article.law_en, n=article.number)  # type: ignore[attr-defined]
    assert find(query) == [article]
    assert find(query.replace("Labour", "Labor").upper()) == [article]


@pytest.mark.parametrize(
    ("query", "law", "number"),
    [
        ("劳动合同法 51", "劳动合同法", 51),
        ("劳动合同法第五十一条", "劳动合同法", 51),
        ("劳动合同法五十一", "劳动合同法", 51),
        ("劳合法51", "劳动合同法", 51),
        ("Labour Contract Law art 51", "劳动合同法", 51),
        ("LCL 51", "劳动合同法", 51),
        ("劳法 48", "劳动法", 48),
        ("试行办法第十八条", "工资集体协商试行办法", 18),
        ("办法21", "工资集体协商试行办法", 21),
        ("Order 9 art 18", "工资集体协商试行办法", 18),
        ("规定22号令 36", "集体合同规定", 36),
        ("规定 36", "集体合同规定", 36),
        ("Order 22 article 36", "集体合同规定", 36),
        ("集体合同法规 32", "集体合同规定", 32),
        ("山东 21", "山东省企业工资集体协商条例", 21),
        ("劳动合同法实施条例 27", "劳动合同法实施条例", 27),
        ("劳动和同法 51", "劳动合同法", 51),
        ("Labour Contrat Law 51", "劳动合同法", 51),
    ],
)
def test_short_names_aliases_and_slips(query: str, law: str, number: int) -> None:
    assert found(query) == [(law, number)]


@pytest.mark.parametrize(
    ("query", "law", "number"),
    [
        ("裁员", "劳动法", 27),
        ("裁员 提前三十日", "劳动合同法", 41),
        ("职工代表大会 三分之二 半数", "集体合同规定", 36),
        ("最低工资", "最低工资规定", 3),
        ("年休假", "职工带薪年休假条例", 2),
        ("加班费", "劳动法", 44),
        ("中止协商", "集体合同规定", 35),
        ("报送 七日", "工资集体协商试行办法", 21),
        ("minimum wage", "最低工资规定", 3),
        ("overtime pay", "劳动法", 44),
        ("overtmie", "劳动法", 44),
        ("economic layoffs", "劳动法", 27),
        ("trade secrets", "集体合同规定", 26),
        ("劳动合同法 裁员", "劳动合同法", 41),
    ],
)
def test_words_and_topics_lead_to_the_article(query: str, law: str, number: int) -> None:
    assert (law, number) in found(query)[:8]


def test_a_law_alone_lists_its_articles_in_order() -> None:
    numbers = [number for law, number in found("工会法")]
    assert len(numbers) == 28
    assert numbers == sorted(numbers, key=lambda number: number or 0)


def test_words_beside_a_law_stay_within_it() -> None:
    assert {law for law, _ in found("劳动合同法 集体合同")} == {"劳动合同法"}


def test_a_number_alone_gives_that_article_of_every_law() -> None:
    assert {number for _, number in found("第五十一条")} == {51}
    assert ("劳动法", 51) in found("51")


@pytest.mark.parametrize("query", ["", " ", "xyzzy", "劳动法 200", "qqqq wwww", "，。"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert find(query) == []


def test_a_repealed_rule_leads_to_the_one_in_force() -> None:
    search = look_up("劳社部发[2008]3号")
    assert search.repealed is not None
    assert search.law == "人力资源社会保障部关于职工全年月平均工作时间和工资折算问题的通知"
    assert len(search.articles) == 2


def test_get_and_titles() -> None:
    article = get("劳动合同法", 51)
    assert article is not None
    assert (article.law, article.article) == ("中华人民共和国劳动合同法", "第五十一条")
    assert get("Labor Contract Law", 51) == article
    assert get("劳动合同法", 999) is None
    assert get("外星法", 1) is None
    assert law_title("the Trade Union Law") == "中华人民共和国工会法"
    assert law_title("没有的法") is None
    notice = get("人社部发〔2025〕2号", 2)
    assert notice is not None
    assert notice.is_item


@given(st.text(max_size=30))
def test_any_query_is_answered(query: str) -> None:
    assert len(find(query)) <= len(ARTICLES)
