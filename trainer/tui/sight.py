"""What a person sees of a match at one moment: what most readings of the table begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from cases.lang import Lang
from cases.sides import Side
from cases.terms import Value
from trainer.session import Quote
from trainer.table.views import CaseView, TableView

if TYPE_CHECKING:
    from trainer.tui.runner import MatchRunner

QuoteTerms: TypeAlias = Callable[[Mapping[str, Value]], Quote]
"""Tells what terms cost in a full year."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Case and table as one side may see them, in the language it reads."""

    case: CaseView
    view: TableView
    side: Side
    lang: Lang
    quote: QuoteTerms


def sight_of(runner: MatchRunner, lang: Lang) -> Sight:
    """What the person of a runner sees now."""
    return Sight(runner.case(), runner.view(), runner.side, lang, runner.quote)
