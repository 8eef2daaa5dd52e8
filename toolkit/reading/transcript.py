"""From the lines of a container to turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np

from toolkit.config import Sidecar
from toolkit.findings import Findings, report
from toolkit.giving_way import pause
from toolkit.languages.lexicon import key
from toolkit.model import Location, Meta, Publication, Speaker, Turn
from toolkit.reading import doubts, nearby, other_lines, weights
from toolkit.reading.candidates import Candidate
from toolkit.reading.cast import by_key, cast, spoken
from toolkit.reading.decisions import FoundDecisions, Undecided, around, decide, paragraphs_of, quoted
from toolkit.reading.inference import Inferred, infer
from toolkit.reading.lattice import AT, LEAST, STATES, WRAPS, Mask, but, only
from toolkit.reading.lines import Content, Line
from toolkit.reading.nearby import ReadBefore
from toolkit.reading.roster import Labels
from toolkit.reading.seams import cut
from toolkit.reading.speaking import below_labels
from toolkit.reading.turns import blocks, build
from toolkit.reading.view import View, view
from toolkit.reading.weights import explain
from toolkit.text.data import is_date
from toolkit.text.lines import BRACKETED, Slices
from toolkit.text.patterns import any_of
from toolkit.text.signs import ends_sentence

_PAIRS = tuple(zip("([（【〔〈《「『“«", ")]）】〕〉》」』”»", strict=True))
"""Signs that enclose words; what stands between two of them is parted nowhere."""
_SHORT = 200
"""Lines of a text that is read wholly in no time, and of which each line tells much of all others."""
_ENOUGH = 2000
"""Names of speakers, from which on none is looked for in the midst of lines."""


@dataclass(frozen=True, slots=True)
class ParsedTranscript:
    """What a transcript is made of.

    `head` and `raw` are its characters, in order.
    """

    head: str
    raw: Sequence[str]
    """A piece for each paragraph."""
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    problems: Findings
    """Until they are gone through they hold all that was read."""
    open: tuple[ReadBefore, Undecided | None] | None = None
    """What it was made of, and all of it as it is before anybody decides; None for the latter where only what
    is near decisions was read. None for both where there is nothing to be decided."""


def parse(
    content: Content,
    path: str,
    lang: str,
    sidecar: Sidecar,
    known: Undecided | None = None,
    before: ReadBefore | None = None,
    otherwise: Sequence[int] = (),
) -> ParsedTranscript:
    """The turns of what a container gives, and their doubts.

    path       as shown to a person; for places
    lang       BCP 47; "und" will do: it only helps to see who is spoken of
    known      the same as it was read before, maybe with another sidecar
    before     the same with other decisions, where what is near them will do
    otherwise  the numbers of the lines that were parted or put together in another way there, ascending
    """
    if not content.lines:
        empty = report("D108", Location(path, 1))
        return ParsedTranscript(
            content.text, (), (), (), Findings((*content.findings, empty), doubts.dropped(content, path))
        )
    told, seams = _told(sidecar), (sidecar.split, sidecar.join)
    # Other paragraphs are another text.
    if known is not None and known.seams != seams:
        known = None
    # Where nothing is decided of paragraphs, nothing has to be inferred around them.
    bare = known is not None and known.told == told and all(table.label for table in sidecar.decide)
    if before is not None and not bare and nearby.knows(before.undecided.told, told):
        now = _near(content, lang, sidecar, told, before, otherwise)
        if now is not None:
            return _parsed(content, sidecar, now, None)
    # Decisions about paragraphs change nothing of what is read before them.
    read = _undecided(content, told) if known is None or known.told != told else known.read
    made = cast(read, sidecar, lang, content.cast)
    said = None
    if known is None:
        known = Undecided(told, read, made, path, seams)
    else:
        if known.read is not read:
            known = known.with_labels(told, read, made)
        said = known.said
    decided = decide(sidecar, known, made) if sidecar.decide else FoundDecisions({}, {}, ())
    parts = known.parts
    if decided.verdicts:
        read = _read(read.view, told, content, around(known, decided.verdicts), read.labels)
        made = cast(read, sidecar, lang, content.cast)
        parts = paragraphs_of(read)
    first = said is None and not decided.verdicts
    turns = known.turns if first else build(read, parts, made, decided.verdicts, path, said)
    return _parsed(content, sidecar, ReadBefore(known, read, parts, made, turns, decided), known)


def _near(
    content: Content,
    lang: str,
    sidecar: Sidecar,
    told: Mapping[str, bool],
    before: ReadBefore,
    otherwise: Sequence[int],
) -> ReadBefore | None:
    """As `parse`; what is far from decisions stays as it was. None where that can't be told."""
    others = range(0)
    known, rows, seams = before.undecided, None, (sidecar.split, sidecar.join)
    if otherwise:
        near = _other_lines(content, told, before, otherwise)
        if near is None:
            return None
        before, others = near
        known = other_lines.undecided(
            before.undecided, others, sidecar, lambda read: cast(read, sidecar, lang, content.cast)
        )
    elif known.seams != seams:
        # What fits no place changes nothing.
        known = replace(known, seams=seams, known=known.beginnings, parted=known.parts)
    read = before.read
    if known.told != told:
        known = known.with_labels(told, known.read, known.made)
        read, rows = nearby.labelled(read, before.undecided.told, told)
    made = cast(read, sidecar, lang, content.cast)
    decided = decide(sidecar, known, made) if sidecar.decide else FoundDecisions({}, {}, ())
    if any(problem.name == "D104.nobody" for problem in decided.problems):
        # Their label may be text by another decision.
        decided = decide(sidecar, known, cast(known.read, sidecar, lang, content.cast))
    edges = nearby.turn_edges(before)
    read, windows = nearby.paths(read, [*edges], nearby.decided(before, known, decided, rows, others))
    if nearby.labels_differ(before.read, read, windows):
        made = cast(read, sidecar, lang, content.cast)
    parts = nearby.parts(before.parts, read, windows)
    turns = nearby.turns(before, read, parts, made, decided.verdicts, known, windows, edges)
    return ReadBefore(known, read, parts, made, turns, decided)


