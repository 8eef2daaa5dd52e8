"""Metadata for catalogues of research data.

DataCite 4.5 as JSON, 4.6 as XML, and Dublin Core. 4.6 is the first that knows translators and translations;
JSON stays at 4.5, the last that validators in use know, where a translator is a contributor of type `Other`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import toolkit
from toolkit.archive.package import Size, creators, credited_pictures, printed, title, updated, year
from toolkit.archive.persons import Identity, Signed, identities
from toolkit.config import BuildOptions, identifiers
from toolkit.config.identifiers import doi
from toolkit.errors import DiglotError
from toolkit.model import Edition, Meta, Translation, answered
from toolkit.text.data import is_date
from toolkit.text.hygiene import counted, tidy
from toolkit.text.xml import escape_text, quoted

UNKNOWN = ":unkn"
"""DataCite's own word for a value that is known to be unknown (schema 4.6, appendix 3)."""
UNASSIGNED = ":tba"
"""For an identifier that the archive will give."""
_TRANSLATOR = {"Other": "Translator"}
"""What contributors are in 4.5 -> in 4.6."""
_KERNEL = "http://datacite.org/schema/kernel-4"
_RESOURCE = (
    f'<resource xmlns="{_KERNEL}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{_KERNEL} http://schema.datacite.org/meta/kernel-4.6/metadata.xsd">'
)
_XML = {"lang": "xml:lang", "rightsUri": "rightsURI"}
"""Key in JSON -> what the attribute is called in XML, where it is another."""
_DUBLIN_CORE = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
)


