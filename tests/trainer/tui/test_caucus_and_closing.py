from __future__ import annotations

from decimal import Decimal

import pytest
from textual.widgets import Button, Input

from cases import moves as m
from cases.lang import Lang
from cases.sides import Side
from tests.trainer.tui.table_matches import Clock, do, in_talks, mid_match, runner, table_app
from tests.tui_snapshot import Snapshots, screen_text, type_text
from trainer.tui.app import TrainerApp
from trainer.tui.flow import stage
from trainer.tui.runner import MatchRunner
from trainer.tui.screens.ballot import BallotScreen
from trainer.tui.screens.caucus import CaucusScreen
from trainer.tui.screens.closing import ClosingScreen
from trainer.tui.screens.form import MoveForm
from trainer.tui.screens.table import TableScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.terms_picker import TermsPicker

SIZES = [(80, 24), (120, 40)]

GENEROUS: tuple[tuple[m.Move, ...], ...] = (
    (
        m.Package(
            terms={
                "base": Decimal(7),
                "skill": {"junior": Decimal(250), "senior": Decimal(500)},
                "start": "2026-06-01",
                "insurance": "accident",
            }
        ),
    ),
)
MEAN: tuple[tuple[m.Move, ...], ...] = (
    (
        m.Package(
            terms={
                "base": Decimal(1),
                "skill": {"junior": Decimal(100), "senior": Decimal(200)},
                "start": "2026-12-01",
                "insurance": "accident",
            }
        ),
    ),
)


def in_caucus() -> MatchRunner:
    run = mid_match()
    do(run, m.Caucus())
    return run


def handshake(speeches: tuple[tuple[m.Move, ...], ...]) -> MatchRunner:
    """Everything agreed as the computer offered it: the draft is to be confirmed."""
    run = in_talks(speeches)
    do(run, m.Speech())
    run.computer_turn_if_due()
    offer = run.view().offers[-1]
    do(run, m.Accept(refs=offer.seq))
    assert run.view().phase == "draft"
    return run


def app_for(run: MatchRunner, lang: Lang = Lang.ZH) -> TrainerApp:
    return TrainerApp(lang, first=stage(run))


# --- caucus ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", list(Lang))
async def test_the_caucus_in_both_languages_and_sizes(
    lang: Lang, size: tuple[int, int], snapshots: Snapshots
) -> None:
    app = app_for(in_caucus(), lang)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        snapshots.check(app, f"caucus-{lang}-{size[0]}x{size[1]}")
        await pilot.press("ctrl+t", "ctrl+t")
        await pilot.pause()
        snapshots.check(app, f"caucus-packages-{lang}-{size[0]}x{size[1]}")


async def test_asking_for_a_break_leads_to_the_caucus_and_back_to_the_table() -> None:
    run = mid_match()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "说到一半")
        await pilot.press("f6", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CaucusScreen)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)
        assert run.view().phase == "talks"
        assert app.screen.query_one(Composer).text == "说到一半"


async def test_a_package_made_in_caucus_waits_on_the_card_at_the_table() -> None:
    run = in_caucus()
    app = app_for(run)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+t", "ctrl+t")
        await pilot.press("7", "down", "down", "down", "space")
        await pilot.pause()
        await pilot.click("#caucus-take-a")
        await pilot.press("ctrl+n")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TableScreen)
        assert screen.kept.move == m.Package(terms={"base": Decimal(7), "start": "2026-06-01"})
        assert all(offer.side is not Side.UNION for offer in run.view().offers)
        await pilot.press("enter")
        await pilot.pause()
        assert any(offer.side is Side.UNION for offer in run.view().offers)


async def test_the_guess_of_their_priorities_is_kept_in_the_sheet() -> None:
    run = in_caucus()
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "down", "left")
        await pilot.pause()
        assert run.sheet().guess[:2] == ("skill", "base")


async def test_notes_and_packages_are_there_again_in_the_next_look() -> None:
    run = in_caucus()
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+t", "ctrl+t", "space", "ctrl+t")
        await type_text(pilot, "先让期限，再要单价")
        await pilot.pause()
    again = app_for(run)
    async with again.run_test(size=(80, 24)) as pilot:
        screen = again.screen
        assert isinstance(screen, CaucusScreen)
        assert screen.notes == "先让期限，再要单价"
        assert set(screen.packages["a"]) == {"base"}


