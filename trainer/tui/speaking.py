"""What screens and modals share: they speak the app's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cases.lang import Lang
from cases.messages import Message, Param
from trainer.i18n import render, say

if TYPE_CHECKING:
    from textual.widget import Widget

    from cases.text import Text
    from trainer.tui.app import TrainerApp


class Speaking:
    """Mix into a widget or screen of a :class:`~trainer.tui.app.TrainerApp`."""

    @property
    def trainer(self) -> TrainerApp:
        """The app, by its own type."""
        return cast("TrainerApp", cast("Widget", self).app)

    @property
    def lang(self) -> Lang:
        """The language the person reads now."""
        return self.trainer.lang

    def t(self, key: str, /, **params: Param) -> str:
        """The sentence of the catalogues in the person's language."""
        return say(key, self.lang, **params)

    def render_message(self, what: Message | Text) -> str:
        """A message or a case text in the person's language."""
        return render(what, self.lang) if isinstance(what, Message) else what.get(self.lang)
