"""Headers of TEI files: where texts come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, cast, get_args

from toolkit.config import identifiers
from toolkit.grouped import grouped
from toolkit.model import (
    Helpers,
    Illustration,
    Meta,
    Person,
    Publication,
    Recording,
    Revision,
    Translation,
    TranslationFile,
    Use,
)
from toolkit.model.wordings import InLanguages, Worded
from toolkit.readers.tei.source import fault, find, first, lang_of, pointed, words, xml_id
from toolkit.readers.tei.speakers import called
from toolkit.schema import AVAILABLE, HELP, NO_RIGHTS
from toolkit.text.data import is_date, is_day
from toolkit.text.hygiene import number, upright

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNKNOWN = "unknown"


def meta(
    corpus: _Element, source: _Element, about: Mapping[str, str], translations: Mapping[str, _Element]
) -> Meta:
    """What is known of a text.

    corpus, source   headers: of the whole, and of the text (one and the same in a file with one text)
    about            what diglot has written for itself
    translations     headers of the translations, by language
    """
    # Three elements for one thing (TEI P5, 3.12).
    described = ("fileDesc/sourceDesc/bibl", "fileDesc/sourceDesc/biblStruct", "fileDesc/sourceDesc/biblFull")
    references = chain.from_iterable(find(source, path) for path in described)
    publication = next((node for node in references if not _is_illustration(node)), None)
    own = [node for node in find(source, "fileDesc/sourceDesc/bibl") if not _is_illustration(node)]
    rights, licence = _rights(source)
    theirs = [_rights(header)[0] for header in translations.values()]
    said: dict[Worded, InLanguages] = {
        "rights": rights,
        "translation_rights": next((words_ for words_ in theirs if len(words_) > 1), ()),
        "place": by_language(find(corpus, "profileDesc/settingDesc/setting//placeName")),
    }
    setting = find(corpus, "profileDesc/settingDesc/setting/p")
    return Meta(
        title=first_in(publication, "title"),
        date=date(publication),
        publisher=first_in(publication, "publisher"),
        url=_address(every(publication, "idno")),
        original_langs=tuple(about.get("spoken", "").split()),
        rights=_first(rights),
        licence=licence,
        translations=tuple(
            translation
            for lang, header in translations.items()
            if (translation := _translation(header, lang, lang_of_source(source))) != Translation(lang)
        ),
        description=words(first(corpus, "profileDesc/abstract/p")),
        subjects=tuple(map(words, find(corpus, "profileDesc/textClass/keywords/term"))),
        wordings=tuple((name_, of) for name_, of in said.items() if len(of) > 1),
        place=_first(said["place"]),
        setting=next((words(paragraph) for paragraph in setting if not len(paragraph)), ""),
        writers=tuple(map(person, find(corpus, "fileDesc/titleStmt/author"))),
        editors=tuple(person(editor) for editor in find(corpus, "fileDesc/titleStmt/editor")),
        identifier=identifier(first(corpus, "fileDesc/publicationStmt/idno")),
        available=(held := _available(corpus)),
        restricted=not held and _restricted(corpus),
        recording=_recording(source),
        revisions=tuple(_revisions(corpus)),
        sources=tuple(map(_own_publication, own[1:])),
        illustrations=tuple(
            map(_illustration, filter(_is_illustration, find(source, "fileDesc/sourceDesc/bibl")))
        ),
    )


def _is_illustration(node: _Element) -> bool:
    """Whether a reference says whose a picture is."""
    return node.get("type") in get_args(Use)


def _illustration(node: _Element) -> Illustration:
    licence = first(node, "availability/licence")
    return Illustration(
        words(first(node, "idno")),
        tuple((_stated(author), words(author)) for author in find(node, "author")),
        "" if licence is None else licence.get("target") or words(licence),
        cast("Use", node.get("type")),
    )


def _stated(node: _Element) -> str:
    """The language of some words, "" for that of the document."""
    lang = lang_of(node)
    return "" if lang == "und" else lang


def by_language(nodes: Iterable[_Element], between: str = " ") -> InLanguages:
    """What is said in each language; what one language says in parts, in one."""
    said = grouped((_stated(node), words(node)) for node in nodes)
    return tuple((lang, between.join(parts)) for lang, parts in said.items())


def _first(said: InLanguages) -> str:
    return said[0][1] if said else ""


def _own_publication(node: _Element) -> Publication:
    """As diglot has written it."""
    title, publisher = (upright(words(first(node, tag))) for tag in ("title", "publisher"))
    author = "; ".join(upright(words(writer)) for writer in find(node, "author"))
    helped = tuple(
        (first_in(statement, "resp"), upright(words(first(statement, "name"))))
        for statement in find(node, "respStmt")
    )
    dated = date_in(first(node, "date"))
    return Publication(title, author, publisher, dated, identifier(first(node, "idno")), helped)


def lang_of_source(source: _Element) -> str:
    """The language of a header's text."""
    text = source.getparent()
    return lang_of(text) if text is not None else ""