def _other_lines(
    content: Content, told: Mapping[str, bool], before: ReadBefore, otherwise: Sequence[int]
) -> tuple[ReadBefore, range] | None:
    """What was read before with other lines, and which these are; None where all has to be read."""
    known = before.undecided
    place = other_lines.others(known.read.view.lines, content.lines, otherwise)
    if place is None or known.told != told or len(content.lines) < _SHORT:
        return None
    if not all(other_lines.told_by_paths(read, place) for read in (known.read, before.read)):
        return None
    # How often a text asks, and who answers, is told of all of it.
    if known.read.view.interview.asks.any():
        return None
    surely = frozenset(label for label, speaks in told.items() if speaks)
    heard = dict(zip(before.read.labels.keys, before.read.likely.tolist(), strict=True))
    near = other_lines.beside(known.read.view, place, surely)
    small = _read(near.view, told, content, heard=heard)
    if cut := _cut(small, spoken(known.read)):
        near = other_lines.beside(known.read.view, near.cut(cut), surely)
        small = _read(near.view, told, content, heard=heard)
    made = other_lines.recounted(before, near, small)
    if made.read.view.interview.asks.any():
        return None
    return made, range(near.place.first, near.place.stop)


def _parsed(content: Content, sidecar: Sidecar, now: ReadBefore, whole: Undecided | None) -> ParsedTranscript:
    """What becomes of a reading."""
    known, read, parts, made, turns, decided = now
    order = dict.fromkeys(speaker for turn in turns for speaker in turn.speakers)
    # Somebody may speak by a decision alone, whose only label another decision made text.
    named = {who.key: who for verdict in decided.verdicts.values() for who in verdict.speakers}
    everybody = named | by_key(made, sidecar)
    people = tuple(everybody[own] for own in order)
    doubtful = doubts.find(read, made, parts, turns, people, decided.verdicts, known, content)
    # Of data the text has no places.
    blocks_ = [block for block, _ in parts]
    starts = [max(0, read.view.lines[block.first].at) for block in blocks_]
    head, raw = (content.text[: starts[0]], Slices(content.text, starts)) if content.text else ("", ())
    return ParsedTranscript(
        head,
        raw,
        people,
        turns,
        Findings((*content.findings, *decided.problems), doubtful, partial(explain, read, weights.weights())),
        (now, whole),
    )


def paragraphs(content: Content) -> Iterator[str]:
    """The paragraphs of a text that may be no transcript, with all labels."""
    if content.lines:
        read = _read(view(content.lines), {}, content)
        for block in blocks(read.states):
            yield quoted(read, block)[-1]


def _told(sidecar: Sidecar) -> dict[str, bool]:
    """Labels that are certainly a speaker's, or nobody's, as the editor says."""
    told = {key(label): True for table in sidecar.speakers for label in (table.name, *table.aliases)}
    told |= {key(table.label): True for table in sidecar.decide if table.label}
    return told | {key(label): False for label in sidecar.not_speakers}


def _undecided(content: Content, told: Mapping[str, bool]) -> Inferred:
    """The reading before any paragraph is decided about."""
    surely = frozenset(label for label, speaks in told.items() if speaks)
    read = _read(view(content.lines, surely), told, content)
    cut = _cut(read, spoken(read))
    return _read(view(cut, surely), told, content) if cut else read


def _read(
    seen: View,
    told: Mapping[str, bool],
    content: Content,
    around: Mask | None = None,
    known: Labels | None = None,
    heard: Mapping[str, float] = MappingProxyType({}),
) -> Inferred:
    pause()
    allow = _stated(seen)
    formed = np.array(
        [content.formed and (line.kind == "speech" or line.speaker != "") for line in seen.lines]
    )
    if around is not None:
        formed &= around.min(axis=1) == 1
        allow = around if allow is None else np.where(around.min(axis=1, keepdims=True) < 1, around, allow)
    declared = frozenset(map(key, content.cast))
    return infer(seen, weights.weights(), declared, told, allow, content.transcribed, known, heard, formed)


