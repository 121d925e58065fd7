"""The durable store: matches, their events, preparation sheets and half-typed sentences.

The only module that knows SQLite. A match is kept as the lines of its transcript; what a line says
is :mod:`cases.transcript`'s business. When :meth:`Journal.append` returns, its lines survive a
crash of the program and of the machine (write-ahead log, ``synchronous=FULL``).

The store is opened before the first screen is drawn, so the schema library is imported only where a record
or a transcript is made of what is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cases.messages import Message, message
from cases.sides import Side
from trainer.match_records import Loaded, MatchMeta, MatchRecord
from trainer.whole_file import write_whole

if TYPE_CHECKING:
    from cases.transcript import BadLine, Header

__all__ = ["Journal", "JournalError", "Loaded", "MatchMeta", "MatchRecord"]

VERSION = 1
"""Version of the tables below, kept in the file itself."""

PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""

TABLES = """
CREATE TABLE matches (
    id TEXT PRIMARY KEY, created_at TEXT NOT NULL, header TEXT NOT NULL,
    case_ref TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
    format_ref TEXT NOT NULL, side TEXT NOT NULL, persona TEXT NOT NULL, level INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'open', outcome TEXT, worth TEXT
) STRICT;
CREATE TABLE events (
    match TEXT NOT NULL REFERENCES matches (id), seq INTEGER NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY (match, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE sheets (match TEXT PRIMARY KEY REFERENCES matches (id), body TEXT NOT NULL) STRICT;
CREATE TABLE drafts (
    match TEXT NOT NULL REFERENCES matches (id), screen TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (match, screen)
) STRICT, WITHOUT ROWID;
CREATE TABLE prefs (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


class JournalError(Exception):
    """The store cannot do what was asked; ``message`` says why and what to do."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.key)
        self.message = what


class Journal:
    """The store in one file. One object, one thread; a second program may read and has to wait to write."""

    def __init__(self, path: Path | Literal[":memory:"]) -> None:
        """Open the store, making the file where there is none.

        A damaged file is renamed and a new one begun; :attr:`notice` then says so.

        Raises:
            JournalError: The place cannot be written, or the file is of a newer version.
        """
        self.path = path
        self.notice: Message | None = None
        with _translated(path):
            if isinstance(path, Path):
                _make_folder(path.parent)
            try:
                self._db = _open(path)
            except sqlite3.DatabaseError as error:
                if not isinstance(path, Path) or not _is_damage(error):
                    raise
                aside = _set_aside(path)
                self.notice = message("journal.set_aside", path=str(path), aside=str(aside))
                self._db = _open(path)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # --- matches ------------------------------------------------------------------------------------------

    def create(self, match: str, header: Header, meta: MatchMeta) -> None:
        """Begin a match.

        Raises:
            JournalError: A match of that id is kept already, or the file cannot be written.
        """
        from cases.transcript import dump

        row = (
            match,
            header.started_at,
            dump(header),
            meta.case,
            meta.title.zh,
            meta.title.en,
            meta.format,
            meta.side.value,
            meta.persona,
            meta.level,
        )
        with self._write() as db:
            db.execute(
                "INSERT INTO matches (id, created_at, header, case_ref, title_zh, title_en, format_ref, side,"
                " persona, level) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def append(self, match: str, first_seq: int, lines: Sequence[str]) -> None:
        """Make event lines durable, all of them or none; ``first_seq`` is the number of the first one.

        Raises:
            JournalError: The numbers do not follow on those kept (the match goes on elsewhere too), or
                the file cannot be written.
        """
        with self._write() as db:
            kept = self._count(match)
            if first_seq != kept + 1:
                raise JournalError(message("journal.conflict", seq=first_seq, kept=kept))
            db.executemany(
                "INSERT INTO events (match, seq, line) VALUES (?, ?, ?)",
                [(match, seq, line) for seq, line in enumerate(lines, start=first_seq)],
            )

    def load(self, match: str) -> Loaded | BadLine:
        """A match as recorded, or the first line that does not hold.

        Raises:
            JournalError: There is no such match, or the file cannot be read.
        """
        from cases.transcript import BadLine, read_lines

        transcript = read_lines(self.lines(match))
        if isinstance(transcript, BadLine):
            return transcript
        return Loaded(transcript.header, transcript.events)

    def lines(self, match: str) -> list[str]:
        """The lines of a match's transcript, header first.

        Raises:
            JournalError: There is no such match, or the file cannot be read.
        """
        head = self._ask("SELECT header FROM matches WHERE id = ?", match)
        if not head:
            raise JournalError(message("journal.no_match", match=match))
        events = self._ask("SELECT line FROM events WHERE match = ? ORDER BY seq", match)
        return [str(row["header"]) for row in head] + [str(row["line"]) for row in events]

    def finish(self, match: str, outcome: str, worth: Decimal | None = None) -> None:
        """Note how a match ended."""
        with self._write() as db:
            db.execute(
                "UPDATE matches SET status = 'finished', outcome = ?, worth = ? WHERE id = ?",
                (outcome, None if worth is None else str(worth), match),
            )
            db.execute("DELETE FROM drafts WHERE match = ?", (match,))

    def abandon(self, match: str) -> None:
        """Take an unfinished match out of the lists; its lines are kept."""
        with self._write() as db:
            db.execute("UPDATE matches SET status = 'abandoned' WHERE id = ? AND status = 'open'", (match,))

    def record(self, match: str) -> MatchRecord:
        """What is kept about a match.

        Raises:
            JournalError: There is no such match, or the file cannot be read.
        """
        found = self._records("m.id = ?", match)
        if not found:
            raise JournalError(message("journal.no_match", match=match))
        return found[0]

    def unfinished(self) -> list[MatchRecord]:
        """Matches to go on with, latest first."""
        return self._records("m.status = ?", "open")

    def past(self) -> list[MatchRecord]:
        """Matches that ended, latest first."""
        return self._records("m.status = ?", "finished")

    def export(self, match: str, path: Path) -> None:
        """Write a match's transcript to a file; an older one is replaced as a whole or not at all.

        Raises:
            JournalError: There is no such match, or the place cannot be written.
        """
        from cases.transcript import write

        text = write(self.lines(match))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text)
        except OSError as error:
            raise JournalError(
                message("journal.cannot_export", path=str(path), reason=error.strerror or str(error))
            ) from error

    # --- what people prepare and type ---------------------------------------------------------------------

    def save_sheet(self, match: str, body: str) -> None:
        """Keep a match's preparation sheet (JSON)."""
        self._put("INSERT OR REPLACE INTO sheets (match, body) VALUES (?, ?)", match, body)

    def sheet(self, match: str) -> str | None:
        """A match's preparation sheet."""
        return _one(self._ask("SELECT body FROM sheets WHERE match = ?", match), "body")

    def save_draft(self, match: str, screen: str, body: str) -> None:
        """Keep what is half typed on a screen; an empty text clears it."""
        if body:
            sql = "INSERT OR REPLACE INTO drafts (match, screen, body) VALUES (?, ?, ?)"
            self._put(sql, match, screen, body)
        else:
            self._put("DELETE FROM drafts WHERE match = ? AND screen = ?", match, screen)

    def draft(self, match: str, screen: str) -> str:
        """What was half typed on a screen; empty if nothing was."""
        rows = self._ask("SELECT body FROM drafts WHERE match = ? AND screen = ?", match, screen)
        return _one(rows, "body") or ""

    def set_pref(self, name: str, value: str) -> None:
        """Remember something about the person's use of the program."""
        self._put("INSERT OR REPLACE INTO prefs (name, value) VALUES (?, ?)", name, value)

    def pref(self, name: str) -> str | None:
        """What was remembered under a name."""
        return _one(self._ask("SELECT value FROM prefs WHERE name = ?", name), "value")

    # --- SQL ----------------------------------------------------------------------------------------------

    def _count(self, match: str) -> int:
        rows = self._ask("SELECT coalesce(max(seq), 0) AS kept FROM events WHERE match = ?", match)
        return int(rows[0]["kept"])

    def _records(self, where: str, value: str) -> list[MatchRecord]:
        sql = (
            "SELECT m.*, (SELECT coalesce(max(seq), 0) FROM events WHERE match = m.id) AS events"
            f" FROM matches AS m WHERE {where} ORDER BY m.created_at DESC, m.rowid DESC"
        )
        return [_record(row) for row in self._ask(sql, value)]

    def _ask(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        with _translated(self.path):
            return self._db.execute(sql, values).fetchall()

    def _put(self, sql: str, *values: Any) -> None:
        with self._write() as db:
            db.execute(sql, values)

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when the block is left, undone if anything in it fails."""
        with _translated(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise


def _record(row: Mapping[str, Any] | sqlite3.Row) -> MatchRecord:
    from cases.text import Text

    return MatchRecord(
        id=row["id"],
        created_at=row["created_at"],
        meta=MatchMeta(
            case=row["case_ref"],
            title=Text(zh=row["title_zh"], en=row["title_en"]),
            format=row["format_ref"],
            side=Side(row["side"]),
            persona=row["persona"],
            level=row["level"],
        ),
        status=row["status"],
        outcome=row["outcome"],
        worth=None if row["worth"] is None else Decimal(row["worth"]),
        events=row["events"],
    )


def _one(rows: Sequence[sqlite3.Row], column: str) -> str | None:
    return str(rows[0][column]) if rows else None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError(
            message("journal.cannot_write", path=str(folder), reason=error.strerror or "")
        ) from error


def _open(path: Path | str) -> sqlite3.Connection:
    """A connection to a sound file with the tables in it; closed again if the file is not sound."""
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        _check_sound(db)
        _make_tables(db, str(path))
    except BaseException:
        db.close()
        raise
    return db


def _check_sound(db: sqlite3.Connection) -> None:
    found = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    if found != "ok":
        raise _damaged(found)


def _damaged(what: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _make_tables(db: sqlite3.Connection, path: str) -> None:
    """Make the tables of a new file; two programs that start at once do it once."""
    if _version(db) == VERSION:
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        version = _version(db)
        if version > VERSION:
            raise JournalError(message("journal.newer", path=path))
        if version == 0:
            for statement in TABLES.split(";\n"):
                if statement.strip():
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _set_aside(path: Path) -> Path:
    """Rename a damaged file and what belongs to it; returns the new name."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


_REASONS: dict[int, str] = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "cannot_write",
    sqlite3.SQLITE_CANTOPEN: "cannot_write",
    sqlite3.SQLITE_PERM: "cannot_write",
    sqlite3.SQLITE_IOERR: "cannot_write",
    sqlite3.SQLITE_CONSTRAINT: "exists",
}


@contextmanager
def _translated(path: Path | str) -> Iterator[None]:
    """Turn what SQLite raises into a sentence for people."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        kind = _REASONS.get(code & 0xFF if code is not None else -1, "failed")
        raise JournalError(message(f"journal.{kind}", path=str(path), reason=str(error))) from error
