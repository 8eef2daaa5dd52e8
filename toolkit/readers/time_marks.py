"""Plain text with marks of time, as programs for transcribing write it.

Otter, Rev, Trint, Sonix, Descript, Tactiq and Zoom print a time beside each name; f4, f5, MAXQDA and ATLAS.ti
mark paragraphs. A text is read so where one of the forms goes through all of it, and its times go on;
else it is plain text, in which times are looked for line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from toolkit.readers import Reader, bounds, cues, forms, plain, times_within
from toolkit.reading.candidates import Candidate, colon_label
from toolkit.reading.lines import Content, Line
from toolkit.text.lines import BRACKETED, seen
from toolkit.text.signs import ends_sentence
from toolkit.text.times import DROP_FRAME, interval

# A time of day is no place in a recording: 10:05:54 am.
_OF_DAY = r"(?![ \u202f]?(?i:[ap]\.?m\b))"
_TIME = rf"(?:\d{{1,2}}:)?\d{{1,2}}:\d\d(?:[.,]\d{{1,3}})?{_OF_DAY}"
_LONG = rf"\d{{1,2}}:\d\d:\d\d(?:[.,]\d{{1,3}})?{_OF_DAY}"
_FRAME = rf"(?:{_TIME}(?:[:;]\d\d)?|{DROP_FRAME})"
"""A time with the number of a frame, as programs for films write it."""
_CLOCK = re.compile(r"\d[:;]\d\d")
_NAME = (
    r"(?:[^\W\d_](?:[^\t\[\]()#:：]|\([^\t\[\]()#:：]{1,40}\)){0,58}?"
    r"|\+?\d(?:[ .()-]{0,2}\d){6,14})"
)
"""Or the number of a telephone: programs for meetings know no more of who has called."""


class MarkForm(NamedTuple):
    """How a line with a time looks. What a form has no group for, its line doesn't say."""

    pattern: re.Pattern[str]
    """Groups `time`, `name` and `text`."""
    heads: bool = False
    """Whether text stands in the lines below."""
    recurs: bool = False
    """Whether names must come again, since a list of times would be of this form, too: half of them, or one
    where words stand below each."""
    soon: bool = False
    """Whether it begins at once and goes on each few seconds: chapters, and the hours of a day, don't."""


FORMS = {
    "Zoom": MarkForm(re.compile(rf"(?P<time>{_LONG})\t(?P<name>[^\t]{{1,60}}?)[:：]?\t(?P<text>.*\S)\s*$")),
    # "From" in the language of the program, a name between blanks, perhaps to whom.
    "Zoom's chat": MarkForm(
        re.compile(
            rf"(?P<time>{_LONG})\t ?[^\W\d_]{{1,12}} {{2}}(?P<name>[^\s:]+(?: [^\s:]+){{0,5}}?)"
            r"(?: {1,2}[^\W\d_]{1,6} {2}[^:\t]{1,60}?)? ?[:：]\s*+(?P<text>\S(?:.*\S)?)\s*$"
        )
    ),
    "Otter": MarkForm(
        re.compile(rf"(?P<name>{_NAME})(?: {{2,}}|\t| \u2022 )(?P<time>{_TIME})\s*$"), heads=True
    ),
    "Rev": MarkForm(
        re.compile(rf"(?P<name>{_NAME}) ?[\[(](?P<time>{_TIME})[\])]\s*+[:：]?\s*+$"), heads=True
    ),
    "Sonix": MarkForm(
        re.compile(rf"[\[(](?P<time>{_TIME})[\])] ?(?:[-–—] )?(?P<name>{_NAME})\s*+$"), heads=True
    ),
    "Fireflies": MarkForm(
        re.compile(rf"(?P<time>{_TIME})(?:\t| {{1,3}}(?:[-–|] )?)(?P<name>{_NAME})\s*+$"),
        heads=True,
        recurs=True,
    ),
    "Trint": MarkForm(
        re.compile(rf"(?P<name>{_NAME}) ?[:：]? ?[\[(](?P<time>{_TIME})[\])] ?[:：]?\s*(?P<text>.*)$")
    ),
    # "Ann: 8:30 is better." tells when, and no sentence begins behind it.
    "time behind a colon": MarkForm(
        re.compile(
            rf"(?P<name>{_NAME})[:：]\s*(?P<time>{_TIME})\s++(?P<text>(?![a-zß-öø-ÿά-ώа-яёա-և]).*\S)\s*$"
        ),
        recurs=True,
    ),
    "MAXQDA": MarkForm(re.compile(rf"(?P<time>{_LONG})(?P<text>[^\W\d_][^:：]{{0,58}}[:：]\s*\S.*)$")),
    "marks": MarkForm(re.compile(rf"[\[(<](?P<time>{_TIME}(?:\s*-->\s*{_TIME})?)[\])>]\s*(?P<text>\S.*)$")),
    "times alone": MarkForm(
        re.compile(rf"[\[(<]?(?P<time>{_FRAME}(?:\s*(?:->|[-–—~→])\s*{_FRAME})?)[\])>]?$"), heads=True
    ),
    "bare": MarkForm(re.compile(rf"(?P<time>{_LONG})[ \t]+(?:[-–|]\s*)?(?P<text>[^\W\d_].*)$")),
    # A script without blanks has none behind the time.
    "captions": MarkForm(
        re.compile(
            rf"(?P<time>{_TIME})(?:[ \t]++|(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]))"
            # An arrow and another time are those of a cue.
            r"(?P<text>(?!.*\d:\d\d$|[-–—]*[>→])\S.*)$"
        ),
        soon=True,
    ),
}
"""By the program that is best known for it. `Name: text` behind a time is left as it is: it is text of which
`reading` finds out whether it has a label."""
_LONGEST = 60
"""Characters of a name on a line of its own."""
_LOOKED_AT = 1000
"""Lines that tell which form a text has."""
_DASHED = re.compile(r"[-–—]\s+(?=\S)")
_NUMBERS = re.compile(r"\d+")
_CAST = re.compile(r"SPEAKERS\s*+(?::\s*+)?$")
_KEYWORDS = re.compile(r"SUMMARY KEYWORDS\s*+(?::\s*+)?$")
_CREDIT = re.compile(
    r"(?:Transcribed|Transcript|Recorded|Generated) (?:by|with) (?:https?://)?[\w.-]+\.\w+/?$", re.IGNORECASE
)
"""What a program says of itself below a text."""


