"""A small whole case for tests of the engine: three issues and a duty, twenty exhibits, two segments."""

from __future__ import annotations

from functools import cache
from typing import Any

from cases.case import Case
from cases.format import Format
from cases.transcript import Header, Seat, Stamp
from trainer.table.rulebook import CitationCheck, LocalRules, Rulebook
from trainer.table.table import Table


def t(text: str) -> dict[str, str]:
    return {"zh": f"{text}（中）", "en": text}


LAW = {"law": "劳动法", "article": 48}


def issue(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": t(name),
        "question": t(f"How much {name}?"),
        "cost": {"kind": "none"},
        **more,
    }


def issues() -> list[dict[str, Any]]:
    return [
        issue(
            "base",
            unit="pct",
            current=0,
            grid={"min": 0, "max": 10, "step": "0.5"},
            union_wants="more",
            relative=True,
            cost={"kind": "base_pct"},
            decimals=1,
            legal=[{"kind": "floor", "value": 1, "article": LAW, "note": t("not below one per cent")}],
        ),
        issue(
            "skill",
            unit="yuan_per_month",
            current={"junior": 100, "senior": 200},
            grades=[
                {
                    "id": "junior",
                    "name": t("Junior"),
                    "current": 100,
                    "grid": {"min": 100, "max": 300, "step": 50},
                },
                {
                    "id": "senior",
                    "name": t("Senior"),
                    "current": 200,
                    "grid": {"min": 200, "max": 600, "step": 100},
                },
            ],
            union_wants="more",
            cost={"kind": "grade_allowance"},
        ),
        issue(
            "start",
            unit="date",
            current="2026-12-01",
            dates=["2026-06-01", "2026-09-01", "2026-12-01"],
            union_wants="earlier",
            cost={"kind": "effective_date"},
        ),
        issue(
            "insurance",
            unit="choice",
            current="enrol",
            choices=[
                {"id": "enrol", "label": t("enrol everyone")},
                {"id": "accident", "label": t("and accident cover")},
                {"id": "inspect", "label": t("and joint inspection")},
            ],
            union_wants="last",
            legal=[{"kind": "duty", "value": "enrol", "article": LAW, "note": t("owed anyway")}],
        ),
    ]


def preference(name: str, weight: int, target: Any, opening: Any, limit: Any) -> dict[str, Any]:
    return {
        "issue": name,
        "weight": weight,
        "target": target,
        "opening": opening,
        "limit": limit,
        "reason": t(f"why {name}"),
    }


def brief(side: str) -> dict[str, Any]:
    union = side == "union"
    high, low = {"junior": 300, "senior": 600}, {"junior": 100, "senior": 200}
    mid = {"junior": 200, "senior": 400}
    rows = [
        preference("base", 40 if union else 50, *((8, 9, 3) if union else (3, 2, 7))),
        preference("skill", 30 if union else 20, *((high, high, low) if union else (low, low, mid))),
        preference(
            "start",
            10 if union else 20,
            *(("2026-06-01",) * 2 + ("2026-12-01",) if union else ("2026-12-01",) * 2 + ("2026-06-01",)),
        ),
        preference(
            "insurance",
            20 if union else 10,
            *(("inspect", "inspect", "enrol") if union else ("enrol", "enrol", "inspect")),
        ),
    ]
    names = ["base", "skill", "start", "insurance"]
    return {
        "summary": [t(f"secret of {side}")],
        "priorities": [t(f"priority of {side}")],
        "mandate": t(f"mandate of {side}"),
        "alternative": t(f"alternative of {side}"),
        "reservation": "0.3",
        "preferences": rows,
        "arguments": [
            {
                "id": f"{side}-{name}",
                "issue": name,
                "exhibit": 1 if union else 2,
                "text": t(f"{side} on {name}"),
            }
            for name in names
        ],
        "segments": [
            {
                "id": f"{side}-{part}",
                "name": t(part),
                "members": members,
                "delegates": delegates if union else 0,
                "turnout": "0.9",
                "expectation": "0.4",
                "cares": [{"issue": "base", "weight": 3}, {"issue": "skill", "weight": 1}],
                "note": t("note"),
            }
            for part, members, delegates in (("line", 120, 24), ("office", 60, 12))
        ],
    }


