"""Sentences of an edition, and which translate which."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

from toolkit.aligning import align
from toolkit.aligning.decided import kept_whole, parted, set_in
from toolkit.catalog import pinned
from toolkit.model import Bead, Cell, Edition, Row
from toolkit.text import cuts, markup
from toolkit.text.hygiene import tidy

_UNITS = attrgetter("source"), attrgetter("target")
_SUREST = 0.999
"""The most that is said of what is computed, in as many decimals as the least exact format has."""

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
        pairs = [_Pair.of(rows[k].cells[pivot], rows[k].cells[lang]) for k in both]
        for k, beads in zip(both, _beads(pairs, pivot, lang), strict=True):
            rows[k] = rows[k].replace(beads={**rows[k].beads, lang: beads})
    if known is not None:
        known.update((row.id, (row, rows[k])) for k, row in fresh.items() if row is not None)
    made = iter(rows)
    scenes = tuple(scene.replace(rows=tuple(islice(made, len(scene.rows)))) for scene in edition.scenes)
    return replace(edition, scenes=scenes)


class _Pair(NamedTuple):
    """A paragraph and its translation, in sentences."""

    sides: tuple[Sequence[str], Sequence[str]]
    decided: list[Bead]
    """What a person decided of them, ascending in the source."""
    sure: float | None
    """How sure diglot was that both belong together; None where it didn't place the translation."""

    @classmethod
    def of(cls, source: Cell, target: Cell) -> _Pair:
        """What is known of two cells of a row."""
        sides = source.sentences, target.sentences
        decided = pinned.found(target.pinned, *map(_as_kept, (source, target)))[0] if target.pinned else []
        if target.confidence == 1 and list(map(len, sides)) == [1, 1]:
            decided = [Bead((0,), (0,))]
        return cls(sides, decided, target.confidence)

    def made(self, found: Iterable[Bead]) -> tuple[Bead, ...]:
        """What was found, with what was decided in its place; else none is surer than the paragraph."""
        least = _rounded(-math.log(max(1.0 if self.sure is None else self.sure, 0.0001)))
        beads = (bead.replace(cost=max(_rounded(bead.cost), least)) for bead in found)
        kept, aside = parted(self.decided)
        return (*set_in(kept_whole(beads, kept), aside),)


def _as_kept(cell: Cell) -> Sequence[str]:
    """The sentences of a cell as the catalog has them, where there are as many."""
    known = cuts.units(tidy(cell.catalog), cell.lang) if cell.catalog else ()
    return known if len(known) == len(cell.sentences) else cell.sentences


def _beads(pairs: Sequence[_Pair], source_lang: str, target_lang: str) -> Iterator[tuple[Bead, ...]]:
    """The beads of each pair of paragraphs.

    Numbered from 0 in each.
    """
    given: tuple[list[str], list[str]] = ([], [])
    ends, corners, numbers = [(0, 0)], [(0, 0)], []
    for pair in pairs:
        kept, aside = parted(pair.decided)
        # What goes by the path would only stand in its way.
        out = [{*chain.from_iterable([units(bead) for bead in aside])} for units in _UNITS]
        own = [[k for k in range(len(said)) if k not in by] for said, by in zip(pair.sides, out, strict=True)]
        i, j = ends[-1]
        for bead in kept:
            for at, there in ((bead.source[0], bead.target[0]), (bead.source[-1] + 1, bead.target[-1] + 1)):
                corners.append((i + bisect_left(own[0], at), j + bisect_left(own[1], there)))
        for texts, said, places in zip(given, pair.sides, own, strict=True):
            texts += [_said(said[k]) for k in places]
        numbers.append(own)
        # No bead may cross the end of a paragraph.
        ends.append((len(given[0]), len(given[1])))
        corners.append(ends[-1])
    fixed = [*dict.fromkeys(corners)]
    beads = iter(align(*given, source_lang=source_lang, target_lang=target_lang, fixed=fixed))
    for pair, (left, right), (i0, j0), (i1, j1) in zip(pairs, numbers, ends, ends[1:], strict=False):
        mine: list[Bead] = []
        i, j = i0, j0
        while (i, j) != (i1, j1):
            bead = next(beads)
            i, j = i + len(bead.source), j + len(bead.target)
            ours, theirs = [left[k - i0] for k in bead.source], [right[k - j0] for k in bead.target]
            mine.append(Bead((*ours,), (*theirs,), bead.cost))
        yield pair.made(mine)


def _said(piece: str) -> str:
    """What is compared of a sentence: its words, where it has any."""
    return markup.spoken(piece).strip() or piece.strip()


def _rounded(cost: float) -> float:
    """The cost, as it is printed.

    Its probability has four decimals, so that what is read back is the same. 1 is for what a person decided.
    """
    return -math.log(min(max(round(math.exp(-cost), 4), 0.0001), _SUREST))
