"""Lines that somebody ended on purpose: verse in plain text, and in documents that don't name it.

Whoever wraps prose ends a line where the next word has no room. Where it had room, the line was ended on
purpose: by verse, but also by entries (names, titles), by sentences that have a line each, and by captions.
Each line end says a little for one of them, so that neither the number of lines nor the share of commas
decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from toolkit import late
from toolkit.text.lines import ends_within, width
from toolkit.text.scripts import LETTERS, unspaced
from toolkit.text.signs import ends_sentence

WIDEST = 60
"""Columns of the longest line of verse."""
ENOUGH = 200
"""Characters of a line, behind which its width tells nothing more."""
_FEWEST = 3
"""Lines of the shortest stanza; one that is set in may have one less."""
_FEWEST_TYPED = 4
"""The same in a document: a letter begins with three such lines, and so does an address."""
GOES_ON = (",", ";", "—", "–", "-", "，", "、", "；", "،", "؛")
"""What ends a line of verse and no line of a title block."""
_INTRODUCES = (":", "：", "︰")
_LABELLED = late.regex(
    r"[^\s:：]{1,30}(?:\s[^\s:：]{1,20}){0,2}\s?[:：]\s*\S|.*\d:\d\d(?:\s?[AaPp]\.?[Mm]\.?)?$"
)
"""What begins with a label, or ends with a time."""
_BEGINS = late.regex(r"[^\w\s]{0,3}[^\W\d_]")
"""How a line of verse begins: with a letter, maybe behind a quotation mark."""

# How likely each sign is at a line end of verse, of prose that is wrapped, of entries, of sentences that have
# a line each, and of captions. By thought, and looked at in texts that hold no verse.
_OF = ("verse", "wrapped", "entries", "sentences", "captions")
_SIGNS: dict[str, tuple[float, ...]] = {
    "room": (0.60, 0.01, 0.60, 0.70, 0.55),
    "no room": (0.40, 0.99, 0.40, 0.30, 0.45),
    "goes on": (0.37, 0.09, 0.025, 0.05, 0.20),
    "sentence": (0.15, 0.08, 0.06, 0.85, 0.20),
    "bare": (0.50, 0.83, 0.90, 0.10, 0.60),
    "capital": (0.60, 0.25, 0.90, 0.95, 0.35),
    "small": (0.40, 0.75, 0.10, 0.05, 0.65),
    "phrase": (0.85, 0.85, 0.25, 0.80, 0.85),
    "few": (0.35, 0.10, 0.55, 0.25, 0.20),
    "title": (0.15, 0.15, 0.75, 0.20, 0.15),
}
_LOGS = {sign: [log(of) for of in likely] for sign, likely in _SIGNS.items()}
_NARROW = 1.3
"""How much wider than a stanza the text is, where that tells something."""
_NAME = 8
"""Columns of a name where no blanks part words, at most."""
_PARAGRAPH = 100
"""Columns from which on a line is no part of a wrapped paragraph."""
_MEANT = 0.2
"""Share of line ends with room for a word, from which on they are no accidents."""
_SLACK = 0.2
"""Share of a line that is left blank on purpose only, where no blanks part words."""
# Odds in logs: before any line is looked at; where lines are set in; where the text is far wider; and where
# it only might be.
_PRIOR = (0.0, 3.0, 4.0, 3.0, 5.0)
_IN, _APART = (0.0, -2.5, -3.0, -1.5, -6.0), (0.0, -6.0, 0.0, 0.0, -1000.0)
_SHORT = (0.0, -1.0, 0.0, 0.0, -8.0)
_NOTHING = (0.0,) * len(_OF)


def spans(
    lines: Sequence[str],
    free: Sequence[bool],
    gaps: Sequence[bool],
    indented: Sequence[bool],
    *,
    quoted: bool = False,
    meant: Sequence[bool] | None = None,
) -> list[tuple[int, int]]:
    """Where stanzas stand: the first line of each, and the one behind its last.

    free      lines that have no form yet
    gaps      lines with a blank one before them
    indented  lines that are set in further than the text
    quoted    whether they are of a quotation: its entries and sentences have lines of their own as well
    meant     of a document: lines before which there is a line break; None for plain text. Neither a break
              nor an end without one tells of verse there, so that marks at the ends of lines must; and a
              stanza is a paragraph of its own, or what is left of one behind a colon
    """
    widths = [width(line[:ENOUGH]) for line in lines]
    # An address has no blank, and can't be wrapped.
    wide = [" " in line or unspaced(line[-1:] or " ") for line in lines]
    measure = max([WIDEST, *(w for w, whole in zip(widths, wide, strict=True) if whole)])
    # A long title above captions makes no text: that has two lines that end a sentence, or go on below.
    alone = [*gaps[1:], True]
    text = [wide[k] and (not alone[k] or ends_sentence(line)) for k, line in enumerate(lines)]
    widest = sorted([0, 0, *(w for w, own in zip(widths, text, strict=True) if own)])[-2]
    may = [
        free[k]
        and widths[k] <= WIDEST
        and bool(_BEGINS.match(line))
        and not _LABELLED.match(line)
        and not ends_within(line)
        and not line.endswith(_INTRODUCES)
        for k, line in enumerate(lines)
    ]
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(lines):
        last = first + 1
        # One line is no stanza.
        if not may[first]:
            first = last
            continue
        while (
            last < len(lines)
            and may[last]
            and not gaps[last]
            and indented[last] == indented[first]
            and widths[last - 1] + 1 + first_word(lines[last]) <= measure
        ):
            last += 1
        begin = first
        # What stands below a line that is full is the end of its paragraph.
        if first and not gaps[first] and free[first - 1] and not lines[first - 1].endswith(_INTRODUCES):
            # As wide as the line before and its like; what is far wider is a paragraph on its line.
            near = max(widths[first - 1 : last])
            full = near <= _PARAGRAPH and widths[first - 1] + 1 + first_word(lines[first]) > near
            begin += full and not ends_sentence(lines[first - 1])
        # What hangs below a line is set in for the sake of that line.
        hangs = first and not gaps[first] and not lines[first - 1].endswith(_INTRODUCES)
        inside = bool(indented[first] and not hangs)
        # Above all labels, with no gap between, stand a title and who wrote it.
        heads = not begin and last < len(lines) and not gaps[last] and _LABELLED.match(lines[last])
        fewest = _FEWEST - inside if meant is None else _FEWEST_TYPED
        if last - begin >= fewest and not heads and (meant is None or _whole(lines, gaps, begin, last)):
            room = max(widths[begin:last])
            apart = _APART if widest >= _NARROW * room else _SHORT if measure >= _NARROW * room else _NOTHING
            at = slice(begin, last)
            if _verse(
                lines[at], widths[at], meant and meant[at], inside, apart, _OF[1:2] if quoted else _OF[1:]
            ):
                found.append((begin, last))
        first = last
    return _quoted_whole(found, gaps, may, widths) if quoted else found


def _quoted_whole(
    found: Sequence[tuple[int, int]], gaps: Sequence[bool], may: Sequence[bool], widths: Sequence[int]
) -> list[tuple[int, int]]:
    """The stanzas of quotations, with those beside them that are too short to tell that they are.

    A poem is quoted with all its stanzas. A couplet has two lines, hardly wider than those of the stanza.
    """
    starts = [k for k, gap in enumerate(gaps) if gap or not k]
    paragraphs = [*pairwise([*starts, len(gaps)])]
    stanzas = {*found}
    for order in (paragraphs, paragraphs[::-1]):
        room = 0
        for first, last in order:
            mine = [stanza for stanza in stanzas if first <= stanza[0] < last]
            if mine:
                room = max(widths[mine[0][0] : mine[0][1]])
            elif last - first > 1 and all(may[first:last]) and max(widths[first:last]) < _NARROW * room:
                stanzas.add((first, last))
            else:
                room = 0
    return sorted(stanzas)


def _whole(lines: Sequence[str], gaps: Sequence[bool], begin: int, last: int) -> bool:
    """Whether lines are a paragraph, or what is left of one behind a colon."""
    begins = not begin or gaps[begin] or lines[begin - 1].endswith(_INTRODUCES)
    return begins and (last == len(lines) or gaps[last])


def _verse(
    lines: Sequence[str],
    widths: Sequence[int],
    meant: Sequence[bool] | None,
    inside: bool,
    apart: Sequence[float],
    others: Sequence[str],
) -> bool:
    """Whether lines are likelier verse than anything else.

    meant   of a document: before which of them there is a line break
    inside  whether they are set in
    apart   what the width of the text says
    others  what else they may be
    """
    room = max(widths)
    odds = [sum(each) for each in zip(_PRIOR, _IN if inside else _NOTHING, apart, strict=True)]
    counts: Counter[str] = Counter()
    for k, line in enumerate(lines[:-1]):
        below = lines[k + 1]
        ends = ends_sentence(line) or line.endswith("…")
        signs = ["goes on" if line.endswith(GOES_ON) else "sentence" if ends else "bare"]
        # A paragraph ends anywhere.
        if not ends:
            signs += ["room"] if meant and meant[k + 1] else _room(line, below, widths[k], room)
        words = LETTERS.findall(line)
        if below[0].upper() != below[0].lower():
            signs.append("small" if below[0].islower() else "capital")
        cased = [word for word in words[1:] if word[0].upper() != word[0].lower()]
        if cased:
            signs.append("phrase" if sum(word[0].islower() for word in cased) >= 2 else "title")
        elif unspaced(words[0][0]):
            signs.append("phrase" if widths[k] > _NAME else "few")
        else:
            signs.append("phrase" if len(words) > 2 else "few")
        for sign in signs:
            odds = [a + b for a, b in zip(odds, _LOGS[sign], strict=True)]
        counts.update(signs)
    told = counts["room"] + counts["no room"]
    marks = 2 * counts["bare"] < len(lines) - 1
    if meant is None:
        ended = marks or inside or counts["room"] >= _MEANT * told
    else:
        ended = marks and counts["goes on"] > 0
    return ended and odds[0] > max(odds[1 : 1 + len(others)])


def _room(line: str, below: str, columns: int, room: int) -> list[str]:
    """Whether the next word would have had room; nothing where that can't be told."""
    if not (unspaced(below[0]) or unspaced(line[-1])):
        # A blank that binds is within a word.
        return [
            "room" if columns + 1 + width(re.split(r"[ \t]", below, maxsplit=1)[0]) <= room else "no room"
        ]
    # Programs count wide characters in their own way, and no line begins with a mark.
    left = room - columns
    return ["room"] if left > _SLACK * room else ["no room"] if left < 4 else []


def first_word(text: str) -> int:
    """Columns of what can't be parted at the beginning."""
    if unspaced(text[0]):
        return 2
    return width(text.split(None, 1)[0])
