"""Regional rule sets: what the law of a place asks of the bargaining procedure, as data.

Each file of ``cases/data/regions`` holds the rules that a place has of its own; where it is silent the
national rule stands (Trial Measures art. 25, Provisions on Collective Contracts). Every rule names the
article it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from cases.messages import message
from cases.problems import Fault, Unreadable
from cases.reading import read_yaml
from cases.text import Sentence, Text
from cases.validation import validate

REGIONS = Path(__file__).parent / "data" / "regions"
NATIONAL = "national"
"""The rule set that the others build on."""

Count = Annotated[int, Field(ge=1)]


class Rules(BaseModel):
    """Base of all parts of a rule set."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")


class Basis(Rules):
    """The article that a rule rests on."""

    law: Sentence
    """The law's full title, as in the statute table."""
    article: Count | None = None
    """``None`` where the number is not known."""
    item: Count | None = None
    seen: bool = True
    """Whether the text was read; otherwise the rule comes from reports and is not certain."""


class Rule(Rules):
    """Something that an article lays down."""

    basis: Basis
    note: Text | None = None


Start = Literal[
    "offer",
    "receipt",
    "reply",
    "start",
    "draft",
    "vote",
    "vote_notice",
    "signing",
    "review",
    "acceptance",
    "expiry",
]
"""What a time runs from (or to): the written offer, its receipt, the reply, the first meeting, and so on."""


class Period(Rule):
    """A time allowed: days, working days or months."""

    days: Count | None = None
    months: Count | None = None
    working: bool = False
    """Whether only working days count; the national rules say days, which are calendar days."""
    since: Start

    @model_validator(mode="after")
    def _one_measure(self) -> Period:
        if (self.days is None) == (self.months is None):
            raise Fault(message("check.region.period"))
        return self


