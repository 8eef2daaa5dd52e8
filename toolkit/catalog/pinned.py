"""Comments of an entry that tell which of its sentences go together, as a person decided.

    # pinned 7K2M+9QXA=M4P2 ABCD=EFGH 4KNM= [old.txt 7K2M9Q]

Each group of sentences is a bead: those of the source, and behind `=` those of the translation. A sentence is
told by a checksum of its words, whatever blanks and marks are in it. So a bead holds as long as its sentences
are there, wherever they stand in the paragraph, and no longer: nothing is said of others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from toolkit.catalog.comments import CODE, signature, unwrapped
from toolkit.catalog.ids import short_hash
from toolkit.model import Bead, Entry
from toolkit.text import cuts, markup
from toolkit.text.hygiene import unblanked

PinnedBead = tuple[tuple[str, ...], tuple[str, ...]]
"""What a comment tells of a bead: checksums of its sentences, of both sides."""

# Compiled when they are needed first, by `re` itself: nearly no entry has any.
_SENTENCES = r"[0-9A-Z]{4}(?:\+[0-9A-Z]{4})*"
_BEAD = rf"{_SENTENCES}=(?:{_SENTENCES})?"
_SIGNED = rf"(?m)(?P<begun>^|[ ])pinned(?:\s{_BEAD})+\s{CODE}(?P<ended>$|[ ])"
_PINNED = rf"pinned (?P<beads>{_BEAD}(?: {_BEAD})*)(?: {CODE})?"


def pinned_beads(
    beads: Iterable[Bead], source: Sequence[str], target: Sequence[str]
) -> tuple[PinnedBead, ...]:
    """Beads as an entry tells them.

    source, target  the sentences of both sides, which beads count from 0
    """
    ours, theirs = _codes(source), _codes(target)
    return tuple(
        [(tuple([ours[i] for i in one.source]), tuple([theirs[j] for j in one.target])) for one in beads]
    )


def comment(beads: Iterable[PinnedBead], text: str, file: str) -> str:
    """The comment that tells some beads.

    text, file  the translation, and where it is from, as `file_name` gives it
    """
    told = " ".join(["=".join(map("+".join, bead)) for bead in beads])
    return f"pinned {told} {signature(text, file)}"


def lines(comments: tuple[str, ...]) -> tuple[str, ...]:
    """The comments, with these on one line each."""
    # Another word has to be there for the expression to match: most entries are passed over at once.
    return (
        unwrapped(comments, re.compile(_SIGNED)) if any("pinned" in line for line in comments) else comments
    )


def file_of(line: str) -> str | None:
    """The file that such a comment names, as `file_name` gives it; None for another comment."""
    match = re.fullmatch(_PINNED, line.strip()) if "pinned " in line else None
    return match and (match["file"] or "")


def beads_of(entry: Entry) -> tuple[PinnedBead, ...]:
    """The beads that the comments of an entry tell."""
    if not any("pinned" in line for line in entry.comments):
        return ()
    matches = (re.fullmatch(_PINNED, line.strip()) for line in lines(entry.comments))
    # What was decided last stands last: where they differ, it holds.
    newest = reversed([match["beads"].split() for match in matches if match])
    told = (bead.split("=") for bead in chain.from_iterable(newest))
    return tuple([((*ours.split("+"),), (*filter(None, theirs.split("+")),)) for ours, theirs in told])


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
        sides = [[known.get(code, -1) for code in codes] for known, codes in zip(places, pinned, strict=True)]
        if any(-1 in side for side in sides):
            gone.append(pinned)
        # Paragraphs with the same words may have been decided otherwise: the first holds.
        elif all(own.isdisjoint(side) for own, side in zip(taken, sides, strict=True)):
            ours, theirs = map(sorted, sides)
            beads.append(Bead(tuple(ours), tuple(theirs)))
            for own, side in zip(taken, sides, strict=True):
                own.update(side)
    return sorted(beads, key=lambda bead: bead.source), gone


def _places(sentences: Sequence[str]) -> dict[str, int]:
    """The number of each sentence by its checksum; not of those that nothing tells apart."""
    codes = _codes(sentences)
    count = Counter(codes)
    return {code: number for number, code in enumerate(codes) if count[code] == 1}


def _codes(sentences: Sequence[str]) -> list[str]:
    """What tells each sentence: its words; of several with the same, also which of how many it is."""
    said = [unblanked(markup.plain(sentence)) for sentence in cuts.balance(sentences)]
    count, before = Counter(said), Counter[str]()
    codes = []
    for words in said:
        before[words] += 1
        which = f"{before[words]} of {count[words]}: " if count[words] > 1 else ""
        codes.append(short_hash(f"{which}{words}", 4))
    return codes
