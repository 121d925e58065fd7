"""One turn at the bargaining table: answer, agree, move, ask. The order is that of good negotiators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from cases import moves as m
from cases.terms import Value
from trainer.opponent import acts as a
from trainer.opponent import talk
from trainer.opponent.acceptance import Yes, good_offer, good_positions
from trainer.opponent.acts import Act
from trainer.opponent.answers import answers
from trainer.opponent.aspiration import elapsed, floor_utility, held_back, own_level, time_target
from trainer.opponent.constituency import carried
from trainer.opponent.model import OtherSide
from trainer.opponent.offers import first_word, offer
from trainer.opponent.planner import Planner, opening_value
from trainer.opponent.reasons import fresh_argument
from trainer.opponent.reopening import again
from trainer.opponent.situation import Situation
from trainer.table.state import Offer

MOST_ACTS = 5
AFTER_FINAL = Decimal("0.9")
"""Share of the time from which even a final offer may give way."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What this turn aims at."""

    t: Decimal
    target: Fraction
    floor: Fraction
    plan: Mapping[str, Value]


def aim(s: Situation, other: OtherSide) -> Aim:
    """Target, floor and plan of this turn."""
    t = elapsed(s)
    top = s.prefs.utility({name: opening_value(s, name) for name in s.issues})
    floor = floor_utility(s, top)
    target = max(held_back(s, time_target(s.persona, t, top, floor), t), floor)
    if s.restarted and (level := own_level(s)) is not None:
        target = max(min(target, time_target(s.persona, t, level, floor)), floor)
    plan = carried(s, Planner(s, other), target)
    stay = {name: mine if (mine := s.mine(name)) is not None else opening_value(s, name) for name in s.open}
    return Aim(t, target, floor, plan.terms if plan is not None else stay)


def bargain(s: Situation) -> list[Act]:
    """The acts of one speech while terms can be put on the table."""
    other = OtherSide(s)
    now = aim(s, other)
    made = list(answers(s, now.t))
    if made and made[-1].ends:
        return made
    reopening = again(s)
    if reopening:
        return [*made, *reopening]
    new = not s.stated_all
    if new:
        made += _opening_words(s, now.plan)
    yes = _agree(s, now)
    made += yes
    done = _settled_by(s, yes)
    if done >= set(s.open):
        return made
    pause = talk.break_off(s, now.t)
    if pause is not None and not yes and not new:
        return [*made, pause]
    plan = {name: value for name, value in now.plan.items() if name not in done}
    moved = [] if new else _move(s, plan, other, now.t)
    if moved:
        return made + moved
    if new:
        return made + _first_question(s)
    return made + _words(s, other, now.t, len(made), done)


def _opening_words(s: Situation, plan: Mapping[str, Value]) -> list[Act]:
    """First positions, except where the other side already offers as much."""
    fresh = {name: value for name, value in plan.items() if s.mine(name) is None}
    return first_word(s, fresh) if fresh else []


def _agree(s: Situation, now: Aim) -> list[Act]:
    """Yes to an offer as a whole, to single positions, and the record of what both have said."""
    whole = good_offer(s, now.plan, now.floor, now.t)
    taken = dict(whole.terms) if whole is not None else {}
    return accept_acts(s, whole, good_positions(s, now.plan, taken, now.floor, now.t))


def accept_acts(s: Situation, whole: Yes | None, single: Mapping[str, Value]) -> list[Act]:
    """The moves that say yes to an offer and to single positions."""
    made = []
    if whole is not None and whole.offer is not None:
        made.append(_accept_offer(s, whole.offer, whole.terms))
    return made + [_accept_issue(s, name, value) for name, value in single.items()]


def _accept_offer(s: Situation, standing: Offer, terms: Mapping[str, Value]) -> Act:
    return Act(
        m.Accept(refs=standing.seq), "accept_offer", {"terms": a.terms(s, terms), "refs": standing.seq}
    )


def _accept_issue(s: Situation, name: str, value: Value) -> Act:
    places = {"term": a.brief(s, name, value), "value": a.value(s, name, value), "issue": a.name(s, name)}
    if s.firm(name, s.side) == value:
        return Act(m.TentativeAgreement(issue=name), "agree", places)
    return Act(m.Accept(issue=name), "accept_issue", places)


def _settled_by(s: Situation, acts: Iterable[Act]) -> set[str]:
    """Issues that the acts would settle."""
    found: set[str] = set()
    for act in acts:
        move = act.move
        if isinstance(move, m.TentativeAgreement | m.Accept) and move.issue is not None:
            found.add(move.issue)
        elif isinstance(move, m.Accept):
            found |= {name for offer in s.view.offers if offer.seq == move.refs for name in offer.everything}
    return found


def _move(s: Situation, plan: Mapping[str, Value], other: OtherSide, t: Decimal) -> list[Act]:
    """A new offer, unless the last word has been said; a firm no to what can never be."""
    if s.view.finals[s.side] and t < AFTER_FINAL:
        return []
    made = offer(s, plan, other, t)
    return made if made else _refuse(s)


def _refuse(s: Situation) -> list[Act]:
    """No, with a reason, to a fresh demand beyond the mandate; said once for each value."""
    for item in reversed(s.heard):
        move = item.move
        if not isinstance(move, m.Propose | m.Counter | m.Concede) or move.issue not in s.open:
            continue
        value = s.theirs(move.issue)
        if value is None or s.prefs.allows(move.issue, value):
            continue
        argument = fresh_argument(s, move.issue)
        if argument is None:
            continue
        basis = "fairness" if s.side.value == "union" else "cost"
        no = m.Reject.model_validate(
            {"kind": "reject", "issue": move.issue, "basis": basis, "argument": argument.id}
        )
        mine = s.mine(move.issue)
        places = {
            "theirs": a.brief(s, move.issue, value),
            "theirs_value": a.value(s, move.issue, value),
            "issue": a.name(s, move.issue),
            "value": a.value(s, move.issue, mine if mine is not None else value),
        }
        return [Act(no, "reject_issue", places, argument=argument.id)]
    return []


def _first_question(s: Situation) -> list[Act]:
    """Papers asked for with the first statement."""
    asked = talk.request(s) if len(s.own_speeches) < 2 else None
    return [asked] if asked is not None else []


def _words(s: Situation, other: OtherSide, t: Decimal, count: int, done: set[str]) -> list[Act]:
    """Questions and reasons that go with the speech, or make it up if nothing else does.

    ``done`` are issues that the speech has just settled: nothing more is said about them, and no summary is
    given, because they are not in the ledger yet.
    """
    if count >= MOST_ACTS - 1:
        return []
    room = 1 if count else 2
    found: list[Act] = []
    for act in talk.talk(s, other, t):
        stale = (act.move.kind == "summarise" and count) or getattr(act.move, "issue", None) in done
        if not stale and act.move.kind not in {known.move.kind for known in found}:
            found.append(act)
        if len(found) == room or act.move.kind == "close_talks":
            break
    return found


def finished(s: Situation, acts: list[Act]) -> list[Act]:
    """The speech as it may be made: only kinds possible now, nothing after what can end the phase."""
    possible = [act for act in acts if act.move.kind in s.view.kinds]
    kept: list[Act] = []
    for act in possible:
        kept.append(act)
        if act.ends or (s.open and _settled_by(s, kept) >= set(s.open)):
            break
    return [
        replace(act, move=act.move.model_copy(update={"hold": act.holds or place < len(kept) - 1}))
        for place, act in enumerate(kept)
    ]
