"""Plain text with marks of time, as programs for transcribing write it.

Otter, Rev, Trint, Sonix, Descript, Tactiq and Zoom print a time beside each name; f4, f5, MAXQDA and ATLAS.ti
mark paragraphs. A text is read so where one of the forms goes through all of it, and its times go on;
else it is plain text, in which times are looked for line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise, zip_longest

from toolkit import late
from toolkit.languages.lexicon import key, lexicon, reports
from toolkit.readers import (
    Reader,
    bounds,
    chat_logs,
    cue_names,
    cues,
    forms,
    other_markups,
    plain,
    text_lines,
    time_forms,
    times_within,
    two_times,
)
from toolkit.readers.time_forms import TimeForm
from toolkit.reading.candidates import Candidate, candidates, colon_label
from toolkit.reading.lines import Content, Line
from toolkit.reading.named import framed
from toolkit.text.lines import is_heard, seen
from toolkit.text.scripts import begins_small
from toolkit.text.signs import begins_quotation, ends_sentence
from toolkit.text.times import DAY_BEFORE, evened, interval

_BRIEF = 60
"""Characters of a line that says a time in words."""
_APART = late.regex('[*_>(（\\[［【"“”„«»「『]')
"""How a paragraph begins that is set apart from what is said."""
LOOKED_AT = 1000
"""Lines that tell which form a text has."""
_NUMBERS = late.regex(r"\d+")
_SHOWN = late.regex(r"(?P<words>\D*\d.*?[^\W\d_])?(?P<time>\d{1,2}:\d\d(?::\d\d)?)")
"""A time alone on its line, or right behind the same time in words."""
_CAST = late.regex(r"SPEAKERS\s*+(?::\s*+)?$")
_KEYWORDS = late.regex(r"SUMMARY KEYWORDS\s*+(?::\s*+)?$")
_CUT = 4
"""Lines that others follow below a name, at least, where the width of a page may have cut them."""
_CREDIT = late.regex(
    r"(?:Transcribed|Transcript|Recorded|Generated) (?:by|with) (?:https?://)?[\w.-]+\.\w+/?$", re.IGNORECASE
)
"""What a program says of itself below a text."""


def content(text: str, *, path: str) -> Content:
    """The lines of a text, with their times and, where a form states them, speakers."""
    # Empty lines are known by the numbers of the others.
    rows = [row for row in cues.file_lines(text) if seen(row.text.strip())]
    gaps = [True, *(a.number + 1 < b.number for a, b in pairwise(rows))][: len(rows)]
    whole = [
        Line(row.text.strip(), row.number, row.at, gap=int(gap)) for row, gap in zip(rows, gaps, strict=True)
    ]
    whole = other_markups.read(whole)
    told = other_markups.unread(whole, path)
    left = _said_aloud(shown := [line.text for line in whole]) or two_times.once(shown)
    whole = [line.replace(text=left[i]) if i in left else line for i, line in enumerate(whole)]
    marked = list(times_within.inside([line for line in whole if line.text]))
    texts = evened([line.text for line in marked])
    # The beginning tells the form: a program writes all of a text one way.
    form = time_forms.form(texts[:LOOKED_AT], more=len(texts) > LOOKED_AT)
    if form is None:
        marks = times_within.marks(texts)
        within = times_within.lines(marked, marks) if marks else marked
        return Content([line.replace(gap=0) for line in within], text, findings=told)
    even = [line.replace(text=told) for line, told in zip(marked, texts, strict=True)]
    even = [*below_times(even, [*unnamed(texts, form)])]
    credits_ = [line.replace(kind="meta") for line in even[-1:] if _CREDIT.match(line.text)]
    said = even[: len(even) - len(credits_)]
    lines = text_lines.signed(parted(_unframed([*_form_lines(said, form), *credits_]), form))
    below = (
        texts[i + 1] for i, row in enumerate(texts[:LOOKED_AT]) if _CAST.match(row) and i + 1 < len(texts)
    )
    # Otter lists the speakers above the text.
    cast = next(below, "")
    named = tuple(name.strip() for name in cast.split(",") if name.strip())
    return Content(lines, text, cast=named, findings=told, formed=True)


def _unframed(lines: Sequence[Line]) -> list[Line]:
    """The lines; a program for chats says of each who has written it, and to whom: `From Ann To Everyone`."""
    own = framed(sorted({line.speaker for line in lines if line.speaker}))
    if any(label.startswith(name) for label, name in own.items()):
        own = {}
    return [line.replace(speaker=own.get(line.speaker, line.speaker)) for line in lines]


def unnamed(texts: Sequence[str], form: TimeForm) -> Iterator[re.Match[str] | None]:
    """The times of lines without a name, in a text whose form names who speaks; else of what is heard."""
    names = "name" in form.pattern.groupindex
    named = [form.pattern.match(text) for text in texts]
    times = [mark and interval(mark["time"])[0] for mark in named]
    # A time later than that of who speaks next is one that somebody says.
    until: list[int] = [*accumulate(reversed(times), lambda later, time: time or later, initial=0)][-2::-1]
    since, before = 0, ""
    for text, own, end in zip(texts, named, until, strict=True):
        mark = None if own else time_forms.unnamed(text, since, end)
        # Behind a small letter the sentence goes on that begins with the time.
        if mark and mark["text"][:1].islower() and ends_sentence(before):
            mark = None
        if mark and not (names or is_heard(mark["text"])):
            mark = None
        if told := own or mark:
            since = interval(told["time"])[0] or since
        before = text
        yield mark


def below_times(lines: Sequence[Line], marks: Sequence[re.Match[str] | None]) -> Iterator[Line]:
    """The lines of a document without the times before them: one alone on its line is of the line below."""
    above: tuple[Line, re.Match[str]] | None = None
    for line, mark in zip(lines, marks, strict=True):
        words = "" if mark is None else mark.groupdict().get("text") or ""
        if mark is not None and not words:
            above = line, mark
            continue
        if mark is not None:
            above, line = (line, mark), line.replace(text=words)  # noqa: PLW2901 (what is left of it)
        if above is None:
            yield line
        else:
            start, end = interval(above[1]["time"])
            # A time may stand in the paragraph that it is of.
            yield line.replace(
                start=start, end=end, joined=False, broken=False, gap=max(line.gap, above[0].gap)
            )
            above = None


def parted(lines: list[Line], form: TimeForm) -> list[Line]:
    """The lines of a form, as captions where nothing in them says who speaks."""
    timed = sum(line.start is not None for line in lines)
    # Looked for in lines with a time, and alone on a line: a label stands where somebody begins to speak.
    found = ((line, label) for line in lines if (label := _printed(line.text)) is not None)
    labels = sum(line.start is not None or label.bare for line, label in found)
    few = "name" not in form.pattern.groupindex and labels < bounds.LABELLED * timed
    if few and (named := cue_names.in_turns([line for line in lines if line.start is not None])):
        waiting = iter(named)
        return [line if line.start is None else next(waiting) for line in lines]
    if few:
        first = next(i for i, line in enumerate(lines) if line.start is not None)
        # Below a name a blank line behind a sentence parts what somebody says.
        parts = [i for i, line in enumerate(lines) if i > first and line.gap and line.speaker]
        cuts = [i for i in parts if ends_sentence(lines[i - 1].text)]
        said = [_captions(lines[a:b]) for a, b in pairwise([first, *cuts, len(lines)])]
        lines[first:] = chain.from_iterable(said)
    return lines


def _captions(said: Sequence[Line]) -> list[Line]:
    """The lines of captions that somebody copied: sentences are cut wherever a time stood.

    Where blank lines stand behind sentences alone, somebody has made paragraphs of them.
    """
    above = [ends_sentence(a.text) for a, b in pairwise(said) if b.gap]
    if 2 * len(above) > len(said) and sum(above) >= bounds.PARTED * len(above):
        heard = [not line.speaker and is_heard(line.text) for line in said]
        # What is heard between them is nobody's.
        return [
            line if line.kind or alone else line.replace(kind="speech")
            for line, alone in zip(said, heard, strict=True)
        ]
    # What has no time, stands between blank lines and ends no sentence heads a part.
    heads = [
        i
        for i, (line, below) in enumerate(zip_longest(said, said[1:]))
        if line.start is None and line.gap and (below is None or below.gap) and not ends_sentence(line.text)
    ]
    parts = [
        cues.paragraphs([line.replace(gap=0) for line in said[a + 1 : b]])
        for a, b in pairwise([-1, *heads, len(said)])
    ]
    tops = [[], *([said[i]] for i in heads)]
    # Below a blank line what has no time of its own begins a paragraph, but for words that go on.
    below = [(a.text, b) for a, b in pairwise(said) if b.start is None and b.gap]
    own = {b.number for a, b in below if ends_sentence(a) or b.text[:1].isupper() or is_heard(b.text)}
    return [
        line.replace(joined=False) if line.joined and line.number in own else line
        for top, part in zip(tops, parts, strict=True)
        for line in (*top, *part)
    ]


def _spelled(texts: Sequence[str], form: TimeForm) -> set[int]:
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


def _counters(texts: Sequence[str], form: TimeForm) -> set[int]:
    """The lines with nothing but the number of what stands below, where nearly all times have one above."""
    marks = form.lines(texts)
    above = [i - 1 for i in marks if i and texts[i - 1].isdecimal()]
    numbers = [int(texts[i]) for i in above]
    rise = all(a < b for a, b in pairwise(numbers))
    return {*above} if rise and len(above) >= bounds.PARTED * len(marks) else set()


def _said_aloud(texts: Sequence[str]) -> dict[int, str]:
    """The lines of a page of Teams that are for those who hear it, and what is left of each.

    A name, the time in words and in figures, perhaps on one line, and once more the name and the words:
    `Ann Lee`, `1 minute 8 seconds`, `1:08`, `Ann Lee 1 minute 8 seconds`.
    """
    left: dict[int, str] = {}
    times = {i: shown for i, text in enumerate(texts) if (shown := _SHOWN.fullmatch(text))}
    for i, shown in times.items():
        words = i if shown["words"] else i - 1
        told = (shown["words"] or texts[words]).strip()
        below = texts[i + 1] if i + 1 < len(texts) else ""
        if words > 0 and below == f"{texts[words - 1]} {told}" and _counts(told) == _counts(shown["time"]):
            left |= {words: "", i: shown["time"], i + 1: ""}
    return left if len(times) > 2 and len(left) >= 2 * bounds.PARTED * len(times) else {}


def _counts(text: str) -> list[int]:
    """The numbers in a brief text, but for zeros."""
    return [int(number) for number in _NUMBERS.findall(text[:_BRIEF]) if int(number)]


def _printed(text: str) -> Candidate | None:
    """The label before a colon, or what somebody is called in a chat; None where there is none."""
    if text.startswith("<"):
        found = (label for label in candidates(Line(text, 1)) if label.form == "bracket")
        return next((label for label in found if label.key not in lexicon().event), None)
    return colon_label(text) if ":" in text or "：" in text else None


def _label(text: str) -> Candidate | None:
    """The label before a colon, with words behind it; None where there is none."""
    label = None if text.startswith("<") else _printed(text)
    return None if label is None or label.bare else label


def _named(texts: Sequence[str], form: TimeForm) -> set[str]:
    """Who speaks without a time, too, where the form names who speaks: behind whom, or twice.

    A verb of saying is nobody who does: `I asked her: "Are you sure?"`.
    """
    if "name" not in form.pattern.groupindex:
        return set()
    marks = [form.pattern.match(text) for text in texts]
    timed = {mark["name"].strip(" \t:：") for mark in marks if mark}
    others = [
        (label.label, begins_quotation(text[label.start :]))
        for text, mark in zip(texts, marks, strict=True)
        if not mark and (label := _label(text)) is not None
    ]
    often, quoted = Counter(name for name, _ in others), Counter(name for name, quotes in others if quotes)
    said = {name for name, count in quoted.items() if count == often[name] and reports(name)}
    return {name for name, count in often.items() if name in timed or (count > 1 and name not in said)}


def _told(mark: re.Match[str]) -> tuple[tuple[int | None, int | None], str]:
    """When something is said, and who says it; a time beside a date is no place in a recording."""
    name = (mark.groupdict().get("name") or "").strip(" \t:：")
    if DAY_BEFORE.search(mark.string[: mark.start("time")]):
        return (None, None), _writer(DAY_BEFORE.sub("", f"{name} ").rstrip(" \t,—–-|"))
    return interval(mark["time"]), name


def _wrapped(rows: Sequence[Line], form: TimeForm) -> bool:
    """Whether lines below names are cut by the width of a page: most that others follow end no sentence."""
    if not form.heads or form.alone:
        return False
    marked = [form.pattern.match(row.text) is not None for row in rows]
    followed = [
        ends_sentence(row.text)
        for row, below, head, then in zip(rows, rows[1:], marked, marked[1:], strict=False)
        if not (head or then or below.gap or below.start is not None)
    ]
    return len(followed) >= _CUT and sum(followed) <= len(followed) / 3


def _writer(name: str) -> str:
    """A name without the words that tell that somebody wrote: `Ada schrieb am`, but not `Von Ada am`."""
    first, *more = name.split(" ")
    framed_ = begins_small(first) or key(first) in lexicon().by
    while more and begins_small(more[-1]) and not framed_:
        more.pop()
    return " ".join((first, *more))


def _form_lines(rows: Sequence[Line], form: TimeForm) -> Iterator[Line]:
    """The lines of a text that one form goes through."""
    start: int | None = None
    end: int | None = None
    speaker = before = named = ""
    begun = fresh = blank = False
    head: Line | None = None
    texts = [row.text for row in rows]
    names = time_forms.names(texts, form)
    nobodys = _spelled(texts, form) | _counters(texts, form)
    speakers, told = _named(texts, form), chat_logs.between(texts, form)
    wrapped = _wrapped(rows, form)
    last = max(form.lines(texts), default=0)
    for i, row in ((i, row) for i, row in enumerate(rows) if i not in nobodys):
        text, gap, goes_on = row.text, row.gap > 0, False
        mark = form.pattern.match(text)
        if i in names:
            named = text.rstrip(":： ")
            speaker, head = (named, head) if names[i] else (speaker, row)
            continue
        if mark:
            begun = fresh = True
            blank = gap
            (start, end), own = _told(mark)
            speaker = named if names else own
            text = (mark.groupdict().get("text") or "").strip()
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
        elif row.start is not None:
            start, end, head, fresh = row.start, row.end, None, True
            # A time without a name may stand in the midst of a sentence.
            goes_on = bool(before) and not (ends_sentence(before) or is_heard(before))
        if not mark and i in told:
            # Nobody says who came and went, and who spoke goes on below it in a line with a time.
            yield row.replace(text=text[told[i] :], kind="event", joined=False)
            before, fresh, start, end, head = "", True, None, None, None
            continue
        if not mark and speakers and (label := _label(text)) is not None and label.label in speakers:
            # Who has a time elsewhere may have none here.
            speaker, text, head, fresh, start, end = label.label, text[label.start :], row, True, None, None
            goes_on = False
        # Of several lines below one time, the first has it.
        joined = row.joined or goes_on or not (fresh or gap or (ends_sentence(before) and not wrapped))
        # A list goes on with a label below each other.
        joined = joined and (mark is not None or not _label(text) or not _label(before))
        # A paragraph begins with its label, where that stands alone above it.
        top = head if fresh and head is not None else row
        # Above the next time a sentence is a further paragraph. A heading is none; and what stands apart may
        # happen, or be shown twice, as what stands below the last time may be no part of the talk.
        # What is heard is nobody's, but below a name alone.
        heard = mark is None and not joined and (not fresh or row.start is not None) and is_heard(text)
        stated = not heard and (
            fresh or not gap or (i < last and ends_sentence(text) and not _APART.match(text))
        )
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
            # With a time of its own it is heard, and no head of what stands below.
            kind="event" if heard and row.start is not None else row.kind,
            joined=joined,
        )
        # What stands below what is heard is said at the same time.
        before, fresh = text, heard and row.start is not None


def _sure(data: bytes) -> bool:
    """Whether a form of marks goes through a text."""
    head = forms.start(data)
    lines = [text for line in head.splitlines() if (text := line.strip())]
    rows, more = lines[:LOOKED_AT], len(lines) > LOOKED_AT or len(data) > len(head.encode())
    left = _said_aloud(rows) or two_times.once(rows)
    texts = evened([text for i, row in enumerate(rows) if (text := left.get(i, row))])
    return time_forms.form(texts, more=more) is not None or times_within.marks(texts) is not None


READER = Reader(suffixes=(), read=plain.of_text(content), write=plain.write, sure=_sure, mark=r"\d[:;]\d")
