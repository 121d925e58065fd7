from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.format import (
    Approval,
    CaucusRule,
    Clock,
    Deadlines,
    Draw,
    Floor,
    Format,
    MoveGroup,
    Panel,
    PartyRule,
    Penalty,
    Phase,
    PhaseKind,
    SeatRule,
    Task,
    Trigger,
    VoteRule,
)
from cases.format_rules import POSSIBLE, REQUIRED
from cases.format_walk import closure, format_faults, reach_graph
from cases.reading import read_text, read_yaml
from cases.sides import SIDES
from cases.validation import validate

ROOT = Path(__file__).parents[2]
LIBRARY = {path.stem: path for path in sorted((ROOT / "cases/data/formats").glob("*.yaml"))}
SAMPLES = {path.stem: path for path in sorted((ROOT / "tests/data/formats").glob("*.yaml"))}
EVERY = {**LIBRARY, **SAMPLES}

Data = dict[str, Any]


def data_of(name: str) -> Data:
    data = read_yaml(EVERY[name]).data
    assert isinstance(data, dict)
    return copy.deepcopy(data)


def form_of(name: str) -> Format:
    form, problems = validate(read_yaml(EVERY[name]), Format, [format_faults])
    assert problems == []
    assert form is not None
    return form


def found(data: Data) -> set[tuple[tuple[str | int, ...], str]]:
    return {(path, what.key.removeprefix("check.")) for path, what in format_faults(data)}


def place(data: Data, phase: str) -> int:
    return next(at for at, entry in enumerate(data["phases"]) if entry["id"] == phase)


def phase_of(data: Data, phase: str) -> Data:
    entry = data["phases"][place(data, phase)]
    assert isinstance(entry, dict)
    return entry


# The library


def test_the_library_holds_the_formats_that_cases_name() -> None:
    assert {"cn-univ-national", "cn-union-district", "huinong", "sectoral", "solo-15"} <= set(LIBRARY)


@pytest.mark.parametrize("name", EVERY)
def test_every_format_is_valid_and_walks_clean(name: str) -> None:
    assert form_of(name).id == name


@pytest.mark.parametrize("name", LIBRARY)
def test_library_formats_are_run_by_the_two_sided_table(name: str) -> None:
    form = form_of(name)
    assert form.two_sided
    assert [form.chief(side).role for side in SIDES] == ["chief", "chief"]


@pytest.mark.parametrize(
    ("name", "minutes", "seats"),
    [
        ("cn-univ-national", 45, 4),
        ("cn-union-district", 45, 4),
        ("huinong", 40, 5),
        ("sectoral", 60, 5),
        ("solo-15", 15, 4),
    ],
)
def test_minutes_and_seats(name: str, minutes: int, seats: int) -> None:
    form = form_of(name)
    counted = [phase for phase in form.phases if phase.counts and phase.kind is not PhaseKind.CAUCUS]
    assert sum(phase.seconds for phase in counted) == form.clock.total == minutes * 60
    for side in SIDES:
        assert sum(seat.side is side for seat in form.seats) == seats


@pytest.mark.parametrize("name", LIBRARY)
def test_the_closing_steps_take_no_time_from_the_match(name: str) -> None:
    closing = {PhaseKind.DRAFT, PhaseKind.VOTE, PhaseKind.SIGN, PhaseKind.FILE, PhaseKind.PUBLISH}
    steps = [phase for phase in form_of(name).phases if phase.kind in closing]
    assert {phase.kind for phase in steps} == closing
    assert all(not phase.counts and not phase.seconds for phase in steps)


def test_the_national_contest_divides_its_time_as_documented() -> None:
    seconds = {phase.id: phase.seconds for phase in form_of("cn-univ-national").phases}
    assert seconds["opening_union"] + seconds["opening_employer"] == 6 * 60
    assert seconds["bargain"] == 24 * 60 + seconds["caucus"]
    assert seconds["caucus"] == 3 * 60
    assert seconds["converge"] == 8 * 60
    assert seconds["wrap"] == 4 * 60


def test_the_skills_contest_is_drawn_on_the_spot_among_four_teams() -> None:
    draw = form_of("huinong").draw
    assert (draw.sides, draw.teams, draw.groups, draw.ranking) == ("drawn_on_spot", 4, 2, "all_together")


def test_a_sector_agreement_is_sealed_firm_by_firm() -> None:
    form = form_of("sectoral")
    assert form.approval.firms_seal
    assert form.min_employers > 1


