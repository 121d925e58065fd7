"""The home screen: what to go on with, the library, what was played."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label

from cases.lang import Lang
from cases.messages import Message, message
from trainer.journal import MatchRecord
from trainer.speech.day_words import day_text
from trainer.tui import quirks
from trainer.tui.desk import CaseEntry, Desk
from trainer.tui.figures import points
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import Prose
from trainer.tui.screen import TrainerScreen
from trainer.tui.search import search
from trainer.tui.status import Level
from trainer.tui.widgets.card import Card
from trainer.tui.widgets.finder import Finder

if TYPE_CHECKING:
    from cases.text import Text
    from trainer.tui.runner import MatchRunner

A_MOMENT = 0.005
"""Seconds between looks at whether the app has started."""

MOST_PAST = 20
"""As many past matches are listed; all of them stay in the store."""


class HomeScreen(TrainerScreen[None]):
    """Where the program opens and every match ends."""

    SCREEN = "home"
    CSS_PATH = "home.tcss"
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._filter = ""
        self._asked = False
        self._filled = False
        self._known: tuple[str, ...] = ()
        """The unfinished matches when the screen was last filled."""

    def compose_body(self) -> ComposeResult:
        """Sections from top to bottom: go on, how it works (first visit), cases, past matches."""
        with VerticalScroll(id="home-scroll", can_focus=False):
            yield Vertical(id="home-unfinished")
            if self.desk.first_visit():
                yield Prose(self.t("home.how"), id="home-how")
            with Horizontal(id="home-cases-head"):
                yield Label(self.t("home.cases"), classes="home-heading")
                yield Finder(placeholder=self.t("home.filter"), id="home-filter", compact=True)
            yield Vertical(id="home-cases")
            yield Vertical(id="home-past")

    def populate(self) -> None:
        """Read the journal and the library, once the empty screen is drawn: it shows at once that way."""
        if not self._asked:
            self._asked = True
            self._begin()

    def _begin(self) -> None:
        if quirks.is_starting(self.app):
            self.set_timer(A_MOMENT, self._begin)
        else:
            self.call_after_refresh(self._start_filling)

    def _start_filling(self) -> None:
        self._asked = False
        self.run_worker(self._fill(), exclusive=True, group="home")

    async def on_screen_resume(self) -> None:
        """Show what the match just left has changed."""
        await super().on_screen_resume()
        if self.query("#home-cases"):
            self.populate()

    async def _fill(self) -> None:
        notice = self.desk.journal.notice
        if notice is not None and self.notice is None:
            self.tell(notice, Level.WARNING)
        here, typing = self.focused, isinstance(self.focused, Input)
        wanted = here.key if isinstance(here, Card) else None
        await self._fill_section("home-unfinished", "home.unfinished", self._unfinished())
        await self._fill_section("home-past", "home.past", self._past())
        await self._fill_cases()
        if not typing:
            self._enter(wanted)

    def _enter(self, wanted: str | None) -> None:
        """Put the cursor on the card it was on, or on a match just begun or ended; else on the first."""
        cards = list(self.query(Card))
        ids = [record.id for record in self.desk.journal.unfinished()]
        begun = [each for each in ids if each not in self._known]
        ended = [each for each in self._known if each not in ids]
        news = (begun or ended)[:1] if self._filled else []
        self._filled = True
        self._known = tuple(ids)
        key = news[0] if news else wanted
        card = next((card for card in cards if card.key == key), cards[0] if cards else None)
        if card is not None:
            card.focus(scroll_visible=card is not cards[0] or not self.query("#home-how"))

    async def _fill_section(self, place: str, heading: str, cards: list[Card]) -> None:
        section = self.query_one(f"#{place}", Vertical)
        await section.remove_children()
        section.display = bool(cards)
        if cards:
            await section.mount(Label(self.t(heading), classes="home-heading"), *cards)

    async def _fill_cases(self) -> None:
        section = self.query_one("#home-cases", Vertical)
        cards = [self._case_card(entry) for entry in self._found()]
        await section.remove_children()
        if cards:
            await section.mount_all(cards)
        else:
            await section.mount(Paragraph(self.t("home.nothing", words=self._filter), classes="muted"))

    # --- cards --------------------------------------------------------------------------------------------

    def _unfinished(self) -> list[Card]:
        return [
            Card(
                record.meta.title.get(self.lang),
                (self._about(record), self.t("home.steps", count=record.events)),
                aside=started(record, self.lang),
                key=record.id,
                classes="home-resume",
            )
            for record in self.desk.journal.unfinished()
        ]

    def _past(self) -> list[Card]:
        return [
            Card(
                record.meta.title.get(self.lang),
                (self._about(record), self._result(record)),
                aside=started(record, self.lang),
                key=record.id,
                classes="home-result",
            )
            for record in self.desk.journal.past()[:MOST_PAST]
        ]

    def _about(self, record: MatchRecord) -> str:
        return self.t(
            "home.about",
            side=message(f"common.side.{record.meta.side.value}"),
            persona=message(f"home.persona.{record.meta.persona}.name"),
            level=record.meta.level,
        )

    def _result(self, record: MatchRecord) -> str:
        outcome = message(f"format.outcome.{record.outcome or 'stopped'}")
        if record.worth is None:
            return self.t("home.result", outcome=outcome)
        return self.t("home.result_points", outcome=outcome, points=points(record.worth))

    def _found(self) -> Iterator[CaseEntry]:
        """The cases that answer the filter; all of them if it is empty."""
        for entry in self.desk.cases():
            texts = (entry.card.title, entry.card.sector, *entry.card.issues)
            if not self._filter or any(_answers(self._filter, text) for text in texts):
                yield entry

    def _case_card(self, entry: CaseEntry) -> Card:
        top = entry.card
        facts = [
            self.t("home.difficulty", level=top.difficulty),
            self.t("home.minutes", minutes=top.minutes) if top.minutes else "",
            self._best(entry),
        ]
        issues = top.issues
        return Card(
            top.title.get(self.lang),
            (
                self.t("home.sector", sector=top.sector, level=message(f"home.level.{top.level}")),
                self.t("home.issues", count=len(issues), issues=issues) if issues else "",
            ),
            aside=self.t("home.between").join(fact for fact in facts if fact),
            key=top.id,
            classes="home-case",
        )

    def _best(self, entry: CaseEntry) -> str:
        if entry.best is not None:
            return self.t("home.best", points=points(entry.best))
        return self.t("home.played", count=entry.played) if entry.played else self.t("home.new")

    # --- what people do -----------------------------------------------------------------------------------

    @on(Input.Changed, "#home-filter")
    async def _filter_cases(self, event: Input.Changed) -> None:
        self._filter = event.value.strip()
        await self._fill_cases()

    @on(Input.Submitted, "#home-filter")
    def _to_first_case(self) -> None:
        cards = self.query("#home-cases Card")
        if cards:
            cards.first().focus()

    @on(Card.Chosen, ".home-case")
    def _choose_case(self, event: Card.Chosen) -> None:
        from trainer.tui.screens.setup import SetupScreen

        case = self.desk.case(event.card.key)
        if case is None:
            self.tell("home.broken", Level.ERROR, case=event.card.key)
            return
        self.app.push_screen(SetupScreen(self.desk, event.card.key, case))

    @on(Card.Chosen, ".home-resume")
    @on(Card.Chosen, ".home-result")
    def _open_match(self, event: Card.Chosen) -> None:
        self.show_match(self.desk.resume(self.desk.journal.record(event.card.key), self.lang))

    def show_match(self, found: MatchRunner | Message) -> None:
        """Go to a match, or say why it cannot be opened."""
        from trainer.tui import flow

        if isinstance(found, Message):
            self.tell(found, Level.ERROR)
        else:
            flow.go_on(self.trainer, found)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#home-filter", Input).focus()

    def action_abandon(self) -> None:
        """Take the match under the cursor out of the list of unfinished ones; ask twice."""
        card = self.focused
        if not isinstance(card, Card) or not card.has_class("home-resume"):
            self.tell("home.abandon.none")
        elif card.has_class("-sure"):
            self.desk.journal.abandon(card.key)
            self.tell("home.abandon.done")
            self.populate()
        else:
            card.add_class("-sure")
            self.tell("home.abandon.sure", Level.WARNING)


def started(record: MatchRecord, lang: Lang) -> str:
    """When a match was begun, as people write it."""
    day, _, time = record.created_at.partition("T")
    return f"{day_text(day, lang)} {time[:5]}".strip()


def _answers(words: str, text: Text) -> bool:
    return any(search(words, text.get(lang)) is not None for lang in Lang)
