"""Every sentence that the rules of the table, the transcript and the notices ask for exists, in both languages."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from cases import moves as m
from cases.format import Trigger
from cases.text import Lang
from trainer.i18n import lookup, room
from trainer.table import notices as n

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "trainer" / "table").glob("*.py"), ROOT / "cases" / "transcript.py"])
ROOMS = ("table", "transcript", "notice", "move", "unit", "item")
FILLED = {
    "{move.kind}": ["propose"],
    "{kind}": [],
    "{move.step}": ["file", "publish"],
    "{due}": [],
    "{rule.kind}": ["floor", "ceiling"],
    "{offer.status}": ["accepted", "rejected", "superseded"],
    "{line.status.value}": ["parked", "tentative", "dropped", "disputed"],
}
"""What the places inside built keys stand for, where the key is not covered by another test."""


def keys_in(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.fullmatch(r"(table|transcript)(\.[a-z_]*[a-z])+", node.value):
                yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from built(ast.unparse(node)[2:-1])


def built(pattern: str) -> Iterator[str]:
    if not pattern.startswith(("table.", "transcript.")):
        return
    place = re.search(r"\{.*\}", pattern)
    for word in FILLED[place.group()] if place else []:
        yield pattern.replace(place.group() if place else "", word)


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_key_in_the_rules_has_a_sentence(source: Path) -> None:
    for key in keys_in(source):
        for lang in Lang:
            assert lookup(key, lang), key


def test_the_rules_were_read_at_all() -> None:
    assert len({key for source in SOURCES for key in keys_in(source)}) > 90


@pytest.mark.parametrize("name", ROOMS)
def test_both_languages_hold_the_same_keys_and_places(name: str) -> None:
    zh, en = room(name, Lang.ZH), room(name, Lang.EN)
    assert zh.keys() == en.keys()
    for key in zh:
        shared = places(zh[key]) ^ places(en[key])
        assert not shared or key == "unit.date", key


@pytest.mark.parametrize("name", ROOMS)
def test_chinese_sentences_use_chinese_marks(name: str) -> None:
    for key, sentence in room(name, Lang.ZH).items():
        bare = re.sub(r"\{[^}]*\}", "", sentence)
        assert not re.search(r"[,;:?!\"]|\.(?!\d)", bare), (key, sentence)
    for key, sentence in room(name, Lang.EN).items():
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", sentence), key


def test_every_kind_of_move_notice_and_step_has_its_words() -> None:
    kinds = [kind.model_fields["kind"].default for kind in get_args(get_args(m.Move)[0])]
    for lang in Lang:
        assert all(lookup(f"move.{kind}.name", lang) for kind in kinds)
        assert all(
            lookup(f"table.step.{step}", lang) for step in ("draft", "vote", "sign", "file", "publish")
        )
        plain = {"turn_timeout", "talk_zero", "promise_due", "differences", "in_force", "exported"}
        assert all(lookup(f"notice.{kind}", lang) for kind in plain)
        assert n.NOTICE_KINDS - plain == {"phase", "warning", "request_overdue", "ballot", "ended"}
        assert lookup("notice.phase.plain", lang)
        known = {key.rpartition(".")[2] for key in room("notice", lang) if key.startswith("notice.phase.")}
        assert known - {"plain"} <= {trigger.value for trigger in Trigger}
