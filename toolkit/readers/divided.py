"""Words that were divided at the ends of lines, as in text that is copied from a printed page."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain

from toolkit import languages, late
from toolkit.reading.lines import Line
from toolkit.text import scripts
from toolkit.text.lines import SOFT_HYPHEN

_ENDS = late.regex(r"(?<![-‐])\b([^\W\d_]+)[-‐]$")
"""The first piece of what may be a word: not the last one of several, as in `va-t-il` and `mother-in-law`."""
_WORDS = late.regex(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_HYPHEN = late.regex("[-‐]")
_KINDS = frozenset({"function", "frequent"})
"""Of `languages.common_words`."""
_PREFIX = 3
"""Letters of a piece that may be a prefix, with a hyphen of its own: ex-, co-, non-, pre-."""


def undivided(lines: Sequence[Line]) -> tuple[list[Line], dict[str, int]]:
    """The lines with a soft hyphen where one divides a word; and these words, with the number of a line.

    The text tells which they are. It has the word elsewhere, whole or with a hyphen; or the first piece is no
    word of the text, nor a common one of any language, nor as short as a prefix, and nothing tells that the
    hyphen is one of its own.
    """
    pairs = map(_pieces, lines, lines[1:])
    pieces = {i: parts for i, parts in enumerate(pairs) if parts}
    if not pieces:
        return list(lines), {}
    own: set[str] = set()
    for i, line in enumerate(lines):
        words = _WORDS.findall(line.text.lower())
        # Without what may be pieces.
        own.update(words[i - 1 in pieces : -1 if i in pieces else None])
    beside = _beside_hyphens(own)
    made = list(lines)
    found: dict[str, int] = {}
    for i, (first, rest) in pieces.items():
        begins, goes_on = first.lower(), rest.lower()
        whole = begins + goes_on
        # Who stutters begins a word once more, `begi-`, `beginning`, and some words are doubled.
        if f"{begins}-{goes_on}" in own or (len(begins) > 1 and goes_on.startswith(begins)):
            continue
        written = {f"{begins}-", f"-{goes_on}"} & beside or (goes_on in own and goes_on in _joining())
        prefix = len(first) <= _PREFIX or begins in own | _common()
        if whole in own | _common() or not (prefix or written):
            made[i] = lines[i].replace(text=lines[i].text[:-1] + SOFT_HYPHEN)
            found.setdefault(first + rest, lines[i].number)
    return made, found


def _beside_hyphens(words: AbstractSet[str]) -> frozenset[str]:
    """How words with a hyphen begin and end: `anti-war` tells of `anti-`, `disse-lhe` of `-lhe`."""
    parts = (_HYPHEN.split(word) for word in words if _HYPHEN.search(word))
    return frozenset(chain.from_iterable((f"{own[0]}-", f"-{own[-1]}") for own in parts))


@cache
def _common() -> frozenset[str]:
    """Common words of all languages."""
    return frozenset(
        chain.from_iterable(words for _, kind, words in languages.common_words() if kind in _KINDS)
    )


@cache
def _joining() -> frozenset[str]:
    """Words behind a piece that goes without its end, as in `Vor- und Nachteile`."""
    return frozenset(words.strip() for words in languages.between())


def _pieces(line: Line, below: Line) -> tuple[str, str] | None:
    """The two pieces of what may be a word, where a line ends in a hyphen and goes on below in lower case."""
    if line.text[-1] not in "-‐" or line.kind or below.kind or below.gap or not below.text[0].islower():
        return None
    first, rest = _ENDS.search(line.text), scripts.LETTERS.match(below.text)
    return (first[1], rest[0]) if first and rest else None
