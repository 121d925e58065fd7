"""A peer library in an environment of its own, never a dependency: it is installed when it is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

PACKAGE = "negmas==0.16.0"
FOLDER = Path(__file__).with_name(".peer")
ASKED = "BENCHMARK_PEERS"
"""Set in the environment where the peer is to be measured as well."""


def ask() -> None:
    """Measure the peer in this run."""
    os.environ[ASKED] = "1"


def wanted() -> bool:
    """Whether this run measures the peer."""
    return bool(os.environ.get(ASKED))


def python() -> Path:
    """The interpreter that has the peer; built at the first call, which takes a gigabyte of disk."""
    found = FOLDER / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not found.exists():
        print(f"installing {PACKAGE} into {FOLDER} ...", file=sys.stderr, flush=True)
        venv.create(FOLDER, with_pip=True)
        install = [str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE]
        try:
            subprocess.run(install, check=True)
        except subprocess.CalledProcessError:
            found.unlink()
            raise
    return found


def run(script: Path, *arguments: str) -> str:
    """What a script prints that runs where the peer is."""
    command = [str(python()), str(script), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
