"""Describe a book for libraries, as EPUB does.

Nothing is invented: what nobody said is left out, and conformance is claimed only by whoever evaluated it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from toolkit import languages, late
from toolkit.config.identifiers import ACCESS, orcid_address
from toolkit.edition.blocks import labels
from toolkit.edition.printed_words import CREATORS, MAKER, credited, running, writers
from toolkit.languages.unnamed import is_unnamed
from toolkit.model import Book, Cell, Edition, Meta, Role, Translation, answered
from toolkit.text.data import is_date
from toolkit.text.hygiene import tidy
from toolkit.text.scripts import between_sentences

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MetaEntry = tuple[str, str, dict[str, str]]
"""Name, text, attributes."""

# MARC relators. A speaker whose role nobody declared is `spk`; who only listens made nothing.
_RELATORS: Mapping[Role, str] = {
    "interviewee": "ive",
    "guest": "ive",
    "interviewer": "ivr",
    "host": "hst",
    "narrator": "nrt",
    "unknown": "spk",
}
# True of every book: text with headings, a table of contents, in reading order, free to be restyled.
_FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")
# Identifiers that have a code in ONIX list 5.
# ONIX code list 5 (product identifier type): 15 is ISBN-13, 06 is DOI.
_SCHEMES = ((late.regex("urn:isbn:", re.IGNORECASE), "15"), (late.regex("https://doi.org/"), "06"))


def metadata(book: Book, documents: Sequence[Edition]) -> Iterator[MetaEntry]:
    """The elements of a package's metadata.

    Refinements come after what they refine. What isn't known is not there.

    documents  those of the book; their scenes are not looked at
    """
    # In this order: reading systems take the first title, language and creator for the main ones.
    yield from _identifiers(book)
    yield from _titles(book)
    for lang in dict.fromkeys((book.main, *book.langs)):
        yield "language", lang, {}
    yield from _people(book, documents)
    # A book of the table is described in its language, a document by itself in that of its sidecar.
    tag = book.main if book.title_page else documents[0].source_lang
    known: list[MetaEntry] = [
        ("date", book.date, {}),
        ("description", book.description, _marked(book.description, tag)),
        ("publisher", book.publisher, {"id": "publisher", **_marked(book.publisher, tag)}),
        *(("rights", statement, _marked(statement, tag)) for statement in (book.rights, book.licence)),
        *_sources(documents),
        *_rights(documents),
        *_held_back(documents),
        *(("subject", subject, _marked(subject, tag)) for subject in dict.fromkeys(book.subjects)),
    ]
    for name, value, others in known:
        # An empty element is an error to EPUBCheck.
        if tidy(value):
            yield name, tidy(value), others
    if tidy(book.publisher):
        yield _role("publisher", "pbl")
    yield from _series(book)
    yield from _accessibility(book, documents)


def _identifiers(book: Book) -> Iterator[MetaEntry]:
    """Identifiers, the unique one first.

    The unique one has the id `id`. Each has its kind, where that is known.
    """
    others = [
        identifier for identifier in book.identifiers if tidy(identifier) and identifier != book.identifier
    ]
    for number, value in enumerate((book.identifier, *others), 1):
        uid = "id" if number == 1 else f"id-{number}"
        if number > 1:
            yield "identifier", tidy(value), {"id": uid}
        for form, code in _SCHEMES:
            if form.match(value):
                about = {"refines": f"#{uid}", "property": "identifier-type", "scheme": "onix:codelist5"}
                yield "meta", code, about


def _titles(book: Book) -> Iterator[MetaEntry]:
    """Titles and subtitles.

    The main language comes first.
    """
    number = 0
    for kind, cells in (("main", book.titles), ("subtitle", book.subtitles)):
        # Words alone: no title in a catalog of books has emphasis.
        for place, cell in enumerate(labels(book, cells)):
            number += 1
            yield "title", cell.text, {"id": f"title-{number}", **_marked(cell.text, cell.lang)}
            # Of what a title is in another language the vocabulary has no word, and there is one main title.
            if place == 0 or kind == "subtitle":
                yield "meta", kind, {"refines": f"#title-{number}", "property": "title-type"}


def _sources(documents: Sequence[Edition]) -> Iterator[MetaEntry]:
    """Where each document comes from.

    It is told whose it is, too. What several have in common is told once.
    """
    for number, edition in enumerate(documents, 1):
        meta = edition.meta
        uid = "source" if len(documents) == 1 else f"source-{number}"
        # The text itself, then its translations by language.
        publications: dict[str, Meta | Translation] = {"": meta}
        publications |= {lang: meta.translation(lang) for lang in edition.counts}
        for lang, known in publications.items():
            name = f"{uid}-{lang}" if lang else uid
            authors = () if lang else meta.authors
            source = known.url or ", ".join(filter(None, (*authors, known.publisher, known.date)))
            # A book that is made from a translation of a translation has another source.
            if not tidy(source) or (not lang and not _from_source(edition)):
                continue
            yield "source", source, {"id": name}
            if is_date(known.date) and tidy(known.url):
                # dc:date would be the day on which this book was published.
                yield "meta", known.date, {"refines": f"#{name}", "property": "dcterms:issued"}


def _rights(documents: Sequence[Edition]) -> Iterator[MetaEntry]:
    """What may be done with each text, in words and by its licence.

    An id tells whose it is, as of sources. What several texts say alike is told once.
    """
    told: dict[tuple[str, str, str], str] = {}
    for number, edition in enumerate(documents, 1):
        uid = "rights" if len(documents) == 1 else f"rights-{number}"
        texts: dict[str, Meta | Translation] = {uid: edition.meta}
        texts |= {f"{uid}-{lang}": edition.meta.translation(lang) for lang in edition.counts}
        for name, known in texts.items():
            told.setdefault((tidy(known.rights), tidy(known.licence), edition.source_lang), name)
    for (words, licence, lang), name in told.items():
        if words or licence:
            yield "rights", words or licence, {"id": name, **(_marked(words, lang) if words else {})}
        if words and licence:
            yield "meta", licence, {"refines": f"#{name}", "property": "dcterms:license"}


def _held_back(documents: Sequence[Edition]) -> Iterator[MetaEntry]:
    """That not all may have what is in the book, and the day from which all of it may be given away."""
    for access in sorted({edition.meta.access for edition in documents} - {""}):
        yield "meta", f"{ACCESS}{access}", {"property": "dcterms:accessRights"}
    if day := max((edition.meta.available for edition in documents), default=""):
        yield "meta", day, {"property": "dcterms:available"}


def _from_source(edition: Edition) -> bool:
    """Whether the book is made from the source text.

    That is so also of a translation of which nobody knows that it has another source.
    """
    if edition.source_lang in edition.langs:
        return True
    known = [edition.meta.translation(lang) for lang in edition.counts]
    return any(
        not translation.existed or translation.translated_from == edition.source_lang for translation in known
    )


@dataclass(slots=True, eq=False)
class _Credited:
    """Somebody with all that they did for the book."""

    cells: Mapping[str, Cell]
    orcid: str
    roles: list[str] = field(default_factory=list)

    def may_be(self, orcid: str) -> bool:
        """Whether nothing is known by which they are another than who has this number."""
        return not (self.orcid and orcid) or orcid_address(self.orcid) == orcid_address(orcid)


class _People:
    """Everybody once, in order.

    Who has a name in common in any language is one; but not those who speak in one text under two keys, nor
    those with two numbers in ORCID.
    """

    def __init__(self, main: str) -> None:
        self.main = main
        self.people: list[_Credited] = []
        self.known: dict[str, list[_Credited]] = {}

    def add(
        self,
        roles: Iterable[str],
        cells: Mapping[str, Cell],
        orcid: str = "",
        beside: Sequence[_Credited] = (),
    ) -> _Credited | None:
        """Add what somebody did.

        beside  people who are certainly others
        """
        names = [name for cell in cells.values() if (name := tidy(cell.text))]
        if not names:
            return None
        # In two documents one person may be written in two scripts: one name in common is enough.
        # Whoever is anonymous in two places may be two.
        alike = [person for name in names if not is_unnamed(name) for person in self.known.get(name, ())]
        person = next((one for one in alike if one.may_be(orcid) and one not in beside), None)
        if person is None:
            person = _Credited(cells, orcid)
            self.people.append(person)
        for name in names:
            if person not in (known := self.known.setdefault(name, [])):
                known.append(person)
        # In another document a name may be translated that isn't in the first.
        if person.cells[self.main].state == "fallback" and cells[self.main].state != "fallback":
            person.cells = cells
        person.orcid = person.orcid or orcid
        person.roles += [role for role in roles if role not in person.roles]
        return person

    def elements(self, name: str) -> Iterator[MetaEntry]:
        for number, person in enumerate(self.people, 1):
            uid = f"{name}-{number}"
            cell = person.cells[self.main]
            yield name, tidy(cell.text), {"id": uid, **_marked(cell.text, cell.lang)}
            for role in person.roles:
                yield _role(uid, role)
            # A name that is alike in two languages is told once.
            others = {other.text: other for other in person.cells.values() if other.text != cell.text}
            for other in others.values():
                about = {"refines": f"#{uid}", "property": "alternate-script"}
                yield "meta", other.text, {**about, XML_LANG: running(other.text, other.lang)}
            if person.orcid:
                about = {"refines": f"#{uid}", "property": "dcterms:identifier"}
                yield "meta", orcid_address(person.orcid), about


def _people(book: Book, documents: Sequence[Edition]) -> Iterator[MetaEntry]:
    """Creators, then contributors.

    Creators are those who speak, and whom the book names as such. All others helped, diglot too.
    """
    main = book.main
    creators, helpers = _People(main), _People(main)
    for contributor in book.contributors:
        group = creators if contributor.role in CREATORS else helpers
        group.add([contributor.role], contributor.names, contributor.orcid)
    named = any(contributor.role == "aut" for contributor in book.contributors)
    for edition in documents:
        wrote = writers(edition)
        for person in wrote:
            creators.add(["aut"], _said(main, person.name, edition.source_lang), person.orcid)
        heard = () if wrote else credited(edition)
        speakers = [speaker for speaker in heard if speaker.role in _RELATORS]
        # Where it is known who answers, a voice without a role ("Q", "Crowd") isn't an author.
        if answered(edition.speakers):
            speakers = [speaker for speaker in speakers if speaker.role != "unknown"]
        # Who is asked has most to say; else the first who speaks.
        asked = [speaker for speaker in speakers if _RELATORS[speaker.role] == "ive"]
        author = None if named else next(iter(asked or speakers), None)
        heard_here: list[_Credited] = []
        for speaker in speakers:
            cells = edition.names.get(speaker.key) or _said(main, speaker.name, edition.source_lang)
            # calibre takes nobody for an author but an `aut`.
            roles = [_RELATORS[speaker.role], *(["aut"] if speaker is author else [])]
            if one := creators.add(roles, cells, speaker.about.orcid, heard_here):
                heard_here.append(one)
        for lang in edition.langs:
            for person in edition.translators(lang):
                helpers.add(["trl"], _said(main, person.name, lang), person.orcid)
    # Editors come behind all translators, whichever document they worked on.
    for edition in documents:
        for person in edition.meta.editors:
            helpers.add(["edt"], _said(main, person.name, edition.source_lang), person.orcid)
    # MARC: book producer.
    helpers.add(["bkp"], _said(main, MAKER, "en"))
    yield from creators.elements("creator")
    yield from helpers.elements("contributor")


def _said(main: str, name: str, lang: str) -> Mapping[str, Cell]:
    return {main: Cell(name, lang, "original")}


def _role(uid: str, code: str) -> MetaEntry:
    return "meta", code, {"refines": f"#{uid}", "property": "role", "scheme": "marc:relators"}


def _series(book: Book) -> Iterator[MetaEntry]:
    if book.series:
        yield (
            "meta",
            book.series,
            {"id": "series", "property": "belongs-to-collection", **_marked(book.series, book.main)},
        )
        yield "meta", "series", {"refines": "#series", "property": "collection-type"}
        if book.series_number:
            yield "meta", book.series_number, {"refines": "#series", "property": "group-position"}


def _accessibility(book: Book, documents: Sequence[Edition]) -> Iterator[MetaEntry]:
    """How accessible the book is.

    What is true of it, as schema.org calls it, and what a person who evaluated it claims.
    """
    shown = [*chain.from_iterable(document.pictures.values() for document in documents), *book.around]
    seen = [*shown, *filter(None, [book.cover])]
    # One picture without words is enough to make the text alone not suffice.
    told = all(picture.alt.text or picture.use == "decoration" for picture in seen)
    modes = ("textual", "visual") if seen else ("textual",)
    yield from (("meta", mode, {"property": "schema:accessMode"}) for mode in modes)
    # All that a cover shows is said in words; what pictures show, where somebody wrote it.
    yield "meta", "textual" if told else "textual,visual", {"property": "schema:accessModeSufficient"}
    features = (*_FEATURES, "alternativeText") if seen and told else _FEATURES
    yield from (("meta", feature, {"property": "schema:accessibilityFeature"}) for feature in features)
    yield "meta", "none", {"property": "schema:accessibilityHazard"}
    say = languages.strings(book.main)
    summary = (
        say["summary_parallel" if len(book.langs) > 1 else "summary_single"],
        say["summary_pictures" if shown else "summary_cover" if book.cover else "summary_plain"],
    )
    tag = languages.strings_lang(book.main)
    between = between_sentences(*summary, languages.get(tag).script)
    about = {"property": "schema:accessibilitySummary", XML_LANG: tag}
    yield "meta", between.join(summary), about
    if claim := book.evaluation:
        for number, standard in enumerate(claim.conforms_to, 1):
            uid = f"conforms-{number}"
            yield "meta", standard, {"id": uid, "property": "dcterms:conformsTo"}
            by = {"refines": f"#{uid}", "property": "a11y:certifiedBy"}
            yield "meta", claim.certified_by, {"id": f"certifier-{number}", **by}
            if claim.report:
                report = {"refines": f"#certifier-{number}", "property": "a11y:certifierReport"}
                yield "link", claim.report, report


def _marked(text: str, lang: str) -> dict[str, str]:
    """The language of a text and the way it runs, where the script of the text doesn't tell of another."""
    tag = running(text, lang)
    return {XML_LANG: tag, "dir": languages.get(tag).dir}
