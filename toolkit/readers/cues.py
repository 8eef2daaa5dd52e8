"""Cues as paragraphs.

A cue is cut to fit a screen. Here cues of one speaker become paragraphs: lines that go on with the one before
are `joined`, and each line keeps the times of its cue. What is said is kept to the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from types import MappingProxyType
from typing import NamedTuple

from toolkit import late
from toolkit.errors import SourceError
from toolkit.findings import Finding, ranges, report
from toolkit.languages.another import second
from toolkit.model import Location
from toolkit.readers import bounds, cue_changes, cue_credits, cue_names, cue_text
from toolkit.readers.file_lines import line_ends
from toolkit.reading.candidates import colon_label
from toolkit.reading.lines import Content, Line
from toolkit.text.hygiene import shortened, trimmed
from toolkit.text.lines import BRACKETED, seen, width
from toolkit.text.signs import ends_sentence
from toolkit.text.times import evened, interval

_TIMING = late.regex(r"\s*(\d[\d:.,]{0,40})\s*-->\s*(\d[\d:.,]{0,40})(?=\s|$)")
# What begins as such a line does, or has such pairs, and isn't one: `NaN:NaN:NaN --> NaN:NaN:NaN`.
_MEANT = late.regex(r"\s*(?:\d{1,4}[:.,]\d|(?:-?\w{1,9}[:.,]){2,4}\w{1,9}\s*-->\s*(?:-?\w{1,9}[:.,]){2,4}\w)")
# Arrows of other programs and of translators: they mean times, and are told as wrong ones.
_ARROW = late.regex(r"\s*(?:\d{1,4}:)?\d{1,2}:\d\d[.,]\d{1,3}\s*(?:[-–—]+>|→)\s*(?:\d{1,4}:)?\d{1,2}:\d\d")
_DIGITS = late.regex(r"\s*\d[\s\d:.,>-]*")
"""A number, or times as far as they were written."""
NO_META: Mapping[str, str] = MappingProxyType({})
_NOTES = "♪♫♩♬ "
_SUNG = tuple(_NOTES.strip())
# What happens, or several such, perhaps behind a dash or an ellipsis: `- [music] [applause]`.
_HAPPENS = late.regex(
    rf"(?:(?:[-–—‐…]|\.{{3}})\s*)?(?:\[+[^\[\]]+\]+|{BRACKETED.pattern})(?:\s*(?:{BRACKETED.pattern}))*"
)
# What somebody does, as people type it: `*laughs*`. The stars of songs have blanks behind them.
_DONE = late.regex(r"(?P<star>(?:\\?\*)+)(?=\S)(?P<words>[^*\\]{1,40})(?<=\S)(?P=star)")
_TRANSLATED = 9
"""Lines in a second language on one side of cues, for each on the other."""
_MUSIC = late.regex(r"[♪♫♩♬#\s]+")


class FileLine(NamedTuple):
    """A line of a file."""

    number: int
    """From 1."""
    at: int
    """Offset of its first character."""
    text: str


class Timing(NamedTuple):
    """Where and when a cue begins."""

    row: int
    """Index of the line that says it."""
    start: int
    end: int


class CueBlock(NamedTuple):
    """A cue as its file has it."""

    start: int
    end: int | None
    """None where the file doesn't say it. One that isn't behind the start is told."""
    rows: Sequence[FileLine]
    """Its lines, blank ones too."""
    timing: FileLine
    speaker: str = ""
    """Where something beside the text names somebody."""


def file_lines(text: str) -> Iterator[FileLine]:
    """All lines of a file; they end as `line_ends` says."""
    at = 0
    # Every second piece is a line end, since these are a group of the pattern.
    for number, line in enumerate(line_ends(text).split(text), 1):
        if number % 2:
            # Players of captions want each line in marks of direction, where its script runs to the left.
            yield FileLine(number // 2 + 1, at, line if line.isascii() else trimmed(line))
        at += len(line)


def timings(rows: Sequence[FileLine], path: str) -> list[Timing]:
    """All lines that say when a cue is shown.

    Raises SourceError for what means to be times and is none.
    """
    cue_times = []
    for i, (row, text) in enumerate(zip(rows, evened([row.text for row in rows]), strict=True)):
        said = _TIMING.match(text) if "-->" in text else None
        meant = _MEANT.match(text) if "-->" in text else _ARROW.match(text)
        # People write "-->" in words too. Only what begins as a time does is held to be one.
        if said is None and not meant:
            continue
        start, end = (interval(said[1])[0], interval(said[2])[0]) if said else (None, None)
        if start is None or end is None:
            raise SourceError(
                f"{shortened(row.text.strip(), 80)!r} are no times of a cue.",
                Location(path, row.number),
                "Write hours, minutes, seconds and milliseconds: 00:01:02.500 --> 00:01:04.000.",
            )
        cue_times.append(Timing(i, start, end))
    return cue_times


def ends(timed: Sequence[Timing], rows: Sequence[FileLine]) -> list[int]:
    """Where the lines of each cue end: at the times of the next, or with the file."""
    # Not at a blank line: these stand in the midst of many a cue.
    return [*(timing.row for timing in timed[1:]), len(rows)] if timed else []


def content(
    blocks: Iterable[CueBlock],
    text: str,
    path: str,
    meta: Mapping[str, str] = NO_META,
    *,
    above: Sequence[FileLine] = (),
) -> Content:
    """What a file of cues has.

    text   all of the file
    above  lines that stand above the first cue, and have no time
    Raises SourceError where there are no others.
    """
    cues = list(blocks)
    head = [Line(row.text.strip(), row.number, row.at) for row in above if seen(row.text.strip())]
    if head and not cues:
        raise SourceError(
            "there is no cue in it: nothing says when its text is heard.",
            Location(path, head[0].number),
            "If it is plain text, call it .txt.",
        )
    early = [cue for cue in cues if cue.end is not None and cue.end <= cue.start]
    # XML says itself whether it is whole; of that no text is given here.
    told = _cut_off(cues, path) if cues and text else []
    told += _in_two_languages(cues, path)
    told += _outside(cues, path)
    told += [report("D160", Location(path, early[0].timing.number), cues=len(early))] if early else []
    shown = _unrolled(list(_kept([(cue, lines) for cue in cues if (lines := list(_lines(cue)))])))
    said, carried = cue_names.named(list(cue_names.together(shown)))
    return Content([*head, *paragraphs(said, carried=carried)], text, meta, findings=tuple(told))


def _cut_off(cues: Sequence[CueBlock], path: str) -> list[Finding]:
    """D169, where a file ends in the midst of a cue: of 963 that others wrote, none did."""
    *others, last = cues
    said = [row for row in last.rows if row.text.strip()]
    # Some programs clear the screen with cues that have no words.
    if not said and not all(any(row.text.strip() for row in cue.rows) for cue in others):
        return []
    # What stands behind the last empty line is of this cue, or begins one more.
    parts = [k for k, (a, b) in enumerate(pairwise([last.timing, *said])) if b.number > a.number + 1]
    begun = said[parts[-1] :] if parts else []
    if said and not (begun and all(_DIGITS.fullmatch(row.text) for row in begun)):
        return []
    return [report("D169.cue", Location(path, (said or [last.timing])[-1].number))]


def _in_two_languages(cues: Sequence[CueBlock], path: str) -> list[Finding]:
    """D121, where most cues have what is said and its translation, the one below the other.

    A paragraph has the words of several cues, so that nothing tells it from then on.
    """
    each = [[row for row in cue.rows if row.text.strip()] for cue in cues]
    several = [rows for rows in each if len(rows) > 1]
    rows = [row for of in several for row in of]
    if 2 * len(several) < len(cues) or (others := second([row.text for row in rows], "und")) is None:
        return []
    under = [2 * k >= len(of) for of in several for k in range(len(of))]
    tag, places = others
    if min(side := [sum(under[i] == so for i in places) for so in (True, False)]) * _TRANSLATED > max(side):
        return []
    lines = ranges([rows[i].number for i in places])
    where = Location(path, rows[places[0]].number)
    return [report("D121.two", where, paragraphs=len(places), all=len(rows), lines=lines, likely=tag)]


def _outside(cues: Sequence[CueBlock], path: str) -> list[Finding]:
    """D165, where times of words are none of their cue: these are left out."""
    counts = [cue_text.outside([row.text for row in cue.rows], cue.start, _end(cue)) for cue in cues]
    if not any(counts):
        return []
    first = next(cue for cue, count in zip(cues, counts, strict=True) if count)
    return [report("D165", Location(path, first.timing.number), "words", what=cue_text.left_out(sum(counts)))]


def _end(cue: CueBlock) -> int | None:
    """When a cue is over, where that is no earlier than its start."""
    return cue.end if cue.end is not None and cue.end >= cue.start else None


def _lines(cue: CueBlock) -> Iterator[Line]:
    """The lines of a cue: one for each voice in each row."""
    rows = [row for row in cue.rows if row.text.strip()]
    end = _end(cue)
    # Of a cue without an end, the last word has no length.
    until = cue.start if end is None else end
    for number, part in enumerate(cue_text.parts([row.text for row in rows], cue.start, end)):
        text, words = part.composed(until)
        row = rows[part.row]
        if seen(text):
            # A name in the text is nearer to the words than one beside the cue.
            line = Line(text, row.number, row.at, start=cue.start, end=end, words=words)
            named = line.replace(speaker=part.voice or cue.speaker, joined=number > 0)
            yield cue_names.unlabelled(named)


def paragraphs(said: Sequence[Line], *, carried: bool = False) -> list[Line]:
    """The lines of all cues, each joined to the one before where a paragraph goes on.

    said     in order, `joined` where they are of the same cue
    carried  whether who is named speaks up to the next name
    """
    lines = list(_sung(cue_changes.changes(_events(cue_credits.credited(list(cue_names.together(said)))))))
    lines = list(cue_names.carried(lines)) if carried else lines
    stopped = cue_changes.stopped(lines)
    done: list[Line] = []
    size = 0
    for line in lines:
        goes_on = bool(done) and _goes_on(done[-1], line, size, stopped=stopped)
        # A label begins a turn, which `reading` finds: its paragraph is counted from there.
        if not goes_on or colon_label(line.text) is not None:
            size = 0
        size += width(line.text)
        # Most lines are as they should be: these are not copied.
        done.append(line if line.joined == goes_on else line.replace(joined=goes_on))
    # What is shown at a time is said, unless the cue says that it isn't.
    return [line if line.kind else line.replace(kind="speech") for line in done]


def _goes_on(before: Line, line: Line, size: int, *, stopped: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before, which is of a size already."""
    # Whoever speaks, and what only happens, parts paragraphs whatever the pause is.
    if line.changes or line.speaker != before.speaker or line.kind != before.kind or line.kind == "event":
        return False
    # A cue is never divided: its lines are on the screen together.
    if line.joined:
        return True
    pause = line.start - before.end if line.start is not None and before.end is not None else 0
    if pause >= bounds.SILENCE or size >= bounds.LONGEST:
        return False
    if not stopped:
        breath = pause >= bounds.UNSTOPPED_PAUSE and size >= bounds.UNSTOPPED_LEAST
        return not breath and size < bounds.UNSTOPPED_LENGTH
    return not ends_sentence(before.text) or (pause < bounds.PAUSE and size < bounds.LENGTH)


