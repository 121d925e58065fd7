"""Walk a format before it is used: dead phases, dead ends, triggers that never fire, ways round a vote.

Works on the raw document like :mod:`cases.cross_check`, so that every fault shows in one pass, and
steps over whatever is malformed (the schema complains of that). Seats, clock and breaks are checked by
:mod:`cases.format_checks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from cases.cross_check import Found, items, mapping, texts
from cases.format import MoveGroup, PhaseKind, Trigger
from cases.format_checks import room_faults, speaker_faults
from cases.format_rules import AT_ONCE, AWAY, FIRED_BY, POSSIBLE, REQUIRED
from cases.messages import Message, message

Phases: TypeAlias = list[Mapping[str, Any]]
Graph: TypeAlias = Mapping[str, set[str]]

AGREEMENT = "agreement"
"""The outcome that an end phase of a concluded agreement carries."""


_RETURNS = (Trigger.RESUME.value, Trigger.TIME_UP.value)


def format_faults(data: Any) -> list[Found]:
    """Every fault of the format document's graph, seats and clock, with the path it stands at."""
    if not isinstance(data, Mapping):
        return []
    phases = items(data, "phases")
    ids = [str(phase.get("id")) for phase in phases]
    faults: list[Found] = []
    faults += _repeated_phases(ids)
    if "start" in data and data["start"] not in ids:
        start = message("check.format.start", start=str(data["start"]), known=tuple(ids))
        faults.append((("start",), start))
    for at, phase in enumerate(phases):
        faults += _lead_faults(at, phase, ids)
        faults += _time_faults(at, phase)
        faults += _trigger_faults(at, phase)
        faults += speaker_faults(at, phase, data)
    faults += _caucus_goal_faults(phases)
    faults += _reach_faults(data, phases, ids)
    faults += _circle_faults(phases)
    faults += _approval_faults(data, phases)
    faults += room_faults(data, phases)
    return faults


def kind_of(phase: Mapping[str, Any]) -> PhaseKind | None:
    """The phase's kind; ``None`` where the file names none there is."""
    kind = phase.get("kind")
    return PhaseKind(kind) if isinstance(kind, str) and kind in set(PhaseKind) else None


def kind_name(kind: PhaseKind) -> Message:
    """The kind as people call it."""
    return message(f"format.kind.{kind}")


def trigger_name(trigger: Trigger) -> Message:
    """The trigger as people call it, with its name in files."""
    return message("check.format.trigger_name", name=message(f"format.trigger.{trigger}"), id=trigger.value)


def _repeated_phases(ids: list[str]) -> Iterator[Found]:
    for at, name in enumerate(ids):
        if name in ids[:at]:
            kind = message("check.kind.phase")
            yield ("phases", at, "id"), message("check.case.repeated", kind=kind, name=name)


def _lead_faults(at: int, phase: Mapping[str, Any], ids: list[str]) -> Iterator[Found]:
    name, kind, leads = str(phase.get("id")), kind_of(phase), mapping(phase, "on")
    for trigger, goal in leads.items():
        if goal not in ids:
            what = message("check.format.goal", phase=name, goal=str(goal), known=tuple(ids))
            yield ("phases", at, "on", trigger), what
    if kind is PhaseKind.END:
        if leads:
            yield ("phases", at, "on"), message("check.format.end_leads", phase=name)
        if not phase.get("outcome"):
            yield ("phases", at), message("check.format.outcome", phase=name)
        return
    if not leads and kind not in AWAY:
        yield ("phases", at), message("check.format.dead_end", phase=name)
    if phase.get("outcome"):
        yield ("phases", at, "outcome"), message("check.format.outcome_early", phase=name)


def _time_faults(at: int, phase: Mapping[str, Any]) -> Iterator[Found]:
    """Time limits say where they lead; a break goes back by itself, and summing up ends in differences."""
    name, kind = str(phase.get("id")), kind_of(phase)
    up = Trigger.TIME_UP.value in mapping(phase, "on")
    field = next((field for field in ("seconds", "days") if phase.get(field)), None)
    if kind is PhaseKind.END:
        if field is not None:
            yield ("phases", at, field), message("check.format.end_timed", phase=name)
    elif field is None and up:
        yield ("phases", at, "on", Trigger.TIME_UP.value), message("check.format.never_up", phase=name)
    elif field is not None and not up and kind not in AWAY | {PhaseKind.WRAP}:
        yield ("phases", at, field), message("check.format.no_time_up", phase=name)


def _trigger_faults(at: int, phase: Mapping[str, Any]) -> Iterator[Found]:
    """Triggers that this kind never fires, that no allowed move fires, and ways out that are missing."""
    name, kind, leads = str(phase.get("id")), kind_of(phase), mapping(phase, "on")
    if kind is None or kind is PhaseKind.END:
        return
    known = set(Trigger)
    moves = {MoveGroup(group) for group in texts(phase, "moves") if group in set(MoveGroup)}
    for trigger in [Trigger(word) for word in leads if isinstance(word, str) and word in known]:
        here = ("phases", at, "on", trigger.value)
        if trigger not in POSSIBLE[kind]:
            yield (
                here,
                message(
                    "check.format.trigger_kind",
                    phase=name,
                    kind=kind_name(kind),
                    trigger=trigger_name(trigger),
                    known=tuple(option.value for option in Trigger if option in POSSIBLE[kind]),
                ),
            )
        elif trigger in FIRED_BY and moves and not moves & FIRED_BY[trigger]:
            groups = tuple(sorted(group.value for group in FIRED_BY[trigger]))
            what = message(
                "check.format.trigger_moves", phase=name, trigger=trigger_name(trigger), groups=groups
            )
            yield here, what
    for trigger in sorted(REQUIRED.get(kind, frozenset())):
        if leads and trigger.value not in leads:
            what = message(
                "check.format.needs", phase=name, kind=kind_name(kind), trigger=trigger_name(trigger)
            )
            yield ("phases", at, "on"), what


