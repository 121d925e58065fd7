from __future__ import annotations

from decimal import Decimal

import pytest
from rich.cells import cell_len
from textual.widgets import Button

from cases import moves as m
from cases.format import Format
from cases.lang import Lang
from tests.small_case import format_document
from tests.trainer.tui.table_matches import Clock, do, in_talks, mid_match, runner, table_app
from tests.tui_snapshot import Snapshots, screen_text, type_text
from trainer.table.state import Status
from trainer.tui.screens.form import MoveForm
from trainer.tui.screens.papers import PapersScreen
from trainer.tui.screens.table import TableScreen
from trainer.tui.widgets.composer import Composer
from trainer.tui.widgets.echo_card import EchoCard
from trainer.tui.widgets.issue_list import IssueList
from trainer.tui.widgets.record import Record

SIZES = [(80, 24), (120, 40)]


def moves(run: object) -> list[str]:
    return [
        event.kind for event in run.view().events if event.side is not None and event.side.value == "union"
    ]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("lang", list(Lang))
async def test_the_table_in_both_languages_and_sizes(
    lang: Lang, size: tuple[int, int], snapshots: Snapshots
) -> None:
    app = table_app(mid_match(), lang)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        snapshots.check(app, f"table-{lang}-{size[0]}x{size[1]}")


@pytest.mark.parametrize("lang", list(Lang))
async def test_the_card_before_saying(lang: Lang, snapshots: Snapshots) -> None:
    app = table_app(mid_match(), lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "/propose base 7.5: 请贵方再考虑")
        await pilot.press("enter")
        await pilot.pause()
        snapshots.check(app, f"table-card-{lang}-80x24")


async def test_nothing_is_said_before_its_card_was_shown() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        before = len(run.view().events)
        await type_text(pilot, "/提 base 9：三年没有跟上物价。")
        assert len(run.view().events) == before
        await pilot.press("enter")
        await pilot.pause()
        assert len(run.view().events) == before
        assert app.screen.query_one(EchoCard).has_class("-shown")
        await pilot.press("enter")
        await pilot.pause()
        position = run.view().line("base").positions.union
        assert position is not None
        assert position.value == Decimal(9)
        assert app.screen.query_one(Composer).text == ""
        answer = run.view().line("base").positions.employer
        assert answer is not None
        assert answer.value == Decimal(2)
        assert "利润没有那么宽裕" in screen_text(app)


async def test_plain_words_are_a_remark_in_the_language_typed() -> None:
    run = in_talks()
    app = table_app(run, Lang.EN)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "我们先谈底薪。")
        await pilot.press("enter", "enter")
        await pilot.pause()
        event = [event for event in run.view().events if event.kind == "speech"][-1]
        assert event.body["text"] == {"zh": "我们先谈底薪。"}


async def test_going_on_writing_takes_the_card_away_and_keeps_the_words() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        before = len(run.view().events)
        await type_text(pilot, "/提 base 9")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert not app.screen.query_one(EchoCard).has_class("-shown")
        await type_text(pilot, ".5")
        await pilot.press("enter")
        await pilot.pause()
        assert len(run.view().events) == before
        assert app.screen.query_one(Composer).text == "/提 base 9.5"


async def test_a_refused_move_shows_reason_article_and_keeps_the_words() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "/提 base 0")
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
        text = screen_text(app)
        assert "《中华人民共和国劳动法》第48条" in text
        assert "propose" not in moves(run)
        assert app.screen.query_one(Composer).text == "/提 base 0"


async def test_words_nobody_can_read_are_explained_and_kept() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "/提 没有这个议题 3")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "没有读懂" in screen_text(app)
        assert app.screen.query_one(Composer).text == "/提 没有这个议题 3"


async def test_keeping_the_floor_for_another_move() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "/提 base 9")
        await pilot.press("enter", "ctrl+o")
        await pilot.pause()
        assert run.view().floor is run.side
        assert run.view().line("base").positions.union is not None


