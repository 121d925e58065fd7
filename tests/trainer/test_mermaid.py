from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.format import PhaseKind, Trigger
from cases.library import format_ids, load_format
from cases.text import Lang, Text
from trainer.i18n import say
from trainer.mermaid import escape, mermaid

STATE = re.compile(r'    state "(?P<label>[^"\n]*)" as (?P<id>s\d+)')
ARROW = re.compile(r"    (?P<from>s\d+|\[\*\]) --> (?P<to>s\d+|\[\*\])(?: : (?P<label>[^:\n]+))?")
ENTITY = re.compile(r"#(?:quot|lt|gt|\d+);")


def parts(text: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """States by id and arrows; every line must be one or the other."""
    lines = text.splitlines()
    assert [lines[0], lines[2], lines[3]] == ["---", "---", "stateDiagram-v2"]
    assert text.endswith("\n")
    states: dict[str, str] = {}
    arrows: list[tuple[str, str, str]] = []
    for line in lines[4:]:
        if state := STATE.fullmatch(line):
            states[state["id"]] = state["label"]
        else:
            arrow = ARROW.fullmatch(line)
            assert arrow is not None, line
            arrows.append((arrow["from"], arrow["to"], arrow["label"] or ""))
    return states, arrows


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("name", format_ids())
def test_every_phase_and_every_way_is_drawn(name: str, lang: Lang) -> None:
    form = load_format(name).value
    states, arrows = parts(mermaid(form, lang))
    ids = dict(zip([phase.id for phase in form.phases], states, strict=True))
    drawn = {(origin, goal): label for origin, goal, label in arrows}
    assert ("[*]", ids[form.start]) in drawn
    for phase in form.phases:
        assert states[ids[phase.id]].startswith(escape(phase.name.get(lang)))
        for trigger, goal in phase.on.items():
            assert escape(say(f"format.trigger.{trigger}", lang)) in drawn[ids[phase.id], ids[goal]]
        assert (phase.kind is PhaseKind.END) == ((ids[phase.id], "[*]") in drawn)
        caucus = phase.on.get(Trigger.CAUCUS)
        if caucus is not None:
            assert drawn[ids[caucus], ids[phase.id]] == say("format.trigger.resume", lang)
    assert len(drawn) == len(arrows)


def test_a_state_tells_its_length() -> None:
    states, _ = parts(mermaid(load_format("cn-univ-national").value, Lang.EN))
    assert "Opening by the union, 3 min" in states.values()


@given(zh=st.text(min_size=1).filter(str.strip), en=st.text(min_size=1).filter(str.strip))
def test_names_cannot_break_the_diagram(zh: str, en: str) -> None:
    form = load_format("solo-15").value
    name = Text(zh=zh, en=en)
    phases = tuple(phase.model_copy(update={"name": name}) for phase in form.phases)
    odd = form.model_copy(update={"name": name, "phases": phases})
    for lang in Lang:
        text = mermaid(odd, lang)
        assert text.count("\n") == len(text.splitlines())
        states, _ = parts(text)
        for label in states.values():
            assert not set(ENTITY.sub("", label)) & set('"<>#:;%')


@given(st.text())
def test_entities_say_the_same_as_the_text(text: str) -> None:
    names = {"#quot;": '"', "#lt;": "<", "#gt;": ">"}
    back = ENTITY.sub(lambda code: names.get(code.group()) or chr(int(code.group()[1:-1])), escape(text))
    assert back == " ".join(text.split())
