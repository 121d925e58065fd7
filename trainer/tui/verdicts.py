"""What the rules would say to a move, in words."""

from __future__ import annotations

from cases.lang import Lang
from cases.transcript import Verdict
from trainer.i18n import render, say
from trainer.speech.records import describe_finding
from trainer.table.answers import Refused
from trainer.tui.record_lines import article_words
from trainer.tui.sight import Sight


def verdict_words(answer: Refused | Verdict, sight: Sight) -> str:
    """The answer in sentences, one a line: refusal and what is possible, or findings with their articles."""
    lang = sight.lang
    if isinstance(answer, Refused):
        return refusal(answer, lang)
    if not answer.findings:
        return say("tablescreen.echo.fine", lang)
    told = []
    for finding in answer.findings:
        sentence = describe_finding(finding, sight.case, lang)
        if finding.law is not None:
            basis = article_words(finding.law, finding.article, lang)
            sentence = say("tablescreen.record.with_article", lang, sentence=sentence, article=basis)
        told.append(say(f"tablescreen.echo.{finding.level}", lang, sentence=sentence))
    return "\n".join(told)


def refusal(answer: Refused, lang: Lang) -> str:
    """Why a move cannot be made, by which article, and what can be done instead."""
    reason = render(answer.reason, lang)
    if answer.article is not None:
        basis = article_words(answer.article.law, answer.article.article, lang)
        reason = say("tablescreen.record.with_article", lang, sentence=reason, article=basis)
    text = say("tablescreen.echo.refused", lang, sentence=reason)
    if answer.possible is not None:
        text += "\n" + say("tablescreen.echo.possible", lang, sentence=render(answer.possible, lang))
    return text
