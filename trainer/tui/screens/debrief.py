"""The debrief after a match: result, limits, offers over time, members, preparation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Label

from cases.terms import Value
from trainer import places
from trainer.debrief import IssueResult, first_debrief
from trainer.journal import JournalError
from trainer.speech.day_words import day_text
from trainer.tui import flow
from trainer.tui.debrief_pages import Pages, Part, chart_place
from trainer.tui.figures import elapsed, grouped, money
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import ProseTable
from trainer.tui.runner import MatchRunner
from trainer.tui.screen import TrainerScreen
from trainer.tui.status import Level
from trainer.tui.text.bars import BOX
from trainer.tui.text.chart import Axes, Series, legend, line_chart
from trainer.tui.text.pad import clip
from trainer.tui.widgets.panel_tabs import PanelTabs

PAGES = ("result", "limits", "offers", "members", "preparation")
MARKS = (("O", "-"), ("X", "."))
"""Mark and trail of the own and of the other side's offers."""


class DebriefScreen(TrainerScreen[None]):
    """Pages to turn; on the page of offers up and down choose the issue."""

    SCREEN = "debrief"
    CSS_PATH = "debrief.tcss"
    AUTO_FOCUS = ""

    def __init__(self, runner: MatchRunner) -> None:
        """Debrief an ended match."""
        super().__init__()
        self.runner = runner
        self.debrief = first_debrief(runner.session, runner.side, runner.sheet())
        self.page = PAGES[0]
        self.chart = -1
        """The issue whose offers are drawn; -1 draws the cost of everything each side had offered."""

    @property
    def pages(self) -> Pages:
        """The debrief in the person's language."""
        return Pages(self.debrief, self.lang)

    def compose_body(self) -> ComposeResult:
        """Title, names of the pages, the page."""
        yield Paragraph(self._title(), id="debrief-title")
        yield PanelTabs(id="debrief-tabs")
        yield VerticalScroll(id="debrief-page")

    def populate(self) -> None:
        """Show the page."""
        titles = [
            (name, f"{number} {self.t(f'debrief.page.{name}')}") for number, name in enumerate(PAGES, 1)
        ]
        self.query_one(PanelTabs).show(titles, self.page)
        self.run_worker(self._fill(), exclusive=True, group="debrief")

    async def _fill(self) -> None:
        page = self.query_one("#debrief-page", VerticalScroll)
        await page.remove_children()
        await page.mount_all(list(self._widgets()))
        page.scroll_home(animate=False)
        page.focus()
        self.refresh_bindings()

    def _title(self) -> str:
        title = self.runner.meta.title.get(self.lang)
        return self.t("debrief.title", case=title, side=self.t(f"common.side.{self.runner.side.value}"))

    # --- pages --------------------------------------------------------------------------------------------

    def _widgets(self) -> Iterator[Widget]:
        if self.page == "offers":
            yield from self._offers()
            return
        for part in self._parts():
            if part.heading:
                yield Paragraph(part.heading, classes="debrief-heading")
            for number, text in enumerate(part.texts, start=1):
                yield Paragraph(text, classes="debrief-last" if number == len(part.texts) else "")
            if part.rows:
                yield ProseTable(part.rows, head=True)

    def _parts(self) -> Iterator[Part]:
        pages = self.pages
        match self.page:
            case "result":
                return pages.result()
            case "limits":
                return pages.limits()
            case "members":
                return pages.members(self.trainer.signs)
            case _:
                return pages.preparation()

    # --- offers over time ---------------------------------------------------------------------------------

    def _offers(self) -> Iterator[Widget]:
        issues = self.debrief.issues
        line = issues[self.chart] if self.chart >= 0 else None
        name = line.issue.name.get(self.lang) if line else self.t("debrief.chart.cost")
        with_place = self.t("debrief.chart.place", name=name, number=self.chart + 2, count=len(issues) + 1)
        yield Horizontal(
            Button(
                self.t("debrief.chart.before"), id="debrief-before", classes="debrief-button", compact=True
            ),
            Label(clip(with_place, max(self.size.width - 34, 20)), id="debrief-chart-name"),
            Button(self.t("debrief.chart.after"), id="debrief-after", classes="debrief-button", compact=True),
            id="debrief-turn",
        )
        series = self._issue_series(line) if line else self._cost_series()
        if any(one.points for one in series):
            yield Paragraph("\n".join(self._chart(series, line)), tidy=False, classes="debrief-chart")
        else:
            yield Paragraph(self.t("debrief.chart.nothing"), classes="debrief-last")
        for text in self.pages.offer_lines(line) if line else (self.t("debrief.chart.cost_note"),):
            yield Paragraph(text)

    def _issue_series(self, line: IssueResult) -> list[Series]:
        return [
            self._series(
                place, tuple((step.at, chart_place(line.issue, step.value)) for step in line.steps[side])
            )
            for place, side in enumerate((self.runner.side, self.runner.side.other))
        ]

    def _cost_series(self) -> list[Series]:
        return [
            self._series(place, tuple((step.at, step.cost) for step in self.debrief.costs[side]))
            for place, side in enumerate((self.runner.side, self.runner.side.other))
        ]

    def _series(self, place: int, points: tuple[tuple[int, Fraction], ...]) -> Series:
        side = self.runner.side if not place else self.runner.side.other
        mark, trail = MARKS[place]
        return Series(self.t(f"common.side.{side.value}"), mark, trail, points)

    def _chart(self, series: list[Series], line: IssueResult | None) -> list[str]:
        values = [Fraction(value) for one in series for _, value in one.points]
        low, high = min(values), max(values)
        axes = Axes(
            0,
            max(self.debrief.length, 1),
            low,
            high if high > low else low + 1,
            "00:00",
            elapsed(self.debrief.length),
            lambda value: self._axis(line, value, high > low or value == low),
        )
        width = max(self.size.width - 8, 30)
        height = 10 if self.size.height < 30 else 16
        signs = self.trainer.signs
        return [*line_chart(series, axes, width, height, signs=signs or BOX), legend(series)]

    def _axis(self, line: IssueResult | None, value: Fraction, real: bool) -> str:
        """A value at the left edge; nothing where the edge is only there to give the chart height."""
        if not real:
            return ""
        if line is None:
            return money(value, self.lang, unit=False)
        issue = line.issue
        if issue.grades:
            return f"{grouped(value)}%"
        if issue.grid:
            return grouped(value, issue.decimals)
        options: tuple[Value, ...] = issue.options
        rung = options[min(int(value + Fraction(1, 2)), len(options) - 1)]
        return clip(day_text(str(rung), self.lang) if issue.dates else _label(line, rung, self), 14)

    # --- actions ------------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Turn to a page."""
        self.page = name
        self.populate()

    @on(PanelTabs.Chosen)
    def _tab(self, event: PanelTabs.Chosen) -> None:
        self.show_page(event.name)

    @on(Button.Pressed, "#debrief-before")
    def action_chart_before(self) -> None:
        """Draw the issue before."""
        self._turn_chart(-1)

    @on(Button.Pressed, "#debrief-after")
    def action_chart_after(self) -> None:
        """Draw the next issue."""
        self._turn_chart(1)

    def _turn_chart(self, step: int) -> None:
        count = len(self.debrief.issues) + 1
        self.chart = (self.chart + 1 + step) % count - 1
        self.populate()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The issue can be changed only where offers are drawn."""
        if action in {"chart_before", "chart_after"}:
            return self.page == "offers"
        return super().check_action(action, parameters)

    def action_next_page(self) -> None:
        """Turn to the next page, after the last one to the first."""
        self.show_page(PAGES[(PAGES.index(self.page) + 1) % len(PAGES)])

    def action_page(self, number: int) -> None:
        """Turn to a page by its number."""
        self.show_page(PAGES[number - 1])

    def action_previous_page(self) -> None:
        """Turn to the page before."""
        self.show_page(PAGES[(PAGES.index(self.page) - 1) % len(PAGES)])

    def action_export(self) -> None:
        """Write the transcript to a file and say where it is."""
        path = places.export_folder() / f"{self.runner.match}.jsonl"
        try:
            self.runner.export(path)
        except JournalError as error:
            self.tell(error.message, Level.ERROR)
        else:
            self.tell("debrief.exported", path=str(path))

    def action_back(self) -> None:
        """Go back to the home screen."""
        flow.leave(self.trainer, self.runner)


def _label(line: IssueResult, rung: Value, screen: DebriefScreen) -> str:
    choice = line.issue.choice_map.get(str(rung))
    return choice.label.get(screen.lang) if choice else str(rung)
