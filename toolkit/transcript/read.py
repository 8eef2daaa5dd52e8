"""From the lines of a container to turns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from toolkit.config import Sidecar
from toolkit.config.identifiers import is_web_address
from toolkit.findings import Findings, report
from toolkit.giving_way import pause
from toolkit.languages.lexicon import key
from toolkit.model import Document, Location, Meta, Publication, Turn
from toolkit.reading import weights
from toolkit.reading.candidates import Candidate
from toolkit.reading.inference import Certain, Inferred, infer
from toolkit.reading.labelled import Labelled
from toolkit.reading.lattice import Mask
from toolkit.reading.laws import left_by_container
from toolkit.reading.lines import Content, Line, pieces
from toolkit.reading.roster import labelled
from toolkit.reading.shape import Numbers
from toolkit.reading.view import View, view
from toolkit.text.data import dated
from toolkit.text.hygiene import upright
from toolkit.text.lines import Slices
from toolkit.text.patterns import any_of
from toolkit.transcript import doubts, nearby, other_lines
from toolkit.transcript.cast import by_key, cast, spoken
from toolkit.transcript.decisions import (
    OpenReading,
    TextAsRead,
    Undecided,
    around,
    decide,
    paragraphs_of,
    quoted,
    surely,
)
from toolkit.transcript.other_lines import CastOf
from toolkit.transcript.seams import Seams, relaid
from toolkit.transcript.turns import TurnBuilder, blocks
from toolkit.transcript.why import explain

_PAIRS = tuple(zip("([（【〔〈《「『“«", ")]）】〕〉》」』”»", strict=True))
"""Signs that enclose words; what stands between two of them is parted nowhere."""
_SHORT = 200
"""Lines of a text that is read wholly in no time, and of which each line tells much of all others."""
_ENOUGH = 2000
"""Names of speakers, from which on none is looked for in the midst of lines."""


def read(
    content: Content,
    empty: Document,
    sidecar: Sidecar,
    seams: Seams,
    known: Undecided | None = None,
    before: TextAsRead | None = None,
    otherwise: Sequence[int] = (),
) -> tuple[Document, Findings]:
    """The document in some lines, and the findings: until they are gone through they hold all that was read.

    empty      what is known of the document before
    seams      of the lines
    known      the same as it was read before, maybe with another sidecar
    before     the same with other decisions, where what is near them will do
    otherwise  the numbers of the lines that were parted or put together in another way there, ascending
    """
    path = empty.path
    content_, content = content, relaid(content, sidecar, path, seams)
    if not content.lines:
        nothing = report("D108", Location(path, 1))
        made = replace(empty, head=content.text, meta=_meta(content, sidecar.meta(), ()))
        return made, Findings((*content.findings, nothing), doubts.dropped(content, path))
    told = _told(sidecar)
    who = partial(cast, sidecar=sidecar, lang=empty.lang, announced=content.cast)
    # Other paragraphs are another text. Where nothing is decided of them, nothing is inferred around them.
    same = known is not None and (known.told, known.seams) == (told, (sidecar.split, sidecar.join))
    bare = same and all(table.label for table in sidecar.decide)
    now = None
    if before is not None and not bare and nearby.knows(before.undecided.told, told):
        now = _near(content, who, sidecar, told, before, otherwise)
    whole = now is None
    now = now or _whole(content, path, who, sidecar, told, known)
    sure, then = now.undecided if whole else known or now.undecided, sidecar

    def again(sidecar: Sidecar, *, near: bool = False) -> tuple[Document, Findings]:
        others = seams.otherwise(then, sidecar)
        return read(content_, empty, sidecar, seams, sure, now if near else None, others)

    opened = OpenReading(now, sure, seams, whole, again)
    return _made(content, empty, sidecar, opened)


def _whole(
    content: Content,
    path: str,
    who: CastOf,
    sidecar: Sidecar,
    told: Mapping[str, bool],
    known: Undecided | None,
) -> TextAsRead:
    """All of it, read with what is decided; what decisions change nothing of is known."""
    seams = sidecar.split, sidecar.join
    if known is not None and known.seams != seams:
        known = None
    # Decisions about paragraphs change nothing of what is read before them.
    read = _undecided(content, told) if known is None or known.told != told else known.read
    made = who(read)
    if known is None:
        known = Undecided(told, read, paragraphs_of(read), made, path, seams)
    elif known.read is not read:
        known = known.with_labels(told, read, made)
    decided = decide(sidecar, known, made)
    parts = known.parts
    if decided.verdicts:
        read = _read(read.text, told, content, around(known, decided.verdicts), read.fixed)
        made = who(read)
        parts = paragraphs_of(read)
    if known.made is made:
        turns = known.turns
    else:
        turns = tuple(TurnBuilder(read, made, decided.verdicts, known).turns_of(parts))
    return TextAsRead(known, read, parts, made, turns, decided)


def _near(
    content: Content,
    who: CastOf,
    sidecar: Sidecar,
    told: Mapping[str, bool],
    before: TextAsRead,
    otherwise: Sequence[int],
) -> TextAsRead | None:
    """As `_whole`; what is far from decisions stays as it was. None where that can't be told."""
    others = range(0)
    known, seams = before.undecided, (sidecar.split, sidecar.join)
    if otherwise:
        near = _other_lines(content, told, before, otherwise)
        if near is None:
            return None
        before, others = near
        known = other_lines.undecided(before.undecided, others, sidecar, who)
    elif known.seams != seams:
        # What fits no place changes nothing.
        known = replace(known, seams=seams, known=known.beginnings)
    read, lines = before.read, set[int]()
    if known.told != told:
        known = known.with_labels(told, known.read, known.made)
        read, lines = nearby.labelled(before, told)
    made = who(read)
    decided = decide(sidecar, known, made)
    if any(problem.name == "D104.nobody" for problem in decided.problems):
        # Their label may be text by another decision.
        decided = decide(sidecar, known, who(known.read))
    edges = nearby.turn_edges(before)
    then, other = nearby.decided(read, before, known, decided, others)
    read, windows = nearby.paths(then, [*edges], lines | other)
    if windows and spoken(read) != spoken(then):
        made = who(read)
    parts = nearby.parts(before.parts, read, windows)
    now = TextAsRead(known, read, parts, made, (), decided)
    return now._replace(turns=nearby.turns(before, now, windows, edges))


