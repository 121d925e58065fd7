"""Papers as texts for :class:`~trainer.tui.prose.Prose`: brief, exhibits, background, preparation sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cases.brief import Brief
from cases.exhibits import Cell, Chapter, Exhibit, Table
from cases.lang import Lang
from cases.text import Text
from trainer.i18n import say
from trainer.preparation import Sheet
from trainer.speech.values import item_name, value_text
from trainer.table.views import CaseView
from trainer.tui.figures import grouped, money


@dataclass(frozen=True, slots=True)
class Paper:
    """Something to read: ``id`` tells it apart, ``source`` is small Markdown."""

    id: str
    title: str
    source: str


def papers(case: CaseView, sheet: Sheet, lang: Lang) -> list[Paper]:
    """Everything that the reader may look at: own brief first, then the sheet, exhibits and background."""
    found = []
    if case.brief is not None:
        found.append(Paper("brief", say("tablescreen.papers.brief", lang), brief_source(case, lang)))
    found.append(Paper("sheet", say("tablescreen.papers.sheet", lang), sheet_source(case, sheet, lang)))
    for exhibit in case.exhibits:
        title = say("tablescreen.form.exhibit", lang, no=exhibit.no, title=exhibit.title)
        found.append(Paper(f"exhibit-{exhibit.no}", title, exhibit_source(exhibit, title, lang)))
    found += [
        Paper(f"chapter-{chapter.id}", chapter.title.get(lang), chapter_source(chapter, lang))
        for chapter in case.background
    ]
    return found


def exhibit_source(exhibit: Exhibit, title: str, lang: Lang) -> str:
    """An exhibit with its tables and source."""
    parts = [f"# {title}", *(text.get(lang) for text in exhibit.body)]
    parts += [table_source(table, lang) for table in exhibit.tables]
    if exhibit.source is not None:
        parts.append(say("tablescreen.papers.source", lang, source=exhibit.source))
    return "\n\n".join(parts)


def chapter_source(chapter: Chapter, lang: Lang) -> str:
    """A chapter of the background."""
    parts = [f"# {chapter.title.get(lang)}", *(text.get(lang) for text in chapter.paragraphs)]
    return "\n\n".join([*parts, *(table_source(table, lang) for table in chapter.tables)])


def table_source(table: Table, lang: Lang) -> str:
    """A table with its title above it."""
    head = [column.name.get(lang) for column in table.columns]
    rows = [
        [_cell(cell, column.decimals, lang) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]
    return f"**{table.title.get(lang)}**\n\n" + "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _cell(cell: Cell, decimals: int, lang: Lang) -> str:
    if isinstance(cell, Text):
        return cell.get(lang)
    return grouped(cell, decimals) if isinstance(cell, Decimal) else str(cell)


def brief_source(case: CaseView, lang: Lang) -> str:
    """The own brief: mandate, priorities, issue by issue, members, reasons."""
    brief = case.brief
    if brief is None:
        return ""
    return "\n\n".join(_brief_parts(brief, case, lang))


def _brief_parts(brief: Brief, case: CaseView, lang: Lang) -> Iterator[str]:
    yield f"# {say('tablescreen.papers.brief', lang)}"
    yield from (text.get(lang) for text in brief.summary)
    yield f"## {say('tablescreen.papers.priorities', lang)}"
    yield "\n".join(f"{place}. {text.get(lang)}" for place, text in enumerate(brief.priorities, start=1))
    yield f"## {say('tablescreen.papers.mandate', lang)}"
    yield brief.mandate.get(lang)
    if brief.budget is not None:
        budget = money(brief.budget.run_rate, lang)
        yield say("tablescreen.papers.budget", lang, money=budget, reason=brief.budget.reason)
    yield f"## {say('tablescreen.papers.alternative', lang)}"
    yield brief.alternative.get(lang)
    yield f"## {say('tablescreen.papers.issues', lang)}"
    yield _preferences(brief, case, lang)
    yield f"## {say('tablescreen.papers.segments', lang)}"
    yield "\n".join(
        "- "
        + say(
            "tablescreen.papers.segment",
            lang,
            name=segment.name,
            members=segment.members,
            delegates=segment.delegates,
            note=segment.note,
        )
        for segment in brief.segments
    )
    yield f"## {say('tablescreen.papers.arguments', lang)}"
    yield "\n".join(_arguments(brief, case, lang))


def _preferences(brief: Brief, case: CaseView, lang: Lang) -> str:
    head = [
        say(f"tablescreen.papers.{name}", lang) for name in ("issue", "weight", "opening", "target", "limit")
    ]
    rows = [_row(head), _row(["---"] * len(head))]
    for preference in sorted(brief.preferences, key=lambda each: -each.weight):
        issue = case.issues[preference.issue]
        values = (preference.opening, preference.target, preference.limit)
        cells = [value_text(issue, value, lang) for value in values]
        rows.append(_row([issue.name.get(lang), grouped(preference.weight), *cells]))
    return "\n".join(rows)


def _arguments(brief: Brief, case: CaseView, lang: Lang) -> Iterator[str]:
    for argument in brief.arguments:
        key = "argument" if argument.exhibit is None else "argument_exhibit"
        yield "- " + say(
            f"tablescreen.papers.{key}",
            lang,
            issue=case.issues[argument.issue].name,
            text=argument.text,
            no=argument.exhibit or 0,
        )


def sheet_source(case: CaseView, sheet: Sheet, lang: Lang) -> str:
    """What the person wrote down before."""
    title = f"# {say('tablescreen.papers.sheet', lang)}"
    if sheet.empty:
        return f"{title}\n\n{say('tablescreen.papers.no_sheet', lang)}"
    return "\n\n".join([title, *_sheet_parts(case, sheet, lang)])


def _sheet_parts(case: CaseView, sheet: Sheet, lang: Lang) -> Iterator[str]:
    planned = [name for name in case.issues if name in sheet.plans]
    if planned:
        head = [say(f"tablescreen.papers.{name}", lang) for name in ("issue", "opening", "target", "limit")]
        rows = [_row(head), _row(["---"] * len(head))]
        for name in planned:
            issue, plan = case.issues[name], sheet.plan(name)
            values = (plan.opening, plan.target, plan.limit)
            cells = ["-" if value is None else value_text(issue, value, lang) for value in values]
            rows.append(_row([issue.name.get(lang), *cells]))
        yield "\n".join(rows)
    if sheet.order:
        names = tuple(case.issues[name].name for name in sheet.order if name in case.issues)
        yield say("tablescreen.papers.order", lang, issues=names)
    if sheet.ask:
        yield say("tablescreen.papers.ask", lang, items=tuple(item_name(item, lang) for item in sheet.ask))
    if sheet.strongest:
        yield say("tablescreen.papers.strongest", lang, numbers=tuple(str(no) for no in sheet.strongest))
