"""Congress and signing: the steps of the law, each done by hand on a day, the draft beside them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input

from cases import moves as m
from cases.messages import Message, message
from trainer.agreement import agreement_text
from trainer.table.answers import Refused
from trainer.table.closing_view import ClosingView, StepView
from trainer.tui.closing_lines import congress_rows, seal_rows, step_rows, threshold, whose
from trainer.tui.flow import Stage, go_on
from trainer.tui.paragraph import Paragraph
from trainer.tui.prose import Prose, ProseTable
from trainer.tui.runner import MatchRunner
from trainer.tui.screens.ballot import BallotScreen
from trainer.tui.screens.match import MatchScreen
from trainer.tui.screens.papers import PapersScreen
from trainer.tui.status import Level
from trainer.tui.verdicts import refusal, verdict_words
from trainer.tui.widgets.labelled import Labelled
from trainer.tui.widgets.match_header import MatchHeader
from trainer.tui.widgets.panel_tabs import PanelTabs


class ClosingScreen(MatchScreen):
    """From the handshake to publication."""

    SCREEN = "closing"
    STAGE = Stage.CLOSING
    CSS_PATH = "closing.tcss"
    AUTO_FOCUS = "#closing-day"
    PANELS: ClassVar[tuple[str, ...]] = ("steps", "congress", "text")

    def __init__(self, runner: MatchRunner) -> None:
        super().__init__(runner)
        self.closing: ClosingView = runner.closing()
        self.panel = self.PANELS[0]
        self.day = self._first_day()
        self._drafted: str | None = None

    # --- building -----------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Header, steps and congress beside the text, what to do now."""
        yield MatchHeader(id="closing-header")
        yield PanelTabs(id="closing-tabs")
        with Vertical(id="closing-body"):
            with Vertical(id="closing-steps", classes="closing-panel"):
                yield Labelled(id="closing-steps-lines")
            with VerticalScroll(id="closing-text", classes="closing-panel"):
                yield Prose(id="closing-prose")
            with VerticalScroll(id="closing-congress", classes="closing-panel"):
                yield Paragraph(id="closing-threshold")
                yield ProseTable((), head=True, id="closing-segments")
                yield ProseTable((), id="closing-seals")
        yield Paragraph(id="closing-now")
        with Horizontal(id="closing-act"):
            yield Input(self.day, placeholder=self.t("closing.day"), compact=True, id="closing-day")
            yield Button("", action="screen.next", compact=True, id="closing-do")
        yield Paragraph(id="closing-verdict", classes="muted")

    def populate(self) -> None:
        """Fill everything from the match."""
        for name in self.PANELS:
            self.query_one(f"#closing-{name}").border_title = self.t(f"closing.panel.{name}")
        tabs = [(name, self.t(f"closing.panel.{name}")) for name in self.PANELS]
        self.query_one(PanelTabs).show(tabs, self.panel)
        self._drafted = None
        self.show_match()
        self.show_clock()
        self.show_panel()

    def show_match(self) -> None:
        """Show where the steps stand."""
        fresh = self.runner.closing()
        if fresh.due != self.closing.due:
            self.day = self._first_day()
            self.query_one("#closing-day", Input).value = self.day
        voted = len(fresh.ballots) > len(self.closing.ballots)
        self.closing = fresh
        self.query_one(Labelled).show("", step_rows(fresh, self.lang))
        self.query_one("#closing-threshold", Paragraph).set_text(threshold(fresh, self.lang))
        segments = congress_rows(fresh, self.lang, self.trainer.signs)
        self.query_one("#closing-segments", ProseTable).set_rows(segments, head=True)
        self.query_one("#closing-segments").display = bool(fresh.segments)
        self.query_one("#closing-seals", ProseTable).set_rows(seal_rows(fresh, self.lang), head=False)
        self.show_text()
        self.show_step()
        if voted:
            self.trainer.push_screen(BallotScreen(self.runner))

    def show_text(self) -> None:
        """Show the draft; it is set anew only when it changes."""
        text = agreement_text(self.case, self.view.ledger, self.lang, self.view.differences)
        if text != self._drafted:
            self._drafted = text
            self.call_later(self.query_one("#closing-prose", Prose).set_source, text)

    def show_step(self) -> None:
        """Show what is to be done now and what the rules say to the day entered."""
        self.query_one("#closing-now", Paragraph).set_text(self.render_message(self._now()))
        mine = self.mine
        field, button = self.query_one("#closing-day", Input), self.query_one("#closing-do", Button)
        field.display = mine is not None and mine.step != "draft"
        button.display = mine is not None or self.runner.ended
        if self.runner.ended:
            button.label = self.t("closing.debrief")
        elif mine is not None:
            button.label = self.t(f"closing.do.{mine.step}")
        button.refresh(layout=True)
        self.show_verdict()

    def show_verdict(self) -> None:
        """What the rules say to the step on the day entered."""
        move = self._move()
        text = ""
        if move is not None:
            answer = self.runner.preview(move)
            plain = not isinstance(answer, Refused) and not answer.findings
            text = self.t("closing.fine") if plain else verdict_words(answer, self.sight)
        self.query_one("#closing-verdict", Paragraph).set_text(text)

    def show_panel(self) -> None:
        """In narrow terminals one panel at a time."""
        for name in self.PANELS:
            self.query_one(f"#closing-{name}").set_class(name == self.panel, "-shown")
        self.query_one(PanelTabs).choose(self.panel)

    # --- the step -----------------------------------------------------------------------------------------

    @property
    def mine(self) -> StepView | None:
        """The step that the person's side has to do now."""
        step = self.closing.due
        return step if step is not None and whose(step, self.runner.side) else None

    def _first_day(self) -> str:
        step = self.runner.closing().due
        return (step.earliest or "") if step is not None else ""

    def _now(self) -> Message:
        if self.runner.ended:
            return message(f"closing.ended.{self.view.outcome or 'stopped'}")
        if self.closing.due is None:
            return message("closing.now.wait")
        step = self.closing.due
        if self.mine is None:
            return message("closing.now.theirs", step=message(f"closing.step.{step.step}"))
        return message(f"closing.now.{step.step}")

    def _move(self) -> m.Move | None:
        step = self.mine
        if step is None:
            return None
        try:
            return m.MOVE.validate_python({"kind": "sign", "step": step.step, "on": self._entered(step)})
        except ValueError:
            return m.MOVE.validate_python({"kind": "sign", "step": step.step})

    def _entered(self, step: StepView) -> str | None:
        return None if step.step == "draft" else self.day.strip() or None

    @on(Input.Changed, "#closing-day")
    def day_changed(self, event: Input.Changed) -> None:
        """Show what the rules say to another day."""
        self.day = event.value
        self.show_verdict()

    @on(Input.Submitted, "#closing-day")
    def action_next(self) -> None:
        """Do the step, or go on to the debrief."""
        if self.runner.ended:
            go_on(self.trainer, self.runner)
            return
        move = self._move()
        if move is None:
            self.tell(self._now())
            return
        answer = self.runner.do(move)
        if isinstance(answer, Refused):
            self.tell(message("tablescreen.refused", reason=answer.reason), Level.ERROR)
            self.query_one("#closing-verdict", Paragraph).set_text(refusal(answer, self.lang))
        else:
            self.show_notice(None)
            self.beat()

    @on(PanelTabs.Chosen)
    def panel_chosen(self, event: PanelTabs.Chosen) -> None:
        """Show another panel."""
        self.panel = event.name
        self.show_panel()

    def action_panel(self) -> None:
        """Show the next panel."""
        self.panel = self.PANELS[(self.PANELS.index(self.panel) + 1) % len(self.PANELS)]
        self.show_panel()

    def action_papers(self) -> None:
        """Open the papers."""
        self.trainer.push_screen(PapersScreen(self.runner))

    def action_text_up(self) -> None:
        """Turn the draft back."""
        self.query_one("#closing-text", VerticalScroll).action_page_up()

    def action_text_down(self) -> None:
        """Turn the draft on."""
        self.query_one("#closing-text", VerticalScroll).action_page_down()
