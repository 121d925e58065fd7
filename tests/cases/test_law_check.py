from __future__ import annotations

from cases.law_check import law_faults
from cases.library import case_ids, case_path
from cases.reading import read_bundle


def found(data: object) -> list[tuple[tuple[str | int, ...], str]]:
    return [(path, what.key) for path, what in law_faults(data)]


def test_references_that_are_certainly_wrong() -> None:
    data = {
        "region": "atlantis",
        "issues": [
            {"article": {"law": "劳动法", "article": 48}},
            {"article": {"law": "劳动法", "article": 300}},
            {"deep": [{"law": "外星法", "article": 1}]},
            {"law": {"law": "女职工劳动保护规定", "article": 7}},
            {"law": {"law": "劳动合同法", "article": 12}},
        ],
    }
    assert found(data) == [
        (("issues", 1, "article", "article"), "check.law.no_article"),
        (("issues", 2, "deep", 0, "law"), "check.law.unknown"),
        (("issues", 3, "law", "law"), "check.law.repealed"),
        (("region",), "check.law.region"),
    ]


def test_malformed_references_are_left_to_the_models() -> None:
    assert found({"a": {"law": 3, "article": "x"}, "region": 4}) == []
    assert found(None) == []
    assert found([]) == []


def test_the_librarys_cases_cite_law_in_force() -> None:
    for name in case_ids():
        assert found(read_bundle(case_path(name)).data) == []