KEYS: list[dict[str, Any]] = [
    {"key": "public"},
    {"key": "on_request_with_law", "items": ["profit", "revenue"], "article": LAW},
    {"key": "on_request", "items": ["turnover"], "article": LAW},
    {"key": "on_request", "items": ["orders"]},
    {"key": "on_probe", "issue": "base"},
    {"key": "never"},
]


def exhibits() -> list[dict[str, Any]]:
    rows = []
    for number in range(1, 21):
        key = KEYS[(number - 1) % len(KEYS)]
        owner = "union" if number % 5 == 0 and key["key"] != "public" else "employer"
        rows.append(
            {
                "no": number,
                "owner": "both" if number == 1 else owner,
                "unlock": key,
                "title": t(f"exhibit {number}"),
                "body": [t(f"hidden words {number} of {owner}")],
                "facts": [
                    {
                        "metric": f"metric{number}",
                        "label": t("m"),
                        "period": "2025",
                        "value": number * 100,
                        "unit": "yuan",
                    }
                ],
            }
        )
    return rows


def document() -> dict[str, Any]:
    party = {"name": t("name"), "chief": t("chief"), "seats": [t("chief"), t("rep"), t("rep"), t("rep")]}
    return {
        "case": 1,
        "id": "small",
        "title": t("Small"),
        "sector": t("sector"),
        "place": t("place"),
        "summary": t("summary"),
        "difficulty": 1,
        "region": "national",
        "calendar": {
            "proposal": "2026-04-01",
            "reply": "2026-04-10",
            "meeting": "2026-05-20",
            "year_start": "2026-01-01",
        },
        "formats": ["small"],
        "parties": {"union": party, "employer": party},
        "background": [{"id": "firm", "title": t("firm"), "paragraphs": [t("words")]}],
        "firms": [
            {
                "id": "firm",
                "name": t("firm"),
                "profile": t("profile"),
                "workforce": {
                    "groups": [
                        {"id": "line", "name": t("line"), "headcount": 120, "base": 3200},
                        {"id": "office", "name": t("office"), "headcount": 60, "base": 5500},
                    ],
                    "grades": [
                        {"grade": "junior", "group": "line", "headcount": 30},
                        {"grade": "senior", "group": "line", "headcount": 10},
                    ],
                },
                "finance": {"revenue": 60_000_000, "operating_profit": 4_800_000},
            }
        ],
        "rates": {},
        "issues": issues(),
        "exhibits": exhibits(),
        "briefs": {"union": brief("union"), "employer": brief("employer")},
    }


def phase(
    name: str, kind: str, floor: str, moves: list[str], on: dict[str, str], **more: Any
) -> dict[str, Any]:
    return {"id": name, "kind": kind, "name": t(name), "floor": floor, "moves": moves, "on": on, **more}


