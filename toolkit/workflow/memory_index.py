"""The index of a translation memory, in SQLite.

One for each pair of languages. A file that changed, by its checksum, is read again when somebody asks, and
what is another in it is written; whoever deletes the index only makes diglot read all of them once more.

    files       what was read, with its checksum, and stretches of the numbers of its pairs
    pairs       texts and their translations, by the hash of the source
    sentences   hash of a sentence -> the pair in whose source it stands
    terms       full text: the neighbouring words of each source (decision 294)
    counts      the last number of a pair, and how many are gone whose terms are there
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from toolkit import late, limits
from toolkit.catalog import contexts, memory
from toolkit.catalog.memory import PastPair
from toolkit.errors import DiglotError
from toolkit.text.data import json_line
from toolkit.text.hygiene import blank
from toolkit.text.similarity import tokens

_VERSION = 4
"""Of the tables, and of what is in them. An index of another one is made anew."""
_TABLES = """
CREATE TABLE files(path TEXT, mark TEXT, first INTEGER, last INTEGER);
CREATE TABLE pairs(id INTEGER PRIMARY KEY, own INTEGER, key INTEGER, speaker TEXT, context TEXT, who TEXT,
                   name TEXT, source TEXT, target TEXT);
CREATE TABLE sentences(key INTEGER, pair INTEGER, PRIMARY KEY(key, pair)) WITHOUT ROWID;
CREATE VIRTUAL TABLE terms USING fts5(words, content='', detail=none, columnsize=0,
                                  tokenize="ascii tokenchars '_'''");
CREATE INDEX pairs_speaker ON pairs(speaker) WHERE speaker <> '';
CREATE TABLE counts(last INTEGER, gone INTEGER);
INSERT INTO counts VALUES(0, 0);
"""
_BY_KEY = "CREATE INDEX pairs_key ON pairs(key)"
_QUERY = """
SELECT pairs.source, pairs.target, pairs.context, pairs.who, pairs.name, pairs.own FROM pairs {}
AND NOT (pairs.own AND pairs.name = ?)
ORDER BY pairs.own DESC, pairs.name, pairs.target, pairs.source, pairs.who LIMIT ?
"""
_SAME = _QUERY.format("WHERE key = ?")
_WITH_SENTENCE = _QUERY.format("JOIN sentences ON sentences.pair = pairs.id WHERE sentences.key = ?")
_NAMED = _QUERY.format("WHERE speaker = ? AND speaker <> ''")
_NUMBERED = _QUERY.format("WHERE id IN (SELECT value FROM json_each(?))")
_ALIKE = 200
"""Pairs of one source that are looked at: of an answer that recurs, more tell nothing."""
_COMMON = 200
"""Pairs that may share a term before it is a common one."""
_SHORT = 12
"""Terms of a text that are all written."""
_ASK = 24
"""Terms of a text that are looked up."""
_LOOK = 40
"""Near pairs that are compared."""
_MOST = 1 << 62
"""Of a number, so that one more is one, too."""
_NEVER = 1000
"""Pieces of the full text that are never there at once."""
_MANY = 5000
"""Pairs that are written at a time."""
_STRETCHES = 50
"""Stretches of the pairs of one file, before it is written anew."""
_SEVERAL = late.regex(r"[.!?…؟।][^\s\w]*\s|[。！？…][^\s]")
"""What a text of several sentences has. To look is quicker than to divide it."""


class MemoryFile(NamedTuple):
    """A file that a memory is made of."""

    path: str
    """As it is shown."""
    mark: str
    pairs: Callable[[], Iterator[PastPair]]


def read_files(path: Path) -> set[tuple[str, str]]:
    """The files that an index has read whole, each with its mark; none where it can't be asked."""
    # As it is on the disk: nothing is locked or written, and no journal is looked at.
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as base:
        try:
            if base.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                return set()
            return set(base.execute("SELECT path, mark FROM files").fetchall())
        except sqlite3.DatabaseError:
            return set()


