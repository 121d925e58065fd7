"""Find a title by what people type: its words, letters in order, or the initials of its pinyin."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

Readings: TypeAlias = tuple[str, ...]
"""The ways to spell one character."""


@dataclass(frozen=True, slots=True)
class Found:
    """How well a text answers a query, and which of its characters do."""

    score: float
    """Above 0; 1 is best."""
    places: tuple[int, ...]
    """Indexes of the characters to mark."""


def search(query: str, text: str) -> Found | None:
    """Whether ``text`` answers ``query``, and how well.

    In order of worth: the query stands in the text as it is; its letters are the initials of the
    pinyin (``txh`` finds the title whose syllables begin with t, x and h), or full syllables; its
    characters stand in the text in order. Case, width and spaces do not count.
    """
    wanted = "".join("".join(map(_plain, query)).split())
    if not wanted:
        return None
    shown = [_plain(character) for character in text]
    return _as_it_stands(wanted, shown) or _by_pinyin(wanted, text, shown) or _in_order(wanted, shown)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _as_it_stands(wanted: str, shown: list[str]) -> Found | None:
    """The query as one run of the text's characters, spaces skipped."""
    letters = [(index, letter) for index, form in enumerate(shown) for letter in form if not letter.isspace()]
    joined = "".join(letter for _, letter in letters)
    start = joined.find(wanted)
    if start < 0:
        return None
    places = dict.fromkeys(index for index, _ in letters[start : start + len(wanted)])
    early = 1 - start / (len(joined) + 1)
    return Found(0.8 + 0.2 * early, tuple(places))


def _by_pinyin(wanted: str, text: str, shown: list[str]) -> Found | None:
    """The query as initials or whole syllables of neighbouring characters."""
    if not wanted.isascii() or not any(map(_is_han, text)):
        return None
    readings = tuple(_readings(character) for character in text)
    for start in range(len(readings)):
        length = _match_syllables(wanted, readings[start:], shown[start:])
        if length:
            early = 1 - start / (len(readings) + 1)
            return Found(0.5 + 0.25 * early, tuple(range(start, start + length)))
    return None


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _match_syllables(wanted: str, readings: tuple[Readings, ...], shown: list[str]) -> int:
    """How many characters from the first on spell ``wanted``, each by initial or in full; 0 if none do."""
    if not readings:
        return 0
    if shown[0].isspace():
        rest = _match_syllables(wanted, readings[1:], shown[1:])
        return rest + 1 if rest else 0
    syllables = readings[0]
    if any(syllable.startswith(wanted) for syllable in syllables):
        return 1
    for taken in dict.fromkeys([*syllables, *(syllable[:1] for syllable in syllables)]):
        if taken and wanted.startswith(taken):
            rest = _match_syllables(wanted[len(taken) :], readings[1:], shown[1:])
            if rest:
                return rest + 1
    return 0


def _in_order(wanted: str, shown: list[str]) -> Found | None:
    """The query's characters in order, with others between."""
    places: list[int] = []
    for index, character in enumerate(shown):
        if len(places) < len(wanted) and character == wanted[len(places)]:
            places.append(index)
    if len(places) < len(wanted):
        return None
    spread = places[-1] - places[0] + 1
    return Found(0.4 * len(wanted) / spread, tuple(places))


@lru_cache(maxsize=4096)
def _readings(character: str) -> Readings:
    """Every pinyin of a character without tones; one that is not Han stands for itself.

    The dictionary is loaded at the first search by letters, and without its phrases: they decide between
    the readings of a character, all of which people may type, and take ten times the memory of the rest.
    """
    if not _is_han(character):
        return (_plain(character),)
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True)
    return tuple(_plain(syllable) for syllable in found[0])
