"""``trainer cost``: the money of a settlement."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cases.messages import message
from trainer.cli.base import AS_JSON, LANG, Spoken, Stop, language, option, write_json
from trainer.i18n import lookup, say

if TYPE_CHECKING:
    from cases.case import Case
    from cases.costing import Joint
    from cases.document import Document
    from cases.lang import Lang
    from cases.terms import Value


@click.command("cost", cls=Spoken, help="cli.cost.help")
@click.argument("case_ref", metavar="CASE")
@option("--terms", "terms_file", required=True, metavar="FILE", help="cli.cost.terms")
@AS_JSON
@LANG
@click.pass_context
def cost(context: click.Context, case_ref: str, terms_file: str, as_json: bool, lang: str | None) -> None:
    """What a settlement costs: each employer and all together."""
    from cases.costing import TermsFault, cost_all, joint_json
    from cases.costing.from_case import case_bases
    from cases.library import load_case

    case = load_case(case_ref).value
    terms = read_terms(terms_file)
    try:
        joint = cost_all(case_bases(case), terms)
        document = joint_json(joint)
    except TermsFault as fault:
        raise Stop(fault.message, place=terms_file) from None
    if as_json:
        write_json(document)
    else:
        _write(case, joint, document, language(context, lang))


def read_terms(file: str) -> dict[str, Value]:
    """Issue id to value, from a JSON or YAML file (``-``: standard input). Raises :class:`Unreadable`."""
    from cases.problems import Problem, Unreadable

    document = _document(file)
    if document.problems:
        raise Unreadable(document.problems)
    if not isinstance(document.data, dict):
        raise Unreadable([Problem(file, 1, 1, message("cli.cost.mapping"), message("cli.cost.example"))])
    found: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, data in document.data.items():
        value = _value(data)
        if value is None:
            place = document.places.value((name,))
            problems.append(
                Problem(place.file, place.line, place.column, message("cli.cost.value", issue=name))
            )
        else:
            found[name] = value
    if problems:
        raise Unreadable(problems)
    return found


def _document(file: str) -> Document:
    from cases.reading import read_text, read_yaml

    if file == "-":
        return read_text(sys.stdin.buffer.read().decode("utf-8-sig", errors="replace"), "-")
    return read_yaml(Path(file))


def _value(data: Any) -> Value | None:
    from cases.terms import canonical

    if isinstance(data, bool) or data is None:
        return None
    if isinstance(data, (int, Decimal)):
        number = Decimal(data)
        return canonical(number) if number.is_finite() else None
    if isinstance(data, str):
        return data
    if isinstance(data, Mapping):
        numbers = {str(name): _value(inner) for name, inner in data.items()}
        plain = {name: number for name, number in numbers.items() if isinstance(number, Decimal)}
        return plain if plain and len(plain) == len(numbers) else None
    return None


SUMS = (
    "baseline_payroll",
    "pay_increase",
    "roll_up",
    "training_fund",
    "non_payroll",
    "run_rate",
)
"""Sums of the document that people are shown, yuan a year."""

SHARES = (
    "run_rate_percent_of_payroll",
    "unit_labour_cost_change_percent",
    "margin_before_percent",
    "margin_after_percent",
    "average_cash_rise_percent",
    "real_rise_percent",
)
"""Percents that people are shown."""


def _write(case: Case, joint: Joint, document: Mapping[str, Any], lang: Lang) -> None:
    click.echo(say("cli.cost.title", lang, case=case.title))
    _write_sums(document, lang)
    click.echo(say("cli.cost.by_issue", lang))
    for issue, amount in document["lines"].items():
        named = case.issue_map.get(issue)
        name = named.name.get(lang) if named is not None else _line_name(issue, lang)
        click.echo("  " + say("cli.cost.line", lang, what=name, amount=grouped(amount)))
    click.echo(say("cli.cost.year_one", lang, amount=grouped(document["year_one"]["total"])))
    if len(joint.each) > 1:
        for firm in case.firms:
            click.echo(say("cli.cost.firm", lang, firm=firm.name))
            _write_sums(document["firms"][firm.id], lang)


def _line_name(key: str, lang: Lang) -> str:
    """A line that is no issue: what follows from one."""
    known = f"cli.cost.lines.{key}"
    return say(known, lang) if lookup(known, lang) else say("cli.cost.other_line", lang, line=key)


def _write_sums(document: Mapping[str, Any], lang: Lang) -> None:
    for name in SUMS:
        what = say(f"cli.cost.{name}", lang)
        click.echo("  " + say("cli.cost.line", lang, what=what, amount=grouped(document[name])))
    for name in SHARES:
        if document.get(name) is not None:
            what = say(f"cli.cost.{name}", lang)
            click.echo("  " + say("cli.cost.share", lang, what=what, percent=document[name]))


def grouped(amount: str) -> str:
    """Money with thousands separators."""
    return f"{Decimal(amount):,}"
