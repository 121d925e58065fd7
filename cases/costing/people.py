"""The people of a firm as the engine sees them: exact pay facts of groups and of single members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases.costing.numbers import ZERO
from cases.costing.rateset import RateSet
from cases.drivers import Covered
from cases.workforce import Group, Worker, Workforce


@dataclass(frozen=True, slots=True)
class Pay:
    """What one head earns: yuan a month, overtime pay for each yuan of base, pieces a month."""

    base: Fraction
    overtime_share: Fraction
    volume: Fraction
    other: Fraction


@dataclass(frozen=True, slots=True)
class Crew:
    """A group: heads, each head's pay, and the piece price that no issue moves."""

    id: str
    heads: Fraction
    pay: Pay
    piece_rate: Fraction
    grades: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Member:
    """One person: typical of a group and grade, or listed with pay of their own (``heads`` of them)."""

    key: str
    crew: Crew
    grade: str | None
    heads: Fraction
    pay: Pay
    receives: frozenset[str]
    special_deductions: Fraction


def crews(workforce: Workforce, rates: RateSet) -> dict[str, Crew]:
    """The groups by id."""
    graded: dict[str, dict[str, Fraction]] = {group.id: {} for group in workforce.groups}
    for row in workforce.grades:
        graded[row.group][row.grade] = Fraction(row.headcount)
    return {
        group.id: Crew(
            group.id,
            Fraction(group.headcount),
            _pay(group, rates),
            Fraction(group.piece_rate),
            graded[group.id],
        )
        for group in workforce.groups
    }


def _pay(group: Group, rates: RateSet, own: Worker | None = None) -> Pay:
    """Hour wage = month pay / pay days / hours a day; overtime at the group's multiples."""
    base = _own(own.base if own else None, group.base)
    hours = _own(own.ot_hours if own else None, group.ot_hours)
    pieces = _own(own.pieces if own else None, group.pieces)
    pieces_ot = _own(own.pieces_ot if own else None, group.pieces_ot)
    return Pay(
        base=base,
        overtime_share=hours * Fraction(group.ot_multiplier) / (rates.pay_days * rates.hours_a_day),
        volume=pieces + pieces_ot * Fraction(group.piece_ot_multiplier),
        other=_own(own.other_monthly if own else None, group.other_monthly),
    )


def _own(own: Decimal | None, common: Decimal) -> Fraction:
    return Fraction(common if own is None else own)


def typical_members(groups: Mapping[str, Crew]) -> list[Member]:
    """One member for each group and grade that has people; ``tech_senior``, or ``tech`` without grade."""
    found: list[Member] = []
    for crew in groups.values():
        ungraded = crew.heads - sum(crew.grades.values(), ZERO)
        rows = [(f"{crew.id}_{grade}", grade, heads) for grade, heads in crew.grades.items()]
        for key, grade, heads in [(crew.id, None, ungraded), *rows]:
            if heads > 0:
                found.append(Member(key, crew, grade, heads, crew.pay, frozenset(), ZERO))
    return found


def listed_members(workforce: Workforce, groups: Mapping[str, Crew], rates: RateSet) -> list[Member]:
    """The workers whose own pay the case gives."""
    by_id = {group.id: group for group in workforce.groups}
    return [
        Member(
            worker.id,
            groups[worker.group],
            worker.grade,
            Fraction(worker.headcount),
            _pay(by_id[worker.group], rates, worker),
            frozenset(worker.receives),
            Fraction(worker.special_deductions),
        )
        for worker in workforce.workers
    ]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom an item reaches in this firm: heads by group. Groups and counts it lacks reach nobody."""

    heads: Mapping[str, Fraction]

    @classmethod
    def of(cls, driver: Covered, groups: Mapping[str, Crew], counts: Mapping[str, Decimal]) -> Reach:
        """Read the driver's ``groups`` and ``headcount``; a partial headcount never exceeds its group."""
        everyone = not driver.groups and not driver.headcount
        named = set(groups if everyone else driver.groups)
        heads = {name: crew.heads for name, crew in groups.items() if name in named}
        for name, count in driver.headcount.items():
            if name in groups:
                found = Fraction(counts.get(count, Decimal(0)) if isinstance(count, str) else count)
                heads[name] = min(found, groups[name].heads)
        return cls(heads)

    @property
    def total(self) -> Fraction:
        """All heads."""
        return sum(self.heads.values(), ZERO)

    def crews(self, groups: Mapping[str, Crew]) -> Iterator[tuple[Crew, Fraction]]:
        """Groups reached, with their heads."""
        for name, heads in self.heads.items():
            yield groups[name], heads

    def includes(self, member: Member, issue: str) -> bool:
        """Whether this member gets the item: the whole group does, or the member is listed so."""
        reached = self.heads.get(member.crew.id, ZERO)
        return (reached > 0 and reached >= member.crew.heads) or issue in member.receives
