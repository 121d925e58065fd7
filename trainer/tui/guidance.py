"""What is expected of a side now: the line above the composer, and what one key does about it."""

from __future__ import annotations

from dataclasses import dataclass

from cases import moves as m
from cases.format import PhaseKind
from cases.lang import Lang
from cases.messages import Message, Param, message
from cases.sides import Side
from trainer.i18n import lookup
from trainer.table.state import Offer, Status
from trainer.table.views import CaseView, TableView


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to do now. ``move`` is what the next-step key would say, ``form`` the kind whose form it opens."""

    what: Message
    move: m.Move | None = None
    form: str | None = None
    skip: bool = False
    """Nobody may speak: the next-step key lets the time of the phase pass at once."""


def guidance(case: CaseView, view: TableView, side: Side, *, thinking: bool) -> Guidance:
    """What ``side`` should do now."""
    if view.ended:
        return Guidance(message("tablescreen.now.ended"))
    if view.clock.paused:
        return Guidance(message("tablescreen.now.paused"))
    kind = view.phase_kind
    if kind is PhaseKind.PREPARE:
        return _ready(view, side, "prepare")
    if kind is PhaseKind.CAUCUS:
        return Guidance(message("tablescreen.now.their_caucus"))
    if kind is PhaseKind.SUSPENDED:
        return Guidance(message("tablescreen.now.suspended"), skip=True)
    if view.floor is None and not view.kinds:
        return Guidance(message("tablescreen.now.nobody"), skip=True)
    pending = next((item for item in view.pending if item.side is not side), None)
    if pending is not None and "consent" in view.kinds:
        what = message("tablescreen.now.pending", what=message(f"move.{pending.kind}.name"))
        return Guidance(what, form="consent")
    if view.floor is side.other:
        return Guidance(message("tablescreen.now.thinking" if thinking else "tablescreen.now.wait"))
    if kind is PhaseKind.OPENING:
        return _opening(view, side)
    if kind is PhaseKind.WRAP:
        return _wrap(case, view)
    return _bargain(case, view, side)


def _ready(view: TableView, side: Side, phase: str) -> Guidance:
    if view.ready[side]:
        return Guidance(message("tablescreen.now.ready"))
    return Guidance(message(f"tablescreen.now.{phase}"), move=m.Yield())


def _opening(view: TableView, side: Side) -> Guidance:
    if view.opened[side]:
        return Guidance(message("tablescreen.now.opened"), move=m.Yield())
    return Guidance(message("tablescreen.now.opening"), form="opening")


def _wrap(case: CaseView, view: TableView) -> Guidance:
    names = tuple(
        case.issues[line.id].name for line in view.lines if line.status in {Status.OPEN, Status.PARKED}
    )
    return Guidance(message("tablescreen.now.wrap", issues=names), move=m.RecordDifferences())


def _bargain(case: CaseView, view: TableView, side: Side) -> Guidance:
    owed = next((papers for _, papers in view.owed if papers), ())
    if owed and "disclose" in view.kinds:
        numbers = tuple(str(number) for number in owed)
        return Guidance(message("tablescreen.now.owed", numbers=numbers), move=m.Disclose(exhibits=owed))
    if _voted_down(view):
        return Guidance(message("tablescreen.now.voted_down"), form="reopen")
    offer = _to_answer(view, side)
    if offer is not None:
        return Guidance(message("tablescreen.now.offer", seq=offer.seq), form="answer")
    alike = _alike(view, side)
    if alike is not None:
        what = message("tablescreen.now.alike", issue=case.issues[alike].name)
        return Guidance(what, move=m.TentativeAgreement(issue=alike))
    asked = next((item for item in view.requests if item.side is not side and item.status == "open"), None)
    if asked is not None:
        items = tuple(_item(item) for item in asked.items)
        return Guidance(message("tablescreen.now.asked", items=items), form="disclose")
    kind = "mediate" if view.phase_kind is PhaseKind.MEDIATE else "speak"
    return Guidance(message(f"tablescreen.now.{kind}"), form="")


def _item(item: str) -> Param:
    """An item of information by its name in the catalogue, else in plain spelling."""
    return message(f"item.{item}") if lookup(f"item.{item}", Lang.EN) else item.replace("_", " ")


def _voted_down(view: TableView) -> bool:
    """The congress has refused the draft and nothing has been reopened yet."""
    ballots = view.closing.ballots
    closed = all(line.status.closed for line in view.lines)
    return bool(ballots) and not ballots[-1].passed and closed


def _to_answer(view: TableView, side: Side) -> Offer | None:
    """The other side's newest standing offer that would still settle something."""
    for offer in reversed(view.offers):
        live = any(not view.line(name).status.closed for name in offer.everything)
        if offer.side is not side and offer.status == "standing" and live:
            return offer
    return None


def _alike(view: TableView, side: Side) -> str | None:
    """An open issue on which both sides have said the same, free of conditions."""
    for line in view.lines:
        own, other = line.firm[side], line.firm[side.other]
        if line.status is Status.OPEN and own is not None and other is not None and own.value == other.value:
            return line.id
    return None
