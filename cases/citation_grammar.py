"""How citations are written, as regular expressions: article numbers and names of laws.

All of them run over text folded by :func:`cases.lawbook.fold`, which keeps every position.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from cases.lawbook import Grammar, lawbook
from cases.numerals import numeral_class, read_integer

LONGEST_RANGE = 60
"""More articles than this in one range are a slip of the pen; only its ends are then taken."""

_EN_NUMBERS = r"\d{1,4}(?:\s*(?:,\s*and|,|and|&|or|to|-|\u2013)\s*\d{1,4})*"
_EN_WORD = r"(?:articles?|arts?\b\.?|sections?|\u00a7{1,2})"
_EN_CLAUSE = r"(?:\s*\((?P<clause>\d{1,2})\))?"
EN_AFTER = re.compile(rf"(?:'s)?[,;:]?\s*\(?{_EN_WORD}\s*(?P<numbers>{_EN_NUMBERS}){_EN_CLAUSE}")
EN_BEFORE = re.compile(
    rf"\b{_EN_WORD}\s*(?P<numbers>{_EN_NUMBERS}){_EN_CLAUSE}"
    r"(?:,?\s*(?:paragraph|para\.?|item|clause)\s*\(?\d{1,2}\)?)?,?\s*(?:of|in|under)?\s*(?:the\s+)?(?:prc\s+)?[\u300a\"'\u201c]?$"
)
_EN_UNKNOWN_END = r"(?:law|act|code|regulations?|provisions|measures|rules|ordinance)"
EN_UNKNOWN = re.compile(
    rf"\b{_EN_WORD}\s*{_EN_NUMBERS}(?:\s*\(\d{{1,2}}\))?\s+of\s+the\s+(?P<name>(?:[\w'-]+\s+){{1,8}}?{_EN_UNKNOWN_END})\b"
)
QUOTED = re.compile(r"\u300a(?P<name>(?:[^\u300a\u300b]|\u300a[^\u300a\u300b]*\u300b){2,80})\u300b")
_CJK = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Article numbers as cited, with the paragraph or item after the last, and where the words end."""

    articles: tuple[int, ...]
    paragraph: int | None
    item: int | None
    end: int


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True)
class Patterns:
    """The expressions that depend on the table's data."""

    article: re.Pattern[str]
    """Articles in Chinese after a name: one or a list, with paragraph and item."""
    bare: re.Pattern[str]
    """An article by its figure alone, right behind a name."""
    joiner: re.Pattern[str]
    aside: re.Pattern[str]
    """A bracketed remark between a title and its article."""
    document: re.Pattern[str]
    """A document number such as that of a ministry's notice."""
    unknown: re.Pattern[str]
    """An unquoted title of some law followed by an article."""
    names: re.Pattern[str]
    """Every known name outside quotation marks."""
    nested: re.Pattern[str]
    """Known titles that quote another title, and so are read before quoted ones."""
    back: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """Built once from the table."""
    words = lawbook().grammar
    number = f"[{numeral_class()}]{{1,9}}"
    first, unit = re.escape(words.ordinal), re.escape(words.article)
    between = _any((*words.joiners, *words.ranges))
    article = (
        rf"\s*{first}?\s*(?P<list>{number}(?:\s*(?:{between})\s*{first}?\s*{number})*)\s*{unit}"
        rf"(?:\s*{first}?(?P<paragraph>{number}){re.escape(words.paragraph)})?"
        rf"(?:\s*{first}?\(?(?P<item>{number})\)?{re.escape(words.item)})?"
    )
    endings = _any(words.endings_plain)
    return Patterns(
        article=re.compile(article),
        bare=re.compile(rf" ?(?P<list>\d{{1,3}})(?!\s*[a-z]|[\d{re.escape(words.no_article_before)}])"),
        joiner=re.compile(rf"\s*(?P<mark>{between})?\s*(?={first})"),
        aside=re.compile(r"\s*\([^()]{1,30}\)"),
        document=re.compile(rf"[{_CJK}]{{2,8}}\u3014\d{{4}}\u3015\s*\d{{1,4}}\s*{re.escape(words.number)}"),
        unknown=re.compile(rf"(?P<name>[{_CJK}]{{1,25}}(?:{endings}))(?=\s*{first}\s*{number}\s*{unit})"),
        names=_names_pattern(words),
        nested=re.compile(_any(name for name in lawbook().names if "\u300a" in name)),
        back=re.compile(rf"(?:{_any(words.back_references)})(?=\s*{first}\s*{number})"),
    )


def _names_pattern(words: Grammar) -> re.Pattern[str]:
    book = lawbook()
    names = sorted({*book.names, *book.repealed_names}, key=len, reverse=True)
    forms = [_name_form(name, words) for name in names]
    return re.compile("|".join(forms))


def _name_form(name: str, words: Grammar) -> str:
    """A name's expression: English in whole words and either spelling, Chinese not before a word's rest."""
    form = r"\s+".join(re.escape(part) for part in name.split()).replace("labor", "labou?r")
    if name.isascii():
        return rf"(?<!\w){form}(?!\w)"
    if name.endswith(words.endings_plain):
        return rf"{form}(?:(?={_any(words.still_before)})|(?![{words.not_before}]))"
    return form


def chinese_numbers(text: str, start: int) -> Numbers | None:
    """Articles cited in Chinese from ``start``: 第三十三条第二款, 第3、4条, 第三十三条至第三十六条."""
    shapes = patterns()
    articles: list[int] = []
    last, position, mark = None, start, ""
    while (match := shapes.article.match(text, position)) is not None:
        found = _spell_out(match["list"])
        if _is_range(mark) and articles and found:
            articles.extend(_between(articles[-1], found[0]))
        articles.extend(number for number in found if number not in articles)
        last, position = match, match.end()
        joiner = shapes.joiner.match(text, position)
        if joiner is None or joiner["mark"] is None:
            break
        mark, position = joiner["mark"], joiner.end()
    if last is None or not articles:
        bare = shapes.bare.match(text, start)
        return Numbers((int(bare["list"]),), None, None, bare.end()) if bare else None
    paragraph, item = last["paragraph"], last["item"]
    return Numbers(
        tuple(articles),
        read_integer(paragraph) if paragraph else None,
        read_integer(item) if item else None,
        last.end(),
    )


def english_numbers(match: re.Match[str], end: int) -> Numbers:
    """Articles of an :data:`EN_AFTER` or :data:`EN_BEFORE` match; ``(4)`` behind the number is an item."""
    clause = match["clause"]
    return Numbers(tuple(_spell_out(match["numbers"])), None, int(clause) if clause else None, end)


def _spell_out(listed: str) -> list[int]:
    """The numbers of a list such as ``33, 34`` or ``33-36``, ranges filled in."""
    parts = re.split(rf"([{numeral_class()}]+)", listed)
    numbers: list[int] = []
    for mark, part in zip(parts[0::2], parts[1::2], strict=False):
        number = read_integer(part)
        if number is None:
            continue
        if _is_range(mark.strip()) and numbers:
            numbers.extend(_between(numbers[-1], number))
        if number not in numbers:
            numbers.append(number)
    return numbers


def _is_range(mark: str) -> bool:
    words = lawbook().grammar
    return mark.removesuffix(words.ordinal).strip() in {*words.ranges, "to"}


def _between(low: int, high: int) -> range:
    return range(low + 1, high) if high - low <= LONGEST_RANGE else range(0)