def _other_lines(
    content: Content, told: Mapping[str, bool], before: TextAsRead, otherwise: Sequence[int]
) -> tuple[TextAsRead, range] | None:
    """What was read before with other lines, and which these are; None where all has to be read."""
    known = before.undecided
    place = other_lines.others(known.read.text.lines, content.lines, otherwise)
    if place is None or known.told != told or len(content.lines) < _SHORT:
        return None
    if not all(other_lines.told_by_paths(read, place) for read in (known.read, before.read)):
        return None
    # How often a text asks, and who answers, is told of all of it.
    if known.read.text.interview.asks.any():
        return None
    speakers = surely(told)
    heard = dict(zip(before.read.text.keys, before.read.likely.tolist(), strict=True))
    near = other_lines.beside(known.read.text, place, speakers)
    small = _read(near.view, told, content, heard=heard)
    if cut := _cut(small, spoken(known.read)):
        near = other_lines.beside(known.read.text, near.cut(cut), speakers)
        small = _read(near.view, told, content, heard=heard)
    made = other_lines.recounted(before, near, small)
    if made.read.text.interview.asks.any():
        return None
    return made, range(near.place.first, near.place.stop)


def _made(
    content: Content, empty: Document, sidecar: Sidecar, opened: OpenReading
) -> tuple[Document, Findings]:
    """What becomes of a reading."""
    _, read, parts, made, turns, decided = now = opened.now
    order = dict.fromkeys(speaker for turn in turns for speaker in turn.speakers)
    # Somebody may speak by a decision alone, whose only label another decision made text.
    named = {who.key: who for verdict in decided.verdicts.values() for who in verdict.speakers}
    everybody = named | by_key(made, sidecar)
    people = tuple(everybody[own] for own in order)
    doubtful = doubts.find(now, content)
    # Of data the text has no places.
    starts = [max(0, read.text.lines[block.first].at) for block, _ in parts]
    head, raw = (content.text[: starts[0]], Slices(content.text, starts)) if content.text else ("", ())
    about = _meta(content, sidecar.meta(), turns)
    document = replace(empty, speakers=people, turns=turns, meta=about, head=head, raw=raw)
    why = partial(explain, read, weights.weights())
    return document, Findings((*content.findings, *decided.problems), doubtful, why, opened)


