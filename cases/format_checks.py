"""What a format's seats, clock, breaks and draw must satisfy: a part of :mod:`cases.format_walk`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from cases.cross_check import Found, items, mapping, texts, word
from cases.format import REPRESENTING, Floor, PhaseKind, Trigger
from cases.format_rules import COMMITTING
from cases.messages import Message, message
from cases.sides import SIDES, Side

Phases: TypeAlias = list[Mapping[str, Any]]

DEFAULT_ROLES = ("chief", "rep")

ADVISERS = frozenset({"expert", "official", "observer", "recorder", "mediator"})
"""Roles that can advise, answer or write, but bind nobody."""

LEAST_SEATS = 3
"""Representatives that each side has at least (Collective Contract Provisions, article 19)."""

LEAST_SHEETS = 3
"""Sheets needed to leave out the highest and the lowest and still have one."""


def room_faults(data: Mapping[str, Any], phases: Phases) -> Iterator[Found]:
    """Faults of the seats, the clock, the breaks, the panel and the draw."""
    yield from _seat_faults(data, phases)
    yield from _representation_faults(data)
    yield from _clock_faults(mapping(data, "clock"), phases)
    yield from _penalty_faults(data)
    yield from _caucus_faults(mapping(data, "caucus"), phases)
    yield from _event_faults(data, phases)
    for at, phase in enumerate(phases):
        yield from _vote_faults(at, phase, data)


def _number(data: Mapping[str, Any], key: str) -> int:
    """The whole number under ``key``; 0 where there is none."""
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _roles(phase: Mapping[str, Any]) -> tuple[str, ...]:
    return texts(phase, "roles") if "roles" in phase else DEFAULT_ROLES


def speaker_faults(at: int, phase: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    """Whether the phase's floor finds somebody who may speak, and something they may say."""
    name, floor, kind = str(phase.get("id")), word(phase, "floor"), word(phase, "kind")
    if kind == PhaseKind.END.value:
        return
    if floor == Floor.NOBODY.value:
        waits = phase.get("seconds") or phase.get("days") or kind == PhaseKind.SUSPENDED.value
        if not waits:
            yield ("phases", at, "floor"), message("check.format.no_speaker", phase=name)
        return
    if not phase.get("moves"):
        yield ("phases", at), message("check.format.no_moves", phase=name)
    seats = items(data, "seats")
    roles = _roles(phase)
    for number, role in enumerate(roles):
        if not any(word(seat, "role") == role for seat in seats):
            path = ("phases", at, "roles", number) if "roles" in phase else ("phases", at)
            yield path, message("check.format.role_seat", phase=name, role=_role(role))
    yield from _floor_faults(at, phase, [seat for seat in seats if word(seat, "role") in roles], data)


def _floor_faults(
    at: int, phase: Mapping[str, Any], speakers: list[Mapping[str, Any]], data: Mapping[str, Any]
) -> Iterator[Found]:
    name, floor = str(phase.get("id")), word(phase, "floor")
    here = ("phases", at, "floor")
    if floor in {Floor.UNION.value, Floor.EMPLOYER.value}:
        wanted = [floor]
    elif floor in {Floor.ALTERNATE.value, Floor.CALLER.value}:
        wanted = [str(party.get("id")) for party in items(data, "parties")] or list(SIDES)
    else:
        if floor in {Floor.OPEN.value, Floor.CHAIR.value} and not speakers:
            yield here, message("check.format.nobody", phase=name)
        return
    for side in wanted:
        if not any(side in (seat.get("side"), seat.get("party")) for seat in speakers):
            yield here, message("check.format.missing_speaker", phase=name, side=_party(side, data))


def _role(role: str) -> Message:
    return message("check.format.role_name", name=message(f"format.role.{role}"), id=role)


def _party(name: str, data: Mapping[str, Any]) -> Message | str:
    return message(f"common.side.{name}") if name in set(Side) and not items(data, "parties") else name


