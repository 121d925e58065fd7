"""The base of every screen and modal: keys from the action list, a status line, help, two languages."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer

from cases.lang import Lang
from cases.messages import Message, Param, message
from trainer.tui import quirks
from trainer.tui.actions import bindings, screen_actions
from trainer.tui.environment import SMALLEST
from trainer.tui.kept import give_back, keep
from trainer.tui.paragraph import Paragraph
from trainer.tui.speaking import Speaking
from trainer.tui.status import Level, Notice, StatusLine
from trainer.tui.text.bars import Signs

R = TypeVar("R")
"""What a screen answers when it is dismissed."""


class Room(Speaking):
    """What full screens and modals have in common.

    A screen is built from its state: ``compose_body`` makes the widgets, ``populate`` fills them.
    When the language changes both run again, and what was typed and chosen in widgets with ids is
    put back; so neither may change the state or forget it.
    """

    SCREEN: ClassVar[str] = ""
    """The screen's name in the action list and in the ``help`` catalogue."""

    built_for: tuple[Lang, Signs] | None = None
    """The language and the signs the widgets were made for."""

    def compose_body(self) -> ComposeResult:
        """The widgets of the screen."""
        yield from ()

    def populate(self) -> None:
        """Fill the widgets from the state; runs after mounting and after every rebuilding."""

    def bind_actions(self) -> None:
        """Bind the keys of this screen's actions, described in the person's language."""
        assert isinstance(self, Screen)
        self.built_for = (self.lang, self.trainer.signs)
        quirks.replace_bindings(self, bindings(screen_actions(self.SCREEN), self.lang))

    async def on_screen_resume(self) -> None:
        """Catch up with what was chosen while another screen was on top."""
        if self.built_for is not None and self.built_for != (self.lang, self.trainer.signs):
            await self.speak_anew()

    async def speak_anew(self) -> None:
        """Build the screen again in the app's present language, keeping what was typed and chosen.

        Only for the screen on top: Textual 8.2.8 gives new widgets of a covered screen no styles
        until it is shown, and a modal that lets it shine through fails on them.
        """
        assert isinstance(self, Screen)
        kept = keep(self)
        notice = self.notice
        await self.recompose()
        self.populate()
        give_back(self, kept)
        self.show_notice(notice)
        self.refresh_bindings()

    @property
    def notice(self) -> Notice | None:
        """What the status line shows; ``None`` where there is none."""
        return None

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice in the status line, if there is one."""


class TrainerScreen(Room, Screen[R], Generic[R]):
    """A full screen: body, status line, footer. Subclasses give ``SCREEN`` and ``compose_body``."""

    DEFAULT_CSS = """
    TrainerScreen {
        layout: vertical;
        & > #screen-body { height: 1fr; width: 1fr; }
        & > #screen-small { display: none; height: 1fr; padding: 1 2; }
        &.-tiny, &.-flat {
            & > #screen-body { display: none; }
            & > #screen-small { display: block; }
        }
    }
    """

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        self.bind_actions()
        columns, rows = SMALLEST
        yield Paragraph(self.t("ui.terminal.grow", columns=columns, rows=rows), id="screen-small")
        with Vertical(id="screen-body"):
            yield from self.compose_body()
        yield StatusLine(id="screen-status")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Fill the widgets."""
        self.populate()

    @property
    def notice(self) -> Notice | None:
        """What the status line shows."""
        return self.query_one("#screen-status", StatusLine).notice

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice in the status line, or clear it."""
        self.query_one("#screen-status", StatusLine).show(notice)

    def tell(self, what: Message | str, level: Level = Level.INFO, /, **params: Param) -> None:
        """Say something in the status line, where it stays until the next thing said.

        Args:
            what: A message, or a catalogue key with its places in ``params``.
            level: How much it matters.
            params: Places of the sentence, if ``what`` is a key.
        """
        self.show_notice(Notice(message(what, **params) if isinstance(what, str) else what, level))


class TrainerModal(Room, ModalScreen[R], Generic[R]):
    """A modal box over a screen. Toasts and lists may cover letters below them; a modal never does."""

    DEFAULT_CSS = """
    TrainerModal {
        align: center middle;
        & > #modal-box {
            width: 90%;
            max-width: 100;
            height: auto;
            max-height: 90%;
            border: round $primary;
            background: $surface;
            padding: 1 2;
        }
    }
    """

    def compose(self) -> ComposeResult:
        """The box around the body."""
        self.bind_actions()
        with Vertical(id="modal-box"):
            yield from self.compose_body()

    def on_mount(self) -> None:
        """Fill the widgets."""
        self.populate()
