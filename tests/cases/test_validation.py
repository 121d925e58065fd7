from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, model_validator

from cases.messages import message
from cases.problems import Fault, Faults, Problem
from cases.reading import read_bundle, read_text
from cases.sides import BySide, Side
from cases.text import Text
from cases.validation import validate


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Strict):
    kind: Literal["span"]
    low: Decimal
    high: Decimal

    @model_validator(mode="after")
    def ordered(self) -> Span:
        if self.low > self.high:
            raise Fault(message("check.yaml.loop"), hint=message("check.invalid"), at=("high",))
        return self


class Choice(Strict):
    kind: Literal["choice"]
    options: Annotated[tuple[Decimal, ...], Field(min_length=2, max_length=4)]


class Item(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z_]+$", max_length=12)]
    scale: Annotated[Span | Choice, Field(discriminator="kind")]
    start: date | None = None


class Whole(Strict):
    title: Text
    items: tuple[Item, ...] = ()
    side: Side = Side.UNION
    share: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(1)
    amount: BySide[Decimal] | None = None
    rows: dict[str, Annotated[int, Field(gt=0)]] = {}
    loose: Span | int | None = None
    plain: bool | tuple[int, ...] | None = None

    @model_validator(mode="after")
    def no_twins(self) -> Whole:
        seen: list[str] = []
        faults: list[Fault] = []
        for index, item in enumerate(self.items):
            if item.id in seen:
                faults.append(Fault(message("check.yaml.duplicate", name=item.id), at=("items", index, "id")))
            seen.append(item.id)
        if faults:
            raise Faults(faults)
        return self


HEAD = "title: {zh: 甲, en: a}\n"


def faults(text: str) -> list[tuple[int, int, str]]:
    made, problems = validate(read_text(text, "f.yaml"), Whole)
    assert made is None
    assert all(problem.file == "f.yaml" for problem in problems)
    return [(problem.line, problem.column, problem.message.key) for problem in problems]


def only(text: str) -> Problem:
    _, problems = validate(read_text(text, "f.yaml"), Whole)
    assert len(problems) == 1
    return problems[0]


def test_a_good_document_becomes_its_model() -> None:
    text = HEAD + "items:\n- {id: a, scale: {kind: span, low: 1.10, high: 2}, start: 2026-07-01}\n"
    made, problems = validate(read_text(text, "f"), Whole)
    assert problems == []
    assert made is not None
    scale = made.items[0].scale
    assert isinstance(scale, Span)
    assert str(scale.low) == "1.10"
    assert made.items[0].start == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("side: union\n", (1, 1, "check.missing")),
        ("title: {zh: 甲}\n", (1, 1, "check.missing")),
        (HEAD + "titel: 1\n", (2, 1, "check.extra")),
        (HEAD + "share: 4,5\n", (2, 8, "check.not_a")),
        (HEAD + "share: 2\n", (2, 8, "check.bound.at_most")),
        (HEAD + "share: .nan\n", (2, 8, "check.not_a")),
        (HEAD + "share:\n", (2, 7, "check.not_a")),
        (HEAD + "side: employeer\n", (2, 7, "check.choice")),
        (HEAD + "items: 3\n", (2, 8, "check.not_a")),
        (HEAD + "items: [x]\n", (2, 9, "check.not_a")),
        (HEAD + "items:\n- id: a\n", (3, 3, "check.missing")),
        (HEAD + "items:\n- {id: A, scale: {kind: span, low: 1, high: 2}}\n", (3, 8, "check.pattern")),
        (HEAD + "items:\n- id: a\n  scale: {kind: spam, low: 1}\n", (4, 17, "check.choice")),
        (HEAD + "items:\n- id: a\n  scale: {low: 1}\n", (4, 10, "check.missing")),
        (
            HEAD + "items:\n- id: a\n  scale:\n    kind: choice\n    options: [1]\n",
            (6, 14, "check.bound.few"),
        ),
        (
            HEAD + "items:\n- id: a\n  scale:\n    kind: span\n    low: 3\n    high: 1\n",
            (7, 11, "check.yaml.loop"),
        ),
        (HEAD + "amount: {union: 1}\n", (2, 1, "check.missing")),
        (HEAD + "amount: {union: 1, employer: x}\n", (2, 30, "check.not_a")),
        (HEAD + "rows:\n  a: 1\n  b: 0\n", (4, 6, "check.bound.above")),
        (HEAD + "loose: {kind: span, low: 1}\n", (2, 1, "check.missing")),
        (HEAD + "plain: 2.5\n", (2, 8, "check.union")),
        (
            HEAD + "items:\n- {id: a, scale: {kind: span, low: 1, high: 2}, start: 1/7}\n",
            (3, 56, "check.not_a"),
        ),
        ("title: {zh: '', en: a}\n", (1, 13, "check.bound.short")),
    ],
)
def test_each_fault_is_reported_at_its_cause(text: str, expected: tuple[int, int, str]) -> None:
    assert faults(text) == [expected]


