"""Reads YAML files into data with places. The only module that knows PyYAML.

PyYAML resolves scalars by YAML 1.1 (``no`` is false, ``14:30`` is 870), so nodes are composed with
PyYAML and turned into values here, by :mod:`cases.scalars`. Nothing raises: whatever is wrong with
a file becomes a :class:`~cases.problems.Problem` of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

import yaml

from cases.document import Data, Document, Place, Places
from cases.messages import Message, message
from cases.problems import Path, Problem
from cases.scalars import NumberTooLongError, plain_scalar

MAX_BYTES = 8_000_000
"""Larger files are refused; the largest of ours has a fiftieth of that."""

MAX_DEPTH = 64
"""Deeper nesting is refused before it can exhaust the stack."""

MAX_NODES = 400_000
"""More values than this, aliases written out, are refused: a short file of aliases can stand for billions."""

INCLUDE = "include"
"""The key of a bundle's top file that lists its other files."""

_PLAIN = "plain"
_TAG = "tag:yaml.org,2002:"
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INDENT_TAB = re.compile(r"^[ ]*\t", re.MULTILINE)

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooMuchError(Exception):
    """A document beyond the limits; carries the message and the mark of the place."""

    def __init__(self, what: Message, mark: yaml.Mark | None) -> None:
        super().__init__(what.key)
        self.what = what
        self.mark = mark


