from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from textual.widgets import Input

from cases import moves as m
from cases.lang import Lang
from cases.library import case_ids
from cases.messages import Message
from cases.sides import Side
from tests.trainer.tui.desks import desk, journal_at, still, union_choice
from tests.tui_snapshot import Snapshots, screen_text, type_text
from trainer.journal import Journal
from trainer.matches import draw_side
from trainer.opponent.personas import persona_ids
from trainer.tui.app import TrainerApp
from trainer.tui.desk import Choice, Desk
from trainer.tui.runner import MatchRunner
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.setup import SetupScreen
from trainer.tui.status import StatusLine
from trainer.tui.widgets.card import Card
from trainer.tui.widgets.one_of import OneOf

SIZES = [(80, 24), (120, 40)]


def home_app(at: Desk | None = None, lang: Lang = Lang.ZH) -> TrainerApp:
    return TrainerApp(lang, first=HomeScreen(at or desk()))


def cards(app: TrainerApp, place: str) -> list[str]:
    return [card.key for card in app.screen.query(f"{place} Card").results(Card)]


def started_match(at: Desk) -> MatchRunner:
    found = at.open(union_choice(), Lang.ZH)
    assert isinstance(found, MatchRunner)
    return found


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_first_visit(snapshots: Snapshots, lang: Lang, size: tuple[int, int]) -> None:
    app = home_app(lang=lang)
    async with app.run_test(size=size) as pilot:
        await still(pilot)
        snapshots.check(app, f"home-first-{lang}-{size[0]}")


@pytest.mark.parametrize("lang", list(Lang))
async def test_later_visit(snapshots: Snapshots, lang: Lang) -> None:
    at = desk()
    started_match(at)
    played = at.open(Choice("hengyue-machinery", "solo-15", Side.EMPLOYER, "hard", 3, 8), lang)
    assert isinstance(played, MatchRunner)
    at.journal.finish(played.match, "agreement", Decimal("0.615"))
    app = home_app(at, lang)
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        assert not app.screen.query("#home-how")
        snapshots.check(app, f"home-later-{lang}-80")


async def test_the_cursor_begins_on_the_first_card_and_enter_opens_the_case() -> None:
    app = home_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        assert isinstance(app.focused, Card)
        assert cards(app, "#home-cases") == list(case_ids())
        await pilot.press("down", "enter")
        await still(pilot)
        assert isinstance(app.screen, SetupScreen)
        assert app.screen.ref == case_ids()[1]


@pytest.mark.parametrize("words", ["计件单价", "hengyue", "jjdj", "机械制造", "piece rate"])
async def test_cases_are_found_by_title_sector_issue_and_initials(words: str) -> None:
    app = home_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("ctrl+f")
        await type_text(pilot, words)
        await still(pilot)
        assert cards(app, "#home-cases") == ["hengyue-machinery"]


async def test_words_that_find_nothing_are_said_back() -> None:
    app = home_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        app.screen.query_one("#home-filter", Input).value = "龘龘"
        await still(pilot)
        assert cards(app, "#home-cases") == []
        assert "龘龘" in screen_text(app)


