"""Rules for reasons and information: citations, figures, requests, disclosures, summaries."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from cases import moves as m
from cases.exhibits import Exhibit, Fact, UnlockKey
from cases.issues import ArticleRef
from cases.messages import message
from cases.sides import Side
from cases.terms import Value
from trainer.table.answers import Findings, Refused, foul, note
from trainer.table.rules import Answer, Context
from trainer.table.state import Status

TOLERANCE = Decimal("0.005")
"""A stated figure within half a per cent of the paper counts as right (V13)."""

THREAT_ARTICLE = ArticleRef(law="工资集体协商试行办法", article=15)
"""No extreme acts, threats, bribes or deceit in wage consultation."""


def visible(ctx: Context, exhibit: Exhibit, side: Side) -> bool:
    """Whether ``side`` may read the exhibit: public, its own, or shown to it."""
    if exhibit.owner in {side.value, "both"} or exhibit.unlock.key is UnlockKey.PUBLIC:
        return True
    return exhibit.no in ctx.state.revealed[side]


def opening(ctx: Context, move: m.Move) -> Answer:
    """Once a side; the topics named must be issues of the case."""
    move = cast("m.Opening", move)
    if ctx.state.opened[ctx.side]:
        return Refused("V2", message("table.refuse.opened"))
    return _unknown_issues(ctx, move.topics) or ()


def agenda(ctx: Context, move: m.Move) -> Answer:
    """The order of the issues."""
    return _unknown_issues(ctx, cast("m.Agenda", move).order) or ()


def _unknown_issues(ctx: Context, names: Iterable[str]) -> Refused | None:
    for name in names:
        if ctx.issue(name) is None:
            known = tuple(item.name for item in ctx.case.issues)
            return Refused(
                "V3",
                message("table.refuse.no_issue", issue=name),
                message("table.possible.issues", issues=known),
            )
    return None


def info_request(ctx: Context, move: m.Move) -> Answer:
    """Ask for papers. An item must be known; an article that obliges makes the request lawful (V14)."""
    move = cast("m.InfoRequest", move)
    if not move.items:
        return (note("V14", "table.note.vague_request"),)
    theirs = [exhibit for exhibit in ctx.case.exhibits if exhibit.owner == ctx.side.other.value]
    known = sorted({item for exhibit in theirs for item in exhibit.unlock.items})
    if not any(item in known for item in move.items):
        return Refused(
            "V14",
            message("table.refuse.no_item", items=tuple(move.items)),
            message(
                "table.possible.items", items=tuple(message(f"item.{item}") for item in _askable(theirs))
            ),
        )
    findings: Findings = ()
    if move.article is not None:
        findings = citation(ctx, move.article.law, move.article.article)
    if not move.period:
        findings = (*findings, note("V14", "table.note.no_period"))
    return findings


def _askable(exhibits: Iterable[Exhibit]) -> list[str]:
    """Items worth naming in a refusal: what standard lists name anyway, never a hidden paper's name."""
    listed = {
        item
        for exhibit in exhibits
        if exhibit.unlock.key in {UnlockKey.ON_REQUEST, UnlockKey.ON_REQUEST_WITH_LAW}
        for item in exhibit.unlock.items
    }
    return sorted(listed)


def disclose(ctx: Context, move: m.Move) -> Answer:
    """Show own papers or state own figures; a false figure is deceit (V13)."""
    move = cast("m.Disclose", move)
    for number in move.exhibits:
        exhibit = ctx.case.exhibit_map.get(number)
        if exhibit is None or exhibit.owner != ctx.side.value:
            own = tuple(str(item.no) for item in ctx.case.exhibits if item.owner == ctx.side.value)
            return Refused(
                "V13",
                message("table.refuse.not_own_exhibit", no=number),
                message("table.possible.exhibits", numbers=own),
            )
    refused = _unknown_issues(ctx, move.priorities)
    if refused is not None:
        return refused
    own_facts = [
        fact for item in ctx.case.exhibits if item.owner in {ctx.side.value, "both"} for fact in item.facts
    ]
    findings: Findings = ()
    for figure in move.figures:
        findings += _figure(figure, own_facts)
    if any(ctx.case.exhibit_map[number].unlock.key is UnlockKey.NEVER for number in move.exhibits):
        findings = (*findings, note("V13", "table.note.secret"))
    return findings


def cite_data(ctx: Context, move: m.Move) -> Answer:
    """Quote a figure: compared with every paper that the speaker may read (V13)."""
    move = cast("m.CiteData", move)
    if move.exhibit is not None:
        exhibit = ctx.case.exhibit_map.get(move.exhibit)
        if exhibit is None or not visible(ctx, exhibit, ctx.side):
            return Refused("V13", message("table.refuse.no_exhibit", no=move.exhibit))
        return _figure(move.figure, list(exhibit.facts) or _readable(ctx))
    return _figure(move.figure, _readable(ctx))


