"""Cards, questions, check lists, tables of figures: by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from cases.exhibits import Table
from cases.lang import Lang
from tests.trainer.tui.desks import still
from tests.tui_snapshot import screen_lines
from trainer.tui.app import TrainerApp
from trainer.tui.screen import TrainerScreen
from trainer.tui.widgets.card import Card
from trainer.tui.widgets.check_list import CheckList, Point
from trainer.tui.widgets.figure_table import FigureTable
from trainer.tui.widgets.one_of import Answer, OneOf

ANSWERS = [Answer(name, name, f"explains {name}") for name in ("alpha", "beta", "gamma", "delta")]


class Desk(TrainerScreen[None]):
    """Holds widgets and notes what they say."""

    SCREEN: ClassVar[str] = "desk"
    AUTO_FOCUS = ""

    def __init__(self, make: Callable[[], list[Widget]]) -> None:
        super().__init__()
        self.make = make
        self.heard: list[str] = []

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="all", can_focus=False):
            yield from self.make()

    @on(Card.Chosen)
    def _card(self, event: Card.Chosen) -> None:
        self.heard.append(event.control.key)

    @on(OneOf.Changed)
    def _answer(self, event: OneOf.Changed) -> None:
        self.heard.append(f"{event.control.id}={event.answer}")

    @on(CheckList.Toggled)
    def _point(self, event: CheckList.Toggled) -> None:
        self.heard.append(f"{event.control.id}:{event.point}")

    @on(FigureTable.Toggled)
    def _row(self, event: FigureTable.Toggled) -> None:
        self.heard.append(f"row {event.row}")


def app_of(screen: Desk) -> TrainerApp:
    return TrainerApp(Lang.EN, first=screen)


def place_of(screen: Desk, text: str) -> tuple[int, int]:
    for row, line in enumerate(screen_lines(screen)):
        if text in line:
            return cell_len(line[: line.index(text)]), row
    raise AssertionError(text)


async def test_cards_are_chosen_by_key_and_click() -> None:
    screen = Desk(lambda: [Card("One", ["first"], key="1"), Card("Two", ["second"], aside="now", key="2")])
    app = app_of(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.query(Card).first().focus()
        await pilot.press("enter", "down", "space", "up", "enter")
        await pilot.click(offset=place_of(screen, "second"))
        await still(pilot)
        assert screen.heard == ["1", "2", "1", "2"]
        assert isinstance(app.focused, Card)
        assert app.focused.key == "2"


words = st.text(alphabet=st.sampled_from("工资协商ab 1.5%，"), max_size=40)


@given(words, st.lists(words, max_size=3), words, st.integers(10, 80))
def test_cards_fit_their_width(title: str, lines: list[str], aside: str, width: int) -> None:
    for line, _ in Card(title, lines, aside=aside).set_lines(width):
        assert cell_len(line) <= width


async def test_answers_change_by_key_and_click() -> None:
    screen = Desk(lambda: [OneOf("Which?", ANSWERS, "beta", id="q"), OneOf("And?", ANSWERS, "alpha", id="r")])
    app = app_of(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.query_one("#q", OneOf).focus()
        await pilot.press("right", "right", "right", "left")
        await still(pilot)
        assert screen.heard == ["q=gamma", "q=delta", "q=alpha", "q=delta"]
        assert "explains delta" in "\n".join(screen_lines(screen))
        await pilot.click(offset=place_of(screen, "gamma"))
        await pilot.press("down", "right")
        await still(pilot)
        assert screen.heard[4:] == ["q=gamma", "r=beta"]
        await pilot.click(offset=place_of(screen, "explains gamma"))
        assert len(screen.heard) == 6


async def test_answers_that_do_not_fit_stand_on_the_next_line_and_can_be_clicked() -> None:
    answers = [Answer(str(n), f"第{n}种办法的名称", "") for n in range(9)]
    screen = Desk(lambda: [OneOf("赛制", answers, "0", id="q")])
    app = app_of(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        for answer in answers[1:]:
            await pilot.click(offset=place_of(screen, answer.label))
            await still(pilot)
            assert screen.query_one("#q", OneOf).chosen == answer.id


async def test_points_are_chosen_by_key_and_click() -> None:
    points = [Point(name, f"{name} and a long explanation " * 4) for name in ("a", "b", "c")]
    screen = Desk(lambda: [CheckList(points, {"b"}, id="list"), Card("after", key="after")])
    app = app_of(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        listed = screen.query_one("#list", CheckList)
        listed.focus()
        await pilot.press("space", "down", "enter", "down", "space")
        await pilot.click(offset=place_of(screen, "a and a long"))
        await still(pilot)
        assert screen.heard == ["list:a", "list:b", "list:c", "list:a"]
        assert "[x] b" in "\n".join(screen_lines(screen))
        listed.set_chosen({"a"})
        await still(pilot)
        assert "[x] a" in "\n".join(screen_lines(screen))
        listed.go(2)
        await pilot.press("down")
        assert isinstance(app.focused, Card)
        await pilot.press("up")
        assert app.focused is listed


async def test_an_empty_list_has_nothing_to_choose() -> None:
    screen = Desk(lambda: [CheckList([], set(), id="list")])
    app = app_of(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.query_one("#list", CheckList).focus()
        await pilot.press("space", "enter")
        assert screen.heard == []


def table() -> Table:
    name = {"zh": "名", "en": "Name"}
    return Table.model_validate(
        {
            "title": {"zh": "表", "en": "Table"},
            "columns": [{"name": name}, {"name": {"zh": "数", "en": "Figure"}, "decimals": 2}],
            "rows": [[{"zh": f"第{n}行", "en": f"Row {n}"}, n * 1000] for n in range(1, 5)],
        }
    )


async def test_rows_of_figures_are_kept_by_key_and_click() -> None:
    screen = Desk(lambda: [FigureTable(table(), Lang.EN, chapter="x", kept={1})])
    app = app_of(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await still(pilot)
        screen.query_one(FigureTable).focus()
        await pilot.press("down", "down", "space")
        await pilot.click(offset=place_of(screen, "Row 1"))
        await pilot.click(offset=place_of(screen, "Figure"))
        await still(pilot)
        assert screen.heard == ["row 2", "row 0"]
        assert "* Row 2" in "\n".join(screen_lines(screen))


@pytest.mark.parametrize("lang", list(Lang))
def test_figures_stand_with_the_columns_decimals(lang: Lang) -> None:
    lines = FigureTable(table(), lang).set_lines(40)
    assert [line.row for line in lines] == [None, 0, 1, 2, 3]
    assert lines[4].text.endswith("4000.00")
