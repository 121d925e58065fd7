"""Reading a typed line from left to right, knowing always where one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.messages import Message
from trainer.speech.lexicon import fold

SEPARATORS = " \t,;=。，、；|"
"""Signs between parts that mean nothing by themselves."""

COLON = ":"
"""Between a name and its value it means nothing; after a finished part it says that plain words follow."""


@dataclass(frozen=True, slots=True)
class CommandFault:
    """What in a typed line could not be understood."""

    message: Message
    """What is wrong."""
    start: int
    """Where it begins in the line, in characters from 0 ..."""
    end: int
    """... and where it ends."""
    hint: Message | None = None
    """What would be right."""


class Misread(Exception):
    """Raised while reading; never leaves this package."""

    def __init__(self, fault: CommandFault) -> None:
        super().__init__(fault.message.key)
        self.fault = fault


class Scanner:
    """A line of typing and a place in it."""

    def __init__(self, text: str, pos: int = 0) -> None:
        self.text = text
        self.folded = fold(text)
        self.pos = pos

    def skip(self, *, colon: bool = False) -> None:
        """Go on to the next sign that means something; over colons too, if told so."""
        while self.pos < len(self.text) and (self._separates(self.pos) or (colon and self.at_colon)):
            self.pos += 1

    def _separates(self, place: int) -> bool:
        return self.folded[place] in SEPARATORS or self.text[place] in SEPARATORS

    @property
    def at_colon(self) -> bool:
        """Whether a colon stands here."""
        return self.folded.startswith(COLON, self.pos)

    @property
    def done(self) -> bool:
        """Whether nothing is left but separators."""
        self.skip()
        return self.pos >= len(self.text)

    @property
    def left(self) -> str:
        """What is left, folded."""
        return self.folded[self.pos :]

    def rest(self) -> str:
        """Take everything that is left, as it was typed."""
        self.skip(colon=True)
        found = self.text[self.pos :].strip()
        self.pos = len(self.text)
        return found

    def starts(self, word: str) -> bool:
        """Whether ``word`` stands here; English words only whole."""
        if not word or not self.folded.startswith(word, self.pos):
            return False
        end = self.pos + len(word)
        if word[-1].isascii() and word[-1].isalpha() and end < len(self.folded):
            after = self.folded[end]
            return not (after.isascii() and after.isalpha())
        return True

    def take(self, words: Iterable[str], *, skip: bool = True) -> str | None:
        """Take the first of ``words`` that stands here, if any."""
        start = self.pos
        if skip:
            self.skip()
        for word in words:
            if self.starts(word):
                self.pos += len(word)
                return word
        self.pos = start
        return None

    def take_close(self, words: Iterable[str]) -> str | None:
        """Take the first of ``words`` that stands right here; an English one may follow one space."""
        for word in words:
            if self.starts(word):
                self.pos += len(word)
                return word
            if word[:1].isascii() and self.folded.startswith(" ", self.pos):
                self.pos += 1
                if self.starts(word):
                    self.pos += len(word)
                    return word
                self.pos -= 1
        return None

    def peek(self, words: Iterable[str]) -> bool:
        """Whether one of ``words`` stands here."""
        start = self.pos
        found = self.take(words) is not None
        self.pos = start
        return found

    def chunk(self) -> str:
        """What stands here up to the next separator, without taking it."""
        self.skip()
        end = self.pos
        while end < len(self.text) and not self._separates(end) and self.folded[end] != COLON:
            end += 1
        return self.text[self.pos : end]

    def misread(self, what: Message, hint: Message | None = None, *, start: int | None = None) -> Misread:
        """A fault from ``start`` (default: here) to the end of what stands here."""
        begin = self.pos if start is None else start
        if start is None:
            self.skip()
            begin = min(self.pos, len(self.text))
            end = begin + len(self.chunk())
        else:
            end = max(self.pos, begin + 1)
        return Misread(CommandFault(what, begin, min(max(end, begin), len(self.text)), hint))
