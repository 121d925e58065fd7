from __future__ import annotations

import re
from pathlib import Path

import pytest

import cases.reading
import cases.validation
import cases.wording
from cases.messages import message
from cases.problems import Problem
from cases.text import Lang
from trainer.i18n import room
from trainer.problems import problem_json, problem_line

PROBLEM = Problem(
    "case.yaml",
    3,
    7,
    message("check.bound.few", field="rows", limit=2, actual=1),
    message("check.nearest_hint", like="row"),
)


def test_a_problem_is_one_clickable_line() -> None:
    assert problem_line(PROBLEM, Lang.EN).startswith("case.yaml:3:7: rows needs at least 2")
    assert "row" in problem_line(PROBLEM, Lang.ZH)
    assert "\n" not in problem_line(PROBLEM, Lang.ZH)


def test_a_problem_for_programs_has_the_five_keys() -> None:
    found = problem_json(PROBLEM, Lang.EN)
    assert list(found) == ["file", "line", "column", "message", "hint"]
    assert (found["line"], found["column"]) == (3, 7)
    assert problem_json(Problem("f", 1, 1, message("check.invalid")), Lang.ZH)["hint"] is None


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("module", [cases.reading, cases.validation, cases.wording])
def test_every_sentence_of_the_checks_is_in_the_catalogue(module: object, lang: Lang) -> None:
    source = Path(str(module.__file__)).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    sentences = room("check", lang)
    named = set(re.findall(r'"(check\.[a-z_.]+[a-z_])"', source))
    assert named
    assert named <= set(sentences)
    for _, name, _ in cases.reading._SYNTAX:
        assert {f"check.yaml.{name}", f"check.yaml.{name}_hint"} <= set(sentences)
    for kind in set(cases.wording._KINDS.values()):
        assert {f"check.kind.{kind}", f"check.kind_hint.{kind}"} <= set(sentences)
    for _, bound in cases.wording._BOUNDS.values():
        assert f"check.bound.{bound}" in sentences
