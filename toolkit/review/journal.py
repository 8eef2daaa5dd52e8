"""The log of acts: who did what, when, and what it changed in which file.

It is kept in `.diglot/review.sqlite`, so that a new page, and a new process, can take back what was done in
the last one. Whoever deletes it loses no work, and the way back. It says what will be saved before it is: a
process that is killed in between leaves nothing that can't be taken back.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from toolkit.errors import DiglotError
from toolkit.project import PRIVATE, Project
from toolkit.review.patches import Patch, packed, unpacked

FILE = "review.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS acts (
    number INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    who TEXT NOT NULL,
    view TEXT NOT NULL,
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    patches BLOB NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    closed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS intents (
    who TEXT NOT NULL,
    view TEXT NOT NULL,
    act INTEGER NOT NULL,
    undone INTEGER NOT NULL,
    patches BLOB NOT NULL
)
"""
_OUTSIDE = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
)
"""Errors of which the file itself is no cause: it is well."""
_HELD = 128
"""Kilobytes of the file that SQLite holds."""
_NOTHING: tuple[tuple[Patch, ...], bytes] = (), b""
_COLUMNS = "number, time, who, view, place, words, undone, closed"


class Act(NamedTuple):
    """Something that somebody did. What it changed is asked for apart: it may be as long as a catalog."""

    number: int
    """1-based, in order."""
    time: str
    """ISO 8601, in UTC."""
    who: str
    view: str
    place: str
    """Where it was done, as the page finds it again: `talk/fr#message`."""
    words: str
    """What was done, for people."""
    undone: int
    """0 where it holds; else its place in the order in which acts were taken back."""
    closed: bool
    """Whether something new was done since it was taken back: it can't be done again by `redo`."""


def unfinished(patches: Iterable[Patch]) -> str:
    """Words of an act that was cut off."""
    return f"… {', '.join(patch.path for patch in patches)}"


class TouchedActError(DiglotError):
    """Something later has changed the place of an act: it can't be turned."""


class Intent(NamedTuple):
    """What is about to be saved."""

    who: str
    view: str
    act: int
    """The number of the act that is taken back, or done again; 0 for a new one."""
    undone: bool
    """Whether that act is taken back."""
    patches: tuple[Patch, ...] = ()
    """What was saved of it, and at last what is saved next. None are kept where an act is turned whose files
    have had no other changes: they are those of the act."""


_NOT_HERE = (errno.EROFS, errno.EACCES, errno.EPERM)
"""Nobody writes on this disk, or not whoever asks."""


def _private(here: Project) -> Path:
    """The folder of the log. Nothing else is written before it."""
    try:
        return here.private()
    except DiglotError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in _NOT_HERE:
            hint = "To look at it without writing, start `diglot review --read-only`."
            raise DiglotError(error.what, error.where, hint) from error
        raise


