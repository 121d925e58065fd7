"""What could be typed next: commands, issues, values near the positions, offers, papers, articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from cases.issues import Grade, Issue
from cases.lawbook import lawbook
from cases.terms import Value
from cases.text import Lang
from trainer.i18n import lookup, plain, say
from trainer.speech import lexicon
from trainer.speech.lexicon import CommandWord, commands, fold, longest_first
from trainer.speech.names import Ground, item_spellings, maybe_issue, plain_grade
from trainer.speech.scanner import SEPARATORS, Misread, Scanner
from trainer.speech.terms import standing, take_terms
from trainer.speech.values import value_text
from trainer.table.views import CaseView, TableView

MOST = 12
"""More proposals than anyone reads."""
EACH_GRADE = 2
"""So many values of each grade are offered."""
STEPS = 3
"""So many rungs on either side of a position are offered."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on."""

    text: str
    """The whole line as it would then be."""
    title: str
    """What that is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that could stand next, by the names under which it may have been begun."""

    text: str
    title: str
    names: tuple[str, ...] = ()


def complete(text: str, case: CaseView, table: TableView, lang: Lang) -> list[Completion]:
    """Ways to go on from ``text``, best first; none where plain words are typed."""
    scanner = Scanner(text)
    scanner.skip()
    if not scanner.folded.startswith("/", scanner.pos):
        return []
    ground = Ground(case, table, lang)
    scanner.pos += 1
    word = _whole_command(scanner)
    if word is None:
        return _commands(text, scanner, ground)
    pieces = _SLOTS.get(word.id)
    if pieces is None:
        return []
    head, typed = _split(text, scanner.pos)
    space = "" if head.endswith(" ") else " "
    fitting = (piece for piece in pieces(Scanner(head, scanner.pos), ground) if _fits(typed, piece))
    return [Completion(f"{head}{space}{piece.text}", piece.title) for piece in islice(fitting, MOST)]


def _whole_command(scanner: Scanner) -> CommandWord | None:
    """The command, taken, if it is typed in full and something follows."""
    every = {word: command for command in commands().values() for word in command.words}
    if any(word.startswith(scanner.left) for word in every):
        return None
    for word in longest_first(list(every)):
        if scanner.starts(word) and len(scanner.left) > len(word):
            scanner.pos += len(word)
            return every[word]
    return None


def _commands(text: str, scanner: Scanner, ground: Ground) -> list[Completion]:
    """Commands that begin as typed; those that could be made now first."""
    typed = scanner.left.strip()
    head = text[: scanner.pos]
    now: list[Completion] = []
    later: list[Completion] = []
    for command in commands().values():
        own = command.zh if ground.lang is Lang.ZH else command.en
        words = [word for word in (*own, *command.words) if word.startswith(typed)]
        if not words or (command.id == "chair" and "chair" not in ground.table.kinds):
            continue
        best = command.main(ground.lang) if command.main(ground.lang).startswith(typed) else words[0]
        title = say(f"command.title.{command.id}", ground.lang)
        (now if command.kind in ground.table.kinds else later).append(Completion(f"{head}{best} ", title))
    return (now + later)[:MOST] if typed else now or later


def _split(text: str, start: int) -> tuple[str, str]:
    """The line up to the last separator, and what has been begun after it."""
    place = len(text)
    while place > start and fold(text[place - 1]) not in SEPARATORS and text[place - 1] not in SEPARATORS:
        place -= 1
    return text[:place], text[place:]


def _fits(typed: str, piece: Piece) -> bool:
    begun = fold(typed)
    return not begun or any(fold(name).startswith(begun) for name in (piece.text, *piece.names))


Slot = Callable[[Scanner, Ground], Iterator[Piece]]


def _issues(ground: Ground, *, done: Iterable[str] = (), every: bool = False) -> Iterator[Piece]:
    """Names of issues, open ones only unless told otherwise."""
    for issue in ground.case.issues.values():
        line = ground.table.line(issue.id)
        if issue.id in done or (line.status.closed and not every):
            continue
        aliases = issue.aliases.zh if ground.lang is Lang.ZH else issue.aliases.en
        name = (
            min((issue.name.get(ground.lang), *aliases), key=len) if aliases else issue.name.get(ground.lang)
        )
        names = (issue.id, issue.name.zh, issue.name.en, *issue.aliases.zh, *issue.aliases.en)
        yield Piece(f"{name} ", _place_of(issue, ground), names)


def _place_of(issue: Issue, ground: Ground) -> str:
    """Where an issue stands: what each side said last."""
    own, across = ground.last(issue.id, ground.side), ground.across(issue.id)
    nothing = say("command.piece.nothing", ground.lang)
    return say(
        "command.piece.issue",
        ground.lang,
        issue=issue.name,
        own=nothing if own is None else value_text(issue, own, ground.lang),
        across=nothing if across is None else value_text(issue, across, ground.lang),
    )


