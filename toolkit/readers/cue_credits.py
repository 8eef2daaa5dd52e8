"""Cues that nobody says: who made the captions, and with what, before the first word or behind the last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.reading.lines import Line
from toolkit.text.lines import width
from toolkit.text.scripts import unspaced
from toolkit.text.signs import ends_sentence

_EDGE = 3
"""Cues at either end of a file, among which such ones are: people credit a translation and a site, too."""
_LONG = 100
"""Columns of one, at most."""
_FIELD = late.regex(r"([^:：]{2,60})[:：]\s*\S")
_ADDRESS = late.regex(
    r"\W*+(?:https?://\S++|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|tv|io|[a-z]{2})(?:/\S*+)?)\W*"
    r"|.*[\w)-]\.(?:mp[34]|m4[av]|wav|ogg|flac|mov|mkv|webm|avi)\W*",
    re.IGNORECASE,
)
"""An address and nothing else, or what ends in the name of a recording."""


def credited(cues: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all cues; metadata where a cue at the beginning or the end says who made them.

    Nobody is named beside such a cue. A sentence is said, whatever it begins with, also where it goes on in
    another cue: "Captions by night are hard to read."
    """
    most = min(_EDGE, len(cues))
    first = next((k for k in range(most) if not _stands_alone(cues, k)), most)
    last = next((k for k in range(most) if not _stands_alone(cues, len(cues) - 1 - k)), most)
    # What has nothing else is no recording.
    edges = {*range(first), *range(len(cues) - last, len(cues))} if first + last < len(cues) else set[int]()
    return [
        line.replace(kind="meta", words=()) if k in edges else line
        for k, cue in enumerate(cues)
        for line in cue
    ]


def _stands_alone(cues: Sequence[Sequence[Line]], k: int) -> bool:
    """Whether a cue says who made them, and is no part of a sentence with those beside it."""
    beside = pairwise(cues[max(k - 1, 0) : k + 2])
    return _credits(cues[k]) and not any(_goes_on(cue, following) for cue, following in beside)


def _goes_on(cue: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether a sentence goes on in the next cue, which begins with a small letter then."""
    text = _text(following)
    begins_small = next(filter(str.isalpha, text), "").islower()
    return begins_small and not ends_sentence(_text(cue)) and not _ADDRESS.fullmatch(text)


def _text(cue: Sequence[Line]) -> str:
    return " ".join(line.text for line in cue)


def _credits(cue: Sequence[Line]) -> bool:
    text = _text(cue)
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
