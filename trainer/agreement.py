"""The draft agreement as a text: parties, scope, terms, effective date, term, procedure, signatures.

A pure reading of the ledger. Nothing is in the draft that is not in the ledger; what was withdrawn keeps
today's level and what stayed in dispute is listed as not agreed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.case import Case
from cases.issues import Issue
from cases.lang import Lang
from cases.sides import Side
from cases.terms import Value
from trainer.i18n import say
from trainer.speech.day_words import day_text
from trainer.speech.describe import AnyCase
from trainer.speech.values import value_text


@dataclass(frozen=True, slots=True)
class Clause:
    """One article of the agreement: heading and paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The draft in its parts."""

    title: str
    preamble: tuple[str, ...]
    clauses: tuple[Clause, ...]
    signatures: tuple[str, ...]

    def markdown(self) -> str:
        """The whole text in small Markdown."""
        parts = [f"# {self.title}", *self.preamble]
        for clause in self.clauses:
            parts += [f"## {clause.heading}", *clause.paragraphs]
        return "\n\n".join([*parts, *self.signatures])


def agreement_text(
    case: AnyCase, ledger: Mapping[str, Value], lang: Lang, differences: Sequence[str] = ()
) -> str:
    """The draft as one text in small Markdown; see :func:`agreement`."""
    return agreement(case, ledger, lang, differences).markdown()


def agreement(
    case: AnyCase, ledger: Mapping[str, Value], lang: Lang, differences: Sequence[str] = ()
) -> Agreement:
    """The draft that a ledger makes.

    Args:
        case: The case, in full or as a viewer may read it.
        ledger: Terms agreed, by issue.
        lang: The language of the text.
        differences: Issues recorded as not agreed.
    """
    return _Writer(case, ledger, lang, tuple(differences)).write()


@dataclass(frozen=True, slots=True)
class _Writer:
    case: AnyCase
    ledger: Mapping[str, Value]
    lang: Lang
    differences: tuple[str, ...]

    def say(self, key: str, **places: str | int | tuple[str, ...]) -> str:
        return say(f"agreement.{key}", self.lang, **places)

    @property
    def issues(self) -> Mapping[str, Issue]:
        return self.case.issue_map if isinstance(self.case, Case) else self.case.issues

    def name(self, side: Side) -> str:
        return self.case.parties[side].name.get(self.lang)

    def write(self) -> Agreement:
        kind = self.case.level
        bodies = [
            ("scope", self._scope()),
            ("terms", tuple(self._terms())),
            ("effect", tuple(self._effect())),
            *self._kept(),
            ("owed", (self.say("owed"),)),
            ("procedure", (self.say(f"procedure_{kind}"),)),
            ("change", (self.say("change"),)),
            ("disputes", (self.say("disputes"),)),
            ("copies", (self.say("copies"),)),
        ]
        clauses = tuple(
            Clause(self.say("heading", number=self._number(place), name=self.say(f"name.{name}")), paragraphs)
            for place, (name, paragraphs) in enumerate(bodies, start=1)
        )
        return Agreement(self.say(f"title_{kind}"), tuple(self._preamble()), clauses, self._signatures())

    def _number(self, place: int) -> str:
        return self.say(f"number.{place}")

    def _preamble(self) -> Iterator[str]:
        for side in (Side.EMPLOYER, Side.UNION):
            chief = self.case.parties[side].chief.get(self.lang)
            yield self.say(f"party.{side}", name=self.name(side), chief=chief)
        yield self.say("ground", day=day_text(self.case.calendar.meeting, self.lang))

    def _scope(self) -> tuple[str, ...]:
        firms = tuple(firm.name.get(self.lang) for firm in self.case.firms)
        return (self.say(f"scope_{self.case.level}", firms=firms),)

    # --- terms --------------------------------------------------------------------------------------------

    def _of_kind(self, kind: str) -> str | None:
        return next((name for name, issue in self.issues.items() if issue.cost.kind == kind), None)

    def _terms(self) -> Iterator[str]:
        timing = {self._of_kind("effective_date"), self._of_kind("term_years")}
        pay = [name for name in self.issues if name in self.ledger and name not in timing]
        if not pay:
            yield self.say("no_terms")
        for place, name in enumerate(pay, start=1):
            yield self._term(place, self.issues[name], self.ledger[name])

    def _term(self, place: int, issue: Issue, value: Value) -> str:
        level, now = value_text(issue, value, self.lang), value_text(issue, issue.current, self.lang)
        if value == issue.current:
            key = "term_kept"
        elif issue.relative:
            key = "term_rise"
        else:
            key = "term_choice" if issue.choices else "term"
        return self.say(key, place=place, issue=issue.name.get(self.lang), value=level, now=now)

    def _effect(self) -> Iterator[str]:
        start = self._timing("effective_date", self.case.calendar.year_start)
        yield self.say("effective", day=day_text(start, self.lang))
        years = self._of_kind("term_years")
        length = self.ledger.get(years, self.issues[years].current) if years is not None else None
        if years is None or length is None or isinstance(length, (str, dict)):
            yield self.say("term_default")
            return
        shown = value_text(self.issues[years], length, self.lang)
        whole = length == length.to_integral_value()
        last = _last_day(start, int(length)) if whole else None
        if last is None:
            yield self.say("term_length", length=shown)
        else:
            yield self.say("term_until", length=shown, last=day_text(last, self.lang))

    def _timing(self, kind: str, otherwise: str) -> str:
        name = self._of_kind(kind)
        value = self.ledger.get(name, self.issues[name].current) if name is not None else otherwise
        return value if isinstance(value, str) else otherwise

    def _kept(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Issues that are not in the ledger: kept as they are, or listed as not agreed."""
        timing = {self._of_kind("effective_date"), self._of_kind("term_years")}
        disputed = [name for name in self.issues if name in self.differences]
        kept = [name for name in self.issues if name not in {*self.ledger, *disputed, *timing}]
        if kept:
            yield "kept", (self.say("kept", issues=self._listed(kept)),)
        if disputed:
            names = tuple(self.issues[name].name.get(self.lang) for name in disputed)
            yield "differences", (self.say("differences", issues=names),)

    def _listed(self, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            self.say(
                "listed",
                issue=self.issues[name].name.get(self.lang),
                now=value_text(self.issues[name], self.issues[name].current, self.lang),
            )
            for name in names
        )

    def _signatures(self) -> tuple[str, ...]:
        lines = tuple(
            self.say(f"signature.{side}", chief=self.case.parties[side].chief.get(self.lang))
            for side in (Side.EMPLOYER, Side.UNION)
        )
        if self.case.level == "enterprise":
            return lines
        seals = tuple(self.say("seal", firm=firm.name.get(self.lang)) for firm in self.case.firms)
        return (*lines, *seals)


def _last_day(start: str, years: int) -> str | None:
    """The day before the same day ``years`` later; the last of February where that day does not exist."""
    first = date.fromisoformat(start)
    try:
        end = first.replace(year=first.year + years)
    except ValueError:
        end = date(first.year + years, 3, 1)
    return (end - timedelta(days=1)).isoformat()
