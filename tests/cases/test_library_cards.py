"""What a card says without opening a case is what the opened case says."""

from __future__ import annotations

import pytest

from cases.library import card, case_ids, case_names, format_ids, format_names, load_case, load_format


@pytest.mark.parametrize("name", case_names())
def test_a_card_agrees_with_its_case(name: str) -> None:
    shown, case = card(name), load_case(name).value
    assert (shown.id, shown.title, shown.sector, shown.summary) == (
        case.id,
        case.title,
        case.sector,
        case.summary,
    )
    assert (shown.difficulty, shown.formats) == (case.difficulty, case.formats)
    assert shown.issues == tuple(issue.name for issue in case.issues)
    assert shown.minutes == load_format(case.formats[0]).value.clock.total // 60


def test_cases_come_easiest_first_and_formats_shortest_first() -> None:
    assert sorted(case_ids()) == list(case_names())
    assert sorted(format_ids()) == list(format_names())
    hard = [load_case(name).value.difficulty for name in case_ids()]
    long = [load_format(name).value.clock.total or 10**6 for name in format_ids()]
    assert hard == sorted(hard)
    assert long == sorted(long)
