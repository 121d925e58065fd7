"""Finds the citations of law in running text and says how each stands.

What counts as a citation: a title in 《》 or a known name, with or without articles; a document
number; "Article 54 of the Labour Contract Law" and "Labour Contract Law, art. 54". Names that are
also plain words (集体合同规定 means "the collective contract provides" too) count only in 《》 or before
an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cases.citation_grammar import (
    EN_AFTER,
    EN_BEFORE,
    EN_UNKNOWN,
    QUOTED,
    Numbers,
    chinese_numbers,
    english_numbers,
    patterns,
)
from cases.lawbook import Article, Check, Repealed, fold, lawbook, name_key, nearest_name
from cases.messages import Message, message
from cases.text import Text

_LOOK_BACK = 90
_SHORTEST_SLIP = 4


class Standing(StrEnum):
    """What can be said of a citation."""

    FOUND = "found"
    """The article is in the table; ``check`` says how it was verified."""
    NAMED = "named"
    """A known law, no article: valid, but weaker."""
    NOT_IN_TABLE = "not-in-table"
    """A known law; the article may well exist but is not in the table."""
    NO_SUCH_ARTICLE = "no-such-article"
    """The law has fewer articles than that."""
    REPEALED = "repealed"
    """No longer in force."""
    UNKNOWN_LAW = "unknown-law"
    """No law of that name is in the table."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One article (or law) cited at ``text[start:end]``."""

    start: int
    end: int
    text: str
    law: str
    """The law's full title; as written where it is unknown."""
    number: int | None
    paragraph: int | None
    item: int | None
    standing: Standing
    article: Article | None = None
    repealed: Repealed | None = None
    nearest: str | None = None
    """Full title of the law probably meant, where the name is unknown."""

    @property
    def title(self) -> Text:
        """The law's title in both languages."""
        return lawbook().title(self.law)

    @property
    def region(self) -> str | None:
        """The regional rule set that the law belongs to; ``None`` for national and unknown law."""
        law = lawbook().law_by_title.get(self.law)
        return law.region if law else None

    @property
    def check(self) -> Check | None:
        """How what is said about it was verified: of the article, or of the repeal."""
        if self.repealed is not None:
            return self.repealed.check
        return self.article.check if self.article is not None else None

    @property
    def wrong(self) -> bool:
        """Whether the citation is certainly an error at the table: repealed, or no such article."""
        return self.standing in {Standing.REPEALED, Standing.NO_SUCH_ARTICLE}

    @property
    def certain(self) -> bool:
        """Whether ``standing`` may be presented as fact."""
        return self.check is not Check.UNVERIFIED

    @property
    def verdict(self) -> Message:
        """The sentence that says how it stands."""
        places = {"law": self.title, "number": self.number or ""}
        if self.repealed is not None:
            return self.repealed.verdict
        if self.standing is Standing.NO_SUCH_ARTICLE:
            last = lawbook().law_by_title[self.law].last_article or 0
            return message("law.standing.no-such-article", last=last, **places)
        if self.nearest is not None:
            return message("law.standing.nearest", like=lawbook().title(self.nearest), **places)
        if self.article is not None and not self.article.certain:
            return message("law.standing.unverified", **places)
        return message(f"law.standing.{self.standing.value}", **places)


@dataclass(frozen=True, slots=True)
class _Name:
    """A law's name in the text. ``firm`` names count without an article."""

    start: int
    end: int
    title: str | None
    written: str
    repealed: Repealed | None = None
    firm: bool = True
    document: bool = False


def check_citations(text: str) -> list[Citation]:
    """Every citation in ``text``, in order, one for each article of a list; empty if it cites nothing."""
    folded = fold(text)
    names = _merge(sorted(_names(text, folded), key=lambda name: name.start), folded)
    found: list[Citation] = []
    for name in names:
        numbers, start = _numbers(name, folded)
        if numbers is None:
            if name.firm:
                found.append(_citation(text, name, (name.start, name.end)))
            continue
        span = (start, max(name.end, numbers.end))
        found.extend(_citation(text, name, span, number, numbers) for number in numbers.articles)
    return found


def judge(law: str, number: int | None) -> Citation:
    """How a citation stands whose law (any of its names) and article are already known."""
    known = _resolve(name_key(law))
    title, repealed = known or (None, None)
    name = _Name(0, len(law), title, law, repealed)
    return _citation(law, name, (0, len(law)), number)


def _names(text: str, folded: str) -> Iterator[_Name]:
    """Names of laws, never two over the same place."""
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= first or start >= last for first, last in taken)

    for finder in (_nested, _quoted, _known, _documents, _back_references, _unknown):
        for name in list(finder(text, folded)):
            if free(name.start, name.end):
                taken.append((name.start, name.end))
                yield name


def _nested(text: str, folded: str) -> Iterator[_Name]:
    for match in patterns().nested.finditer(folded):
        title = lawbook().names[name_key(match.group())]
        outside = folded[match.start() - 1 : match.start()] == "\u300a"
        yield _Name(match.start() - outside, match.end() + outside, title, text[match.start() : match.end()])


def _quoted(text: str, folded: str) -> Iterator[_Name]:
    words = lawbook().grammar
    for match in QUOTED.finditer(folded):
        key = name_key(match["name"])
        known = _resolve(key) or _resolve(key.partition("(")[0])
        written = text[match.start("name") : match.end("name")]
        if known is not None:
            title, repealed = known
            yield _Name(match.start(), match.end(), title, written, repealed)
        elif key.endswith(words.endings_quoted) or chinese_numbers(folded, match.end()) is not None:
            yield _Name(match.start(), match.end(), None, written)
        else:
            yield _Name(match.start(), match.end(), None, written, firm=False)


