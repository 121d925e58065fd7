"""Rules for terms on the table: domain, statutory floors, conditions, acceptance, the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from cases import moves as m
from cases.issues import Issue, LegalRule
from cases.messages import Message, message
from cases.terms import Value, merge
from cases.transcript import Finding
from trainer.table.answers import Findings, Refused, foul, note
from trainer.table.rules import Answer, Context
from trainer.table.state import IssueState, Offer, Position, Status


def nearest(issue: Issue, value: Value) -> Message | None:
    """The value on the ladder closest to what was said, as advice."""
    if issue.grid is None or not isinstance(value, Decimal):
        return None
    best = min(issue.grid.values(), key=lambda rung: (abs(rung - value), rung))
    return message("table.possible.value", value=best)


def completed(ctx: Context, name: str, value: Value) -> Value:
    """A per-grade value with unnamed grades filled from the speaker's last word, else from today's level."""
    last = ctx.state.issues[name].stated[ctx.side]
    base: Value = last.value if last is not None else ctx.book.current[name]
    return merge({name: base}, {name: value})[name]


def check_term(ctx: Context, name: str, value: Value) -> Answer:
    """Whether ``value`` may be put on the table for issue ``name`` at all (V3 to V6)."""
    issue = ctx.issue(name)
    if issue is None:
        known = tuple(item.name for item in ctx.case.issues)
        return Refused(
            "V3", message("table.refuse.no_issue", issue=name), message("table.possible.issues", issues=known)
        )
    standing = ctx.state.issues[name]
    if standing.status is Status.TENTATIVE:
        return Refused(
            "V3", message("table.refuse.agreed", issue=issue.name), message("table.possible.reopen")
        )
    if standing.status in {Status.DROPPED, Status.DISPUTED}:
        return Refused(
            "V3", message("table.refuse.closed", issue=issue.name), message("table.possible.reopen")
        )
    fault = issue.fault(value)
    if fault is not None:
        return Refused("V5", fault, nearest(issue, value))
    return _statutory(issue, value)


def broken_rule(issue: Issue, value: Value) -> LegalRule | None:
    """The floor or ceiling that ``value`` breaks; both are absolute.

    Labour Contract Law art. 55: not below the standards set by law.
    """
    bounds = (rule for rule in issue.legal if rule.kind != "duty" and rule.value is not None)
    return next((rule for rule in bounds if _breaks(issue, rule, value)), None)


def _statutory(issue: Issue, value: Value) -> Answer:
    rule = broken_rule(issue, value)
    if rule is None:
        return ()
    reason = message(f"table.refuse.statutory_{rule.kind}", issue=issue.name, note=rule.note)
    return Refused("V6", reason, None, rule.article)


def _breaks(issue: Issue, rule: LegalRule, value: Value) -> bool:
    if isinstance(value, dict):
        floors = rule.value if isinstance(rule.value, dict) else dict.fromkeys(value, rule.value)
        return any(
            _scalar_breaks(issue, rule.kind, number, floors.get(name)) for name, number in value.items()
        )
    return _scalar_breaks(issue, rule.kind, value, rule.value)


def _scalar_breaks(issue: Issue, kind: str, value: Value, bound: object) -> bool:
    if bound is None:
        return False
    if isinstance(value, Decimal) and isinstance(bound, Decimal):
        return value < bound if kind == "floor" else value > bound
    order = [str(option) for option in issue.options]
    if str(value) not in order or str(bound) not in order:
        return False
    place, limit = order.index(str(value)), order.index(str(bound))
    return place < limit if kind == "floor" else place > limit


def duty_rule(issue: Issue, value: Value) -> LegalRule | None:
    """The duty that ``value`` merely carries out, if there is one: owed anyway, nothing given."""
    for rule in issue.legal:
        if rule.kind != "duty" or rule.value is None:
            continue
        if value == rule.value or issue.union_share(value) <= issue.union_share(rule.value):
            return rule
    return None


def _check_terms(ctx: Context, terms: Mapping[str, Value]) -> Answer:
    """All terms of an offer; a term already agreed may be repeated unchanged."""
    findings: Findings = ()
    for name, value in terms.items():
        standing = ctx.state.issues.get(name)
        if standing is not None and standing.status is Status.TENTATIVE and standing.agreed == value:
            continue
        answer = check_term(ctx, name, value)
        if isinstance(answer, Refused):
            return answer
        findings += answer
    return findings


def _argument(ctx: Context, argument: str | None) -> Refused | None:
    if argument is None:
        return None
    brief = ctx.case.briefs[ctx.side]
    if any(item.id == argument for item in brief.arguments):
        return None
    return Refused("V12", message("table.refuse.argument", argument=argument))


def _direction(ctx: Context, name: str, value: Value, *, conceding: bool) -> Iterator[Finding]:
    """V7: a concession worsens one's own value; the other way is a hardening and is called so."""
    issue = ctx.case.issue_map[name]
    last = ctx.state.issues[name].stated[ctx.side]
    if last is None:
        if conceding:
            yield note("V7", "table.note.first_word", issue=name)
        return
    change = issue.better_for(ctx.side, completed(ctx, name, value), last.value)
    if change > 0 or (conceding and change == 0):
        yield note("V7", "table.note.hardening", issue=name)
    if change > 0 and _promised(ctx, name):
        yield foul("V18", "table.foul.promise", issue=name)
    if change < 0 and any(name in _final_terms(ctx, seq) for seq in ctx.state.finals[ctx.side]):
        yield note("V9", "table.note.final_softened", issue=name)


