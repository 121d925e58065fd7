"""Rules for steering the meeting: caucus, adjournment, deadlock, mediation, closing, consent, chair."""

from __future__ import annotations

from typing import cast

from cases import moves as m
from cases.format import Trigger
from cases.issues import ArticleRef
from cases.messages import message
from trainer.table.answers import Refused, conditional, foul, note
from trainer.table.rules import Answer, Context
from trainer.table.state import Status

SUSPENSION = ArticleRef(law="集体合同规定", article=35)
COORDINATION = ArticleRef(law="集体合同规定", article=49)
REFUSAL = ArticleRef(law="工会法", article=54)


def _no_such_step(ctx: Context, trigger: Trigger) -> Refused | None:
    if ctx.leads(trigger):
        return None
    step = message(f"format.trigger.{trigger.value}")
    return Refused("V2", message("table.refuse.format", step=step, format=ctx.form.name))


def caucus(ctx: Context, move: m.Move) -> Answer:
    """A break on quota (V15)."""
    missing = _no_such_step(ctx, Trigger.CAUCUS)
    if missing is not None:
        return missing
    quota = ctx.form.caucus.per_side
    if ctx.state.caucuses[ctx.side] >= quota:
        return Refused("V15", message("table.refuse.caucus_quota", quota=quota))
    return ()


def end_caucus(ctx: Context, move: m.Move) -> Answer:
    """Only the side that called the break ends it."""
    return ()


def adjourn(ctx: Context, move: m.Move) -> Answer:
    """Suspension is by agreement of both sides (collective contract provisions art. 35)."""
    missing = _no_such_step(ctx, Trigger.ADJOURN)
    if missing is not None:
        return missing
    return (conditional("V15", "table.note.needs_consent", SUSPENSION),)


def sidebar(ctx: Context, move: m.Move) -> Answer:
    """A word aside needs consent and binds nobody."""
    return (conditional("V15", "table.note.needs_consent"),)


def deadlock(ctx: Context, move: m.Move) -> Answer:
    """Stating a deadlock takes several exchanges without movement on the issues named."""
    move = cast("m.Deadlock", move)
    missing = _no_such_step(ctx, Trigger.DEADLOCK)
    if missing is not None:
        return missing
    names = move.issues or ctx.state.unsettled()
    if not names:
        return Refused("V16", message("table.refuse.nothing_open"))
    unknown = next((name for name in names if ctx.issue(name) is None), None)
    if unknown is not None:
        return Refused("V3", message("table.refuse.no_issue", issue=unknown))
    need = 2 * ctx.form.deadlines.deadlock_after_rounds
    for name in names:
        quiet = ctx.state.round - ctx.state.issues[name].moved_round
        if quiet < need and ctx.state.issues[name].status is not Status.DISPUTED:
            return Refused(
                "V16",
                message(
                    "table.refuse.still_moving",
                    issue=ctx.case.issue_map[name].name,
                    rounds=ctx.form.deadlines.deadlock_after_rounds,
                ),
                message("table.possible.talk_on"),
            )
    return (conditional("V16", "table.note.needs_consent"),)


def close_talks(ctx: Context, move: m.Move) -> Answer:
    """Closing needs the other chief."""
    missing = _no_such_step(ctx, Trigger.CLOSE)
    if missing is not None:
        return missing
    return (conditional("V15", "table.note.needs_consent"),)


def mediation_request(ctx: Context, move: m.Move) -> Answer:
    """Either side may apply in writing (collective contract provisions art. 49); early it is a bad sign."""
    early = ctx.state.round < 2 * ctx.form.deadlines.deadlock_after_rounds
    findings = (note("V15", "table.note.early_mediation", COORDINATION),) if early else ()
    if not ctx.leads(Trigger.MEDIATE):
        findings = (*findings, note("V15", "table.note.no_mediator", COORDINATION))
    return findings


def walkout(ctx: Context, move: m.Move) -> Answer:
    """Refusing to bargain without cause is sanctionable (Trade Union Law art. 54)."""
    missing = _no_such_step(ctx, Trigger.WALKOUT)
    if missing is not None:
        return missing
    return (foul("V17", "table.foul.walkout", REFUSAL),)


def consent(ctx: Context, move: m.Move) -> Answer:
    """Answer a procedural proposal of the other chief."""
    move = cast("m.Consent", move)
    pending = next((item for item in ctx.state.pending if item.seq == move.refs), None)
    if pending is None or pending.side is ctx.side:
        return Refused("V3", message("table.refuse.nothing_pending"))
    return ()


def substitute(ctx: Context, move: m.Move) -> Answer:
    """The chief's part goes to another seat of the same side (written authority)."""
    move = cast("m.Substitute", move)
    seat = ctx.form.seat_map.get(move.seat)
    if seat is None or seat.side is not ctx.side or seat.role not in {"chief", "rep"}:
        mine = tuple(
            item.id for item in ctx.form.seats if item.side is ctx.side and item.role in {"chief", "rep"}
        )
        return Refused("V1", message("table.refuse.substitute"), message("table.possible.seats", seats=mine))
    return ()


def chair(ctx: Context, move: m.Move) -> Answer:
    """The chair's acts: each makes sense only in its state."""
    move = cast("m.Chair", move)
    paused = ctx.state.clock.paused_at is not None
    if move.action == "pause" and paused:
        return Refused("V2", message("table.refuse.paused"))
    if move.action == "resume" and not paused:
        return Refused("V2", message("table.refuse.not_paused"))
    if move.action == "extend" and ctx.state.clock.phase_left is None:
        return Refused("V2", message("table.refuse.untimed"))
    if move.action == "end" and not ctx.leads(Trigger.CHAIR_END):
        return Refused(
            "V2",
            message("table.refuse.format", step=message("format.trigger.chair_end"), format=ctx.form.name),
        )
    return ()
