"""What a corpus is like.

How much of it is sure, which kinds of beads it has, which documents are suspicious.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import PurePath
from typing import Any, NamedTuple

from toolkit.corpora import bounds
from toolkit.corpora.single import BeadCounts
from toolkit.corpora.table import CorpusRow
from toolkit.findings import Finding
from toolkit.text.hygiene import counted, percent

_KINDS = ("1:1", "1:2", "2:1", "1:0", "0:1")
"""Kinds of beads with a column of their own."""


class SuspiciousDocument(NamedTuple):
    """A document that somebody should look at before they use it."""

    doubt: float
    """Share of its sentences that stand in no sure bead."""
    document: str
    said: tuple[str, ...]
    """What was found, each in a sentence with its code."""


@dataclass(slots=True)
class FolderCounts:
    """Counts of the documents of a folder; add them with `+=`."""

    documents: int = 0
    failed: int = 0
    suspicious: int = 0
    beads: BeadCounts = field(default_factory=BeadCounts)
    kinds: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: FolderCounts) -> FolderCounts:
        self.documents += other.documents
        self.failed += other.failed
        self.suspicious += other.suspicious
        self.beads += other.beads
        self.kinds += other.kinds
        return self

    @property
    def sure(self) -> float:
        """Share of the sentences that stand in sure beads."""
        return self.beads.sure / max(1, sum(self.beads.sentences))

    def row(self) -> list[Any]:
        """As JSON has it."""
        return [
            self.documents,
            self.failed,
            self.suspicious,
            astuple(self.beads),
            dict(sorted(self.kinds.items())),
        ]

    @classmethod
    def of(
        cls, documents: int, failed: int, suspicious: int, beads: list[Any], kinds: dict[str, int]
    ) -> FolderCounts:
        """From a row."""
        number, one_to_one, sentences, alone, sure = beads
        counts = BeadCounts(number, one_to_one, tuple(sentences), tuple(alone), sure)
        return cls(documents, failed, suspicious, counts, Counter(kinds))


@dataclass(slots=True)
class CorpusStatistics:
    """Of a corpus, or a part of it; add them with `+=`."""

    folders: dict[str, FolderCounts] = field(default_factory=dict)
    """By the first folder in the name of a document."""
    suspicious: list[SuspiciousDocument] = field(default_factory=list)
    """The most doubtful."""

    def add(
        self, document: str, rows: Sequence[CorpusRow], beads: BeadCounts, findings: Iterable[Finding]
    ) -> None:
        """Count a document that was aligned."""
        said = tuple(f"{finding.message} [{finding.code}]" for finding in findings)
        counts = FolderCounts(1, 0, bool(said), beads, Counter(row.kind for row in rows))
        self._folder(document).__iadd__(counts)
        if said:
            self.suspicious.append(SuspiciousDocument(round(1 - counts.sure, 3), document, said))

    def add_failed(self, document: str) -> None:
        """Count a document that couldn't be read."""
        self._folder(document).__iadd__(FolderCounts(1, 1))

    def __iadd__(self, other: CorpusStatistics) -> CorpusStatistics:
        for name, counts in other.folders.items():
            self.folders.setdefault(name, FolderCounts()).__iadd__(counts)
        # A corpus of chance pairs has a million of them.
        self.suspicious = heapq.nsmallest(
            bounds.NAMED, [*self.suspicious, *other.suspicious], key=lambda one: (-one.doubt, one.document)
        )
        return self

    def _folder(self, document: str) -> FolderCounts:
        parts = PurePath(document).parts
        return self.folders.setdefault(parts[0] if len(parts) > 1 else ".", FolderCounts())

    def all(self) -> FolderCounts:
        """Of all folders together."""
        total = FolderCounts()
        for counts in self.folders.values():
            total += counts
        return total

    def data(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "folders": {name: self.folders[name].row() for name in sorted(self.folders)},
            "suspicious": self.suspicious,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> CorpusStatistics:
        """The opposite of `data`."""
        return cls(
            {name: FolderCounts.of(*row) for name, row in data["folders"].items()},
            [SuspiciousDocument(doubt, name, tuple(said)) for doubt, name, said in data["suspicious"]],
        )


_HEADS = ("folder", "documents", "failed", "suspicious", "sentences", "sure", *_KINDS, "other")


def _rows(statistics: CorpusStatistics) -> Iterator[tuple[str, ...]]:
    """A row a folder, the largest first, then one of all."""
    folders = sorted(statistics.folders.items(), key=lambda item: (-item[1].documents, item[0]))
    rest = FolderCounts()
    for _, counts in folders[bounds.NAMED :]:
        rest += counts
    shown = [
        *folders[: bounds.NAMED],
        *([(f"{len(folders) - bounds.NAMED:,} others", rest)] if rest.documents else []),
    ]
    for name, counts in [*(shown if len(shown) > 1 else []), ("all", statistics.all())]:
        kinds, total = counts.kinds, counts.kinds.total()
        others = total - sum(kinds[kind] for kind in _KINDS)
        yield (
            name,
            *(
                f"{n:,}"
                for n in (counts.documents, counts.failed, counts.suspicious, sum(counts.beads.sentences))
            ),
            percent(counts.sure),
            *(percent(n / max(1, total)) for n in (*(kinds[kind] for kind in _KINDS), others)),
        )


def table(statistics: CorpusStatistics) -> str:
    """For a terminal: a line a folder."""
    lines = [_HEADS, *_rows(statistics)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            [
                line[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
            ]
        )
        for line in lines
    )


def html(statistics: CorpusStatistics) -> str:
    """As a page that needs nothing else."""
    # Reports load all that is known of adoptions; few ask for this page.
    from toolkit.report import corpus

    total = statistics.all()
    left = f", {total.failed:,} of them not aligned (the file of errors tells why)" if total.failed else ""
    told = (
        f"{counted(total.documents, 'document')}{left}: {percent(total.sure)} of the sentences in sure beads"
    )
    named = [(one.document, percent(one.doubt), one.said) for one in statistics.suspicious]
    return corpus.html(told, _HEADS, [*_rows(statistics)], named, total.suspicious)
