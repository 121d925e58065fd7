"""Whether a case is fair: its numbers, games between computers, and what to change where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from cases.case import Case
from cases.sides import BySide
from scoring.advice import Advice, State, advise, state_of
from scoring.balance import figures
from scoring.games import Game
from trainer.executors import Progress, run_games
from trainer.opponent.personas import persona_ids
from trainer.selfplay import Documents, Job

GAMES = 144
"""Games of a full examination."""
QUICK = 48
"""Games of an examination that goes with checking a file."""

ANCHORS = (Fraction(0), Fraction(1, 5), Fraction(2, 5))
"""Openings that are held against each other: the brief's own, and two shares of the way to the best end."""
NEUTRAL = "data"
"""Who plays when only the openings differ."""
STRIDE = 7
"""Pairings are taken in steps of so many, so that a few of them are already a mixed lot."""


@dataclass(frozen=True, slots=True)
class Lot:
    """The games of an examination by what they are for."""

    mirror: tuple[Job, ...]
    """Equals against each other: share of the seats."""
    mixed: tuple[Job, ...]
    """Different personas: agreement rate."""
    openings: tuple[Job, ...]
    """Every opening against every other."""

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All games, numbered through."""
        return (*self.mirror, *self.mixed, *self.openings)

    def of(self, measure: str | None) -> tuple[Job, ...]:
        """The games that one measure rests on; all of them for ``None``."""
        if measure == "opening":
            return self.openings
        if measure == "agreement":
            return (*self.mirror, *self.mixed)
        return self.mirror if measure in {"seat_share", "efficiency"} else self.jobs


def lot(games: int, seed: int = 1) -> Lot:
    """Share out ``games``: half between equals, a quarter mixed, a quarter on openings (in whole rounds)."""
    rounds = games // (4 * len(ANCHORS) ** 2)
    openings = [
        Job(0, BySide.same(NEUTRAL), seed=seed + turn, anchors=BySide(union, employer))
        for turn in range(rounds)
        for union, employer in product(ANCHORS, ANCHORS)
    ]
    personas = persona_ids()
    unequal = [(one, other) for one, other in product(personas, personas) if one != other]
    mixed = [
        Job(0, BySide(*unequal[place * STRIDE % len(unequal)]), seed=seed + place // len(unequal))
        for place in range(games // 4)
    ]
    mirror = [
        Job(0, BySide.same(personas[place % len(personas)]), seed=seed + place // len(personas))
        for place in range(games - len(mixed) - len(openings))
    ]
    numbered = [
        Job(number, job.personas, job.level, job.seed, job.anchors)
        for number, job in enumerate([*mirror, *mixed, *openings])
    ]
    first, second = len(mirror), len(mirror) + len(mixed)
    return Lot(tuple(numbered[:first]), tuple(numbered[first:second]), tuple(numbered[second:]))


@dataclass(slots=True)
class Examination:
    """What was found out about a case."""

    start: State
    asked: int
    interrupted: bool = False
    advice: list[Advice] = field(default_factory=list)
    end: State | None = None
    """With all advice followed; ``None`` where nothing was advised."""

    @property
    def fair(self) -> bool:
        """Whether no target is missed."""
        return not self.start.missed

    @property
    def unsolved(self) -> tuple[str, ...]:
        """Measures that miss their target and for which no change was found."""
        return (self.end or self.start).missed


Told = Callable[[str], Progress]
"""Makes the progress of one stage: ``games``, or the measure that advice is sought for."""


def examine(
    documents: Documents,
    games: int,
    executor: Executor | None = None,
    workers: int = 1,
    told: Told | None = None,
    *,
    seed: int = 1,
    advice: bool = True,
) -> Examination:
    """Measure a case and, where it misses a target, look for changes that help.

    Ctrl-C ends the stage that is running; what was found by then stands.
    """
    chosen = lot(games, seed)

    def play(case: Case, jobs: Sequence[Job], stage: str) -> tuple[tuple[Game, ...], bool]:
        progress = told(stage) if told is not None else None
        played = run_games(documents.with_case(case), jobs, executor, progress, workers)
        return played.games, played.interrupted

    case = documents.case.value
    first, interrupted = play(case, chosen.jobs, "games")
    found = Examination(state_of(figures(case), first), games, interrupted)
    if found.fair or interrupted or not advice:
        return found

    def replay(altered: Case, measure: str | None) -> Sequence[Game]:
        again, stopped = play(altered, chosen.of(measure), measure or "games")
        if stopped:
            raise KeyboardInterrupt
        return again

    _follow(found, advise(found.start, replay))
    return found


def _follow(found: Examination, steps: Iterator[tuple[Advice, State]]) -> None:
    """Gather advice until there is none or the person stops the search."""
    try:
        for advice, state in steps:
            found.advice.append(advice)
            found.end = state
    except KeyboardInterrupt:
        found.interrupted = True
