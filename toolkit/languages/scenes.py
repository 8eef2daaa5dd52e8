"""What heads a scene of a film: where it is set, `INT. KITCHEN - NIGHT`, `INTERIOR: A BOAT`."""

from __future__ import annotations

from toolkit import late
from toolkit.languages.lexicon import key, lexicon
from toolkit.text.signs import ends_sentence, is_question

_NUMBER = late.regex(r"\d{1,3}[A-Z]?\.?\s+(?=[^\W\d_])")
_PLACE = late.regex(r"[\d./]+")
_SET = late.regex(r"[^\W\d_]+\s?(?:[./–—:：]|-\s)")
"""A sign right behind the first word."""


def heads_scene(text: str) -> bool:
    """Whether a line says where a scene is set: in capitals, or with a sign where letters have none.

    Or how it begins and ends: `FADE IN:`. A sentence may begin with such a word, too: `חוץ מזה – ...` is
    "besides", and `INT. WHEN?` asks. Scenes may be counted.
    """
    # Most lines have a small letter, which tells it at once.
    if text != text.upper():
        return False
    words = _NUMBER.sub("", text, count=1)
    place, blank, _ = words.partition(" ")
    if not blank or is_question(words):
        return False
    if key(words.rstrip(" :")) in lexicon().scene:
        return True
    if _PLACE.split(key(place.rstrip(":：")), maxsplit=1)[0] not in lexicon().scene:
        return False
    return words != words.lower() or (_SET.match(words) is not None and not ends_sentence(words))
