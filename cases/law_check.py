"""Checks what a case file says about law: its region has a rule set, its articles exist and are in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cases.citations import Standing, judge
from cases.messages import Message, message
from cases.problems import Path
from cases.regions import region_ids

_REFERENCE = {"law", "article"}
_FAULTS = {
    Standing.UNKNOWN_LAW: "check.law.unknown",
    Standing.NO_SUCH_ARTICLE: "check.law.no_article",
    Standing.REPEALED: "check.law.repealed",
}


def law_faults(data: Any) -> list[tuple[Path, Message]]:
    """Every reference to law in a document that is certainly wrong, with the path it stands at.

    A reference is a mapping of ``law`` and ``article``. Articles that exist but are not in the
    statute table are let pass.
    """
    if not isinstance(data, Mapping):
        return []
    faults = list(_references(data, ()))
    region = data.get("region")
    if isinstance(region, str) and region not in region_ids():
        faults.append((("region",), message("check.law.region", region=region, known=region_ids())))
    return faults


def _references(data: Any, path: Path) -> Iterator[tuple[Path, Message]]:
    if isinstance(data, Mapping):
        if set(data) == _REFERENCE:
            yield from _fault(data["law"], data["article"], path)
        for name, value in data.items():
            yield from _references(value, (*path, str(name)))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _references(value, (*path, index))


def _fault(law: Any, article: Any, path: Path) -> Iterator[tuple[Path, Message]]:
    if not isinstance(law, str) or not isinstance(article, int):
        return
    found = judge(law, article)
    key = _FAULTS.get(found.standing)
    if key is not None:
        at = "article" if found.standing is Standing.NO_SUCH_ARTICLE else "law"
        yield (*path, at), message(key, law=law, number=article, verdict=found.verdict)
