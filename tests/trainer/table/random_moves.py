"""Random moves, sensible and senseless, for stateful tests of the table."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cases import moves as m

ISSUES = ("base", "skill", "start", "insurance")
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "base": st.sampled_from(["0", "0.5", "1", "2.5", "6", "6.25", "10", "11"]),
    "skill": st.dictionaries(
        st.sampled_from(["junior", "senior", "ghost"]),
        st.sampled_from([100, 200, 300, 400, 625]),
        min_size=1,
        max_size=2,
    ),
    "start": st.sampled_from(["2026-06-01", "2026-09-01", "2026-12-01", "2027-01-01"]),
    "insurance": st.sampled_from(["enrol", "accident", "inspect", "nothing"]),
}
SENSIBLE: dict[str, st.SearchStrategy[Any]] = {
    "base": st.sampled_from(["1", "2.5", "5", "6", "10"]),
    "skill": st.fixed_dictionaries(
        {"junior": st.sampled_from([100, 200, 300]), "senior": st.sampled_from([200, 400, 600])}
    ),
    "start": st.sampled_from(["2026-06-01", "2026-09-01", "2026-12-01"]),
    "insurance": st.sampled_from(["enrol", "accident", "inspect"]),
}
DAYS = st.sampled_from(["2026-05-01", "2026-05-20", "2026-05-25", "2026-06-10", "2026-07-01", "2026-06-30"])
SPOKEN = st.sampled_from([None, {"zh": "我方要求"}, {"en": "We ask", "zh": "要求"}])


def number(value: Any) -> Any:
    from decimal import Decimal

    return Decimal(value) if isinstance(value, str) and value.replace(".", "").isdigit() else value


@st.composite
def terms(draw: st.DrawFn, least: int = 1) -> dict[str, Any]:
    source = draw(st.sampled_from([VALUES, SENSIBLE, SENSIBLE]))
    names = draw(st.lists(st.sampled_from(ISSUES), min_size=least, max_size=4, unique=True))
    return {name: number(draw(source[name])) for name in names}


def _single(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    return terms().map(
        lambda made: {"kind": kind, "issue": next(iter(made)), "value": next(iter(made.values()))}
    )


ISSUE = st.sampled_from([*ISSUES, "ghost"])
REFS = st.integers(min_value=1, max_value=60)
ARTICLE = st.sampled_from([None, {"law": "劳动法", "article": 48}, {"law": "没有这部法", "article": 1}])
ITEMS = st.lists(
    st.sampled_from(["profit", "revenue", "turnover", "orders", "moon"]), max_size=3, unique=True
)


def kinds() -> dict[str, st.SearchStrategy[dict[str, Any]]]:
    """One strategy for each kind of move."""
    fixed = st.fixed_dictionaries
    one = st.just
    plain = ("walkout", "threat", "speech", "yield", "end_caucus", "report_members", "close_talks", "sidebar")
    made: dict[str, st.SearchStrategy[dict[str, Any]]] = {kind: one({"kind": kind}) for kind in plain}
    made |= {kind: _single(kind) for kind in ("propose", "counter", "concede")}
    made |= {
        kind: fixed({"kind": one(kind), "issue": ISSUE})
        for kind in ("tentative_agreement", "drop", "park", "probe", "appeal")
    }
    made |= {
        "opening": fixed({"kind": one("opening"), "topics": st.lists(ISSUE, max_size=2)}),
        "agenda": fixed({"kind": one("agenda"), "order": st.lists(ISSUE, min_size=1, max_size=3)}),
        "package": fixed({"kind": one("package"), "terms": terms(2), "all_or_nothing": st.booleans()}),
        "conditional_offer": fixed(
            {"kind": one("conditional_offer"), "condition": terms(), "terms": terms()}
        ),
        "final_offer": fixed({"kind": one("final_offer"), "terms": terms()}),
        "accept": st.one_of(
            fixed({"kind": one("accept"), "issue": ISSUE}),
            fixed({"kind": one("accept"), "refs": REFS}),
            one({"kind": "accept"}),
        ),
        "reject": st.one_of(
            fixed({"kind": one("reject"), "issue": ISSUE}),
            fixed({"kind": one("reject"), "refs": REFS, "basis": st.sampled_from(["cost", "none"])}),
        ),
        "reopen": fixed(
            {"kind": one("reopen"), "issue": ISSUE, "cause": st.sampled_from([None, "new figures"])}
        ),
        "info_request": fixed({"kind": one("info_request"), "items": ITEMS, "article": ARTICLE}),
        "disclose": fixed({"kind": one("disclose"), "exhibits": st.lists(st.integers(1, 25), max_size=3)}),
        "cite_law": fixed(
            {
                "kind": one("cite_law"),
                "law": st.sampled_from(["劳动法", "没有这部法"]),
                "article": st.sampled_from([None, 48]),
            }
        ),
        "cite_data": fixed(
            {
                "kind": one("cite_data"),
                "figure": fixed(
                    {
                        "metric": st.sampled_from(["metric1", "metric2", "metric9"]),
                        "value": st.sampled_from([100, 200, 7]),
                    }
                ),
            }
        ),
        "cite_comparator": fixed(
            {"kind": one("cite_comparator"), "who": one("a firm"), "exhibit": st.sampled_from([None, 1, 2])}
        ),
        "summarise": fixed({"kind": one("summarise"), "terms": terms()}),
        "caucus": one({"kind": "caucus"}),
        "adjourn": fixed({"kind": one("adjourn"), "until": DAYS}),
        "deadlock": fixed({"kind": one("deadlock"), "issues": st.lists(ISSUE, max_size=2)}),
        "mediation_request": one({"kind": "mediation_request"}),
        "consent": fixed({"kind": one("consent"), "refs": REFS, "yes": st.booleans()}),
        "record_differences": fixed(
            {"kind": one("record_differences"), "issues": st.lists(ISSUE, max_size=2)}
        ),
        "sign": fixed(
            {
                "kind": one("sign"),
                "step": st.sampled_from(["draft", "vote", "sign", "file", "publish"]),
                "on": st.one_of(st.none(), DAYS),
            }
        ),
        "correct_minutes": fixed({"kind": one("correct_minutes"), "refs": REFS, "note": one("it was six")}),
        "substitute": fixed(
            {"kind": one("substitute"), "seat": st.sampled_from(["union-rep1", "employer-chief", "nobody"])}
        ),
        "chair": fixed(
            {
                "kind": one("chair"),
                "action": st.sampled_from(["pause", "resume", "extend", "warn", "penalty", "end"]),
                "seconds": st.integers(0, 120),
            }
        ),
    }
    return made


def moves(*, without: frozenset[str] = frozenset()) -> st.SearchStrategy[m.Move]:
    """Any move of any kind, less the kinds ``without``."""
    every = {kind: made for kind, made in kinds().items() if kind not in without}
    weighted = [
        *every,
        "propose",
        "propose",
        "counter",
        "package",
        "conditional_offer",
        "accept",
        "accept",
        "sign",
        "sign",
        "consent",
        "reopen",
    ]
    body = st.sampled_from(weighted).flatmap(lambda kind: every[kind])
    return st.tuples(body, SPOKEN, st.booleans()).map(
        lambda parts: m.MOVE.validate_python(
            {**parts[0], "text": parts[1], "hold": parts[2] and parts[0]["kind"] not in {"sign", "chair"}}
        )
    )
