"""``trainer frontier``: one JSON document, people's text in both languages, faults with their place."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import scoring.counting
import scoring.diagram
from cases.lang import Lang
from scoring.diagram import lay_out
from scoring.domain_file import parse_domain
from scoring.frontier import frontier
from tests.scoring.slow_frontier import list_all
from trainer.__main__ import run
from trainer.cli.frontier import SOLUTIONS, estimated_share
from trainer.cli.frontier_chart import HEIGHT, chart
from trainer.i18n import room

Call = Callable[..., tuple[int, str, str]]


def issue(name: str, steps: int) -> dict[str, Any]:
    up = [step / steps for step in range(steps + 1)]
    return {
        "id": name,
        "options": list(range(steps + 1)),
        "union": up,
        "employer": [1 - one for one in up],
    }


WORKED: dict[str, Any] = {
    "issues": [issue("base", 8), issue("piece", 4), issue("leave", 3)],
    "weights": {"union": [0.5, 0.35, 0.15], "employer": [0.6, 0.2, 0.2]},
    "reservation": {"union": 0.3, "employer": 0.35},
}


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the command in this process: exit status, standard output, standard error."""

    def called(*arguments: str) -> tuple[int, str, str]:
        status = run(["frontier", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return called


@pytest.fixture
def domain(tmp_path: Path) -> Callable[..., str]:
    """Write a domain file, the worked one with changes; returns its path."""

    def written(**changes: Any) -> str:
        path = tmp_path / "domain.json"
        path.write_text(json.dumps({**WORKED, **changes}, indent=1), encoding="utf-8")
        return str(path)

    return written


def test_the_worked_domain_gives_the_figures_worked_out_by_hand(
    call: Call, domain: Callable[..., str]
) -> None:
    status, out, err = call("--domain", domain(), "--json")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert (found["outcomes"], found["agreement_zone"], found["exact"]) == ("180", 100, True)
    assert (found["pareto_size"], len(found["pareto"]), found["pareto_in_zone"]) == (40, 40, 22)
    assert found["nash"]["terms"] == {"base": 3, "piece": 4, "leave": 0}
    assert (found["nash"]["union"], found["nash"]["employer"]) == (0.5375, 0.575)
    for name in ("kalai_smorodinsky", "egalitarian"):
        assert found[name]["terms"] == {"base": 2, "piece": 4, "leave": 1}
        assert (found[name]["union"], found[name]["employer"]) == (0.525, pytest.approx(0.58333, abs=1e-5))
    assert found["utilitarian"]["terms"] == {"base": 0, "piece": 4, "leave": 0}
    assert found["egalitarian"]["ties"] == [{"union": 0.5375, "employer": 0.575}]
    assert found["reservation"] == {"union": 0.3, "employer": 0.35}
    assert found["ms"] > 0
    unions = [point["union"] for point in found["pareto"]]
    assert unions == sorted(unions, reverse=True)
    assert set(found["pareto"][0]) == {"terms", "union", "employer", "ways"}


def test_fractions_rounded_by_a_program_are_still_fractions() -> None:
    text = json.dumps({**WORKED, "reservation": {"union": 1 / 3, "employer": 0.1 + 0.2}})
    parsed = parse_domain(text, "domain.json")
    assert parsed.parts[2].union[1] == Fraction(15, 100) / 3
    assert parsed.reservation.union == Fraction(1, 3)
    assert parsed.reservation.employer == Fraction(3, 10)
    long = parse_domain(text.replace("0.3333333333333333", "0.3141592653589793"), "domain.json")
    assert long.reservation.union == Fraction("0.3141592653589793")


def test_constraints_shape_the_frontier(call: Call, domain: Callable[..., str]) -> None:
    path = domain(
        constraints={
            "exclusive": [{"base": 3, "piece": 4}],
            "bonus": [{"when": {"base": 8, "leave": 3}, "employer": 0.5}],
        }
    )
    found = json.loads(call("--domain", path, "--json")[1])
    assert (found["outcomes"], found["permitted"]) == ("180", 176)
    assert found["nash"]["terms"] != {"base": 3, "piece": 4, "leave": 0}
    assert found["pareto"][0]["employer"] == 0.5


@pytest.mark.parametrize("lang", list(Lang))
def test_people_read_points_picture_and_counts(call: Call, domain: Callable[..., str], lang: Lang) -> None:
    status, out, _ = call("--domain", domain(), "--lang", lang.value)
    assert status == 0
    sentences = room("frontier", lang)
    for name in SOLUTIONS:
        assert sentences[f"frontier.solution.{name}"] in out
    for figure in ("0.5375", "180", "100", "40", "22", "base = 3"):
        assert figure in out
    assert "{" not in out
    if lang is Lang.EN:
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in out)


@pytest.mark.parametrize("lang", list(Lang))
def test_an_empty_zone_is_said(call: Call, domain: Callable[..., str], lang: Lang) -> None:
    path = domain(reservation={"union": 0.9, "employer": 0.9})
    status, _, err = call("--domain", path, "--lang", lang.value)
    assert status == 0
    assert room("frontier", lang)["frontier.empty_zone"] in err
    found = json.loads(call("--domain", path, "--json")[1])
    assert [found[name] for name in SOLUTIONS] == [None] * 4
    assert (found["agreement_zone"], found["pareto_size"], found["pareto_in_zone"]) == (0, 40, 0)


def test_a_domain_without_permitted_outcomes_is_said(call: Call, domain: Callable[..., str]) -> None:
    path = domain(constraints={"floor": [{"least": 99, "amounts": {"leave": [0, 1, 2, 3]}}]})
    status, _, err = call("--domain", path, "--lang", "en")
    assert status == 0
    assert room("frontier", Lang.EN)["frontier.nothing"] in err
    found = json.loads(call("--domain", path, "--json")[1])
    assert (found["pareto"], found["permitted"], found["agreement_zone"]) == ([], 0, 0)


def test_a_library_case_within_both_mandates(call: Call) -> None:
    found = json.loads(call("xinhua-express", "--mandates", "--json")[1])
    assert found["exact"]
    assert 0 < found["agreement_zone"] <= found["permitted"] <= int(found["outcomes"])
    assert isinstance(found["nash"]["terms"]["piece_rate"], float)
    text = call("xinhua-express", "--mandates", "--lang", "en", "--no-count")[1]
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in text)


