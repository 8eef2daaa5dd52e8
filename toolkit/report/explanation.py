"""Why a paragraph is aligned as it is, for the terminal: each scorer's share, and what else was possible."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from toolkit.adopt.adoption import Adoption, Side
from toolkit.adopt.sides import place
from toolkit.model import Bead
from toolkit.text import short

if TYPE_CHECKING:
    from toolkit.align.explain import Explained, Weighed

_WIDTH = 100
"""Characters of a sentence that are shown."""
_LEGEND = "A share is the natural logarithm of a likelihood ratio: above 0 it speaks for the bead."
_QUESTIONS = {
    "length": "are both sides as long as translations of each other?",
    "marks": "do question marks, sentence ends, quotation marks, numbers ... agree?",
    "words": "do words translate each other, as far as this pair of texts and dictionaries teach?",
    "structure": "do paragraphs and turns end together, and does the same speaker speak?",
    "vectors": "does an encoder find the same meaning? Asked only where the others were in doubt.",
    "prior": "how frequent are beads of this size?",
}


def explanation(adoption: Adoption, explained: Sequence[Explained]) -> str:
    """The beads of some sentences explained, a table for each; ends with a line feed."""
    if not explained:
        return "A person has decided it: the aligner was not asked.\n"
    parts = [part for one in explained for part in _bead(adoption, one)]
    used = {name for one in explained for name in one.chosen.shares}
    legend = [f"  {name:10} {question}" for name, question in _QUESTIONS.items() if name in used]
    return "\n".join([*parts, _LEGEND, *legend]) + "\n"


def _bead(adoption: Adoption, one: Explained) -> Iterator[str]:
    bead = one.chosen.bead
    yield from _head(adoption, bead)
    for side, units in ((adoption.source, bead.source), (adoption.target, bead.target)):
        yield from (f"    {shorten(side.sentences[unit], _WIDTH, placeholder='…')}" for unit in units)
    yield from _table(adoption, one)
    there = next(
        (link.bead for link in adoption.links if {*link.bead.source} & {*bead.source} or link.bead == bead),
        None,
    )
    if there is not None and (there.source, there.target) != (bead.source, bead.target):
        yield f"  Afterwards: {_places(adoption, there)}, by its kind or since it was moved."
    yield ""


def _head(adoption: Adoption, bead: Bead) -> Iterator[str]:
    """What became of the paragraph."""
    yield f"{_places(adoption, bead)}, {len(bead.source)}:{len(bead.target)}"
    for k in dict.fromkeys(adoption.source.owners[i] for i in bead.source):
        filled = next((one for one in adoption.filled if one.passage == k), None)
        if filled is not None:
            doubts = f": {'; '.join(filled.doubts)}" if filled.doubts else ""
            n = adoption.source.passages[k].n
            yield f"  paragraph {n} is {filled.fate}, {short(filled.confidence):.3f}{doubts}"


def _table(adoption: Adoption, one: Explained) -> Iterator[str]:
    rows = [one.chosen, *one.others]
    names = list(one.chosen.shares)
    places = [_places(adoption, row.bead) for row in rows]
    wide = max(map(len, places))
    yield f"    {'':{wide + 8}}" + "".join(f"{name:>11}" for name in ("probability", *names, "sum"))
    for at, (row, where) in enumerate(zip(rows, places, strict=True)):
        yield f"    {'or' if at else 'chosen':8}{where:{wide}}" + _figures(row)


def _figures(row: Weighed) -> str:
    shares = "".join(f"{share:+11.2f}" for share in (*row.shares.values(), row.score))
    return f"{short(math.exp(-row.bead.cost)):11.3f}{shares}"


def _places(adoption: Adoption, bead: Bead) -> str:
    """Both sides of a bead as pins name them."""
    one, other = (
        _span(side, units) for side, units in ((adoption.source, bead.source), (adoption.target, bead.target))
    )
    return f"{one} = {other}" if one and other else f"{one} alone" if one else f"= {other} alone"


def _span(side: Side, units: Sequence[int]) -> str:
    if not units:
        return ""
    return place(side, units[0]) + (f" to {place(side, units[-1])}" if len(units) > 1 else "")
