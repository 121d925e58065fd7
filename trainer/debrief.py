"""A first debrief: what came of a match for both sides, both briefs open.

Only an ended match is debriefed: before the end nobody may see the other side's brief. Everything is read
off the record and the documents; the preparation sheet is the person's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases import moves as m
from cases.brief import Segment
from cases.case import Case
from cases.issues import Issue, LegalRule
from cases.sides import SIDES, BySide, Side
from cases.terms import Value, merge
from cases.transcript import Event
from scoring.preferences import preferences
from trainer.preparation import Sheet
from trainer.session import Quote, Session
from trainer.table.congress import gain
from trainer.table.evolve import body_of
from trainer.table.state import Ballot, Closing, Status


class NotOverError(Exception):
    """The match still runs: its other side is not to be seen yet."""


@dataclass(frozen=True, slots=True)
class Step:
    """A value that a side stated, and when."""

    at: int
    """Table time, milliseconds."""
    value: Value


@dataclass(frozen=True, slots=True)
class IssueResult:
    """One issue from the first position to the end."""

    issue: Issue
    status: Status
    agreed: Value | None
    steps: BySide[tuple[Step, ...]]
    targets: BySide[Value]
    limits: BySide[Value]
    weights: BySide[Decimal]
    room: BySide[int | None]
    """Steps along the ladder from what was agreed to each side's limit: how much further it could have
    gone. Below 0: it went beyond its mandate. ``None`` where nothing was agreed."""
    legal: tuple[LegalRule, ...]

    @property
    def final(self) -> Value:
        """What holds now: the agreed value, else today's level."""
        return self.issue.current if self.agreed is None else self.agreed


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """What a part of the members got, and how it voted."""

    segment: Segment
    gain: Decimal
    """Share of the way from the worst to the best end of what it cares about, 0 to 1."""
    vote: tuple[int, int, int] | None
    """Delegates, present, in favour in the last ballot."""


@dataclass(frozen=True, slots=True)
class CostStep:
    """What a side's standing position would cost in a full year, yuan, from a moment on."""

    at: int
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Asked:
    """An item that the person meant to ask for, and what became of it."""

    item: str
    asked: bool
    shown: bool
    """A paper that answers it was opened."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything the first debrief shows."""

    case: Case
    side: Side
    outcome: str
    length: int
    """Table time at the end, milliseconds."""
    moves: BySide[int]
    issues: tuple[IssueResult, ...]
    quote: Quote
    """Cost of the terms agreed, whether or not they were signed."""
    budgets: BySide[Fraction | None]
    worth: BySide[Fraction]
    """What is in force at the end on each side's own scale, 0 to 1."""
    reservation: BySide[Fraction]
    """What each side had without an agreement."""
    segments: tuple[SegmentResult, ...]
    costs: BySide[tuple[CostStep, ...]]
    closing: Closing
    differences: tuple[str, ...]
    fouls: BySide[int]
    sheet: Sheet
    asked: tuple[Asked, ...]
    used: tuple[tuple[int, bool], ...]
    """The exhibits named the strongest, and whether they were brought up."""

    @property
    def agreed(self) -> bool:
        """Whether an agreement came about."""
        return self.outcome == "agreement"

    @property
    def ballot(self) -> Ballot | None:
        """The last ballot, if there was one."""
        return self.closing.ballots[-1] if self.closing.ballots else None


def first_debrief(session: Session, side: Side, sheet: Sheet) -> Debrief:
    """The debrief of an ended match for the person on ``side``.

    Raises:
        NotOverError: The match still runs.
    """
    state, case = session.table.state, session.table.case
    if not state.ended:
        raise NotOverError
    outcome = session.table.outcome or "stopped"
    terms = state.ledger
    signed = terms if outcome == "agreement" else {}
    events = session.table.events
    return Debrief(
        case=case,
        side=side,
        outcome=outcome,
        length=state.clock.now,
        moves=BySide(*(sum(event.side is each for event in events) for each in SIDES)),
        issues=tuple(_issues(session, terms)),
        quote=session.quote(terms),
        budgets=BySide(*(_budget(case, each) for each in SIDES)),
        worth=BySide(*(preferences(case, each).utility(signed) for each in SIDES)),
        reservation=BySide(*(preferences(case, each).reservation for each in SIDES)),
        segments=tuple(_segments(case, {**case.current, **terms}, state.closing)),
        costs=BySide(*(tuple(_costs(session, each)) for each in SIDES)),
        closing=state.closing,
        differences=state.differences,
        fouls=BySide(*(sum(foul.side is each for foul in state.fouls) for each in SIDES)),
        sheet=sheet,
        asked=tuple(_asked(session, side, sheet)),
        used=tuple(_used(session, side, sheet)),
    )