@pytest.mark.parametrize("name", EVERY)
def test_an_end_is_reachable_from_every_reachable_phase(name: str) -> None:
    form = form_of(name)
    graph = reach_graph([phase.model_dump(mode="json") for phase in form.phases])
    ends = {phase.id for phase in form.phases if phase.kind is PhaseKind.END}
    for phase in closure({form.start}, graph):
        assert closure({phase}, graph) & ends


@pytest.mark.parametrize("name", EVERY)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_any_walk_that_keeps_choosing_the_shortest_way_out_ends(name: str, seed: int) -> None:
    """Wander at random, then head for an end: wherever the wandering led, the way out works."""
    form, rng = form_of(name), random.Random(seed)
    here, came_from = form.start, ""
    for _ in range(rng.randrange(40)):
        steps = _steps(form, here, came_from)
        if not steps:
            break
        went, here = here, rng.choice(steps)
        came_from = went if form.phase_map[here].kind is PhaseKind.CAUCUS else came_from
    frontier = [(here, came_from)]
    seen = set(frontier)
    while frontier and all(form.phase_map[name].kind is not PhaseKind.END for name, _ in frontier):
        nearer = {
            (goal, name if form.phase_map[goal].kind is PhaseKind.CAUCUS else back)
            for name, back in frontier
            for goal in _steps(form, name, back)
        } - seen
        seen |= nearer
        frontier = list(nearer)
    assert frontier


def _steps(form: Format, here: str, came_from: str) -> list[str]:
    phase = form.phase_map[here]
    return list(phase.on.values()) + ([came_from] if phase.kind is PhaseKind.CAUCUS else [])


@pytest.mark.parametrize("name", LIBRARY)
def test_a_file_survives_being_written_and_read_again(name: str) -> None:
    form = form_of(name)
    assert Format.model_validate_json(form.model_dump_json()) == form


# Later systems, as data only


def test_a_village_deliberation_is_a_format() -> None:
    form = form_of("village-five-steps")
    kinds = [phase.kind for phase in form.phases]
    steps = [PhaseKind.COLLECT, PhaseKind.TRIAGE, PhaseKind.PUBLISH, PhaseKind.CARRY_OUT, PhaseKind.RATE]
    assert [kind for kind in kinds if kind in steps][:5] == steps
    ways = form.phase_map["triage"].on
    assert len({ways[Trigger.SMALL], ways[Trigger.URGENT], ways[Trigger.HARD]}) == 3
    assert kinds.count(PhaseKind.PUBLISH) == 2
    assert form.phase_map["rate"].on[Trigger.REJECTED] == "carry_out"
    vote = form.phase_map["deliberate"].vote
    assert vote is not None
    assert (vote.quorum, vote.secret) == ("2/3", True)
    assert {task.owner for task in form.phase_map["carry_out"].tasks} <= set(form.seat_map)
    assert sum(seat.count for seat in form.seats if seat.party == "villagers") == 27


def test_four_meetings_of_four_parties_are_a_format() -> None:
    form = form_of("four-meetings")
    assert form.meetings == len(form.parties) == 4
    assert not form.two_sided
    advising = [seat for seat in form.seats if seat.role in {"expert", "official", "mediator"}]
    assert len(advising) == 4
    assert all(seat.may and MoveGroup.OFFERS not in seat.may for seat in advising)
    assert form.phase_map["between"].days


# The rules table


def test_what_must_happen_can_happen() -> None:
    assert set(POSSIBLE) == set(PhaseKind)
    for kind, triggers in REQUIRED.items():
        assert triggers <= POSSIBLE[kind]


def test_every_trigger_can_happen_somewhere() -> None:
    assert frozenset().union(*POSSIBLE.values()) == set(Trigger)


def test_a_vote_result_is_impossible_outside_votes() -> None:
    for kind in (PhaseKind.OPENING, PhaseKind.BARGAIN, PhaseKind.CAUCUS, PhaseKind.SIGN):
        assert Trigger.PASSED not in POSSIBLE[kind]


# Faults


def lose_way_in(data: Data) -> None:
    phase_of(data, "opening_employer")["on"] = {"done": "wrap", "time_up": "wrap"}


def lead_into_circle(data: Data) -> None:
    phase_of(data, "sign")["on"] = {"signed": "sign"}


def drop_seat(role: str, side: str | None) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data["seats"] = [s for s in data["seats"] if (s["role"], s.get("side")) != (role, side)]

    return change


