"""The turn machine, built from a format. The only module that knows ``transitions``.

The machine holds no match: it answers "from this phase, on this trigger, where to?" for any
number of tables, so a state is always the fold of its events and never a live object.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Any

from transitions import Machine, MachineError

from cases.format import Format, PhaseKind, Trigger


class _Cursor:
    """The plain object that the machine moves (pydantic models can't be machine models)."""

    state: Any = None
    return_to: str | None = None


class TurnMachine:
    """Phases as enum states, triggers as transitions; caucus and suspension return to their origin."""

    def __init__(self, form: Format) -> None:
        # Enum keeps some member names to itself ("mro"), so members are not named by the bare id.
        stages = Enum("Stage", {f"phase_{phase.id}": phase.id for phase in form.phases})  # type: ignore[misc]
        self._states = {str(stage.value): stage for stage in stages}
        self._cursor = _Cursor()
        self._machine = Machine(
            model=self._cursor,
            states=stages,
            initial=self._states[form.start],
            auto_transitions=False,
            send_event=False,
        )
        self._triggers: dict[str, frozenset[Trigger]] = {}
        for phase in form.phases:
            for trigger, goal in phase.on.items():
                self._machine.add_transition(trigger.value, self._states[phase.id], self._states[goal])
        for phase in form.phases:
            if phase.kind in {PhaseKind.CAUCUS, PhaseKind.SUSPENDED}:
                self._add_returns(form, phase.id)
        for phase in form.phases:
            names = self._machine.get_triggers(self._states[phase.id])
            self._triggers[phase.id] = frozenset(Trigger(name) for name in names)

    def _add_returns(self, form: Format, aside: str) -> None:
        """A way back from ``aside`` to every phase that leads there, open only if it was the origin."""
        explicit = form.phase_map[aside].on
        for origin in form.phases:
            if aside not in origin.on.values():
                continue
            for trigger in (Trigger.RESUME, Trigger.TIME_UP):
                if trigger not in explicit:
                    self._machine.add_transition(
                        trigger.value,
                        self._states[aside],
                        self._states[origin.id],
                        conditions=_came_from(self._cursor, origin.id),
                    )

    def triggers(self, phase: str) -> frozenset[Trigger]:
        """Triggers that the phase knows at all."""
        return self._triggers[phase]

    def next(self, phase: str, trigger: Trigger, return_to: str | None) -> str | None:
        """The phase that ``trigger`` leads to, or ``None`` where it leads nowhere."""
        if trigger not in self._triggers[phase]:
            return None
        self._cursor.state = self._states[phase]
        self._cursor.return_to = return_to
        try:
            moved = self._machine.events[trigger.value].trigger(self._cursor)
        except MachineError:
            return None
        return str(self._cursor.state.value) if moved else None


class _CameFrom:
    """Condition: the caucus was called from this phase."""

    __name__ = "came_from"

    def __init__(self, cursor: _Cursor, origin: str) -> None:
        self._cursor = cursor
        self._origin = origin

    def __call__(self) -> bool:
        return self._cursor.return_to == self._origin


def _came_from(cursor: _Cursor, origin: str) -> _CameFrom:
    return _CameFrom(cursor, origin)


@lru_cache(maxsize=32)
def _machine(document: str) -> TurnMachine:
    return TurnMachine(Format.model_validate_json(document))


def machine_for(form: Format) -> TurnMachine:
    """The machine of a format; one for each distinct format document."""
    return _machine(form.model_dump_json())
