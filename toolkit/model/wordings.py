"""What an editor says in one language, or in several."""

from __future__ import annotations

from typing import Literal

InLanguages = tuple[tuple[str, str], ...]
"""A text by language; "" is the document's own. The first stands wherever there is one alone."""
Worded = Literal["rights", "translation_rights", "place"]
"""What metadata may say in several languages."""


def worded(said: InLanguages, lang: str, own: str) -> tuple[str, str]:
    """What is said in a language, or first, and the language of that; "" where nobody says anything.

    own  the document's language
    """
    by_lang = {known or own: text for known, text in said}
    if lang in by_lang:
        return by_lang[lang], lang
    return next(((text, known) for known, text in by_lang.items()), ("", own))
