"""Run benchmarks: ``python -m benchmarks [--quick] [NAME ...]``.

All of them write ``RESULTS.md``; some only print. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from datetime import UTC, datetime
from typing import cast

from benchmarks import peer, report
from benchmarks.figures import Benchmark, Outcome, Skipped

MODULES = ("first_paint", "command_line", "key_press", "table", "memory", "journal", "costing", "frontier")
"""In the order in which they run."""


def load(name: str) -> Benchmark:
    """The benchmark of a name."""
    return cast("Benchmark", importlib.import_module(f"benchmarks.{name}"))


def note(name: str) -> str:
    """What a benchmark measures, as its module's docstring says in its first paragraph."""
    words = (sys.modules[f"benchmarks.{name}"].__doc__ or "").split("\n\n")[0]
    return f"**{name}**: {' '.join(words.split())}"


def missed(outcomes: list[Outcome]) -> bool:
    """Whether a target is missed."""
    return any(
        figure.met is False for outcome in outcomes if not isinstance(outcome, Skipped) for figure in outcome
    )


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"any of {', '.join(MODULES)}; all by default"
    )
    parser.add_argument("--quick", action="store_true", help="few runs, no RESULTS.md: to see that they work")
    parser.add_argument(
        "--peers",
        action="store_true",
        help=f"measure {peer.PACKAGE} as well, installed into {peer.FOLDER.name}",
    )
    wanted = parser.parse_args()
    if wanted.peers:
        peer.ask()
    unknown = [name for name in wanted.names if name not in MODULES]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(MODULES)}")
    names = wanted.names or list(MODULES)
    outcomes: list[Outcome] = []
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        outcomes.append(load(name).measure(quick=wanted.quick))
    print("\n".join(report.table(outcomes)))
    if not wanted.names and not wanted.quick:
        report.write(outcomes, [note(name) for name in names], datetime.now(UTC).date())
    return 1 if missed(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
