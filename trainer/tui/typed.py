"""From what stands in the composer to a typed move, and how both are kept."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from pydantic import ValidationError

from cases import moves as m
from cases.lang import Lang
from cases.messages import Message
from trainer.speech import commands
from trainer.table.views import CaseView, TableView
from trainer.tui.widgets.composer import Suggestion

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Unread:
    """Typed words that make no move: why, and what would be right."""

    what: Message
    hint: Message | None = None


def read(words: str, case: CaseView, view: TableView, lang: Lang) -> m.Move | Unread | None:
    """The move that typed words make; ``None`` where nothing is typed."""
    if not words.strip():
        return None
    found = commands.parse(words, case, view, lang)
    if isinstance(found, commands.CommandFault):
        return Unread(found.message, found.hint)
    if isinstance(found, m.Speech) and not commands.is_command(words):
        return found.model_copy(update={"text": spoken(words)})
    return found


def spoken(words: str) -> m.Spoken | None:
    """Typed words in the language that they are in."""
    text = words.strip()
    if not text:
        return None
    return m.Spoken(zh=text) if _HAN.search(text) else m.Spoken(en=text)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person was about to say: words in the composer, and a move prepared by form or key."""

    words: str = ""
    move: m.Move | None = None

    def dump(self) -> str:
        """As one string for the store; empty if there is nothing."""
        if self.move is None:
            return self.words if not self.words.startswith("{") else json.dumps({"words": self.words})
        body = self.move.model_dump(mode="json", exclude_defaults=True)
        return json.dumps({"words": self.words, "move": {**body, "kind": self.move.kind}}, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Kept:
        """From the store; what cannot be read is taken for words."""
        if not text.startswith("{"):
            return cls(text)
        try:
            body = json.loads(text)
            move = m.MOVE.validate_python(body["move"]) if "move" in body else None
            return cls(str(body["words"]), move)
        except (ValueError, KeyError, TypeError, ValidationError):
            return cls(text)


def completions(words: str, case: CaseView, view: TableView, lang: Lang) -> list[Suggestion]:
    """What the typed words could go on with; nothing while plain words are typed."""
    if not commands.is_command(words):
        return []
    return [Suggestion(found.text, found.title) for found in commands.complete(words, case, view, lang)]
