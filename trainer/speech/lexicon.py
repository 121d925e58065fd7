"""The words of commands, read once from the data files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from cases.text import Lang

_WIDE, _NARROW = 0xFF01, 0x21
"""The first full-width sign and its ASCII twin; 94 of them stand in the same order."""

_PLAIN = {_WIDE + place: _NARROW + place for place in range(94)} | {
    0x3000: " ",
    0x2212: "-",
    0x2010: "-",
    0x2011: "-",
}


def fold(text: str) -> str:
    """``text`` in lower case with full-width signs made plain; every character keeps its place."""
    plain = text.translate(_PLAIN)
    low = plain.lower()
    return low if len(low) == len(plain) else "".join(_lower(sign) for sign in plain)


def _lower(sign: str) -> str:
    """A character in lower case, or as it is where that would take two."""
    low = sign.lower()
    return low if len(low) == 1 else sign


@dataclass(frozen=True, slots=True)
class CommandWord:
    """One command: its id, the kind of move it makes and the words it begins with."""

    id: str
    kind: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    step: str | None = None
    """Closing steps: which one."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word in either language."""
        return self.zh + self.en

    def main(self, lang: Lang) -> str:
        """The word that completion offers."""
        return (self.zh if lang is Lang.ZH else self.en)[0]


def _read(name: str) -> dict[str, Any]:
    source = resources.files("trainer.speech") / "data" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def commands() -> Mapping[str, CommandWord]:
    """All commands by id."""
    return {
        name: CommandWord(name, entry["kind"], tuple(entry["zh"]), tuple(entry["en"]), entry.get("step"))
        for name, entry in _read("commands.toml").items()
    }


@cache
def _words() -> Mapping[str, Any]:
    return _read("words.toml")


@cache
def words(group: str, name: str = "words") -> tuple[str, ...]:
    """The words of one entry, longest first."""
    return longest_first(_words()[group][name])


@cache
def group(name: str) -> Mapping[str, tuple[str, ...]]:
    """All entries of a group, each with its words, longest first; the entries in the order of the file."""
    return {entry: longest_first(found) for entry, found in _words()[name].items()}


@cache
def table(name: str) -> Mapping[str, Any]:
    """A group as it stands in the file."""
    found: Mapping[str, Any] = _words()[name]
    return found


@cache
def item_words() -> Mapping[str, tuple[str, ...]]:
    """Words for items of information and metrics beyond their names in the catalogues."""
    return {name: tuple(found) for name, found in _read("items.toml").items()}


def longest_first(found: Sequence[str]) -> tuple[str, ...]:
    """Words in the order in which they must be tried."""
    return tuple(sorted(found, key=lambda word: -len(word)))