class _Loader(_Base):  # type: ignore[misc]
    """Composes nodes without YAML 1.1's guesses and stops at :data:`MAX_DEPTH`."""

    depth = 0

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ARG002
        """Mark plain scalars for :func:`plain_scalar`; quoted ones are text."""
        if kind is yaml.ScalarNode:
            return _PLAIN if implicit[0] else _TAG + "str"
        return _TAG + ("seq" if kind is yaml.SequenceNode else "map")

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:  # noqa: ARG002
        """Called on the way into each node."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            mark = None if current_node is None else current_node.start_mark
            raise _TooMuchError(message("check.yaml.deep", limit=MAX_DEPTH), mark)

    def ascend_resolver(self) -> None:
        """Called on the way out of each node."""
        self.depth -= 1


@dataclass(slots=True)
class _Builder:
    """Turns nodes into data, noting places and problems."""

    places: Places
    problems: list[Problem] = field(default_factory=list)
    open_nodes: set[int] = field(default_factory=set)
    count: int = 0

    def place(self, mark: yaml.Mark | None) -> Place:
        if mark is None:
            return Place(self.places.file, 1, 1)
        return Place(self.places.file, mark.line + 1, mark.column + 1)

    def complain(self, node: yaml.Node, what: Message, hint: Message | None = None) -> None:
        place = self.place(node.start_mark)
        self.problems.append(Problem(place.file, place.line, place.column, what, hint))

    def build(self, node: yaml.Node, path: Path) -> Data:
        self.count += 1
        if self.count > MAX_NODES:
            raise _TooMuchError(message("check.yaml.many", limit=MAX_NODES), node.start_mark)
        self.places.values[path] = self.place(node.start_mark)
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if id(node) in self.open_nodes or len(path) >= MAX_DEPTH:
            raise _TooMuchError(message("check.yaml.loop"), node.start_mark)
        self.check_tag(node)
        self.open_nodes.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
            return self.mapping(node, path)
        finally:
            self.open_nodes.discard(id(node))

    def mapping(self, node: yaml.Node, path: Path) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.complain(key_node, message("check.yaml.key"))
                continue
            name = str(key_node.value)
            here = (*path, name)
            if name in found:
                first = self.places.keys[here]
                self.complain(
                    key_node,
                    message("check.yaml.duplicate", name=name),
                    message("check.yaml.duplicate_hint", line=first.line),
                )
                continue
            self.places.keys[here] = self.place(key_node.start_mark)
            found[name] = self.build(value_node, here)
        return found

    def scalar(self, node: yaml.ScalarNode) -> Data:
        text = str(node.value)
        if node.tag == _TAG + "str":
            return text
        self.check_tag(node)
        try:
            return plain_scalar(text)
        except NumberTooLongError:
            self.complain(node, message("check.yaml.number"))
            return None

    def check_tag(self, node: yaml.Node) -> None:
        known = {_PLAIN, *(_TAG + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))}
        if node.tag not in known:
            self.complain(node, message("check.yaml.tag", tag=str(node.tag)), message("check.yaml.tag_hint"))


def read_yaml(path: FilePath | str) -> Document:
    """Read one file. Never raises for what the file contains or for a file that cannot be opened."""
    file = str(path)
    try:
        with FilePath(path).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _refused(file, message("check.file.missing"), message("check.file.missing_hint"))
    except IsADirectoryError:
        return _refused(file, message("check.file.folder"), message("check.file.folder_hint"))
    except (OSError, ValueError):
        return _refused(file, message("check.file.closed"), message("check.file.closed_hint"))
    if len(raw) > MAX_BYTES:
        return _refused(file, message("check.file.large", limit=MAX_BYTES // 1_000_000))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position_of_byte(raw, error.start)
        return _refused(
            file, message("check.file.encoding"), message("check.file.encoding_hint"), line, column
        )
    return read_text(text, file)


def read_text(text: str, file: str) -> Document:
    """Read YAML from ``text``; ``file`` is the name that places carry."""
    builder = _Builder(Places(file))
    builder.problems.extend(_strange_characters(text, file))
    if builder.problems:
        return Document(None, builder.places, builder.problems)
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return _refused(file, message("check.file.empty"), message("check.file.empty_hint"))
        data = builder.build(node, ())
    except _TooMuchError as limit:
        place = builder.place(limit.mark)
        return _refused(file, limit.what, None, place.line, place.column)
    except yaml.YAMLError as error:
        return Document(None, builder.places, list(_syntax_problems(error, text, builder)))
    if not isinstance(data, dict):
        builder.complain(node, message("check.file.mapping"), message("check.file.mapping_hint"))
        data = None
    return Document(data, builder.places, builder.problems)


def read_bundle(path: FilePath | str) -> Document:
    """Read a file and the files that its ``include`` list names, as one document.

    Each included file stands in the top file's folder or below it and adds its own keys; a key that
    two files define is a problem at the second. Places point into the file that holds the key.
    """
    document = read_yaml(path)
    if not isinstance(document.data, dict) or INCLUDE not in document.data:
        return document
    entries = document.data.pop(INCLUDE)
    names = _include_names(document, entries)
    for position, name in names:
        target = _inside(FilePath(path), name)
        if target is not None and target.is_file():
            _merge(document, read_yaml(target))
            continue
        key = "check.include.outside" if target is None else "check.include.missing"
        _complain_at(document, position, key, name)
        document.partial = True
    return document


def _include_names(document: Document, entries: Data) -> list[tuple[int, str]]:
    """The usable entries with their positions; complains of the others."""
    if not isinstance(entries, list):
        place = document.places.value((INCLUDE,))
        what, hint = message("check.include.list"), message("check.include.list_hint")
        document.problems.append(Problem(place.file, place.line, place.column, what, hint))
        return []
    names: list[tuple[int, str]] = []
    for position, entry in enumerate(entries):
        if not isinstance(entry, str) or not entry:
            _complain_at(document, position, "check.include.name", str(entry))
        elif entry in [name for _, name in names]:
            _complain_at(document, position, "check.include.twice", entry)
        else:
            names.append((position, entry))
    return names


def _inside(top: FilePath, name: str) -> FilePath | None:
    """The file that ``name`` means beside ``top``; ``None`` if it would leave the folder or be ``top``."""
    if "\\" in name or "\0" in name or PurePosixPath(name).is_absolute():
        return None
    folder = top.parent
    target = (folder / name).resolve()
    if target == top.resolve() or not target.is_relative_to(folder.resolve()):
        return None
    return folder / name


def _complain_at(document: Document, position: int, key: str, name: str) -> None:
    place = document.places.value((INCLUDE, position))
    what, hint = message(key, name=name), message(f"{key}_hint")
    document.problems.append(Problem(place.file, place.line, place.column, what, hint))


def _merge(document: Document, part: Document) -> None:
    """Add the keys of an included file to the document."""
    document.problems.extend(part.problems)
    if not isinstance(document.data, dict) or not isinstance(part.data, dict):
        document.partial = True
        return
    refused: set[str] = set()
    for name, value in part.data.items():
        place = part.places.key((name,))
        first = document.places.keys.get((name,))
        if name == INCLUDE:
            what, hint = message("check.include.nested"), message("check.include.nested_hint")
        elif first is not None:
            what = message("check.include.duplicate", name=name)
            hint = message("check.include.duplicate_hint", file=first.file, line=first.line)
        else:
            document.data[name] = value
            continue
        refused.add(name)
        document.problems.append(Problem(place.file, place.line, place.column, what, hint))
    for source, target in (
        (part.places.keys, document.places.keys),
        (part.places.values, document.places.values),
    ):
        target.update({path: place for path, place in source.items() if path and path[0] not in refused})


def _refused(
    file: str, what: Message, hint: Message | None = None, line: int = 1, column: int = 1
) -> Document:
    return Document(None, Places(file), [Problem(file, line, column, what, hint)])


def _position_of_byte(raw: bytes, offset: int) -> tuple[int, int]:
    """Line and column (in characters, from 1) of a byte, up to which ``raw`` is good UTF-8."""
    before = raw[:offset].decode("utf-8-sig", errors="replace")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _strange_characters(text: str, file: str) -> Iterator[Problem]:
    for match in _CONTROL.finditer(text):
        line, column = _position(text, match.start())
        what = message("check.yaml.control", code=f"U+{ord(match.group()):04X}")
        yield Problem(file, line, column, what, message("check.yaml.control_hint"))


_SYNTAX: tuple[tuple[str, str, bool], ...] = (
    ("mapping values are not allowed", "colon", False),
    ("could not find expected ':'", "no_colon", True),
    ("found unexpected end of stream", "quote", True),
    ("found unexpected document indicator", "quote", True),
    ("',' or ']'", "bracket", True),
    ("',' or '}'", "bracket", True),
    ("cannot start any token", "character", False),
    ("unknown escape character", "escape", False),
    ("undefined alias", "alias", False),
    ("second occurrence", "anchor", False),
    ("another document", "documents", False),
    ("entries are not allowed", "dash", False),
    ("expected key", "indent", False),
    ("expected <block end>", "indent", False),
    ("expected '-' indicator", "indent", False),
)
"""What the parser says, the catalogue key for it, and whether the fault lies where the construct began."""


def _syntax_problems(error: yaml.YAMLError, text: str, builder: _Builder) -> Iterator[Problem]:
    """The parser stops at its first fault; tabs in indentation are reported all at once."""
    tabs = list(_INDENT_TAB.finditer(text))
    problem, mark, start = str(getattr(error, "problem", "")), *_marks(error)
    if tabs and ("tab" in problem or _character_at(text, mark) == "\t"):
        for match in tabs:
            line, column = _position(text, match.end() - 1)
            what, hint = message("check.yaml.tab"), message("check.yaml.tab_hint")
            yield Problem(builder.places.file, line, column, what, hint)
        return
    name, from_start = "syntax", False
    for words, key, begins in _SYNTAX:
        if words in problem:
            name, from_start = key, begins
            break
    where = start if from_start and start is not None else mark
    place = builder.place(where)
    if "\uff1a" in _line_of(text, where) and name in {"no_colon", "indent", "colon"}:
        name = "wide_colon"
    what = message(f"check.yaml.{name}", character=_character_at(text, where))
    yield Problem(place.file, place.line, place.column, what, message(f"check.yaml.{name}_hint"))


def _marks(error: yaml.YAMLError) -> tuple[yaml.Mark | None, yaml.Mark | None]:
    return getattr(error, "problem_mark", None), getattr(error, "context_mark", None)


def _line_of(text: str, mark: yaml.Mark | None) -> str:
    lines = text.splitlines()
    return lines[mark.line] if mark is not None and mark.line < len(lines) else ""


def _character_at(text: str, mark: yaml.Mark | None) -> str:
    line = _line_of(text, mark)
    return line[mark.column] if mark is not None and mark.column < len(line) else ""
