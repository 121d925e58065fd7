"""Commands about terms: offers, answers to them, the ledger. One function for each command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from cases import moves as m
from cases.issues import Issue
from cases.messages import message
from trainer.speech import lexicon
from trainer.speech.lexicon import CommandWord
from trainer.speech.names import Ground, take_issue, take_issues
from trainer.speech.scanner import Scanner
from trainer.speech.terms import (
    option_in,
    standing,
    take_argument,
    take_ref,
    take_term,
    take_terms,
    value_if_any,
)
from trainer.speech.values import value_text

Builder: TypeAlias = Callable[[Scanner, Ground, CommandWord], m.Move]


def propose(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """One term is a proposal; several stand each for itself."""
    terms = take_terms(scanner, ground, strict=False)
    argument = take_argument(scanner, ground)
    if len(terms) > 1:
        return m.Package(terms=terms, all_or_nothing=False, argument=argument)
    ((issue, value),) = terms.items()
    return m.Propose(issue=issue, value=value, argument=argument)


def counter(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """An answer to the other side's position."""
    issue, value = take_term(scanner, ground)
    return m.Counter(issue=issue.id, value=value, argument=take_argument(scanner, ground))


def concede(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """A step towards the other side."""
    issue, value = take_term(scanner, ground)
    return m.Concede(issue=issue.id, value=value, argument=take_argument(scanner, ground))


def package(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Several terms that hold only together."""
    terms = take_terms(scanner, ground)
    if len(terms) < 2:
        raise scanner.misread(message("command.package.one"), message(f"command.usage.{word.id}"))
    return m.Package(terms=terms, argument=take_argument(scanner, ground))


def conditional(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """If the other side gives this, then that."""
    then = lexicon.words("connect", "then")
    condition = take_terms(scanner, ground, then)
    if scanner.take(then) is None:
        raise scanner.misread(message("command.conditional.no_then"), message(f"command.usage.{word.id}"))
    terms = take_terms(scanner, ground)
    return m.ConditionalOffer(condition=condition, terms=terms, argument=take_argument(scanner, ground))


def final(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """The last word on one issue or several."""
    return m.FinalOffer(terms=take_terms(scanner, ground), argument=take_argument(scanner, ground))


def accept(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """Yes to a standing offer by its number, or to the other side's word on an issue."""
    refs = take_ref(scanner)
    if refs is not None:
        return m.Accept(refs=refs)
    issue = _named(scanner, ground, word)
    _same_value(scanner, ground, issue)
    return m.Accept(issue=issue.id)


def _named(scanner: Scanner, ground: Ground, word: CommandWord) -> Issue:
    """The issue that must stand here; without one the advice names the offers that could be meant."""
    if not scanner.done:
        return take_issue(scanner, ground)
    offers = tuple(f"#{seq}" for seq in standing(ground))
    hint = message("command.accept.offers", refs=offers) if offers else message(f"command.usage.{word.id}")
    raise scanner.misread(message("command.accept.what"), hint)


def _same_value(scanner: Scanner, ground: Ground, issue: Issue) -> None:
    """A value said with a yes must be the one the other side stated: nobody accepts by mistake."""
    scanner.skip()
    start = scanner.pos
    said = value_if_any(scanner, ground, issue)
    across = ground.across(issue.id)
    if said is None or across is None or said == across:
        return
    if isinstance(said, dict) and isinstance(across, dict) and said.items() <= across.items():
        return
    raise scanner.misread(
        message("command.accept.other_value", issue=issue.name, value=value_text(issue, across, ground.lang)),
        message("command.accept.propose_instead"),
        start=start,
    )


def reject(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:
    """No to a standing offer or position, with the reason that its words name."""
    refs = take_ref(scanner)
    issue = None if refs is not None else _named(scanner, ground, word)
    if issue is not None:
        value_if_any(scanner, ground, issue)
    argument = take_argument(scanner, ground)
    basis = reason_of(scanner.text[scanner.pos :], ground)
    return m.Reject.model_validate(
        {"refs": refs, "issue": issue.id if issue else None, "basis": basis, "argument": argument}
    )


def reason_of(words: str, ground: Ground) -> str:
    """The reason that the words of a refusal give; ``none`` where there are no words."""
    if not words.strip(" ,:;，。：；"):
        return "none"
    named = option_in(words, "reject")
    default: str = lexicon.table("default_reason")[ground.side.value if ground.side else "union"]
    return named or default


def tentative(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Record a term that both sides stated alike."""
    issue = take_issue(scanner, ground)
    _same_value(scanner, ground, issue)
    return m.TentativeAgreement(issue=issue.id)


def reopen(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Take back an agreement; the words after it are the cause."""
    issue = take_issue(scanner, ground)
    scanner.take(lexicon.words("connect", "cause"))
    return m.Reopen(issue=issue.id, cause=scanner.rest() or None)


def drop(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Withdraw an issue."""
    return m.Drop(issue=take_issue(scanner, ground).id)


def park(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Put an issue aside."""
    return m.Park(issue=take_issue(scanner, ground).id)


def summarise(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Say back terms; without any, the ledger as it stands and what is open."""
    if not scanner.done and not scanner.at_colon:
        return m.Summarise(terms=take_terms(scanner, ground))
    unsettled = tuple(line.id for line in ground.table.lines if not line.status.closed)
    return m.Summarise(terms=dict(ground.table.ledger), open=unsettled)


def differences(scanner: Scanner, ground: Ground, word: CommandWord) -> m.Move:  # noqa: ARG001
    """Write issues into the list of differences; none named: every open one."""
    return m.RecordDifferences(issues=take_issues(scanner, ground, lexicon.words("connect", "and")))


TERMS: dict[str, Builder] = {
    "propose": propose,
    "counter": counter,
    "concede": concede,
    "package": package,
    "conditional": conditional,
    "final": final,
    "accept": accept,
    "reject": reject,
    "tentative": tentative,
    "reopen": reopen,
    "drop": drop,
    "park": park,
    "summarise": summarise,
    "differences": differences,
}
"""Builders by command id."""
