"""``trainer replay`` and ``trainer verify``: read a transcript again, and see whether it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cases.messages import message
from trainer.cli.base import (
    AS_JSON,
    LANG,
    WRONG,
    Spoken,
    Stop,
    language,
    option,
    tell,
    unreadable,
    write_json,
)
from trainer.i18n import render, say

if TYPE_CHECKING:
    from cases.transcript import BadLine, Transcript
    from trainer.table.rulebook import Rulebook

CASE = option("--case", "case_ref", default=None, metavar="CASE", help="cli.transcript.case")
FORMAT = option("--format", "format_ref", default=None, metavar="FORMAT", help="cli.transcript.format")


@click.command("replay", cls=Spoken, help="cli.replay.help")
@click.argument("file", metavar="T")
@CASE
@FORMAT
@LANG
@click.pass_context
def replay(
    context: click.Context, file: str, case_ref: str | None, format_ref: str | None, lang: str | None
) -> None:
    """Print a match as a person reads it."""
    from trainer.cli.replaying import Replay
    from trainer.table.table import Table

    speech = language(context, lang)
    transcript = whole_transcript(file)
    book = book_of(transcript, case_ref, format_ref)
    table = Table.replay(book, transcript.header, transcript.events)
    for line in Replay(transcript, book.case, book.form, speech).lines(table.state):
        click.echo(line)


@click.command("verify", cls=Spoken, help="cli.verify.help")
@click.argument("file", metavar="T")
@CASE
@FORMAT
@AS_JSON
@LANG
@click.pass_context
def verify(
    context: click.Context,
    *,
    file: str,
    case_ref: str | None,
    format_ref: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Check form, chain, and every move anew; exit status 1 and the first bad line where it does not hold."""
    speech = language(context, lang)
    bad = first_bad(file, case_ref, format_ref)
    if as_json:
        found = None if bad is None else {"line": bad.line, "message": render(bad.message, speech)}
        write_json({"file": file, "holds": bad is None, "bad": found})
    elif bad is None:
        click.echo(say("cli.verify.holds", speech, file=file))
    else:
        click.echo(f"{file}:{bad.line}: {render(bad.message, speech)}")
    if bad is not None:
        tell("cli.verify.broken", speech, line=bad.line)
        context.exit(WRONG)


def read_transcript(file: str) -> Transcript | BadLine:
    """A transcript file, or its first bad line."""
    from cases.transcript import BadLine, read_lines, split

    try:
        raw = Path(file).read_bytes()
    except OSError as error:
        raise Stop(unreadable(error), place=file) from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return BadLine(raw.count(b"\n", 0, error.start) + 1, message("cli.file.encoding"))
    return read_lines(split(text))


def whole_transcript(file: str) -> Transcript:
    """A transcript file whose chain holds. Raises :class:`~trainer.cli.base.Stop` at its first bad line."""
    from cases.transcript import BadLine

    found = read_transcript(file)
    if isinstance(found, BadLine):
        raise Stop(found.message, place=f"{file}:{found.line}")
    return found


def book_of(transcript: Transcript, case_ref: str | None, format_ref: str | None) -> Rulebook:
    """The rulebook that a transcript was played by, its documents held to their hashes.

    ``case_ref`` and ``format_ref`` name documents that are not the library's. Raises ``Unreadable``.
    """
    from cases.costing.from_case import case_bases
    from trainer.matches import documents_of, make_book

    header = transcript.header
    refs = (case_ref or header.case.id, format_ref or header.format.id)
    case, form = documents_of(header, refs)
    return make_book(case, form, case_bases(case))


def first_bad(file: str, case_ref: str | None, format_ref: str | None) -> BadLine | None:
    """The first line that does not hold: by its form and chain, else by judging every move again."""
    from cases.transcript import BadLine
    from trainer.table.verify import verify as judge_again

    found = read_transcript(file)
    if isinstance(found, BadLine):
        return found
    return judge_again(book_of(found, case_ref, format_ref), found)
