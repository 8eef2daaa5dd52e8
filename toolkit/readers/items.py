"""Items of lists in plain text: lines that begin with a bullet each, or are counted.

Hyphens, stars and dashes are signs of something else as well: of what somebody says, of a break. So more is
asked of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.text import scripts, tables
from toolkit.text.signs import ends_sentence

# Numbers are the author's, and stay in the text; bullets are the page's.
_NUMBERED = late.regex(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_BULLET = late.regex(r"([-*+•‣▪◦·・○●])\s+(?=\S)")
_HYPHENS = frozenset("-*+")
"""Bullets that are signs of something else as well: of what somebody says, of stars above a break."""
_INTRODUCES = (":", "：", "︰")
# A semicolon asks behind Greek letters; elsewhere it ends an item, and the next one follows.
_ASKS = late.regex(rf"(?:[?？؟]|[{scripts.GREEK}]\W*;)$")

_DASHES, _CLOSE = frozenset("–—"), frozenset("・·•‣▪◦")
"""Bullets that ask for more: what somebody says begins with a dash; and no blank stands behind these."""
_SIGNED = late.regex(r"(?P<sign>[–—]\s+|[・·•‣▪◦])(?=[^\W_])")
_COUNTED = late.regex(
    r"[(（]?(?P<count>\d{1,3}|(?:[^\W\d_][\u0300-\u036f\u093c-\u094d]?){1,4}|[①-⑳㉑-㉟])"
    r"(?P<sign>(?:[.)]|\s?[-–—])\s+(?!\d)|[)）．、]\s*|(?<=[①-⑳㉑-㉟])\s*)(?=\S)"
)
"""What counts is a number, or a letter."""
_UNMARKED = scripts.THAI + scripts.LAO + scripts.MYANMAR + scripts.KHMER
"""Scripts in which no mark ends a sentence: nothing tells what somebody says from an item."""
_SOME, _FEW = 3, 2
"""Lines of a list, at least; and where the line above it or the sign of each tells that it is one."""


class _Sign(NamedTuple):
    """What a line begins with."""

    start: int
    """Where its words begin; 0 where the sign is of the text."""
    sign: str
    """The bullet, or what stands behind a number or a letter."""
    order: str = ""


def sign(line: str) -> int | None:
    """Where the words of a line begin that may be an item wherever it stands; None for others."""
    if line[0] in "-*+•‣▪◦·・○●" and (bullet := _BULLET.match(line)):
        return bullet.end()
    return 0 if _NUMBERED.match(line) else None


def is_list(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether lines with such signs are items."""
    if len(places) < _FEW:
        return False
    signs = [_BULLET.match(lines[k]) for k in places]
    # Who asks has a dash or a number as well.
    if any(_ASKS.search(lines[k]) for k in places):
        return False
    if None in signs:
        numbers = [int(number[1]) for k in places if (number := _NUMBERED.match(lines[k]))]
        return len(numbers) == len(places) and all(b == a + 1 for a, b in pairwise(numbers))
    introduced = places[0] > 0 and lines[places[0] - 1].endswith(_INTRODUCES)
    sure = any(bullet is not None and bullet[1] not in _HYPHENS for bullet in signs)
    return introduced or sure or not any(ends_sentence(lines[k]) for k in places)


def beside(lines: Sequence[str], gaps: Sequence[bool], indents: Sequence[int]) -> Mapping[int, int | None]:
    """The lines whose signs tell of an item only right below one another, and where the words of each begin.

    `a)` and the like in many scripts, `1-`, `1、`, dashes, and bullets without a blank. They take no turns:
    what begins with a dash is said in all of a text where one such line ends a sentence, or is alone. None
    for a line that is set in below an item, and goes on with it.

    gaps     whether a blank line stands before each
    indents  blanks before its first character
    """
    signs = {k: found for k, line in enumerate(lines) if (found := _sign(line))}
    on = _going_on(signs, gaps, indents)
    groups = [[*group] for group in _groups(signs, gaps, on)]
    dashed = [signs[group[0]].sign in _DASHES and not signs[group[0]].order for group in groups]
    said = any(
        dash and (len(group) < _FEW or not _are_things(lines, group))
        for group, dash in zip(groups, dashed, strict=True)
    )
    kept = [group for group, dash in zip(groups, dashed, strict=True) if not (dash and said)]
    items: dict[int, int | None] = {}
    for group in kept:
        if _is_one(lines, signs, group):
            items |= {k: signs[k].start for k in group}
            items |= dict.fromkeys(k for k in range(group[0], on[group[-1]] + 1) if k not in signs)
    return items


