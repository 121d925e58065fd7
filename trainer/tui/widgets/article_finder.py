"""Find an article of law by name, number or word, and choose it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from cases.statute_search import find
from trainer.tui.paragraph import Paragraph
from trainer.tui.record_lines import article_words
from trainer.tui.speaking import Speaking
from trainer.tui.text.pad import clip

MOST_FOUND = 6
"""So many articles are offered."""


class ArticleFinder(Speaking, Vertical):
    """A line to type in, the articles found, the one chosen."""

    HELP = "article"
    DEFAULT_CSS = """
    ArticleFinder {
        height: auto;
        & .article-found { height: auto; max-height: 6; display: none; border: none; padding: 0; }
        & .article-found.-shown { display: block; }
        & .article-chosen { color: $text-secondary; }
    }
    """

    class Changed(Message):
        """Another article was chosen."""

        def __init__(self, finder: ArticleFinder) -> None:
            super().__init__()
            self.finder = finder

    def __init__(self, chosen: tuple[str, int | None] | None, *, id: str | None = None) -> None:  # noqa: A002
        """Show a law and article that are chosen already, if any."""
        super().__init__(id=id)
        self.chosen = chosen
        self._found: list[tuple[str, int | None]] = []

    def compose(self) -> ComposeResult:
        """Ask, answers, choice."""
        yield Input(placeholder=self.t("tablescreen.form.ask.article"), compact=True, id=f"{self.id}-query")
        yield OptionList(classes="article-found", compact=True, id=f"{self.id}-found")
        yield Paragraph(self._words(), classes="article-chosen")

    def _words(self) -> str:
        return article_words(*self.chosen, self.lang) if self.chosen else ""

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Offer what answers the query."""
        event.stop()
        articles = find(event.value)[:MOST_FOUND] if event.value.strip() else []
        self._found = [(article.law, article.number) for article in articles]
        options = self.query_one(OptionList)
        options.clear_options()
        options.set_class(bool(articles), "-shown")
        room = max(self.size.width - 4, 20)
        for article in articles:
            label = self.t(
                "tablescreen.form.article",
                article=article_words(article.law, article.number, self.lang),
                text=article.paraphrase,
            )
            options.add_option(Option(clip(label, room).replace("[", "\\[")))

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Choose an article."""
        event.stop()
        self.chosen = self._found[event.option_index]
        self.query_one(Paragraph).set_text(self._words())
        self.query_one(OptionList).remove_class("-shown")
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter takes the first article found."""
        event.stop()
        if self._found:
            self.chosen = self._found[0]
            self.query_one(Paragraph).set_text(self._words())
            self.query_one(OptionList).remove_class("-shown")
            self.post_message(self.Changed(self))
