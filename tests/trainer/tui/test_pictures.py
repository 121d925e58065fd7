"""Pictures of the screen keep Chinese on its cells (a run of Han characters got half its width)."""

from __future__ import annotations

import re
from html import unescape

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from cases.lang import Lang
from trainer.tui.app import TrainerApp
from trainer.tui.pictures import true_to_cells

PIECE = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)"[^>]*>([^<]*)</text>')
CELL = 12.2


def test_a_mixed_run_is_cut_where_widths_change() -> None:
    run = '<text class="a" x="12.2" y="20" textLength="85.4" clip-path="url(#l)">底薪&#160;6.5%</text>'
    assert PIECE.findall(true_to_cells(run)) == [("12.2", "48.8", "底薪"), ("73.2", "48.8", "6.5%")]


def test_markup_signs_stay_escaped() -> None:
    run = '<text class="a" x="0" y="20" textLength="24.4" clip-path="url(#l)">&lt;&amp;</text>'
    assert "&lt;&amp;</text>" in true_to_cells(run)


async def test_every_piece_of_a_real_picture_is_as_wide_as_its_cells() -> None:
    class Shown(Screen[None]):
        def compose(self) -> ComposeResult:
            yield Static("基本工资 6.5% ─ 计件单价 0.97元/件")

    app = TrainerApp(Lang.ZH, first=Shown())
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.pause()
        svg = app.export_screenshot(simplify=True)
    pieces = PIECE.findall(svg)
    assert any("基本工资" in text for _, _, text in pieces)
    for _, length, text in pieces:
        assert abs(float(length) - CELL * cell_len(unescape(text))) < 0.1
    assert "font-face" not in svg
