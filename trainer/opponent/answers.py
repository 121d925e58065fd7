"""Answers that are owed before anything else: papers, questions, procedural proposals, threats."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cases import moves as m
from cases.exhibits import Exhibit, UnlockKey
from cases.format import Trigger
from cases.issues import Issue
from cases.terms import Value
from trainer.opponent import acts as a
from trainer.opponent.acts import Act
from trainer.opponent.model import side_share
from trainer.opponent.reasons import fresh_argument
from trainer.opponent.situation import Said, Situation
from trainer.table.state import Procedural, Request

CORRECTIONS = {
    "table.foul.no_such_law": "correct_law",
    "table.foul.no_such_article": "correct_law",
    "table.foul.repealed": "correct_law",
    "table.foul.false_figure": "correct_figure",
    "table.foul.false_summary": "correct_summary",
    "table.foul.duty_condition": "duty_reply",
    "table.foul.duty_sold": "duty_reply",
}
"""Which sentence puts which mistake right."""
MOST_PAPERS = 3
"""Papers shown in one speech; what the law obliges is shown at once, however much it is."""


def answers(s: Situation, t: Decimal) -> Iterator[Act]:
    """Everything that has to be answered, procedural proposals last (a yes can end the phase)."""
    if any(item.move.kind in {"threat", "walkout"} for item in s.heard):
        yield Act(m.Speech(), "threat_reply")
    yield from _corrections(s)
    yield from _papers(s)
    yield from _questions(s)
    for proposal in s.view.pending:
        if proposal.side is not s.side:
            yield _consent(s, proposal, t)


def _corrections(s: Situation) -> Iterator[Act]:
    """Put right, politely and once, what the rules found wrong in what was just said."""
    for item in reversed(s.heard):
        for finding in item.event.verdict.findings:
            says = CORRECTIONS.get(finding.key)
            if says is not None and finding.level == "foul":
                law = finding.params.get("law")
                yield Act(m.Speech(), says, {"law": a.law(str(law))} if law else {})
                return


def _papers(s: Situation) -> Iterator[Act]:
    fresh = {item.seq for item in s.heard}
    owed = {seq: numbers for seq, numbers in s.view.owed if numbers}
    show: dict[int, None] = {}
    for request in s.view.requests:
        if request.side is s.side or request.status != "open":
            continue
        for number in owed.get(request.seq, ()):
            if request.lawful or s.persona.info != "law":
                show[number] = None
        late = s.persona.info == "late" and not request.lawful
        if (request.seq in fresh) is not late and _turns_since(s, request) <= 1:
            for exhibit in _willing(s, request):
                show[exhibit.no] = None
    numbers = tuple(number for number in show if number not in s.shown)
    if numbers:
        yield Act(m.Disclose(exhibits=numbers), "disclose", {"numbers": a.numbers(numbers)})
        return
    for request in s.view.requests:
        if request.side is not s.side and request.status == "open" and request.seq in fresh:
            yield _without_papers(s, request)
            return


def _turns_since(s: Situation, request: Request) -> int:
    """Own speeches since the request was made."""
    return sum(1 for speech in s.own_speeches if speech.said[0].seq > request.seq)


def _willing(s: Situation, request: Request) -> list[Exhibit]:
    """Papers that answer the request and that this side shows without being obliged to."""
    found = []
    for exhibit in s.case.exhibits:
        mine = exhibit.owner == s.side.value and exhibit.no not in s.shown
        if mine and set(exhibit.unlock.items) & set(request.items) and _opens(s, exhibit, request):
            found.append(exhibit)
    return found[:MOST_PAPERS]


def _opens(s: Situation, exhibit: Exhibit, request: Request) -> bool:
    unlock, policy = exhibit.unlock, s.persona.info
    if unlock.key is UnlockKey.ON_REQUEST:
        return policy != "law" or request.lawful
    if unlock.key is UnlockKey.ON_REQUEST_WITH_LAW:
        return request.lawful or policy == "open"
    if unlock.key is UnlockKey.RECIPROCAL:
        return policy == "open" or _seen(s, unlock.returns)
    return False


def _seen(s: Situation, number: int | None) -> bool:
    return any(exhibit.no == number for exhibit in s.case.exhibits)


def _without_papers(s: Situation, request: Request) -> Act:
    """Say why no paper comes: too vague, no ground given, first yours, or there is none."""
    wanted = {"items": a.items(request.items)}
    if not request.items:
        return Act(m.Speech(), "vague")
    held = [
        exhibit
        for exhibit in s.case.exhibits
        if exhibit.owner == s.side.value and set(exhibit.unlock.items) & set(request.items)
    ]
    keys = {exhibit.unlock.key for exhibit in held if exhibit.no not in s.shown}
    if held and not keys:
        return Act(m.Speech(), "shown_already", wanted)
    if UnlockKey.ON_REQUEST_WITH_LAW in keys or UnlockKey.ON_REQUEST in keys:
        return Act(m.Speech(), "withhold_law", wanted)
    if UnlockKey.RECIPROCAL in keys:
        return Act(m.Speech(), "withhold_trade", wanted)
    return Act(m.Speech(), "withhold", wanted)


def _questions(s: Situation) -> Iterator[Act]:
    """At most one question is answered in a speech, the last one asked."""
    asked = [item for item in s.heard if isinstance(item.move, m.Probe)]
    if asked:
        yield _answer(s, asked[-1])


def _answer(s: Situation, item: Said) -> Act:
    move = item.move
    if not isinstance(move, m.Probe):
        raise TypeError(move.kind)
    if move.target == "limit":
        return Act(m.Speech(), "refuse_limit")
    if move.target == "what_if" and move.terms:
        return _what_if(s, dict(move.terms))
    if move.target in {"interest", "reason"} and move.issue is not None:
        return _interest(s, move.issue)
    if s.persona.tells or move.target == "interest":
        return _priorities(s)
    return Act(m.Speech(), "keep_priority")


def _interest(s: Situation, issue: str) -> Act:
    """A question about an issue opens the paper that explains it, and always gets a reason."""
    papers = tuple(
        exhibit.no
        for exhibit in s.case.exhibits
        if exhibit.owner == s.side.value
        and exhibit.unlock.key is UnlockKey.ON_PROBE
        and exhibit.unlock.issue == issue
        and exhibit.no not in s.shown
    )
    places = {"issue": a.name(s, issue)}
    argument = fresh_argument(s, issue)
    reason = argument.id if argument is not None else None
    if papers:
        places["numbers"] = a.numbers(papers)
        return Act(m.Disclose(exhibits=papers), "disclose_interest", places, argument=reason)
    return Act(m.Speech(), "reason_answer" if reason else "reason_again", places, argument=reason)


def _priorities(s: Situation) -> Act:
    ranked = sorted(s.open, key=lambda name: -s.prefs.weight(name))[:2]
    if not ranked:
        return Act(m.Speech(), "keep_priority")
    move = m.Disclose(priorities=tuple(ranked), what="priority")
    return Act(move, "tell_priority", {"issues": a.names(s, ranked)})


def _what_if(s: Situation, terms: dict[str, Value]) -> Act:
    """Say whether a combination would do, without naming a limit."""
    places = {"terms": a.terms(s, terms)}
    if any(name not in s.issues or s.issues[name].fault(value) for name, value in terms.items()):
        return Act(m.Speech(), "what_if_unclear")
    better = all(
        (mine := s.mine(name)) is None or _share(s, s.issues[name], value) >= _share(s, s.issues[name], mine)
        for name, value in terms.items()
    )
    worse = any(not s.prefs.allows(name, value) for name, value in terms.items())
    says = "what_if_no" if worse else ("what_if_yes" if better else "what_if_perhaps")
    return Act(m.Speech(), says, places)


def _share(s: Situation, issue: Issue, value: Value) -> Decimal:
    share = side_share(issue, s.side, s.full(issue.id, value))
    return Decimal(share.numerator) / Decimal(share.denominator)


def _consent(s: Situation, proposal: Procedural, t: Decimal) -> Act:
    yes = _agrees(s, proposal, t)
    says = f"consent_{'yes' if yes else 'no'}_{proposal.kind}"
    return Act(m.Consent(refs=proposal.seq, yes=yes), says, ends=yes and proposal.kind != "sidebar")


def _agrees(s: Situation, proposal: Procedural, t: Decimal) -> bool:
    late = t >= Decimal("0.9")
    if proposal.kind == "sidebar":
        return s.persona.info != "law"
    if proposal.kind == "adjourn":
        return late and Trigger.CLOSE not in s.view.triggers
    return late or not s.open
