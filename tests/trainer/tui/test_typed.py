from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cases import moves as m
from cases.lang import Lang
from tests.trainer.tui.table_matches import in_talks
from trainer.tui.typed import Kept, Unread, completions, read, spoken

MOVES = st.sampled_from(
    [None, m.Caucus(), m.Yield(), m.Package(terms={"base": Decimal("6.5"), "start": "2026-06-01"})]
)


@given(st.text(), MOVES)
def test_what_was_about_to_be_said_is_kept_whole(words: str, move: m.Move | None) -> None:
    kept = Kept(words, move)
    assert Kept.load(kept.dump()) == kept


@given(st.text())
def test_whatever_the_store_holds_can_be_read(text: str) -> None:
    assert isinstance(Kept.load(text), Kept)


def test_words_are_in_the_language_they_are_written_in() -> None:
    assert spoken("先谈底薪") == m.Spoken(zh="先谈底薪")
    assert spoken("base first") == m.Spoken(en="base first")
    assert spoken("   ") is None


def test_commands_words_and_nonsense() -> None:
    run = in_talks()
    case, view = run.case(), run.view()
    assert read("", case, view, Lang.ZH) is None
    assert read("/提 base 6", case, view, Lang.ZH) == m.Propose(issue="base", value=Decimal(6))
    assert isinstance(read("/提 没有 6", case, view, Lang.ZH), Unread)
    assert isinstance(read("好的", case, view, Lang.ZH), m.Speech)
    assert completions("好的", case, view, Lang.ZH) == []
    assert completions("/", case, view, Lang.ZH)
