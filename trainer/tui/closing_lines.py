"""The ending in words: the checklist of steps, the congress by segments, the seals."""

from __future__ import annotations

from fractions import Fraction

from cases.lang import Lang
from cases.messages import Message, message
from cases.sides import Side
from trainer.i18n import render, say
from trainer.speech.day_words import day_text
from trainer.table.closing_view import ClosingView, StepView
from trainer.table.state import Ballot
from trainer.tui.figures import percent
from trainer.tui.record_lines import article_words
from trainer.tui.text.bars import Signs, share_bar

BAR = 10

LIST_GAP = {Lang.ZH: "", Lang.EN: " "}
"""What stands between two sentences."""


def step_rows(closing: ClosingView, lang: Lang) -> list[tuple[str, str]]:
    """Each step with its mark: what it is, who did it when, or by when it is to be done."""
    rows = []
    for place, step in enumerate(closing.steps, start=1):
        mark = "[x]" if step.done else "[>]" if step.due else "[ ]"
        name = say(f"closing.step.{step.step}", lang)
        label = say("closing.step_label", lang, mark=mark, place=place, name=name)
        rows.append((label, step_words(step, lang)))
    return rows


def step_words(step: StepView, lang: Lang) -> str:
    """Where a step stands, its days and its article."""
    standing = _standing(step, lang)
    if step.article is None:
        return render(standing, lang)
    basis = article_words(step.article.law, step.article.article, lang)
    return say("closing.with_basis", lang, standing=standing, article=basis)


def _standing(step: StepView, lang: Lang) -> Message:
    if step.done and step.on is not None:
        return message("closing.done_on", day=day_text(step.on, lang))
    if step.done:
        return message("closing.done")
    if step.step == "review":
        return _review(step, lang)
    if step.latest is not None:
        day = day_text(step.latest, lang)
        return message(f"closing.until_{step.step}", days=step.days or 0, day=day)
    if step.days is not None:
        return message(f"closing.within_{step.step}", days=step.days)
    if step.by and step.done_by:
        waits = next(side for side in step.by if side not in step.done_by)
        return message("closing.waits", side=message(f"common.side.{waits}"))
    sides = tuple(message(f"common.side.{side}") for side in step.by)
    return message("closing.by", sides=sides)


def _review(step: StepView, lang: Lang) -> Message:
    if step.latest is None:
        return message("closing.review", days=step.days or 0)
    return message("closing.review_until", days=step.days or 0, day=day_text(step.latest, lang))


def threshold(closing: ClosingView, lang: Lang) -> str:
    """What the congress needs: attendance and consent."""
    key = "threshold_inclusive" if closing.inclusive else "threshold"
    shares = {"presence": _share(closing.presence, lang), "consent": _share(closing.consent, lang)}
    told = [say(f"closing.{key}", lang, **shares)]
    if closing.delegates:
        told.append(say("closing.delegates", lang, delegates=closing.delegates))
    return LIST_GAP[lang].join(told)


def _share(share: Fraction, lang: Lang) -> str:
    return say("closing.fraction", lang, part=share.numerator, whole=share.denominator)


def congress_rows(closing: ClosingView, lang: Lang, signs: Signs) -> tuple[tuple[str, ...], ...]:
    """Segment by segment: what it gets of what it cares about, what it expects, how it voted."""
    head = tuple(say(f"closing.congress.{name}", lang) for name in ("segment", "gain", "expects", "votes"))
    votes = {} if not closing.ballots else {vote.segment: vote for vote in closing.ballots[-1].segments}
    rows = [head]
    for segment in closing.segments:
        vote = votes.get(segment.id)
        told = (
            say("closing.congress.delegates", lang, delegates=segment.delegates)
            if vote is None
            else say("closing.congress.voted", lang, present=vote.present, yes=vote.yes)
        )
        gained = f"{share_bar(segment.gain, BAR, signs=signs)} {percent(segment.gain, 0)}"
        rows.append((segment.name.get(lang), gained, percent(segment.expectation, 0), told))
    return tuple(rows)


def ballot_words(ballot: Ballot, lang: Lang) -> str:
    """How a ballot went, against its thresholds."""
    return say(
        "closing.passed" if ballot.passed else "closing.rejected",
        lang,
        day=day_text(ballot.on, lang),
        delegates=ballot.delegates,
        present=ballot.present,
        needed_present=ballot.needed_present,
        yes=ballot.yes,
        needed_yes=ballot.needed_yes,
    )


def seal_rows(closing: ClosingView, lang: Lang) -> tuple[tuple[str, ...], ...]:
    """Employers of a sector agreement and whether each put its seal to it."""
    words = {True: "sealed", False: "not_sealed", None: "open"}
    return tuple(
        (firm.name.get(lang), say(f"closing.seal.{words[firm.sealed]}", lang)) for firm in closing.firms
    )


def whose(step: StepView, side: Side) -> bool:
    """Whether ``side`` has to do the step now."""
    return step.due and side in step.by and side not in step.done_by
