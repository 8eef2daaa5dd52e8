"""How the words of many languages are spelt, as the package wordfreq lists them (extra `spelling`).

Of some languages it has a long list, of some 300,000 words: what stands in none of both is misspelt where a
slip makes it of a word that isn't rare. Elsewhere only the commonest words tell.
"""

from __future__ import annotations

import gzip
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache
from importlib.abc import FileLoader
from importlib.util import find_spec
from itertools import chain, islice, takewhile
from math import inf
from pathlib import Path
from typing import NamedTuple

import msgspec

from toolkit import late
from toolkit.languages import function_words, slips
from toolkit.text.scripts import LATIN, one_of

_LISTED = frozenset(
    "bg ca cs da de el en es fi fr hr hu id is it lt lv mk nb nl pl pt ro ru sk sl sv tr uk".split()
)
"""Languages with lists; none is one in which a letter or a tone more or less mostly makes another word."""
_TOO_FEW = frozenset("ca fi uk".split())
_LONG = frozenset("cs de en es fr it mk nb nl pl pt ru sv".split())
"""Those with a long list, without those of which it has too few forms."""
_MOST, _LEAST = 5_000, 5
"""The commonest words that are taken, and their letters, at least: slips in shorter ones tell too little."""
_RARE = 10_000
"""Words of a list that aren't rare."""
_COMMON, _FIRST, _SECOND = 1_000, 2, 3
"""The commonest words, which are told without the blank between them, and letters of both, at least."""
_STRANGE = 2
"""Groups of three letters that no word has, where a letter is lost and only common words tell."""
_RARER = 160
"""Hundredths of a power of ten by which a word is rarer in a language that hasn't it: a fortieth. By hand.

Forms of verbs are alike in many languages, and rare in some: French *survive*, Spanish *capture*."""
_COMMONER = 100
"""By how many times a word of both lists stands further back in one that only quotes it: *think*. By hand."""
_FIRST_ACCENTED, _ACCENTED_RARER = 3, 120
"""Letters of a word that lost an accent, at least, and how much rarer it is without. By hand.

People write *esta* for *está* wherever lists of words come from, but less often than it.
"""
_CALLED = {"hr": "sh"}
"""What wordfreq calls some languages."""
_BEHIND = {"es": late.regex("(.{3,}?)(d?)(?:me|te|se|nos|os|l[eao]s?)")}
"""Pronouns that are written as one word with the verb before them: hacedlos. Of most verbs no list has it."""
_STROKES = {"ł": "l", "ı": "i", "ø": "o", "đ": "d"}
"""Letters that Unicode doesn't take for one with an accent, as who has no key for them writes them."""
_SIGMA = late.regex("σ$")
_SAME = str.maketrans({"ё": "е", "ґ": "г", "ß": "ss"})
"""Letters that many write otherwise, as the lists of words do."""


class _List(NamedTuple):
    """The list of a language, without the long one."""

    places: Mapping[str, int]
    """All its words, and how many are commoner."""
    common: frozenset[str]
    groups: frozenset[str]
    """The three letters that stand beside each other in these."""
    letters: str


@cache
def common(lang: str) -> frozenset[str]:
    """The common words of a language in small letters; none where the extra isn't there, or has no list.

    >>> "weather" in common("en"), "waether" in common("en"), common("vi")
    (True, False, frozenset())
    """
    return _list(lang).common


def listed(lang: str) -> Collection[str]:
    """All words that the list of a language has, those too that hardly come.

    >>> "reused" in listed("en"), "reused" in common("en")
    (True, False)
    """
    return _list(lang).places.keys()


def is_of(word: str, lang: str, other_lang: str) -> bool:
    """Whether a word isn't rare in a language, and is none of another, as their lists tell.

    >>> is_of("weather", "en", "es"), is_of("hotel", "en", "es"), is_of("weather", "en", "vi")
    (True, False, False)
    """
    ours, others = _list(lang).places, _list(other_lang).places
    if not others or word not in ours:
        return False
    if word in others:
        return others[word] > _COMMONER * (ours[word] + 1)
    if other_lang not in _LONG | _TOO_FEW:
        return ours[word] < _RARE
    if ours[word] >= _RARE:
        return not _is_anywhere(word, other_lang)
    return _rarity(word, other_lang, "large") - _rarity(word, lang, "small") >= _RARER


