"""What stands at the top of every screen of a match: case, phase, whose turn, the clocks."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from cases.format import PhaseKind
from cases.lang import Lang
from cases.messages import message
from cases.sides import Side
from trainer.i18n import say
from trainer.table.views import CaseView, TableView
from trainer.tui.figures import duration, elapsed
from trainer.tui.flow import CLOSING
from trainer.tui.text.pad import Align, clip, fit, ljust

UNCOUNTED = CLOSING | {PhaseKind.PREPARE, PhaseKind.SUSPENDED, PhaseKind.END}
"""Kinds of phase that are not among those counted."""

LITTLE_TIME = 60_000
"""From here on (milliseconds) the time left is marked."""


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The parts of the header, own side first."""

    title: str
    phase: str
    turn: str
    clocks: str
    left: str
    hurry: bool
    """Little time is left."""

    def lines(self, width: int) -> list[str]:
        """One line where there is room, else two."""
        if width >= 100:
            parts = (self.phase, self.turn, self.clocks, self.left)
            room = width - sum(cell_len(part) for part in parts) - 2 * len(parts)
            title = ljust(clip(self.title, room), room)
            return ["  ".join((title, *parts))]
        return [
            _spread(self.title, f"{self.phase}  {self.left}", width),
            _spread(self.turn, self.clocks, width),
        ]


def _spread(left: str, right: str, width: int) -> str:
    room = max(width - cell_len(right) - 2, 0)
    return fit(left, room) + "  " + fit(right, width - room - 2, Align.RIGHT)


def header_words(case: CaseView, view: TableView, side: Side, lang: Lang, *, arrows: str) -> HeaderWords:
    """The header as ``side`` reads it; ``arrows`` are the signs for speaking to the right and to the left."""
    return HeaderWords(
        title=case.title.get(lang),
        phase=_phase(view, lang),
        turn=_turn(view, side, lang, arrows),
        clocks=_clocks(view, side, lang),
        left=_left(view, lang),
        hurry=view.clock.phase_left is not None and view.clock.phase_left <= LITTLE_TIME,
    )


def _phase(view: TableView, lang: Lang) -> str:
    if view.phase_kind in UNCOUNTED:
        return view.phase_name.get(lang)
    place, count = view.phase_place
    return say("tablescreen.header.phase", lang, phase=view.phase_name, place=place, count=count)


def _turn(view: TableView, side: Side, lang: Lang, arrows: str) -> str:
    own, other = message(f"common.side.{side}"), message(f"common.side.{side.other}")
    if view.ended:
        return say("tablescreen.header.ended", lang)
    if view.clock.paused:
        return say("tablescreen.header.paused", lang)
    if view.floor is None and not view.kinds:
        return say("tablescreen.header.nobody", lang)
    if view.floor is None:
        return say("tablescreen.header.open", lang, own=own, other=other)
    mine = view.floor is side
    return say(
        "tablescreen.header.mine" if mine else "tablescreen.header.theirs",
        lang,
        own=own,
        other=other,
        arrow=arrows[0] if mine else arrows[1],
    )


def _clocks(view: TableView, side: Side, lang: Lang) -> str:
    own, other = view.clock.talk_left[side], view.clock.talk_left[side.other]
    if own is not None and other is not None:
        return say("tablescreen.header.talk_left", lang, own=duration(own), other=duration(other))
    used = view.clock.talk_used
    return say("tablescreen.header.talk_used", lang, own=elapsed(used[side]), other=elapsed(used[side.other]))


def _left(view: TableView, lang: Lang) -> str:
    left = view.clock.phase_left
    if left is None:
        return say("tablescreen.header.untimed", lang)
    return say("tablescreen.header.left", lang, left=duration(left))
