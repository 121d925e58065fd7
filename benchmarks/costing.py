"""Pricing a draft of a library case whose basis is at hand, as the composer and the opponent ask for it: the
run rate of drafts that were priced before, and the whole picture of one. Processor time.
"""

from __future__ import annotations

import random
import time

from benchmarks.figures import Bound, Figure, Target
from benchmarks.long_match import CASE, SEED, some_value
from cases.costing import CostBasis, cost, run_rate
from cases.costing.from_case import case_bases
from cases.library import load_case
from cases.terms import Value

NAME = "costing"
WARM = Target(Bound.UNDER, 1.0)


def drafts(count: int) -> list[dict[str, Value]]:
    """Terms on every issue of the case, each draft other ones."""
    luck = random.Random(SEED)
    issues = load_case(CASE).value.issues
    return [{issue.id: some_value(issue, luck) for issue in issues} for _ in range(count)]


def rates(basis: CostBasis, terms: list[dict[str, Value]]) -> tuple[float, ...]:
    """Milliseconds that each run rate took."""
    times = []
    for draft in terms:
        start = time.thread_time()
        run_rate(basis, draft)
        times.append((time.thread_time() - start) * 1000)
    return tuple(times)


def wholes(basis: CostBasis, terms: list[dict[str, Value]]) -> tuple[float, ...]:
    """Milliseconds that each whole costing took."""
    times = []
    for draft in terms:
        start = time.thread_time()
        cost(basis, draft)
        times.append((time.thread_time() - start) * 1000)
    return tuple(times)


def measure(*, quick: bool) -> list[Figure]:
    """Price every draft once to warm up, then again."""
    terms = drafts(20 if quick else 200)
    basis = next(iter(case_bases(load_case(CASE).value).values()))
    rates(basis, terms)
    wholes(basis, terms[:5])
    return [
        Figure(NAME, "run rate of a draft, warm", "ms", rates(basis, terms), WARM),
        Figure(NAME, "whole costing of a draft, warm", "ms", wholes(basis, terms), WARM),
    ]