class Journal:
    """The acts of a project. Not for several threads at once."""

    def __init__(self, here: Project) -> None:
        """Where nothing is written, it is empty. Raises DiglotError where the file can't be used."""
        path = ":memory:" if here.read_only else here.own(_private(here) / FILE)
        self._intended = _NOTHING
        """What was intended last, and the same as it is kept."""
        self._passed: defaultdict[str, set[int]] = defaultdict(set)
        """The acts of a person that can't be turned: they were told, and the next in order is meant."""
        self._shown = here.show(here.root / PRIVATE / FILE)
        with self._told():
            # A statement that is held for the next time holds what was written with it: a whole catalog.
            self._log = sqlite3.connect(
                path, isolation_level=None, check_same_thread=False, cached_statements=0
            )
            self._log.execute("PRAGMA journal_mode = WAL")
            # What was confirmed is on the disk, whatever becomes of the machine.
            self._log.execute("PRAGMA synchronous = FULL")
            # An act is asked for once, if at all: what the log says of it needn't be held.
            self._log.execute(f"PRAGMA cache_size = -{_HELD}")
            self._log.executescript(_TABLES)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            what = f"the log of the review can't be used: {error}."
            hint = "Delete it and begin again: no work is lost, only the way back."
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUTSIDE:
                hint = (
                    "Is there room on the disk, and may the file be written? Mend that, and do it again. "
                    "Or look without writing: `diglot review --read-only`."
                )
            raise DiglotError(what, self._shown, hint) from error

    def close(self) -> None:
        """Let go of the file."""
        self._log.close()

    @contextlib.contextmanager
    def _together(self) -> Iterator[None]:
        """All or nothing; nothing is intended any more. Whatever goes wrong, the next can be written."""
        with self._told(), self._log:
            self._log.execute("BEGIN IMMEDIATE")
            self._log.execute("DELETE FROM intents")
            yield

    def intend(self, intent: Intent, data: bytes = b"") -> None:
        """Write down what will be saved next, before it is.

        data  its patches as they are kept, where they are known so
        """
        data = data or packed(intent.patches)
        with self._together():
            row = (*intent[:-1], data)
            self._log.execute("INSERT INTO intents VALUES (?, ?, ?, ?, ?)", row)
        self._intended = _NOTHING if intent.act else (intent.patches, data)

    def _packed(self, patches: Sequence[Patch]) -> bytes:
        """Patches to be kept; nearly always they were intended just so."""
        (intended, data), self._intended = self._intended, _NOTHING
        return data if data and intended == tuple(patches) else packed(patches)

    def intended(self) -> Intent | None:
        """What a process was about to save when it was ended; None where none was."""
        with self._told():
            row = self._log.execute("SELECT who, view, act, undone, patches FROM intents").fetchone()
            if row is None:
                return None
            who, view, number, undone, data = row
            patches = tuple(_changed(data))
        act = self.find(number) if number and not patches else None
        if act is not None:
            patches = tuple(patch.turned() if undone else patch for patch in self.patches(act))
        return Intent(who, view, number, bool(undone), patches)

    def give_up(self) -> None:
        """What was intended was not done, or is told by nobody any more."""
        self._intended = _NOTHING
        with self._together():
            pass

    def add(self, who: str, view: str, place: str, words: str, patches: Sequence[Patch]) -> Act:
        """Write down an act that was done; what was taken back before it stays taken back."""
        time = datetime.now(UTC).isoformat(timespec="seconds")
        data = self._packed(patches)
        with self._together():
            self._log.execute("UPDATE acts SET closed = 1 WHERE who = ? AND undone > 0", (who,))
            number = self._log.execute(
                "INSERT INTO acts (time, who, view, place, words, patches) VALUES (?, ?, ?, ?, ?, ?)",
                (time, who, view, place, words, data),
            ).lastrowid
        self._passed.pop(who, None)
        return Act(number or 0, time, who, view, place, words, 0, False)

    def last(self, who: str) -> Act | None:
        """The last act of a person that holds: `undo` takes it back."""
        return self._first("who = ? AND undone = 0 ORDER BY number DESC", who)

    def taken_back(self, who: str) -> Act | None:
        """What a person has taken back last, and may be done again: `redo`."""
        return self._first("who = ? AND undone > 0 AND closed = 0 ORDER BY undone DESC", who)

    def pass_over(self, act: Act) -> None:
        """An act can't be turned, and was told: from now on the next in order is meant.

        That ends where its person does something new, somebody else's act is turned, or none is left.
        """
        self._passed[act.who].add(act.number)

    def find(self, number: int) -> Act | None:
        """An act by its number."""
        with self._told():
            query = f"SELECT {_COLUMNS} FROM acts WHERE number = ?"  # noqa: S608
            row = self._log.execute(query, (number,)).fetchone()
        return None if row is None else _act(row)

    def patches(self, act: Act) -> Iterator[Patch]:
        """What an act changed, which is there, file by file: the log isn't asked any more for that."""
        with self._told():
            row = self._log.execute("SELECT patches FROM acts WHERE number = ?", (act.number,)).fetchone()
        return self._read(row[0])

    def _read(self, data: bytes) -> Iterator[Patch]:
        with self._told():
            yield from _changed(data)

    def mark(self, act: Act, patches: Sequence[Patch] | None, *, undone: bool) -> None:
        """Write down that an act was taken back, or done again.

        patches  what would turn that around, where files have had other changes meanwhile
        """
        data = None if patches is None else packed(patches)
        self._intended = _NOTHING
        order = "(SELECT MAX(undone) + 1 FROM acts)" if undone else "0"
        values = f"undone = {order}, closed = 0, patches = COALESCE(?, patches)"
        with self._together():
            self._log.execute(f"UPDATE acts SET {values} WHERE number = ?", (data, act.number))  # noqa: S608
        # What others have turned may be what stood in the way.
        own = self._passed[act.who] - {act.number}
        self._passed.clear()
        self._passed[act.who] = own

    def listed(self, limit: int, before: int = 0) -> list[Act]:
        """The last acts, newest first; those before one of that number, where it is given."""
        with self._told():
            rows = self._log.execute(
                f"SELECT {_COLUMNS} FROM acts WHERE ? = 0 OR number < ? ORDER BY number DESC LIMIT ?",  # noqa: S608
                (before, before, limit),
            ).fetchall()
        return [_act(row) for row in rows]

    def _first(self, where: str, who: str) -> Act | None:
        passed = self._passed[who]
        seen = set()
        with self._told(), contextlib.closing(self._log.cursor()) as found:
            for row in found.execute(f"SELECT {_COLUMNS} FROM acts WHERE {where}", (who,)):  # noqa: S608
                if row[0] not in passed:
                    return _act(row)
                seen.add(row[0])
        # Whoever begins anew hears of them anew: by then they may be possible.
        passed -= seen
        return None


def _changed(data: bytes) -> Iterator[Patch]:
    """What an act changed; sqlite3.DatabaseError where that is damaged."""
    try:
        yield from unpacked(data)
    except ValueError as error:
        raise sqlite3.DatabaseError("what an act has changed can't be read") from error


def _act(row: tuple[int, str, str, str, str, str, int, int]) -> Act:
    return Act(*row[:-1], bool(row[-1]))
