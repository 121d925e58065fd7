"""Finds articles by law and number or by words, in Chinese or English.

Words are ranked by the share of the query's weight that an article covers: Chinese by pairs of
characters, English by word stems, each weighted by its rarity (inverse document frequency), with a
bonus for topics called by name. Only when nothing fits are near misses tried.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from cases.citation_grammar import patterns
from cases.lawbook import Article, Repealed, lawbook, name_key, nearest_name
from cases.numerals import numeral_class, read_integer

MOST = 20
"""As many articles as one look-up by words gives."""

_ENOUGH = 0.5
"""Share of the query's weight that an article must cover."""

_TOPIC_BONUS = 0.6
_PHRASE_BONUS = 0.5
_TITLE_BONUS = 0.5
_NEAR = 82
_CJK_RUN = re.compile("[\u4e00-\u9fff]+")
_EN_WORD = re.compile(r"[a-z][a-z'-]+")
_LITTLE = (
    "the of a an and or to in on for by with at is are be as from that this what which who how when may must"
)
_STOP = frozenset(_LITTLE.split()) | {"law", "article", "articles"}


@dataclass(frozen=True, slots=True)
class Search:
    """A look-up as understood, and what it found."""

    law: str | None
    """Full title of the law the query names."""
    number: int | None
    words: str
    """What is left of the query: words to look for."""
    articles: tuple[Article, ...]
    repealed: Repealed | None = None
    """The rule named, if it is no longer in force; ``law`` is then the one in its place."""


def find(query: str) -> list[Article]:
    """The articles that ``query`` means, best first; see :func:`look_up`."""
    return list(look_up(query).articles)


def look_up(query: str) -> Search:
    """Read ``query`` as a law (any name), an article (54, 五十四, art. 54) and words, each optional."""
    law, rest, repealed = _split_law(name_key(query))
    number, words = _split_number(rest, after_law=law is not None)
    articles = lawbook().by_law.get(law, ()) if law else lawbook().articles
    if number is not None:
        articles = tuple(article for article in articles if article.number == number)
    if words:
        articles = _search(words, articles)
    elif law is None and number is None:
        articles = ()
    return Search(law, number, words, articles, repealed)


def _split_law(query: str) -> tuple[str | None, str, Repealed | None]:
    """The law named in the query, and the rest; for a repealed rule, the one in its place."""
    book = lawbook()
    match = patterns().names.search(query)
    if match is not None:
        rule = book.repealed_names.get(name_key(match.group()))
        title = rule.by if rule else book.names.get(name_key(match.group()))
        return title, _unquote(f"{query[: match.start()]} {query[match.end() :]}"), rule
    query = _unquote(query)
    head = re.match(rf"([^\s{numeral_class()}{book.grammar.ordinal}]+)\s*(.*)$", query)
    if head is None:
        return None, query, None
    if head[1] in book.query_names:
        return book.query_names[head[1]], head[2], None
    return (*_near_law(query, head), None)


def _unquote(text: str) -> str:
    """Without the marks round a title."""
    return text.replace("\u300a", " ").replace("\u300b", " ").strip()


def _near_law(query: str, head: re.Match[str]) -> tuple[str | None, str]:
    """A law's name with a slip in it, if an article number follows or the name ends like a law."""
    book = lawbook()
    number = re.search(rf"(?:\b(?:art(?:icle)?\.?|\u00a7)\s*)?\d+\s*$|{book.grammar.ordinal}", query)
    name = query[: number.start()].strip(" ,.") if number else query
    if len(name) < 3 or not (number or name.endswith((*book.grammar.endings_plain, "law"))):
        return None, query
    title = nearest_name(name) or nearest_name(head[1])
    return (title, query[len(name) :].strip(" ,.")) if title else (None, query)


def _split_number(rest: str, *, after_law: bool) -> tuple[int | None, str]:
    """The article number in the query, and the words beside it; a bare numeral must stand alone."""
    words = lawbook().grammar
    numeral = f"[{numeral_class()}]{{1,9}}"
    shapes = (
        rf"{words.ordinal}\s*({numeral})\s*{words.article}?",
        rf"(?<![{numeral_class()}])({numeral})\s*{words.article}",
        r"(?:\b(?:articles?|arts?\.?|no\.?|section)|\u00a7)\s*(\d{1,4})\b",
        rf"^\s*[,.]?\s*({numeral})\s*$" if after_law else r"^\s*(\d{1,4})\s*$",
        r"^\s*[,.]?\s*(\d{1,4})\b" if after_law else r"(?!)",
    )
    for shape in shapes:
        match = re.search(shape, rest)
        number = read_integer(match[1]) if match else None
        if match and number is not None:
            return number, _words(f"{rest[: match.start()]} {rest[match.end() :]}")
    return None, _words(rest)


