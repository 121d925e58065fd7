"""The ledger as lines of a table: today's level, ours, the gap, theirs, how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.issues import Issue
from cases.lang import Lang
from cases.sides import Side
from cases.terms import Value
from trainer.i18n import say
from trainer.table.state import Position, Status
from trainer.table.views import IssueLine
from trainer.tui.short_values import short_value
from trainer.tui.sight import Sight
from trainer.tui.story import Story
from trainer.tui.text.bars import Signs, gap_bar
from trainer.tui.text.pad import Align, align_points, fit

TIED = "*"
"""Behind a value that cannot be accepted by itself."""

GAP = " "


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue as the table screen shows it; ``own`` stands left of the gap."""

    issue: str
    name: str
    now: str
    own: str
    other: str
    status: str
    places: tuple[Decimal | None, Decimal | None, Decimal, Decimal]
    """Own and other position, left and right end of the gap picture, as shares of the ladder."""
    closed: bool


def issue_rows(sight: Sight, story: Story) -> list[IssueRow]:
    """All issues in the case's order."""
    return [_row(sight.case.issues[line.id], line, story, sight) for line in sight.view.lines]


def _row(issue: Issue, line: IssueLine, story: Story, sight: Sight) -> IssueRow:
    side, lang = sight.side, sight.lang
    own, other = line.positions[side], line.positions[side.other]
    agreed = None if line.agreed is None else short_value(issue, line.agreed, lang)
    return IssueRow(
        issue=issue.id,
        name=issue.name.get(lang),
        now=short_value(issue, issue.current, lang),
        own=agreed or _stated(issue, own, lang),
        other=agreed or _stated(issue, other, lang),
        status=status_word(line, lang),
        places=_places(issue, line, story, side),
        closed=line.status.closed,
    )


def _stated(issue: Issue, position: Position | None, lang: Lang) -> str:
    if position is None:
        return "-"
    return short_value(issue, position.value, lang) + (TIED if position.tied else "")


def status_word(line: IssueLine, lang: Lang) -> str:
    """How an issue stands, in a word; an open one that nobody has spoken about is said to be so."""
    untouched = line.positions.union is None and line.positions.employer is None
    if line.status is Status.OPEN and untouched:
        return say("tablescreen.status.untouched", lang)
    return say(f"tablescreen.status.{line.status.value}", lang)


def _places(
    issue: Issue, line: IssueLine, story: Story, side: Side
) -> tuple[Decimal | None, Decimal | None, Decimal, Decimal]:
    """Where the values lie; the picture reaches from what each side opened with."""
    best = Decimal(1) if side is Side.UNION else Decimal(0)
    firsts = [story.first(issue.id, each) for each in (side, side.other)]
    ends = [
        end if first is None else _share(issue, first)
        for first, end in zip(firsts, (best, 1 - best), strict=True)
    ]
    if line.agreed is not None:
        place = _share(issue, line.agreed)
        return place, place, ends[0], ends[1]
    own, other = line.positions[side], line.positions[side.other]
    return (
        None if own is None else _share(issue, own.value),
        None if other is None else _share(issue, other.value),
        ends[0],
        ends[1],
    )


def _share(issue: Issue, value: Value) -> Decimal:
    return issue.union_share(value)


def bar(row: IssueRow, width: int, signs: Signs) -> str:
    """The gap of a row: filled between the positions, one mark where only one side has spoken."""
    own, other, left, right = row.places
    if own is None and other is None:
        return " " * width
    if own is None or other is None:
        line = signs.line * (width - 1)
        return signs.left + line if other is None else line + signs.right
    if own == other or left == right:
        return gap_bar(0, 0 if own == other else 1, -1, 1, width, signs=signs)
    return gap_bar(own, other, left, right, width, signs=signs)


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells of each column."""

    name: int
    now: int
    own: int
    bar: int
    other: int
    status: int


def widths(width: int) -> Widths:
    """How ``width`` cells are shared out; names and bars take what the figures leave."""
    figures = 8 if width < 70 else 9
    status = 8
    rest = max(width - 3 * figures - status - 5 * len(GAP), 12)
    bars = min(max(rest // 3, 4), 16)
    return Widths(rest - bars, figures, figures, bars, figures, status)


def heading(width: int, lang: Lang) -> str:
    """The line above the rows."""
    room = widths(width)
    words = [
        say(f"tablescreen.issues.{key}", lang) for key in ("issue", "now", "own", "gap", "other", "status")
    ]
    aligned = (Align.LEFT, Align.RIGHT, Align.RIGHT, Align.CENTER, Align.RIGHT, Align.LEFT)
    sizes = (room.name, room.now, room.own, room.bar, room.other, room.status)
    return GAP.join(fit(word, size, align) for word, size, align in zip(words, sizes, aligned, strict=True))


def row_lines(rows: Sequence[IssueRow], width: int, signs: Signs) -> list[str]:
    """The rows, each exactly ``width`` cells."""
    room = widths(width)
    now, own, other = (
        _figures([getattr(row, part) for row in rows], room.now) for part in ("now", "own", "other")
    )
    return [
        GAP.join(
            (
                fit(row.name, room.name),
                now[index],
                own[index],
                bar(row, room.bar, signs),
                other[index],
                fit(row.status, room.status),
            )
        )
        for index, row in enumerate(rows)
    ]


def _figures(cells: list[str], width: int) -> list[str]:
    """A column of figures on their points; what is no plain figure stands right."""
    plain = [cell if _is_plain(cell) else "" for cell in cells]
    aligned = align_points(plain)
    return [
        fit(point if text and len(point) <= width else cell, width, Align.RIGHT)
        for cell, text, point in zip(cells, plain, aligned, strict=True)
    ]


def _is_plain(cell: str) -> bool:
    return cell[:1].isdigit() and "-" not in cell
