"""The widgets of the form's fields, filled with what the case and the table offer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from textual.widget import Widget
from textual.widgets import Input, Select

from cases.issues import Issue
from cases.lang import Lang
from cases.messages import Message
from cases.sides import Side
from cases.terms import Value
from cases.text import Text
from trainer.i18n import say
from trainer.preparation import Sheet
from trainer.speech.values import figure_text, item_name
from trainer.table.state import Status
from trainer.table.views import CaseView, TableView
from trainer.tui.form_kinds import NO, YES, Field, Filled
from trainer.tui.move_form import facts, figure_of
from trainer.tui.short_values import short_value
from trainer.tui.widgets.article_finder import ArticleFinder
from trainer.tui.widgets.check_list import CheckList, Point
from trainer.tui.widgets.one_of import Answer, OneOf
from trainer.tui.widgets.terms_picker import Known, TermsPicker

Options = list[tuple[str, str]]
"""Words and the value they stand for."""

CODES: Mapping[Field, tuple[str, tuple[str, ...]]] = {
    Field.BASIS: ("move.basis", ("cost", "law", "fairness", "precedent", "capacity", "none")),
    Field.GROUND: (
        "move.basis",
        ("need", "fairness", "shared_interest", "ability_to_pay", "precedent", "reciprocity", "stability"),
    ),
    Field.TARGET: ("tablescreen.form.target", ("interest", "priority", "reason", "limit", "what_if")),
    Field.TO: ("move.mediation_request", ("upper_union", "hr_department", "tripartite", "instructor")),
}
"""Fields with fixed answers: where their words stand, and the answers."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Makes the widgets of one form."""

    filled: Filled
    case: CaseView
    view: TableView
    side: Side
    sheet: Sheet
    seats: Mapping[str, Text]
    lang: Lang
    at: str = ""
    """The issue that lists of terms begin at."""

    def widgets(self, name: Field) -> Iterable[Widget]:
        """The field's widget; it carries the field's id."""
        maker = _MAKERS.get(name, Fields.line)
        yield maker(self, name)

    # --- kinds of field -----------------------------------------------------------------------------------

    def line(self, name: Field) -> Widget:
        """A line to type in."""
        return Input(
            str(self.filled.get(name) or ""),
            placeholder=say(f"tablescreen.form.ask.{name}", self.lang),
            compact=True,
            id=ident(name),
        )

    def choice(self, name: Field) -> Widget:
        """One of several."""
        options = self.options(name)
        chosen = self.filled.get(name)
        known = {value for _, value in options}
        return Select(
            options,
            prompt=say(f"tablescreen.form.ask.{name}", self.lang),
            value=str(chosen) if str(chosen) in known else Select.NULL,
            compact=True,
            id=ident(name),
        )

    def several(self, name: Field) -> Widget:
        """Some of several."""
        chosen = {str(each) for each in self.filled.get(name) or ()}
        points = [Point(value, words) for words, value in self.options(name)]
        return CheckList(points, chosen, id=ident(name))

    def either(self, name: Field) -> Widget:
        """One of two."""
        answers = [Answer(value, say(f"tablescreen.form.{name}.{value}", self.lang)) for value in (YES, NO)]
        default = YES if name is Field.YES else NO
        return OneOf("", answers, str(self.filled.values.get(name, default)), id=ident(name))

    def article(self, name: Field) -> Widget:
        """An article, looked up."""
        return ArticleFinder(self.filled.get(name), id=ident(name))

    def picker(self, name: Field) -> Widget:
        """Terms on their ladders."""
        open_issues = [
            self.case.issues[line.id]
            for line in self.view.lines
            if line.status in {Status.OPEN, Status.PARKED}
        ]
        return TermsPicker(
            open_issues,
            {issue.id: self._start(issue, name) for issue in open_issues},
            self.filled.values.get(name, {}),
            {issue.id: self._known(issue) for issue in open_issues},
            single=name is Field.TERM,
            at=self.at,
            id=ident(name),
        )

    def _start(self, issue: Issue, name: Field) -> Value:
        """Where a ladder stands at first: the last word, else the plan; a condition starts at the other's."""
        line = self.view.line(issue.id)
        own, other = line.positions[self.side], line.positions[self.side.other]
        if name is Field.CONDITION and other is not None:
            return other.value
        if own is not None:
            return own.value
        plan = self.sheet.plan(issue.id).opening
        if plan is not None:
            return plan
        return self.case.brief.preference(issue.id).opening if self.case.brief else issue.current

    def _known(self, issue: Issue) -> Known:
        line = self.view.line(issue.id)
        told = [
            short_value(issue, position.value, self.lang) if position is not None else "-"
            for position in (line.positions[self.side], line.positions[self.side.other])
        ]
        return Known(*told)

    # --- what can be chosen -------------------------------------------------------------------------------

    def options(self, name: Field) -> Options:
        """The answers of a field."""
        if name in CODES:
            room, codes = CODES[name]
            return [(say(f"{room}.{code}", self.lang), code) for code in codes]
        return _OPTIONS[name](self)

    def issues(self) -> Options:
        """Issues that the kind can be about."""
        return [
            (self.case.issues[line.id].name.get(self.lang), line.id)
            for line in self.view.lines
            if self._fits(line.id)
        ]

    def _fits(self, issue: str) -> bool:
        line, kind = self.view.line(issue), self.filled.kind
        if kind == "reopen":
            return line.status.closed
        if kind in {"accept", "reject"}:
            return not line.status.closed and line.positions[self.side.other] is not None
        if kind in {"tentative_agreement", "drop", "park", "deadlock", "record_differences"}:
            return not line.status.closed
        return True

    def arguments(self) -> Options:
        """The own brief's reasons, those about the chosen issues first."""
        if self.case.brief is None:
            return []
        about = {
            *self.filled.values.get(Field.TERM, {}),
            *self.filled.values.get(Field.TERMS, {}),
            self.filled.get(Field.ISSUE),
        }
        found = sorted(self.case.brief.arguments, key=lambda item: item.issue not in about)
        return [
            (
                say(
                    "tablescreen.form.argument",
                    self.lang,
                    issue=self.case.issues[item.issue].name,
                    text=item.text,
                ),
                item.id,
            )
            for item in found
        ]

    def offers(self) -> Options:
        """The other side's standing offers."""
        standing = [offer for offer in self.view.offers if offer.side is not self.side]
        return [
            (
                say(
                    "tablescreen.form.offer",
                    self.lang,
                    seq=offer.seq,
                    issues=tuple(self.case.issues[name].name for name in offer.everything),
                ),
                str(offer.seq),
            )
            for offer in standing
            if offer.status in {"standing", "due"}
        ]

    def proposals(self) -> Options:
        """Procedural proposals that wait for an answer."""
        return [
            (
                say("tablescreen.form.pending", self.lang, what=Message(f"move.{item.kind}.name")),
                str(item.seq),
            )
            for item in self.view.pending
            if item.side is not self.side
        ]

    def exhibits(self) -> Options:
        """Papers: one's own to show, or any that can be read to point to."""
        own = self.filled.kind == "disclose"
        return [
            (
                say("tablescreen.form.exhibit", self.lang, no=exhibit.no, title=exhibit.title),
                str(exhibit.no),
            )
            for exhibit in self.case.exhibits
            if not own or exhibit.owner == self.side.value
        ]

    def figures(self) -> Options:
        """Figures of the papers that can be read."""
        return [
            (
                say(
                    "tablescreen.form.fact",
                    self.lang,
                    no=number,
                    figure=figure_text(figure_of(fact), self.lang, fact.label),
                ),
                name,
            )
            for name, (number, fact) in facts(self.case).items()
        ]

    def items(self) -> Options:
        """Items of information that can be asked for."""
        return [(item_name(item, self.lang), item) for item in self.case.askable]

    def own_seats(self) -> Options:
        """Seats of the own side."""
        return [(self.seats[seat].get(self.lang), seat) for seat in self.view.seats]


