"""From characters to turns.

For every reader that has plain text to give.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from toolkit.config import Sidecar
from toolkit.findings import Findings, report
from toolkit.model import Location, Speaker, Turn
from toolkit.reading import findings, kinds, roster, stated
from toolkit.reading.blocks import blocks
from toolkit.reading.content import Content
from toolkit.reading.decisions import decide
from toolkit.reading.groups import Cast, UnsureLabel
from toolkit.reading.labels import candidate
from toolkit.reading.lexicon import key
from toolkit.reading.lines import Lines, Slices, scan
from toolkit.reading.names import MAX_LENGTH, Name
from toolkit.reading.shapes import Candidate
from toolkit.reading.structure import Builder
from toolkit.text.hygiene import slug

_COLON = re.compile("[:：]")


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


def parse(source: str | Content, path: str, lang: str, sidecar: Sidecar) -> ParsedTranscript:
    """The turns in a text or in what a container gives, and their doubts.

    source  a text has no byte order mark, and line ends as in the file
    path    as shown to a person; for places
    lang    BCP 47; "und" will do: it only helps to see who is spoken of
    """
    if isinstance(source, Content):
        text, certain = source.text, source.findings
        lines, sidecar = stated.lines_of(source), stated.with_cast(source, sidecar)
        unprintable = partial(stated.dropped, lines, path)
    else:
        text, certain = source, ()
        lines = scan(text)
        unprintable = partial(findings.dropped, text, path)
    if not lines.text:
        empty = report("D108", Location(path, 1))
        return ParsedTranscript(text, (), (), (), Findings((*certain, empty), unprintable()))
    known = {key(label) for one in sidecar.speakers for label in (one.name, *one.aliases)}
    known |= {key(one.label) for one in sidecar.decide if one.label}
    found = [_candidate(line, known) for line in lines.text]
    if lines.stated:
        found = list(stated.labels_of(lines, found))
    cast = roster.cast(lines.text, lines.gap, found, sidecar, lang)
    labels = dict(cast.labels)
    whole = lines
    lines, labels, named = _split(lines, labels, cast)
    first = min(labels, default=0)
    alone = {
        i
        for i, line in enumerate(lines.text)
        if not lines.stated
        and not lines.gap[i]
        and i not in labels
        and (_own(line) or (i < first and kinds.is_byline(line)))
    } | set(named)
    parts = blocks(lines, labels, alone)
    speakers = _speakers(cast, sidecar)
    verdicts, problems = decide(sidecar, lines, parts, speakers, path)
    builder = Builder(lines, parts, replace(cast, labels=labels, credits=named), verdicts, path)
    turns = builder.build()
    order = dict.fromkeys(speaker for turn in turns for speaker in turn.speakers)
    by_key = {one.key: one for one in (*chain.from_iterable(cast.who.values()), *speakers.values())}
    people = tuple(by_key[one] for one in order)
    cast = replace(cast, doubts=_doubts(cast, labels))
    found_ = findings.find(turns, people, builder, cast, whole, unprintable, path, lang)
    known_ = Findings((*certain, *problems), found_)
    return ParsedTranscript(text[: lines.at[0]], Slices(text, builder.starts), people, turns, known_)


def _doubts(cast: Cast, labels: dict[int, Candidate]) -> tuple[UnsureLabel, ...]:
    """The labels that are still in doubt."""
    # Those in the midst of lines are found by now.
    if not cast.doubts:
        return ()
    counts = Counter(one.name.printed for one in labels.values())
    return tuple(doubt for doubt in cast.doubts if counts[doubt.label] <= 1)


def _candidate(line: str, known: set[str]) -> Candidate | None:
    one = candidate(line)
    if known and (one is None or one.name.key not in known):
        # The editor's word is worth more than grammar.
        found = _COLON.search(line, 0, MAX_LENGTH + 20)
        if found and key(line[: found.start()]) in known:
            label = line[: found.start()].strip()
            start = len(line) - len(line[found.end() :].lstrip())
            return Candidate(
                Name(label, label, "", key(label), "name"), "colon" if start < len(line) else "alone", start
            )
    return one


def _own(line: str) -> bool:
    """Whether a line is a paragraph of its own."""
    # Metadata, a note or a caption, whatever its neighbours are.
    if ":" not in line and "：" not in line:
        return kinds.is_byline(line) and line[:1].isupper()
    return kinds.fixed(line, underlined=False, headline=True) in {
        "dateline",
        "meta",
        "note",
        "caption",
        "byline",
    }


def _speakers(cast: Cast, sidecar: Sidecar) -> dict[str, Speaker]:
    """Everybody, by every name they have."""
    found: dict[str, Speaker] = {}
    known = {one.key: one for one in chain.from_iterable(cast.who.values())}
    for table in sidecar.speakers:
        one = Speaker(table.key or slug(table.name), table.name, table.role, table.aliases, table.persona())
        one = known.get(one.key, one)
        for label in (one.key, table.name, *table.aliases):
            found.setdefault(key(label), one)
    for label, speakers in cast.who.items():
        if len(speakers) > 1:
            continue
        speaker = speakers[0]
        for other in (label, key(speaker.name), key(speaker.key), *map(key, speaker.aliases)):
            found.setdefault(other, speaker)
    return found


def _split(
    lines: Lines, labels: dict[int, Candidate], cast: Cast
) -> tuple[Lines, dict[int, Candidate], frozenset[int]]:
    """Lines of several turns, as several lines."""
    # Parted only at labels that are accepted, after a sentence.
    names = sorted(
        {label.name.printed for label in cast.labels.values() if label.form in {"colon", "alone"}},
        key=lambda n: (-len(n), n),
    )
    if not names or len(names) > 2000:
        return lines, labels, cast.credits
    pattern = re.compile(
        r"(?<=[.!?。！？…」』）)\]】\"”])\s*(?:" + "|".join(map(re.escape, names)) + r")\s*[:：]\s*(?=\S)"
    )
    cuts: dict[int, list[int]] = {}
    for i, line in enumerate(lines.text):
        start = labels[i].start if i in labels else 0
        if line.find(":", start) >= 0 or line.find("：", start) >= 0:
            found = list(_cuts(line, start, pattern, cast))
            if found:
                cuts[i] = found
    if not cuts:
        return lines, labels, cast.credits
    new = Lines()
    moved: dict[int, Candidate] = {}
    named = set()
    for i, line in enumerate(lines.text):
        if i in labels:
            moved[len(new.text)] = labels[i]
        if i in cast.credits:
            named.add(len(new.text))
        places = cuts.get(i, [])
        for a, b in zip([0, *places], [*places, len(line)], strict=True):
            piece = line[a:b].strip()
            label = candidate(piece) if a else None
            if label is not None:
                moved[len(new.text)] = label
            new.at.append(lines.at[i] + (lines.indent[i] + a if a else 0))
            new.number.append(lines.number[i])
            new.text.append(piece)
            new.gap.append(lines.gap[i] if not a else False)
            new.indent.append(lines.indent[i])
            if lines.stated:
                told = lines.stated[i]
                new.stated.append(told.replace(text=piece, joined=False, speaker="") if a else told)
    return new, moved, frozenset(named)


def _cuts(line: str, start: int, pattern: re.Pattern[str], cast: Cast) -> Iterator[int]:
    for found in pattern.finditer(line, start):
        at = found.start() + len(found[0]) - len(found[0].lstrip())
        label = candidate(line[at:])
        # More than the name may be read as the label: one that nobody has.
        if label is not None and label.name.key in cast.who:
            yield at
