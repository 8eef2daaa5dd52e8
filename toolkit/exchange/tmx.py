"""TMX 1.4b: translation memories.

Every translator's tool reads them, and most corpus tools. As LISA's specification of 2005 has it, `tmx` holds
a `header` and a `body` of units (`tu`), a unit holds notes and properties and then a variant (`tuv`) with its
text (`seg`) for each language. Units are written as they come and never held. No clock: the dates, which are
optional, are left out.

Those of other programs are read as they write them, of all versions: the codes of a program's own marks that
stand in a text (`bpt`, `ph` ...) are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, Literal

from toolkit import __version__, languages
from toolkit.errors import DiglotError
from toolkit.exchange import ExportOptions, OneWay
from toolkit.exchange.units import ParallelUnit, parallel
from toolkit.exchange.xml import elements, quoted, text
from toolkit.model import Edition
from toolkit.model.values import Value
from toolkit.text.hygiene import xml_legal

if TYPE_CHECKING:
    from lxml.etree import _Element

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


class Variant(Value, frozen=True, gc=False):
    """A unit's text in one language."""

    lang: str
    """BCP 47; `und` where nobody said."""
    text: str
    properties: Sequence[Property] = ()
    notes: Sequence[str] = ()


class MemoryUnit(Value, frozen=True, gc=False):
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


# Memories of others.


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements whose content is a mark of the program that the text is from."""


def read(stream: bytes | BinaryIO, path: str) -> Iterator[MemoryUnit]:
    """The units of a memory, as they come; variants without a known language or text are left out.

    Properties and notes are those of the unit alone. Raises DiglotError with the line for what is no TMX.
    """
    for element in elements(stream, path, {"tmx": "translation memory (TMX)"}, "tu", units=True, typed=True):
        if element.tag != "tu":
            continue
        variants: list[Variant] = []
        properties: list[Property] = []
        for part in element:
            tag = part.tag
            if tag == "tuv":
                if (variant := _variant(part)) is not None:
                    variants.append(variant)
            elif tag == "prop":
                properties.append((part.get("type", ""), part.text or ""))
        yield MemoryUnit(variants, element.get("tuid", ""), properties)


def _variant(element: _Element) -> Variant | None:
    """A variant; None for one without a known language or text."""
    lang = _tag(element.get(_XML_LANG) or element.get("lang") or "")
    words, properties = "", []
    for part in element:
        tag = part.tag
        if tag == "seg":
            words = _words(part)
        elif tag == "prop":
            properties.append((part.get("type", ""), part.text or ""))
    return Variant(lang, words, properties) if lang and words.strip() else None


@lru_cache(maxsize=512)
def _tag(said: str) -> str:
    """The canonical tag; "" for what is none."""
    try:
        return languages.get(said).tag
    except DiglotError:
        return ""


def _words(segment: _Element) -> str:
    """The text of a segment, without codes."""
    if not len(segment):  # nearly always
        return segment.text or ""
    parts = [segment.text or ""]
    for child in segment:
        if isinstance(child.tag, str) and child.tag not in _CODES:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _files(edition: Edition, options: ExportOptions) -> Mapping[str, Callable[[BinaryIO], None]]:
    return {f".{'-'.join(edition.langs)}.tmx": partial(_of_edition, edition, options)}


def _of_edition(edition: Edition, options: ExportOptions, sink: BinaryIO) -> None:
    """Write finished translations: a unit a paragraph, or a unit of sentences, in all languages."""
    units = map(_memory_unit, parallel(edition, options))
    write(sink, MemoryHeader(edition.langs[0], options.unit, [("x-document", edition.name)]), units)


def _memory_unit(unit: ParallelUnit) -> MemoryUnit:
    about: list[Property] = [("x-kind", unit.row.kind)]
    if unit.confidence is not None:
        about.append(("x-confidence", f"{unit.confidence:.3f}"))
    about += [("x-speaker", key) for key in unit.speakers]
    variants = []
    for lang, words in unit.texts.items():
        origin = unit.row.cells[lang].origin
        variants.append(Variant(lang, words, [("x-origin", origin)] if origin else []))
    return MemoryUnit(variants, unit.id, about)


FORMAT = OneWay(_files, together=True)
