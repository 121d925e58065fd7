"""``trainer law``: look articles up, check the citations in a text.

Nothing heavy is imported before a command runs, so that the command line starts at once.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.base import AS_JSON, GROUP_LANG, LANG, Spoken, SpokenGroup, language, write_json

if TYPE_CHECKING:
    from cases.lang import Lang
    from cases.lawbook import Article
    from cases.messages import Message
    from cases.statutes import Citation, Search

IN_FULL = 3
"""Up to this many articles are shown with topics, note and how they were checked."""


class _LawGroup(SpokenGroup):
    """``trainer law QUERY`` needs no subcommand: whatever is not ``check`` is a query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden ``find`` before a query."""
        named = _first_word(args)
        if args and named not in self.commands and not {"--help", "-h"}.intersection(args[:1]):
            args = ["find", *args]
        elif named is not None and args[0] != named:
            args = [named, *[word for word in args if word != named]]
        return super().parse_args(ctx, args)


def _first_word(args: list[str]) -> str | None:
    """The first argument that is no option."""
    skip = False
    for word in args:
        if skip or word == "--json":
            skip = False
        elif word == "--lang":
            skip = True
        elif not word.startswith("--"):
            return word
    return None


@click.group(
    "law", cls=_LawGroup, help="law.help", no_args_is_help=True, subcommand_metavar="QUERY... | check TEXT"
)
@GROUP_LANG
def law() -> None:
    """The group itself does nothing."""


@law.command("find", cls=Spoken, help="law.help_find")
@click.argument("query", nargs=-1, required=True)
@AS_JSON
@LANG
@click.pass_context
def find_articles(context: click.Context, query: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Look articles up; exit status 1 if there are none."""
    from cases.statutes import look_up

    speech = language(context, lang)
    asked = " ".join(query)
    search = look_up(asked)
    missing = None if search.articles else _not_found(asked, search)
    if as_json:
        write_json(_search_json(asked, search, missing, speech))
    else:
        _write_search(search, speech)
    if missing is not None:
        _fail(missing, "law.nothing_hint", speech)


@law.command("check", cls=Spoken, help="law.help_check")
@click.argument("text", nargs=-1, required=True)
@AS_JSON
@LANG
@click.pass_context
def check_text(context: click.Context, text: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Check the citations of a text; exit status 1 if it cites nothing."""
    from cases.messages import message
    from cases.statutes import check_citations

    speech = language(context, lang)
    words = _standard_input() if text == ("-",) else " ".join(text)
    citations = check_citations(words)
    if as_json:
        write_json({"citations": [_citation_json(citation, speech) for citation in citations]})
    else:
        for citation in citations:
            _write_citation(citation, speech)
    if not words.strip():
        _fail(message("law.empty"), "law.empty_hint", speech)
    if not citations:
        _fail(message("law.none_cited"), "law.none_cited_hint", speech)


def _standard_input() -> str:
    """All of standard input as UTF-8, bad bytes shown as such: a text from anywhere can be checked."""
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")


def _not_found(asked: str, search: Search) -> Message:
    """Why a look-up gave nothing: the law is known but not the article, or nothing fits."""
    from cases.messages import message
    from cases.statutes import judge

    if search.law is not None and search.number is not None and not search.words:
        return judge(search.law, search.number).verdict
    return message("law.nothing", query=asked)


def _fail(what: Message, hint: str, language: Lang) -> None:
    from trainer.i18n import render, say

    click.echo(render(what, language), err=True)
    click.echo(say(hint, language), err=True)
    sys.exit(1)


def _article_label(article: Article, language: Lang) -> str:
    from cases.lang import Lang
    from trainer.i18n import say

    if language is Lang.ZH:
        return article.article
    if article.number is None:
        return say("law.no_number", language)
    key = "law.item_of" if article.is_item else "law.article_of"
    return say(key, language, number=article.number)


def _write_search(search: Search, language: Lang) -> None:
    from cases.lawbook import lawbook
    from cases.statute_search import MOST
    from trainer.i18n import render, say

    if search.repealed is not None:
        click.echo(render(search.repealed.verdict, language))
    if not search.articles:
        return
    current = None
    for article in search.articles:
        if article.law != current:
            current = article.law
            version = lawbook().version(article).get(language)
            click.echo(say("law.law_line", language, law=article.name, version=version))
        _write_article(article, language, in_full=len(search.articles) <= IN_FULL)
    click.echo(say("law.paraphrase", language), err=True)
    if search.words and len(search.articles) == MOST:
        click.echo(say("law.most", language, count=MOST), err=True)


def _write_article(article: Article, language: Lang, *, in_full: bool) -> None:
    from cases.lawbook import Check, lawbook
    from trainer.i18n import say

    mark = ""
    if article.check in {Check.UNVERIFIED, Check.SECONDARY}:
        mark = say("law.mark", language, grade=say(f"law.grade.{article.check.value}", language))
    label = _article_label(article, language)
    click.echo(f"  {label}{mark}  {article.paraphrase.get(language)}")
    if not in_full:
        return
    topics = [lawbook().topics[name] for name in article.topics if name in lawbook().topics]
    names = tuple(topic.name for topic in topics)
    click.echo("    " + say("law.topics", language, topics=names))
    check = say(f"law.check.{article.check.value}", language)
    click.echo("    " + say("law.checked", language, check=check))
    if article.remark is not None:
        click.echo("    " + say("law.note", language, note=article.remark))


def _write_citation(citation: Citation, language: Lang) -> None:
    from trainer.i18n import render, say

    verdict = render(citation.verdict, language)
    click.echo(say("law.cited", language, text=citation.text, verdict=verdict))
    if citation.article is not None and not citation.wrong:
        _write_article(citation.article, language, in_full=False)


def _search_json(asked: str, search: Search, missing: Message | None, language: Lang) -> dict[str, Any]:
    from trainer.i18n import render

    said = missing or (search.repealed.verdict if search.repealed else None)
    return {
        "query": asked,
        "law": search.law,
        "number": search.number,
        "words": search.words,
        "message": None if said is None else render(said, language),
        "articles": [_article_json(article) for article in search.articles],
    }


def _article_json(article: Article) -> dict[str, Any]:
    return {**article.model_dump(mode="json"), "certain": article.certain}


def _citation_json(citation: Citation, language: Lang) -> dict[str, Any]:
    from trainer.i18n import render

    repealed = citation.repealed
    return {
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "law": citation.title.zh,
        "law_en": citation.title.en,
        "article": citation.number,
        "paragraph": citation.paragraph,
        "item": citation.item,
        "standing": citation.standing.value,
        "wrong": citation.wrong,
        "certain": citation.certain,
        "check": None if citation.check is None else citation.check.value,
        "region": citation.region,
        "message": render(citation.verdict, language),
        "replaced_by": None if repealed is None else repealed.by,
        "since": None if repealed is None else repealed.since,
        "nearest": citation.nearest,
        "found": None if citation.article is None else _article_json(citation.article),
    }
