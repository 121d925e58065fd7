from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from cases import moves as m
from cases.sides import Side
from cases.text import Lang
from tests.hengyue_table import bargaining, say, views
from trainer.i18n import render
from trainer.speech.labels import BUILD, Converted, LabelFault, moves_of
from trainer.speech.labels_out import labels_of
from trainer.table.views import CaseView, TableView

D = Decimal
Labels = list[dict[str, Any]]


@cache
def fresh(side: Side = Side.UNION) -> tuple[CaseView, TableView]:
    table = bargaining()
    return views(table, side)


def convert(*labels: dict[str, Any], side: Side = Side.UNION) -> tuple[m.Move, ...]:
    found = moves_of(labels, *fresh(side), Lang.ZH)
    assert isinstance(found, Converted), found
    return found.moves


def only(*labels: dict[str, Any], side: Side = Side.UNION) -> m.Move:
    (move,) = convert(*labels, side=side)
    return move


BASE = {"issue": "base_wage_pct", "value": 5, "unit": "pct"}
MEAL = {"issue": "meal_allowance", "value": 320, "unit": "yuan_per_month", "mode": "to"}
TERM = {"issue": "term_years", "value": 2, "unit": "years"}


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ({"issue": "base_wage_pct", "value": 7.5, "unit": "pct"}, D("7.5")),
        ({"issue": "base_wage_pct", "value": 280, "unit": "yuan_per_month", "mode": "by"}, D("6.5")),
        ({"issue": "piece_rate", "value": 0.08, "unit": "yuan_per_piece", "mode": "by"}, D("0.98")),
        ({"issue": "piece_rate", "value": 1.02, "unit": "yuan_per_piece", "mode": "to"}, D("1.02")),
        ({"issue": "meal_allowance", "value": 4, "unit": "yuan_per_day", "mode": "by"}, D(340)),
        ({"issue": "meal_allowance", "value": 0, "unit": "yuan_per_month"}, D(260)),
        ({"issue": "base_wage_pct", "value": [5, 7], "unit": "pct"}, D(7)),
        ({"issue": "effective_date", "value": "2026-08-01", "unit": "date"}, "2026-08-01"),
        (
            {
                "issue": "skill_allowance",
                "value": 20,
                "unit": "yuan_per_month",
                "mode": "by",
                "grade": "junior",
            },
            {"junior": D(120)},
        ),
        (
            {"issue": "skill_allowance", "value": {"junior": 150, "middle": 280}},
            {"junior": 150, "middle": 280},
        ),
    ],
)
def test_values_come_out_on_the_ladder(label: dict[str, Any], value: Any) -> None:
    move = only({"move": "propose", **label})
    assert isinstance(move, m.Propose)
    assert move.value == value
    assert fresh()[0].issues[move.issue].fault(move.value) is None


def test_a_range_binds_each_side_to_its_milder_end() -> None:
    label = {"move": "propose", "issue": "base_wage_pct", "value": [5, 7], "unit": "pct"}
    employer = only(label, side=Side.EMPLOYER)
    assert isinstance(employer, m.Propose)
    assert employer.value == 5


def test_a_value_between_rungs_is_set_on_the_nearest_and_said_so() -> None:
    label = {"move": "final_offer", "issue": "base_wage_pct", "value": 4.2, "unit": "pct"}
    found = moves_of([label], *fresh(), Lang.EN)
    assert isinstance(found, Converted)
    assert found.moves == (m.FinalOffer(terms={"base_wage_pct": D(4)}),)
    (note,) = found.notes
    assert "4.2" in render(note, Lang.EN)


def test_by_counts_from_the_own_last_word_while_that_fits() -> None:
    table = bargaining()
    say(table, "u1", m.Propose(issue="piece_rate", value=D("1.05")))
    label = {"move": "propose", "issue": "piece_rate", "unit": "yuan_per_piece", "mode": "by"}
    for step, value in ((0.02, D("1.07")), (0.08, D("0.98"))):
        found = moves_of([{**label, "value": step}], *views(table, Side.UNION), Lang.ZH)
        assert isinstance(found, Converted)
        assert found.moves == (m.Propose(issue="piece_rate", value=value),)


