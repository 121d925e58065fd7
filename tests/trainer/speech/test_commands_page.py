"""The pages on commands, held to what the program understands."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from cases.lang import Lang
from cases.sides import Side
from tests.hengyue_table import bargaining, views
from trainer.i18n import render
from trainer.speech.commands import CommandFault, parse
from trainer.speech.labels import Converted, moves_of
from trainer.table.views import CaseView, TableView

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {Lang.EN: "commands.md", Lang.ZH: "commands.zh.md"}


@cache
def fresh() -> tuple[CaseView, TableView]:
    return views(bargaining(), Side.UNION)


def blocks(lang: Lang) -> list[str]:
    return re.findall(r"```(?:json)?\n(.*?)```", (DOCS / PAGES[lang]).read_text(encoding="utf-8"), re.DOTALL)


def examples(lang: Lang) -> list[str]:
    """What stands before the explanation on each line."""
    return [re.split(r"\s{2,}", line)[0] for line in blocks(lang)[0].splitlines()]


@pytest.mark.parametrize(
    ("lang", "example"), [(lang, example) for lang in Lang for example in examples(lang)]
)
def test_every_example_is_understood(lang: Lang, example: str) -> None:
    found = parse(example, *fresh(), lang)
    assert not isinstance(found, CommandFault), render(found.message, lang)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_line_of_the_script_is_a_move(lang: Lang) -> None:
    for line in blocks(lang)[1].splitlines():
        content = json.loads(line)
        if "move" in content or "moves" in content:
            assert isinstance(moves_of(content.get("moves", [content]), *fresh(), lang), Converted)
        elif "text" in content:
            assert not isinstance(parse(content["text"], *fresh(), lang), CommandFault)


def test_both_pages_teach_the_same_moves() -> None:
    kinds = {
        lang: [getattr(parse(example, *fresh(), lang), "kind", None) for example in examples(lang)]
        for lang in Lang
    }
    assert kinds[Lang.ZH] == kinds[Lang.EN]