def meant(words: Collection[str], lang: str, is_strange: Callable[[str], bool]) -> dict[str, str]:
    """Which of some words are a listed one but for a slip, and that word; or two, without the blank.

    is_strange  whether other words of the text don't have three letters beside each other
    """
    listed = _list(lang).places
    folded = {word: word.translate(_SAME) for word in words if len(word) >= _LEAST and word.isalpha()}
    unknown = {word: same for word, same in folded.items() if listed and same not in listed}
    found = {word: right for word, same in unknown.items() if (right := _nearest(same, lang, is_strange))}
    if lang in _LONG:
        cut = {word: right for word, same in unknown.items() if (right := _with_its_end(same, lang))}
        found = {
            word: right
            for word, right in (cut | found).items()
            if not _is_anywhere(folded[word], lang) and not _has_pronoun(folded[word], lang)
        }
    rest = [word for word in words if word not in found and len(word) >= _FIRST_ACCENTED and word.isalpha()]
    return {word: right for word in rest if listed and (right := _with_an_accent(word, lang))} | found


def _with_its_end(word: str, lang: str) -> str:
    """The commonest listed word that has a letter or two more at its end; "" for none."""
    words = _sorted(lang)
    behind = takewhile(lambda other: other.startswith(word), islice(words, bisect_left(words, word), None))
    longer = (other for other in behind if len(word) < len(other) <= len(word) + slips.ENDS)
    return min(longer, key=_list(lang).places.__getitem__, default="")


def _with_an_accent(word: str, lang: str) -> str:
    """The listed word that one is without an accent, where that is far commoner; "" for none.

    >>> _with_an_accent("gesturzt", "de"), _with_an_accent("esta", "es")
    ('gestürzt', '')
    """
    accents, places = _accents(lang), _list(lang).places
    near = (
        f"{word[:at]}{accented}{word[at + 1 :]}"
        for at, letter in enumerate(word)
        for accented in accents.get(letter, "")
    )
    meant = min(filter(places.__contains__, near), key=places.__getitem__, default="")
    if not meant:
        return ""
    size = "large" if lang in _LONG | _TOO_FEW else "small"
    return meant if _rarity(word, lang, size) - _rarity(meant, lang, "small") >= _ACCENTED_RARER else ""


def _nearest(word: str, lang: str, is_strange: Callable[[str], bool]) -> str:
    """The commonest word that one is but for a slip, or two that it is without the blank; "" for none."""
    listed = _list(lang).places
    near = min(_near(word, lang, is_strange), key=listed.__getitem__, default="")
    if near or lang not in _LONG:
        return near
    ends = range(_FIRST, len(word) - _SECOND + 1)
    parts = [(word[:at], word[at:]) for at in ends if word[:at] in listed and word[at:] in listed]
    both = min(parts, key=lambda both: max(map(listed.__getitem__, both)), default=())
    # Of other words new ones are made: Swedish hjälpsida, Dutch versielijst.
    is_both = all(listed[part] < _COMMON for part in both) and not function_words(lang).isdisjoint(both)
    return " ".join(both) if is_both else ""


def _near(word: str, lang: str, is_strange: Callable[[str], bool]) -> Iterator[str]:
    """The listed words that one is but for a slip.

    A slip mostly brings letters together as neither a common word nor another of the text has them. Where a
    long list tells which words there are, letters that were moved need no such sign.
    """
    listed, is_long = _list(lang), lang in _LONG
    unknown = slips.groups(word) - listed.groups
    strange = sum(map(is_strange, unknown))
    known = listed.places if is_long else listed.common
    if is_long:
        yield from filter(known.__contains__, slips.with_a_syllable_once(word))
    if strange or (is_long and not unknown):
        yield from filter(known.__contains__, slips.with_letters_moved(word))
    if strange >= (1 if is_long else _STRANGE):
        yield from filter(known.__contains__, slips.with_a_letter_more(word, listed.letters))
    if strange and is_long:
        others = chain(slips.with_a_letter_less(word), slips.with_another_letter(word, listed.letters))
        yield from filter(known.__contains__, others)


