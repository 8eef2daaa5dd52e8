"""Everyday words of many languages: what translates what before anything was given or learnt.

A short text teaches few words, and of those that it has once it teaches none. A few hundred meanings that
every story and every conversation has (*say, mother, house, night, because*) are known here in some
languages. They are a first guess beside names and numbers that are spelt alike: each text judges how far it
is right.

`toolkit/languages/everyday.tsv` has a meaning a line and a language a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain, product

from toolkit import languages
from toolkit.aligning import bounds
from toolkit.aligning.words import keys, normal, stem
from toolkit.text import scripts, tables

Languages = tuple[str, str]
"""BCP 47 tags of both texts."""
UNKNOWN: Languages = ("und", "und")
Meanings = Mapping[str, frozenset[int]]
"""Words, or their beginnings with `*` behind them, and what they mean: numbers of lines."""


@cache
def _table() -> Mapping[str, Meanings]:
    """Of each language the words of its column."""
    head, *rows = tables.rows("toolkit.languages", "everyday.tsv")
    columns: dict[str, dict[str, frozenset[int]]] = {tag: {} for tag in head}
    for number, row in enumerate(rows):
        for own, cell in zip(columns.values(), row, strict=True):
            for word in normal(cell).split():
                own[word] = own.get(word, frozenset()) | {number}
    return columns


@cache
def characters(langs: Languages) -> tuple[frozenset[str], frozenset[str]]:
    """Words of one character that each text has among others, without a sign where they begin.

    None where nothing is known of the other language.

    >>> "手" in characters(("de", "zh-Hans"))[1], characters(("ja", "de")), characters(("zh", "ar"))
    (True, (frozenset(), frozenset()), (frozenset(), frozenset()))
    """
    bases = [languages.base(tag) for tag in langs]
    alone = frozenset(word for word in _table()["zh"] if len(word) == 1)
    known = _table().keys() >= {*bases}
    # In Japanese kana stand between them.
    ours, theirs = (alone if known and base == "zh" else frozenset() for base in bases)
    return ours, theirs


def pairs(langs: Languages, source: Iterable[str], target: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of stems that translate each other in these languages; none where one of them isn't known.

    source, target: the words of each text.

    >>> pairs(("de", "fr"), ["mein", "vater", "sagte"], ["mon", "père", "a", "dit"])
    [('sagte', 'dit'), ('vater', 'père')]
    """
    bases = [languages.base(tag) for tag in langs]
    if not _table().keys() >= {*bases}:
        return []
    ours, theirs = (_by_meaning(side, lang) for side, lang in zip((source, target), bases, strict=True))
    both = sorted(ours.keys() & theirs.keys())
    return list(dict.fromkeys(chain.from_iterable(product(ours[one], theirs[one]) for one in both)))


def said(text: str, lang: str) -> frozenset[int]:
    """What the everyday words of a text mean: numbers of lines; none in a language that isn't known.

    >>> said("Der Vater sagte es.", "de") & said("Mon père l'a dit.", "fr") != frozenset()
    True
    """
    base = languages.base(lang)
    if base not in _table():
        return _NOTHING
    alone = characters((base, base))[0]
    return frozenset(_by_meaning(keys(text, None, alone), base))


def _by_meaning(words: Iterable[str], lang: str) -> dict[int, dict[str, None]]:
    """The stems of a text's words by what they mean."""
    heads, short = _heads(lang)
    found: dict[int, dict[str, None]] = {}
    for word in words:
        # Most words begin as no known one does: they are passed over fast.
        if word[: bounds.EVERYDAY_HEAD] in heads or (short and (word[:1] in short or word[:2] in short)):
            for meaning in _meanings(word, lang):
                found.setdefault(meaning, {})[stem(word)] = None
    return found


@lru_cache(maxsize=1 << 14)
def _meanings(word: str, lang: str) -> frozenset[int]:
    """What a word of a language may mean; texts of a corpus have the same ones."""
    return meanings(word, _table()[lang])


@cache
def _heads(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """How the words of a column begin; and beginnings that are shorter than that themselves."""
    heads = frozenset(word[: bounds.EVERYDAY_HEAD] for word in _table()[lang])
    return heads, frozenset(head.removesuffix("*") for head in heads if head[-1] == "*")


def meanings(word: str, known: Meanings) -> frozenset[int]:
    """What a word may mean."""
    found = known.get(word, _NOTHING)
    letters = len(word)
    # An ending has no more letters than what it is an ending of.
    for size in range(max((letters + 1) // 2, letters - bounds.EVERYDAY_ENDING), letters + 1):
        more = known.get(word[:size] + "*")
        # Most words are none of these: what they may not be is asked last.
        if more and (size > 1 or letters == 1 or _may_follow(word)):
            found |= more
    return found


def _may_follow(word: str) -> bool:
    """Whether what stands behind the first character may be its ending.

    A syllable alone begins too many words of Korean: what follows it is a particle.
    """
    return word[1:] in _PARTICLES or not scripts.within(word, scripts.SYLLABLES)


_NOTHING: frozenset[int] = frozenset()
_PARTICLES = frozenset("은는이가을를에의도로과와만")
