"""Caucus: one's own limits, what moved, what the others seem to want, two packages side by side, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Button, TextArea

from cases import moves as m
from cases.terms import Value
from trainer.table.answers import Refused
from trainer.table.congress import MOST_REPORTS
from trainer.table.state import Status
from trainer.table.views import IssueLine
from trainer.tui.caucus_lines import budget_words, limit_rows, moved_lines, package_words
from trainer.tui.figures import duration
from trainer.tui.flow import Stage
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import ProseTable
from trainer.tui.runner import MatchRunner
from trainer.tui.screens.composing import DRAFT, KEEP_AFTER
from trainer.tui.screens.match import MatchScreen
from trainer.tui.screens.papers import PapersScreen
from trainer.tui.screens.prices import PricesScreen
from trainer.tui.status import Level
from trainer.tui.story import Story
from trainer.tui.typed import Kept
from trainer.tui.widgets.composer import PlainArea
from trainer.tui.widgets.labelled import Labelled
from trainer.tui.widgets.match_header import MatchHeader
from trainer.tui.widgets.panel_tabs import PanelTabs
from trainer.tui.widgets.rank_list import RankList
from trainer.tui.widgets.terms_picker import TermsPicker

NOTES = "notes"
"""The name under which the notes are kept."""

PACKAGES = ("a", "b")


class CaucusScreen(MatchScreen):
    """A side among itself; the way back is one key."""

    SCREEN = "caucus"
    STAGE = Stage.CAUCUS
    CSS_PATH = "caucus.tcss"
    AUTO_FOCUS = "#caucus-limits-scroll"
    PANELS: ClassVar[tuple[str, ...]] = ("limits", "guess", "packages", "notes")

    def __init__(self, runner: MatchRunner) -> None:
        super().__init__(runner)
        self.story = Story(self.case.issues)
        self.story.read(self.view.events)
        self.panel = self.PANELS[0]
        self.packages = {name: self._kept_package(name) for name in PACKAGES}
        self.notes = runner.draft(NOTES)
        self._keeping: Timer | None = None

    # --- building -----------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Header, tabs, one page each, the ways on."""
        yield MatchHeader(id="caucus-header")
        yield PanelTabs(id="caucus-tabs")
        with Vertical(id="caucus-limits", classes="caucus-page"):
            yield Paragraph(id="caucus-budget", classes="strong")
            with VerticalScroll(id="caucus-limits-scroll"):
                yield ProseTable((), head=True, id="caucus-limits-rows")
            yield Paragraph(self.t("caucus.moved_title"), classes="strong")
            yield Labelled(id="caucus-moved")
        with Vertical(id="caucus-guess", classes="caucus-page"):
            yield Paragraph(self.t("caucus.guess"))
            yield RankList(self._ranked(), id="caucus-rank")
        with Horizontal(id="caucus-packages", classes="caucus-page"):
            for name in PACKAGES:
                yield from self._package(name)
        with Vertical(id="caucus-notes", classes="caucus-page"):
            yield Paragraph(self.t("caucus.notes"))
            yield PlainArea(
                self.notes, id="caucus-notes-text", soft_wrap=True, show_line_numbers=False, compact=True
            )
        yield Paragraph(id="caucus-now")
        with Horizontal(id="caucus-keys"):
            for key in ("next", "report"):
                label = self.t(f"caucus.key.{key}")
                yield Button(label, action=f"screen.{key}", compact=True, id=f"caucus-key-{key}")

    def _package(self, name: str) -> Iterator[Vertical]:
        issues = [self.case.issues[line.id] for line in self.view.lines if _open(line)]
        start = {issue.id: self._last_word(issue.id) for issue in issues}
        column = Vertical(
            Paragraph(self.t(f"caucus.package.title_{name}"), classes="strong"),
            TermsPicker(issues, start, self.packages[name], {}, id=f"caucus-package-{name}"),
            Paragraph(id=f"caucus-cost-{name}"),
            Button(
                self.t("caucus.package.take"),
                action=f"screen.take_{name}",
                compact=True,
                id=f"caucus-take-{name}",
            ),
            classes="caucus-package",
        )
        yield column

    def _last_word(self, issue: str) -> Value:
        own = self.view.line(issue).positions[self.runner.side]
        if own is not None:
            return own.value
        brief = self.case.brief
        return brief.preference(issue).target if brief is not None else self.case.issues[issue].current

    def _ranked(self) -> list[tuple[str, str]]:
        guess = [name for name in self.runner.sheet().guess if name in self.case.issues]
        order = [*guess, *(name for name in self.case.issues if name not in guess)]
        return [(name, self.case.issues[name].name.get(self.lang)) for name in order]

    def populate(self) -> None:
        """Fill everything from the match."""
        tabs = [(name, self.t(f"caucus.panel.{name}")) for name in self.PANELS]
        self.query_one(PanelTabs).show(tabs, self.panel)
        self.show_match()
        self.show_clock()
        self.show_panel()

    def show_match(self) -> None:
        """Show limits, movement and packages."""
        self.story.read(self.view.events)
        sheet = self.runner.sheet()
        self.query_one("#caucus-budget", Paragraph).set_text(budget_words(self.sight))
        rows = limit_rows(self.sight, sheet)
        self.query_one("#caucus-limits-rows", ProseTable).set_rows(rows, head=True)
        self.query_one("#caucus-moved", Labelled).show("", moved_lines(self.sight, self.story))
        for name in PACKAGES:
            self.show_package(name)
        self.query_one("#caucus-key-report", Button).disabled = self.view.reports >= MOST_REPORTS

    def show_package(self, name: str) -> None:
        """Show what a package costs."""
        words = package_words(self.sight, self.runner.sheet(), self.packages[name])
        self.query_one(f"#caucus-cost-{name}", Paragraph).set_text(words)
        self.query_one(f"#caucus-take-{name}", Button).disabled = len(self.packages[name]) < 2

    def show_clock(self) -> None:
        """Show the time left and the way back."""
        super().show_clock()
        left = self.view.clock.phase_left
        key = "now" if left is not None else "now_untimed"
        text = self.t(f"caucus.{key}", left=duration(left or 0), reports=self.view.reports)
        self.query_one("#caucus-now", Paragraph).set_text(text)

    def show_panel(self) -> None:
        """Show one page."""
        for name in self.PANELS:
            self.query_one(f"#caucus-{name}").set_class(name == self.panel, "-shown")
        self.query_one(PanelTabs).choose(self.panel)

    # --- keeping ------------------------------------------------------------------------------------------

    def _kept_package(self, name: str) -> dict[str, Value]:
        kept = Kept.load(self.runner.draft(f"package-{name}"))
        terms = dict(kept.move.terms) if isinstance(kept.move, m.FinalOffer) else {}
        return {issue: value for issue, value in terms.items() if _open(self.view.line(issue))}

    @on(TermsPicker.Changed)
    def package_changed(self, event: TermsPicker.Changed) -> None:
        """Keep a package and say what it costs."""
        name = (event.picker.id or "")[-1]
        self.packages[name] = event.picker.terms
        terms = self.packages[name]
        kept = Kept(move=m.FinalOffer(terms=terms)).dump() if terms else ""
        self.runner.set_draft(f"package-{name}", kept)
        self.show_package(name)

    @on(RankList.Changed)
    def rank_changed(self, event: RankList.Changed) -> None:
        """Keep the guess in the sheet, where the debrief finds it."""
        self.runner.set_sheet(self.runner.sheet().model_copy(update={"guess": event.order}))

    @on(TextArea.Changed, "#caucus-notes-text")
    def notes_changed(self, event: TextArea.Changed) -> None:
        """Keep the notes after a moment without a key."""
        self.notes = event.text_area.text
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(KEEP_AFTER, self.keep_notes)

    def keep_notes(self) -> None:
        """Write the notes down."""
        self._keeping = None
        self.runner.set_draft(NOTES, self.notes)

    def on_unmount(self) -> None:
        """Write down what the timer has not."""
        if self._keeping is not None:
            self.keep_notes()

    # --- what keys and clicks do --------------------------------------------------------------------------

    @on(PanelTabs.Chosen)
    def panel_chosen(self, event: PanelTabs.Chosen) -> None:
        """Show another page."""
        self._go_to(event.name)

    def action_panel(self) -> None:
        """Show the next page."""
        self._go_to(self.PANELS[(self.PANELS.index(self.panel) + 1) % len(self.PANELS)])

    def _go_to(self, panel: str) -> None:
        self.panel = panel
        self.show_panel()
        goal = {
            "limits": "#caucus-limits-scroll",
            "guess": "#caucus-rank",
            "packages": "#caucus-package-a",
            "notes": "#caucus-notes-text",
        }[panel]
        self.query_one(goal).focus()

    def action_next(self) -> None:
        """Go back to the table."""
        self._do(m.EndCaucus())

    def action_report(self) -> None:
        """Report back to the members."""
        if self.view.reports >= MOST_REPORTS:
            self.tell("caucus.reported_already")
        elif self._do(m.ReportMembers()):
            self.tell("caucus.reported")

    def _do(self, move: m.Move) -> bool:
        answer = self.runner.do(move)
        if isinstance(answer, Refused):
            self.tell("tablescreen.refused", Level.ERROR, reason=answer.reason)
            return False
        self.beat()
        return True

    def action_take_a(self) -> None:
        """Put the first package on the table's card."""
        self._take("a")

    def action_take_b(self) -> None:
        """Put the second package on the table's card."""
        self._take("b")

    def _take(self, name: str) -> None:
        """The package is prepared; it is said at the table, after its card was seen."""
        terms = self.packages[name]
        if len(terms) < 2:
            self.tell("tablescreen.form.missing.two", Level.WARNING)
            return
        kept = replace(Kept.load(self.runner.draft(DRAFT)), move=m.Package(terms=terms))
        self.runner.set_draft(DRAFT, kept.dump())
        self.tell("caucus.package.taken")

    def action_papers(self) -> None:
        """Open the papers."""
        self.trainer.push_screen(PapersScreen(self.runner))

    def action_prices(self) -> None:
        """Open the price list."""
        self.trainer.push_screen(PricesScreen(self.runner))


def _open(line: IssueLine) -> bool:
    return line.status in {Status.OPEN, Status.PARKED}
