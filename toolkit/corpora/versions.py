"""Many versions of one text as files: their units, in the formats of pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from toolkit.aligning.versions import VersionUnit
from toolkit.corpora.single import SegmentedText
from toolkit.text.data import json_line

if TYPE_CHECKING:
    from toolkit.exchange import tmx


def write(sink: BinaryIO, form: str, units: Sequence[VersionUnit], texts: Sequence[SegmentedText]) -> None:
    """Write units in one of the formats; the pivot comes first.

    ladder  `[0, 1]:[0]:[0]`, a unit a line: 0-based numbers of sentences
    tsv     the texts, then the probability
    jsonl   `texts`: lists of sentences, `at`: their numbers, `confidence`
    tmx     a unit with a variant for each version that has text
    """
    if form == "tmx":
        from toolkit.exchange import tmx

        tmx.write(sink, tmx.MemoryHeader(texts[0].lang), _memory(units, texts))
        return
    lines = {"ladder": _ladder, "tsv": _tsv, "jsonl": _jsonl}[form](units, texts)
    sink.writelines(f"{line}\n".encode() for line in lines)


def _ladder(units: Sequence[VersionUnit], _: Sequence[SegmentedText]) -> Iterator[str]:
    for unit in units:
        yield ":".join(str(list(side)) for side in unit.sides)


def _tsv(units: Sequence[VersionUnit], texts: Sequence[SegmentedText]) -> Iterator[str]:
    for unit in units:
        sides = (text.join(side) for text, side in zip(texts, unit.sides, strict=True))
        # A tab would part fields, and a carriage return lines.
        cells = [words.replace("\t", " ").replace("\r", " ") for words in sides]
        yield "\t".join([*cells, f"{unit.probability:.3f}"])


def _jsonl(units: Sequence[VersionUnit], texts: Sequence[SegmentedText]) -> Iterator[str]:
    for unit in units:
        sentences = [[text.sentences[k] for k in side] for text, side in zip(texts, unit.sides, strict=True)]
        yield json_line({"texts": sentences, "at": unit.sides, "confidence": unit.probability})


def _memory(units: Sequence[VersionUnit], texts: Sequence[SegmentedText]) -> Iterator[tmx.MemoryUnit]:
    from toolkit.exchange import tmx

    for number, unit in enumerate(units, 1):
        sides = zip(texts, unit.sides, strict=True)
        variants = [tmx.Variant(text.lang, text.join(side)) for text, side in sides if side]
        yield tmx.MemoryUnit(variants, f"b{number}", [("x-confidence", f"{unit.probability:.3f}")])
