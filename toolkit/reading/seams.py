"""Where paragraphs begin: lines are parted and put together before anything is read.

An editor decides it, and so do questions in bold that stand in a paragraph with their answer.

A place is named by the words that stand there, whatever blanks, line ends and typography they have.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import accumulate, pairwise, zip_longest
from typing import NamedTuple

from toolkit.config import SeamTable, Sidecar, place_among
from toolkit.config.sidecar_file import sidecar_shown
from toolkit.findings import Finding, report
from toolkit.late import WorkedOut
from toolkit.model import Location
from toolkit.reading.beginnings import LONG, ends
from toolkit.reading.lines import Content, Line
from toolkit.text.hygiene import fold, untypeset
from toolkit.text.markup import BREAK
from toolkit.text.scripts import unspaced
from toolkit.text.signs import is_question


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


class Seams:
    """The words of a text, and the places where they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._named: dict[tuple[SeamTable, bool], tuple[Seam | None, int]] = {}
        self._once: dict[str, bool] = {}

    @WorkedOut
    def _keys(self) -> list[str]:
        return [_key(line.text) for line in self._lines]

    @WorkedOut
    def _starts(self) -> list[int]:
        """Where each line begins in all of them together, and where the last ends."""
        return [0, *accumulate(map(len, self._keys))]

    @WorkedOut
    def _whole(self) -> str:
        return "".join(self._keys)

    def line(self, seam: Seam) -> int:
        """The number of a place's line in its file, 1-based."""
        return self._lines[seam.line].number

    def once(self, words: str) -> bool:
        """Whether some words stand in one place alone, wherever that is."""
        known = self._once.get(words)
        if known is None:
            wanted = _key(words)
            at = self._whole.find(wanted)
            known = self._once[words] = bool(wanted) and at >= 0 and self._whole.find(wanted, at + 1) < 0
        return known

    def fitting(self, begins: str, *, inside: bool) -> list[Seam]:
        """The places where some words stand, in order.

        inside  whether also in the midst of lines; else where a line begins with them, but for the first
        """
        wanted = _key(begins)
        found: list[Seam] = []
        at = self._whole.find(wanted) if wanted else -1
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            offset = at - self._starts[line]
            if offset == 0 and line:
                found.append(Seam(line, 0))
            elif inside and offset and (place := self._offset(line, offset)) is not None:
                found.append(Seam(line, place))
            at = self._whole.find(wanted, at + 1)
        return found

    def _offset(self, line: int, at: int) -> int | None:
        """Where a character of a line's key stands in its text; None in the midst of a word."""
        text = self._lines[line].text
        place = bisect_left(range(len(text)), at + 1, key=lambda end: len(_key(text[:end]))) - 1
        if place <= 0 or len(_key(text[:place])) != at:
            return None
        before, after = text[place - 1], text[place]
        return None if before.isalnum() and after.isalnum() and not unspaced(after) else place

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
        begins, found = words[:LONG], list[Seam]()
        for end in (*ends(words), len(begins)):
            found = self.fitting(words[:end], inside=inside)
            if len(found) < 2:
                return words[:end], found
        return begins, found


def _key(text: str) -> str:
    return "".join(fold(untypeset(text)).split())


def relaid(content: Content, sidecar: Sidecar, path: str, seams: Seams) -> Content:
    """The same text with other paragraphs, where the sidecar parts some or puts them together.

    path   of the transcript, as shown to a person
    seams  of its lines
    What fits no place, or several, is a finding.
    """
    if not (sidecar.split or sidecar.join):
        return content
    where = Location(sidecar_shown(path) or path, 1)
    laid = seams.laid(sidecar)
    lines: list[Line] = []
    done = 0
    for number in sorted({*laid.cuts, *laid.goes_on}):
        lines += content.lines[done:number]
        lines += _pieces(content.lines[number], laid.cuts.get(number, ()), goes_on=number in laid.goes_on)
        done = number + 1
    lines += content.lines[done:]
    problems = [_unfit(table.begins, number, where, inside=inside) for table, number, inside in laid.unfit]
    return replace(content, lines=lines, findings=(*content.findings, *problems))


