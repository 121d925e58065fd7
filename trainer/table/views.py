"""What a seat may see. Everything that leaves the engine, to a widget or a socket, passes through here.

The views are built from an allow-list: a field that is not copied here does not exist for the viewer. The
other side's brief, arguments not yet spoken, unshown exhibits, books and caucus never get out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cases.brief import Brief
from cases.case import Calendar, Case, Party, PastAgreement
from cases.exhibits import Chapter, Exhibit
from cases.format import Floor, Format, PhaseKind, Trigger
from cases.issues import Issue
from cases.sides import SIDES, BySide, Side
from cases.terms import Value
from cases.text import Text
from cases.transcript import Event
from trainer.table.clock import talk_left, turn_limit
from trainer.table.consequences import owed_exhibits
from trainer.table.rules import Context
from trainer.table.state import Closing, Foul, Offer, Position, Procedural, Request, Status, TableState
from trainer.table.table import Table
from trainer.table.talk_rules import visible


class Viewer(StrEnum):
    """Who looks."""

    UNION = "union"
    EMPLOYER = "employer"
    JUDGE = "judge"
    CHAIR = "chair"
    AUDIENCE = "audience"

    @property
    def side(self) -> Side | None:
        """The side the viewer belongs to."""
        return Side(self.value) if self.value in {"union", "employer"} else None


@dataclass(frozen=True, slots=True)
class FirmView:
    """A firm as everyone knows it."""

    id: str
    name: Text
    profile: Text
    headcount: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case as one viewer may read it."""

    id: str
    title: Text
    sector: Text
    place: Text
    summary: Text
    level: str
    calendar: Calendar
    parties: BySide[Party]
    background: tuple[Chapter, ...]
    past: tuple[PastAgreement, ...]
    firms: tuple[FirmView, ...]
    base_pay: Decimal
    """Average base pay of all employees, yuan a month: what a flat rise is turned into per cent with."""
    issues: Mapping[str, Issue]
    exhibits: tuple[Exhibit, ...]
    """Exhibits that the viewer may read now."""
    askable: tuple[str, ...]
    """Items of information that the other side can be asked for by name."""
    brief: Brief | None
    """The viewer's own brief; nobody else's."""


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One line of the ledger. For a side, ``mine`` and ``theirs`` are from its point of view."""

    id: str
    status: Status
    positions: BySide[Position | None]
    """Last stated values (tied or not)."""
    firm: BySide[Position | None]
    """Last values that stand alone."""
    agreed: Value | None
    bundle: int | None


@dataclass(frozen=True, slots=True)
class ClockView:
    """Time, milliseconds; ``None`` where a length is not kept."""

    now: int
    phase_left: int | None
    total_left: int | None
    turn_left: int | None
    talk_left: BySide[int | None]
    talk_used: BySide[int]
    paused: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """The match as one viewer may see it."""

    viewer: Viewer
    seq: int
    phase: str
    phase_kind: PhaseKind
    phase_name: Text
    phase_place: tuple[int, int]
    """Which of how many phases before the closing steps."""
    floor: Side | None
    lines: tuple[IssueLine, ...]
    clock: ClockView
    offers: tuple[Offer, ...]
    requests: tuple[Request, ...]
    pending: tuple[Procedural, ...]
    ledger: Mapping[str, Value]
    differences: tuple[str, ...]
    closing: Closing
    fouls: tuple[Foul, ...]
    finals: BySide[tuple[int, ...]]
    caucuses_left: BySide[int]
    caller: Side | None
    round: int
    opened: BySide[bool]
    ready: BySide[bool]
    reports: int
    """How often the viewer's own side reported back to its members."""
    chiefs: BySide[str]
    seats: tuple[str, ...]
    """The viewer's own seats."""
    triggers: frozenset[Trigger]
    kinds: frozenset[str]
    """Kinds of move the viewer's chief could make now."""
    owed: tuple[tuple[int, tuple[int, ...]], ...]
    """Requests to the viewer's side with the exhibits that the law obliges it to show."""
    events: tuple[Event, ...]
    ended: bool
    outcome: str | None

    @property
    def side(self) -> Side | None:
        """The viewer's side."""
        return self.viewer.side

    def line(self, issue: str) -> IssueLine:
        """The ledger line of an issue."""
        return next(line for line in self.lines if line.id == issue)


def case_view(table: Table, viewer: Viewer) -> CaseView:
    """The case file for one viewer."""
    case, side = table.case, viewer.side
    exhibits = tuple(exhibit for exhibit in case.exhibits if _may_read(table, exhibit, side))
    return CaseView(
        id=case.id,
        title=case.title,
        sector=case.sector,
        place=case.place,
        summary=case.summary,
        level=case.level,
        calendar=case.calendar,
        parties=case.parties,
        background=case.background,
        past=case.past,
        firms=tuple(
            FirmView(firm.id, firm.name, firm.profile, firm.workforce.headcount) for firm in case.firms
        ),
        base_pay=_base_pay(case),
        issues=case.issue_map,
        exhibits=exhibits,
        askable=_askable(table, side),
        brief=case.briefs[side] if side is not None else None,
    )


