"""PO: a copy of a catalog for who works at it elsewhere.

It is read without tokens too, as any copy of a catalog is: what it was then, `diglot import --base` tells.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import BinaryIO

from toolkit import languages, late, po
from toolkit.catalog.beside import single
from toolkit.catalog.headers import NOBODY, SOURCE_LANGUAGE
from toolkit.config.sidecar_file import document_name
from toolkit.exchange import (
    REVIEWS,
    ExportOptions,
    MessageUnit,
    Parcel,
    RoundTrip,
    checksum,
    checksum_of,
    named,
    state_of,
    token,
)
from toolkit.model import Catalog, Entry
from toolkit.text.hygiene import tidy

_SOURCE, _DOCUMENT = "X-Source-Language", "X-Diglot-Document"
_PLAIN = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8"}
_TOKEN = late.regex(r"token: (\S+) (\S+)")
"""A note: the unit's id and token. Editors keep such comments; `msgmerge` takes those of the template."""
_NONE = "none"


def write(parcel: Parcel, _: ExportOptions, sink: BinaryIO) -> None:
    """Write the PO file of a parcel."""
    entries = tuple(
        Entry(
            unit.context,
            unit.source,
            unit.target,
            "empty" if not unit.target else "fuzzy" if unit.state == "fuzzy" else "done",
            notes=(*unit.notes, f"token: {unit.id} {unit.base or _NONE}"),
            # As a reviewer writes it in a PO editor.
            comments=(*unit.comments, unit.state) if unit.state in REVIEWS else unit.comments,
            previous=(None, unit.previous) if unit.previous else None,
        )
        for unit in parcel.units
    )
    fields = dict(parcel.header) or {**_PLAIN, "Language": languages.get(parcel.lang).gettext}
    # The mark of diglot's own files, which are never without their last message.
    fields.pop(SOURCE_LANGUAGE, None)
    fields |= {_SOURCE: parcel.source_lang, _DOCUMENT: parcel.document}
    made = Catalog(parcel.document, parcel.source_lang, parcel.lang, entries, header=tuple(fields.items()))
    sink.write(po.dump(made))


def read(data: bytes, path: str) -> list[Parcel]:
    """The parcel in a PO file, with tokens or without.

    Its language is "" where its header doesn't say one, as that of a template. Raises DiglotError for what
    isn't a whole PO file.
    """
    catalog = po.load_by_header(data, path)
    fields = dict(catalog.header)
    lines = po.lines(data, path)
    said = fields.get(_DOCUMENT) or _referenced(catalog)
    # Those with plural forms are another program's, and somebody's work: each has one text here.
    entries = [*map(single, catalog.entries)]
    units = [_unit(name, entry, lines[entry.key]) for name, entry in named(entries)]
    # What is obsolete there may be in use here, and is somebody's work. Its id may be that of an edited text.
    rested = [single(entry) for entry in catalog.obsolete if entry.target]
    units += [_unit("", entry, lines[entry.key]) for entry in rested]
    # It goes on into the head of a catalog, which terminals show.
    translator = tidy(fields.get("Last-Translator", NOBODY))
    return [
        Parcel(
            document=said or PurePath(path).name.partition(".")[0],
            names_document=bool(said),
            source_lang=fields.get(_SOURCE) or catalog.source_lang,
            lang=catalog.lang,
            units=units,
            bound=True,
            translator="" if translator == NOBODY else translator,
        )
    ]


def _referenced(catalog: Catalog) -> str:
    """The document that a copy of a catalog refers to; "" where it has no references."""
    places = (place for entry in catalog.entries for place in entry.where)
    files = Counter(place.rpartition(":")[0] or place for place in places)
    return document_name(PurePath(files.most_common(1)[0][0])) if files else ""


def _unit(name: str, entry: Entry, line: int) -> MessageUnit:
    match = next(filter(None, map(_TOKEN.fullmatch, entry.notes)), None)
    base = match[2] if match and match[2] != _NONE else ""
    # Its comments tell of a review, and in a plain copy who made a translation.
    state = state_of(entry)
    if state == "done" and base == token("unrevised", entry.target):
        state = "unrevised"
    if not entry.target and (base.startswith("fuzzy.") or checksum_of(base) == checksum(entry.source)):
        # OmegaT empties drafts, and what says the same as its source: nobody meant that.
        base = ""
    return MessageUnit(
        id=match[1] if match else name,
        context=entry.context,
        source=entry.source,
        target=entry.target,
        state=state,
        comments=entry.comments,
        base=base,
        line=line,
    )


FORMAT = RoundTrip(suffix=".po", write=write, read=read, suffixes=(".po", ".pot"))