def _terms(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    """What follows terms: the value of the issue just named, else another issue."""
    yield from _after_terms(scanner, ground, ())


def _one_term(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    done, open_issue = _read_terms(scanner, ground, ())
    if open_issue is not None:
        yield from _values(open_issue, ground)
    elif not done:
        yield from _issues(ground)
    else:
        yield from _more_grades(done, ground)
        yield from _arguments(ground, done)


def _after_terms(scanner: Scanner, ground: Ground, before: Iterable[str]) -> Iterator[Piece]:
    done, open_issue = _read_terms(scanner, ground, ())
    if open_issue is not None:
        yield from _values(open_issue, ground)
        return
    if done:
        yield from _more_grades(done, ground)
        yield from _arguments(ground, done)
    yield from _issues(ground, done=(*before, *done))


def _conditional(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    then = lexicon.words("connect", "then")
    done, open_issue = _read_terms(scanner, ground, then)
    if open_issue is not None:
        yield from _values(open_issue, ground)
        return
    if scanner.take(then) is not None:
        yield from _after_terms(scanner, ground, done)
        return
    if done:
        yield from _more_grades(done, ground)
        yield Piece(
            say("command.piece.then", ground.lang) + " ", say("command.piece.then_title", ground.lang)
        )
    yield from _issues(ground, done=done)


def _read_terms(
    scanner: Scanner, ground: Ground, stop: tuple[str, ...]
) -> tuple[dict[str, Value], Issue | None]:
    """Terms so far, and the issue at the end that still lacks its value."""
    start = scanner.pos
    if scanner.done:
        return {}, None
    try:
        done = take_terms(scanner, ground, stop)
    except Misread:
        scanner.pos = start
        done = {}
    if scanner.done or scanner.peek(stop):
        return done, None
    issue = maybe_issue(scanner, ground)
    return done, issue if issue is not None and scanner.done else None


def _values(issue: Issue, ground: Ground) -> Iterator[Piece]:
    """Values of an issue: the other side's word, then the rungs between and around both positions."""
    if issue.grades:
        for grade in issue.grades:
            yield from _grade(issue, grade, ground)
        return
    anchors = [ground.across(issue.id), ground.last(issue.id, ground.side), issue.current]
    if issue.grid is not None:
        numbers = [value for value in anchors if isinstance(value, Decimal)]
        for rung in _rungs(issue.grid.values(), numbers):
            yield Piece(f"{plain(rung)} ", _value_title(issue, rung, ground))
        return
    for place, option in enumerate(issue.options, start=1):
        text = str(option) if issue.dates else str(place)
        yield Piece(
            f"{text} ", _value_title(issue, option, ground), (value_text(issue, option, ground.lang),)
        )


def _grade(issue: Issue, grade: Grade, ground: Ground) -> Iterator[Piece]:
    """A few values of one grade, so that every grade is seen."""
    rungs = _rungs(grade.grid.values(), _grade_anchors(issue, grade.id, ground))
    name = plain_grade(grade, ground.lang)
    between = "" if ground.lang is Lang.ZH else " "
    for rung in rungs[:EACH_GRADE]:
        names = (grade.id, grade.name.zh, grade.name.en)
        yield Piece(f"{name}{between}{plain(rung)} ", f"{name} {plain(rung)}", names)


def _more_grades(done: Mapping[str, Value], ground: Ground) -> Iterator[Piece]:
    """Grades of the last term that have no value yet."""
    last = list(done)[-1]
    value = done[last]
    if isinstance(value, dict):
        for grade in ground.issue(last).grades:
            if grade.id not in value:
                yield from _grade(ground.issue(last), grade, ground)


def _value_title(issue: Issue, value: Value, ground: Ground) -> str:
    text = value_text(issue, value, ground.lang)
    if value == ground.across(issue.id):
        return say("command.piece.theirs", ground.lang, value=text)
    if value == ground.last(issue.id, ground.side):
        return say("command.piece.mine", ground.lang, value=text)
    if value == issue.current:
        return say("command.piece.today", ground.lang, value=text)
    return text


def _grade_anchors(issue: Issue, grade: str, ground: Ground) -> list[Decimal]:
    values = (ground.across(issue.id), ground.last(issue.id, ground.side), issue.current)
    return [value[grade] for value in values if isinstance(value, dict) and grade in value]


def _rungs(ladder: tuple[Decimal, ...], anchors: list[Decimal]) -> list[Decimal]:
    """The anchors first, then rungs near the first two of them."""
    chosen = [number for number in anchors if number in ladder]
    for anchor in anchors[:2]:
        near = sorted(ladder, key=lambda rung, anchor=anchor: (abs(rung - anchor), rung))  # type: ignore[misc]
        chosen += near[: 2 * STEPS + 1]
    return list(dict.fromkeys(chosen))


def _arguments(ground: Ground, issues: Iterable[str]) -> Iterator[Piece]:
    """Arguments of one's own brief on ``issues``, to be put behind an offer."""
    own = ground.case.brief.arguments if ground.case.brief is not None else ()
    for argument in (each for each in own if each.issue in issues):
        yield Piece(f"@{argument.id} ", argument.text.get(ground.lang))


def _answers(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    """Offers of the other side by number, then issues on which it has stated something."""
    if not scanner.done:
        return
    for offer in ground.table.offers:
        if offer.seq in standing(ground):
            names = tuple(ground.issue(name).name.get(ground.lang) for name in offer.everything)
            mark = say("command.piece.mark", ground.lang)
            yield Piece(f"#{offer.seq} ", say("command.piece.offer", ground.lang, terms=mark.join(names)))
    for piece, issue in zip(_issues(ground), _open(ground), strict=True):
        if ground.across(issue) is not None:
            yield piece


def _open(ground: Ground) -> list[str]:
    return [name for name in ground.case.issues if not ground.table.line(name).status.closed]


def _issue(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    if scanner.done:
        yield from _issues(ground)


def _closed_issue(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    if scanner.done:
        yield from _issues(ground, done=_open(ground), every=True)


def _several_issues(scanner: Scanner, ground: Ground) -> Iterator[Piece]:  # noqa: ARG001
    yield from _issues(ground)


def _items(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    """Items that can be asked for, then the articles that oblige."""
    for item in ground.case.askable:
        spellings = item_spellings(item)
        name = lookup(f"item.{item}", ground.lang) or spellings[1]
        yield Piece(f"{name} ", say("command.piece.item", ground.lang), spellings)
    by_law = say("command.piece.by_law", ground.lang)
    for exhibit in ground.case.exhibits:
        article = exhibit.unlock.article
        if article is not None:
            yield Piece(f"{by_law} {article.law}{article.article} ", exhibit.title.get(ground.lang))
    yield from _articles(scanner, ground, before=f"{by_law} ")


def _articles(scanner: Scanner, ground: Ground, before: str = "") -> Iterator[Piece]:  # noqa: ARG001
    """Articles of the statute table; those of the issues' own rules first."""
    own = [rule.article for issue in ground.case.issues.values() for rule in issue.legal]
    first = {(ref.law, ref.article) for ref in own}
    articles = [article for article in lawbook().articles if article.article_no is not None]
    articles.sort(key=lambda article: (article.law, article.article_no) not in first)
    titles = defaultdict(list)
    for name, title in lawbook().names.items():
        titles[title].append(name)
    for article in articles:
        name = article.law if ground.lang is Lang.ZH else article.law_en
        text = f"{before}{name} {article.article_no} "
        names = (*titles[article.law], article.law, article.law_en)
        yield Piece(text, article.paraphrase.get(ground.lang), names)


def _papers(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    """Figures of the papers that may be read."""
    if not scanner.done:
        return
    for exhibit in ground.case.exhibits:
        for fact in exhibit.facts:
            label = fact.label.get(ground.lang)
            text = f"#{exhibit.no} {label} "
            title = say("command.piece.figure", ground.lang, label=label, value=plain(fact.value))
            yield Piece(text, title, (label, fact.metric, fact.label.zh, fact.label.en))


def _own_papers(scanner: Scanner, ground: Ground) -> Iterator[Piece]:  # noqa: ARG001
    for exhibit in ground.case.exhibits:
        if ground.side is not None and exhibit.owner == ground.side.value:
            yield Piece(f"#{exhibit.no} ", exhibit.title.get(ground.lang), (exhibit.title.get(ground.lang),))


def _pending(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    if scanner.done:
        for item in ground.table.pending:
            if item.side is not ground.side:
                title = lookup(f"move.{item.kind}.name", ground.lang) or item.kind
                yield Piece(f"#{item.seq} ", title)


def _seats(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    if scanner.done:
        yield from (Piece(f"{seat} ", seat) for seat in ground.table.seats)


def _days(scanner: Scanner, ground: Ground) -> Iterator[Piece]:
    from trainer.speech.procedure import first_day

    if scanner.done:
        meeting = ground.case.calendar.meeting
        steps = {first_day(step, meeting, ground.table) for step in ("vote", "sign", "file", "publish")}
        day = max(steps)
        yield Piece(f"{day} ", say("command.piece.first_day", ground.lang))


_SLOTS: dict[str, Slot] = {
    "propose": _terms,
    "counter": _one_term,
    "concede": _one_term,
    "package": _terms,
    "conditional": _conditional,
    "final": _terms,
    "summarise": _terms,
    "accept": _answers,
    "reject": _answers,
    "tentative": _issue,
    "drop": _issue,
    "park": _issue,
    "probe": _issue,
    "appeal": _issue,
    "warn": _issue,
    "reopen": _closed_issue,
    "opening": _several_issues,
    "agenda": _several_issues,
    "differences": _several_issues,
    "deadlock": _several_issues,
    "info": _items,
    "law": _articles,
    "data": _papers,
    "disclose": _own_papers,
    "consent": _pending,
    "decline": _pending,
    "substitute": _seats,
    "vote": _days,
    "sign": _days,
    "file": _days,
    "publish": _days,
}
"""What may follow each command."""
