"""When to say yes: AC_combi of Baarslag, Hindriks and Jonker (2013), for whole offers and for single issues.

Accept what is at least as good as what one is about to ask for; and, when hardly any time is left,
whatever is no worse than the least one would settle for. The mandate holds either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases.terms import Value
from trainer.opponent.mandate import may_settle
from trainer.opponent.planner import worth_of
from trainer.opponent.situation import Situation
from trainer.table.state import Offer, Status

LATE = Decimal("0.92")
"""Share of the time from which anything above the floor is taken."""


@dataclass(frozen=True, slots=True)
class Yes:
    """Something of the other side's to be accepted: an offer by number, or positions by issue."""

    terms: Mapping[str, Value]
    offer: Offer | None = None


def open_terms(s: Situation, offer: Offer) -> dict[str, Value] | None:
    """What accepting the offer would settle, every grade named; ``None`` if it no longer fits the ledger."""
    found: dict[str, Value] = {}
    for name, value in offer.everything.items():
        line = s.view.line(name)
        if line.status in {Status.DROPPED, Status.DISPUTED}:
            return None
        if line.status is Status.TENTATIVE:
            if line.agreed != value:
                return None
            continue
        found[name] = s.full(name, value)
    return found


def good_offer(s: Situation, plan: Mapping[str, Value], floor: Fraction, t: Decimal) -> Yes | None:
    """The best standing offer of the other side that should be accepted, if there is one."""
    found: list[tuple[Fraction, int, Yes]] = []
    for offer in s.standing(s.side.other):
        terms = open_terms(s, offer)
        if not terms or not may_settle(s, terms):
            continue
        asked = {name: plan[name] for name in terms if name in plan}
        gain = worth_of(s, terms) - worth_of(s, asked)
        whole = s.prefs.utility({**s.settled, **plan, **terms})
        if gain >= 0 or (t >= LATE and whole >= floor):
            found.append((gain, offer.seq, Yes(terms, offer)))
    return max(found, key=lambda row: row[:2])[2] if found else None


def promised(s: Situation, settled: set[str]) -> set[str]:
    """Issues on which the other side's word may change once ``settled`` are agreed: it promised so."""
    return {
        name
        for offer in s.standing(s.side.other)
        if offer.kind == "conditional_offer" and settled & set(offer.condition)
        for name in offer.terms
    }


def good_positions(
    s: Situation, plan: Mapping[str, Value], taken: Mapping[str, Value], floor: Fraction, t: Decimal
) -> dict[str, Value]:
    """Single positions of the other side to accept: those that meet the plan; late, all if they will do."""
    offered = {
        name: value
        for name in s.open
        if name not in taken and (value := s.firm(name, s.side.other)) is not None
    }
    every = {**taken, **offered}
    enough = s.prefs.utility({**s.settled, **every}) >= floor and set(every) >= set(s.open)
    late = t >= LATE and enough and may_settle(s, every)
    moving = promised(s, set(offered))
    good: dict[str, Value] = {}
    for name in sorted(offered, key=lambda name: name not in moving):
        value = offered[name]
        meets = name in plan and s.prefs.worth(name, value) >= s.prefs.worth(name, plan[name])
        fits = may_settle(s, {**taken, **good, name: value})
        if (late or (meets and fits)) and name not in promised(s, {*taken, *good}):
            good[name] = value
    return good