def _address(numbers: Iterable[_Element]) -> str:
    """The first that somebody can follow."""
    told = (words(idno) for idno in numbers if idno.get("type") == "URL")
    return next(filter(identifiers.is_web_address, told), "")


def _translation(header: _Element, lang: str, source_lang: str) -> Translation:
    """What diglot's own header says of its translation."""
    publication = first(header, "fileDesc/sourceDesc/bibl")
    said, licence = _rights(header)
    rights = _first(said)
    related = None if publication is None else first(publication, "relatedItem")
    from_ = ""
    if related is not None:
        described = first(related, "bibl/textLang")
        from_ = source_lang if described is None else described.get("mainLang") or ""
    # Only a translation that existed has an id there.
    if publication is None or not xml_id(publication):
        return Translation(lang, translated_from=from_, rights=rights, licence=licence)
    return Translation(
        lang,
        title=words(first(publication, "title")),
        date=date_in(first(publication, "date")),
        publisher=words(first(publication, "publisher")),
        url=_address(find(publication, "idno")),
        translators=tuple(map(person, find(publication, "editor"))),
        translated_from=from_,
        rights=rights,
        licence=licence,
        files=tuple(map(_file, find(publication, "bibl"))),
    )


def _file(node: _Element) -> TranslationFile:
    numbers = {str(idno.get("type")): words(idno) for idno in find(node, "idno")}
    sizes = {str(measure.get("unit")): _quantity(measure) for measure in find(node, "extent/measure")}
    return TranslationFile(
        path=numbers.get("file") or numbers.get("name", ""),
        inside="file" in numbers,
        sha256=numbers.get("SHA-256", ""),
        sentences=sizes.get("sentences", 0),
        words=sizes.get("words") or sizes.get("characters", 0),
    )


def _quantity(measure: _Element) -> int:
    said = measure.get("quantity", "0")
    quantity = number(said)
    if quantity is None:
        raise fault(measure, f"{said!r} is no number.")
    return quantity


def every(node: _Element | None, tag: str) -> list[_Element]:
    """All such elements, at any depth."""
    return [] if node is None else list(node.iterdescendants("{*}" + tag))


def first_in(node: _Element | None, tag: str) -> str:
    """The words of the first such element."""
    return next((words(element) for element in every(node, tag) if words(element) != _UNKNOWN), "")


def date(node: _Element | None) -> str:
    """The first date in an element."""
    return next(map(date_in, every(node, "date")), "")


def date_in(node: _Element | None) -> str:
    """What the calendar has of it, and else its words."""
    if node is None:
        return ""
    when = node.get("when") or ""
    return when if is_date(when) else words(node) or when