def ident(name: Field) -> str:
    """The id of a field's widget."""
    return f"field-{name.value}"


_OPTIONS: Mapping[Field, Callable[[Fields], Options]] = {
    Field.ISSUE: Fields.issues,
    Field.ISSUES: Fields.issues,
    Field.LEVELS: Fields.issues,
    Field.ARGUMENT: Fields.arguments,
    Field.REFS: Fields.offers,
    Field.PENDING: Fields.proposals,
    Field.EXHIBIT: Fields.exhibits,
    Field.EXHIBITS: Fields.exhibits,
    Field.FACT: Fields.figures,
    Field.ITEMS: Fields.items,
    Field.SEAT: Fields.own_seats,
}

_MAKERS: Mapping[Field, Callable[[Fields, Field], Widget]] = {
    **dict.fromkeys((Field.TERM, Field.TERMS, Field.CONDITION), Fields.picker),
    **dict.fromkeys((Field.ISSUES, Field.LEVELS, Field.ITEMS, Field.EXHIBITS), Fields.several),
    **dict.fromkeys((Field.YES, Field.WARN), Fields.either),
    **dict.fromkeys(
        (
            Field.ISSUE,
            Field.REFS,
            Field.PENDING,
            Field.BASIS,
            Field.ARGUMENT,
            Field.FACT,
            Field.EXHIBIT,
            Field.TARGET,
            Field.GROUND,
            Field.TO,
            Field.SEAT,
        ),
        Fields.choice,
    ),
    Field.ARTICLE: Fields.article,
}
