"""Paragraphs or sentences of an edition that say the same, as the formats of corpus tools want them.

The texts are words alone: without marks of emphasis and the like.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.aligning.versions import units
from toolkit.exchange import ExportOptions
from toolkit.model import Edition, Row
from toolkit.text import cuts, markup
from toolkit.text.hygiene import tidy


@dataclass(frozen=True, slots=True)
class ParallelUnit:
    """A paragraph, or sentences of one, that says the same in several languages."""

    id: str
    """Of the paragraph; of sentences with a dot and the 1-based number of the unit in it."""
    row: Row
    speakers: Sequence[str]
    """Keys of those who speak."""
    texts: dict[str, str]
    """By language, that of the source first; one that has nothing here is left out."""
    confidence: float | None = None
    """That these belong together, from 0 to 1: of several languages the least. None for a paragraph that was
    translated where it stands, and so was placed by nobody."""


def parallel(edition: Edition, options: ExportOptions) -> Iterator[ParallelUnit]:
    """The units of an edition in which the source and a finished translation have text."""
    by_sentence = options.unit == "sentence"
    for scene in edition.scenes:
        for row in scene.rows:
            if by_sentence:
                yield from _sentences(row, edition.langs, scene.speakers)
            else:
                yield from _paragraph(row, edition.langs, scene.speakers)


def _paragraph(row: Row, langs: Sequence[str], speakers: Sequence[str]) -> Iterator[ParallelUnit]:
    done = [lang for lang in langs[1:] if row.cells[lang].state == "translated"]
    if done:
        texts = {lang: words(row.cells[lang].text) for lang in (langs[0], *done)}
        placed = (row.cells[lang].confidence for lang in done)
        sure = min((one for one in placed if one is not None), default=None)
        yield ParallelUnit(row.id, row, speakers, texts, sure)


def _sentences(row: Row, langs: Sequence[str], speakers: Sequence[str]) -> Iterator[ParallelUnit]:
    """The least parts of a row that none of its beads parts.

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
            yield ParallelUnit(f"{row.id}.{number}", row, speakers, texts, math.exp(-unit.cost))


def words(text: str) -> str:
    """The words of a tidy text, without marks."""
    bare = markup.plain(text)
    return bare.strip(" ") if bare is text else tidy(bare)  # nearly always there are no marks
