"""Commands that steer the meeting and its ending. One function for each command."""

from __future__ import annotations

from typing import get_args

from cases import moves as m
from cases.messages import message
from trainer.speech import lexicon
from trainer.speech.amounts import take_amount
from trainer.speech.builders import Builder
from trainer.speech.days import take_day
from trainer.speech.lexicon import CommandWord
from trainer.speech.names import Ground, take_issues
from trainer.speech.scanner import Scanner
from trainer.speech.terms import option_in, take_option, take_ref
from trainer.table.views import TableView


def minutes(scanner: Scanner, most: int) -> int | None:
    """A number of minutes from 1 to ``most``, if a number stands here."""
    scanner.skip()
    start = scanner.pos
    amount = take_amount(scanner)
    if amount is None:
        return None
    if amount.number != int(amount.number) or not 1 <= amount.number <= most:
        raise scanner.misread(
            message("command.minutes.range", most=most), message("command.minutes.how"), start=start
        )
    scanner.take(lexicon.words("minutes"))
    return int(amount.number)


def caucus(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """A break."""
    return m.Caucus(minutes=minutes(scanner, 60))


def sidebar(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """A word between the chiefs."""
    return m.Sidebar(minutes=minutes(scanner, 30) or 2)


def adjourn(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Suspend the talks, until a day if one is named."""
    until = take_day(scanner, ground)
    return m.Adjourn(until=until, topics=take_issues(scanner, ground, lexicon.words("connect", "and")))


def mediation(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Ask for coordination from outside."""
    to = take_option(scanner, "mediation") or "hr_department"
    issues = take_issues(scanner, ground, lexicon.words("connect", "and"))
    return m.MediationRequest.model_validate({"to": to, "differences": issues})


def deadlock(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """State that positions no longer move."""
    return m.Deadlock(issues=take_issues(scanner, ground, lexicon.words("connect", "and")))


def consent(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Answer a procedural proposal: the one named, else the other side's latest."""
    refs = take_ref(scanner)
    if refs is None:
        theirs = [item.seq for item in ground.table.pending if item.side is not ground.side]
        if not theirs:
            raise scanner.misread(message("command.consent.nothing"), message(f"command.usage.{word.id}"))
        refs = theirs[-1]
    return m.Consent(refs=refs, yes=word.id == "consent")


def sign(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """A step of the ending; without a day, the first on which it can be done."""
    if word.step == "draft":
        return m.Sign(step="draft")
    day = take_day(scanner, ground) or first_day(word.step or "", ground.case.calendar.meeting, ground.table)
    return m.Sign.model_validate({"step": word.step, "on": day})


def first_day(step: str, meeting: str, table: TableView) -> str:
    """The first day on which a closing step can be done."""
    closing = table.closing
    if step == "sign" and closing.ballots:
        return closing.ballots[-1].on
    if step == "file":
        return max((day for _, day in closing.signed.items() if day), default=meeting)
    if step == "publish" and closing.in_force:
        return closing.in_force
    return meeting


def threat(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """A threat, by what its words name."""
    what = option_in(scanner.text[scanner.pos :], "threat") or "stoppage"
    return m.Threat.model_validate({"what": what})


def correct(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Correct the record of an event."""
    refs = take_ref(scanner)
    note = scanner.rest()
    if refs is None or not note:
        raise scanner.misread(message("command.correct.what"), message(f"command.usage.{word.id}"))
    return m.CorrectMinutes(refs=refs, note=note)


def substitute(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Hand the chief's part to another seat."""
    seat = scanner.chunk()
    if seat not in ground.table.seats:
        raise scanner.misread(
            message("command.substitute.who", word=seat),
            message("command.substitute.seats", seats=ground.table.seats)
            if ground.table.seats
            else message(f"command.usage.{word.id}"),
        )
    scanner.pos += len(seat)
    return m.Substitute(seat=seat)


def chair(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """What the chair does."""
    action = take_option(scanner, "chair")
    if action is None:
        raise scanner.misread(message("command.chair.what"), message(f"command.usage.{word.id}"))
    side = take_option(scanner, "side")
    amount = take_amount(scanner)
    seconds = int(amount.number) if amount is not None else 0
    reason = scanner.rest() or None
    return m.Chair.model_validate({"action": action, "side": side, "seconds": seconds, "reason": reason})


def plain(kind: str) -> Builder:
    """A command that takes nothing."""
    move = next(cls for cls in get_args(get_args(m.Move)[0]) if cls.model_fields["kind"].default == kind)

    def build(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
        made: m.Move = move()
        return made

    return build


PROCEDURE: dict[str, Builder] = {
    "caucus": caucus,
    "back": plain("end_caucus"),
    "report": plain("report_members"),
    "adjourn": adjourn,
    "sidebar": sidebar,
    "mediation": mediation,
    "deadlock": deadlock,
    "close": plain("close_talks"),
    "consent": consent,
    "decline": consent,
    "draft": sign,
    "vote": sign,
    "sign": sign,
    "file": sign,
    "publish": sign,
    "yield": plain("yield"),
    "speech": plain("speech"),
    "correct": correct,
    "substitute": substitute,
    "walkout": plain("walkout"),
    "threat": threat,
    "chair": chair,
}
"""Builders by command id."""
