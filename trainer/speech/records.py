"""What the engine wrote down, in plain words: notices, and findings on moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cases.messages import message
from cases.sides import Side
from cases.text import Lang, Text
from cases.transcript import Event, Finding
from trainer.i18n import LIST_MARK, lookup, render, say
from trainer.speech.day_words import day_text
from trainer.speech.describe import AnyCase, Teller, describe
from trainer.speech.values import issue_names, item_name
from trainer.table import notices as n
from trainer.table.evolve import body_of

Phases = Mapping[str, Text]
"""Names of the format's phases by id."""


def describe_event(event: Event, case: AnyCase, lang: Lang, phases: Phases) -> str:
    """A recorded event in plain words: what was done, without the words said with it."""
    body = body_of(event)
    if isinstance(body, n.NoticeBase):
        return describe_notice(body, case, lang, phases)
    return describe(body, case, lang, event.side)


def describe_notice(notice: n.NoticeBase, case: AnyCase, lang: Lang, phases: Phases) -> str:
    """A notice of the clock or the engine as a sentence."""
    teller = Teller(case, lang)
    if isinstance(notice, n.PhaseNotice):
        return _phase(teller, notice, phases)
    if isinstance(notice, n.Exported):
        return say("notice.exported", lang)
    return _NOTICES[str(getattr(notice, "kind", ""))](teller, notice)


def describe_finding(finding: Finding, case: AnyCase, lang: Lang) -> str:
    """What the rules have to say about a move, with issues and items by their names."""
    teller = Teller(case, lang)
    places = {name: _place(teller, name, value) for name, value in finding.params.items()}
    return render(message(finding.key, **places), lang)


def _place(t: Teller, name: str, value: Any) -> str:
    text = str(value)
    if name == "issue":
        return t.name(text)
    if name == "issues":
        return issue_names(t.issues, tuple(text.split(", ")), t.lang)
    if name == "metric":
        return item_name(text, t.lang)
    return day_text(text, t.lang)


def _side(t: Teller, side: Side) -> str:
    return say(f"common.side.{side}", t.lang)


def _phase(t: Teller, notice: n.PhaseNotice, phases: Phases) -> str:
    key = f"notice.phase.{notice.trigger.value}"
    name = phases[notice.to].get(t.lang) if notice.to in phases else notice.to
    return say(key if lookup(key, t.lang) else "notice.phase.plain", t.lang, phase=name)


def _sided(t: Teller, notice: n.TurnTimeout | n.TalkZero) -> str:
    return say(f"notice.{notice.kind}", t.lang, side=_side(t, notice.side))


def _warning(t: Teller, notice: n.TimeWarning) -> str:
    whole = notice.left >= 60 and notice.left % 60 == 0
    key, count = ("minutes", notice.left // 60) if whole else ("seconds", notice.left)
    return say(f"notice.warning.{key}", t.lang, count=count)


def _promise(t: Teller, notice: n.PromiseDue) -> str:
    side = _side(t, notice.side)
    return say("notice.promise_due", t.lang, refs=notice.refs, side=side, terms=t.terms(notice.terms))


def _overdue(t: Teller, notice: n.RequestOverdue) -> str:
    key = "papers" if notice.exhibits else "plain"
    side, numbers = _side(t, notice.side), t.numbers(notice.exhibits)
    return say(f"notice.request_overdue.{key}", t.lang, side=side, refs=notice.refs, numbers=numbers)


def _differences(t: Teller, notice: n.DifferencesNotice) -> str:
    return say("notice.differences", t.lang, issues=t.names(notice.issues))


def _ballot(t: Teller, notice: n.BallotNotice) -> str:
    key = "passed" if notice.passed else "rejected"
    return say(
        f"notice.ballot.{key}",
        t.lang,
        day=day_text(notice.on, t.lang),
        delegates=sum(count.delegates for count in notice.segments),
        present=sum(count.present for count in notice.segments),
        yes=sum(count.yes for count in notice.segments),
        needed_present=notice.needed_present,
        needed_yes=notice.needed_yes,
    )


def ballot_lines(
    notice: n.BallotNotice, case: AnyCase, lang: Lang, segments: Mapping[str, Text]
) -> list[str]:
    """How each segment voted and which firms sealed; ``segments`` names those that the reader may know."""
    lines = [
        say(
            "notice.ballot.segment",
            lang,
            segment=segments.get(count.segment, count.segment),
            present=count.present,
            yes=count.yes,
        )
        for count in notice.segments
    ]
    if notice.sealed:
        names = {firm.id: firm.name.get(lang) for firm in case.firms}
        firms = LIST_MARK[lang].join(names.get(firm, firm) for firm in notice.sealed)
        lines.append(say("notice.ballot.sealed", lang, firms=firms))
    return lines


def _in_force(t: Teller, notice: n.InForce) -> str:
    return say("notice.in_force", t.lang, day=day_text(notice.on, t.lang))


def _ended(t: Teller, notice: n.Ended) -> str:
    return say(f"notice.ended.{notice.outcome}", t.lang)


_NOTICES: dict[str, Callable[[Teller, Any], str]] = {
    "turn_timeout": _sided,
    "warning": _warning,
    "talk_zero": _sided,
    "promise_due": _promise,
    "request_overdue": _overdue,
    "differences": _differences,
    "ballot": _ballot,
    "in_force": _in_force,
    "ended": _ended,
}
