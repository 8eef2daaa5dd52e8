"""Two words for one, between which a translator hasn't decided: Haus/Gebäude."""

from __future__ import annotations

import re

from toolkit.checks.quantities.lexicon import words_of_range

_ALIKE = 3
"""Letters at either end that forms of one word share: Leser/Leserinnen, lecteur/lectrice."""
_EITHER = re.compile(r"(?<![\w/.@#:-])([^\W\d_]{4,})/([^\W\d_]{6,})(?![\w/:-]|\.\w)")
"""Of few letters are what is meant so (er/sie, km/Tag), and endings: Leser/innen, directeur/trice."""
_MEANT = re.compile(r"[/()\[\]\d]")
"""What says in a source that something is one of two, or one in another: "(or bell)", 5 miles an hour."""


def undecided(text: str, source: str, source_lang: str) -> str:
    """The first two words of a translation that stand for one of its source; "" for none.

    source_lang  the language alone; what it says between two of anything tells that two are meant

    >>> undecided("Das Haus/Gebäude brannte.", "The building burnt.", "en")
    'Haus/Gebäude'
    >>> undecided("Leser/innen", "Readers", "en"), undecided("Schafe/Ziegen", "Sheep or goats", "en")
    ('', '')
    """
    if "/" not in text or _MEANT.search(source):
        return ""
    if not words_of_range(source_lang).isdisjoint(source.lower().split()):
        return ""
    match = _EITHER.search(text)
    if match is None:
        return ""
    one, other = match[1].lower(), match[2].lower()
    alike = one[:_ALIKE] == other[:_ALIKE] or one[-_ALIKE:] == other[-_ALIKE:]
    named = match[1] in source or match[2] in source
    return "" if alike or named else match[0]