def test_entries_of_a_package_are_one_package() -> None:
    move = only({"move": "package", **BASE}, {"move": "package", **MEAL}, {"move": "package", **TERM})
    assert move == m.Package(
        terms={"base_wage_pct": D(5), "meal_allowance": D(320), "term_years": D(2)}, all_or_nothing=True
    )


def test_results_of_one_condition_are_one_offer() -> None:
    move = only(
        {"move": "conditional_offer", **BASE, "condition": [TERM]},
        {"move": "conditional_offer", **MEAL, "condition": [TERM]},
    )
    assert move == m.ConditionalOffer(
        condition={"term_years": D(2)}, terms={"base_wage_pct": D(5), "meal_allowance": D(320)}
    )
    other = {"move": "conditional_offer", **MEAL, "condition": [BASE]}
    assert len(convert({"move": "conditional_offer", **TERM, "condition": [MEAL]}, other)) == 2


def test_a_condition_without_figures_offers_nothing() -> None:
    vague = {"move": "conditional_offer", "issue": "base_wage_pct", "concession": "unspecified"}
    assert only({**vague, "condition": [{"issue": "meal_allowance"}]}) == m.Appeal(
        basis="reciprocity", issue="base_wage_pct"
    )
    facts = [{"metric": "output", "op": ">=", "value": 3000, "unit": "units"}]
    assert only({"move": "conditional_offer", **BASE, "condition": facts}) == m.Probe(
        target="what_if", terms={"base_wage_pct": D(5)}
    )


def test_grades_said_together_are_one_proposal() -> None:
    labels = [
        {"move": "propose", "issue": "skill_allowance", "value": value, "mode": "to", "grade": grade}
        for grade, value in (("junior", 120), ("senior", 380))
    ]
    assert only(*labels) == m.Propose(issue="skill_allowance", value={"junior": D(120), "senior": D(380)})


def test_a_yes_to_what_nobody_offered_is_a_proposal() -> None:
    label = {"move": "accept", "issue": "medical_check", "value": 1, "unit": "times_per_year"}
    assert only(label) == m.Propose(issue="medical_check", value=D(1))
    table = bargaining()
    say(table, "u1", m.Propose(issue="medical_check", value=D(1)))
    found = moves_of([label], *views(table, Side.EMPLOYER), Lang.ZH)
    assert isinstance(found, Converted)
    assert found.moves == (m.Accept(issue="medical_check"),)


def test_what_is_under_discussion_need_not_be_named() -> None:
    table = bargaining()
    say(table, "u1", m.Propose(issue="base_wage_pct", value=D(6), hold=True))
    say(table, "u1", m.Propose(issue="high_temp_allowance", value=D(330)))
    found = moves_of([{"move": "tentative_agreement"}], *views(table, Side.EMPLOYER), Lang.ZH)
    assert isinstance(found, Converted)
    assert found.moves == (m.Accept(issue="high_temp_allowance"),)


def test_laws_figures_and_papers() -> None:
    assert only({"move": "cite_law", "law": {"name": "劳动合同法", "article": 54}}) == m.CiteLaw(
        law="中华人民共和国劳动合同法", article=54
    )
    assert only({"move": "info_request", "info": ["total_payroll", "profit"]}) == m.InfoRequest(
        items=("total_payroll", "profit")
    )
    data = only({"move": "cite_data", "metric": "cpi", "value": 1.3, "unit": "pct"})
    assert data == m.CiteData(figure=m.Figure(metric="cpi", value=D("1.3"), unit="pct"))
    assert only({"move": "threat", "kind": "dismissal"}) == m.Threat(what="dismissal")
    assert only({"move": "caucus", "minutes": 10}) == m.Caucus(minutes=10)


