"""The largest memory of a process, free of what whoever started it had."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def peak(process: int | None = None) -> float:
    """The largest resident memory of a running process so far, in megabytes (of a million bytes).

    Where the system keeps it by address space, it is read there: on Linux, what ``getrusage`` tells of a
    started program counts the memory of whoever started it as well.

    Args:
        process: Whose; this process's own if not given.
    """
    status = Path(f"/proc/{os.getpid() if process is None else process}/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        sizes = (int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))
        return next(sizes, 0.0)
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