def worth_of(session: Session, side: Side) -> Decimal | None:
    """What a match brought a side on its own scale, 0 to 1, four places; ``None`` without agreement."""
    if session.table.outcome != "agreement":
        return None
    worth = preferences(session.table.case, side).utility(session.table.state.ledger)
    return Decimal((worth.numerator * 20_000 + worth.denominator) // (2 * worth.denominator)).scaleb(-4)


def _budget(case: Case, side: Side) -> Fraction | None:
    budget = case.briefs[side].budget
    return None if budget is None else Fraction(budget.run_rate)


# --- issues -----------------------------------------------------------------------------------------------


def _issues(session: Session, terms: Mapping[str, Value]) -> Iterator[IssueResult]:
    case, state = session.table.case, session.table.state
    stated = BySide(*(stated_values(session.table.events, case.issue_map, side) for side in SIDES))
    for name, issue in case.issue_map.items():
        wishes = case.briefs.map(lambda brief, name=name: brief.preference(name))  # type: ignore[misc]
        limits = wishes.map(lambda wish: wish.limit)
        agreed = terms.get(name)
        yield IssueResult(
            issue=issue,
            status=state.issues[name].status,
            agreed=agreed,
            steps=stated.map(lambda steps, name=name: tuple(steps.get(name, ()))),  # type: ignore[misc]
            targets=wishes.map(lambda wish: wish.target),
            limits=limits,
            weights=wishes.map(lambda wish: wish.weight),
            room=BySide(*(room(issue, side, agreed, limits[side]) for side in SIDES)),
            legal=issue.legal,
        )


def stated_values(events: Sequence[Event], issues: Mapping[str, Issue], side: Side) -> dict[str, list[Step]]:
    """What a side stated on each issue, first to last; grades not named stay as they were said before."""
    found: dict[str, list[Step]] = {}
    for event in events:
        if event.side is not side or event.kind not in m.OFFER_KINDS:
            continue
        for name, value in _offered(event).items():
            steps = found.setdefault(name, [])
            before = steps[-1].value if steps else issues[name].current
            whole = merge({name: before}, {name: value})[name]
            if not steps or steps[-1].value != whole:
                steps.append(Step(event.at, whole))
    return found


def _offered(event: Event) -> dict[str, Value]:
    body = body_of(event)
    if isinstance(body, m.ConditionalOffer):
        return dict(body.terms)
    return m.offered_terms(body)  # type: ignore[arg-type]


def room(issue: Issue, side: Side, agreed: Value | None, limit: Value) -> int | None:
    """Steps from ``agreed`` to ``limit`` in the direction that costs ``side``; grades are added up."""
    if agreed is None:
        return None
    if isinstance(agreed, dict) and isinstance(limit, dict):
        parts = [
            _distance(issue.ladders[grade], agreed.get(grade, issue.grade_map[grade].current), bound)
            for grade, bound in limit.items()
        ]
        steps = None if None in parts else sum(part or 0 for part in parts)
    else:
        steps = _distance(issue.ladders[""], agreed, limit)
    if steps is None:
        return None
    rising = issue.union_wants in {"more", "later", "last"}
    return steps if rising is (side is Side.EMPLOYER) else -steps


def _distance(ladder: Sequence[Value], start: Value, end: Value) -> int | None:
    """Rungs from ``start`` up to ``end``; ``None`` where one of them is no rung."""
    places = {repr(rung): place for place, rung in enumerate(_plain(ladder))}
    first, last = (places.get(repr(value)) for value in _plain((start, end)))
    return None if first is None or last is None else last - first


def _plain(values: Sequence[Value]) -> list[object]:
    """Values in one spelling: 7.50 and 7.5 are the same rung."""
    return [Fraction(value) if isinstance(value, Decimal) else value for value in values]


# --- people, money, preparation ---------------------------------------------------------------------------


def _segments(case: Case, terms: Mapping[str, Value], closing: Closing) -> Iterator[SegmentResult]:
    votes = {}
    if closing.ballots:
        votes = {
            vote.segment: (vote.delegates, vote.present, vote.yes) for vote in closing.ballots[-1].segments
        }
    for segment in case.briefs.union.segments:
        yield SegmentResult(segment, gain(case.issue_map, segment, terms), votes.get(segment.id))


def _costs(session: Session, side: Side) -> Iterator[CostStep]:
    """The cost of everything a side has on the table after each of its offers."""
    issues = session.table.case.issue_map
    standing: dict[str, Value] = {}
    for event in session.table.events:
        if event.side is not side or event.kind not in m.OFFER_KINDS:
            continue
        for name, value in _offered(event).items():
            base = {name: standing.get(name, issues[name].current)}
            standing[name] = merge(base, {name: value})[name]
        yield CostStep(event.at, session.quote(standing).run_rate)


def _asked(session: Session, side: Side, sheet: Sheet) -> Iterator[Asked]:
    requested: set[str] = set()
    for event in session.table.events:
        body = body_of(event)
        if event.side is side and isinstance(body, m.InfoRequest):
            requested.update(body.items)
    shown = session.table.state.revealed[side]
    opened = {
        item
        for exhibit in session.table.case.exhibits
        if exhibit.no in shown
        for item in exhibit.unlock.items
    }
    for item in sheet.ask:
        yield Asked(item, item in requested, item in opened)


def _used(session: Session, side: Side, sheet: Sheet) -> Iterator[tuple[int, bool]]:
    arguments = {argument.id: argument.exhibit for argument in session.table.case.briefs[side].arguments}
    brought: set[int] = set()
    for event in session.table.events:
        if event.side is not side:
            continue
        body = body_of(event)
        brought.update(getattr(body, "exhibits", ()))
        for number in (getattr(body, "exhibit", None), arguments.get(getattr(body, "argument", None) or "")):
            if number is not None:
                brought.add(number)
    for number in sheet.strongest:
        yield number, number in brought
