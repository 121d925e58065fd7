from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from cases.text import Lang
from tests.tui_snapshot import screen_text, type_text
from trainer.tui.actions import ACTIONS, APP_ACTIONS, Action, key_labels
from trainer.tui.app import TrainerApp
from trainer.tui.palette import ActionProvider, TrainerPalette
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import ProseTable
from trainer.tui.screen import TrainerScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.status import Level, StatusLine
from trainer.tui.text.bars import ASCII, BOX
from trainer.tui.theme import DARK, LIGHT


class Desk(TrainerScreen[None]):
    """A screen with the two ways of typing and a paragraph."""

    SCREEN: ClassVar[str] = "desk"
    HELP = "desk"

    def __init__(self) -> None:
        super().__init__()
        self.filled = 0

    def compose_body(self) -> ComposeResult:
        yield Paragraph(self.t("common.side.union"), id="who")
        yield Input(id="line")
        yield TextArea(id="area")

    def populate(self) -> None:
        self.filled += 1


def desk_app(**kwargs: Path) -> TrainerApp:
    return TrainerApp(Lang.ZH, first=Desk(), **kwargs)


def palette_titles(app: TrainerApp) -> list[str]:
    return [entry.title for entry in ActionProvider(app.working_screen).entries()]


async def test_chinese_typed_into_both_fields_arrives_whole() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        app.screen.query_one("#line").focus()
        await type_text(pilot, "我方要求增幅不低于6.5%，")
        app.screen.query_one("#area").focus()
        await type_text(pilot, "请提供近三年的离职率。\r谢谢")
        assert app.screen.query_one("#line", Input).value == "我方要求增幅不低于6.5%，"
        assert app.screen.query_one("#area", TextArea).text == "请提供近三年的离职率。\n谢谢"


async def test_changing_language_rebuilds_the_screen_and_keeps_what_was_typed() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, Desk)
        screen.query_one("#line", Input).value = "六个点"
        area = screen.query_one("#area", TextArea)
        area.text = "先谈单价"
        area.move_cursor((0, 2))
        area.focus()
        await pilot.pause()
        screen.tell("ui.theme.chosen", theme="x")
        await app.speak(Lang.EN)
        await pilot.pause()
        assert screen.query_one("#who", Paragraph).text == "Union"
        assert screen.query_one("#line", Input).value == "六个点"
        assert screen.query_one("#area", TextArea).text == "先谈单价"
        assert screen.query_one("#area", TextArea).cursor_location == (0, 2)
        assert screen.focused is screen.query_one("#area")
        assert screen.query_one("#screen-status", StatusLine).text == "The theme is now x."
        assert screen.filled == 2


async def test_footer_keys_are_described_in_the_language_in_use() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        assert app.screen.active_bindings["f1"].binding.description == "帮助"
        await app.speak(Lang.EN)
        await pilot.pause()
        assert app.screen.active_bindings["f1"].binding.description == "Help"
        assert app.screen.active_bindings["f1"].binding.id == "app.help"


async def test_a_key_can_be_given_to_an_action_by_its_id() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        app.set_keymap({"app.help": "f9"})
        await pilot.press("f9")
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("leave", ["escape", "f1"])
async def test_f1_explains_the_screen_and_its_keys(leave: str) -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        assert app.screen.subject == "desk"
        shown = "\n".join(str(table.render()) for table in app.screen.query(ProseTable))
        for action in APP_ACTIONS:
            assert action.title(Lang.ZH) in shown
        await pilot.press(leave)
        assert isinstance(app.screen, Desk)


async def test_language_changes_under_an_open_help() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        await pilot.press("f1")
        await app.speak(Lang.EN)
        await pilot.pause()
        assert app.screen.query_one("#help-leave", Paragraph).text.startswith("Esc")
        await pilot.press("escape")
        assert app.screen.query_one("#who", Paragraph).text == "Union"


async def test_palette_asks_and_lists_in_chinese() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, TrainerPalette)
        placeholder = app.screen.query_one(Input).placeholder
        assert placeholder == app.t("ui.palette.ask")
        assert {
            action.title(Lang.ZH) for action in APP_ACTIONS if action.name in {"help", "quit", "theme"}
        } <= set(palette_titles(app))


@pytest.mark.parametrize(
    ("typed", "found"), [("换配", "换配色"), ("hps", "换配色"), ("theme", "换配色"), ("tc", "退出")]
)
async def test_palette_finds_by_words_initials_and_the_other_language(typed: str, found: str) -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        provider = ActionProvider(app.screen)
        hits = [hit async for hit in provider.search(typed)]
        assert max(hits).text == found
        await pilot.pause()


async def test_palette_says_when_nothing_matches() -> None:
    app = desk_app()
    async with app.run_test():
        hits = [hit async for hit in ActionProvider(app.screen).search("量子纠缠")]
        assert [hit.text for hit in hits] == ["量子纠缠"]
        assert "没有" in str(hits[0].prompt)


