"""Open and resume matches: the one place that puts documents, table, computers and store together."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from cases.case import Case
from cases.citations import Standing, judge
from cases.costing import CostBasis, run_rate
from cases.costing.from_case import case_bases
from cases.format import Format
from cases.lawbook import Check
from cases.library import Loaded, load_case, load_format
from cases.messages import message
from cases.problems import Problem, Unreadable
from cases.sides import SIDES, BySide, Side
from cases.terms import Value
from cases.transcript import Event, Header, Seat, Stamp
from trainer.opponent.counterpart import Counterpart
from trainer.session import Player, Session, Store
from trainer.table.local import local_rules
from trainer.table.rulebook import CitationCheck, CitationKind, Rulebook
from trainer.table.table import Table

_KINDS: Mapping[Standing, CitationKind] = {
    Standing.FOUND: "ok",
    Standing.NAMED: "ok",
    Standing.NOT_IN_TABLE: "not_listed",
    Standing.NO_SUCH_ARTICLE: "no_article",
    Standing.REPEALED: "repealed",
    Standing.UNKNOWN_LAW: "unknown",
}


@dataclass(frozen=True, slots=True)
class MatchPlan:
    """What a person chose before a match. ``side`` is the person's; ``None``: computers play both sides."""

    case: str
    format: str
    side: Side | None
    persona: str = "cooperative"
    level: int = 2
    seed: int = 1
    own_persona: str = "cooperative"
    """Persona of the computer on the union side when computers play both."""
    extra: Mapping[str, str] = field(default_factory=dict)


def check_citation(law: str, article: int | None) -> CitationCheck:
    """A citation against the statute table."""
    found = judge(law, article)
    kind = _KINDS[found.standing]
    if found.standing is Standing.FOUND and found.article is not None:
        if found.article.check is Check.UNVERIFIED:
            kind = "unverified"
        return CitationCheck(kind, found.article.law)
    return CitationCheck(kind, found.law)


def sealing_firms(case: Case, bases: Mapping[str, CostBasis], terms: Mapping[str, Value]) -> tuple[str, ...]:
    """Firms that put their seal to a sector agreement: those whose yearly cost stays within their budget."""
    return tuple(
        firm.id
        for firm in case.firms
        if firm.budget is None or run_rate(bases[firm.id], terms) <= Fraction(firm.budget)
    )


def make_book(case: Case, form: Format, bases: Mapping[str, CostBasis]) -> Rulebook:
    """The rulebook of a match: case, format, the region's figures, statutes, and what each firm can bear."""
    return Rulebook(case, form, local_rules(case.region), check_citation, partial(sealing_firms, case, bases))


def draw_side(seed: int) -> Side:
    """Draw a side by lot, visibly: the seed decides."""
    return random.Random(f"draw-{seed}").choice(SIDES)  # a lot, not a secret


def open_match(plan: MatchPlan, match: str, started_at: str, store: Store | None = None) -> Session:
    """A new match from a plan. Raises :class:`Unreadable` where the documents don't fit or can't be read."""
    return start_match((load_case(plan.case), load_format(plan.format)), plan, match, started_at, store)


def start_match(
    documents: tuple[Loaded[Case], Loaded[Format]],
    plan: MatchPlan,
    match: str,
    started_at: str,
    store: Store | None = None,
) -> Session:
    """A new match with documents at hand. Raises :class:`Unreadable` where they don't fit each other."""
    case, form = documents
    _check_fit(case, form)
    header = Header(
        case=case.stamp,
        format=form.stamp,
        seed=plan.seed,
        started_at=started_at,
        seats=tuple(_seat(form.value, plan, seat.id) for seat in form.value.seats),
    )
    return _session((case.value, form.value), header, (), match, store)


def _check_fit(case: Loaded[Case], form: Loaded[Format]) -> None:
    """A sector format needs several employers; the table seats two sides."""
    if not form.value.two_sided:
        what = message("check.library.two_sided", format=form.value.name)
        raise Unreadable([Problem(str(form.path), 1, 1, what)])
    firms, need = len(case.value.firms), form.value.min_employers
    if firms < need:
        what = message("check.library.fit", format=form.value.name, need=need, firms=firms)
        raise Unreadable([Problem(str(form.path), 1, 1, what)])


def _seat(form: Format, plan: MatchPlan, name: str) -> Seat:
    rule = form.seat_map[name]
    person = rule.side is not None and rule.side is plan.side
    if person:
        return Seat(id=name, side=rule.side, role=rule.role, holder="person")
    both = plan.side is None and rule.side is Side.UNION
    persona = f"{plan.own_persona if both else plan.persona}:{plan.level}"
    computer = rule.side is not None
    return Seat(
        id=name,
        side=rule.side,
        role=rule.role,
        holder="computer" if computer else "empty",
        persona=persona if computer else None,
    )


def resume_match(
    header: Header,
    events: Sequence[Event],
    match: str,
    store: Store | None = None,
    refs: tuple[str, str] | None = None,
) -> Session:
    """A match as its events left it.

    ``refs`` are case and format by id or path where they are not the library's. Raises :class:`Unreadable`
    where the documents are gone or are not the ones that the match was played with.
    """
    return _session(documents_of(header, refs), header, events, match, store)


def documents_of(header: Header, refs: tuple[str, str] | None = None) -> tuple[Case, Format]:
    """The case and format of a transcript, held to their hashes."""
    case = load_case(refs[0] if refs else header.case.id)
    form = load_format(refs[1] if refs else header.format.id)
    for stamp, found in ((header.case, case.stamp), (header.format, form.stamp)):
        _same(stamp, found)
    return case.value, form.value


def _same(wanted: Stamp, found: Stamp) -> None:
    if wanted != found:
        raise Unreadable([Problem(wanted.id, 1, 1, message("check.library.changed", name=wanted.id))])


def _session(
    documents: tuple[Case, Format], header: Header, events: Sequence[Event], match: str, store: Store | None
) -> Session:
    """A session over both documents, at the state that the events left."""
    case, form = documents
    bases = case_bases(case)
    book = make_book(case, form, bases)
    table = Table.replay(book, header, events)
    players: dict[Side, Player | None] = {}
    for side in SIDES:
        seat = next(seat for seat in header.seats if seat.side is side and seat.role == "chief")
        players[side] = _player(seat, side, header.seed, bases)
    return Session(
        match, table, BySide(players[Side.UNION], players[Side.EMPLOYER]), tuple(bases.values()), store
    )


def _player(seat: Seat, side: Side, seed: int, bases: Mapping[str, CostBasis]) -> Player | None:
    if seat.holder != "computer" or seat.persona is None:
        return None
    persona, _, level = seat.persona.partition(":")

    def money(terms: Mapping[str, Value]) -> Fraction:
        return sum((run_rate(basis, terms) for basis in bases.values()), Fraction(0))

    return Counterpart(side=side, persona=persona, level=int(level or 2), seed=seed, money=money)
