"""Two words for one, between which a translator hasn't decided: Haus/Gebäude."""

from __future__ import annotations

from toolkit import late
from toolkit.checks.quantities.lexicon import words_of_range
from toolkit.text import scripts

_ALIKE = 3
"""Letters at either end that forms of one word share: Leser/Leserinnen, lecteur/lectrice."""
_EITHER = late.regex(r"(?<![\w/.@#:-])([^\W\d_]{4,})/([^\W\d_]{6,})(?![\w/:-]|\.\w)")
"""Of few letters are what is meant so (er/sie, km/Tag), and endings: Leser/innen, directeur/trice."""
_MEANT = late.regex(r"[/()\[\]\d]|\w[-‐‑–—]\w")
"""What says in a source that two are meant, or one in another: "(or bell)", cost-benefit, 5 miles an hour."""


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
    match = _EITHER.search(text)
    if match is None or _names_two(source.lower(), source_lang):
        return ""
    one, other = match[1].lower(), match[2].lower()
    alike = one[:_ALIKE] == other[:_ALIKE] or one[-_ALIKE:] == other[-_ALIKE:]
    named = match[1] in source or match[2] in source
    return "" if alike or named else match[0]


def _names_two(source: str, lang: str) -> bool:
    """Whether a source in small letters says "or" or "and", or may: nobody wrote down the words for it."""
    known = words_of_range(lang)
    # In Korean they are written with the word before them.
    if lang == "ko" or any(map(scripts.unspaced, source)):
        return not known or any(word in source for word in known)
    return not known or not known.isdisjoint(scripts.WORDS.findall(source))