def test_bad_input_is_named_with_its_place_and_fails(call: Call, domain: Callable[..., str]) -> None:
    path = domain(weights={"union": [0.5, 0.35, 0.1], "employer": [0.6, 0.2, 0.2]})
    status, out, err = call("--domain", path, "--json", "--lang", "en")
    line = next(n for n, row in enumerate(Path(path).read_text().splitlines(), 1) if '"weights"' in row) + 1
    assert (status, out) == (1, "")
    assert err.startswith(f"{path}:{line}:")
    assert "weights.union: the weights sum to 0.95, not to 1" in err
    status, out, err = call("no-such-case", "--lang", "en")
    assert (status, out) == (1, "")
    assert "no-such-case" in err


def test_constraints_that_tie_too_much_together_stop_with_advice(
    call: Call, domain: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring.diagram, "MOST_ARCS", 5)
    path = domain(constraints={"exclusive": [{"base": 3, "piece": 4}]})
    status, out, err = call("--domain", path, "--lang", "en")
    assert (status, out) == (1, "")
    assert room("frontier", Lang.EN)["frontier.too_linked_hint"] in err


@pytest.mark.parametrize("arguments", [(), ("hengyue-machinery", "--domain", "x.json"), ("--domain",)])
def test_calling_it_wrongly_is_a_usage_fault(call: Call, arguments: tuple[str, ...]) -> None:
    status, out, err = call(*arguments)
    assert (status, out) == (2, "")
    assert err


def test_what_cannot_be_counted_is_estimated_and_said(
    call: Call, domain: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring.counting, "MOST_QUERIES", 0)
    found = json.loads(call("--domain", domain(), "--json")[1])
    assert found["agreement_zone"] is None
    assert found["agreement_zone_estimate"] == pytest.approx(100 / 180, abs=0.02)
    assert "%" in call("--domain", domain(), "--lang", "en")[1]


def test_not_counting_says_nothing_of_the_zone(call: Call, domain: Callable[..., str]) -> None:
    found = json.loads(call("--domain", domain(), "--json", "--no-count")[1])
    assert found["agreement_zone"] is None
    assert "agreement_zone_estimate" not in found


def test_the_estimate_minds_constraints() -> None:
    rules = {
        "exclusive": [{"base": 3, "piece": 4}],
        "floor": [{"least": 2, "amounts": {"piece": [0, 1, 2, 3, 4], "leave": [0, 1, 2, 3]}}],
        "ceiling": {"most": 9, "costs": {"base": list(range(9)), "leave": [0, 1, 2, 3]}},
    }
    parsed = parse_domain(json.dumps({**WORKED, "constraints": rules}), "domain.json")
    share = estimated_share(lay_out(parsed))
    assert share == pytest.approx(list_all(parsed).zone / 180, abs=0.02)


def test_the_picture_keeps_its_size_and_shows_every_solution() -> None:
    found = frontier(parse_domain(json.dumps(WORKED), "domain.json"))
    lines = chart(found)
    assert len(lines) == HEIGHT + 2
    assert max(map(len, lines)) == 68
    plot = "".join(line[7:] for line in lines[:HEIGHT])
    assert all(mark in plot for mark in ("U", "o", ".", "|", "-"))
    assert sum(plot.count(mark) for mark in "NKEU*") >= 2
    assert lines[0].startswith(" 1.00 |")
    assert lines[HEIGHT - 1].startswith(" 0.00 |")
    assert any(line.startswith(" 0.35 |") for line in lines)


def test_a_domain_may_come_through_a_pipe() -> None:
    command = [sys.executable, "-m", "trainer", "frontier", "--domain", "-", "--json"]
    done = subprocess.run(
        command, input=json.dumps(WORKED), capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout)["agreement_zone"] == 100
    wrong = subprocess.run(command, input='{"issues": 3}', capture_output=True, encoding="utf-8", check=False)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith("-:1:")


def test_a_bare_domain_needs_no_case_library(domain: Callable[..., str]) -> None:
    code = (
        "import sys; from trainer.__main__ import run;"
        f"run(['frontier', '--domain', {domain()!r}, '--json', '--no-count']);"
        "print(sorted({'yaml', 'textual', 'cases.case'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout)["pareto_size"] == 40
    assert done.stderr.strip() == "[]"
