"""The computer's sentences: acknowledge what was said, take the position, give the reason, the next step.

Every sentence is a template of the room ``voice``, in both languages side by side; figures come from the
moves. Which variant is said is fixed by the seed; none that was heard in the last speeches is said again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cases import moves as m
from cases.brief import Argument
from cases.messages import Param
from cases.text import Lang
from trainer.i18n import room, say
from trainer.opponent import acts as a
from trainer.opponent.acts import Act
from trainer.opponent.reasons import recent_texts
from trainer.opponent.situation import Said, Situation

SHORT = 4
"""A piece of a template shorter than this says nothing about whether the template was used."""

Pair = tuple[str, str]
"""A sentence in Chinese and in English."""


def spoken(s: Situation, acts: Sequence[Act]) -> tuple[m.Move, ...]:
    """The moves with their words."""
    voice = _Voice(s)
    made = []
    for place, act in enumerate(acts):
        sentences = list(voice.sentences(act, first=place == 0, last=place == len(acts) - 1))
        text = m.Spoken(zh="".join(zh for zh, _ in sentences), en=" ".join(en for _, en in sentences))
        made.append(act.move.model_copy(update={"text": text}))
    return tuple(made)


class _Voice:
    """Chooses the sentences of one speech."""

    def __init__(self, s: Situation) -> None:
        self._s = s
        zh, en = recent_texts(s)
        self._zh, self._en = list(zh), list(en)
        self._spoken = 0

    def sentences(self, act: Act, *, first: bool, last: bool) -> Iterator[Pair]:
        """The sentences of one act, in order."""
        if first and not act.says.startswith("opening") and (heard := _heard(self._s, act)) is not None:
            yield from self._say(f"ack.{heard[0]}", heard[1])
        yield from self._say(act.says, act.places)
        if act.argument is not None:
            yield from self._reason(act.argument, still=act.move.kind == "concede")
        if last and act.next is not None:
            yield from self._say(f"next.{act.next}", act.next_places)

    def _reason(self, name: str, *, still: bool) -> Iterator[Pair]:
        """The reason; after a concession it says why there was no more (``still``)."""
        argument = next(item for item in self._s.brief.arguments if item.id == name)
        key = ("reason_still" if still else "reason") + ("_exhibit" if _may_name(self._s, argument) else "")
        places: dict[str, Param] = {"reason": argument.text, "no": argument.exhibit or 0}
        yield from self._say(key, places)

    def _say(self, key: str, places: Mapping[str, Param]) -> Iterator[Pair]:
        """One sentence, or none if every variant was heard lately."""
        self._spoken += 1
        for name in self._ordered(key):
            pair = say(f"voice.{name}", Lang.ZH, **places), say(f"voice.{name}", Lang.EN, **places)
            if not self._heard_lately(name, pair):
                self._zh.append(pair[0])
                self._en.append(pair[1])
                yield pair
                return

    def _ordered(self, key: str) -> list[str]:
        """Names of the variants: those in the persona's own tone first."""
        chance = self._s.chance
        own = variants(f"{self._s.persona.id}.{key}")
        common = variants(key)
        stem = f"{key}:{self._spoken}"
        return chance.shuffled(f"own:{stem}", own) + chance.shuffled(stem, common)

    def _heard_lately(self, name: str, pair: Pair) -> bool:
        mark = landmark(name)
        said = [text for text in self._zh if mark and mark in text]
        return (
            bool(said)
            or any(pair[0] in text for text in self._zh)
            or any(pair[1] in text for text in self._en)
        )


@cache
def variants(key: str) -> tuple[str, ...]:
    """Names of the sentences for an act in the room ``voice``, such as ``propose.1``."""
    stem = f"voice.{key}."
    names = [name for name in room("voice", Lang.ZH) if name.startswith(stem)]
    return tuple(name.removeprefix("voice.") for name in names if name.removeprefix(stem).isdigit())


