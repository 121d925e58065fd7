"""Where games are played: in this process, in processes of this machine, or on a Dask cluster.

All three are reached through ``concurrent.futures``. Results come back in the order of the jobs, whatever
the executor, so the same seed gives the same answer everywhere.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from cases.messages import Message, message
from scoring.games import Game
from trainer.selfplay import Documents, Job, play_game, play_packed

Progress: TypeAlias = Callable[[int, int], None]
"""Told after each game: how many are done, of how many."""

AHEAD = 4
"""Games handed to each worker ahead of time, so that none waits and a stop is quick."""

WAIT = 10
"""Seconds that a cluster has to answer."""


class ExecutorFault(Exception):
    """The executor can't be had: a sentence that says why and one that says what to do."""

    def __init__(self, what: Message, hint: Message | None = None) -> None:
        super().__init__(what.key)
        self.message = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Spec:
    """An executor as people write it: nothing (this process), ``local:N`` or ``dask://HOST:PORT``."""

    kind: Literal["here", "local", "dask"] = "here"
    workers: int = 1
    address: str = ""

    @classmethod
    def parse(cls, text: str | None) -> Spec:
        """Read a spec; raises :class:`ExecutorFault` for anything else."""
        if not text:
            return cls()
        head, _, tail = text.partition(":")
        if head == "local" and (not tail or tail.isdecimal()) and (not tail or 1 <= int(tail) <= 256):
            return cls("local", int(tail) if tail else os.cpu_count() or 1)
        if head == "dask" and _has_port(text):
            return cls("dask", address=urlsplit(text).netloc)
        raise ExecutorFault(
            message("selfplay.executor.unknown", spec=text), message("selfplay.executor.kinds")
        )


def _has_port(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port is not None and parts.path in {"", "/"}
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Played:
    """The games that were played, in the order of their jobs; ``interrupted`` when some were left out."""

    games: tuple[Game, ...]
    interrupted: bool = False


def run_games(
    documents: Documents,
    jobs: Sequence[Job],
    executor: Executor | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Played:
    """Play every job.

    Ctrl-C stops the work and keeps what was done. An error inside a game is raised here.

    Args:
        documents: Case and format.
        jobs: What to play.
        executor: Any ``concurrent.futures`` executor; ``None`` plays here and now.
        progress: Told after each game.
        workers: How many games the executor plays at a time.
    """
    done: dict[int, Game] = {}
    games = _here(documents, jobs) if executor is None else _there(documents, jobs, executor, workers)
    interrupted = False
    try:
        for place, game in games:
            done[place] = game
            if progress is not None:
                progress(len(done), len(jobs))
    except KeyboardInterrupt:
        interrupted = True
    finally:
        games.close()
    return Played(tuple(done[place] for place in sorted(done)), interrupted)


def _here(documents: Documents, jobs: Sequence[Job]) -> Generator[tuple[int, Game], None, None]:
    for place, job in enumerate(jobs):
        yield place, play_game(documents, job)


def _there(
    documents: Documents, jobs: Sequence[Job], executor: Executor, workers: int
) -> Generator[tuple[int, Game], None, None]:
    """Keep ``AHEAD`` games with each worker; give up what has not begun when closed early."""
    packed = documents.packed()
    waiting = iter(enumerate(jobs))
    running: dict[Future[Game], int] = {}

    def hand_out(count: int) -> None:
        for _ in range(count):
            place, job = next(waiting, (None, None))
            if place is None or job is None:
                return
            running[executor.submit(play_packed, packed, job)] = place

    try:
        hand_out(workers * AHEAD)
        while running:
            future = next(as_completed(running))
            yield running.pop(future), future.result()
            hand_out(1)
    finally:
        for future in running:
            future.cancel()


@contextmanager
def open_executor(spec: Spec) -> Iterator[tuple[Executor | None, int]]:
    """The executor of a spec and how many games it plays at a time.

    Raises :class:`ExecutorFault` where a cluster does not answer or its library is missing.
    """
    if spec.kind == "here":
        yield None, 1
    elif spec.kind == "local":
        fresh = get_context("spawn")  # a process with threads of its own can't safely be copied
        with ProcessPoolExecutor(spec.workers, mp_context=fresh, initializer=_let_parent_stop) as pool:
            yield pool, spec.workers
    else:
        with _dask(spec.address) as found:
            yield found


def _let_parent_stop() -> None:
    """Workers leave Ctrl-C to the process that asked for the games."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _dask(address: str) -> Iterator[tuple[Executor, int]]:
    """A Dask cluster, through the ``concurrent.futures`` executor of its client."""
    try:
        from distributed import Client
    except ImportError:
        hint = message("selfplay.executor.install")
        raise ExecutorFault(message("selfplay.executor.no_dask"), hint) from None
    try:
        client = Client(f"tcp://{address}", timeout=WAIT, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        what = message("selfplay.executor.no_answer", address=address, seconds=WAIT)
        raise ExecutorFault(what, message("selfplay.executor.start")) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError:
            what = message("selfplay.executor.no_workers", address=address, seconds=WAIT)
            raise ExecutorFault(what, message("selfplay.executor.start")) from None
        with client.get_executor(pure=False) as pool:
            yield pool, sum(client.nthreads().values())
