"""Screenshots whose Chinese stands where it stood on the screen.

Rich writes one ``<text>`` a run and gives it a length of one cell a character: browsers then squeeze
Han characters, two cells each, into half their room. Here every run is cut where its characters change
width, and each piece gets the place and length that it had on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby

from rich.cells import cell_len

RUN = re.compile(
    r'<text class="(?P<kind>[^"]*)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="(?P<length>[\d.]+)"'
    r"(?P<rest>[^>]*)>(?P<text>[^<]*)</text>"
)
FONT_FACE = re.compile(r"@font-face\s*{.*?}\s*", re.DOTALL)
"""Web fonts that the screenshot names: pictures have to open offline."""
SPACE = "\u00a0"


def true_to_cells(svg: str) -> str:
    """The screenshot with every piece of text as wide as its cells, and without web fonts."""
    return RUN.sub(_pieces, FONT_FACE.sub("", svg))


def _pieces(run: re.Match[str]) -> str:
    text = unescape(run["text"])
    if not text:
        return run[0]
    cell = float(run["length"]) / len(text)
    x = float(run["x"])
    return "".join(
        f'<text class="{run["kind"]}" x="{_short(x + start * cell)}" y="{run["y"]}"'
        f' textLength="{_short(width * cell)}"{run["rest"]}>{_marked(piece)}</text>'
        for start, width, piece in _by_width(text)
    )


def _by_width(text: str) -> Iterator[tuple[int, int, str]]:
    """``(first cell, cells, piece)`` of the pieces of one width; blanks between pieces draw nothing."""
    at = 0
    for _, signs in groupby(text, key=lambda sign: (cell_len(sign), sign == SPACE)):
        piece = "".join(signs)
        width = cell_len(piece)
        if piece.strip(SPACE):
            yield at, width, piece
        at += width


def _marked(text: str) -> str:
    return escape(text).replace(SPACE, "&#160;")


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
