"""Where paragraphs begin, and by which words that is named.

Lines are parted and put together by an editor before anything is read. What is named are words, whatever
blanks, line ends and typography they have.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate, islice
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from toolkit import late
from toolkit.config import SeamTable, Sidecar, place_among
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding, report
from toolkit.giving_way import pause
from toolkit.late import WorkedOut
from toolkit.model import Location
from toolkit.reading.lines import Content, Line, pieces
from toolkit.text import markup, scripts
from toolkit.text.hygiene import fold, untypeset
from toolkit.text.scripts import unspaced
from toolkit.text.xml import unescape

_WORD = late.regex(r"[^\W_]+(?:['’-][^\W_]+)*")
_TAG = late.regex(r"</?[\w:][^<>]{0,200}>")
_MIN_WORDS, _MIN_WIDE = 6, 12
"""Words, or characters of a script without blanks: a beginning with fewer is hard to recognise."""
LONG = 200
"""Characters; where as many are equal, words tell no paragraphs apart."""


class FirstWords(NamedTuple):
    """What names a paragraph in a decision."""

    begins: str
    which: str = ""
    """`2 of 3` where three paragraphs begin so, and it is the second."""


class Beginnings:
    """The beginnings of a document's paragraphs."""

    def __init__(self, ways: Sequence[Sequence[str]]) -> None:
        """ways: how each paragraph may be quoted; the first is how it is, where it has words."""
        self._ways = ways
        self._all: dict[str, list[int]] = {}

    @WorkedOut
    def _index(self) -> tuple[list[str], list[int]]:
        """All beginnings, sorted, so that those that begin most alike are neighbours; and whose each is."""
        ways = [way for k in range(len(self._ways)) for way in self._of(k)]
        keys, owners = [key for key, _ in ways], [k for _, k in ways]
        # Strings alone are sorted in half the time.
        order = sorted(range(len(ways)), key=keys.__getitem__)
        return [keys[i] for i in order], [owners[i] for i in order]

    def put(self, first: int, end: int, ways: Sequence[Sequence[str]]) -> Beginnings:
        """These beginnings, with other paragraphs in the place of some."""
        made = Beginnings([*self._ways[:first], *ways, *self._ways[end:]])
        more = len(ways) - (end - first)
        others = zip(*self._index, strict=True)
        all_ = [(key, k + more * (k >= end)) for key, k in others if not first <= k < end]
        for k in range(first, first + len(ways)):
            for own in made._of(k):
                insort(all_, own)
        made._index = [key for key, _ in all_], [k for _, k in all_]
        return made

    def _of(self, k: int) -> list[tuple[str, int]]:
        """How a paragraph begins in each way, with its number."""
        pause()
        # Most paragraphs are quoted in one way twice.
        return [(_folded(text), k) for text in dict.fromkeys(self._ways[k])]

    def quoted(self, k: int) -> str:
        """The words of a paragraph, of which a decision quotes the first."""
        return next(filter(None, self._ways[k]), "")

    def fitting(self, begins: str, most: int) -> list[int]:
        """The paragraphs that begin so, in order; no more than so many, and one.

        Where none does, those that begin so without the marks of their emphasis: nobody sees these in a book,
        nor in the program that a text was written with.
        """
        key = _folded(begins)
        if found := self._fitting(key, most):
            return sorted(found)
        # As the file has it, it may have tags: `<i>Over the water</i>`.
        keys = tuple(filter(None, dict.fromkeys((key, _folded(_unmarked(begins))))))
        found = self._fitting(keys[-1], most) if keys else set()
        return sorted(found or {k for plain, k in self._plain if keys and plain.startswith(keys)})

    @WorkedOut
    def _plain(self) -> list[tuple[str, int]]:
        """How paragraphs with marks begin without them, with the number of each."""
        marked = ((way, k) for k in range(len(self._ways)) for way in self._ways[k] if not markup.bare(way))
        return [(_folded(markup.plain(way)), k) for way, k in marked]

    def _fitting(self, begins: str, most: int) -> set[int]:
        (keys, owners), found = self._index, set[int]()
        place = bisect_left(keys, begins)
        while begins and place < len(keys) and keys[place].startswith(begins) and len(found) <= most:
            found.add(owners[place])
            place += 1
        return found

    def named(self, begins: str, which: str) -> tuple[int, int]:
        """The paragraph that is meant, and how many begin so.

        -1 for the paragraph where none is, or more than one may be.
        """
        place, of = place_among(which)
        found = self.fitting(begins, of)
        return (found[place - 1] if place <= len(found) == of else -1), len(found)

    def of(self, k: int) -> FirstWords | None:
        """What names a paragraph: the shortest beginning that no other has, with six words at least.

        None for one that can't be named, since it has no words.
        """
        text = self.quoted(k)
        if not fold(text):
            return None
        common = self._common(_folded(text[:LONG]), k)
        begins = text
        for end in ends(text):
            if len(_folded(text[:end])) > common and self._fitting(_folded(text[:end]), 1) == {k}:
                return FirstWords(text[:end])
            if len(text) > LONG:
                begins = text[:end]
        found = self._alike(begins)
        return FirstWords(begins, f"{bisect_left(found, k) + 1} of {len(found)}" if len(found) > 1 else "")

    def _alike(self, begins: str) -> list[int]:
        """All paragraphs that begin so, in order: of thousands that do, each may be asked for."""
        key = _folded(begins)
        if key not in self._all:
            self._all[key] = sorted(self._fitting(key, len(self._ways)))
        return self._all[key]

    def _common(self, whole: str, k: int) -> int:
        """How many characters a beginning has in common with that of another paragraph."""
        keys, owners = self._index
        at = bisect_left(keys, whole)
        ways = range(at - 1, -1, -1), range(at, len(keys))
        others = (next((keys[place] for place in way if owners[place] != k), "") for way in ways)
        return max(Prefix.similarity(other, whole) for other in others)


