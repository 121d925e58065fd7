"""The table: positions, gap, clock and turn in view, the record beside them, and where one speaks."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from cases import moves as m
from cases.lawbook import Article
from trainer.table.state import Status
from trainer.tui.cost_lines import cost_rows
from trainer.tui.flow import Stage, go_on
from trainer.tui.guidance import Guidance, guidance
from trainer.tui.issue_details import issue_details
from trainer.tui.issue_rows import issue_rows
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import ProseTable
from trainer.tui.record_lines import Voice
from trainer.tui.runner import MatchRunner
from trainer.tui.screens.composing import DRAFT, ComposingScreen
from trainer.tui.screens.form import MoveForm
from trainer.tui.screens.papers import PapersScreen
from trainer.tui.screens.prices import PricesScreen
from trainer.tui.story import Story
from trainer.tui.typed import Kept, Unread
from trainer.tui.widgets.composer import Composer, Suggestions
from trainer.tui.widgets.echo_card import EchoCard
from trainer.tui.widgets.issue_list import IssueList
from trainer.tui.widgets.labelled import Labelled
from trainer.tui.widgets.match_header import MatchHeader
from trainer.tui.widgets.panel_tabs import PanelTabs
from trainer.tui.widgets.record import Record


class TableScreen(ComposingScreen):
    """Where the match is played."""

    SCREEN = "table"
    STAGE = Stage.TABLE
    CSS_PATH = "table.tcss"
    AUTO_FOCUS = "#table-words"
    PANELS: ClassVar[tuple[str, ...]] = ("record", "details", "costs")

    def __init__(self, runner: MatchRunner) -> None:
        super().__init__(runner)
        self.story = Story(self.case.issues)
        self.panel = self.PANELS[0]
        self.issue = self.view.lines[0].id
        self.kept = Kept.load(runner.draft(DRAFT))
        self.armed = self.kept.move is not None

    # --- building -----------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Header, ledger, panels, what to do now, the draft, the composer."""
        yield MatchHeader(id="table-header")
        with Vertical(id="table-body"):
            yield IssueList(id="table-issues", classes="table-panel")
            yield PanelTabs(id="table-tabs")
            with Vertical(id="table-record", classes="table-panel table-tab"):
                yield Record(id="table-record-lines")
                yield Input(id="table-search", placeholder=self.t("tablescreen.search.ask"), compact=True)
            with Vertical(id="table-details", classes="table-panel table-tab"):
                yield Labelled(id="table-details-lines")
            with Vertical(id="table-costs", classes="table-panel table-tab"):
                yield ProseTable((), id="table-costs-lines")
        yield EchoCard(id="table-echo")
        yield Paragraph(id="table-now")
        with Vertical(id="table-composer", classes="table-panel"):
            yield Suggestions(id="table-suggestions")
            yield Composer(self.t("tablescreen.composer.placeholder"), id="table-words")

    def populate(self) -> None:
        """Fill everything from the match."""
        for name in ("issues", "record", "details", "costs", "composer"):
            self.query_one(f"#table-{name}").border_title = self.t(f"tablescreen.panel.{name}")
        tabs = [(name, self.t(f"tablescreen.panel.{name}")) for name in self.PANELS]
        self.query_one(PanelTabs).show(tabs, self.panel)
        composer = self.query_one(Composer)
        if composer.text != self.kept.words:
            composer.put(self.kept.words)
        self.show_match()
        self.show_clock()
        self.show_panel()

    def show_match(self) -> None:
        """Show what events have changed."""
        self.story.read(self.view.events)
        side = self.runner.side
        self.query_one(IssueList).show(issue_rows(self.sight, self.story))
        self.query_one(IssueList).go_to(self.issue)
        form = self.runner.form
        seats = {seat.id: seat.name for seat in form.seats}
        phases = {phase.id: phase.name for phase in form.phases}
        self.query_one(Record).show(self.view.events, Voice(self.case, side, seats, phases))
        rows = cost_rows(self.sight)
        self.query_one("#table-costs-lines", ProseTable).set_rows(rows, head=False)
        self.show_issue()
        self.show_draft()

    def show_issue(self) -> None:
        """Show the details of the issue under the cursor."""
        details = issue_details(self.issue, self.sight, self.story, self.runner.sheet(), self.runner.prices())
        name = self.case.issues[self.issue].name.get(self.lang)
        self.query_one("#table-details").border_title = name
        self.query_one(Labelled).show(name, details)

    def show_clock(self) -> None:
        """Show the clocks and what is expected now."""
        super().show_clock()
        text = self.live_reading or self.render_message(self.guide.what)
        self.query_one("#table-now", Paragraph).set_text(text)

    def show_panel(self) -> None:
        """In narrow terminals one panel stands below the ledger."""
        for name in self.PANELS:
            self.query_one(f"#table-{name}").set_class(name == self.panel, "-shown")
        self.query_one(PanelTabs).choose(self.panel)

    @property
    def guide(self) -> Guidance:
        """What is expected now."""
        return guidance(self.case, self.view, self.runner.side, thinking=self.runner.thinking)

    # --- what keys and clicks do --------------------------------------------------------------------------

    @on(IssueList.Chosen)
    def issue_chosen(self, event: IssueList.Chosen) -> None:
        """Show another issue's details."""
        self.issue = event.issue
        self.show_issue()

    @on(Composer.Browsed)
    def browse(self, event: Composer.Browsed) -> None:
        """Arrow keys choose a completion, or in an empty composer an issue."""
        suggestions = self.query_one(Suggestions)
        if suggestions.current is not None:
            suggestions.step(event.step)
        else:
            self.query_one(IssueList).action_move(event.step)

    @on(PanelTabs.Chosen)
    def panel_chosen(self, event: PanelTabs.Chosen) -> None:
        """Show another panel."""
        self.panel = event.name
        self.show_panel()

    @on(Record.Waiting)
    def record_waiting(self, event: Record.Waiting) -> None:
        """Say that there is more below."""
        text = self.t("tablescreen.record.more", count=event.count) if event.count else ""
        self.query_one("#table-record").border_subtitle = text
        self.query_one(PanelTabs).note(text)

    def action_panel(self) -> None:
        """Show the next panel."""
        self.panel = self.PANELS[(self.PANELS.index(self.panel) + 1) % len(self.PANELS)]
        self.show_panel()

    def action_record_up(self) -> None:
        """Turn the record back."""
        self.query_one(Record).action_page_up()

    def action_record_down(self) -> None:
        """Turn the record on."""
        self.query_one(Record).action_page_down()

    def action_issue_up(self) -> None:
        """Go to the issue above."""
        self.query_one(IssueList).action_move(-1)

    def action_issue_down(self) -> None:
        """Go to the issue below."""
        self.query_one(IssueList).action_move(1)

    def action_summary(self) -> None:
        """Prepare a summary of what is agreed and what is open."""
        left = tuple(line.id for line in self.view.lines if not line.status.closed)
        self.prepare(m.Summarise(terms=dict(self.view.ledger), open=left))

    def action_caucus(self) -> None:
        """Prepare the request for a break."""
        self.prepare(m.Caucus())

    def action_park(self) -> None:
        """Prepare to put the chosen issue aside."""
        self.prepare(m.Park(issue=self.issue))

    def action_agree(self) -> None:
        """Prepare to accept the other side's word on the chosen issue, or to record that both agree."""
        side, line = self.runner.side, self.view.line(self.issue)
        own, other, stated = line.firm[side], line.firm[side.other], line.positions[side.other]
        if line.status is Status.TENTATIVE:
            self.tell("tablescreen.agreed_already", issue=self.case.issues[self.issue].name)
        elif stated is not None and stated.tied:
            self.prepare(m.Accept(refs=stated.seq))
        elif own is not None and other is not None and own.value == other.value:
            self.prepare(m.TentativeAgreement(issue=self.issue))
        else:
            self.prepare(m.Accept(issue=self.issue))

    def action_next(self) -> None:
        """Do what is expected now."""
        if self.runner.ended:
            go_on(self.trainer, self.runner)
            return
        guide = self.guide
        if guide.skip:
            self.runner.skip_wait()
        elif guide.move is not None:
            self.prepare(guide.move)
        elif guide.form is not None:
            self.open_form(guide.form)
        else:
            self.query_one(Composer).focus()

    # --- what opens over the table ------------------------------------------------------------------------

    def action_form(self) -> None:
        """Open the form."""
        self.open_form("")

    def open_form(self, kind: str, move: m.Move | None = None) -> None:
        """Open the form at a kind, or with a move filled in."""
        self.trainer.push_screen(
            MoveForm(self.runner, kind=kind, move=move, issue=self.issue), self._form_done
        )

    def _form_done(self, move: m.Move | None) -> None:
        if move is not None:
            self.prepare(move)

    def action_edit(self) -> None:
        """Change what is about to be said, or was about to be, in the form."""
        found = self.reading()
        move = found if found is not None and not isinstance(found, Unread) else None
        if move is None or (isinstance(move, m.Speech) and self.aside is not None):
            move = self.aside
        self.open_form("", move)

    def action_papers(self) -> None:
        """Open the papers."""
        self.trainer.push_screen(PapersScreen(self.runner))

    def cite(self, article: Article) -> None:
        """Prepare to quote an article that was chosen in the law book."""
        self.prepare(m.CiteLaw(law=article.law, article=article.number))

    def action_prices(self) -> None:
        """Open the price list."""
        self.trainer.push_screen(PricesScreen(self.runner))

    # --- searching the record -----------------------------------------------------------------------------

    def action_find(self) -> None:
        """Search the record."""
        self.panel = "record"
        self.show_panel()
        line = self.query_one("#table-search", Input)
        line.add_class("-shown")
        line.focus()

    @on(Input.Changed, "#table-search")
    def search_changed(self, event: Input.Changed) -> None:
        """Mark what is searched for."""
        self._found(self.query_one(Record).search(event.value), event.value)

    @on(Input.Submitted, "#table-search")
    def search_next(self, event: Input.Submitted) -> None:
        """Go to the place before."""
        self._found(self.query_one(Record).next_hit(-1), event.value)

    def _found(self, place: tuple[int, int], query: str) -> None:
        if query:
            key = "found" if place[1] else "nothing"
            self.tell(f"tablescreen.search.{key}", place=place[0], count=place[1], query=query)
        else:
            self.show_notice(None)

    def action_back(self) -> None:
        """Close the search, or go on writing."""
        line = self.query_one("#table-search", Input)
        if line.has_class("-shown"):
            line.value = ""
            line.remove_class("-shown")
            self.show_notice(None)
            self.query_one(Composer).focus()
        else:
            super().action_back()
