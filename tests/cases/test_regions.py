from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from cases.problems import Fault, Unreadable
from cases.regions import (
    REGIONS,
    Basis,
    Period,
    Region,
    load_region,
    region_ids,
    vote_passes,
)
from cases.statutes import Check, get, law_title

IDS = region_ids()


def parts(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, tuple):
        for member in value:
            yield from parts(member)


def days(period: Period | None) -> tuple[int | None, bool]:
    assert period is not None
    return period.days, period.working


def test_the_regions_there_are() -> None:
    assert IDS == ("national", "hangzhou", "henan", "ningxia", "shandong", "shanghai")


@pytest.mark.parametrize("region", IDS)
def test_every_rule_rests_on_a_law_we_know(region: str) -> None:
    rules = load_region(region)
    assert rules.id == region
    bases = [part for part in parts(rules) if isinstance(part, Basis)]
    assert len(bases) >= 15
    for basis in bases:
        assert law_title(basis.law) == basis.law
        assert basis.article is not None or not basis.seen
        if basis.article is not None:
            known = get(basis.law, basis.article)
            assert known is None or known.check is not Check.UNVERIFIED


@pytest.mark.parametrize(
    ("region", "reply", "information", "filing", "publication"),
    [
        ("national", (20, False), (5, False), (7, False), (5, False)),
        ("shandong", (10, False), (10, False), (10, False), (7, False)),
        ("henan", (10, True), (5, True), (5, True), (5, False)),
        ("hangzhou", (10, True), (7, True), (10, False), (5, True)),
        ("shanghai", (15, False), (None, False), (10, False), (5, False)),
        ("ningxia", (20, False), (5, False), (7, False), (5, False)),
    ],
)
def test_times_allowed(
    region: str,
    reply: tuple[int, bool],
    information: tuple[int | None, bool],
    filing: tuple[int, bool],
    publication: tuple[int, bool],
) -> None:
    rules = load_region(region)
    assert days(rules.reply) == reply
    assert (rules.information.days, rules.information.working) == information
    assert days(rules.filing.wage_agreement) == filing
    assert days(rules.publication) == publication
    assert days(rules.review) == (15, False)


def test_a_wage_agreement_is_filed_sooner_than_a_general_contract() -> None:
    filing = load_region("national").filing
    assert (filing.wage_agreement.days, filing.wage_agreement.basis.article) == (7, 21)
    assert (filing.collective_contract.days, filing.collective_contract.basis.article) == (10, 42)


def test_where_a_place_is_silent_the_national_rule_stands() -> None:
    national, shandong, ningxia = (load_region(name) for name in ("national", "shandong", "ningxia"))
    assert shandong.vote.presence == national.vote.presence
    assert shandong.vote.consent != national.vote.consent
    assert ningxia.vote == national.vote
    assert ningxia.seats.most == 9
    assert not ningxia.seats.basis.seen
    assert shandong.renewal == national.renewal
    assert national.minimum_wages == ()
    assert ningxia.minimum_wages[0].monthly == (2235, 2080)


def test_who_may_sit_and_what_counts_as_bad_faith() -> None:
    assert load_region("shandong").outsiders.advisers_only
    assert load_region("national").outsiders.most is not None
    henan = load_region("henan").makeup
    assert henan is not None
    assert "hr_head" in henan.barred
    assert load_region("henan").bad_faith.bare_refusals_foul_after == 3
    assert load_region("national").bad_faith.bare_refusals_foul_after is None
    assert load_region("hangzhou").suspension.most_days == 30
    assert [fine.most for fine in load_region("hangzhou").bad_faith.fines] == [30000, 5000]
    assert not load_region("shanghai").seats.equal


@pytest.mark.parametrize(
    ("region", "delegates", "present", "yes", "presence", "consent"),
    [
        ("national", 120, 80, 60, True, True),
        ("national", 120, 79, 60, False, True),
        ("national", 120, 80, 59, True, False),
        ("national", 121, 81, 61, True, True),
        ("national", 121, 81, 60, True, False),
        ("national", 121, 80, 61, False, True),
        ("shandong", 120, 80, 60, True, False),
        ("shandong", 120, 80, 61, True, True),
        ("shandong", 121, 81, 61, True, True),
        ("hangzhou", 120, 80, 60, True, False),
        ("hangzhou", 120, 120, 61, True, True),
        ("shanghai", 120, 80, 60, True, True),
        ("henan", 3, 2, 2, True, True),
        ("national", 1, 1, 1, True, True),
        ("national", 1, 0, 0, False, False),
    ],
)
def test_votes_at_the_edges(
    region: str, delegates: int, present: int, yes: int, presence: bool, consent: bool
) -> None:
    result = vote_passes(load_region(region), delegates, present, yes)
    assert (result.presence_ok, result.consent_ok) == (presence, consent)
    assert result.passed == (presence and consent)


@st.composite
def votes(draw: st.DrawFn) -> tuple[int, int, int]:
    delegates = draw(st.integers(1, 10_000))
    present = draw(st.integers(0, delegates))
    return delegates, present, draw(st.integers(0, present))


@given(st.sampled_from(IDS), votes())
def test_thresholds_mean_what_the_words_say(region: str, vote: tuple[int, int, int]) -> None:
    delegates, present, yes = vote
    rules = load_region(region)
    result = vote_passes(rules, delegates, present, yes)
    half = Fraction(yes, delegates) - Fraction(1, 2)
    assert result.presence_ok == (Fraction(present, delegates) >= Fraction(2, 3))
    assert result.consent_ok == (half >= 0 if rules.vote.consent.inclusive else half > 0)
    assert result.presence_ok == (present >= result.needed_present)
    assert result.consent_ok == (yes >= result.needed_yes)


@pytest.mark.parametrize(
    ("delegates", "present", "yes"), [(0, 0, 0), (10, 11, 5), (10, 8, 9), (10, -1, -1), (10, 8, -1)]
)
def test_impossible_counts_are_refused(delegates: int, present: int, yes: int) -> None:
    with pytest.raises(Fault) as caught:
        vote_passes(load_region("national"), delegates, present, yes)
    assert caught.value.message.key == "check.region.vote"


@pytest.mark.parametrize("region", ["atlantis", "", "../regions/national", "NATIONAL"])
def test_unknown_regions(region: str) -> None:
    with pytest.raises(KeyError):
        load_region(region)


def test_a_faulty_file_is_reported_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "national.yaml").write_bytes((REGIONS / "national.yaml").read_bytes())
    (tmp_path / "shandong.yaml").write_text(
        "region: 1\nid: shandong\nname: {zh: 山东, en: Shandong}\nreply:\n  since: receipt\n  basis: {law: 甲}\n"
        "piece_rate: {numerator: 10, denominator: 9, basis: {law: 甲}}\n",
        encoding="utf-8",
    )
    with pytest.raises(Unreadable) as caught:
        load_region("shandong", tmp_path)
    found = [(problem.line, problem.message.key) for problem in caught.value.problems]
    assert found == [(5, "check.region.period"), (7, "check.region.share")]


def test_regions_are_read_once_and_frozen() -> None:
    first: Region = load_region("henan")
    assert load_region("henan") is first
    with pytest.raises(ValueError):
        first.reply = load_region("national").reply  # type: ignore[misc]