def record(edition: Edition, options: BuildOptions, size: Size) -> dict[str, Any]:
    """The metadata, in DataCite 4.5.

    Raises DiglotError where nobody said anything from which a year could be taken: DataCite demands one.
    """
    # Asked first: without it there is no record.
    published = year(edition, options)
    if not published:
        raise DiglotError(
            "nobody said when the edition is published.", "diglot.toml", "Set `date`, such as 2026-03-14."
        )
    meta, main = edition.meta, edition.source_lang
    # Nobody said in which language an editor's words and the names of translators are.
    abstract = {"description": tidy(meta.description), "descriptionType": "Abstract"}
    properties = {
        "titles": [
            {"title": title(edition), "lang": main},
            *(
                {"title": tidy(cell.text), "lang": lang, "titleType": "TranslatedTitle"}
                for lang, cell in edition.titles.items()
                if lang != main and cell.state == "translated"
            ),
        ],
        # Obligatory: DataCite takes its own word for unknown, and no empty list.
        "creators": [_person(creator.name, creator.orcid) for creator in creators(edition)]
        or [{"name": UNKNOWN}],
        "contributors": list(_contributors(edition)),
        "publisher": {"name": tidy(options.publisher) or UNKNOWN},
        "publicationYear": published,
        "types": {"resourceTypeGeneral": "Text", "resourceType": _kind(edition)},
        "language": main,
        "subjects": [{"subject": tidy(subject)} for subject in meta.subjects if tidy(subject)],
        "dates": [
            {"date": date, "dateType": kind}
            for kind, date in (
                ("Issued", options.date),
                ("Available", meta.available),
                ("Collected", meta.recording.date if is_date(meta.recording.date) else ""),
                ("Updated", updated(options)),
            )
            if date
        ],
        "version": options.version,
        "sizes": [counted(size.files, "file"), f"{size.bytes} bytes"],
        "formats": [
            "application/tei+xml",
            *(["application/epub+zip"] if len(printed(edition)) > 1 else []),
            "text/x-gettext-translation",
        ],
        "rightsList": list(_rights(edition, options)),
        "descriptions": [abstract] if abstract["description"] else [],
        "relatedIdentifiers": list(_related(edition)),
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    # Only a DOI is an identifier here; any other that the editor gave stands beside it.
    if number := doi(meta.identifier):
        properties["doi"] = number
    elif tidy(meta.identifier):
        given = {"alternateIdentifierType": "given by the editor"}
        properties["alternateIdentifiers"] = [{"alternateIdentifier": tidy(meta.identifier), **given}]
    # DataCite takes no empty values.
    return {key: value for key, value in properties.items() if value}


def _person(name: str, orcid: str = "") -> dict[str, Any]:
    person: dict[str, Any] = {"name": tidy(name), "nameType": "Personal"}
    number = identifiers.bare(orcid.strip()) or orcid.strip()
    # Sixteen digits and three hyphens. What is shorter is no ORCID, and told by the checks.
    if len(number) == 19:
        person["nameIdentifiers"] = [
            {
                "nameIdentifier": identifiers.orcid_address(number),
                "nameIdentifierScheme": "ORCID",
                "schemeUri": "https://orcid.org",
            }
        ]
    return person


def _kind(edition: Edition) -> str:
    """What it is: a play or a record of a sitting is no interview, and nobody answers there."""
    return f"Parallel edition{' of an interview' * answered(edition.speakers)}"


def _contributors(edition: Edition) -> Iterator[dict[str, Any]]:
    for person in edition.meta.editors:
        yield {**_person(person.name, person.orcid), "contributorType": "Editor"}
    # Whom the source names as who wrote it, a person or not, and who is here for nothing else.
    known = {one.name for one in creators(edition)} | {one.name for one in edition.meta.editors}
    for author in edition.meta.authors:
        if author not in known:
            yield {"name": tidy(author), "contributorType": "Other"}
    # Those who signed a catalog, and those whom a publication names: of a translation that is here.
    langs = [lang for lang in printed(edition) if lang != edition.source_lang]
    signed = [Signed(lang, person) for lang in langs for person in edition.translators(lang)]
    # An editor's number is theirs where they translate, too.
    known_as = identities([*signed, *(Signed("editor", person) for person in edition.meta.editors)])
    named: dict[Identity, str] = {}
    for one in signed:
        named.setdefault(known_as[one], one.person.name)
    yield from ({**_person(name, who.orcid), "contributorType": "Other"} for who, name in named.items())


def _rights(edition: Edition, options: BuildOptions) -> Iterator[dict[str, Any]]:
    meta = edition.meta
    # Before all licences: none of them is for everybody now.
    if meta.access:
        yield {"rights": meta.access, "rightsUri": f"{identifiers.ACCESS}{meta.access}"}
    known: dict[str, Meta | Translation] = {"Source text": meta}
    known |= {f"Translation ({lang})": meta.translation(lang) for lang in edition.counts}
    # What the edition adds is under a licence of its own.
    known["Markup and alignment"] = Meta(licence=options.licence)
    for path, picture in credited_pictures(edition).items():
        # Here each right is told once: in the first language in which the editor said it.
        words = next((words for _, words in picture.credit), "")
        known[f"Picture {path}"] = Meta(rights=words, licence=picture.licence)
    for what, said in known.items():
        words, licence = tidy(said.rights), tidy(said.licence)
        if words or licence:
            told = {"rights": f"{what}: {words or licence}"}
            yield {**told, "rightsUri": licence} if licence else told


def _related(edition: Edition) -> Iterator[dict[str, Any]]:
    """Where the texts were published before."""
    meta = edition.meta
    addresses = [meta.url, *(meta.translation(lang).url for lang in edition.counts)]
    for url in dict.fromkeys(filter(None, map(tidy, addresses))):
        yield {
            "relatedIdentifier": doi(url) or url,
            "relatedIdentifierType": "DOI" if doi(url) else "URL",
            "relationType": "IsDerivedFrom",
        }


def as_xml(properties: dict[str, Any]) -> bytes:
    """The record in DataCite 4.6.

    It has a word for translators, who are the others in 4.5.
    """
    contributors = [
        _name("contributor", person, _TRANSLATOR.get(person["contributorType"], person["contributorType"]))
        for person in properties.get("contributors", ())
    ]
    # In the order of the schema, which is a sequence.
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _RESOURCE,
        f'  <identifier identifierType="DOI">{escape_text(properties.get("doi", UNASSIGNED))}</identifier>',
        *_inside("creators", [_name("creator", person, "") for person in properties["creators"]]),
        *_listed(properties, "titles", "title", "titleType", "lang"),
        f"  <publisher>{escape_text(properties['publisher']['name'])}</publisher>",
        f"  <publicationYear>{properties['publicationYear']}</publicationYear>",
        f'  <resourceType resourceTypeGeneral="Text">{properties["types"]["resourceType"]}</resourceType>',
        *_listed(properties, "subjects", "subject"),
        *_inside("contributors", contributors),
        *_listed(properties, "dates", "date", "dateType"),
        f"  <language>{escape_text(properties['language'])}</language>",
        *_listed(properties, "alternateIdentifiers", "alternateIdentifier", "alternateIdentifierType"),
        *_listed(
            properties, "relatedIdentifiers", "relatedIdentifier", "relatedIdentifierType", "relationType"
        ),
        *_listed(properties, "sizes", "size"),
        *_listed(properties, "formats", "format"),
        *([f"  <version>{escape_text(properties['version'])}</version>"] if "version" in properties else []),
        *_listed(properties, "rightsList", "rights", "rightsUri"),
        *_listed(properties, "descriptions", "description", "descriptionType"),
        "</resource>",
        "",
    ]
    return "\n".join(lines).encode()


