"""The workers' congress: each segment votes by what it got.

yes = logistic(4 (gain - expectation)) for each segment, where gain is the share of the way from the worst
to the best end of the issues it cares about. Logit models of ratification votes are the usual choice; the
steepness 4 keeps a segment that got nothing at about one vote in five rather than none. Exact
decimals make the count the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

from cases.brief import Segment
from cases.issues import Issue
from cases.terms import Value
from trainer.table.notices import SegmentCount

STEEPNESS = Decimal(4)
REPORT_SHIFT = Decimal("0.03")
"""How much one report back to the members lowers what they expect."""
MOST_REPORTS = 2

_EXACT = Context(prec=28)


def gain(issues: Mapping[str, Issue], segment: Segment, terms: Mapping[str, Value]) -> Decimal:
    """What the segment got, 0 to 1: its cares weigh each issue's way from the worst to the best end."""
    whole = sum((care.weight for care in segment.cares), Decimal(0))
    got = Decimal(0)
    for care in segment.cares:
        issue = issues[care.issue]
        got += care.weight * issue.union_share(terms.get(care.issue, issue.current))
    return got / whole


def yes_share(
    issues: Mapping[str, Issue], segment: Segment, terms: Mapping[str, Value], reports: int
) -> Decimal:
    """Share of the segment's delegates who vote yes, 0 to 1."""
    expected = segment.expectation - REPORT_SHIFT * min(reports, MOST_REPORTS)
    exponent = -STEEPNESS * (gain(issues, segment, terms) - expected)
    return 1 / (1 + _EXACT.exp(exponent))


def _heads(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def count_votes(
    issues: Mapping[str, Issue], segments: Iterable[Segment], terms: Mapping[str, Value], reports: int
) -> tuple[SegmentCount, ...]:
    """Delegates, present and in favour, by segment of the union's members."""
    counts = []
    for segment in segments:
        present = _heads(segment.delegates * segment.turnout)
        yes = _heads(present * yes_share(issues, segment, terms, reports))
        counts.append(SegmentCount(segment=segment.id, delegates=segment.delegates, present=present, yes=yes))
    return tuple(counts)
