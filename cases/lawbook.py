"""The laws that bargaining turns on: their articles, names and standing, as data.

The YAML files in ``cases/data`` are what people edit; ``statutes.json`` is made from them (see
:mod:`cases.statutes`) and is what loads at run time, some twenty times faster.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources

from pydantic import BaseModel, ConfigDict

from cases.messages import Message, message
from cases.numerals import read_integer
from cases.text import Text

FROZEN = ConfigDict(frozen=True, defer_build=True, extra="forbid")

_STATE_PREFIX = "\u4e2d\u534e\u4eba\u6c11\u5171\u548c\u56fd"
_STATE_SUFFIX = " of the PRC"


def spoken_title(title: Text) -> Text:
    """A law's title as people say it, without the name of the state."""
    return Text(zh=title.zh.removeprefix(_STATE_PREFIX), en=title.en.removesuffix(_STATE_SUFFIX))


class Check(StrEnum):
    """How an article's number and content were checked, best first."""

    TEXT_READ = "text-read"
    """Read in a copy of the official text."""
    TEXT_PROBE = "text-probe"
    """Its keywords were tested against that article in a copy of the text."""
    SECONDARY = "secondary"
    """Read as numbered text on a page that is not official."""
    UNVERIFIED = "unverified"
    """The number was not seen in a text: never to be shown as certain."""


class Article(BaseModel):
    """One article, paraphrased: never the legal text itself."""

    model_config = FROZEN

    law: str
    """The law's full title."""
    law_en: str
    version: str
    """Promulgation and amendments, as the law itself lists them."""
    article: str
    """The article as cited in Chinese."""
    article_no: int | None
    """The article's number; ``None`` where none is known and for notices, whose items are no articles."""
    topics: tuple[str, ...]
    paraphrase_zh: str
    paraphrase_en: str
    note: str | None = None
    note_en: str | None = None
    check: Check

    @property
    def name(self) -> Text:
        """The law's title in both languages."""
        return Text(zh=self.law, en=self.law_en)

    @property
    def paraphrase(self) -> Text:
        """What the article says, in both languages."""
        return Text(zh=self.paraphrase_zh, en=self.paraphrase_en)

    @property
    def remark(self) -> Text | None:
        """The note on number and standing, in both languages."""
        return Text(zh=self.note, en=self.note_en) if self.note and self.note_en else None

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a notice, not an article of a law."""
        return self.article_no is None and self.number is not None

    @property
    def certain(self) -> bool:
        """Whether number and content may be presented as fact."""
        return self.check is not Check.UNVERIFIED

    @cached_property
    def number(self) -> int | None:
        """The number to find it by: of the article, or of a notice's item."""
        return self.article_no if self.article_no is not None else read_integer(self.article[1:-1])


class Law(BaseModel):
    """A law by its names, whether or not articles of it are in the table."""

    model_config = FROZEN

    law: str
    law_en: str | None = None
    version_en: str | None = None
    zh: tuple[str, ...] = ()
    """Other names in Chinese running text."""
    en: tuple[str, ...] = ()
    """Other names in English running text."""
    query: tuple[str, ...] = ()
    """Names that mean the law only as a whole look-up."""
    last_article: int | None = None
    """The number of its last article, where known: higher numbers do not exist."""
    region: str | None = None
    """The regional rule set it belongs to; ``None`` for national law."""


class Repealed(BaseModel):
    """A rule, or some articles of one, no longer in force."""

    model_config = FROZEN

    title: str
    title_en: str
    names: tuple[str, ...] = ()
    names_en: tuple[str, ...] = ()
    law: str | None = None
    """For repealed articles of a law still in force: that law."""
    articles: tuple[int, ...] = ()
    by: str
    """Full title of the rule in force now."""
    since: str
    """The day from which it no longer applies, ISO 8601."""
    check: Check

    @property
    def name(self) -> Text:
        """The old rule's title in both languages."""
        return Text(zh=self.title, en=self.title_en)

    @property
    def verdict(self) -> Message:
        """The sentence that says since when it no longer applies, and what does."""
        return message("law.standing.repealed", law=self.name, by=lawbook().title(self.by), since=self.since)


class Topic(BaseModel):
    """What an article is about."""

    model_config = FROZEN

    zh: str
    en: str
    words: tuple[str, ...] = ()
    """Other words that mean it, in either language."""

    @property
    def name(self) -> Text:
        """What it is called."""
        return Text(zh=self.zh, en=self.en)


