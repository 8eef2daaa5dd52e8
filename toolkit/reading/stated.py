"""What a container states, as the reader of plain text has it.

A speaker that stands apart from the text is taken as it is. Lines that know nothing are read as ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from toolkit.config import Sidecar, SpeakerTable
from toolkit.findings import Finding, report
from toolkit.model import Location, Meta, Publication, Turn
from toolkit.reading.content import Content
from toolkit.reading.groups import SPEAKERS
from toolkit.reading.lexicon import key
from toolkit.reading.lines import Lines
from toolkit.reading.names import Name, name
from toolkit.reading.shapes import Candidate
from toolkit.reading.signs import ends_sentence
from toolkit.text.dates import is_date
from toolkit.text.hygiene import DROPPED


def lines_of(content: Content) -> Lines:
    """The lines of a container, as parallel lists."""
    lines = Lines()
    before = None
    for line in content.lines:
        lines.at.append(line.at if line.at >= 0 else len(content.text))
        lines.number.append(line.number)
        lines.text.append(line.text)
        # A label may begin a turn in the midst of cues that are joined, where a sentence has ended.
        lines.gap.append(before is None or not line.joined or ends_sentence(before.text))
        lines.indent.append(line.indent)
        lines.stated.append(line)
        before = line
    return lines


def labels_of(lines: Lines, found: Sequence[Candidate | None]) -> Iterator[Candidate | None]:
    """The label of each line: its speaker where the container states one, else what was found in its text."""
    for i, (line, one) in enumerate(zip(lines.stated, found, strict=True)):
        goes_on = line.joined and i > 0 and lines.stated[i - 1].speaker == line.speaker
        if line.speaker:
            yield None if goes_on else Candidate(_name(line.speaker), "voice", 0)
        else:
            yield one if line.kind in {None, "speech"} else None


def _name(speaker: str) -> Name:
    """A label that is one, whatever it looks like."""
    known = name(speaker)
    return known if known.looks in SPEAKERS else Name(speaker, speaker, "", key(speaker), "name")


def with_cast(content: Content, sidecar: Sidecar) -> Sidecar:
    """The sidecar, with those whom the container names as speakers."""
    known = {key(label) for one in sidecar.speakers for label in (one.name, *one.aliases)}
    new = [SpeakerTable(name=one) for one in content.cast if key(one) not in known]
    return sidecar.replace(speakers=(*sidecar.speakers, *new)) if new else sidecar


def known(source: str | Content, told: Meta, turns: Sequence[Turn]) -> Meta:
    """What is known of a text: what the sidecar says, and else what its file says of itself."""
    if not isinstance(source, Content):
        return told
    said = source.meta
    day = said.get("date", "")[:10]
    found = {
        # A title that is printed has the word: properties are often those of a file that was copied.
        "title": "" if any(turn.kind == "title" for turn in turns) else said.get("title", ""),
        "date": day if is_date(day) else "",
        "publisher": said.get("publisher", ""),
        "url": said.get("url", "") if said.get("url", "").startswith(("https://", "http://")) else "",
    }
    new: dict[str, Any] = {key: words for key, words in found.items() if words and not getattr(told, key)}
    if said.get("author") and not told.sources:
        new["sources"] = (
            Publication(said.get("title", ""), said["author"], found["publisher"], found["date"]),
        )
    return replace(told, **new)


def dropped(lines: Lines, path: str) -> Iterator[Finding]:
    """D106: characters that no edition can carry, one finding a line."""
    for text, number in zip(lines.text, lines.number, strict=True):
        if not text.isprintable() and (found := DROPPED.search(text)):
            yield report("D106", Location(path, number), character=f"U+{ord(found[0]):04X}")
