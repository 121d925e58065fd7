"""Which issue, grade, item or article a word of a command means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cases.issues import Grade, Issue
from cases.messages import Message, message
from cases.sides import Side
from cases.terms import Value
from cases.text import Lang
from trainer.i18n import room
from trainer.speech.lexicon import fold, item_words, longest_first
from trainer.speech.scanner import Scanner
from trainer.table.views import CaseView, TableView

SURE = 80
"""Likeness (0 to 100) from which a misspelt name is taken for the one it resembles."""
NEAR = 50
"""Likeness from which a name is worth suggesting."""
SHORTEST = 2
"""Fewer characters are no abbreviation of a name."""

_CJK = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z_-]*(?: [a-z][a-z_-]*){0,3}")
_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_NOT_NUMBER = re.compile(r"[^0-9+\-.#]*")


@dataclass(frozen=True)
class Ground:
    """What commands are read against: the case, the table and the language of the speaker."""

    case: CaseView
    table: TableView
    lang: Lang

    @property
    def side(self) -> Side | None:
        """The speaker's side."""
        return self.table.side

    def issue(self, name: str) -> Issue:
        """An issue of the case."""
        return self.case.issues[name]

    def last(self, name: str, side: Side | None) -> Value | None:
        """What ``side`` last said on an issue, tied or not."""
        position = self.table.line(name).positions[side] if side is not None else None
        return None if position is None else position.value

    def base(self, name: str) -> Value:
        """What "by" counts from: one's own last word, else today's level."""
        own = self.last(name, self.side)
        return self.issue(name).current if own is None else own

    def across(self, name: str) -> Value | None:
        """What the other side last said on an issue."""
        return None if self.side is None else self.last(name, self.side.other)

    @cached_property
    def issue_names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names and the issues they may mean."""
        return _by_name({name: issue_words(issue) for name, issue in self.case.issues.items()})

    @cached_property
    def item_names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names and the items of information they may mean."""
        return _by_name({item: item_spellings(item) for item in self.items})

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Items that can be asked for here, then all others with a name."""
        known = [key.removeprefix("item.") for key in room("item", Lang.ZH)]
        return tuple(dict.fromkeys((*self.case.askable, *known, *item_words())))

    @cached_property
    def metric_names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names and the metrics of readable papers they may mean."""
        found: dict[str, list[str]] = {item: list(item_spellings(item)) for item in self.items}
        for exhibit in self.case.exhibits:
            for fact in exhibit.facts:
                spellings = found.setdefault(fact.metric, list(item_spellings(fact.metric)))
                spellings += [fact.label.zh, fact.label.en]
        return _by_name(found)


def issue_words(issue: Issue) -> tuple[str, ...]:
    """Every name of an issue."""
    plain = issue.id.replace("_", " ").replace("-", " ")
    return (issue.name.zh, issue.name.en, *issue.aliases.zh, *issue.aliases.en, issue.id, plain)


def item_spellings(item: str) -> tuple[str, ...]:
    """Every name of an item or metric."""
    named = (room("item", lang).get(f"item.{item}") for lang in Lang)
    plain = item.replace("_", " ").replace("-", " ")
    return (item, plain, *item_words().get(item, ()), *(name for name in named if name))


def item_title(item: str) -> Message | str:
    """The name of an item or metric; without one, its id in plain spelling."""
    return message(f"item.{item}") if f"item.{item}" in room("item", Lang.ZH) else item.replace("_", " ")


def plain_grade(grade: Grade, lang: Lang) -> str:
    """A grade's name without what stands in brackets."""
    return _BRACKETS.sub("", grade.name.get(lang)).strip()


def grade_names(issue: Issue) -> Mapping[str, tuple[str, ...]]:
    """Folded names and the grades of a per-grade issue they may mean; brackets hold another name."""
    found: dict[str, list[str]] = {}
    for grade in issue.grades:
        spellings = [grade.id, grade.id.replace("_", " ")]
        for name in (grade.name.zh, grade.name.en):
            spellings += [_BRACKETS.sub("", name).strip(), *_BRACKETS.findall(name), name]
        found[grade.id] = spellings
    return _by_name(found)


