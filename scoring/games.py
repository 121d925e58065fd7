"""The record of one match between two computers, as balance and statistics read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cases.sides import BySide, Side
from cases.terms import Value

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Game:
    """What came of one match. Utilities are 0 to 1; money is yuan a year."""

    number: int
    """Place among the games asked for, from 0."""
    seed: int
    level: int
    personas: BySide[str]
    anchors: BySide[Fraction | None]
    """Share of the way from the brief's opening to the best end at which a side was told to open;
    ``None`` where its persona decided."""
    outcome: str
    """How the match ended; ``agreement`` is the only one that binds."""
    terms: Mapping[str, Value]
    """What was agreed; empty without an agreement. Issues not named stay at the level in force."""
    utilities: BySide[Fraction]
    """What each side got: its alternative where nothing was agreed."""
    reservation: BySide[Fraction]
    rounds: int
    """Speeches with offers by the side that made more of them."""
    opened: Side | None
    """Who named terms first."""
    openings: BySide[Mapping[str, Value]]
    """The first terms of each side; empty where it named none."""
    opening_worth: BySide[Fraction | None]
    """What each side's first terms would have been worth to itself."""
    cost: Fraction
    """What the agreement costs all employers in a full year."""
    seconds: int
    """Table time."""

    @property
    def agreed(self) -> bool:
        """Whether there is an agreement."""
        return self.outcome == "agreement"

    @property
    def surplus(self) -> BySide[Fraction]:
        """What each side got beyond its alternative; 0 without an agreement."""
        return BySide(
            self.utilities.union - self.reservation.union, self.utilities.employer - self.reservation.employer
        )

    @property
    def joint(self) -> Fraction:
        """Both surpluses together."""
        return self.surplus.union + self.surplus.employer

    @property
    def union_share(self) -> Fraction | None:
        """The union's part of the joint surplus; ``None`` where there is none to share."""
        return self.surplus.union / self.joint if self.agreed and self.joint > 0 else None

    @property
    def mirror(self) -> bool:
        """Whether both sides were played alike."""
        return self.personas.union == self.personas.employer and self.anchors.union == self.anchors.employer