@pytest.mark.parametrize(
    "label",
    [
        {},
        {"move": "dance"},
        {"move": "propose", "issue": "base_wage_pct"},
        {"move": "propose", "issue": "rent", "value": 1},
        {"move": "propose", "issue": "base_wage_pct", "value": 40},
        {"move": "propose", "issue": "base_wage_pct", "value": "much"},
        {"move": "propose", "issue": "base_wage_pct", "value": True},
        {"move": "propose", "issue": "annual_leave_days", "value": 2, "unit": "yuan"},
        {"move": "propose", "issue": "skill_allowance", "value": 150, "mode": "to"},
        {"move": "propose", "issue": "skill_allowance", "value": 150, "grade": "king"},
        {"move": "propose", "issue": "effective_date", "value": "someday"},
        {"move": "cite_law"},
        {"move": "cite_data", "metric": 5, "value": {}},
        {"move": "consent"},
        {"move": "agenda"},
    ],
)
def test_what_is_no_move_is_a_fault_in_words(label: dict[str, Any]) -> None:
    for lang in Lang:
        found = moves_of([label], *fresh(), lang)
        assert isinstance(found, LabelFault)
        assert render(found.message, lang) != found.message.key


MOVES: list[m.Move] = [
    m.Propose(issue="base_wage_pct", value=D(6)),
    m.Concede(issue="piece_rate", value=D("1.02")),
    m.Propose(issue="skill_allowance", value={"junior": D(120), "senior": D(380)}),
    m.Package(terms={"base_wage_pct": D(6), "effective_date": "2026-08-01"}),
    m.Package(terms={"base_wage_pct": D(6), "meal_allowance": D(320)}, all_or_nothing=False),
    m.ConditionalOffer(condition={"term_years": D(2)}, terms={"base_wage_pct": D(6), "piece_rate": D(1)}),
    m.FinalOffer(terms={"base_wage_pct": D(5), "term_years": D(1)}),
    m.Accept(refs=4),
    m.Reject(issue="base_wage_pct", basis="cost"),
    m.Reopen(issue="base_wage_pct", cause="error"),
    m.Park(issue="base_wage_pct"),
    m.Drop(issue="annual_leave_days"),
    m.InfoRequest.model_validate(
        {"items": ("profit",), "period": "2025", "article": {"law": "集体合同规定", "article": 7}}
    ),
    m.Disclose(exhibits=(3, 4)),
    m.Disclose(figures=(m.Figure(metric="profit", value=D(480), unit="yuan", period="2025"),)),
    m.CiteLaw(law="中华人民共和国劳动合同法", article=51),
    m.CiteComparator(who="Xinyuan", issue="base_wage_pct", value=D(6), unit="pct"),
    m.Appeal(basis="fairness", issue="base_wage_pct", warn=True),
    m.Probe(target="what_if", terms={"base_wage_pct": D(6)}),
    m.Probe(target="interest", issue="term_years"),
    m.Summarise(terms={"base_wage_pct": D(6)}, open=("piece_rate",)),
    m.Agenda(order=("base_wage_pct", "piece_rate")),
    m.Opening(topics=("base_wage_pct",)),
    m.Caucus(minutes=3),
    m.Consent(refs=9, yes=False),
    m.RecordDifferences(issues=("base_wage_pct",)),
    m.Deadlock(issues=("base_wage_pct",)),
    m.Sign(step="vote", on="2026-05-25"),
    m.Threat(what="leak"),
    m.Yield(),
    m.CorrectMinutes(refs=3, note="five"),
    m.Substitute(seat="u2"),
    m.Chair(action="extend", seconds=60),
]


@pytest.mark.parametrize("move", MOVES, ids=[f"{place}-{move.kind}" for place, move in enumerate(MOVES)])
def test_labels_of_a_move_say_the_same_move(move: m.Move) -> None:
    labels = labels_of(move, fresh()[0].issues)
    assert {label["move"] for label in labels} == {move.kind}
    assert convert(*labels) == (move,)


def test_every_kind_of_move_has_a_label() -> None:
    kinds = {
        schema["properties"]["kind"]["const"]
        for schema in m.MOVE.json_schema()["$defs"].values()
        if "kind" in schema.get("properties", {})
    }
    assert kinds == set(BUILD)
