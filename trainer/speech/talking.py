"""Commands about reasons, papers and procedure. One function for each command."""

from __future__ import annotations

import re

from cases import moves as m
from cases.issues import ArticleRef
from cases.messages import message
from cases.statutes import law_title
from cases.terms import Number, Value
from trainer.speech import lexicon
from trainer.speech.amounts import Amount, take_amount
from trainer.speech.builders import Builder
from trainer.speech.lexicon import CommandWord
from trainer.speech.names import Ground, item_title, look, look_like, near, take_issues
from trainer.speech.scanner import Scanner
from trainer.speech.terms import (
    at_words,
    option_in,
    take_argument,
    take_citation,
    take_exhibit,
    take_option,
    take_ref,
    take_terms,
    topic,
    value_if_any,
)

_YEAR = re.compile(r"(?:19|20)\d\d")


def info(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Ask for papers: items, a period, the article that obliges."""
    items: list[str] = []
    period: str | None = None
    article: ArticleRef | None = None
    while not (items and at_words(scanner)) and not scanner.done:
        scanner.take(lexicon.words("connect", "and"))
        found = take_period(scanner)
        if found is not None:
            period = found
            continue
        if scanner.take(lexicon.words("connect", "with_law")) is not None:
            article = _obliging(scanner)
            continue
        article_here = take_citation(scanner)
        if article_here is not None and article_here.number is not None:
            article = ArticleRef(law=article_here.title.zh, article=article_here.number)
            continue
        item = _item(scanner, ground, first=not items)
        if item is None:
            break
        items.append(item)
    if not items:
        raise scanner.misread(message("command.info.none"), message(f"command.usage.{word.id}"))
    return m.InfoRequest(items=tuple(dict.fromkeys(items)), period=period, article=article)


def _item(scanner: Scanner, ground: Ground, *, first: bool) -> str | None:
    found = look(scanner, ground.item_names) or look_like(scanner, ground.item_names)
    if found is not None:
        scanner.pos = found.end
        askable = [item for item in found.targets if item in ground.case.askable]
        return (askable or list(found.targets))[0]
    if not first:
        return None
    typed = scanner.chunk()
    close = near(typed, ground.item_names) or ground.case.askable
    raise scanner.misread(
        message("command.info.unknown", word=typed),
        message("command.info.near", items=tuple(item_title(item) for item in close)),
    )


def _obliging(scanner: Scanner) -> ArticleRef:
    start = scanner.pos
    citation = take_citation(scanner)
    if citation is None or citation.number is None:
        raise scanner.misread(message("command.law.unknown"), message("command.law.how"), start=start)
    return ArticleRef(law=citation.title.zh, article=citation.number)


def take_period(scanner: Scanner) -> str | None:
    """A year, a span of years, or words such as last year; returned as they were typed."""
    scanner.skip()
    start = scanner.pos
    for name in ("recent", "last_year", "this_year"):
        found = scanner.take(lexicon.words("period", name))
        if found is not None:
            return scanner.text[start : scanner.pos]
    match = _YEAR.match(scanner.left)
    if match is None:
        return None
    period = _take_year(scanner)
    if scanner.take(lexicon.words("period", "span"), skip=False) and _YEAR.match(scanner.left):
        return f"{period}-{_take_year(scanner)}"
    return period


def _take_year(scanner: Scanner) -> str:
    year = scanner.left[:4]
    scanner.pos += 4
    scanner.take(lexicon.words("period", "year_sign"), skip=False)
    return year


def disclose(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Show papers, state figures, or name priorities of one's own side."""
    what = take_option(scanner, "disclose")
    if what == "priority":
        issues = take_issues(scanner, ground, lexicon.words("connect", "and"))
        return m.Disclose(priorities=issues, what="priority")
    exhibits: list[int] = []
    while (number := take_exhibit(scanner)) is not None:
        exhibits.append(number)
    figures: list[m.Figure] = []
    while not at_words(scanner) and (figure := _figure(scanner, ground)) is not None:
        figures.append(figure)
    if not exhibits and not figures and what is None:
        raise scanner.misread(message("command.disclose.none"), message(f"command.usage.{word.id}"))
    return m.Disclose.model_validate(
        {"exhibits": tuple(exhibits), "figures": tuple(figures), "what": what or "fact"}
    )


def _figure(scanner: Scanner, ground: Ground, exhibit: int | None = None) -> m.Figure | None:
    """A metric and its figure; a figure left out is read from the paper that is named."""
    found = look(scanner, ground.metric_names)
    if found is None:
        return None
    start, scanner.pos = scanner.pos, found.end
    period = take_period(scanner)
    amount = take_amount(scanner)
    period = period or take_period(scanner)
    metric = _best_metric(found.targets, ground)
    if amount is None:
        read = _from_paper(metric, exhibit, ground)
        if read is None:
            scanner.pos = start
        return read
    number = -amount.number if amount.mode == "down" else amount.number
    return m.Figure(metric=metric, value=number, unit=_unit(amount), period=period)


def _best_metric(metrics: tuple[str, ...], ground: Ground) -> str:
    """Of several metrics with this name the first that a readable paper has."""
    known = {fact.metric for paper in ground.case.exhibits for fact in paper.facts}
    return next((metric for metric in metrics if metric in known), metrics[0])


def _from_paper(metric: str, exhibit: int | None, ground: Ground) -> m.Figure | None:
    for paper in ground.case.exhibits:
        if exhibit is not None and paper.no != exhibit:
            continue
        fact = next((fact for fact in paper.facts if fact.metric == metric), None)
        if fact is not None:
            unit = str(fact.unit)
            return m.Figure(metric=metric, value=fact.value, unit=unit, period=fact.period)
    return None


def _unit(amount: Amount) -> str | None:
    """The unit as figures carry it."""
    if amount.unit == "yuan":
        return f"yuan_per_{amount.per}" if amount.per else "yuan"
    return "times_per_year" if amount.unit == "times" else amount.unit


def data(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Quote a figure, with or without the paper it is in."""
    exhibit = take_exhibit(scanner)
    issue = None
    figure = _figure(scanner, ground, exhibit)
    if figure is None:
        typed = scanner.chunk()
        close = near(typed, ground.metric_names) if typed else ()
        hint = (
            message("command.info.near", items=tuple(item_title(name) for name in close))
            if close
            else message(f"command.usage.{word.id}")
        )
        raise scanner.misread(message("command.data.none", word=typed), hint)
    exhibit = exhibit if exhibit is not None else take_exhibit(scanner)
    issue = topic(scanner, ground)
    return m.CiteData(figure=figure, exhibit=exhibit, issue=issue)


def law(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Quote an article."""
    citation = take_citation(scanner)
    if citation is not None:
        title = citation.title.zh if law_title(citation.title.zh) else citation.title.get(ground.lang)
        return m.CiteLaw(law=title, article=citation.number, issue=topic(scanner, ground))
    typed = re.match(r"[^\d]{2,40}?(?=\s*\d|$)", scanner.left)
    if typed is None:
        raise scanner.misread(message("command.law.unknown"), message(f"command.usage.{word.id}"))
    name = scanner.text[scanner.pos : scanner.pos + typed.end()].strip()
    scanner.pos += typed.end()
    return m.CiteLaw(law=name, article=take_ref(scanner), issue=topic(scanner, ground))


def comparator(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Point to another firm or place, with or without a figure on an issue."""
    who = scanner.chunk()
    if not who:
        raise scanner.misread(message("command.comparator.who"), message(f"command.usage.{word.id}"))
    scanner.pos += len(who)
    issue = topic(scanner, ground)
    value: Number | None = None
    unit = None
    if issue is not None:
        said: Value | None = value_if_any(scanner, ground, ground.issue(issue))
        value = said if said is not None and not isinstance(said, (str, dict)) else None
        unit = ground.issue(issue).unit.value if value is not None else None
    return m.CiteComparator(who=who, issue=issue, value=value, unit=unit, exhibit=take_exhibit(scanner))


def appeal(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Appeal to need, fairness or shared interest; a warning foretells a lawful consequence."""
    issue = topic(scanner, ground)
    basis = take_option(scanner, "appeal")
    issue = issue or topic(scanner, ground)
    argument = take_argument(scanner, ground)
    basis = basis or option_in(scanner.text[scanner.pos :], "appeal") or "need"
    return m.Appeal.model_validate(
        {"basis": basis, "issue": issue, "warn": word.id == "warn", "argument": argument}
    )


def probe(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Ask about interests, priorities, limits or reasons, or what would be if."""
    if scanner.take(lexicon.words("probe", "what_if")) is not None and not scanner.done:
        return m.Probe(target="what_if", terms=take_terms(scanner, ground))
    issue = topic(scanner, ground)
    target = option_in(scanner.text[scanner.pos :], "probe") or "reason"
    return m.Probe.model_validate({"target": target, "issue": issue})


def opening(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """The opening statement, with the topics it names."""
    return m.Opening(topics=take_issues(scanner, ground, lexicon.words("connect", "and")))


def agenda(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """The order of the issues."""
    order = take_issues(scanner, ground, lexicon.words("connect", "and"))
    if not order:
        raise scanner.misread(message("command.issue.missing"), message(f"command.usage.{word.id}"))
    return m.Agenda(order=order)


TALK: dict[str, Builder] = {
    "info": info,
    "disclose": disclose,
    "law": law,
    "data": data,
    "comparator": comparator,
    "appeal": appeal,
    "warn": appeal,
    "probe": probe,
    "opening": opening,
    "agenda": agenda,
}
"""Builders by command id."""