async def test_changing_the_language_in_mid_sentence_keeps_words_and_issue() -> None:
    app = table_app(mid_match())
    async with app.run_test(size=(120, 40)) as pilot:
        await type_text(pilot, "关于底薪，我们")
        await pilot.press("ctrl+down")
        await app.speak(Lang.EN)
        await pilot.pause()
        assert app.screen.query_one(Composer).text == "关于底薪，我们"
        assert app.screen.query_one(IssueList).issue == "skill"
        assert "Our turn" in screen_text(app)
        await type_text(pilot, "再说一句")
        assert app.screen.query_one(Composer).text == "关于底薪，我们再说一句"


async def test_half_typed_words_and_prepared_moves_survive_a_crash() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "说到一半")
        await pilot.press("f8")
        await pilot.pause()
    again = table_app(run)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = again.screen
        assert isinstance(screen, TableScreen)
        assert screen.query_one(Composer).text == "说到一半"
        assert screen.kept.move is not None
        assert screen.kept.move.kind == "park"


async def test_a_key_prepares_and_leaves_the_typed_words_alone() -> None:
    run = mid_match()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "稍等")
        await pilot.press("f8", "enter")
        await pilot.pause()
        assert run.view().line("base").status is Status.PARKED
        assert app.screen.query_one(Composer).text == "稍等"


async def test_a_whole_exchange_by_form() -> None:
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, MoveForm)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("8", "ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)
        assert app.screen.query_one(EchoCard).has_class("-shown")
        await pilot.press("enter")
        await pilot.pause()
        position = run.view().line("base").positions.union
        assert position is not None
        assert position.value == Decimal(8)


async def test_the_form_takes_a_move_apart_again() -> None:
    app = table_app(mid_match())
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "/包 base 7 start 2026-09-01")
        await pilot.press("ctrl+e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, MoveForm)
        assert form.filled.kind == "package"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query_one(Composer).text == "/包 base 7 start 2026-09-01"


async def test_accepting_a_tied_value_means_the_whole_offer() -> None:
    run = mid_match()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert "第" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert set(run.view().ledger) == {"base", "start"}


async def test_the_next_step_key_leads_through_the_beginning() -> None:
    run = runner()
    run.computer_turn_if_due()
    do(run, m.Yield())
    assert run.view().phase == "opening_u"
    app = table_app(run)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.press("space", "ctrl+n", "enter")
        await pilot.pause()
        assert run.view().opened.union
        assert run.view().phase == "talks"


async def test_by_mouse_choose_an_issue_and_say_a_prepared_move() -> None:
    run = mid_match()
    app = table_app(run)
    async with app.run_test(size=(120, 40)) as pilot:
        issues = app.screen.query_one(IssueList)
        await pilot.click(issues, offset=(5, 4))
        assert issues.issue == "start"
        await pilot.press("f8")
        await pilot.pause()
        await pilot.click(app.screen.query_one(".echo-key-say", Button))
        await pilot.pause()
        assert run.view().line("start").status is Status.PARKED


async def test_the_other_side_speaks_by_itself_when_its_time_has_come() -> None:
    clock = Clock()
    run = in_talks(clock=clock)
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "/提 base 9")
        await pilot.press("enter", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TableScreen)
        assert "利润没有那么宽裕" in screen_text(app)
        assert "轮到我方" in screen_text(app)


async def test_searching_the_record() -> None:
    app = table_app(mid_match())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f")
        await type_text(pilot, "九月")
        await pilot.pause()
        assert "第 1 处，共 1 处" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen.focused, Composer)


async def test_papers_are_one_key_away_and_keep_their_place() -> None:
    app = table_app(mid_match())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, PapersScreen)
        assert "secret of union" in app.screen.shown[0].source
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TableScreen)


async def test_a_smaller_window_keeps_everything_within_reach() -> None:
    app = table_app(mid_match())
    async with app.run_test(size=(120, 40)) as pilot:
        await type_text(pilot, "先别急")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.screen.query_one(Composer).text == "先别急"
        text = screen_text(app)
        for word in ("base", "skill", "start", "insurance", "轮到我方", "先别急"):
            assert word in text
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "目标" in screen_text(app)


