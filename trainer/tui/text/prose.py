"""A small part of Markdown: what help texts, briefs and articles need, and no more.

``# Heading``, ``## Heading``, paragraphs, ``- item``, ``1. item``, ``| table | rows |`` (a row of
dashes after the first makes it the head) and ``**strong**`` words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_HEADING = re.compile(r"(#{1,3})\s+(.*)")
_ITEM = re.compile(r"(-|\d+\.)\s+(.*)")
_RULE_CELL = re.compile(r":?-{2,}:?")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; ``mark`` is what stands before it."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first is the head if ``head`` is true."""

    rows: tuple[tuple[str, ...], ...]
    head: bool


Block: TypeAlias = Heading | Body | Item | Table


def blocks(source: str) -> list[Block]:
    """Read a text into its blocks. Lines of a paragraph are joined as Chinese or English are."""
    found: list[Block] = []
    for lines in _groups(source):
        first = lines[0]
        if heading := _HEADING.fullmatch(first):
            found.append(Heading(len(heading[1]), heading[2].strip()))
        elif first.startswith("|"):
            found.append(_table(lines))
        elif item := _ITEM.fullmatch(lines[0]):
            found.append(Item(item[1], _joined([item[2], *lines[1:]])))
        else:
            found.append(Body(_joined(lines)))
    return found


def strong_parts(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is strong; the stars are gone."""
    parts = []
    for index, piece in enumerate(_STRONG.split(text)):
        if piece:
            parts.append((piece, index % 2 == 1))
    return parts


def _groups(source: str) -> Iterator[list[str]]:
    """Lines that belong to one block."""
    group: list[str] = []
    for line in source.splitlines():
        text = line.strip()
        alone = not text or bool(_HEADING.fullmatch(text)) or bool(_ITEM.fullmatch(text))
        turn = bool(group) and (text.startswith("|") != group[0].startswith("|"))
        if group and (alone or turn or _HEADING.fullmatch(group[0])):
            yield group
            group = []
        if text:
            group.append(text)
    if group:
        yield group


def _joined(lines: list[str]) -> str:
    """One paragraph of several source lines: no space between two Chinese lines, one otherwise."""
    text = lines[0]
    for line in lines[1:]:
        between = "" if _asian(text[-1]) and _asian(line[0]) else " "
        text = f"{text}{between}{line}"
    return text


def _asian(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"


def _table(lines: list[str]) -> Table:
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    head = len(rows) > 1 and all(_RULE_CELL.fullmatch(cell) for cell in rows[1])
    return Table(tuple(row for index, row in enumerate(rows) if not (head and index == 1)), head)
