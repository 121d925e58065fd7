"""What a person finds before a match: the library, the matches kept, and the way to open one.

The home screen is drawn with this module loaded and little else: documents, engine and schemas are imported
when a case is listed or opened.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from cases.lang import Lang
from cases.messages import Message, message
from cases.problems import Unreadable
from cases.sides import Side
from trainer.journal import Journal, JournalError, MatchMeta, MatchRecord

if TYPE_CHECKING:
    from cases.case import Case
    from cases.format import Format
    from cases.library import Card
    from cases.transcript import Event, Header
    from trainer.session import Session, Store
    from trainer.tui.runner import MatchRunner

LARGEST_SEED = 999_999
"""Numbers for drawing lots have at most six digits, so that a room can call one out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose for a match."""

    case: str
    format: str
    side: Side
    persona: str
    level: int
    seed: int


class Opening(Protocol):
    """Makes a new match that writes to a store."""

    def __call__(self, choice: Choice, match: str, started_at: str, store: Store) -> Session:
        """The match before its first move. Raises :class:`Unreadable` where the documents don't do."""


class Resuming(Protocol):
    """Makes a match again from what is recorded."""

    def __call__(
        self, header: Header, events: Sequence[Event], match: str, store: Store, refs: tuple[str, str]
    ) -> Session:
        """The match as its events left it. Raises :class:`Unreadable` where the documents are others now."""


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case of the library with what the person has made of it."""

    card: Card
    played: int
    best: Decimal | None
    """The best settlement so far on the person's own scale, 0 to 1."""


class Desk:
    """The person's desk. Everything that can go wrong here comes back as a sentence."""

    def __init__(
        self,
        journal: Journal,
        opening: Opening,
        resuming: Resuming,
        *,
        wall: Callable[[], datetime] | None = None,
        runner: Callable[..., MatchRunner] | None = None,
    ) -> None:
        """Sit down.

        Args:
            journal: The store.
            opening: Makes new matches.
            resuming: Makes recorded matches again.
            wall: Tells the date and time of a start; the system's clock if not given.
            runner: Makes the runner of a match, called like :class:`~trainer.tui.runner.MatchRunner`; that
                itself if not given.
        """
        self.journal = journal
        self._opening = opening
        self._resuming = resuming
        self._wall = wall or (lambda: datetime.now().astimezone())
        self._make_runner = runner

    # --- what there is ------------------------------------------------------------------------------------

    def cases(self) -> tuple[CaseEntry, ...]:
        """The library, easiest case first."""
        from cases.library import case_ids

        past = self.journal.past()
        return tuple(_entry(name, past) for name in case_ids())

    def case(self, name: str) -> Case | None:
        """A case in full; ``None`` where it cannot be read."""
        from cases.library import load_case

        try:
            return load_case(name).value
        except Unreadable:
            return None

    def formats(self, case: Case) -> tuple[Format, ...]:
        """The formats that suit a case, best first."""
        from cases.library import load_format

        found = []
        for name in case.formats:
            try:
                form = load_format(name).value
            except Unreadable:
                continue
            if form.two_sided and form.min_employers <= len(case.firms):
                found.append(form)
        return tuple(found)

    def first_visit(self) -> bool:
        """Whether the person has never begun a match here."""
        return not self.journal.pref("visited")

    def new_seed(self) -> int:
        """A number for drawing lots; nobody can foresee it."""
        return random.SystemRandom().randint(1, LARGEST_SEED)

    # --- opening matches ----------------------------------------------------------------------------------

    def open(self, choice: Choice, lang: Lang) -> MatchRunner | Message:
        """Begin a match, or say why that is not possible."""
        started = self._wall()
        match = f"{started:%Y%m%d-%H%M%S}-{choice.case}-{choice.seed}"
        try:
            session = self._opening(choice, match, started.isoformat(timespec="seconds"), self.journal)
            meta = MatchMeta(
                choice.case,
                session.table.case.title,
                choice.format,
                choice.side,
                choice.persona,
                choice.level,
            )
            self.journal.create(match, session.table.header, meta)
            self.journal.set_pref("visited", "1")
        except Unreadable as error:
            return _first_problem(error)
        except JournalError as error:
            return error.message
        return self._runner(session, meta, lang)

    def resume(self, record: MatchRecord, lang: Lang) -> MatchRunner | Message:
        """Go on with a match, or look at one that ended; or say why that is not possible."""
        from cases.transcript import BadLine

        try:
            loaded = self.journal.load(record.id)
            if isinstance(loaded, BadLine):
                return message("journal.bad_line", line=loaded.line, reason=loaded.message)
            refs = (record.meta.case, record.meta.format)
            session = self._resuming(loaded.header, loaded.events, record.id, self.journal, refs)
        except Unreadable as error:
            return _first_problem(error)
        except JournalError as error:
            return error.message
        return self._runner(session, record.meta, lang)

    def _runner(self, session: Session, meta: MatchMeta, lang: Lang) -> MatchRunner:
        from trainer.tui.runner import MatchRunner

        return (self._make_runner or MatchRunner)(session, self.journal, meta, lang=lang)


def _entry(name: str, past: Sequence[MatchRecord]) -> CaseEntry:
    from cases.library import card

    mine = [record for record in past if record.meta.case == name]
    worths = [record.worth for record in mine if record.worth is not None]
    return CaseEntry(card(name), len(mine), max(worths, default=None))


def _first_problem(error: Unreadable) -> Message:
    problem = error.problems[0]
    return message("home.unreadable", file=problem.file, line=problem.line, what=problem.message)
