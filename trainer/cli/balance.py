"""``trainer case balance``: whether a case is fair to both seats, and what to change where it is not."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from cases.messages import message
from trainer.cli.base import (
    AS_JSON,
    INTERRUPTED,
    LANG,
    WRONG,
    Spoken,
    Stop,
    language,
    option,
    tell,
    write_json,
)
from trainer.cli.working import EXECUTOR, Bar, executor_of
from trainer.i18n import say

if TYPE_CHECKING:
    from pathlib import Path

    from cases.case import Case
    from cases.lang import Lang
    from cases.messages import Message
    from cases.problems import Problem
    from scoring.advice import Advice
    from scoring.balance import Measure
    from scoring.balance_games import Seat
    from scoring.changes import Change
    from trainer.balancing import Examination
    from trainer.executors import Progress
    from trainer.selfplay import Documents

COUNTS = frozenset({"frontier", "trades"})
"""Measures that are whole numbers."""
RATIOS = frozenset({"opposition", "solutions_gap", "joint_gain", "opening"})
"""Measures that are plain numbers; the others are shares, said in per cent."""


@click.command("balance", cls=Spoken, help="balance.help")
@click.argument("case_ref", metavar="CASE")
@option("--games", type=click.IntRange(0, 1_000_000), default=None, metavar="N", help="balance.games")
@option("--seed", type=click.IntRange(0), default=1, metavar="N", help="balance.seed")
@option("--format", "format_ref", default=None, metavar="FORMAT", help="selfplay.format")
@option("--advice/--no-advice", default=True, help="balance.advice_option")
@EXECUTOR
@AS_JSON
@LANG
@click.pass_context
def balance(
    context: click.Context,
    *,
    case_ref: str,
    games: int | None,
    seed: int,
    format_ref: str | None,
    advice: bool,
    executor_spec: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Examine a case; exit status 1 where it misses a target."""
    from trainer.balancing import GAMES
    from trainer.selfplay import Documents

    speech = language(context, lang)
    documents = Documents.load(case_ref, format_ref)
    asked = GAMES if games is None else games
    found = _examined(documents, asked, executor_spec, speech, seed=seed, advice=advice)
    if found.interrupted:
        tell("balance.interrupted", speech, done=len(found.start.games), whole=asked)
    if as_json:
        write_json(document(documents, found))
    else:
        _write(documents.case.value, found, speech)
    if found.interrupted:
        context.exit(INTERRUPTED)
    if not found.fair:
        context.exit(WRONG)


def _examined(
    documents: Documents, games: int, executor_spec: str | None, lang: Lang, *, seed: int, advice: bool
) -> Examination:
    from scoring.diagram import TooLinkedError
    from trainer.balancing import examine

    def told(stage: str) -> Progress:
        if stage != "games":
            tell("balance.trying", lang, measure=message(f"balance.measure.{stage}"))
        return Bar(lang)

    try:
        with executor_of(executor_spec) as (executor, workers):
            return examine(documents, games, executor, workers, told, seed=seed, advice=advice)
    except TooLinkedError:
        hint = message("frontier.too_linked_hint")
        raise Stop(message("frontier.too_linked"), hint, place=str(documents.case.path)) from None


def strict_problems(path: Path, lang: Lang) -> list[Problem]:
    """What an examination with a moderate number of games finds wrong with a case that reads well.

    Each missed target becomes a problem at the place of the number that most moves it.
    """
    from cases.problems import Problem
    from cases.reading import read_bundle
    from trainer.balancing import QUICK
    from trainer.selfplay import Documents

    documents = Documents.load(str(path))
    spec = f"local:{os.cpu_count()}" if (os.cpu_count() or 1) > 1 else None
    found = _examined(documents, QUICK, spec, lang, seed=1, advice=False)
    if found.interrupted:
        raise KeyboardInterrupt
    place = read_bundle(path).places.value(("briefs", "union", "reservation"))
    hint = message("balance.strict_hint", path=str(path))
    return [
        Problem(place.file, place.line, place.column, _missed(each), hint)
        for each in found.start.measures
        if each.met is False
    ]


def _missed(found: Measure) -> Message:
    return message(
        "balance.missed",
        measure=message(f"balance.measure.{found.id}"),
        value=value_text(found.id, found.value),
        target=target_message(found),
    )


def value_text(name: str, value: Fraction | None) -> str:
    """A measure's value as people read it."""
    from cases.costing import rounded

    if value is None:
        return "-"
    if name in COUNTS:
        return str(int(value))
    return f"{rounded(value, 3)}" if name in RATIOS else f"{rounded(value * 100, 1)}%"


def target_message(found: Measure) -> Message:
    """The bounds of a measure."""
    least, most = found.target.least, found.target.most
    low, high = value_text(found.id, least), value_text(found.id, most)
    if least is None:
        return message("balance.target.at_most", most=high)
    if most is None:
        return message("balance.target.at_least", least=low)
    return message("balance.target.between", least=low, most=high)


