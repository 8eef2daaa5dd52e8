"""How the common words of many languages are spelt, as the package wordfreq lists them (extra `spelling`)."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from toolkit.text.scripts import LATIN, one_of

_LISTED = frozenset(
    "bg ca cs da de el en es fi fr hr hu id is it lt lv mk nb nl pl pt ro ru sk sl sv tr uk".split()
)
"""Languages with lists; none is one in which a letter or a tone more or less mostly makes another word."""
_MOST, _LEAST = 5_000, 5
"""The commonest words that are taken, and their letters, at least: slips in shorter ones tell too little."""
_ALL = 1_000_000
"""More words than any list has."""
_CALLED = {"hr": "sh"}
"""What wordfreq calls some languages."""
_SIGMA = re.compile("σ$")


@cache
def common(lang: str) -> frozenset[str]:
    """The common words of a language in small letters; none where the extra isn't there, or has no list.

    >>> "weather" in common("en"), "waether" in common("en"), common("vi")
    (True, False, frozenset())
    """
    return frozenset(word for word in _listed(lang)[:_MOST] if len(word) >= _LEAST)


@cache
def listed(lang: str) -> frozenset[str]:
    """All words that the list of a language has, those too that hardly come.

    >>> "reused" in listed("en"), "reused" in common("en")
    (True, False)
    """
    return frozenset(_listed(lang))


@cache
def _listed(lang: str) -> list[str]:
    """The words of a list, the commonest first."""
    if lang not in _LISTED:
        return []
    try:
        package = import_module("wordfreq")
    except ImportError:
        return []
    words: list[str] = package.top_n_list(_CALLED.get(lang, lang), _ALL, wordlist="small")
    # Words of English stand in all lists; they are no words of a language with letters of its own.
    latin = one_of(LATIN)
    own = latin.search(words[0]) is not None
    # It folds the sigma that ends a word.
    kept = (word for word in words if word.isalpha() and (latin.search(word) is not None) == own)
    return [_SIGMA.sub("ς", word) for word in kept]
