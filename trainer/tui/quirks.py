"""The only module that touches Textual's insides.

Each entry says what is wrong or missing in Textual, under which version it was seen, and what to
delete when that has changed. Call :func:`apply` once, before an app runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import _xterm_parser
from textual.binding import Binding
from textual.dom import DOMNode

LONGEST_SEQUENCE = 4096
"""Characters of one control sequence that the key parser reads before it gives up (Textual: 32)."""


def apply() -> None:
    """Put every repair in place; doing it twice does nothing more."""
    raise_sequence_limit()


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
