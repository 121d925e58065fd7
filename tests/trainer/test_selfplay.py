"""Games between computers: their records, and the same records wherever they are played."""

from __future__ import annotations

import json
import pickle
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from fractions import Fraction
from functools import cache

import pytest
from click.testing import CliRunner, Result

from cases.costing import run_rate
from cases.costing.from_case import case_bases
from cases.sides import SIDES, BySide, Side
from scoring.games import Game
from scoring.preferences import preferences
from trainer.cli.selfplay import selfplay
from trainer.executors import AHEAD, ExecutorFault, Spec, open_executor, run_games
from trainer.selfplay import Documents, Job, play_game

CASE = "huinong-park"


@cache
def documents() -> Documents:
    return Documents.load(CASE)


def job(number: int = 0, union: str = "novice", employer: str = "novice", **more: object) -> Job:
    return Job(number, BySide(union, employer), **more)  # type: ignore[arg-type]


@cache
def game(seed: int = 1, union: str = "novice", employer: str = "novice") -> Game:
    return play_game(documents(), job(0, union, employer, seed=seed))


def test_a_record_agrees_with_the_case() -> None:
    case, played = documents().case.value, game()
    assert played.agreed
    assert set(played.terms) <= set(case.issue_map)
    for side in SIDES:
        assert played.utilities[side] == preferences(case, side).utility(played.terms)
        assert played.utilities[side] >= played.reservation[side]
        assert played.openings[side]
        assert played.opening_worth[side] == preferences(case, side).utility(played.openings[side])
    assert played.cost == sum(run_rate(basis, played.terms) for basis in case_bases(case).values())
    assert played.union_share is not None
    assert 0 <= played.union_share <= 1
    assert played.joint == played.surplus.union + played.surplus.employer
    assert played.opened in SIDES
    assert played.rounds >= 2
    assert played.mirror


def test_without_an_agreement_both_have_their_alternative() -> None:
    lost = Game(
        number=0,
        seed=1,
        level=2,
        personas=BySide("hard", "novice"),
        anchors=BySide(None, None),
        outcome="differences",
        terms={},
        utilities=BySide(Fraction(1, 4), Fraction(1, 3)),
        reservation=BySide(Fraction(1, 4), Fraction(1, 3)),
        rounds=3,
        opened=None,
        openings=BySide({}, {}),
        opening_worth=BySide(None, None),
        cost=Fraction(0),
        seconds=60,
    )
    assert not lost.agreed
    assert lost.joint == 0
    assert lost.union_share is None
    assert not lost.mirror


def test_the_same_job_gives_the_same_record_and_another_seed_another_one() -> None:
    again = play_game(documents(), job(seed=1))
    assert again == game()
    assert pickle.loads(pickle.dumps(again)) == again
    assert any(play_game(documents(), job(seed=seed)).terms != again.terms for seed in (2, 3, 4, 5))


def test_an_anchor_moves_the_opening_of_its_side() -> None:
    plain = play_game(documents(), job(anchors=BySide(Fraction(0), Fraction(0))))
    for side in SIDES:
        anchors = BySide(Fraction(0), Fraction(0)).with_(side, Fraction(1, 2))
        bold = play_game(documents(), job(anchors=anchors))
        worth = bold.opening_worth[side]
        assert worth is not None
        assert worth > (plain.opening_worth[side] or 0)
        first = plain.opened
        if first is not None and first is not side:
            assert bold.openings[first] == plain.openings[first], "who speaks first has heard nothing yet"


def test_the_executor_does_not_matter() -> None:
    jobs = [job(number, union, seed=number) for number, union in enumerate(["novice", "hard", "data"])]
    here = run_games(documents(), jobs)
    told: list[tuple[int, int]] = []
    with open_executor(Spec.parse("local:2")) as (executor, workers):
        assert isinstance(executor, ProcessPoolExecutor)
        assert workers == 2
        there = run_games(
            documents(), jobs, executor, lambda done, whole: told.append((done, whole)), workers
        )
    assert there == here
    assert [played.number for played in there.games] == [0, 1, 2]
    assert told == [(1, 3), (2, 3), (3, 3)]