def _resolve(key: str) -> tuple[str | None, Repealed | None] | None:
    book = lawbook()
    rule = book.repealed_names.get(key)
    if rule is not None:
        return None, rule
    title = book.names.get(key) or book.query_names.get(key)
    return (title, None) if title else None


def _known(text: str, folded: str) -> Iterator[_Name]:
    words = lawbook().grammar
    for match in patterns().names.finditer(folded):
        written = text[match.start() : match.end()]
        known = _resolve(name_key(match.group()))
        if known is not None:
            title, repealed = known
            document = written.endswith(words.number)
            firm = document or written.isascii() or written.endswith(words.endings_plain)
            yield _Name(match.start(), match.end(), title, written, repealed, firm, document)


def _documents(text: str, folded: str) -> Iterator[_Name]:
    for match in patterns().document.finditer(folded):
        start = match.start() + _lead_in(folded[match.start() : match.end()])
        yield _Name(start, match.end(), None, text[start : match.end()], document=True)


def _unknown(text: str, folded: str) -> Iterator[_Name]:
    for match in patterns().unknown.finditer(folded):
        start = match.start() + _lead_in(match["name"])
        if match.end() - start > 1:
            yield _Name(start, match.end(), None, text[start : match.end()])
    for match in EN_UNKNOWN.finditer(folded):
        yield _Name(match.start("name"), match.end(), None, text[match.start("name") : match.end()])


def _lead_in(name: str) -> int:
    """Length of the words before a title that are no part of it."""
    cut = 0
    for word in lawbook().grammar.lead_ins:
        at = name.rfind(word)
        if at >= 0 and at + len(word) < len(name) - 1:
            cut = max(cut, at + len(word))
    return cut


def _back_references(text: str, folded: str) -> Iterator[_Name]:  # noqa: ARG001
    for match in patterns().back.finditer(folded):
        yield _Name(match.start(), match.end(), None, "", firm=False)


def _merge(names: list[_Name], folded: str) -> list[_Name]:
    """Join a title and its document number, and let back references mean the law named before."""
    merged: list[_Name] = []
    for name in names:
        last = merged[-1] if merged else None
        if not name.written:
            if last is not None:
                merged.append(
                    _Name(name.start, name.end, last.title, last.written, last.repealed, firm=False)
                )
        elif last is not None and last.document != name.document and _adjacent(folded, last.end, name.start):
            number, title = (name, last) if name.document else (last, name)
            known = number if number.title or number.repealed else title
            end = name.end + (folded[name.end : name.end + 1] == ")" and "(" in folded[last.end : name.start])
            merged[-1] = _Name(last.start, end, known.title, known.written, known.repealed)
        else:
            merged.append(name)
    return merged


def _adjacent(folded: str, end: int, start: int) -> bool:
    return not folded[end:start].strip(" (")


def _numbers(name: _Name, folded: str) -> tuple[Numbers | None, int]:
    """The articles cited with a name, before or after it, and where the citation starts."""
    before = EN_BEFORE.search(folded, max(0, name.start - _LOOK_BACK), name.start)
    if before is not None:
        return english_numbers(before, name.end), before.start()
    aside = patterns().aside.match(folded, name.end)
    for end in (name.end, aside.end() if aside else name.end):
        numbers = chinese_numbers(folded, end)
        if numbers is not None:
            return numbers, name.start
        after = EN_AFTER.match(folded, end)
        if after is not None:
            return english_numbers(after, after.end()), name.start
    return None, name.start


def _citation(
    text: str,
    name: _Name,
    span: tuple[int, int],
    number: int | None = None,
    numbers: Numbers | None = None,
) -> Citation:
    law = name.title or (name.repealed.title if name.repealed else name.written)
    standing, article, repealed = _judge(name, number)
    return Citation(
        start=span[0],
        end=span[1],
        text=text[slice(*span)],
        law=law,
        number=number,
        paragraph=numbers.paragraph if numbers else None,
        item=numbers.item if numbers else None,
        standing=standing,
        article=article,
        repealed=repealed,
        nearest=_nearest(name.written) if standing is Standing.UNKNOWN_LAW else None,
    )


def _judge(name: _Name, number: int | None) -> tuple[Standing, Article | None, Repealed | None]:
    if name.repealed is not None:
        return Standing.REPEALED, None, name.repealed
    if name.title is None:
        return Standing.UNKNOWN_LAW, None, None
    if number is None:
        return Standing.NAMED, None, None
    book = lawbook()
    articles = book.by_law.get(name.title, ())
    article = next((each for each in articles if each.number == number), None)
    for rule in book.repealed:
        if rule.law == name.title and number in rule.articles:
            return Standing.REPEALED, article, rule
    if article is not None:
        return Standing.FOUND, article, None
    last = book.law_by_title[name.title].last_article
    if number == 0 or (last is not None and number > last):
        return Standing.NO_SUCH_ARTICLE, None, None
    return Standing.NOT_IN_TABLE, None, None


def _nearest(written: str) -> str | None:
    """The one known name that differs by a slip: one character in Chinese, two letters in English."""
    key = name_key(written)
    return nearest_name(key) if len(key) >= _SHORTEST_SLIP else None
