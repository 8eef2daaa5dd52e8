"""Where those who speak are to be found, as a page lists it above a talk or below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from toolkit import late

if TYPE_CHECKING:
    from toolkit.reading.labelled import Labelled

_LEADS = late.regex(
    r"!?\[[^\[\]]{0,80}\]\([^()\s]*\)|<?(?:https?://|www\.)\S+|<?[^\s@<>|,]{1,64}@[^\s@<>|,]{1,80}>?"
)
_PARTS = " \t\xa0|,;/·•–—-،、，；"
"""What parts several of them."""


def contacts(text: Labelled) -> Iterator[int]:
    """The lines with the name of who speaks, and nothing but links behind it, above all turns or below them.

    `Mara: [Web](https://mara.example) | [Mail](mailto:mara@example.org)`. Amid a talk somebody shows a link.
    """
    labels = ~text.bare
    leads = np.zeros(len(text.of), dtype=np.bool_)
    for place in np.flatnonzero(labels).tolist():
        behind = text.behind(place)
        leads[place] = ("://" in behind or "@" in behind or "](" in behind) and _only_leads(behind)
    if not leads.any():
        return
    # Of others than those who speak, such a line is a field, and weights tell which.
    turns = ~leads & text.again
    people = {*text.of[turns].tolist(), *text.shortened}
    if turns.any():
        lines = text.line[turns]
        first, last = int(lines.min()), int(lines.max())
        found = zip(text.of[leads].tolist(), text.line[leads].tolist(), strict=True)
        yield from (line for own, line in found if own in people and not first <= line <= last)


def _only_leads(words: str) -> bool:
    """Whether words are links, and what parts them."""
    return not _LEADS.sub("", words).strip(_PARTS) and _LEADS.search(words) is not None
