"""The law at hand: find articles by law and number or by words, without leaving the screen below."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from cases.lang import Lang
from cases.lawbook import Article, lawbook
from cases.messages import Message, message
from cases.statute_search import MOST
from cases.statutes import Search, judge, look_up
from trainer.tui.paragraph import Paragraph
from trainer.tui.screen import TrainerModal
from trainer.tui.widgets.card import Card
from trainer.tui.widgets.finder import Finder


class LawScreen(TrainerModal[Article | None]):
    """Answers with the article that was chosen, or nothing.

    A screen that can use a citation has a method ``cite(article)``; the app calls it with the answer.
    """

    SCREEN = "law"
    CSS_PATH = "law.tcss"
    AUTO_FOCUS = ""

    def __init__(self, words: str = "") -> None:
        """Open with ``words`` already looked up."""
        super().__init__()
        self.words = words
        self.found: tuple[Article, ...] = ()

    def compose_body(self) -> ComposeResult:
        """A field for the words, what was found below it."""
        yield Finder(self.words, placeholder=self.t("law.screen.ask"), id="law-words", compact=True)
        yield VerticalScroll(id="law-found", can_focus=False)
        yield Paragraph(self.t("law.screen.leave"), classes="muted", id="law-leave")

    def populate(self) -> None:
        """Show what the words find."""
        if self.focused is None:
            self.query_one("#law-words", Input).focus()
        self.run_worker(self._show(self.words), exclusive=True, group="law")

    @on(Input.Changed, "#law-words")
    def _asked(self, event: Input.Changed) -> None:
        if event.value != self.words:
            self.words = event.value
            self.run_worker(self._show(self.words), exclusive=True, group="law")

    @on(Input.Submitted, "#law-words")
    def _to_first(self) -> None:
        cards = self.query(Card)
        if cards:
            cards.first().focus()

    async def _show(self, words: str) -> None:
        asked = words.strip()
        search = look_up(asked) if asked else None
        self.found = search.articles if search else ()
        place = self.query_one("#law-found", VerticalScroll)
        await place.remove_children()
        if search is None:
            await place.mount(Paragraph(self.t("law.screen.hint"), classes="muted"))
            return
        notes = [self.render_message(note) for note in _notes(asked, search)]
        await place.mount_all([Paragraph(note, classes="law-note") for note in notes])
        await place.mount_all(
            [self._card(article, str(index)) for index, article in enumerate(search.articles)]
        )
        if search.articles:
            await place.mount(Paragraph(self.t("law.paraphrase"), classes="muted"))
        place.scroll_home(animate=False)

    def _card(self, article: Article, key: str) -> Card:
        version = lawbook().version(article)
        lines = [
            article.paraphrase.get(self.lang),
            self.t("law.note", note=article.remark) if article.remark else "",
            self.t("law.checked", check=message(f"law.check.{article.check.value}")),
            self.t("law.screen.version", version=version),
        ]
        return Card(
            title(article, self.lang),
            lines,
            aside=self.t("law.mark", grade=message(f"law.grade.{article.check.value}")),
            key=key,
            classes="law-article",
        )

    @on(Card.Chosen)
    def _chosen(self, event: Card.Chosen) -> None:
        self.dismiss(self.found[int(event.card.key)])

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss(None)


def title(article: Article, lang: Lang) -> str:
    """An article as it is cited in ``lang``."""
    from trainer.i18n import say

    if lang is Lang.ZH:
        number = article.article
    elif article.number is None:
        number = say("law.no_number", lang)
    else:
        number = say("law.item_of" if article.is_item else "law.article_of", lang, number=article.number)
    return say("law.screen.title", lang, law=article.name, number=number)


def _notes(asked: str, search: Search) -> Iterator[Message]:
    """What to know about a look-up besides its articles."""
    if search.repealed is not None:
        yield search.repealed.verdict
    if not search.articles:
        known = search.law is not None and search.number is not None and not search.words
        yield judge(search.law or "", search.number).verdict if known else message("law.nothing", query=asked)
        yield message("law.nothing_hint")
    elif search.words and len(search.articles) == MOST:
        yield message("law.most", count=MOST)
