"""Signs before what is said, such as dashes: which of them are nobody's, and whose the others are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.reading.candidates import HEAD, SIGNS, Candidate
from toolkit.text.signs import ends_sentence, is_question
from toolkit.text.times import masked

if TYPE_CHECKING:
    from toolkit.reading.lines import Line
    from toolkit.reading.named import LineLabels, Renamed

_TIMES = 3
"""Lines that begin with a time, from which on what all have behind it is no chance."""


def signs_behind_times(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """One sign behind each time parts it from the words, and is nobody's: `7:15 – Woke up`.

    Where some have it, it is of the words, as dashes are; so it is where lines without a time have it.
    """
    if sum(any(one.time and one.form in SIGNS for one in own) for own in found) < _TIMES:
        return {}
    timed = [i for i, line in enumerate(lines) if masked(line.text[:HEAD])[:1] == "\0"]
    signs = [{one.key for one in found[i] if one.form in SIGNS and one.time} for i in timed]
    parting = set.intersection(*signs) if len(timed) >= _TIMES else set[str]()
    parting -= {one.key for own in found if parting for one in own if one.form in SIGNS and not one.time}
    return {(i, one): None for i, of in enumerate(found) for one in of if one.time and one.key in parting}


_BULLETS, _ASKS, _APART = "*+", 0.5, 0.8
"""Signs that lists have more often than turns. Share of what stands behind or above one that asks, at least,
where it is somebody's; and share of those with another paragraph between them and the next one."""


def bullets(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """A star or a cross that is nobody's: of a list, of a footnote.

    Whoever has it asks, or answers what another sign asks; and somebody else speaks before it comes again.
    """
    signs = {i: sign for i, of in enumerate(found) for sign in of if sign.form in SIGNS}
    at = [*signs, len(lines)]
    asks = {i: is_question(" ".join(line.text for line in lines[i:end])) for i, end in pairwise(at)}
    none: dict[tuple[int, Candidate], Candidate | None] = {}
    for bullet in _BULLETS:
        own = [i for i, sign in signs.items() if sign.key == bullet]
        before = {i: asks[above] and signs[above].key != bullet for above, i in pairwise(signs)}
        apart = sum(_parted(lines, signs, i, end) for i, end in pairwise(own))
        least = _ASKS * len(own)
        asked = max(sum(asks[i] for i in own), sum(before.get(i, False) for i in own))
        if own and (len(own) < _TURNS or asked < least or apart < _APART * (len(own) - 1)):
            none |= {(i, signs[i]): None for i in own}
    return none


def _parted(lines: Sequence[Line], signs: Mapping[int, Candidate], start: int, end: int) -> bool:
    """Whether another paragraph begins between two lines."""
    return any(i in signs or lines[i].gap or ends_sentence(lines[i - 1].text) for i in range(start + 1, end))


_TURNS, _CHANGES = 2, 0.8
"""Turns behind each of two signs, at least; and share of them that stand below one with the other sign."""


def signs_of_names(lines: Sequence[Line], found: LineLabels) -> Renamed:
    """Whose two signs are that take turns, where a name stands behind the first of one, and never again.

    `* How did it begin?` and `- Mara Lind: With rain.`, and then `*` and `-` alone.
    """
    signs = {i: own for i, of in enumerate(found) if (own := next((c for c in of if c.form in SIGNS), None))}
    order = [own.key for own in signs.values()]
    often = Counter(order)
    changes = sum(a != b for a, b in pairwise(order))
    if len(often) != 2 or min(often.values()) < _TURNS or changes < _CHANGES * (len(order) - 1):
        return {}
    named: defaultdict[str, list[tuple[int, Candidate]]] = defaultdict(list)
    for i, sign in signs.items():
        behind = lines[i].text[sign.start :].lstrip("*_")
        labels = [c for c in found[i] if c.form == "colon" and not c.bare and behind.startswith(c.printed)]
        named[sign.key] += [(i, c) for c in labels[:1]]
    firsts = {sign: next(i for i, own in signs.items() if own.key == sign) for sign in often}
    whose = {sign: of[0][1] for sign, of in named.items() if [i for i, _ in of] == [firsts[sign]]}
    return {
        (i, sign): None if i == firsts[sign.key] else sign.replace(label=who.label, key=who.key)
        for i, sign in signs.items()
        if (who := whose.get(sign.key))
    }
