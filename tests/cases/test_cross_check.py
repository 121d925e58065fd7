from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.case import Case
from cases.cross_check import case_faults
from cases.reading import read_text
from cases.validation import validate
from tests.small_case import document

Data = dict[str, Any]
Path = tuple[str | int, ...]


@pytest.fixture(scope="module")
def whole() -> Data:
    return document()


@pytest.fixture
def data(whole: Data) -> Data:
    return copy.deepcopy(whole)


def found(data: Any) -> set[tuple[Path, str]]:
    return {(path, what.key.removeprefix("check.")) for path, what in case_faults(data)}


def put(*path: str | int, value: Any) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        inner: Any = data
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return change


def drop(*path: str | int) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        inner: Any = data
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]

    return change


UNION = ("briefs", "union")


def test_a_whole_case_has_no_faults(data: Data) -> None:
    assert found(data) == set()
    assert Case.model_validate(data).id == "small"


@pytest.mark.parametrize(
    ("change", "path", "key"),
    [
        (put("issues", 1, "id", value="base"), ("issues", 1, "id"), "case.repeated"),
        (put("exhibits", 4, "no", value=2), ("exhibits", 4, "no"), "case.repeated"),
        (put("level", value="sectoral"), ("firms",), "case.firms"),
        (
            put("exhibits", 2, "unlock", value={"key": "on_probe", "issue": "moon"}),
            ("exhibits", 2, "unlock", "issue"),
            "case.unknown_issue",
        ),
        (
            put("exhibits", 1, "unlock", value={"key": "reciprocal", "returns": 99}),
            ("exhibits", 1, "unlock", "returns"),
            "case.exhibit_returns",
        ),
        (
            put("exhibits", 1, "unlock", value={"key": "reciprocal", "returns": 3}),
            ("exhibits", 1, "unlock", "returns"),
            "case.exhibit_returns",
        ),
        (drop(*UNION, "preferences", 3), (*UNION, "preferences"), "case.no_preference"),
        (put(*UNION, "preferences", 0, "weight", value=41), (*UNION, "preferences"), "brief.weights"),
        (
            put(*UNION, "preferences", 0, "issue", value="moon"),
            (*UNION, "preferences", 0, "issue"),
            "case.unknown_issue",
        ),
        (
            put(*UNION, "preferences", 0, "limit", value=11),
            (*UNION, "preferences", 0, "limit"),
            "value.off_grid",
        ),
        (
            put(*UNION, "preferences", 0, "target", value="much"),
            (*UNION, "preferences", 0, "target"),
            "value.number",
        ),
        (
            put(*UNION, "preferences", 1, "opening", value={"ghost": 100}),
            (*UNION, "preferences", 1, "opening"),
            "value.grade",
        ),
        (
            put(*UNION, "preferences", 1, "opening", value=100),
            (*UNION, "preferences", 1, "opening"),
            "value.grades",
        ),
        (
            put(*UNION, "preferences", 2, "limit", value="2031-01-01"),
            (*UNION, "preferences", 2, "limit"),
            "value.option",
        ),
        (
            put(*UNION, "preferences", 1, "grades", value=[{"grade": "junior", "share": 1}] * 2),
            (*UNION, "preferences", 1, "grades"),
            "brief.grade_shares",
        ),
        (
            put(*UNION, "preferences", 1, "grades", value=[{"grade": "ghost", "share": 1}]),
            (*UNION, "preferences", 1, "grades", 0, "grade"),
            "value.grade",
        ),
        (
            put(*UNION, "preferences", 3, "points", value=[{"at": "moon", "worth": 1}]),
            (*UNION, "preferences", 3, "points", 0, "at"),
            "value.option",
        ),
        (
            put(*UNION, "arguments", 0, "issue", value="moon"),
            (*UNION, "arguments", 0, "issue"),
            "case.unknown_issue",
        ),
        (drop(*UNION, "arguments", 0), (*UNION, "arguments"), "case.no_argument"),
        (
            put(*UNION, "arguments", 0, "exhibit", value=77),
            (*UNION, "arguments", 0, "exhibit"),
            "case.unknown_exhibit",
        ),
        (
            put(*UNION, "segments", 1, "cares", 0, "issue", value="moon"),
            (*UNION, "segments", 1, "cares", 0, "issue"),
            "case.unknown_issue",
        ),
    ],
)
def test_each_check_fires_at_its_place(
    data: Data, change: Callable[[Data], None], path: Path, key: str
) -> None:
    change(data)
    assert (path, key) in found(data)


def test_the_other_side_is_checked_too(data: Data) -> None:
    data["briefs"]["employer"]["preferences"][0]["limit"] = 100
    assert found(data) == {(("briefs", "employer", "preferences", 0, "limit"), "value.off_grid")}


def test_an_exhibit_may_be_shown_in_return_for_one_of_the_other_side(data: Data) -> None:
    theirs = next(item["no"] for item in data["exhibits"] if item["owner"] == "union")
    data["exhibits"][2]["unlock"] = {"key": "reciprocal", "returns": theirs}
    assert found(data) == set()


def test_two_firms_make_a_sector(data: Data) -> None:
    data["level"] = "sectoral"
    data["firms"].append({**copy.deepcopy(data["firms"][0]), "id": "second"})
    assert (("firms",), "case.firms") not in found(data)


def test_faults_within_parts_and_between_them_show_together(data: Data) -> None:
    del data["issues"][0]["name"]["en"]
    data["briefs"]["union"]["arguments"][0]["exhibit"] = 77
    read = read_text("placeholder: 1", "case.yaml")
    read.data = data
    case, problems = validate(read, Case, checks=[case_faults])
    assert case is None
    assert {"check.missing", "check.case.unknown_exhibit"} <= {problem.message.key for problem in problems}


def paths_of(data: Any, path: Path = ()) -> list[Path]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        inner = list(data.items())
    elif isinstance(data, list):
        inner = list(enumerate(data))
    return [path, *(deep for key, value in inner for deep in paths_of(value, (*path, key)))]


PATHS = [path for path in paths_of(document()) if path]
JUNK = st.sampled_from([None, True, 0, -3, "", "moon", [], {}, [[]], [{}], {"id": []}, {"zh": "中"}])


@settings(max_examples=150, deadline=None)
@given(edits=st.lists(st.tuples(st.sampled_from(PATHS), JUNK, st.booleans()), min_size=1, max_size=4))
def test_no_edit_makes_the_checks_raise(edits: list[tuple[Path, Any, bool]]) -> None:
    data: Any = copy.deepcopy(document())
    for path, junk, remove in edits:
        inner = data
        try:
            for step in path[:-1]:
                inner = inner[step]
            if remove:
                del inner[path[-1]]
            else:
                inner[path[-1]] = copy.deepcopy(junk)
        except (KeyError, IndexError, TypeError):
            continue
    read = read_text("placeholder: 1", "case.yaml")
    read.data = data
    case, problems = validate(read, Case, checks=[case_faults])
    assert (case is None) == bool(problems)
