"""An adoption as JSON.

It says what the page says; docs/reference/report.md describes the keys.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import dumps
from typing import TYPE_CHECKING, Any

from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.aligned_text import place
from toolkit.catalog.doubts import Doubt, joined
from toolkit.model import Bead
from toolkit.report.figures import Figures, claims, count, dismiss, fate, fix, kind
from toolkit.text.hygiene import short, shortened, tidy

if TYPE_CHECKING:
    from toolkit.aligning.explain import Explained, Weighed


VERSION = 2
"""Goes up when a key changes its meaning or goes; new keys may come at any time."""


def json(adoption: Adoption) -> str:
    """The adoption as one JSON object.

    Each item of its lists stands on a line of its own; a line feed ends it.
    """
    # The order of keys is that of the page.
    parts: dict[str, Any] = {
        "version": VERSION,
        "document": adoption.document,
        "unrelated": adoption.unrelated.message if adoption.unrelated else "",
        "moved": adoption.moved,
        "copied": adoption.copied.message if adoption.copied else "",
        "figures": _figures(adoption, count(adoption)),
        "source": _side(adoption.source),
        "target": _side(adoption.target),
        "beads": [
            {
                "kind": kind(link),
                "source": link.bead.source,
                "target": link.bead.target,
                "confidence": short(link.confidence),
                "doubts": _doubts(link.doubts),
            }
            for link in adoption.links
        ],
        "filled": list(_filled(adoption)),
        "left_over": list(_left_over(adoption)),
        "names": [
            {
                "key": name.key,
                "name": name.name,
                "confidence": short(name.confidence),
                "fate": fate(name),
                "doubts": _doubts(name.doubts),
            }
            for name in adoption.names
        ],
    }
    return _object(parts, "") + "\n"


def _figures(adoption: Adoption, figures: Figures) -> dict[str, Any]:
    return {
        "beads": figures.beads,
        "kinds": figures.kinds,
        "trusted": figures.trusted,
        "confident": figures.confident,
        "source_paragraphs": len(adoption.source.passages),
        "target_paragraphs": len(adoption.target.passages),
        "source_sentences": figures.source_sentences,
        "target_sentences": figures.target_sentences,
        "untranslated": figures.untranslated,
        "left_over": figures.left_over,
        "set_aside": figures.set_aside,
        "fates": figures.fates,
        "doubts": figures.doubts,
    }


def _doubts(doubts: Iterable[Doubt]) -> list[dict[str, Any]]:
    return [{"code": doubt.code, "args": doubt.args, "words": str(doubt)} for doubt in doubts]


def _side(side: AlignedText) -> dict[str, Any]:
    return {
        "lang": side.lang,
        "path": side.path,
        "passages": [
            {
                "n": passage.n,
                "id": passage.id,
                "kind": passage.kind,
                "label": passage.label,
                "line": passage.where.line,
                "sentences": (passage.first, passage.last),
                "text": passage.text,
            }
            for passage in side.passages
        ],
        "sentences": list(side.sentences),
    }


def _filled(adoption: Adoption) -> Iterable[dict[str, Any]]:
    for filled in adoption.filled:
        passage = adoption.source.passages[filled.passage]
        yield {
            "n": passage.n,
            "id": passage.id,
            "fate": filled.fate,
            "confidence": short(filled.confidence),
            "doubts": _doubts(filled.doubts),
            "sentences": filled.sentences,
            "target": filled.target,
            "command": fix(adoption, filled) if filled.fate == "doubtful" else "",
        }


def _left_over(adoption: Adoption) -> Iterable[dict[str, Any]]:
    claim = claims(adoption)
    for leftover in adoption.leftovers:
        passage = adoption.source.passages[leftover.after] if leftover.after >= 0 else None
        yield {
            "after": passage.n if passage else "",
            "id": passage.id if passage else "",
            "sentences": leftover.sentences,
            "decided": leftover.decided,
            "claim": claim.get(leftover, ""),
            "dismiss": dismiss(adoption, leftover),
        }


def _object(value: Mapping[str, Any], indent: str) -> str:
    """An object, a key a line.

    Lists have an item a line, however deep both are; all else is compact.
    """
    inside = indent + "  "
    lines = []
    for key, item in value.items():
        # Lists are long: an item a line makes two reports comparable line by line.
        if isinstance(item, list):
            items = ",\n".join(f"{inside}  {_compact(one)}" for one in item)
            text = f"[\n{items}\n{inside}]" if items else "[]"
        elif isinstance(item, dict) and any(isinstance(one, list) for one in item.values()):
            text = _object(item, inside)
        else:
            text = _compact(item)
        lines.append(f'{inside}"{key}": {text}')
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def _compact(value: object) -> str:
    return dumps(value, ensure_ascii=False)


# Why a paragraph is aligned as it is, for the terminal: each scorer's share, and what else was possible.


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
    parts = [part for bead in explained for part in _bead(adoption, bead)]
    # Only scorers that had a say are explained.
    used = {name for bead in explained for name in bead.chosen.shares}
    legend = [f"  {name:10} {question}" for name, question in _QUESTIONS.items() if name in used]
    return "\n".join([*parts, _LEGEND, *legend]) + "\n"


def _bead(adoption: Adoption, explained: Explained) -> Iterator[str]:
    bead = explained.chosen.bead
    yield from _head(adoption, bead)
    for side, units in ((adoption.source, bead.source), (adoption.target, bead.target)):
        yield from (f"    {shortened(tidy(side.sentences[unit]), _WIDTH, words=True)}" for unit in units)
    yield from _table(adoption, explained)
    there = next(
        (link.bead for link in adoption.links if {*link.bead.source} & {*bead.source} or link.bead == bead),
        None,
    )
    # What was paired by its kind, or moved, is no bead of the aligner's any more.
    if there is not None and (there.source, there.target) != (bead.source, bead.target):
        yield f"  Afterwards: {_places(adoption, there)}, by its kind or since it was moved."
    yield ""


def _head(adoption: Adoption, bead: Bead) -> Iterator[str]:
    """What became of a paragraph."""
    yield f"{_places(adoption, bead)}, {len(bead.source)}:{len(bead.target)}"
    for k in dict.fromkeys(adoption.source.owners[i] for i in bead.source):
        filled = next((one for one in adoption.filled if one.passage == k), None)
        if filled is not None:
            doubts = f": {joined(filled.doubts)}" if filled.doubts else ""
            n = adoption.source.passages[k].n
            yield f"  paragraph {n} is {filled.fate}, {short(filled.confidence):.3f}{doubts}"


def _table(adoption: Adoption, explained: Explained) -> Iterator[str]:
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
    return place(side, units[0]) + (f" to {place(side, units[-1])}" if len(units) > 1 else "")
