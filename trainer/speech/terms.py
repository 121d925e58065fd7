"""Reading terms (issue and value, several in a row), offer numbers, papers, laws and reasons in commands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cases.issues import Issue
from cases.messages import message
from cases.statutes import Citation, check_citations
from cases.terms import Value, merge
from trainer.speech import lexicon
from trainer.speech.amounts import take_amount, take_choice, take_value
from trainer.speech.days import take_day
from trainer.speech.names import (
    Ground,
    grade_names,
    look,
    look_like,
    maybe_issue,
    only,
    take_issue,
    unknown_issue,
)
from trainer.speech.scanner import Misread, Scanner

MOST_NAMED = 6
"""So many arguments are named in advice."""

_TERM_LIKE = re.compile(r"[^\d\s#@/]{1,10}[+-]?\d[\d.,%]*\S{0,3}")
"""A short name with a number stuck to it: a term meant, not a sentence."""


def at_words(scanner: Scanner) -> bool:
    """Whether a colon stands here: after a finished term it says that plain words follow."""
    scanner.skip()
    return scanner.at_colon


def take_terms(
    scanner: Scanner, ground: Ground, stop: Sequence[str] = (), *, strict: bool = True
) -> dict[str, Value]:
    """Terms in a row up to a word of ``stop`` or up to words that are no term; at least one.

    ``strict``: something that looks like a further term but names no issue is a fault: it may not vanish
    among the words.
    """
    terms: dict[str, Value] = {}
    while not (terms and at_words(scanner)) and not scanner.done and not scanner.peek(stop):
        start = scanner.pos
        scanner.take(lexicon.words("connect", "and"))
        issue = take_issue(scanner, ground) if not terms else _next_issue(scanner, ground, strict=strict)
        if issue is None:
            scanner.pos = start
            break
        value = take_value(scanner, ground, issue)
        before = terms.get(issue.id)
        if before is not None and not (isinstance(before, dict) and isinstance(value, dict)):
            raise scanner.misread(
                message("command.term.twice", issue=issue.name),
                message("command.term.twice_hint"),
                start=start,
            )
        terms = merge(terms, {issue.id: value})
    if not terms:
        raise scanner.misread(*unknown_issue(scanner, ground))
    return terms


def _next_issue(scanner: Scanner, ground: Ground, *, strict: bool) -> Issue | None:
    """The issue of a further term, taken; ``None`` where plain words begin."""
    if scanner.peek(lexicon.words("connect", "cause")):
        return None
    found = look(scanner, ground.issue_names)
    if found is not None:
        fitting = [
            name for name in found.targets if _has_value(scanner, found.end, ground.issue(name), ground)
        ]
        target = only(found, scanner, ground) or (fitting[0] if len(fitting) == 1 else None)
        if target is None or target not in fitting:
            return None
        scanner.pos = found.end
        return ground.issue(target)
    alike = look_like(scanner, ground.issue_names)
    if alike is not None and _has_value(scanner, alike.end, ground.issue(alike.targets[0]), ground):
        scanner.pos = alike.end
        return ground.issue(alike.targets[0])
    if strict and _TERM_LIKE.fullmatch(scanner.chunk()):
        raise scanner.misread(*unknown_issue(scanner, ground))
    return None


def _has_value(scanner: Scanner, end: int, issue: Issue, ground: Ground) -> bool:
    """Whether a value of ``issue`` seems to begin at ``end``."""
    ahead = Scanner(scanner.text, end)
    ahead.skip(colon=True)
    if issue.grades:
        return look(ahead, grade_names(issue)) is not None or take_amount(ahead) is not None
    if issue.grid is not None:
        return take_amount(ahead) is not None
    if issue.dates:
        return take_day(ahead, ground, issue.dates) is not None
    try:
        take_choice(ahead, issue)
    except Misread:
        return False
    return True


def take_term(scanner: Scanner, ground: Ground) -> tuple[Issue, Value]:
    """One issue and its value."""
    issue = take_issue(scanner, ground)
    return issue, take_value(scanner, ground, issue)


def value_if_any(scanner: Scanner, ground: Ground, issue: Issue) -> Value | None:
    """The value of ``issue`` that stands here, if one does."""
    if scanner.done or not _has_value(scanner, scanner.pos, issue, ground):
        return None
    return take_value(scanner, ground, issue)


def take_ref(scanner: Scanner, *, bare: bool = True) -> int | None:
    """The number of an offer or event: #12, or 12 alone where ``bare``."""
    start = scanner.pos
    marked = scanner.take(lexicon.words("number_sign")) is not None
    scanner.skip()
    match = re.match(r"\d{1,9}", scanner.left)
    if match is None or not (marked or bare):
        scanner.pos = start
        return None
    scanner.pos += match.end()
    return int(match.group())


def take_exhibit(scanner: Scanner) -> int | None:
    """The number of a paper: #3, exhibit 3."""
    start = scanner.pos
    if scanner.take(lexicon.words("exhibit")) is None:
        return None
    match = re.match(r"\s?(\d{1,4})", scanner.left)
    if match is None:
        scanner.pos = start
        return None
    scanner.pos += match.end()
    return int(match.group(1))


def take_citation(scanner: Scanner) -> Citation | None:
    """The law (with article) that stands here."""
    scanner.skip()
    start = scanner.pos
    found = next((each for each in check_citations(scanner.text[start:]) if each.start == 0), None)
    if found is not None:
        scanner.pos = start + found.end
    return found


def take_argument(scanner: Scanner, ground: Ground) -> str | None:
    """``@name``: the argument of one's own brief that the move rests on."""
    start = scanner.pos
    if scanner.take(["@"]) is None:
        return None
    name = scanner.chunk()
    own = ground.case.brief.arguments if ground.case.brief is not None else ()
    if all(argument.id != name for argument in own):
        known = tuple(argument.id for argument in own)[:MOST_NAMED]
        raise scanner.misread(
            message("command.argument.unknown", word=name),
            message("command.argument.known", arguments=known) if known else None,
            start=start,
        )
    scanner.pos += len(name)
    return name


def take_option(scanner: Scanner, name: str) -> str | None:
    """A word of the group ``name`` standing here, as the entry it belongs to."""
    every = {word: entry for entry, found in lexicon.group(name).items() for word in found}
    word = scanner.take(lexicon.longest_first(list(every)))
    return every[word] if word is not None else None


def option_in(text: str, name: str) -> str | None:
    """The first entry of the group ``name`` of which a word is in ``text``."""
    folded = lexicon.fold(text)
    for entry, found in lexicon.group(name).items():
        if any(_has_word(folded, word) for word in found):
            return entry
    return None


def _has_word(folded: str, word: str) -> bool:
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}\b", folded) is not None
    return word in folded


def topic(scanner: Scanner, ground: Ground) -> str | None:
    """The issue that stands here, if exactly one does."""
    issue = maybe_issue(scanner, ground)
    return issue.id if issue is not None else None


def standing(ground: Ground) -> Mapping[int, str]:
    """Numbers and kinds of the other side's offers that can be answered."""
    return {
        offer.seq: offer.kind
        for offer in ground.table.offers
        if offer.side is not ground.side and offer.status in {"standing", "due"}
    }
