"""Break text into lines as Chinese is set: anywhere between Han characters, never at a forbidden mark.

Latin words, figures with their units and article numbers stay whole; a word longer than the line
is cut between characters. Widths are cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from rich.cells import cell_len, split_graphemes

from trainer.tui.text.breaks import Rules, rules

Span: TypeAlias = tuple[int, int]
"""A piece of a text: index of its first character, index after its last."""

Cell: TypeAlias = tuple[int, int, int]
"""A grapheme: start, end, width in cells."""

NARROWEST = 2
"""No line is narrower: a Han character needs two cells."""

_HAN = r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_NEWLINE = re.compile(r"\r\n|\r|\n")


def tidy_spaces(text: str) -> str:
    """Take out the spaces between Han characters and figures, which print well and wrap badly."""
    return _stray().sub("", text)


@cache
def _stray() -> re.Pattern[str]:
    """Spaces to take out; put together at first use, for so wide a set of characters takes a while."""
    return re.compile(rf"(?<={_HAN})[ \t]+(?=[\d+\-]?\d)|(?<=[\d%])[ \t]+(?={_HAN})")


def wrap_cjk(text: str, width: int, *, tidy: bool = False, first: str = "", rest: str = "") -> list[str]:
    """Break ``text`` into lines of at most ``width`` cells.

    Spaces at a line's end are dropped; no other character is. Newlines in the text are kept: an
    empty line in the text is an empty line in the answer, and an empty text is one empty line.

    Args:
        text: What to set.
        width: Cells in a line; below 2 counts as 2.
        tidy: Take out stray spaces between Han characters and figures first.
        first: What goes before the first line (a list number); counted in the width.
        rest: What goes before every other line (the same number of cells, as a rule).
    """
    if tidy:
        text = tidy_spaces(text)
    inner = width - max(cell_len(first), cell_len(rest))
    lines = [text[start:end].replace("\t", " ") for start, end in line_spans(text, inner)]
    return [(rest if index else first) + line for index, line in enumerate(lines)]


@lru_cache(maxsize=4096)
def line_spans(text: str, width: int) -> tuple[Span, ...]:
    """Where the lines of ``text`` lie in it when set in ``width`` cells: what styled text is cut by."""
    width = max(width, NARROWEST)
    spans: list[Span] = []
    start = 0
    for newline in _NEWLINE.finditer(text):
        spans.extend(_source_line(text, start, newline.start(), width))
        start = newline.end()
    spans.extend(_source_line(text, start, len(text), width))
    return tuple(spans)


def _source_line(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    """The spans of one line of the source, each moved to its place in the whole text."""
    source = text[start:end].replace("\t", " ")
    for first, last in _fill(source, width):
        yield start + first, start + last


def _fill(line: str, width: int) -> Iterator[Span]:
    """Put as many unbreakable pieces into each line as it holds."""
    begin = last = used = 0
    for cells in _pieces(line):
        start, end = cells[0][0], cells[-1][1]
        solid = _solid_width(line, cells)
        if used and used + solid > width:
            yield _trimmed(line, begin, start)
            begin, used = start, 0
        if used + solid > width:
            *whole, remainder = _cut(line, cells, width)
            for piece in whole:
                yield _trimmed(line, piece[0][0], piece[-1][1])
            begin, used = remainder[0][0], _width(remainder)
        else:
            used += _width(cells)
        last = end
    yield _trimmed(line, begin, last)


def _pieces(line: str) -> Iterator[list[Cell]]:
    """Runs of graphemes between two neighbouring places where a line may end."""
    law = rules()
    cells, _ = split_graphemes(line)
    glued = _glued(line, law)
    piece: list[Cell] = []
    mark = ""
    for cell in cells:
        start, character = cell[0], line[cell[0]]
        before = line[piece[-1][0]] if piece else ""
        if mark and start not in glued and law.may_break(before, character, mark):
            yield piece
            piece = []
        piece.append(cell)
        if not character.isspace():
            mark = character
    if piece:
        yield piece


def _glued(line: str, law: Rules) -> frozenset[int]:
    """Indexes inside figures, article numbers and the like, before which no line may begin."""
    inside: set[int] = set()
    for match in law.together.finditer(line):
        inside.update(range(match.start() + 1, match.end()))
    return frozenset(inside)


def _cut(line: str, cells: list[Cell], width: int) -> list[list[Cell]]:
    """Cut a piece that is wider than a line; forbidden marks keep a neighbour where there is one."""
    law = rules()
    parts: list[list[Cell]] = []
    while _width(cells) > width:
        count = used = 0
        while count < len(cells) and used + cells[count][2] <= width:
            used += cells[count][2]
            count += 1
        keep = max(count, 1)
        while keep > 1 and not _clean_cut(line, cells, keep, law):
            keep -= 1
        keep = keep if _clean_cut(line, cells, keep, law) else max(count, 1)
        if keep >= len(cells):
            break
        parts.append(cells[:keep])
        cells = cells[keep:]
    return [*parts, cells]


def _clean_cut(line: str, cells: list[Cell], at: int, law: Rules) -> bool:
    """Whether neither side of a cut breaks the rule for line starts and line ends."""
    if at >= len(cells):
        return True
    return line[cells[at - 1][0]] not in law.never_end and line[cells[at][0]] not in law.never_start


def _width(cells: list[Cell]) -> int:
    return sum(cell[2] for cell in cells)


def _solid_width(line: str, cells: list[Cell]) -> int:
    """Width without the spaces at the end, which may hang over and are dropped there."""
    end = len(cells)
    while end and line[cells[end - 1][0] : cells[end - 1][1]].isspace():
        end -= 1
    return _width(cells[:end])


def _trimmed(line: str, start: int, end: int) -> Span:
    """The span without the spaces at its end."""
    return start, start + len(line[start:end].rstrip())
