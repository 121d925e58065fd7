"""Reading domain files: what is right becomes a domain, what is wrong is named with its place."""

from __future__ import annotations

import copy
import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import scoring.domain_file
import scoring.domain_rules
import scoring.json_checks
from cases.lang import Lang
from cases.problems import Unreadable
from scoring.domain import Bonus, Ceiling, Exclusive, Floor
from scoring.domain_file import parse_domain, read_domain
from trainer.i18n import render, room

GOOD: dict[str, Any] = {
    "issues": [
        {"id": "base", "options": [0, 0.5, 1], "union": [0, 0.3, 1], "employer": [1, 0.5, 0]},
        {"id": "check", "options": ["none", True], "union": [0, 1], "employer": [1, 0]},
    ],
    "weights": {"union": [0.7, 0.3], "employer": [0.6, 0.4]},
    "reservation": {"union": 0.25, "employer": 0.35},
    "constraints": {
        "exclusive": [{"base": 1, "check": True}],
        "bonus": [{"when": {"base": 0.5, "check": True}, "union": 0.05}],
        "floor": [{"least": 2, "amounts": {"base": [0, 1, 2], "check": [1, 3]}}],
        "ceiling": {"most": 100, "costs": {"base": [0, 50.25, 90]}},
    },
}


def problems(data: Any) -> list[tuple[str, int]]:
    """Messages in English with their lines."""
    text = data if isinstance(data, str) else json.dumps(data, indent=1)
    with pytest.raises(Unreadable) as raised:
        parse_domain(text, "domain.json")
    return [(render(problem.message, Lang.EN), problem.line) for problem in raised.value.problems]


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    inner: Any = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return data


def test_a_domain_is_read_exactly() -> None:
    domain = parse_domain(json.dumps(GOOD), "domain.json")
    base, check = domain.parts
    assert base.union == (0, Fraction(21, 100), Fraction(7, 10))
    assert check.employer == (Fraction(4, 10), 0)
    assert domain.reservation.employer == Fraction(35, 100)
    assert domain.exclusives == (Exclusive(((0, 2), (1, 1))),)
    assert domain.bonuses == (Bonus(((0, 1), (1, 1)), Fraction(1, 20)),)
    assert domain.floors == (Floor({0: (0, 1, 2), 1: (1, 3)}, Fraction(2)),)
    assert domain.ceiling == Ceiling.plain(Fraction(100), {0: (0, Fraction(201, 4), 90)})
    assert json.loads(json.dumps(domain.terms((2, 1)), default=str))["check"] is True


def test_constraints_may_be_left_out() -> None:
    data = {name: value for name, value in GOOD.items() if name != "constraints"}
    assert not parse_domain(json.dumps(data), "domain.json").constrained


def test_rounded_weights_are_taken_as_they_are() -> None:
    domain = parse_domain(json.dumps(changed("weights", "union", to=[0.6666667, 0.3333333])), "domain.json")
    assert domain.parts[0].union[2] == Fraction(6666667, 10**7)


WRONG: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("issues", 0, "union"), [0, 1], "issues[0].union: 2 numbers for 3 options"),
    (("issues", 0, "union"), [0, 1, "x"], "issues[0].union[2]: a number is wanted"),
    (("issues", 0, "union"), [0, 1, float("nan")], "issues[0].union[2]: NaN is not a number"),
    (("issues", 0, "union"), [0, 1, float("inf")], "issues[0].union[2]: Infinity is not a number"),
    (("issues", 0, "union"), [0, 1, 1.5], "issues[0].union[2]: 1.5 is not between 0 and 1"),
    (("issues", 0, "union"), [0, 1, True], "issues[0].union[2]: a number is wanted"),
    (("issues", 0, "union"), [0, 1, 1e-60], "issues[0].union[2]: the number has more than"),
    (("issues", 0, "union"), 3, "issues[0].union: a list is wanted"),
    (("issues", 0, "options"), [], "issues[0].options: there must be at least one option"),
    (("issues", 0, "options"), [0, 1, 1.0], "issues[0].options[2]: the option 1.0 stands twice"),
    (("issues", 0, "options"), [0, 1, [2]], "issues[0].options[2]: an option is a text"),
    (("issues", 0, "id"), "check", "issues[1].id: another issue has the id check"),
    (("issues", 0, "id"), "", "issues[0].id: an issue's id"),
    (("issues", 0, "colour"), 1, "issues[0].colour: there is no key colour; known are id, options"),
    (("issues", 0, "unoin"), 1, "issues[0].unoin: there is no key unoin; is union meant?"),
    (("issues",), [], "issues: there must be at least one issue"),
    (("issues",), {}, "issues: a list is wanted"),
    (("issues", 1), 7, "issues[1]: an object is wanted"),
    (("weights", "union"), [0.7, 0.2], "weights.union: the weights sum to 0.9, not to 1"),
    (("weights", "union"), [1], "weights.union: 1 weights for 2 issues"),
    (("weights", "union"), [1.5, -0.5], "weights.union[0]: 1.5 is not between"),
    (("weights",), {"union": [1, 0]}, "weights: the key employer is missing"),
    (("reservation", "union"), 2, "reservation.union: 2 is not between"),
    (("reservation",), [0, 0], "reservation: an object is wanted"),
    (("budget",), 3, "budget: there is no key budget"),
    (
        ("constraints", "exclusive"),
        [{"base": 1}],
        "constraints.exclusive[0]: an exclusion names at least two",
    ),
    (("constraints", "exclusive"), {"base": 1}, "constraints.exclusive: a list is wanted"),
    (
        ("constraints", "exclusive"),
        [{"base": 7, "check": True}],
        "exclusive[0].base: the issue base has no such",
    ),
    (
        ("constraints", "exclusive"),
        [{"base": 1, "check": 1}],
        "exclusive[0].check: the issue check has no such",
    ),
    (("constraints", "exclusive"), [{"base": 1, "meal": 1}], "exclusive[0].meal: there is no issue meal"),
    (("constraints", "bonus", 0, "when"), {}, "bonus[0].when: a bonus names at least one"),
    (("constraints", "bonus", 0, "union"), "much", "bonus[0].union: a number is wanted"),
    (("constraints", "floor", 0, "amounts", "base"), [1], "floor[0].amounts.base: 1 numbers for 3 options"),
    (("constraints", "floor", 0, "amounts"), {}, "floor[0].amounts: at least one issue"),
    (("constraints", "ceiling", "most"), 1e300, "ceiling.most: 1E+300 is not between"),
    (("constraints", "ceiling"), {"costs": {"base": [1, 2, 3]}}, "ceiling: the key most is missing"),
    (("constraints", "roof"), {}, "constraints.roof: there is no key roof"),
]


