"""The pages of the debrief as texts and tables; the person's side left, the other right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from cases.issues import ArticleRef, Issue
from cases.lang import Lang
from cases.lawbook import lawbook
from cases.messages import Message, Param, message
from cases.sides import Side
from cases.statutes import law_title
from cases.terms import Value, same_value
from trainer.debrief import Debrief, IssueResult, Step
from trainer.i18n import say
from trainer.preparation import Plan
from trainer.speech.day_words import day_text
from trainer.speech.values import item_name, value_text
from trainer.table.state import Ballot, Status
from trainer.tui.figures import elapsed, money, percent, points
from trainer.tui.short_values import short_value
from trainer.tui.text.bars import Signs, share_bar

Row = tuple[str, ...]
BAR = 12
"""Cells of the bar that shows what members got."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page: a heading, paragraphs, a table."""

    heading: str = ""
    texts: tuple[str, ...] = ()
    rows: tuple[Row, ...] = field(default=())
    """The first names the columns."""


class Pages:
    """Tells one debrief in one language."""

    def __init__(self, debrief: Debrief, lang: Lang) -> None:
        self.debrief = debrief
        self.lang = lang
        self.own = debrief.side
        self.other = debrief.side.other

    def t(self, key: str, /, **params: Param) -> str:
        """A sentence in the person's language."""
        return say(key, self.lang, **params)

    def short(self, issue: Issue, value: Value | None) -> str:
        """A value in a narrow column."""
        return "-" if value is None else short_value(issue, value, self.lang)

    # --- the result ---------------------------------------------------------------------------------------

    def result(self) -> Iterator[Part]:
        """What came out: outcome, worth, cost, terms with their standing, the steps of the law."""
        d = self.debrief
        yield Part(texts=tuple(self._summary()))
        head = tuple(self.t(f"debrief.col.{name}") for name in ("issue", "before", "result", "standing"))
        yield Part(rows=(head, *(self._term(line) for line in d.issues)))
        steps = tuple(self._steps())
        if steps:
            yield Part(self.t("debrief.steps"), steps)

    def _summary(self) -> Iterator[str]:
        d = self.debrief
        outcome = message(f"format.outcome.{d.outcome}")
        moves = {"own": d.moves[self.own], "other": d.moves[self.other]}
        yield self.t("debrief.outcome", outcome=outcome, time=elapsed(d.length), **moves)
        yield from self._worth() if d.agreed else self._alternatives()
        if any(line.agreed is not None for line in d.issues):
            cost = money(d.quote.run_rate, self.lang)
            key = "debrief.cost" if d.agreed else "debrief.cost_open"
            yield self.t(key, cost=cost, share=percent(d.quote.share))
            yield from self._budget()

    def _worth(self) -> Iterator[str]:
        """What the agreement brought each side beside what it had without one."""
        d = self.debrief
        for side, key in ((self.own, "debrief.worth_own"), (self.other, "debrief.worth_other")):
            gain = d.worth[side] - d.reservation[side]
            than = "more" if gain > 0 else "less" if gain < 0 else "same"
            yield self.t(
                key,
                worth=points(d.worth[side]),
                reservation=points(d.reservation[side]),
                than=message(f"debrief.than.{than}"),
            )

    def _alternatives(self) -> Iterator[str]:
        """Without an agreement each side is left with its alternative."""
        own, other = (points(self.debrief.reservation[side]) for side in (self.own, self.other))
        yield self.t("debrief.no_agreement", own=own, other=other)

    def _budget(self) -> Iterator[str]:
        d = self.debrief
        for side in (self.own, self.other):
            budget = d.budgets[side]
            if budget is None:
                continue
            left = budget - d.quote.run_rate
            yield self.t(
                "debrief.budget_left" if left >= 0 else "debrief.budget_over",
                side=message(f"common.side.{side.value}"),
                budget=money(budget, self.lang),
                left=money(abs(left), self.lang),
            )

    def _term(self, line: IssueResult) -> Row:
        issue = line.issue
        status = self.t(f"debrief.status.{line.status.value}")
        law = self._law(line) if line.agreed is not None else ""
        standing = self.t("debrief.status_law", status=status, law=law) if law else status
        return (
            issue.name.get(self.lang),
            self.short(issue, issue.current),
            self.short(issue, line.final),
            standing,
        )

    def _law(self, line: IssueResult) -> str:
        """What the law fixes about the term: bounds and duties that have a level, one of each kind."""
        said: dict[str, str] = {}
        for rule in line.legal:
            if rule.value is None:
                continue
            key: str = rule.kind
            if rule.kind == "duty" and not same_value(rule.value, line.final):
                key = "beyond_duty"
            value = self.short(line.issue, rule.value)
            said.setdefault(
                rule.kind, self.t(f"debrief.law.{key}", value=value, reference=self._reference(rule.article))
            )
        return self.t("debrief.and").join(said.values())

    def _reference(self, article: ArticleRef) -> str:
        """An article by its law's name, without the name of the state."""
        name = lawbook().title(law_title(article.law) or article.law).get(self.lang)
        state = self.t("debrief.state")
        name = name.removeprefix(state).removesuffix(state)
        return self.t("debrief.reference", law=name, number=article.article)

    def _steps(self) -> Iterator[str]:
        """Ballots, days of signature, filing, force and publication; or what is left open."""
        closing = self.debrief.closing
        for ballot in closing.ballots:
            yield self._ballot(ballot)
        days = {
            "signed_own": closing.signed[self.own],
            "signed_other": closing.signed[self.other],
            "filed": closing.filed,
            "in_force": closing.in_force,
            "published": closing.published,
        }
        done = [
            self.t("debrief.day", step=message(f"debrief.step.{name}"), day=day_text(day, self.lang))
            for name, day in days.items()
            if day
        ]
        if done:
            yield self.t("debrief.between").join(done)
        if self.debrief.differences:
            names = tuple(self.debrief.case.issue_map[name].name for name in self.debrief.differences)
            yield self.t("debrief.differences", issues=names)

    def _ballot(self, ballot: Ballot) -> str:
        return self.t(
            "debrief.ballot",
            day=day_text(ballot.on, self.lang),
            delegates=ballot.delegates,
            present=ballot.present,
            needed_present=ballot.needed_present,
            yes=ballot.yes,
            needed_yes=ballot.needed_yes,
            verdict=message("debrief.passed" if ballot.passed else "debrief.rejected"),
        )

    # --- limits -------------------------------------------------------------------------------------------

    def limits(self) -> Iterator[Part]:
        """Both sides' weights, targets and limits beside the result, and how much further each could go."""
        names = ("issue", "own_weight", "own_limit", "result", "other_limit", "other_weight", "other_room")
        head = tuple(self.t(f"debrief.col.{name}") for name in names)
        yield Part(
            texts=(self.t("debrief.limits_intro"),),
            rows=(head, *(self._limit(line) for line in self.debrief.issues)),
        )
        yield Part(texts=tuple(self._lessons()))

    def _limit(self, line: IssueResult) -> Row:
        issue = line.issue
        return (
            issue.name.get(self.lang),
            str(line.weights[self.own]),
            self.short(issue, line.limits[self.own]),
            self.short(issue, line.agreed),
            self.short(issue, line.limits[self.other]),
            str(line.weights[self.other]),
            self._room(line.room[self.other]),
        )

    def _room(self, steps: int | None) -> str:
        if steps is None:
            return "-"
        if steps == 0:
            return self.t("debrief.room.none")
        return self.t("debrief.room.left" if steps > 0 else "debrief.room.beyond", steps=abs(steps))

    def _lessons(self) -> Iterator[str]:
        """Where there was more to get, where too much was given, which issues were worth a trade."""
        lines = self.debrief.issues
        left = [line for line in lines if (line.room[self.other] or 0) > 0]
        left.sort(key=lambda line: (-line.weights[self.own], line.issue.id))
        if left:
            yield self.t("debrief.lesson.left", issues=tuple(line.issue.name for line in left[:3]))
        beyond = tuple(line.issue.name for line in lines if (line.room[self.own] or 0) < 0)
        if beyond:
            yield self.t("debrief.lesson.beyond", issues=beyond)
        wanted = [line for line in lines if line.weights[self.own] >= 2 * line.weights[self.other]]
        given = [line for line in lines if line.weights[self.other] >= 2 * line.weights[self.own]]
        if wanted and given:
            yield self.t(
                "debrief.lesson.trade",
                wanted=tuple(line.issue.name for line in wanted),
                given=tuple(line.issue.name for line in given),
            )

    # --- members ------------------------------------------------------------------------------------------

    def members(self, signs: Signs) -> Iterator[Part]:
        """What each part of the union's members got and how it voted; fouls of both sides."""
        voted = self.debrief.ballot is not None
        names = ["segment", "people", "gain", "", "expected"] + (["present", "yes"] if voted else [])
        rows = [tuple(self.t(f"debrief.col.{name}") if name else "" for name in names)]
        for result in self.debrief.segments:
            segment = result.segment
            row = [
                segment.name.get(self.lang),
                str(segment.members),
                percent(result.gain, 0),
                share_bar(result.gain, BAR, signs=signs),
                percent(segment.expectation, 0),
            ]
            if voted:
                delegates, present, yes = result.vote or (segment.delegates, 0, 0)
                row += [f"{present}/{delegates}", str(yes)]
            rows.append(tuple(row))
        yield Part(texts=(self.t("debrief.members_intro"),), rows=tuple(rows))
        fouls = self.debrief.fouls
        yield Part(
            self.t("debrief.fouls"),
            (self.t("debrief.foul_counts", own=fouls[self.own], other=fouls[self.other]),),
        )

    # --- preparation --------------------------------------------------------------------------------------

    def preparation(self) -> Iterator[Part]:
        """The sheet beside what happened."""
        sheet = self.debrief.sheet
        if sheet.empty:
            yield Part(texts=(self.t("debrief.no_sheet"),))
            return
        names = ("issue", "plan_opening", "said_first", "plan_target", "plan_limit", "result", "kept_limit")
        rows = [tuple(self.t(f"debrief.col.{name}") for name in names)]
        rows += [self._planned(line, sheet.plan(line.issue.id)) for line in self.debrief.issues]
        yield Part(rows=tuple(rows))
        if self.debrief.asked:
            yield Part(self.t("debrief.asks"), tuple(self._asks()))
        if self.debrief.used:
            yield Part(self.t("debrief.strongest"), tuple(self._strongest()))

    def _planned(self, line: IssueResult, plan: Plan) -> Row:
        issue = line.issue
        steps = line.steps[self.own]
        return (
            issue.name.get(self.lang),
            self.short(issue, plan.opening),
            self.short(issue, steps[0].value if steps else None),
            self.short(issue, plan.target),
            self.short(issue, plan.limit),
            self.short(issue, line.agreed),
            self._kept(line, plan),
        )

    def _kept(self, line: IssueResult, plan: Plan) -> str:
        """Whether the result keeps the limit that the person set."""
        if plan.limit is None or line.agreed is None:
            return "-"
        kept = line.issue.better_for(self.own, line.agreed, plan.limit) >= 0
        return self.t("debrief.kept.yes" if kept else "debrief.kept.no")

    def _asks(self) -> Iterator[str]:
        for asked in self.debrief.asked:
            key = "shown" if asked.shown else "asked" if asked.asked else "not_asked"
            yield self.t(f"debrief.ask.{key}", item=item_name(asked.item, self.lang))

    def _strongest(self) -> Iterator[str]:
        titles = {exhibit.no: exhibit.title for exhibit in self.debrief.case.exhibits}
        for number, used in self.debrief.used:
            key = "debrief.used.yes" if used else "debrief.used.no"
            yield self.t(key, number=number, title=titles[number])

    # --- offers -------------------------------------------------------------------------------------------

    def offer_lines(self, line: IssueResult) -> tuple[str, ...]:
        """What each side stated on an issue in words, and both limits."""
        said = [self._said(side, line.issue, line.steps[side]) for side in (self.own, self.other)]
        limits = self.t(
            "debrief.limits_line",
            own=value_text(line.issue, line.limits[self.own], self.lang),
            other=value_text(line.issue, line.limits[self.other], self.lang),
        )
        end = self._end(line)
        return (*said, limits, end)

    def _said(self, side: Side, issue: Issue, steps: tuple[Step, ...]) -> str:
        who = message(f"common.side.{side.value}")
        if not steps:
            return self.t("debrief.said_nothing", side=who)
        values: tuple[Message, ...] = tuple(
            message("debrief.said_at", value=value_text(issue, step.value, self.lang), time=elapsed(step.at))
            for step in steps
        )
        return self.t("debrief.said", side=who, values=values)

    def _end(self, line: IssueResult) -> str:
        if line.agreed is None or line.status is not Status.TENTATIVE:
            return self.t("debrief.ended", result=message(f"debrief.status.{line.status.value}"))
        return self.t("debrief.ended", result=value_text(line.issue, line.agreed, self.lang))


def chart_place(issue: Issue, value: Value) -> Fraction:
    """Where a value stands on a chart: a number itself, a rung's place, for grades the share of the way."""
    if isinstance(value, dict):
        return Fraction(issue.union_share(value)) * 100
    if issue.grid:
        return Fraction(str(value))
    options = [str(option) for option in issue.options]
    return Fraction(options.index(str(value)) if str(value) in options else 0)
