"""The documents that a match is run by, and the look-ups that the rules need from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

from cases.case import Case
from cases.format import Format
from cases.issues import ArticleRef
from cases.terms import Value

CitationKind: TypeAlias = Literal["ok", "unverified", "repealed", "not_listed", "no_article", "unknown"]


@dataclass(frozen=True, slots=True)
class CitationCheck:
    """What the statute table says of a citation."""

    kind: CitationKind
    law: str | None = None
    """The law's full name, where it is known."""


@dataclass(frozen=True, slots=True)
class VoteCount:
    """A congress vote against the region's thresholds."""

    needed_present: int
    needed_yes: int
    passed: bool


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The figures of the region's rule set that the table runs on.

    Defaults are the national ones: at least two thirds present and at least half of all in favour
    (collective contract provisions art. 36), filing of a wage agreement within 7 days, 15 days' review,
    publication within 5 days (wage consultation measures art. 21 to 23).
    """

    presence: Fraction = Fraction(2, 3)
    consent: Fraction = Fraction(1, 2)
    consent_inclusive: bool = True
    """"Half or more" includes exactly half; "more than half" does not."""
    file_days: int | None = 7
    review_days: int = 15
    publish_days: int | None = 5
    articles: Mapping[str, ArticleRef] | None = None
    """Article of each closing step: vote, sign, file, publish."""

    def count(self, delegates: int, present: int, yes: int) -> VoteCount:
        """Thresholds in heads, rounded up, and whether they are met."""
        needed_present = -(-delegates * self.presence.numerator // self.presence.denominator)
        share = delegates * self.consent
        needed_yes = -(-share.numerator // share.denominator)
        if not self.consent_inclusive and needed_yes == share:
            needed_yes += 1
        return VoteCount(needed_present, needed_yes, present >= needed_present and yes >= needed_yes)


CheckCitation: TypeAlias = Callable[[str, int | None], CitationCheck]
Sealing: TypeAlias = Callable[[Mapping[str, Value]], tuple[str, ...]]


class Rulebook:
    """Case, format, local rules, statutes and what each firm can bear."""

    def __init__(
        self, case: Case, form: Format, local: LocalRules, check_citation: CheckCitation, sealing: Sealing
    ) -> None:
        self.case = case
        self.form = form
        self.local = local
        self.check_citation = check_citation
        self.sealing_firms = sealing

    @cached_property
    def current(self) -> Mapping[str, Value]:
        """Terms in force today."""
        return self.case.current

    @property
    def review_days(self) -> int:
        """Days of silence after filing that put the agreement in force (Labour Contract Law art. 54)."""
        return self.local.review_days

    def count(self, delegates: int, present: int, yes: int) -> VoteCount:
        """A vote against the thresholds."""
        return self.local.count(delegates, present, yes)

    def days_for(self, step: str) -> int | None:
        """Days allowed for filing or publication; ``None`` where the region sets none."""
        return {"file": self.local.file_days, "publish": self.local.publish_days}.get(step)

    def article_of(self, step: str) -> ArticleRef | None:
        """The article behind a closing step."""
        return (self.local.articles or {}).get(step)
