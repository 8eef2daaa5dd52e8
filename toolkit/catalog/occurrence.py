"""Where terms stand in a text, in any of their forms.

`Finder` is strict: it finds a term as it is written, with what inflection adds by the table of its language
(`languages/inflection.toml`). `is_there` is lenient: a translation is believed to have a term where the first
letters of its words are there. So neither cries wolf: what isn't surely the term asks for nothing, and what
may be its translation will do.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from toolkit import languages, late
from toolkit.text import scripts
from toolkit.text.hygiene import normalized
from toolkit.text.patterns import any_of
from toolkit.text.similarity import shared_start

_GATE = 8
"""Letters of a term by which places are looked for that may have it."""
_SHORT = 3
"""Letters of a word that tells nothing where a phrase has longer ones."""
_ACCENTS = late.regex("[\u0300-\u036f]+")
_PARTS = late.regex(r"[\s\u2010\u2011-]+")
_WORDS = late.regex(r"[^\W_]+")
_ADDED = late.regex(r"[\s\u00b7\u30fb\uff65\u30a0\uff1d=\u2010\u2011-]+")
"""What may stand between the parts of a name in a script without blanks."""
_OPEN = late.regex(f"[{scripts.HAN}][{scripts.HIRAGANA}]+$")
_CLOSE = f"[{scripts.UNSPACED}{scripts.SYLLABLES}]"
_KATAKANA = scripts.KATAKANA + scripts.KATAKANA_SIGNS
_APART = rf"[^\W{scripts.UNSPACED}]"
"""A letter of a script with blanks between words."""


@dataclass(frozen=True, slots=True)
class Inflection:
    """How a language bends words."""

    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Ending of the dictionary form -> those of other forms."""
    before: tuple[str, ...] = ()
    """What is written together with the word behind it, the longest first."""
    article: str = ""
    """That of `before` that a term may be given with, or without."""
    loose: str = ""
    """Letters that come and go."""
    compounds: bool = True
    """Whether a word may stand inside of others; so it is where nothing is known."""


@cache
def inflection(lang: str) -> Inflection:
    """How a language bends words; nothing is known of one without a table."""
    table = _tables().get(languages.base(lang))
    if table is None:
        return Inflection()
    endings = tuple(
        (old, tuple(new.replace("-", "") for new in listed.split()))
        for old, listed in table["endings"].items()
    )
    before = tuple(sorted(table.get("before", "").split(), key=len, reverse=True))
    loose, compounds = table.get("loose", ""), table.get("compounds", False)
    return Inflection(endings, before, table.get("article", ""), loose, compounds)


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("toolkit.languages").joinpath("inflection.toml").read_text("utf-8"))


def _composed(text: str) -> str:
    """A text as terms are looked for in it, in its own capitals."""
    if text.isascii():
        return text
    return scripts.POINTS.sub("", normalized(text, "NFKC")).replace("\u2019", "'")


class Occurrence(NamedTuple):
    """Where something stands that was looked for."""

    begin: int
    end: int
    number: int
    """Of what was looked for."""


class Finder:
    """Finds many words and phrases at once."""

    def __init__(self, wanted: Sequence[str], lang: str) -> None:
        """wanted: in their dictionary forms; a capital at the start of one asks for one in the text."""
        self._wanted = [" ".join(_composed(words).split()) for words in wanted]
        self._ways = inflection(lang)
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._wanted):
            first = _PARTS.split(words.casefold())[0]
            if first:
                # All forms of a word begin alike.
                base = shared_start([first, *_forms(first, self._ways)])[:_GATE]
                self._places[base or first[0]].append(number)
        self._sizes = sorted({len(base) for base in self._places})
        self._longest = max(map(len, self._ways.before), default=0)
        # Where blanks are between words, and nothing before them, they are looked for at their beginning.
        self._blanks = scripts.has_blanks(languages.get(lang).script)
        anchored = self._blanks and not self._ways.before
        gate = (r"(?<!\w)" if anchored else "") + any_of(sorted(self._places))
        self._gate = re.compile(gate) if self._places else None
        self._patterns: dict[int, re.Pattern[str]] = {}

    def spans(self, text: str) -> list[Occurrence]:
        """Where they stand, in order; of those that overlap the first and longest.

        Places are those of the text in NFKC.
        """
        if self._gate is None:
            return []
        plain = _composed(text)
        folded = plain.casefold()
        place = self._gate.search(folded)
        if place is None:
            return []
        # Folding makes two letters of one: of ß, and of İ.
        origins = range(len(folded) + 1) if len(plain) == len(folded) else _origins(plain)
        met: set[Occurrence] = set()
        while place is not None:
            met.update(self._at(folded, plain, origins, place.start()))
            place = self._gate.search(folded, place.start() + 1)
        out: list[Occurrence] = []
        for span in sorted(met, key=lambda span: (span.begin, -span.end, span.number)):
            # Two may be the same words.
            if not out or span.begin >= out[-1].end or span[:2] == out[-1][:2]:
                out.append(span)
        return out

    def _at(self, folded: str, plain: str, origins: Sequence[int], at: int) -> Iterator[Occurrence]:
        for size in self._sizes:
            for number in self._places.get(folded[at : at + size], ()):
                for begin in self._begins(folded, at):
                    match = self._pattern(number).match(folded, begin)
                    if match is None:
                        continue
                    first = origins[match.start(1)]
                    if not self._wanted[number][0].isupper() or plain[first].isupper():
                        yield Occurrence(first, origins[match.end()], number)
                        break

    def _begins(self, folded: str, at: int) -> Iterator[int]:
        """Where the word may begin that has these letters."""
        begin = at
        while begin and at - begin < self._longest and folded[begin - 1].isalpha():
            begin -= 1
        yield begin
        if begin != at:
            yield at

    def _pattern(self, number: int) -> re.Pattern[str]:
        if number not in self._patterns:
            self._patterns[number] = re.compile(
                _pattern(self._wanted[number].casefold(), self._ways, r"\w" if self._blanks else _APART)
            )
        return self._patterns[number]


