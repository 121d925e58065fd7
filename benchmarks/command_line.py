"""``trainer --help`` as a whole process, from its start to its end, and that it loads no screens for it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping

from benchmarks.figures import Bound, Figure, Target
from benchmarks.terminal import ROOT, TRAINER, home_folder, settings

NAME = "command_line"
SWIFT = Target(Bound.UNDER, 0.15)
NONE = Target(Bound.AT_MOST, 0)


def asked(environment: Mapping[str, str], *options: str) -> tuple[float, str]:
    """Seconds that the help took with some options of Python's, and what Python said on stderr."""
    command = [sys.executable, *options, *TRAINER[1:], "--help"]
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return time.perf_counter() - start, done.stderr


def measure(*, quick: bool) -> list[Figure]:
    """Ask for help, several times after one that warms the disk's cache."""
    with home_folder() as home:
        environment = settings(home)
        asked(environment)
        times = tuple(asked(environment)[0] for _ in range(3 if quick else 15))
        loaded = asked(environment, "-X", "importtime")[1]
    names = [line.rpartition("|")[2].strip().partition(".")[0] for line in loaded.splitlines()]
    screens = float(names.count("textual"))
    return [
        Figure(NAME, "trainer --help", "s", times, SWIFT),
        Figure(NAME, "modules of Textual loaded for it", "", (screens,), NONE, judged_as="count"),
    ]
