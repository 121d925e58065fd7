"""``trainer play``: a match from a script, against the computer."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cases.messages import Message, message
from trainer.cli.base import LANG, Spoken, Stop, language, option, tell, unreadable, unwritable
from trainer.i18n import render, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cases.lang import Lang
    from cases.sides import Side
    from cases.terms import Value
    from trainer.cli.driving import Driver
    from trainer.cli.script import Line
    from trainer.matches import MatchPlan
    from trainer.session import Player, Session
    from trainer.table.answers import Refused

DEPUTY = "cooperative"
"""Persona of the computer that stands in where a script leaves off."""


@click.command("play", cls=Spoken, help="cli.play.help")
@click.argument("case_ref", metavar="CASE")
@option("--side", type=click.Choice(["union", "employer"]), required=True, help="cli.play.side")
@option("--format", "format_ref", default=None, metavar="FORMAT", help="cli.play.format")
@option("--opponent", default="cooperative", metavar="P", help="cli.play.opponent")
@option("--level", type=click.IntRange(1, 4), default=2, metavar="L", help="cli.play.level")
@option("--seed", type=click.IntRange(0), default=1, metavar="N", help="cli.play.seed")
@option("--script", required=True, metavar="FILE", help="cli.play.script")
@option("--out", default=None, metavar="T", help="cli.play.out")
@option("--unfinished", is_flag=True, help="cli.play.unfinished")
@LANG
@click.pass_context
def play(
    context: click.Context,
    *,
    case_ref: str,
    side: str,
    format_ref: str | None,
    opponent: str,
    level: int,
    seed: int,
    script: str,
    out: str | None,
    unfinished: bool,
    lang: str | None,
) -> None:
    """Play a script against the computer and write the transcript."""
    from cases.library import load_case
    from cases.sides import Side
    from trainer.cli.script import read_script
    from trainer.matches import MatchPlan

    speech = language(context, lang)
    lines = read_script(read_file(script), script)
    case = load_case(case_ref).value
    plan = MatchPlan(
        case=case_ref,
        format=format_ref or case.formats[0],
        side=Side(side),
        persona=known_persona(opponent),
        level=level,
        seed=seed,
    )
    session = open_session(plan, case.calendar.meeting)
    perform(session, lines, Side(side), plan, speech)
    if not unfinished:
        driver_of(session, plan).play_out()
    write_out(session.table.export().text(), out)
    _summary(session, out, speech)


def known_persona(name: str) -> str:
    """The persona, if there is one of this name."""
    from trainer.opponent.personas import persona_ids

    if name not in persona_ids():
        raise Stop(
            message("cli.play.no_persona", name=name), message("cli.play.personas", names=persona_ids())
        )
    return name


def open_session(plan: MatchPlan, meeting: str) -> Session:
    """The match of a plan. Its start is nine o'clock on the day of the meeting: same plan, same bytes."""
    from trainer.matches import open_match

    return open_match(plan, "headless", f"{meeting}T09:00:00+08:00")


def driver_of(session: Session, plan: MatchPlan) -> Driver:
    """The driver of a session, with the computer that stands in for the person."""
    from trainer.cli.driving import Driver

    def deputy(side: Side) -> Player:
        from trainer.opponent.counterpart import Counterpart

        def money(terms: Mapping[str, Value]) -> Fraction:
            return session.quote(terms).run_rate

        return Counterpart(side=side, persona=DEPUTY, level=2, seed=plan.seed, money=money)

    return Driver(session, deputy)


def perform(session: Session, lines: list[Line], side: Side, plan: MatchPlan, lang: Lang) -> None:
    """Make the moves of the script, the computer answering. Raises :class:`Stop` at a refused line."""
    from trainer.table.views import Viewer

    driver = driver_of(session, plan)
    viewer = Viewer(side.value)
    for line in lines:
        driver.wait_for(side, line.wanted)
        _check_time(line, driver.now)
        seat = line.seat or session.table.state.chiefs[side]
        _check_seat(line, session, side)
        moves, notes = line.moves(session.case(viewer), session.view(viewer), lang)
        for note in notes:
            click.echo(f"{line.place}: {render(note, lang)}", err=True)
        refused = driver.say(seat, moves, line.at)
        if refused is not None:
            raise _refusal(refused, line)


def _check_time(line: Line, now: int) -> None:
    if line.at is not None and line.at < now:
        raise Stop(message("cli.script.late", now=now // 1000), place=line.place)


def _check_seat(line: Line, session: Session, side: Side) -> None:
    own = tuple(seat.id for seat in session.table.form.seats if seat.side is side)
    if line.seat is not None and line.seat not in own:
        raise Stop(message("cli.script.seat", seat=line.seat, seats=own), place=line.place)


def _refusal(refused: Refused, line: Line) -> Stop:
    what: Message = message("cli.play.refused", rule=refused.rule, reason=refused.reason)
    if refused.article is not None:
        article = refused.article
        what = message("cli.play.by_article", what=what, law=article.law, number=article.article)
    return Stop(what, refused.possible, place=line.place)


def read_file(name: str) -> str:
    """A text file given by the person, or standard input for ``-``."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise Stop(unreadable(error), place=name) from None
    except UnicodeDecodeError:
        raise Stop(message("cli.file.encoding"), place=name) from None


def write_out(text: str, out: str | None) -> None:
    """Write the text to a file, whole or not at all; without a file, to standard output."""
    if out is None:
        click.echo(text, nl=False)
        return
    target = Path(out)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as error:
        raise Stop(unwritable(error), place=out) from None


def _summary(session: Session, out: str | None, lang: Lang) -> None:
    """What came of it, on standard error."""
    outcome = session.table.outcome
    what = say(f"notice.ended.{outcome}", lang) if outcome else say("notice.exported", lang)
    tell(
        "cli.play.done",
        lang,
        outcome=what,
        events=len(session.table.events),
        agreed=len(session.table.state.ledger),
    )
    if out is not None:
        tell("cli.play.written", lang, path=out)
