"""The steps of the law after the handshake as one viewer may see them: days, articles, votes, seals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases.issues import ArticleRef
from cases.sides import SIDES, Side
from cases.text import Text
from trainer.table.closing_rules import STEP_OF_PHASE, earliest, later
from trainer.table.congress import MOST_REPORTS, REPORT_SHIFT, gain
from trainer.table.rules import Context
from trainer.table.state import Ballot
from trainer.table.table import Table
from trainer.table.views import Viewer

REVIEW = ArticleRef(law="中华人民共和国劳动合同法", article=54)
"""Without objection within fifteen days of receipt the contract takes effect."""

ORDER = ("draft", "vote", "sign", "file", "review", "publish")
"""The steps in the order of the law; ``review`` is a wait, the others are done."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the ending."""

    step: str
    by: tuple[Side, ...]
    """Who does it; empty for the authority's review."""
    done_by: tuple[Side, ...]
    on: str | None
    """The day it was done (the last one, where both sides act)."""
    due: bool
    """It is this step's turn."""
    earliest: str | None
    """First lawful day, known once the step is due or done."""
    latest: str | None
    """Last day without being late; ``None`` where the region sets no limit or the start is not known."""
    days: int | None
    """Days that the region allows for it (for the review: how long it lasts)."""
    article: ArticleRef | None

    @property
    def done(self) -> bool:
        """Whether everybody who does it has done it."""
        return bool(self.on) if not self.by else set(self.by) <= set(self.done_by)


@dataclass(frozen=True, slots=True)
class SegmentView:
    """What a part of the members gets from the ledger, and what it expects; shares of 1."""

    id: str
    name: Text
    delegates: int
    gain: Decimal
    expectation: Decimal


@dataclass(frozen=True, slots=True)
class FirmSeal:
    """An employer of a sector agreement and whether it put its seal to it; ``None`` before the vote."""

    name: Text
    sealed: bool | None


@dataclass(frozen=True, slots=True)
class ClosingView:
    """Everything about the ending."""

    steps: tuple[StepView, ...]
    delegates: int
    """Delegates of the congress; 0 where the viewer does not know before the vote."""
    presence: Fraction
    """Share of the delegates that must be present."""
    consent: Fraction
    """Share of all delegates that must be in favour ..."""
    inclusive: bool
    """... exactly that share being enough."""
    segments: tuple[SegmentView, ...]
    """The union's segments; empty for other viewers."""
    firms: tuple[FirmSeal, ...]
    """Employers of a sector agreement; empty elsewhere."""
    ballots: tuple[Ballot, ...]

    @property
    def due(self) -> StepView | None:
        """The step whose turn it is."""
        return next((step for step in self.steps if step.due), None)


def closing_view(table: Table, viewer: Viewer) -> ClosingView:
    """The ending for one viewer."""
    union = viewer is Viewer.UNION
    segments = tuple(_segments(table)) if union else ()
    local = table.book.local
    ballots = table.state.closing.ballots
    known = sum(segment.delegates for segment in segments)
    return ClosingView(
        steps=tuple(_steps(table)),
        delegates=known or (ballots[-1].delegates if ballots else 0),
        presence=local.presence,
        consent=local.consent,
        inclusive=local.consent_inclusive,
        segments=segments,
        firms=_firms(table),
        ballots=ballots,
    )


def _segments(table: Table) -> Iterator[SegmentView]:
    terms = {**table.book.current, **table.state.ledger}
    reports = min(table.state.reports[Side.UNION], MOST_REPORTS)
    for segment in table.case.briefs[Side.UNION].segments:
        expected = max(segment.expectation - REPORT_SHIFT * reports, Decimal(0))
        yield SegmentView(
            segment.id, segment.name, segment.delegates, gain(table.case.issue_map, segment, terms), expected
        )


def _firms(table: Table) -> tuple[FirmSeal, ...]:
    if not table.form.approval.firms_seal:
        return ()
    ballots = table.state.closing.ballots
    return tuple(
        FirmSeal(firm.name, firm.id in ballots[-1].sealed if ballots else None) for firm in table.case.firms
    )


def _steps(table: Table) -> Iterator[StepView]:
    kinds = {STEP_OF_PHASE[phase.kind] for phase in table.form.phases if phase.kind in STEP_OF_PHASE}
    due = STEP_OF_PHASE.get(table.form.phase_map[table.state.phase].kind)
    for step in ORDER:
        if step in kinds or (step == "review" and "file" in kinds):
            yield _review(table) if step == "review" else _step(table, step, due=step == due)


def _step(table: Table, step: str, *, due: bool) -> StepView:
    closing = table.state.closing
    done_by, on = _done(table, step)
    first = earliest(_context(table)) if due else None
    days = table.book.days_for(step)
    start = first or _start(table, step)
    last = later(start, days) if days is not None and start is not None else None
    by = {"vote": (Side.UNION,), "file": (Side.EMPLOYER,), "publish": SIDES}.get(step, SIDES)
    if step == "publish" and closing.published is not None:
        done_by = SIDES
    return StepView(step, tuple(by), done_by, on, due, first, last, days, table.book.article_of(step))


def _done(table: Table, step: str) -> tuple[tuple[Side, ...], str | None]:
    """Who has done the step, and on which day the last of them."""
    closing = table.state.closing
    if step == "draft":
        return tuple(side for side in SIDES if closing.drafted[side]), None
    if step == "vote":
        passed = bool(closing.ballots) and closing.ballots[-1].passed
        return ((Side.UNION,), closing.ballots[-1].on) if passed else ((), None)
    if step == "sign":
        days = [day for _, day in closing.signed.items() if day is not None]
        return tuple(side for side in SIDES if closing.signed[side]), max(days, default=None)
    if step == "file":
        return ((Side.EMPLOYER,), closing.filed) if closing.filed else ((), None)
    return (SIDES, closing.published) if closing.published else ((), None)


def _start(table: Table, step: str) -> str | None:
    """The day that a step's limit counts from, where it is known already."""
    closing = table.state.closing
    if step == "file":
        days = [day for _, day in closing.signed.items() if day is not None]
        return max(days) if len(days) == len(SIDES) else None
    return closing.in_force if step == "publish" else None


def _review(table: Table) -> StepView:
    """The authority's review: silence for so many days puts the agreement in force."""
    closing = table.state.closing
    last = later(closing.filed, table.book.review_days) if closing.filed else None
    return StepView(
        "review",
        (),
        (),
        closing.in_force,
        False,
        closing.filed,
        last,
        table.book.review_days,
        REVIEW,
    )


def _context(table: Table) -> Context:
    seat = table.form.seats[0]
    return Context(table.state, table.book, table.machine, seat, table.state.clock.now)