def _seat_faults(data: Mapping[str, Any], phases: Phases) -> Iterator[Found]:
    seats = items(data, "seats")
    ids = [str(seat.get("id")) for seat in seats]
    parties = [str(party.get("id")) for party in items(data, "parties")]
    for at, seat in enumerate(seats):
        name, party = ids[at], seat.get("party")
        if name in ids[:at]:
            kind = message("check.kind.seat")
            yield ("seats", at, "id"), message("check.case.repeated", kind=kind, name=name)
        if party is not None and party not in parties:
            yield (
                ("seats", at, "party"),
                message("check.format.party", seat=name, party=str(party), known=tuple(parties)),
            )
        represents = word(seat, "role") in REPRESENTING
        if represents and seat.get("side") is None and party is None:
            yield ("seats", at), message("check.format.homeless", seat=name)
        if word(seat, "role") in ADVISERS:
            yield from _adviser_faults(at, seat, phases)
    for at, phase in enumerate(phases):
        for number, task in enumerate(items(phase, "tasks")):
            if "owner" in task and task["owner"] not in ids:
                what = message("check.format.owner", task=str(task.get("id")), owner=str(task["owner"]))
                yield ("phases", at, "tasks", number, "owner"), what


def _adviser_faults(at: int, seat: Mapping[str, Any], phases: Phases) -> Iterator[Found]:
    """Seats that advise must not come to a place where they could bind a party."""
    own, binding = texts(seat, "may"), {group.value for group in COMMITTING}
    name, role = str(seat.get("id")), _role(word(seat, "role"))
    if set(own) & binding:
        yield ("seats", at, "may"), message("check.format.commits", seat=name, role=role)
        return
    if own:
        return
    for phase in phases:
        if word(seat, "role") in _roles(phase) and set(texts(phase, "moves")) & binding:
            what = message("check.format.commits_in", seat=name, role=role, phase=str(phase.get("id")))
            yield ("seats", at), what
            return


def _representation_faults(data: Mapping[str, Any]) -> Iterator[Found]:
    """One chief for each party; equal numbers and three at least between union and employer."""
    seats = [seat for seat in items(data, "seats") if word(seat, "role") in REPRESENTING]
    parties = [str(party.get("id")) for party in items(data, "parties")]
    field = "party" if parties else "side"
    for name in parties or list(SIDES):
        chiefs = [seat for seat in seats if seat.get(field) == name and word(seat, "role") == "chief"]
        if len(chiefs) != 1:
            what = message("check.format.chief", side=_party(str(name), data), count=len(chiefs))
            yield ("seats",), what
    if parties:
        return
    count = {
        side: sum(_number({"count": 1, **seat}, "count") for seat in seats if seat.get("side") == side)
        for side in SIDES
    }
    union, employer = count[Side.UNION], count[Side.EMPLOYER]
    if union != employer:
        yield ("seats",), message("check.format.unequal", union=union, employer=employer)
    elif 0 < union < LEAST_SEATS:
        yield ("seats",), message("check.format.few", count=union, least=LEAST_SEATS)


def _clock_faults(clock: Mapping[str, Any], phases: Phases) -> Iterator[Found]:
    total, talk, turn = (_number(clock, key) for key in ("total", "talk_per_side", "turn"))
    counted = [
        phase
        for phase in phases
        if phase.get("counts", True)
        and word(phase, "kind") not in {PhaseKind.CAUCUS.value, PhaseKind.END.value}
    ]
    spent = sum(_number(phase, "seconds") for phase in counted)
    open_ended = any(not phase.get("seconds") for phase in counted)
    if total and spent > total:
        yield ("clock", "total"), message("check.format.clock", spent=spent, total=total)
    if total and spent < total and not open_ended:
        yield ("clock", "total"), message("check.format.clock_idle", spent=spent, total=total)
    if total and 2 * talk > total:
        yield ("clock", "talk_per_side"), message("check.format.talk", talk=talk, total=total)
    longest = max((_number(phase, "seconds") for phase in phases), default=0)
    if longest and turn > longest:
        yield ("clock", "turn"), message("check.format.turn", turn=turn, longest=longest)
    warnings = clock.get("warnings")
    for at, warning in enumerate(warnings if isinstance(warnings, list) else []):
        if longest and isinstance(warning, int) and warning >= longest:
            yield ("clock", "warnings", at), message("check.format.warning", warning=warning, longest=longest)


