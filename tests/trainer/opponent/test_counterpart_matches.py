"""Whole matches: the computer is never refused, never stalls, never leaves its mandate, never repeats itself."""

from __future__ import annotations

from itertools import product

import pytest

from cases.library import case_names, format_names, load_case
from cases.sides import SIDES, BySide, Side
from tests.robots import Conceder, Stumbler
from tests.trainer.opponent.playing import Played, both, computer, play, sentences
from trainer.opponent.personas import persona_ids

EVERY = list(product(case_names(), format_names()))
PAIRS = [
    (union, employer, 1 + place % 4)
    for place, (union, employer) in enumerate(zip(persona_ids(), persona_ids()[::-1], strict=True))
]


def held(played: Played) -> None:
    """What must hold after every match."""
    assert played.refused == []
    assert played.fouls == []
    assert played.breaches() == []


@pytest.mark.parametrize(("case_id", "format_id"), EVERY)
def test_two_computers_come_to_an_end(case_id: str, format_id: str) -> None:
    played = play(case_id, format_id, both(case_id))
    held(played)
    assert played.session.table.outcome in {"agreement", "differences"}


@pytest.mark.parametrize(("case_id", "pair"), [(case_id, pair) for case_id in case_names() for pair in PAIRS])
def test_every_temperament_keeps_the_rules(case_id: str, pair: tuple[str, str, int]) -> None:
    union, employer, level = pair
    held(play(case_id, "solo-15", both(case_id, union, employer, level, seed=level), pace=17))


@pytest.mark.parametrize(("case_id", "format_id"), EVERY)
def test_a_stumbling_opponent_cannot_lead_it_astray(case_id: str, format_id: str) -> None:
    case, side = load_case(case_id).value, SIDES[EVERY.index((case_id, format_id)) % 2]
    player, robot = computer(case, side, "data", seed=5), Stumbler(len(case_id) + len(format_id))
    players = BySide(player, robot) if side is Side.UNION else BySide(robot, player)
    held(play(case_id, format_id, players, pace=9))


@pytest.mark.parametrize("case_id", case_names())
@pytest.mark.parametrize("side", SIDES)
def test_it_takes_what_a_yielding_opponent_gives(case_id: str, side: Side) -> None:
    case = load_case(case_id).value
    player = computer(case, side)
    players = BySide(player, Conceder()) if side is Side.UNION else BySide(Conceder(), player)
    held(play(case_id, "solo-15", players))


def test_most_matches_of_even_temper_end_in_agreement() -> None:
    outcomes = [
        play(case_id, "cn-univ-national", both(case_id, name, name, seed=seed)).session.table.outcome
        for case_id in case_names()
        for name, seed in (("cooperative", 3), ("data", 4), ("novice", 5))
    ]
    assert outcomes.count("agreement") * 4 >= 3 * len(outcomes)


@pytest.mark.parametrize("case_id", case_names())
def test_every_move_is_said_in_both_languages_and_nothing_twice_within_five_turns(case_id: str) -> None:
    played = play(case_id, "cn-univ-national", both(case_id, "hard", "data", seed=2), pace=30)
    for side in SIDES:
        texts = [[move.text for move in speech] for speech in played.speeches[side]]
        assert all(text is not None and text.zh and text.en for speech in texts for text in speech)
        for lang in ("zh", "en"):
            said = [
                [sentence for text in speech for sentence in sentences(getattr(text, lang))]
                for speech in texts
            ]
            for turn, speech in enumerate(said):
                lately = [sentence for earlier in said[max(turn - 5, 0) : turn] for sentence in earlier]
                assert not set(speech) & set(lately)
                assert len(speech) == len(set(speech))


def test_the_same_seed_says_the_same_and_another_does_not() -> None:
    lines = {
        seed: play(
            "hengyue-machinery", "solo-15", both("hengyue-machinery", seed=seed)
        ).session.table.transcript.text()
        for seed in (1, 2)
    }
    again = play(
        "hengyue-machinery", "solo-15", both("hengyue-machinery", seed=1)
    ).session.table.transcript.text()
    assert again == lines[1]
    assert lines[1] != lines[2]
