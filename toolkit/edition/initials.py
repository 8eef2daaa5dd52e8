"""Short forms of names, such as initials, in any script.

    Noor Castellane  NC      欧阳建国  欧阳      نور كاستيلان  ن. ك.
    Anna von Holt    AH      山田太郎  山田      נור קסטלן     נ״ק

Where two people of a document would have the same, both get as much more of their names as tells them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from toolkit import late
from toolkit.languages import base, lexicon
from toolkit.text import scripts

_PARTS = late.regex(r"[\s\u00b7\u2027\u30fb\uff65\u2010-\u2012-]+")
"""What stands between the parts of a name; of foreign names in China and Japan a dot."""
_GIVEN = 2
"""Syllables of a Korean given name, nearly always."""
_MOST = 20
"""By thought: letters of a short form. Whoever more of them don't tell apart is called by the whole name."""
_ARTICLE = "\u0627\u0644"
_THAI_VOWELS = "\u0e40\u0e41\u0e42\u0e43\u0e44"
"""They are typed before the consonant that they are said behind, which is the initial."""
# Surnames of two letters, which no rule tells from one letter and a given name.
_DOUBLE = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 夏侯"
    " 端木 남궁 황보 제갈 사공 선우 서문 독고".split()
)


def initials(names: Mapping[str, str], lang: str) -> dict[str, str]:
    """The short form of each name; no two are alike, but of names that are.

    names  by key, as they are printed in one language
    """
    ways = {key: tuple(_ways(name, lang)) for key, name in names.items()}
    chosen = dict.fromkeys(names, 0)
    whole = Counter(names.values())
    while True:
        short = {key: ways[key][way] for key, way in chosen.items()}
        counts = Counter(short.values())
        # Nobody is called as somebody else is in full, either.
        longer = [
            key
            for key, way in chosen.items()
            if way + 1 < len(ways[key])
            and (counts[short[key]] > 1 or whole[short[key]] > (short[key] == names[key]))
        ]
        if not longer:
            return short
        for key in longer:
            chosen[key] += 1


def _ways(name: str, lang: str) -> Iterator[str]:
    """From the shortest to the whole name."""
    parts = [part for part in _PARTS.split(name) if any(map(str.isalnum, part))]
    # "Dr." is no part of a name.
    titles = lexicon.lexicon().titles
    parts = [part for part in parts if lexicon.key(part.rstrip(".")) not in titles] or parts
    if parts and scripts.one_of(scripts.SINOSPHERE).match(name):
        yield from _eastern(name, parts, lang)
    elif len(parts) == 1:
        letters = _letters(parts[0])
        yield from ("".join(letters[:count]) for count in range(1, min(len(letters), _MOST)))
    elif parts:
        # Particles such as "von" are no initials where capitals are.
        capital = [part for part in parts if _core(part)[:1].isupper()]
        *before, last = (_letters(part) for part in capital or parts)
        for count in range(1, min(len(last), _MOST) + 1):
            yield _joined([*(letters[0] for letters in before), "".join(last[:count])])
    yield name


def _eastern(name: str, parts: list[str], lang: str) -> Iterator[str]:
    """The surname, as the press has it; then more of the name."""
    if len(parts) > 1:
        # Of a foreign name the surname comes last; of an own one that is written apart it comes first, and no
        # Korean given name has three syllables.
        foreign = (
            scripts.within(parts[-1], scripts.KATAKANA)
            or re.search("[·‧・･]", name)
            or (scripts.within(name, scripts.SYLLABLES) and len(parts[-1]) > _GIVEN)
        )
        yield parts[-1] if foreign else parts[0]
        return
    letters = _letters(name)
    # In Japan most surnames have two letters; who has two letters in all is called by both.
    first = 2 if base(lang) == "ja" or name[:2] in _DOUBLE else 1
    yield from ("".join(letters[:count]) for count in range(first, min(len(letters), _MOST)))


def _joined(letters: list[str]) -> str:
    """Initials side by side."""
    first = letters[0]
    if scripts.within(first, scripts.ARABIC):
        # Else they would join into a word.
        return " ".join(f"{letter}." for letter in letters)
    if scripts.within(first, scripts.HEBREW):
        return "".join(letters[:-1]) + "״" + letters[-1]
    if scripts.one_of(scripts.CASELESS).match(first):
        return "".join(f"{letter}." for letter in letters)
    return "".join(letters)


def _core(part: str) -> str:
    """A part without what stands around its letters, such as an apostrophe."""
    return part.strip("'’‘\"“”«»().,")


def _letters(part: str) -> list[str]:
    """The letters of a part, each with its marks."""
    part = _core(part) or part
    # The article of Arabic stands before many surnames.
    if part.startswith(_ARTICLE) and len(part) > len(_ARTICLE) + 1:
        part = part[len(_ARTICLE) :]
    part = part.lstrip(_THAI_VOWELS) or part
    letters: list[str] = []
    for character in part:
        joins = letters and (
            unicodedata.category(character).startswith("M")
            # What follows a virama is part of the same letter.
            or unicodedata.combining(letters[-1][-1]) == 9
        )
        if joins:
            letters[-1] += character
        else:
            letters.append(character)
    return letters
