from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from tests.tui_snapshot import screen_lines
from trainer.tui.paragraph import Paragraph, wrap_content
from trainer.tui.prose import Prose, ProseTable, styled
from trainer.tui.text.wrap import wrap_cjk

ARTICLE = "用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬（第 30 条）。"


class Page(App[None]):
    def __init__(self, *widgets: Paragraph | Prose) -> None:
        super().__init__()
        self.widgets = widgets

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield from self.widgets


def shown(app: App[None]) -> list[str]:
    return [line for line in screen_lines(app.screen) if line.strip()]


@pytest.mark.parametrize("width", [20, 31, 44])
async def test_paragraphs_break_as_chinese_does(width: int) -> None:
    app = Page(Paragraph(ARTICLE))
    async with app.run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        assert shown(app) == wrap_cjk(ARTICLE, width, tidy=True)


async def test_paragraphs_break_anew_when_the_terminal_is_resized() -> None:
    app = Page(Paragraph(ARTICLE))
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.resize_terminal(24, 12)
        await pilot.pause()
        assert shown(app) == wrap_cjk(ARTICLE, 24, tidy=True)


async def test_text_can_be_changed_and_takes_the_room_it_needs() -> None:
    paragraph = Paragraph("短")
    app = Page(paragraph, Paragraph("后文"))
    async with app.run_test(size=(20, 12)) as pilot:
        paragraph.set_text(ARTICLE)
        await pilot.pause()
        assert shown(app) == [*wrap_cjk(ARTICLE, 20, tidy=True), "后文"]


async def test_brackets_are_no_markup() -> None:
    app = Page(Paragraph("[要求资料] 离职率 [bold]"))
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        assert shown(app) == ["[要求资料] 离职率 [bold]"]


async def test_list_numbers_hang() -> None:
    app = Page(Paragraph("工资集体协商", hanging="1. "))
    async with app.run_test(size=(11, 5)) as pilot:
        await pilot.pause()
        assert shown(app) == ["1. 工资集体", "   协商"]


def test_styles_survive_the_breaking() -> None:
    text = Content.assemble("企业", ("应当", "bold"), "支付工资")
    broken = wrap_content(text, 6)
    assert broken.plain == "企业应\n当支付\n工资"
    bold = "".join(broken.plain[span.start : span.end] for span in broken.spans).replace("\n", "")
    assert bold == "应当"


def test_strong_words_are_bold() -> None:
    text = styled("先看**案卷**，第 3 章")
    assert text.plain == "先看案卷，第3章"
    assert [(span.start, span.end, span.style) for span in text.spans] == [(2, 4, "bold")]


async def test_prose_shows_headings_lists_and_tables() -> None:
    app = Page(Prose("# 标题\n\n正文\n\n- 一项\n\n| 议题 | 元 |\n| --- | --- |\n| 餐补 | 260 |"))
    async with app.run_test(size=(30, 14)) as pilot:
        await pilot.pause()
        assert shown(app) == ["标题", "正文", "- 一项", "议题   元", "餐补  260"]


async def test_prose_can_be_replaced() -> None:
    prose = Prose("甲")
    app = Page(prose)
    async with app.run_test(size=(30, 8)) as pilot:
        await prose.set_source("乙\n\n- 丙")
        await pilot.pause()
        assert shown(app) == ["乙", "- 丙"]


async def test_tables_change_their_rows() -> None:
    table = ProseTable((("甲", "1"),))
    app = Page(table)  # type: ignore[arg-type]
    async with app.run_test(size=(30, 8)) as pilot:
        table.set_rows((("议题", "元"), ("餐补", "10.5"), ("津贴", "8")), head=True)
        await pilot.pause()
        assert shown(app) == ["议题    元", "餐补  10.5", "津贴   8"]
