"""When the program fails: a report on disk, a sentence for the person."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

NAME = "failure-{number:03}.txt"
"""Reports are numbered: no clock is needed and none is overwritten."""

KEPT = 20
"""When there are more reports, the oldest numbers go."""


def write_report(error: BaseException, folder: Path) -> Path | None:
    """Write what is needed to find the fault; ``None`` where the folder cannot be written.

    The report holds the traceback and the versions, no typed text and no values of variables: a
    side's brief and limits must not leave the program this way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        old = sorted(folder.glob("failure-*.txt"))
        number = max((int(path.stem.partition("-")[2]) for path in old if _numbered(path)), default=0) + 1
        path = folder / NAME.format(number=number)
        path.write_text(_report(error), encoding="utf-8")
        for outdated in old[: max(len(old) + 1 - KEPT, 0)]:
            outdated.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def _numbered(path: Path) -> bool:
    return path.stem.partition("-")[2].isdigit()


def _report(error: BaseException) -> str:
    versions = [f"{name} {_version(name)}" for name in ("bargaining-trainer", "textual", "rich", "pydantic")]
    system = f"{platform.python_implementation()} {platform.python_version()} {platform.platform()}"
    return "\n".join([*versions, system, "", "".join(traceback.format_exception(error))])


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"
