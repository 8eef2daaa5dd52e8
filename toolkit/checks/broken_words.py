"""Words that are broken in two, and words that are joined.

The end of a line leaves a hyphen and a blank inside of a word; a hand types a blank too many, or one too few.
A catalog is its own dictionary: what stands as one word elsewhere is one. So is what a list has, where a part
of it is no word: *vio lence*, *vio-lence*. Some letters end words, and are inside of none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from toolkit import languages, late
from toolkit.checks import Check, Checked, foreign, quoted
from toolkit.checks.messages import CheckedMessage, small
from toolkit.checks.signs import around, around_word
from toolkit.findings import Finding, define
from toolkit.languages import spelling
from toolkit.text import scripts, stops
from toolkit.text.line_breaks import conjunctions

_PART = r"(?<![\w'’ʼ-])([^\W\d_]{2,})"
_HYPHEN = late.regex(rf"{_PART}[-‐\xad] ([^\W\d_]{{2,}})(?![\w-])")
_ANY_HYPHEN = late.regex(r"[^\W\d_][-‐\xad] [^\W\d_]")
_PARTED = late.regex(r"(?<![\w'’ʼ-])([^\W\d_]+)(?= ([^\W\d_]+)(?![\w'’ʼ-]))")
_OFTEN = 2
"""Messages that have a word, so that it is one."""
_TWO = 2
"""Parts of a word, and letters of each that stands nowhere else, or beside a hyphen."""
_AT_THE_END = {"ar": "ةى", "el": "ς", "he": "ךםןףץ", "yi": "ךםןףץ"}
"""Letters that end words, and stand in none."""


class _WholeWords(NamedTuple):
    """The words of a catalog, and of its language."""

    often: Mapping[str, int]
    """How many translations have each."""
    known: Set[str]
    listed: Collection[str]

    def is_broken(self, parts: Sequence[str]) -> bool:
        """Whether parts are a word together, and neither stands elsewhere; or a list has it, and not both."""
        word = "".join(parts)
        alone = [part for part in parts if self.often.get(part, 0) < _OFTEN and part not in self.known]
        if len(alone) == _TWO <= min(map(len, alone)) and (word in self.often or word in self.known):
            return True
        # A letter may be a word: subid a.
        letters = {part for part in parts if len(part) == 1}
        unlisted = word in self.listed and any(part not in self.listed for part in alone)
        return unlisted and letters.isdisjoint(self.known)


def broken(checked: Checked) -> Iterator[Finding]:
    """Report words that are broken, and words that are joined."""
    lang = foreign.language(checked.catalog.lang)
    if not scripts.has_blanks(languages.get(checked.catalog.lang).script):
        return
    often = checked.often
    known = foreign.common(lang)
    dictionary = _WholeWords(often, known, spelling.listed(lang))
    # Whether a word is one tells a list: a language without any has "kooli- ja" with a "ja" that stands once.
    words = known | stops.load(lang).abbreviations if known else None
    last = _AT_THE_END.get(lang)
    joined = re.compile(rf"(?<![^\W\d_])[^\W\d_]+([{last}])[^\W\d_ـ]+") if last else None
    for message in checked.messages:
        text = message.target
        if word := _hyphened(message, often, words) or _hyphen_inside(message, dictionary):
            shown = around_word(text, word)
            yield checked.report("D286.hyphen", message, word=quoted(word), target=shown)
        elif parts := _parted(message, checked.once, dictionary):
            word, whole = " ".join(parts), "".join(parts)
            told = {"word": quoted(word), "whole": quoted(whole), "target": around_word(text, word)}
            yield checked.report("D286.parted", message, **told)
        if joined and (match := joined.search(foreign.without_code(text))):
            told = {"word": quoted(match[0]), "letter": match[1], "target": around(text, *match.span())}
            yield checked.report("D286.joined", message, **told)


def _hyphened(message: CheckedMessage, often: Mapping[str, int], known: Set[str] | None) -> str:
    """A word with a hyphen and a blank inside; "" for none.

    known  words and abbreviations of the language; None where nobody wrote them down
    """
    if not _ANY_HYPHEN.search(message.target) or _ANY_HYPHEN.search(message.source):
        return ""
    for match in _HYPHEN.finditer(foreign.without_code(message.target)):
        first, second = match[1].lower(), match[2]
        # "Vor- und Nachteile" has a word behind it, as has a hyphen in the place of a dash.
        is_word = known is None or second in known or often.get(second, 0) >= _OFTEN or second[0].isupper()
        # "Mijn- en werkplaats", though there are mijnen as well.
        least = often.get(second, 0) if second in conjunctions(message.lang)[0] else 1
        joined = often.get(first + second, 0) >= max(1, least)
        if not is_word or joined or (known and first + second in known):
            return match[0]
    return ""


def _hyphen_inside(message: CheckedMessage, words: _WholeWords) -> str:
    """A word that is broken by a hyphen inside, and stands nowhere else so; "" for none."""
    for word in message.target_words if words.listed and "-" in message.target else ():
        parts = small(word).split("-")
        once = words.often[small(word)] < _OFTEN and word not in message.source
        if once and len(parts) == _TWO <= min(map(len, parts)) and words.is_broken(parts):
            return word
    return ""


def _parted(message: CheckedMessage, once: frozenset[str], words: _WholeWords) -> tuple[str, ...]:
    """Two parts of a word that is broken by a blank; none for no such word."""
    written = list(map(small, message.target_words))
    strange = once.intersection(written) - words.known
    # Nearly no two of them stand beside each other.
    if any(not strange.isdisjoint(both) and words.is_broken(both) for both in pairwise(written)):
        for match in _PARTED.finditer(message.target):
            # Whoever writes New York has a capital in it.
            if words.is_broken((small(match[1]), small(match[2]))) and not match[2][0].isupper():
                return match[1], match[2]
    return ()


CHECK = Check(
    define(
        "D286",
        severity="warning",
        title=(
            "A word of a translation is broken in two, by a blank or by what is left of the end of a line; "
            "or two words are joined."
        ),
        words={
            "hyphen": "{word} is broken in two: the translation {target} ({message}).",
            "parted": "{word} is probably {whole}: the translation {target} ({message}).",
            "joined": "“{letter}” ends words, and is inside of {word}: the translation {target} ({message}).",
        },
        cure={
            "hyphen": "Write it as one word.",
            "parted": "Write it as one word, or as two everywhere.",
            "joined": "Part the two words.",
        },
        advice="Write one word as one, and two as two.",
    ),
    broken,
)
