"""Names of those who speak no more, looked for as languages bend them.

Whoever withdrew, or is printed under another name from now on, may still be named: by others who speak, in a
translation, in the sidecar. A name has endings there (`Ганеева`, `Timurral`, `Timur'la`), words before it
(`وتيمور`), or is given by a part of it or its initials alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from unicodedata import category, normalize

from toolkit import late
from toolkit.catalog import contexts
from toolkit.edition.filing import is_role
from toolkit.model import Catalog, Document
from toolkit.text.scripts import HAN, HANGUL, HIRAGANA, SYLLABLES, unspaced, within
from toolkit.text.stops import caseless

_LETTER = r"[^\W\d_]"
_WORD = late.regex(rf"{_LETTER}+")
_LEAST = 4
"""Letters of a part of a name that tells whose it is."""
_SAYS_MORE = 3
"""Letters that one of Chinese or Korean is worth."""
_ENDING = 4
"""Letters of an ending."""
_INDIC = "\u0900-\u0dff"
"""Where a vowel is a sign on the letter before it, and as much of a name as a letter."""
_NO_BLANKS = HAN + HIRAGANA + SYLLABLES
"""In which a family's name and a given one are written as one word."""
_VOWELS = "aeiouyæøœаеиоуыэюяіїєьαεηιουωı"
"""Without what stands on them; with those that Slavic names lose before an ending."""


class _Bare(NamedTuple):
    """A text without what stands on its letters, and where each of them is in the text."""

    text: str
    places: list[int]


def away(document: Document, catalogs: Iterable[Catalog]) -> tuple[str, ...]:
    """The names of those who speak no more, in all languages, as far as catalogs remember them."""
    here = {speaker.key for speaker in document.speakers}
    found: dict[str, None] = {}
    for entry in (entry for catalog in catalogs for entry in catalog.obsolete):
        if (key := contexts.named(entry.context)) and key not in here:
            found |= dict.fromkeys(name for name in (entry.source, entry.target) if not is_role(name))
    return tuple(filter(None, found))


def known(document: Document, catalogs: Iterable[Catalog]) -> frozenset[str]:
    """The names of all who do speak, in all languages, and each word of them; folded, with single blanks."""
    people = {name for speaker in document.speakers for name in (speaker.name, *speaker.aliases)}
    for catalog in catalogs:
        for entry in catalog.entries:
            if contexts.named(entry.context):
                people |= {entry.source, entry.target}
    words = [[word.casefold() for word in _WORD.findall(_bare(name).text)] for name in people]
    return frozenset(chain.from_iterable((*own, " ".join(own)) for own in words if own))


