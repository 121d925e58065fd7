"""A transcript as a person reads it: phases, speakers, sentences, typed readings, verdicts, the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cases import moves as m
from cases.case import Case
from cases.format import Format
from cases.lang import Lang
from cases.text import Text
from cases.transcript import Event, Finding, Transcript
from trainer.i18n import lookup, say
from trainer.speech.describe import value_text
from trainer.speech.records import ballot_lines, describe_event, describe_finding
from trainer.table import notices as n
from trainer.table.evolve import body_of
from trainer.table.state import Status, TableState


def clock_text(at: int) -> str:
    """Table time as minutes and seconds, mm:ss."""
    minutes, seconds = divmod(at // 1000, 60)
    return f"{minutes:02}:{seconds:02}"


INNER_MARKS = str.maketrans({"\u201c": "\u2018", "\u201d": "\u2019"})
"""Chinese quotation marks inside quotation marks are single (GB/T 15834, 4.8.3.3)."""


def inside_quotes(words: str, lang: Lang) -> str:
    """Words that are about to stand in quotation marks."""
    return words.translate(INNER_MARKS) if lang is Lang.ZH else words


class Replay:
    """Tells one transcript in one language."""

    def __init__(self, transcript: Transcript, case: Case, form: Format, lang: Lang) -> None:
        self.transcript = transcript
        self.case = case
        self.form = form
        self.lang = lang
        self.phases: Mapping[str, Text] = {phase.id: phase.name for phase in form.phases}

    def say(self, key: str, **places: object) -> str:
        """A sentence of the room ``replay``."""
        return say(f"replay.{key}", self.lang, **places)  # type: ignore[arg-type]

    def lines(self, state: TableState) -> Iterator[str]:
        """The whole match; ``state`` is the table after its last event."""
        yield from self.head()
        for event in self.transcript.events:
            yield from self.event(event)
        yield from self.ledger(state)

    def head(self) -> Iterator[str]:
        """What was played and by whom."""
        header = self.transcript.header
        yield self.say("title", case=self.case.title)
        yield self.say("format", format=self.form.name, seed=header.seed)
        for side, party in self.case.parties.items():
            chief = next((s for s in header.seats if s.side is side and s.role == "chief"), None)
            holder = chief.holder if chief is not None else "empty"
            what = self.say(f"holder.{holder}", persona=self._persona(chief.persona if chief else None))
            yield self.say("party", side=say(f"common.side.{side}", self.lang), name=party.name, holder=what)
        start = self.form.phase_map[self.form.start]
        yield from ("", self.say("phase", clock=clock_text(0), name=start.name))

    def _persona(self, persona: str | None) -> str:
        name, _, level = (persona or "").partition(":")
        named = lookup(f"home.persona.{name}.name", self.lang) or name
        return self.say("persona", name=named, level=level) if level else named

    def event(self, event: Event) -> Iterator[str]:
        """One event: a notice on a line of its own, a move with its words, reading and verdict."""
        body = body_of(event)
        what = describe_event(event, self.case, self.lang, self.phases)
        if event.kind == "phase":
            yield from ("", self.say("phase", clock=clock_text(event.at), name=what))
            return
        if isinstance(body, n.NoticeBase):
            yield self.say("notice", clock=clock_text(event.at), text=what)
            if isinstance(body, n.BallotNotice):
                yield from (f"      {line}" for line in self._ballot(body))
            return
        yield from self._move(event, body, what)

    def _ballot(self, notice: n.BallotNotice) -> list[str]:
        names = {segment.id: segment.name for segment in self.case.briefs.union.segments}
        return ballot_lines(notice, self.case, self.lang, names)

    def _move(self, event: Event, move: m.Move, what: str) -> Iterator[str]:
        clock, who = clock_text(event.at), self.speaker(event)
        words = spoken_words(move, self.lang)
        if words:
            yield self.say("speech", clock=clock, who=who, words=inside_quotes(words, self.lang))
            if move.kind != "speech":
                yield self.say("reading", seq=event.seq, what=what)
        else:
            yield self.say("move", clock=clock, who=who, seq=event.seq, what=what)
        for finding in event.verdict.findings:
            yield self._finding(finding)

    def speaker(self, event: Event) -> str:
        """Who spoke: side and seat."""
        seat = self.form.seat_map.get(event.seat)
        name = seat.name.get(self.lang) if seat is not None else event.seat
        if event.side is None:
            return name
        return self.say("who", side=say(f"common.side.{event.side}", self.lang), seat=name)

    def _finding(self, finding: Finding) -> str:
        text = describe_finding(finding, self.case, self.lang)
        if finding.law and finding.article:
            text = self.say(
                "article", text=text, law=law_name(finding.law, self.lang), number=finding.article
            )
        return self.say(f"finding.{finding.level}", text=text)

    def ledger(self, state: TableState) -> Iterator[str]:
        """What is agreed and what is not."""
        yield from ("", self.say("ledger"))
        for name, line in state.issues.items():
            issue = self.case.issue_map[name]
            value = self.say(f"status.{line.status.value}")
            if line.status is Status.TENTATIVE and line.agreed is not None:
                value = value_text(issue, line.agreed, self.lang)
            before = value_text(issue, issue.current, self.lang)
            yield self.say("term", issue=issue.name, value=value, before=before)


def spoken_words(move: m.Move, lang: Lang) -> str | None:
    """The words said with a move, in ``lang`` if it was said in it, else as they were said."""
    if move.text is None:
        return None
    first, second = (move.text.zh, move.text.en) if lang is Lang.ZH else (move.text.en, move.text.zh)
    return first or second


def law_name(title: str, lang: Lang) -> str:
    """A law by its name in ``lang``."""
    from cases.lawbook import lawbook
    from cases.statutes import law_title

    full = law_title(title)
    return lawbook().title(full).get(lang) if full is not None else title
