"""Everything a person may do at the table, as typed values.

One class for each kind of move; :data:`Move` is their union, told apart by ``kind``. The kinds and
their fields follow the coding of bargaining acts used by judges (opening, offers, questions,
information, procedure, closing). A move says *what* is done; who, when and with which verdict is
the event's business (:mod:`cases.transcript`).
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from cases.issues import ArticleRef, Identifier
from cases.terms import Number, Value

CONFIG = ConfigDict(frozen=True, defer_build=True, extra="forbid")
Words = Annotated[str, Field(max_length=10_000)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
TermsBody: TypeAlias = dict[Identifier, Value]


class Spoken(BaseModel):
    """The words as said; the computer speaks both languages, a person usually one."""

    model_config = CONFIG

    zh: Words | None = None
    en: Words | None = None


class MoveBase(BaseModel):
    """What every move carries."""

    model_config = CONFIG

    text: Spoken | None = None
    """The sentence said with it, if any."""
    hold: bool = False
    """The speaker keeps the floor: more moves of the same speech follow."""


class Opening(MoveBase):
    """Opening statement: mandate, topics, shared interest; once a side."""

    kind: Literal["opening"] = "opening"
    topics: tuple[Identifier, ...] = ()


class Agenda(MoveBase):
    """The order in which issues are taken."""

    kind: Literal["agenda"] = "agenda"
    order: tuple[Identifier, ...] = Field(min_length=1)


class Propose(MoveBase):
    """A position on one issue."""

    kind: Literal["propose"] = "propose"
    issue: Identifier
    value: Value
    argument: Identifier | None = None
    """The argument of the own brief that it rests on."""


class Counter(MoveBase):
    """A position that answers the other side's standing one."""

    kind: Literal["counter"] = "counter"
    issue: Identifier
    value: Value
    argument: Identifier | None = None


class Concede(MoveBase):
    """A position that is worse for the speaker than the last one."""

    kind: Literal["concede"] = "concede"
    issue: Identifier
    value: Value
    argument: Identifier | None = None


class Package(MoveBase):
    """Several terms together; with ``all_or_nothing`` they bind only as a whole."""

    kind: Literal["package"] = "package"
    terms: TermsBody = Field(min_length=2)
    all_or_nothing: bool = True
    argument: Identifier | None = None


class ConditionalOffer(MoveBase):
    """If the other side gives ``condition``, then ``terms``. A promise that comes due when it is met."""

    kind: Literal["conditional_offer"] = "conditional_offer"
    condition: TermsBody = Field(min_length=1)
    terms: TermsBody = Field(min_length=1)
    argument: Identifier | None = None


class FinalOffer(MoveBase):
    """Last word on one issue or a package. Softening it later costs credibility."""

    kind: Literal["final_offer"] = "final_offer"
    terms: TermsBody = Field(min_length=1)
    argument: Identifier | None = None


class Accept(MoveBase):
    """Yes to the other side's standing position on ``issue``, or to its offer number ``refs``."""

    kind: Literal["accept"] = "accept"
    issue: Identifier | None = None
    refs: int | None = None


class Reject(MoveBase):
    """No to a standing position or offer; a reason and an alternative make it constructive."""

    kind: Literal["reject"] = "reject"
    issue: Identifier | None = None
    refs: int | None = None
    basis: Literal["cost", "law", "fairness", "precedent", "capacity", "none"] = "none"
    argument: Identifier | None = None


class TentativeAgreement(MoveBase):
    """Record a term both sides have stated; it binds only with the signed whole."""

    kind: Literal["tentative_agreement"] = "tentative_agreement"
    issue: Identifier
    scope: Words | None = None


class Reopen(MoveBase):
    """Take back a tentative agreement. Without a stated cause it is a broken word."""

    kind: Literal["reopen"] = "reopen"
    issue: Identifier
    cause: Words | None = None


class Drop(MoveBase):
    """Withdraw an issue: today's level stays."""

    kind: Literal["drop"] = "drop"
    issue: Identifier


