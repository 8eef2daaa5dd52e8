"""The lines of plain text, and how they are set.

Verse, items of a list, quotations and pictures show it by themselves, in any language: by what they begin
with, and by ends of lines that no margin asked for.

It is evidence: who says a line, and whether it heads the text, is for others to find out. Where a sign may
mean something else (a hyphen before what somebody says, lines that name title and author), more is asked
for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from toolkit import late
from toolkit.findings import report
from toolkit.model import Kind, Location
from toolkit.model.kinds import Form
from toolkit.readers import chat_logs, items, other_markups, pages, screenplays, speaker_lines, stanzas
from toolkit.readers.divided import undivided
from toolkit.readers.file_lines import Lines, scan, unnumbered
from toolkit.reading.lines import Content, Line
from toolkit.text import markup
from toolkit.text.hygiene import counted
from toolkit.text.lines import width
from toolkit.text.signs import ends_sentence
from toolkit.text.times import cue, interval


class LineForm(NamedTuple):
    """How a line is set."""

    form: Form = "prose"
    start: int = 0
    """Where its words begin, behind the sign of the form."""
    joined: bool = False
    """Whether it goes on with the paragraph of the line before. What has no form leaves that open."""
    broken: bool = False
    """Whether the line before was ended on purpose."""


_PROSE = LineForm()
_QUOTED = late.regex(r"(?:>\s?)+")
# ">> Why?", ">>> Now the weather.", as captions of broadcasts have it.
_ARROWS = late.regex(r">{2,3}(?!>)\s*(?=[^\s>])")
_ARROWED = 4
"""Lines that begin with two arrows, at least, where they are a change of the speaker."""
# "[2026-03-14 10:12:03] <mira> hi", "10:12 < mira> hi", as programs for chats write their logs.
_ENTRY = late.regex(
    r"(?:\[[^\[\]]{4,30}\]|[\d:.-]{4,10}(?: [\d:.]{4,12})?(?: [AP]M)?)\s*<\s?([^<>\s]{1,40})>\s"
)
# "10:12 mira: hi": other programs write them so. Names of levels are in capitals, and nobody's.
_TIMED = late.regex(r"\[[\d:. -]{4,20}\]|\d\d?:\d\d(?::\d\d)?\s")
_SAYS = late.regex(rf"(?:{_TIMED.pattern})\s*(?![A-Z]+:)[^\s:<>]{{1,40}}:\s")
_SOME_QUOTED, _ALL_QUOTED = 4, 0.8
"""Lines behind the sign of a quotation, at least, and their share, where a mail quotes the text."""
_ENTRIES = 5
"""Lines of a log, at least."""
_AROUND = 3
"""Lines that stand around all of a text, at most: two fences, and its title."""
_NAME, _TAKE_TURNS = 3, 2
"""Words of a name above a stanza, at most, and names that take turns, at least."""
_SET_IN = 2
"""Blanks by which a stanza is set in further than most lines."""


def forms(lines: Sequence[str], gaps: Sequence[bool], indents: Sequence[int]) -> list[LineForm]:
    """The form of each line.

    lines    without blanks around them, none empty
    gaps     whether a blank line stands before it
    indents  blanks before its first character

    >>> forms(["The list:", "- salt", "- rope"], [True, False, False], [0, 0, 0])[1]
    LineForm(form='item', start=2, joined=False, broken=False)
    """
    set_ = [*map(_begun, lines)]
    widths = [width(line[: stanzas.ENOUGH]) for line in lines]
    limit = 0.8 * max(widths, default=0)
    wide = [at for at, columns in zip(indents, widths, strict=True) if columns > limit]
    # Where the text itself stands: its long lines tell, however many of its lines are verse.
    usual = sorted(wide)[len(wide) // 2] if wide else 0
    for first, last in _runs(gaps):
        if any(one is not _PROSE for one in set_[first:last]):
            _quotations(set_, first, last)
            _items(set_, lines, indents, first, last)
            _captions(set_, lines, first, last)
    for k, begins in items.beside(lines, gaps, indents).items():
        if set_[k].form == "prose":
            set_[k] = LineForm("item", begins or 0, joined=begins is None)
    names = _names(lines, gaps)
    free = [one.form == "prose" and k not in names for k, one in enumerate(set_)]
    for first, last in stanzas.spans(lines, free, gaps, [indent >= usual + _SET_IN for indent in indents]):
        for k in range(first, last):
            set_[k] = LineForm("verse", 0, joined=k > first, broken=k > first)
    quoted = [one.form == "quotation" for one in set_]
    if not any(quoted):
        return set_
    words = [
        line[one.start :] if one.form == "quotation" else line for line, one in zip(lines, set_, strict=True)
    ]
    for first, last in stanzas.spans(words, quoted, gaps, [False] * len(lines), quoted=True):
        for k in range(first + 1, last):
            set_[k] = set_[k]._replace(broken=True)
    return set_


def _runs(gaps: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Lines without a blank one between them."""
    starts = [k for k, gap in enumerate(gaps) if gap or k == 0]
    yield from pairwise([*starts, len(gaps)])


