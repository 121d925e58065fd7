from __future__ import annotations

from typing import Any, ClassVar

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from cases.lang import Lang
from cases.lawbook import Article, Check, lawbook
from tests.trainer.tui.desks import still
from tests.tui_snapshot import Snapshots, screen_text, type_text
from trainer.tui.app import TrainerApp
from trainer.tui.screen import TrainerScreen
from trainer.tui.screens.law import LawScreen, title
from trainer.tui.widgets.card import Card


class Desk(TrainerScreen[None]):
    """A screen that can use a citation."""

    SCREEN: ClassVar[str] = "desk"

    def __init__(self) -> None:
        super().__init__()
        self.cited: list[Article] = []

    def cite(self, article: Article) -> None:
        self.cited.append(article)


async def ask(pilot: Pilot[Any], words: str) -> LawScreen:
    await pilot.press("f4")
    await type_text(pilot, words)
    await still(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, LawScreen)
    return screen


@pytest.mark.parametrize(
    ("lang", "words"), [(Lang.ZH, "工会法 54"), (Lang.EN, "trade union law 54")], ids=["zh", "en"]
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_an_article(snapshots: Snapshots, lang: Lang, words: str, size: tuple[int, int]) -> None:
    app = TrainerApp(lang, first=Desk())
    async with app.run_test(size=size) as pilot:
        await ask(pilot, words)
        snapshots.check(app, f"law-{lang}-{size[0]}")


async def test_number_and_words_both_find() -> None:
    app = TrainerApp(Lang.ZH, first=Desk())
    async with app.run_test() as pilot:
        screen = await ask(pilot, "工会法 54")
        assert [article.article_no for article in screen.found] == [54]
        screen.query_one("#law-words", Input).value = "集体合同 报送"
        await still(pilot)
        assert len(screen.found) > 1
        assert len(screen.query(Card)) == len(screen.found)


async def test_the_down_key_goes_from_the_words_to_what_they_found() -> None:
    app = TrainerApp(Lang.ZH, first=Desk())
    async with app.run_test() as pilot:
        screen = await ask(pilot, "集体合同 报送")
        await pilot.press("down", "down", "up")
        assert app.focused is screen.query(Card).first()
        await pilot.press("up")
        assert app.focused is screen.query_one("#law-words")


async def test_how_an_article_was_checked_is_shown() -> None:
    doubtful = next(a for a in lawbook().articles if a.check is Check.UNVERIFIED and a.article_no)
    app = TrainerApp(Lang.ZH, first=Desk())
    async with app.run_test(size=(100, 40)) as pilot:
        await ask(pilot, f"{doubtful.law} {doubtful.article_no}")
        assert "未核实" in screen_text(app)


async def test_nothing_found_says_what_to_try() -> None:
    app = TrainerApp(Lang.ZH, first=Desk())
    async with app.run_test() as pilot:
        screen = await ask(pilot, "zzzzqqq")
        assert screen.found == ()
        assert "zzzzqqq" in screen_text(app)


async def test_the_article_chosen_goes_to_the_screen_that_can_cite() -> None:
    below = Desk()
    app = TrainerApp(Lang.ZH, first=below)
    async with app.run_test() as pilot:
        await ask(pilot, "工会法 54")
        await pilot.press("enter", "enter")
        await still(pilot)
        assert app.screen is below
        assert [article.article_no for article in below.cited] == [54]
        await ask(pilot, "工会法 54")
        await pilot.press("escape")
        await still(pilot)
        assert app.screen is below
        assert len(below.cited) == 1


async def test_the_words_stay_when_the_language_changes() -> None:
    app = TrainerApp(Lang.ZH, first=Desk())
    async with app.run_test() as pilot:
        screen = await ask(pilot, "工会法 54")
        await app.speak(Lang.EN)
        await still(pilot)
        assert screen.query_one("#law-words", Input).value == "工会法 54"
        assert "Trade Union Law" in screen_text(app)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_article_has_a_title(lang: Lang) -> None:
    for article in lawbook().articles:
        shown = title(article, lang)
        assert article.name.get(lang) in shown
        assert "{" not in shown
