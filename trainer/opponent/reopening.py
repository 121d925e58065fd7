"""Bargaining again: after a vote that failed, or when differences were to be mediated."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from cases import moves as m
from cases.brief import Segment
from cases.sides import Side
from cases.terms import Value
from trainer.opponent import acts as a
from trainer.opponent.acts import Act
from trainer.opponent.planner import opening_value
from trainer.opponent.situation import Situation
from trainer.table.offer_rules import broken_rule
from trainer.table.state import Status

V = TypeVar("V")

STEP = Decimal("0.25")
"""Share of the way to its opening value that the union asks for again on the issue that failed the vote."""


def again(s: Situation) -> list[Act]:
    """Moves that open closed issues again, if this is the time for it; empty otherwise."""
    if not s.restarted or "reopen" not in s.view.kinds:
        return []
    disputed = [line.id for line in s.view.lines if line.status is Status.DISPUTED]
    if disputed:
        places = {"issue": a.names(s, disputed)}
        return [Act(m.Reopen(issue=name), "reopen_disputed", places) for name in disputed[:1]] + [
            Act(m.Reopen(issue=name), "reopen_also", {"issue": a.name(s, name)}) for name in disputed[1:]
        ]
    failed = bool(s.view.closing.ballots) and not s.view.closing.ballots[-1].passed
    if not failed or s.open:
        return []
    return _after_vote(s) if s.side is Side.UNION else [Act(m.Probe(target="reason"), "which_term_failed")]


def _after_vote(s: Situation) -> list[Act]:
    """Reopen the issue that the least content segment cares for most, and ask for a little more on it."""
    for segment in sorted(s.brief.segments, key=lambda item: _content(s, item)):
        for care in sorted(segment.cares, key=lambda item: -item.weight):
            value = _more(s, care.issue)
            if value is not None:
                return _ask_again(s, care.issue, value, segment)
    return [Act(m.Speech(), "nothing_to_reopen")]


def _content(s: Situation, segment: Segment) -> Decimal:
    """What the segment got less what it expected."""
    whole = sum((care.weight for care in segment.cares), Decimal(0))
    got = sum(
        (care.weight * s.issues[care.issue].union_share(s.settled[care.issue]) for care in segment.cares),
        Decimal(0),
    )
    return got / whole - segment.expectation


def _more(s: Situation, name: str) -> Value | None:
    """A somewhat better value than the agreed one, or ``None`` at the top."""
    agreed, best = s.view.ledger.get(name), opening_value(s, name)
    issue = s.issues[name]
    if agreed is None or issue.better_for(s.side, best, agreed) <= 0:
        return None
    if isinstance(agreed, dict) and isinstance(best, dict):
        return {grade: _step(s.numbers(name, grade), number, best[grade]) for grade, number in agreed.items()}
    value = _step(s.prefs.ladder(name), agreed, best)
    return None if value == agreed or broken_rule(issue, value) is not None else value


def _step(ladder: Sequence[V], agreed: V, best: V) -> V:
    """A quarter of the rungs between the agreed and the best value, at least one."""
    if agreed not in ladder or best not in ladder:
        return agreed
    now, top = ladder.index(agreed), ladder.index(best)
    return ladder[now - max(int((now - top) * STEP), 1)] if now > top else agreed


def _ask_again(s: Situation, name: str, value: Value, segment: Segment) -> list[Act]:
    """Reopen, put the better value, and say that the rest of the same bundle stands as agreed."""
    line = s.view.line(name)
    others = {
        other.id: other.agreed
        for other in s.view.lines
        if line.bundle is not None
        and other.bundle == line.bundle
        and other.id != name
        and other.agreed is not None
    }
    places = {"issue": a.name(s, name), "term": a.term(s, name, value), "segment": segment.name}
    cause = segment.name.zh
    made = [Act(m.Reopen(issue=name, cause=cause), "reopen", places)]
    if others:
        move: m.Move = m.Package(terms={name: value, **others}, all_or_nothing=False)
        return [*made, Act(move, "ask_again_bundle", places)]
    return [*made, Act(m.Propose(issue=name, value=value), "ask_again", places)]
