"""The statute table: load it, get an article, find articles, check the citations in a text.

The face of :mod:`cases.lawbook`, :mod:`cases.statute_search` and :mod:`cases.citations`. Run as
``python -m cases.statutes`` it makes ``statutes.json`` anew from the YAML files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cases.citations import Citation, Standing, check_citations, judge
from cases.lawbook import Article, Check, Law, Lawbook, Repealed, lawbook, name_key
from cases.statute_search import Search, find, look_up

__all__ = [
    "Article",
    "Check",
    "Citation",
    "Law",
    "Lawbook",
    "Repealed",
    "Search",
    "Standing",
    "check_citations",
    "find",
    "get",
    "judge",
    "law_title",
    "load_statutes",
    "look_up",
]

_DATA = Path(__file__).parent / "data"


def load_statutes() -> tuple[Article, ...]:
    """All articles of the table, in the order of the file."""
    return lawbook().articles


def law_title(name: str) -> str | None:
    """The full title of the law that ``name`` means (any name or short form, zh or en), if known."""
    key = name_key(name)
    return lawbook().names.get(key) or lawbook().query_names.get(key)


def get(law_name: str, article_no: int) -> Article | None:
    """The article with that number of the law with that name, if it is in the table."""
    title = law_title(law_name)
    articles = lawbook().by_law.get(title or "", ())
    return next((article for article in articles if article.number == article_no), None)


def build(folder: Path = _DATA) -> dict[str, Any]:
    """The content of ``statutes.json`` from the YAML files in ``folder``.

    Raises :class:`~cases.problems.Unreadable` with every problem if they are faulty.
    """
    from cases.problems import Unreadable
    from cases.reading import read_yaml

    content: dict[str, Any] = {}
    for name in ("statutes.yaml", "law_aliases.yaml"):
        document = read_yaml(folder / name)
        if document.problems or not isinstance(document.data, dict):
            raise Unreadable(document.problems)
        content.update(document.data)
    return content


def write(folder: Path = _DATA) -> None:
    """Make ``statutes.json`` anew."""
    text = json.dumps(build(folder), ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / "statutes.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
