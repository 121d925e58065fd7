"""What the table of figures says: values, targets, verdicts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import report
from benchmarks.figures import Bound, Figure, Skipped, Target, percentile


@pytest.mark.parametrize(
    ("bound", "value", "met"),
    [
        (Bound.AT_MOST, 1.7, True),
        (Bound.AT_MOST, 1.71, False),
        (Bound.UNDER, 1.7, False),
        (Bound.UNDER, 1.69, True),
        (Bound.AT_LEAST, 1.7, True),
        (Bound.AT_LEAST, 1.69, False),
    ],
)
def test_a_target_is_met_up_to_its_bound(bound: Bound, value: float, met: bool) -> None:
    assert Target(bound, 1.7).met_by(value) is met


def test_the_median_is_judged_unless_another_value_is_given() -> None:
    target = Target(Bound.UNDER, 3)
    assert Figure("b", "f", "ms", (1, 2, 9), target).met
    assert not Figure("b", "f", "ms", (1, 2, 9), target, judged=9, judged_as="max").met
    assert Figure("b", "f", "ms", (1, 2, 9)).met is None


@given(st.lists(st.integers(0, 50), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_smallest_sample_that_enough_others_do_not_exceed(
    samples: list[int], per_cent: int
) -> None:
    found = percentile(samples, per_cent / 100)
    assert found in samples
    assert sum(sample <= found for sample in samples) * 100 >= per_cent * len(samples)
    assert sum(sample < found for sample in samples) * 100 < per_cent * len(samples)


def test_the_table_tells_value_target_and_verdict_and_what_was_left_out() -> None:
    figures = [
        Figure("a", "speed", "events/s", (19_000, 21_000, 23_500), Target(Bound.AT_LEAST, 20_000)),
        Figure("a", "size", "MB", (95.2,), Target(Bound.UNDER, 90)),
        Figure("a", "chat", "ms", (0.5,)),
    ]
    lines = report.table([figures, Skipped("b", "needs a terminal")])
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:5]]
    assert cells[0][2:5] == ["21,000 events/s (median)", "at least 20,000 events/s", "yes"]
    assert cells[0][5:] == ["19,000", "21,000", "23,500", "3"]
    assert cells[1][4] == "NO"
    assert cells[2][3:5] == ["(none)", ""]
    assert lines[5] == "b: not run (needs a terminal)"
    assert len({len(line) for line in lines[:5]}) == 1


def test_the_file_names_the_class_of_machine_and_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import platform

    monkeypatch.setattr(report, "RESULTS", tmp_path / "RESULTS.md")
    report.write([[Figure("a", "size", "MB", (1,))]], ["**a**: how"], date(2026, 5, 20))
    text = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "2026-05-20" in text
    assert "processors" in text
    assert "- **a**: how" in text
    assert not platform.node() or platform.node() not in text