class MemoryIndex:
    """The index of one pair of languages; a `TranslationMemory`."""

    def __init__(self, path: str, langs: tuple[str, str]) -> None:
        """path: of the index, or `:memory:`. Raises sqlite3.DatabaseError for what is none."""
        self.langs = langs
        self.but = ""
        """The document whose own catalog says nothing: what it has is carried from version to version."""
        # The default way of a transaction: a run that is killed leaves the index as it was before.
        self.base = sqlite3.connect(path, timeout=10, isolation_level=None)
        try:
            # The file may be a stranger's: nothing in its schema is run, and damage is seen.
            self.base.execute("PRAGMA trusted_schema = OFF")
            self.base.execute("PRAGMA cell_size_check = ON")
            self.base.execute("PRAGMA synchronous = OFF")
            self.base.execute("PRAGMA cache_size = -65536")
            if self.base.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                self._empty()
        except sqlite3.Error:
            self.base.close()
            raise

    def _empty(self) -> None:
        names = self.base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND name NOT LIKE 'terms_%'"
        )
        self.base.execute("BEGIN IMMEDIATE")
        for (name,) in names.fetchall():
            self.base.execute(f'DROP TABLE "{name}"')
        for statement in (*_TABLES.split(";\n"), _BY_KEY):
            self.base.execute(statement)
        self.base.execute(f"PRAGMA user_version = {_VERSION}")
        self.base.execute("COMMIT")

    def refresh(self, files: Sequence[MemoryFile], there: Collection[str]) -> Iterator[DiglotError]:
        """Read what has changed; what is wrong with a file is given, and the file is left out.

        there  the paths of all files that there are: of others nothing is known any more
        """
        known = dict(self.base.execute("SELECT path, mark FROM files").fetchall())
        changed = [file for file in files if known.get(file.path) != file.mark]
        gone = known.keys() - there
        with self._at_once():
            self._forget(gone)
        for file in changed:
            try:
                with self._at_once():
                    if file.path not in known or not self._renew(file):
                        self._forget([file.path])
                        self._take(file, file.pairs())
            except DiglotError as error:
                with self._at_once():
                    self._forget([file.path])
                yield error
        if gone or changed:
            with self._at_once():
                self._tidy_terms()

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """All of it is written, or nothing."""
        self.base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    def _forget(self, paths: Iterable[str]) -> None:
        """Forget what was read of some files.

        Terms stay: they lead to pairs that are gone. Where most do, all are made anew.
        """
        for path in paths:
            for numbers in self._stretches(path):
                self._delete("BETWEEN ? AND ?", *numbers)
            self.base.execute("DELETE FROM files WHERE path = ?", (path,))

    def _stretches(self, path: str) -> list[tuple[int, int]]:
        """The first and the last number of each stretch of a file's pairs."""
        return self.base.execute("SELECT first, last FROM files WHERE path = ?", (path,)).fetchall()

    def _delete(self, which: str, *given: int | str) -> None:
        """Delete pairs by number, all in one look at the sentences."""
        self.base.execute(f"DELETE FROM sentences WHERE pair {which}", given)  # noqa: S608
        gone = self.base.execute(f"DELETE FROM pairs WHERE id {which}", given).rowcount  # noqa: S608
        self.base.execute("UPDATE counts SET gone = gone + ?", (gone,))

    def _tidy_terms(self) -> None:
        """Terms of pairs that are gone stay, and lead nowhere. Where most do, all are made anew."""
        (left,) = self.base.execute("SELECT count(*) FROM pairs").fetchone()
        if self._count("gone") > left:
            self._make_terms_anew()

    def _renew(self, file: MemoryFile) -> bool:
        """Write what is another in a file that was read before; False where that is much."""
        stretches = self._stretches(file.path)
        known: dict[tuple[str, ...], int] = {}
        for numbers in stretches:
            about = "SELECT source, target, who, context, id FROM pairs WHERE id BETWEEN ? AND ?"
            known |= {tuple(texts): number for *texts, number in self.base.execute(about, numbers)}
        there, new = set[tuple[str, ...]](), []
        for pair in file.pairs():
            texts = pair.source, pair.target, pair.who, pair.context
            there.add(texts)
            if texts not in known:
                new.append(pair)
        gone = [number for texts, number in known.items() if texts not in there]
        if len(stretches) >= _STRETCHES or max(len(gone), len(new)) > len(known) // 2:
            return False
        self._delete("IN (SELECT value FROM json_each(?))", json_line(gone))
        self.base.execute("UPDATE files SET mark = ? WHERE path = ?", (file.mark, file.path))
        if new or not stretches:
            self._take(file, iter(new))
        return True

    def _count(self, name: str) -> int:
        """One of `counts`."""
        (number,) = self.base.execute(f"SELECT max({name}) FROM counts").fetchone()  # noqa: S608
        if not (isinstance(number, int) and 0 <= number < _MOST):
            raise sqlite3.DatabaseError("the index has something else than a number in it")
        return number

    def _make_terms_anew(self) -> None:
        self.base.execute("INSERT INTO terms(terms) VALUES('delete-all')")
        self.base.execute("UPDATE counts SET gone = 0")
        rows = self.base.execute("SELECT id, coalesce(CAST(source AS TEXT), '') FROM pairs")
        while several := rows.fetchmany(_MANY):
            self._write_terms((number, tokens(source)) for number, source in several)

    def _begin_many(self) -> None:
        """Let all be written as it comes, and put in order once, which takes a third of the time."""
        self.base.execute("DROP INDEX pairs_key")
        self._merge_terms(0, _NEVER)

    def _end_many(self) -> None:
        self.base.execute("INSERT INTO terms(terms) VALUES('optimize')")
        self._merge_terms(4, 16)
        # Where the unordered terms have been.
        self.base.execute(_BY_KEY)

    def _merge_terms(self, automerge: int, crisismerge: int) -> None:
        """How many pieces of the full text are made one; FTS5 itself begins with 4 and 16."""
        for name, number in (("automerge", automerge), ("crisismerge", crisismerge)):
            self.base.execute("INSERT INTO terms(terms, rank) VALUES(?, ?)", (name, number))

    def _take(self, file: MemoryFile, pairs: Iterator[PastPair]) -> None:
        last = self._count("last")
        first, seen, total = last + 1, set[int](), 0
        while several := list(islice(pairs, _MANY)):
            if not total and len(several) == _MANY:
                self._begin_many()
            total += len(several)
            limits.check(total, limits.MEMORY_PAIRS, file.path)
            rows, words, inside = [], [], []
            for pair in several:
                # What is said a hundred times in a file is there once.
                same = hash((pair.source, pair.target, pair.who, pair.context))
                long = max(len(pair.source), len(pair.target)) > limits.MESSAGE.most
                if same in seen or long or blank(pair.target) or blank(pair.source):
                    continue
                seen.add(same)
                last += 1
                key, text = memory.looked_up(pair.source)
                about = contexts.named(pair.context), pair.context, pair.who, pair.name
                rows.append((last, pair.own, key, *about, pair.source, pair.target))
                words.append((last, text))
                if _SEVERAL.search(pair.source):
                    inside += [(k, last) for k in memory.sentence_keys(pair.source, self.langs[0])]
            self.base.executemany("INSERT INTO pairs VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            # The same sentence may stand in a text twice.
            self.base.executemany("INSERT OR IGNORE INTO sentences VALUES(?, ?)", inside)
            self._write_terms(words)
        if total >= _MANY:
            self._end_many()
        self.base.execute("INSERT INTO files VALUES(?, ?, ?, ?)", (file.path, file.mark, first, last))
        self.base.execute("UPDATE counts SET last = ?", (last,))

    def _write_terms(self, words: Iterable[tuple[int, list[str]]]) -> None:
        rows = ((number, " ".join(_told(memory.terms_of(several)))) for number, several in words)
        self.base.executemany("INSERT INTO terms(rowid, words) VALUES(?, ?)", rows)

    def close(self) -> None:
        """Let go of the file."""
        self.base.close()

    # What is asked of a `TranslationMemory`. The order is that of texts and files, which is the same however
    # the index came about.

    def same(self, key: int) -> list[PastPair]:
        """As `TranslationMemory` has it."""
        return self._pairs(_SAME, key)

    def with_sentence(self, key: int) -> list[PastPair]:
        """As `TranslationMemory` has it."""
        return self._pairs(_WITH_SENTENCE, key)

    def named(self, context: str) -> list[PastPair]:
        """As `TranslationMemory` has it."""
        return self._pairs(_NAMED, contexts.named(context))

    def near(self, terms: Sequence[str]) -> list[PastPair]:
        """As `TranslationMemory` has it."""
        some = [f'"{term}"' for term in terms[:: max(1, len(terms) // _ASK)]]
        # A memory of some interviews has few with any of them: one look is enough.
        numbers = self._with_terms(" OR ".join(some), _LOOK)
        if len(numbers) == _LOOK:
            numbers = self._likeliest(some)
        return self._pairs(_NUMBERED, json_line(numbers)) if numbers else []

    def _likeliest(self, terms: Sequence[str]) -> list[int]:
        """Numbers of the pairs with most of these terms."""
        votes: Counter[int] = Counter()
        common: list[str] = []
        for term in terms:
            rows = self._with_terms(term, _COMMON)
            if len(rows) < _COMMON:
                votes.update(rows)
            else:
                common.append(term)
        # What many texts have tells little by itself; those that have three of them are few again.
        for k in range(0, len(common) - 2, 2):
            votes.update(self._with_terms(" ".join(common[k : k + 3]), _COMMON))
        return [number for number, _ in votes.most_common(_LOOK)]

    def _pairs(self, query: str, value: object) -> list[PastPair]:
        rows = self.base.execute(query, (value, self.but, _ALIKE)).fetchall()
        if not all(isinstance(text, str) for row in rows for text in row[:-1]):
            # The columns of SQLite hold anything.
            raise sqlite3.DatabaseError("the index has something else than text in it")
        return [PastPair(*row)._replace(own=bool(row[-1])) for row in rows]

    def _with_terms(self, query: str, most: int) -> list[int]:
        """Numbers of pairs with all of these terms, or any of them; the newest, where they are many."""
        rows = self.base.execute(
            "SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rowid DESC LIMIT ?", (query, most)
        )
        return [row[0] for row in rows]


def _told(terms: list[str]) -> list[str]:
    """The terms that a text is found by: of a long one about the half, which are the same in any text.

    Whoever looks asks for all of theirs: what two long texts share is among these often enough.
    """
    if len(terms) <= _SHORT:
        return terms
    return [term for term in terms if (ord(term[0]) + ord(term[-1])) % 2]