async def test_the_record_follows_its_end_until_it_is_turned_back_and_again_after_speaking() -> None:
    clock = Clock()
    run = mid_match(clock)
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TableScreen)
        record = screen.query_one(Record)
        assert record.at_end
        await pilot.press("pageup")
        await pilot.pause(0.3)
        assert not record.at_end
        clock.seconds += 200  # the turn runs out: a notice comes in
        screen.beat()
        await pilot.pause()
        assert not record.at_end
        assert "新记录" in screen_text(app)
        await type_text(pilot, "好的")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert record.at_end


async def test_a_wait_in_which_nobody_speaks_can_be_skipped() -> None:
    """In the announcement phase the screen said that both sides could speak, and a minute had to be sat out."""
    document = format_document()
    first = next(phase for phase in document["phases"] if phase["id"] == "opening_u")
    first |= {"kind": "agenda", "floor": "nobody", "moves": [], "on": {"time_up": "opening_e"}}
    silent = Format.model_validate(document)
    run = runner(form=silent)
    run.do(m.Yield())
    run.computer_turn_if_due()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert run.view().phase == "opening_u"
        assert app.t("tablescreen.header.nobody") in screen_text(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        await pilot.pause()
        assert run.view().phase == "opening_e"


@pytest.mark.parametrize("width", [80, 97, 120])
async def test_a_full_record_loses_no_character_under_its_scrollbar(width: int) -> None:
    """The lines were wrapped before the scrollbar came, which then lay over the last sign of each."""
    sentence = "物价涨了三年，职工的工资没有跟上，证据三和证据七都写着，请贵方逐项核对再答复我们。" * 6
    run = in_talks()
    app = table_app(run)
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        run.do(m.Speech(text=m.Spoken(zh=sentence)))
        await pilot.pause(0.6)
        await pilot.pause()
        record = app.screen.query_one(Record)
        shown = "".join(record.render_line(row).text.strip() for row in range(record.size.height))
        visible = record.scrollable_content_region.width
        assert all(cell_len(line.text.rstrip()) <= visible for line in map(record.render_line, range(8)))
        assert record.show_vertical_scrollbar
        assert sentence[-60:] in shown


async def test_the_card_of_a_long_package_keeps_its_keys_in_sight() -> None:
    """A package of many terms pushed the row of keys out of the card on a small terminal."""
    app = table_app(in_talks())
    async with app.run_test(size=(80, 24)) as pilot:
        long = "这份方案我们反复算过，职工代表也都看过，请贵方从长远和从全年的账来看，不要只看一项一月。" * 5
        await type_text(pilot, "/提 base 9：" + long)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.t("tablescreen.echo.key.say").strip() in screen_text(app)


async def test_what_is_open_when_time_is_up_becomes_a_list_of_differences() -> None:
    clock = Clock()
    run = mid_match(clock)
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, TableScreen)
        clock.seconds += 720
        screen.beat()
        await pilot.pause()
        assert run.view().phase == "wrap"
        assert "insurance" in screen_text(app)
        await pilot.press("ctrl+n", "enter")
        await pilot.pause()
        assert run.ended
        assert set(run.view().differences) == {"base", "skill", "start", "insurance"}
        assert "比赛已结束" in screen_text(app)


async def test_the_law_book_hands_its_article_to_the_table() -> None:
    run = mid_match()
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        await type_text(pilot, "劳动法48")
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, TableScreen)
        assert isinstance(screen.kept.move, m.CiteLaw)
        assert screen.kept.move.article == 48


async def test_accepting_by_number_tells_the_terms() -> None:
    run = mid_match()
    app = table_app(run, Lang.EN)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert "That is: start 1 September 2026; base 4%" in screen_text(app)


async def test_papers_shown_by_the_other_side_are_announced() -> None:
    run = in_talks(((m.Disclose(exhibits=(2,)),),))
    app = table_app(run)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "请出示资料")
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "对方出示了证据2" in screen_text(app)
