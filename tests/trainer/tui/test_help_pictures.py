"""The help and the palette as people see them."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult

from cases.text import Lang
from tests.tui_snapshot import Snapshots, screen_text
from trainer.i18n import room
from trainer.tui.actions import APP_ACTIONS
from trainer.tui.app import TrainerApp
from trainer.tui.paragraph import Paragraph
from trainer.tui.screen import TrainerScreen
from trainer.tui.text.prose import Table, blocks


class Plain(TrainerScreen[None]):
    def compose_body(self) -> ComposeResult:
        yield Paragraph(self.t("ui.title"))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [80, 120])
async def test_help_about_typing(lang: Lang, width: int, snapshots: Snapshots) -> None:
    app = TrainerApp(lang, first=Plain())
    async with app.run_test(size=(width, 40)) as pilot:
        app.action_typing()
        await pilot.pause()
        snapshots.check(app, f"help-typing-{lang}-{width}")


@pytest.mark.parametrize("lang", list(Lang))
async def test_palette(lang: Lang, snapshots: Snapshots) -> None:
    app = TrainerApp(lang, first=Plain())
    async with app.run_test(size=(80, 36)) as pilot:
        await pilot.press("ctrl+p")
        await app.workers.wait_for_complete()
        await pilot.pause()
        snapshots.check(app, f"palette-{lang}-80")


@pytest.mark.parametrize("lang", list(Lang))
async def test_keys(lang: Lang, snapshots: Snapshots) -> None:
    app = TrainerApp(lang, first=Plain())
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_keys()
        await pilot.pause()
        snapshots.check(app, f"keys-{lang}-80")


@pytest.mark.parametrize("lang", list(Lang))
def test_help_tables_have_full_rows(lang: Lang) -> None:
    for key, text in room("help", lang).items():
        for block in blocks(text):
            if isinstance(block, Table):
                assert len({len(row) for row in block.rows}) == 1, key


@pytest.mark.parametrize("size", [(80, 24), (80, 40), (120, 40), (200, 60)])
async def test_the_end_of_a_long_help_can_be_reached(size: tuple[int, int]) -> None:
    app = TrainerApp(Lang.ZH, first=Plain())
    async with app.run_test(size=size) as pilot:
        app.action_typing()
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause()
        last = [action for action in APP_ACTIONS if not action.key][-1].help(Lang.ZH)
        assert last in screen_text(app)
        assert app.t("ui.help.close") in screen_text(app)
