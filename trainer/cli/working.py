"""What commands with long work share: the executor option and progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from trainer.cli.base import Stop, option
from trainer.i18n import say

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from cases.lang import Lang

EXECUTOR = option("--executor", "executor_spec", default=None, metavar="SPEC", help="selfplay.executor.help")

BAR = 24
"""Columns of the progress bar."""
TENTHS = 10
"""Where standard error is no terminal, progress is told so many times."""


class Bar:
    """Progress on standard error: a bar on a terminal, a few lines elsewhere."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._told = 0

    def __call__(self, done: int, whole: int) -> None:
        """Tell how far the work is."""
        text = say("selfplay.progress", self._lang, done=done, whole=whole)
        if self._live:
            full = BAR * done // whole
            click.echo(f"\r[{'#' * full}{'.' * (BAR - full)}] {text} ", err=True, nl=done == whole)
        elif done * TENTHS // whole > self._told:
            self._told = done * TENTHS // whole
            click.echo(text, err=True)


@contextmanager
def executor_of(spec: str | None) -> Iterator[tuple[Executor | None, int]]:
    """The executor that was asked for; :class:`Stop` where it can't be had."""
    from trainer.executors import ExecutorFault, Spec, open_executor

    try:
        with open_executor(Spec.parse(spec)) as found:
            yield found
    except ExecutorFault as fault:
        raise Stop(fault.message, fault.hint) from None