def _sign(line: str) -> _Sign | None:
    """What a line begins with; None for what is no such sign."""
    if found := _SIGNED.match(line):
        return _Sign(found.end(), found["sign"].strip())
    if (found := _COUNTED.match(line)) is None or _NUMBERED.match(line):
        return None
    return _Sign(0, found["sign"].strip(), found["count"])


def _going_on(signs: Mapping[int, _Sign], gaps: Sequence[bool], indents: Sequence[int]) -> Mapping[int, int]:
    """The last line of what may be an item, which is set in, as those between are."""
    last: dict[int, int] = {}
    for k in signs:
        end = k + 1
        while end < len(gaps) and end not in signs and not gaps[end] and indents[end] > indents[k]:
            end += 1
        last[k] = end - 1
    return last


def _groups(
    signs: Mapping[int, _Sign], gaps: Sequence[bool], on: Mapping[int, int]
) -> Iterator[Iterator[int]]:
    """Lines right below each other with the same sign."""
    number, before = 0, -1
    begun: dict[int, int] = {}
    for k, own in signs.items():
        above = signs[before] if before >= 0 and on[before] == k - 1 and not gaps[k] else None
        same = above is not None and above.sign == own.sign and bool(above.order) == bool(own.order)
        number += not same
        begun[k], before = number, k
    for _, group in groupby(begun, key=begun.__getitem__):
        yield group


def _are_things(lines: Sequence[str], group: Sequence[int]) -> bool:
    """Whether lines are none that somebody says: none ends a sentence."""
    return not any(ends_sentence(lines[k]) or scripts.within(lines[k][-1], _UNMARKED) for k in group)


def _is_one(lines: Sequence[str], signs: Mapping[int, _Sign], group: Sequence[int]) -> bool:
    """Whether lines with the same sign are one list."""
    if any(_ASKS.search(lines[k]) for k in group):
        return False
    first = signs[group[0]]
    introduced = group[0] > 0 and lines[group[0] - 1].endswith(_INTRODUCES)
    if not first.order:
        return len(group) >= (_FEW if introduced or first.sign in _CLOSE else _SOME)
    counts = [signs[k].order for k in group]
    if first.order.isdecimal():
        numbers = [int(count) if count.isdecimal() else 0 for count in counts]
        return len(group) >= _FEW and all(b == a + 1 for a, b in pairwise(numbers))
    # Initials stand before names, and before what somebody says.
    bracket = first.sign in {")", "）"}
    caseless = first.order == first.order.upper() == first.order.lower()
    if not (bracket or caseless or (first.order.islower() and first.sign == ".")):
        return False
    if not bracket and any(ends_sentence(lines[k]) for k in group):
        return False
    return len(group) >= (_FEW if bracket else _SOME) and _ascends(counts)


def _ascends(counts: Sequence[str]) -> bool:
    """Whether letters stand in the order in which people count with them."""
    small = [count.lower() for count in counts]
    return any(small == [*row[at : at + len(small)]] for row in _orders() for at in _at(row, small[0]))


def _at(row: Sequence[str], letter: str) -> Iterator[int]:
    return (at for at, own in enumerate(row) if own == letter)


@cache
def _orders() -> list[list[str]]:
    """The letters of scripts in the orders in which people count with them."""
    return [row[-1].split() for row in tables.rows("toolkit.languages", "counting.tsv")]
