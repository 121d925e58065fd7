"""The table of figures, in the terminal and as ``RESULTS.md``."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, Outcome, Skipped

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = ("benchmark", "figure", "value", "target", "met", "min", "median", "max", "n")


def number(value: float) -> str:
    """A figure with three significant digits, thousands set apart."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def row(figure: Figure) -> tuple[str, ...]:
    """The cells of a figure's line, as in :data:`HEAD`."""
    target, unit = figure.target, f" {figure.unit}" if figure.unit else ""
    met = {True: "yes", False: "NO", None: ""}[figure.met]
    return (
        figure.benchmark,
        figure.what,
        f"{number(figure.value)}{unit} ({figure.judged_as})",
        f"{target.bound} {number(target.value)}{unit}" if target else "(none)",
        met,
        number(min(figure.samples)),
        number(figure.median),
        number(max(figure.samples)),
        str(len(figure.samples)),
    )


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """The lines of a Markdown table whose columns are also even in a terminal."""
    done = [outcome for outcome in outcomes if not isinstance(outcome, Skipped)]
    rows = [HEAD, *(row(figure) for outcome in done for figure in outcome)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEAD))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in rows]
    lines.insert(1, " | ".join("-" * width for width in widths))
    skipped = [f"{each.benchmark}: not run ({each.reason})" for each in outcomes if isinstance(each, Skipped)]
    return [*(f"| {line} |" for line in lines), *skipped]


def machine() -> str:
    """The class of machine, without its name."""
    system = f"{platform.system()} {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    parts = (f"{os.cpu_count()} processors", _processor(), _memory(), system, python)
    return ", ".join(part for part in parts if part)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return ""
    return f"{size / 2**30:.0f} GiB memory"


def _load() -> str:
    try:
        busy = os.getloadavg()[0]
    except (AttributeError, OSError):
        return ""
    return f" The machine's load average was {busy:.1f} at the end of the run."


def write(outcomes: Sequence[Outcome], notes: Sequence[str], today: date) -> None:
    """Write ``RESULTS.md``."""
    text = [
        "# Speed and memory",
        "",
        f"Written by `python -m benchmarks` on {today.isoformat()}. Machine: {machine()}.{_load()}",
        "",
        *table(outcomes),
        "",
        "What is measured:",
        "",
        *(f"- {note}" for note in notes),
    ]
    RESULTS.write_text("\n".join(text) + "\n", encoding="utf-8")
