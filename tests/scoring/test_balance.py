"""Is a case fair: measures of its numbers and of games, and advice that is measured again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from cases.case import Case
from cases.library import load_case
from cases.sides import SIDES, BySide, Side
from scoring.advice import Advice, State, advise, state_of
from scoring.balance import (
    TARGETS,
    Figures,
    Target,
    _midpoint,
    figures,
    measure,
    uneven,
)
from scoring.balance_games import (
    agreement_rate,
    best_openings,
    efficiency,
    game_measures,
    opening_lead,
    seat_share,
    seats,
)
from scoring.changes import Change, apply, budget, reservation, shift, together
from scoring.frontier import frontier
from scoring.games import Game
from scoring.zone import zone_of
from tests.scoring.test_zone import teaching_domain

HALF = Fraction(1, 2)


@cache
def library(name: str = "huinong-park") -> Case:
    return load_case(name).value


def lopsided(side: Side, by: str, name: str = "huinong-park") -> Case:
    change = reservation(library(name), side, Decimal(by))
    assert change is not None
    return apply(library(name), [change])


def game(
    union: object = HALF,
    employer: object = HALF,
    *,
    personas: tuple[str, str] = ("data", "data"),
    anchors: tuple[Fraction | None, Fraction | None] = (None, None),
    agreed: bool = True,
    least: BySide[Fraction] | None = None,
) -> Game:
    """A game with these utilities."""
    low = least or BySide(Fraction(0), Fraction(0))
    return Game(
        number=0,
        seed=1,
        level=2,
        personas=BySide(*personas),
        anchors=BySide(*anchors),
        outcome="agreement" if agreed else "differences",
        terms={},
        utilities=BySide(Fraction(str(union)), Fraction(str(employer))) if agreed else low,
        reservation=low,
        rounds=1,
        opened=Side.UNION,
        openings=BySide({}, {}),
        opening_worth=BySide(None, None),
        cost=Fraction(0),
        seconds=1,
    )


def test_the_teaching_domain_comes_to_the_known_figures() -> None:
    domain = teaching_domain()
    found = Figures(library(), zone_of(domain), domain.reservation, frontier(domain), _midpoint(domain))
    assert round(float(found.opposition or 0), 4) == 0.6281
    assert len(found.frontier.points) == 40
    assert len(found.frontier.zone) == 22
    assert found.best_joint == Fraction(".35") + Fraction(".8") - Fraction(".65")
    assert found.midpoint == Fraction(19, 40) + Fraction(8, 15) - Fraction(".65")
    assert found.joint_gain == found.best_joint / found.midpoint
    nash, other = (Fraction(".5375"), Fraction(".575")), (Fraction(".525"), Fraction(7, 12))
    apart = sum((a - b) ** 2 for a, b in zip(nash, other, strict=True))
    assert abs((found.solutions_gap or 0) ** 2 - apart) < Fraction(1, 10**6)


def test_bounds_hold_at_both_ends() -> None:
    target = Target(Fraction(1), Fraction(2))
    assert [target.holds(Fraction(value)) for value in ("0.99", "1", "2", "2.01")] == [
        False,
        True,
        True,
        False,
    ]
    assert measure("trades", None).met is False
    assert measure("trades", Fraction(3)).met is True


def test_weights_that_differ_by_a_quarter_are_worth_a_trade() -> None:
    assert uneven(Fraction(5), Fraction(4))
    assert uneven(Fraction(4), Fraction(5))
    assert uneven(Fraction(1), Fraction(0))
    assert not uneven(Fraction(6), Fraction(5))
    assert not uneven(Fraction(0), Fraction(0))


def test_the_seats_share_counts_every_persona_once() -> None:
    games = [
        game("0.8", "0.2", personas=("hard", "hard")),
        *[game("0.4", "0.6", personas=("novice", "novice"))] * 3,
        game("0.9", "0.1", personas=("hard", "novice")),
        game("0.9", "0.1", anchors=(Fraction(0), Fraction(0))),
        game(agreed=False, personas=("stalling", "stalling")),
    ]
    assert seat_share(games) == Fraction(6, 10)
    assert seat_share([]) is None


def test_the_agreement_rate_stands_for_all_pairings() -> None:
    mirror = [game(personas=("hard", "hard"), agreed=False), game(personas=("data", "data"))]
    mixed = [game(personas=("hard", "data")), game(personas=("data", "hard"), agreed=False)]
    assert agreement_rate(mirror) == HALF
    assert agreement_rate(mixed) == HALF
    one = [game(personas=("hard", "hard"), agreed=False), game(personas=("data", "data"), agreed=False)]
    assert agreement_rate([*one, game(personas=("hard", "data"))]) == HALF
    assert agreement_rate([]) is None


def test_efficiency_leaves_out_games_without_agreement() -> None:
    least = BySide(Fraction("0.2"), Fraction("0.2"))
    games = [
        game("0.5", "0.5", least=least),
        game("0.4", "0.4", least=least),
        game(agreed=False, least=least),
    ]
    assert efficiency(games, Fraction("0.8")) == Fraction(5, 8)
    assert efficiency(games, Fraction(0)) is None


def openings(table: Sequence[Sequence[tuple[str, str]]]) -> list[Game]:
    anchors = [Fraction(place, 5) for place in range(len(table))]
    return [
        game(union, employer, anchors=(own, other))
        for own, row in zip(anchors, table, strict=True)
        for other, (union, employer) in zip(anchors, row, strict=True)
    ]


def test_an_opening_dominates_only_if_it_always_wins() -> None:
    always = openings([[("0.3", "0.5"), ("0.3", "0.5")], [("0.4", "0.5"), ("0.35", "0.5")]])
    found = {best.side: best for best in best_openings(always)}
    assert found[Side.UNION].anchor == Fraction(1, 5)
    assert found[Side.UNION].lead == Fraction(5, 100)
    assert opening_lead(always) == Fraction(5, 100)
    never = openings([[("0.3", "0.5"), ("0.4", "0.5")], [("0.4", "0.5"), ("0.3", "0.5")]])
    assert opening_lead(never) == 0
    assert opening_lead(always[:3]) is None, "a missing cell says nothing"


def test_what_was_hardly_played_is_not_judged() -> None:
    assert [found.met for found in game_measures([], Fraction(1))] == [None] * 4
    few = [game(), game("0.9", "0.1"), game(agreed=False)]
    assert [found.met for found in game_measures(few, Fraction(1))] == [None] * 4


def test_enough_games_are_judged() -> None:
    equal = [game("0.9", "0.1")] * 6
    mixed = [game(personas=("data", "hard"))] * 10 + [game(personas=("hard", "data"), agreed=False)] * 2
    found = {each.id: each for each in game_measures([*equal, *mixed], Fraction(1))}
    assert found["seat_share"].value == Fraction(9, 10)
    assert found["seat_share"].met is False
    assert found["agreement"].value == Fraction(3, 4)
    assert found["efficiency"].met is True
    assert found["opening"].met is None


def test_seats_are_told_with_spread_and_quartiles() -> None:
    fared = seats([game(value, "0.5") for value in ("0.1", "0.2", "0.3", "0.4")])
    assert fared is not None
    assert fared.union.mean == Fraction(1, 4)
    assert fared.union.quartiles == (Fraction("0.175"), Fraction("0.25"), Fraction("0.325"))
    assert abs(fared.union.deviation**2 - Fraction("0.0125")) < Fraction(1, 10**5)
    assert fared.employer.deviation == 0
    assert seats([]) is None


def test_changes_alter_one_number_and_nothing_else() -> None:
    case = library()
    moved = reservation(case, Side.UNION, Decimal("0.05"))
    assert moved is not None
    after = apply(case, [moved])
    assert after.briefs.union.reservation == case.briefs.union.reservation + Decimal("0.05")
    assert after.briefs.employer == case.briefs.employer
    assert apply(after, [Change("reservation", Side.UNION, moved.after, moved.before)]) == case
    assert reservation(case, Side.UNION, Decimal(2)) is None
    assert budget(case, Side.UNION, Decimal(5)) is None
    names = [issue.id for issue in case.issues]
    weighed = apply(case, shift(case, Side.EMPLOYER, names[0], names[1], Decimal(3)))
    assert sum(found.weight for found in weighed.briefs.employer.preferences) == 100
    assert shift(case, Side.EMPLOYER, names[0], names[0], Decimal(3)) == ()
    assert shift(case, Side.EMPLOYER, names[0], names[1], Decimal(99)) == ()
    assert moved.place == "briefs.union.reservation"


def test_changes_of_one_number_fold_into_one() -> None:
    first = Change("reservation", Side.UNION, Decimal("0.4"), Decimal("0.5"))
    back = Change("reservation", Side.UNION, Decimal("0.5"), Decimal("0.4"))
    more = Change("reservation", Side.UNION, Decimal("0.5"), Decimal("0.6"))
    assert together([first, back]) == ()
    assert [(each.before, each.after) for each in together([first, more])] == [
        (Decimal("0.4"), Decimal("0.6"))
    ]


def no_games(case: Case, name: str | None, /) -> Sequence[Game]:
    return ()


def numbers(case: Case) -> State:
    return state_of(figures(case), ())


def followed(case: Case) -> tuple[list[Advice], Case]:
    """The advice for a case by its numbers alone, and the case with all of it followed."""
    found = [advice for advice, _ in advise(numbers(case), no_games)]
    for advice in found:
        case = apply(case, advice.changes)
    return found, case


@pytest.mark.parametrize(("side", "by"), [(Side.EMPLOYER, "0.2"), (Side.UNION, "0.2")])
def test_a_side_that_asks_too_much_is_told_to_ask_less(side: Side, by: str) -> None:
    case = lopsided(side, by)
    assert "zone_share" in numbers(case).missed
    advice, mended = followed(case)
    first = advice[0]
    assert first.measure == "zone_share"
    assert [(change.kind, change.side) for change in first.changes] == [("reservation", side)]
    assert first.changes[0].after < first.changes[0].before  # type: ignore[operator]
    assert TARGETS["zone_share"].holds(figures(mended).zone.share(figures(mended).reservation))
    assert not numbers(mended).missed


def test_a_side_that_would_take_anything_is_told_to_ask_more() -> None:
    case = lopsided(Side.UNION, "-0.4")
    case = apply(
        case, [Change("reservation", Side.EMPLOYER, case.briefs.employer.reservation, Decimal("0.1"))]
    )
    assert "zone_share" in numbers(case).missed
    advice, mended = followed(case)
    assert all(change.after > change.before for change in advice[0].changes)  # type: ignore[operator]
    assert "zone_share" not in numbers(mended).missed


def test_the_change_is_the_smallest_of_its_kind() -> None:
    case = lopsided(Side.EMPLOYER, "0.2")
    (change,) = followed(case)[0][0].changes
    nearly = Change("reservation", change.side, change.before, change.after + Decimal("0.01"))  # type: ignore[operator]
    assert "zone_share" in numbers(apply(case, [nearly])).missed


def test_sides_that_want_the_same_are_told_which_weights_to_move() -> None:
    case = library()
    alike = tuple(
        found.model_copy(update={"weight": case.briefs.employer.preference(found.issue).weight})
        for found in case.briefs.union.preferences
    )
    brief = case.briefs.union.model_copy(update={"preferences": alike})
    case = case.model_copy(update={"briefs": case.briefs.with_(Side.UNION, brief)})
    start = numbers(case)
    assert "trades" in start.missed
    advice, mended = followed(case)
    assert {change.kind for each in advice for change in each.changes} >= {"weight"}
    assert len(figures(mended).trades) > len(start.figures.trades)
    for side in SIDES:
        assert sum(found.weight for found in mended.briefs[side].preferences) == 100


def leaning(case: Case, name: str | None, /) -> Sequence[Game]:
    """Games as they would be if the seat with the better alternative kept less of the gain."""
    least = case.briefs.map(lambda brief: Fraction(brief.reservation))
    tilt = (Fraction("0.46") - least.union) * 2 + (least.employer - Fraction("0.52")) * 2
    share = min(max(HALF + tilt, Fraction(0)), Fraction(1))
    joint = Fraction("0.4")
    won = least.union + joint * share, least.employer + joint * (1 - share)
    return [game(*won, least=least)] * 6


def test_the_richer_seat_is_given_a_better_alternative() -> None:
    case = lopsided(Side.UNION, "-0.1")
    games = leaning(case, None)
    start = state_of(figures(case), games)
    assert "seat_share" in start.missed
    steps = [
        advice
        for advice, _ in advise(start, leaning)
        if advice.measure == "seat_share" or "seat_share" in advice.fixes
    ]
    assert steps
    (change,) = steps[0].changes
    assert (change.kind, change.side) == ("reservation", Side.UNION)
    assert steps[0].after is not None
    assert TARGETS["seat_share"].holds(steps[0].after)
    again = seat_share(leaning(apply(case, steps[0].changes), None))
    assert again == steps[0].after


def test_nothing_is_advised_where_nothing_is_missed() -> None:
    assert numbers(library()).missed == ()
    assert followed(library())[0] == []


@pytest.mark.parametrize("name", ["hengyue-machinery", "huinong-park"])
def test_the_numbers_of_library_cases_are_fair(name: str) -> None:
    assert numbers(library(name)).missed == ()
