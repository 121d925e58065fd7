"""The computer at a seat: a pure function of what the seat may see, its persona, level and seed."""

from __future__ import annotations

from cases import moves as m
from cases.sides import Side
from scoring.preferences import Preferences
from trainer.opponent.acts import Act
from trainer.opponent.closing import PHASES
from trainer.opponent.personas import persona as find_persona
from trainer.opponent.replies import bargain, finished
from trainer.opponent.situation import Money, Situation
from trainer.opponent.voice import spoken
from trainer.table.views import CaseView, TableView


class Counterpart:
    """Plays one side from that side's own brief. It keeps nothing between turns.

    Args:
        side: The side it plays.
        persona: One of :func:`trainer.opponent.personas.persona_ids`.
        level: 1 (gentle) to 4 (demanding).
        seed: Seed of the match; all chance follows from it.
        money: Run-rate cost of terms in yuan a year, for the employer's mandate in money.
    """

    def __init__(
        self,
        side: Side,
        persona: str = "cooperative",
        level: int = 2,
        seed: int = 1,
        money: Money | None = None,
    ) -> None:
        self.side = side
        self.persona = find_persona(persona, level)
        self.seed = seed
        self.money = money if side is Side.EMPLOYER else None
        self._prefs: Preferences | None = None

    def moves(self, case: CaseView, view: TableView) -> tuple[m.Move, ...]:
        """One speech: the moves to make now, all but the last holding the floor."""
        if view.ended or not view.kinds or _too_late(view):
            return ()
        s = Situation(
            case, view, self._preferences(case), persona=self.persona, seed=self.seed, money=self.money
        )
        acts = finished(s, self._acts(s))
        if not acts:
            acts = finished(s, [_nothing(s)])
        return spoken(s, acts)

    def _preferences(self, case: CaseView) -> Preferences:
        """The value function of the own brief, worked out once for a case."""
        if case.brief is None:
            raise ValueError(f"no brief for {self.side}")
        if self._prefs is None or self._prefs.brief is not case.brief:
            self._prefs = Preferences.of(self.side, case.brief, case.issues.values())
        return self._prefs

    def _acts(self, s: Situation) -> list[Act]:
        if "propose" in s.view.kinds:
            return bargain(s)
        phase = PHASES.get(s.view.phase_kind)
        return phase(s) if phase is not None else []


def _too_late(view: TableView) -> bool:
    """Whether the clock has run out and the table only has to be told the time."""
    return view.clock.paused or view.clock.phase_left == 0 or view.clock.turn_left == 0


def _nothing(s: Situation) -> Act:
    """Nothing to add: let the other side speak."""
    return Act(m.Yield() if "yield" in s.view.kinds else m.Speech(), "wait")
