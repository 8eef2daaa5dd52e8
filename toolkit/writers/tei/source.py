"""Where a text comes from.

It tells who publishes it and what rights are in it, as far as somebody said so.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit import languages, late
from toolkit.config import BuildOptions, identifiers
from toolkit.model import (
    Edition,
    Helpers,
    Illustration,
    Meta,
    Person,
    Publication,
    Recording,
    Translation,
    TranslationFile,
)
from toolkit.schema import HELP, NO_RIGHTS
from toolkit.text.data import is_duration
from toolkit.text.hygiene import tidy
from toolkit.writers.tei.markup import Element, element
from toolkit.writers.tei.pointers import engine_id, published_id
from toolkit.writers.tei.profile import date, in_languages, language, measure, stated

# RFC 3986, section 3, and no more: what a schema's `anyURI` takes without doubt.
_CHARACTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_URI = late.regex(rf"[A-Za-z][A-Za-z0-9+.-]*:{_CHARACTER}+(?:#{_CHARACTER}*)?")
_FREE = late.regex(r"https?://creativecommons\.org/(?:licenses|publicdomain)/")


def publisher(options: BuildOptions) -> Element:
    """The publisher of the edition.

    Without one TEI allows prose alone, and there would be no place for the rights.
    """
    named = tidy(options.publisher)
    return stated("publisher", named) if named else element("publisher", "unknown")


def place(options: BuildOptions) -> Element | None:
    """Where the publisher is; of one that nobody named it would say nothing."""
    named = tidy(options.place)
    return stated("pubPlace", named) if named and tidy(options.publisher) else None


def identifier(words: str) -> Element | None:
    """A persistent identifier with its kind.

    The kind is DOI, handle, URN or URI. There is none if it is none of them.
    """
    words = tidy(words)
    if not words:
        return None
    if number := identifiers.doi(words):
        return element("idno", number, type="DOI")
    if number := identifiers.handle(words):
        return element("idno", number, type="handle")
    # Whatever an editor gave stands there, with or without a type.
    if not _URI.fullmatch(words):
        return element("idno", words)
    return element("idno", words, type="URN" if words.lower().startswith("urn:") else "URI")


def availability(edition: Edition, lang: str) -> Element:
    """The rights in a text.

    It is the source text or a translation. Rights are `unknown` where nobody stated any.
    """
    meta = edition.meta
    original = lang == edition.source_lang
    rights = [*in_languages("p", meta.said("rights") if original else meta.translation_rights_said(lang))]
    licence = tidy((meta if original else meta.translation(lang)).licence)
    if not rights and not licence:
        return element("availability", element("p", NO_RIGHTS), status=_status(edition, licence))
    return element(
        "availability",
        element("licence", licence, target=licence if _URI.fullmatch(licence) else None) if licence else None,
        *rights,
        status=_status(edition, licence),
    )


def _status(edition: Edition, licence: str) -> str:
    """How free a text is."""
    # Who takes it for free before that day gives away what isn't to be.
    if edition.meta.available or edition.meta.restricted:
        return "restricted"
    # A sentence, or a licence that diglot doesn't know, may mean anything.
    return "free" if _FREE.match(licence) else "unknown"


def whole(edition: Edition, options: BuildOptions) -> Element:
    """The rights in the corpus.

    Those of the texts are in their own headers.
    """
    texts = element("p", "The rights in each text are stated in the header of that text.")
    licence = tidy(options.licence)
    if not licence:
        return element("availability", texts, status=_status(edition, licence))
    words = f"{licence} (markup and alignment)"
    own = element("licence", words, target=licence if _URI.fullmatch(licence) else None)
    return element("availability", own, texts, status=_status(edition, licence))


def description(edition: Edition) -> tuple[Element, ...]:
    """What the transcript was taken from.

    It is from the publication and the recording.
    """
    unknown = f"The transcript {tidy(edition.name)}; where it was published is not recorded."
    publication, recording = _publication(edition), _recording(edition.meta.recording)
    # The publication first: reading it back relies on that.
    pictures = (_illustration(edition, one) for one in edition.meta.illustrations)
    parts = (publication, *map(_made_from, edition.meta.sources), *pictures, recording)
    known = tuple(part for part in parts if part)
    return known or (element("p", unknown),)


def of_translation(edition: Edition, lang: str, source_text: str | None) -> Element:
    """Where a translation comes from.

    It is from its publication; what it was translated from is told where that was said.

    source_text  pointer to the transcript, where it is in the edition
    """
    known = edition.meta.translation(lang)
    from_ = _translated_from(edition, known, source_text)
    if not known.existed:
        unknown = "Made in a catalog of the transcript; nobody has said which text it was translated from."
        return element("bibl", from_) if from_ else element("p", unknown)
    return element(
        "bibl",
        *_published(known, lang),
        *(editor(person, "translator") for person in known.translators),
        *_imprint(known),
        *(_file(file, lang) for file in known.files),
        from_,
        xml_id=published_id(lang),
    )


def _translated_from(edition: Edition, known: Translation, source_text: str | None) -> Element | None:
    """What a translation is said to translate.

    It is the transcript, or a text in another language.
    """
    lang = known.translated_from
    if not lang:
        return None
    if lang != edition.source_lang:
        other = element("bibl", element("textLang", language(lang), mainLang=lang))
        return element("relatedItem", other, type="translationOf")
    if source_text:
        return element("relatedItem", type="translationOf", target=source_text)
    own = element("bibl", *_published(edition.meta, lang), *_imprint(edition.meta))
    return element("relatedItem", own, type="translationOf")


def _publication(edition: Edition) -> Element | None:
    meta, lang = edition.meta, edition.source_lang
    # The first is always that of the transcript itself.
    known = any(map(tidy, (meta.title, meta.publisher, meta.date, meta.url))) or meta.sources
    return element("bibl", *_published(meta, lang), *_imprint(meta)) if known else None


def _made_from(known: Publication) -> Element:
    """What a file of others was made from."""
    return element(
        "bibl",
        stated("title", known.title) if tidy(known.title) else None,
        *(stated("author", author) for author in known.authors),
        *(
            element("respStmt", stated("resp", what or "unknown"), stated("name", who))
            for what, who in known.helpers
        ),
        stated("publisher", known.publisher) if tidy(known.publisher) else None,
        date(known.date) if tidy(known.date) else None,
        identifier(known.identifier),
    )


def _illustration(edition: Edition, said: Illustration) -> Element:
    """Whose a picture is; `graphic` names the same file."""
    licence = tidy(said.licence)
    named = element("licence", licence, target=licence if _URI.fullmatch(licence) else None)
    status = _status(edition, licence)
    return element(
        "bibl",
        element("idno", said.file, type="file"),
        *in_languages("author", said.credit),
        element("availability", named, status=status) if licence else None,
        type=said.use,
    )


def _published(known: Meta | Translation, lang: str) -> Iterable[Element]:
    """Title and language of a publication."""
    if title := tidy(known.title):
        yield element("title", title, xml_lang=lang)
    yield element("textLang", language(lang), mainLang=lang)


def _imprint(known: Meta | Translation) -> Iterable[Element]:
    if tidy(known.publisher):
        yield stated("publisher", known.publisher)
    if tidy(known.date):
        yield date(known.date)
    if tidy(known.url):
        yield element("idno", tidy(known.url), type="URL")


def editor(person: Person, role: str | None, name: str | None = None) -> Element:
    """Somebody who worked on a text; `name`: their `xml:id`."""
    number = tidy(person.orcid)
    idno = element("idno", number, type="ORCID") if number else None
    return element("editor", _named(person), idno, role=role, xml_id=name)


def author(person: Person) -> Element:
    """Who wrote the text."""
    number = tidy(person.orcid)
    return element("author", _named(person), element("idno", number, type="ORCID") if number else None)


def _named(person: Person) -> Element:
    number = tidy(person.orcid)
    ref = identifiers.orcid_address(number) if number and identifiers.bare(number) == number else None
    return stated("persName", person.name, ref=ref)


def helpers(known: Helpers, lang: str) -> Iterable[Element]:
    """Who reviewed a translation, and the machines that wrote some of it."""
    for number, engine in enumerate(known.engines, 1):
        name = element("name", tidy(engine), type="software", xml_id=engine_id(lang, number))
        yield element("respStmt", element("resp", HELP["engines"]), name)
    for what, people in (("reviewers", known.reviewers), ("approvers", known.approvers)):
        for person in people:
            yield element("respStmt", element("resp", HELP[what]), _named(person))


def _file(known: TranslationFile, lang: str) -> Element:
    """A file of a translation.

    It tells how long it is, and its checksum.
    """
    words = languages.get(lang).counted_in
    sizes = (("sentences", known.sentences), (words, known.words))
    measures = [measure(unit, number) for unit, number in sizes if number]
    return element(
        "bibl",
        element("idno", tidy(known.path), type="file" if known.inside else "name"),
        element("idno", known.sha256, type="SHA-256") if known.sha256 else None,
        element("extent", *measures) if measures else None,
        type="file",
    )


def _recording(known: Recording) -> Element | None:
    """The recording or broadcast, as far as known."""
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
            dur=known.duration if is_duration(known.duration) else None,
        ),
    )
