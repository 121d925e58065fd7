from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from cases.lawbook import Check
from cases.statutes import Standing
from cases.text import Lang
from trainer.cli.law import law
from trainer.i18n import room


def run(*arguments: str, given: str | bytes | None = None, lang: str | None = "zh") -> Result:
    return CliRunner().invoke(law, list(arguments), input=given, obj={"lang": lang})


def test_an_article_is_shown_with_how_it_was_checked() -> None:
    result = run("劳动合同法", "51")
    assert result.exit_code == 0
    assert "第五十一条" in result.stdout
    assert "劳动合同法" in result.stdout
    assert room("law", Lang.ZH)["law.check.text-probe"] in result.stdout


def test_english_answers_are_english() -> None:
    for arguments in (["LCL", "51", "--lang", "en"], ["--lang", "en", "LCL 51"]):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "Article 51" in result.stdout
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in result.output)


def test_an_unverified_article_is_marked_as_such() -> None:
    assert room("law", Lang.ZH)["law.grade.unverified"] in run("集体合同规定", "15").stdout
    assert room("law", Lang.ZH)["law.grade.unverified"] in run("check", "集体合同规定第15条").stdout
    found = json.loads(run("check", "--json", "集体合同规定第15条").stdout)["citations"][0]
    assert (found["check"], found["certain"]) == ("unverified", False)


def test_json_is_one_document() -> None:
    result = run("劳动合同法", "51", "--json")
    document = json.loads(result.stdout)
    assert [article["article_no"] for article in document["articles"]] == [51]
    assert document["law"] == "中华人民共和国劳动合同法"
    assert document["message"] is None


@pytest.mark.parametrize("query", ["xyzzy", "劳动法 200", "劳动合同法 12"])
def test_nothing_found_says_so_and_fails(query: str) -> None:
    result = run(query)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert room("law", Lang.ZH)["law.nothing_hint"] in result.stderr
    document = run(query, "--json")
    assert document.exit_code == 1
    assert json.loads(document.stdout)["articles"] == []


def test_citations_of_a_text_are_checked() -> None:
    result = run("check", "《劳动法》第48条，劳社部发〔2008〕3号", "--json", "--lang", "en")
    assert result.exit_code == 0
    first, second = json.loads(result.stdout)["citations"]
    assert (first["standing"], first["article"], first["wrong"]) == ("found", 48, False)
    assert (second["standing"], second["since"], second["wrong"]) == ("repealed", "2025-01-01", True)
    assert "2025-01-01" in second["message"]


def test_a_text_may_come_from_standard_input() -> None:
    result = run("check", "-", "--json", given="依照《工会法》第五十四条".encode() + b"\xff")
    assert [entry["article"] for entry in json.loads(result.stdout)["citations"]] == [54]


def test_options_may_stand_before_the_word_check() -> None:
    result = run("--lang", "en", "--json", "check", "《劳动法》第48条")
    assert json.loads(result.stdout)["citations"][0]["standing"] == "found"


@pytest.mark.parametrize(("text", "key"), [("没有引用", "law.none_cited"), (" ", "law.empty")])
def test_a_text_without_citation_fails_with_advice(text: str, key: str) -> None:
    result = run("check", text)
    assert result.exit_code == 1
    assert room("law", Lang.ZH)[key] in result.stderr
    assert json.loads(run("check", text, "--json").stdout) == {"citations": []}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_speaks_the_readers_language(lang: str) -> None:
    assert room("law", Lang(lang))["law.help"].split("\n")[0] in run("--help", lang=lang).stdout
    assert room("law", Lang(lang))["law.help_json"] in run("check", "--help", lang=lang).stdout


@pytest.mark.parametrize("lang", list(Lang))
def test_every_standing_and_grade_has_its_words(lang: Lang) -> None:
    words = room("law", lang)
    for standing in Standing:
        assert f"law.standing.{standing.value}" in words
    for grade in Check:
        assert {f"law.check.{grade.value}", f"law.grade.{grade.value}"} <= set(words)


def test_the_command_line_starts_without_loading_the_table() -> None:
    code = "import sys, trainer.cli.law; print([m for m in ('pydantic', 'yaml', 'rapidfuzz', 'cases.lawbook') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
