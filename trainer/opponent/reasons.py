"""Which reason of the own brief to give: one not heard lately, the least used first."""

from __future__ import annotations

from cases.brief import Argument
from trainer.opponent.situation import Situation

WINDOW = 5
"""Own speeches within which nothing is said twice."""


def recent_texts(s: Situation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What this side said in its last speeches, Chinese and English."""
    texts = [
        item.move.text
        for speech in s.own_speeches[-WINDOW:]
        for item in speech.said
        if item.move.text is not None
    ]
    return tuple(text.zh or "" for text in texts), tuple(text.en or "" for text in texts)


def fresh_argument(s: Situation, issue: str) -> Argument | None:
    """An argument on the issue that was not given lately, the least used first; ``None``: all were."""
    zh, _ = recent_texts(s)
    known = [argument for argument in s.brief.arguments if argument.issue == issue]
    fresh = [argument for argument in known if not any(argument.text.zh in text for text in zh)]
    if not fresh:
        return None
    used = {argument.id: _times(s, argument) for argument in fresh}
    ordered = s.chance.shuffled(f"argument:{issue}", fresh)
    return min(ordered, key=lambda argument: used[argument.id])


def _times(s: Situation, argument: Argument) -> int:
    return sum(
        1
        for item in s.said
        if item.event.side is s.side
        and item.move.text is not None
        and argument.text.zh in (item.move.text.zh or "")
    )
