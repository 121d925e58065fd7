"""Terms to money: what a settlement costs in a full year and in year one, line by line.

The order of the sum is the field's own: pay increases by item, their flow into overtime, on-cost that rolls
up with pay, the training fund on a base that has itself moved, then what lies outside the payroll.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cases.costing.basis import CostBasis, effective_date, term_years
from cases.costing.calendar import InForce
from cases.costing.items import Item, Leave, Parts, Timing
from cases.costing.numbers import ONE, PERCENT, ZERO, TermsFault
from cases.costing.people import Member
from cases.costing.totals import Bill, Books, Totals
from cases.terms import Terms

OVERTIME_LINE = "ot_on_base"
"""The line that shows how a rise of base pay flows into overtime pay."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill: an issue's own, or a flow-through. Yuan of a full year, and of year one."""

    key: str
    run: Fraction
    year_one: Fraction


@dataclass(frozen=True, slots=True)
class Change:
    """One item's change of value, and the share of a year's cost of it that falls into year one."""

    item: Item
    delta: Fraction
    share: Fraction

    @property
    def lasting(self) -> Fraction:
        """1 for what recurs every year, 0 for what is paid once."""
        return ZERO if self.item.timing is Timing.ONCE else ONE


@dataclass(frozen=True, slots=True)
class Costing:
    """A settlement costed for one firm, exact; see :class:`~cases.costing.totals.Totals` for the figures.

    ``lines`` are pay increases and ``other_lines`` costs outside the payroll; ``before`` and ``after`` hold
    each issue's level as numbers; ``levy_before`` and ``levy_after`` are shares of payroll.
    """

    basis: CostBasis
    terms: Terms
    in_force: InForce
    term: Fraction
    lines: tuple[Line, ...]
    other_lines: tuple[Line, ...]
    before: Mapping[str, Parts]
    after: Mapping[str, Parts]
    levy_before: Fraction
    levy_after: Fraction
    payroll_in_force: Fraction
    totals: Totals

    @property
    def changes(self) -> list[Change]:
        """Each item's change of value."""
        return _changes(self.basis, self.before, self.after, self.in_force)

    @property
    def over_term(self) -> Fraction:
        """Cost over the whole term in full years, one-off items once, yuan."""
        return self.totals.run.total * self.term + self.totals.once.total


def cost(basis: CostBasis, terms: Terms) -> Costing:
    """Cost ``terms`` in the firm of ``basis``; issues not named stay as they are.

    Raises :class:`TermsFault` for an unknown issue or a value that its issue cannot take.
    """
    _known(basis, terms)
    in_force = InForce.since(effective_date(basis, terms), basis.year_start)
    before = basis.references
    after = dict(before)
    for name in terms:
        if basis.items[name]:
            after[name] = basis.parts(name, terms[name])
    changes = _changes(basis, before, after, in_force)
    lines, backfill = _pay_lines(basis, terms, changes, in_force)
    other = _issue_lines(change for change in changes if not change.item.in_payroll)
    levies = (basis.levy({}), basis.levy(terms))
    standing = _payroll_in_force(basis, in_force)
    return Costing(
        basis=basis,
        terms=terms,
        in_force=in_force,
        term=term_years(basis, terms),
        lines=tuple(lines),
        other_lines=tuple(other),
        before=before,
        after=after,
        levy_before=levies[0],
        levy_after=levies[1],
        payroll_in_force=standing,
        totals=_totals(
            basis, changes, lines=(lines, other), levies=levies, standing=standing, backfill=backfill
        ),
    )


def _known(basis: CostBasis, terms: Terms) -> None:
    for name in terms:
        if name not in basis.issues:
            raise TermsFault("costing.terms.issue", issue=name, known=tuple(basis.issues))


def _changes(
    basis: CostBasis, before: Mapping[str, Parts], after: Mapping[str, Parts], in_force: InForce
) -> list[Change]:
    found = []
    for name, items in basis.items.items():
        for item in items:
            delta = after[name].get(item.part, ZERO) - before[name].get(item.part, ZERO)
            found.append(Change(item, delta, _share(item, in_force)))
    return found


def _share(item: Item, in_force: InForce) -> Fraction:
    """The part of a year's cost that falls into year one: seasonal items by the season's months."""
    if item.timing is Timing.SEASON:
        return in_force.of_season(item.season)
    return in_force.of_year if item.timing is Timing.MONTHLY else ONE


def _issue_lines(changes: Iterable[Change]) -> list[Line]:
    """One line an issue, in the order of the case; grades of an issue are summed."""
    run: dict[str, Fraction] = {}
    first: dict[str, Fraction] = {}
    for change in changes:
        name, amount = change.item.issue, change.delta * change.item.run
        run[name] = run.get(name, ZERO) + amount * change.lasting
        first[name] = first.get(name, ZERO) + amount * change.share
    return [Line(name, run[name], first[name]) for name in run]


def _pay_lines(
    basis: CostBasis, terms: Terms, changes: list[Change], in_force: InForce
) -> tuple[list[Line], tuple[Fraction, Fraction]]:
    """Pay increases by line, and the yearly pay for backfilled leave before and after."""
    paid = [change for change in changes if change.item.in_payroll]
    lines = {line.key: line for line in _issue_lines(paid)}
    flow = [change for change in paid if change.item.overtime]
    if flow:
        run = sum((change.delta * change.item.overtime for change in flow), ZERO)
        lines[OVERTIME_LINE] = Line(OVERTIME_LINE, run, run * in_force.of_year)
    before = after = ZERO
    for leave in basis.leaves:
        old = basis.baseline.lines[leave.issue]
        new = basis.days(leave.issue, terms) * day_cost(basis, leave, paid)
        lines[leave.issue] = Line(leave.issue, new - old, (new - old) * in_force.of_year)
        before, after = before + old, after + new
    order = {name: place for place, name in enumerate(basis.issues)}
    base = [place for name, place in order.items() if any(item.overtime for item in basis.items[name])]
    order[OVERTIME_LINE] = max(base, default=0)
    ranked = sorted(lines.values(), key=lambda line: (order[line.key], line.key == OVERTIME_LINE))
    return ranked, (before, after)


