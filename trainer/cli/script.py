"""Scripts of a person's side: JSON Lines of labelled moves, typed moves or utterances.

A line is ``{"move": ...}`` (a label), ``{"moves": [...]}`` (labels said in one breath), ``{"kind": ...}``
(a typed move) or ``{"text": "/提 底薪 6"}`` (a command or plain words); each may carry ``at`` (seconds of
table time), ``seat``, ``hold`` and ``lang``. Blank lines and lines that begin with ``#`` are skipped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cases import moves as m
from cases.lang import Lang
from cases.messages import Message, message
from trainer.cli.base import Stop
from trainer.cli.driving import Wanted
from trainer.speech.commands import CommandFault, is_command, parse
from trainer.speech.labels import ALIASES, LabelFault, moves_of
from trainer.speech.lexicon import commands, fold, longest_first
from trainer.table.views import CaseView, TableView

LATEST = 7 * 24 * 3600
"""Seconds of table time that a script may name: a week."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a script."""

    place: str
    """``file:line``."""
    content: Mapping[str, Any]
    at: int | None
    """Table time, milliseconds."""
    seat: str | None
    hold: bool

    @property
    def wanted(self) -> Wanted:
        """What it will be, as far as can be said before its moment."""
        kind, step = self._kind()
        return Wanted(ALIASES.get(kind, kind), step, self.at)

    def _kind(self) -> tuple[str, str | None]:
        content = self.content
        first = content.get("moves", [content])
        label = first[0] if isinstance(first, list) and first and isinstance(first[0], Mapping) else content
        for name in ("move", "kind"):
            if name in label and "text" not in (name,):
                return str(label[name]), _text(label.get("step"))
        text = str(content.get("text", ""))
        if not is_command(text):
            return "speech", None
        typed = fold(text).strip()[1:].lstrip()
        every = {word: command for command in commands().values() for word in command.words}
        for word in longest_first(list(every)):
            if typed.startswith(word):
                return every[word].kind, every[word].step
        return "speech", None

    def moves(self, case: CaseView, table: TableView, lang: Lang) -> tuple[tuple[m.Move, ...], list[Message]]:
        """The moves it stands for now, all but the last holding the floor, and notes on what was bent.

        Raises :class:`~trainer.cli.base.Stop` where it can't be understood.
        """
        spoken = Lang(self.content["lang"]) if self.content.get("lang") in {"zh", "en"} else lang
        made, notes = self._read(case, table, spoken)
        held = [
            move.model_copy(update={"hold": True}) if place < len(made) - 1 or self.hold else move
            for place, move in enumerate(made)
        ]
        return tuple(held), notes

    def _read(self, case: CaseView, table: TableView, lang: Lang) -> tuple[tuple[m.Move, ...], list[Message]]:
        content = self.content
        if "move" in content or "moves" in content:
            return self._labels(case, table, lang)
        if "kind" in content:
            return (self._typed(),), []
        found = parse(str(content["text"]), case, table, lang)
        if isinstance(found, CommandFault):
            raise Stop(found.message, found.hint, place=self.place)
        return (found,), []

    def _labels(
        self, case: CaseView, table: TableView, lang: Lang
    ) -> tuple[tuple[m.Move, ...], list[Message]]:
        labels = self.content.get("moves", [self.content])
        if not isinstance(labels, list) or not all(isinstance(label, Mapping) for label in labels):
            raise Stop(message("cli.script.moves"), place=self.place)
        found = moves_of(labels, case, table, lang, topic=_text(self.content.get("topic")))
        if isinstance(found, LabelFault):
            raise Stop(found.message, found.hint, place=self.place)
        return found.moves, list(found.notes)

    def _typed(self) -> m.Move:
        from pydantic import ValidationError

        body = {name: value for name, value in self.content.items() if name not in {"at", "seat", "lang"}}
        try:
            return m.MOVE.validate_python(body)
        except ValidationError as error:
            fields = tuple(".".join(map(str, each["loc"])) or "kind" for each in error.errors())
            raise Stop(
                message("cli.script.typed", fields=tuple(dict.fromkeys(fields))), place=self.place
            ) from None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def read_script(text: str, file: str) -> list[Line]:
    """The lines of a script. Raises :class:`~trainer.cli.base.Stop` at the first that is none."""
    lines = list(_lines(text, file))
    last = 0
    for line in lines:
        if line.at is not None and line.at < last:
            raise Stop(message("cli.script.back"), place=line.place)
        last = line.at if line.at is not None else last
    return lines


def _lines(text: str, file: str) -> Iterator[Line]:
    for number, written in enumerate(text.splitlines(), start=1):
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        yield _line(written, f"{file}:{number}")


def _line(written: str, place: str) -> Line:
    try:
        content = json.loads(written, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Stop(message("cli.script.json"), message("cli.script.forms"), place=place) from None
    if not isinstance(content, dict):
        raise Stop(message("cli.script.object"), message("cli.script.forms"), place=place)
    if not {"move", "moves", "kind", "text"} & content.keys():
        raise Stop(message("cli.script.nothing"), message("cli.script.forms"), place=place)
    if not {"move", "moves", "kind"} & content.keys() and not isinstance(content["text"], str):
        raise Stop(message("cli.script.text"), place=place)
    seat = content.get("seat")
    return Line(place, content, _time(content.get("at"), place), _text(seat), bool(content.get("hold")))


def _no_number(name: str) -> Decimal:
    raise ValueError(name)


def _time(at: Any, place: str) -> int | None:
    if at is None:
        return None
    if isinstance(at, bool) or not isinstance(at, (int, Decimal)) or not 0 <= at <= LATEST:
        raise Stop(message("cli.script.at", most=LATEST), place=place)
    return int(at * 1000)
