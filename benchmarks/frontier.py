"""Finding the Pareto set and the solution points: issues of ten options with random tables, additive and
under a ceiling on cost, every point with its terms; memory is that of a fresh process. With ``--peers``
negmas does the same on the same tables in an environment of its own, and both must find the same set.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import peer
from benchmarks.figures import Bound, Figure, Outcome, Target
from scoring.domain_file import parse_domain
from scoring.frontier import Frontier, frontier

NAME = "frontier"
OPTIONS = 10
SEEDS = (1, 2, 3)
TEN_MILLION, HUGE = 7, 20
PEER_ISSUES = (3, 4, 5, 6)
"""The peer lists outcomes: beyond a million they take gigabytes."""

PEER_SCRIPT = Path(__file__).with_name("peer_frontier.py")

QUICK, QUICK_HUGE = Target(Bound.UNDER, 20), Target(Bound.UNDER, 50)
CEILING, SMALL = Target(Bound.UNDER, 1000), Target(Bound.UNDER, 50)

ALONE = """
import sys
from benchmarks.peak import peak
from scoring.domain_file import read_domain
from scoring.frontier import frontier
found = frontier(read_domain(sys.argv[1]))
[found.choice(point) for point in found.points]
print(peak())
"""


def tables(issues: int, seed: int) -> dict[str, Any]:
    """A domain file with random tables and weights."""
    luck = random.Random(seed)

    def column() -> list[float]:
        return [luck.random() for _ in range(OPTIONS)]

    weights = {side: [luck.random() for _ in range(issues)] for side in ("union", "employer")}
    return {
        "issues": [
            {"id": f"issue{n}", "options": list(range(OPTIONS)), "union": column(), "employer": column()}
            for n in range(issues)
        ],
        "weights": {side: [one / sum(row) for one in row] for side, row in weights.items()},
        "reservation": {"union": 0.3, "employer": 0.3},
    }


def with_ceiling(issues: int, seed: int) -> dict[str, Any]:
    """The same with costs that rise with what the union gets, and a ceiling below the middle."""
    data, luck = tables(issues, seed), random.Random(seed + 1000)
    for row in data["issues"]:
        row["union"].sort()
        row["employer"].sort(reverse=True)
    costs = {
        row["id"]: sorted(round(luck.uniform(0, 10**6), 2) for _ in range(OPTIONS)) for row in data["issues"]
    }
    most = round(sum(sum(row) / OPTIONS for row in costs.values()) * 0.7, 2)
    data["constraints"] = {"ceiling": {"most": most, "costs": costs}}
    return data


def solve(data: dict[str, Any]) -> tuple[Frontier, float]:
    """The frontier with the terms of every point, and the milliseconds that took."""
    domain = parse_domain(json.dumps(data), "benchmark")
    start = time.perf_counter()
    found = frontier(domain)
    for point in found.points:
        found.choice(point)
    return found, (time.perf_counter() - start) * 1000


def times(data: Sequence[dict[str, Any]]) -> tuple[float, ...]:
    return tuple(solve(one)[1] for one in data)


def memory(data: dict[str, Any], folder: Path) -> float:
    """Megabytes of a process that does nothing else."""
    file = folder / "domain.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(file)], capture_output=True, check=True, text=True
    )
    return float(done.stdout)


def against_the_peer(sizes: Sequence[int]) -> list[Figure]:
    """Both on the same tables: how many times as long the peer takes. Stops where the sets differ."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "domain.json"
        for issues in sizes:
            data = tables(issues, SEEDS[0])
            file.write_text(json.dumps(data), encoding="utf-8")
            answer = json.loads(peer.run(PEER_SCRIPT, str(file)))
            found, spent = solve(data)
            check_same(found, answer)
            theirs = answer["seconds"] * 1000
            figures += [
                Figure(NAME, f"10^{issues} outcomes, negmas", "ms", (theirs,)),
                Figure(NAME, f"10^{issues} outcomes, negmas / ours", "times", (theirs / spent,)),
            ]
    return figures


def check_same(found: Frontier, answer: dict[str, Any]) -> None:
    """The peer's set, Nash point and point of most welfare are ours, but for the rounding of its floats.

    The peer leaves out what gives a side less than its reservation value.
    """
    pairs = [(float(point.union), float(point.employer)) for point in found.zone]
    same = len(pairs) == len(answer["pareto"]) and all(map(close, pairs, answer["pareto"]))
    assert same, "the peer finds another Pareto set"
    assert found.solutions is not None
    for name, theirs in (("nash", answer["nash"]), ("utilitarian", answer["welfare"])):
        point = found.at(getattr(found.solutions, name))
        ours = (float(point.union), float(point.employer))
        assert any(close(ours, pair) for pair in theirs), f"the peer finds another {name} point"


def close(one: Sequence[float], other: Sequence[float]) -> bool:
    """Equal but for rounding."""
    return all(abs(a - b) < 1e-9 for a, b in zip(one, other, strict=True))


def measure(*, quick: bool) -> Outcome:
    """All sizes, and the peer where it was asked for."""
    seeds = SEEDS[:1] if quick else SEEDS
    with tempfile.TemporaryDirectory() as folder:
        megabytes = tuple(memory(tables(TEN_MILLION, seed), Path(folder)) for seed in seeds)
    figures = [
        Figure(NAME, "10^7 outcomes, additive", "ms", times([tables(TEN_MILLION, s) for s in seeds]), QUICK),
        Figure(NAME, "10^20 outcomes, additive", "ms", times([tables(HUGE, s) for s in seeds]), QUICK_HUGE),
        Figure(
            NAME,
            "10^7 outcomes under a ceiling",
            "ms",
            times([with_ceiling(TEN_MILLION, s) for s in seeds]),
            CEILING,
        ),
        Figure(NAME, "memory, 10^7 outcomes", "MB", megabytes, SMALL),
    ]
    if peer.wanted():
        figures += against_the_peer(PEER_ISSUES[:1] if quick else PEER_ISSUES)
    return figures
