"""The people behind the union's chief: a plan that the congress would vote down is no plan."""

from __future__ import annotations

from fractions import Fraction

from cases.sides import Side
from cases.terms import Terms
from trainer.opponent.planner import Plan, Planner
from trainer.opponent.situation import Situation
from trainer.table.congress import count_votes

STEP = Fraction(1, 50)
"""How much more is asked for each time a plan would fail the vote."""
TRIES = 6


def would_pass(s: Situation, terms: Terms) -> bool:
    """Whether more than half of all delegates would vote for ``terms``, as the union's own brief has it."""
    if s.side is not Side.UNION:
        return True
    counts = count_votes(s.issues, s.brief.segments, terms, s.view.reports)
    delegates = sum(count.delegates for count in counts)
    return not delegates or 2 * sum(count.yes for count in counts) > delegates


def carried(s: Situation, planner: Planner, target: Fraction) -> Plan | None:
    """The plan for a target; for the union one that would pass the vote, if there is one a little dearer."""
    best = planner.best()
    first = planner.plan(min(target, best))
    plan, wanted = first, target
    for _ in range(TRIES):
        if plan is None or would_pass(s, {**s.settled, **plan.terms}):
            return plan if plan is not None else first
        wanted += STEP
        plan = planner.plan(min(wanted, best))
    return first