def _promised(ctx: Context, name: str) -> bool:
    return any(
        offer.side is ctx.side and offer.status == "due" and name in offer.terms for offer in ctx.state.offers
    )


def _final_terms(ctx: Context, seq: int) -> set[str]:
    offer = ctx.state.offer(seq)
    if offer is not None:
        return set(offer.terms)
    return {
        name
        for name, issue in ctx.state.issues.items()
        if (position := issue.stated[ctx.side]) is not None and position.seq == seq
    }


def _duties(ctx: Context, terms: Mapping[str, Value]) -> Iterator[Finding]:
    for name, value in terms.items():
        rule = duty_rule(ctx.case.issue_map[name], value)
        if rule is not None:
            yield note("V6", "table.note.duty", rule.article, issue=name)


def single(ctx: Context, move: m.Move) -> Answer:
    """Proposal, counter-proposal or concession on one issue."""
    move = cast("m.Propose | m.Counter | m.Concede", move)
    answer = check_term(ctx, move.issue, move.value)
    if isinstance(answer, Refused):
        return answer
    refused = _argument(ctx, move.argument)
    if refused is not None:
        return refused
    across = ctx.state.issues[move.issue].stated[ctx.side.other]
    if move.kind == "counter" and across is None:
        name = ctx.case.issue_map[move.issue].name
        return Refused(
            "V3", message("table.refuse.nothing_to_counter", issue=name), message("table.possible.propose")
        )
    own = completed(ctx, move.issue, move.value)
    conceding = move.kind == "concede"
    return (
        *answer,
        *_direction(ctx, move.issue, move.value, conceding=conceding),
        *_duties(ctx, {move.issue: own}),
    )


def package(ctx: Context, move: m.Move) -> Answer:
    """Several terms together."""
    move = cast("m.Package", move)
    answer = _check_terms(ctx, move.terms)
    if isinstance(answer, Refused):
        return answer
    refused = _argument(ctx, move.argument)
    if refused is not None:
        return refused
    return (*answer, *_directions(ctx, move.terms), *_duties(ctx, move.terms))


def _directions(ctx: Context, terms: Mapping[str, Value]) -> Iterator[Finding]:
    for name, value in terms.items():
        if ctx.state.issues[name].status is not Status.TENTATIVE:
            yield from _direction(ctx, name, value, conceding=False)


