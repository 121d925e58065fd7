"""What the computer believes about the other side: which issues weigh with it, what each value is worth.

A frequency model in the manner of HardHeaded (van Krimpen et al. 2013): an issue on which the other side
stays put between two offers gains weight. Old offers fade, since people change their minds. What the other
side *said* matters to it counts most. Values go by direction: the case tells everyone which way each side
wants an issue to go.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from cases import moves as m
from cases.issues import Issue
from cases.sides import Side
from cases.terms import Terms, Value
from trainer.opponent.situation import Situation

STAY = Fraction(1, 5)
"""Weight gained by an issue that did not move between two offers."""
FADE = Fraction(9, 10)
"""What an older observation keeps with every newer one."""
NAMED = Fraction(3, 2)
"""Weight gained by an issue that the other side named as its priority: three times a strong observation."""
TOPIC = Fraction(1, 4)
"""Weight gained by an issue named in the opening statement."""


def side_share(issue: Issue, side: Side, value: Value) -> Fraction:
    """How far a value lies towards a side's best end, 0 to 1."""
    share = Fraction(issue.union_share(value))
    return share if side is Side.UNION else 1 - share


class OtherSide:
    """Beliefs about the other side, drawn anew from the record each turn."""

    def __init__(self, s: Situation) -> None:
        self._s = s
        self._side = s.side.other
        self.weights = self._weights()

    def _weights(self) -> dict[str, Fraction]:
        s = self._s
        weights = dict.fromkeys(s.issues, Fraction(1))
        before: dict[str, Value] = {}
        for _, terms in s.positions_over_time(self._side):
            weights = {name: 1 + (weight - 1) * FADE for name, weight in weights.items()}
            for name, value in terms.items():
                if name in before and before[name] == value and before != terms:
                    weights[name] += STAY
            before = terms
        for item in s.said:
            if item.event.side is not self._side:
                continue
            for name in item.move.priorities if isinstance(item.move, m.Disclose) else ():
                weights[name] = weights.get(name, Fraction(1)) + NAMED
            for name in item.move.topics[:3] if isinstance(item.move, m.Opening) else ():
                weights[name] = weights.get(name, Fraction(1)) + TOPIC
        whole = sum(weights.values(), Fraction(0))
        return {name: weight / whole for name, weight in weights.items()}

    def worth(self, name: str, value: Value) -> Fraction:
        """Estimated worth of a value to the other side: nothing is better than what it asks for."""
        issue = self._s.issues[name]
        share = side_share(issue, self._side, value)
        asked = self._s.theirs(name)
        top = side_share(issue, self._side, asked) if asked is not None else Fraction(1)
        return Fraction(1) if share >= top or not top else share / top

    def utility(self, terms: Terms) -> Fraction:
        """Estimated utility of terms to the other side, for the issues they name."""
        return sum(
            (self.weights[name] * self.worth(name, value) for name, value in terms.items()), Fraction(0)
        )

    def sharpness(self) -> Decimal:
        """How far the beliefs differ from "everything weighs the same", 0 to 1."""
        even = Fraction(1, len(self.weights))
        distance = sum((abs(weight - even) for weight in self.weights.values()), Fraction(0)) / 2
        return Decimal(distance.numerator) / Decimal(distance.denominator)