class Park(MoveBase):
    """Put an issue aside, to be taken up again before the end."""

    kind: Literal["park"] = "park"
    issue: Identifier
    until: Words | None = None


class InfoRequest(MoveBase):
    """Ask for papers: items, period, and the article that obliges."""

    kind: Literal["info_request"] = "info_request"
    items: tuple[Identifier, ...] = ()
    period: Words | None = None
    article: ArticleRef | None = None


class Figure(BaseModel):
    """A stated figure."""

    model_config = CONFIG

    metric: Identifier
    value: Number
    unit: Identifier | None = None
    period: Words | None = None


class Disclose(MoveBase):
    """Tell something one's own side owns: exhibits, figures, priorities."""

    kind: Literal["disclose"] = "disclose"
    exhibits: tuple[int, ...] = ()
    figures: tuple[Figure, ...] = ()
    priorities: tuple[Identifier, ...] = ()
    what: Literal["fact", "priority", "constraint", "limit"] = "fact"


class CiteLaw(MoveBase):
    """Quote an article."""

    kind: Literal["cite_law"] = "cite_law"
    law: Words
    article: int | None = None
    issue: Identifier | None = None


class CiteData(MoveBase):
    """Quote a figure of the case pack or a public statistic."""

    kind: Literal["cite_data"] = "cite_data"
    figure: Figure
    exhibit: int | None = None
    issue: Identifier | None = None


class CiteComparator(MoveBase):
    """Point to another firm, sector or place."""

    kind: Literal["cite_comparator"] = "cite_comparator"
    who: Words
    issue: Identifier | None = None
    value: Number | None = None
    unit: Identifier | None = None
    exhibit: int | None = None


class Appeal(MoveBase):
    """Appeal to need, fairness or shared interest; ``warn`` foretells a lawful consequence (no threat)."""

    kind: Literal["appeal"] = "appeal"
    basis: Literal[
        "need", "fairness", "shared_interest", "ability_to_pay", "precedent", "reciprocity", "stability"
    ] = "need"
    issue: Identifier | None = None
    warn: bool = False
    argument: Identifier | None = None


class Probe(MoveBase):
    """Ask about interests, priorities, reasons, or "what if"."""

    kind: Literal["probe"] = "probe"
    target: Literal["interest", "priority", "limit", "reason", "what_if"] = "reason"
    issue: Identifier | None = None
    terms: TermsBody = {}


class Summarise(MoveBase):
    """Say back what is agreed and what is open; a term nobody agreed to is a foul."""

    kind: Literal["summarise"] = "summarise"
    terms: TermsBody = {}
    open: tuple[Identifier, ...] = ()


class Caucus(MoveBase):
    """Ask for a break within one's own side."""

    kind: Literal["caucus"] = "caucus"
    minutes: int | None = Field(default=None, ge=1, le=60)


class EndCaucus(MoveBase):
    """Come back before the break is over."""

    kind: Literal["end_caucus"] = "end_caucus"


class ReportMembers(MoveBase):
    """In caucus: report back to one's members (shifts what they expect)."""

    kind: Literal["report_members"] = "report_members"


class Adjourn(MoveBase):
    """Propose to suspend the talks; needs the other chief's consent."""

    kind: Literal["adjourn"] = "adjourn"
    until: Day | None = None
    place: Words | None = None
    topics: tuple[Identifier, ...] = ()


class Sidebar(MoveBase):
    """A word between the two chiefs; needs consent, binds nobody."""

    kind: Literal["sidebar"] = "sidebar"
    minutes: int = Field(default=2, ge=1, le=30)


class MediationRequest(MoveBase):
    """Ask the upper union or the labour authority to coordinate."""

    kind: Literal["mediation_request"] = "mediation_request"
    to: Literal["upper_union", "hr_department", "tripartite", "instructor"] = "hr_department"
    differences: tuple[Identifier, ...] = ()


class Deadlock(MoveBase):
    """State that positions on some issues no longer move; needs the other chief's consent."""

    kind: Literal["deadlock"] = "deadlock"
    issues: tuple[Identifier, ...] = ()