def _words(text: str) -> str:
    """The query's words without punctuation and the little words round a law's name."""
    kept = re.sub(r"[^\w\s'-]", " ", text).split()
    return " ".join(word for word in kept if word not in _STOP)


@dataclass(frozen=True)
class _Index:
    grams: Mapping[int, frozenset[str]]
    rarity: Mapping[str, float]
    topics: Mapping[str, frozenset[str]]
    """Words that mean a topic, folded, to topic ids."""


@cache
def _index() -> _Index:
    book = lawbook()
    grams = {position: frozenset(_grams(_text(article))) for position, article in enumerate(book.articles)}
    counts = Counter(gram for found in grams.values() for gram in found)
    rarity = {gram: math.log(1 + len(grams) / count) for gram, count in counts.items()}
    topics: dict[str, set[str]] = {}
    for name, topic in book.topics.items():
        for word in (topic.zh, topic.en, name, *topic.words):
            topics.setdefault(name_key(word), set()).add(name)
    return _Index(grams, rarity, {word: frozenset(names) for word, names in topics.items()})


def _text(article: Article) -> str:
    topics = [lawbook().topics[name] for name in article.topics if name in lawbook().topics]
    words = [word for topic in topics for word in (topic.zh, topic.en)]
    return name_key(" ".join((article.paraphrase_zh, article.paraphrase_en, *words)))


def _grams(text: str) -> Iterable[str]:
    for run in _CJK_RUN.findall(text):
        yield from (run[at : at + 2] for at in range(len(run) - 1)) if len(run) > 1 else (run,)
    for word in _EN_WORD.findall(text):
        if word not in _STOP:
            yield _stem(word)


def _stem(word: str) -> str:
    """A word without its common endings, so that "dismissed" finds "dismissal"."""
    word = word.removesuffix("'s").strip("'-")
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "als",
        "al",
        "ed",
        "es",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _search(words: str, articles: tuple[Article, ...]) -> tuple[Article, ...]:
    index = _index()
    grams = list(dict.fromkeys(_grams(words)))
    ranked = _rank(words, grams, articles)
    if not ranked:
        repaired = [_nearest_gram(gram, index) for gram in grams]
        ranked = _rank(words, [gram for gram in repaired if gram], articles)
    return ranked[:MOST] or _resembling(words, articles)


def _rank(words: str, grams: list[str], articles: tuple[Article, ...]) -> tuple[Article, ...]:
    index, book = _index(), lawbook()
    wanted = {(article.law, article.article) for article in articles}
    topics = frozenset().union(*(ids for word, ids in index.topics.items() if _says(word, words)))
    unknown = max(index.rarity.values())
    whole = sum(index.rarity.get(gram, unknown) for gram in grams)
    scored: list[tuple[float, int]] = []
    for position, article in enumerate(book.articles):
        if (article.law, article.article) not in wanted:
            continue
        covered = sum(index.rarity[gram] for gram in grams if gram in index.grams[position])
        score = covered / whole if whole else 0.0
        score += _TOPIC_BONUS * len(topics.intersection(article.topics)) / (len(topics) or 1)
        if words in article.paraphrase_zh or words in name_key(article.paraphrase_en):
            score += _PHRASE_BONUS
        if words in name_key(f"{article.law} {article.law_en}"):
            score += _TITLE_BONUS
        if score >= _ENOUGH:
            scored.append((-score, position))
    return tuple(book.articles[position] for _, position in sorted(scored))


def _says(topic_word: str, words: str) -> bool:
    if topic_word.isascii():
        return re.search(rf"(?<!\w){re.escape(topic_word)}(?!\w)", words) is not None
    return topic_word in words


def _nearest_gram(gram: str, index: _Index) -> str | None:
    """The word of the table that a misspelt one stands for."""
    if gram in index.rarity or not gram.isascii():
        return gram
    from rapidfuzz import fuzz, process

    best = process.extractOne(gram, index.rarity.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(best[0]) if best is not None else None


def _resembling(words: str, articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Articles whose paraphrase has a passage much like the words; the last resort."""
    from rapidfuzz import fuzz

    scored: list[tuple[float, int]] = []
    for position, article in enumerate(articles):
        text = article.paraphrase_en.lower() if words.isascii() else article.paraphrase_zh
        likeness = fuzz.partial_ratio(words, text) if len(words) >= 4 else 0.0
        if likeness >= _NEAR:
            scored.append((-likeness, position))
    return tuple(articles[position] for _, position in sorted(scored)[:MOST])
