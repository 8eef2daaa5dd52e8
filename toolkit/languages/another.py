"""Whether a text is in another language than it is said to be.

Its letters tell it, and its commonest words. Where neither does, nothing is said: many languages have no
table of words.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit import languages
from toolkit.text import scripts

_ENOUGH = 20_000
"""Characters that tell it as well as a whole book."""
_LETTERS = 40
_WORDS = 12
"""Fewer tell nothing. The shortest text of ours that is in another language has more."""

_NONE = frozenset(["mul", "und"])
"""Tags of no language: of several, and of one that nobody has said."""


def another(texts: Iterable[str], lang: str) -> str | None:
    """The language that a text is likely in; "" where it is another, and nothing tells which.

    None where it may be in that which it is said to be in.

    >>> another(["Где стоит мост, который построил мой дед, никто уже не помнит."], "en")
    ''
    >>> another(["Where is the bridge that was built by my grandfather? Nobody remembers."], "en")
    """
    language, base, sample = languages.get(lang), languages.base(lang), _sample(texts)
    words = [word.lower() for word in scripts.LETTERS.findall(sample)]
    counts = {
        tag: sum(map(known.__contains__, words))
        for tag, kind, known in languages.common_words()
        if kind == "function"
    }
    likely = max(counts, key=counts.__getitem__)
    named = likely if counts[likely] >= _WORDS else ""
    # Of a language without a name here nothing is known, nor its script.
    known = language.name != language.tag and base not in _NONE
    own = scripts.WRITTEN_IN.get(language.script) if known else None
    letters = "".join(words)
    if own and len(letters) >= _LETTERS and len(scripts.one_of(own).findall(letters)) * 3 < len(letters):
        return named
    # A text in letters that its language is rarely written with has none of the words of the table.
    listed = base in counts and language.script == languages.get(base).script
    return named if listed and named and counts[likely] > 2 * counts[base] else None


def _sample(texts: Iterable[str]) -> str:
    """The first of a text."""
    taken, size = [], 0
    for text in texts:
        taken.append(text)
        size += len(text)
        if size >= _ENOUGH:
            break
    return " ".join(taken)
