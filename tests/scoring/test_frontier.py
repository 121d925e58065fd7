"""The Pareto set, its points and the counts against listing every outcome."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random

import pytest

import scoring.counting
import scoring.diagram
import scoring.merge
from cases.sides import BySide
from scoring.counting import count_permitted, count_zone
from scoring.diagram import TooLinkedError, lay_out
from scoring.domain import Ceiling, Domain, Floor, Part
from scoring.frontier import Frontier, frontier
from scoring.merge import merge, search
from scoring.packing import pack
from tests.scoring.slow_frontier import KINDS, Slow, domain_of_sizes, list_all, random_domain

MIXES = [(), *((kind,) for kind in KINDS), *combinations(KINDS[:3], 2), KINDS[:4], (*KINDS[:3], "links")]
SOLUTIONS = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def same(domain: Domain) -> tuple[Frontier, Slow]:
    """Check a domain against listing, and hand both back."""
    slow, found = list_all(domain), frontier(domain)
    assert found.exact
    assert [(point.union, point.employer) for point in found.points] == slow.efficient
    for point in found.points:
        choices = slow.outcomes[point.union, point.employer]
        assert found.choice(point) in choices
        assert found.ways(point) in ({len(choices)} if domain.ceiling is None else {None})
    measures = slow.measures()
    assert (found.solutions is None) == (not measures["nash"])
    for name in SOLUTIONS if found.solutions else ():
        check_solution(found, name, measures[name], slow)
    assert count_zone(found.diagram) == slow.zone
    assert count_permitted(found.diagram) == sum(map(len, slow.outcomes.values()))
    return found, slow


def check_solution(
    found: Frontier, name: str, measure: dict[tuple[Fraction, Fraction], Fraction], slow: Slow
) -> None:
    """A solution is agreeable and nothing listed does better; its ties are all that do as well."""
    solution = getattr(found.solutions, name)
    point = found.at(solution)
    best = max(measure.values())
    assert measure[point.union, point.employer] == best
    alike = {(found.points[place].union, found.points[place].employer) for place in solution.ties}
    wanted = {pair for pair in slow.efficient if slow.agreeable(pair) and measure[pair] == best}
    assert alike | {(point.union, point.employer)} == wanted
    assert len(alike) == len(wanted) - 1


@pytest.mark.parametrize("kinds", MIXES, ids="+".join)
@pytest.mark.parametrize("batch", range(5))
def test_random_domains_agree_with_listing(kinds: tuple[str, ...], batch: int) -> None:
    for seed in range(batch * 8, batch * 8 + 8):
        same(random_domain(seed, 600, kinds))


@pytest.mark.parametrize("kinds", [(), ("ceiling",), KINDS[:4], (*KINDS[:3], "links")], ids="+".join)
def test_tens_of_thousands_of_outcomes_agree_with_listing(kinds: tuple[str, ...]) -> None:
    domain = domain_of_sizes(Random(4), [8, 6, 5, 5, 4, 4], False, kinds)
    assert domain.outcomes == 19_200
    same(domain)


def test_a_hundred_thousand_outcomes_agree_with_listing() -> None:
    same(domain_of_sizes(Random(5), [10] * 5, True, KINDS[:4]))


@pytest.mark.parametrize("kinds", [("ceiling",), ("links",), KINDS[:4], (*KINDS[:3], "links")], ids="+".join)
@pytest.mark.parametrize("batch", range(3))
def test_lines_let_go_of_nothing_that_matters(
    kinds: tuple[str, ...], batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring.merge, "_FEW", 0)
    for seed in range(batch * 12, batch * 12 + 12):
        domain = random_domain(seed, 3_000, kinds)
        diagram = lay_out(domain)
        packed = pack(diagram)
        if packed is not None:
            watched = search(packed, patience=0)
            assert watched.exact
            assert watched.efficient == merge(packed).efficient
            assert all(domain.permits(diagram.choice(watched.options(key))) for key in watched.efficient)


def test_lines_spare_most_of_the_work() -> None:
    packed = pack(lay_out(domain_of_sizes(Random(9), [12] * 9, False, ("ceiling",))))
    assert packed is not None
    plain, watched = merge(packed), search(packed, patience=0)
    assert watched.efficient == plain.efficient
    assert sum(len(keys) for stage in watched.stages for keys in stage.values()) < sum(
        len(keys) for stage in plain.stages for keys in stage.values()
    )


@pytest.mark.parametrize("kinds", [(), ("ceiling",), KINDS[:4]], ids="+".join)
def test_looking_for_agreeable_points_only_finds_the_same_ones(kinds: tuple[str, ...]) -> None:
    for seed in range(24):
        domain = random_domain(seed, 600, kinds)
        found, zone = frontier(domain), frontier(domain, agreeable=True)
        pairs = [(point.union, point.employer) for point in found.zone]
        assert [(point.union, point.employer) for point in zone.points] == pairs
        assert (zone.solutions is None) == (found.solutions is None)
        for name in SOLUTIONS if found.solutions else ():
            one, other = found.at(getattr(found.solutions, name)), zone.at(getattr(zone.solutions, name))
            assert (one.union, one.employer) == (other.union, other.employer)


def ladder(name: str, steps: int, union: str, employer: str) -> Part:
    """A straight ladder that the union likes more the higher, the employer the lower."""
    shares = [Fraction(step, steps) if steps else Fraction(0) for step in range(steps + 1)]
    return Part(
        name,
        tuple(range(steps + 1)),
        tuple(Fraction(union) * share for share in shares),
        tuple(Fraction(employer) * (1 - share) for share in shares),
    )


def worked(union: str = "0.3", employer: str = "0.35") -> Domain:
    """Base pay 0 to 8 %, piece rate in four steps, leave in three: three issues of opposed interest."""
    parts = (ladder("base", 8, ".5", ".6"), ladder("piece", 4, ".35", ".2"), ladder("leave", 3, ".15", ".2"))
    return Domain(parts, BySide(Fraction(union), Fraction(employer)))


def test_the_worked_domain_has_the_points_worked_out_by_hand() -> None:
    found, _ = same(worked())
    assert found.domain.outcomes == 180
    assert count_zone(found.diagram) == 100
    assert (len(found.points), len(found.zone)) == (40, 22)
    wanted = {
        "nash": ((3, 4, 0), ".5375", ".575"),
        "kalai_smorodinsky": ((2, 4, 1), ".525", ".58333"),
        "egalitarian": ((2, 4, 1), ".525", ".58333"),
        "utilitarian": ((0, 4, 0), ".35", ".8"),
    }
    for name, (choice, union, employer) in wanted.items():
        point = found.at(getattr(found.solutions, name))
        assert found.choice(point) == choice
        assert float(point.union) == pytest.approx(float(union), abs=1e-5)
        assert float(point.employer) == pytest.approx(float(employer), abs=1e-5)


def test_a_tie_names_the_points_that_serve_as_well() -> None:
    found, _ = same(worked())
    assert found.solutions is not None
    other = found.points[found.solutions.egalitarian.ties[0]]
    assert found.choice(other) == (3, 4, 0)
    assert found.solutions.nash.ties == ()


def test_an_empty_zone_has_no_solutions_but_a_frontier() -> None:
    found, _ = same(worked("0.8", "0.8"))
    assert found.solutions is None
    assert found.zone == ()
    assert len(found.points) == 40


def test_no_permitted_outcome_leaves_nothing() -> None:
    parts = worked().parts
    nothing = Ceiling.plain(Fraction(-1), {0: (Fraction(0),) * 9})
    found, _ = same(Domain(parts, BySide.same(Fraction(0)), ceiling=nothing))
    assert (found.points, found.solutions) == ((), None)
    floor = Floor({0: (Fraction(0),) * 9}, Fraction(1))
    assert same(Domain(parts, BySide.same(Fraction(0)), floors=(floor,)))[0].points == ()


def test_equal_outcomes_are_one_point_and_counted() -> None:
    """A weight of zero on both sides makes every option of an issue the same."""
    parts = (*worked().parts, ladder("idle", 5, "0", "0"))
    found, _ = same(Domain(parts, worked().reservation))
    assert (len(found.points), count_zone(found.diagram)) == (40, 600)
    assert {found.ways(point) for point in found.points} == {6}


def test_issues_with_one_option_change_nothing_but_utility() -> None:
    single = Part("single", ("only",), (Fraction(1, 20),), (Fraction(1, 20),))
    found, _ = same(Domain((single, *worked().parts), worked().reservation))
    assert len(found.points) == 40
    alone, _ = same(Domain((single,), BySide.same(Fraction(1, 20))))
    assert alone.solutions is not None
    assert alone.at(alone.solutions.nash) == alone.points[0]


def test_a_side_that_can_gain_nothing_still_has_a_point() -> None:
    found, slow = same(worked("1", "0"))
    assert slow.zone == 1
    assert found.solutions is not None
    assert found.choice(found.at(found.solutions.kalai_smorodinsky)) == (8, 4, 3)


def test_ten_to_the_twentieth_outcomes_are_no_obstacle() -> None:
    parts = tuple(
        ladder(f"issue{place}", 9, f"0.0{place + 1:02}", f"0.0{20 - place:02}") for place in range(20)
    )
    found = frontier(Domain(parts, BySide.same(Fraction(0))))
    assert found.domain.outcomes == 10**20
    assert found.exact
    assert count_zone(found.diagram) == 10**20
    best, worst = found.points[0], found.points[-1]
    assert (best.union, worst.employer) == (Fraction(210, 1000), Fraction(210, 1000))
    assert found.domain.utilities(found.choice(found.points[7])) == (
        found.points[7].union,
        found.points[7].employer,
    )


def test_a_zone_too_large_to_count_is_left_uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring.counting, "MOST_SUMS", 10_000)
    parts = domain_of_sizes(Random(1), [10] * 20, False).parts
    assert count_zone(frontier(Domain(parts, BySide.same(Fraction(1, 2)))).diagram) is None


def test_a_search_cut_short_does_not_call_itself_exact() -> None:
    domain = domain_of_sizes(Random(3), [8] * 6, False, ("ceiling",))
    packed = pack(lay_out(domain))
    assert packed is not None
    assert merge(packed).exact
    short = merge(packed, most_sums=20)
    assert not short.exact
    for key in short.efficient:
        assert domain.permits(lay_out(domain).choice(short.options(key)))


def test_constraints_that_tie_everything_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring.diagram, "MOST_ARCS", 5_000)
    parts = domain_of_sizes(Random(1), [10] * 8, False).parts
    amounts = {place: tuple(Fraction(10**place * step) for step in range(10)) for place in range(8)}
    with pytest.raises(TooLinkedError):
        frontier(Domain(parts, BySide.same(Fraction(0)), floors=(Floor(amounts, Fraction(10**8 - 2)),)))
