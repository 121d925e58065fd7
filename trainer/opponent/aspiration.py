"""How much the computer wants at a moment: elapsed share, time-dependent target, and give and take.

The curve is the time-dependent tactic of Faratin, Sierra and Jennings (1998): the share conceded at elapsed
share ``t`` is ``t ** (1 / e)``; ``e`` below 1 waits (Boulware), above 1 hurries (Conceder). Against people,
who make few offers, a step is also held to what the other side has given since (a relative tit for tat).
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from cases import moves as m
from cases.format import PhaseKind
from cases.terms import Terms, Value
from trainer.opponent.personas import Persona
from trainer.opponent.situation import Situation, Speech

EXACT = Context(prec=28)
ROUNDS = 16
"""Speeches with offers by the other side that use up the patience of a whole match."""
ROUNDS_AGAIN = 6
"""The same after a vote that failed or a mediation."""
TALK_WEIGHT = Decimal("0.25")
"""What a speech of the other side counts that holds no offer."""
LAST = Decimal("0.94")
"""From this share of the time on the target is at its lowest: something must be left to close."""
WRAP_SHARE = Decimal("0.8")
"""Share of the counted time left that the bargaining itself has, while its last phase is still to come."""
NUDGE = Fraction(1, 50)
"""Utility a side may move by itself while the other stands still."""


def clock_share(s: Situation) -> Decimal:
    """Share of the bargaining time that has passed, 0 to 1; 0 where no clock runs."""
    clock = s.view.clock
    spent = Decimal(max(clock.now - s.started[1], 0))
    left = Decimal(clock.phase_left) if clock.phase_left is not None else None
    more = s.view.phase_kind is PhaseKind.BARGAIN and not s.restarted and clock.total_left is not None
    if more and clock.total_left is not None:
        left = max(left or Decimal(0), clock.total_left * WRAP_SHARE)
    if left is None:
        return Decimal(0)
    return EXACT.divide(spent, spent + left) if spent + left else Decimal(1)


def round_share(s: Situation) -> Decimal:
    """Share of the rounds that have passed, 0 to 1, counted by what the other side put forward."""
    across = [speech for speech in s.stretch if speech.side is not s.side]
    count = sum((Decimal(1) if speech.offers else TALK_WEIGHT for speech in across), Decimal(0))
    rounds = ROUNDS_AGAIN if s.restarted else ROUNDS
    return min(EXACT.divide(count, Decimal(rounds)), Decimal(1))


def elapsed(s: Situation) -> Decimal:
    """The larger of the two shares."""
    return min(max(clock_share(s), round_share(s)), Decimal(1))


def conceded_share(t: Decimal, e: Decimal) -> Decimal:
    """Share of its range that a side has given up at ``t``: ``t ** (1 / e)``."""
    if t <= 0:
        return Decimal(0)
    if t >= 1:
        return Decimal(1)
    return EXACT.power(t, EXACT.divide(Decimal(1), e))


def floor_utility(s: Situation, top: Fraction) -> Fraction:
    """The least this side settles for: the reservation value and its persona's margin above it."""
    reservation = s.prefs.reservation
    return reservation + max(top - reservation, Fraction(0)) * Fraction(s.persona.margin)


def time_target(persona: Persona, t: Decimal, top: Fraction, low: Fraction) -> Fraction:
    """Utility wanted at elapsed share ``t``, between ``top`` at the start and ``low`` at the end."""
    given = Fraction(conceded_share(min(EXACT.divide(t, LAST), Decimal(1)), persona.e))
    return top - max(top - low, Fraction(0)) * given


def held_back(s: Situation, wanted: Fraction, t: Decimal) -> Fraction:
    """The target with give and take: no step much larger than what came across since the own last one.

    Near the end the tie loosens, so that two careful sides still meet.
    """
    own = own_level(s)
    if own is None or wanted >= own:
        return wanted
    free = Fraction(conceded_share(t, Decimal("0.35")))
    tied = Fraction(s.persona.reciprocity) * (1 - free)
    allowed = own - max(2 * recent_gain(s), NUDGE)
    return wanted if allowed <= wanted else wanted + (allowed - wanted) * min(tied, Fraction(1))


def own_level(s: Situation) -> Fraction | None:
    """Utility of the own stated position with what is settled; ``None`` before anything was said."""
    stated = {name: value for name in s.open if (value := s.mine(name)) is not None}
    if not stated and s.open:
        return None
    return s.prefs.utility({**s.settled, **stated})


def recent_gain(s: Situation) -> Fraction:
    """What the other side has improved, in own utility, since this side last put terms on the table."""
    last = max((item.seq for item in s.said if item.event.side is s.side and _offer(item.move)), default=0)
    before: dict[str, Value] = {}
    now: dict[str, Value] = {}
    for seq, terms in s.positions_over_time(s.side.other):
        if seq <= last:
            before = terms
        now = terms
    return max(_worth(s, now) - _worth(s, {**now, **before}), Fraction(0))


def _offer(move: m.Move) -> bool:
    return move.kind in m.OFFER_KINDS


def _worth(s: Situation, terms: Terms) -> Fraction:
    return sum((s.prefs.part_worth(name, value) for name, value in terms.items()), Fraction(0))


def stuck(s: Situation, speeches: int = 4) -> bool:
    """Whether the last speeches of both sides brought no offer at all."""
    recent: tuple[Speech, ...] = s.stretch[-speeches:]
    return len(recent) >= speeches and not any(speech.offers for speech in recent)