def _by_name(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for target, spellings in found.items():
        for spelling in spellings:
            name = fold(spelling).strip()
            if name and target not in names.get(name, ()):
                names[name] = (*names.get(name, ()), target)
    return names


@dataclass(frozen=True, slots=True)
class Found:
    """What a word may mean, best first, and where it ends."""

    targets: tuple[str, ...]
    end: int
    exact: bool = False


def look(scanner: Scanner, names: Mapping[str, tuple[str, ...]]) -> Found | None:
    """The name that stands here, whole or abbreviated; nothing is taken."""
    scanner.skip()
    for name in longest_first(list(names)):
        if scanner.starts(name):
            return Found(names[name], scanner.pos + len(name), exact=True)
    for short in _abbreviations(scanner):
        targets = _meant(short, names)
        if targets:
            return Found(targets, scanner.pos + len(short))
    return None


def _abbreviations(scanner: Scanner) -> Iterable[str]:
    """Beginnings of what stands here that could be a short form, longest first."""
    run = _CJK.match(scanner.left)
    if run is not None:
        text = run.group()[:12]
        yield from (text[:length] for length in range(len(text), SHORTEST - 1, -1))
        return
    latin = _LATIN.match(scanner.left)
    if latin is not None:
        parts = latin.group().split(" ")
        for count in range(len(parts), 0, -1):
            short = " ".join(parts[:count])
            if len(short) >= SHORTEST:
                yield short


def _meant(short: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Targets with a name that begins with ``short``, else with one that holds it; shortest name first."""
    begins = [name for name in names if name.startswith(short)]
    inside = " " + short if short.isascii() else short
    hits = begins or [name for name in names if inside in name]
    ordered = sorted(hits, key=len)
    return tuple(dict.fromkeys(target for name in ordered for target in names[name]))


def look_like(scanner: Scanner, names: Mapping[str, tuple[str, ...]]) -> Found | None:
    """The name that what stands here (up to a number) resembles enough to be meant."""
    from rapidfuzz import fuzz, process

    scanner.skip()
    run = _NOT_NUMBER.match(scanner.left)
    typed = run.group().rstrip() if run else ""
    chunk = fold(scanner.chunk())
    for text in dict.fromkeys((typed, chunk)):
        best = process.extractOne(text, list(names), scorer=fuzz.ratio, score_cutoff=SURE) if text else None
        if best is not None and len(names[best[0]]) == 1:
            return Found(names[best[0]], scanner.pos + len(text))
    return None


def near(text: str, names: Mapping[str, tuple[str, ...]], limit: int = 3) -> tuple[str, ...]:
    """Targets whose names resemble ``text``, best first."""
    from rapidfuzz import fuzz, process

    ranked = process.extract(fold(text), list(names), scorer=fuzz.WRatio, score_cutoff=NEAR, limit=12)
    return tuple(dict.fromkeys(target for name, _, _ in ranked for target in names[name]))[:limit]


def unknown_issue(scanner: Scanner, ground: Ground) -> tuple[Message, Message]:
    """What to say where no issue stands: the sentence and the advice."""
    typed = scanner.chunk()
    close = near(typed, ground.issue_names) if typed else ()
    what = message("command.issue.unknown", word=typed) if typed else message("command.issue.missing")
    if close:
        return what, message("command.issue.near", issues=tuple(ground.issue(name).name for name in close))
    every = tuple(issue.name for issue in ground.case.issues.values())
    return what, message("command.issue.all", issues=every)


def take_issue(scanner: Scanner, ground: Ground) -> Issue:
    """The issue that stands here; raises :class:`~trainer.speech.scanner.Misread` where there is none."""
    found = look(scanner, ground.issue_names) or look_like(scanner, ground.issue_names)
    if found is None:
        raise scanner.misread(*unknown_issue(scanner, ground))
    target = only(found, scanner, ground)
    if target is None:
        names = tuple(ground.issue(name).name for name in found.targets)
        raise scanner.misread(
            message("command.issue.several", word=scanner.text[scanner.pos : found.end]),
            message("command.issue.near", issues=names),
        )
    scanner.pos = found.end
    return ground.issue(target)


def only(found: Found, scanner: Scanner, ground: Ground) -> str | None:
    """The one issue meant: where several are possible, the one whose grade is named next."""
    if len(found.targets) == 1:
        return found.targets[0]
    after = Scanner(scanner.text, found.end)
    graded = [
        name
        for name in found.targets
        if ground.issue(name).grades and look(after, grade_names(ground.issue(name))) is not None
    ]
    return graded[0] if len(graded) == 1 else None


def maybe_issue(scanner: Scanner, ground: Ground) -> Issue | None:
    """The issue that stands here, taken, or ``None`` where no single one does."""
    found = look(scanner, ground.issue_names)
    target = only(found, scanner, ground) if found is not None else None
    if found is None or target is None:
        return None
    scanner.pos = found.end
    return ground.issue(target)


def take_issues(scanner: Scanner, ground: Ground, joiners: Sequence[str]) -> tuple[str, ...]:
    """As many issues as stand here in a row, each once."""
    names: list[str] = []
    while not scanner.done:
        scanner.take(joiners)
        found = look(scanner, ground.issue_names)
        alone = found is not None and found.end == scanner.pos + len(scanner.chunk())
        issue = take_issue(scanner, ground) if alone else maybe_issue(scanner, ground)
        if issue is None:
            break
        names.append(issue.id)
    return tuple(dict.fromkeys(names))