@cache
def _list(lang: str) -> _List:
    """The list of a language; one without words where there is none."""
    words = _words(lang)
    common = frozenset(word for word in words[:_MOST] if len(word) >= _LEAST)
    groups = frozenset(chain.from_iterable(map(slips.groups, common)))
    return _List(
        dict(zip(words, range(len(words)), strict=True)),
        common,
        groups,
        "".join(sorted(set("".join(common)))),
    )


def _words(lang: str) -> list[str]:
    """The words of a list, the commonest first."""
    packed = _read(lang, "small") if lang in _LISTED else b""
    if not packed:
        return []
    # What it begins with says what it is; then come the words of each frequency.
    words: list[str] = [*chain.from_iterable(msgspec.msgpack.decode(packed)[1:])]
    # Words of English stand in all lists; they are no words of a language with letters of its own.
    latin = one_of(LATIN)
    own = latin.search(words[0]) is not None
    # It folds the sigma that ends a word.
    kept = (word for word in words if word.isalpha() and (latin.search(word) is not None) == own)
    return [_SIGMA.sub("ς", word) for word in kept]


@lru_cache(maxsize=1)
def _sorted(lang: str) -> list[str]:
    """The words of a list by their letters."""
    return sorted(_list(lang).places)


@cache
def _accents(lang: str) -> Mapping[str, str]:
    """The letters of a language that have an accent, by the one without."""
    found: dict[str, str] = {}
    for letter in _list(lang).letters:
        bare = _STROKES.get(letter) or unicodedata.normalize("NFD", letter)[0]
        if bare != letter:
            found[bare] = found.get(bare, "") + letter
    return found


@lru_cache(maxsize=1 << 12)
def _is_anywhere(word: str, lang: str) -> bool:
    """Whether the long list of a language has a word; it isn't unpacked for that, which would take longer."""
    return msgspec.msgpack.encode(word) in _long(lang)


def _has_pronoun(word: str, lang: str) -> bool:
    """Whether a word is a listed one with a pronoun behind it; what is told to do something ends in d."""
    parts = _BEHIND[lang].fullmatch(word) if lang in _BEHIND else None
    if parts is None:
        return False
    forms = (f"{parts[1]}{parts[2]}", f"{parts[1]}r") if parts[2] else (parts[1],)
    return any(form in _list(lang).places for form in forms)


@lru_cache(maxsize=1 << 12)
def _rarity(word: str, lang: str, size: str) -> float:
    """By how many hundredths of a power of ten a word is rarer than all words together; endless for none."""
    packed = msgspec.msgpack.encode(word)
    listed = _long(lang) if size == "large" else _read(lang, size)
    # Words of each frequency stand together, which aren't unpacked.
    rows = msgspec.msgpack.decode(listed, type=list[msgspec.Raw])
    return next((rarity for rarity, row in enumerate(rows) if packed in bytes(row)), inf)


@lru_cache(maxsize=1)
def _long(lang: str) -> bytes:
    """The long list of a language as it is packed: one alone, as it has up to 13 MB."""
    return _read(lang, "large")


def _read(lang: str, size: str) -> bytes:
    """A list of wordfreq as it is packed; nothing where the extra isn't there.

    Its data are read, since to import the package takes longer than that. There won't be another release.
    """
    spec = find_spec("wordfreq")
    if spec is None or not isinstance(spec.loader, FileLoader):
        return b""
    name = f"{size}_{_CALLED.get(lang, lang)}.msgpack.gz"
    return gzip.decompress(spec.loader.get_data(str(Path(spec.loader.path).with_name("data") / name)))
