"""What the clock brings: the next thing that time alone will do to a table, and when.

Time is an argument everywhere. A table is told the time; it then catches up with whatever fell due,
in order, at the moment it fell due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cases.format import Floor, Format, PhaseKind
from cases.sides import Side
from trainer.table import notices as n
from trainer.table.state import TableState

SHORT_TURN = 20_000
"""A side whose talk time is used up under the ``lose_floor`` rule speaks at most so long at once."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due at a table time."""

    at: int
    notice: n.Notice | None
    """``None``: the phase's time is up."""


def turn_limit(state: TableState, form: Format) -> int | None:
    """How long the present turn may last, milliseconds; ``None``: no limit."""
    if state.floor is None or form.phase_map[state.phase].floor is not Floor.ALTERNATE:
        return None
    limit = form.clock.turn * 1000 or None
    if form.clock.talk_zero == "lose_floor" and state.clock.talk_zero[state.floor]:
        return min(limit or SHORT_TURN, SHORT_TURN)
    return limit


def talk_left(state: TableState, form: Format, side: Side, at: int) -> int | None:
    """A side's own talk time left, milliseconds; ``None`` where it is not kept."""
    if not form.clock.talk_per_side:
        return None
    used = state.clock.talk[side]
    running = state.floor is side and form.phase_map[state.phase].floor is Floor.ALTERNATE
    if running and state.clock.paused_at is None:
        used += max(at - state.clock.floor_since, 0)
    return form.clock.talk_per_side * 1000 - used


def next_due(state: TableState, form: Format) -> Due | None:
    """The earliest thing that time will bring, or ``None`` if time changes nothing."""
    if state.ended or state.clock.paused_at is not None:
        return None
    return min(_dues(state, form), key=lambda due: due.at, default=None)


def _dues(state: TableState, form: Format) -> Iterator[Due]:
    clock = state.clock
    phase = form.phase_map[state.phase]
    end = clock.phase_end
    if end is not None and phase.kind is not PhaseKind.END:
        yield Due(end, None)
        if phase.kind in {PhaseKind.BARGAIN, PhaseKind.CONVERGE}:
            for left in form.clock.warnings:
                if left not in clock.warned and end - left * 1000 > clock.phase_started:
                    yield Due(max(end - left * 1000, clock.now), n.TimeWarning(left=left))
    side = state.floor
    if side is None or phase.floor is not Floor.ALTERNATE:
        return
    limit = turn_limit(state, form)
    if limit is not None:
        yield Due(clock.floor_since + limit, n.TurnTimeout(side=side))
    if form.clock.talk_per_side and not clock.talk_zero[side]:
        left_now = form.clock.talk_per_side * 1000 - clock.talk[side]
        yield Due(max(clock.floor_since + max(left_now, 0), clock.now), n.TalkZero(side=side))
