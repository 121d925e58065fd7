from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.document import Document
from cases.reading import MAX_BYTES, read_bundle, read_text, read_yaml


def keys(document: Document) -> list[str]:
    return [problem.message.key for problem in document.problems]


def spots(document: Document) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in document.problems]


words = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u2028\u2029"), max_size=12
)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def walk(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(path, value)]
    if isinstance(value, dict):
        for name, inner in value.items():
            found += walk(inner, (*path, name))
    if isinstance(value, list):
        for index, inner in enumerate(value):
            found += walk(inner, (*path, index))
    return found


@given(st.dictionaries(words, trees, max_size=5))
def test_every_place_points_at_its_value(data: dict[str, Any]) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    document = read_text(text, "f.yaml")
    assert document.problems == []
    assert document.data == data
    lines = text.split("\n")
    for path, value in walk(data):
        place = document.places.value(path)
        rest = lines[place.line - 1][place.column - 1 :]
        assert rest.startswith(json.dumps(value, indent=1, ensure_ascii=False).split("\n")[0])
        if path and isinstance(path[-1], str):
            key = document.places.key(path)
            assert lines[key.line - 1][key.column - 1 :].startswith(json.dumps(path[-1], ensure_ascii=False))


def test_quoted_and_tagged_scalars_are_text() -> None:
    document = read_text("a: '5'\nb: \"true\"\nc: !!str 6\nd: 6\ne: 4.50\nf:\ng: |\n  7\n", "f")
    assert document.data == {
        "a": "5",
        "b": "true",
        "c": "6",
        "d": 6,
        "e": Decimal("4.50"),
        "f": None,
        "g": "7\n",
    }
    assert str(document.data["e"]) == "4.50"


def test_keys_are_text_as_written() -> None:
    assert read_text("2025: 1\ntrue: 2\n1.50: 3\n", "f").data == {"2025": 1, "true": 2, "1.50": 3}


def test_duplicate_keys_are_reported_at_the_second_with_the_line_of_the_first() -> None:
    document = read_text("a:\n  b: 1\n  c: 2\n  b: 3\nd: 1\na: 2\n", "f")
    assert keys(document) == ["check.yaml.duplicate"] * 2
    assert spots(document) == [(4, 3), (6, 1)]
    assert [problem.hint and problem.hint.params["line"] for problem in document.problems] == [2, 1]
    assert document.data == {"a": {"b": 1, "c": 2}, "d": 1}


@pytest.mark.parametrize(
    ("text", "key", "spot"),
    [
        ("a:\n\tb: 1\n", "check.yaml.tab", (2, 1)),
        ("a: b: c\n", "check.yaml.colon", (1, 5)),
        ("a: 1\n  b: 2\n", "check.yaml.colon", (2, 4)),
        ("a: 1\nb\nc: 2\n", "check.yaml.no_colon", (2, 1)),
        ("a: 1\n名称：乙\nc: 2\n", "check.yaml.wide_colon", (2, 1)),
        ("a: 1\nb: 'x\nc: 2\n", "check.yaml.quote", (2, 4)),
        ("a: 1\nb: [1, 2\nc: 3\n", "check.yaml.bracket", (2, 4)),
        ("a: {b: 1\n", "check.yaml.bracket", (1, 4)),
        ("a: @x\n", "check.yaml.character", (1, 4)),
        ('a: "\\q"\n', "check.yaml.escape", (1, 5)),
        ("a: *x\n", "check.yaml.alias", (1, 4)),
        ("a: &x 1\nb: &x 2\n", "check.yaml.anchor", (2, 4)),
        ("a: 1\n---\nb: 2\n", "check.yaml.documents", (2, 1)),
        ("a: - b\n", "check.yaml.dash", (1, 4)),
        ("a:\n  b: 1\n c: 2\n", "check.yaml.indent", (3, 2)),
        ("%YAML 3.0\n---\na: 1\n", "check.yaml.syntax", (1, 1)),
        ("a: 1\nb: \x07\n", "check.yaml.control", (2, 4)),
        ("", "check.file.empty", (1, 1)),
        ("# only words\n", "check.file.empty", (1, 1)),
        ("\n- a\n", "check.file.mapping", (2, 1)),
        ("words\n", "check.file.mapping", (1, 1)),
        ("a: !secret 1\n", "check.yaml.tag", (1, 4)),
        ("? [a]\n: 1\n", "check.yaml.key", (1, 3)),
        ("a: &x [*x]\n", "check.yaml.loop", (1, 4)),
        ("a: " + "9" * 99 + "\n", "check.yaml.number", (1, 4)),
    ],
)
def test_each_fault_of_form_has_its_own_sentence_and_place(
    text: str, key: str, spot: tuple[int, int]
) -> None:
    document = read_text(text, "f.yaml")
    assert keys(document) == [key]
    assert spots(document) == [spot]
    assert document.problems[0].file == "f.yaml"


