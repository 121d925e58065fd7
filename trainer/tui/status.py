"""The line that says what matters. Toasts pass and may be missed; this stays until the next one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content

from cases.messages import Message
from trainer.tui.paragraph import Paragraph
from trainer.tui.speaking import Speaking


class Level(StrEnum):
    """How much a message matters; said in words as well as in colour."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message shown in the status line."""

    what: Message
    level: Level = Level.INFO


class StatusLine(Speaking, Paragraph):
    """Shows the last notice; as many lines as it needs, at most three."""

    DEFAULT_CSS = """
    StatusLine {
        height: auto;
        min-height: 1;
        max-height: 3;
        padding: 0 1;
    }
    StatusLine.-warning { color: $text-warning; }
    StatusLine.-error { color: $text-error; text-style: bold; }
    """

    notice: Notice | None = None
    """What is shown, kept as a message so that it can change its language."""

    def show(self, notice: Notice | None) -> None:
        """Show a notice in place of the last one, or nothing."""
        self.notice = notice
        for level in Level:
            self.set_class(notice is not None and notice.level is level, f"-{level}")
        self.set_text(self._sentence())

    def _sentence(self) -> Content:
        if self.notice is None:
            return Content("")
        sentence = self.render_message(self.notice.what)
        if self.notice.level is Level.INFO:
            return Content(sentence)
        return Content(self.t(f"ui.status.{self.notice.level}", sentence=sentence))
