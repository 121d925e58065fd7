from __future__ import annotations

from decimal import Decimal

import pytest

from cases import moves as m
from cases.lang import Lang
from cases.sides import Side
from tests.trainer.tui.desks import Clock, desk, still, union_choice
from tests.tui_snapshot import Snapshots, screen_text, type_text
from trainer.preparation import KeptFigure, Plan
from trainer.tui.app import TrainerApp
from trainer.tui.desk import Choice, Desk
from trainer.tui.paragraph import Paragraph
from trainer.tui.runner import MatchRunner
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.status import StatusLine
from trainer.tui.widgets.check_list import CheckList
from trainer.tui.widgets.figure_table import FigureTable
from trainer.tui.widgets.sheet_table import SheetTable

SIZES = [(80, 24), (120, 40)]


def room(at: Desk | None = None, choice: Choice | None = None) -> BriefingScreen:
    found = (at or desk()).open(choice or union_choice(), Lang.ZH)
    assert isinstance(found, MatchRunner)
    return BriefingScreen(found)


def app_with(screen: BriefingScreen, lang: Lang = Lang.ZH) -> TrainerApp:
    return TrainerApp(lang, first=screen)


def status(app: TrainerApp) -> str:
    return app.screen.query_one("#screen-status", StatusLine).text


@pytest.mark.parametrize("pane", ["case", "exhibits", "brief", "sheet"])
@pytest.mark.parametrize("lang", list(Lang))
async def test_panes_in_a_small_window(snapshots: Snapshots, lang: Lang, pane: str) -> None:
    screen = room()
    app = app_with(screen, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane(pane)
        await still(pilot)
        snapshots.check(app, f"briefing-{pane}-{lang}-80")


@pytest.mark.parametrize("lang", list(Lang))
async def test_two_panes_in_a_wide_window(snapshots: Snapshots, lang: Lang) -> None:
    screen = room()
    app = app_with(screen, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await still(pilot)
        screen.show_pane("exhibits")
        screen.show_pane("sheet")
        await pilot.press("right", "g", "down", "a")
        await still(pilot)
        snapshots.check(app, f"briefing-{lang}-120")


async def test_keys_go_from_pane_to_pane() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        seen = []
        for _ in range(5):
            seen.append(screen.pane)
            await pilot.press("f6")
            await still(pilot)
        assert seen == ["case", "exhibits", "brief", "sheet", "case"]
        await pilot.press("3")
        assert screen.pane == "brief"


async def test_chapters_turn_like_leaves() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        case = screen.runner.case()
        for chapter in case.background:
            assert chapter.title.zh in screen_text(app)
            await pilot.press("right")
            await still(pilot)
        assert str(case.past[0].year) in screen_text(app)
        await pilot.press("right", "left")
        await still(pilot)
        assert case.background[-1].title.zh in screen_text(app)


async def test_a_figure_is_kept_as_evidence_and_let_go() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        table = screen.query(FigureTable).first()
        table.focus()
        await pilot.press("down", "space")
        await still(pilot)
        kept = KeptFigure(chapter="firm", table=0, row=1)
        assert screen.runner.sheet().kept == (kept,)
        assert "* " in "".join(line.text for line in table.set_lines(70) if line.row == 1)
        screen.show_pane("sheet")
        await still(pilot)
        points = screen.query_one("#sheet-kept", CheckList)
        assert "2024" in "".join(line.text for line in points.set_lines(70))
        points.focus()
        await pilot.press("space")
        await still(pilot)
        assert screen.runner.sheet().kept == ()
        assert all("* " not in line.text for line in table.set_lines(70))


async def test_figures_typed_on_a_chinese_keyboard_are_taken() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane("sheet")
        await still(pilot)
        await type_text(pilot, "６．５％\r")
        await still(pilot)
        assert screen.runner.sheet().plan("base_wage_pct").opening == Decimal("6.5")
        await pilot.press("right")
        await type_text(pilot, "99\r")
        await still(pilot)
        assert screen.runner.sheet().plan("base_wage_pct").target is None
        assert app.screen.query_one("#screen-status", StatusLine).has_class("-error")
        assert "基本工资" in status(app)


async def test_cells_go_along_the_ladder_and_no_further() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane("sheet")
        await still(pilot)
        table = screen.query_one(SheetTable)
        for part in range(table.count()):
            table.go(part)
            ladder = table.part.ladder
            table.action_step(1)
            await still(pilot)
            for _ in range(len(ladder) + 1):
                table.action_step(1)
            await still(pilot)
            assert table.part.of(screen.runner.sheet().plan(table.part.issue.id).opening) == ladder[-1]
            for _ in range(len(ladder) + 1):
                table.action_step(-1)
            await still(pilot)
            assert table.part.of(screen.runner.sheet().plan(table.part.issue.id).opening) == ladder[0]


async def test_the_briefs_values_are_one_key_away_and_own_ones_stay() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane("sheet")
        await still(pilot)
        await pilot.press("g", "right", "7", "enter", "a")
        await still(pilot)
        brief = screen.runner.case().brief
        assert brief is not None
        for preference in brief.preferences:
            plan = screen.runner.sheet().plan(preference.issue)
            target = Decimal(7) if preference.issue == "base_wage_pct" else preference.target
            assert plan == Plan(opening=preference.opening, target=target, limit=preference.limit)


async def test_a_cell_is_cleared_and_typing_can_be_taken_back() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane("sheet")
        await still(pilot)
        await pilot.press("g", "5", "escape")
        await still(pilot)
        brief = screen.runner.case().brief
        assert brief is not None
        assert (
            screen.runner.sheet().plan("base_wage_pct").opening == brief.preference("base_wage_pct").opening
        )
        await pilot.press("delete")
        await still(pilot)
        assert screen.runner.sheet().plan("base_wage_pct").opening is None
        assert app.screen is screen


async def test_issues_are_put_in_order_and_the_cursor_stays_with_its_issue() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane("sheet")
        await still(pilot)
        names = list(screen.runner.case().issues)
        await pilot.press("d")
        await still(pilot)
        assert screen.runner.sheet().order[:2] == (names[1], names[0])
        assert screen.query_one(SheetTable).part.issue.id == names[0]
        await pilot.press("u", "u")
        await still(pilot)
        assert screen.runner.sheet().order == tuple(names)


async def test_locked_exhibits_exist_only_by_name() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 120)) as pilot:
        await still(pilot)
        screen.show_pane("exhibits")
        await still(pilot)
        text = screen_text(app)
        case = screen.runner.case()
        assert case.askable
        for exhibit in screen.runner.session.table.case.exhibits:
            readable = exhibit.owner in {"both", "union"} or exhibit.unlock.key.value == "public"
            assert (f"{exhibit.no}. {exhibit.title.zh}"[:14] in text) is readable
        asked = screen.query_one("#exhibit-ask", CheckList)
        asked.focus()
        await pilot.press("space", "down", "space", "up", "space")
        await still(pilot)
        assert screen.runner.sheet().ask == (case.askable[1],)


