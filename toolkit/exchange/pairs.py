"""A table of paragraphs or sentences that translate each other.

It is for corpus tools and scripts. The texts are words alone, as in the other formats that only go out:
without marks of emphasis and the like.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from toolkit.aligning.versions import units
from toolkit.catalog import contexts
from toolkit.exchange import ExportOptions, OneWay
from toolkit.model import Edition, Row
from toolkit.text import cuts, markup
from toolkit.text.hygiene import tidy


@dataclass(frozen=True, slots=True)
class SentenceUnit:
    """Sentences of a paragraph that say the same in several languages."""

    id: str
    """Of the paragraph, with a dot and the 1-based number of the unit in it."""
    texts: dict[str, str]
    """By language; one that has nothing here is left out."""
    confidence: float
    """That these sentences belong together, from 0 to 1."""


def sentence_units(row: Row, langs: Sequence[str]) -> Iterator[SentenceUnit]:
    """The least parts of a row that none of its beads parts, where the source and a translation have text.

    langs  that of the source first; those without a finished translation of the row have no part in it

    Of two languages a unit is a bead; of several it is the beads of all between places where all of them end.
    """
    done = [langs[0], *(lang for lang in langs[1:] if row.beads.get(lang))]
    if len(done) == 1:
        return
    sentences = [cuts.balance(row.cells[lang].sentences) for lang in done]
    for number, unit in enumerate(units([row.beads[lang] for lang in done[1:]]), 1):
        texts = {}
        for lang, said, side in zip(done, sentences, unit.sides, strict=True):
            if text := words("".join(said[k] for k in side)):
                texts[lang] = text
        if len(texts) > 1 and langs[0] in texts:
            yield SentenceUnit(f"{row.id}.{number}", texts, math.exp(-unit.cost))


def words(text: str) -> str:
    """The words of a tidy text, without marks."""
    bare = markup.plain(text)
    return bare.strip(" ") if bare is text else tidy(bare)  # nearly always there are no marks


def _files(edition: Edition, options: ExportOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    return {f".{'-'.join(edition.langs)}.pairs.tsv": partial(_write, edition, options)}


def _write(edition: Edition, options: ExportOptions, sink: BinaryIO) -> None:
    _line(sink, "id", "kind", "speaker", "origin", "confidence", *edition.langs)
    source, target = edition.langs
    for scene in edition.scenes:
        for row in scene.rows:
            about = row.kind, contexts.together(scene.speakers), row.cells[target].origin
            if options.unit == "sentence":
                for unit in sentence_units(row, edition.langs):
                    _line(sink, unit.id, *about, f"{unit.confidence:.3f}", *unit.texts.values())
            elif row.cells[target].state == "translated":
                _line(sink, row.id, *about, "", words(row.cells[source].text), words(row.cells[target].text))


def _line(sink: BinaryIO, *cells: str) -> None:
    # A tidy text has neither tabs nor line breaks, so nothing needs quotes: few corpus tools know them.
    sink.write(("\t".join(map(tidy, cells)) + "\n").encode())


FORMAT = OneWay(_files)
