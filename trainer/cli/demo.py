"""``trainer demo``: one whole match between two computers, as a person would read it, with a debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer.cli.base import LANG, Spoken, language, option

if TYPE_CHECKING:
    from trainer.session import Session

CASE = "hengyue-machinery"
FORMAT = "cn-union-district"


@click.command("demo", cls=Spoken, help="cli.demo.help")
@option("--seed", type=click.IntRange(0), default=1, metavar="N", help="cli.demo.seed")
@LANG
@click.pass_context
def demo(context: click.Context, seed: int, lang: str | None) -> None:
    """Play one built-in match and print it. The same seed prints the same bytes."""
    from trainer.cli.debriefing import debrief_lines
    from trainer.cli.replaying import Replay

    speech = language(context, lang)
    session = played(seed)
    book, transcript = session.table.book, session.table.export()
    for line in Replay(transcript, book.case, book.form, speech).lines(session.table.state):
        click.echo(line)
    for line in debrief_lines(session, speech):
        click.echo(line)


def played(seed: int) -> Session:
    """The demonstration match, played to its end."""
    from cases.library import load_case
    from trainer.cli.play import driver_of, open_session
    from trainer.matches import MatchPlan

    plan = MatchPlan(case=CASE, format=FORMAT, side=None, seed=seed)
    session = open_session(plan, load_case(CASE).value.calendar.meeting)
    driver_of(session, plan).play_out()
    return session
