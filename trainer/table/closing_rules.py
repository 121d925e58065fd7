"""Rules of the ending that the law asks for: draft, congress vote, signature, filing, publication.

A handshake is no agreement: order of steps and days are checked against the region's rule set, and
signing before the vote is blocked (V20).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from cases import moves as m
from cases.format import PhaseKind
from cases.messages import message
from cases.sides import Side
from trainer.table.answers import Refused, foul, note
from trainer.table.rules import Answer, Context

STEP_OF_PHASE: dict[PhaseKind, str] = {
    PhaseKind.DRAFT: "draft",
    PhaseKind.VOTE: "vote",
    PhaseKind.SIGN: "sign",
    PhaseKind.FILE: "file",
    PhaseKind.PUBLISH: "publish",
}
"""Which step each closing phase waits for."""


def sign(ctx: Context, move: m.Move) -> Answer:
    """One step of the ending, in its phase, by whom it falls to, on a possible day."""
    move = cast("m.Sign", move)
    due = STEP_OF_PHASE.get(ctx.phase.kind)
    if move.step != due:
        step = message(f"table.step.{move.step}")
        what = message(f"table.step.{due}") if due else message("table.nobody")
        return Refused(
            "V20", message("table.refuse.step", step=step), message("table.possible.step", step=what)
        )
    if move.step == "draft":
        return _draft(ctx)
    if move.on is None or not _is_day(move.on):
        return Refused("V20", message("table.refuse.day"), message("table.possible.day", day=earliest(ctx)))
    if move.on < earliest(ctx):
        return Refused(
            "V20",
            message("table.refuse.too_early", step=message(f"table.step.{move.step}"), day=earliest(ctx)),
            message("table.possible.day", day=earliest(ctx)),
            ctx.book.article_of(move.step),
        )
    return _who(ctx, move) or _deadline(ctx, move)


def _draft(ctx: Context) -> Answer:
    """The draft holds the ledger; nothing may be left open (V20)."""
    left = ctx.state.unsettled()
    if left:
        names = tuple(ctx.case.issue_map[name].name for name in left)
        return Refused(
            "V20", message("table.refuse.open_issues", issues=names), message("table.possible.differences")
        )
    if ctx.state.closing.drafted[ctx.side]:
        return Refused("V20", message("table.refuse.drafted"))
    return ()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _who(ctx: Context, move: m.Sign) -> Refused | None:
    """The union calls the congress; the employer files (wage consultation measures art. 19 to 21)."""
    due = {"vote": Side.UNION, "file": Side.EMPLOYER}.get(move.step)
    if due is not None and ctx.side is not due:
        side = message(f"common.side.{due}")
        return Refused("V20", message("table.refuse.not_yours", side=side))
    if move.step == "sign" and ctx.state.closing.signed[ctx.side] is not None:
        return Refused("V20", message("table.refuse.signed"))
    return None


def later(day: str, days: int) -> str:
    """``day`` plus calendar days."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def earliest(ctx: Context) -> str:
    """First day on which the step now due can be done."""
    closing, kind = ctx.state.closing, ctx.phase.kind
    start = ctx.case.calendar.meeting
    if kind is PhaseKind.SIGN and closing.ballots:
        return closing.ballots[-1].on
    if kind is PhaseKind.FILE:
        return max((day for _, day in closing.signed.items() if day), default=start)
    if kind is PhaseKind.PUBLISH and closing.in_force:
        return closing.in_force
    return start


def _deadline(ctx: Context, move: m.Sign) -> Answer:
    """Late is allowed and flagged: the teaching point is the number of days."""
    if move.on is None or move.step not in {"file", "publish"}:
        return ()
    days = ctx.book.days_for(move.step)
    if days is None:
        return ()
    last = later(earliest(ctx), days)
    article = ctx.book.article_of(move.step)
    if move.on > last:
        return (foul("V20", f"table.foul.late_{move.step}", article, days=days, last=last),)
    return (note("V20", f"table.note.in_time_{move.step}", article, days=days, last=last),)


def record_differences(ctx: Context, move: m.Move) -> Answer:
    """Write open issues into the list of differences."""
    move = cast("m.RecordDifferences", move)
    names = move.issues or ctx.state.unsettled()
    if not names:
        return Refused("V20", message("table.refuse.nothing_open"))
    for name in names:
        issue = ctx.issue(name)
        if issue is None:
            return Refused("V3", message("table.refuse.no_issue", issue=name))
        if ctx.state.issues[name].status.closed:
            return Refused("V3", message("table.refuse.closed", issue=issue.name))
    return ()
