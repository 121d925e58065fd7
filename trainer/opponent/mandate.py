"""What the mandate allows: nothing that this side has on the table may, taken together, go beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cases.terms import Terms, Value
from trainer.opponent.planner import opening_value
from trainer.opponent.situation import Situation


def worst(s: Situation, name: str, values: Iterable[Value]) -> Value:
    """The value among ``values`` that is worth least to this side."""
    return min(values, key=lambda value: s.prefs.worth(name, value))


def exposure(s: Situation, new: Terms, dropped: Iterable[int] = ()) -> dict[str, Value]:
    """The worst settlement that the other side could bring about by accepting what this side offers.

    What is agreed stays; on every open issue the worst of the own firm word, of each own package or condition
    still standing (offers numbered in ``dropped`` no longer count) and of the ``new`` terms.
    """
    found: dict[str, list[Value]] = {}
    for name in s.open:
        firm = s.firm(name, s.side)
        found[name] = [firm if firm is not None else opening_value(s, name)]
    for offer in s.standing(s.side):
        if offer.seq in dropped:
            continue
        for name, value in offer.everything.items():
            if name in found:
                found[name].append(s.full(name, value))
    for name, value in new.items():
        if name in found:
            found[name].append(s.full(name, value))
    return {**s.settled, **{name: worst(s, name, values) for name, values in found.items()}}


def superseded(s: Situation, names: Iterable[str]) -> tuple[int, ...]:
    """Own offers that a new package on ``names`` would take the place of."""
    touched = set(names)
    return tuple(offer.seq for offer in s.standing(s.side) if touched & set(offer.everything))


def may_offer(s: Situation, new: Terms, dropped: Iterable[int] = ()) -> bool:
    """Whether this side may put ``new`` on the table on top of what it has there."""
    if any(not s.prefs.allows(name, value) for name, value in new.items()):
        return False
    terms = exposure(s, new, dropped)
    return s.prefs.utility(terms) >= s.prefs.reservation and s.budget_left(terms)


def may_settle(s: Situation, terms: Mapping[str, Value]) -> bool:
    """Whether this side may agree to ``terms``: within limits and budget, a good end still in reach."""
    if any(not s.prefs.allows(name, value) for name, value in terms.items()):
        return False
    after = {**exposure(s, {}), **terms}
    return s.prefs.utility(after) >= s.prefs.reservation and s.budget_left(after)