class Share(Rule):
    """A part of a whole, exactly."""

    numerator: Count
    denominator: Count
    inclusive: bool = True
    """Whether exactly that share is enough: for "half or more" (半数以上) it is, for 过半数 it is not."""

    @model_validator(mode="after")
    def _proper(self) -> Share:
        if self.numerator > self.denominator:
            raise Fault(message("check.region.share"))
        return self

    @property
    def fraction(self) -> Fraction:
        """The share as a number from 0 to 1."""
        return Fraction(self.numerator, self.denominator)

    def least(self, whole: int) -> int:
        """The smallest whole number that reaches the share of ``whole``, or passes it where it must."""
        scaled = whole * self.numerator
        if self.inclusive:
            return -(-scaled // self.denominator)
        return scaled // self.denominator + 1


class Information(Rule):
    """What data the employer owes the union side before the talks."""

    on_request: bool
    """Whether it is owed only if asked for."""
    days: Count | None = None
    working: bool = False
    timing: Literal["within", "before"] | None = None
    """``within`` the last days before the talks, or so many days ``before`` them at the latest."""
    items: tuple[
        Literal[
            "revenue",
            "tax",
            "profit",
            "total_payroll",
            "avg_wage",
            "social_insurance",
            "operations",
            "pay_distribution",
            "targets",
        ],
        ...,
    ] = ()
    """What the rule itself lists; empty: true facts and documents on wages."""
    plans: bool = False
    """Whether both sides also hand over their plans."""
    confidentiality_agreement: bool = False


class Seats(Rule):
    """Representatives a side."""

    least: Count
    most: Count | None = None
    least_in_large_firms: Count | None = None
    equal: bool
    """Equal numbers; otherwise the employer's side may not be the larger."""


class Makeup(Rule):
    """Who must, or may not, sit on the workers' side."""

    front_line: Share | None = None
    """Least share of front-line workers."""
    groups: tuple[Literal["women", "disabled", "dispatched"], ...] = ()
    """Groups to be seated where they are many or have a committee; ``note`` says when."""
    barred: tuple[Literal["owners", "managers", "near_kin", "hr_head"], ...] = ()


class Outsiders(Rule):
    """People from outside the firm on a side."""

    most: Share | None = None
    """Largest share of a side; ``None`` where they may only advise."""
    advisers_only: bool = False
    may_be_chief: bool = False


class Chair(Rule):
    """Who presides at the meetings."""

    order: Literal["in_turn", "in_turn_offering_side_first", "jointly"]


class Minutes(Rule):
    """Who signs the minutes."""

    signed_by: Literal["representatives", "chiefs"]


class Suspension(Rule):
    """When the talks may be suspended."""

    by: Literal["agreement", "force_majeure", "union_chief_consents"]
    most_days: Count | None = None
    """Longest suspension in all; ``None``: the parties set it."""


class Vote(Rules):
    """The vote of the workers' congress (or of all staff) on the draft."""

    presence: Share
    """Of all delegates, those who must be present."""
    consent: Share
    """Of ALL delegates, not of those present, those who must be in favour."""
    within: Period | None = None
    """By when the congress meets."""


class Filing(Rules):
    """By when the signed text goes to the labour authority."""

    wage_agreement: Period
    collective_contract: Period
    copies: Count = 3


class Term(Rule):
    """How long an agreement runs, in years."""

    least: Count | None = None
    most: Count | None = None
    usual: Count | None = None


class Impasse(Rule):
    """Coordination of a deadlock by the labour authority."""

    days: Count
    extension: Count
    apply_within: Period | None = None
    start_within: Period | None = None
    first_step: Literal["labour_authority", "upper_union"] = "labour_authority"


class Fine(Rules):
    """A fine in yuan, from and to."""

    on: Literal["firm", "head"]
    least: Count
    most: Count


class BadFaith(Rule):
    """What follows from refusing to bargain, or bargaining in bad faith."""

    sole_fixed_plan: bool = False
    """Whether holding to one fixed plan counts as bad faith."""
    bare_refusals_foul_after: Count | None = None
    """So many bare refusals of one position in a row are called out at the table; ``None``: never."""
    consequences: tuple[
        Literal[
            "order",
            "credit_file",
            "loss_of_aid",
            "interview",
            "naming",
            "warning",
            "fine",
            "rectification_letter",
            "credit_platform",
        ],
        ...,
    ] = ()
    fines: tuple[Fine, ...] = ()


class MinimumWage(Rules):
    """Monthly (yuan) and hourly minimum wages by class of area, best-paid class first."""

    since: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    as_of: bool = False
    """Whether ``since`` is only the date of the table it was read in; the rate may have risen since."""
    monthly: Annotated[tuple[Count, ...], Field(min_length=1)]
    hourly: tuple[Count, ...] = ()
    source: Text
    confidence: Literal["A", "B"]


class Region(Rules):
    """The rules of one place. ``name`` and ``id`` apart, every part is a rule with its article."""

    region: Literal[1]
    """Version of this schema."""
    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    name: Text
    reply: Period
    information: Information
    seats: Seats
    makeup: Makeup | None = None
    outsiders: Outsiders
    vacancy: Period
    chair: Chair
    minutes: Minutes | None = None
    talks: Period | None = None
    suspension: Suspension
    vote: Vote
    filing: Filing
    review: Period
    """Silence of the labour authority to the end of this period puts the agreement in force."""
    publication: Period
    term: Term
    renewal: Period
    """When to propose the next round: within so many days before the agreement expires."""
    piece_rate: Share | None = None
    """Share of the staff in the same post who can reach a piece-rate norm in legal hours, at least."""
    impasse: Impasse
    bad_faith: BadFaith
    minimum_wages: tuple[MinimumWage, ...] = ()


def region_ids() -> tuple[str, ...]:
    """The rule sets there are, the national one first."""
    names = sorted(path.stem for path in REGIONS.glob("*.yaml"))
    return (NATIONAL, *(name for name in names if name != NATIONAL))


@cache
def load_region(region: str, folder: Path = REGIONS) -> Region:
    """The rule set ``region`` with national rules where it has none of its own.

    Raises ``KeyError`` for an unknown id and :class:`~cases.problems.Unreadable`, with every problem
    at its line, for a faulty file.
    """
    path = folder / f"{region}.yaml"
    if not path.is_file() or not region.isalpha():
        raise KeyError(region)
    document = read_yaml(path)
    if region != NATIONAL and isinstance(document.data, dict):
        national = read_yaml(folder / f"{NATIONAL}.yaml")
        if isinstance(national.data, dict):
            document.data = _over(national.data, document.data)
    loaded, problems = validate(document, Region)
    if loaded is None:
        raise Unreadable(problems)
    return loaded


_PARTED = ("vote", "filing")
"""Rules made of several: a place may change one of them and leave the others national."""


def _over(national: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = {name: value for name, value in national.items() if name != "minimum_wages"} | dict(own)
    for name in _PARTED:
        if isinstance(own.get(name), dict):
            merged[name] = {**national.get(name, {}), **own[name]}
    return merged


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A vote against a region's thresholds, in heads."""

    presence_ok: bool
    consent_ok: bool
    needed_present: int
    needed_yes: int

    @property
    def passed(self) -> bool:
        """Whether the draft is adopted."""
        return self.presence_ok and self.consent_ok


def vote_passes(region: Region, delegates: int, present: int, yes: int) -> VoteResult:
    """Count a congress vote; both shares are of all ``delegates``, in whole numbers, so the edges are exact.

    Raises :class:`~cases.problems.Fault` for numbers that cannot be (more votes than people present).
    """
    if delegates < 1 or not 0 <= yes <= present <= delegates:
        raise Fault(message("check.region.vote", delegates=delegates, present=present, yes=yes))
    needed_present = region.vote.presence.least(delegates)
    needed_yes = region.vote.consent.least(delegates)
    return VoteResult(present >= needed_present, yes >= needed_yes, needed_present, needed_yes)
