from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from cases.library import load_case
from trainer.__main__ import run
from trainer.cli.money import grouped

Capture = pytest.CaptureFixture[str]

TERMS = {
    "base_wage_pct": 6,
    "piece_rate": 0.96,
    "skill_allowance": {"junior": 150, "middle": 280, "senior": 450},
    "training_fund_pct": 2,
    "meal_allowance": 320,
    "high_temp_allowance": 350,
    "annual_leave_days": 1,
    "medical_check": 1,
    "term_years": 1,
    "effective_date": "2026-07-01",
}


def cost(tmp_path: Path, text: str, *more: str, case: str = "hengyue-machinery") -> int:
    file = tmp_path / "terms"
    file.write_text(text, encoding="utf-8")
    return run(["cost", case, "--terms", str(file), *more])


def test_json_terms_and_yaml_terms_cost_the_same(tmp_path: Path, capsys: Capture) -> None:
    assert cost(tmp_path, json.dumps(TERMS), "--json") == 0
    first = json.loads(capsys.readouterr().out)
    yaml = "\n".join(f"{name}: {json.dumps(value)}" for name, value in TERMS.items())
    assert cost(tmp_path, yaml, "--json") == 0
    assert json.loads(capsys.readouterr().out) == first
    base = Decimal(first["lines"]["base_wage_pct"])
    assert base == Decimal("636480.00")  # (120 x 3200 + 60 x 6500 + 20 x 5500) x 12 months x 6 %


def test_no_terms_cost_nothing(tmp_path: Path, capsys: Capture) -> None:
    assert cost(tmp_path, "{}", "--json") == 0
    assert Decimal(json.loads(capsys.readouterr().out)["run_rate"]) == 0


def test_terms_can_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"base_wage_pct: 1\n"), encoding="utf-8"))
    assert run(["cost", "hengyue-machinery", "--terms", "-", "--json"]) == 0
    assert Decimal(json.loads(capsys.readouterr().out)["lines"]["base_wage_pct"]) == Decimal("106080.00")


def test_several_employers_are_costed_each_and_together(tmp_path: Path, capsys: Capture) -> None:
    case = load_case("xinhua-express").value
    issue = case.issue_map["medical_check"]
    best = f"medical_check: {issue.options[-1]}"
    assert cost(tmp_path, best, "--json", case="xinhua-express") == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document["firms"]) == {firm.id for firm in case.firms}
    for name in ("baseline_payroll", "run_rate"):
        total = sum(Decimal(firm[name]) for firm in document["firms"].values())
        assert abs(total - Decimal(document[name])) <= Decimal("0.01") * len(case.firms)
    assert cost(tmp_path, best, "--lang", "zh", case="xinhua-express") == 0
    out = capsys.readouterr().out
    assert all(firm.name.zh in out for firm in case.firms)


def test_people_read_sums_by_name(tmp_path: Path, capsys: Capture) -> None:
    assert cost(tmp_path, json.dumps(TERMS), "--lang", "zh") == 0
    out = capsys.readouterr().out
    assert "计件单价" in out
    assert "636,480.00" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 1\n", ":1:1:"),
        ("base_wage_pct: yes please\n", "terms"),
        ("base_wage_pct: true\n", ":1:"),
        ("piece_rate: 1\nbase_wage_pct: [1]\n", ":2:"),
        ("moon: 1\n", "moon"),
        ("skill_allowance: 5\n", "skill_allowance"),
        ("base_wage_pct: 1\nbase_wage_pct: 2\n", ":2:"),
        ("a: [", ":1:"),
    ],
)
def test_wrong_terms_are_told_in_words(text: str, said: str, tmp_path: Path, capsys: Capture) -> None:
    assert cost(tmp_path, text, "--json", "--lang", "en") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_a_missing_file_is_told(capsys: Capture) -> None:
    assert run(["cost", "hengyue-machinery", "--terms", "nowhere.yaml"]) == 1
    assert "nowhere.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("amount", "text"), [("-0.50", "-0.50"), ("1234567.80", "1,234,567.80"), ("12.00", "12.00")]
)
def test_money_is_grouped(amount: str, text: str) -> None:
    assert grouped(amount) == text