@pytest.mark.parametrize(("path", "to", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_faults_are_named_with_their_place(path: tuple[str | int, ...], to: Any, said: str) -> None:
    found = problems(changed(*path, to=to))
    assert any(said in text for text, _ in found), found
    assert all(line > 1 for _, line in found)


def test_every_fault_is_found_in_one_pass() -> None:
    data = changed("issues", 0, "union", to=[0, 1])
    data["reservation"] = {"union": 0.1}
    data["weights"]["employer"] = [1, 1]
    assert len(problems(data)) == 3


def test_lines_point_at_the_fault() -> None:
    text = json.dumps(GOOD, indent=1)
    broken = text.replace("0.25", "25")
    expected = next(number for number, row in enumerate(broken.splitlines(), 1) if '"union": 25' in row)
    assert problems(broken) == [("reservation.union: 25 is not between 0 and 1", expected)]


@pytest.mark.parametrize("text", ["", "{", "[1, 2", '{"issues": [}', "{'issues': 1}", "[" * 100_000])
def test_what_is_not_json_is_said_to_be_so(text: str) -> None:
    assert "not JSON" in problems(text)[0][0]


def test_other_json_is_no_domain() -> None:
    assert problems("[]")[0][0] == "the file must hold one JSON object"
    assert problems("3")[0][0] == "the file must hold one JSON object"


def test_a_key_that_stands_twice_is_a_fault() -> None:
    text = json.dumps(GOOD).replace('"reservation"', '"weights": {}, "reservation"')
    assert any("weights stands twice" in what for what, _ in problems(text))


def test_numbers_too_long_to_read_are_faults_and_no_crash() -> None:
    found = problems(json.dumps(GOOD, indent=1).replace("0.25", "9" * 5000))
    assert "reservation.union" in found[0][0]
    assert len(found[0][0]) < 200


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'{"id": "\xe9"}')
    for name, key in (("missing.json", "missing"), (".", "folder"), ("latin.json", "encoding")):
        with pytest.raises(Unreadable) as raised:
            read_domain(tmp_path / name)
        assert raised.value.problems[0].message.key == f"check.file.{key}"
    (tmp_path / "good.json").write_text("\ufeff" + json.dumps(GOOD, indent="\t"), encoding="utf-8")
    assert read_domain(tmp_path / "good.json").outcomes == 6


@pytest.mark.parametrize("lang", list(Lang))
def test_every_message_of_the_reader_is_in_the_catalogue(lang: Lang) -> None:
    modules = (scoring.domain_file, scoring.domain_rules, scoring.json_checks)
    source = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in modules)
    keys = re.findall(r'fault\((?:\(.*?\)|[a-z]+), "([a-z_]+)"', source)
    named = {f"frontier.file.{key}" for key in keys}
    named |= {
        "frontier.file.ragged",
        "frontier.file.ragged_weights",
        "frontier.file.json",
        "frontier.file.json_hint",
    }
    assert len(named) > 20
    assert named <= set(room("frontier", lang))


@pytest.mark.parametrize("page", ["frontier.md", "frontier.zh.md"])
def test_the_page_on_domain_files_shows_one_that_works(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    example = text.split("```json\n")[1].split("```")[0]
    domain = parse_domain(example, page)
    assert domain.outcomes == 6
    assert domain.permits((1, 1))
    assert not domain.permits((2, 1))
    for key in (
        "exclusive",
        "bonus",
        "floor",
        "ceiling",
        "agreement_zone_estimate",
        "pareto_in_zone",
        "permitted",
    ):
        assert f"`{key}`" in text