def _unrolled(cues: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """The lines without those that a cue shows again, where cues roll."""
    # Only the words are compared: the times of what is shown again are others.
    shown = [[line.text for line in cue] for cue in cues]
    again = [_again(a, b) for a, b in pairwise(shown)]
    # A cue that only says again what the one before said may mean it, but where nobody can hear it.
    proved = [
        count > 0 and _unheard(a, b, count) for count, (a, b) in zip(again, pairwise(cues), strict=True)
    ]
    rolling = sum(
        count > 0 and (unheard or a != b)
        for count, unheard, (a, b) in zip(again, proved, pairwise(shown), strict=True)
    )
    if rolling < (1 if any(proved) else bounds.ROLLING_LEAST) or rolling < bounds.ROLLING * len(again):
        yield from chain.from_iterable(cues)
        return
    for cue, count in zip(cues, [0, *again], strict=True):
        for number, line in enumerate(cue[count:]):
            yield line.replace(joined=number > 0)


def _unheard(before: Sequence[Line], after: Sequence[Line], count: int) -> bool:
    """Whether lines that a cue has again are shown, and not said: their words had times, and have none.

    Nor is a cue said that is gone at once, right behind one that is not: so YouTube moves a line up.
    """
    timed = all(a.words and not b.words for a, b in zip(before[-count:], after, strict=False))
    start, end = after[0].start or 0, after[0].end or 0
    seen_before = (before[0].end or 0) - (before[0].start or 0) >= bounds.SEEN
    gone = count == len(after) and before[0].end == start < end < start + bounds.SEEN
    return timed or (gone and seen_before)


def _kept(cues: Sequence[tuple[CueBlock, list[Line]]]) -> Iterator[list[Line]]:
    """The lines of cues; one for all that show the same words on, where each is marked when it is heard."""
    shown = [[(line.speaker, line.text) for line in lines] for _, lines in cues]
    # What has the same marks, too, is said again.
    marks = [[row.text for row in cue.rows] for cue, _ in cues]
    on = [
        shown[k] == shown[k + 1] and marks[k] != marks[k + 1] and before[0].end == after[0].start
        for k, ((_, before), (_, after)) in enumerate(pairwise(cues))
    ]
    if sum(on) < bounds.ROLLING_LEAST or 2 * sum(on) < len(on):
        yield from (lines for _, lines in cues)
        return
    kept: list[Line] = []
    for (_, lines), same in zip(cues, [False, *on], strict=True):
        if kept and not same:
            yield kept
        kept = [line.replace(end=now.end) for line, now in zip(kept, lines, strict=True)] if same else lines
    yield kept


def _again(before: Sequence[str], after: Sequence[str]) -> int:
    """How many lines of a cue are the last of the one before."""
    # The longest run counts: a line may stand twice in a cue.
    most = min(len(before), len(after), bounds.ROLLING_LINES)
    return next((count for count in range(most, 0, -1) if before[-count:] == after[:count]), 0)


def _events(said: Iterable[Line]) -> Iterator[Line]:
    """A cue of nothing but `[music]`, `*laughs*` or the like is an event."""
    for cue in cue_names.together(said):
        text = " ".join(line.text for line in cue)
        inside = text.strip(_NOTES)
        event = _MUSIC.fullmatch(text) or _HAPPENS.fullmatch(inside.rstrip(".。… ")) or _is_done(inside)
        # What somebody is named for is said, though it stands in brackets or stars.
        if event and not any(line.speaker for line in cue):
            yield cue[0].replace(text=text, kind="event", words=())
        else:
            yield from cue


def _is_done(text: str) -> bool:
    """Whether somebody has typed what is done, and no sentence: `*laughs*`."""
    done = _DONE.fullmatch(text)
    return done is not None and not ends_sentence(done["words"])


def _sung(lines: Iterable[Line]) -> Iterator[Line]:
    """Who sings is somebody else than who speaks before or behind it, as far as a file tells."""
    before: Line | None = None
    for line in lines:
        edge = before is not None and line.text.startswith(_SUNG) != before.text.startswith(_SUNG)
        yield line.replace(changes=True) if edge and not (line.kind or line.speaker) else line
        before = line
