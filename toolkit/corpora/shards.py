"""A corpus in shards: files of so many pairs each, made anywhere.

This process reads and writes, and others align: so a worker needs no file of ours, and one that is lost
leaves nothing behind. Each shard is written whole, then its record, so that a killed run makes those again
that were under way. Where shards are made, and how many at a time, changes no byte.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from toolkit import __version__, disk, late, limits, project
from toolkit.config import Sidecar
from toolkit.config.sidecar_file import sidecar_of, sidecar_shown
from toolkit.corpora import single, table, together, workers
from toolkit.corpora.listing import CorpusPair, CorpusText, checked, size_of, within_limits
from toolkit.corpora.options import BitextOptions, DictionaryFiles, dictionary_files, loaded
from toolkit.corpora.output import Texts, digest, made_from
from toolkit.corpora.single import AlignedPair, BeadCounts, SegmentedText
from toolkit.corpora.statistics import CorpusStatistics, html
from toolkit.corpora.table import CorpusRow
from toolkit.corpora.workers import Crew
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.text.data import json_line, json_text

NAME = ".diglot-bitext"
"""The folder of records, in that of the shards."""
_PART = late.regex(r"part-\d{5,}\..*")
_ERRORS = late.regex(r"errors(?:-(\d+)-of-(\d+))?\.jsonl", re.ASCII)


class ShardPlan(NamedTuple):
    """How a corpus is cut into files."""

    size: int = 1000
    """Pairs in each."""
    part: int = 1
    """Which of several runs this is, from 1: each makes the shards of its turn."""
    parts: int = 1

    def numbers(self, pairs: int) -> range:
        """The shards of this run, of so many pairs."""
        return range(self.part - 1, -(-pairs // self.size), self.parts)

    def pairs(self, pairs: int) -> int:
        """How many of the pairs are in them."""
        return sum(min(self.size, pairs - number * self.size) for number in self.numbers(pairs))


@dataclass(frozen=True, slots=True)
class ShardRecord:
    """What a shard was made from, and what came of it."""

    key: str
    result: str
    """Digest of the file."""
    pairs: int
    errors: list[dict[str, str]] = field(default_factory=list)
    """A row for each pair that couldn't be read."""
    statistics: CorpusStatistics = field(default_factory=CorpusStatistics)

    @classmethod
    def of(cls, path: Path) -> ShardRecord | None:
        """From a file; None where there is none, or a broken one."""
        try:
            row = json.loads(disk.read_if_there(path, limits.RECORD) or b"")
            return cls(
                row["key"], row["result"], row["pairs"], row["errors"], CorpusStatistics.of(row["statistics"])
            )
        except (DiglotError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def write(self, path: Path) -> None:
        """Into a file."""
        row = {
            "key": self.key, "result": self.result, "pairs": self.pairs, "errors": self.errors,
            "statistics": self.statistics.data(),
        }  # fmt: skip
        disk.write(path, (json_line(row) + "\n").encode())


class ShardDone(NamedTuple):
    """A shard that is there now."""

    record: ShardRecord
    made: bool
    """False where it was there, and up to date."""


class _ReadText(NamedTuple):
    """A text as a worker gets it."""

    shown: str
    content: bytes | str | tuple[str, ...]
    """Of a file; a text; its sentences."""
    sidecar: Sidecar | None = None

    def segmented(self, lang: str, *, segmented: bool) -> SegmentedText:
        if isinstance(self.content, bytes):
            return single.read(self.content, self.shown, lang, segmented=segmented, sidecar=self.sidecar)
        if isinstance(self.content, str):
            return single.plain(self.content, self.shown, lang, segmented=segmented)
        # A line break inside would part a sentence where each has a line.
        lines = [" ".join(line.split()) for line in self.content]
        return single.plain("\n".join([*lines, ""]), self.shown, lang, segmented=True)

    def digest(self) -> bytes:
        content = self.content if isinstance(self.content, bytes | str) else "\n".join(self.content)
        data = content if isinstance(content, bytes) else content.encode()
        return digest(type(self.content).__name__.encode(), data, repr(self.sidecar).encode()).encode()


class _ReadPair(NamedTuple):
    pair: CorpusPair
    texts: tuple[_ReadText, _ReadText] | None
    error: DiglotError | None = None

    def size(self) -> int:
        return sum(size_of(text.content) for text in self.texts or ())


class AlignedDocument(NamedTuple):
    """What a worker makes of a pair."""

    rows: list[CorpusRow] = []  # noqa: RUF012 - of a tuple, whose defaults nobody changes
    counts: BeadCounts = BeadCounts()
    findings: tuple[Finding, ...] = ()
    error: DiglotError | None = None


def align_shard(
    options: BitextOptions, files: DictionaryFiles, version: str, pairs: list[tuple[_ReadText, _ReadText]]
) -> list[AlignedDocument]:
    """Align the pairs of a shard: what a worker does, wherever it is.

    Raises DiglotError for what concerns all pairs: an encoder that isn't there, another version of diglot.
    """
    if version != __version__:
        raise DiglotError(
            f"a worker has version {__version__} of diglot, and this is {version}.",
            hint="Install the same on all machines.",
        )
    given = loaded(options, files).resources
    made: list[AlignedDocument | None] = []
    read: list[Texts] = []
    for pair in pairs:
        try:
            source, target = (
                text.segmented(lang, segmented=options.segmented)
                for text, lang in zip(pair, options.langs, strict=True)
            )
        except Exception as error:  # noqa: BLE001 - said as the bug that it is, but a million pairs go on
            made.append(_failed(pair, error))
        else:
            made.append(None)
            read.append((source, target))
    aligned = together.align(read, given)
    return [done or _made(pair, next(aligned)) for pair, done in zip(pairs, made, strict=True)]


def _made(pair: tuple[_ReadText, _ReadText], aligned: AlignedPair | Exception) -> AlignedDocument:
    if isinstance(aligned, Exception):
        return _failed(pair, aligned)
    rows = table.rows(aligned.beads, aligned.texts)
    return AlignedDocument(rows, BeadCounts.of(aligned.beads), aligned.findings)


def _failed(pair: tuple[_ReadText, _ReadText], error: Exception) -> AlignedDocument:
    shown = (pair[0].shown, pair[1].shown)
    return AlignedDocument(error=single.fault(error, " and ".join(shown), shown))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pairs, and the folder where their shards go."""

    pairs: Iterable[CorpusPair]
    """Gone through twice: first to see whether all is well."""
    options: BitextOptions
    """With the format of the shards."""
    plan: ShardPlan
    folder: Path
    listed: Path | None = None
    """The list, which no shard may replace either."""

    def count(self) -> int:
        """How many pairs there are.

        Raises DiglotError for what is wrong with the list or the folder, before any pair is begun.
        """
        number = checked(self.pairs, self._taken)
        if self.listed is not None and self._taken(self.listed):
            raise DiglotError(
                "a shard would take the place of the list.", str(self.listed), "Name another folder: -o DIR."
            )
        wanted = {"format": self.options.form, "pairs": self.plan.size}
        path = self._record("shards")
        try:
            there = json.loads(disk.read_if_there(path) or b"null")
        except ValueError:
            there = None
        if there is not None and there != wanted:
            raise DiglotError(
                f"this folder has shards made otherwise: {json_line(there)}.",
                disk.named(self.folder),
                "Use the same --format and --shard-size again, name another folder, or delete this one.",
            )
        disk.write(path, (json_text(wanted) + "\n").encode())
        return number

    def _taken(self, path: Path) -> bool:
        return _PART.fullmatch(path.name) is not None and disk.real(path.parent) == disk.real(self.folder)

    def _record(self, name: str) -> Path:
        return self.folder / NAME / f"{name}.json"

    def path(self, number: int) -> Path:
        """The file of a shard."""
        return self.folder / f"part-{number:05d}.{self.options.form}"

    def run(self, crew: Crew, *, force: bool = False) -> Iterator[ShardDone]:
        """Make the shards that are not there; each comes as it is done."""
        files = dictionary_files(self.options)
        shared = crew.share(files)
        waiting: dict[Future[list[AlignedDocument]], tuple[int, str, list[_ReadPair]]] = {}
        for number, pairs in self._shards():
            read = [*within_limits(map(_read, pairs), _ReadPair.size)]
            key = self._key(files, read)
            known = None if force else ShardRecord.of(self._record(f"{number:05d}"))
            if known is not None and known.key == key and self._whole(number, known):
                yield ShardDone(known, made=False)
                continue
            texts = [one.texts for one in read if one.texts is not None]
            future = crew.submit(align_shard, self.options, shared, __version__, texts)
            waiting[future] = number, key, read
            while len(waiting) > crew.ahead():
                yield from self._finish(workers.first(waiting), files)
        while waiting:
            yield from self._finish(workers.first(waiting), files)

    def _shards(self) -> Iterator[tuple[int, list[CorpusPair]]]:
        pairs = iter(self.pairs)
        number = 0
        while chunk := [*within_limits(islice(pairs, self.plan.size), CorpusPair.size)]:
            if number % self.plan.parts == self.plan.part - 1:
                yield number, chunk
            number += 1

    def _key(self, files: DictionaryFiles, read: Iterable[_ReadPair]) -> str:
        parts = []
        for pair, texts, error in read:
            parts.append(pair.document.encode())
            parts += [text.digest() for text in texts or ()]
            parts.append(str(error).encode())
        return made_from((*self.options.words(), files.digest), *parts)

    def _whole(self, number: int, known: ShardRecord) -> bool:
        """Whether the file is as it was written."""
        data = disk.read_if_there(self.path(number), limits.SHARD)
        return data is not None and digest(data) == known.result

    def _finish(
        self,
        done: Iterable[tuple[tuple[int, str, list[_ReadPair]], list[AlignedDocument]]],
        files: DictionaryFiles,
    ) -> Iterator[ShardDone]:
        for (number, key, read), aligned in done:
            made = iter(aligned)
            documents = [
                (one.pair, next(made) if one.error is None else AlignedDocument(error=one.error))
                for one in read
            ]
            sink = io.BytesIO()
            rows = ((pair.document, document.rows) for pair, document in documents)
            table.write(sink, self.options.form, rows, self.options.langs, self.options.method(files))
            statistics = CorpusStatistics()
            errors = []
            for pair, document in documents:
                if document.error is not None:
                    statistics.add_failed(pair.document)
                    errors.append(_row(pair, document.error))
                else:
                    statistics.add(pair.document, document.rows, document.counts, document.findings)
            data = sink.getvalue()
            record = ShardRecord(key, digest(data), len(documents), errors, statistics)
            with workers.unheard():
                disk.write(self.path(number), data)
                record.write(self._record(f"{number:05d}"))
            yield ShardDone(record, made=True)

    def finish(self, pairs: int) -> Path | None:
        """Write the errors of this run's shards into one file; the file, or None where there is no error.

        Other runs' files of errors tell what is known now, too: that of the whole, and those of parts as long
        as no run is of the whole. Shards of an earlier, longer list are taken away by such a run.
        """
        own = self._errors(self.plan)
        self._tell(own, self.plan, pairs)
        for path in self.folder.glob("errors*.jsonl"):
            found = _ERRORS.fullmatch(path.name)
            if found is None or path == own:
                continue
            part, parts = (int(number or 1) for number in found.groups())
            if self.plan.parts == 1:
                disk.remove(path)
            # Other parts of one plan have other shards: what runs beside this one tells its own.
            elif 1 <= part <= parts != self.plan.parts:
                self._tell(path, self.plan._replace(part=part, parts=parts), pairs)
        if self.plan.parts == 1:
            self._forget(len(self.plan.numbers(pairs)))
        return own if disk.size(own) else None

    def _errors(self, plan: ShardPlan) -> Path:
        of = f"-{plan.part}-of-{plan.parts}" if plan.parts > 1 else ""
        return self.folder / f"errors{of}.jsonl"

    def _tell(self, path: Path, plan: ShardPlan, pairs: int) -> None:
        """Write a file of errors as records have them; none where there is no error."""

        def lines(sink: BinaryIO) -> None:
            for record in self.records(plan.numbers(pairs)):
                sink.writelines((json_line(row) + "\n").encode() for row in record.errors)

        if any(record.errors for record in self.records(plan.numbers(pairs))):
            disk.write(path, lines)
        else:
            disk.remove(path)

    def page(self, statistics: CorpusStatistics) -> Path:
        """Write what the corpus is like as a page; the file."""
        path = self.folder / "statistics.html"
        disk.write(path, html(statistics).encode())
        return path

    def _forget(self, number: int) -> None:
        """Take away what an earlier run made of a longer list; what isn't as it was made stays."""
        while (record := ShardRecord.of(self._record(f"{number:05d}"))) is not None:
            if self._whole(number, record):
                disk.remove(self.path(number))
            disk.remove(self._record(f"{number:05d}"))
            number += 1

    def records(self, numbers: Iterable[int]) -> Iterator[ShardRecord]:
        """The records of shards, as far as they are there."""
        found = (ShardRecord.of(self._record(f"{number:05d}")) for number in numbers)
        return (record for record in found if record is not None)


def _row(pair: CorpusPair, error: DiglotError) -> dict[str, str]:
    return {
        "document": pair.document,
        "source": pair.sides[0].shown,
        "target": pair.sides[1].shown,
        "listed": pair.where,
        "error": str(error),
        "hint": error.hint,
    }


def _read(pair: CorpusPair) -> _ReadPair:
    """The bytes of both texts, with what their sidecars say."""
    if pair.fault is not None:
        return _ReadPair(pair, None, pair.fault)
    try:
        source, target = map(_text, pair.sides)
    except DiglotError as error:
        return _ReadPair(pair, None, error)
    return _ReadPair(pair, (source, target))


def _text(text: CorpusText) -> _ReadText:
    if text.path is None:
        return _ReadText(text.shown, text.text)
    beside = sidecar_of(text.path)
    sidecar = None if beside == text.path else project.sidecar(beside, sidecar_shown(text.shown))
    return _ReadText(text.shown, disk.read(text.path, limits.TRANSCRIPT), sidecar)