def test_all_faults_come_at_once_in_order() -> None:
    text = "side: boss\nshare: x\nitems:\n- id: a\n  scale: {kind: span, low: y, high: 1}\nwrong: 1\nside: union\n"
    assert faults(text) == [
        (1, 1, "check.missing"),
        (1, 7, "check.choice"),
        (2, 8, "check.not_a"),
        (5, 28, "check.not_a"),
        (6, 1, "check.extra"),
        (7, 1, "check.yaml.duplicate"),
    ]


def test_a_rule_over_the_whole_points_at_each_culprit() -> None:
    item = "- {id: a, scale: {kind: choice, options: [1, 2]}}\n"
    assert faults(HEAD + "items:\n" + item * 3) == [
        (4, 8, "check.yaml.duplicate"),
        (5, 8, "check.yaml.duplicate"),
    ]


def test_hints_name_the_nearest_word() -> None:
    hint = only(HEAD + "sida: union\n").hint
    assert hint is not None
    assert (hint.key, hint.params["like"]) == ("check.nearest_hint", "side")
    hint = only(HEAD + "side: unoin\n").hint
    assert hint is not None
    assert hint.params["like"] == "union"
    hint = only(HEAD + "items:\n- id: a\n  scale: {kind: span, low: 1, high: 2, step: 1}\n").hint
    assert hint is not None
    assert (hint.key, hint.params["fields"]) == ("check.fields_hint", ("kind", "low", "high"))
    hint = only(HEAD + "amount: {union: 1, employer: 2, both: 3}\n").hint
    assert hint is not None
    assert hint.params["fields"] == ("union", "employer")


def test_checks_between_parts_are_reported_beside_the_rest() -> None:
    text = HEAD + "side: boss\nrows:\n  a: 1\n"
    made, problems = validate(
        read_text(text, "f"), Whole, [lambda data: [(("rows", "a"), message("check.invalid"))]]
    )
    assert made is None
    assert [(p.line, p.column, p.message.key) for p in problems] == [
        (2, 7, "check.choice"),
        (4, 6, "check.invalid"),
    ]
    assert validate(read_text(HEAD, "f"), Whole, [lambda data: []])[1] == []


def test_what_an_unreadable_file_may_hold_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / "top.yaml").write_text("include: [title.yaml]\nsied: union\n", encoding="utf-8")
    (tmp_path / "title.yaml").write_text("title: {zh: x\n", encoding="utf-8")
    _, problems = validate(
        read_bundle(tmp_path / "top.yaml"), Whole, [lambda data: [((), message("check.invalid"))]]
    )
    found = [(Path(problem.file).name, problem.line, problem.message.key) for problem in problems]
    assert found == [("title.yaml", 1, "check.yaml.bracket"), ("top.yaml", 2, "check.extra")]


def test_a_fault_of_form_leaves_no_model() -> None:
    made, problems = validate(read_text(HEAD + HEAD, "f"), Whole)
    assert made is None
    assert [problem.message.key for problem in problems] == ["check.yaml.duplicate"]


@given(st.integers(1, 12), st.data())
def test_an_injected_fault_is_reported_at_its_line(count: int, data: st.DataObject) -> None:
    lines = [HEAD.rstrip("\n"), "items:"]
    for number in range(count):
        name = "".join("abcdefghij"[int(digit)] for digit in str(number))
        lines += [f"- id: {name}", "  scale:", "    kind: span", "    low: 1", "    high: 2"]
    good, problems = validate(read_text("\n".join(lines), "f"), Whole)
    assert (good is not None, problems) == (True, [])
    victim = data.draw(
        st.sampled_from([n for n, line in enumerate(lines) if "low" in line or "high" in line])
    )
    lines[victim] = data.draw(
        st.sampled_from(["    low: many", "    hihg: 2", "    low: [1]", "    low: {a: 1}", "    low: 9e"])
    )
    made, problems = validate(read_text("\n".join(lines), "f"), Whole)
    assert made is None
    assert victim + 1 in [problem.line for problem in problems]
