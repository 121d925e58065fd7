"""Find, load and check the documents: library cases and formats, or files of one's own.

``CASE`` and ``FORMAT`` on the command line are an id from the library or a path. A case is a folder with
``case.yaml`` (which may include its other files) or one file.

The schemas and checks are imported when a document is first checked: a list of cards needs neither.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cases.document import Document
from cases.messages import Message, message
from cases.problems import Problem, Unreadable
from cases.reading import read_bundle, read_yaml
from cases.text import Text

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cases.case import Case
    from cases.format import Format
    from cases.transcript import Stamp

DATA = Path(__file__).parent / "data"
CASES = DATA / "cases"
FORMATS = DATA / "formats"

_ISSUES = re.compile(r"^issues:", re.MULTILINE)

M = TypeVar("M", bound="BaseModel")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A checked document and the stamp that transcripts carry for it."""

    value: M
    stamp: Stamp
    path: Path


@dataclass(frozen=True, slots=True)
class Card:
    """A library case at a glance, read without opening the whole of it."""

    id: str
    title: Text
    sector: Text
    summary: Text
    level: str
    difficulty: int
    formats: tuple[str, ...]
    issues: tuple[Text, ...]
    """Names of the issues."""
    minutes: int
    """Length of a match in the format that suits the case best; 0 where it has no limit."""


def case_ids() -> tuple[str, ...]:
    """Library cases, easiest first, then by name."""
    found = [path.parent.name for path in CASES.glob("*/case.yaml")]
    return tuple(sorted(found, key=lambda name: (card(name).difficulty, name)))


def format_ids() -> tuple[str, ...]:
    """Library formats, shortest first, then by name."""
    found = [path.stem for path in FORMATS.glob("*.yaml")]
    return tuple(sorted(found, key=lambda name: (_seconds(name) or 10**6, name)))


@lru_cache(maxsize=64)
def card(name: str) -> Card:
    """The card of a library case: its top file and its issues are read, and nothing is checked."""
    data = read_yaml(CASES / name / "case.yaml").data
    head: Mapping[str, Any] = data if isinstance(data, dict) else {}
    return Card(
        id=name,
        title=Text.model_validate(head["title"]),
        sector=Text.model_validate(head["sector"]),
        summary=Text.model_validate(head["summary"]),
        level=str(head.get("level", "enterprise")),
        difficulty=int(head["difficulty"]),
        formats=tuple(str(item) for item in head["formats"]),
        issues=tuple(Text.model_validate(issue["name"]) for issue in _issues(name)),
        minutes=_seconds(str(head["formats"][0])) // 60,
    )


def _issues(name: str) -> list[Mapping[str, Any]]:
    """The issues of a library case as they are written, from whichever of its files holds them."""
    for path in sorted((CASES / name).glob("*.yaml")):
        if _ISSUES.search(path.read_text(encoding="utf-8")):
            data = read_yaml(path).data
            found = data.get("issues") if isinstance(data, dict) else None
            return [issue for issue in found if isinstance(issue, dict)] if isinstance(found, list) else []
    return []


@lru_cache(maxsize=64)
def _seconds(name: str) -> int:
    """The length of a match in a library format as it is written; 0 where it has no limit."""
    data = read_yaml(FORMATS / f"{name}.yaml").data
    clock = data.get("clock") if isinstance(data, dict) else None
    return int(str(clock.get("total") or 0)) if isinstance(clock, dict) else 0


def case_path(ref: str) -> Path:
    """The top file of a case given by id or path. Raises :class:`Unreadable` where there is none."""
    return _find(ref, CASES / ref / "case.yaml", case_names, "case")


def format_path(ref: str) -> Path:
    """The file of a format given by id or path. Raises :class:`Unreadable` where there is none."""
    return _find(ref, FORMATS / f"{ref}.yaml", format_names, "format")


def case_names() -> tuple[str, ...]:
    """Ids of library cases by name."""
    return tuple(sorted(path.parent.name for path in CASES.glob("*/case.yaml")))


def format_names() -> tuple[str, ...]:
    """Ids of library formats by name."""
    return tuple(sorted(path.stem for path in FORMATS.glob("*.yaml")))


def _find(ref: str, in_library: Path, names: Callable[[], Iterable[str]], kind: str) -> Path:
    if "/" not in ref and "\\" not in ref and in_library.is_file():
        return in_library
    path = Path(ref)
    if path.is_dir() and (path / "case.yaml").is_file():
        return path / "case.yaml"
    if path.is_file():
        return path
    known = tuple(names())
    near = get_close_matches(ref, known, n=1)
    hint: Message = (
        message("check.library.near", name=near[0]) if near else message("check.library.known", names=known)
    )
    what = message("check.library.missing", kind=message(f"check.kind.{kind}"), ref=ref)
    raise Unreadable([Problem(ref, 1, 1, what, hint)])


def check_case(path: Path) -> tuple[Case | None, list[Problem]]:
    """The case, or ``None``, with every fault of its files in one pass."""
    from cases.case import Case
    from cases.cross_check import case_faults
    from cases.law_check import law_faults
    from cases.validation import validate

    return validate(_bundle(path), Case, checks=[case_faults, law_faults])


def check_format(path: Path) -> tuple[Format | None, list[Problem]]:
    """The format, or ``None``, with every fault of its fields and its walk."""
    from cases.format import Format
    from cases.format_walk import format_faults
    from cases.validation import validate

    return validate(read_yaml(path), Format, checks=[format_faults])


def _bundle(path: Path) -> Document:
    document = read_bundle(path)
    if isinstance(document.data, dict):
        document.data.pop("include", None)
    return document


@lru_cache(maxsize=16)
def load_case(ref: str) -> Loaded[Case]:
    """A checked case by id or path. Raises :class:`Unreadable` with every problem."""
    path = case_path(ref)
    value, problems = check_case(path)
    if value is None:
        raise Unreadable(problems)
    files = sorted(path.parent.glob("*.yaml")) if path.name == "case.yaml" else [path]
    return Loaded(value, _stamp(value.id, files), path)


@lru_cache(maxsize=32)
def load_format(ref: str) -> Loaded[Format]:
    """A checked format by id or path. Raises :class:`Unreadable` with every problem."""
    path = format_path(ref)
    value, problems = check_format(path)
    if value is None:
        raise Unreadable(problems)
    return Loaded(value, _stamp(value.id, [path]), path)


def _stamp(name: str, files: Iterable[Path]) -> Stamp:
    """One hash over the documents, line ends evened out so that a checkout on Windows counts as the same."""
    from cases.transcript import Stamp

    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode())
        whole.update(b"\0")
        whole.update(file.read_bytes().replace(b"\r\n", b"\n"))
        whole.update(b"\0")
    return Stamp(id=name, sha256=whole.hexdigest())
