"""The ids in a template that says what its document says: found by comparing words, not by reading it."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import CatalogError
from toolkit.ids import PATTERN
from toolkit.match import Unit
from toolkit.po import stream
from toolkit.po.encoding import Data, texts
from toolkit.po.layout import field

_IDS = "\n#. id: "
_CONTEXT = '\nmsgctxt "'


def names(data: Data, found: Sequence[Unit]) -> list[str] | None:
    """The id of each unit of a document, as its template has them.

    data   of the template
    found  context and text of all paragraphs in order

    None where anything is not as `dump` would write it for this document: then the template must be read. So
    must it for a document with separators, whose ids no template has. Of several places with the same words
    the first has the first id.
    """
    places: dict[Unit, list[int]] = {}
    for i, unit in enumerate(found):
        places.setdefault(unit, []).append(i)
    wanted = iter(places.items())
    given = [""] * len(found)
    others: list[str] = []
    try:
        for piece in (piece for text in texts(data, "") for piece in text.split("\n\n")):
            head, context, said = f"\n{piece}".partition(_CONTEXT)
            if not context or _IDS not in head:
                others.append(piece)
                continue
            (where, text), at = next(wanted, (("", ""), ()))
            ids = head.partition(_IDS)[2].partition("\n")[0].split(" ")
            if (
                said.rstrip("\n") != f'{where}"\n{field("msgid", text)}\nmsgstr ""'
                or len(ids) != len(at)
                or not _tidy(head)
            ):
                return None
            for i, name in zip(at, ids, strict=True):
                given[i] = name
        for _ in stream("\n\n".join(others).encode(), "", "")[1]:
            pass  # it raises for what is wrong
    except CatalogError:
        return None
    whole = len(set(given)) == len(given) and all(map(PATTERN.fullmatch, given))
    return given if whole else None


def _tidy(head: str) -> bool:
    """Whether the lines above a message are notes and places, and its ids in one of them."""
    lines = head.count("\n#. ") + head.count("\n#: ")
    return lines == head.count("\n") and head.count(_IDS) == 1
