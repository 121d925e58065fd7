"""The app: language, themes, palette and the actions that every screen has. Screens do the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from cases.lang import Lang
from cases.messages import Message, Param, message
from trainer.i18n import say
from trainer.tui import quirks
from trainer.tui.actions import APP_ACTIONS, bindings, find, key_labels
from trainer.tui.palette import ActionProvider, TrainerPalette
from trainer.tui.preferences import Preferences, load_preferences, save_preferences
from trainer.tui.quirks import PlainFailure
from trainer.tui.screen import Room, TrainerScreen
from trainer.tui.status import Level
from trainer.tui.text.bars import ASCII, BOX, Signs
from trainer.tui.theme import DARK, THEMES, next_theme, register_themes

if TYPE_CHECKING:
    from cases.lawbook import Article
    from trainer.tui.screens.help import HelpScreen

STARTED = 2.0
"""Seconds after which the first screen has been drawn and filled, on slow machines too."""

APP_STYLE = Path(__file__).with_name("app.tcss")

ASCII_CLASS = "-ascii"
"""The app's style class while frames are drawn with plain characters."""


def help_screen() -> type[HelpScreen]:
    """The help, loaded when it is first asked for and not before the first screen is drawn."""
    from trainer.tui.screens.help import HelpScreen

    return HelpScreen


