"""A table to play on in tests: sides speak in turn, a second apart."""

from __future__ import annotations

from typing import Any

from cases import moves as m
from cases.case import Case
from cases.sides import Side
from tests.small_case import small_table
from trainer.table.answers import Accepted, Command, Refused
from trainer.table.state import IssueState
from trainer.table.table import Table

SKILL_LOW = {"junior": 100, "senior": 200}
SKILL_MID = {"junior": 200, "senior": 400}


class Play:
    """Says things at a small table."""

    def __init__(self, *, bargaining: bool = True, case: Case | None = None) -> None:
        self.table: Table = small_table(case)
        self.at = 0
        if bargaining:
            for kind in ("yield", "opening"):
                for side in Side:
                    self.say(side, kind)

    def try_(self, side: Side | str, kind: str, **fields: Any) -> Accepted | Refused:
        """Try a move a second later."""
        self.at += 1000
        seat = f"{side.value}-chief" if isinstance(side, Side) else side
        return self.table.apply(Command(seat, m.MOVE.validate_python({"kind": kind, **fields}), self.at))

    def say(self, side: Side | str, kind: str, **fields: Any) -> Accepted:
        """Make a move that must be accepted."""
        answer = self.try_(side, kind, **fields)
        assert isinstance(answer, Accepted), answer
        return answer

    def refused(self, side: Side | str, kind: str, **fields: Any) -> Refused:
        """Make a move that must be refused, leaving everything as it was."""
        before = self.table.state
        answer = self.try_(side, kind, **fields)
        assert isinstance(answer, Refused), answer
        assert self.table.state is before
        return answer

    def line(self, issue: str) -> IssueState:
        """The ledger line of an issue."""
        return self.table.state.issues[issue]

    def fouls(self) -> list[str]:
        """Keys of the fouls so far."""
        return [foul.key for foul in self.table.state.fouls]

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.at += int(seconds * 1000)
        self.table.advance(self.at)

    @property
    def phase(self) -> str:
        """The present phase."""
        return self.table.state.phase

    def settle_everything(self) -> None:
        """Union proposes one package, the employer takes it: draft is due."""
        terms = {"base": 6, "skill": SKILL_MID, "start": "2026-09-01", "insurance": "accident"}
        made = self.say(Side.UNION, "package", terms=terms)
        self.say(Side.EMPLOYER, "accept", refs=made.events[0].seq)
