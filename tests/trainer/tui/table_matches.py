"""Matches for tests of the table: a small case, a scripted computer, a clock under the test's command."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from cases import moves as m
from cases.costing.from_case import case_bases
from cases.format import Format
from cases.lang import Lang
from cases.sides import BySide, Side
from cases.text import Text
from tests.small_case import header, small_book, small_case
from trainer.journal import Journal, MatchMeta
from trainer.session import Player, Session
from trainer.table.answers import Accepted
from trainer.table.table import Table
from trainer.table.views import CaseView, TableView
from trainer.tui.app import TrainerApp
from trainer.tui.runner import MatchRunner, no_delay
from trainer.tui.screens.table import TableScreen

META = MatchMeta("small", Text(zh="小", en="Small"), "small", Side.UNION, "plain", 1)


@dataclass
class Clock:
    """Seconds under the test's command."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


def said(zh: str, en: str) -> m.Spoken:
    return m.Spoken(zh=zh, en=en)


@dataclass
class Scripted:
    """A computer at the employer's seat that gives its speeches in order, then passes."""

    speeches: list[tuple[m.Move, ...]] = field(default_factory=list)

    def moves(self, case: CaseView, view: TableView) -> tuple[m.Move, ...]:
        if view.phase_kind.value == "opening":
            return (
                m.Opening(text=said("各位好，企业愿意坦诚协商。", "Good morning; we come in good faith.")),
            )
        if view.phase_kind.value in {"bargain", "mediate"}:
            return self.speeches.pop(0) if self.speeches else (m.Yield(),)
        return closing(case, view)


def closing(case: CaseView, view: TableView) -> tuple[m.Move, ...]:
    """The steps after the handshake on their earliest days; ready where readiness is asked for."""
    day = case.calendar.meeting
    match view.phase_kind.value:
        case "prepare":
            return (m.Yield(),)
        case "draft":
            return (m.Sign(step="draft"),)
        case "sign":
            return (m.Sign(step="sign", on=view.closing.ballots[-1].on),)
        case "file":
            return (m.Sign(step="file", on=view.closing.signed.union or day),)
        case "publish":
            return (m.Sign(step="publish", on=view.closing.in_force or day),)
    return ()


def counter(value: str, zh: str, en: str) -> tuple[m.Move, ...]:
    return (m.Counter(issue="base", value=Decimal(value), text=said(zh, en)),)


SPEECHES = (
    counter("2", "利润没有那么宽裕，我们能到百分之二。", "Profit is thin; two per cent is what we can do."),
    (
        m.ConditionalOffer(
            condition={"start": "2026-09-01"},
            terms={"base": Decimal(4)},
            text=said("如果九月起执行，底薪可以到百分之四。", "If it starts in September, base can be four."),
        ),
    ),
)


def runner(
    speeches: tuple[tuple[m.Move, ...], ...] = SPEECHES,
    *,
    journal: Journal | None = None,
    clock: Clock | None = None,
    form: Format | None = None,
) -> MatchRunner:
    """A new match before its first move; the person is the union."""
    journal = journal or Journal(":memory:")
    journal.create("m", header(), META)
    players: BySide[Player | None] = BySide(None, Scripted(list(speeches)))
    bases = tuple(case_bases(small_case()).values())
    session = Session("m", Table(small_book(form=form), header()), players, bases, journal)
    return MatchRunner(session, journal, META, clock=clock or Clock(), delay=no_delay)


def in_talks(
    speeches: tuple[tuple[m.Move, ...], ...] = SPEECHES, *, clock: Clock | None = None
) -> MatchRunner:
    """A match in which both sides have opened and the person has the floor."""
    run = runner(speeches, clock=clock)
    run.computer_turn_if_due()
    do(run, m.Yield())
    do(
        run,
        m.Opening(topics=("base",), text=said("职工盼望工资跟上物价。", "Pay should keep up with prices.")),
    )
    run.computer_turn_if_due()
    assert run.view().phase == "talks"
    return run


def do(run: MatchRunner, move: m.Move, *, hold: bool = False) -> None:
    answer = run.do(move, hold=hold)
    assert isinstance(answer, Accepted), answer


def mid_match(clock: Clock | None = None) -> MatchRunner:
    """Positions on three issues, a condition on the table, the person to speak."""
    clock = clock or Clock()
    run = in_talks(clock=clock)
    clock.seconds += 12
    do(run, m.Propose(issue="base", value=Decimal(9), text=said("三年没有跟上物价。", "Three lean years.")))
    clock.seconds += 20
    run.computer_turn_if_due()
    clock.seconds += 15
    do(run, m.Propose(issue="start", value="2026-06-01"), hold=True)
    do(run, m.Propose(issue="skill", value={"junior": Decimal(200), "senior": Decimal(400)}), hold=True)
    do(run, m.Concede(issue="base", value=Decimal(8)))
    clock.seconds += 25
    run.computer_turn_if_due()
    clock.seconds += 5
    return run


def table_app(run: MatchRunner, lang: Lang = Lang.ZH) -> TrainerApp:
    return TrainerApp(lang, first=TableScreen(run))
