"""The share of the agreement zone, by listing and by an even spread of outcomes."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sides import BySide
from scoring.counting import count_zone
from scoring.diagram import lay_out
from scoring.domain import Ceiling, Domain, Part
from scoring.sampling import outcomes_or_sample, spread
from scoring.zone import zone_of


def ladder(name: str, size: int, union: Fraction, employer: Fraction) -> Part:
    """A straight ladder: the union gains towards the end, the employer towards the beginning."""
    last = size - 1
    return Part(
        name,
        tuple(range(size)),
        tuple(union * place / last for place in range(size)),
        tuple(employer * (last - place) / last for place in range(size)),
    )


def teaching_domain() -> Domain:
    """Base wage, piece rate and leave: small enough to be worked out by hand."""
    weights = {"base": (".5", ".6", 9), "piece": (".35", ".2", 5), "leave": (".15", ".2", 4)}
    parts = tuple(
        ladder(name, size, Fraction(union), Fraction(employer))
        for name, (union, employer, size) in weights.items()
    )
    return Domain(parts, BySide(Fraction(".30"), Fraction(".35")))


def test_the_teaching_domain_has_a_hundred_agreeable_outcomes_of_180() -> None:
    zone = zone_of(teaching_domain())
    assert zone.exact
    assert len(zone.rows) == 180
    assert zone.share(teaching_domain().reservation) == Fraction(100, 180)


def test_the_share_falls_with_the_limits_and_with_the_budget() -> None:
    costs = {0: tuple(Fraction(place) for place in range(9))}
    domain = teaching_domain()
    dear = Domain(domain.parts, domain.reservation, ceiling=Ceiling.plain(Fraction(2), costs))
    zone = zone_of(dear)
    within = sum(
        union >= Fraction(".30") and employer >= Fraction(".35") and choice[0] <= 2
        for choice in product(range(9), range(5), range(4))
        for union, employer in [domain.utilities(choice)]
    )
    assert zone.share(domain.reservation) == Fraction(within, 180)
    assert zone.share(domain.reservation, Fraction(8)) == Fraction(100, 180)
    assert zone.share(BySide(Fraction(0), Fraction(0)), Fraction(8)) == 1
    assert zone.share(BySide(Fraction(2), Fraction(0))) == 0


def test_a_domain_without_outcomes_suits_nobody() -> None:
    empty = Domain((Part("nothing", (), (), ()),), BySide(Fraction(0), Fraction(0)))
    assert zone_of(empty).share(empty.reservation) == 0


@given(
    sizes=st.lists(st.integers(2, 9), min_size=5, max_size=9),
    union=st.integers(1, 9),
    least=st.integers(20, 60),
)
def test_the_spread_comes_close_to_the_exact_count(sizes: list[int], union: int, least: int) -> None:
    shares = [Fraction(1 + (place * union) % 7) for place in range(len(sizes))]
    whole = sum(shares)
    parts = tuple(
        ladder(f"issue-{place}", size, shares[place] / whole, shares[-1 - place] / whole)
        for place, size in enumerate(sizes)
    )
    domain = Domain(parts, BySide(Fraction(least, 100), Fraction(80 - least, 100)))
    exact = count_zone(lay_out(domain))
    if exact is None:
        return
    assert abs(zone_of(domain).share(domain.reservation) - Fraction(exact, prod(sizes))) < Fraction(2, 100)


def test_small_domains_are_listed_and_large_ones_spread_over() -> None:
    choices, count, whole = outcomes_or_sample([3, 4])
    assert whole
    assert sorted(choices) == sorted(product(range(3), range(4)))
    assert count == 12
    choices, count, whole = outcomes_or_sample([10] * 12, most=500)
    assert not whole
    assert len(list(choices)) == count == 500


@pytest.mark.parametrize("size", [2, 7, 31])
def test_the_spread_treats_the_options_of_each_issue_alike(size: int) -> None:
    for place in range(6):
        counts = [0] * size
        for choice in spread([size] * 6, 6200):
            counts[choice[place]] += 1
        assert max(counts) - min(counts) <= 6200 // size // 10 + 12
