"""Consonants of names, by which a name is known in another script.

Voss is P-S, and so are فوس and Фосс; Keldmoor is K-R-T-M-R, and so is 凯尔德穆尔. Scripts agree about little
more than consonants, and tell neither b from p nor l from r.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from toolkit import languages, late
from toolkit.text import scripts

_CLASSES = {
    **dict.fromkeys("bpfv", "P"),
    **dict.fromkeys("dt", "T"),
    **dict.fromkeys("kgq", "K"),
    **dict.fromkeys("szj", "S"),
    **dict.fromkeys("lr", "R"),
    "m": "M",
    "n": "N",
}
"""Letter -> class. The others are vowels, or come and go: h, w, y."""
_SPELT = ((late.regex(r"x"), "ks"), (late.regex(r"[cs]h|c(?=[eiy])|g(?=[ei])"), "s"), (late.regex(r"c"), "k"))
"""What is spelt otherwise than it is read, in Latin letters."""
_PINYIN = ((late.regex(r"[zcs]h|[zcqxj]"), "s"), (late.regex(r"ng$"), "n"), (late.regex(r"^er$"), "r"))
"""Likewise in Pinyin, where er is what stands for a final r or l."""
_REPEATED = late.regex(r"(.)\1+")
_NOT_READ = late.regex("[ッっー]")
_VOWEL = "V"
_VOWELS = "阿啊埃艾爱愛安奥奧欧歐伊乌烏尤优優亚亞娅婭雅耶厄"
"""Ideographs that stand for vowels in names of other languages; others have a meaning."""


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The classes of a word's consonants.

    >>> consonants("Voss"), consonants("فوس"), consonants("フォス"), consonants("Celia"), consonants("سيليا")
    ('PS', 'PS', 'PS', 'SR', 'SR')
    """
    letters = _roman(word)
    for pattern, read in _SPELT:
        letters = pattern.sub(read, letters)
    return _classes(letters)


@cache
def of_ideograph(character: str) -> str:
    """The classes of the consonants of an ideograph.

    It is "V" where it has none, and "A" where it stands for a vowel in names of other languages.

    >>> [of_ideograph(character) for character in "凯尔德穆尔阿一"]
    ['K', 'R', 'T', 'M', 'R', 'A', 'V']
    """
    if character in _VOWELS:
        return "A"
    letters = _roman(character)
    for pattern, read in _PINYIN:
        letters = pattern.sub(read, letters)
    return _classes(letters) or _VOWEL


def _roman(text: str) -> str:
    if text.isascii():
        return text.lower()
    from anyascii import anyascii

    return anyascii(_NOT_READ.sub("", text)).lower()


def once(letters: str) -> str:
    """The letters, each that stands several times in a row once.

    >>> once("gillian")
    'gilian'
    """
    return _REPEATED.sub(r"\1", letters)


def _classes(letters: str) -> str:
    return "".join(_CLASSES.get(letter, "") for letter in once(letters))


def likeness(name: str, word: str) -> float:
    """How alike the consonants of two words are, 0 to 1."""
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(consonants(name), consonants(word))


def alike(name: str, words: Sequence[str], sounds: Sequence[str], bound: float) -> Iterator[str]:
    """The words whose likeness to a name is so much at least.

    sounds  the consonants of each word
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract_iter

    wanted = consonants(name)
    for _, _, place in extract_iter(wanted, sounds, scorer=OSA.normalized_similarity, score_cutoff=bound):
        yield words[place]


def spelling(name: str, word: str) -> float:
    """How alike two words are in Latin letters, 0 to 1."""
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(_roman(name), _roman(word))


def spelt_anew(name: str, form: str, langs: Iterable[str]) -> bool:
    """Whether one of two languages spells a name its own way, in Latin letters: Putin, Poutine.

    >>> spelt_anew("Salvador", "Salwador", ["fr", "pl"]), spelt_anew("Poutine", "Putin", ["fr", "de"])
    (True, True)
    >>> spelt_anew("Simone", "Simon", ["fr", "de"]), spelt_anew("Becker", "Beker", ["en", "de"])
    (False, False)
    """
    one, other = (_as_read(word, frozenset(map(languages.base, langs))) for word in (name, form))
    # An e at its end alone makes another name: Simone, Simon.
    closed = {one, other} == {one.rstrip("e"), f"{one.rstrip('e')}e"}
    return one == other or (closed and ("ou" in _roman(name)) != ("ou" in _roman(form)))


@lru_cache(maxsize=4096)
def _as_read(name: str, langs: frozenset[str]) -> str:
    """A name with one way to spell what these languages spell in several."""
    read = _roman(name)
    for letters, one, theirs in _SPELLINGS:
        if not theirs or not langs.isdisjoint(theirs):
            read = read.replace(letters, one)
    return read


_HEARD = frozenset("az bs cs hr hu lt lv pl ro sk sl sq sr tr".split())
"""Languages that spell many a name as they hear it."""
_SPELLINGS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("ck", "k", _HEARD),
    ("qu", "k", _HEARD),
    ("c", "k", _HEARD | {"da", "de", "nb", "nl", "sv"}),
    ("rh", "r", _HEARD | {"es", "it", "pt"}),
    ("ie", "e", frozenset(["pl"])),
    ("z", "s", frozenset(["de"])),
    ("ou", "u", frozenset(["fr"])),
    # Names from other scripts, and umlauts, are written so in any.
    *(
        (letters, one, frozenset[str]())
        for letters, one in (("q", "k"), ("kh", "h"), ("ph", "f"), ("w", "v"))
    ),
    *((letters, one, frozenset[str]()) for letters, one in (("ue", "u"), ("oe", "o"), ("ae", "a"))),
)
"""Letters, what others have for them, and the languages that change them; none where any may."""
_OPEN = frozenset("aeiouy")
_HAN_RUN = late.regex(f"[{scripts.HAN}]{{2,}}")


def spans(name: str, text: str) -> Iterator[str]:
    """Ideographs in a text that are read as a name is.

    >>> list(spans("Agnes", "那天晚上，阿格尼丝对我说"))
    ['阿格尼丝']
    """
    pattern = _pattern(consonants(name), name[0].lower() in _OPEN, name[-1].lower() in _OPEN)
    if pattern is None:
        return
    for run, read, places in _runs(text):
        for match in pattern.finditer(read):
            first, last = places[match.start()], places[match.end() - 1]
            # Whole ideographs alone.
            if (not match.start() or places[match.start() - 1] != first) and (
                match.end() == len(places) or places[match.end()] != last
            ):
                yield run[first : last + 1]


@lru_cache(maxsize=4096)
def _runs(text: str) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """Runs of ideographs, how each is read, and for each sound the ideograph that has it."""
    runs = []
    for run in _HAN_RUN.findall(text):
        sounds = [of_ideograph(character) for character in run]
        places = [at for at, read in enumerate(sounds) for _ in read]
        runs.append((run, "".join(sounds), tuple(places)))
    return tuple(runs)


@cache
def _pattern(sounds: str, open_start: bool, open_end: bool) -> re.Pattern[str] | None:
    """What finds the consonants of a name among those of ideographs.

    Between two may be a vowel, and a final n that the reading adds; an r behind a vowel is often left out.
    """
    if len(sounds) < 2:
        return None
    parts = [f"{sound}?" if sound == "R" and number else sound for number, sound in enumerate(sounds)]
    inside = "[VA]?N??".join(parts)
    return re.compile(f"{'A?' * open_start}{inside}{'A?' * open_end}")
