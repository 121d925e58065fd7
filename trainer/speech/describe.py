"""Any typed move of anyone in plain words: for the transcript, the echo before confirming, the replay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from cases import moves as m
from cases.brief import Argument
from cases.case import Case
from cases.exhibits import Exhibit
from cases.issues import Issue
from cases.sides import Side
from cases.text import Lang, Text
from trainer.i18n import LIST_MARK, say
from trainer.speech.day_words import day_text
from trainer.speech.values import (
    figure_text,
    issue_name,
    issue_names,
    item_name,
    law_name,
    term_text,
    terms_text,
    unit_text,
    value_text,
)
from trainer.table.views import CaseView

__all__ = ["AnyCase", "Teller", "describe", "value_text"]

AnyCase: TypeAlias = "Case | CaseView"
"""The case file, or what a viewer may read of it; only what is in it is told."""


def describe(move: m.Move, case: AnyCase, lang: Lang, side: Side | None = None) -> str:
    """The move as a plain sentence without its speaker; ``side`` made it (for its arguments)."""
    return Teller(case, lang, side).tell(move)


class Teller:
    """Tells moves of one side in one language."""

    def __init__(self, case: AnyCase, lang: Lang, side: Side | None = None) -> None:
        self.case, self.lang, self.side = case, lang, side
        self.issues: Mapping[str, Issue] = case.issue_map if isinstance(case, Case) else case.issues

    def tell(self, move: m.Move) -> str:
        """The sentence."""
        telling = _TELLING.get(move.kind)
        text = telling(self, move) if telling is not None else self.say(f"{move.kind}.text")
        reason = self._reason(getattr(move, "argument", None))
        return self.say("with_reason", what=text, reason=reason) if reason else text

    def say(self, key: str, **places: Any) -> str:
        """A sentence of the room ``move``."""
        return say(f"move.{key}", self.lang, **places)

    def name(self, issue: str) -> str:
        """An issue's name."""
        return issue_name(self.issues, issue, self.lang)

    def names(self, issues: tuple[str, ...]) -> str:
        """Issues' names as a list."""
        return issue_names(self.issues, issues, self.lang)

    def terms(self, terms: Mapping[str, Any]) -> str:
        """Terms as a list."""
        return terms_text(self.issues, terms, self.lang)

    def optional(self, kind: str, name: str, value: str | None) -> str:
        """``<kind>.text`` without the detail, ``<kind>.<name>`` with it."""
        return self.say(f"{kind}.{name}", **{name: value}) if value else self.say(f"{kind}.text")

    def about(self, kind: str, text: str, issue: str | None) -> str:
        """``text`` with the issue it is about, if any."""
        return self.say(f"{kind}.issue", what=text, issue=self.name(issue)) if issue else text

    def numbers(self, numbers: tuple[int, ...]) -> str:
        """Exhibit numbers as a list."""
        return LIST_MARK[self.lang].join(str(number) for number in numbers)

    def figure(self, figure: m.Figure) -> str:
        """A stated figure, by the name that a paper of the case gives it."""
        return figure_text(figure, self.lang, _label(self.case.exhibits, figure.metric))

    def _reason(self, argument: str | None) -> str | None:
        found = _argument(self.case, self.side, argument)
        return found.text.get(self.lang) if found is not None else None


def _argument(case: AnyCase, side: Side | None, argument: str | None) -> Argument | None:
    """The argument, where the reader may know it: in the whole case, or in the viewer's own brief."""
    if argument is None:
        return None
    if isinstance(case, Case):
        briefs = [case.briefs[side]] if side is not None else []
    else:
        briefs = [case.brief] if case.brief is not None else []
    return next((item for brief in briefs for item in brief.arguments if item.id == argument), None)


def _label(exhibits: tuple[Exhibit, ...], metric: str) -> Text | None:
    facts = (fact for exhibit in exhibits for fact in exhibit.facts)
    return next((fact.label for fact in facts if fact.metric == metric), None)


def _opening(t: Teller, move: m.Opening) -> str:
    return t.say("opening.topics", issues=t.names(move.topics)) if move.topics else t.say("opening.text")


