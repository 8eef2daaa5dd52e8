"""Put pictures into a document where its editor wants them.

A picture becomes a paragraph of its own, as if it were typed there: `![what it shows](file) caption`. A turn
that it stands in is divided around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from toolkit.config import PictureTable, Sidecar, SpeakerTable, sidecar_file
from toolkit.config.tables import as_typed, milliseconds
from toolkit.findings import Finding, report
from toolkit.model import Document, Location, Paragraph, Turn
from toolkit.text import markup
from toolkit.text.hygiene import fold, untypeset

SidecarLine = Callable[[Sequence[str]], int]
"""Tells the line of some keys in a sidecar, as `toolkit.config.line_of`."""


def placed(
    document: Document, sidecar: Sidecar, ids: Mapping[str, int], line: SidecarLine
) -> tuple[Document, tuple[Finding, ...]]:
    """The document with its pictures, and those that have no place.

    ids   those that tables name -> 0-based index of the paragraph
    line  tells where a table stands in the sidecar
    """
    paragraphs = [*document.paragraphs()]
    beginnings = [(_key(p.text), _key(markup.plain(p.text))) for p in paragraphs]
    shown = sidecar_file.sidecar_shown(document.path) or document.path
    stands = {span.target for p in paragraphs for span in _shown(p.text)}
    before: defaultdict[int, list[Paragraph]] = defaultdict(list)
    findings: list[Finding] = []
    stands |= _portraits(document, sidecar.speakers, before)
    for number, table in enumerate(sidecar.pictures):
        where = Location(shown, line(("pictures", str(number))))
        if not table.placed:
            if table.target not in stands:
                findings.append(report("D116.unused", where, file=table.file))
            continue
        at = _place(table, paragraphs, beginnings, ids)
        if isinstance(at, int):
            # Beside its paragraph also in the file: whoever looks for it there finds the place.
            made = _paragraph(table, paragraphs[at].where)
            before[at + (table.place == "after")].append(made)
        else:
            words = {"id": table.id, "begins": table.begins, "time": table.time, "file": table.file}
            findings.append(report(at, where, **words))
    return replace(document, turns=tuple(_turns(document.turns, before))), tuple(findings)


def _portraits(
    document: Document, tables: Sequence[SpeakerTable], before: Mapping[int, list[Paragraph]]
) -> set[str]:
    """Put portraits before the first turns of speakers; gives the files of all, also of who says nothing."""
    first: dict[str, tuple[int, Location]] = {}
    number = 0
    for turn in document.turns:
        for key in turn.speakers:
            first.setdefault(key, (number, turn.paragraphs[0].where))
        number += len(turn.paragraphs)
    keys = {fold(label): who.key for who in document.speakers for label in (who.name, *who.aliases)}
    for table in tables:
        # Whoever is known in a series of talks may have no turn in this one.
        if table.portrait and (place := first.get(keys.get(fold(table.name), ""))):
            picture = PictureTable(table.portrait, table.portrait_alt)
            before[place[0]].append(_paragraph(picture, place[1]))
    return {as_typed(table.portrait) for table in tables if table.portrait}


def _place(
    table: PictureTable,
    paragraphs: Sequence[Paragraph],
    beginnings: Sequence[tuple[str, str]],
    ids: Mapping[str, int],
) -> int | str:
    """The index of the paragraph that a table names; how it is told that there is none."""
    if table.id:
        return ids.get(table.id, "D116.id")
    if table.time:
        time = milliseconds(table.time) or 0
        heard = [(p.times.start, k) for k, p in enumerate(paragraphs) if p.times.start is not None]
        # What is heard then began last; behind the end of all there is nothing.
        number = max(((start, k) for start, k in heard if start <= time), default=(0, -1))[1]
        end = paragraphs[number].times.end if number == max(heard, default=(0, -1))[1] else None
        return "D116.time" if number < 0 or (end is not None and end < time) else number
    begins = _key(table.begins)
    # With marks as they stand in the file, or as a reader sees it.
    fitting = [
        k for k, ways in enumerate(beginnings) if begins and any(way.startswith(begins) for way in ways)
    ]
    if len(fitting) != 1:
        return "D116.several" if fitting else "D116.none"
    return fitting[0]


def _paragraph(table: PictureTable, where: Location) -> Paragraph:
    text = f"![{table.alt}]({table.target}) {table.caption}".rstrip()
    return Paragraph("", "caption", text, where, form="picture")


def _turns(turns: Sequence[Turn], before: Mapping[int, Sequence[Paragraph]]) -> list[Turn]:
    """The turns with pictures in their places.

    before  index of a paragraph -> what stands before it
    """
    made: list[Turn] = []
    number = 0
    for turn in turns:
        part: list[Paragraph] = []
        label = turn.label
        for paragraph in turn.paragraphs:
            if pictures := before.get(number):
                if part:
                    made.append(turn.replace(paragraphs=tuple(part), label=label))
                    # Who goes on has been named.
                    part, label = [], ""
                made += [_turn(picture) for picture in pictures]
            part.append(paragraph)
            number += 1
        made.append(turn.replace(paragraphs=tuple(part), label=label))
    return [*made, *map(_turn, before.get(number, ()))]


def _turn(picture: Paragraph) -> Turn:
    return Turn("caption", (), "", (picture,))


def _shown(text: str) -> list[markup.Span]:
    return [*markup.pictures(markup.parse(text))] if "![" in text else []


def _key(text: str) -> str:
    # Case and typography may change, as for decisions; nobody quotes marks.
    return fold(untypeset(text))