def _names(lines: Sequence[str], gaps: Sequence[bool]) -> set[int]:
    """The lines above what is said in a play in verse: two brief ones, at least, head most paragraphs.

    A refrain is one line, and goes on. What somebody does may stand behind their name.
    """
    firsts = [first for first, last in _runs(gaps) if last - first > 1]
    brief = [k for k in firsts if len(lines[k].split()) <= _NAME and not lines[k].endswith(stanzas.GOES_ON)]
    often = Counter(lines[k] for k in brief)
    again = tuple(line for line, times in often.items() if times > 1)
    if len(again) < _TAKE_TURNS or 2 * sum(often[line] for line in again) < len(firsts):
        return set()
    return {
        k for k in firsts if lines[k] in again or lines[k].startswith(tuple(f"{line} " for line in again))
    }


def _begun(line: str) -> LineForm:
    """What a line says of itself."""
    if line[0] == "!" and markup.picture(line):
        return LineForm("picture")
    if line[0] == ">" and (sign := _QUOTED.match(line)):
        return LineForm("quotation", sign.end())
    begins = items.sign(line)
    return _PROSE if begins is None else LineForm("item", begins)


def _quotations(set_: list[LineForm], first: int, last: int) -> None:
    """Quoted lines below each other are one paragraph."""
    for k in range(first + 1, last):
        if set_[k].form == set_[k - 1].form == "quotation":
            set_[k] = set_[k]._replace(joined=True)


def _items(set_: list[LineForm], lines: Sequence[str], indents: Sequence[int], first: int, last: int) -> None:
    """Keep what is a list, with lines that go on."""
    places = [k for k in range(first, last) if set_[k].form == "item"]
    if not places:
        return
    if not items.is_list(lines, places):
        for k in places:
            set_[k] = _PROSE
        return
    for k in range(places[0] + 1, last):
        # A line below an item that is set in belongs to it.
        if set_[k].form == "prose" and set_[k - 1].form == "item" and indents[k] > indents[places[0]]:
            set_[k] = LineForm("item", 0, joined=True)


def _captions(set_: list[LineForm], lines: Sequence[str], first: int, last: int) -> None:
    """The line below a picture is its caption."""
    for k in range(first + 1, last):
        before = set_[k - 1]
        # A picture that has words beside it has its caption.
        bare = before.form == "picture" and not before.joined and lines[k - 1].endswith(")")
        if bare and set_[k].form == "prose":
            set_[k] = LineForm("picture", 0, joined=True)


# The lines of a text.


_CODE = ("```", "~~~")
_UNDERLINE = late.regex(r"={3,}$|-{3,}$")


