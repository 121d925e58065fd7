"""In which form to put a plan on the table: word by word, as a package, on a condition, as the last word."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cases import moves as m
from cases.messages import Param
from cases.terms import Value
from trainer.opponent import acts as a
from trainer.opponent.acts import Act
from trainer.opponent.mandate import may_offer, superseded
from trainer.opponent.model import OtherSide, side_share
from trainer.opponent.reasons import fresh_argument
from trainer.opponent.situation import Situation
from trainer.table.offer_rules import duty_rule

SINGLES = 2
"""Positions changed one by one in a speech."""
REACH = Fraction(2, 5)
"""Share of the ladder that a condition may ask the other side to move."""
OPEN_LEVEL = 2
"""Above this level a persona that keeps its counsel does not name its weightiest issues first."""
LATE = Decimal("0.8")
"""Share of the time from which everything left is put together."""


def first_word(s: Situation, plan: Mapping[str, Value]) -> list[Act]:
    """The first statement of positions: every issue on which nothing was said yet."""
    fresh = {name: value for name, value in plan.items() if s.mine(name) is None}
    lead = max(fresh, key=s.prefs.weight)
    argument = fresh_argument(s, lead)
    reason = argument.id if argument is not None else None
    if len(fresh) == 1:
        move: m.Move = m.Propose(issue=lead, value=fresh[lead], argument=reason)
        return [Act(move, "propose", {"term": a.term(s, lead, fresh[lead])}, argument=reason)]
    move = m.Package(terms=fresh, all_or_nothing=False, argument=reason)
    rest = len(fresh) - 4
    says = "first" if rest <= 0 else "first_many"
    secret = s.persona.level > OPEN_LEVEL and not s.persona.tells
    shown = a.terms(s, dict(list(fresh.items())[:4]) if secret else fresh)
    places: dict[str, Param] = {"terms": shown, "rest": rest, "count": len(fresh)}
    return [Act(move, says, places, argument=reason)]


def offer(s: Situation, plan: Mapping[str, Value], other: OtherSide, t: Decimal) -> list[Act]:
    """The plan as one or two moves; empty if it changes nothing that this side already said."""
    met = met_halfway(s, plan)
    if met:
        return [_confirm(s, met)]
    changed = {name: value for name, value in plan.items() if value != s.mine(name)}
    changed = changed or _tied_up(s, plan)
    given = {name: value for name, value in changed.items() if not _harder(s, name, value)}
    if not given:
        return []
    if t >= max(s.persona.final, LATE) and not s.view.finals[s.side] and may_offer(s, plan, s_all(s, plan)):
        return [_final(s, plan)]
    conditional = _conditional(s, plan, given, other, t)
    if conditional is not None:
        return [conditional]
    package = _package(s, plan, changed, t)
    if package is not None:
        return [package]
    return _singles(s, given, other)


def _harder(s: Situation, name: str, value: Value) -> bool:
    """Whether the value takes back something this side has said, if only in a package."""
    mine = s.mine(name)
    return mine is not None and s.issues[name].better_for(s.side, value, mine) > 0


def met_halfway(s: Situation, plan: Mapping[str, Value]) -> dict[str, Value]:
    """Values that both sides have named, this one only inside a package: to be said plainly."""
    same = {
        name: value
        for name, value in plan.items()
        if value == s.theirs(name) and value == s.mine(name) and value != s.firm(name, s.side)
    }
    return same if may_offer(s, same) else {}


def _confirm(s: Situation, met: Mapping[str, Value]) -> Act:
    places: dict[str, Param] = {"terms": a.terms(s, met, 6), "count": len(met)}
    if len(met) == 1:
        name, value = next(iter(met.items()))
        return Act(m.Propose(issue=name, value=value), "confirm", places)
    return Act(m.Package(terms=dict(met), all_or_nothing=False), "confirm", places)


def _tied_up(s: Situation, plan: Mapping[str, Value]) -> dict[str, Value]:
    """Planned values that were only named in offers which no longer stand."""
    standing = {name for offer in s.standing(s.side) for name in offer.everything}
    return {
        name: value for name, value in plan.items() if value != s.firm(name, s.side) and name not in standing
    }


def _just_did(s: Situation, kind: str) -> bool:
    """Whether the last own speech held a move of this kind."""
    return bool(s.own_speeches) and any(item.move.kind == kind for item in s.own_speeches[-1].said)


def s_all(s: Situation, plan: Mapping[str, Value]) -> tuple[int, ...]:
    """Own offers that go when everything is put on the table anew (one issue alone supersedes nothing)."""
    return superseded(s, plan) if len(plan) > 1 else ()


def _final(s: Situation, plan: Mapping[str, Value]) -> Act:
    lead = max(plan, key=s.prefs.weight)
    argument = fresh_argument(s, lead)
    reason = argument.id if argument is not None else None
    move = m.FinalOffer(terms=dict(plan), argument=reason)
    return Act(move, "final", {"terms": a.terms(s, plan)}, argument=reason, next="final_door")


def _conditional(
    s: Situation, plan: Mapping[str, Value], changed: Mapping[str, Value], other: OtherSide, t: Decimal
) -> Act | None:
    """Give what is cheap here and dear there, for what is dear here: one issue against another."""
    early = len(s.own_speeches) < 2 or _just_did(s, "conditional_offer")
    if t >= LATE or early or not s.chance.happens("condition", s.persona.trades):
        return None
    gives = sorted(changed, key=lambda name: (-_exchange(s, other, name, changed[name]), name))
    near = [name for name in plan if _lacks(s, name, plan[name]) and _in_reach(s, name, plan[name])]
    wants = sorted(near, key=lambda name: -s.prefs.weight(name))
    for give in gives:
        for want in wants:
            if want != give and _fits(s, {want: plan[want]}, {give: plan[give]}):
                return _condition_act(s, (want, plan[want]), (give, plan[give]))
    return None


def _exchange(s: Situation, other: OtherSide, name: str, value: Value) -> Fraction:
    """What a step brings the other side for each unit it costs here."""
    mine = s.mine(name)
    if mine is None:
        return Fraction(0)
    cost = s.prefs.part_worth(name, mine) - s.prefs.part_worth(name, value)
    gain = other.weights[name] * (other.worth(name, value) - other.worth(name, mine))
    return gain / (cost + Fraction(1, 1000))


def _lacks(s: Situation, name: str, value: Value) -> bool:
    """Whether the other side's word on the issue falls short of ``value``."""
    theirs = s.theirs(name)
    return theirs is not None and s.issues[name].better_for(s.side, value, theirs) > 0