def ends(text: str) -> Iterator[int]:
    """Where the beginnings of a text end that are long enough."""
    found = [word.end() for word in _WORD.finditer(text, 0, LONG)]
    if scripts.within(text[:1], scripts.SINOSPHERE) and len(found) * 8 < len(text[:LONG]):
        yield from range(_MIN_WIDE, min(len(text), LONG))
    else:
        yield from found[_MIN_WORDS - 1 :]


# The same of places, before anything is read.


class Seam(NamedTuple):
    """A place at which a paragraph may begin."""

    line: int
    """Index of the line."""
    at: int
    """Offset of the first character in it."""


class LaidLines(NamedTuple):
    """Where a sidecar parts the lines of a text, or has them go on."""

    cuts: Mapping[int, Sequence[int]]
    """Index of a line -> the offsets at which it is parted, ascending; 0 says that it begins a paragraph."""
    goes_on: Set[int]
    """Indices of lines that go on with the one before."""
    unfit: Sequence[tuple[SeamTable, int, bool]]
    """Tables whose words fit no place, or several: how many; and whether they would part a line."""

    def of(self, line: int) -> tuple[Sequence[int], bool]:
        """What is said of a line."""
        return self.cuts.get(line, ()), line in self.goes_on


class _KeyedTexts:
    """Some texts as one, without what parts words: where some words begin in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        keys = [_key(text) for text in texts]
        self.starts = [0, *accumulate(map(len, keys))]
        """Where each text begins in all of them together, and where the last ends."""
        self.whole = "".join(keys)
        # How long the key of a text's beginning is: asked again for each place in it.
        self._length = cache(lambda number, end: len(_key(texts[number][:end])))

    def places(self, words: str, *, inside: bool) -> Iterator[tuple[int, int]]:
        """The text and the offset in it of each place, one after the other: to tell each takes time.

        inside  whether also in the midst of texts
        """
        wanted = _key(words)
        at = self.whole.find(wanted) if wanted else -1
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            offset = at - self.starts[number]
            if offset == 0:
                yield number, 0
            elif inside and (place := self._offset(number, offset)) is not None:
                yield number, place
            at = self.whole.find(wanted, at + 1)

    def _offset(self, number: int, at: int) -> int | None:
        """Where a character of a text's key stands in it; None in the midst of a word."""
        text = self.texts[number]
        place = bisect_left(range(len(text)), at + 1, key=partial(self._length, number)) - 1
        if place <= 0 or self._length(number, place) != at:
            return None
        before, after = text[place - 1], text[place]
        return None if before.isalnum() and after.isalnum() and not unspaced(after) else place


