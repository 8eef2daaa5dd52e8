"""How alike texts are, and which parts of two stand in one order.

The edit distance is rapidfuzz's Indel similarity.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from itertools import accumulate, compress, islice, pairwise
from operator import gt

from toolkit import late
from toolkit.text import scripts
from toolkit.text.hygiene import untypeset

RATIO = 0.6
"""How alike an edited text must be to count as the same unit."""
_SAFE = 0.8
"""From here on the similarity of characters is enough."""
_WORDS = 0.4
"""Below `_SAFE`, how many words must be shared as well. Unrelated English prose of equal length has half
of its letters in common by chance, but less than a third of its words."""


def similarity(a: str, b: str) -> float:
    """How alike two texts are.

    It is from `RATIO` to 1, and 0 below that or where only letters are alike and not words.

    >>> round(similarity("The boat left.", "The boats left."), 3), similarity("Yes.", "Nobody knows.")
    (0.966, 0.0)
    """
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(a, b, score_cutoff=RATIO * 100) / 100
    if RATIO <= ratio < _SAFE:
        words, others = a.split(), b.split()
        # Scripts without word spaces come as one long "word"; there, chance gives few common characters.
        prose = min(len(words), len(others)) >= 5
        if prose and fuzz.ratio(words, others, score_cutoff=_WORDS * 100) == 0:
            return 0.0
    return ratio


def shared_start(words: Collection[str]) -> str:
    """What all words begin with.

    >>> shared_start(["ferry", "ferries"]), shared_start(["bac"])
    ('ferr', 'bac')
    """
    first, last = min(words), max(words)
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((k for k, pair in pairs if pair[0] != pair[1]), len(first))]


def shingles(text: str) -> set[str]:
    """What like texts are found by.

    Pairs of neighbouring words; three characters at a time, where words aren't set apart.
    """
    words = text.split()
    if len(words) * 12 >= len(text):
        return {f"{a} {b}" for a, b in pairwise(words)} or set(words)
    return {text[k : k + 3] for k in range(len(text) - 2)} or {text}


# A word with the marks that are written above, below and behind its letters; of a script without blanks one
# letter, as no blank tells where a word of it ends.
_MARK = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff"
_PART_OF_WORD = rf"[^\W_{scripts.UNSPACED}]"
_TOKEN = rf"[{scripts.UNSPACED}]|{_PART_OF_WORD}+(?:[{_MARK}'’ʼ]+{_PART_OF_WORD}*)*(?<!['’ʼ])|[{_MARK}]+"
_ASCII_TOKEN = late.regex(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}


def tokens(text: str) -> list[str]:
    """The words of a text, folded, without its marks.

    Of a script without blanks its letters. Typography doesn't count.

    >>> tokens("“It’s late,” he said."), tokens("渡轮来了。")
    (["it's", 'late', 'he', 'said'], ['渡', '轮', '来', '了'])
    """
    return folded_tokens(untypeset(text))


def folded_tokens(text: str) -> list[str]:
    """As `tokens`, of a text without typography."""
    folded = text.casefold()
    if not folded.isascii():
        return _token().findall(folded)
    # To set gaps and divide takes a third of the time of a search.
    return _ASCII_TOKEN.findall(folded) if "'" in folded else folded.translate(_GAPS).split()


@cache
def _token() -> re.Pattern[str]:
    # It takes milliseconds to compile, and most commands compare no texts.
    return re.compile(_TOKEN)


def likeness(a: Sequence[str], b: Sequence[str], least: float = 0.0) -> float:
    """How many words two texts share, in one order: 0 to 1.

    a, b   of `tokens`
    least  below this it is 0, and known sooner

    >>> likeness(tokens("The old boat left at six."), tokens("The boat left at six."))
    0.9090909090909091
    """
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(a, b, score_cutoff=least) if a and b else 0.0


def disordered(values: Sequence[int]) -> list[tuple[int, int]]:
    """The parts of some values that aren't in order: where each begins, and one past its end.

    None is less than any before its part. So what is in order within a part is so with all others, too.

    >>> disordered([1, 2, 9, 3, 4, 10])
    [(2, 5)]
    """
    falls = [*compress(range(1, len(values)), map(gt, values, islice(values, 1, None)))]
    # Most texts are in order.
    if not falls:
        return []
    # So is nearly all that is before the first fall, and behind the last.
    begin = bisect_right(values, min(values[falls[0] :]), 0, falls[0])
    end = bisect_left(values, max(values[: falls[-1]]), falls[-1])
    among = values[begin:end]
    tops = accumulate(among, max)
    floors = [*accumulate(reversed(among), min)]
    parts: list[tuple[int, int]] = []
    # Whatever is before such a place isn't all before what is behind it.
    for place in compress(range(begin + 1, end), map(gt, tops, islice(reversed(floors), 1, None))):
        if parts and parts[-1][1] == place:
            parts[-1] = parts[-1][0], place + 1
        else:
            parts.append((place - 1, place + 1))
    return parts


def rising(values: Sequence[int]) -> list[int]:
    """Places of a longest part that never falls: what two texts have in another order isn't among them.

    >>> rising([1, 2, 9, 3, 4])
    [0, 1, 3, 4]
    """
    places = [*range(len(values))]
    for first, last in reversed(disordered(values)):
        places[first:last] = [first + place for place in _rising(values[first:last])]
    return places


def _rising(values: Sequence[int]) -> list[int]:
    """As `rising`, by piles (Fredman 1975), O(n log n)."""
    tops: list[int] = []  # least value that ends a rising part of this length
    piles: list[int] = []  # its place
    came: list[int] = []  # for each value the place of the one before it
    for place, value in enumerate(values):
        # Most texts are nearly in order.
        length = bisect_right(tops, value) if tops and value < tops[-1] else len(tops)
        came.append(piles[length - 1] if length else -1)
        if length == len(tops):
            tops.append(value)
            piles.append(place)
        else:
            tops[length], piles[length] = value, place
    run = []
    place = piles[-1] if piles else -1
    while place >= 0:
        run.append(place)
        place = came[place]
    return run[::-1]