def conditional_offer(ctx: Context, move: m.Move) -> Answer:
    """If ... then: both halves must be terms; a legal duty can be neither price nor gift (V8)."""
    move = cast("m.ConditionalOffer", move)
    both = sorted(set(move.condition) & set(move.terms))
    if both:
        names = tuple(ctx.case.issue_map[name].name if ctx.issue(name) else name for name in both)
        return Refused("V8", message("table.refuse.both_halves", issues=names))
    answer = _check_terms(ctx, {**move.condition, **move.terms})
    if isinstance(answer, Refused):
        return answer
    refused = _argument(ctx, move.argument)
    if refused is not None:
        return refused
    findings = list(answer)
    for name, value in {**move.condition, **move.terms}.items():
        rule = duty_rule(ctx.case.issue_map[name], value)
        if rule is not None:
            key = "table.foul.duty_condition" if name in move.condition else "table.foul.duty_sold"
            findings.append(foul("V8", key, rule.article, issue=name))
    return (*findings, *_directions(ctx, move.terms))


def final_offer(ctx: Context, move: m.Move) -> Answer:
    """Last word. Needs at least one exchange; the second one says something about the first."""
    move = cast("m.FinalOffer", move)
    answer = _check_terms(ctx, move.terms)
    if isinstance(answer, Refused):
        return answer
    if ctx.state.round < 2:
        return Refused("V9", message("table.refuse.final_early"), message("table.possible.propose"))
    findings = (*answer, *_directions(ctx, move.terms), *_duties(ctx, move.terms))
    if ctx.state.finals[ctx.side]:
        findings = (*findings, note("V9", "table.note.second_final"))
    return findings


def _offer_across(ctx: Context, refs: int) -> Offer | Refused:
    offer = ctx.state.offer(refs)
    if offer is None or offer.side is ctx.side:
        return Refused("V3", message("table.refuse.no_offer", refs=refs), _standing(ctx))
    if offer.status not in {"standing", "due"}:
        return Refused("V3", message(f"table.refuse.offer_{offer.status}", refs=refs), _standing(ctx))
    return offer


def _standing(ctx: Context) -> Message:
    numbers = tuple(
        str(offer.seq)
        for offer in ctx.state.offers
        if offer.side is not ctx.side and offer.status == "standing"
    )
    return message("table.possible.offers", refs=numbers) if numbers else message("table.possible.no_offers")


def _position_across(ctx: Context, name: str) -> Position | Refused:
    issue = ctx.issue(name)
    if issue is None:
        return Refused("V3", message("table.refuse.no_issue", issue=name))
    line: IssueState = ctx.state.issues[name]
    if line.status in {Status.TENTATIVE, Status.DROPPED, Status.DISPUTED}:
        return Refused("V3", message("table.refuse.closed", issue=issue.name))
    stated, firm = line.stated[ctx.side.other], line.firm[ctx.side.other]
    if stated is None:
        return Refused("V3", message("table.refuse.nothing_said", issue=issue.name))
    if firm is None:
        return Refused(
            "V11",
            message("table.refuse.tied", issue=issue.name, refs=stated.seq),
            message("table.possible.whole", refs=stated.seq),
        )
    return firm


def accept(ctx: Context, move: m.Move) -> Answer:
    """Yes to a standing offer or position. What it would settle must still be open (V11)."""
    move = cast("m.Accept", move)
    if move.refs is not None:
        offer = _offer_across(ctx, move.refs)
        if isinstance(offer, Refused):
            return offer
        return _check_acceptance(ctx, offer.everything)
    if move.issue is None:
        return Refused("V3", message("table.refuse.accept_what"), _standing(ctx))
    position = _position_across(ctx, move.issue)
    if isinstance(position, Refused):
        return position
    return _check_acceptance(ctx, {move.issue: position.value})


def _check_acceptance(ctx: Context, terms: Mapping[str, Value]) -> Answer:
    for name, value in terms.items():
        line = ctx.state.issues[name]
        if line.status is Status.TENTATIVE and line.agreed != value:
            issue = ctx.case.issue_map[name].name
            return Refused(
                "V11", message("table.refuse.agreed_otherwise", issue=issue), message("table.possible.reopen")
            )
        if line.status in {Status.DROPPED, Status.DISPUTED}:
            return Refused("V3", message("table.refuse.closed", issue=ctx.case.issue_map[name].name))
    return ()


