"""Entries of an index and a glossary as data for `book.typ`, which knows their pages."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.edition.page import Block
from toolkit.model.indexes import PlacesOfDocument
from toolkit.writers.pdf.cells import Data, cell_of


def entry_data(block: Block) -> Data:
    """An entry, but for the room around it.

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
