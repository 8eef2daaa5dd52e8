"""Cues that nobody says: who made the captions, and with what, before the first word or behind the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.lines import Line
from toolkit.text.lines import width
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence

_EDGE = 3
"""Cues at either end of a file, among which such ones are: people credit a translation and a site, too."""
_LONG = 100
"""Columns of one, at most."""
_FIELD = re.compile(r"([^:：]{2,60})[:：]\s*\S")
_ADDRESS = re.compile(
    r"\W*(?:https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|tv|io|[a-z]{2})(?:/\S*)?)\W*"
    r"|.*[\w)-]\.(?:mp[34]|m4[av]|wav|ogg|flac|mov|mkv|webm|avi)\W*",
    re.IGNORECASE,
)
"""An address and nothing else, or what ends in the name of a recording."""


def credited(cues: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all cues; metadata where a cue at the beginning or the end says who made them.

    Nobody is named beside such a cue. A sentence is said, whatever it begins with: "Captions by night are
    hard to read."
    """
    first = next((k for k, cue in enumerate(cues[:_EDGE]) if not _credits(cue)), min(_EDGE, len(cues)))
    last = next((k for k, cue in enumerate(cues[: -_EDGE - 1 : -1]) if not _credits(cue)), _EDGE)
    # What has nothing else is no recording.
    edges = {*range(first), *range(len(cues) - last, len(cues))} if first + last < len(cues) else set[int]()
    return [
        line.replace(kind="meta", words=()) if k in edges else line
        for k, cue in enumerate(cues)
        for line in cue
    ]


def _credits(cue: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in cue)
    if any(line.speaker or line.kind for line in cue) or width(text) > _LONG:
        return False
    if _ADDRESS.fullmatch(text):
        return True
    if ends_sentence(text):
        return False
    words = lexicon()
    field = _FIELD.match(text)
    if field is not None and key(field[1]) in words.meta | words.credit | words.byline:
        return True
    folded = key(text)
    return any(
        folded.startswith(credit) and (unspaced(credit[-1]) or folded[len(credit) :][:1] == " ")
        for credit in words.credit
    )
