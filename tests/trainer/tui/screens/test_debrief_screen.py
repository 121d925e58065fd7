from __future__ import annotations

from pathlib import Path

import pytest

from cases import moves as m
from cases.brief import IssuePreference
from cases.lang import Lang
from cases.sides import SIDES, Side
from cases.transcript import Transcript, read_lines, split
from tests.trainer.played import kept, played
from tests.trainer.tui.desks import desk, still
from tests.tui_snapshot import Snapshots, screen_text
from trainer.debrief import NotOverError
from trainer.journal import Journal
from trainer.preparation import Plan, Sheet
from trainer.table.answers import Accepted
from trainer.tui.app import TrainerApp
from trainer.tui.runner import MatchRunner
from trainer.tui.screens.debrief import PAGES, DebriefScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.status import StatusLine
from trainer.tui.widgets.card import Card

SIZES = [(80, 24), (120, 40)]


def runner(side: Side = Side.UNION, *, journal: Journal | None = None, prepared: bool = True) -> MatchRunner:
    journal = journal or Journal(":memory:")
    session, meta = kept(journal, played(), side)
    if prepared:
        journal.save_sheet("m", filled(session.table.case.briefs[side].preferences).model_dump_json())
    return MatchRunner(session, journal, meta)


def filled(preferences: tuple[IssuePreference, ...]) -> Sheet:
    plans = {
        each.issue: Plan(opening=each.opening, target=each.target, limit=each.limit) for each in preferences
    }
    return Sheet(plans=plans, ask=("profit", "turnover"), strongest=(3, 25))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_pages(snapshots: Snapshots, lang: Lang, size: tuple[int, int], page: str) -> None:
    screen = DebriefScreen(runner())
    app = TrainerApp(lang, first=screen)
    async with app.run_test(size=size) as pilot:
        await still(pilot)
        screen.show_page(page)
        await still(pilot)
        snapshots.check(app, f"debrief-{page}-{lang}-{size[0]}")


async def test_keys_turn_the_pages() -> None:
    screen = DebriefScreen(runner())
    app = TrainerApp(Lang.ZH, first=screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        seen = []
        for _ in range(6):
            seen.append(screen.page)
            await pilot.press("right")
            await still(pilot)
        assert seen == [*PAGES, PAGES[0]]
        await pilot.press("left", "left")
        await still(pilot)
        assert screen.page == PAGES[-1]


async def test_every_issue_has_its_chart() -> None:
    screen = DebriefScreen(runner())
    app = TrainerApp(Lang.ZH, first=screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        screen.show_page("offers")
        await still(pilot)
        assert "全年花费" in screen_text(app)
        for line in screen.debrief.issues:
            await pilot.press("n")
            await still(pilot)
            assert line.issue.name.zh in screen_text(app)
        await pilot.press("n", "p")
        await still(pilot)
        assert screen.debrief.issues[-1].issue.name.zh in screen_text(app)


async def test_own_side_stands_left_whichever_it_is() -> None:
    screen = DebriefScreen(runner(Side.EMPLOYER, prepared=False))
    app = TrainerApp(Lang.ZH, first=screen)
    async with app.run_test(size=(120, 40)) as pilot:
        await still(pilot)
        screen.show_page("limits")
        await still(pilot)
        base = screen.debrief.issues[0]
        row = next(line for line in screen_text(app).splitlines() if base.issue.name.zh in line)
        assert row.index(f"{base.limits.employer:.1f}%") < row.rindex(f"{base.limits.union:.1f}%")
        screen.show_page("preparation")
        await still(pilot)
        assert "准备单" in screen_text(app)


async def test_the_record_is_exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path))
    screen = DebriefScreen(runner())
    app = TrainerApp(Lang.ZH, first=screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("e")
        await still(pilot)
        assert str(tmp_path) in app.screen.query_one(StatusLine).text
    read = read_lines(split((tmp_path / "m.jsonl").read_text(encoding="utf-8")))
    assert isinstance(read, Transcript)
    assert read.events[-1].kind == "ended"


async def test_an_export_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "file"))
    screen = DebriefScreen(runner())
    app = TrainerApp(Lang.ZH, first=screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        await pilot.press("e")
        await still(pilot)
        assert app.screen.query_one(StatusLine).has_class("-error")


async def test_without_an_agreement_the_alternatives_are_shown() -> None:
    journal = Journal(":memory:")
    session, meta = kept(journal, played(speeches=4), Side.UNION)
    run = MatchRunner(session, journal, meta)
    assert isinstance(run.do(m.Walkout()), Accepted)
    screen = DebriefScreen(run)
    app = TrainerApp(Lang.ZH, first=screen)
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        text = screen_text(app)
        case = session.table.case
        for side in SIDES:
            assert f"{case.briefs[side].reservation * 100:.0f}分" in text
        assert "已谈定" not in text
        assert "法定" not in text
        for page in PAGES:
            screen.show_page(page)
            await still(pilot)


def test_before_the_end_there_is_no_debrief() -> None:
    journal = Journal(":memory:")
    session, meta = kept(journal, played(speeches=12), Side.UNION)
    with pytest.raises(NotOverError):
        DebriefScreen(MatchRunner(session, journal, meta))


async def test_a_past_match_opens_its_debrief_from_home() -> None:
    journal = Journal(":memory:")
    kept(journal, played(), Side.UNION)
    journal.finish("m", "agreement")
    app = TrainerApp(Lang.ZH, first=HomeScreen(desk(journal)))
    async with app.run_test(size=(80, 40)) as pilot:
        await still(pilot)
        card = next(card for card in app.screen.query(".home-result").results(Card))
        card.focus()
        await pilot.press("enter")
        await still(pilot)
        assert isinstance(app.screen, DebriefScreen)
        await pilot.press("escape")
        await still(pilot)
        assert isinstance(app.screen, HomeScreen)
