"""``trainer selfplay``: computer against computer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.base import AS_JSON, INTERRUPTED, LANG, Spoken, language, option, tell, write_json
from trainer.cli.working import EXECUTOR, Bar, executor_of
from trainer.i18n import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.lang import Lang
    from cases.terms import Value
    from scoring.games import Game
    from trainer.executors import Played
    from trainer.selfplay import Documents, Job


@click.command("selfplay", cls=Spoken, help="selfplay.help")
@click.argument("case_ref", metavar="CASE")
@option("--games", type=click.IntRange(1, 1_000_000), default=10, metavar="N", help="selfplay.games")
@option("--seed", type=click.IntRange(0), default=1, metavar="N", help="selfplay.seed")
@option("--a", "union", default="cooperative", metavar="P", help="selfplay.a")
@option("--b", "employer", default="cooperative", metavar="P", help="selfplay.b")
@option("--level", type=click.IntRange(1, 4), default=2, metavar="L", help="selfplay.level")
@option("--format", "format_ref", default=None, metavar="FORMAT", help="selfplay.format")
@EXECUTOR
@AS_JSON
@LANG
@click.pass_context
def selfplay(
    context: click.Context,
    *,
    case_ref: str,
    games: int,
    seed: int,
    union: str,
    employer: str,
    level: int,
    format_ref: str | None,
    executor_spec: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Play games and tell what came of each and of all."""
    from trainer.cli.play import known_persona
    from trainer.executors import run_games
    from trainer.selfplay import Documents

    speech = language(context, lang)
    documents = Documents.load(case_ref, format_ref)
    jobs = _jobs(known_persona(union), known_persona(employer), games=games, level=level, seed=seed)
    with executor_of(executor_spec) as (executor, workers):
        played = run_games(documents, jobs, executor, Bar(speech), workers)
    if played.interrupted:
        tell("selfplay.interrupted", speech, done=len(played.games), whole=len(jobs))
    if as_json:
        write_json(document(documents, played, len(jobs)))
    else:
        _write(documents, played, speech)
    if played.interrupted:
        context.exit(INTERRUPTED)


def _jobs(union: str, employer: str, *, games: int, level: int, seed: int) -> list[Job]:
    """Games that differ in their seeds alone."""
    from cases.sides import BySide
    from trainer.selfplay import Job

    return [Job(number, BySide(union, employer), level, seed + number) for number in range(games)]


def document(documents: Documents, played: Played, asked: int) -> dict[str, Any]:
    """The whole answer as data."""
    return {
        "case": documents.case.value.id,
        "format": documents.form.value.id,
        "games_asked": asked,
        "interrupted": played.interrupted,
        "summary": summary(played.games),
        "games": [game_json(game) for game in played.games],
    }


def summary(games: Sequence[Game]) -> dict[str, Any]:
    """Counts and means over all games; means are null where there is nothing to take them of."""
    agreed = [game for game in games if game.agreed]
    shares = [share for game in agreed if (share := game.union_share) is not None]
    return {
        "games": len(games),
        "agreements": len(agreed),
        "agreement_rate": number(Fraction(len(agreed), len(games))) if games else None,
        "union_surplus_share": number(_mean(shares)),
        "union_utility": number(_mean([game.utilities.union for game in agreed])),
        "employer_utility": number(_mean([game.utilities.employer for game in agreed])),
        "rounds": number(_mean([Fraction(game.rounds) for game in games])),
        "cost": number(_mean([game.cost for game in agreed]), 2),
    }


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def number(value: Fraction | None, places: int = 4) -> float | None:
    """A figure for JSON, rounded half up."""
    from cases.rounding import rounded

    return None if value is None else float(rounded(value, places))


def game_json(game: Game) -> dict[str, Any]:
    """One game as data."""
    from cases.rounding import rounded

    return {
        "number": game.number,
        "seed": game.seed,
        "level": game.level,
        "personas": {side.value: name for side, name in game.personas.items()},
        "outcome": game.outcome,
        "agreement": game.agreed,
        "terms": terms_json(game.terms),
        "utility": {side.value: number(value) for side, value in game.utilities.items()},
        "reservation": {side.value: number(value) for side, value in game.reservation.items()},
        "union_surplus_share": number(game.union_share),
        "rounds": game.rounds,
        "opened": game.opened.value if game.opened is not None else None,
        "openings": {side.value: terms_json(terms) for side, terms in game.openings.items()},
        "opening_worth": {side.value: number(value) for side, value in game.opening_worth.items()},
        "cost": f"{rounded(game.cost, 2)}",
        "seconds": game.seconds,
    }


def terms_json(terms: Any) -> dict[str, Any]:
    """Terms as data: numbers as numbers."""
    return {name: _value_json(value) for name, value in terms.items()}


def _value_json(value: Value) -> Any:
    from cases.terms import json_number

    if isinstance(value, dict):
        return {grade: json_number(amount) for grade, amount in value.items()}
    return value if isinstance(value, str) else json_number(value)


def _write(documents: Documents, played: Played, lang: Lang) -> None:
    title = documents.case.value.title
    click.echo(say("selfplay.title", lang, case=title, format=documents.form.value.name))
    for game in played.games:
        _write_game(game, lang)
    if not played.games:
        return
    found = summary(played.games)
    click.echo(say("selfplay.rate", lang, agreements=found["agreements"], games=found["games"]))
    if found["agreements"]:
        shares = {name: share_text(found[name]) for name in ("union_utility", "employer_utility")}
        click.echo(say("selfplay.mean", lang, share=share_text(found["union_surplus_share"]), **shares))


def _write_game(game: Game, lang: Lang) -> None:
    outcome = say(f"selfplay.outcome.{game.outcome}", lang)
    if not game.agreed:
        click.echo(say("selfplay.none", lang, number=game.number + 1, outcome=outcome, rounds=game.rounds))
        return
    click.echo(
        say(
            "selfplay.one",
            lang,
            number=game.number + 1,
            outcome=outcome,
            rounds=game.rounds,
            union=share_text(number(game.utilities.union)),
            employer=share_text(number(game.utilities.employer)),
            cost=f"{int(game.cost):,}",
        )
    )


def share_text(value: float | None) -> str:
    """A utility or a share with two places; a dash where there is none."""
    return "-" if value is None else f"{value:.2f}"
