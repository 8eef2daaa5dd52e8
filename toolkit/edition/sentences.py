"""Sentences of an edition, and which translate which."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, islice, pairwise

from toolkit.aligning import align
from toolkit.model import Bead, Edition, Row
from toolkit.text import cuts, markup

# Sentences side by side: what of a paragraph stands beside what, in all languages of an edition.


def side_by_side(row: Row, langs: Sequence[str]) -> list[dict[str, str]]:
    """Cut a paragraph into pieces of all languages.

    Gives [] where it can't be divided.

    langs  the language of the source first

    The pieces of one language, joined, are its text: sentences that are one bead stay as they stand in the
    text, with the blank between them or without. None is empty: a sentence without a counterpart goes with
    the next that has one, or with the last. With several translations a piece ends where beads of all of them
    end. A paragraph that isn't translated into one of the languages stays whole.
    """
    pivot, *others = langs
    if not others or any(not row.beads.get(lang) for lang in others):
        return []
    length = {lang: len(row.cells[lang].sentences) for lang in langs}
    ends = [_ends(row.beads[lang], length[pivot], length[lang]) for lang in others]
    # A piece of several translations ends where all of them can end.
    shared = set(ends[0]).intersection(*ends[1:])
    pieces = []
    before = dict.fromkeys(langs, 0)
    for end in sorted(shared):
        after = {pivot: end, **{lang: ends[k][end] for k, lang in enumerate(others)}}
        piece = {lang: "".join(row.cells[lang].sentences[before[lang] : after[lang]]) for lang in langs}
        pieces.append(piece)
        before = after
    return pieces


def _ends(beads: Sequence[Bead], n: int, m: int) -> Mapping[int, int]:
    """Where a piece may end, in both languages.

    Counts of sentences: those of the source that are done there -> those of the translation.

    A piece has something on both sides; beads that cross each other are in one.
    """
    ends: dict[int, int] = {}
    sources = targets = source_end = target_end = last = last_target = 0
    for bead in beads:
        sources, targets = sources + len(bead.source), targets + len(bead.target)
        source_end = max(source_end, *(k + 1 for k in bead.source), 0)
        target_end = max(target_end, *(k + 1 for k in bead.target), 0)
        # Counts and furthest places differ while a bead before them is still missing: they cross.
        whole = (sources, targets) == (source_end, target_end)
        if whole and source_end > last and target_end > last_target:
            ends[source_end] = target_end
            last, last_target = source_end, target_end
    # What is left at the end has nothing on one side: it goes with the piece before.
    if (last, last_target) != (n, m):
        ends.pop(last, None)
        ends[n] = m
    return ends


SplitRows = dict[str, tuple[Row, Row]]
"""By its id, a row as it was and as it was split."""


def split(edition: Edition, known: SplitRows | None = None) -> Edition:
    """Cut an edition into sentences, and align them.

    Fills `Cell.sentences`, and `Row.beads` where there is a translation.

    The paragraphs of a translation are known: beads lie inside of a row. Each pair of languages is aligned as
    a whole all the same, so that what one paragraph teaches about words serves the others.

    known  the rows as they were split last, for who splits an edition again and again: those that are as they
           were are taken from it, and the others are aligned by themselves
    """
    rows: list[Row] = []
    fresh: dict[int, Row | None] = {}
    for row in chain.from_iterable(scene.rows for scene in edition.scenes):
        last = known.get(row.id) if known else None
        if last is not None and last[0] == row:
            rows.append(last[1])
            continue
        # As it was, where somebody will ask: a long text is held once.
        fresh[len(rows)] = None if known is None else row
        cells = {
            lang: cell.replace(sentences=cuts.units(cell.text, cell.lang)) for lang, cell in row.cells.items()
        }
        rows.append(row.replace(cells=cells))
    pivot = edition.langs[0]
    for lang in edition.langs[1:]:
        # A draft, or what stands in for a translation, has nothing to be aligned with.
        both = [
            k for k in fresh if rows[k].cells[pivot].published and rows[k].cells[lang].state == "translated"
        ]
        pairs = [(rows[k].cells[pivot].sentences, rows[k].cells[lang].sentences) for k in both]
        for k, beads in zip(both, _beads(pairs, pivot, lang), strict=True):
            sure = rows[k].cells[lang].confidence
            rows[k] = rows[k].replace(beads={**rows[k].beads, lang: _no_surer(beads, sure)})
    if known is not None:
        known.update((row.id, (row, rows[k])) for k, row in fresh.items() if row is not None)
    made = iter(rows)
    scenes = tuple(scene.replace(rows=tuple(islice(made, len(scene.rows)))) for scene in edition.scenes)
    return replace(edition, scenes=scenes)


def _beads(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], source_lang: str, target_lang: str
) -> Iterator[tuple[Bead, ...]]:
    """The beads of each pair of paragraphs.

    Numbered from 0 in each.
    """
    source, target = ([*map(_said, chain.from_iterable(pair[k] for pair in pairs))] for k in (0, 1))
    # No bead may cross the end of a paragraph.
    # How many sentences each paragraph has, on either side.
    sizes = zip(*(map(len, pair) for pair in pairs), strict=True) if pairs else ((), ())
    corners = list(zip(*(accumulate(side, initial=0) for side in sizes), strict=True))
    beads = iter(align(source, target, source_lang=source_lang, target_lang=target_lang, fixed=corners))
    for (i0, j0), (i1, j1) in pairwise(corners):
        mine: list[Bead] = []
        i, j = i0, j0
        while (i, j) != (i1, j1):
            bead = next(beads)
            i, j = i + len(bead.source), j + len(bead.target)
            at, there = tuple(k - i0 for k in bead.source), tuple(k - j0 for k in bead.target)
            mine.append(Bead(at, there, _rounded(bead.cost)))
        yield tuple(mine)


def _no_surer(beads: tuple[Bead, ...], sure: float | None) -> tuple[Bead, ...]:
    """Beads that are as certain as their paragraph at most, if that was placed by alignment."""
    if sure is None:
        return beads
    least = _rounded(-math.log(max(sure, 0.0001)))
    return tuple(bead.replace(cost=max(bead.cost, least)) for bead in beads)


def _said(piece: str) -> str:
    """What is compared of a sentence: its words, where it has any."""
    return markup.spoken(piece).strip() or piece.strip()


def _rounded(cost: float) -> float:
    """The cost, as it is printed.

    Its probability has four decimals, so that what is read back is the same.
    """
    return -math.log(max(round(math.exp(-cost), 4), 0.0001))
