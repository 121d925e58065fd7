"""Regression tests for https://github.com/Textualize/textual/issues/6357."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import textual
from rich.console import Console
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.widgets import Select, Static

from tests.tui_snapshot import screen_lines
from trainer.tui import quirks

WIDTHS = range(72, 104, 2)
TOLD = "请在三分钟内提交书面答复，逾期视为放弃本轮发言"
CHOICE = "基本工资与计件单价合并协商的一揽子方案"

pytestmark = pytest.mark.skipif(
    textual.__version__ not in quirks.REPAIRED_COMPOSITOR, reason="the repair knows other versions of Textual"
)


class Panels(App[None]):
    """Nine bordered panels side by side: borders at many columns for overlays to lie on."""

    CSS = """
    #row { height: 1fr; }
    .cell { border: round white; width: 1fr; height: 1fr; }
    #choice { width: 60; }
    """

    def compose(self) -> ComposeResult:
        yield Select([(CHOICE, 1), (CHOICE, 2)], id="choice")
        with Horizontal(id="row"):
            for _ in range(9):
                yield Static("协商" * 40, classes="cell")


class Box(ModalScreen[None]):
    CSS = "#told { width: 60; height: 5; border: round white; }"

    def compose(self) -> ComposeResult:
        yield Static(TOLD, id="told")


@pytest.fixture
def repaired() -> Iterator[None]:
    quirks.apply()
    yield
    quirks.apply()


def lost(app: App[None], sentence: str) -> int:
    """Characters of ``sentence`` that the screen does not show; a toast may break it into lines."""
    shown = "".join("".join(screen_lines(app.screen)).split())
    rest = sentence
    while rest:
        length = next((size for size in range(len(rest), 0, -1) if rest[:size] in shown), 0)
        if not length:
            return len(rest)
        rest = rest[length:]
    return 0


async def shown_toast(width: int) -> int:
    app = Panels()
    async with app.run_test(size=(width, 30), notifications=True) as pilot:
        app.notify(TOLD, timeout=60)
        await pilot.pause()
        return lost(app, TOLD)


async def shown_list(width: int) -> int:
    app = Panels()
    async with app.run_test(size=(width, 30)) as pilot:
        app.query_one("#choice", Select).expanded = True
        await pilot.pause()
        return lost(app, CHOICE)


@pytest.mark.usefixtures("repaired")
@pytest.mark.parametrize("width", WIDTHS)
async def test_toasts_keep_every_character(width: int) -> None:
    assert await shown_toast(width) == 0


@pytest.mark.usefixtures("repaired")
@pytest.mark.parametrize("width", WIDTHS)
async def test_lists_keep_every_character(width: int) -> None:
    assert await shown_list(width) == 0


async def test_textual_itself_still_loses_characters() -> None:
    """When this fails, the issue is mended upstream: delete the repair in ``quirks``."""
    quirks.leave_compositor()
    try:
        assert sum([await shown_toast(width) for width in (74, 80, 90)]) > 0
    finally:
        quirks.apply()


@pytest.mark.usefixtures("repaired")
@pytest.mark.parametrize("width", [72, 81, 90])
async def test_modals_keep_every_character(width: int) -> None:
    app = Panels()
    async with app.run_test(size=(width, 30)) as pilot:
        app.push_screen(Box())
        await pilot.pause()
        assert lost(app, TOLD) == 0


@pytest.mark.usefixtures("repaired")
@pytest.mark.parametrize("width", [73, 80, 97])
async def test_without_overlays_the_screen_is_what_textual_draws(width: int) -> None:
    app = Panels()
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        ours = screen_lines(app.screen)
        quirks.leave_compositor()
        theirs = screen_lines(app.screen)
        assert ours == theirs
        assert any("协商" in line for line in ours)


class Grid:
    """A terminal of its own: applies the partial updates of a compositor to a grid of cells."""

    def __init__(self, width: int, height: int) -> None:
        self.rows = [[" "] * width for _ in range(height)]

    def put(self, update: quirks.PartUpdate) -> None:
        for x, y, strip in update.pieces():
            cell = x
            for segment in strip:
                for character in segment.text:
                    cell = self._write(self.rows[y], cell, character)

    def _write(self, row: list[str], cell: int, character: str) -> int:
        wide = Console().measure(character).maximum == 2
        if row[cell] == "" and cell:
            row[cell - 1] = " "
        end = cell + 1 + wide
        if end < len(row) and row[end] == "":
            row[end] = " "
        row[cell] = character
        if wide:
            row[cell + 1] = ""
        return end

    def lines(self) -> list[str]:
        return ["".join(row).rstrip() for row in self.rows]


@pytest.mark.usefixtures("repaired")
@pytest.mark.parametrize("width", [72, 79, 88, 101])
async def test_drawing_parts_one_by_one_gives_the_whole_screen(width: int) -> None:
    app = Panels()
    async with app.run_test(size=(width, 30), notifications=True) as pilot:
        app.notify(TOLD, timeout=60)
        await pilot.pause()
        compositor: Compositor = app.screen._compositor
        grid = Grid(width, 30)
        step = 7
        regions = [Region(x, y, step, 2) for x in range(0, width, step) for y in range(0, 30, 2)]
        for region in sorted(regions, key=lambda part: (part.x * 31 + part.y * 17) % 23):
            compositor._dirty_regions.add(region.intersection(Region(0, 0, width, 30)))
            update = compositor.render_partial_update()
            assert isinstance(update, quirks.PartUpdate)
            grid.put(update)
        assert grid.lines() == screen_lines(app.screen)


@pytest.mark.usefixtures("repaired")
async def test_nothing_changed_means_nothing_drawn() -> None:
    app = Panels()
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen._compositor._dirty_regions.clear()
        assert app.screen._compositor.render_partial_update() is None
