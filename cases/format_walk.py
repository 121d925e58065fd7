"""Walk a format before it is used: dead phases, dead ends, phases nobody can leave, impossible clocks.

Works on the raw document like :mod:`cases.cross_check`, so that every fault shows in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cases.cross_check import Found, items, mapping
from cases.format import Floor, PhaseKind, Trigger
from cases.messages import message

LEADS_BY_TIME = frozenset({Trigger.TIME_UP.value})


def format_faults(data: Any) -> list[Found]:
    """Every fault of the format document's graph, seats and clock, with the path it stands at."""
    if not isinstance(data, Mapping):
        return []
    phases = items(data, "phases")
    ids = [str(phase.get("id")) for phase in phases]
    faults: list[Found] = []
    faults += _repeated_phases(ids)
    if data.get("start") not in ids:
        faults.append(
            (("start",), message("check.format.start", start=str(data.get("start")), known=tuple(ids)))
        )
    for at, phase in enumerate(phases):
        faults += _phase_faults(at, phase, ids, data)
    faults += _reach_faults(data, phases, ids)
    faults += _seat_faults(data)
    faults += _clock_faults(data, phases)
    return faults


def _repeated_phases(ids: list[str]) -> Iterator[Found]:
    for at, name in enumerate(ids):
        if name in ids[:at]:
            kind = message("check.kind.phase")
            yield ("phases", at, "id"), message("check.case.repeated", kind=kind, name=name)


def _phase_faults(
    at: int, phase: Mapping[str, Any], ids: list[str], data: Mapping[str, Any]
) -> Iterator[Found]:
    name, kind = str(phase.get("id")), phase.get("kind")
    leads = mapping(phase, "on")
    for trigger, goal in leads.items():
        if goal not in ids:
            yield (
                ("phases", at, "on", trigger),
                message("check.format.goal", phase=name, goal=str(goal), known=tuple(ids)),
            )
    if kind == PhaseKind.END.value:
        if leads:
            yield ("phases", at, "on"), message("check.format.end_leads", phase=name)
        return
    timed = bool(phase.get("seconds"))
    if not leads and kind != PhaseKind.CAUCUS.value:
        yield ("phases", at), message("check.format.dead_end", phase=name)
    ends_by_itself = {PhaseKind.CAUCUS.value, PhaseKind.SUSPENDED.value, PhaseKind.WRAP.value}
    if timed and Trigger.TIME_UP.value not in leads and kind not in ends_by_itself:
        yield ("phases", at, "seconds"), message("check.format.no_time_up", phase=name)
    if not timed and set(leads) == LEADS_BY_TIME:
        yield ("phases", at, "on"), message("check.format.never_up", phase=name)
    yield from _speaker_faults(at, phase, data, timed)


def _speaker_faults(
    at: int, phase: Mapping[str, Any], data: Mapping[str, Any], timed: bool
) -> Iterator[Found]:
    name = str(phase.get("id"))
    floor = phase.get("floor")
    if floor == Floor.NOBODY.value:
        if not timed:
            yield ("phases", at, "floor"), message("check.format.no_speaker", phase=name)
        return
    if not phase.get("moves"):
        yield ("phases", at), message("check.format.no_moves", phase=name)
    roles = phase.get("roles", ["chief", "rep"])
    seats = items(data, "seats")
    both: list[str | None] = ["union", "employer"]
    wanted: dict[str, list[str | None]] = {
        Floor.UNION.value: ["union"],
        Floor.EMPLOYER.value: ["employer"],
        Floor.CHAIR.value: [None],
    }
    sides = wanted.get(str(floor), both)
    for side in sides:
        if not any(seat.get("side") == side and seat.get("role") in roles for seat in seats):
            yield (
                ("phases", at, "floor"),
                message("check.format.missing_speaker", phase=name, floor=str(floor)),
            )


def _reach_faults(
    data: Mapping[str, Any], phases: list[Mapping[str, Any]], ids: list[str]
) -> Iterator[Found]:
    graph = {name: _goals(phase, phases) for name, phase in zip(ids, phases, strict=True)}
    seen = _closure({str(data.get("start"))}, graph)
    ends = {str(phase.get("id")) for phase in phases if phase.get("kind") == PhaseKind.END.value}
    if not ends:
        yield ("phases",), message("check.format.no_end")
    for at, name in enumerate(ids):
        if name not in seen:
            yield ("phases", at, "id"), message("check.format.unreachable", phase=name)
        elif ends and not (_closure({name}, graph) & ends):
            yield ("phases", at, "id"), message("check.format.no_way_out", phase=name)


def _goals(phase: Mapping[str, Any], phases: list[Mapping[str, Any]]) -> set[str]:
    """Phases one step away. A caucus leads back to every phase that can call it."""
    goals = {str(goal) for goal in mapping(phase, "on").values()}
    if phase.get("kind") in {PhaseKind.CAUCUS.value, PhaseKind.SUSPENDED.value}:
        name = phase.get("id")
        goals |= {str(other.get("id")) for other in phases if name in mapping(other, "on").values()}
    return goals


def _closure(start: set[str], graph: Mapping[str, set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        for goal in graph.get(todo.pop(), set()):
            if goal not in seen:
                seen.add(goal)
                todo.append(goal)
    return seen


def _seat_faults(data: Mapping[str, Any]) -> Iterator[Found]:
    seats = items(data, "seats")
    count = {side: [seat for seat in seats if seat.get("side") == side] for side in ("union", "employer")}
    for side, mine in count.items():
        chiefs = [seat for seat in mine if seat.get("role") == "chief"]
        if len(chiefs) != 1:
            yield (
                ("seats",),
                message("check.format.chief", side=message(f"common.side.{side}"), count=len(chiefs)),
            )
    if len(count["union"]) != len(count["employer"]):
        yield (
            ("seats",),
            message("check.format.unequal", union=len(count["union"]), employer=len(count["employer"])),
        )
    elif 0 < len(count["union"]) < 3:
        yield ("seats",), message("check.format.few", count=len(count["union"]))


def _clock_faults(data: Mapping[str, Any], phases: list[Mapping[str, Any]]) -> Iterator[Found]:
    clock = mapping(data, "clock")
    total = clock.get("total")
    if not isinstance(total, int) or total == 0:
        return
    counted = [
        phase
        for phase in phases
        if phase.get("counts", True) and isinstance(phase.get("seconds"), int) and phase.get("seconds")
    ]
    spent = sum(int(phase["seconds"]) for phase in counted if phase.get("kind") != PhaseKind.CAUCUS.value)
    if spent > total:
        yield ("clock", "total"), message("check.format.clock", spent=spent, total=total)
    talk = clock.get("talk_per_side")
    if isinstance(talk, int) and 2 * talk > total:
        yield ("clock", "talk_per_side"), message("check.format.talk", talk=talk, total=total)
    bargains = [phase for phase in phases if phase.get("kind") == PhaseKind.BARGAIN.value]
    longest = max((int(phase.get("seconds") or 0) for phase in bargains), default=0)
    for at, warning in enumerate(clock.get("warnings") or []):
        if longest and isinstance(warning, int) and warning >= longest:
            yield ("clock", "warnings", at), message("check.format.warning", warning=warning, longest=longest)
    caucus = mapping(data, "caucus")
    quota = caucus.get("per_side"), caucus.get("seconds")
    if isinstance(quota[0], int) and quota[0] > 0 and not quota[1]:
        yield ("caucus", "seconds"), message("check.format.caucus")
