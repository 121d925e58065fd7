"""Does a transcript hold? Its chain is checked in reading; here every move is judged again.

The moves, at their times, must produce every other byte: verdicts, notices of the clock and the engine,
hashes. The first line that the engine would not have written is the bad one.
"""

from __future__ import annotations

from cases.messages import message
from cases.transcript import BadLine, Event, Transcript, dump
from trainer.table import notices as n
from trainer.table.answers import Command, Refused
from trainer.table.evolve import body_of
from trainer.table.rulebook import Rulebook
from trainer.table.table import Table

FIRST_EVENT_LINE = 2


def verify(book: Rulebook, transcript: Transcript) -> BadLine | None:
    """The first line that does not follow from the moves before it, or ``None`` if all do."""
    table = Table(book, transcript.header)
    events = transcript.events
    at = 0
    while at < len(events):
        made = _again(table, events[at])
        if isinstance(made, BadLine):
            return BadLine(at + FIRST_EVENT_LINE, made.message)
        for step, event in enumerate(made):
            if at + step >= len(events):
                break
            if dump(events[at + step]) != dump(event):
                return BadLine(at + step + FIRST_EVENT_LINE, message("transcript.differs"))
        at += len(made)
    return None


def _again(table: Table, event: Event) -> tuple[Event, ...] | BadLine:
    """What the engine records for this event when asked again."""
    before = len(table.events)
    try:
        body = body_of(event)
    except ValueError:
        return BadLine(0, message("transcript.event"))
    if event.kind in n.NOTICE_KINDS:
        if event.kind == "exported":
            return table.export().events[before:] or BadLine(0, message("transcript.differs"))
        table.advance(event.at)
    elif event.seat not in table.form.seat_map:
        return BadLine(0, message("transcript.seat", seat=event.seat))
    else:
        answer = table.apply(Command(event.seat, body, event.at))  # type: ignore[arg-type]
        if isinstance(answer, Refused):
            return BadLine(0, message("transcript.refused", reason=answer.reason))
    made = tuple(table.events[before:])
    return made or BadLine(0, message("transcript.differs"))
