"""External labels to typed moves: the spelling of moves in scripts and in labelled utterances.

A label is a flat JSON object: ``{"move": "propose", "issue": "piece_rate", "value": 0.03, "mode": "by"}``.
What was said with several labels may be one typed move: the entries of a package, the results of one
condition, the grades of one allowance. Labels are looser than moves; where a label says less than a move
needs, the move that binds the speaker least is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import ValidationError

from cases import moves as m
from cases.messages import Message, message
from cases.text import Lang
from trainer.speech.label_kinds import BUILD, KINDS, said
from trainer.speech.label_terms import LabelFaultError, Reading
from trainer.speech.names import Ground
from trainer.table.views import CaseView, TableView

Label: TypeAlias = Mapping[str, Any]

ALIASES: Mapping[str, str] = {"social": "speech", "suspend": "adjourn", "correction": "correct_minutes"}
"""Other spellings of kinds."""

_SINGLES = frozenset({"propose", "counter", "concede"})


@dataclass(frozen=True, slots=True)
class Converted:
    """Moves made from labels."""

    moves: tuple[m.Move, ...]
    notes: tuple[Message, ...] = ()
    """What had to be bent to fit: a value set on the next rung, an amount turned into another unit."""


@dataclass(frozen=True, slots=True)
class LabelFault:
    """A label of which no move can be made."""

    message: Message
    hint: Message | None = None
    place: int = 0
    """Which label of the list, from 0."""


def moves_of(
    labels: Sequence[Label], case: CaseView, table: TableView, lang: Lang, *, topic: str | None = None
) -> Converted | LabelFault:
    """The typed moves that ``labels`` stand for, for the viewer of ``table``.

    "By" counts from the speaker's last word, else from today's level; ``topic`` is the issue under
    discussion where a label names none (default: the one the other side spoke of last).
    """
    reading = Reading(Ground(case, table, lang), topic)
    moves: list[m.Move] = []
    for group in _groups(labels):
        try:
            move = _move(group, reading)
        except LabelFaultError as fault:
            return LabelFault(fault.message, fault.hint, labels.index(group[0]))
        except (ValidationError, KeyError, TypeError, ValueError, ArithmeticError):
            return LabelFault(message("command.label.invalid"), None, labels.index(group[0]))
        moves.append(said(move, group[0], lang))
    if not moves:
        return LabelFault(message("command.label.none"))
    return Converted(tuple(moves), tuple(reading.notes))


def _kind(label: Label) -> str:
    name = label.get("move")
    return ALIASES.get(str(name), str(name))


def _groups(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels that make one move together, at the place of the first of them."""
    groups: list[list[Label]] = []
    for label in labels:
        home = next((group for group in groups if _together(group[0], label)), None)
        if home is None:
            groups.append([label])
        else:
            home.append(label)
    return groups


def _together(first: Label, label: Label) -> bool:
    kind = _kind(label)
    if _kind(first) != kind:
        return False
    if kind in {"package", "final_offer"}:
        return "refs" not in label
    if kind == "conditional_offer":
        return first.get("condition") == label.get("condition")
    if kind in _SINGLES:
        graded = "grade" in first and "grade" in label
        return graded and first.get("issue") == label.get("issue")
    return False


def _move(group: Sequence[Label], reading: Reading) -> m.Move:
    kind = _kind(group[0])
    build = BUILD.get(kind)
    if build is None:
        near = message("command.label.kinds", kinds=tuple(sorted({*BUILD, *ALIASES})))
        what = "command.label.no_kind" if "move" not in group[0] else "command.label.unknown"
        raise LabelFaultError(message(what, kind=kind), near)
    return build(tuple(group), reading)


def plain_kinds() -> Iterable[str]:
    """Every kind that a label can have."""
    return sorted({*KINDS, *ALIASES})
