"""``trainer cases`` and ``trainer formats``: what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer.cli.base import AS_JSON, LANG, Spoken, language, write_json
from trainer.i18n import LIST_MARK, say

if TYPE_CHECKING:
    from cases.format import Format
    from cases.lang import Lang
    from cases.library import Card


@click.command("cases", cls=Spoken, help="cli.cases.help")
@AS_JSON
@LANG
@click.pass_context
def cases(context: click.Context, as_json: bool, lang: str | None) -> None:
    """List the library's cases, easiest first."""
    from cases.library import card, case_ids

    speech = language(context, lang)
    cards = [card(name) for name in case_ids()]
    if as_json:
        write_json({"cases": [_case_json(each) for each in cards]})
        return
    for each in cards:
        _write_case(each, speech)


def _case_json(card: Card) -> dict[str, object]:
    return {
        "id": card.id,
        "title": card.title.model_dump(),
        "sector": card.sector.model_dump(),
        "summary": card.summary.model_dump(),
        "level": card.level,
        "difficulty": card.difficulty,
        "formats": list(card.formats),
    }


def _write_case(card: Card, lang: Lang) -> None:
    click.echo(say("cli.cases.head", lang, id=card.id, title=card.title))
    click.echo("  " + say("cli.cases.about", lang, sector=card.sector, difficulty=card.difficulty))
    click.echo("  " + say("cli.cases.formats", lang, formats=card.formats))
    click.echo("  " + card.summary.get(lang))


@click.command("formats", cls=Spoken, help="cli.formats.help")
@AS_JSON
@LANG
@click.pass_context
def formats(context: click.Context, as_json: bool, lang: str | None) -> None:
    """List the library's formats, shortest first."""
    from cases.library import format_ids, load_format

    speech = language(context, lang)
    found = [load_format(name).value for name in format_ids()]
    if as_json:
        write_json({"formats": [_format_json(form) for form in found]})
        return
    for form in found:
        _write_format(form, speech)


def _seats(form: Format) -> dict[str, int]:
    sides = {side: [seat for seat in form.seats if seat.side == side] for side in ("union", "employer")}
    return {side: sum(seat.count for seat in seats) for side, seats in sides.items()}


def _format_json(form: Format) -> dict[str, object]:
    return {
        "id": form.id,
        "name": form.name.model_dump(),
        "about": form.about.model_dump(),
        "seconds": form.clock.total,
        "seats": _seats(form),
        "min_employers": form.min_employers,
        "two_sided": form.two_sided,
        "phases": [
            {
                "id": phase.id,
                "kind": phase.kind.value,
                "name": phase.name.model_dump(),
                "seconds": phase.seconds,
            }
            for phase in form.phases
        ],
    }


def _write_format(form: Format, lang: Lang) -> None:
    click.echo(say("cli.formats.head", lang, id=form.id, name=form.name))
    minutes = form.clock.total // 60
    seats = _seats(form)
    length = (
        say("cli.formats.minutes", lang, minutes=minutes) if minutes else say("cli.formats.untimed", lang)
    )
    line = say("cli.formats.about", lang, length=length, union=seats["union"], employer=seats["employer"])
    click.echo(f"  {line}")
    names = LIST_MARK[lang].join(phase.name.get(lang) for phase in form.phases if phase.counts)
    click.echo("  " + say("cli.formats.phases", lang, phases=names))
    click.echo("  " + form.about.get(lang))
