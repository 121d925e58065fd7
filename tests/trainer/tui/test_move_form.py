"""The form: every kind of move can be filled in, and what a move says fills the form again."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases import moves as m
from cases.issues import ArticleRef
from cases.sides import Side
from tests.trainer.tui.table_matches import mid_match
from trainer.tui.form_filled import filled_from
from trainer.tui.form_kinds import FORMS, GROUPS, Field, Filled
from trainer.tui.move_form import Incomplete, build, single_kind

SAID = m.Spoken(zh="请考虑。")
GRADES = {"junior": Decimal(200), "senior": Decimal(400)}

MOVES: tuple[m.Move, ...] = (
    m.Opening(topics=("base", "skill"), text=SAID),
    m.Agenda(order=("skill", "base")),
    m.Concede(issue="base", value=Decimal(7), argument="union-base"),
    m.Package(terms={"base": Decimal(7), "skill": GRADES}),
    m.ConditionalOffer(condition={"start": "2026-06-01"}, terms={"base": Decimal(6)}, text=SAID),
    m.FinalOffer(terms={"base": Decimal(6)}),
    m.Accept(issue="base"),
    m.Accept(refs=13),
    m.Reject(issue="base", basis="cost"),
    m.Reject(refs=13, basis="fairness", argument="union-base"),
    m.TentativeAgreement(issue="base"),
    m.Reopen(issue="base", cause="订单变了"),
    m.Drop(issue="start"),
    m.Park(issue="start", until="下午"),
    m.InfoRequest(items=("profit",), period="2025", article=ArticleRef(law="劳动法", article=48)),
    m.Disclose(exhibits=(5,), priorities=("base",)),
    m.CiteLaw(law="劳动法", article=48, issue="base"),
    m.Appeal(basis="fairness", issue="base", warn=True),
    m.Probe(target="interest", issue="base"),
    m.Probe(target="what_if", terms={"base": Decimal(5)}),
    m.Caucus(),
    m.Adjourn(until="2026-05-27", topics=("base",)),
    m.Sidebar(minutes=3),
    m.MediationRequest(to="tripartite", differences=("base",)),
    m.Deadlock(issues=("base",)),
    m.CloseTalks(),
    m.Consent(refs=4, yes=False),
    m.RecordDifferences(issues=("base",)),
    m.Walkout(),
    m.Speech(text=SAID),
    m.Yield(),
    m.CorrectMinutes(refs=8, note="应为九"),
    m.Substitute(seat="union-rep1"),
)


def made(filled: Filled) -> m.Move | Incomplete:
    run = mid_match()
    return build(filled, run.case(), run.view(), Side.UNION)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.kind)
def test_what_a_move_says_fills_the_form_and_makes_the_move_again(move: m.Move) -> None:
    assert made(filled_from(move)) == move


def test_the_form_offers_every_kind_but_threats_and_what_other_screens_do() -> None:
    elsewhere = {"threat", "chair", "sign", "end_caucus", "report_members", "propose", "counter", "concede"}
    offered = {kind for kinds in GROUPS.values() for kind in kinds}
    assert offered == set(FORMS)
    kinds = {kind.model_fields["kind"].default for kind in m.Move.__args__[0].__args__}  # type: ignore[attr-defined]
    assert kinds - elsewhere == offered - {"offer", "answer"}


@pytest.mark.parametrize("kind", [kind for kind, fields in FORMS.items() if fields])
def test_an_empty_form_says_what_is_missing_or_makes_a_lawful_move(kind: str) -> None:
    found = made(Filled(kind))
    assert isinstance(found, Incomplete) or found.kind in {kind, "speech"}


def test_one_issue_is_no_package() -> None:
    found = made(Filled("package", {Field.TERMS: {"base": Decimal(7)}}))
    assert isinstance(found, Incomplete)


@pytest.mark.parametrize(
    ("issue", "value", "kind"),
    [
        ("base", Decimal(9), "propose"),
        ("base", Decimal(7), "concede"),
        ("insurance", "accident", "propose"),
    ],
)
def test_a_value_is_a_concession_where_it_is_worse_than_the_last(
    issue: str, value: object, kind: str
) -> None:
    run = mid_match()
    assert single_kind(run.case(), run.view(), Side.UNION, issue, value) == kind  # type: ignore[arg-type]


def test_figures_are_quoted_as_the_papers_have_them() -> None:
    found = made(Filled("cite_data", {Field.FACT: "1:0"}))
    assert isinstance(found, m.CiteData)
    assert found.exhibit == 1
    assert found.figure.value == Decimal(100)