class CloseTalks(MoveBase):
    """Propose to close the bargaining and draft; needs the other chief's consent."""

    kind: Literal["close_talks"] = "close_talks"


class Consent(MoveBase):
    """Answer the other chief's procedural proposal number ``refs``."""

    kind: Literal["consent"] = "consent"
    refs: int
    yes: bool = True


class RecordDifferences(MoveBase):
    """Write open issues into the list of differences."""

    kind: Literal["record_differences"] = "record_differences"
    issues: tuple[Identifier, ...] = ()


class Sign(MoveBase):
    """A step of the closing procedure: draft, congress vote, signature, filing, publication."""

    kind: Literal["sign"] = "sign"
    step: Literal["draft", "vote", "sign", "file", "publish"]
    on: Day | None = None
    """The day it is done (vote, signature, filing, publication)."""


class Threat(MoveBase):
    """A threat (stoppage, dismissal, retaliation): a foul wherever it comes from."""

    kind: Literal["threat"] = "threat"
    what: Literal["stoppage", "dismissal", "retaliation", "leak", "smear"] = "stoppage"


class Walkout(MoveBase):
    """Leave the table."""

    kind: Literal["walkout"] = "walkout"


class Speech(MoveBase):
    """Words that are no other move: greeting, remark, anything typed that nobody could read as more."""

    kind: Literal["speech"] = "speech"


class Yield(MoveBase):
    """Give the floor to the other side without a word."""

    kind: Literal["yield"] = "yield"


class CorrectMinutes(MoveBase):
    """Correct the record of event ``refs``."""

    kind: Literal["correct_minutes"] = "correct_minutes"
    refs: int
    note: Words


class Substitute(MoveBase):
    """Hand the chief's part to another seat of the own side."""

    kind: Literal["substitute"] = "substitute"
    seat: Words


class Chair(MoveBase):
    """What the chair or moderator does: pause, resume, extend, warn, penalty, end."""

    kind: Literal["chair"] = "chair"
    action: Literal["pause", "resume", "extend", "warn", "penalty", "end"]
    side: Literal["union", "employer"] | None = None
    seconds: int = Field(default=0, ge=0, le=7200)
    reason: Words | None = None


Move: TypeAlias = Annotated[
    Opening
    | Agenda
    | Propose
    | Counter
    | Concede
    | Package
    | ConditionalOffer
    | FinalOffer
    | Accept
    | Reject
    | TentativeAgreement
    | Reopen
    | Drop
    | Park
    | InfoRequest
    | Disclose
    | CiteLaw
    | CiteData
    | CiteComparator
    | Appeal
    | Probe
    | Summarise
    | Caucus
    | EndCaucus
    | ReportMembers
    | Adjourn
    | Sidebar
    | MediationRequest
    | Deadlock
    | CloseTalks
    | Consent
    | RecordDifferences
    | Sign
    | Threat
    | Walkout
    | Speech
    | Yield
    | CorrectMinutes
    | Substitute
    | Chair,
    Field(discriminator="kind"),
]
"""Any move."""

MOVE: TypeAdapter[Move] = TypeAdapter(Move, config=ConfigDict(defer_build=True))

OFFER_KINDS = frozenset({"propose", "counter", "concede", "package", "conditional_offer", "final_offer"})
"""Kinds that put terms on the table."""

COMMIT_KINDS = OFFER_KINDS | {"accept", "tentative_agreement", "reopen", "drop", "record_differences", "sign"}
"""Kinds that commit the side: only its chief may make them."""

PROCEDURE_KINDS = frozenset(
    {"caucus", "adjourn", "sidebar", "deadlock", "close_talks", "mediation_request", "consent", "walkout"}
)
"""Kinds by which the chief steers the meeting."""


def offered_terms(move: Move) -> dict[str, Value]:
    """The terms a move puts on the table unconditionally (empty where it offers nothing)."""
    if isinstance(move, Propose | Counter | Concede):
        return {move.issue: move.value}
    if isinstance(move, Package | FinalOffer):
        return dict(move.terms)
    return {}
