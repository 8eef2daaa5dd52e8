"""Who is named in the text of cues: before what they say, or on a line of their own above it.

A label like others is left to `reading`. What the way of a whole file shows to be a name is stated here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from toolkit import late
from toolkit.languages.lexicon import key, lexicon, reports
from toolkit.readers import bounds
from toolkit.reading.candidates import Candidate, candidates, colon_label
from toolkit.reading.forms import FORMS, SIGNS, LabelForm
from toolkit.reading.guesses import guess
from toolkit.reading.lines import Line
from toolkit.reading.names import SPEAKERS, name
from toolkit.text.lines import BRACKETED
from toolkit.text.scripts import begins_small
from toolkit.text.signs import begins_quotation, ends_sentence

DASHES = "-–—‐－―−"
"""What stands before what each of two says who share a caption, as keyboards of Europe and Japan have it."""
DASH = late.regex(rf"[{DASHES}](?:[ \u00a0]+(?=[^\s–—-])|(?=[^\W\d_]|[¿¡\"'«„“‘(\[♪*]))")
"""`- Why?`, `-Why?`, `– Why?`; `--and so` goes on, and `-5` is a number."""
_STOPS = ".!?…。！？؟।։ "
_OPEN = ("...", "…")
"""Where a sentence is left open, or taken up again."""
_ALONE: tuple[LabelForm, ...] = ("alone", "bracket", "bold", "colon")
"""Forms in which a name stands on the line above what is said."""
_INLINE = tuple(form for form in FORMS if form not in (*SIGNS, "stated", "time", "alone"))
"""Forms in which it stands before it."""
_SIGN = late.regex(r"[\t\u3000>–—-]|  ")
"""What such a line has."""
_DASHED: tuple[LabelForm, ...] = ("stroke", "arrow")
"""Of those, which stand in sentences as well: `Mara Lind – Why?`, `Mara> Why?`."""


class NamedCues(NamedTuple):
    """The lines of cues, with those who are named."""

    lines: list[Line]
    goes_on: bool
    """Whether who is named goes on to speak in the cues below, up to the next name."""


def named(cues: Sequence[Sequence[Line]]) -> NamedCues:
    """The lines of all cues, with their speakers where the way of the file names them."""
    first = [_inline(cue[0]) for cue in cues]
    forms = Counter(chain.from_iterable(first))
    for form in (form for form in _INLINE if forms[form] >= bounds.NAMED * len(cues)):
        labels = [found.get(form) for found in first]
        if _of_each(labels, len(cues)):
            return NamedCues(list(_cut_off(cues, labels, form)), goes_on=False)
    letters = _asked(first)
    if any(letters):
        return NamedCues(list(_cut_off(cues, letters, "letter")), goes_on=True)
    for form in _DASHED:
        labels = [found.get(form) for found in first]
        told = [
            line.text[label.start :] if label else "" for (line, *_), label in zip(cues, labels, strict=True)
        ]
        # A dash and an angle stand in the midst of sentences, too: who begins to speak is named first of all.
        if labels and labels[0] and take_turns(labels, told):
            return NamedCues(list(_cut_off(cues, labels, form)), goes_on=True)
    above = [_above(cue) for cue in cues]
    if _of_each(above, len(cues)):
        return NamedCues(list(_taken_off(cues, above)), goes_on=False)
    if take_turns(above, [cue[1].text if label else "" for cue, label in zip(cues, above, strict=True)]):
        return NamedCues(list(_taken_off(cues, above)), goes_on=True)
    apart = _apart(cues)
    if apart and take_turns(apart, [*(cue[0].text for cue in cues[1:]), ""]):
        return NamedCues(list(_said_next(cues, apart)), goes_on=True)
    return NamedCues(list(_of_their_cues(cues, first)), goes_on=False)


def unlabelled(line: Line) -> Line:
    """A line without a label that says again who is named beside it: `<v Mara Lind>Mara Lind: Why?`."""
    label = colon_label(line.text) if line.speaker else None
    if label is None or label.key != key(line.speaker):
        return line
    rest = cut(line, label.start, len(line.text), changes=line.changes)
    return rest if rest.text else line


def carried(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; who is named goes on in those without a name, until somebody else does."""
    who = ""
    for line in lines:
        who = "" if line.changes else line.speaker or who
        # What happens, and who made the captions, is nobody's.
        yield line if line.kind or line.speaker or not who else line.replace(speaker=who)


