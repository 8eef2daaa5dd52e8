"""TMX 1.4b: translation memories.

Every translator's tool reads them, and most corpus tools. As LISA's specification of 2005 has it, `tmx` holds
a `header` and a `body` of units (`tu`), a unit holds notes and properties and then a variant (`tuv`) with its
text (`seg`) for each language. Units are written as they come and never held. No clock: the dates, which are
optional, are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import BinaryIO, Literal

from toolkit import __version__
from toolkit.exchange import ExportOptions, OneWay
from toolkit.exchange.pairs import sentence_pairs, words
from toolkit.exchange.xml import quoted, text
from toolkit.model import Edition
from toolkit.text.hygiene import xml_legal

Property = tuple[str, str]
"""Type and value; a type of one's own begins with `x-`."""

_MANY = 500
"""Units that are encoded at a time."""


@dataclass(frozen=True, slots=True)
class MemoryHeader:
    """What holds for the whole memory."""

    srclang: str
    """BCP 47 tag of the language that was translated from; `*all*` where it may be any."""
    segtype: Literal["block", "paragraph", "sentence", "phrase"] = "sentence"
    """How much text a unit has."""
    properties: Sequence[Property] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A unit's text in one language."""

    lang: str
    """BCP 47; `und` where nobody said."""
    text: str
    properties: Sequence[Property] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """The same text in several languages."""

    variants: Sequence[Variant]
    """In the order in which they are written. Those without text are left out."""
    id: str = ""
    """`tuid`: unique in its file, without blanks; "" for none."""
    properties: Sequence[Property] = ()
    notes: Sequence[str] = ()


def write(sink: BinaryIO, header: MemoryHeader, units: Iterable[MemoryUnit]) -> None:
    """Write a memory in UTF-8.

    Each element has a line. A unit without any text is left out, since the format has no empty one. A unit
    that has no variant in the header's source language (a sentence that only the translation has) names its
    first language as its source. Characters that XML can't carry are left out.
    """
    sink.write(_head(header).encode("utf-8"))
    # A block at a time: a memory may be larger than what can be held.
    lines = chain.from_iterable(_unit(unit, header.srclang) for unit in units)
    while block := "".join(islice(lines, _MANY)):
        sink.write(block.encode("utf-8"))
    sink.write(b"</body>\n</tmx>\n")


def _head(header: MemoryHeader) -> str:
    attributes = {
        "creationtool": "diglot",
        "creationtoolversion": __version__,
        "segtype": header.segtype,
        "o-tmf": "diglot",
        "adminlang": "en",
        "srclang": header.srclang,
        "datatype": "plaintext",
    }
    written = "".join(f" {name}={quoted(value)}" for name, value in attributes.items())
    about = "".join(_about(header.properties, header.notes))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        + (f"<header{written}>\n{about}</header>\n" if about else f"<header{written}/>\n")
        + "<body>\n"
    )


def _unit(unit: MemoryUnit, srclang: str) -> Iterable[str]:
    variants = [variant for variant in unit.variants if xml_legal(variant.text).strip()]
    if not variants:
        return
    attributes = f" tuid={quoted(unit.id)}" if unit.id else ""
    # A unit must have its source language, or say that it has another.
    if srclang != "*all*" and all(variant.lang != srclang for variant in variants):
        attributes += f" srclang={quoted(variants[0].lang)}"
    yield f"<tu{attributes}>\n"
    yield from _about(unit.properties, unit.notes)
    for variant in variants:
        about = "".join(_about(variant.properties, variant.notes))
        yield f"<tuv xml:lang={quoted(variant.lang)}>{about}<seg>{text(variant.text)}</seg></tuv>\n"
    yield "</tu>\n"


def _about(properties: Sequence[Property], notes: Sequence[str]) -> Iterable[str]:
    for note in notes:
        yield f"<note>{text(note)}</note>\n"
    for name, value in properties:
        yield f"<prop type={quoted(name)}>{text(value)}</prop>\n"


def _files(edition: Edition, options: ExportOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    return {f".{'-'.join(edition.langs)}.tmx": partial(_of_edition, edition, options)}


def _of_edition(edition: Edition, options: ExportOptions, sink: BinaryIO) -> None:
    """Write finished translations.

    A unit a paragraph in all languages, or a unit a bead in two.
    """
    units = _sentences(edition) if options.unit == "sentence" else _paragraphs(edition)
    write(sink, MemoryHeader(edition.langs[0], options.unit, [("x-document", edition.name)]), units)


def _paragraphs(edition: Edition) -> Iterator[MemoryUnit]:
    source, *targets = edition.langs
    for scene in edition.scenes:
        speaker = [("x-speaker", key) for key in scene.speakers]
        for row in scene.rows:
            cells = [cell for lang in targets if (cell := row.cells[lang]).state == "translated"]
            if cells:
                variants = [
                    Variant(cell.lang, words(cell.text), [("x-origin", cell.origin)] if cell.origin else [])
                    for cell in cells
                ]
                original = Variant(source, words(row.cells[source].text))
                yield MemoryUnit([original, *variants], row.id, [("x-kind", row.kind), *speaker])


def _sentences(edition: Edition) -> Iterator[MemoryUnit]:
    source, *targets = edition.langs
    for scene in edition.scenes:
        for row in scene.rows:
            for lang in targets:
                for pair in sentence_pairs(row, source, lang):
                    about = [("x-kind", row.kind), ("x-confidence", f"{pair.confidence:.3f}")]
                    speaker = [("x-speaker", key) for key in scene.speakers]
                    origin = row.cells[lang].origin
                    target = Variant(lang, pair.target, [("x-origin", origin)] if origin else [])
                    # The beads of each language are its own.
                    yield MemoryUnit(
                        [Variant(source, pair.source), target], f"{pair.id}.{lang}", about + speaker
                    )


FORMAT = OneWay(_files, together=True)
