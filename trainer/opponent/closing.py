"""Everything that is not bargaining: getting ready, opening, breaks, reading back, the steps of the law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from cases import moves as m
from cases.format import PhaseKind
from cases.sides import Side
from trainer.opponent import acts as a
from trainer.opponent.acceptance import good_offer, good_positions
from trainer.opponent.acts import Act
from trainer.opponent.answers import answers
from trainer.opponent.aspiration import floor_utility
from trainer.opponent.planner import opening_value
from trainer.opponent.replies import accept_acts
from trainer.opponent.situation import Situation
from trainer.opponent.talk import summary_act

TOPICS = 4
VOTE_AFTER = 7
"""Days from the meeting to the congress: the draft is made known first."""


def prepare(_s: Situation) -> list[Act]:
    """Say that one is ready."""
    return [Act(m.Yield(), "ready")]


def opening(s: Situation) -> list[Act]:
    """The opening statement: who we are, what we want to talk about, what both sides share."""
    if s.view.opened[s.side]:
        return [Act(m.Yield(), "wait")]
    weighty = sorted(s.open, key=lambda name: -s.prefs.weight(name))[:TOPICS]
    topics = tuple(name for name in s.open if name in weighty)
    lead = weighty[0] if weighty else None
    known = [argument for argument in s.brief.arguments if argument.issue == lead]
    reason = s.chance.pick("opening", known).id if known else None
    says = f"opening_{s.side.value}"
    return [
        Act(m.Opening(topics=topics), says, {"topics": a.names(s, topics)}, argument=reason, next="opening")
    ]


def caucus(_s: Situation) -> list[Act]:
    """The own break: report back, return."""
    return [Act(m.ReportMembers(), "report"), Act(m.EndCaucus(), "back", ends=True)]


def mediate(_s: Situation) -> list[Act]:
    """Before a mediator: nothing new is put forward; the side is ready to bargain again."""
    return [Act(m.Yield(), "mediation")]


def wrap(s: Situation) -> list[Act]:
    """Accept what will do, read back, and write down what is left."""
    made = list(answers(s, a.ALL_TIME))
    if made and made[-1].ends:
        return made
    top = s.prefs.utility({name: opening_value(s, name) for name in s.issues})
    floor = floor_utility(s, top)
    plan = {name: mine for name in s.open if (mine := s.mine(name)) is not None}
    whole = good_offer(s, plan, floor, a.ALL_TIME)
    taken = dict(whole.terms) if whole is not None else {}
    single = good_positions(s, plan, taken, floor, a.ALL_TIME)
    made += accept_acts(s, whole, single)
    left = tuple(name for name in s.open if name not in taken and name not in single)
    if not left:
        return made
    if not _read_back(s):
        return [*made, summary_act(s)]
    return [
        *made,
        Act(m.RecordDifferences(issues=left), "differences", {"open": a.names(s, left)}, ends=True),
    ]


def _read_back(s: Situation) -> bool:
    """Whether this side has summed up since the reading back began."""
    began = max((event.seq for event in s.view.events if event.kind == "phase"), default=0)
    return any(
        item.seq > began and item.event.side is s.side and item.move.kind == "summarise" for item in s.said
    )


def draft(s: Situation) -> list[Act]:
    """Confirm the draft."""
    if s.view.closing.drafted[s.side]:
        return []
    return [Act(m.Sign(step="draft"), "draft", {"count": len(s.view.ledger)}, ends=True)]


def vote(s: Situation) -> list[Act]:
    """The union calls the congress."""
    if s.side is not Side.UNION:
        return []
    rounds = len(s.view.closing.ballots) + 1
    return [_step("vote", _later(s.case.calendar.meeting, VOTE_AFTER * rounds))]


def sign(s: Situation) -> list[Act]:
    """Sign on the day after the vote."""
    if s.view.closing.signed[s.side] is not None:
        return []
    ballots = s.view.closing.ballots
    return [_step("sign", _later(ballots[-1].on if ballots else s.case.calendar.meeting, 1))]


def file(s: Situation) -> list[Act]:
    """The employer files on the day after the last signature: in time everywhere."""
    if s.side is not Side.EMPLOYER:
        return []
    days = [day for _, day in s.view.closing.signed.items() if day is not None]
    return [_step("file", _later(max(days, default=s.case.calendar.meeting), 1))]


def publish(s: Situation) -> list[Act]:
    """Make the agreement known on the day after it came into force."""
    start = s.view.closing.in_force or s.view.closing.filed or s.case.calendar.meeting
    return [_step("publish", _later(start, 1))]


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _step(step: str, day: str) -> Act:
    move = m.Sign.model_validate({"kind": "sign", "step": step, "on": day})
    return Act(move, step, {"day": a.day(day)}, ends=True)


PHASES: dict[PhaseKind, Callable[[Situation], list[Act]]] = {
    PhaseKind.PREPARE: prepare,
    PhaseKind.OPENING: opening,
    PhaseKind.CAUCUS: caucus,
    PhaseKind.MEDIATE: mediate,
    PhaseKind.WRAP: wrap,
    PhaseKind.DRAFT: draft,
    PhaseKind.VOTE: vote,
    PhaseKind.SIGN: sign,
    PhaseKind.FILE: file,
    PhaseKind.PUBLISH: publish,
}
"""What is done in each kind of phase outside the bargaining."""