def _origins(plain: str) -> list[int]:
    """Of each letter of a folded text, and of its end, the place in the text that it was made of."""
    return [*(at for at, letter in enumerate(plain) for _ in letter.casefold()), len(plain)]


def _pattern(words: str, ways: Inflection, letter: str) -> str:
    """What a phrase looks like in any of its forms; its first group begins where it does.

    letter  the class of letters that may not stand beside those of a word
    """
    parts = []
    for word in _PARTS.split(words):
        forms = sorted({word, *_forms(word, ways)}, key=len, reverse=True)
        parts.append(f"(?:{'|'.join(map(re.escape, forms))})")
    before = f"(?:{'|'.join(map(re.escape, ways.before))})?" if ways.before else ""
    first, last = (_beside(words[k], letter) for k in (0, -1))
    return (
        (f"(?<!{first})" * bool(first))
        + before
        + f"({_PARTS.pattern.join(parts)})"
        + f"(?!{last})" * bool(last)
    )


def _beside(edge: str, letter: str) -> str:
    """What may not stand beside the first or the last letter of a phrase; "" where anything may."""
    if scripts.within(edge, _KATAKANA):
        return f"[{_KATAKANA}]"
    return letter if edge.isalnum() and not scripts.unspaced(edge) else ""


def _forms(word: str, ways: Inflection) -> Iterator[str]:
    """The forms that a word in its dictionary form may have."""
    for old, new in ways.endings:
        if word.endswith(old) and len(word) - len(old) >= min(2, len(word)):
            yield from (word[: len(word) - len(old)] + ending for ending in new)


# What may be a term of a translation.


def is_there(words: str, text: str, lang: str) -> bool:
    """Whether a text may have a phrase in some form.

    >>> is_there("bac", "Les bacs du fleuve.", "fr"), is_there("bac", "Le bateau du fleuve.", "fr")
    (True, False)
    """
    closed, stems, skeletons = _lenient(words, lang)
    if closed:
        return stems[0] in _ADDED.sub("", _bare(text))
    ways = inflection(lang)
    if ways.compounds:
        return all(stem in _bare(text) for stem in stems)
    if _begun(stems, _spaced(text), ways.before):
        return True
    before = {_skeleton(words, ways.loose) for words in ways.before}
    return bool(skeletons) and _begun(skeletons, _skeleton(_spaced(text), ways.loose), before)


def _begun(stems: Iterable[str], spaced: str, before: Iterable[str]) -> bool:
    """Whether words begin with each of the stems.

    spaced  the words, with a blank before each
    before  what may be written together with them
    """
    return all(any(f" {first}{stem}" in spaced for first in ("", *before)) for stem in stems)


@lru_cache(maxsize=1 << 14)
def _lenient(words: str, lang: str) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """What must be in a text that has a phrase.

    Whether blanks don't count; what is left of its words; or, what is left of them without loose letters.
    """
    loose, phrase = inflection(lang).loose, _bare(words)
    if re.search(_CLOSE, phrase):
        stem = _ADDED.sub("", phrase)
        # What follows the ideographs of a verb bends.
        return True, (stem[: match.start() + 1] if (match := _OPEN.search(stem)) else stem,), ()
    article = inflection(lang).article
    parts = [
        part.removeprefix(article) if len(part) > len(article) + 1 else part
        for part in _WORDS.findall(phrase)
    ]
    telling = [part for part in parts if len(part) > _SHORT] or parts
    skeletons = tuple(_skeleton(part, loose) for part in telling) if loose else ()
    stems = tuple(_stem(part) for part in telling)
    return False, stems, skeletons if all(len(skeleton) > 1 for skeleton in skeletons) else ()


def _stem(word: str) -> str:
    """What of a word inflection leaves."""
    size = len(word)
    return word[: max(min(size, 3), size - (2 if size < 7 else 3))]


def _skeleton(text: str, loose: str) -> str:
    return text.translate(dict.fromkeys(map(ord, loose)))


@lru_cache(maxsize=64)
def _spaced(text: str) -> str:
    """The words of a text with a blank before each, without capitals and accents."""
    return " " + " ".join(_WORDS.findall(_bare(text)))


@lru_cache(maxsize=64)
def _bare(text: str) -> str:
    """A text without capitals and accents."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFD", normalized(text, "NFKC").casefold())
    # Hangul and kana, too, are taken apart by it.
    return unicodedata.normalize("NFC", _ACCENTS.sub("", scripts.POINTS.sub("", apart)))