def _agenda(t: Teller, move: m.Agenda) -> str:
    return t.say("agenda.text", issues=t.names(move.order))


def _single(t: Teller, move: m.Propose | m.Counter | m.Concede) -> str:
    return t.say(f"{move.kind}.text", term=term_text(t.issues, move.issue, move.value, t.lang))


def _package(t: Teller, move: m.Package) -> str:
    return t.say(f"package.{'text' if move.all_or_nothing else 'loose'}", terms=t.terms(move.terms))


def _conditional(t: Teller, move: m.ConditionalOffer) -> str:
    return t.say("conditional_offer.text", condition=t.terms(move.condition), terms=t.terms(move.terms))


def _final(t: Teller, move: m.FinalOffer) -> str:
    return t.say("final_offer.text", terms=t.terms(move.terms))


def _answer(t: Teller, move: m.Accept | m.Reject) -> str:
    if move.refs is not None:
        text = t.say(f"{move.kind}.refs", refs=move.refs)
    elif move.issue is not None:
        text = t.say(f"{move.kind}.issue", issue=t.name(move.issue))
    else:
        text = t.say(f"{move.kind}.text")
    if isinstance(move, m.Reject) and move.basis != "none":
        return t.say("reject.because", what=text, basis=t.say(f"basis.{move.basis}"))
    return text


def _agreed(t: Teller, move: m.TentativeAgreement) -> str:
    key = "scope" if move.scope else "text"
    return t.say(f"tentative_agreement.{key}", issue=t.name(move.issue), scope=move.scope or "")


def _reopen(t: Teller, move: m.Reopen) -> str:
    key = "cause" if move.cause else "text"
    return t.say(f"reopen.{key}", issue=t.name(move.issue), cause=move.cause or "")


def _drop(t: Teller, move: m.Drop) -> str:
    return t.say("drop.text", issue=t.name(move.issue))


def _park(t: Teller, move: m.Park) -> str:
    key = "until" if move.until else "text"
    return t.say(f"park.{key}", issue=t.name(move.issue), until=move.until or "")


def _request(t: Teller, move: m.InfoRequest) -> str:
    items = LIST_MARK[t.lang].join(item_name(item, t.lang) for item in move.items)
    text = t.optional("info_request", "items", items)
    if move.period:
        text = t.say("info_request.period", what=text, period=move.period)
    if move.article is not None:
        article = move.article
        text = t.say(
            "info_request.article", what=text, law=law_name(article.law, t.lang), article=article.article
        )
    return text


def _disclose(t: Teller, move: m.Disclose) -> str:
    parts = []
    if move.exhibits:
        parts.append(t.say("disclose.exhibits", numbers=t.numbers(move.exhibits)))
    if move.figures:
        figures = LIST_MARK[t.lang].join(t.figure(figure) for figure in move.figures)
        parts.append(t.say("disclose.figures", figures=figures))
    if move.priorities:
        parts.append(t.say("disclose.priorities", issues=t.names(move.priorities)))
    return t.say("mark").join(parts) if parts else t.say("disclose.text")


def _law(t: Teller, move: m.CiteLaw) -> str:
    key = "article" if move.article is not None else "text"
    text = t.say(f"cite_law.{key}", law=law_name(move.law, t.lang), article=move.article or 0)
    return t.about("cite_law", text, move.issue)


def _data(t: Teller, move: m.CiteData) -> str:
    key = "exhibit" if move.exhibit is not None else "text"
    text = t.say(f"cite_data.{key}", figure=t.figure(move.figure), no=move.exhibit or 0)
    return t.about("cite_data", text, move.issue)


def _comparator(t: Teller, move: m.CiteComparator) -> str:
    text = t.say("cite_comparator.text", who=move.who)
    if move.value is not None:
        value = unit_text(move.value, move.unit or "", t.lang)
        text = t.say("cite_comparator.value", who=move.who, value=value)
    if move.exhibit is not None:
        text = t.say("cite_comparator.exhibit", what=text, no=move.exhibit)
    return t.about("cite_comparator", text, move.issue)


