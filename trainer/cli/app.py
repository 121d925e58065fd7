"""The command ``trainer``: what it can do, each part loaded only when it is asked for."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import cast

import click

from trainer import __version__
from trainer.cli.base import LANG, SpokenGroup, language, option, said, tell

PARTS: dict[str, tuple[str, str]] = {
    "demo": ("trainer.cli.demo", "demo"),
    "play": ("trainer.cli.play", "play"),
    "selfplay": ("trainer.cli.selfplay", "selfplay"),
    "replay": ("trainer.cli.transcripts", "replay"),
    "verify": ("trainer.cli.transcripts", "verify"),
    "cases": ("trainer.cli.library", "cases"),
    "formats": ("trainer.cli.library", "formats"),
    "case": ("trainer.cli.documents", "case"),
    "format": ("trainer.cli.documents", "format_"),
    "cost": ("trainer.cli.money", "cost"),
    "frontier": ("trainer.cli.frontier", "frontier"),
    "law": ("trainer.cli.law", "law"),
    "places": ("trainer.cli.places", "places"),
}
"""Commands by name: module and object."""


class Parts(SpokenGroup):
    """A group that knows its commands by name and imports none of them before it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order in which people need them."""
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now."""
        if cmd_name not in PARTS:
            return None
        module, name = PARTS[cmd_name]
        return cast("click.Command", getattr(import_module(module), name))

    def line_for(self, ctx: click.Context, name: str) -> str:
        """The line of one command, without importing it."""
        return said(ctx, f"cli.line.{name}")


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value and not ctx.resilient_parsing:
        click.echo(f"trainer {__version__}")
        ctx.exit()


@click.group(
    "trainer",
    cls=Parts,
    help="cli.help",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@LANG
@option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="cli.version")
@click.pass_context
def trainer(context: click.Context, lang: str | None) -> None:
    """Open the app; without a terminal, play the demonstration as text."""
    if lang is not None:
        context.obj = {**(context.obj or {}), "lang": lang}
    if context.invoked_subcommand is not None:
        return
    if not _at_terminal():
        tell("cli.no_terminal", language(context))
        demonstration = context.command.get_command(context, "demo")  # type: ignore[attr-defined]
        context.invoke(demonstration, lang=lang, seed=1)
        return
    from trainer.tui.run import run_app

    context.exit(run_app(language(context)))


def _at_terminal() -> bool:
    """Whether a person sits at both ends."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
