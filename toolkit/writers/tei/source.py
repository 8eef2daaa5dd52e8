"""Where a text comes from, who publishes it, and what rights are in it: as far as somebody said so."""

from __future__ import annotations

import datetime
import re

from toolkit.model import Edition, Meta
from toolkit.text import tidy
from toolkit.writers import Options
from toolkit.writers.tei.markup import Element, element
from toolkit.writers.tei.profile import language, stated

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
# RFC 3986, section 3, and no more: what a schema's `anyURI` takes without doubt.
_CHARACTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_CHARACTER}+(?:#{_CHARACTER}*)?")
_DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE | re.ASCII)
_FREE = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/")


def publisher(options: Options) -> Element:
    """Of the edition. Without one TEI allows prose alone, and there would be no place for the rights."""
    named = tidy(options.publisher)
    return stated("publisher", named) if named else element("publisher", "unknown")


def identifier(words: str) -> Element | None:
    """A persistent identifier with its kind, DOI, URN or URI; without a kind where it is none of them."""
    words = tidy(words)
    if not words:
        return None
    if doi := _DOI.fullmatch(words):
        return element("idno", doi[1], type="DOI")
    if not _URI.fullmatch(words):
        return element("idno", words)
    return element("idno", words, type="URN" if words.lower().startswith("urn:") else "URI")


def availability(meta: Meta, original: bool) -> Element:
    """The rights in the source text or in the translations; `unknown` where nobody stated any."""
    rights = tidy(meta.rights if original else meta.translation_rights)
    licence = tidy(meta.licence if original else meta.translation_licence)
    if not rights and not licence:
        return element("availability", element("p", "No rights are stated."), status="unknown")
    return element(
        "availability",
        element("licence", licence, target=licence if _URI.fullmatch(licence) else None) if licence else None,
        stated("p", rights) if rights else None,
        # A sentence, or a licence that diglot doesn't know, may mean anything.
        status="free" if _FREE.match(licence) else "unknown",
    )


def description(edition: Edition) -> Element:
    """The publication that the transcript was taken from."""
    unknown = f"The transcript {tidy(edition.name)}; where it was published is not recorded."
    return _publication(edition) or element("p", unknown)


def translated_from(edition: Edition, source_text: str | None) -> Element:
    """What a translation was made from: the text in this file, or else its publication."""
    if source_text:
        return element("bibl", element("relatedItem", type="translationOf", target=f"#{source_text}"))
    publication = _publication(edition)
    if publication is None:
        name = f"{tidy(edition.name)} ({language(edition.source_lang)})"
        return element("p", f"Translated from the transcript {name}, which is not in this file.")
    return element("bibl", element("relatedItem", publication, type="translationOf"))


def _publication(edition: Edition) -> Element | None:
    meta = edition.meta
    title = tidy(meta.title)
    parts = (
        element("title", title, xml_lang=edition.source_lang) if title else None,
        stated("publisher", meta.publisher) if tidy(meta.publisher) else None,
        _date(meta.date) if tidy(meta.date) else None,
        element("idno", tidy(meta.url), type="URL") if tidy(meta.url) else None,
    )
    return element("bibl", *parts) if any(parts) else None


def _date(words: str) -> Element:
    """A date; `when` only for one that the calendar has."""
    words = tidy(words)
    found = _DATE.fullmatch(words)
    if found:
        year, month, day = (int(part) if part else 1 for part in found.groups())
        try:
            datetime.date(year, month, day)
        except ValueError:
            found = None
    return element("date", words, when=words if found else None)
