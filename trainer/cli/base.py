"""What all commands share: their language, help from the catalogues, JSON, and how they stop.

Standard output carries what was asked for and nothing else; everything said about it goes to standard
error. Nothing heavy is imported before a command runs, so that the command line starts at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cases.lang import Lang
from cases.messages import Message, Param, message
from trainer.i18n import choose_language, lookup, render, say

if TYPE_CHECKING:
    from cases.problems import Problem

F = TypeVar("F", bound=Callable[..., Any])

WRONG = 1
"""Exit status: the input is wrong."""
INTERRUPTED = 130
"""Exit status of a program stopped from the keyboard, as shells count it."""


class Stop(Exception):
    """The command cannot do what was asked: a sentence, perhaps with advice, and exit status 1."""

    def __init__(self, what: Message, hint: Message | None = None, *, place: str | None = None) -> None:
        super().__init__(what.key)
        self.message = what
        self.hint = hint
        self.place = place
        """``file:line`` where it is wrong."""

    def text(self, lang: Lang) -> str:
        """What to print."""
        what = render(self.message, lang)
        if self.hint is not None:
            what = say("check.with_hint", lang, message=what, hint=render(self.hint, lang))
        return f"{self.place}: {what}" if self.place else what


def unreadable(error: OSError) -> Message:
    """Why a file could not be read, in the person's own terms."""
    if isinstance(error, FileNotFoundError):
        return message("cli.file.missing")
    if isinstance(error, IsADirectoryError):
        return message("cli.file.folder")
    if isinstance(error, PermissionError):
        return message("cli.file.denied")
    return message("cli.file.unreadable", reason=error.strerror or "")


def unwritable(error: OSError) -> Message:
    """Why a file could not be written, in the person's own terms."""
    if isinstance(error, FileNotFoundError):
        return message("cli.file.no_folder")
    if isinstance(error, IsADirectoryError):
        return message("cli.file.folder")
    if isinstance(error, PermissionError):
        return message("cli.file.denied")
    return message("cli.file.unwritable", reason=error.strerror or "")


def language(context: click.Context, wanted: str | None = None) -> Lang:
    """The language of this command's ``--lang``, else of the whole command line, else of the surroundings."""
    if wanted is None:
        carried = context.find_root().obj
        wanted = carried.get("lang") if isinstance(carried, dict) else None
    return choose_language(wanted)


def tell(key: str, lang: Lang, /, **places: Param) -> None:
    """Say something about the work, on standard error."""
    click.echo(say(key, lang, **places), err=True)


def write_json(document: Any) -> None:
    """The one document of ``--json``."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def tell_problems(problems: Sequence[Problem], lang: Lang) -> None:
    """Problems of a file that the command needs, on standard error."""
    from trainer.problems import problem_line

    for problem in problems:
        click.echo(problem_line(problem, lang), err=True)


def said(context: click.Context, key: str | None) -> str:
    """A help text: its catalogue key in the language of the command line."""
    if key is None:
        return ""
    lang = language(context)
    return say(key, lang) if lookup(key, lang) is not None else key


class SpokenOption(click.Option):
    """An option whose help is a catalogue key."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names and help."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        mark = say("cli.option.required", language(ctx)) if self.required else ""
        return record[0], f"{said(ctx, self.help)}{mark}"


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Declare an option with spoken help."""
    return click.option(*names, cls=SpokenOption, **settings)


class Spoken(click.Command):
    """A command whose help is a catalogue key, said in the reader's language when it is asked for."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``."""
        found = super().get_help_option(ctx)
        if found is not None and not isinstance(found, SpokenOption):
            found = SpokenOption(
                ["-h", "--help"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_help,
                help="cli.option.help",
            )
            self._help_option = found
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage.prefix", language(ctx)) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The text, in lines as the catalogue has them: Chinese must not be wrapped by counting letters."""
        formatter.write("\n")
        for line in said(ctx, self.help).splitlines():
            formatter.write(f"  {line}\n" if line else "\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for each in options if (record := each.get_help_record(ctx))]
        with formatter.section(say("cli.section.options", language(ctx))):
            formatter.write_dl(records)

    def get_short_help_str(self, limit: int = 60) -> str:  # noqa: ARG002
        """The line in a list of commands."""
        context = click.get_current_context(silent=True)
        return said(context, self.help).partition("\n")[0] if context else str(self.help)


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


class SpokenGroup(Spoken, click.Group):
    """A group of spoken commands."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        Spoken.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with its line."""
        rows = [(name, self.line_for(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(say("cli.section.commands", language(ctx))):
            formatter.write_dl(rows)

    def line_for(self, ctx: click.Context, name: str) -> str:
        """The line of one command."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command is not None else ""


GROUP_LANG = option(
    "--lang", type=click.Choice(["zh", "en"]), default=None, expose_value=False, help="cli.option.lang"
)
"""The same on a group or a command that has nothing to say: read beforehand from the whole line."""

LANG = option("--lang", type=click.Choice(["zh", "en"]), default=None, help="cli.option.lang")
AS_JSON = option("--json", "as_json", is_flag=True, help="cli.option.json")


def usage_fault(error: click.UsageError) -> Message:
    """What is wrong with the way a command was called."""
    if isinstance(error, click.NoSuchOption):
        return message("cli.usage.no_option", name=error.option_name)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return message("cli.usage.no_command", name=error.command_name)
    if isinstance(error, click.MissingParameter):
        return message("cli.usage.missing", name=_name(error.param))
    if isinstance(error, click.BadOptionUsage):
        return message("cli.usage.no_value", name=error.option_name)
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    return message("cli.usage.extra")


def _bad_value(error: click.BadParameter) -> Message:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return message("cli.usage.choice", name=_name(error.param), choices=tuple(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        if kind.max is None:
            return message("cli.usage.at_least", name=_name(error.param), low=str(kind.min))
        return message("cli.usage.range", name=_name(error.param), low=str(kind.min), high=str(kind.max))
    return message("cli.usage.bad", name=_name(error.param))


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return (
        max(param.opts, key=len)
        if isinstance(param, click.Option)
        else (param.metavar or (param.name or "").upper())
    )


def near(name: str, known: Sequence[str]) -> Message | None:
    """A known name that resembles ``name``."""
    from difflib import get_close_matches

    found = get_close_matches(name, known, n=1)
    return message("cli.usage.near", name=found[0]) if found else None
