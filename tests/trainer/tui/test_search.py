from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.tui.search import search


@pytest.mark.parametrize(
    ("query", "text", "places"),
    [
        ("纪要", "导出会议纪要", (4, 5)),
        ("txh", "提出休会", None),
        ("tcxh", "提出休会", (0, 1, 2, 3)),
        ("xh", "提出休会", (2, 3)),
        ("xiuh", "提出休会", (2, 3)),
        ("xiuhui", "提出休会", (2, 3)),
        ("提会", "提出休会", (0, 3)),
        ("chongz", "重做", (0, 1)),
        ("zhongl", "重量", (0, 1)),
        ("yh", "银行", (0, 1)),
        ("CAU", "Ask for a caucus", (10, 11, 12)),
        ("fora", "Ask for a caucus", (4, 5, 6, 8)),
        ("svg", "存成 SVG 图片", (3, 4, 5)),
        ("ｓｖｇ", "存成 SVG 图片", (3, 4, 5)),
        ("休会", "暂定一致", None),
        ("", "暂定一致", None),
        ("   ", "暂定一致", None),
    ],
)
def test_what_finds_what(query: str, text: str, places: tuple[int, ...] | None) -> None:
    found = search(query, text)
    assert (found.places if found else None) == places


def test_a_run_beats_initials_and_initials_beat_scattered_letters() -> None:
    scores = [found.score if (found := search("xh", text)) else 0 for text in ("xh 1", "休会", "xah")]
    assert scores == sorted(scores, reverse=True)
    assert search("休会", "休会").score > search("休会", "休一会").score  # type: ignore[union-attr]


@given(st.text(max_size=12), st.text(max_size=20))
def test_places_lie_in_the_text_and_scores_in_their_range(query: str, text: str) -> None:
    found = search(query, text)
    if found is not None:
        assert 0 < found.score <= 1
        assert list(found.places) == sorted(set(found.places))
        assert all(0 <= place < len(text) for place in found.places)


@given(st.text(min_size=1, max_size=12).filter(lambda text: text.strip()))
def test_a_text_finds_itself(text: str) -> None:
    assert search(text, text) is not None