def put(*path: str | int, value: Any) -> Callable[[Data], None]:
    """Set a value; a phase or seat is named by its id."""

    def change(data: Data) -> None:
        inner: Any = data
        for step in path[:-1]:
            if isinstance(inner, list) and isinstance(step, str):
                inner = next(entry for entry in inner if entry["id"] == step)
            else:
                inner = inner[step]
        if value is None:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value

    return change


def append(key: str, entry: Data) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        data[key].append(entry)

    return change


def drop_phase(name: str) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        del data["phases"][place(data, name)]

    return change


def round_the_vote(data: Data) -> None:
    phase_of(data, "draft")["on"] = {"done": "sign", "time_up": "vote"}
    phase_of(data, "draft")["seconds"] = 60


IN_PHASE = [
    (lose_way_in, "bargain", ("id",), "format.unreachable"),
    (lead_into_circle, "sign", ("id",), "format.no_way_out"),
    (put("phases", "draft", "on", value={}), "draft", (), "format.dead_end"),
    (put("phases", "bargain", "on", "time_up", value=None), "bargain", ("seconds",), "format.no_time_up"),
    (put("phases", "draft", "on", "time_up", value="vote"), "draft", ("on", "time_up"), "format.never_up"),
    (put("phases", "bargain", "on", "close", value="nowhere"), "bargain", ("on", "close"), "format.goal"),
    (put("phases", "end_agreed", "on", value={"done": "wrap"}), "end_agreed", ("on",), "format.end_leads"),
    (put("phases", "end_agreed", "seconds", value=5), "end_agreed", ("seconds",), "format.end_timed"),
    (put("phases", "end_agreed", "outcome", value=None), "end_agreed", (), "format.outcome"),
    (put("phases", "wrap", "outcome", value="agreement"), "wrap", ("outcome",), "format.outcome_early"),
    (
        put("phases", "opening_union", "on", "passed", value="wrap"),
        "opening_union",
        ("on", "passed"),
        "format.trigger_kind",
    ),
    (
        put("phases", "bargain", "moves", value=["talk", "offers"]),
        "bargain",
        ("on", "close"),
        "format.trigger_moves",
    ),
    (put("phases", "vote", "on", "rejected", value=None), "vote", ("on",), "format.needs"),
    (put("phases", "draft", "floor", value="nobody"), "draft", ("floor",), "format.no_speaker"),
    (put("phases", "wrap", "moves", value=[]), "wrap", (), "format.no_moves"),
    (put("phases", "wrap", "roles", value=["chief", "expert"]), "wrap", ("roles", 1), "format.role_seat"),
    (put("phases", "wrap", "roles", value=["chair"]), "wrap", ("floor",), "format.missing_speaker"),
    (put("phases", "draft", "roles", value=["observer"]), "draft", ("floor",), "format.nobody"),
    (
        put("phases", "converge", "on", "close", value="caucus"),
        "converge",
        ("on", "close"),
        "format.caucus_goal",
    ),
    (
        put("phases", "converge", "on", "caucus", value="wrap"),
        "converge",
        ("on", "caucus"),
        "format.caucus_goal",
    ),
    (
        put("phases", "caucus", "on", value={"time_up": "wrap"}),
        "caucus",
        ("on", "time_up"),
        "format.caucus_back",
    ),
    (put("phases", "caucus", "seconds", value=90), "caucus", ("seconds",), "format.caucus_length"),
    (put("phases", "caucus", "counts", value=False), "caucus", ("counts",), "format.caucus_counts"),
    (put("caucus", "per_side", value=0), "caucus", ("id",), "format.caucus_quota"),
    (round_the_vote, "sign", ("id",), "format.sign_before_vote"),
    (put("phases", "wrap", "on", "differences", value="wrap"), "wrap", ("on",), "format.circle"),
    (put("phases", "publish", "on", "published", value="file"), "file", ("on",), "format.circle"),
]


@pytest.mark.parametrize(("change", "phase", "rest", "key"), IN_PHASE)
def test_a_fault_of_a_phase_is_reported_at_its_place(
    change: Callable[[Data], None], phase: str, rest: tuple[str | int, ...], key: str
) -> None:
    data = data_of("cn-univ-national")
    change(data)
    assert (("phases", place(data, phase), *rest), key) in found(data)