class TrainerApp(PlainFailure[None], inherit_bindings=False):
    """Runs screens; knows none of them but the help and the law, which are everywhere."""

    TITLE = "trainer"
    COMMANDS = cast("Any", {ActionProvider})
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (80, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (24, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", show=False, priority=True, id="app.command_palette"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(
        self,
        lang: Lang = Lang.ZH,
        *,
        first: Screen[Any] | None = None,
        preferences: Path | None = None,
        pictures: Path | None = None,
        reports: Path | None = None,
        when_drawn: Callable[[], object] | None = None,
    ) -> None:
        """Make the app.

        Args:
            lang: The language to speak first.
            first: The screen to open with.
            preferences: Where choices of language and theme are kept; nowhere if ``None``.
            pictures: Where screenshots go; the person's picture folder if ``None``.
            reports: Where a report goes if the program fails; the folder for logs if ``None``.
            when_drawn: What to do once the first screen has been drawn and filled.
        """
        quirks.apply()
        super().__init__(css_path=[APP_STYLE, *(first.css_path if first is not None else ())])
        self.lang = lang
        self._first = first
        self._preferences = preferences
        self._pictures = pictures
        self._reports = reports
        self._when_drawn = when_drawn
        register_themes(self)
        chosen = load_preferences(preferences) if preferences else Preferences()
        self.theme = chosen.theme if chosen.theme in {theme.name for theme in THEMES} else DARK.name
        self.set_class(chosen.ascii_frames, ASCII_CLASS)
        self._bind_actions()

    def t(self, key: str, /, **params: Param) -> str:
        """The sentence of the catalogues in the person's language."""
        return say(key, self.lang, **params)

    def get_default_screen(self) -> Screen[Any]:
        """The first screen lies at the bottom, with no empty one below it: that would be drawn first."""
        return self._first if self._first is not None else super().get_default_screen()

    def on_mount(self) -> None:
        """Say whose app it is."""
        self.title = self.t("ui.title")
        if self._when_drawn is not None:
            self.set_timer(STARTED, self._when_drawn)

    @property
    def signs(self) -> Signs:
        """What pictures are to be drawn with."""
        return ASCII if self.has_class(ASCII_CLASS) else BOX

    @property
    def working_screen(self) -> Screen[Any]:
        """The screen on top, the palette not counted."""
        return next(
            (screen for screen in reversed(self.screen_stack) if not isinstance(screen, CommandPalette)),
            self.screen,
        )

    def tell(self, what: Message | str, level: Level = Level.INFO, /, **params: Param) -> None:
        """Say something in the status line of the topmost full screen."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, TrainerScreen):
                screen.tell(what, level, **params)
                return
        self.notify(self.t(what, **params) if isinstance(what, str) else self.t(what.key, **what.params))

    async def speak(self, lang: Lang) -> None:
        """Speak another language: open screens are built again, with what was typed kept."""
        if lang is self.lang:
            return
        self.lang = lang
        self.title = self.t("ui.title")
        self._bind_actions()
        await self._build_anew()
        self._keep_choices()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as an SVG picture in which Chinese keeps its place."""
        from trainer.tui.pictures import true_to_cells

        return true_to_cells(super().export_screenshot(title=title, simplify=simplify))

    def choose_theme(self, name: str) -> None:
        """Use another theme and remember it."""
        self.theme = name
        self._keep_choices()
        self.tell("ui.theme.chosen", theme=message(f"ui.theme.{name}"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer help, maximizing and restoring only where they do something."""
        screen = self.working_screen if self.screen_stack else None
        if action in {"help", "keys", "typing"}:
            return getattr(screen, "SCREEN", "") != "help"
        if action == "law":
            return getattr(screen, "SCREEN", "") not in {"help", "law"}
        if action == "maximize":
            focused = screen.focused if screen else None
            return bool(focused and focused.allow_maximize and screen and screen.maximized is None)
        if action == "restore":
            return bool(screen and screen.maximized is not None)
        return super().check_action(action, parameters)

    def action_command_palette(self) -> None:
        """Open the command palette."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(TrainerPalette(self.lang))

    def action_help(self) -> None:
        """Explain the screen on top: its text, then its keys."""
        self.push_screen(help_screen().about(self.working_screen))

    def action_law(self) -> None:
        """Look the law up; a screen that can cite gets the article that was chosen."""
        below = self.working_screen

        def use(article: Article | None) -> None:
            cite = getattr(below, "cite", None)
            if article is not None and cite is not None:
                cite(article)

        from trainer.tui.screens.law import LawScreen

        self.push_screen(LawScreen(), use)

    def action_keys(self) -> None:
        """Show the keys of the screen on top."""
        self.push_screen(help_screen().about(self.working_screen, keys_only=True))

    def action_typing(self) -> None:
        """Explain what input methods and terminals need."""
        self.push_screen(help_screen()("typing"))

    async def action_language(self) -> None:
        """Change to the other language."""
        await self.speak(Lang.EN if self.lang is Lang.ZH else Lang.ZH)

    def action_theme(self) -> None:
        """Go to the next theme."""
        self.choose_theme(next_theme(self.theme))

    async def action_frames(self) -> None:
        """Change between frames of lines and frames of plain characters."""
        self.toggle_class(ASCII_CLASS)
        await self._build_anew()
        self._keep_choices()

    def action_maximize(self) -> None:
        """Let the focused panel fill the screen."""
        self.working_screen.action_maximize()

    def action_restore(self) -> None:
        """Give a panel that fills the screen its own size again."""
        self.working_screen.action_minimize()

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save a picture of the screen as SVG and say where."""
        import platformdirs

        folder = Path(path) if path else self._pictures or platformdirs.user_pictures_path()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            saved = self.save_screenshot(filename, str(folder))
        except OSError as error:
            self.tell("ui.screenshot.failed", Level.ERROR, folder=str(folder), reason=error.strerror or "")
        else:
            self.tell("ui.screenshot.saved", path=saved)

    def action_help_quit(self) -> None:
        """Answer Ctrl+C, which copies and does not quit: say which key does."""
        self.tell("ui.quit_hint", key=key_labels(find("app.quit").key)[0])

    def failure_note(self, error: BaseException) -> str:
        """Write a report of a failure and say where it is."""
        import platformdirs

        from trainer.tui.failures import write_report

        path = write_report(error, self._reports or platformdirs.user_log_path("bargaining-trainer"))
        if path is None:
            return self.t("ui.failure.unwritten", kind=type(error).__name__, reason=str(error))
        return self.t("ui.failure.written", path=str(path))

    def _bind_actions(self) -> None:
        quirks.replace_bindings(self, bindings(APP_ACTIONS, self.lang))

    async def _build_anew(self) -> None:
        """Build the screen on top again; the ones below follow when they are shown."""
        if isinstance(self.screen, Room):
            await self.screen.speak_anew()

    def _keep_choices(self) -> None:
        choices = Preferences(lang=self.lang, theme=self.theme, ascii_frames=self.signs is ASCII)
        if self._preferences is not None and not save_preferences(self._preferences, choices):
            self.tell("ui.preferences.failed", Level.WARNING, path=str(self._preferences))
