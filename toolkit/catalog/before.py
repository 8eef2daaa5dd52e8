"""Which message of a catalog was which before.

Texts and ids tell it quickly, mostly (decision 240). Where paragraphs were merged, split, added or left out,
all of them are matched in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.catalog import provenance
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.match import Match, match
from toolkit.model import Entry
from toolkit.text.hygiene import untypeset


def by_id(entries: Iterable[tuple[int, Entry]]) -> dict[str, int]:
    """Id -> number of its entry; of several, the last."""
    numbers: dict[str, int] = {}
    for number, entry in entries:
        numbers |= dict.fromkeys(entry.ids, number)
    return numbers


def by_key(old: Sequence[Entry], new: Iterable[Entry]) -> list[int]:
    """For each new entry the old one with its context and text; -1 for none."""
    found: list[int] = []
    numbers: dict[MessageKey, int] = {}
    k = -1
    for entry in new:
        k += 1
        # Nearly all stand behind the one that they stood behind, which is sooner seen.
        if k == len(old) or old[k].source != entry.source or old[k].context != entry.context:
            numbers = numbers or {old[j].key: j for j in range(len(old) - 1, -1, -1)}
            k = numbers.get(entry.key, -1)
        found.append(k)
    return found


def at_home(
    old: Sequence[Entry], new: Iterable[Entry], pairs: Sequence[int]
) -> tuple[list[int], dict[int, int]]:
    """What `by_key` gives, with translations back in the context that they were made for.

    Who lost its place goes there; whoever is there, made for yet another, goes home in turn (decision 830).
    Besides: new entry -> the old one that gives way there, as it is the same translation that stands at its
    own home.
    """
    found, beside = dict(enumerate(pairs)), dict[int, int]()
    homes = {k: home for k, entry in enumerate(old) if (home := provenance.made_for(entry)) is not None}
    lost = sorted(homes.keys() - set(pairs))
    numbers = {entry.key: i for i, entry in enumerate(new)} if lost else {}
    closed: set[int] = set()
    """Places from which it goes on to somebody who stays: nobody need try them again."""
    for first in lost:
        moves: dict[int, int] = {}
        k, place = first, -1
        while k in homes and (i := numbers.get((homes[k], old[k].source), -1)) >= 0:
            there = found[i]
            stays = there >= 0 and there not in homes
            if stays or i in moves or i in closed:
                if stays and moves and old[there].target == old[k].target:
                    beside[place], k = k, -1
                break
            moves[i], k, place = k, there, i
        if k < 0:
            found |= moves
        else:
            closed.update(moves)
    return [*found.values()], beside


def matches(
    old: Sequence[Entry], live: int, new: Sequence[Entry], same: Sequence[int], asked: Iterable[int]
) -> dict[int, Match]:
    """What new entries were before, by their numbers: those that are asked for, and perhaps others.

    live  how many of the old are in use; the others rest
    same  what `at_home` gives
    """
    fresh = [i for i, k in enumerate(same) if k < 0]
    gone = {k: old[k] for k in sorted(set(range(live)).difference(same))}
    edited = _by_ids(gone, [new[i] for i in fresh], old[live:]) if fresh else []
    if edited is not None:
        found = {i: Match("same", same[i], 1.0) for i in asked}
        return found | {i: Match("edited", k, 1.0) for i, k in zip(fresh, edited, strict=True)}
    keys, now = [entry.key for entry in old], [entry.key for entry in new]
    # Equal messages are paired beforehand: in a catalog a context and a text are a key (decision 130).
    known = {i: k for i, k in enumerate(same) if k >= 0}
    return dict(enumerate(match(keys[:live], now, keys[live:], known, lend=True)))


def _by_ids(gone: Mapping[int, Entry], fresh: Iterable[Entry], resting: Iterable[Entry]) -> list[int] | None:
    """Which of the entries that are gone each fresh one was; None where ids leave some over.

    An edited paragraph has kept its id, which was found by a match of all paragraphs in order. To match texts
    again takes longer, and only helps where paragraphs were merged, split, added or left out.
    """
    left, numbers = set(gone), by_id(gone.items())
    rested = {untypeset(entry.source) for entry in resting if entry.target}
    found: list[int] = []
    for entry in fresh:
        before = {numbers.get(name, -1) for name in entry.ids}
        if len(before) != 1 or not before <= left:
            return None
        # An edit that is undone: what was done for these words rests, perhaps as another's who said them.
        if rested and untypeset(entry.source) in rested:
            return None
        left -= before
        found += before
    return None if left else found