class Grammar(BaseModel):
    """The Chinese words that citations are made of; the data file says what each is."""

    model_config = FROZEN

    ordinal: str
    article: str
    paragraph: str
    item: str
    number: str
    joiners: tuple[str, ...]
    ranges: tuple[str, ...]
    lead_ins: tuple[str, ...]
    back_references: tuple[str, ...]
    not_before: str
    still_before: tuple[str, ...]
    no_article_before: str
    endings_quoted: tuple[str, ...]
    endings_plain: tuple[str, ...]


class Lawbook(BaseModel):
    """Everything: articles, law names, repealed rules, the words of citations, topics."""

    model_config = FROZEN

    articles: tuple[Article, ...]
    laws: tuple[Law, ...]
    repealed: tuple[Repealed, ...]
    grammar: Grammar
    topics: Mapping[str, Topic]

    @cached_property
    def by_law(self) -> Mapping[str, tuple[Article, ...]]:
        """The articles of each law by full title, by number."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            found.setdefault(article.law, []).append(article)
        return {
            law: tuple(sorted(articles, key=lambda each: each.number or 0)) for law, articles in found.items()
        }

    @cached_property
    def law_by_title(self) -> Mapping[str, Law]:
        """Laws by full title; English titles are filled in from the articles."""
        english = {article.law: article.law_en for article in self.articles}
        return {
            law.law: law.model_copy(update={"law_en": law.law_en or english.get(law.law)})
            for law in self.laws
        }

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Every name of a law in running text, by :func:`name_key`, to its full title."""
        found: dict[str, str] = {}
        for title, law in self.law_by_title.items():
            for name in (title, title.removeprefix(_STATE_PREFIX), *law.zh, *_english_names(law)):
                found.setdefault(name_key(name), title)
        return found

    @cached_property
    def query_names(self) -> Mapping[str, str]:
        """Names that mean a law only when they stand alone."""
        return {name_key(name): title for title, law in self.law_by_title.items() for name in law.query}

    @cached_property
    def repealed_names(self) -> Mapping[str, Repealed]:
        """Every name of a rule repealed as a whole."""
        return {
            name_key(name): rule
            for rule in self.repealed
            if rule.law is None
            for name in (
                rule.title,
                rule.title.removeprefix(_STATE_PREFIX),
                rule.title_en,
                *rule.names,
                *rule.names_en,
            )
        }

    def version(self, article: Article) -> Text:
        """Promulgation and amendments of the article's law, in both languages."""
        law = self.law_by_title.get(article.law)
        return Text(zh=article.version, en=(law and law.version_en) or article.version)

    def title(self, law: str) -> Text:
        """A law's title in both languages; a law without English title keeps the Chinese one."""
        known = self.law_by_title.get(law)
        return Text(zh=law, en=(known and known.law_en) or law)


def _english_names(law: Law) -> tuple[str, ...]:
    if law.law_en is None:
        return law.en
    return (law.law_en, law.law_en.removesuffix(_STATE_SUFFIX), *law.en)


_LOOK_ALIKES = str.maketrans(
    {
        "\uff08": "(",
        "\uff09": ")",
        "[": "\u3014",
        "]": "\u3015",
        "\uff3b": "\u3014",
        "\uff3d": "\u3015",
        "\u3010": "\u3014",
        "\u3011": "\u3015",
        "\u2019": "'",
    }
)
_YEAR = re.compile(r"\((\d{4})\)(?=\d+\u53f7)")


def fold(text: str) -> str:
    """Text for comparing: small letters, one kind of bracket; never shown, and exactly as long as before."""
    folded = _YEAR.sub("\u3014\\1\u3015", text.translate(_LOOK_ALIKES))
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in folded)


def name_key(name: str) -> str:
    """A name for look-up: folded, American spelling, no needless spaces or articles."""
    key = " ".join(fold(name).replace("labour", "labor").split())
    return key.removeprefix("the ").removeprefix("prc ")


@cache
def lawbook() -> Lawbook:
    """The whole table, read once."""
    source = resources.files("cases") / "data" / "statutes.json"
    return Lawbook.model_validate_json(source.read_bytes())


def nearest_name(key: str) -> str | None:
    """Full title of the law whose name ``key`` misses by one Chinese character or by two English letters."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    names = lawbook().names
    slips = 2 if key.isascii() else 1
    best = process.extractOne(key, names.keys(), scorer=Levenshtein.distance, score_cutoff=slips)
    return names[best[0]] if best is not None else None