async def test_reporting_back_to_the_members() -> None:
    run = in_caucus()
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+r", "ctrl+r", "ctrl+r")
        await pilot.pause()
        assert run.view().reports == 2
        assert "已经通报过了" in screen_text(app)


async def test_the_break_ends_by_itself_when_its_time_is_up() -> None:
    clock = Clock()
    run = mid_match(clock)
    do(run, m.Caucus())
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, CaucusScreen)
        clock.seconds += 121
        screen.beat()
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)


# --- closing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", list(Lang))
async def test_the_closing_steps_in_both_languages_and_sizes(
    lang: Lang, size: tuple[int, int], snapshots: Snapshots
) -> None:
    run = handshake(GENEROUS)
    app = app_for(run, lang)
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert run.view().phase == "vote"
        snapshots.check(app, f"closing-{lang}-{size[0]}x{size[1]}")


async def test_a_draft_goes_through_every_step_of_the_law_by_keyboard() -> None:
    run = handshake(GENEROUS)
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, ClosingScreen)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert app.screen.query_one("#closing-day", Input).value == "2026-05-20"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BallotScreen)
        assert "表决通过" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert run.view().closing.signed.union == "2026-05-20"
        assert run.view().closing.filed == "2026-05-20"
        screen = app.screen
        assert isinstance(screen, ClosingScreen)
        screen.beat()
        await pilot.pause()
        assert run.ended
        assert run.view().outcome == "agreement"
        assert "复盘" in screen_text(app)


async def test_a_day_before_the_vote_is_refused_and_kept() -> None:
    run = handshake(GENEROUS)
    do(run, m.Sign(step="draft"))
    run.computer_turn_if_due()
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.screen.query_one("#closing-day", Input)
        field.value = "2026-05-01"
        await pilot.press("enter")
        await pilot.pause()
        assert run.view().phase == "vote"
        assert field.value == "2026-05-01"
        assert "不能早于" in screen_text(app)


async def test_a_draft_voted_down_goes_back_to_the_table_after_its_count_was_seen() -> None:
    run = handshake(MEAN)
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+n", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BallotScreen)
        text = screen_text(app)
        assert "未通过" in text
        assert "期望" in text
        await pilot.click("#ballot-close", offset=(2, 0))
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)
        assert "草案没有通过" in screen_text(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert "重新打开" in screen_text(app)


async def test_the_button_does_the_step_by_mouse() -> None:
    run = handshake(GENEROUS)
    app = app_for(run)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(app.screen.query_one("#closing-do", Button))
        await pilot.pause()
        assert run.view().closing.drafted.union


# --- whole matches --------------------------------------------------------------------------------------------


async def test_a_whole_match_by_keyboard_alone() -> None:
    run = runner(GENEROUS)
    run.computer_turn_if_due()
    do(run, m.Yield())
    app = app_for(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.press("space", "ctrl+n", "enter")
        await pilot.pause()
        assert run.view().phase == "talks"
        await type_text(pilot, "/提 base 9：三年没有跟上物价。")
        await pilot.press("enter", "enter")
        await pilot.pause()
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.press("ctrl+n", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ClosingScreen)
        for _ in range(3):
            await pilot.press("ctrl+n")
            await pilot.pause()
            if isinstance(app.screen, BallotScreen):
                await pilot.press("enter")
                await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ClosingScreen)
        screen.beat()
        await pilot.pause()
        assert run.view().outcome == "agreement"


async def test_the_main_acts_by_mouse_alone() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        keys = {getattr(key, "action", ""): key for key in app.screen.query("FooterKey")}
        await pilot.click(keys["form"])
        await pilot.pause()
        assert isinstance(app.screen, MoveForm)
        await pilot.click("#form-kinds", offset=(4, 1))
        await pilot.pause()
        picker = app.screen.query_one(TermsPicker)
        minus = 4 + 26 + 1
        await pilot.click(picker, offset=(minus, 0))
        await pilot.pause()
        assert picker.terms == {"base": Decimal("8.5")}
        await pilot.click("#form-done")
        await pilot.pause()
        await pilot.click(app.screen.query_one(".echo-key-say", Button))
        await pilot.pause()
        position = run.view().line("base").positions.union
        assert position is not None
        assert position.value == Decimal("8.5")
