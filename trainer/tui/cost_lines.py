"""The money panel: what each side's word costs in a full year."""

from __future__ import annotations

from decimal import Decimal

from cases.issues import Issue, Unit
from cases.lang import Lang
from trainer.i18n import say
from trainer.speech.values import value_text
from trainer.table.views import CaseView
from trainer.tui.figures import money, percent
from trainer.tui.settlement import StepPrice, has_spoken, terms_of
from trainer.tui.sight import Sight


def cost_rows(sight: Sight) -> tuple[tuple[str, ...], ...]:
    """Rows of label, full-year cost and share of payroll: ours, theirs, the difference."""
    case, view, side, lang = sight.case, sight.view, sight.side, sight.lang
    rows: list[tuple[str, ...]] = []
    costs = {}
    for each, label in ((side, "own"), (side.other, "other")):
        if not has_spoken(view, each):
            rows.append((say(f"tablescreen.costs.{label}", lang), "-", say("tablescreen.costs.silent", lang)))
            continue
        found = sight.quote(terms_of(case, view, each))
        costs[each] = found.run_rate
        share = say("tablescreen.costs.share", lang, share=percent(found.share))
        rows.append((say(f"tablescreen.costs.{label}", lang), money(found.run_rate, lang), share))
    if len(costs) == 2:
        gap = costs[side] - costs[side.other]
        rows.append((say("tablescreen.costs.gap", lang), money(abs(gap), lang), ""))
    return tuple(rows)


def price_words(case: CaseView, price: StepPrice, lang: Lang) -> str:
    """One step of an issue and what it costs in a full year."""
    issue = case.issues[price.issue]
    step = step_words(issue, price.step, lang)
    return say("tablescreen.costs.step", lang, issue=issue.name, step=step, cost=money(price.cost, lang))


def step_words(issue: Issue, step: Decimal | None, lang: Lang) -> str:
    """One step of an issue: a percentage point, ten yuan, the next option."""
    if step is None:
        return say("tablescreen.costs.next_option", lang)
    if issue.unit is Unit.PCT:
        return say("tablescreen.costs.points", lang, value=step)
    return value_text(issue, step, lang)
