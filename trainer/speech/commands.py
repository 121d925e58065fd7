"""Slash commands, in Chinese and English, to typed moves; and what could be typed next.

A command always works: it needs no understanding of free speech, and it teaches the vocabulary of the
table. ``/提 底薪 6`` and ``/propose base 6`` are the same move. Text without a stroke is a plain remark.
"""

from __future__ import annotations

import re

from pydantic import ValidationError

from cases import moves as m
from cases.messages import Message, message
from cases.text import Lang
from trainer.speech.builders import TERMS
from trainer.speech.completion import Completion, complete
from trainer.speech.lexicon import CommandWord, commands, longest_first
from trainer.speech.names import Ground
from trainer.speech.procedure import PROCEDURE
from trainer.speech.scanner import CommandFault, Misread, Scanner
from trainer.speech.talking import TALK
from trainer.table.views import CaseView, TableView

__all__ = ["CommandFault", "Completion", "complete", "is_command", "parse"]

STROKE = "/"
LONGEST = 4000
"""More characters than anyone types in one speech."""
NEAR = 60
"""Likeness (0 to 100) from which a command is worth suggesting for an unknown one."""

_BUILDERS = TERMS | TALK | PROCEDURE


def is_command(text: str) -> bool:
    """Whether ``text`` is a command and not plain words."""
    return Scanner(text).folded.lstrip().startswith(STROKE)


def parse(text: str, case: CaseView, table: TableView, lang: Lang) -> m.Move | CommandFault:
    """The move that ``text`` makes, or what in it could not be understood.

    Words after the structured part (or after a colon) become the spoken text of the move, in ``lang``.
    Nothing is judged here beyond the form: whether the move may be made is for the table to say.
    """
    if not text.strip():
        return CommandFault(message("command.empty"), 0, len(text))
    if len(text) > LONGEST:
        return CommandFault(message("command.too_long", most=LONGEST), LONGEST, len(text))
    if not is_command(text):
        return m.Speech(text=spoken(text.strip(), lang))
    scanner = Scanner(text)
    try:
        word = take_command(scanner, lang)
        move = _BUILDERS[word.id](scanner, Ground(case, table, lang), word)
        rest = scanner.rest()
    except Misread as misread:
        return misread.fault
    except ValidationError:
        return CommandFault(message("command.invalid"), 0, len(text))
    return move.model_copy(update={"text": spoken(rest, lang)}) if rest else move


def spoken(words: str, lang: Lang) -> m.Spoken:
    """Words said in one language."""
    return m.Spoken(zh=words) if lang is Lang.ZH else m.Spoken(en=words)


def take_command(scanner: Scanner, lang: Lang) -> CommandWord:
    """The command that the line begins with: whole, or an English beginning that only one command has."""
    scanner.skip()
    scanner.pos += len(STROKE)
    every = {word: command for command in commands().values() for word in command.words}
    for word in longest_first(list(every)):
        if scanner.starts(word):
            scanner.pos += len(word)
            return every[word]
    typed = re.match(r"[a-z]+|[^\s\d]+", scanner.left)
    text = typed.group() if typed else ""
    begun = {every[word].id for word in every if text and word.startswith(text)}
    if len(begun) == 1:
        scanner.pos += len(text)
        return commands()[begun.pop()]
    raise scanner.misread(message("command.unknown", word=text), _suggestion(text, begun, lang))


def _suggestion(text: str, begun: set[str], lang: Lang) -> Message:
    """Commands that may have been meant."""
    from rapidfuzz import process

    every = {word: command.id for command in commands().values() for word in command.words}
    alike = process.extract(text, list(every), score_cutoff=NEAR, limit=3) if text else []
    names = [*sorted(begun), *(every[word] for word, _, _ in alike)]
    if not names:
        names = ["propose", "conditional", "package", "accept", "reject", "info"]
    known = tuple(f"{STROKE}{commands()[name].main(lang)}" for name in dict.fromkeys(names))
    return message("command.known", commands=known)