@cache
def landmark(name: str) -> str:
    """The longest piece of a Chinese template without places: by it a use of the template is known again."""
    pieces = re.split(r"\{[^}]*\}", room("voice", Lang.ZH)[f"voice.{name}"])
    longest = max(pieces, key=len).strip()
    return longest if len(longest) >= SHORT else ""


def _may_name(s: Situation, argument: Argument) -> bool:
    """Whether the argument's paper may be named: this side can read it."""
    return any(exhibit.no == argument.exhibit for exhibit in s.case.exhibits)


def _heard(s: Situation, act: Act) -> tuple[str, dict[str, Param]] | None:
    """What to acknowledge: the weightiest thing the other side just said."""
    if act.says.startswith(
        (
            "correct",
            "duty",
            "consent",
            "threat",
            "ready",
            "draft",
            "vote",
            "sign",
            "file",
            "publish",
            "back",
            "report",
        )
    ):
        return None
    ranked = sorted(s.heard, key=lambda item: (_WEIGHT.get(item.move.kind, 0), item.seq))
    if not ranked or _answers_it(act, ranked[-1]):
        return None
    return _acknowledged(s, ranked[-1])


def _answers_it(act: Act, item: Said) -> bool:
    """Whether the act is itself the answer to what was said, so that no acknowledgement is needed."""
    issue = getattr(item.move, "issue", None)
    if isinstance(act.move, m.Accept) and act.move.refs is not None:
        return act.move.refs == item.seq
    same = issue is not None and getattr(act.move, "issue", None) == issue
    return same and act.says in {"accept_issue", "agree", "reject_issue", "counter", "confirm"}


def _tone(s: Situation, item: Said, issue: str) -> str:
    """Whether a position came closer, went away, or is the first word on the issue."""
    before = [terms for seq, terms in s.positions_over_time(s.side.other) if seq < item.seq]
    now = next((terms for seq, terms in s.positions_over_time(s.side.other) if seq == item.seq), {})
    if not before or issue not in before[-1] or issue not in now:
        return "offer"
    change = s.issues[issue].better_for(s.side, now[issue], before[-1][issue])
    return {1: "moved", -1: "hardened"}.get(change, "offer")


_WEIGHT: Mapping[str, int] = {
    "final_offer": 9,
    "conditional_offer": 8,
    "package": 7,
    "accept": 6,
    "tentative_agreement": 6,
    "concede": 5,
    "counter": 5,
    "propose": 5,
    "reject": 4,
    "disclose": 3,
    "cite_law": 2,
    "cite_data": 2,
    "cite_comparator": 2,
    "appeal": 2,
    "summarise": 2,
    "opening": 1,
}
"""Which of several things is acknowledged; what has an answer of its own is not."""


def _acknowledged(s: Situation, item: Said) -> tuple[str, dict[str, Param]] | None:
    move = item.move
    if isinstance(move, m.Propose | m.Counter | m.Concede) and move.issue in s.issues:
        places: dict[str, Param] = {
            "term": a.brief(s, move.issue, move.value),
            "value": a.value(s, move.issue, move.value),
            "issue": a.name(s, move.issue),
        }
        return _tone(s, item, move.issue), places
    if isinstance(move, m.ConditionalOffer):
        return "conditional", {"condition": a.terms(s, move.condition), "terms": a.terms(s, move.terms)}
    if isinstance(move, m.Package | m.FinalOffer):
        return move.kind, {"terms": a.terms(s, move.terms, 3), "count": len(move.terms)}
    if isinstance(move, m.Accept | m.TentativeAgreement):
        return "accept", {}
    if isinstance(move, m.Reject):
        return "reject", {}
    if isinstance(move, m.CiteLaw) and move.article is not None:
        return "law", {"law": a.law(move.law), "article": move.article}
    simple = {
        "disclose": "disclose",
        "cite_data": "data",
        "cite_comparator": "comparator",
        "appeal": "appeal",
        "summarise": "summary",
        "opening": "opening",
    }
    return (simple[move.kind], {}) if move.kind in simple else None