async def test_a_match_left_is_offered_first_and_goes_on(tmp_path: Path) -> None:
    at = desk(journal_at(tmp_path))
    started_match(at)
    app = home_app(desk(journal_at(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        assert isinstance(app.focused, Card)
        assert app.focused.has_class("home-resume")
        await pilot.press("enter")
        await still(pilot)
        assert isinstance(app.screen, BriefingScreen)


async def test_coming_back_the_cursor_is_on_what_was_left() -> None:
    at = desk()
    app = home_app(at)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("down", "enter")
        await still(pilot)
        await pilot.press("escape")
        await still(pilot)
        assert isinstance(app.focused, Card)
        assert app.focused.key == case_ids()[1]
        await pilot.press("enter", "f5")
        await still(pilot)
        assert isinstance(app.screen, BriefingScreen)
        match = app.screen.runner.match
        await pilot.press("escape")
        await still(pilot)
        assert isinstance(app.focused, Card)
        assert app.focused.key == match
        at.journal.finish(match, "suspended")
        app.screen.populate()  # type: ignore[attr-defined]
        await still(pilot)
        assert app.focused.key == match
        assert app.focused.has_class("home-result")


async def test_giving_a_match_up_takes_two_presses() -> None:
    at = desk()
    started_match(at)
    app = home_app(at)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("delete")
        assert at.journal.unfinished()
        await pilot.press("delete")
        await still(pilot)
        assert at.journal.unfinished() == []
        assert cards(app, "#home-unfinished") == []


async def test_an_altered_record_is_refused_with_its_line() -> None:
    at = desk()
    run = started_match(at)
    run.computer_turn_if_due()
    run.do(m.Yield())
    at.journal._db.execute("UPDATE events SET line = replace(line, 'yield', 'field') WHERE seq = 1")
    app = home_app(at)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("enter")
        await still(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.query_one(StatusLine).has_class("-error")
        assert "第 2 行" in app.screen.query_one(StatusLine).text


async def test_a_damaged_store_is_told_on_the_home_screen(tmp_path: Path) -> None:
    (tmp_path / "matches.sqlite3").write_bytes(b"no database" * 500)
    app = home_app(desk(journal_at(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        assert app.screen.query_one(StatusLine).has_class("-warning")


async def test_setting_up_a_match_by_keys() -> None:
    at = desk()
    app = home_app(at)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("enter")
        await still(pilot)
        await pilot.press("right", "right", "down", "right", "down", "left", "down", "right", "f5")
        await still(pilot)
        assert isinstance(app.screen, BriefingScreen)
        meta = app.screen.runner.meta
        before = persona_ids()[persona_ids().index("cooperative") - 1]
        assert (meta.format, meta.side, meta.persona, meta.level) == ("solo-15", Side.EMPLOYER, before, 3)
        assert [record.id for record in at.journal.unfinished()] == [app.screen.runner.match]


async def test_the_lot_is_drawn_from_the_number_everyone_can_see() -> None:
    at = desk()
    app = home_app(at)
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        await pilot.press("enter")
        await still(pilot)
        screen = app.screen
        assert isinstance(screen, SetupScreen)
        assert not screen.query_one("#setup-lot").display
        screen.query_one("#setup-side", OneOf).action_change(-1)
        await still(pilot)
        seed = screen.query_one("#setup-seed", Input)
        for number in ("123", "124", "125", "126"):
            seed.value = number
            await still(pilot)
            assert number in screen_text(app)
            shown = "抽到职工方" if draw_side(int(number)) is Side.UNION else "抽到企业方"
            assert shown in screen_text(app)
        seed.value = "0"
        await still(pilot)
        await pilot.press("f5")
        await still(pilot)
        assert app.screen is screen
        assert screen.query_one(StatusLine).has_class("-error")
        seed.value = "125"
        await pilot.press("f5")
        await still(pilot)
        assert isinstance(app.screen, BriefingScreen)
        assert app.screen.runner.side is draw_side(125)


def test_lots_fall_on_both_sides() -> None:
    drawn = [draw_side(seed) for seed in range(1, 201)]
    assert 60 < drawn.count(Side.UNION) < 140
    assert drawn == [draw_side(seed) for seed in range(1, 201)]


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_setup(snapshots: Snapshots, lang: Lang, size: tuple[int, int]) -> None:
    app = home_app(lang=lang)
    async with app.run_test(size=size) as pilot:
        await still(pilot)
        await pilot.press("enter")
        await still(pilot)
        snapshots.check(app, f"setup-{lang}-{size[0]}")


async def test_choosing_a_language_keeps_the_other_answers() -> None:
    app = home_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        await pilot.press("enter")
        await still(pilot)
        persona = app.screen.query_one("#setup-persona", OneOf)
        persona.action_change((persona_ids().index(persona.chosen) + 1) * -1 + 2)
        await still(pilot)
        app.screen.query_one("#setup-language", OneOf).action_change(1)
        await still(pilot)
        assert app.lang is Lang.EN
        assert app.screen.query_one("#setup-persona", OneOf).chosen == persona_ids()[1]
        assert "( ) cooperative" in screen_text(app)


async def test_a_store_that_cannot_be_written_opens_no_match() -> None:
    journal = Journal(":memory:")
    at = desk(journal)
    journal._db.execute("PRAGMA query_only = ON")
    found = at.open(union_choice(), Lang.ZH)
    assert isinstance(found, Message)
    assert found.key == "journal.cannot_write"
