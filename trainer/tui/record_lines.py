"""The record as lines: who, when, the sentence, its typed reading, what the rules say; and notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases import moves as m
from cases.lang import Lang
from cases.lawbook import lawbook, name_key
from cases.messages import message
from cases.sides import Side
from cases.text import Text
from cases.transcript import Event, Finding
from trainer.i18n import say
from trainer.speech.records import describe_event, describe_finding
from trainer.table.views import CaseView
from trainer.tui.figures import elapsed
from trainer.tui.story import move_of
from trainer.tui.text.wrap import wrap_cjk

INDENT = "  "


class Tone(StrEnum):
    """What a line is."""

    OWN = "own"
    OTHER = "other"
    WORDS = "words"
    READING = "reading"
    NOTE = "note"
    FOUL = "foul"
    NOTICE = "notice"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A line of the record."""

    text: str
    tone: Tone
    seq: int


@dataclass(frozen=True, slots=True)
class Voice:
    """How a reader is told what happened: the case as it may be read, whose side, the format's names."""

    case: CaseView
    own: Side | None
    """The reader's side."""
    seats: Mapping[str, Text]
    phases: Mapping[str, Text]

    def head(self, event: Event, lang: Lang) -> str:
        """The first line of an entry."""
        side = message(f"common.side.{event.side}") if event.side else message("tablescreen.record.neutral")
        seat = self.seats.get(event.seat)
        return say(
            "tablescreen.record.head",
            lang,
            seq=event.seq,
            side=side,
            seat=seat or event.seat,
            at=elapsed(event.at),
        )

    def describe(self, event: Event, lang: Lang) -> str:
        """The event in words."""
        return describe_event(event, self.case, lang, self.phases)

    def finding(self, finding: Finding, lang: Lang) -> str:
        """What a finding says, with its article."""
        sentence = describe_finding(finding, self.case, lang)
        if finding.law is None:
            return sentence
        basis = article_words(finding.law, finding.article, lang)
        return say("tablescreen.record.with_article", lang, sentence=sentence, article=basis)


def entry(event: Event, voice: Voice, lang: Lang, width: int, *, begun: bool = True) -> list[RecordLine]:
    """An event as lines of at most ``width`` cells; passing before the match has ``begun`` is being ready."""
    move = move_of(event)
    if move is None:
        return list(_notice(event, voice, lang, width))
    own = event.side is not None and event.side is voice.own
    lines = [
        RecordLine(text, Tone.OWN if own else Tone.OTHER, event.seq)
        for text in wrap_cjk(voice.head(event, lang), width)
    ]
    reading = voice.describe(event, lang)
    if not begun and isinstance(move, m.Yield):
        reading = say("tablescreen.record.ready", lang)
    lines += _words(event, move, reading, lang, width)
    for finding in event.verdict.findings:
        lines += _finding(voice.finding(finding, lang), finding, event.seq, lang, width)
    return lines


def _words(event: Event, move: m.Move, reading: str, lang: Lang, width: int) -> Iterator[RecordLine]:
    """The sentence and its reading; where nothing was said in words, the reading alone."""
    spoken = _spoken(move, lang)
    if spoken is not None:
        for text in _wrapped(spoken, width):
            yield RecordLine(text, Tone.WORDS, event.seq)
    if spoken is None:
        for text in _wrapped(reading, width):
            yield RecordLine(text, Tone.WORDS, event.seq)
    elif not isinstance(move, m.Speech | m.Yield):
        bracketed = say("tablescreen.record.reading", lang, reading=reading)
        for text in _wrapped(bracketed, width):
            yield RecordLine(text, Tone.READING, event.seq)


def _spoken(move: m.Move, lang: Lang) -> str | None:
    """The words in the reader's language, else as they were said."""
    if move.text is None:
        return None
    first, second = (move.text.zh, move.text.en) if lang is Lang.ZH else (move.text.en, move.text.zh)
    return first or second or None


def _finding(sentence: str, finding: Finding, seq: int, lang: Lang, width: int) -> Iterator[RecordLine]:
    text = say(f"tablescreen.record.{finding.level}", lang, sentence=sentence)
    tone = Tone.FOUL if finding.level == "foul" else Tone.NOTE
    for line in _wrapped(text, width):
        yield RecordLine(line, tone, seq)


def article_words(law: str, article: int | None, lang: Lang) -> str:
    """A law, and its article where there is one, as people cite it in ``lang``."""
    title = law_title(law).get(lang)
    if article is None:
        return say("tablescreen.law", lang, law=title)
    return say("tablescreen.article", lang, law=title, article=article)


def law_title(law: str) -> Text:
    """A law's full title in both languages; a name that nobody knows stays as it is."""
    book = lawbook()
    return book.title(book.names.get(name_key(law), law))


def _notice(event: Event, voice: Voice, lang: Lang, width: int) -> Iterator[RecordLine]:
    text = say("tablescreen.record.notice", lang, at=elapsed(event.at), notice=voice.describe(event, lang))
    for line in wrap_cjk(text, width, rest=INDENT):
        yield RecordLine(line, Tone.NOTICE, event.seq)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap_cjk(text, width, tidy=True, first=INDENT, rest=INDENT)
