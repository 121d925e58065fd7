"""The catalogues of both languages, held to each other and to the code that asks for their sentences."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cases.format import Floor, MoveGroup, Outcome, PhaseKind, Role, Trigger
from cases.sides import SIDES
from cases.text import Lang
from trainer.i18n import FOLDER, lookup, room

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "trainer/locale"
ROOMS = sorted(path.stem for path in (LOCALE / FOLDER[Lang.EN]).glob("*.toml"))
CODE = sorted(path for package in ("cases", "scoring", "trainer") for path in (ROOT / package).rglob("*.py"))
FUNCTIONS = {"message", "say"}
METHODS = {"t"}
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_-]+)+")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def places(sentence: str) -> set[str]:
    """The names of the places in a sentence; raises where a brace is left open."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def documentation(module: ast.Module) -> set[int]:
    """Texts that stand alone as a statement: documentation of modules, classes, functions, attributes."""
    return {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}


def law_names(module: ast.Module) -> set[int]:
    """Names of laws in article references: they are the keys of the statute table."""
    return {
        id(keyword.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ArticleRef"
        for keyword in node.keywords
        if keyword.arg == "law"
    }


def asked(path: Path) -> Iterator[tuple[int, ast.expr]]:
    """The first argument of every call that asks for a sentence."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args:
            function = node.func
            named = isinstance(function, ast.Name) and function.id in FUNCTIONS
            method = isinstance(function, ast.Attribute) and function.attr in METHODS
            if named or method:
                yield node.lineno, node.args[0]


def literals(argument: ast.expr) -> Iterator[str]:
    """Whole keys in an argument: a literal, or both branches of a choice between literals."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from literals(argument.body)
        yield from literals(argument.orelse)


def test_both_languages_have_the_same_rooms() -> None:
    assert sorted(path.stem for path in (LOCALE / FOLDER[Lang.ZH]).glob("*.toml")) == ROOMS


@pytest.mark.parametrize("name", ROOMS)
def test_both_languages_have_the_same_keys_and_places(name: str) -> None:
    zh, en = room(name, Lang.ZH), room(name, Lang.EN)
    assert set(zh) == set(en)
    assert {key: places(zh[key]) for key in zh} == {key: places(en[key]) for key in en}


@pytest.mark.parametrize("name", ROOMS)
@pytest.mark.parametrize("lang", list(Lang))
def test_no_sentence_is_empty(name: str, lang: Lang) -> None:
    assert [key for key, sentence in room(name, lang).items() if not sentence.strip()] == []


@pytest.mark.parametrize("name", ROOMS)
@pytest.mark.parametrize("lang", list(Lang))
def test_every_entry_is_text(name: str, lang: Lang) -> None:
    """Numbers and lists would pass through the reader as text and hide a slip of the pen."""

    def leaves(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from leaves(inner)
        else:
            yield value

    read = tomllib.loads((LOCALE / FOLDER[lang] / f"{name}.toml").read_text(encoding="utf-8"))
    assert [value for value in leaves(read) if not isinstance(value, str)] == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_the_code_asks_for_exists(path: Path) -> None:
    missing = [
        f"line {line}: {key}"
        for line, argument in asked(path)
        for key in literals(argument)
        if KEY.fullmatch(key)
        for lang in Lang
        if lookup(key, lang) is None
    ]
    assert missing == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_family_of_sentences_the_code_asks_for_exists(path: Path) -> None:
    """Keys put together while running begin with something the catalogue has."""
    missing = []
    for line, argument in asked(path):
        if not isinstance(argument, ast.JoinedStr) or not isinstance(argument.values[0], ast.Constant):
            continue
        start = str(argument.values[0].value)
        name = start.partition(".")[0]
        if "." in start and not any(key.startswith(start) for key in room(name, Lang.EN)):
            missing.append(f"line {line}: {start}")
    assert missing == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_chinese_words_in_code(path: Path) -> None:
    """Sentences live in catalogues, words of the law and of the table in data files."""
    source, module = path.read_text(encoding="utf-8"), tree(path)
    allowed = documentation(module) | law_names(module)
    strays = [
        f"line {node.lineno}"
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in allowed
        if HAN.search(ast.get_source_segment(source, node) or "")
    ]
    assert strays == []


@pytest.mark.parametrize("lang", list(Lang))
def test_everything_a_format_can_name_has_a_word(lang: Lang) -> None:
    keys = [f"format.trigger.{trigger}" for trigger in Trigger]
    keys += [f"format.kind.{kind}" for kind in PhaseKind]
    keys += [f"format.floor.{floor}" for floor in Floor]
    keys += [f"format.group.{group}" for group in MoveGroup]
    keys += [f"format.role.{role}" for role in Role.__args__]
    keys += [f"format.outcome.{outcome}" for outcome in Outcome.__args__]
    keys += [f"common.side.{side}" for side in SIDES]
    assert [key for key in keys if lookup(key, lang) is None] == []
