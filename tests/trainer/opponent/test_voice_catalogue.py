"""The computer's sentences: enough variants, parallel languages, the marks of each language."""

from __future__ import annotations

import re
import string
from pathlib import Path

from cases.text import Lang
from trainer.i18n import room
from trainer.opponent.personas import persona_ids
from trainer.opponent.voice import landmark, variants

ZH, EN = room("voice", Lang.ZH), room("voice", Lang.EN)
ACTS = sorted({key.removeprefix("voice.").rpartition(".")[0] for key in ZH})
OWN = tuple(f"{name}." for name in persona_ids())
SOURCES = Path(__file__).parents[3] / "trainer" / "opponent"


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_hold_the_same_sentences_and_places() -> None:
    assert ZH.keys() == EN.keys()
    assert all(places(ZH[key]) == places(EN[key]) for key in ZH)


def test_every_act_can_be_said_in_six_ways() -> None:
    for act in ACTS:
        assert len(variants(act)) >= (3 if act.startswith(OWN) else 6), act


def test_a_persona_has_its_own_words_for_acts_that_exist() -> None:
    for name in persona_ids():
        own = [act.removeprefix(f"{name}.") for act in ACTS if act.startswith(f"{name}.")]
        assert len(own) >= 5
        assert set(own) <= set(ACTS)


def test_every_sentence_has_the_marks_of_its_language() -> None:
    for key, sentence in ZH.items():
        bare = re.sub(r"\{[^}]*\}", "", sentence)
        assert bare[-1] in "。？", (key, sentence)
        assert not re.search(r"[,;:?!\"]|\.(?!\d)", bare), (key, sentence)
    for key, sentence in EN.items():
        assert sentence[-1] in ".?", key
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", sentence), (key, sentence)


def test_no_two_sentences_of_an_act_are_alike() -> None:
    for act in ACTS:
        said = [ZH[f"voice.{name}"] for name in variants(act)]
        assert len(set(said)) == len(said), act
        marks = [mark for name in variants(act) if (mark := landmark(name))]
        assert len(set(marks)) == len(marks), act


def test_every_act_that_the_code_names_has_its_sentences() -> None:
    named = set()
    for source in SOURCES.glob("*.py"):
        named |= set(re.findall(r'Act\([^"]*?\), "([a-z_]+)"', source.read_text(encoding="utf-8"), re.S))
        named |= set(re.findall(r'next="([a-z_]+)"', source.read_text(encoding="utf-8")))
    assert len(named) > 20
    assert {name for name in named if name not in ACTS and f"next.{name}" not in ACTS} == set()
