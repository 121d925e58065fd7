"""The briefing room: read the case and the own brief, fill in the preparation sheet."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from cases import moves as m
from cases.format import PhaseKind
from cases.messages import message
from trainer.preparation import MOST_EXHIBITS, Plan, Sheet, toggled
from trainer.table.answers import Refused
from trainer.tui import flow
from trainer.tui.figures import duration
from trainer.tui.paragraph import Paragraph
from trainer.tui.runner import MatchRunner
from trainer.tui.screen import TrainerScreen
from trainer.tui.status import Level
from trainer.tui.text.pad import clip
from trainer.tui.widgets.brief_pane import BriefPane
from trainer.tui.widgets.case_pane import CasePane, KeepFigure
from trainer.tui.widgets.exhibit_pane import ExhibitPane
from trainer.tui.widgets.panel_tabs import PanelTabs
from trainer.tui.widgets.sheet_pane import SheetPane
from trainer.tui.widgets.sheet_table import SheetTable

LEFT = ("case", "exhibits")
RIGHT = ("brief", "sheet")
PANES = (*LEFT, *RIGHT)
TICK = 0.5
"""Seconds between two looks at the clock."""


class BriefingScreen(TrainerScreen[None]):
    """Four panes; in a wide window two of them side by side, else one.

    It can be opened from the table too: then it shows the papers and the sheet, and goes back there.
    """

    SCREEN = "briefing"
    CSS_PATH = "briefing.tcss"
    AUTO_FOCUS = ""

    def __init__(self, runner: MatchRunner, pane: str = "case") -> None:
        """Open the room of a match with ``pane`` in sight."""
        super().__init__()
        self.runner = runner
        self.preparing = runner.view().phase_kind is PhaseKind.PREPARE
        self.pane = pane
        self.left = pane if pane in LEFT else LEFT[0]
        self.right = pane if pane in RIGHT else RIGHT[0]
        self.chapter = 0
        self.exhibit: int | None = None
        self.sheet = runner.sheet()
        self.warned = False
        """Whether the person was told that the sheet has gaps."""

    def compose_body(self) -> ComposeResult:
        """Title and clock, the names of the panes, the panes."""
        case = self.runner.case()
        yield Paragraph(id="briefing-title")
        yield PanelTabs(id="briefing-tabs")
        with Horizontal(id="briefing-panes"):
            with Vertical(id="briefing-left", classes="panel"):
                yield CasePane(case, self.sheet, self.chapter, id="pane-case")
                yield ExhibitPane(case, self.runner.side, self.sheet, self.exhibit, id="pane-exhibits")
            with Vertical(id="briefing-right", classes="panel"):
                yield BriefPane(case, id="pane-brief")
                yield SheetPane(case, self.sheet, id="pane-sheet")

    def on_mount(self) -> None:
        """Start looking at the clock."""
        super().on_mount()
        self.set_interval(TICK, self._tick)

    def populate(self) -> None:
        """Show the panes and the title."""
        self._show_panes()
        self._show_title()
        if self.focused is None:
            self._enter_pane()

    async def speak_anew(self) -> None:
        """Build the room again with the cursor of the sheet where it was."""
        place = self.query_one(SheetTable).place
        await super().speak_anew()
        self.query_one(SheetTable).put_back(place)

    @property
    def _built(self) -> bool:
        """Whether the widgets are there; they are not while the room is built again."""
        return bool(self.query("#briefing-title")) and all(self.query(f"#pane-{name}") for name in PANES)

    # --- showing ------------------------------------------------------------------------------------------

    def _show_panes(self) -> None:
        titles = [
            (name, f"{number} {self.t(f'briefing.pane.{name}')}") for number, name in enumerate(PANES, 1)
        ]
        self.query_one(PanelTabs).show(titles, self.pane)
        for name in PANES:
            self.query_one(f"#pane-{name}", Widget).display = name in {self.left, self.right}
        for half, names in (("left", LEFT), ("right", RIGHT)):
            panel = self.query_one(f"#briefing-{half}", Vertical)
            panel.set_class(self.pane not in names, "-behind")
            panel.border_title = self.t(f"briefing.pane.{self.left if half == 'left' else self.right}")

    def _show_title(self) -> None:
        view = self.runner.view()
        parts = [
            self.runner.case().title.get(self.lang),
            self.t(f"common.side.{self.runner.side.value}"),
            view.phase_name.get(self.lang),
        ]
        if view.clock.phase_left is not None:
            parts.append(self.t("briefing.time_left", time=duration(view.clock.phase_left)))
        elif self.preparing:
            parts.append(self.t("briefing.no_limit"))
        title = self.t("home.between").join(reversed(parts))
        self.query_one("#briefing-title", Paragraph).set_text(clip(title, max(self.size.width - 4, 10)))

    def show_pane(self, name: str) -> None:
        """Bring a pane into sight and put the cursor into it."""
        self.pane = name
        if name in LEFT:
            self.left = name
        else:
            self.right = name
        self._show_panes()
        self._enter_pane()
        self.refresh_bindings()

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        """The pane with the cursor is the present one, also when a click brought the cursor there."""
        ids = {node.id for node in event.widget.ancestors_with_self}
        here = next((name for name in PANES if f"pane-{name}" in ids), None)
        if here is not None and here != self.pane and self._built:
            self.pane = here
            self._show_panes()
            self.refresh_bindings()

    def _enter_pane(self) -> None:
        pane = self.query_one(f"#pane-{self.pane}", Widget)
        first = next(
            (each for each in pane.walk_children(Widget, with_self=True) if _takes_focus(each)), None
        )
        if first is not None:
            first.focus()

    # --- the clock ----------------------------------------------------------------------------------------

    def _tick(self) -> None:
        """Let time pass while this is the screen that shows the match."""
        if not self.preparing or self.trainer.working_screen is not self or not self._built:
            return
        self.runner.tick()
        self.runner.computer_turn_if_due()
        if self.runner.trouble is not None:
            self.tell(self.runner.trouble, Level.ERROR)
        if self.runner.view().phase_kind is not PhaseKind.PREPARE:
            flow.go_on(self.trainer, self.runner)
            return
        self._show_title()

    # --- the sheet ----------------------------------------------------------------------------------------

    def keep_sheet(self, sheet: Sheet) -> None:
        """Keep a change durably and show it on every pane."""
        if sheet == self.sheet:
            return
        self.sheet = sheet
        self.runner.set_sheet(sheet)
        if self.runner.trouble is not None:
            self.tell(self.runner.trouble, Level.ERROR)
        self.query_one(CasePane).set_sheet(sheet)
        self.query_one(ExhibitPane).set_sheet(sheet)
        self.query_one(SheetPane).set_sheet(sheet)

    @on(SheetTable.Changed)
    def _changed(self, event: SheetTable.Changed) -> None:
        self.show_notice(None)
        self.keep_sheet(event.sheet)

    @on(SheetTable.Wrong)
    def _wrong(self, event: SheetTable.Wrong) -> None:
        self.tell(event.why, Level.ERROR)

    @on(KeepFigure)
    def _keep_figure(self, event: KeepFigure) -> None:
        kept = tuple(each for each in self.sheet.kept if each != event.figure)
        if kept == self.sheet.kept:
            kept = (*kept, event.figure)
            self.tell("briefing.kept")
        else:
            self.tell("briefing.let_go")
        self.keep_sheet(self.sheet.model_copy(update={"kept": kept}))

    @on(SheetPane.LetGo)
    def _let_go(self, event: SheetPane.LetGo) -> None:
        kept = tuple(each for each in self.sheet.kept if each != event.figure)
        self.keep_sheet(self.sheet.model_copy(update={"kept": kept}))

    @on(ExhibitPane.Ask)
    def _ask(self, event: ExhibitPane.Ask) -> None:
        self.keep_sheet(self.sheet.model_copy(update={"ask": toggled(self.sheet.ask, event.item)}))

    @on(ExhibitPane.Strong)
    def _strong(self, event: ExhibitPane.Strong) -> None:
        chosen = self.sheet.strongest
        if event.exhibit in chosen:
            chosen = tuple(each for each in chosen if each != event.exhibit)
        elif len(chosen) == MOST_EXHIBITS:
            self.tell("briefing.enough_strong", Level.WARNING, most=MOST_EXHIBITS)
            return
        else:
            chosen = (*chosen, event.exhibit)
        self.keep_sheet(self.sheet.model_copy(update={"strongest": chosen}))

    @on(SheetPane.Do)
    async def _button(self, event: SheetPane.Do) -> None:
        await self.run_action(event.what)

    @on(CasePane.Turned)
    def _turned(self, event: CasePane.Turned) -> None:
        self.chapter = event.chapter

    @on(ExhibitPane.Opened)
    def _opened(self, event: ExhibitPane.Opened) -> None:
        self.exhibit = event.exhibit

    @on(PanelTabs.Chosen)
    def _tab(self, event: PanelTabs.Chosen) -> None:
        self.show_pane(event.name)

    # --- actions ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something here."""
        if action == "start":
            return self.preparing
        if action in {"suggest", "suggest_all", "clear", "earlier", "later"}:
            return self.pane == "sheet"
        if action == "strong":
            return self.pane == "exhibits"
        return super().check_action(action, parameters)

    def action_next_pane(self) -> None:
        """Go to the next pane, after the last one to the first."""
        self.show_pane(PANES[(PANES.index(self.pane) + 1) % len(PANES)])

    def action_pane_case(self) -> None:
        """Read the case."""
        self.show_pane("case")

    def action_pane_exhibits(self) -> None:
        """Read the exhibits."""
        self.show_pane("exhibits")

    def action_pane_brief(self) -> None:
        """Read the own brief."""
        self.show_pane("brief")

    def action_pane_sheet(self) -> None:
        """Fill in the sheet."""
        self.show_pane("sheet")

    def action_suggest(self) -> None:
        """Take the brief's value over into the cell under the cursor."""
        self.query_one(SheetTable).suggest()

    def action_suggest_all(self) -> None:
        """Take the brief's values over into all empty cells."""
        self.query_one(SheetTable).suggest_all()

    def action_clear(self) -> None:
        """Empty the cell under the cursor."""
        self.query_one(SheetTable).clear()

    def action_earlier(self) -> None:
        """Take the issue under the cursor earlier."""
        self.query_one(SheetTable).move_issue(-1)

    def action_later(self) -> None:
        """Take the issue under the cursor later."""
        self.query_one(SheetTable).move_issue(1)

    def action_strong(self) -> None:
        """Put the exhibit under the cursor among the strongest, or take it out."""
        number = self.query_one(ExhibitPane).at
        if number is not None:
            self._strong(ExhibitPane.Strong(number))

    def action_start(self) -> None:
        """Say that the side is ready; a sheet with gaps is mentioned once."""
        gaps = [name for name in self.runner.case().issues if not _complete(self.sheet.plan(name))]
        if gaps and not self.warned:
            self.warned = True
            issues = self.runner.case().issues
            names = tuple(issues[name].name for name in gaps)
            self.tell("briefing.gaps", Level.WARNING, count=len(gaps), issues=names)
            return
        answer = self.runner.do(m.Yield())
        if isinstance(answer, Refused):
            self.tell(answer.reason, Level.ERROR)
            return
        self.tell("briefing.waiting", side=message(f"common.side.{self.runner.side.other.value}"))
        self._tick()

    async def action_back(self) -> None:
        """Close the exhibit that lies open; else leave the room."""
        if self.left == "exhibits" and self.exhibit is not None and self.pane == "exhibits":
            await self.query_one(ExhibitPane).action_close()
        elif self.preparing:
            flow.leave(self.trainer, self.runner)
        else:
            self.app.pop_screen()


def _complete(plan: Plan) -> bool:
    return plan.opening is not None and plan.target is not None and plan.limit is not None


def _takes_focus(widget: Widget) -> bool:
    return widget.focusable and widget.display