def content(
    text: str,
    path: str,
    begin: int = 0,
    meta: Mapping[str, str] = MappingProxyType({}),
    cast: tuple[str, ...] = (),
) -> Content:
    """The lines of a text.

    path        as it is shown to a person
    begin       offset in the text: what stands before it is no part of it
    meta, cast  what was said there
    """
    scanned = scan(text)
    lines_ = unnumbered(scanned)
    place = bisect_left(lines_.at, begin)
    number = lines_.number[place - 1] if place else 0
    lines: list[Line] = []
    gap, time, fenced = 0, "", False
    while place < len(lines_.text):
        words = lines_.text[place]
        gap += (lines_.number[place] - number - 1) * lines_.gap[place]
        number = lines_.number[place]
        if cue(words) or numbers_cue(lines_.text, place):
            # A cue's number and its time belong to what is said in it.
            time = words if cue(words) else time
            place += 1
            continue
        fence = words.startswith(_CODE)
        level = 0 if fenced or fence else _underlined(lines_, place)
        start, end = interval(time) if time else (None, None)
        kind: Kind | None = "meta" if fenced or fence else None
        lines.append(
            Line(
                words, number, lines_.at[place], gap, lines_.indent[place], start, end, kind=kind, level=level
            )
        )
        fenced ^= fence
        gap, time = 0, ""
        place += 2 if level else 1
        number += level > 0
    paged = len(lines) - len(lines := pages.joined(lines, text))
    lines, moments = speaker_lines.stamped(chat_logs.read(other_markups.read(_unquoted(_pasted(lines)))))
    told = [*other_markups.unread(lines, path)]
    heads = "running head or number of a page", "running heads and numbers of pages"
    left = (paged, heads), (moments, ("time of writing", "times of writing"))
    if what := tuple(counted(count, *words) for count, words in left if count):
        told.append(report("D165", Location(path, 1), what=what))
    made, whole = undivided(_changes(_set_single(speaker_lines.as_labels(screenplays.read(lines)))))
    if lines_ is not scanned:
        told.append(report("D165", Location(path, lines_.number[0]), what=("numbers of lines",)))
    if whole:
        told.append(report("D167", Location(path, min(whole.values())), words=tuple(whole)))
    return Content(_set(made), text, meta, cast or _writers(lines), tuple(told))


def is_plain(info: str) -> bool:
    """Whether what stands behind a fence names no language of programs: a text stands between the fences."""
    return info.strip().lower() in {"", "text", "txt", "plain", "plaintext", "none", "transcript"}


def _pasted(lines: list[Line]) -> list[Line]:
    """The lines; a log of a chat that somebody pasted between fences is no code, and nor is all of a text.

    Each entry of a log has its time: what has none goes on with the entry above. Behind a fence that names a
    language stands a program.
    """
    fences = [i for i, line in enumerate(lines) if line.kind and line.text.startswith(_CODE)]
    for first, last in zip(fences[::2], [*fences[1::2], len(lines)], strict=False):
        block = range(first + 1, last)
        logged = sum(bool(_ENTRY.match(lines[i].text) or _SAYS.match(lines[i].text)) for i in block)
        if logged >= max(_ENTRIES, len(block) / 2):
            for i in block:
                goes_on = i > block.start and not _TIMED.match(lines[i].text)
                lines[i] = lines[i].replace(kind=None, joined=goes_on)
        elif len(lines) - len(block) <= _AROUND and is_plain(lines[first].text.strip("`~")):
            lines = [line.replace(kind=None) if i in block else line for i, line in enumerate(lines)]
    return lines


def _unquoted(lines: list[Line]) -> list[Line]:
    """The lines; those of a mail that quotes all of a text without its sign."""
    quoted = [line.text.startswith(">") and not line.text.startswith(">>") for line in lines]
    if sum(quoted) < max(_SOME_QUOTED, _ALL_QUOTED * len(lines)):
        return lines
    bare = [line.text[sign:].lstrip() for line, sign in zip(lines, quoted, strict=True)]
    return [
        line.replace(text=text, at=line.at + len(line.text) - len(text))
        for line, text in zip(lines, bare, strict=True)
    ]