class Seams:
    """The words of a text, and the places where they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._named: dict[tuple[SeamTable, bool], tuple[Seam | None, int]] = {}
        self._once: dict[str, bool] = {}
        self._all: dict[tuple[str, bool], list[Seam]] = {}

    @WorkedOut
    def _marked(self) -> _KeyedTexts:
        """The words of the lines as they are."""
        return _KeyedTexts([line.text for line in self._lines])

    @WorkedOut
    def _unmarked(self) -> _KeyedTexts:
        """And without the marks of their emphasis."""
        return _KeyedTexts([markup.plain(line.text) for line in self._lines])

    def line(self, seam: Seam) -> int:
        """The number of a place's line in its file, 1-based."""
        return self._lines[seam.line].number

    def once(self, words: str) -> bool:
        """Whether some words stand in one place alone, wherever that is."""
        if words not in self._once:
            wanted, whole = _key(words), self._marked.whole
            at = whole.find(wanted)
            self._once[words] = bool(wanted) and at >= 0 and whole.find(wanted, at + 1) < 0
        return self._once[words]

    def fitting(self, begins: str, *, inside: bool) -> list[Seam]:
        """The places where some words stand, in order.

        Where they stand nowhere, the places of the same words without marks and tags: nobody sees the former
        in a book, nor the latter in what is read of a file.

        inside  whether also in the midst of lines; else where a line begins with them, but for the first
        """
        # Asked again for each line that begins alike.
        if (begins, inside) not in self._all:
            found = [*self._fitting(begins, inside)]
            self._all[begins, inside] = found or [*self._without_marks(begins, inside)]
        return self._all[begins, inside]

    def _fitting(self, begins: str, inside: bool) -> Iterator[Seam]:
        """As `fitting`, one after the other: to tell where each stands takes time."""
        places = self._marked.places(begins, inside=inside)
        return (Seam(line, place) for line, place in places if line or place)

    def _without_marks(self, begins: str, inside: bool) -> Iterator[Seam]:
        """As `fitting`, whatever marks there are; in the midst of emphasis no paragraph is parted."""
        from toolkit.text import cuts  # It loads what cuts sentences, which few texts ask for.

        for line, place in self._unmarked.places(_unmarked(begins), inside=inside):
            text = self._lines[line].text
            at = cuts.unseen(text, place) if place else 0
            parts = [text[:at], text[at:]]
            if (line or at) and cuts.balance(parts) == parts:
                yield Seam(line, at)

    def named(self, table: SeamTable, *, inside: bool) -> tuple[Seam | None, int]:
        """The place that is meant, and how many fit; None where none does, or more than one may."""
        if (table, inside) not in self._named:
            place, of = place_among(table.which)
            found = self.fitting(table.begins, inside=inside)
            meant = found[place - 1] if place <= len(found) == of else None
            self._named[table, inside] = meant, len(found)
        return self._named[table, inside]

    def laid(self, sidecar: Sidecar) -> LaidLines:
        """What a sidecar says of the lines. Where a place is both, it is parted."""
        cuts: defaultdict[int, set[int]] = defaultdict(set)
        joined, unfit = set[int](), list[tuple[SeamTable, int, bool]]()
        for tables, inside in ((sidecar.split, True), (sidecar.join, False)):
            for table in tables:
                place, number = self.named(table, inside=inside)
                if place is None:
                    unfit.append((table, number, inside))
                elif inside:
                    cuts[place.line].add(place.at)
                elif 0 not in cuts.get(place.line, ()):
                    joined.add(place.line)
        return LaidLines({line: sorted(at) for line, at in cuts.items()}, joined, unfit)

    def otherwise(self, sidecar: Sidecar, other: Sidecar) -> list[int]:
        """The numbers of the lines of which two sidecars say something else, ascending."""
        then, now = self.laid(sidecar), self.laid(other)
        some = sorted({*then.cuts, *then.goes_on, *now.cuts, *now.goes_on})
        return [self._lines[i].number for i in some if then.of(i) != now.of(i)]

    def naming(self, words: str, *, inside: bool) -> tuple[str, list[Seam]]:
        """The shortest beginning of some words that names one place, of six words at least; and that place.

        The longest, with all places, where no beginning names only one.
        """
        begins = words[:LONG]
        for end in (*ends(words), len(begins)):
            # Two are as good as a thousand.
            found = [*islice(self._fitting(words[:end], inside), 2)]
            if len(found) < 2:
                return words[:end], found
        return begins, self.fitting(begins, inside=inside)


def _folded(text: str) -> str:
    """What beginnings are compared by."""
    # Case and typography may change.
    return fold(untypeset(text))


def _unmarked(words: str) -> str:
    """Words without marks of emphasis, and without tags and entities of a file."""
    return markup.plain(unescape(_TAG.sub("", words)))


def _key(text: str) -> str:
    return "".join(_folded(text).split())


def relaid(content: Content, sidecar: Sidecar, path: str, seams: Seams) -> Content:
    """The same text with other paragraphs, where the sidecar parts some or puts them together.

    What fits no place, or several, is a finding.

    path   of the transcript, as shown to a person
    seams  of its lines
    """
    if not (sidecar.split or sidecar.join):
        return content
    where = Location(sidecar_shown(path) or path, 1)
    laid = seams.laid(sidecar)
    lines: list[Line] = []
    done = 0
    for number in sorted({*laid.cuts, *laid.goes_on}):
        lines += content.lines[done:number]
        lines += _laid(content.lines[number], laid.cuts.get(number, ()), goes_on=number in laid.goes_on)
        done = number + 1
    lines += content.lines[done:]
    problems = [_unfit(table.begins, number, where, inside=inside) for table, number, inside in laid.unfit]
    return replace(content, lines=lines, findings=(*content.findings, *problems))


def _unfit(begins: str, number: int, where: Location, *, inside: bool) -> Finding:
    """Why words tell no place: none has them, or several have."""
    if number:
        return report("D105.split" if inside else "D105.join", where, begins=begins, number=number)
    return report("D104.split" if inside else "D104.join", where, begins=begins)


def _laid(line: Line, places: Sequence[int], *, goes_on: bool) -> Iterator[Line]:
    """A line, parted at some offsets, of which 0 says that it begins a paragraph."""
    if goes_on:
        line = line.replace(joined=True, decided=True, gap=0)
    elif 0 in places:
        line = line.replace(joined=False, gap=max(1, line.gap))
    return pieces(line, [place for place in places if place], joined=False, decided=False, gap=1)
