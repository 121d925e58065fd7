"""What each kind of phase can do: the triggers it can fire and the moves that fire them.

A trigger outside this table means nothing in the phase: a file that waits for it would wait for ever.
"""

from __future__ import annotations

from collections.abc import Mapping

from cases.format import MoveGroup, PhaseKind, Trigger

_ALWAYS = frozenset({Trigger.TIME_UP, Trigger.WALKOUT, Trigger.CHAIR_END})

_TALKS = frozenset(
    {
        Trigger.SETTLED,
        Trigger.CLOSE,
        Trigger.CAUCUS,
        Trigger.DEADLOCK,
        Trigger.ADJOURN,
        Trigger.MEDIATE,
    }
)

_OWN: Mapping[PhaseKind, frozenset[Trigger]] = {
    PhaseKind.PREPARE: frozenset({Trigger.DONE, Trigger.ADJOURN}),
    PhaseKind.AGENDA: frozenset(),
    PhaseKind.OPENING: frozenset({Trigger.DONE}),
    PhaseKind.BARGAIN: _TALKS,
    PhaseKind.CAUCUS: frozenset({Trigger.RESUME}),
    PhaseKind.CONVERGE: _TALKS,
    PhaseKind.WRAP: _TALKS - {Trigger.CLOSE, Trigger.DEADLOCK} | {Trigger.DIFFERENCES},
    PhaseKind.DRAFT: frozenset({Trigger.DONE, Trigger.ADJOURN}),
    PhaseKind.VOTE: frozenset({Trigger.PASSED, Trigger.REJECTED, Trigger.DIFFERENCES}),
    PhaseKind.SIGN: frozenset({Trigger.SIGNED}),
    PhaseKind.FILE: frozenset({Trigger.FILED}),
    PhaseKind.PUBLISH: frozenset({Trigger.PUBLISHED}),
    PhaseKind.SUSPENDED: frozenset({Trigger.RESUME, Trigger.DONE}),
    PhaseKind.MEDIATE: frozenset({Trigger.MEDIATED, Trigger.SETTLED, Trigger.CAUCUS, Trigger.ADJOURN}),
    PhaseKind.COLLECT: frozenset({Trigger.DONE, Trigger.ADJOURN}),
    PhaseKind.TRIAGE: frozenset({Trigger.DONE, Trigger.SMALL, Trigger.URGENT, Trigger.HARD, Trigger.ADJOURN}),
    PhaseKind.DELIBERATE: _TALKS | {Trigger.DONE, Trigger.DIFFERENCES, Trigger.PASSED, Trigger.REJECTED},
    PhaseKind.HEARING: frozenset({Trigger.DONE, Trigger.ADJOURN}),
    PhaseKind.CARRY_OUT: frozenset({Trigger.DONE}),
    PhaseKind.RATE: frozenset({Trigger.PASSED, Trigger.REJECTED}),
    PhaseKind.END: frozenset(),
}

POSSIBLE: Mapping[PhaseKind, frozenset[Trigger]] = {
    kind: own | _ALWAYS if kind is not PhaseKind.END else own for kind, own in _OWN.items()
}
"""Triggers that a phase of each kind can fire at all."""

REQUIRED: Mapping[PhaseKind, frozenset[Trigger]] = {
    PhaseKind.OPENING: frozenset({Trigger.DONE}),
    PhaseKind.WRAP: frozenset({Trigger.SETTLED, Trigger.DIFFERENCES}),
    PhaseKind.DRAFT: frozenset({Trigger.DONE}),
    PhaseKind.VOTE: frozenset({Trigger.PASSED, Trigger.REJECTED}),
    PhaseKind.SIGN: frozenset({Trigger.SIGNED}),
    PhaseKind.FILE: frozenset({Trigger.FILED}),
    PhaseKind.PUBLISH: frozenset({Trigger.PUBLISHED}),
    PhaseKind.MEDIATE: frozenset({Trigger.MEDIATED}),
    PhaseKind.RATE: frozenset({Trigger.PASSED, Trigger.REJECTED}),
}
"""Triggers that will be fired sooner or later, so the phase must say where they lead."""

_BY_PROCEDURE = frozenset({MoveGroup.PROCEDURE})

FIRED_BY: Mapping[Trigger, frozenset[MoveGroup]] = {
    Trigger.CAUCUS: _BY_PROCEDURE,
    Trigger.CLOSE: _BY_PROCEDURE,
    Trigger.DEADLOCK: _BY_PROCEDURE,
    Trigger.ADJOURN: _BY_PROCEDURE,
    Trigger.MEDIATE: _BY_PROCEDURE,
    Trigger.WALKOUT: _BY_PROCEDURE,
    Trigger.SETTLED: frozenset({MoveGroup.OFFERS, MoveGroup.WRAP}),
    Trigger.DIFFERENCES: frozenset({MoveGroup.WRAP, MoveGroup.CLOSING}),
    Trigger.PASSED: frozenset({MoveGroup.CLOSING}),
    Trigger.REJECTED: frozenset({MoveGroup.CLOSING}),
    Trigger.SIGNED: frozenset({MoveGroup.CLOSING}),
    Trigger.FILED: frozenset({MoveGroup.CLOSING}),
    Trigger.PUBLISHED: frozenset({MoveGroup.CLOSING}),
}
"""Groups of moves of which a phase must allow one for the trigger ever to fire; others need none."""

COMMITTING: frozenset[MoveGroup] = frozenset({MoveGroup.OFFERS, MoveGroup.CLOSING})
"""Groups that bind a party, open to its representatives only."""

AWAY: frozenset[PhaseKind] = frozenset({PhaseKind.CAUCUS, PhaseKind.SUSPENDED})
"""Kinds that lead back to where they were called from."""

AT_ONCE: Mapping[PhaseKind, frozenset[Trigger]] = {
    PhaseKind.WRAP: frozenset({Trigger.SETTLED, Trigger.DIFFERENCES}),
    PhaseKind.DRAFT: frozenset({Trigger.DONE}),
    PhaseKind.SIGN: frozenset({Trigger.SIGNED}),
    PhaseKind.FILE: frozenset({Trigger.FILED}),
    PhaseKind.PUBLISH: frozenset({Trigger.PUBLISHED}),
    PhaseKind.SUSPENDED: frozenset({Trigger.DONE}),
}
"""Triggers that a phase entered again can pull at once, nobody moving: what they ask for is done already."""
