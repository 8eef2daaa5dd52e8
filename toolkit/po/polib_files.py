"""Catalogs as polib has them, and back."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from toolkit import languages
from toolkit.model import Catalog, Entry
from toolkit.po.entries import header_fields, locations, made
from toolkit.po.loading import SOURCE_LANGUAGE
from toolkit.po.writing import isolated, note_lines, texts_of

if TYPE_CHECKING:
    from polib import POEntry, POFile


def to_polib(catalog: Catalog) -> POFile:
    """The catalog as a `polib.POFile`, which its `save` writes.

    Two things have no place in it: a comment behind the last message, and one that is an empty line alone.
    """
    from polib import POFile

    file = POFile(wrapwidth=0, encoding="utf-8")
    file.header = "\n".join(catalog.preamble)
    last = ""
    for key, value in catalog.header:
        if key and key not in file.metadata:
            last = key
            file.metadata[key] = value
        else:
            # polib holds no field twice and no line that is none: it is a further line of the field before.
            line = f"{key}: {value}" if key else value
            file.metadata[last] = f"{file.metadata[last]}\n{line}" if last in file.metadata else line
    file.extend([_to_polib(entry, obsolete=False) for entry in catalog.entries])
    file.extend([_to_polib(entry, obsolete=True) for entry in catalog.obsolete])
    return file


def _to_polib(entry: Entry, *, obsolete: bool) -> POEntry:
    from polib import POEntry

    old_context, old_source = entry.previous or (None, None)
    texts = texts_of(entry)
    return POEntry(
        msgctxt=texts.get("msgctxt"),
        msgid=entry.source,
        msgstr=texts.get("msgstr", ""),
        msgid_plural=texts.get("msgid_plural", ""),
        msgstr_plural={k: texts[f"msgstr[{k}]"] for k in range(len(entry.plural) - 1)},
        comment="\n".join(note_lines(entry)),
        tcomment="\n".join(entry.comments),
        occurrences=[(isolated(place.path), str(place.line or "")) for place in entry.where],
        flags=["fuzzy", *entry.flags] if entry.state == "fuzzy" else list(entry.flags),
        previous_msgctxt=old_context,
        previous_msgid=old_source,
        obsolete=obsolete,
    )


def from_polib(file: POFile, document: str = "", lang: str | None = None) -> Catalog:
    """The catalog in a `polib.POFile`.

    document  its name; "" for the name of the file without the suffix
    lang      BCP 47; None for what the header says, "" for a template
    """
    header: list[tuple[str, str]] = []
    for key, value in file.metadata.items():
        first, *others = value.split("\n")
        header.append((key, first))
        header += header_fields("\n".join(others)) if others else ()
    named = dict(header)
    if lang is None:
        said = named.get("Language", "")
        lang = languages.get(languages.from_gettext(said)).tag if said else ""
    return Catalog(
        document=document or PurePath(file.fpath or "").stem,
        source_lang=named.get(SOURCE_LANGUAGE, ""),
        lang=lang,
        entries=tuple([_from_polib(entry) for entry in file if not entry.obsolete]),
        obsolete=tuple([_from_polib(entry) for entry in file if entry.obsolete]),
        header=tuple(header),
        preamble=_lines(file.header),
    )


def _from_polib(entry: POEntry) -> Entry:
    forms = [form for _, form in sorted(entry.msgstr_plural.items())]
    previous = None
    if entry.previous_msgid is not None or entry.previous_msgctxt is not None:
        old = entry.msgid if entry.previous_msgid is None else entry.previous_msgid
        previous = entry.previous_msgctxt, old
    places = [f"{path}:{line}" if line else path for path, line in entry.occurrences]
    return made(
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural if forms else None, forms or [entry.msgstr]),
        _lines(entry.comment),
        _lines(entry.tcomment),
        entry.flags,
        previous,
        locations(" ".join(places)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