ELSEWHERE = [
    (put("start", value="nowhere"), ("start",), "format.start"),
    (drop_seat("chief", "union"), ("seats",), "format.chief"),
    (drop_seat("rep", "union"), ("seats",), "format.unequal"),
    (put("seats", "u2", "id", value="u1"), ("seats", 1, "id"), "case.repeated"),
    (put("seats", "u2", "side", value=None), ("seats", 1), "format.homeless"),
    (put("seats", "u2", "party", value="village"), ("seats", 1, "party"), "format.party"),
    (put("seats", "recorder", "may", value=["offers"]), ("seats", 9, "may"), "format.commits"),
    (put("phases", "bargain", "roles", value=["chief", "recorder"]), ("seats", 9), "format.commits_in"),
    (put("clock", "total", value=2000), ("clock", "total"), "format.clock"),
    (put("clock", "total", value=3000), ("clock", "total"), "format.clock_idle"),
    (put("clock", "talk_per_side", value=1800), ("clock", "talk_per_side"), "format.talk"),
    (put("clock", "turn", value=2400), ("clock", "turn"), "format.turn"),
    (put("clock", "warnings", value=[60, 1700]), ("clock", "warnings", 1), "format.warning"),
    (put("clock", "overrun_block", value=0), ("clock", "overrun_block"), "format.block"),
    (put("caucus", "seconds", value=0), ("caucus", "seconds"), "format.caucus"),
    (drop_phase("caucus"), ("caucus", "per_side"), "format.caucus_phase"),
    (drop_phase("vote"), ("approval", "congress"), "format.step_missing"),
    (drop_phase("file"), ("approval", "filing"), "format.step_missing"),
    (drop_phase("publish"), ("approval", "publication"), "format.step_missing"),
    (
        put("phases", "sign", "on", "signed", value="end_agreed"),
        ("approval", "filing"),
        "format.step_skipped",
    ),
    (round_the_vote, ("approval", "congress"), "format.step_skipped"),
    (put("draw", "groups", value=20), ("draw", "groups"), "format.draw"),
    (append("penalties", {"offence": "overrun", "points": -2}), ("penalties", 1, "offence"), "case.repeated"),
]


@pytest.mark.parametrize(("change", "path", "key"), ELSEWHERE)
def test_a_fault_outside_the_phases_is_reported_at_its_place(
    change: Callable[[Data], None], path: tuple[str | int, ...], key: str
) -> None:
    data = data_of("cn-univ-national")
    change(data)
    assert (path, key) in found(data)


def test_a_repeated_phase_is_reported_where_it_stands_the_second_time() -> None:
    data = data_of("solo-15")
    at = place(data, "vote")
    phase_of(data, "vote")["id"] = "draft"
    assert (("phases", at, "id"), "case.repeated") in found(data)


def test_a_break_that_nobody_can_call_is_reported() -> None:
    data = data_of("solo-15")
    for phase in data["phases"]:
        phase.get("on", {}).pop("caucus", None)
    at = place(data, "caucus")
    assert {
        (("phases", at, "id"), "format.caucus_uncalled"),
        (("phases", at, "id"), "format.unreachable"),
    } <= found(data)


def test_two_seats_a_side_are_too_few() -> None:
    data = data_of("solo-15")
    data["seats"] = [seat for seat in data["seats"] if seat["id"] in {"u1", "u2", "e1", "e2"}]
    assert (("seats",), "format.few") in found(data)


def test_a_format_without_an_end_is_reported() -> None:
    data = data_of("solo-15")
    data["phases"] = [phase for phase in data["phases"] if phase["kind"] != "end"]
    assert (("phases",), "format.no_end") in found(data)


def test_dropping_the_extremes_takes_three_judges() -> None:
    data = data_of("cn-univ-national")
    data["panel"] = {"judges": 2, "aggregation": "drop_high_low_mean"}
    assert (("panel", "judges"), "format.panel") in found(data)


def test_several_meetings_need_something_between_them() -> None:
    data = data_of("solo-15")
    data["meetings"] = 3
    assert found(data) == set()
    data["phases"] = [phase for phase in data["phases"] if phase["kind"] != "suspended"]
    assert (("meetings",), "format.meetings") in found(data)


def test_a_task_must_have_an_owner_at_the_table() -> None:
    data = data_of("solo-15")
    task = {"id": "survey", "name": {"zh": "问卷", "en": "Survey"}, "owner": "nobody"}
    phase_of(data, "suspended")["tasks"] = [task]
    assert (("phases", place(data, "suspended"), "tasks", 0, "owner"), "format.owner") in found(data)


