"""Labels of which whoever wrote them down wasn't sure: `Bo?: At six.`, where a voice alone tells who it is.

A question mark between a name and its sign is no part of the name. Whether somebody is called so, all of the
text tells: `Really?: that was all`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from toolkit.reading.names import name
from toolkit.reading.short_names import ENOUGH, short_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.reading.candidates import Candidate
    from toolkit.reading.lines import Line
    from toolkit.reading.nobody import Labels, Renamed

MARK = "?"
"""What stands among the asides of such a label, whichever mark it has."""
_MARKS = "?？؟"
_MARKED = frozenset(_MARKS)
_AROUND = " \t\u00a0\u202f\1\2"
"""Blanks, and what stands for marks of emphasis."""
_OPENS = tuple("(（[［【〔")
_CLOSES = tuple(")）]］】〕")
_AGAIN = 2
"""How often labels come without such a mark, at least, to tell of those that have one."""


def guess(printed: str) -> str:
    """The name in a label of which somebody wasn't sure; "" where nothing says so.

    >>> guess("Bo?"), guess("[Bo?]"), guess("?Bo"), guess("田中？"), guess("??"), guess("Bo (?)")
    ('Bo', 'Bo', 'Bo', '田中', '', '')
    """
    if _MARKED.isdisjoint(printed):
        return ""
    own = printed.strip(_AROUND)
    if own.startswith(_OPENS) and own.endswith(_CLOSES):
        own = own[1:-1].strip(_AROUND)
    if own[-1:] in _MARKED:
        own = own.rstrip(_MARKS + _AROUND).lstrip("¿")
        named = own[-1:].isalnum() or own.endswith((*_CLOSES, "."))
    else:
        own, named = own[1:], own[:1] in _MARKED and own[1:2].isalpha()
    return own if named and _MARKED.isdisjoint(own) else ""


def unsure(label: Candidate) -> bool:
    """Whether whoever wrote a label wasn't sure of it: `Bo?:`, `Bo (?):`."""
    return any(aside and not aside.strip(_MARKS) for aside in label.asides)


def settled(_lines: Sequence[Line], labels: Labels) -> Renamed:
    """Labels with such a mark are none, but where the text itself shows that somebody is called so.

    It has the label elsewhere, in the same form; or others that it is like: with another number, as a part of
    a name in full, in capitals or in brackets as all of them are. A voice that a container states stays one.
    """
    guessed = [(i, one) for i, one in labels if guess(one.printed) and unsure(one)]
    if not guessed:
        return
    mine = {id(one) for _, one in guessed}
    sure = [one for _, one in labels if id(one) not in mine]
    known = {(one.form, one.key) for one in sure}
    often = Counter(one.key for one in sure if one.form == "colon")
    again = [one for one in sure if one.form == "colon" and often[one.key] >= _AGAIN]
    keys, ways = {one.key for one in again}, _ways(again)
    for i, one in guessed:
        if one.form == "stated" or (one.form, one.key) in known:
            continue
        if one.form != "colon" or not (keys and (_alike(one.key, keys) or ways & _ways([one]))):
            yield i, one, None


def _ways(labels: Collection[Candidate]) -> set[str]:
    """In which ways all of some labels are printed that no other words are."""
    printed = [one.printed for one in labels]
    told = {
        "brackets": all(label.startswith(_OPENS) for label in printed),
        "capitals": all(label.isupper() for label in printed),
        "name": all(name(one.label).looks == "role" or " " in one.label for one in labels)
        and all(name(one.label).looks in {"name", "role"} for one in labels),
    }
    return {way for way, holds in told.items() if holds}


def _alike(own: str, keys: Collection[str]) -> bool:
    """Whether a label differs from another by its number, or one of both is short for the other."""
    stem = own.rstrip("0123456789")
    if stem != own and any(other.rstrip("0123456789") == stem for other in keys):
        return True
    return len(keys) <= ENOUGH and any(short_for(own, other) or short_for(other, own) for other in keys)
