"""The rate sets that come with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from cases.problems import Problem, Unreadable
from cases.rates import Rates
from cases.reading import read_text
from cases.validation import validate

FOLDER = "data/rates"


@cache
def shipped_rates() -> Mapping[str, Rates]:
    """Every shipped set by id. Raises :class:`~cases.problems.Unreadable` where a file is damaged."""
    found: dict[str, Rates] = {}
    problems: list[Problem] = []
    folder = resources.files("cases").joinpath(FOLDER)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name, _, ending = file.name.rpartition(".")
        if ending == "yaml":
            document = read_text(file.read_text(encoding="utf-8"), f"{FOLDER}/{file.name}")
            rates, faults = validate(document, Rates)
            problems += faults
            if rates is not None:
                found[name] = rates
    if problems:
        raise Unreadable(problems)
    return MappingProxyType(found)
