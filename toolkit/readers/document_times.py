"""Times in documents: beside names, alone above what is said, or marks of f4.

A form that goes through all of a document is taken as in plain text (`time_forms`). Few times, each alone on
its line, are those of the lines below them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from toolkit import late
from toolkit.readers import bounds, time_forms, time_marks, times_within
from toolkit.readers.time_forms import TimeForm
from toolkit.reading.lines import Line
from toolkit.text.times import evened, interval

_ALONE = late.regex(r"(?P<time>\d{1,2}:\d\d:\d\d)$")


def of_document(lines: Sequence[Line]) -> list[Line]:
    """The lines of a document, those of its times taken from them: marks of f4, and times that stand alone.

    Times beside names are found with the names.
    """
    # Nobody stresses a time: emphasis sets it apart from a name.
    texts = evened([text.strip("*") if (text := line.text)[:1] == "*" else text for line in lines])
    if not any(map(time_forms.timed, texts)):
        return list(lines)
    if (marks := times_within.marks(texts)) is not None:
        return list(times_within.lines(lines, marks))
    most = time_marks.LOOKED_AT
    form = time_forms.form(texts[:most], more=len(texts) > most)
    if form is not None and "name" in form.pattern.groupindex:
        return list(time_marks.below_times(_noted(lines, texts, form), [*time_marks.unnamed(texts, form)]))
    if form is None:
        return _below_few(lines, texts)
    if not form.alone:
        return list(lines)
    even = [
        line.replace(text=told) if told != line.text and form.pattern.match(told) else line
        for line, told in zip(lines, texts, strict=True)
    ]
    if names := time_forms.names(texts, form):
        return list(_beside_names(even, form, names))
    below = list(time_marks.below_times(even, [form.pattern.match(line.text) for line in even]))
    first = next(i for i, line in enumerate(below) if line.start is not None)
    each = sum(line.start is not None for line in below) >= bounds.PARTED * (len(below) - first)
    # Where several paragraphs stand below a time, they are none of captions.
    return time_marks.parted(below, form) if each else below


def _noted(lines: Sequence[Line], texts: Sequence[str], form: TimeForm) -> list[Line]:
    """The lines; what a program notes before the first turn and behind the last one is nobody's.

    `Mara Lind started transcription`, her name in bold as above what she says, and no time beside it.
    """
    marks = {i: mark["name"].strip() for i, text in enumerate(texts) if (mark := form.pattern.match(text))}
    names, first, last = {*marks.values()}, min(marks), max(marks)
    notes = {
        i
        for i, line in enumerate(lines)
        if not first <= i <= last and line.strong and line.text[: line.strong].strip() in names
        if (rest := line.text[line.strong :].strip()) and rest[0] == rest[0].lower() and rest[0].isalpha()
    }
    return [line.replace(kind="meta", strong=0) if i in notes else line for i, line in enumerate(lines)]


def _below_few(lines: Sequence[Line], texts: Sequence[str]) -> list[Line]:
    """The lines without the few times that stand alone between them: each is of the line below.

    Meet sets one above what is said in each five minutes.
    """
    marks = [_ALONE.match(text) for text in texts]
    told = [i for i, mark in enumerate(marks) if mark]
    times = [interval(texts[i])[0] or 0 for i in told]
    apart = all(b - a > 1 for a, b in pairwise([*told, len(texts)]))
    # A recording begins at nought; how long somebody ran, or a film is, does not.
    heard = apart and times[:1] == [0] and times == sorted(times)
    return list(time_marks.below_times(lines, marks)) if heard else list(lines)


def _beside_names(lines: Sequence[Line], form: TimeForm, names: Mapping[int, bool]) -> Iterator[Line]:
    """The lines of a document without times alone on their lines, and the names above or below these.

    What is said begins where its time or its name does.
    """
    above = head = None
    who = ""
    last = max(names)
    for i, line in enumerate(lines):
        if form.pattern.match(line.text):
            above, head = line, head or line
        elif i in names:
            who, head = line.text.rstrip(":： "), head or line
        elif above is not None:
            start, end = interval(above.text)
            # A time and a name may stand in the paragraph that they are of.
            yield line.replace(
                speaker=who,
                number=(head or above).number,
                start=start,
                end=end,
                joined=False,
                broken=False,
                gap=max(line.gap, above.gap),
            )
            above = head = None
        else:
            # Below the last time a text may be over.
            yield line.replace(speaker=who) if who and (i < last or line.joined) else line
