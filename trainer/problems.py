"""Problems of files as people and scripts read them."""

from __future__ import annotations

from cases.lang import Lang
from cases.problems import Problem
from trainer.i18n import render, say


def problem_line(problem: Problem, lang: Lang) -> str:
    """``file:line:column: message (hint)``, the form that editors and terminals make clickable."""
    text = render(problem.message, lang)
    if problem.hint is not None:
        text = say("check.with_hint", lang, message=text, hint=render(problem.hint, lang))
    return f"{problem.file}:{problem.line}:{problem.column}: {text}"


def problem_json(problem: Problem, lang: Lang) -> dict[str, str | int | None]:
    """The same for programs: keys ``file``, ``line``, ``column``, ``message``, ``hint`` (null if none)."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": render(problem.message, lang),
        "hint": None if problem.hint is None else render(problem.hint, lang),
    }