def content(text: str, *, path: str) -> Content:  # noqa: ARG001 (what a container is asked with)
    """The lines of a text, with their times and, where a form states them, speakers."""
    # Empty lines are known by the numbers of the others.
    rows = [row for row in cues.file_lines(text) if seen(row.text.strip())]
    gaps = [True, *(a.number + 1 < b.number for a, b in pairwise(rows))][: len(rows)]
    whole = [
        Line(row.text.strip(), row.number, row.at, gap=int(gap)) for row, gap in zip(rows, gaps, strict=True)
    ]
    marked = list(times_within.inside(whole))
    texts = [line.text for line in marked]
    # The beginning tells the form: a program writes all of a text one way.
    form = _form(texts[:_LOOKED_AT])
    if form is None:
        marks = times_within.marks(texts)
        within = times_within.lines(marked, marks) if marks else marked
        return Content([line.replace(gap=0) for line in within], text)
    lines = _parted(list(_form_lines(marked, form)), form)
    below = (
        texts[i + 1] for i, row in enumerate(texts[:_LOOKED_AT]) if _CAST.match(row) and i + 1 < len(texts)
    )
    # Otter lists the speakers above the text.
    cast = next(below, "")
    return Content(lines, text, cast=tuple(name.strip() for name in cast.split(",") if name.strip()))


def of_document(lines: Sequence[Line]) -> list[Line]:
    """The lines of a document, those of its times taken from them: marks of f4, and times that stand alone.

    Times beside names are found with the names.
    """
    texts = [line.text for line in lines]
    if not any(":" in text and _CLOCK.search(text) for text in texts):
        return list(lines)
    if (marks := times_within.marks(texts)) is not None:
        return list(times_within.lines(lines, marks))
    form = FORMS["times alone"]
    if _form(texts[:_LOOKED_AT]) is not form or _names(texts, form):
        return list(lines)
    below = list(_below_times(lines, form))
    first = next(i for i, line in enumerate(below) if line.start is not None)
    each = sum(line.start is not None for line in below) >= bounds.PARTED * (len(below) - first)
    # Where several paragraphs stand below a time, they are none of captions.
    return _parted(below, form) if each else below


def _below_times(lines: Sequence[Line], form: MarkForm) -> Iterator[Line]:
    """The lines of a document without those that are nothing but a time: it is of the line below."""
    above: Line | None = None
    for line in lines:
        if form.pattern.match(line.text):
            above = line
        elif above is None:
            yield line
        else:
            start, end = interval(above.text)
            # A time may stand in the paragraph that it is of.
            yield line.replace(start=start, end=end, joined=False, broken=False, gap=max(line.gap, above.gap))
            above = None


