"""Endnotes of a PDF: footnotes taken out of a document's blocks, to stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.writers.pdf.cells import Data


def taken(blocks: Iterable[Data], name: str) -> tuple[list[Data], list[list[Data]]]:
    """Blocks with signs in place of footnotes, and the cells of each note, as they are paired in the text.

    name  of the document: what the targets of links begin with
    """
    notes: dict[str, list[Data]] = {}
    return [_block(block, name, notes) for block in blocks], list(notes.values())


def _block(block: Data, name: str, notes: dict[str, list[Data]]) -> Data:
    made = dict(block)
    if "cells" in block:
        made["cells"] = [_cell(cell, name, notes) for cell in block["cells"]]
    if "pieces" in block:
        made["pieces"] = [[_cell(cell, name, notes) for cell in piece] for piece in block["pieces"]]
    if "blocks" in block:
        made["blocks"] = [_block(inner, name, notes) for inner in block["blocks"]]
    if "items" in block:
        made["items"] = [[_block(inner, name, notes) for inner in item] for item in block["items"]]
    return made


def _cell(cell: Data, name: str, notes: dict[str, list[Data]]) -> Data:
    return cell | {"c": _spans(cell["c"], name, notes)}


def _spans(spans: Sequence[Any], name: str, notes: dict[str, list[Data]]) -> list[Any]:
    made = []
    for span in spans:
        if isinstance(span, str) or span["m"] == "ruby":
            made.append(span)
        elif span["m"] == "note":
            to = f"{name}-{span['l']}-{span['n']}"
            # A footnote and its translation have the same number, and stand side by side.
            note: Data = {"l": span["l"], "s": "", "c": []}
            notes.setdefault(span["n"], []).append(note)
            back = {"m": "sign", "n": span["n"], "at": f"note-{to}", "to": f"ref-{to}", "c": []}
            note["c"] = [back, " ", *_spans(span["c"], name, notes)]
            made.append({"m": "sign", "n": span["n"], "at": f"ref-{to}", "to": f"note-{to}", "c": []})
        else:
            made.append({**span, "c": _spans(span["c"], name, notes)})
    return made