def _stated(seen: View) -> Mask | None:
    """The states that lines may have, as their container says; None where it says nothing."""
    lines = seen.lines
    if not any(line.kind or line.speaker or line.joined or line.form != "prose" for line in lines):
        return None
    mask = np.ones((len(lines), len(STATES)))
    # A title that is stated is the only one.
    mask[:, AT["title"]] = not any(line.kind == "title" for line in lines)
    often = Counter(label.key for labels in seen.found for label in labels)
    below = set(below_labels(lines, seen.found))
    # Below a line that is only drawn nothing goes on, though it be of one paragraph with it.
    drawn = seen.has("drawn")
    for i, line in enumerate(lines):
        # What is set otherwise than the line before is no part of its paragraph.
        if i and line.form != lines[i - 1].form:
            mask[i] *= but(*WRAPS)
        if line.decided:
            # Nothing else, unless there is no paragraph that could go on.
            mask[i] = np.maximum(LEAST, only(*WRAPS))
        elif line.joined and not (i and drawn[i - 1] and not lines[i - 1].joined):
            # What goes on with what is certainly said is said, too.
            said = line.kind == lines[i - 1].kind == "speech"
            mask[i] = only("wrap.speech") if said else only(*WRAPS)
            if not line.speaker:
                # A label begins a turn all the same, but for one in the midst of a sentence that never
                # comes again. A label alone has its words in a line of its own.
                mask[i, [AT["turn"], AT["label"]]] = not (i and _amid(seen, i, often))
                mask[i, AT["continuation"]] = i in below
        elif line.kind == "speech" or line.speaker:
            mask[i] = only("turn", "label", "continuation")
        elif line.kind is not None:
            mask[i] = only(line.kind if line.kind in AT else "note")
        elif line.form != "prose":
            mask[i] = only("turn", "continuation", "narration", "note")
            # "> (laughter)": what happens meanwhile may be quoted, too.
            mask[i, AT["event"]] = line.form == "quotation" and bool(
                BRACKETED.fullmatch(line.text, line.sign)
            )
    return mask


def _amid(seen: View, i: int, often: Mapping[str, int]) -> bool:
    """Whether a line goes on with the sentence of the one before, and begins with no label that recurs."""
    if not seen.lines[i].text[:1].islower() or ends_sentence(seen.lines[i - 1].text):
        return False
    return all(often[label.key] == 1 for label in seen.found[i])


def _cut(read: Inferred, turns: Sequence[tuple[int, Candidate]]) -> list[Line] | None:
    """Lines of several turns as several lines; None where there is no such line.

    They are parted only at the labels of surely read turns, behind the end of a sentence.

    turns  the labels of all turns
    """
    labels = [label for _, label in turns if label.form == "colon"]
    keys = {label.key for label in labels}
    names = {label.label for label in labels}
    if not names or len(names) > _ENOUGH:
        return None
    pattern = re.compile(
        r"(?<=[.!?。！？…؟۔।։።」』）)\]】\"”])\s*"
        + any_of(sorted(names), longest=True)
        + r"\s*[:：]\s*(?=\S)"
    )
    new: list[Line] = []
    for i, line in enumerate(read.view.lines):
        pause()
        label = read.best.candidates[i]
        start = label.start if label is not None and read.states[i] == "turn" else 0
        places = []
        if line.text.find(":", start) >= 0 or line.text.find("：", start) >= 0:
            for match in pattern.finditer(line.text, start):
                at = match.start() + len(match[0]) - len(match[0].lstrip())
                enclosed = any(line.text.count(a, 0, at) > line.text.count(b, 0, at) for a, b in _PAIRS)
                if not enclosed and key(line.text[at : match.end()].rstrip(" :：")) in keys:
                    places.append(at)
        new += _parts(line, places) if places else [line]
    return new if len(new) > len(read.view.lines) else None


def _parts(line: Line, places: Sequence[int]) -> Iterator[Line]:
    """A line, parted at some places."""
    for start, end in pairwise([0, *places, len(line.text)]):
        piece = cut(line, start, end).replace(start=line.start, end=line.end)
        yield piece.replace(gap=0, joined=False) if start else piece


def meta(content: Content, told: Meta, turns: Sequence[Turn]) -> Meta:
    """What is known of a text: what the sidecar says, and else what its file says of itself."""
    said = content.meta
    day = said.get("date", "")[:10]
    known = {
        # A title that is printed has the word: properties are often those of a file that was copied.
        "title": "" if any(turn.kind == "title" for turn in turns) else said.get("title", ""),
        "date": day if is_date(day) else "",
        "publisher": said.get("publisher", ""),
        "url": said.get("url", "") if said.get("url", "").startswith(("https://", "http://")) else "",
    }
    new: dict[str, Any] = {key: words for key, words in known.items() if words and not getattr(told, key)}
    if said.get("author") and not told.sources:
        new["sources"] = (
            Publication(said.get("title", ""), said["author"], known["publisher"], known["date"]),
        )
    return replace(told, **new)