def _caucus_goal_faults(phases: Phases) -> Iterator[Found]:
    """Only ``caucus`` leads into a break, and it leads nowhere else: the way back depends on it."""
    breaks = {str(phase.get("id")) for phase in phases if kind_of(phase) is PhaseKind.CAUCUS}
    known = {str(phase.get("id")) for phase in phases}
    for at, phase in enumerate(phases):
        name = str(phase.get("id"))
        for trigger, goal in mapping(phase, "on").items():
            calls = trigger == Trigger.CAUCUS.value
            if name in breaks and trigger in _RETURNS:
                yield ("phases", at, "on", trigger), message("check.format.caucus_back", phase=name)
            elif str(goal) in known and calls != (str(goal) in breaks):
                what = message("check.format.caucus_goal", phase=name, goal=str(goal))
                yield ("phases", at, "on", trigger), what


def _reach_faults(data: Mapping[str, Any], phases: Phases, ids: list[str]) -> Iterator[Found]:
    graph = reach_graph(phases)
    seen = closure({str(data.get("start"))}, graph)
    ends = {str(phase.get("id")) for phase in phases if kind_of(phase) is PhaseKind.END}
    if phases and not ends:
        yield ("phases",), message("check.format.no_end")
    for at, name in enumerate(ids):
        if name not in seen:
            yield ("phases", at, "id"), message("check.format.unreachable", phase=name)
        elif ends and not (closure({name}, graph) & ends):
            yield ("phases", at, "id"), message("check.format.no_way_out", phase=name)


def _circle_faults(phases: Phases) -> Iterator[Found]:
    """Phases that pass one another on without anybody acting would never come to rest."""
    graph: dict[str, set[str]] = {}
    for phase in phases:
        kind = kind_of(phase)
        at_once = AT_ONCE.get(kind, frozenset()) if kind is not None else frozenset()
        goals = {str(goal) for trigger, goal in mapping(phase, "on").items() if trigger in at_once}
        graph.setdefault(str(phase.get("id")), set()).update(goals)
    for at, phase in enumerate(phases):
        name = str(phase.get("id"))
        if name in closure(graph[name], graph):
            yield ("phases", at, "on"), message("check.format.circle", phase=name)


def reach_graph(phases: Phases) -> dict[str, set[str]]:
    """Each phase's neighbours one step on. A break or suspension leads back to every phase that calls it."""
    graph: dict[str, set[str]] = {}
    for phase in phases:
        name = str(phase.get("id"))
        goals = {str(goal) for goal in mapping(phase, "on").values()}
        if kind_of(phase) in AWAY:
            goals |= {str(other.get("id")) for other in phases if name in mapping(other, "on").values()}
        graph.setdefault(name, set()).update(goals)
    return graph


def closure(start: set[str], graph: Graph, without: frozenset[str] = frozenset()) -> set[str]:
    """Every phase that can be reached from ``start`` without entering those in ``without``."""
    seen = start - without
    todo = list(seen)
    while todo:
        for goal in graph.get(todo.pop(), set()) - without:
            if goal not in seen:
                seen.add(goal)
                todo.append(goal)
    return seen


def _approval_faults(data: Mapping[str, Any], phases: Phases) -> Iterator[Found]:
    """The steps that the approval asks for exist, and no way to an agreement leads round them."""
    graph = reach_graph(phases)
    agreed = {str(phase.get("id")) for phase in phases if phase.get("outcome") == AGREEMENT}
    if not agreed:
        return
    for kind, field in _asked(mapping(data, "approval")):
        steps = frozenset(str(phase.get("id")) for phase in phases if kind_of(phase) is kind)
        path = ("approval", field) if field in mapping(data, "approval") else ("approval",)
        if not steps:
            yield path, message("check.format.step_missing", kind=kind_name(kind), field=f"approval.{field}")
        elif closure({str(data.get("start"))}, graph, steps) & agreed:
            yield path, message("check.format.step_skipped", kind=kind_name(kind), steps=tuple(sorted(steps)))
    signing = [at for at, phase in enumerate(phases) if kind_of(phase) is PhaseKind.SIGN]
    votes = frozenset(str(phase.get("id")) for phase in phases if kind_of(phase) is PhaseKind.VOTE)
    unvoted = closure({str(data.get("start"))}, graph, votes)
    for at in signing:
        name = str(phases[at].get("id"))
        if votes and name in unvoted:
            yield ("phases", at, "id"), message("check.format.sign_before_vote", phase=name)


def _asked(approval: Mapping[str, Any]) -> Iterator[tuple[PhaseKind, str]]:
    """The kinds of phase that the approval asks for, each with the field that does."""
    if approval.get("congress", True):
        yield PhaseKind.VOTE, "congress"
    elif approval.get("firms_seal", False):
        yield PhaseKind.VOTE, "firms_seal"
    if approval.get("filing", True):
        yield PhaseKind.FILE, "filing"
    if approval.get("publication", True):
        yield PhaseKind.PUBLISH, "publication"
