"""Whether a text is in another language than it is said to be, or in two.

Its letters tell it, and its commonest words, but not those of addresses. Where neither does, nothing is
said: many languages have no table of words.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit import languages
from toolkit.text import addresses, scripts

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
    words = scripts.LETTERS.findall(sample.lower())
    counts = dict.fromkeys((tag for tag, kind, _ in languages.common_words() if kind == "function"), 0)
    known_words = _function_words()
    for word in words:
        for tag in known_words.get(word, ()):
            counts[tag] += 1
    likely = max(counts, key=counts.__getitem__)
    named = likely if counts[likely] >= _WORDS and likely != base else ""
    # Of a language without a name here nothing is known, nor its script.
    known = language.name != language.tag and base not in _NONE
    own = scripts.WRITTEN_IN.get(language.script) if known else None
    letters = "".join(words)
    mine = sum(map(len, scripts.one_of(own, _ENOUGH).findall(letters))) if own else 0
    if own and len(letters) >= _LETTERS and mine * 3 < len(letters):
        return named
    # A text in letters that its language is rarely written with has none of the words of the table.
    listed = base in counts and language.script == languages.get(base).script
    # Names and code in Latin letters are no language beside so many letters of the text's own script.
    if own and language.script != _LATIN == languages.get(likely).script:
        return None
    return named if listed and named and counts[likely] > 2 * counts[base] else None


_LATIN = "Latn"
_TELLS = 2
"""Function words of a paragraph that tell its language; of another one it has less than half as many."""
_LETTERS_TOLD, _MOSTLY = 8, 0.6
"""Letters that tell the script of a paragraph, at least, and their share."""
_SYLLABLES = {"CJK": 3, "HANGUL": 3}
"""Scripts whose letters say as much as several of others."""
_PARTS, _SHARE = 3, 0.15
"""Paragraphs in a second language, at least, and their share of those whose language is told."""
_SOME, _RUN = 200, 8
"""Paragraphs that tell as well as all of a long text, and how many stand together: languages take turns."""
_NAMELESS = frozenset(["LATIN"])
"""Scripts of names and of code in texts of all languages: words must tell that they are a language."""


class PartLanguage(NamedTuple):
    """What a paragraph is written in, as far as it tells."""

    script: str
    """As Unicode calls it: LATIN, CJK."""
    tag: str
    """Of its language; "" where its words tell none."""


def second(texts: Sequence[str], lang: str) -> tuple[str, list[int]] | None:
    """The second language of a text, and its paragraphs in it; None where nothing tells of one.

    "" for a language that nothing names. A few words of another language are no second one; nor is the one
    that the text is said to be in, though less of it be in that.

    >>> talk = ["Wo war das, und wer war mit dir da?", "Where was that, and who was there with you?"] * 4
    >>> second(talk, "de"), second(talk, "en"), second(talk[::2], "de")
    (('en', [1, 3, 5, 7]), ('de', [0, 2, 4, 6]), None)
    """
    # Some of them tell whether it is worth to look at all.
    if (step := len(texts) // _SOME) > 1:
        some = [text for i, text in enumerate(texts) if not i // _RUN % step]
        if second(some, lang) is None:
            return None
    texts = [addresses.without(text) for text in texts]
    told = {i: part for i, text in enumerate(texts) if (part := _language(text))}
    if not told:
        return None
    script = _own_script(told.values(), lang)
    named = Counter(part.tag for part in told.values() if part.script == script and part.tag)
    own = base if (base := languages.base(lang)) in named else max(named, key=named.__getitem__, default="")
    # A brief paragraph in another script may tell no more than that.
    others = {
        i: PartLanguage(part.script, part.tag if part.script == script else "")
        for i, part in told.items()
        if (part.tag or part.script not in {script, *_NAMELESS}) and part != (script, own)
    }
    (likely, often), *_ = *Counter(others.values()).most_common(1), (PartLanguage("", ""), 0)
    if often < max(_PARTS, _SHARE * len(told)) or likely == (script, ""):
        return None
    # Of a second script its letters tell, however brief a paragraph is.
    apart = likely.script != script
    places = [
        i
        for i, text in enumerate(texts)
        if (_most(text, 1) == likely.script if apart else others.get(i) == likely)
    ]
    tags = Counter(told[i].tag for i in places if i in told and told[i].tag)
    tag = max(tags, key=tags.__getitem__, default="")
    # Serbian may be written in two scripts.
    return None if tag and tag == (own or languages.base(lang)) else (tag, places)


def _own_script(told: Collection[PartLanguage], lang: str) -> str:
    """The script of a text's own language: that which it is written in as a rule, however little has it."""
    counts = Counter(part.script for part in told)
    # Of a text of which nobody has said what it is in, most of it tells.
    if languages.base(lang) in _NONE:
        return max(counts, key=counts.__getitem__)
    usual = languages.get(lang).script
    written = map(_script, scripts.WRITTEN_IN.get(usual, ""))
    if script := next(filter(counts.__contains__, written), ""):
        return script
    # Of a script without letters here it is known that it isn't that of names and code.
    likely = {script: count for script, count in counts.items() if usual == _LATIN or script not in _NAMELESS}
    return max(likely or counts, key=counts.__getitem__)


def _language(text: str) -> PartLanguage | None:
    """What a paragraph is written in; None where it is too brief to tell."""
    script = _most(text, _LETTERS_TOLD)
    if not script:
        return None
    words = [word.lower() for word in scripts.LETTERS.findall(text[:_WORTH])]
    counts = Counter(tag for word in words for tag in _function_words().get(word, ()))
    (likely, most), (_, then), *_ = *counts.most_common(2), ("", 0), ("", 0)
    return PartLanguage(script, likely if most >= _TELLS and most > 2 * then else "")


def _most(text: str, least: int) -> str:
    """The script of most letters of a paragraph; "" where it has fewer letters, or none has most."""
    letters = Counter(map(_script, filter(str.isalpha, text[:_WORTH])))
    script = max(letters, key=letters.__getitem__, default="")
    enough = letters.total() * _SYLLABLES.get(script, 1) >= least
    return script if enough and letters[script] >= _MOSTLY * letters.total() else ""


_WORTH = 200
"""Characters of a paragraph that tell its language."""


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str:
    """The script of a letter, as its name begins; Japanese is written in several."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return "CJK" if script in {"HIRAGANA", "KATAKANA"} else script


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """The languages whose function word each word is."""
    found: dict[str, tuple[str, ...]] = {}
    for tag, kind, known in languages.common_words():
        for word in known if kind == "function" else ():
            found[word] = *found.get(word, ()), tag
    return found


def _sample(texts: Iterable[str]) -> str:
    """The first of a text."""
    taken, size = [], 0
    for text in texts:
        taken.append(addresses.without(text))
        size += len(text)
        if size >= _ENOUGH:
            break
    return " ".join(taken)
