"""Pairs of texts, from a list that is read as it is gone through.

A table with tabs, JSON lines (also compressed with Zstandard) or Parquet: none is held in memory.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NamedTuple, TypeVar

from toolkit import disk, limits
from toolkit.corpora import packed, parquet
from toolkit.errors import DiglotError
from toolkit.text.hygiene import SURROGATE

T = TypeVar("T")

_HINT = (
    "Give each side a file or a text: source or source_text, target or target_text. A text may be a list of "
    "sentences. An id is the name of the document."
)
_COLUMNS = ("source", "target", "source_text", "target_text", "id")


class CorpusText(NamedTuple):
    """One side of a pair: a file, or the text itself."""

    shown: str
    """As a person would write it."""
    path: Path | None = None
    text: str | tuple[str, ...] = ""
    """Where it is no file: all of it, or its sentences."""


class CorpusPair(NamedTuple):
    """Two texts that translate each other."""

    document: str
    """What it is called in the corpus."""
    sides: tuple[CorpusText, CorpusText]
    where: str
    """Where the list names it; "" for no list."""
    fault: DiglotError | None = None
    """Why it can't be read, where its row or its name tells that already."""

    def size(self) -> int:
        """Of the texts that stand in the list."""
        return sum(size_of(side.text) for side in self.sides)

    @classmethod
    def of(cls, document: str, sides: tuple[CorpusText, CorpusText], where: str) -> CorpusPair:
        """A pair, with a fault where no line can hold what it is called."""
        # What is shown stands in records, which are UTF-8: names of files may be anything.
        source, target = (side._replace(shown=_printable(side.shown)) for side in sides)
        if document and document.isprintable():
            return cls(document, (source, target), where)
        what = f"no document can be called {document!r}."
        fault = DiglotError(
            what, where or source.shown, "Give it a name on one line, without tabs and marks of direction."
        )
        return cls(_printable(document), (source, target), where, fault)


@dataclass(frozen=True, slots=True)
class PairList:
    """The pairs of a list, in order; they may be gone through again."""

    path: Path
    shown: str

    def __iter__(self) -> Iterator[CorpusPair]:
        """A row that says no pair comes with its fault; DiglotError with the line for what is no row."""
        near = Path(PurePath(self.shown).parent)
        if self.form == "tsv":
            for number, (source, target, *name) in tab_rows(self.path, self.shown):
                document = name[0] if name else PurePath(source).with_suffix("").as_posix()
                sides = self._file(source, near), self._file(target, near)
                yield CorpusPair.of(document, sides, f"{self.shown}:{number}")
            return
        for number, row in enumerate(self._rows(), 1):
            if row is None:
                continue
            try:
                yield self._pair(row, number, near)
            except DiglotError as error:
                where = f"{self.shown}:{number}"
                yield CorpusPair(str(number), (CorpusText(where), CorpusText(where)), where, error)

    @property
    def form(self) -> str:
        """`jsonl`, `jsonl.zst`, `parquet`; `tsv` for any other name."""
        name = self.path.name.lower()
        return next((form for form in ("jsonl", "jsonl.zst", "parquet") if name.endswith("." + form)), "tsv")

    def _file(self, name: str, near: Path) -> CorpusText:
        return CorpusText(str(near / name), self.path.parent / name)

    def _rows(self) -> Iterator[Mapping[str, Any] | None]:
        if self.form == "parquet":
            with disk.reading(self.path) as file:
                yield from parquet.rows(file, self.shown, _COLUMNS)
            return
        for number, line in _lines(self.path, self.shown, self.form):
            where = f"{self.shown}:{number}"
            try:
                row = json.loads(line) if (told := bool(line.strip())) else None
            except json.JSONDecodeError as error:
                # In its own words a line is always the first.
                what = f"this is no line of JSON: {error.msg}, at its character {error.colno}."
                raise DiglotError(what, where, _HINT) from error
            except (ValueError, RecursionError) as error:
                what = "this line of JSON has too many levels, or a number of too many digits."
                raise DiglotError(what, where, _HINT) from error
            if told and not isinstance(row, dict):
                raise DiglotError("this is no object.", where, _HINT)
            yield row

    def _pair(self, row: Mapping[str, Any], number: int, near: Path) -> CorpusPair:
        where = f"{self.shown}:{number}"
        sides = []
        for side in ("source", "target"):
            text, file = row.get(f"{side}_text"), row.get(side)
            if (text is None) == (file is None):
                what = "neither a file nor a text" if text is None else "both a file and a text"
                raise DiglotError(f"the {side} has {what}.", where, _HINT)
            if file is not None:
                sides.append(self._file(_written(file, side, where), near))
            elif isinstance(text, list):
                lines = tuple(_written(line, f"{side}_text", where) for line in text)
                sides.append(CorpusText(f"{where}, {side}", text=lines))
            else:
                whole = _written(text, f"{side}_text", where)
                sides.append(CorpusText(f"{where}, {side}", text=whole))
        given, file = row.get("id"), row.get("source")
        if given is not None:
            number_given = isinstance(given, int) and not isinstance(given, bool)
            name = str(given) if number_given else _written(given, "id", where)
        else:
            name = str(number) if file is None else PurePath(file).with_suffix("").as_posix()
        return CorpusPair.of(name, (sides[0], sides[1]), where)


