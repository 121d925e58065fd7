"""``trainer case`` and ``trainer format``: check files, print their schema, draw a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.balance import balance, strict_problems
from trainer.cli.base import (
    AS_JSON,
    GROUP_LANG,
    LANG,
    WRONG,
    Spoken,
    SpokenGroup,
    language,
    option,
    tell,
    write_json,
)

if TYPE_CHECKING:
    from cases.lang import Lang
    from cases.problems import Problem

Check = Callable[[Path], tuple[Any, list["Problem"]]]


@click.group("case", cls=SpokenGroup, help="cli.case.help")
@GROUP_LANG
def case() -> None:
    """The group itself does nothing."""


@click.group("format", cls=SpokenGroup, help="cli.format.help")
@GROUP_LANG
def format_() -> None:
    """The group itself does nothing."""


@case.command("check", cls=Spoken, help="cli.case.check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@option("--strict", is_flag=True, help="cli.case.strict")
@AS_JSON
@LANG
@click.pass_context
def check_cases(
    context: click.Context, paths: tuple[str, ...], strict: bool, as_json: bool, lang: str | None
) -> None:
    """Every problem of the case files, in one pass; strictly, also whether they are fair to both sides."""
    from cases.library import CASES, check_case

    speech = language(context, lang)
    files = [file for path in paths for file in case_files(path, CASES)]

    def check_strictly(path: Path) -> tuple[Any, list[Problem]]:
        value, problems = check_case(path)
        return value, problems or strict_problems(path, speech)

    _check(context, files, check_strictly if strict else check_case, as_json=as_json, lang=speech)


@format_.command("check", cls=Spoken, help="cli.format.check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@AS_JSON
@LANG
@click.pass_context
def check_formats(context: click.Context, paths: tuple[str, ...], as_json: bool, lang: str | None) -> None:
    """Every problem of the format files, in one pass."""
    from cases.library import FORMATS, check_format

    files = [file for path in paths for file in format_files(path, FORMATS)]
    _check(context, files, check_format, as_json=as_json, lang=language(context, lang))


def case_files(ref: str, library: Path) -> Iterable[Path]:
    """Top files of the cases meant: a file, a case folder, a folder of cases, or a library id."""
    path = Path(ref)
    if not path.exists() and (library / ref / "case.yaml").is_file():
        return [library / ref / "case.yaml"]
    if path.is_dir():
        if (path / "case.yaml").is_file():
            return [path / "case.yaml"]
        below = sorted(path.glob("*/case.yaml"))
        return below or [path / "case.yaml"]
    return [path]


def format_files(ref: str, library: Path) -> Iterable[Path]:
    """The format files that ``ref`` means: a file, a folder of formats, or a library id."""
    path = Path(ref)
    if not path.exists() and (library / f"{ref}.yaml").is_file():
        return [library / f"{ref}.yaml"]
    if path.is_dir():
        return sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) or [path]
    return [path]


def _check(context: click.Context, files: Iterable[Path], check: Check, *, as_json: bool, lang: Lang) -> None:
    from trainer.problems import problem_json, problem_line

    found: list[Problem] = []
    count = 0
    for file in dict.fromkeys(files):
        found += check(file)[1]
        count += 1
    if as_json:
        write_json([problem_json(problem, lang) for problem in found])
    else:
        for problem in found:
            click.echo(problem_line(problem, lang))
    if found:
        tell("cli.check.problems", lang, count=len(found), files=count)
        context.exit(WRONG)
    tell("cli.check.fine", lang, files=count)


case.add_command(balance)


@case.command("schema", cls=Spoken, help="cli.case.schema")
@GROUP_LANG
def case_schema() -> None:
    """JSON Schema of the case file."""
    from cases.case import Case

    write_json(_schema(Case))


@format_.command("schema", cls=Spoken, help="cli.format.schema")
@GROUP_LANG
def format_schema() -> None:
    """JSON Schema of the format file."""
    from cases.format import Format

    write_json(_schema(Format))


def _schema(model: Any) -> dict[str, Any]:
    """The schema, with the dialect that editors look for."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


@format_.command("graph", cls=Spoken, help="cli.format.graph")
@click.argument("format_ref", metavar="FORMAT")
@LANG
@click.pass_context
def format_graph(context: click.Context, format_ref: str, lang: str | None) -> None:
    """The turn machine of a format as a Mermaid diagram."""
    from cases.library import load_format
    from trainer.mermaid import mermaid

    click.echo(mermaid(load_format(format_ref).value, language(context, lang)), nl=False)
