"""The only module that touches Textual's insides.

Each entry says what is wrong or missing in Textual, under which version it was seen, and what to
delete when that has changed. Call :func:`apply` once, before an app runs.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import textual
from rich.cells import split_graphemes
from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from rich.segment import Segment
from rich.text import Text
from textual import _xterm_parser
from textual._compositor import Compositor, CompositorUpdate
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.geometry import Region
from textual.strip import Strip

R = TypeVar("R")
"""What an app returns."""

LONGEST_SEQUENCE = 4096
"""Characters of one control sequence that the key parser reads before it gives up (Textual: 32)."""

REPAIRED_COMPOSITOR = frozenset({"8.2.8"})
"""Versions of Textual whose compositor was read and is repaired; any other is left as it is."""

Line: TypeAlias = "dict[int, Strip | None]"
"""One line of the screen in pieces: the column where a piece begins, and the piece."""

_TAKEN = Strip([], 0)
"""Marks a column whose cells belong to a piece that begins further left."""

_textual_chops = Compositor._render_chops
_textual_partial = Compositor.render_partial_update


def apply() -> None:
    """Put every repair in place; doing it twice does nothing more."""
    raise_sequence_limit()
    if textual_version() in REPAIRED_COMPOSITOR:
        Compositor._render_chops = _render_chops  # type: ignore[method-assign]
        Compositor.render_partial_update = _render_partial_update  # type: ignore[method-assign, assignment]


def textual_version() -> str:
    """Textual's version, read off its folder's name: asking the package for it delays the first picture."""
    place = Path(textual.__file__).parent.parent
    named = [found.name.removeprefix("textual-") for found in place.glob("textual-*.dist-info")]
    return named[0].removesuffix(".dist-info") if len(named) == 1 else textual.__version__


def leave_compositor() -> None:
    """Give Textual its own compositor back (for the test that the defect is still there)."""
    Compositor._render_chops = _textual_chops  # type: ignore[method-assign]
    Compositor.render_partial_update = _textual_partial  # type: ignore[method-assign]


# --- keys -------------------------------------------------------------------------------------------------


def raise_sequence_limit() -> None:
    """Let the key parser read long control sequences.

    Textual 8.2.8 stops after 32 characters. Terminals that report what an input method commits as
    one kitty sequence (``ESC[32;;20320:22909u``) need about six for each character, so a phrase of
    five was typed out as digits. Delete when Textual's own limit has room for a sentence.
    """
    limit: int = getattr(_xterm_parser, "_MAX_SEQUENCE_SEARCH_THRESHOLD", LONGEST_SEQUENCE)
    if limit < LONGEST_SEQUENCE:
        _xterm_parser._MAX_SEQUENCE_SEARCH_THRESHOLD = LONGEST_SEQUENCE


def replace_bindings(node: DOMNode, bindings: Iterable[Binding]) -> None:
    """Give a node its key bindings anew: what carries an id is taken away, then ``bindings`` are added.

    Textual reads bindings when a class is made, before anybody knows which language to describe
    them in; there is no public way to change them on an instance.
    """
    kept: dict[str, list[Any]] = {}
    for key, binding in node._bindings:
        if binding.id is None:
            kept.setdefault(key, []).append(binding)
    for binding in Binding.make_bindings(bindings):
        kept.setdefault(binding.key, []).append(binding)
    node._bindings.key_to_bindings = kept


# --- failures ---------------------------------------------------------------------------------------------


class PlainFailure(App[R]):
    """An app that ends with a sentence where Textual would print a traceback with all local variables."""

    def failure_note(self, error: BaseException) -> str:
        """Called once when the program fails: what to tell the person on the way out."""
        raise NotImplementedError

    def _fatal_error(self) -> None:
        """Textual's hook for what no handler caught; there is no public one (8.2.8)."""
        error = sys.exc_info()[1]
        if error is not None and not self._exit_renderables:
            self._exit_renderables.append(Text(self.failure_note(error)))
        self._close_messages_no_wait()


# --- overlays ---------------------------------------------------------------------------------------------
#
# Textual puts a line of the screen together from pieces. It cuts every widget's strip at every column
# where any widget of that line begins or ends, also at those that lie hidden behind it; and a cut through
# a character two cells wide leaves two blanks. A toast or a drop-down list over bordered panels so loses
# Chinese characters (Textual issue 6357, seen in 8.2.8).
#
# The repair cuts a strip only where something in front of it begins or ends. Pieces are then no longer
# bounded by the columns Textual reckons with, so the update of a part of the screen is written here too;
# it takes a wide character whole when the part's edge runs through it. Delete all of it, and its tests,
# when issue 6357 is closed.


def _render_chops(
    self: Compositor, crop: Region, is_rendered_line: Callable[[int], bool]
) -> Sequence[Mapping[int, Strip]]:
    """The lines of ``crop`` (and one column to each side) in pieces, front widgets first."""
    cuts = self.cuts
    lines: list[Line] = [dict.fromkeys(line_cuts[:-1]) for line_cuts in cuts]
    wider = crop.grow((0, 1, 0, 1)).intersection(self.size.region)
    for region, clip, strips in self._get_renders(wider):
        shown = region.intersection(clip)
        first, last = shown.column_span
        for y, strip in zip(shown.line_range, strips, strict=False):
            if is_rendered_line(y):
                _claim(lines[y], cuts[y], strip, first, min(last, first + strip.cell_length))
    return [
        {x: piece for x, piece in line.items() if piece is not None and piece is not _TAKEN} for line in lines
    ]


def _claim(line: Line, cuts: list[int], strip: Strip, first: int, last: int) -> None:
    """Put a strip that covers the columns ``first`` to ``last`` wherever nothing stands in front of it."""
    begin: int | None = None
    for cut, following in pairwise(cuts[bisect_left(cuts, first) :]):
        if following > last or line[cut] is not None:
            if begin is not None:
                line[begin] = strip.crop(begin - first, cut - first)
                begin = None
            if following > last:
                return
            continue
        if begin is None:
            begin = cut
        line[cut] = _TAKEN
    if begin is not None:
        line[begin] = strip.crop(begin - first, last - first)


def _render_partial_update(self: Compositor) -> PartUpdate | None:
    """An update of what has changed since the last one; ``None`` if nothing has."""
    changed = self._dirty_regions.copy()
    self._dirty_regions.clear()
    if not changed:
        return None
    crop = Region.from_union(changed).intersection(self.size.region)
    spans = list(self._regions_to_spans(changed))
    lines = self._render_chops(crop, {y for y, _, _ in spans}.__contains__)
    return PartUpdate(lines, spans)


class PartUpdate(CompositorUpdate):
    """Draws parts of lines, a wide character at a part's edge whole."""

    def __init__(self, lines: Sequence[Mapping[int, Strip]], spans: list[tuple[int, int, int]]) -> None:
        """Make an update.

        Args:
            lines: The lines of the screen in pieces.
            spans: What to draw: line, first column, column after the last.
        """
        self.lines = lines
        self.spans = spans

    def pieces(self) -> Iterator[tuple[int, int, Strip]]:
        """What to draw where: column, line and strip."""
        for y, left, right in self.spans:
            for x, strip in self.lines[y].items():
                end = x + strip.cell_length
                if x >= right or end <= left:
                    continue
                start, stop = max(left - x, 0), min(right, end) - x
                start -= _inside_wide(strip, start)
                stop += _inside_wide(strip, stop)
                yield x + start, y, strip.crop(start, stop)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As segments, for consoles that take them."""
        for x, y, strip in self.pieces():
            yield Control.move_to(x, y).segment
            yield from strip
        yield Segment("")

    def render_segments(self, console: Console) -> str:
        """As text with control sequences, for the terminal."""
        return "".join(
            f"{Control.move_to(x, y).segment.text}{strip.render(console)}" for x, y, strip in self.pieces()
        )


def _inside_wide(strip: Strip, cell: int) -> bool:
    """Whether a cut before ``cell`` would run through a character."""
    begin = 0
    for segment in strip:
        length = segment.cell_length
        if begin + length > cell:
            return _inside_wide_text(segment.text, cell - begin)
        begin += length
    return False


def _inside_wide_text(text: str, cell: int) -> bool:
    used = 0
    for _start, _end, width in split_graphemes(text)[0]:
        if used >= cell:
            return used > cell
        used += width
    return used > cell


def is_starting(app: App[Any]) -> bool:
    """Whether the app still holds back everything that is drawn, as it does until its start is complete.

    Textual 8.2.8 tells a screen that it has been refreshed also when what was drawn was held back.
    """
    return app._batch_count > 0
