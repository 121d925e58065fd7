"""Values, terms, figures and days in plain words: 6.5%, 0.96 yuan a piece, 1 July 2026."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from cases.issues import Issue, Unit
from cases.lawbook import lawbook, spoken_title
from cases.moves import Figure
from cases.statutes import law_title
from cases.terms import Terms, Value
from cases.text import Lang, Text
from trainer.i18n import LIST_MARK, lookup, plain, say
from trainer.speech.day_words import day_text

HALF = Decimal("0.5")
MANY_GRADES = 2
"""So many grades are named one by one in a sentence that names several terms."""
GROUPED_FROM = 10_000
"""Numbers from here on carry thousands separators."""


def number_text(number: Decimal, decimals: int = 0) -> str:
    """A number with at least ``decimals`` places and, when large, thousands separators."""
    text = plain(number)
    whole, _, places = text.partition(".")
    if abs(number) >= GROUPED_FROM:
        whole = f"{int(whole):,}"
    places = places.ljust(decimals, "0") if decimals else places
    return f"{whole}.{places}" if places else whole


def unit_text(number: Decimal, unit: str, lang: Lang, decimals: int = 0, *, short: bool = False) -> str:
    """A number with its unit; an unknown unit leaves the number alone."""
    special = {Decimal(1): "one", HALF: "half"}.get(number)
    keys = [f"unit.{special}.{unit}"] if special else []
    keys += [f"unit.short.{unit}"] if short else []
    keys.append(f"unit.{unit}")
    pad = decimals if unit.startswith("yuan") and number != number.to_integral_value() else 0
    for key in keys:
        if lookup(key, lang) is not None:
            return say(key, lang, value=number_text(number, pad))
    return number_text(number, decimals)


def value_text(issue: Issue, value: Value, lang: Lang) -> str:
    """A value of an issue with its unit, as it is said at the table."""
    if isinstance(value, dict):
        return LIST_MARK[lang].join(
            say(
                "unit.grade",
                lang,
                grade=issue.grade_map[grade].name if grade in issue.grade_map else grade,
                value=unit_text(number, issue.unit.value, lang, issue.decimals, short=True),
            )
            for grade, number in value.items()
        )
    if isinstance(value, Decimal):
        return unit_text(value, issue.unit.value, lang, issue.decimals)
    if issue.unit is Unit.DATE or issue.dates:
        return day_text(value, lang)
    choice = issue.choice_map.get(value)
    return choice.label.get(lang) if choice is not None else value


def value_brief(issue: Issue, value: Value, lang: Lang) -> str:
    """A value for a sentence that names several: of many grades only the lowest and the highest are said."""
    if not isinstance(value, dict) or len(value) <= MANY_GRADES:
        return value_text(issue, value, lang)
    known = [grade for grade in issue.grade_map if grade in value]
    low, high = (value_text(issue, {grade: value[grade]}, lang) for grade in (known[0], known[-1]))
    return say("unit.grade_range", lang, low=low, high=high)


def issue_name(issues: Mapping[str, Issue], name: str, lang: Lang) -> str:
    """The name of an issue; an unknown one keeps its id."""
    return issues[name].name.get(lang) if name in issues else name


def issue_names(issues: Mapping[str, Issue], names: tuple[str, ...], lang: Lang) -> str:
    """Names of issues as a list."""
    return LIST_MARK[lang].join(issue_name(issues, name, lang) for name in names)


def term_text(
    issues: Mapping[str, Issue], name: str, value: Value, lang: Lang, *, brief: bool = False
) -> str:
    """One term: the issue's name and the value; ``brief`` shortens a long list of grades."""
    issue = issues.get(name)
    if issue is None:
        return f"{name} {value}"
    key = "move.term_choice" if issue.choices or issue.grades else "move.term"
    shown = value_brief(issue, value, lang) if brief else value_text(issue, value, lang)
    return say(key, lang, issue=issue.name, value=shown)


def terms_text(issues: Mapping[str, Issue], terms: Terms, lang: Lang, *, brief: bool = False) -> str:
    """Several terms as a list."""
    mark = LIST_MARK[lang] if lang is Lang.ZH else say("move.mark", lang)
    return mark.join(term_text(issues, name, value, lang, brief=brief) for name, value in terms.items())


def law_name(name: str, lang: Lang) -> str:
    """A law as it is named in a sentence: in book-title marks in Chinese, by its English title in English.

    A name that the statute table does not know stays as it was said.
    """
    title = law_title(name)
    if title is None:
        return name
    known = lawbook().title(title)
    spoken = spoken_title(known).get(lang)
    return f"《{spoken}》" if lang is Lang.ZH else spoken


def item_name(item: str, lang: Lang) -> str:
    """The name of an item of information, or its id in plain spelling where it has none."""
    return lookup(f"item.{item}", lang) or item.replace("_", " ").replace("-", " ")


def figure_text(figure: Figure, lang: Lang, label: Text | None = None) -> str:
    """A stated figure: what, when, how much; ``label`` is the paper's own name for it, if known."""
    metric = label.get(lang) if label is not None else item_name(figure.metric, lang)
    value = unit_text(figure.value, figure.unit or "", lang)
    if figure.period is None:
        return say("move.figure.plain", lang, metric=metric, value=value)
    key = "move.figure.period" if figure.period.isdigit() else "move.figure.other_period"
    return say(key, lang, metric=metric, value=value, period=figure.period)