def _writers(lines: Sequence[Line]) -> tuple[str, ...]:
    """Who writes in the log of a chat: a time and a name in angle brackets stand before most of its lines."""
    logged = [entry[1] for line in lines if (entry := _ENTRY.match(line.text))]
    return tuple(dict.fromkeys(logged)) if len(logged) >= max(_ENTRIES, len(lines) / 2) else ()


def _changes(lines: list[Line]) -> list[Line]:
    """The lines; those with the arrows of captions without them, as what somebody else says.

    A quotation in a quotation has one around it, and what is typed at a prompt has three arrows.
    """
    begun = Counter(len(line.text) - len(line.text.lstrip(">")) for line in lines)
    if begun[1] or begun[2] < _ARROWED or begun[3] > begun[2]:
        return lines
    return [
        line.replace(text=line.text[arrows.end() :], at=line.at + arrows.end(), changes=True, kind="speech")
        if (arrows := _ARROWS.match(line.text))
        else line
        for line in lines
    ]


_DOUBLE = 0.6
"""Share of lines with one blank line above, from which on a text may be set double."""
_FULL, _SOME = 0.7, 0.5
"""Of the widest tenth's width, that of a full line; and the share of full lines that end nothing."""
_FEW = 12
"""Lines of a text that is too short to tell."""


def _set_single(lines: list[Line]) -> list[Line]:
    """The lines; those of a text that is set double without the blank line below each.

    With a blank line below each line, a page has paragraphs all the same: most of its lines are full, end no
    sentence, and the next one goes on. A paragraph on a line of its own ends one.
    """
    if len(lines) < _FEW or sum(line.gap == 1 for line in lines) < _DOUBLE * len(lines):
        return lines
    widths = [width(line.text) for line in lines]
    wide = _FULL * sorted(widths)[-1 - len(lines) // 10]
    going = sum(
        columns >= wide and not ends_sentence(line.text) and below.gap == 1
        for columns, line, below in zip(widths, lines, lines[1:], strict=False)
    )
    if going < _SOME * sum(columns >= wide for columns in widths) or going < len(lines) / 4:
        return lines
    return [line.replace(gap=max(0, line.gap - 1)) for line in lines]


def _set(lines: Sequence[Line]) -> list[Line]:
    """The lines with their forms, as far as plain text shows them."""
    set_ = forms(
        [line.text for line in lines], [line.gap > 0 for line in lines], [line.indent for line in lines]
    )
    return [
        line
        if own.form == "prose" or line.kind
        else line.replace(
            form=own.form,
            kind="caption" if own.form == "picture" else None,
            sign=own.start,
            joined=own.joined,
            broken=own.broken,
        )
        for line, own in zip(lines, set_, strict=True)
    ]


def signed(lines: Sequence[Line]) -> list[Line]:
    """The lines of a text with times: quotations and pictures are told there by their first sign, too.

    Line ends tell nothing beside times: a program made them. Two arrows are a change of the speaker. What
    somebody is stated to say, they quote.
    """
    if any(line.text.startswith(">>") for line in lines):
        return list(lines)
    told: list[Line] = []
    for line, own in zip(lines, _set(lines), strict=True):
        if line.start is None and own.form == "quotation":
            told.append(own.replace(kind="speech" if own.speaker else None))
        else:
            told.append(own if line.start is None and own.form == "picture" else line)
    return told


def _underlined(lines: Lines, place: int) -> int:
    """The level of a heading that is underlined, as Markdown has it; 0 for what is none.

    It stands alone, or right below another: a line below a whole paragraph parts it from the next.
    """
    if not lines.gap[place] and place and not _UNDERLINE.match(lines.text[place - 1]):
        return 0
    below = place + 1
    if below >= len(lines.text) or lines.number[below] != lines.number[place] + 1:
        return 0
    if not _UNDERLINE.match(lines.text[below]) or _UNDERLINE.match(lines.text[place]):
        return 0
    return 1 if lines.text[below][0] == "=" else 2


def numbers_cue(texts: Sequence[str], i: int) -> bool:
    """Whether a line is the number of a cue: a time stands on the next."""
    return texts[i].isdigit() and i + 1 < len(texts) and cue(texts[i + 1])