def _unfit(begins: str, number: int, where: Location, *, inside: bool) -> Finding:
    """Why words tell no place: none has them, or several have."""
    if inside and number:
        return report("D105.split", where, begins=begins, number=number)
    if inside:
        return report("D104.split", where, begins=begins)
    if number:
        return report("D105.join", where, begins=begins, number=number)
    return report("D104.join", where, begins=begins)


def _pieces(line: Line, places: Sequence[int], *, goes_on: bool) -> Iterator[Line]:
    """A line, parted at some offsets, of which 0 says that it begins a paragraph."""
    if goes_on:
        line = line.replace(joined=True, decided=True, gap=0)
    elif 0 in places:
        line = line.replace(joined=False, gap=max(1, line.gap))
    cuts = [place for place in places if place]
    if not cuts:
        yield line
        return
    for start, end in pairwise([0, *cuts, len(line.text)]):
        piece = cut(line, start, end)
        yield piece.replace(joined=False, decided=False, gap=1) if start else piece


def cut(line: Line, start: int, end: int) -> Line:
    """A part of a line, without blanks around it; times of words go with them."""
    bare = line.text[start:end]
    start += len(bare) - len(bare.lstrip())
    words = tuple(word._replace(at=word.at - start) for word in line.words if start <= word.at < end)
    part = line.replace(text=bare.strip(), words=words, strong=min(max(0, line.strong - start), end - start))
    if end < len(line.text):
        part = part.replace(end=words[-1].end if words else None)
    if start:
        part = part.replace(
            at=line.at + start if line.at >= 0 else -1,
            start=words[0].start if words else None,
            sign=0,
            speaker="",
            broken=False,
            changes=False,
            indent=0,
        )
    return part


# Run-in questions: set off in a paragraph with their answer, such as `**When did you begin?** At six`.

_SET_OFF = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(?P<words>(?:(?!\1).)+?)(?<=\S)\1", re.DOTALL)
_LEAST = 3
"""Questions in bold or italics that are answered in their own line, from which on they are parted."""
_END = 3
"""Characters at the end of a question, one of which is its mark: others may close a quotation."""


def parted(content: Content) -> Content:
    """The same text, with a question in bold or italics and the answer behind it in lines of their own.

    Magazines set them in one paragraph, whose line may end between them. One or two such paragraphs tell
    nothing, nor do those of a text that mostly begin with other words that are set off.
    """
    begins = [
        (i, *off)
        for i, pair in enumerate(zip_longest(content.lines, content.lines[1:]))
        if (off := _set_off(*pair)) is not None
    ]
    asks = {i: (end, at) for i, words, end, at in begins if is_question(words[-_END:])}
    if len(asks) < max(_LEAST, len(begins) / 2):
        return content
    lines: list[Line] = []
    for i, line in enumerate(content.lines):
        end, at = asks.get(i, (0, 0))
        if at < len(line.text) and end:
            lines += [cut(line, 0, end), cut(line, at, len(line.text)).replace(gap=1)]
        elif i - 1 in asks and line.joined and asks[i - 1][1] == len(content.lines[i - 1].text):
            lines.append(line.replace(joined=False, broken=False, gap=1))
        else:
            lines.append(line)
    return replace(content, lines=lines)


def _set_off(line: Line, below: Line | None) -> tuple[str, int, int] | None:
    """The words in bold or italics that a line begins with, where they end, and where a sentence begins.

    That is the end of the line, where the one below goes on with it.
    """
    if line.speaker or line.kind or line.joined or line.form != "prose":
        return None
    if line.strong:
        words, end = line.text[: line.strong].rstrip(), line.strong
    elif match := _SET_OFF.match(line.text):
        words, end = match["words"], match.end()
    else:
        return None
    rest = line.text[end:].lstrip().removeprefix(BREAK).lstrip()
    at = len(line.text) - len(rest)
    if not rest and below is not None and below.joined and not (below.strong or _SET_OFF.match(below.text)):
        rest = below.text
    return None if not rest or rest[0].islower() else (words, end, at)