def reject(ctx: Context, move: m.Move) -> Answer:
    """No. A bare no to a fixed position, again and again, is bad faith (Henan regulation art. 39, 41)."""
    move = cast("m.Reject", move)
    if move.refs is not None:
        offer = _offer_across(ctx, move.refs)
        if isinstance(offer, Refused):
            return offer
        names = tuple(offer.everything)
    elif move.issue is not None:
        issue = ctx.issue(move.issue)
        if issue is None:
            return Refused("V3", message("table.refuse.no_issue", issue=move.issue))
        if ctx.state.issues[move.issue].stated[ctx.side.other] is None:
            return Refused("V3", message("table.refuse.nothing_said", issue=issue.name))
        names = (move.issue,)
    else:
        return Refused("V3", message("table.refuse.reject_what"), _standing(ctx))
    refused = _argument(ctx, move.argument)
    if refused is not None:
        return refused
    bare = move.basis == "none" and move.argument is None
    limit = ctx.form.deadlines.bare_rejections_foul_after
    if bare and any(ctx.state.issues[name].rejections[ctx.side] + 1 >= limit for name in names):
        return (foul("V16", "table.foul.bare_rejections", count=limit),)
    return (note("V16", "table.note.bare_rejection"),) if bare else ()


def tentative_agreement(ctx: Context, move: m.Move) -> Answer:
    """Record a term that both sides have stated alike (V11)."""
    move = cast("m.TentativeAgreement", move)
    issue = ctx.issue(move.issue)
    if issue is None:
        return Refused("V3", message("table.refuse.no_issue", issue=move.issue))
    line = ctx.state.issues[move.issue]
    if line.status is Status.TENTATIVE:
        return ()
    if line.status in {Status.DROPPED, Status.DISPUTED}:
        return Refused("V3", message("table.refuse.closed", issue=issue.name))
    own, across = line.firm[ctx.side], line.firm[ctx.side.other]
    if own is None or across is None or own.value != across.value:
        return Refused(
            "V11", message("table.refuse.not_alike", issue=issue.name), message("table.possible.accept")
        )
    return ()


def reopen(ctx: Context, move: m.Move) -> Answer:
    """Take back an agreed, dropped or disputed issue. Without cause it is a broken word."""
    move = cast("m.Reopen", move)
    issue = ctx.issue(move.issue)
    if issue is None:
        return Refused("V3", message("table.refuse.no_issue", issue=move.issue))
    line = ctx.state.issues[move.issue]
    if not line.status.closed:
        return Refused("V3", message("table.refuse.not_closed", issue=issue.name))
    voted_down = bool(ctx.state.closing.ballots) and not ctx.state.closing.ballots[-1].passed
    if line.status is not Status.TENTATIVE or voted_down:
        return ()
    if not move.cause:
        return (foul("V11", "table.foul.broken_word", issue=move.issue),)
    return (note("V11", "table.note.reopened", issue=move.issue),)


def drop(ctx: Context, move: m.Move) -> Answer:
    """Withdraw an issue. Where today's level is below what the law obliges, it can't be withdrawn."""
    move = cast("m.Drop", move)
    issue = ctx.issue(move.issue)
    if issue is None:
        return Refused("V3", message("table.refuse.no_issue", issue=move.issue))
    if ctx.state.issues[move.issue].status.closed:
        return Refused("V3", message("table.refuse.closed", issue=issue.name))
    duty = next((rule for rule in issue.legal if rule.kind == "duty" and _owed_more(issue, rule)), None)
    if duty is not None:
        return Refused(
            "V6", message("table.refuse.drop_duty", issue=issue.name, note=duty.note), None, duty.article
        )
    return ()


def _owed_more(issue: Issue, rule: LegalRule) -> bool:
    """Whether today's level stays short of the duty."""
    return rule.value is not None and issue.union_share(issue.current) < issue.union_share(rule.value)


def park(ctx: Context, move: m.Move) -> Answer:
    """Put an issue aside."""
    move = cast("m.Park", move)
    issue = ctx.issue(move.issue)
    if issue is None:
        return Refused("V3", message("table.refuse.no_issue", issue=move.issue))
    line = ctx.state.issues[move.issue]
    if line.status is not Status.OPEN:
        return Refused("V3", message(f"table.refuse.park_{line.status.value}", issue=issue.name))
    return ()