def document(documents: Documents, found: Examination) -> dict[str, Any]:
    """The whole examination as data."""
    from scoring.balance_games import best_openings, seats

    start = found.start
    fared = seats(start.games)
    return {
        "case": documents.case.value.id,
        "format": documents.form.value.id,
        "fair": found.fair,
        "games": len(start.games),
        "games_asked": found.asked,
        "interrupted": found.interrupted,
        "measures": [_measure_json(each) for each in start.measures],
        "zone_exact": start.figures.zone.exact,
        "best_joint_gain": _number(start.figures.best_joint),
        "trades": list(start.figures.trades),
        "reservation": {side.value: _number(value) for side, value in start.figures.reservation.items()},
        "seats": None if fared is None else {side.value: _seat_json(seat) for side, seat in fared.items()},
        "openings": [
            {"side": best.side.value, "anchor": _number(best.anchor), "lead": _number(best.lead)}
            for best in best_openings(start.games)
        ],
        "advice": [_advice_json(each) for each in found.advice],
        "after_advice": None if found.end is None else [_measure_json(each) for each in found.end.measures],
        "unsolved": list(found.unsolved),
    }


def _number(value: Fraction | None) -> float | None:
    from trainer.cli.selfplay import number

    return number(value)


def _measure_json(found: Measure) -> dict[str, Any]:
    return {
        "id": found.id,
        "value": _number(found.value),
        "least": _number(found.target.least),
        "most": _number(found.target.most),
        "met": found.met,
    }


def _seat_json(seat: Seat) -> dict[str, Any]:
    return {
        "games": seat.games,
        "mean": _number(seat.mean),
        "standard_deviation": _number(seat.deviation),
        "quartiles": [_number(value) for value in seat.quartiles],
    }


def _advice_json(advice: Advice) -> dict[str, Any]:
    return {
        "measure": advice.measure,
        "changes": [_change_json(change) for change in advice.changes],
        "before": _number(advice.before),
        "after": _number(advice.after),
        "fixes": list(advice.fixes),
    }


def _change_json(change: Change) -> dict[str, Any]:
    from trainer.cli.selfplay import terms_json

    values = terms_json({"before": change.before, "after": change.after})
    return {
        "place": change.place,
        "kind": change.kind,
        "side": change.side.value,
        "issue": change.issue or None,
        **values,
    }


def _write(case: Case, found: Examination, lang: Lang) -> None:
    click.echo(say("balance.title", lang, case=case.title, games=len(found.start.games)))
    for each in found.start.measures:
        if each.met is not None or found.asked:
            click.echo("  " + _line(each, lang))
    _write_seats(found, lang)
    if found.fair:
        click.echo(say("balance.fair", lang))
        return
    click.echo(say("balance.unfair", lang, count=len(found.start.missed)))
    for number, advice in enumerate(found.advice, 1):
        _write_advice(case, number, advice, lang)
    if found.advice and not found.unsolved:
        click.echo(say("balance.solved", lang))
    elif found.unsolved and not found.interrupted:
        names = tuple(message(f"balance.measure.{name}") for name in found.unsolved)
        click.echo(say("balance.unsolved", lang, measures=names))


def _line(found: Measure, lang: Lang) -> str:
    verdict = {True: "balance.met", False: "balance.not_met", None: "balance.not_measured"}[found.met]
    return say(
        "balance.line",
        lang,
        measure=message(f"balance.measure.{found.id}"),
        value=value_text(found.id, found.value),
        target=target_message(found),
        verdict=message(verdict),
    )


def _write_seats(found: Examination, lang: Lang) -> None:
    from scoring.balance_games import seats
    from trainer.cli.selfplay import share_text

    fared = seats(found.start.games)
    if fared is None:
        return
    for side, seat in fared.items():
        low, middle, high = (share_text(_number(value)) for value in seat.quartiles)
        click.echo(
            say(
                "balance.seat",
                lang,
                side=message(f"common.side.{side.value}"),
                mean=share_text(_number(seat.mean)),
                deviation=share_text(_number(seat.deviation)),
                low=low,
                middle=middle,
                high=high,
            )
        )


def _write_advice(case: Case, number: int, advice: Advice, lang: Lang) -> None:
    changes = tuple(_change_message(case, change, lang) for change in advice.changes)
    click.echo(
        say(
            "balance.advice",
            lang,
            number=number,
            changes=changes,
            measure=message(f"balance.measure.{advice.measure}"),
            before=value_text(advice.measure, advice.before),
            after=value_text(advice.measure, advice.after),
        )
    )
    for change in advice.changes:
        click.echo("     " + say("balance.place", lang, place=change.place))


def _change_message(case: Case, change: Change, lang: Lang) -> Message:
    from trainer.speech.describe import value_text as term_text

    side = message(f"common.side.{change.side.value}")
    issue = case.issue_map.get(change.issue)
    if change.kind == "opening" and issue is not None:
        before, after = (term_text(issue, value, lang) for value in (change.before, change.after))
    else:
        before, after = (
            f"{value:,}" for value in (change.before, change.after) if not isinstance(value, dict)
        )
    more = {"issue": issue.name} if issue is not None else {}
    return message(f"balance.change.{change.kind}", side=side, before=before, after=after, **more)
