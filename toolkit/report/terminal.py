"""What the terminal says of an adoption.

Figures in a line each, and why a bead is as it is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.aligned_text import named_place
from toolkit.catalog.doubts import WORDINGS, joined
from toolkit.model import Bead
from toolkit.report.figures import count
from toolkit.text.hygiene import counted, percent, short, shortened, tidy

if TYPE_CHECKING:
    from toolkit.aligning.explain import Explained, Weighed


def summary(adoption: Adoption) -> str:
    """The figures in one line.

    Whether the texts are related is said elsewhere.
    """
    figures = count(adoption)
    # All on one line: a script may look for it.
    kinds = ", ".join(f"{name} {many}" for name, many in figures.kinds.items())
    sure = f"{percent(figures.confident)} of the sentences in sure beads"
    beads = f"{counted(figures.beads, 'bead')} ({kinds}), {sure}"
    left = [
        f"{counted(figures.left_over, 'sentence')} of the translation" * bool(figures.left_over),
        f"{counted(figures.fates['empty'], 'paragraph')} of the source without counterpart"
        * bool(figures.fates["empty"]),
    ]
    rest = ", ".join(filter(None, left))
    name = f"{tidy(adoption.document)}.{adoption.target.lang}"
    return (
        f"{name}: {beads if kinds else 'no beads'}, {'left over: ' + rest if rest else 'nothing left over'}"
    )


def filling(adoption: Adoption) -> str:
    """What became of entries, in one line.

    Entries are counted by their paragraphs.
    """
    # By what the catalog got now: it may differ from what alignment gave.
    fates = Counter(filled.fate for filled in adoption.filled)
    others = (
        (fates["doubtful"], "doubtful"),
        (fates["kept"], "kept as a person's"),
        (fates["earlier"], "kept from another file"),
        (len(adoption.emptied), "emptied"),
    )
    parts = [f"{counted(fates['placed'], 'paragraph')} filled"]
    parts += [f"{many} {what}" for many, what in others if many]
    return f"{tidy(adoption.document)}.{adoption.target.lang}: {', '.join(parts)}"


def reasons(adoption: Adoption) -> str:
    """Why paragraphs are in doubt, in one line.

    It is "" where none is.
    """
    # The most frequent reason first: it tells most about the texts.
    doubts = [f"{WORDINGS[code].about} ({many})" for code, many in count(adoption).doubts.items()]
    return f"{tidy(adoption.document)}.{adoption.target.lang}: in doubt: {', '.join(doubts)}" * bool(doubts)


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
    """Explain beads on the terminal.

    A table for each; a line feed ends it.
    """
    if not explained:
        return "A person has decided it: the aligner was not asked.\n"
    parts = list(chain.from_iterable(_bead(adoption, bead) for bead in explained))
    # Only scorers that had a say are explained.
    used = set(chain.from_iterable(bead.chosen.shares for bead in explained))
    legend = [f"  {name:10} {question}" for name, question in _QUESTIONS.items() if name in used]
    return "\n".join([*parts, _LEGEND, *legend]) + "\n"


def _bead(adoption: Adoption, explained: Explained) -> Iterator[str]:
    bead = explained.chosen.bead
    yield from _head(adoption, bead)
    for side, units in ((adoption.source, bead.source), (adoption.target, bead.target)):
        yield from (f"    {shortened(tidy(side.sentences[unit]), _WIDTH, words=True)}" for unit in units)
    yield from _table(adoption, explained)
    # The bead may have been changed since by a later step.
    there = next(
        (link.bead for link in adoption.links if {*link.bead.source} & {*bead.source} or link.bead == bead),
        None,
    )
    # What was paired by its kind, moved, or found around a pin, is no bead of the aligner's any more.
    if there is not None and (there.source, there.target) != (bead.source, bead.target):
        yield f"  Afterwards: {_places(adoption, there)}, by its kind, a pin nearby, or since it was moved."
    yield ""


def _head(adoption: Adoption, bead: Bead) -> Iterator[str]:
    """What became of a paragraph."""
    yield f"{_places(adoption, bead)}, {len(bead.source)}:{len(bead.target)}"
    for k in dict.fromkeys(adoption.source.owners[i] for i in bead.source):
        filled = next((paragraph for paragraph in adoption.filled if paragraph.passage == k), None)
        if filled is not None:
            doubts = f": {joined(filled.doubts)}" if filled.doubts else ""
            n = adoption.source.passages[k].n
            yield f"  paragraph {n} is {filled.fate}, {short(filled.confidence):.3f}{doubts}"


def _table(adoption: Adoption, explained: Explained) -> Iterator[str]:
    # One table for all, so that shares stand below each other.
    rows = [explained.chosen, *explained.others]
    names = list(explained.chosen.shares)
    places = [_places(adoption, row.bead) for row in rows]
    wide = max(map(len, places))
    yield f"    {'':{wide + 8}}" + "".join(f"{name:>11}" for name in ("probability", *names, "sum"))
    for at, (row, where) in enumerate(zip(rows, places, strict=True)):
        yield f"    {'or' if at else 'chosen':8}{where:{wide}}" + _shares(row)


def _shares(row: Weighed) -> str:
    shares = "".join(f"{share:+11.2f}" for share in (*row.shares.values(), row.score))
    return f"{short(math.exp(-row.bead.cost)):11.3f}{shares}"


def _places(adoption: Adoption, bead: Bead) -> str:
    """Both sides of a bead, as pins name them."""
    ours, theirs = (
        _span(side, units) for side, units in ((adoption.source, bead.source), (adoption.target, bead.target))
    )
    return f"{ours} = {theirs}" if ours and theirs else f"{ours} alone" if ours else f"= {theirs} alone"


def _span(side: AlignedText, units: Sequence[int]) -> str:
    if not units:
        return ""
    return named_place(side, units[0]) + (f" to {named_place(side, units[-1])}" if len(units) > 1 else "")
