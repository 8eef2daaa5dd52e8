"""What the catalog has already, which an alignment goes by.

First what a person has settled, then what earlier runs have placed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Literal, NamedTuple

from toolkit.adopting import bounds
from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.decisions import Decisions
from toolkit.aligning import length
from toolkit.aligning.arrays import Floats
from toolkit.aligning.related import sure
from toolkit.catalog import pinned, provenance
from toolkit.catalog.comments import LeftOver, file_name, left_over, over_lines
from toolkit.model import Bead, Catalog, Entry
from toolkit.text import segment
from toolkit.text.hygiene import fold, tidy, unblanked
from toolkit.text.similarity import rising


class Region(NamedTuple):
    """Sentences that a person has put together.

    First and one past the last of each text.
    """

    i0: int
    i1: int
    j0: int
    j1: int


def regions(source: AlignedText, target: AlignedText, before: Catalog) -> list[Region]:
    """What a person has settled, ascending.

    A person's text counts where it is found in the translation, sentence by sentence, in one place only. What
    contradicts the order of the others is left out; so is what stands elsewhere there, which would part what
    is around it from its translation.
    """
    # By length and not by sentences, which are split otherwise in each text.
    sums = length.before(source.sentences), length.before(target.sentences)
    there = _settled(source, target, before)
    ascending = sorted(region for region in there if not _elsewhere(region, sums))
    chosen: list[Region] = []
    # Of regions out of order the longest chain is right, most likely.
    for number in rising([region.j0 for region in ascending]):
        if not chosen or chosen[-1].j1 <= ascending[number].j0:
            chosen.append(ascending[number])
    return chosen


def agreeing(regions: Iterable[Region], decisions: Decisions) -> Iterator[Region]:
    """Those that no pin contradicts."""
    for region in regions:
        if _agrees(region, decisions.corners) and _undecided(region, decisions.whole):
            yield region


def _agrees(region: Region, pinned: Sequence[tuple[int, int]]) -> bool:
    """Whether pins leave a region whole: all pass before or behind it in both texts.

    pinned  positions, ascending in both texts
    """
    # Those farther away are before and behind these.
    near = slice(
        max(0, bisect_left(pinned, region.i0, key=itemgetter(0)) - 1),
        bisect_right(pinned, region.i1, key=itemgetter(0)) + 1,
    )
    for i, j in pinned[near]:
        before = i <= region.i0 and j <= region.j0 and (i < region.i0) == (j < region.j0)
        behind = i >= region.i1 and j >= region.j1
        if not before and not behind:
            return False
    return True


def _undecided(region: Region, whole: tuple[frozenset[int], frozenset[int]]) -> bool:
    """Whether no pin has decided about its sentences."""
    ours, theirs = range(region.i0, region.i1), range(region.j0, region.j1)
    return whole[0].isdisjoint(ours) and whole[1].isdisjoint(theirs)


def _elsewhere(region: Region, sums: tuple[Floats, Floats]) -> bool:
    """Whether a region stands elsewhere.

    Much too little of the one text is before it, and of the other behind it.

    sums  units of length before each sentence of both texts, and before their ends
    """
    ours, theirs = (
        (float(side[first]), float(side[-1] - side[last]))
        for side, first, last in ((sums[0], region.i0, region.i1), (sums[1], region.j0, region.j1))
    )
    return any(
        theirs[a] > bounds.UNEQUAL_AROUND * ours[a] + bounds.UNEQUAL_LENGTH
        and ours[b] > bounds.UNEQUAL_AROUND * theirs[b] + bounds.UNEQUAL_LENGTH
        for a, b in ((0, 1), (1, 0))
    )


def strays(settled: Iterable[Region], beads: Sequence[Bead]) -> frozenset[Region]:
    """Regions out of order with sure beads.

    The beads are sure without them.

    Either may be wrong: a person may have mended what was sure, or confirmed what stands elsewhere.
    """
    certain = [bead for bead in beads if sure(bead)]
    strays = set()
    for region in settled:
        for bead in certain:
            before = bead.source[-1] < region.i0 and bead.target[0] >= region.j1
            behind = bead.source[0] >= region.i1 and bead.target[-1] < region.j0
            if before or behind:
                strays.add(region)
    return frozenset(strays)


def spare(
    source: AlignedText, target: AlignedText, before: Catalog, settled: Sequence[Region]
) -> dict[int, int]:
    """Sentences left over beside a settled text.

    Each with the number of its passage.

    They stand in the same paragraph, and the comments of the entry have them: who took the one and not the
    other has seen both, and the rest isn't offered to the next paragraph.
    """
    # Who took a part of a paragraph has seen the rest in the comments of the entry.
    remarks: dict[str, str] = {}
    for entry in before.entries:
        words = unblanked(" ".join(provenance.remarks(entry.comments)))
        remarks |= dict.fromkeys(entry.ids, words)
    spares: dict[int, int] = {}
    for region in settled:
        remark = remarks.get(source.passages[source.owners[region.i0]].id, "")
        paragraph = target.passages[target.owners[region.j0]]
        beside = (j for j in range(paragraph.first, paragraph.last) if not region.j0 <= j < region.j1)
        owner = source.owners[region.i0]
        spares |= {j: owner for j in beside if remark and unblanked(target.sentences[j]) in remark}
    return spares


def _settled(source: AlignedText, target: AlignedText, before: Catalog) -> Iterator[Region]:
    # Entries know paragraphs by their ids.
    passages = {passage.id: passage for passage in source.passages}
    places: dict[str, list[int]] = defaultdict(list)
    # A person may have changed cases and blanks and no word.
    folded = [fold(sentence) for sentence in target.sentences]
    for number, sentence in enumerate(folded):
        places[sentence].append(number)
    for entry in before.entries:
        # The same words in several places don't tell which of them the text was taken for.
        if not entry.target or len(entry.ids) != 1 or provenance.untouched(entry):
            continue
        passage = passages.get(entry.ids[0])
        pieces = [fold(piece) for piece in segment.split(entry.target, target.lang) if piece.strip()]
        if passage is None or not pieces:
            continue
        # All sentences in a row, as they stand in the translation.
        starts = [at for at in places[pieces[0]] if folded[at : at + len(pieces)] == pieces]
        if len(starts) == 1:
            yield Region(passage.first, passage.last, starts[0], starts[0] + len(pieces))


def together(beads: Sequence[Bead], put: Sequence[Region]) -> list[Bead]:
    """Beads that keep a region together.

    No sentence is alone where a person has put it together with others.

    beads  none of which crosses a border of a region
    put    regions, ascending; a pin may stand at the beginning of another one
    """
    joined: list[Bead] = []
    # Regions and beads both ascend, so one pass is enough.
    waiting = iter(put)
    region = next(waiting, None)
    # Sentences of both texts that are behind.
    i = j = 0
    for bead in beads:
        while region is not None and i >= region.i1 and j >= region.j1:
            region = next(waiting, None)
        # Inside of a region, but not at its first corner: a bead that begins there may stay alone.
        begun = region is not None and i >= region.i0 and j >= region.j0 and (i, j) != region[::2]
        whole = joined and joined[-1].paired and bead.paired
        # What stands alone joins the bead before it, and the first one whatever follows.
        if begun and not whole:
            last = joined[-1]
            joined[-1] = Bead(
                last.source + bead.source,
                last.target + bead.target,
                max(last.cost, bead.cost),
                last.begins,
                bead.ends,
            )
        else:
            joined.append(bead)
        i, j = max(i, *(k + 1 for k in bead.source), 0), max(j, *(k + 1 for k in bead.target), 0)
    return joined


# What earlier runs have placed, beside a translation that comes in now.
#
# A translation may come in several files, one after the other, and a file may be corrected and come again.
# So a text that was placed is only replaced by nothing, or by something doubtful, where it is this file's
# own: its comment says so, or, where that names no file, its words do. No decision depends on what the run
# before made of this file: the same file again changes nothing.


EarlierVerdict = Literal["stays", "missing", "goes"]
"""Of a text that was placed: it stands beside this translation; it stays, and a person must look whether it
should, since its file no longer has it; this translation decides."""


class SentenceSet:
    """Sentences that a text may be made of.

    Blanks and cases don't count.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        """Of a text's sentences, in any order."""
        # Few begin alike: a list takes less room than a set.
        self._starts: dict[str, list[str]] = defaultdict(list)
        for sentence in dict.fromkeys(map(unblanked, sentences)):
            self._starts[sentence[: bounds.INDEXED_CHARACTERS]].append(sentence)

    def hold(self, text: str) -> bool:
        """Whether a text is some of them in a row."""
        # Blanks depend on who joined the sentences.
        rest = unblanked(text)
        while rest:
            begun = (self._starts.get(rest[:k], ()) for k in range(1, bounds.INDEXED_CHARACTERS + 1))
            known = (sentence for sentence in chain.from_iterable(begun) if rest.startswith(sentence))
            longest = max(known, key=len, default="")
            if not longest:
                return False
            rest = rest[len(longest) :]
        return True


@lru_cache(maxsize=1)  # of one translation, again and again
def _set_of(sentences: tuple[str, ...]) -> SentenceSet:
    return SentenceSet(sentences)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A translation that comes in.

    What stands in the catalog is judged by it.
    """

    file: str
    words: SentenceSet
    unrelated: bool
    over: bool
    """Whether all gives way that it has something for."""

    @classmethod
    def of(cls, adoption: Adoption, *, over: bool) -> Newcomer:
        """The translation of an adoption."""
        side = adoption.target
        return cls(file_name(side.path), _set_of(side.sentences), bool(adoption.unrelated), over)

    def verdict(self, entry: Entry, target: str, *, doubtful: bool) -> EarlierVerdict:
        """What becomes of a text that was placed.

        The translation has `target` for its entry, or "".
        """
        was = provenance.placed(entry)
        if was is None or not tidy(entry.target) or entry.target == target or (self.over and target):
            return "goes"
        known = self.words.hold(entry.target)
        # The same few words may well be in two files: they decide only where no file is named.
        if was.file == self.file or (not was.file and known):
            if known or (target and not self.unrelated):
                return "goes"
            return "stays" if self.unrelated else "missing"
        # A doubtful text gives way to any; a sure one only to what is sure too.
        sure = bool(target) and not self.unrelated and (was.doubtful or not doubtful)
        return "goes" if sure else "stays"

    def loses(self, entry: Entry) -> bool:
        """Whether a placed text would be lost.

        Then it is kept as a comment.
        """
        was = provenance.placed(entry)
        if was is None or was.file == self.file or fold(entry.target) == fold(entry.source):
            return False
        return not self.words.hold(entry.target)

    def left_over(self, place: str, text: str, *, decided: bool = False) -> str:
        """The comment for text without a place.

        `place` is as in `LeftOver`.
        """
        return str(LeftOver(place, text, decided, self.file, unchanged=True))

    def cleaned(self, comments: tuple[str, ...], taken: SentenceSet) -> tuple[str, ...]:
        """The comments without text that is placed now, and without what this translation had pinned.

        This translation has it, or a person has taken it in.
        """
        lines = pinned.lines(over_lines(comments))
        kept = tuple(line for line in lines if not self._gone(line, taken))
        return comments if len(kept) == len(lines) else kept

    def _gone(self, line: str, taken: SentenceSet) -> bool:
        text = left_over(line)
        if text is None:
            return not self.unrelated and pinned.file_of(line) == self.file
        # This file's own left-over text is told anew, where it is still left over.
        if text.file == self.file and not self.unrelated and text.unchanged:
            return True
        return self.words.hold(text.text) or taken.hold(text.text)
