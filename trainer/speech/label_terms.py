"""Reading the terms of labels: value, unit, mode, grade, bound, range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from cases.issues import Grid, Issue
from cases.messages import Message, message
from cases.sides import Side
from cases.terms import Value, canonical, merge
from trainer.speech.amounts import Amount, Mode, UnitFault, closest, how_to_say, nearest, resolve
from trainer.speech.names import Ground, near
from trainer.speech.values import value_text

_UNITS: Mapping[str, tuple[str, str | None]] = {
    "pct": ("pct", None),
    "yuan_per_month": ("yuan", "month"),
    "yuan_per_day": ("yuan", "day"),
    "yuan_per_piece": ("yuan", "piece"),
    "yuan_per_year": ("yuan", "year"),
    "yuan": ("yuan", None),
    "days": ("days", None),
    "times_per_year": ("times", None),
    "years": ("years", None),
    "months": ("months", None),
}


class LabelFaultError(Exception):
    """Raised while reading a label; never leaves this package."""

    def __init__(self, what: Message, hint: Message | None = None) -> None:
        super().__init__(what.key)
        self.message = what
        self.hint = hint


class Reading:
    """What labels are read against, and what had to be bent on the way."""

    def __init__(self, ground: Ground, topic: str | None = None) -> None:
        self.ground = ground
        self.notes: list[Message] = []
        self._topic = topic

    @property
    def side(self) -> Side:
        """The speaker's side; a neutral reader counts as the union."""
        return self.ground.side or Side.UNION

    @property
    def topic(self) -> str | None:
        """The issue under discussion: as given, else the open one that the other side spoke of last."""
        if self._topic is not None:
            return self._topic
        stated = [
            (position.seq, line.id)
            for line in self.ground.table.lines
            if not line.status.closed and (position := line.positions[self.side.other]) is not None
        ]
        return max(stated)[1] if stated else None

    def issue(self, label: Mapping[str, Any]) -> Issue:
        """The issue that a label names, or the topic."""
        name = label.get("issue") or self.topic
        if name is None:
            raise LabelFaultError(message("command.issue.missing"), self.known())
        found = self.ground.case.issues.get(str(name))
        if found is None:
            close = near(str(name), self.ground.issue_names)
            hint = message("command.label.near", ids=close) if close else self.known()
            raise LabelFaultError(message("command.issue.unknown", word=str(name)), hint)
        return found

    def known(self) -> Message:
        """The ids of the case's issues, as advice."""
        return message("command.label.issues", ids=tuple(self.ground.case.issues))

    def issues(self, names: Iterable[Any]) -> tuple[str, ...]:
        """Several issues by id."""
        return tuple(self.issue({"issue": name}).id for name in names)

    def value(self, label: Mapping[str, Any]) -> tuple[Issue, Value]:
        """A term's issue and value; a value off the ladder but within it is set on the next rung."""
        issue = self.issue(label)
        if label.get("value") is None:
            raise LabelFaultError(message("command.value.missing", issue=issue.name), how_to_say(issue))
        value = self._value(issue, label)
        fault = issue.fault(value)
        if fault is not None:
            raise LabelFaultError(fault, nearest(issue, value) or how_to_say(issue))
        return issue, value

    def terms(self, labels: Iterable[Mapping[str, Any]]) -> dict[str, Value]:
        """Terms of several labels; grades of one issue are put together."""
        found: dict[str, Value] = {}
        for label in labels:
            issue, value = self.value(label)
            found = merge(found, {issue.id: value})
        return found

    def _value(self, issue: Issue, label: Mapping[str, Any]) -> Value:
        said = label["value"]
        if issue.grades:
            return self._grades(issue, label, said)
        if issue.grid is not None:
            base = self.ground.base(issue.id)
            before = base if isinstance(base, Decimal) else Decimal(0)
            return self._rung(issue, label, said, grid=issue.grid, base=before)
        if isinstance(said, list):
            said = said[0] if issue.better_for(self.side, str(said[0]), str(said[-1])) >= 0 else said[-1]
        return issue.current if said == 0 else str(said)

    def _grades(self, issue: Issue, label: Mapping[str, Any], said: Any) -> dict[str, Decimal]:
        base = self.ground.base(issue.id)
        before = {grade.id: grade.current for grade in issue.grades}
        before |= base if isinstance(base, dict) else {}
        if isinstance(said, Mapping):
            wanted = {str(name): value for name, value in said.items()}
        else:
            wanted = dict.fromkeys(self._named_grades(issue, label), said)
        found: dict[str, Decimal] = {}
        for name, value in wanted.items():
            grade = issue.grade_map.get(name)
            if grade is None:
                raise LabelFaultError(
                    message("command.label.grade", issue=issue.name, grade=name),
                    message("command.label.near", ids=tuple(issue.grade_map)),
                )
            found[name] = self._rung(
                issue, label, value, grid=grade.grid, base=before[name], current=grade.current
            )
        return found

    def _named_grades(self, issue: Issue, label: Mapping[str, Any]) -> Sequence[str]:
        named = label.get("grade")
        if named is None or named == "all":
            if label.get("mode") == "by" or named == "all" or label.get("value") == 0:
                return list(issue.grade_map)
            raise LabelFaultError(message("command.value.which_grade", issue=issue.name), how_to_say(issue))
        return [str(name) for name in named] if isinstance(named, list) else [str(named)]

    def _rung(
        self,
        issue: Issue,
        label: Mapping[str, Any],
        said: Any,
        *,
        grid: Grid,
        base: Decimal,
        current: Decimal | None = None,
    ) -> Decimal:
        """A number on its ladder. A range is read as its end that binds the speaker least."""
        if isinstance(said, list):
            ends = [self._rung(issue, label, end, grid=grid, base=base, current=current) for end in said]
            return self._milder(issue, ends)
        today = current if current is not None else issue.current
        mode: Mode = "by" if label.get("mode") == "by" else "to"
        if said == 0 and mode == "to" and not grid.holds(Decimal(0)) and isinstance(today, Decimal):
            return today
        unit, per = _UNITS.get(str(label.get("unit")), (None, None))
        amount = Amount(number(said), mode, unit, per)
        value = self._resolved(issue, amount, grid, base)
        if amount.mode == "by" and not grid.min <= value <= grid.max and isinstance(today, Decimal):
            value = self._resolved(issue, amount, grid, today)  # a rise over today's level was meant
        return self._on_ladder(issue, value, grid)

    def _resolved(self, issue: Issue, amount: Amount, grid: Grid, base: Decimal) -> Decimal:
        try:
            return resolve(self.ground, issue, amount, base=base, grid=grid)
        except UnitFault as fault:
            raise LabelFaultError(fault.message, fault.hint) from None

    def _milder(self, issue: Issue, ends: Sequence[Decimal]) -> Decimal:
        more = issue.union_wants in {"more", "later", "last"}
        return max(ends) if more is (self.side is Side.UNION) else min(ends)

    def _on_ladder(self, issue: Issue, value: Decimal, grid: Grid) -> Decimal:
        if grid.holds(value) or not grid.min <= value <= grid.max:
            return value
        rung = canonical(closest(grid, value))
        lang = self.ground.lang
        self.notes.append(
            message(
                "command.label.rung",
                issue=issue.name,
                said=value,
                value=rung if issue.grades else value_text(issue, rung, lang),
            )
        )
        return rung


def number(said: Any) -> Decimal:
    """A JSON number, exactly as written."""
    if isinstance(said, bool):
        raise LabelFaultError(message("command.label.number", value=str(said)))
    try:
        found = said if isinstance(said, Decimal) else Decimal(str(said))
    except InvalidOperation:
        raise LabelFaultError(message("command.label.number", value=str(said))) from None
    if not found.is_finite():
        raise LabelFaultError(message("command.label.number", value=str(said)))
    return found
