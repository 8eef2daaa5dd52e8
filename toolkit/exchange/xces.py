"""XCES: sentence alignment as OPUS has it.

Three files in a folder: each text in sentences, and links between the ids of their sentences. The form is
that of the OPUS collection (Tiedemann 2012, "Parallel Data, Tools and Interfaces in OPUS", section 2), after
the Corpus Encoding Standard for XML.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import BinaryIO, NamedTuple

from toolkit.catalog import contexts
from toolkit.exchange import ExportOptions, OneWay
from toolkit.exchange.units import words
from toolkit.exchange.xml import quoted, text
from toolkit.model import KINDS, Edition, Row
from toolkit.text import cuts

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DOCTYPE = '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n'


class SentenceLink(NamedTuple):
    """Sentences of two texts that belong together."""

    id: str
    sides: tuple[Sequence[str], Sequence[str]]
    """Their ids."""
    certainty: float | None
    """From 0 to 1; None where a person said so."""


def _files(edition: Edition, _: ExportOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    source, target = edition.langs
    folder = f".{source}-{target}.xces"
    return {
        f"{folder}/{source}.xml": partial(_text, edition, source),
        f"{folder}/{target}.xml": partial(_text, edition, target),
        f"{folder}/{source}-{target}.xml": partial(_links, edition),
    }


def _text(edition: Edition, lang: str, sink: BinaryIO) -> None:
    sink.write(f"{_DECLARATION}<text id={quoted(edition.name)} lang={quoted(lang)}>\n".encode())
    for scene in edition.scenes:
        for row in scene.rows:
            lines = [f"<s id={quoted(name)}>{text(words)}</s>\n" for name, words in _sentences(row, lang)]
            if lines:
                who = f" speaker={quoted(contexts.together(scene.speakers))}" if scene.speakers else ""
                sink.write(f"<p id={quoted(row.id)} type={quoted(row.kind)}{who}>\n".encode())
                sink.write(f"{''.join(lines)}</p>\n".encode())
    sink.write(b"</text>\n")


def _sentences(row: Row, lang: str) -> Iterator[tuple[str, str]]:
    """Ids and words of the sentences of a text itself.

    Not of the source that stands where a translation is missing.
    """
    cell = row.cells[lang]
    if KINDS[row.kind].translated and cell.published:
        for number, sentence in enumerate(cuts.balance(cell.sentences), 1):
            if spoken := words(sentence):
                yield f"{row.id}.{number}", spoken


def _links(edition: Edition, sink: BinaryIO) -> None:
    source, target = edition.langs
    write_links(sink, (f"{source}.xml", f"{target}.xml"), _linked(edition))


def _linked(edition: Edition) -> Iterator[SentenceLink]:
    source, target = edition.langs
    for scene in edition.scenes:
        for row in scene.rows:
            written = [dict(_sentences(row, lang)) for lang in (source, target)]
            # What nobody has translated yet may have a counterpart one day; what was left out has none.
            if (cell := row.cells[target]).absence == "omitted":
                for name in written[0]:
                    yield SentenceLink(f"L{name}", ((name,), ()), cell.confidence)
            for number, bead in enumerate(row.beads.get(target, ()), 1):
                sides = []
                for sentences, own in zip((bead.source, bead.target), written, strict=True):
                    names = [f"{row.id}.{k + 1}" for k in sentences]
                    sides.append([name for name in names if name in own])
                yield SentenceLink(f"L{row.id}.{number}", (sides[0], sides[1]), math.exp(-bead.cost))


def write_links(sink: BinaryIO, files: tuple[str, str], links: Iterable[SentenceLink]) -> None:
    """Write links between the sentences of two files."""
    docs = f"fromDoc={quoted(files[0])} toDoc={quoted(files[1])}"
    sink.write(f'{_DECLARATION}{_DOCTYPE}<cesAlign version="1.0">\n<linkGrp targType="s" {docs}>\n'.encode())
    for link in links:
        sides = [" ".join(side) for side in link.sides]
        # A sentence without counterpart is linked with nothing.
        if any(sides):
            begin = f'<link id="{link.id}" xtargets={quoted(";".join(sides))}'
            sure = "" if link.certainty is None else f' certainty="{link.certainty:.3f}"'
            sink.write(f"{begin}{sure}/>\n".encode())
    sink.write(b"</linkGrp>\n</cesAlign>\n")


def write_text(sink: BinaryIO, name: str, lang: str, paragraphs: Iterable[Sequence[str]]) -> None:
    """Write a text in sentences, whose ids are their numbers from 1."""
    sink.write(f"{_DECLARATION}<text id={quoted(name)} lang={quoted(lang)}>\n".encode())
    number = 0
    for paragraph in paragraphs:
        sink.write(b"<p>\n")
        for sentence in paragraph:
            number += 1
            sink.write(f'<s id="{number}">{text(sentence)}</s>\n'.encode())
        sink.write(b"</p>\n")
    sink.write(b"</text>\n")


FORMAT = OneWay(_files, sentences=lambda _: True)
