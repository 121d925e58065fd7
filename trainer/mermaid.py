"""Draw a format's turn machine as a Mermaid state diagram, for documents and the web."""

from __future__ import annotations

from collections.abc import Iterator

from cases.format import Format, Phase, PhaseKind, Trigger
from cases.text import Lang
from trainer.i18n import LIST_MARK, say

_ENTITIES = {'"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", ":": "#58;", ";": "#59;", "%": "#37;"}
"""Characters that mean something to Mermaid, as its entity codes (Mermaid, syntax, entity codes)."""

_AWAY = {PhaseKind.CAUCUS, PhaseKind.SUSPENDED}


def mermaid(form: Format, lang: Lang) -> str:
    """The format as ``stateDiagram-v2`` source, phases and triggers named in ``lang``, ending in a newline.

    Triggers between the same two phases share one arrow. A break's way back is drawn to every phase
    from which it can be called.
    """
    states = {phase.id: f"s{number}" for number, phase in enumerate(form.phases)}
    lines = ["---", f"title: {_quoted_title(form.name.get(lang))}", "---", "stateDiagram-v2"]
    lines += [f'    state "{escape(_label(phase, lang))}" as {states[phase.id]}' for phase in form.phases]
    lines.append(f"    [*] --> {states[form.start]}")
    for phase in form.phases:
        for goal, label in _arrows(form, phase, lang):
            lines.append(f"    {states[phase.id]} --> {states[goal]} : {escape(label)}")
        if phase.kind is PhaseKind.END:
            lines.append(f"    {states[phase.id]} --> [*]")
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that Mermaid shows as it is, whatever characters it holds; on one line."""
    return "".join(_ENTITIES.get(character, character) for character in " ".join(text.split()))


def _quoted_title(text: str) -> str:
    """The title as a double-quoted YAML scalar, as Mermaid's front matter is YAML."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _label(phase: Phase, lang: Lang) -> str:
    name, length = phase.name.get(lang), _length(phase, lang)
    return say("format.graph.timed", lang, name=name, length=length) if length else name


def _length(phase: Phase, lang: Lang) -> str:
    minutes, seconds = divmod(phase.seconds, 60)
    if minutes and seconds:
        return say("format.graph.mixed", lang, minutes=minutes, seconds=seconds)
    if minutes:
        return say("format.graph.minutes", lang, minutes=minutes)
    if seconds:
        return say("format.graph.seconds", lang, seconds=seconds)
    return say("format.graph.days", lang, days=phase.days) if phase.days else ""


def _arrows(form: Format, phase: Phase, lang: Lang) -> Iterator[tuple[str, str]]:
    """Each neighbour with the names of the triggers that lead there, in the order of the file."""
    labels: dict[str, list[str]] = {}
    for trigger, goal in phase.on.items():
        labels.setdefault(goal, []).append(say(f"format.trigger.{trigger}", lang))
    if phase.kind in _AWAY and not {Trigger.RESUME, Trigger.DONE} & set(phase.on):
        for caller in form.phases:
            if phase.id in caller.on.values():
                labels.setdefault(caller.id, []).append(say("format.trigger.resume", lang))
    for goal, names in labels.items():
        yield goal, LIST_MARK[lang].join(names)