async def test_an_action_can_be_run_from_the_palette() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"gaoduibi")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.theme == "trainer-contrast"
        assert "高对比度" in app.screen.query_one("#screen-status", StatusLine).text


async def test_theme_and_language_are_remembered(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "preferences.json"
    app = desk_app(preferences=place)
    async with app.run_test():
        assert app.theme == DARK.name
        app.action_theme()
        assert app.theme == LIGHT.name
        await app.speak(Lang.EN)
    again = desk_app(preferences=place)
    assert again.theme == LIGHT.name
    assert '"lang":"en"' in place.read_text()


async def test_frames_of_plain_characters_are_chosen_and_remembered(tmp_path: Path) -> None:
    app = desk_app(preferences=tmp_path / "preferences.json")
    async with app.run_test() as pilot:
        await pilot.press("f1")
        assert app.signs is BOX
        assert "╭" in screen_text(app)
        await app.action_frames()
        await pilot.pause()
        assert app.signs is ASCII
        assert "╭" not in screen_text(app)
        assert "+---" in screen_text(app)
    assert desk_app(preferences=tmp_path / "preferences.json").signs is ASCII


async def test_unreadable_preferences_are_passed_over(tmp_path: Path) -> None:
    place = tmp_path / "preferences.json"
    place.write_bytes(b"\xff{")
    assert desk_app(preferences=place).theme == DARK.name


async def test_preferences_that_cannot_be_written_are_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    app = desk_app(preferences=tmp_path / "file" / "preferences.json")
    async with app.run_test():
        await app.speak(Lang.EN)
        status = app.screen.query_one("#screen-status", StatusLine)
        assert status.has_class("-warning")
        assert status.text.startswith("Note: ")


async def test_levels_are_said_in_words() -> None:
    app = desk_app()
    async with app.run_test():
        app.tell("ui.quit_hint", Level.ERROR, key="F1")
        assert app.screen.query_one("#screen-status", StatusLine).text.startswith("出错：")


async def test_ctrl_c_says_how_to_quit() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c")
        assert "Ctrl+Q" in app.screen.query_one("#screen-status", StatusLine).text


async def test_screenshot_is_saved_where_the_status_line_says(tmp_path: Path) -> None:
    app = desk_app(pictures=tmp_path)
    async with app.run_test() as pilot:
        app.action_screenshot("desk.svg")
        await pilot.pause()
        assert str(tmp_path / "desk.svg") in app.screen.query_one("#screen-status", StatusLine).text
    assert "职工方" in (tmp_path / "desk.svg").read_text(encoding="utf-8")


async def test_a_picture_folder_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    app = desk_app(pictures=tmp_path / "file")
    async with app.run_test():
        app.action_screenshot()
        assert app.screen.query_one("#screen-status", StatusLine).has_class("-error")


async def test_panels_are_maximized_and_restored() -> None:
    app = desk_app()
    async with app.run_test() as pilot:
        app.screen.query_one("#area").focus()
        assert app.check_action("maximize", ())
        assert not app.check_action("restore", ())
        app.action_maximize()
        await pilot.pause()
        assert app.screen.maximized is not None
        assert app.check_action("restore", ())
        app.action_restore()
        assert app.screen.maximized is None


@pytest.mark.parametrize(
    ("size", "classes"),
    [
        ((80, 24), {"-narrow", "-short"}),
        ((99, 30), {"-narrow", "-tall"}),
        ((100, 40), {"-wide", "-tall"}),
        ((79, 24), {"-tiny", "-short"}),
        ((80, 23), {"-narrow", "-flat"}),
    ],
)
async def test_screens_know_their_size(size: tuple[int, int], classes: set[str]) -> None:
    app = desk_app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        sizes = {"-tiny", "-narrow", "-wide", "-flat", "-short", "-tall"}
        assert app.screen.classes & sizes == classes
        small = app.screen.query_one("#screen-small")
        assert small.display is bool(classes & {"-tiny", "-flat"})
        assert app.screen.query_one("#screen-body").display is not small.display


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_named_and_explained(action: Action, lang: Lang) -> None:
    assert action.title(lang) != action.title_key
    assert action.help(lang) != action.help_key


def test_action_ids_are_unique_and_no_screen_binds_a_key_twice() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    screens = {name for action in ACTIONS for name in action.screens}
    for screen in screens:
        keys = [label for action in ACTIONS if screen in action.screens for label in key_labels(action.key)]
        assert len(keys) == len(set(keys)), screen


def test_no_action_depends_on_keys_that_terminals_swallow() -> None:
    for action in ACTIONS:
        for label in key_labels(action.key):
            assert label not in {"Ctrl+Enter", "Shift+Enter", "Ctrl+M", "Ctrl+I", "Ctrl+J", "Ctrl+H"}


def test_keys_are_written_as_on_the_keyboard() -> None:
    assert key_labels("f1,ctrl+p, escape") == ["F1", "Ctrl+P", "Esc"]
    assert key_labels("r,1,pagedown") == ["r", "1", "PgDn"]