def _available(corpus: _Element) -> str:
    """The day from which the text may be given away.

    Raises SourceError for what is no day: it would be given away at once.
    """
    dates = find(corpus, "fileDesc/publicationStmt/date")
    held = next((date for date in dates if date.get("type") == AVAILABLE), None)
    if held is None:
        return ""
    day = date_in(held)
    if not is_day(day):
        raise fault(held, f"{day!r} is no day from which the text is available.")
    return day


def _restricted(header: _Element) -> bool:
    """Whether a header says that not everybody may have the text."""
    stated = first(header, "fileDesc/publicationStmt/availability")
    return stated is not None and stated.get("status") == "restricted"


def _rights(header: _Element) -> tuple[InLanguages, str]:
    """A sentence in each language, and a licence."""
    licence = first(header, "fileDesc/publicationStmt/availability/licence")
    said = by_language(find(header, "fileDesc/publicationStmt/availability/p"))
    target = "" if licence is None else licence.get("target") or words(licence)
    return () if _first(said) == NO_RIGHTS else said, target


def person(node: _Element) -> Person:
    """Somebody who worked on a text."""
    called_ = first(node, "persName")
    number = next((words(idno) for idno in find(node, "idno") if idno.get("type") == "ORCID"), "")
    named = called_ if called_ is not None else node
    # Who has a role beside editors and translators has the address of the number alone.
    return Person(called(named), orcid=number or identifiers.bare(named.get("ref") or ""))


def translated_by(header: _Element | None, lang: str) -> tuple[tuple[Person, ...], Helpers]:
    """Who signed the catalog of a translation, and who helped."""
    if header is None:
        return (), Helpers()
    # The other translators are known from the publication that the translation was taken from.
    signed = tuple(
        person(editor)
        for editor in find(header, "fileDesc/titleStmt/editor")
        if xml_id(editor).startswith(f"{lang}.translator.")
    )
    statements = find(header, "fileDesc/titleStmt/respStmt")
    helped = grouped((words(first(statement, "resp")), statement) for statement in statements)
    engines, reviewers, approvers = (helped.get(resp, []) for resp in HELP.values())
    return signed, Helpers(
        tuple(words(first(statement, "name")) for statement in engines),
        tuple(map(person, reviewers)),
        tuple(map(person, approvers)),
    )


def identifier(node: _Element | None) -> str:
    """A number, as an address where it is a DOI or a handle."""
    if node is None:
        return ""
    said, kind = words(node), (node.get("type") or "").casefold()
    # A handle alone has nothing that tells it from other words.
    return identifiers.persistent(f"hdl:{said}" if kind == "handle" and said[:1].isdigit() else said)


def _recording(header: _Element) -> Recording:
    recording = first(header, "fileDesc/sourceDesc/recordingStmt/recording")
    if recording is None:
        return Recording()
    programme = first(recording, "broadcast/bibl")
    medium = recording.get("type") or ""
    return Recording(
        date=words(first(recording, "date"))
        or next((date.get("when") or "" for date in find(recording, "date")), ""),
        duration=recording.get("dur") or "",
        medium=medium if medium in ("audio", "video") else "",
        programme=first_in(programme, "title"),
        broadcaster=first_in(programme, "author"),
        channel=first_in(programme, "distributor"),
        recordist=words(first(recording, "respStmt/persName")),
        equipment=words(first(recording, "equipment/p")),
    )


def _revisions(header: _Element) -> Iterator[Revision]:
    """Changes that somebody told of.

    The one that diglot has found in the sources is not among them.
    """
    editors = {xml_id(editor): person(editor).name for editor in find(header, "fileDesc/titleStmt/editor")}
    for change in find(header, "revisionDesc//change"):
        when = change.get("when") or ""
        if "T" in when or not words(change):
            continue
        named = next((first(change, tag) for tag in ("persName", "name") if find(change, tag)), None)
        who = editors.get(pointed(change.get("who") or ""), "") if named is None else words(named)
        what = words(change)
        if named is not None:
            what = what.removeprefix(words(named)).lstrip(" ").removeprefix(":").lstrip(" ")
        yield Revision(when, what, who)