def test_all_tabs_in_indents_are_reported_at_once() -> None:
    document = read_text("a:\n\tb: 1\n\tc: 2\n  \td: 3\n", "f")
    assert keys(document) == ["check.yaml.tab"] * 3
    assert spots(document) == [(2, 1), (3, 1), (4, 3)]


def test_tabs_inside_text_are_no_fault() -> None:
    assert read_text("a: 'x\ty'\nb: |\n  x\n  \ty\n", "f").problems == []


@pytest.mark.parametrize("text", ["[" * 60_000, "a: " + "[" * 60_000 + "]" * 60_000, "- " * 60_000 + "x"])
def test_bottomless_nesting_is_refused(text: str) -> None:
    assert keys(read_text(text, "f")) == ["check.yaml.deep"]


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    document = read_text("\n".join(lines), "f")
    assert keys(document) == ["check.yaml.many"]
    assert document.data is None


def test_an_honest_alias_repeats_its_value() -> None:
    document = read_text("a: &x {b: 1}\nc: *x\n", "f")
    assert document.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert document.places.value(("c", "b")).line == 1


def test_bytes_that_are_not_utf8_are_placed(tmp_path: Path) -> None:
    file = tmp_path / "gbk.yaml"
    file.write_bytes("a: 1\n中: ".encode() + "工资".encode("gb18030"))
    document = read_yaml(file)
    assert keys(document) == ["check.file.encoding"]
    assert spots(document) == [(2, 4)]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    file = tmp_path / "bom.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(file).data == {"a": 1}


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert keys(read_yaml(tmp_path / "none.yaml")) == ["check.file.missing"]
    assert keys(read_yaml(tmp_path)) == ["check.file.folder"]
    assert keys(read_yaml("a\0b")) == ["check.file.closed"]
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    assert keys(read_yaml(large)) == ["check.file.large"]


def test_a_bundle_is_one_document_with_places_in_its_files(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("id: x\ninclude: [people.yaml, parts/books.yaml]\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text("# staff\nstaff:\n  - name: a\n", encoding="utf-8")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "books.yaml").write_text("books: {year: 2025}\n", encoding="utf-8")
    document = read_bundle(tmp_path / "case.yaml")
    assert document.problems == []
    assert document.data == {"id": "x", "staff": [{"name": "a"}], "books": {"year": 2025}}
    place = document.places.value(("staff", 0, "name"))
    assert (Path(place.file).name, place.line, place.column) == ("people.yaml", 3, 11)
    assert Path(document.places.key(("books",)).file).name == "books.yaml"
    assert document.places.value(()).line == 1


def test_a_key_in_two_files_is_a_problem_at_the_second(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("include: [b.yaml, c.yaml]\nstaff: 1\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("books: 1\nstaff: 2\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("include: [b.yaml]\nbooks: 3\n", encoding="utf-8")
    document = read_bundle(tmp_path / "case.yaml")
    assert [(Path(p.file).name, p.line, p.message.key) for p in document.problems] == [
        ("b.yaml", 2, "check.include.duplicate"),
        ("c.yaml", 1, "check.include.nested"),
        ("c.yaml", 2, "check.include.duplicate"),
    ]
    assert document.data == {"staff": 1, "books": 1}
    assert document.places.value(("staff",)).line == 2


def test_wrong_includes_are_problems_at_their_entries(tmp_path: Path) -> None:
    inside = tmp_path / "case"
    inside.mkdir()
    (tmp_path / "out.yaml").write_text("a: 1\n", encoding="utf-8")
    (inside / "link.yaml").symlink_to(tmp_path / "out.yaml")
    (inside / "case.yaml").write_text(
        "include:\n  - none.yaml\n  - ../out.yaml\n  - /etc/hosts\n  - link.yaml\n  - 3\n  - case.yaml\n  - none.yaml\n",
        encoding="utf-8",
    )
    document = read_bundle(inside / "case.yaml")
    assert [(p.line, p.column, p.message.key) for p in document.problems] == [
        (6, 5, "check.include.name"),
        (8, 5, "check.include.twice"),
        (2, 5, "check.include.missing"),
        (3, 5, "check.include.outside"),
        (4, 5, "check.include.outside"),
        (5, 5, "check.include.outside"),
        (7, 5, "check.include.outside"),
    ]
    (inside / "case.yaml").write_text("include: b.yaml\n", encoding="utf-8")
    assert keys(read_bundle(inside / "case.yaml")) == ["check.include.list"]


def test_faults_inside_an_included_file_are_reported_there(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("include: [b.yaml]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("a: 1\nb: [1\n", encoding="utf-8")
    document = read_bundle(tmp_path / "case.yaml")
    assert [(Path(p.file).name, p.line) for p in document.problems] == [("b.yaml", 2)]


@given(st.text(st.sampled_from("ab:-[]{}'\"\n\t ,#&*!|>?%@：1.0"), max_size=40))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    document = read_text(text, "f")
    assert document.problems or isinstance(document.data, dict)
    for problem in document.problems:
        assert 1 <= problem.line <= text.count("\n") + 2
        assert problem.column >= 1