def _base_pay(case: Case) -> Decimal:
    """Base pay averaged over all heads of all firms, yuan a month."""
    groups = [group for firm in case.firms for group in firm.workforce.groups]
    heads = sum(group.headcount for group in groups)
    total = sum((group.base * group.headcount for group in groups), Decimal(0))
    return total / heads if heads else Decimal(0)


def _context(table: Table) -> Context:
    seat = table.form.seats[0]
    return Context(table.state, table.book, table.machine, seat, table.state.clock.now)


def _may_read(table: Table, exhibit: Exhibit, side: Side | None) -> bool:
    ctx = _context(table)
    if side is not None:
        return visible(ctx, exhibit, side)
    return all(visible(ctx, exhibit, each) for each in SIDES)


def _askable(table: Table, side: Side | None) -> tuple[str, ...]:
    """Names of items on request; papers opened by other keys are not named."""
    if side is None:
        return ()
    names = {
        item
        for exhibit in table.case.exhibits
        if exhibit.owner == side.other.value and exhibit.unlock.key.value.startswith("on_request")
        for item in exhibit.unlock.items
    }
    return tuple(sorted(names))


def table_view(table: Table, viewer: Viewer, at: int | None = None) -> TableView:
    """The match for one viewer; ``at`` is the table time for running clocks (default: last event)."""
    state, form, side = table.state, table.form, viewer.side
    now = max(at or 0, state.clock.now)
    phase = form.phase_map[state.phase]
    return TableView(
        viewer=viewer,
        seq=state.seq,
        phase=phase.id,
        phase_kind=phase.kind,
        phase_name=phase.name,
        phase_place=_place(table),
        floor=state.floor,
        lines=tuple(
            IssueLine(name, line.status, line.stated, line.firm, line.agreed, line.bundle)
            for name, line in state.issues.items()
        ),
        clock=_clock(table, state, now),
        offers=tuple(sorted((*state.past_offers, *state.offers), key=lambda offer: offer.seq)),
        requests=tuple(sorted((*state.past_requests, *state.requests), key=lambda request: request.seq)),
        pending=state.pending,
        ledger=state.ledger,
        differences=state.differences,
        closing=state.closing,
        fouls=state.fouls,
        finals=state.finals,
        caucuses_left=state.caucuses.map(lambda used: form.caucus.per_side - used),
        caller=state.caller,
        round=state.round,
        opened=state.opened,
        ready=state.ready,
        reports=state.reports[side] if side is not None else 0,
        chiefs=state.chiefs,
        seats=tuple(seat.id for seat in form.seats if side is not None and seat.side is side),
        triggers=table.machine.triggers(state.phase),
        kinds=table.kinds(state.chiefs[side]) if side is not None else frozenset(),
        owed=_owed(table, side),
        events=tuple(visible_events(table.events, table, side)),
        ended=state.ended,
        outcome=table.outcome,
    )


def _owed(table: Table, side: Side | None) -> tuple[tuple[int, tuple[int, ...]], ...]:
    if side is None:
        return ()
    return tuple(
        (request.seq, owed_exhibits(table.state, table.book, request))
        for request in table.state.requests
        if request.side is side.other and request.status == "open"
    )


def _place(table: Table) -> tuple[int, int]:
    main = [
        phase.id
        for phase in table.form.phases
        if phase.counts and phase.kind not in {PhaseKind.CAUCUS, PhaseKind.MEDIATE, PhaseKind.END}
    ]
    here = table.state.phase if table.state.phase in main else table.state.return_to
    return (main.index(here) + 1 if here in main else len(main), len(main))


def _clock(table: Table, state: TableState, now: int) -> ClockView:
    form, clock = table.form, state.clock
    shown = clock.paused_at if clock.paused_at is not None else now
    end = clock.phase_end
    limit = turn_limit(state, form)
    counts = form.phase_map[state.phase].counts
    spent = clock.counted + (shown - clock.phase_started if counts else 0)
    return ClockView(
        now=now,
        phase_left=None if end is None else max(end - shown, 0),
        total_left=max(form.clock.total * 1000 - spent, 0) if form.clock.total else None,
        turn_left=None if limit is None else max(clock.floor_since + limit - shown, 0),
        talk_left=BySide(*(talk_left(state, form, side, shown) for side in SIDES)),
        talk_used=BySide(*(_talk_used(state, form, side, shown) for side in SIDES)),
        paused=clock.paused_at is not None,
    )


def _talk_used(state: TableState, form: Format, side: Side, shown: int) -> int:
    """A side's talk time so far, its present turn included."""
    running = state.floor is side and form.phase_map[state.phase].floor is Floor.ALTERNATE
    return state.clock.talk[side] + (max(shown - state.clock.floor_since, 0) if running else 0)


def visible_events(events: Iterable[Event], table: Table, side: Side | None) -> Iterator[Event]:
    """The record without the other side's caucus: what is said there stays there."""
    phase = table.form.start
    for event in events:
        inside = table.form.phase_map[phase].kind is PhaseKind.CAUCUS
        if event.kind == "phase":
            phase = str(event.body["to"])
            inside = False
        if not inside or event.side is None or event.side is side:
            yield event