def _appeal(t: Teller, move: m.Appeal) -> str:
    issue = t.name(move.issue) if move.issue else ""
    if move.warn:
        return t.say("appeal.warn_issue" if issue else "appeal.warn", issue=issue)
    return t.say("appeal.issue" if issue else "appeal.text", issue=issue, basis=t.say(f"basis.{move.basis}"))


def _probe(t: Teller, move: m.Probe) -> str:
    if move.target == "what_if" and move.terms:
        return t.say("probe.what_if_terms", terms=t.terms(move.terms))
    key = f"probe.{move.target}_issue" if move.issue else f"probe.{move.target}"
    return t.say(key, issue=t.name(move.issue) if move.issue else "")


def _summary(t: Teller, move: m.Summarise) -> str:
    key = {(True, True): "both", (True, False): "terms", (False, True): "open"}.get(
        (bool(move.terms), bool(move.open)), "text"
    )
    return t.say(f"summarise.{key}", terms=t.terms(move.terms), issues=t.names(move.open))


def _caucus(t: Teller, move: m.Caucus) -> str:
    return t.optional("caucus", "minutes", str(move.minutes) if move.minutes else None)


def _adjourn(t: Teller, move: m.Adjourn) -> str:
    return t.optional("adjourn", "until", day_text(move.until, t.lang) if move.until else None)


def _sidebar(t: Teller, move: m.Sidebar) -> str:
    return t.say("sidebar.text", minutes=move.minutes)


def _mediation(t: Teller, move: m.MediationRequest) -> str:
    key = "differences" if move.differences else "text"
    to = t.say(f"mediation_request.{move.to}")
    return t.say(f"mediation_request.{key}", to=to, issues=t.names(move.differences))


def _listed(t: Teller, move: m.Deadlock | m.RecordDifferences) -> str:
    return t.optional(move.kind, "issues", t.names(move.issues))


def _consent(t: Teller, move: m.Consent) -> str:
    return t.say(f"consent.{'yes' if move.yes else 'no'}", refs=move.refs)


def _sign(t: Teller, move: m.Sign) -> str:
    day = day_text(move.on, t.lang) if move.on else t.say("sign.no_day")
    return t.say(f"sign.{move.step}", day=day)


def _threat(t: Teller, move: m.Threat) -> str:
    return t.say(f"threat.{move.what}")


def _correct(t: Teller, move: m.CorrectMinutes) -> str:
    return t.say("correct_minutes.text", refs=move.refs, note=move.note)


def _substitute(t: Teller, move: m.Substitute) -> str:
    return t.say("substitute.text", seat=move.seat)


def _chair(t: Teller, move: m.Chair) -> str:
    who = say(f"common.side.{move.side}", t.lang) if move.side else t.say("chair.both")
    text = t.say(f"chair.{move.action}", who=who, seconds=move.seconds)
    return t.say("chair.because", what=text, reason=move.reason) if move.reason else text


_TELLING: dict[str, Callable[[Teller, Any], str]] = {
    "opening": _opening,
    "agenda": _agenda,
    "propose": _single,
    "counter": _single,
    "concede": _single,
    "package": _package,
    "conditional_offer": _conditional,
    "final_offer": _final,
    "accept": _answer,
    "reject": _answer,
    "tentative_agreement": _agreed,
    "reopen": _reopen,
    "drop": _drop,
    "park": _park,
    "info_request": _request,
    "disclose": _disclose,
    "cite_law": _law,
    "cite_data": _data,
    "cite_comparator": _comparator,
    "appeal": _appeal,
    "probe": _probe,
    "summarise": _summary,
    "caucus": _caucus,
    "adjourn": _adjourn,
    "sidebar": _sidebar,
    "mediation_request": _mediation,
    "deadlock": _listed,
    "consent": _consent,
    "record_differences": _listed,
    "sign": _sign,
    "threat": _threat,
    "correct_minutes": _correct,
    "substitute": _substitute,
    "chair": _chair,
}
"""How each kind is told; a kind without an entry is one fixed sentence."""