def day_cost(basis: CostBasis, leave: Leave, changes: Iterable[Change]) -> Fraction:
    """Yuan a year for one day of leave: the day's pay is that after the rise."""
    cost_of_day = basis.day_costs[basis.leaves.index(leave)]
    for change in changes:
        for name, each in change.item.month.items():
            cost_of_day += leave.weights.get(name, ZERO) * each * change.delta
    return cost_of_day


def _payroll_in_force(basis: CostBasis, in_force: InForce) -> Fraction:
    """Today's payroll of the months in force: seasonal pay by its season, the rest by twelfths."""
    seasonal = basis.baseline.seasonal
    steady = basis.baseline.payroll - sum(seasonal.values(), ZERO)
    in_season = (amount * in_force.of_season(months) for months, amount in seasonal.items())
    return steady * in_force.of_year + sum(in_season, ZERO)


def _totals(
    basis: CostBasis,
    changes: list[Change],
    *,
    lines: tuple[list[Line], list[Line]],
    levies: tuple[Fraction, Fraction],
    standing: Fraction,
    backfill: tuple[Fraction, Fraction],
) -> Totals:
    payroll = basis.baseline.payroll
    pay, other = lines
    raises = {member.key: _raise(member, changes) for member in basis.listed}
    bills = {}
    for when, base in (("run", payroll), ("year_one", standing)):
        rise = sum((getattr(line, when) for line in pay), ZERO)
        worth = insured_rise(basis, rise, [raises[member.key][when] for member in basis.listed])
        bills[when] = Bill(
            pay_increase=rise,
            roll_up=worth + basis.rates.union_fee * rise,
            training_fund=levies[1] * (base + rise) - levies[0] * base,
            non_payroll=sum((getattr(line, when) for line in other), ZERO),
            insured=worth,
        )
    insured_now = basis.rates.insured * payroll - _outside_base(basis)
    return Totals(
        heads=sum((crew.heads for crew in basis.crews.values()), ZERO),
        payroll=payroll,
        rated=basis.rates.roll_up * payroll,
        labour_cost=payroll * (1 + basis.rates.union_fee + levies[0]) + insured_now,
        backfill_before=backfill[0],
        backfill_after=backfill[1],
        run=bills["run"],
        year_one=bills["year_one"],
        once=_once(basis, changes, levies[1]),
        books=_books(basis, payroll, bills["run"]),
    )


def _raise(member: Member, changes: Iterable[Change]) -> dict[str, Fraction]:
    """A member's rise of yearly pay: full year and year one."""
    run = first = ZERO
    for change in changes:
        if change.item.in_payroll and change.delta:
            amount = change.item.member(member) * change.delta
            run += amount * change.lasting
            first += amount * change.share
    return {"run": run, "year_one": first}


def insured_rise(basis: CostBasis, rise: Fraction, raises: Iterable[Fraction]) -> Fraction:
    """Social insurance and housing fund on a rise of the year's payroll.

    For listed workers only the part of their own rise that lies between the base's floor and cap counts.
    """
    rates = basis.rates
    if rates.floor is None and rates.cap is None:
        return rates.insured * rise
    for member, own in zip(basis.listed, raises, strict=True):
        pay = basis.listed_pay[member.key]
        counted = 12 * (rates.insured_base((pay + own) / 12) - rates.insured_base(pay / 12))
        rise -= member.heads * (own - counted)
    return rates.insured * rise


def _outside_base(basis: CostBasis) -> Fraction:
    """Contributions saved (or, below the floor, added: negative) on listed workers' present pay."""
    found = ZERO
    for member in basis.listed:
        pay = basis.listed_pay[member.key]
        found += member.heads * (pay - 12 * basis.rates.insured_base(pay / 12))
    return found * basis.rates.insured


def _once(basis: CostBasis, changes: Iterable[Change], levy: Fraction) -> Bill:
    """One-off items with their on-cost; they never enter the run rate."""
    rise = other = ZERO
    for change in changes:
        if change.item.timing is Timing.ONCE:
            amount = change.delta * change.item.run
            rise, other = (rise + amount, other) if change.item.in_payroll else (rise, other + amount)
    worth = basis.rates.insured * rise
    return Bill(rise, worth + basis.rates.union_fee * rise, levy * rise, other, worth)


def _books(basis: CostBasis, payroll: Fraction, run: Bill) -> Books | None:
    """The firm's books; posts stand filled for 1 - separations a year x days to fill / 365."""
    books = basis.finance
    if books is None:
        return None
    empty = Fraction(books.separation_percent) * PERCENT * Fraction(books.days_to_fill) / 365
    filled = max(ONE - empty, ZERO)
    return Books(
        revenue=Fraction(books.revenue),
        operating_profit=Fraction(books.operating_profit),
        units=None if books.units is None else Fraction(books.units),
        after_tax=run.total * (1 - Fraction(books.cit_percent) * PERCENT),
        filled=(run.total - run.non_payroll) * filled + run.non_payroll,
        inflation=payroll * Fraction(books.cpi_percent) * PERCENT,
    )
