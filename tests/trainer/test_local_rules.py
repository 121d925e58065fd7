from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.regions import Basis, Period, load_region, region_ids, vote_passes
from trainer.table.local import calendar_days, local_rules
from trainer.table.rulebook import LocalRules


def test_the_national_set_is_what_the_table_assumes() -> None:
    rules = local_rules("national")
    plain = LocalRules()
    assert (rules.presence, rules.consent, rules.consent_inclusive) == (
        plain.presence,
        plain.consent,
        plain.consent_inclusive,
    )
    assert (rules.file_days, rules.review_days, rules.publish_days) == (7, 15, 5)
    assert rules.articles is not None
    assert {step: article.article for step, article in rules.articles.items()} == {
        "vote": 36,
        "sign": 20,
        "file": 21,
        "publish": 23,
    }


@given(st.sampled_from(region_ids()), st.integers(1, 500), st.data())
def test_the_table_counts_votes_as_the_region_does(region: str, delegates: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, delegates))
    yes = data.draw(st.integers(0, present))
    count = local_rules(region).count(delegates, present, yes)
    result = vote_passes(load_region(region), delegates, present, yes)
    assert (count.needed_present, count.needed_yes, count.passed) == (
        result.needed_present,
        result.needed_yes,
        result.passed,
    )


def test_local_days_and_articles() -> None:
    assert local_rules("shandong").file_days == 10
    assert local_rules("henan").file_days == 7
    assert (local_rules("shandong").articles or {})["vote"].law == "山东省企业工资集体协商条例"
    with pytest.raises(KeyError):
        local_rules("atlantis")


@given(st.integers(1, 40), st.dates(date(2024, 1, 1), date(2027, 1, 1)))
def test_working_days_never_run_longer_than_allowed_for(days: int, start: date) -> None:
    period = Period(days=days, working=True, since="signing", basis=Basis(law="甲"))
    end, counted = start, 0
    while counted < days:
        end += timedelta(days=1)
        counted += end.weekday() < 5
    allowed = calendar_days(period)
    assert allowed is not None
    assert (end - start).days <= allowed
