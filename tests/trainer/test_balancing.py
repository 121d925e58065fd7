"""Examining cases: the games chosen, the verdict on a lopsided copy, and the command."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cases.library import CASES
from cases.sides import Side
from scoring.balance import TARGETS, figures
from scoring.changes import apply
from trainer import balancing
from trainer.balancing import ANCHORS, GAMES, QUICK, Examination, examine, lot
from trainer.cli.documents import case as case_group
from trainer.opponent.personas import persona_ids
from trainer.selfplay import Documents

CASE = "huinong-park"


def lopsided_copy(folder: Path) -> Path:
    """The library case with an employer that hardly gains by any agreement."""
    shutil.copytree(CASES / CASE, folder / "copy")
    brief = folder / "copy" / "briefs.yaml"
    text = brief.read_text(encoding="utf-8")
    places = list(re.finditer(r"reservation: (0\.\d+)", text))
    assert len(places) == 2
    raised = Decimal(places[1][1]) + Decimal("0.2")
    brief.write_text(text[: places[1].start(1)] + str(raised) + text[places[1].end(1) :], encoding="utf-8")
    return folder / "copy"


@pytest.mark.parametrize("games", [0, 1, 4, 35, QUICK, GAMES, 500])
def test_the_games_asked_for_are_shared_out(games: int) -> None:
    chosen = lot(games)
    assert [job.number for job in chosen.jobs] == list(range(games))
    assert all(job.personas.union == job.personas.employer for job in chosen.mirror)
    assert all(job.personas.union != job.personas.employer for job in chosen.mixed)
    cells = Counter((job.anchors.union, job.anchors.employer) for job in chosen.openings)
    assert len(cells) in {0, len(ANCHORS) ** 2}
    assert len(set(cells.values())) <= 1
    assert len({(job.personas, job.anchors, job.seed) for job in chosen.jobs}) == games
    assert set(chosen.of(None)) == set(chosen.jobs)


def test_a_full_examination_pairs_everybody() -> None:
    chosen = lot(GAMES)
    assert {job.personas.union for job in chosen.mirror} == set(persona_ids())
    assert len({(job.personas.union, job.personas.employer) for job in chosen.mixed}) == 30
    assert {job.seed for job in lot(GAMES, seed=9).jobs}.isdisjoint(range(9))


@cache
def examined(folder: Path) -> Examination:
    return examine(Documents.load(str(folder)), 6)


@pytest.fixture(scope="module")
def lopsided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lopsided_copy(tmp_path_factory.mktemp("cases"))


def test_a_lopsided_copy_fails_and_is_told_what_to_undo(lopsided: Path) -> None:
    found = examined(lopsided)
    assert not found.fair
    assert "zone_share" in found.start.missed
    first = found.advice[0]
    assert [(change.kind, change.side) for change in first.changes] == [("reservation", Side.EMPLOYER)]
    assert Decimal(str(first.changes[0].after)) < Decimal(str(first.changes[0].before))
    mended = figures(apply(found.start.case, first.changes))
    assert TARGETS["zone_share"].holds(mended.zone.share(mended.reservation))
    assert first.after == mended.zone.share(mended.reservation)
    assert found.end is not None
    assert set(found.unsolved) < set(found.start.missed)


def test_a_stopped_examination_keeps_its_games(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopping(stage: str):  # type: ignore[no-untyped-def]
        def progress(done: int, whole: int) -> None:
            if done == 2:
                raise KeyboardInterrupt

        return progress

    found = examine(Documents.load(CASE), 12, told=stopping)
    assert found.interrupted
    assert len(found.start.games) == 2
    assert not found.advice


def test_a_stopped_search_keeps_the_verdict(lopsided: Path) -> None:
    def stopping(stage: str):  # type: ignore[no-untyped-def]
        played = []

        def progress(done: int, whole: int) -> None:
            played.append(done)
            if stage != "games" or stopping.told:
                raise KeyboardInterrupt
            stopping.told = done == whole

        return progress

    stopping.told = False
    found = examine(Documents.load(str(lopsided)), 6, told=stopping)
    assert found.interrupted
    assert len(found.start.games) == 6
    assert "zone_share" in found.start.missed
    assert not found.advice


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(case_group, list(arguments), obj={"lang": lang}, standalone_mode=False)


def test_the_command_tells_the_verdict_as_data(lopsided: Path) -> None:
    fair = json.loads(run("balance", CASE, "--games", "0", "--json").stdout)
    assert fair["fair"]
    assert fair["advice"] == []
    assert [each["id"] for each in fair["measures"]] == list(TARGETS)
    result = run("balance", str(lopsided), "--games", "0", "--json")
    assert result.return_value == 1
    found = json.loads(result.stdout)
    assert not found["fair"]
    (change,) = found["advice"][0]["changes"]
    assert change["place"] == "briefs.employer.reservation"
    assert change["after"] < change["before"]
    assert found["unsolved"] == []
    assert all(each["met"] is not False for each in found["after_advice"])


def test_the_command_tells_people_what_to_change(lopsided: Path) -> None:
    english = run("balance", str(lopsided), "--games", "0")
    assert english.return_value == 1
    assert "briefs.employer.reservation" in english.stdout
    assert "MISSED" in english.stdout
    chinese = run("balance", str(lopsided), "--games", "0", "--no-advice", lang="zh").stdout
    assert "不达标" in chinese
    assert "briefs" not in chinese


def test_games_are_counted_in_the_verdict() -> None:
    found = json.loads(run("balance", CASE, "--games", "7", "--no-advice", "--json").stdout)
    assert found["games"] == found["games_asked"] == 7
    assert found["seats"]["union"]["games"] == 7
    assert found["seats"]["employer"]["quartiles"] == sorted(found["seats"]["employer"]["quartiles"])


def test_strict_checking_names_the_place(lopsided: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(balancing, "QUICK", 0)
    assert run("check", str(lopsided)).return_value in {None, 0}
    result = run("check", "--strict", str(lopsided), "--json")
    assert result.return_value == 1
    (problem,) = json.loads(result.stdout)
    lines = Path(problem["file"]).read_text(encoding="utf-8").splitlines()
    assert "reservation" in lines[problem["line"] - 1]
    assert "balance" in problem["message"]
    assert run("check", "--strict", CASE).return_value in {None, 0}
