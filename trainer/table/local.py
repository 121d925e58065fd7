"""The region's rule set as the figures that the table runs on."""

from __future__ import annotations

from cases.issues import ArticleRef
from cases.regions import Basis, Period, load_region
from trainer.table.rulebook import LocalRules

SIGNING = ArticleRef(law="工资集体协商试行办法", article=20)
"""Both chiefs sign the wage agreement; no region read here differs."""

REVIEW_DAYS = 15
"""Labour Contract Law art. 54, should a region's file give its review in months."""


def local_rules(region: str) -> LocalRules:
    """The closing rules of ``region``, each with its article.

    Raises ``KeyError`` for an unknown region.
    """
    rules = load_region(region)
    articles = {
        "vote": _reference(rules.vote.consent.basis),
        "sign": SIGNING,
        "file": _reference(rules.filing.wage_agreement.basis),
        "publish": _reference(rules.publication.basis),
    }
    return LocalRules(
        presence=rules.vote.presence.fraction,
        consent=rules.vote.consent.fraction,
        consent_inclusive=rules.vote.consent.inclusive,
        file_days=calendar_days(rules.filing.wage_agreement),
        review_days=calendar_days(rules.review) or REVIEW_DAYS,
        publish_days=calendar_days(rules.publication),
        articles={step: article for step, article in articles.items() if article is not None},
    )


def calendar_days(period: Period) -> int | None:
    """The longest stretch of calendar days that the period can mean, public holidays apart.

    Every five working days may hold one weekend, so five working days run for seven days. ``None``
    for periods in months.
    """
    if period.days is None:
        return None
    return period.days + 2 * -(-period.days // 5) if period.working else period.days


def _reference(basis: Basis) -> ArticleRef | None:
    return None if basis.article is None else ArticleRef(law=basis.law, article=basis.article)
