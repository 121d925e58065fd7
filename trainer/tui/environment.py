"""What must be true before Textual is imported and before it draws. Imports no Textual."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from typing import Protocol

from cases.messages import Message, message

SMALLEST = (80, 24)
"""Columns and rows below which the screens cannot be shown."""


class Stream(Protocol):
    """As much of a text stream as the check looks at."""

    @property
    def encoding(self) -> str | None:
        """The name of the stream's text encoding."""

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""


def prepare_environment() -> None:
    """Set what Textual reads once, when it is imported.

    Textual asks terminals with the kitty keyboard protocol to report every key together with its
    text. Some then send what an input method commits as one long control sequence, and Textual's
    parser gives up on long ones: a Chinese phrase of five characters arrives as rubbish. Without
    that mode the phrase arrives as plain text. People who want the mode can set the variable to 0.
    """
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def drawing_stream() -> Stream | None:
    """The stream on which Textual draws: stdout on Windows, stderr elsewhere; ``None`` if it is closed."""
    return sys.__stdout__ if sys.platform == "win32" else sys.__stderr__


def check_terminal(
    *,
    stdin: Stream | None = None,
    drawing: Stream | None = None,
    size: tuple[int, int] | None = None,
) -> Message | None:
    """What keeps the screens from being shown here, or ``None`` if nothing does.

    Args:
        stdin: Where keys come from; the process's own stream if not given.
        drawing: Where Textual draws; :func:`drawing_stream` if not given.
        size: Columns and rows; the terminal's own if not given.
    """
    stdin = stdin or sys.__stdin__
    drawing = drawing or drawing_stream()
    if stdin is None or not stdin.isatty():
        return message("ui.terminal.no_keyboard")
    if drawing is None or not drawing.isatty():
        stream = "stdout" if sys.platform == "win32" else "stderr"
        return message("ui.terminal.no_screen", stream=stream)
    if not is_utf8(drawing.encoding):
        return message("ui.terminal.encoding", encoding=drawing.encoding or "?")
    columns, rows = size or shutil.get_terminal_size(fallback=SMALLEST)
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        return message(
            "ui.terminal.small", columns=columns, rows=rows, need_columns=SMALLEST[0], need_rows=SMALLEST[1]
        )
    return None


def is_utf8(encoding: str | None) -> bool:
    """Whether an encoding name means UTF-8, however it is spelled; an unknown name does not."""
    try:
        return codecs.lookup(encoding or "").name == "utf-8"
    except LookupError:
        return False
