"""An adoption as JSON.

It says what the page says; docs/reference/report.md describes the keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import dumps
from typing import TYPE_CHECKING, Any

from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.catalog.doubts import Doubt
from toolkit.report.figures import Figures, claims, count, dismiss, fate, fix, kind
from toolkit.text.hygiene import short

if TYPE_CHECKING:
    pass


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
        "moved": [finding.message for finding in adoption.moved],
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
    # Only the outer objects are indented: the data is in the lists.
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
