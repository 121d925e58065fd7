"""All about one issue: values in full, both sides' history, the law, one's own limits, a step's price."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cases.issues import Issue
from cases.lang import Lang
from cases.sides import Side
from trainer.i18n import say
from trainer.preparation import Sheet
from trainer.speech.values import value_text
from trainer.table.views import CaseView, TableView
from trainer.tui.cost_lines import price_words
from trainer.tui.issue_rows import TIED
from trainer.tui.record_lines import article_words
from trainer.tui.settlement import StepPrice, step_of
from trainer.tui.short_values import short_value
from trainer.tui.sight import Sight
from trainer.tui.story import Stated, Story

MOST_STATED = 6
"""So many of a side's values are listed, the last ones."""


def issue_details(
    issue_id: str, sight: Sight, story: Story, sheet: Sheet, prices: Mapping[str, Fraction]
) -> list[tuple[str, str]]:
    """Lines as pairs of label and text; the label may be empty."""
    case, view, side, lang = sight.case, sight.view, sight.side, sight.lang
    issue, line = case.issues[issue_id], view.line(issue_id)
    told = [
        _line("now", lang, value_text(issue, issue.current, lang)),
        _line("range", lang, _range(issue, lang)),
    ]
    for each, label in ((side, "own"), (side.other, "other")):
        said = story.stated(issue_id, each)
        if said:
            told.append(_line(label, lang, _history(issue, said, lang)))
    if line.agreed is not None:
        told.append(_line("agreed", lang, value_text(issue, line.agreed, lang)))
    tied = _tied(view, issue_id, side)
    if tied:
        told.append(_line("tied", lang, tied))
    told.append(_line("aims", lang, _aims(issue, case, sheet, lang)))
    cost = prices.get(issue_id)
    if cost:
        told.append(_line("price", lang, price_words(case, StepPrice(issue_id, step_of(issue), cost), lang)))
    for rule in issue.legal:
        basis = article_words(rule.article.law, rule.article.article, lang)
        text = say("tablescreen.details.law", lang, note=rule.note, article=basis)
        told.append(_line(rule.kind, lang, text))
    told += [_line("reason", lang, words) for words in _reasons(issue_id, case, lang)]
    return [pair for pair in told if pair[1]]


def _reasons(issue: str, case: CaseView, lang: Lang) -> list[str]:
    """The own brief's reasons on an issue, each with the exhibit that carries it."""
    if case.brief is None:
        return []
    return [
        argument.text.get(lang)
        if argument.exhibit is None
        else say("tablescreen.details.with_exhibit", lang, text=argument.text, no=argument.exhibit)
        for argument in case.brief.arguments
        if argument.issue == issue
    ]


def _line(label: str, lang: Lang, text: str) -> tuple[str, str]:
    return say(f"tablescreen.details.{label}", lang), text


def _range(issue: Issue, lang: Lang) -> str:
    if issue.grid is not None:
        low, high, step = (
            value_text(issue, n, lang) for n in (issue.grid.min, issue.grid.max, issue.grid.step)
        )
        return say("tablescreen.details.ladder", lang, low=low, high=high, step=step)
    if issue.grades:
        return "; ".join(
            say(
                "tablescreen.details.grade",
                lang,
                grade=grade.name,
                low=grade.grid.min,
                high=grade.grid.max,
                step=grade.grid.step,
            )
            for grade in issue.grades
        )
    return " / ".join(value_text(issue, value, lang) for value in issue.options)


def _history(issue: Issue, said: tuple[Stated, ...], lang: Lang) -> str:
    """Values in the order in which they were stated, repeated ones once; grades in full only at the end."""
    values = [each for index, each in enumerate(said) if not index or said[index - 1].value != each.value]
    shown = [
        short_value(issue, each.value, lang) + (TIED if each.tied else "") for each in values[-MOST_STATED:]
    ]
    chain = " > ".join(shown)
    last = said[-1].value
    if isinstance(last, dict) or issue.choices:
        return f"{chain} ({value_text(issue, last, lang)})"
    return chain


def _tied(view: TableView, issue_id: str, side: Side) -> str:
    numbers = [
        f"#{offer.seq}"
        for offer in view.offers
        if offer.status == "standing" and offer.side is side.other and issue_id in offer.everything
    ]
    return " ".join(numbers)


def _aims(issue: Issue, case: CaseView, sheet: Sheet, lang: Lang) -> str:
    """The own sheet's figures, else the brief's."""
    if case.brief is None:
        return ""
    preference, plan = case.brief.preference(issue.id), sheet.plan(issue.id)
    target = plan.target if plan.target is not None else preference.target
    limit = plan.limit if plan.limit is not None else preference.limit
    return say(
        "tablescreen.details.aim",
        lang,
        target=value_text(issue, target, lang),
        limit=value_text(issue, limit, lang),
    )