class Search:
    """Looks for names in texts.

    others  names of all who speak, and their words (`known`): they are no sign of somebody else, though
            Martin begins as a form of Marta does
    said    the transcript: what it writes small, too, is no name
    """

    def __init__(self, names_: Iterable[str], others: frozenset[str], said: str) -> None:
        words = _WORD.findall(_bare(said).text)
        small = {word for word in words if word == word.lower() and not caseless(word[0])}
        forms: dict[str, None] = {}
        folded: list[str] = []
        for name in names_:
            lengths = dict(_parts(name))
            parts = [*lengths]
            own = [part for part in parts if part.casefold() not in others and part.lower() not in small]
            long = [part for part in own if lengths[part] >= _LEAST]
            long += [part for part in _within(parts) if not any(part in other for other in others)]
            whole = " ".join(parts).casefold()
            shared = any(f" {whole} " in f" {other} " for other in others)
            if not long and len(parts) > 1 and not shared:
                forms[_together(parts)] = None
                folded.append(whole)
            # Ha-neul, also as Ha Neul and Haneul.
            joined = (_WORD.findall(_bare(word).text) for word in name.split() if "-" in word)
            forms |= {_together(some, least=0): None for some in joined if sum(map(len, some)) > _LEAST}
            folded += [part.casefold() for part in own]
            forms |= dict.fromkeys(map(_bent, long))
            if own and len(parts) > 1 and all(part[0] != part[0].lower() for part in parts):
                initials = r"\.\s?".join(part[0] for part in parts)
                forms[rf"(?<!{_LETTER})(?<!{_LETTER}\.)(?<!\W{_LETTER}\.\s){initials}\."] = None
        self.form = re.compile("|".join(forms)) if forms else None
        stems = {stem for word in others for stem in (word, word.rstrip(_VOWELS))}
        self._others = tuple(stem for stem in stems if not _may_be(stem, folded))

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Where somebody is named, and how that is written there."""
        if self.form is None:
            return
        bare = _bare(text)
        for match in self.form.finditer(bare.text):
            start, end = bare.places[match.start()], bare.places[match.end() - 1] + 1
            while end < len(text) and category(text[end]).startswith("M"):
                end += 1
            if not match[0].casefold().startswith(self._others):
                yield start, text[start:end]


def _bent(part: str) -> str:
    """A pattern of a part of a name, with the endings and beginnings that it may have."""
    if caseless(part[0]):
        if any(unspaced(letter) or within(letter, HANGUL) for letter in part):
            return re.escape(part)
        # Arabic and Hebrew write "and", "to", "the" before a name.
        return rf"(?<!{_LETTER}){_LETTER}{{0,3}}{re.escape(part)}{_LETTER}{{0,3}}(?!{_LETTER})"
    first, rest = part[0].upper(), part[1:]
    ending = f"{_LETTER}{{0,{_ENDING}}}"
    if part[-1].lower() in _VOWELS:
        rest = rest[:-1]
        # Of a short name other words begin as the rest of it does.
        ending = ending if len(rest) >= _LEAST - 1 else f"[{_VOWELS}]{_LETTER}{{0,{_ENDING - 1}}}"
    return rf"(?<!{_LETTER}){re.escape(first)}(?i:{re.escape(rest)}{ending})(?!{_LETTER})"


def _together(parts: Iterable[str], least: int = 1) -> str:
    """A pattern of all parts of a name, as of Ann Lee, none of which tells alone.

    least  how many signs are between them at least
    """
    joined = rf"[\s.-]{{{least},2}}".join(map(re.escape, parts))
    before = "" if joined != joined.lower() else f"{_LETTER}{{0,3}}"
    return rf"(?<!{_LETTER}){before}(?i:{joined}){_LETTER}{{0,{_ENDING}}}(?!{_LETTER})"


def _may_be(form: str, parts: Iterable[str]) -> bool:
    """Whether a form begins one of these parts, or may be a case of one: Martina of Martin."""
    return any(part.startswith(form) or part == form[:-1] for part in parts)


def _parts(name: str) -> Iterator[tuple[str, int]]:
    """The words of a name without what stands on them, and how much each tells, in letters."""
    bare = _bare(name)
    for match in _WORD.finditer(bare.text):
        start, end = bare.places[match.start()], bare.places[match.end() - 1] + 1
        while end < len(name) and within(name[end], _INDIC):
            end += 1
        yield match[0], sum(map(_worth, name[start:end]))


def _worth(sign: str) -> int:
    if unspaced(sign) or within(sign, HANGUL):
        return _SAYS_MORE
    return sign.isalpha() or within(sign, _INDIC)


def _within(parts: Sequence[str]) -> Sequence[str]:
    """The names that are one word together in Chinese, Japanese and Korean: 小明 of 王小明."""
    name = "".join(parts)
    if len(parts) > 1 or len(name) not in {3, 4} or not within(name, _NO_BLANKS):
        return ()
    return [name[1:]] if len(name) == 3 else [name[:2], name[2:]]


def _bare(text: str) -> _Bare:
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        apart = letter if letter.isascii() else normalize("NFD", letter)
        kept = normalize("NFC", "".join(sign for sign in apart if not category(sign).startswith("M")))
        letters.append(kept)
        places += [place] * len(kept)
    return _Bare("".join(letters), places)