def _printable(text: str) -> str:
    """What can be shown on one line: anything else in it as Python writes it."""
    return text if text.isprintable() else repr(text)[1:-1]


def _written(value: object, column: str, where: str) -> str:
    if not isinstance(value, str):
        raise DiglotError(f"{column} is no text.", where, _HINT)
    if SURROGATE.search(value):
        raise DiglotError(f"there is half a character in {column}.", where, "Write the text again, as UTF-8.")
    return value


def _lines(path: Path, shown: str, form: str = "") -> Iterator[tuple[int, str]]:
    """The lines of a file in UTF-8 with their numbers, without their ends."""
    with disk.reading(path) as file, packed.unpacked(file, shown, form.endswith(".zst")) as stream:
        number = 0
        while line := _line(stream, f"{shown}:{number + 1}"):
            number += 1
            try:
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                where = f"{shown}:{number}"
                raise DiglotError(
                    "the list of pairs is not UTF-8.",
                    where,
                    "Save it as UTF-8. If it is packed, unpack it: only .jsonl.zst is read as it is.",
                ) from error


def _line(stream: BinaryIO, where: str) -> bytes:
    line = stream.readline(limits.PAIR.most + 1)
    limits.check(len(line), limits.PAIR, where)
    return line


def tab_rows(path: Path, shown: str) -> Iterator[tuple[int, list[str]]]:
    """The pairs of a table with tabs: number of the line, then source, target, and perhaps a name.

    A fourth field is how sure the pair is, as `diglot pair` tells it, and passed over.

    Empty lines and such as begin with # are passed over. DiglotError with the line for anything else, and
    where there is no pair at all.
    """
    none = True
    for number, line in _lines(path, shown):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) not in {2, 3, 4} or not all(fields) or "\0" in line:
            raise DiglotError(
                "this is no pair.",
                f"{shown}:{number}",
                "Write source, tab, target, and perhaps a tab and a name.",
            )
        none = False
        yield number, fields[:3]
    if none:
        raise DiglotError("there is no pair in the list.", shown, "Write source, tab, target.")


def checked(pairs: Iterable[CorpusPair], taken: Callable[[Path], bool]) -> int:
    """How many pairs there are: all are gone through before any is begun.

    taken  whether a result would take the place of a file
    Pairs with a fault count: the others are done without them. Raises DiglotError for two documents of one
    name, for a result that would take the place of a text, and the first fault where there is nothing else.
    """
    marks = array("q")
    faults, first_fault = 0, None
    for document, sides, _, fault in pairs:
        if fault is not None:
            faults, first_fault = faults + 1, first_fault or fault
            continue
        for side in sides:
            if side.path is not None and taken(side.path):
                raise DiglotError(
                    "a result would take the place of a text.",
                    side.shown,
                    "Name another folder for the results: -o DIR.",
                )
        # Eight bytes a document: names of a million would be most of the memory.
        marks.append(hash(document))
    if (mark := _twice(marks)) is not None:
        first, second, *_ = (pair for pair in pairs if not pair.fault and hash(pair.document) == mark)
        raise DiglotError(
            f"two documents are called {first.document}: here, and at {first.where}.",
            second.where,
            "Give each a name of its own: the third field of a line, or `id`.",
        )
    if not marks:
        raise first_fault or DiglotError("there is no pair.", hint="Name a list or folders with texts.")
    return len(marks) + faults


def size_of(content: bytes | str | tuple[str, ...]) -> int:
    """Bytes or characters of a text, or of its sentences."""
    return sum(map(len, content)) if isinstance(content, tuple) else len(content)


def within_limits(given: Iterable[T], size: Callable[[T], int]) -> Iterator[T]:
    """What is held of a shard, piece by piece.

    Raises DiglotError where it is too much: a small list that is packed may have any amount of text.
    """
    held = 0
    for one in given:
        held += size(one)
        limits.check(held, limits.SHARD, None)
        yield one


def _twice(marks: array[int]) -> int | None:
    import numpy as np

    ordered = np.sort(np.frombuffer(marks, dtype=np.int64))
    same = np.flatnonzero(ordered[1:] == ordered[:-1])
    return int(ordered[same[0]]) if len(same) else None
