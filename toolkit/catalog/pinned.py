"""Comments of an entry that tell which of its sentences go together, as a person decided.

    # pinned: “The bridge came late.” = “Le bac est resté.” + “Le pont est venu.” [old.txt 7K2M9Q]
    # pinned: “Yes.” (2 of 3) = nothing [old.txt 7K2M9Q]

Each is a bead: the sentences of the source, and behind `=` those of the translation. A sentence is told by
its words, whatever blanks and marks are in it, and a long one by those at its beginning and its end; of some
that are told alike, also which of how many it is. So a bead holds as long as its sentences are there, in
any order in the paragraph, and no longer: nothing is said of others.

Older comments have all beads, and checksums of sentences: `pinned 7K2M+9QXA=M4P2 4KNM= [old.txt 7K2M9Q]`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from toolkit.catalog.comments import CODE, signature, unwrapped
from toolkit.catalog.ids import short_hash
from toolkit.model import Bead, Entry
from toolkit.text import cuts, markup
from toolkit.text.hygiene import tidy, unblanked

PinnedBead = tuple[tuple[str, ...], tuple[str, ...]]
"""What a comment tells of a bead: its sentences, as they are told, of both sides."""
_LONGEST, _AT_ENDS = 60, 25
"""Characters of a sentence that is told whole, and of each end of a longer one."""
_OTHERS = str.maketrans("“”[]:=", "‘’()  ")
"""Signs that end a sentence in a comment, or begin other comments of ours, and what is told for them."""

# Compiled when they are needed first, by `re` itself: nearly no entry has any.
_WORDS, _SUM = r"“[^“”]*”(?:\s\(\d+\sof\s\d+\))?", "[0-9A-Z]{4}"
_SIDE, _SUMS = rf"{_WORDS}(?:\s\+\s{_WORDS})*", rf"{_SUM}(?:\+{_SUM})*"
_BEAD = rf"(?:{_SIDE}\s=\s(?:nothing|{_SIDE})|{_SUMS}=(?:{_SUMS})?)"
_SIGNED = rf"(?m)(?P<begun>^|[ ])pinned:?(?:\s{_BEAD})+\s{CODE}(?P<ended>$|[ ])"
_PINNED = rf"pinned:?(?P<beads>(?:\s{_BEAD})+)(?: {CODE})?"


def pinned_beads(
    beads: Iterable[Bead], source: Sequence[str], target: Sequence[str]
) -> tuple[PinnedBead, ...]:
    """Beads as an entry tells them, in order of the source.

    source, target  the sentences of both sides, which beads count from 0
    """
    ours, theirs = _told(source), _told(target)
    ordered = sorted(beads, key=lambda bead: bead.source)
    return tuple(
        [(tuple([ours[i] for i in one.source]), tuple([theirs[j] for j in one.target])) for one in ordered]
    )


def comment(bead: PinnedBead, text: str, file: str) -> str:
    """The comment that tells a bead.

    text, file  the translation, and where it is from, as `file_name` gives it
    """
    ours, theirs = map(" + ".join, bead)
    return f"pinned: {ours} = {theirs or 'nothing'} {signature(text, file)}"


def lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with these on one line each."""
    # Another word has to be there for the expression to match: most entries are passed over at once.
    return (
        unwrapped(comments, re.compile(_SIGNED)) if any("pinned" in line for line in comments) else comments
    )


def file_of(line: str) -> str | None:
    """The file that such a comment names, as `file_name` gives it; None for another comment."""
    match = re.fullmatch(_PINNED, line.strip()) if "pinned" in line else None
    return match and (match["file"] or "")


def telling(comments: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the comments that tell beads."""
    return tuple(line for line in lines(comments) if file_of(line) is not None)


def beads_of(entry: Entry) -> tuple[PinnedBead, ...]:
    """The beads that the comments of an entry tell."""
    if not any("pinned" in line for line in entry.comments):
        return ()
    matches = (re.fullmatch(_PINNED, line.strip()) for line in lines(entry.comments))
    # What was decided last stands last: where they differ, it holds.
    told = chain.from_iterable(
        [re.findall(_BEAD, match["beads"]) for match in reversed([*filter(None, matches)])]
    )
    sides = ([re.findall(f"{_WORDS}|{_SUM}", side) for side in bead.split("=")] for bead in told)
    return tuple([((*ours,), (*theirs,)) for ours, theirs in sides])


def found(
    told: Iterable[PinnedBead], source: Sequence[str], target: Sequence[str]
) -> tuple[list[Bead], list[PinnedBead]]:
    """The beads of these sentences that were told, in order of the source; those of which a sentence is gone.

    source, target  sentences of both sides, joined their whole texts
    """
    places = [_places(side) for side in (source, target)]
    beads: list[Bead] = []
    gone: list[PinnedBead] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for pinned in told:
        sides = [
            [known.get(unblanked(one), -1) for one in side]
            for known, side in zip(places, pinned, strict=True)
        ]
        if any(-1 in side for side in sides):
            gone.append(pinned)
        # Paragraphs with the same words may have been decided otherwise: the first holds.
        elif all(own.isdisjoint(side) for own, side in zip(taken, sides, strict=True)):
            ours, theirs = map(sorted, sides)
            beads.append(Bead(tuple(ours), tuple(theirs)))
            for own, side in zip(taken, sides, strict=True):
                own.update(side)
    return sorted(beads, key=lambda bead: bead.source), gone


def gone(entry: Entry, source_lang: str, lang: str) -> list[PinnedBead]:
    """The beads that an entry tells, and of which a sentence is there no more."""
    told = beads_of(entry)
    if not told:
        return []
    return found(told, cuts.units(entry.source, source_lang), cuts.units(tidy(entry.target), lang))[1]


def _places(sentences: Sequence[str]) -> dict[str, int]:
    """The number of each sentence by what tells it; not of those that nothing tells apart."""
    said = [unblanked(one) for one in _said(sentences)]
    sums = (
        short_hash(f"{which}{one}", 4) for one, which in zip(said, _which(said, "{} of {}: "), strict=True)
    )
    told = [*enumerate(map(unblanked, _told(sentences))), *enumerate(map(unblanked, sums))]
    count = Counter(one for _, one in told)
    return {one: number for number, one in told if count[one] == 1}


def _told(sentences: Sequence[str]) -> list[str]:
    """What tells each sentence to a reader."""
    said = [tidy(one.translate(_OTHERS)) for one in _said(sentences)]
    short = [one if len(one) <= _LONGEST else f"{_first(one)} … {_first(one[::-1])[::-1]}" for one in said]
    places = _which([*map(unblanked, short)], " ({} of {})")
    return [f"“{one}”{which}" for one, which in zip(short, places, strict=True)]


def _said(sentences: Sequence[str]) -> list[str]:
    return [*map(markup.plain, cuts.balance(sentences))]


def _first(text: str) -> str:
    """Whole words, where there are blanks."""
    return text[: _AT_ENDS + 1].rpartition(" ")[0] or text[:_AT_ENDS]


def _which(said: Sequence[str], form: str) -> Iterator[str]:
    """Of each of several that say the same, which of how many it is."""
    count, before = Counter(said), Counter[str]()
    for one in said:
        before[one] += 1
        yield form.format(before[one], count[one]) if count[one] > 1 else ""
