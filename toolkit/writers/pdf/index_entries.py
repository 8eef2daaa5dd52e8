"""Entries of an index and a glossary as data for `book.typ`, which knows their pages."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.edition.page import Block
from toolkit.model.indexes import PlacesOfDocument
from toolkit.writers.pdf.cells import Data, cell_of
from toolkit.writers.pdf.entries import entry

_APART = 1.2
"""Room between letters, and between terms that are explained."""


def lines(block: Block, *, explained: bool) -> list[Data]:
    """The entries of a letter; `explained` where something is said of them."""
    made = [entry("entry", **_entry(inner)) for inner in block.blocks]
    for line in made if explained else made[:1]:
        line["above"] = _APART
    return made


def _entry(block: Block) -> Data:
    """What an entry says.

    told    what is said of it: definitions, or which other entry has its places
    places  in their order: ids of the first and the last paragraph, whether the person speaks there, and
            whether there are many more between
    """
    return {
        "id": block.id,
        "cells": [cell_of(slot) for slot in block.slots],
        "told": [cell_of(slot) for inner in block.blocks for slot in inner.slots],
        "places": _places(block.places),
    }


def _places(documents: Sequence[PlacesOfDocument]) -> list[Data]:
    # Pages are numbered through a book: there is no need to name its documents.
    return [
        {"at": place.id, "upto": place.last_id or place.id, "speaks": place.speaks, "passim": place.passim}
        for document in documents
        for place in document.places
    ]
