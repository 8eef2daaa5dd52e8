"""Keys of speakers, kept: a speaker who is printed under another name is still the same one.

A key is made from the printed name, and stands in the context of every message of its speaker. Without this,
a name that is spelt out ("Tom" to "Tom Adeyemi") would make all of that speaker's translations doubtful.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from toolkit.model import KINDS, Document

_SHARE = 0.5
"""Of a speaker's paragraphs, at least so many must have been one other speaker's."""


def noted(document: Document, names: Mapping[str, str], given: Collection[str]) -> dict[str, str]:
    """New key -> old key for speakers whom the template knows by their name under another key.

    names  key -> name, in the template
    given  keys that the editor has chosen: they stand
    """
    now = {speaker.key for speaker in document.speakers}
    free = {name: key for key, name in names.items() if key not in now}
    fresh = [one for one in document.speakers if one.key not in names and one.key not in given]
    return {one.key: free[one.name] for one in fresh if one.name in free}


def renamed(
    document: Document,
    names: Mapping[str, str],
    given: Collection[str],
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> dict[str, str]:
    """New key -> old key for speakers whose paragraphs were all another's, of whom nothing is left.

    pairs  who says a paragraph, now and before: of what several say nobody can tell whose it was
    """
    now = {speaker.key for speaker in document.speakers}
    fresh = {key for key in now if key not in names and key not in given}
    if not fresh:
        return {}
    said = Counter(
        turn.speakers[0]
        for turn in document.turns
        for p in turn.paragraphs
        if KINDS[p.kind].spoken and len(turn.speakers) == 1
    )
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for who, was in pairs:
        if len(who) == len(was) == 1:
            before[who[0]][was[0]] += 1
    found = {}
    for key in sorted(fresh):
        if len(before[key]) == 1:
            ((old, number),) = before[key].items()
            if old in names and old not in now and number >= _SHARE * said[key]:
                found[key] = old
    # Two who were one, or one whose words two others took: nobody can say who is who.
    total = sum(before.values(), Counter())
    return {key: old for key, old in found.items() if before[key][old] == total[old]}


def apply(document: Document, keys: Mapping[str, str]) -> Document:
    """The document with other keys for some of its speakers."""
    if not keys:
        return document
    speakers = tuple(replace(one, key=keys.get(one.key, one.key)) for one in document.speakers)
    turns = tuple(
        turn.replace(speakers=tuple(keys.get(one, one) for one in turn.speakers))
        if not keys.keys().isdisjoint(turn.speakers)
        else turn
        for turn in document.turns
    )
    return replace(document, speakers=speakers, turns=turns)
