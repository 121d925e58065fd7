"""Setting up a match: format, side, opponent, language."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label

from cases.case import Case
from cases.format import Format
from cases.messages import Message, message
from cases.sides import SIDES, Side
from cases.text import Lang
from trainer.matches import draw_side
from trainer.opponent.personas import LEVELS, persona_ids
from trainer.tui import flow
from trainer.tui.desk import LARGEST_SEED, Choice, Desk
from trainer.tui.paragraph import Paragraph
from trainer.tui.screen import TrainerScreen
from trainer.tui.status import Level
from trainer.tui.widgets.one_of import Answer, OneOf

USUAL_PERSONA = "cooperative"
USUAL_LEVEL = 2
LOT = "lot"
"""The answer that leaves the side to the lot."""


class SetupScreen(TrainerScreen[None]):
    """Asks what a match needs; everything has a sensible answer already."""

    SCREEN = "setup"
    CSS_PATH = "setup.tcss"
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, ref: str, case: Case) -> None:
        """Set up a match of ``case``, opened as ``ref``."""
        super().__init__()
        self.desk = desk
        self.ref = ref
        self.case = case
        self.forms = desk.formats(case)
        self.answers = {
            "format": self.forms[0].id if self.forms else "",
            "side": Side.UNION.value,
            "persona": USUAL_PERSONA,
            "level": str(USUAL_LEVEL),
        }
        self.seed = str(desk.new_seed())

    def compose_body(self) -> ComposeResult:
        """One question a line, the chosen answer explained below it."""
        with VerticalScroll(id="setup-scroll", can_focus=False):
            yield Paragraph(self.case.title.get(self.lang), classes="strong", id="setup-title")
            yield Paragraph(self.case.summary.get(self.lang), classes="muted", id="setup-summary")
            yield self._ask("format", [self._format(form) for form in self.forms])
            yield self._ask("side", [*(self._side(side) for side in SIDES), self._lot()])
            with Horizontal(id="setup-lot"):
                yield Label(self.t("home.setup.seed"), id="setup-seed-label")
                yield Input(self.seed, id="setup-seed", type="integer", max_length=6, compact=True)
                yield Button(self.t("home.setup.new_seed"), id="setup-new-seed", compact=True)
            yield self._ask("persona", [self._persona(name) for name in persona_ids()])
            yield self._ask("level", [self._level(level) for level in LEVELS])
            yield OneOf(
                self.t("home.setup.language"),
                [Answer(lang.value, self.t(f"common.language.{lang.value}")) for lang in Lang],
                self.lang.value,
                id="setup-language",
            )
            yield Button(self.t("home.setup.start"), id="setup-start", variant="primary")

    def populate(self) -> None:
        """Show what the lot gave."""
        self._show_lot()
        if self.focused is None:
            self.query_one("#setup-format", OneOf).focus()

    def _ask(self, name: str, answers: list[Answer]) -> OneOf:
        return OneOf(self.t(f"home.setup.{name}"), answers, self.answers[name], id=f"setup-{name}")

    def _format(self, form: Format) -> Answer:
        return Answer(form.id, form.name.get(self.lang), form.about.get(self.lang))

    def _side(self, side: Side) -> Answer:
        party = self.case.parties[side]
        explained = self.t("home.setup.as", chief=party.chief, party=party.name)
        return Answer(side.value, self.t(f"common.side.{side.value}"), explained)

    def _lot(self) -> Answer:
        return Answer(LOT, self.t("home.setup.lot"), self._lot_line())

    def _persona(self, name: str) -> Answer:
        key = f"home.persona.{name}"
        return Answer(name, self.t(f"{key}.name"), self.t(f"{key}.line"))

    def _level(self, level: int) -> Answer:
        key = f"home.difficulty_of.level{level}"
        return Answer(str(level), self.t(f"{key}.name"), self.t(f"{key}.line"))

    # --- the lot ------------------------------------------------------------------------------------------

    def _seed(self) -> int | None:
        """The number for drawing lots, if the field holds one."""
        text = self.seed.strip()
        return int(text) if text.isdecimal() and 0 < int(text) <= LARGEST_SEED else None

    def _lot_line(self) -> str:
        seed = self._seed()
        if seed is None:
            return self.t("home.setup.seed_wrong", most=LARGEST_SEED)
        return self.t("home.setup.drawn", seed=seed, side=message(f"common.side.{draw_side(seed).value}"))

    def _show_lot(self) -> None:
        drawn = self.answers["side"] == LOT
        self.query_one("#setup-lot", Horizontal).display = drawn
        self.query_one("#setup-side", OneOf).set_explained(LOT, self._lot_line())

    # --- what people do -----------------------------------------------------------------------------------

    @on(OneOf.Changed)
    async def _answered(self, event: OneOf.Changed) -> None:
        name = (event.question.id or "").removeprefix("setup-")
        if name == "language":
            await self.trainer.speak(Lang(event.answer))
            return
        self.answers[name] = event.answer
        self._show_lot()

    @on(Input.Changed, "#setup-seed")
    def _seed_changed(self, event: Input.Changed) -> None:
        self.seed = event.value
        self._show_lot()

    @on(Button.Pressed, "#setup-new-seed")
    def _new_seed(self) -> None:
        self.query_one("#setup-seed", Input).value = str(self.desk.new_seed())

    @on(Button.Pressed, "#setup-start")
    def _start(self) -> None:
        self.action_start()

    def action_start(self) -> None:
        """Open the match and go to the briefing room."""
        seed = self._seed()
        if seed is None:
            self.tell("home.setup.seed_wrong", Level.ERROR, most=LARGEST_SEED)
            return
        found = self.desk.open(self._choice(seed), self.lang)
        if isinstance(found, Message):
            self.tell(found, Level.ERROR)
        else:
            flow.go_on(self.trainer, found)

    def action_back(self) -> None:
        """Go back to the home screen."""
        self.app.pop_screen()

    def _choice(self, seed: int) -> Choice:
        side = draw_side(seed) if self.answers["side"] == LOT else Side(self.answers["side"])
        return Choice(
            self.ref, self.answers["format"], side, self.answers["persona"], int(self.answers["level"]), seed
        )
