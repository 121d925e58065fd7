"""The transcript: a header and a chain of events, one JSON object a line.

The file is the truth about a match: state, debrief, replay and score are readings of it. Each
line carries the SHA-256 of the line before as written, so that a changed byte shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cases.messages import Message, message
from cases.sides import Side

CONFIG = ConfigDict(frozen=True, defer_build=True, extra="forbid")


class Stamp(BaseModel):
    """Which document was used, exactly."""

    model_config = CONFIG

    id: str
    sha256: str


class Seat(BaseModel):
    """A place at the table and who holds it."""

    model_config = CONFIG

    id: str
    side: Side | None = None
    role: str
    holder: Literal["person", "computer", "empty"] = "person"
    persona: str | None = None


class Header(BaseModel):
    """First line of a transcript."""

    model_config = CONFIG

    transcript: Literal[1] = 1
    case: Stamp
    format: Stamp
    seed: int
    started_at: str
    """Wall-clock time of the start, ISO 8601, as given by whoever started the match."""
    seats: tuple[Seat, ...]


class Finding(BaseModel):
    """One thing the rules have to say about an accepted move."""

    model_config = CONFIG

    rule: str
    """Rule id: ``V6`` is the statutory floor."""
    level: Literal["note", "conditional", "foul"]
    key: str
    """Catalogue key of the sentence."""
    params: dict[str, Any] = {}
    law: str | None = None
    article: int | None = None


class Verdict(BaseModel):
    """The engine's answer to an accepted move."""

    model_config = CONFIG

    legality: Literal["ok", "conditional", "foul"] = "ok"
    findings: tuple[Finding, ...] = ()


OK = Verdict()


class Event(BaseModel):
    """One accepted move, or one notice of the clock or the engine."""

    model_config = CONFIG

    seq: int = Field(ge=1)
    at: int = Field(ge=0)
    """Table time, milliseconds since the start."""
    seat: str
    """Who: a seat's id, ``clock`` or ``engine``."""
    side: Side | None
    kind: str
    body: dict[str, Any]
    verdict: Verdict = OK
    prev: str
    """SHA-256 of the line before, as written."""


def dump(model: BaseModel) -> str:
    """A line as it is written: compact JSON, fixed field order, no escapes."""
    return model.model_dump_json(exclude_defaults=False, exclude_none=False)


def digest(line: str) -> str:
    """SHA-256 of a written line (without its line feed)."""
    return hashlib.sha256(line.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole match as recorded."""

    header: Header
    events: tuple[Event, ...]

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        yield dump(self.header)
        for event in self.events:
            yield dump(event)

    def text(self) -> str:
        """The file."""
        return "".join(f"{line}\n" for line in self.lines())


@dataclass(frozen=True, slots=True)
class BadLine:
    """The first line of a transcript that does not hold."""

    line: int
    """Line number, from 1."""
    message: Message


def read_lines(lines: Sequence[str]) -> Transcript | BadLine:
    """Read a transcript and check its form, numbering, order of time and hash chain.

    Returns the first bad line instead of raising: a torn or altered file is an ordinary answer.
    """
    if not lines:
        return BadLine(1, message("transcript.empty"))
    try:
        header = Header.model_validate_json(lines[0])
    except ValidationError:
        return BadLine(1, message("transcript.header"))
    if dump(header) != lines[0]:
        return BadLine(1, message("transcript.spelling"))
    events: list[Event] = []
    before = digest(lines[0])
    for number, line in enumerate(lines[1:], start=2):
        event = _read_event(line, number, before, events)
        if isinstance(event, BadLine):
            return event
        events.append(event)
        before = digest(line)
    return Transcript(header, tuple(events))


def _read_event(line: str, number: int, before: str, events: Sequence[Event]) -> Event | BadLine:
    try:
        event = Event.model_validate_json(line)
    except ValidationError:
        return BadLine(number, message("transcript.event"))
    if event.prev != before:
        if _misspelt(event.prev, before):
            return BadLine(number, message("transcript.prev"))
        return BadLine(number - 1, message("transcript.chain", next=number))
    if event.seq != len(events) + 1:
        return BadLine(number, message("transcript.seq", seq=event.seq, expected=len(events) + 1))
    if events and event.at < events[-1].at:
        return BadLine(number, message("transcript.time"))
    if dump(event) != line:
        return BadLine(number, message("transcript.spelling"))
    return event


def _misspelt(written: str, true: str) -> bool:
    """Whether a hash was altered itself: hashes of different lines share a few places by chance, not half."""
    return len(written) != len(true) or sum(map(str.__eq__, written, true)) > len(true) // 2


def split(text: str) -> list[str]:
    """The lines of a transcript file; a last line without line feed is kept (it may be torn)."""
    lines = text.split("\n")
    return lines[:-1] if lines and lines[-1] == "" else lines


def write(lines: Iterable[str]) -> str:
    """Join lines into the text of a file."""
    return "".join(f"{line}\n" for line in lines)


def compact(value: Any) -> str:
    """Any JSON value in the transcript's own spelling."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
