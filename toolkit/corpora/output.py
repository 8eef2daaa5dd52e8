"""Beads as files, and a record of what they were made from.

Ladder, TSV, JSON lines or TMX; none of them loses a word.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from toolkit import __version__, disk
from toolkit.aligning.versions import VersionUnit
from toolkit.corpora.single import SegmentedText
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.model import Bead
from toolkit.text.data import json_line, json_text

if TYPE_CHECKING:
    from toolkit.exchange import tmx


Texts = tuple[SegmentedText, SegmentedText]


def write(sink: BinaryIO, form: str, beads: Sequence[Bead], texts: Texts) -> None:
    """Write beads in one of the formats.

    ladder  `[0, 1]:[0]`, a bead a line: 0-based numbers of sentences
    tsv     source, target, confidence; several sentences are joined as their language joins them
    jsonl   `source` and `target` as lists of sentences, `at`: their numbers, `confidence`
    tmx     TMX 1.4b, a unit a bead, the confidence as property `x-confidence`; a unit without a counterpart
            has one language
    """
    units = (VersionUnit((bead.source, bead.target), bead.cost) for bead in beads)
    write_units(sink, form, units, texts, _pair)


def _pair(unit: VersionUnit, texts: Sequence[SegmentedText]) -> Mapping[str, object]:
    """A line of JSON."""
    source, target = ([text.sentences[k] for k in side] for text, side in zip(texts, unit.sides, strict=True))
    return {"source": source, "target": target, "at": unit.sides, "confidence": unit.probability}


def write_units(
    sink: BinaryIO,
    form: str,
    units: Iterable[VersionUnit],
    texts: Sequence[SegmentedText],
    row: Callable[[VersionUnit, Sequence[SegmentedText]], Mapping[str, object]],
) -> None:
    """Write what belongs together in texts, two or more, in one of the formats.

    row  a line of JSON, of which each caller has its own
    """
    if form == "tmx":
        # TMX's own imports take as long as a short text's alignment.
        from toolkit.exchange import tmx

        tmx.write(sink, tmx.MemoryHeader(texts[0].lang), _memory(units, texts))
        return
    # Line by line, so that a large result needs no memory.
    for unit in units:
        if form == "jsonl":
            line = json_line(row(unit, texts))
        elif form == "tsv":
            line = "\t".join([*map(field_of, _sides(unit, texts)), f"{unit.probability:.3f}"])
        else:
            line = ":".join(str(list(side)) for side in unit.sides)
        sink.write(f"{line}\n".encode())


def field_of(words: str) -> str:
    r"""A field of a table: no tab, and nothing that any program takes for the end of a line.

    >>> field_of("We\trowed\u2028home.")
    'We rowed home.'
    """
    return " ".join(words.splitlines()).replace("\t", " ")


def confidence(bead: Bead) -> float:
    """Probability that a bead is right, in thousandths."""
    return round(math.exp(-bead.cost), 3)


def _memory(units: Iterable[VersionUnit], texts: Sequence[SegmentedText]) -> Iterator[tmx.MemoryUnit]:
    from toolkit.exchange import tmx

    for number, unit in enumerate(units, 1):
        sides = zip(texts, _sides(unit, texts), strict=True)
        variants = [tmx.Variant(text.lang, words) for text, words in sides if words]
        yield tmx.MemoryUnit(variants, f"b{number}", [("x-confidence", f"{unit.probability:.3f}")])


def _sides(unit: VersionUnit, texts: Sequence[SegmentedText]) -> list[str]:
    return [text.join(side) for text, side in zip(texts, unit.sides, strict=True)]


# Results that are there already are not made again.
#
# The record is a file in the folder of the results. A result is up to date if it was made from the same
# bytes with the same options by the same version, and still has the bytes that were written.


NAME = ".diglot-bitext.json"


def digest(*parts: bytes) -> str:
    """A digest of several byte strings.

    Each with its length, so that no two lists have the same.
    """
    sums = hashlib.sha256()
    for part in parts:
        # Without lengths ["ab", "c"] and ["a", "bc"] would be one.
        sums.update(b"%d:" % len(part))
        sums.update(part)
    return sums.hexdigest()


def made_from(options: Iterable[str], *inputs: bytes) -> str:
    """The key of a result.

    It is made of version, options, and the bytes of all files that the result is made from.
    """
    return digest(__version__.encode(), "\0".join(options).encode(), *inputs)


class PairResult(NamedTuple):
    """A result."""

    key: str
    """What it was made from."""
    result: str
    """Digest of what was written."""
    findings: tuple[Finding, ...] = ()
    """What was odd about the pair, which is so still as long as nothing is made anew."""


@dataclass(slots=True)
class ResultRecord:
    """The results of a folder."""

    folder: Path
    entries: dict[str, PairResult] = field(default_factory=dict)
    """By the file name of the result."""
    _unsaved: int = 0

    @classmethod
    def of(cls, folder: Path) -> ResultRecord:
        """The record of a folder.

        Empty where there is none or a broken one: then all is made anew.
        """
        try:
            data = disk.read_if_there(folder / NAME)
            results = json.loads(data or b"{}")["results"] if data else {}
            return cls(folder, {name: _made(*entry) for name, entry in results.items()})
        except (DiglotError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(folder)

    def add(self, name: str, made: PairResult) -> None:
        """Note a result.

        The file is written now and then: what a crash forgets is made again.
        """
        self.entries[name] = made
        self._unsaved += 1
        # Written seldom, so that a record of n results isn't written n times.
        if self._unsaved > 20 + len(self.entries) // 10:
            self.save()

    def save(self) -> None:
        """Write the file, if there is anything new."""
        if self._unsaved:
            table = {"results": {name: _row(self.entries[name]) for name in sorted(self.entries)}}
            # A file's name may have bytes that are no UTF-8: JSON can say them.
            disk.write(self.folder / NAME, (json_text(table) + "\n").encode(errors="backslashreplace"))
            self._unsaved = 0


def _row(made: PairResult) -> list[object]:
    return [made.key, made.result, [[finding.name, dict(finding.args)] for finding in made.findings]]


def _made(key: str, result: str, findings: list[tuple[str, dict[str, str | int]]]) -> PairResult:
    reported = tuple(report(name, **args) for name, args in findings)
    # Put into words here: what somebody has changed in the file must not fail where it is told.
    if not all(finding.message for finding in reported):
        raise ValueError(key)
    return PairResult(key, result, reported)