def _in_reach(s: Situation, name: str, value: Value) -> bool:
    """Whether asking for ``value`` is worth the breath: no more than a good part of the ladder away."""
    theirs = s.theirs(name)
    if theirs is None:
        return False
    gap = side_share(s.issues[name], s.side, value) - side_share(s.issues[name], s.side, theirs)
    return gap <= REACH


def _fits(s: Situation, condition: Mapping[str, Value], terms: Mapping[str, Value]) -> bool:
    both = {**condition, **terms}
    if any(duty_rule(s.issues[name], value) is not None for name, value in both.items()):
        return False
    gone = superseded(s, both)
    return may_offer(s, both, gone)


def _condition_act(s: Situation, want: tuple[str, Value], give: tuple[str, Value]) -> Act:
    argument = fresh_argument(s, want[0])
    reason = argument.id if argument is not None else None
    move = m.ConditionalOffer(condition=dict([want]), terms=dict([give]), argument=reason)
    places = {"condition": a.brief(s, *want), "term": a.brief(s, *give)}
    return Act(move, "conditional", places, argument=reason, next="ask_view")


def _package(s: Situation, plan: Mapping[str, Value], changed: Mapping[str, Value], t: Decimal) -> Act | None:
    """Everything left in one offer: as a whole while trading, word by word when time is short."""
    if len(plan) < 2:
        return None
    late = t >= LATE
    several = len(changed) > SINGLES and not _just_did(s, "package")
    several = several and s.chance.happens("package", s.persona.trades)
    if not late and not several:
        return None
    if not may_offer(s, plan, superseded(s, plan) if not late else ()):
        return None
    lead = max(changed, key=s.prefs.weight)
    argument = fresh_argument(s, lead)
    reason = argument.id if argument is not None else None
    move = m.Package(terms=dict(plan), all_or_nothing=not late, argument=reason)
    says = "package_late" if late else "package"
    places: dict[str, Param] = {"terms": a.terms(s, changed, 5), "count": len(plan)}
    return Act(move, says, places, argument=reason, next="ask_view")


def _singles(s: Situation, changed: Mapping[str, Value], other: OtherSide) -> list[Act]:
    """The changes that please the other side most for what they cost, one by one."""
    ranked = sorted(changed, key=lambda name: (-_exchange(s, other, name, changed[name]), name))
    made: list[Act] = []
    given: dict[str, Value] = {}
    for name in ranked:
        if len(made) < SINGLES and may_offer(s, {**given, name: changed[name]}):
            given[name] = changed[name]
            made.append(_single(s, name, changed[name], with_reason=not made))
    return made


def _single(s: Situation, name: str, value: Value, *, with_reason: bool) -> Act:
    argument = fresh_argument(s, name) if with_reason else None
    reason = argument.id if argument is not None else None
    mine, theirs = s.mine(name), s.theirs(name)
    places = {"term": a.term(s, name, value), "value": a.value(s, name, value), "issue": a.name(s, name)}
    if mine is not None:
        move: m.Move = m.Concede(issue=name, value=value, argument=reason)
        return Act(
            move, "concede", places, argument=reason, next="ask_move", next_places={"issue": a.name(s, name)}
        )
    if theirs is not None:
        places["theirs"] = a.brief(s, name, theirs)
        return Act(m.Counter(issue=name, value=value, argument=reason), "counter", places, argument=reason)
    return Act(m.Propose(issue=name, value=value, argument=reason), "propose", places, argument=reason)