class Backwards(Executor):
    """Finishes the job handed to it last first, and counts what it was given."""

    def __init__(self) -> None:
        self.given = 0
        self.held: list[Future[Game]] = []

    def submit(self, function, /, *arguments, **named):  # type: ignore[no-untyped-def]
        self.given += 1
        future: Future[Game] = Future()
        future.set_result(game())
        self.held.insert(0, future)
        return future


def stop_after(count: int):  # type: ignore[no-untyped-def]
    def progress(done: int, whole: int) -> None:
        if done == count:
            raise KeyboardInterrupt

    return progress


def test_ctrl_c_keeps_what_was_done_and_gives_up_the_rest() -> None:
    here = run_games(documents(), [job(number) for number in range(50)], None, stop_after(2))
    assert here.interrupted
    assert [played.number for played in here.games] == [0, 1]
    slow = Backwards()
    there = run_games(documents(), [job(number) for number in range(500)], slow, stop_after(3), workers=2)
    assert there.interrupted
    assert len(there.games) == 3
    assert slow.given <= 2 * AHEAD + 3


def test_a_fault_inside_a_game_is_not_lost() -> None:
    jobs = [job(0, "nobody")]
    with pytest.raises(KeyError):
        run_games(documents(), jobs)
    with ThreadPoolExecutor(1) as pool, pytest.raises(KeyError):
        run_games(documents(), jobs, pool)


@pytest.mark.parametrize("text", [None, ""])
def test_no_spec_means_this_process(text: str | None) -> None:
    with open_executor(Spec.parse(text)) as found:
        assert found == (None, 1)


def test_specs_are_read() -> None:
    assert Spec.parse("local:3") == Spec("local", 3)
    assert Spec.parse("dask://127.0.0.1:8786").address == "127.0.0.1:8786"
    assert Spec.parse("local").workers >= 1


@pytest.mark.parametrize(
    "text",
    ["local:0", "local:-1", "local:x", "local:99999", "dask://", "dask://host", "dask:8786", "ray://a:1"],
)
def test_other_specs_are_refused_with_advice(text: str) -> None:
    with pytest.raises(ExecutorFault) as caught:
        Spec.parse(text)
    assert caught.value.message.params["spec"] == text
    assert caught.value.hint is not None


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(selfplay, list(arguments), obj={"lang": lang}, standalone_mode=False)


def test_the_command_gives_one_json_document() -> None:
    result = run(CASE, "--games", "2", "--seed", "7", "--a", "novice", "--b", "data", "--json")
    found = json.loads(result.stdout)
    assert result.return_value in {None, 0}
    assert found["case"] == CASE
    assert [each["seed"] for each in found["games"]] == [7, 8]
    assert {each["personas"]["union"] for each in found["games"]} == {"novice"}
    assert {each["personas"]["employer"] for each in found["games"]} == {"data"}
    agreed = [each for each in found["games"] if each["agreement"]]
    assert found["summary"]["agreements"] == len(agreed)
    assert found["summary"]["agreement_rate"] == len(agreed) / 2
    assert "2" in result.stderr


def test_the_command_speaks_both_languages() -> None:
    assert "Agreements: 1 of 1" in run(CASE, "--games", "1", "--a", "novice", "--b", "novice").stdout
    chinese = run(CASE, "--games", "1", "--a", "novice", "--b", "novice", lang="zh").stdout
    assert "1 场中的 1 场" in chinese
    assert not any("a" <= sign.lower() <= "z" for sign in chinese.splitlines()[-1])


def test_the_command_stops_at_what_it_does_not_know() -> None:
    from trainer.cli.base import Stop

    for wrong in (["--a", "nobody"], ["--executor", "cloud"], ["--executor", "dask://127.0.0.1"]):
        assert isinstance(run(CASE, *wrong).exception, Stop)


def test_a_side_is_played_by_its_persona() -> None:
    firm, soft = game(1, "hard", "novice"), game(1, "novice", "hard")
    assert firm.utilities[Side.UNION] > soft.utilities[Side.UNION]
    assert firm.utilities[Side.EMPLOYER] < soft.utilities[Side.EMPLOYER]
