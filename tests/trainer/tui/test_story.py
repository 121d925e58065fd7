from __future__ import annotations

from decimal import Decimal

from rich.cells import cell_len

from cases import moves as m
from cases.lang import Lang
from cases.sides import Side
from tests.trainer.tui.table_matches import do, in_talks, mid_match
from trainer.tui.issue_rows import bar, heading, issue_rows, row_lines
from trainer.tui.settlement import terms_of
from trainer.tui.sight import sight_of
from trainer.tui.story import Story
from trainer.tui.text.bars import BOX


def test_each_sides_values_first_to_last_and_which_are_tied() -> None:
    run = mid_match()
    story = Story(run.case().issues)
    story.read(run.view().events)
    union = [(each.value, each.tied) for each in story.stated("base", Side.UNION)]
    employer = [(each.value, each.tied) for each in story.stated("base", Side.EMPLOYER)]
    assert union == [(Decimal(9), False), (Decimal(8), False)]
    assert employer == [(Decimal(2), False), (Decimal(4), True)]


def test_reading_on_is_the_same_as_reading_all_at_once() -> None:
    run = mid_match()
    events = run.view().events
    once, twice = Story(run.case().issues), Story(run.case().issues)
    once.read(events)
    for count in range(len(events) + 1):
        twice.read(events[:count])
    for issue in run.case().issues:
        for side in Side:
            assert once.stated(issue, side) == twice.stated(issue, side)


def test_what_moved_since_a_moment() -> None:
    run = mid_match()
    story = Story(run.case().issues)
    story.read(run.view().events)
    before = run.view().seq
    assert story.moved(before) == ()
    do(run, m.Concede(issue="base", value=Decimal(7)))
    story.read(run.view().events)
    assert story.moved(before) == (("base", Side.UNION, Decimal(8), Decimal(7)),)


def test_a_sides_word_is_its_stated_values_on_todays_level() -> None:
    run = mid_match()
    terms = terms_of(run.case(), run.view(), Side.UNION)
    assert terms["base"] == Decimal(8)
    assert terms["insurance"] == run.case().issues["insurance"].current
    assert terms_of(run.case(), run.view(), Side.UNION, {"base": Decimal(5)})["base"] == Decimal(5)


def test_rows_fill_their_width_and_the_bar_shrinks_as_sides_come_closer() -> None:
    run = in_talks(((m.Counter(issue="base", value=Decimal(2)),), (m.Yield(),)))
    do(run, m.Propose(issue="base", value=Decimal(9)))
    run.computer_turn_if_due()

    def gap() -> int:
        story = Story(run.case().issues)
        story.read(run.view().events)
        return bar(issue_rows(sight_of(run, Lang.ZH), story)[0], 16, BOX).count(BOX.full)

    wide = gap()
    do(run, m.Concede(issue="base", value=Decimal(5)))
    assert 0 < gap() < wide
    story = Story(run.case().issues)
    story.read(run.view().events)
    for lang in Lang:
        rows = issue_rows(sight_of(run, lang), story)
        for width in (50, 56, 78, 110):
            lines = [heading(width, lang), *row_lines(rows, width, BOX)]
            assert {cell_len(line) for line in lines} == {width}
