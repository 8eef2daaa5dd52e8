"""Transcripts of Teams: each paragraph has a name and a time, and below them what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.reading.content import Line
from toolkit.reading.times import interval

# "0:0:4.560 --> 0:0:9.20", and the name on the next line: until 2022.
_RANGE = re.compile(r"(\d{1,3}):(\d\d?):(\d\d?)\.(\d{1,9}) --> (\d{1,3}):(\d\d?):(\d\d?)\.(\d{1,9})")
# "Mira Sato   0:04".
_NAMED = re.compile(r"(\S.{0,79}?)\s+(\d{1,3}:\d\d(?::\d\d)?)")


class _TeamsTurn(NamedTuple):
    lines: Sequence[Line]
    speaker: str
    start: int | None
    end: int | None = None


def turns(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with speakers and times where most paragraphs are such as Teams writes them."""
    groups = list(_paragraphs(lines))
    found = [_said(group) for group in groups]
    if 2 * sum(one is not None for one in found) < max(len(groups), 4):
        return lines
    read: list[Line] = []
    for group, said in zip(groups, found, strict=True):
        if said is None:
            read += group
            continue
        first, *rest = said.lines
        stated = first.replace(joined=False, broken=False, gap=group[0].gap)
        read.append(stated.replace(speaker=said.speaker, start=said.start, end=said.end))
        read += [line.replace(speaker=said.speaker) for line in rest]
    return read


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Each line with those that go on with it."""
    group: list[Line] = []
    for line in lines:
        if group and not line.joined:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _said(group: Sequence[Line]) -> _TeamsTurn | None:
    """What is said in a paragraph, by whom and when; None for another paragraph."""
    head = group[0].text
    if len(group) > 2 and (times := _RANGE.fullmatch(head)):
        numbers = [int(part) for part in times.groups()]
        fractions = [part.ljust(3, "0")[:3] for part in (times[4], times[8])]
        start, end = (
            ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(fraction)
            for (hours, minutes, seconds), fraction in zip(
                (numbers[:3], numbers[4:7]), fractions, strict=True
            )
        )
        return _TeamsTurn(group[2:], group[1].text, start, end if end >= start else None)
    if len(group) > 1 and (named := _NAMED.fullmatch(head)):
        return _TeamsTurn(group[1:], named[1], interval(named[2])[0])
    return None