def _readable(ctx: Context) -> list[Fact]:
    return [fact for item in ctx.case.exhibits if visible(ctx, item, ctx.side) for fact in item.facts]


def _figure(figure: m.Figure, facts: list[Fact]) -> Findings:
    same = [fact for fact in facts if fact.metric == figure.metric]
    dated = [fact for fact in same if figure.period is None or fact.period in {None, figure.period}]
    if not dated:
        return (note("V13", "table.note.unsupported", metric=figure.metric),)
    if any(_close(figure.value, fact.value) for fact in dated):
        return ()
    return (foul("V13", "table.foul.false_figure", metric=figure.metric, stated=figure.value),)


def _close(stated: Decimal, true: Decimal) -> bool:
    return abs(stated - true) <= abs(true) * TOLERANCE


def cite_law(ctx: Context, move: m.Move) -> Answer:
    """Quote an article: it must exist and be in force (V12)."""
    move = cast("m.CiteLaw", move)
    return citation(ctx, move.law, move.article)


def citation(ctx: Context, law: str, article: int | None) -> Findings:
    """Findings on a citation; an article we could only see second-hand is said to be so."""
    check = ctx.book.check_citation(law, article)
    ref = ArticleRef(law=check.law, article=article) if article and check.law else None
    if check.kind == "ok":
        return () if article is not None else (note("V12", "table.note.law_only"),)
    if check.kind == "unverified":
        return (note("V12", "table.note.unverified", ref),)
    if check.kind == "repealed":
        return (foul("V12", "table.foul.repealed", law=law),)
    if check.kind == "no_article":
        return (foul("V12", "table.foul.no_such_article", law=check.law or law, number=article or 0),)
    if check.kind == "not_listed":
        return (note("V12", "table.note.not_listed", law=law, number=article or 0),)
    return (foul("V12", "table.foul.no_such_law", law=law),)


def summarise(ctx: Context, move: m.Move) -> Answer:
    """Say back the ledger; a term that nobody agreed to is a false summary (V10)."""
    move = cast("m.Summarise", move)
    refused = _unknown_issues(ctx, (*move.terms, *move.open))
    if refused is not None:
        return refused
    wrong = [name for name, value in move.terms.items() if not _in_ledger(ctx, name, value)]
    if wrong:
        return (foul("V10", "table.foul.false_summary", issues=", ".join(wrong)),)
    return ()


def _in_ledger(ctx: Context, name: str, value: Value) -> bool:
    line = ctx.state.issues[name]
    return line.status is Status.TENTATIVE and line.agreed == value


def comparator(ctx: Context, move: m.Move) -> Answer:
    """Point to another firm; without a paper it is noted as unsupported."""
    move = cast("m.CiteComparator", move)
    if move.exhibit is None:
        return (note("V13", "table.note.comparator"),)
    exhibit = ctx.case.exhibit_map.get(move.exhibit)
    if exhibit is None or not visible(ctx, exhibit, ctx.side):
        return Refused("V13", message("table.refuse.no_exhibit", no=move.exhibit))
    return ()


def appeal(ctx: Context, move: m.Move) -> Answer:
    """An appeal, or a lawful warning."""
    move = cast("m.Appeal", move)
    names = (move.issue,) if move.issue else ()
    refused = _unknown_issues(ctx, names)
    if refused is not None:
        return refused
    if move.argument is not None and all(
        item.id != move.argument for item in ctx.case.briefs[ctx.side].arguments
    ):
        return Refused("V12", message("table.refuse.argument", argument=move.argument))
    return ()


def probe(ctx: Context, move: m.Move) -> Answer:
    """A question."""
    move = cast("m.Probe", move)
    names = (*((move.issue,) if move.issue else ()), *move.terms)
    return _unknown_issues(ctx, names) or ()


def threat(ctx: Context, move: m.Move) -> Answer:
    """Threats are out of order on both sides; there is no strike move inside a consultation (V17)."""
    return (foul("V17", "table.foul.threat", THREAT_ARTICLE),)


def correct_minutes(ctx: Context, move: m.Move) -> Answer:
    """A correction refers to an event on record."""
    move = cast("m.CorrectMinutes", move)
    if not 1 <= move.refs <= ctx.state.seq:
        return Refused("V3", message("table.refuse.no_event", refs=move.refs))
    return ()


def nothing(ctx: Context, move: m.Move) -> Answer:
    """Moves that need no rule of their own."""
    return ()