async def test_three_exhibits_are_the_strongest() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        screen.show_pane("exhibits")
        await still(pilot)
        await pilot.press("s", "down", "s", "down", "s", "down", "s")
        await still(pilot)
        assert screen.runner.sheet().strongest == (1, 2, 3)
        assert screen.query_one("#screen-status", StatusLine).has_class("-warning")
        await pilot.press("up", "s")
        await still(pilot)
        assert screen.runner.sheet().strongest == (1, 2)


async def test_an_exhibit_opens_and_closes() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane("exhibits")
        await still(pilot)
        await pilot.press("down", "enter")
        await still(pilot)
        exhibit = screen.runner.case().exhibits[1]
        assert exhibit.tables[0].title.zh[:6] in screen_text(app)
        await pilot.press("s", "escape")
        await still(pilot)
        assert app.screen is screen
        assert screen.runner.sheet().strongest == (exhibit.no,)
        assert screen.exhibit is None


async def test_everything_stays_when_the_language_changes() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.show_pane("sheet")
        await still(pilot)
        await pilot.press("down", "right", "g")
        await still(pilot)
        sheet = screen.runner.sheet()
        await app.speak(Lang.EN)
        await still(pilot)
        assert screen.query_one(SheetTable).place == (1, 1)
        assert screen.pane == "sheet"
        assert screen.sheet == screen.runner.sheet() == sheet
        assert "Target" in screen_text(app)


async def test_gaps_are_mentioned_once_then_the_side_is_ready() -> None:
    screen = room()
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("f5")
        await still(pilot)
        assert screen.query_one("#screen-status", StatusLine).has_class("-warning")
        assert not screen.runner.view().ready[Side.UNION]


async def test_leaving_goes_home_and_the_match_waits() -> None:
    at = desk()
    app = TrainerApp(Lang.ZH, first=HomeScreen(at))
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen = room(at)
        await app.push_screen(screen)
        await pilot.press("escape")
        await still(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert [record.id for record in at.journal.unfinished()] == [screen.runner.match]


async def test_timed_preparation_shows_its_clock() -> None:
    clock = Clock()
    choice = Choice("huinong-park", "huinong", Side.EMPLOYER, "hard", 2, 3)
    screen = room(desk(clock=clock), choice)
    app = app_with(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        left = screen.runner.view().clock.phase_left
        assert left is not None
        clock.seconds += 61
        screen._tick()
        await still(pilot)
        minutes = left // 60000 - 2
        assert f"{minutes:02}:59" in screen.query_one("#briefing-title", Paragraph).text


def test_the_other_sides_brief_never_reaches_the_room() -> None:
    screen = room()
    assert screen.runner.case().brief == screen.runner.session.table.case.briefs[Side.UNION]


async def test_from_the_table_the_room_goes_back_there() -> None:
    screen = room()
    run = screen.runner
    run.computer_turn_if_due()
    run.do(m.Yield())
    app = TrainerApp(Lang.ZH, first=HomeScreen(desk()))
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        below = app.screen
        again = BriefingScreen(run, "sheet")
        await app.push_screen(again)
        await still(pilot)
        assert not again.check_action("start", ())
        await pilot.press("escape")
        await still(pilot)
        assert app.screen is below
