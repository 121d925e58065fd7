"""``trainer places``: where files are kept."""

from __future__ import annotations

import click

from trainer.cli.base import AS_JSON, LANG, Spoken, language, write_json
from trainer.i18n import say


@click.command("places", cls=Spoken, help="cli.places.help")
@AS_JSON
@LANG
@click.pass_context
def places(context: click.Context, as_json: bool, lang: str | None) -> None:
    """Print where the program keeps its files."""
    from cases.library import CASES, FORMATS
    from trainer import places as where

    speech = language(context, lang)
    found = {
        "matches": where.journal_file(),
        "preferences": where.preferences_file(),
        "reports": where.reports_folder(),
        "exports": where.export_folder(),
        "cases": CASES,
        "formats": FORMATS,
    }
    if as_json:
        write_json({name: str(path) for name, path in found.items()})
        return
    for name, path in found.items():
        click.echo(say("cli.places.line", speech, what=say(f"cli.places.{name}", speech), path=str(path)))
