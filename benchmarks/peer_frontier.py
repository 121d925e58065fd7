"""Run by the peer's interpreter: the Pareto set of a domain file by negmas, as JSON with the seconds."""

import json
import sys
import time
from pathlib import Path

from negmas import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import max_welfare_points, nash_points, pareto_frontier


def main() -> None:
    data = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    space = make_os([make_issue(row["options"], row["id"]) for row in data["issues"]])
    sides = []
    for side in ("union", "employer"):
        values = [dict(zip(row["options"], row[side], strict=True)) for row in data["issues"]]
        sides.append(
            LinearAdditiveUtilityFunction(
                values=values,
                weights=data["weights"][side],
                outcome_space=space,
                reserved_value=data["reservation"][side],
            )
        )
    start = time.perf_counter()
    outcomes = list(space.enumerate())
    pairs, _ = pareto_frontier(sides, outcomes=outcomes)
    nash = nash_points(sides, pairs, outcome_space=space)
    welfare = max_welfare_points(sides, pairs, outcome_space=space)
    spent = time.perf_counter() - start
    print(
        json.dumps(
            {
                "seconds": spent,
                "pareto": sorted(pairs, reverse=True),
                "nash": [pair for pair, _ in nash],
                "welfare": [pair for pair, _ in welfare],
            }
        )
    )


main()