def _parted(lines: list[Line], form: MarkForm) -> list[Line]:
    """The lines of a form, as captions where nothing in them says who speaks."""
    timed = [line for line in lines if line.start is not None]
    # Looked for in lines with a time, since a label stands where somebody begins to speak.
    labels = sum(":" in line.text and colon_label(line.text) is not None for line in timed)
    if "name" not in form.pattern.groupindex and labels < bounds.LABELLED * len(timed):
        first = next(i for i, line in enumerate(lines) if line.start is not None)
        lines[first:] = _captions(lines[first:])
    return lines


def _captions(said: Sequence[Line]) -> list[Line]:
    """The lines of captions that somebody copied: sentences are cut wherever a time stood.

    Where blank lines stand behind sentences alone, somebody has made paragraphs of them.
    """
    above = [ends_sentence(a.text) for a, b in pairwise(said) if b.gap]
    if 2 * len(above) > len(said) and sum(above) >= bounds.PARTED * len(above):
        return [line if line.kind else line.replace(kind="speech") for line in said]
    return cues.paragraphs([line.replace(gap=0) for line in said])


def _form(texts: Sequence[str]) -> MarkForm | None:
    """The form that goes through a text; None for none."""
    # All forms have a time in a line; most texts have none, and are told by that.
    timed = [i for i, text in enumerate(texts) if (":" in text or ";" in text) and _CLOCK.search(text)]
    for form in FORMS.values() if len(timed) >= bounds.MARKS_LEAST else ():
        found = ((i, form.pattern.match(texts[i])) for i in timed)
        # What somebody says may stand below a time here and there: a list does. That tells no form.
        marks = {i: mark for i, mark in found if mark and (form.heads or mark["text"])}
        marked, times = [*marks], [interval(mark["time"])[0] for mark in marks.values()]
        if len(marked) < bounds.MARKS_LEAST or None in times:
            continue
        if form.soon and not _soon(times):
            continue
        names = len({mark["name"] for mark in marks.values()}) if form.recurs else 0
        if names > (len(marks) - 1 if form.heads else (len(marks) + 1) // 2):
            continue
        # What stands above the first time is a head, and not counted.
        span = len(texts) - marked[0]
        share = len(marked) * (2 if form.heads else 1) / span
        # A head has a line below: what two heads stand upon each other for is a table.
        below = not form.heads or all(
            b - a > 1 for a, b in zip(marked, [*marked[1:], len(texts)], strict=True)
        )
        if share >= bounds.MARKED and below and times_within.ascend(times):
            return form
    return None


def _soon(times: Sequence[int | None]) -> bool:
    """Whether times are those of captions: the first lines of a record, and then a line each few seconds."""
    known = [time for time in times if time is not None]
    steps = sorted(b - a for a, b in pairwise(known))
    return (
        len(known) >= bounds.CAPTIONS and known[0] <= bounds.AT_ONCE and steps[len(steps) // 2] <= bounds.SOON
    )


def _names(texts: Sequence[str], form: MarkForm) -> dict[int, bool]:
    """The lines that name who speaks, and whether they stand below a line of nothing but a time.

    All of them stand above such lines, or all below; else there are none.
    """
    if "name" in form.pattern.groupindex:
        return {}
    marked = [i for i, text in enumerate(texts) if form.pattern.match(text)]
    if "text" in form.pattern.groupindex:
        # A name alone may stand above all lines of a turn, each of which has its time.
        above = sorted({i - 1 for i in marked if i} - {*marked})
        return dict.fromkeys(above, False) if _heads([texts[i] for i in above]) else {}
    # Words stand between two times beside the name. Half of the names come again; or a quarter do, and all
    # look like names: in scripts without capitals, so do the lines of captions.
    if any(b - a < 3 for a, b in pairwise(marked)):
        return {}
    for step in (-1, 1):
        places = [i + step for i in marked if 0 <= i + step < len(texts) - 1]
        found = [texts[i] for i in places]
        if _heads(found):
            return dict.fromkeys(places, step > 0)
    return {}


def _heads(found: Sequence[str]) -> bool:
    """Whether lines are names: short, and coming again."""
    short = not any(len(text) > _LONGEST or ends_sentence(text) for text in found)
    again = len(found) - len(set(found))
    alike = 4 * again >= len(found) and all(colon_label(f"{text}: ") for text in found)
    return bool(found) and short and (2 * again >= len(found) or alike)


def _spelled(texts: Sequence[str], form: MarkForm) -> set[int]:
    """The lines that say again in words which time stands above, where nearly all times have one.

    A sentence with the same number is said: `We are 5.` below 0:05.
    """
    if not form.heads:
        return set()
    marks = {i: mark for i, text in enumerate(texts[:-1]) if (mark := form.pattern.match(text))}
    again = {
        i + 1
        for i, mark in marks.items()
        if not ends_sentence(texts[i + 1]) and _counts(texts[i + 1]) == _counts(mark["time"]) != []
    }
    # At the very beginning there is nothing to count.
    return again if len(marks) > 2 and len(again) >= bounds.PARTED * (len(marks) - 1) else set()


def _counts(text: str) -> list[int]:
    """The numbers in a brief text, but for zeros."""
    return [int(number) for number in _NUMBERS.findall(text[:_LONGEST]) if int(number)]


def _label(text: str) -> Candidate | None:
    """The label before a colon, with words behind it; None where there is none."""
    label = colon_label(text) if ":" in text or "：" in text else None
    return None if label is None or label.bare else label


def _named(texts: Sequence[str], form: MarkForm) -> set[str]:
    """Who speaks without a time, too, where the form names who speaks: behind whom, or twice."""
    if "name" not in form.pattern.groupindex:
        return set()
    marks = [form.pattern.match(text) for text in texts]
    timed = {mark["name"].strip(" \t:：") for mark in marks if mark}
    others = [_label(text) for text, mark in zip(texts, marks, strict=True) if not mark]
    often = Counter(label.label for label in others if label is not None)
    return {name for name, count in often.items() if name in timed or count > 1}


def _form_lines(rows: Sequence[Line], form: MarkForm) -> Iterator[Line]:
    """The lines of a text that one form goes through."""
    start: int | None = None
    end: int | None = None
    speaker = before = named = ""
    begun = fresh = blank = False
    head: Line | None = None
    texts = [row.text for row in rows]
    names = _names(texts, form)
    spelled = _spelled(texts, form)
    # A dash behind each time is the program's, and no change of who speaks.
    dashed = all(
        _DASHED.match(mark.groupdict().get("text") or "") for mark in map(form.pattern.match, texts) if mark
    )
    speakers = _named(texts, form)
    last = max((i for i, text in enumerate(texts) if form.pattern.match(text)), default=0)
    for i, row in enumerate(rows):
        text, gap = row.text, row.gap > 0
        mark = form.pattern.match(text)
        if i in spelled:
            continue
        if i in names:
            named = text.rstrip(":： ")
            if names[i]:
                speaker = named
            else:
                head = row
            continue
        if mark:
            begun = fresh = True
            blank = gap
            start, end = interval(mark["time"])
            groups = mark.groupdict()
            speaker = named if names else (groups.get("name") or "").strip(" \t:：")
            text = (groups.get("text") or "").strip()
            text = _DASHED.sub("", text, count=1) if dashed else text
            if names.get(i - 1) is not False:
                head = row
            if not text:
                continue
        elif not begun:
            # The lists above a text are a heading and a line below it.
            listed = any(word.match(line) for word in (_CAST, _KEYWORDS) for line in (text, before))
            yield row.replace(kind="meta" if listed else None)
            before = text
            continue
        if row is rows[-1] and _CREDIT.match(text):
            yield row.replace(kind="meta")
            continue
        if not mark and speakers and (label := _label(text)) is not None and label.label in speakers:
            # Who has a time elsewhere may have none here.
            speaker, text, head, fresh, start, end = label.label, text[label.start :], row, True, None, None
        # Of several lines below one time, the first has it.
        joined = row.joined or not (fresh or gap or ends_sentence(before))
        # A paragraph begins with its label, where that stands alone above it.
        top = head if fresh and head is not None else row
        # Nobody is stated to say what is in brackets, or stands below the last time: a text may be over.
        stated = fresh or not gap or (i < last and not BRACKETED.fullmatch(text))
        # A line that ends without a full stop was cut by the width of the page.
        yield row.replace(
            text=text,
            number=top.number if speaker else row.number,
            at=top.at,
            start=start if fresh else None,
            end=end if fresh else None,
            # A blank line stands before what is said, or before the time above it.
            gap=int(gap or (fresh and blank)),
            speaker=speaker if stated else "",
            joined=joined,
        )
        before, fresh = text, False


def _sure(data: bytes) -> bool:
    """Whether a form of marks goes through a text."""
    head = forms.start(data)
    texts = [text for line in head.splitlines() if (text := line.strip())][:_LOOKED_AT]
    # Every form has one of these in its times, which many texts without times have not.
    timed = ":" in head or ";" in head
    return timed and (_form(texts) is not None or times_within.marks(texts) is not None)


READER = Reader(suffixes=(), read=plain.of_text(content), write=plain.write, sure=_sure)
