"""Robots that play matches: one that stumbles about, one that concedes until there is a deal.

Both are pure functions of what they see, like the real computer player.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from cases import moves as m
from cases.brief import Brief
from cases.format import PhaseKind
from cases.issues import Issue
from cases.sides import Side
from cases.terms import Value
from trainer.table.closing_rules import later
from trainer.table.state import Status
from trainer.table.views import CaseView, TableView

STEPS = {
    PhaseKind.DRAFT: "draft",
    PhaseKind.VOTE: "vote",
    PhaseKind.SIGN: "sign",
    PhaseKind.FILE: "file",
    PhaseKind.PUBLISH: "publish",
}


def random_value(issue: Issue, luck: random.Random) -> Value:
    """Any value of the issue."""
    if issue.grades:
        return {grade.id: luck.choice(grade.grid.values()) for grade in issue.grades}
    return luck.choice(issue.options)


def closing_day(case: CaseView, view: TableView) -> str:
    """A lawful day for the closing step that is due."""
    closing = view.closing
    if view.phase_kind is PhaseKind.PUBLISH and closing.in_force:
        return closing.in_force
    signed = [day for _, day in closing.signed.items() if day]
    if view.phase_kind is PhaseKind.FILE and signed:
        return max(signed)
    if view.phase_kind is PhaseKind.SIGN and closing.ballots:
        return closing.ballots[-1].on
    return later(case.calendar.meeting, 3)


@dataclass(frozen=True)
class Stumbler:
    """Does anything its seat may do, sensible or not, but takes the steps that end a match."""

    seed: int

    def moves(self, case: CaseView, view: TableView) -> tuple[m.Move, ...]:
        """One random move."""
        luck = random.Random(f"{self.seed}-{view.viewer}-{view.seq}")
        if view.phase_kind in STEPS:
            step = STEPS[view.phase_kind]
            day = None if step == "draft" else closing_day(case, view)
            return (m.MOVE.validate_python({"kind": "sign", "step": step, "on": day}),)
        kinds = sorted(view.kinds - {"walkout", "sign", "adjourn"})
        if view.phase_kind is PhaseKind.PREPARE or not kinds:
            return (m.Yield(),)
        if view.phase_kind is PhaseKind.OPENING:
            return (m.Opening(),)
        if view.phase_kind is PhaseKind.WRAP and luck.random() < 0.5:
            return (m.RecordDifferences(),)
        return (self._some(luck.choice([*kinds, "propose", "accept", "package"]), case, view, luck),)

    def _some(self, kind: str, case: CaseView, view: TableView, luck: random.Random) -> m.Move:
        name = luck.choice(list(case.issues))
        value = random_value(case.issues[name], luck)
        some = {key: random_value(case.issues[key], luck) for key in luck.sample(list(case.issues), 2)}
        standing = [offer.seq for offer in view.offers if offer.status == "standing"]
        refs = luck.choice([*standing, *(item.seq for item in view.pending), 1])
        fields: dict[str, dict[str, object]] = {
            "package": {"terms": some},
            "final_offer": {"terms": {name: value}},
            "conditional_offer": {
                "condition": dict([next(iter(some.items()))]),
                "terms": dict([list(some.items())[1]]),
            },
            "accept": {"issue": name} if luck.random() < 0.6 else {"refs": refs},
            "reject": {"issue": name, "basis": luck.choice(["cost", "none"])},
            "consent": {"refs": refs, "yes": luck.random() < 0.5},
            "agenda": {"order": [name]},
            "info_request": {"items": [luck.choice([*case.askable, "moon"])]},
            "cite_law": {"law": "劳动法", "article": luck.choice([48, 999])},
            "cite_data": {"figure": {"metric": "profit", "value": 1}},
            "cite_comparator": {"who": "a neighbour"},
            "correct_minutes": {"refs": 1, "note": "a slip"},
            "substitute": {"seat": view.chiefs[view.side or Side.UNION]},
            "summarise": {"terms": dict(view.ledger)},
            "record_differences": {},
        }
        wants_value = {"propose", "counter", "concede"}
        wants_issue = {"tentative_agreement", "reopen", "drop", "park", "probe", "appeal"}
        more = fields.get(kind, {})
        if kind in wants_value:
            more = {"issue": name, "value": value}
        elif kind in wants_issue:
            more = {"issue": name}
        return m.MOVE.validate_python({"kind": kind, **more})


@dataclass(frozen=True)
class Conceder:
    """Offers its limit on every issue as one package and accepts whatever its limits allow."""

    def moves(self, case: CaseView, view: TableView) -> tuple[m.Move, ...]:
        """One sensible move."""
        if view.phase_kind in STEPS:
            step = STEPS[view.phase_kind]
            day = None if step == "draft" else closing_day(case, view)
            return (m.MOVE.validate_python({"kind": "sign", "step": step, "on": day}),)
        if view.phase_kind is PhaseKind.OPENING:
            return (m.Opening(topics=tuple(case.issues)),)
        if view.phase_kind is PhaseKind.WRAP:
            return (m.RecordDifferences(),)
        if "package" not in view.kinds or case.brief is None:
            return (m.Yield(),)
        return (self._bargain(case, view, case.brief),)

    def _bargain(self, case: CaseView, view: TableView, brief: Brief) -> m.Move:
        side = view.side or Side.UNION
        for item in view.pending:
            if item.side is not side:
                return m.Consent(refs=item.seq, yes=True)
        limits = {preference.issue: preference.limit for preference in brief.preferences}
        for offer in view.offers:
            fits = all(
                case.issues[name].better_for(side, value, limits[name]) >= 0
                for name, value in offer.everything.items()
            )
            if offer.side is not side and offer.status == "standing" and fits:
                return m.Accept(refs=offer.seq)
        open_terms = {line.id: limits[line.id] for line in view.lines if line.status is Status.OPEN}
        if len(open_terms) >= 2:
            return m.Package(terms=open_terms)
        return m.CloseTalks() if "close_talks" in view.kinds else m.Yield()
