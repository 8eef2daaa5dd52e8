"""Where a text comes from, who publishes it, and what rights are in it: as far as somebody said so."""

from __future__ import annotations

import re

from toolkit.config import identifiers
from toolkit.model import Edition, Meta, Recording
from toolkit.text import tidy
from toolkit.writers import Options
from toolkit.writers.tei.dates import date, length
from toolkit.writers.tei.markup import Element, element
from toolkit.writers.tei.profile import language, stated

# RFC 3986, section 3, and no more: what a schema's `anyURI` takes without doubt.
_CHARACTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{_CHARACTER}+(?:#{_CHARACTER}*)?")
_FREE = re.compile(r"https?://creativecommons\.org/(?:licenses|publicdomain)/")


def publisher(options: Options) -> Element:
    """Of the edition. Without one TEI allows prose alone, and there would be no place for the rights."""
    named = tidy(options.publisher)
    return stated("publisher", named) if named else element("publisher", "unknown")


def identifier(words: str) -> Element | None:
    """A persistent identifier with its kind: DOI, handle, URN or URI; without it if it is none of them."""
    words = tidy(words)
    if not words:
        return None
    if number := identifiers.doi(words):
        return element("idno", number, type="DOI")
    if number := identifiers.handle(words):
        return element("idno", number, type="handle")
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


def whole(options: Options) -> Element:
    """The rights in the corpus: those of the texts are in their own headers."""
    texts = element("p", "The rights in each text are stated in the header of that text.")
    licence = tidy(options.licence)
    if not licence:
        return element("availability", texts, status="unknown")
    words = f"{licence} (markup and alignment)"
    own = element("licence", words, target=licence if _URI.fullmatch(licence) else None)
    return element("availability", own, texts, status="free" if _FREE.match(licence) else "unknown")


def description(edition: Edition) -> tuple[Element, ...]:
    """The publication that the transcript was taken from, and the recording."""
    unknown = f"The transcript {tidy(edition.name)}; where it was published is not recorded."
    publication, recording = _publication(edition), _recording(edition.meta.recording)
    known = tuple(part for part in (publication, recording) if part)
    return known or (element("p", unknown),)


def translated_from(edition: Edition, source_text: str | None) -> Element:
    """What a translation was made from: the text that a pointer leads to, or else its publication."""
    if source_text:
        return element("bibl", element("relatedItem", type="translationOf", target=source_text))
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
        element("textLang", language(edition.source_lang), mainLang=edition.source_lang) if title else None,
        stated("publisher", meta.publisher) if tidy(meta.publisher) else None,
        date(meta.date) if tidy(meta.date) else None,
        element("idno", tidy(meta.url), type="URL") if tidy(meta.url) else None,
    )
    return element("bibl", *parts) if any(parts) else None


def _recording(known: Recording) -> Element | None:
    """The recording or broadcast, as far as it is known."""
    if known == Recording():
        return None
    programme = (
        stated("title", known.programme) if known.programme else None,
        stated("author", known.broadcaster) if known.broadcaster else None,
        stated("distributor", known.channel) if known.channel else None,
    )
    who = element("resp", "recordist"), stated("persName", known.recordist)
    return element(
        "recordingStmt",
        element(
            "recording",
            date(known.date) if known.date else None,
            element("respStmt", *who) if known.recordist else None,
            element("equipment", stated("p", known.equipment)) if known.equipment else None,
            element("broadcast", element("bibl", *programme)) if any(programme) else None,
            type=known.medium if known.medium in ("audio", "video") else None,
            dur=length(known.duration),
        ),
    )
