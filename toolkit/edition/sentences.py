"""The sentences of an edition: each cell in pieces, and which piece of one language translates which."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from toolkit.aligning import align
from toolkit.model import Bead, Cell, Edition, Row, Scene
from toolkit.text import markup, segment


def split(edition: Edition) -> Edition:
    """The edition with `Cell.sentences` in all cells and `Row.beads` where there is a translation.

    The paragraphs of a translation are known: beads lie inside of a row. Each pair of languages is aligned as
    a whole all the same, so that what one paragraph teaches about words serves the others.
    """
    rows = [_in_pieces(row) for scene in edition.scenes for row in scene.rows]
    pivot = edition.langs[0]
    for lang in edition.langs[1:]:
        both = [k for k, row in enumerate(rows) if _translated(row, pivot, lang)]
        pairs = [(rows[k].cells[pivot].sentences, rows[k].cells[lang].sentences) for k in both]
        for k, beads in zip(both, _beads(pairs, pivot, lang), strict=True):
            rows[k] = rows[k].replace(beads={**rows[k].beads, lang: beads})
    made = iter(rows)
    return replace(edition, scenes=tuple(_with(scene, made) for scene in edition.scenes))


def _with(scene: Scene, rows: Iterator[Row]) -> Scene:
    return scene.replace(rows=tuple(next(rows) for _ in scene.rows))


def _in_pieces(row: Row) -> Row:
    return row.replace(cells={lang: _cell(cell) for lang, cell in row.cells.items()})


def _cell(cell: Cell) -> Cell:
    return cell.replace(sentences=markup.uncut(segment.split(cell.text, cell.lang)))


def _translated(row: Row, pivot: str, lang: str) -> bool:
    return row.cells[pivot].state in {"original", "translated"} and row.cells[lang].state == "translated"


def _beads(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], source_lang: str, target_lang: str
) -> Iterator[tuple[Bead, ...]]:
    """The beads of each pair of paragraphs, numbered from 0 in each."""
    source, target = ([piece.strip() for pair in pairs for piece in pair[side]] for side in (0, 1))
    corners = [(0, 0), *accumulate(((len(one), len(other)) for one, other in pairs), _further)]
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


def _rounded(cost: float) -> float:
    """The cost with its probability to four decimals, as it is printed: what is read back is the same."""
    return -math.log(max(round(math.exp(-cost), 4), 0.0001))


def _further(at: tuple[int, int], step: tuple[int, int]) -> tuple[int, int]:
    return at[0] + step[0], at[1] + step[1]