def _penalty_faults(data: Mapping[str, Any]) -> Iterator[Found]:
    penalties = items(data, "penalties")
    offences = [word(penalty, "offence") for penalty in penalties]
    for at, offence in enumerate(offences):
        if offence in offences[:at]:
            kind = message("check.kind.penalty")
            yield (
                ("penalties", at, "offence"),
                message("check.case.repeated", kind=kind, name=offence),
            )
    if "overrun" in offences and mapping(data, "clock").get("overrun_block") == 0:
        yield ("clock", "overrun_block"), message("check.format.block")


def _caucus_faults(caucus: Mapping[str, Any], phases: Phases) -> Iterator[Found]:
    quota, length = _number(caucus, "per_side"), _number(caucus, "seconds")
    breaks = [at for at, phase in enumerate(phases) if word(phase, "kind") == PhaseKind.CAUCUS.value]
    called = Counter(str(mapping(phase, "on").get(Trigger.CAUCUS.value)) for phase in phases)
    if quota and not length:
        yield ("caucus", "seconds"), message("check.format.caucus")
    if quota and not breaks:
        yield ("caucus", "per_side"), message("check.format.caucus_phase")
    for at in breaks:
        name = str(phases[at].get("id"))
        if not called[name]:
            yield ("phases", at, "id"), message("check.format.caucus_uncalled", phase=name)
        if not quota:
            yield ("phases", at, "id"), message("check.format.caucus_quota", phase=name)
        seconds = _number(phases[at], "seconds")
        if quota and length and seconds != length:
            what = message("check.format.caucus_length", phase=name, seconds=seconds, rule=length)
            yield ("phases", at, "seconds"), what
        if quota and phases[at].get("counts", True) != caucus.get("counts_in_total", True):
            yield ("phases", at, "counts"), message("check.format.caucus_counts", phase=name)


def _event_faults(data: Mapping[str, Any], phases: Phases) -> Iterator[Found]:
    """Panel, draw and meetings."""
    panel, draw = mapping(data, "panel"), mapping(data, "draw")
    judges = panel.get("judges")
    drops = panel.get("aggregation") == "drop_high_low_mean"
    if drops and isinstance(judges, int) and judges < LEAST_SHEETS:
        yield ("panel", "judges"), message("check.format.panel", judges=judges, least=LEAST_SHEETS)
    teams, groups = _number({"teams": 2, **draw}, "teams"), _number({"groups": 1, **draw}, "groups")
    if teams < 2 * groups:
        yield ("draw", "groups"), message("check.format.draw", teams=teams, groups=groups)
    suspends = any(word(phase, "kind") == PhaseKind.SUSPENDED.value for phase in phases)
    if _number(data, "meetings") > 1 and not suspends:
        yield ("meetings",), message("check.format.meetings", meetings=_number(data, "meetings"))


def _vote_faults(at: int, phase: Mapping[str, Any], data: Mapping[str, Any]) -> Iterator[Found]:
    """Every vote says how it counts, and every count is of a vote."""
    name, kind, leads = str(phase.get("id")), word(phase, "kind"), mapping(phase, "on")
    approval, vote = mapping(data, "approval"), mapping(phase, "vote")
    if not vote:
        by_congress = kind == PhaseKind.VOTE.value and (
            approval.get("congress", True) or approval.get("firms_seal", False)
        )
        if Trigger.PASSED.value in leads and not by_congress:
            yield ("phases", at), message("check.format.uncounted", phase=name)
        return
    if Trigger.PASSED.value not in leads:
        yield ("phases", at, "vote"), message("check.format.vote_idle", phase=name)
    parties = [str(party.get("id")) for party in items(data, "parties")] or list(SIDES)
    if vote.get("party") is not None and vote["party"] not in parties:
        what = message("check.format.voters", phase=name, party=str(vote["party"]), known=tuple(parties))
        yield ("phases", at, "vote", "party"), what
    for field in ("quorum", "carried"):
        part, _, whole = word(vote, field).partition("/")
        if part.isdecimal() and whole.isdecimal() and int(part) > int(whole):
            what = message("check.format.share", field=field, share=f"{part}/{whole}")
            yield ("phases", at, "vote", field), what