def format_document() -> dict[str, Any]:
    seats = [
        {"id": f"{side}-{role}", "side": side, "role": "chief" if role == "chief" else "rep", "name": t(role)}
        for side in ("union", "employer")
        for role in ("chief", "rep1", "rep2")
    ]
    talk = ["talk", "offers", "procedure"]
    leads = {
        "settled": "wrap",
        "close": "wrap",
        "caucus": "caucus",
        "deadlock": "mediate",
        "adjourn": "suspended",
        "mediate": "mediate",
        "walkout": "end_walkout",
        "chair_end": "end_differences",
    }
    return {
        "format": 1,
        "id": "small",
        "name": t("Small format"),
        "about": t("about"),
        "seats": [
            *seats,
            {"id": "chair", "role": "chair", "name": t("chair")},
            {"id": "recorder", "role": "recorder", "name": t("recorder")},
        ],
        "clock": {"total": 1200, "talk_per_side": 300, "turn": 120, "warnings": [60]},
        "start": "prepare",
        "caucus": {"per_side": 1, "seconds": 120},
        "phases": [
            phase("prepare", "prepare", "open", ["procedure"], {"done": "opening_u"}, counts=False),
            phase(
                "opening_u",
                "opening",
                "union",
                ["opening"],
                {"done": "opening_e", "time_up": "opening_e"},
                seconds=120,
            ),
            phase(
                "opening_e",
                "opening",
                "employer",
                ["opening"],
                {"done": "talks", "time_up": "talks"},
                seconds=120,
            ),
            phase(
                "talks",
                "bargain",
                "alternate",
                talk,
                {**leads, "time_up": "wrap"},
                seconds=720,
                starts="union",
            ),
            phase("caucus", "caucus", "caller", ["caucus"], {}, seconds=120),
            phase(
                "mediate",
                "mediate",
                "alternate",
                ["talk", "offers", "procedure"],
                {"mediated": "wrap", "time_up": "wrap", "settled": "wrap"},
                seconds=120,
                counts=False,
            ),
            phase(
                "suspended", "suspended", "nobody", [], {"done": "end_suspended"}, seconds=60, counts=False
            ),
            phase(
                "wrap",
                "wrap",
                "open",
                ["wrap"],
                {"settled": "draft", "differences": "end_differences"},
                seconds=120,
            ),
            phase("draft", "draft", "open", ["closing"], {"done": "vote"}, counts=False),
            phase(
                "vote",
                "vote",
                "open",
                ["closing"],
                {"passed": "sign", "rejected": "rebargain", "differences": "end_differences"},
                counts=False,
            ),
            phase(
                "rebargain",
                "bargain",
                "alternate",
                talk,
                {**leads, "time_up": "wrap"},
                seconds=300,
                counts=False,
            ),
            phase("sign", "sign", "open", ["closing"], {"signed": "file"}, counts=False),
            phase("file", "file", "open", ["closing"], {"filed": "publish"}, counts=False),
            phase("publish", "publish", "open", ["closing"], {"published": "end_agreed"}, counts=False),
            *(
                phase(name, "end", "nobody", [], {}, counts=False, outcome=outcome)
                for name, outcome in (
                    ("end_agreed", "agreement"),
                    ("end_differences", "differences"),
                    ("end_suspended", "suspended"),
                    ("end_walkout", "walkout"),
                )
            ),
        ],
    }


@cache
def small_case() -> Case:
    return Case.model_validate(document())


@cache
def small_format() -> Format:
    return Format.model_validate(format_document())


@cache
def negligent_case() -> Case:
    """The same firm before it met its duty: today's level of insurance is below what the law obliges."""
    made = document()
    insurance = next(item for item in made["issues"] if item["id"] == "insurance")
    insurance["choices"].insert(0, {"id": "nothing", "label": t("carry on as it is")})
    insurance["current"] = "nothing"
    return Case.model_validate(made)


def small_book(case: Case | None = None, form: Format | None = None) -> Rulebook:
    return Rulebook(
        case or small_case(),
        form or small_format(),
        LocalRules(),
        lambda law, article: CitationCheck(
            "ok" if law == "劳动法" else "unknown", "劳动法" if law == "劳动法" else None
        ),
        lambda terms: (),
    )


def header(seed: int = 7) -> Header:
    form = small_format()
    stamp = Stamp(id="small", sha256="0" * 64)
    seats = tuple(Seat(id=seat.id, side=seat.side, role=seat.role) for seat in form.seats)
    return Header(case=stamp, format=stamp, seed=seed, started_at="2026-05-20T09:00:00+08:00", seats=seats)


def small_table(case: Case | None = None) -> Table:
    return Table(small_book(case), header())
