"""The program: run a command, and whatever happens leave with a plain sentence and a sensible exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

import click

from cases.lang import Lang
from cases.messages import message
from trainer.cli.app import PARTS, trainer
from trainer.cli.base import INTERRUPTED, WRONG, Stop, near, tell_problems, usage_fault
from trainer.i18n import choose_language, render, say

USAGE = 2
"""Exit status: the command was called wrongly."""

SAMPLE = "\u534f"
"""A Chinese character: what an output must be able to carry."""


def main() -> None:
    """Run the command line and leave the process with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit status and lets nothing but ``SystemExit`` escape."""
    for stream in (sys.stdout, sys.stderr):
        carry_chinese(stream)
    wanted = wanted_language(arguments)
    lang, output = choose_language(wanted), sys.stdout
    try:
        answer = trainer.main(
            args=list(arguments), prog_name="trainer", standalone_mode=False, obj={"lang": wanted}
        )
        sys.stdout.flush()
    except click.UsageError as error:
        return called_wrongly(error, lang)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("cli.interrupted", lang), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return pipe_closed()
    except SystemExit:
        if sys.stdout is not output:  # so Click says that the reader of standard output has gone
            return 0
        raise
    except Exception as error:  # the last line of defence: nobody is shown a traceback
        return stopped(error, lang)
    return answer if isinstance(answer, int) else 0


def wanted_language(arguments: Sequence[str]) -> str | None:
    """The language that ``--lang`` asks for anywhere on the command line, so that even faults speak it."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return None


def carry_chinese(stream: TextIO | None) -> None:
    """Make sure that a stream can carry Chinese: one that can't is written as UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is None or reconfigure is None:
        return
    try:
        SAMPLE.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        reconfigure(encoding="utf-8")
    reconfigure(errors="replace")


def called_wrongly(error: click.UsageError, lang: Lang) -> int:
    """Say what is wrong with the call and where help is."""
    what = usage_fault(error)
    hint = None
    if isinstance(error, click.exceptions.NoSuchCommand) and error.ctx is not None:
        group = error.ctx.command
        names = group.list_commands(error.ctx) if isinstance(group, click.Group) else list(PARTS)
        hint = near(error.command_name, names)
    elif isinstance(error, click.NoSuchOption) and error.possibilities:
        hint = message("cli.usage.near", name=error.possibilities[0])
    click.echo(render(what, lang), err=True)
    if hint is not None:
        click.echo(render(hint, lang), err=True)
    path = error.ctx.command_path if error.ctx is not None else "trainer"
    click.echo(say("cli.usage.help", lang, command=f"{path} --help"), err=True)
    return USAGE


def stopped(error: Exception, lang: Lang) -> int:
    """Say why the command stopped. What nobody foresaw goes into a report, not before the person."""
    from cases.problems import Unreadable

    if isinstance(error, Stop):
        click.echo(error.text(lang), err=True)
        return WRONG
    if isinstance(error, Unreadable):
        tell_problems(error.problems, lang)
        return WRONG
    if isinstance(error, click.ClickException):
        click.echo(error.format_message(), err=True)
        return WRONG
    from trainer.places import reports_folder
    from trainer.tui.failures import write_report

    report = write_report(error, reports_folder())
    if report is None:
        click.echo(say("cli.failed_unwritten", lang, kind=type(error).__name__), err=True)
    else:
        click.echo(say("cli.failed", lang, path=str(report)), err=True)
    return WRONG


def pipe_closed() -> int:
    """Whoever read the output has gone: leave quietly."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    main()