def _inside(group: str, children: Sequence[str]) -> Sequence[str]:
    """Elements in the one that holds them all; nothing for none."""
    return [f"  <{group}>", *children, f"  </{group}>"] if children else ()


def _listed(properties: dict[str, Any], group: str, name: str, *attributes: str) -> Sequence[str]:
    """A list of the record as elements; its items are texts, or have one called as the element."""
    children = []
    for item in properties.get(group, ()):
        values = {name: item} if isinstance(item, str) else item
        children.append(_element(name, values[name], {key: values.get(key) for key in attributes}))
    return _inside(group, children)


def _element(name: str, text: str, attributes: Mapping[str, str | None]) -> str:
    given = "".join(f" {_XML.get(key, key)}={quoted(value)}" for key, value in attributes.items() if value)
    return f"    <{name}{given}>{escape_text(text)}</{name}>"


def _name(kind: str, person: dict[str, Any], role: str) -> str:
    """A creator or a contributor."""
    typed = f" nameType={quoted(person['nameType'])}" if "nameType" in person else ""
    lines = [f"      <{kind}Name{typed}>{escape_text(person['name'])}</{kind}Name>"]
    for identifier in person.get("nameIdentifiers", ()):
        scheme = f'nameIdentifierScheme="ORCID" schemeURI="{identifier["schemeUri"]}"'
        lines.append(f"      <nameIdentifier {scheme}>{identifier['nameIdentifier']}</nameIdentifier>")
    given = f" contributorType={quoted(role)}" if role else ""
    return "\n".join([f"    <{kind}{given}>", *lines, f"    </{kind}>"])


def dublin_core(edition: Edition, options: BuildOptions, properties: dict[str, Any]) -> bytes:
    """The elements of Dublin Core that are known, in OAI's container."""
    meta = edition.meta
    values = [
        *(("title", title["title"], title["lang"]) for title in properties["titles"]),
        *(("creator", person["name"], "") for person in properties["creators"] if person["name"] != UNKNOWN),
        *(("contributor", person["name"], "") for person in properties.get("contributors", ())),
        *(("subject", subject["subject"], "") for subject in properties.get("subjects", ())),
        ("description", tidy(meta.description), ""),
        ("publisher", tidy(options.publisher), ""),
        ("date", options.date or properties["publicationYear"], ""),
        ("type", "Text", ""),
        *(("format", form, "") for form in properties["formats"]),
        ("identifier", tidy(meta.identifier), ""),
        *(("source", source["relatedIdentifier"], "") for source in properties.get("relatedIdentifiers", ())),
        *(("language", lang, "") for lang in dict.fromkeys((edition.source_lang, *printed(edition)))),
        ("coverage", tidy(meta.place), ""),
        *([("date", f"info:eu-repo/date/embargoEnd/{meta.available}", "")] if meta.available else []),
        *(("rights", _whole(rights), "") for rights in properties.get("rightsList", ())),
        *(("rights", rights.get("rightsUri", ""), "") for rights in properties.get("rightsList", ())),
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _DUBLIN_CORE,
        # It knows no roles: who did two things is named once.
        *(
            _element(f"dc:{name}", said, {"lang": lang})[2:]
            for name, said, lang in dict.fromkeys(values)
            if said
        ),
        "</oai_dc:dc>",
        "",
    ]
    return "\n".join(lines).encode()


def _whole(rights: dict[str, Any]) -> str:
    """A right in one text, that of a licence with its address: which text it is of, nothing else tells."""
    words, address = rights["rights"], rights.get("rightsUri", "")
    return words if address.endswith(words) or words.endswith(address) else f"{words}, {address}"


AGENT = f"diglot {toolkit.__version__}"