@pytest.mark.parametrize(
    ("change", "path", "key"),
    [
        (put("phases", "rate", "vote", value=None), (), "format.uncounted"),
        (put("phases", "rate", "vote", "party", value="sheep"), ("vote", "party"), "format.voters"),
        (put("phases", "rate", "vote", "carried", value="3/2"), ("vote", "carried"), "format.share"),
        (put("phases", "rate", "on", value={"rejected": "carry_out"}), ("vote",), "format.vote_idle"),
        (put("phases", "rate", "on", value={"passed": "made_public"}), ("on",), "format.needs"),
    ],
)
def test_a_vote_must_say_how_it_counts(
    change: Callable[[Data], None], path: tuple[str | int, ...], key: str
) -> None:
    data = data_of("village-five-steps")
    change(data)
    assert (("phases", place(data, "rate"), *path), key) in found(data)


def test_an_adviser_in_a_bargaining_phase_must_be_narrowed() -> None:
    data = data_of("four-meetings")
    at = next(at for at, seat in enumerate(data["seats"]) if seat["id"] == "lawyer")
    del data["seats"][at]["may"]
    assert found(data) == {(("seats", at), "format.commits_in")}


def test_every_party_has_one_chief() -> None:
    data = data_of("four-meetings")
    data["seats"] = [seat for seat in data["seats"] if seat["id"] != "k1"]
    assert (("seats",), "format.chief") in found(data)


def test_several_faults_show_in_one_pass_with_their_lines(tmp_path: Path) -> None:
    text = LIBRARY["solo-15"].read_text(encoding="utf-8")
    text = text.replace("start: prepare", "start: begin").replace("{done: vote,", "{done: ballot,")
    text = text.replace("total: 900", "total: 600").replace(
        "name: {zh: 收官, en: Closing round}", "name: {zh: 收官}"
    )
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    form, problems = validate(read_yaml(path), Format, [format_faults])
    assert form is None
    lines = text.splitlines()
    keys = {problem.message.key: lines[problem.line - 1] for problem in problems}
    assert "total: 600" in keys["check.format.clock"]
    assert "begin" in keys["check.format.start"]
    assert "ballot" in keys["check.format.goal"]
    assert "收官" in keys["check.missing"]


# Anything at all

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 4000)
    | st.sampled_from(["", "wrap", "caucus", "end", "nobody", "x y"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "on", "kind", "done", "role"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def paths_of(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        inner = list(data.items())
    elif isinstance(data, list):
        inner = list(enumerate(data))
    return [path, *(deep for key, value in inner for deep in paths_of(value, (*path, key)))]


PATHS = {name: [path for path in paths_of(data_of(name)) if path] for name in EVERY}


@settings(max_examples=200, deadline=None)
@given(pick=st.data())
def test_random_edits_never_raise(pick: st.DataObject) -> None:
    name = pick.draw(st.sampled_from(sorted(EVERY)))
    document = read_yaml(EVERY[name])
    data: Any = copy.deepcopy(document.data)
    for _ in range(pick.draw(st.integers(1, 4))):
        path = pick.draw(st.sampled_from(PATHS[name]))
        inner, missing = data, False
        for step in path[:-1]:
            try:
                inner = inner[step]
            except (KeyError, IndexError, TypeError):
                missing = True
                break
        if missing or not isinstance(inner, (dict, list)):
            continue
        junk = pick.draw(JUNK)
        try:
            if pick.draw(st.booleans()):
                inner[path[-1]] = junk
            else:
                del inner[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue
    document.data = data
    form, problems = validate(document, Format, [format_faults])
    assert (form is None) == bool(problems)
    if form is not None:
        ends = {phase.id for phase in form.phases if phase.kind is PhaseKind.END}
        graph = reach_graph([phase.model_dump(mode="json") for phase in form.phases])
        assert closure({form.start}, graph) & ends


# The written description

DOCS = [ROOT / "docs/formats.md", ROOT / "docs/formats.zh.md"]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_example_in_the_description_is_a_clean_format(path: Path) -> None:
    example = path.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    form, problems = validate(read_text(example, path.name), Format, [format_faults])
    assert problems == []
    assert form is not None


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_description_names_every_field_kind_and_trigger(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    models = (
        Format,
        SeatRule,
        PartyRule,
        Clock,
        CaucusRule,
        Penalty,
        Deadlines,
        Approval,
        Panel,
        Draw,
        Phase,
        VoteRule,
    )
    words = {name for model in (*models, Task) for name in model.model_fields}
    words |= {str(word) for kind in (PhaseKind, Trigger, Floor, MoveGroup) for word in kind}
    assert [word for word in sorted(words) if f"`{word}`" not in text] == []