def paragraphs(content: Content) -> Iterator[str]:
    """The paragraphs of a text that may be no transcript, with all labels."""
    if content.lines:
        read = _read(view(content.lines), {}, content)
        for block in blocks(read.states):
            yield quoted(read, block)[-1]


def _told(sidecar: Sidecar) -> dict[str, bool]:
    """Labels that are certainly a speaker's, or nobody's, as the editor says."""
    told = {key(label): True for table in sidecar.speakers for label in table.labels}
    told |= {key(table.label): True for table in sidecar.decide if table.label}
    return told | {key(label): False for label in sidecar.not_speakers}


def _undecided(content: Content, told: Mapping[str, bool]) -> Inferred:
    """The reading before any paragraph is decided about."""
    speakers = surely(told)
    read = _read(view(content.lines, speakers), told, content)
    cut = _cut(read, spoken(read))
    return _read(view(cut, speakers), told, content) if cut else read


def _read(
    seen: View,
    told: Mapping[str, bool],
    content: Content,
    around: Mask | None = None,
    fixed: Numbers | None = None,
    heard: Mapping[str, float] = MappingProxyType({}),
) -> Inferred:
    pause()
    declared = frozenset(map(key, content.cast))
    # Properties of other files are often those of a file that was copied.
    title = content.meta.get("title", "") if content.text else ""
    allow = left_by_container(seen, {**dict.fromkeys(declared, True), **told}, title)
    formed = np.array(
        [content.formed and (line.kind == "speech" or line.speaker != "") for line in seen.lines]
    )
    if around is not None:
        formed &= around.min(axis=1) == 1
        allow = around if allow is None else np.where(around.min(axis=1, keepdims=True) < 1, around, allow)
    text = seen if isinstance(seen, Labelled) else labelled(seen)
    given = Certain(declared, told, heard, allow, formed, content.transcribed)
    return infer(text, weights.weights(), given, fixed)


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
        + r"(?:\s*[:：]|\s?[?？؟][:：])\s*(?=\S)"
    )
    new: list[Line] = []
    for i, line in enumerate(read.text.lines):
        pause()
        label = read.best.candidates[i]
        start = label.start if label is not None and read.states[i] == "turn" else 0
        places = []
        # What begins with somebody's label and is no turn tells who they are, and who others are.
        told = not start and any(own.key in keys for own in read.text.found[i])
        if not told and (line.text.find(":", start) >= 0 or line.text.find("：", start) >= 0):
            for match in pattern.finditer(line.text, start):
                at = match.start() + len(match[0]) - len(match[0].lstrip())
                enclosed = any(line.text.count(a, 0, at) > line.text.count(b, 0, at) for a, b in _PAIRS)
                if not enclosed and key(line.text[at : match.end()].rstrip(" :：?？؟")) in keys:
                    places.append(at)
        parts = pieces(line, places, gap=0, joined=False) if places else [line]
        new += [part.replace(start=line.start, end=line.end) for part in parts]
    return new if len(new) > len(read.text.lines) else None


def _meta(content: Content, told: Meta, turns: Sequence[Turn]) -> Meta:
    """What is known of a text: what the sidecar says, and else what its file says of itself."""
    said = content.meta
    known = {
        # A title that is printed has the word: properties are often those of a file that was copied.
        "title": "" if any(turn.kind == "title" for turn in turns) else said.get("title", ""),
        "date": dated(said.get("date", "")),
        "publisher": said.get("publisher", ""),
        "url": said.get("url", "") if is_web_address(said.get("url", "")) else "",
    }
    new: dict[str, Any] = {key: words for key, words in known.items() if words and not getattr(told, key)}
    if said.get("author") and not told.sources:
        new["sources"] = (
            Publication(said.get("title", ""), upright(said["author"]), known["publisher"], known["date"]),
        )
    return replace(told, **new)
