"""Concession curves, personas and chance."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.opponent.aspiration import LAST, conceded_share, time_target
from trainer.opponent.chance import Chance
from trainer.opponent.personas import LEVELS, persona, persona_ids

SHARES = st.decimals(min_value=0, max_value=1, places=3)


@pytest.mark.parametrize(
    ("e", "utilities"),
    [
        ("0.2", ["1", "0.9994", "0.9797", "0.8458", "0.6162", "0.35"]),
        ("1", ["1", "0.8375", "0.675", "0.5125", "0.415", "0.35"]),
        ("3", ["1", "0.5905", "0.4841", "0.4094", "0.3724", "0.35"]),
    ],
)
def test_the_curve_has_its_published_shape(e: str, utilities: list[str]) -> None:
    """Check values of the time-dependent tactic between 1 and a reservation value of 0.35."""
    shares = ("0", "0.25", "0.5", "0.75", "0.9", "1")
    found = [1 - Decimal("0.65") * conceded_share(Decimal(t), Decimal(e)) for t in shares]
    assert [round(value, 4) for value in found] == [Decimal(value) for value in utilities]


@given(SHARES, SHARES, st.sampled_from(persona_ids()), st.sampled_from(LEVELS))
def test_nobody_asks_for_more_as_time_passes(one: Decimal, two: Decimal, name: str, level: int) -> None:
    early, late = sorted((one, two))
    who, top, low = persona(name, level), Fraction(9, 10), Fraction(4, 10)
    assert top >= time_target(who, early, top, low) >= time_target(who, late, top, low) >= low


@given(st.decimals(min_value="0.1", max_value=LAST - Decimal("0.05"), places=2))
def test_hard_holds_out_longest_and_the_novice_gives_in_first(t: Decimal) -> None:
    top, low = Fraction(1), Fraction(1, 3)
    wanted = {name: time_target(persona(name), t, top, low) for name in persona_ids()}
    assert wanted["hard"] == max(wanted.values())
    assert wanted["novice"] == min(wanted.values())
    assert wanted["cooperative"] < wanted["data"]


def test_the_target_reaches_the_floor_while_there_is_time_to_close() -> None:
    for name in persona_ids():
        assert time_target(persona(name), LAST, Fraction(1), Fraction(1, 3)) == Fraction(1, 3)


def test_higher_levels_keep_more_and_wait_longer() -> None:
    for name in persona_ids():
        ranks = [persona(name, level) for level in LEVELS]
        assert [rank.margin for rank in ranks] == sorted(rank.margin for rank in ranks)
        assert [rank.e for rank in ranks] == sorted((rank.e for rank in ranks), reverse=True)


def test_the_six_personas_are_there() -> None:
    assert set(persona_ids()) == {"hard", "cooperative", "data", "stalling", "novice", "paternal"}


@given(st.integers(), st.integers(1, 500))
def test_chance_depends_on_nothing_but_its_names(seed: int, seq: int) -> None:
    one, two = Chance(seed, "union", seq), Chance(seed, "union", seq)
    options = list(range(9))
    assert one.shuffled("x", options) == two.shuffled("x", options)
    assert sorted(one.shuffled("x", options)) == options
    assert one.happens("y", Decimal("0.5")) == two.happens("y", Decimal("0.5"))
    assert one.happens("y", Decimal(1))
    assert not one.happens("y", Decimal(0))