def together(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Each line with those that go on with it: here the lines of a cue."""
    group: list[Line] = []
    for line in lines:
        if group and not line.joined:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def cut(line: Line, begins: int, ends: int, *, changes: bool) -> Line:
    """A piece of a line."""
    text = line.text[begins:ends]
    lead = begins + len(text) - len(text.lstrip())
    # Words are in their order, and there may be thousands in one caption.
    first, last = (bisect_left(line.words, place, key=lambda word: word.at) for place in (lead, ends))
    # A sign may be part of the first word: `>> Why?`.
    if first and not any(map(str.isalnum, line.text[line.words[first - 1].at : lead])):
        first -= 1
    words = tuple(word._replace(at=max(0, word.at - lead)) for word in line.words[first:last])
    return line.replace(text=text.strip(), words=words, changes=changes)


def continues(above: str, text: str) -> bool:
    """Whether a cue goes on with what the one above leaves open: an ellipsis, or a small letter, tells it."""
    return above.endswith(_OPEN) or text.startswith(_OPEN) or begins_small(text)


def _inline(line: Line) -> dict[LabelForm, Candidate]:
    """The labels that a line begins with which look like a speaker's, by their form."""
    if line.speaker:
        return {}
    told = {one.form: one for one in candidates(line) if one.form != "colon" and not one.bare}
    labels: dict[LabelForm, Candidate] = {form: one for form, one in told.items() if _speaks(one)}
    colon = colon_label(line.text)
    # `I asked him: "Are you sure?"` tells what somebody else said.
    if colon is None or (reports(colon.label) and begins_quotation(line.text[colon.start :])):
        return labels
    return {**labels, "colon": colon}


def _asked(first: Sequence[Mapping[LabelForm, Candidate]]) -> Sequence[Candidate | None]:
    """The letters that cues begin with, where question and answer take turns.

    `Q. When do you ring?`, and in the next cue: `A. At six.`
    """
    labels = [found.get("letter") for found in first]
    for sides in lexicon().sides:
        asked = [next((n for n, side in enumerate(sides) if one and one.key in side), -1) for one in labels]
        order = [side for side in asked if side >= 0]
        turns = sum(a != b for a, b in pairwise(order))
        if turns >= bounds.ASKED_LEAST and turns >= bounds.NAMED * (len(order) - 1):
            return [one if side >= 0 else None for one, side in zip(labels, asked, strict=True)]
    return []


def _of_their_cues(
    cues: Sequence[Sequence[Line]], labels: Sequence[Mapping[LabelForm, Candidate]]
) -> Iterator[Line]:
    """The lines; a name goes on to the end of its sentence, where dashes part those who share a caption.

    There names stand only where nobody is seen to speak, and nothing tells of other captions who does.
    """
    dashed = [[DASH.match(line.text) is not None for line in cue] for cue in cues]
    shared = sum(len(each) > 1 and all(each) for each in dashed)
    lone = sum(each[0] for each in dashed) - shared
    if shared < bounds.DASHED_LEAST or shared < lone:
        yield from chain.from_iterable(cues)
        return
    whose, above = False, ""
    for cue, found in zip(cues, labels, strict=True):
        text = " ".join(line.text for line in cue)
        if BRACKETED.fullmatch(text):
            yield from cue
            continue
        changes = whose and not found and ends_sentence(above)
        yield cue[0].replace(changes=True) if changes else cue[0]
        yield from cue[1:]
        whose, above = bool(found) or (whose and not changes), text


def _above(cue: Sequence[Line]) -> Candidate | None:
    """The label that is all of the first line of a cue, which has others."""
    if len(cue) < 2 or cue[0].speaker or cue[1].speaker:
        return None
    # Emphasis around it is no part of it.
    alone = (one for one in candidates(cue[0]) if one.bare and one.form in _ALONE)
    return next(filter(_speaks, alone), None)


def _apart(cues: Sequence[Sequence[Line]]) -> list[Candidate | None]:
    """The labels that are all of a cue, between the end of a sentence and what somebody says.

    None where few cues have such, or a caption says the same with a sign behind it: `Okay.`
    """
    told = [_all_of(cue) for cue in cues]
    first = next((k for k, label in enumerate(told) if label), len(cues))
    names = {label.key for label in told if label}
    if bounds.APART * (len(cues) - first) > sum(label is not None for label in told) or any(
        len(cue) == 1 and ends_sentence(cue[0].text) and key(cue[0].text.rstrip(_STOPS)) in names
        for cue in cues[first:]
    ):
        return []
    # Where nothing ends a sentence, any brief cue may be all of one.
    ended = [ends_sentence(cue[-1].text) for cue in cues]
    below = zip([None, *cues], [True, *ended], [*told[1:], None], strict=False)
    return [
        label
        if label is not None and k + 1 < len(cues) and after is None and (over or _is_event(before))
        else None
        for k, (label, (before, over, after)) in enumerate(zip(told, below, strict=False))
    ]


def _all_of(cue: Sequence[Line]) -> Candidate | None:
    """The label without a sign that is all of a cue, where it looks like a speaker's."""
    if len(cue) != 1 or cue[0].speaker or cue[0].kind or ends_sentence(cue[0].text):
        return None
    alone = (one for one in candidates(cue[0]) if one.bare and one.form in ("alone", "bold"))
    return next(filter(_speaks, alone), None)


def _is_event(cue: Sequence[Line] | None) -> bool:
    """Whether all of a cue stands in brackets."""
    return cue is not None and BRACKETED.fullmatch(" ".join(line.text for line in cue)) is not None


def _said_next(cues: Sequence[Sequence[Line]], apart: Sequence[Candidate | None]) -> Iterator[Line]:
    """The lines without those that are a name: what the next cue says begins there."""
    head, who = cues[0][0], ""
    for cue, label in zip(cues, apart, strict=True):
        if label is not None:
            head, who = cue[0], label.label
            continue
        for number, line in enumerate(cue):
            top = head if who and not number else line
            yield line.replace(speaker=line.speaker or who, number=top.number, at=top.at)
        who = ""


def _speaks(label: Candidate) -> bool:
    """Whether a label looks like a speaker's, and tells no sound."""
    sounds = not lexicon().event.isdisjoint((label.key, *label.key.split()))
    return name(label.label).looks in SPEAKERS and not sounds


def _of_each(labels: Sequence[Candidate | None], cues: int) -> bool:
    """Whether nearly each cue has a label, and the names return."""
    names = Counter(label.key for label in labels if label is not None)
    # In a list of terms each cue begins with another word and a colon.
    return names.total() >= bounds.NAMED * cues and 2 * len(names) <= names.total()


def in_turns(lines: Sequence[Line]) -> list[Line]:
    """The lines with who says them, where a name begins what is said wherever somebody else speaks.

    `Mara Lind` and a tab, or a dash: no colon tells that it is a label. None where none does.

    lines  those with a time
    """
    if bounds.LABELLED * len(lines) > sum(_SIGN.search(line.text) is not None for line in lines):
        return []
    first = [_inline(line) for line in lines]
    for form in ("gap", *_DASHED):
        labels = [found.get(form) for found in first]
        if _begins_turns(lines, labels):
            named = list(carried(list(_cut_off([[line] for line in lines], labels, form))))
            # Nothing may stand behind a label: such a line would be lost.
            return named if len(named) == len(lines) else []
    return []


def _begins_turns(lines: Sequence[Line], labels: Sequence[Candidate | None]) -> bool:
    """Whether labels of a form that stands in the midst of sentences, too, name who begins to speak."""
    said = [line.text[label.start :] if label else "" for line, label in zip(lines, labels, strict=True)]
    # Who begins to speak is named first of all.
    return bool(labels) and labels[0] is not None and take_turns(labels, said)


def take_turns(labels: Sequence[Candidate | None], said: Sequence[str]) -> bool:
    """Whether a name stands wherever somebody else begins.

    Of what might be names nearly all are: names of two people at least who return, and don't say the same
    again, as a refrain does.

    said  what stands behind each label, or below it
    """
    heads = [(label, words) for label, words in zip(labels, said, strict=True) if label is not None]
    names = Counter(label.key for label, _ in heads if _proper(label))
    again = {one for one, count in names.items() if count > 1}
    told = {(label.key, words) for label, words in heads if label.key in again}
    return len(again) > 1 and len(told) >= bounds.NAMED * len(heads)


def _proper(label: Candidate) -> bool:
    """Whether nothing is spelt in small letters that makes more than a name of it: `de la Torre` is one.

    Who has a number is one of several: `speaker 2`.
    """
    return label.label[-1].isdigit() or not any(
        word[0].islower() and word not in lexicon().particles for word in label.label.split()
    )


def _cut_off(
    cues: Sequence[Sequence[Line]], labels: Sequence[Candidate | None], form: LabelForm
) -> Iterator[Line]:
    """The lines without the labels before them."""
    # Two people may share a cue, each with a line. Below the first, a name must be one that returns.
    below = [[_inline(line).get(form) for line in cue[1:]] for cue in cues]
    names = Counter(label.key for label in (*labels, *chain.from_iterable(below)) if label is not None)
    above = ""
    for cue, first, others in zip(cues, labels, below, strict=True):
        who, begun, above = above, False, ""
        for number, (line, label) in enumerate(zip(cue, (first, *others), strict=True)):
            alone = label is not None and len(cue) == 1 and not line.text[label.start :].strip()
            if label is not None and alone and names[label.key] > 1:
                # Whoever speaks again, alone in a cue, says what is in the next one.
                above = label.label
                continue
            # What else is all of a cue is left to `reading`: it may lead to the next one.
            guessed = label is not None and guess(label.printed) != ""
            if label is not None and not alone and ((not number and not guessed) or names[label.key] > 1):
                # Nobody's question mark is lost: it is asked about.
                who = label.printed if guessed else label.label
                line = cut(line, label.start, len(line.text), changes=False)  # noqa: PLW2901
            if line.text:
                yield line.replace(speaker=line.speaker or who, joined=begun and line.joined)
                begun = True


def _taken_off(cues: Sequence[Sequence[Line]], labels: Sequence[Candidate | None]) -> Iterator[Line]:
    """The lines without those that are a name: what is said below one begins there."""
    names = {label.key for label in labels if label is not None}
    for cue, first in zip(cues, labels, strict=True):
        who, begun = "", False
        head: Line | None = None
        for number, line in enumerate(cue):
            label = first if not number else _above(cue[number:])
            if label is not None and label.key in names:
                who, head = label.label, line
                continue
            top = head or line
            yield line.replace(
                speaker=line.speaker or who, number=top.number, at=top.at, joined=begun and line.joined
            )
            begun, head = True, None
