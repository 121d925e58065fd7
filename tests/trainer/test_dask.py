"""Games on a real Dask cluster: a scheduler and two workers on the loopback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import trainer
from cases.sides import BySide
from trainer.executors import ExecutorFault, Spec, open_executor, run_games
from trainer.selfplay import Documents, Job

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

ROOT = Path(trainer.__file__).parent.parent


@contextmanager
def process(*arguments: str, until: str) -> Iterator[str]:
    """A Dask process; gives the line of its log in which ``until`` appears."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=surroundings,
    ) as running:
        try:
            assert running.stderr is not None
            said = []
            for line in running.stderr:
                said.append(line)
                if until in line:
                    break
            else:
                raise AssertionError("".join(said))
            yield line
        finally:
            running.kill()


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """``HOST:PORT`` of a scheduler with two workers."""
    with ExitStack() as stack:
        line = stack.enter_context(
            process(
                "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", until="Scheduler at:"
            )
        )
        address = line.split("tcp://")[1].split()[0]
        for _ in range(2):
            worker = ("worker", f"tcp://{address}", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny")
            stack.enter_context(process(*worker, "--no-dashboard", until="Registered to:"))
        yield address


@pytest.mark.filterwarnings("ignore")  # the cluster's own library warns about itself
def test_a_cluster_plays_the_same_games(cluster: str) -> None:
    documents = Documents.load("huinong-park")
    jobs = [Job(number, BySide("novice", "novice"), seed=number) for number in range(6)]
    with open_executor(Spec.parse(f"dask://{cluster}")) as (executor, workers):
        assert workers == 2
        there = run_games(documents, jobs, executor, workers=workers)
    assert there == run_games(documents, jobs)


@pytest.mark.filterwarnings("ignore")
def test_ctrl_c_keeps_what_the_cluster_has_played(cluster: str) -> None:
    jobs = [Job(number, BySide("novice", "novice"), seed=number) for number in range(40)]

    def stop(done: int, whole: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with open_executor(Spec.parse(f"dask://{cluster}")) as (executor, workers):
        played = run_games(Documents.load("huinong-park"), jobs, executor, stop, workers)
    assert played.interrupted
    assert len(played.games) == 2


@pytest.mark.filterwarnings("ignore")
def test_a_silent_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.executors.WAIT", 1)
    with pytest.raises(ExecutorFault) as caught, open_executor(Spec.parse("dask://127.0.0.1:9")):
        raise AssertionError("nothing listens there")
    assert caught.value.message.params["address"] == "127.0.0.1:9"
    assert caught.value.hint is not None
