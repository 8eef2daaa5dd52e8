"""Rules about headers, and their dates, identifiers and rights.

All that an archive asks for is there, and what nobody said is told as that.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from toolkit import late
from toolkit.archive.facts import ID, LANG, EditionText, Node, Survey
from toolkit.findings import Finding
from toolkit.text.hygiene import number, percent

_EVERY = (
    "fileDesc/titleStmt/title",
    "fileDesc/extent/measure",
    "fileDesc/publicationStmt/availability",
    "fileDesc/sourceDesc",
    "encodingDesc/tagsDecl/namespace/tagUsage",
    "profileDesc/langUsage/language",
)
"""Obligatory in each header."""
_WHOLE = (
    "encodingDesc/projectDesc",
    "encodingDesc/editorialDecl/correction",
    "encodingDesc/editorialDecl/normalization",
    "encodingDesc/editorialDecl/quotation",
    "encodingDesc/editorialDecl/hyphenation",
    "encodingDesc/editorialDecl/segmentation",
    "encodingDesc/appInfo/application",
)
"""Obligatory in the header of the whole, or of a text that stands alone."""
_PUBLISHERS = frozenset({"publisher", "distributor", "authority"})
_WORDLESS = frozenset({"measure", "tagUsage", "application"})
"""May say all in their attributes."""
_POINTING = frozenset({"target", "ref", "when", "dur", "dur-iso", "corresp", "sameAs"})
"""Attributes that may say all that an element has to say."""
_GONE_OVER = late.regex(r"\b(?:review|revis|approv|proof|check)\w*(?: (?:of|by|the|a))* translat\w*")
"""What is done to a translation that is there."""
_NOT_KNOWN = ("unknown", "not known", "not recorded", "n/a", "?")
_FILLED = frozenset(
    "title publisher licence p person persName placeName term catDesc category change edition editor name "
    "orgName resp label desc bibl".split()
)
"""Elements that say nothing without words."""
KNOWN = (
    ("fileDesc/publicationStmt/idno", "a persistent identifier", "`identifier` in the sidecar"),
    ("profileDesc/particDesc/listPerson/person", "who takes part", "`[[speakers]]` in the sidecar"),
    ("revisionDesc/change", "when the edition was changed", "the dates in the catalogs' headers"),
)
"""What a good header of the whole has: path, what it is, and where it comes from."""


def check(survey: Survey) -> Iterator[Finding]:
    """Find what headers leave out."""
    whole = survey.corpus
    # One text in a file has no header of a corpus: its own tells all.
    if whole is None and survey.texts:
        whole = survey.texts[0].header
    if not survey.headers or whole is None:
        yield survey.report("D470.header", None)
        return
    for header in survey.headers:
        yield from _obligatory(survey, header, _EVERY)
        yield from _publisher(survey, header)
        yield from _source(survey, header)
        for node in header.walk():
            if node.tag in _FILLED and not node.children and not _says(node):
                yield survey.report("D492.header", node.place, tag=node.tag)
    yield from _obligatory(survey, whole, _WHOLE)
    for path, what, where in KNOWN:
        # No error: an archive can do without, but should know.
        if not any(node.text for node in whole.find(path)):
            yield survey.report("D472.known", whole.place, what=what, where=where)
    if survey.corpus is not None:
        yield from _titles(survey, survey.corpus)
    for text in survey.texts:
        if text.header is None:
            yield survey.report("D470.own", text.place, lang=text.lang)
        else:
            yield from _text(survey, text, text.header)


def _obligatory(survey: Survey, header: Node, paths: tuple[str, ...]) -> Iterator[Finding]:
    for path in paths:
        nodes = list(header.find(path))
        if not nodes:
            yield survey.report("D470.missing", header.place, path=path)
        # An element that is there and says nothing is no answer.
        elif nodes[0].tag not in _WORDLESS and not any(_says(node) for node in nodes):
            yield survey.report("D470.empty", nodes[0].place, path=path)


def _says(node: Node) -> bool:
    """Whether an element has words, or points to some."""
    # That a text comes from a recording is said by that alone.
    return bool(node.text) or any(
        _POINTING & inner.attributes.keys() or inner.tag == "recording" for inner in node.walk()
    )


def _publisher(survey: Survey, header: Node) -> Iterator[Finding]:
    for statement in header.find("fileDesc/publicationStmt"):
        names = [node for node in statement.children if node.tag in _PUBLISHERS]
        if not any(node.text for node in names):
            yield survey.report("D470.missing", statement.place, path="fileDesc/publicationStmt/publisher")
        # Told once, of the whole: the texts repeat it.
        elif header is (survey.corpus or header) and all(unknown(node.text) for node in names):
            yield survey.report("D471", names[0].place)


def _source(survey: Survey, header: Node) -> Iterator[Finding]:
    for source in header.find("fileDesc/sourceDesc"):
        # The words with which a writer says so.
        if any(phrase in source.text for phrase in ("is not recorded", "not known where")):
            yield survey.report("D472.source", source.place)


def _titles(survey: Survey, corpus: Node) -> Iterator[Finding]:
    """Find titles of texts that the whole lacks."""
    titles = "fileDesc/titleStmt/title"
    whole = {node.attributes.get(LANG, "") for node in corpus.find(titles)}
    for text in survey.texts:
        own = list(text.header.find(titles)) if text.header is not None else []
        if text.lang not in whole and any(node.attributes.get(LANG) == text.lang for node in own):
            yield survey.report("D470.title", corpus.place, lang=text.lang)


def _text(survey: Survey, text: EditionText, header: Node) -> Iterator[Finding]:
    titles = list(header.find("fileDesc/titleStmt/title"))
    # A title that only describes the text stands in for one that nobody gave.
    described = titles and all(node.attributes.get("type") == "desc" for node in titles)
    # Of a translation that nobody has begun, nothing can be said.
    translated = _is_translated(text)
    if described and (translated or text.role != "translation"):
        yield survey.report("D473", titles[0].place, lang=text.lang)
    if translated:
        yield from _publication(survey, text, header)
        people = [*header.find("fileDesc/titleStmt/editor"), *header.find("fileDesc/titleStmt/respStmt")]
        if not any(map(_translates, people)):
            yield survey.report("D474", header.place, lang=text.lang)


def _is_translated(text: EditionText) -> bool:
    """Whether it is a translation, and something of it is there."""
    return text.role == "translation" and bool(text.paragraphs or text.additions)


def _translates(node: Node) -> bool:
    """Whether an element names somebody as translator."""
    names = [child for child in node.children if child.tag != "resp"]
    # A program is nobody, and who has gone over a translation has not made it.
    if names and all(child.attributes.get("type") == "software" for child in names):
        return False
    # By role where it is a code, by words where it isn't: "translator", "translated by" have one stem.
    role = f"{node.attributes.get('role', '')} {node.text}".lower()
    return "translat" in _GONE_OVER.sub("", role) and not unknown(node.text)


def _publication(survey: Survey, text: EditionText, header: Node) -> Iterator[Finding]:
    """Find what isn't said of a translation's source, or of an earlier translation."""
    described = list(header.find("fileDesc/sourceDesc/bibl"))
    if not any(list(source.find("relatedItem")) for source in described):
        yield survey.report("D472.translated", header.place, lang=text.lang)
    # How much of it stands in the edition is said once, in whichever unit the language is counted in.
    measures = {node.attributes.get("unit", ""): node for node in header.find("fileDesc/extent/measure")}
    measure = measures.get("placedWords") or measures.get("placedCharacters")
    for publication in described:
        if ID not in publication.attributes:
            continue
        whole = 0
        for extent in publication.find("bibl/extent/measure"):
            quantity = extent.attributes.get("quantity", "")
            if extent.attributes.get("unit") in {"words", "characters"} and number(quantity) is not None:
                whole += int(quantity)
        if measure is None or not whole:
            yield survey.report("D521", publication.place, lang=text.lang)
            continue
        said = measure.attributes.get("quantity", "")
        # Never more than there was, without what is an addition: edits may have made it longer.
        real = max(0, min(text.placed, whole - text.beside))
        if said != str(real):
            unit = measure.attributes["unit"]
            yield survey.report("D431.other", measure.place, said=said, unit=unit, real=real)
        elif real < whole:
            missing = whole - real
            beside = min(text.beside, missing)
            yield survey.report(
                "D520",
                measure.place,
                missing=missing,
                whole=whole,
                unit=measure.attributes["unit"].removeprefix("placed").lower(),
                share=percent(missing / whole),
                lang=text.lang,
                additions=beside,
                nowhere=missing - beside,
            )


def unknown(words: str) -> bool:
    """Whether words say that something is unknown."""
    return words.strip(" .").lower() in _NOT_KNOWN


# Dates: as machines read them, real, past, and the same as for people. ORCID iDs, DOIs and addresses too.


_ATTRIBUTES = frozenset("when notBefore notAfter from to when-iso from-iso to-iso".split())
_PAIRS = (("notBefore", "notAfter"), ("from", "to"))
_ISO = late.regex(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)
_ORCID = late.regex(r"https?://orcid\.org/(.*)")
_ORCID_FORM = late.regex(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
_DOI = late.regex(r"10\.\d{4,9}/\S+", re.ASCII)
# Without its resolver.
_HANDLE = late.regex(r"\d[\d.]*/\S+", re.ASCII)
_URI = late.regex(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_FORMS = {"DOI": (_DOI,), "URI": (_URI,), "URL": (_URI,), "URN": (_URI,), "HANDLE": (_URI, _HANDLE)}
"""Kind of an identifier -> the forms that it may have."""


def check_dates(survey: Survey, now: datetime) -> Iterator[Finding]:
    """Find wrong dates and identifiers.

    now  with its time zone; what is later is in the future
    """
    told: set[str] = set()
    for header in survey.headers:
        for node in header.walk():
            yield from _dates(survey, node, now)
            yield from _identifiers(survey, node)
            # Each once: a recording's stands in the setting, too.
            if _is_in_words(node) and node.text not in told:
                told.add(node.text)
                yield survey.report("D465", node.place, date=node.text)


def _dates(survey: Survey, node: Node, now: datetime) -> Iterator[Finding]:
    moments: dict[str, datetime] = {}
    for name in _ATTRIBUTES & node.attributes.keys():
        value = node.attributes[name]
        match = _ISO.fullmatch(value)
        if match is None:
            yield survey.report("D460.form", node.place, attribute=f"{node.tag}/@{name}", value=value)
            continue
        moment = _moment(match)
        if moment is None:
            yield survey.report("D461.machines", node.place, attribute=f"{node.tag}/@{name}", value=value)
        # It may be tomorrow already where it was written; and what is held back has a day to come.
        elif moment > now + timedelta(days=1) and node.attributes.get("type") != "available":
            yield survey.report("D462", node.place, attribute=f"{node.tag}/@{name}", value=value)
        if moment is not None:
            moments[name] = moment
    for first, last in _PAIRS:
        # Compared as moments, since they may be told in parts or in other zones.
        if first in moments and last in moments and moments[first] > moments[last]:
            said = {"first": node.attributes[first], "last": node.attributes[last]}
            yield survey.report("D463", node.place, tag=node.tag, **said)
    when = node.attributes.get("when", "")
    if node.tag == "date" and node.text and when and _ISO.fullmatch(node.text) and node.text != when:
        yield survey.report("D464", node.place, date=when, words=node.text)
    elif node.tag == "date" and not when and (match := _ISO.fullmatch(node.text)) and not moments:
        name = "D461.people" if _moment(match) is None else "D460.people"
        yield survey.report(name, node.place, date=node.text)


def _is_in_words(node: Node) -> bool:
    """Whether it is a date that no machine reads."""
    return (
        node.tag == "date"
        and bool(node.text)
        and not _ATTRIBUTES & node.attributes.keys()
        and not _ISO.fullmatch(node.text)
    )


def _moment(date: re.Match[str]) -> datetime | None:
    """The first moment that a date can mean, if there is one."""
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in date.groups()[:6])
    month, day = month or 1, day or 1
    if not year or month > 12 or day > calendar.monthrange(year, month)[1]:
        return None
    # 24:00 and a leap second are legal, and no `datetime` has them.
    if (hour, minute, second) > (24, 0, 0) or minute > 59 or second > 60:
        return None
    try:
        moment = datetime(year, month, day, hour % 24, minute, min(second, 59), tzinfo=UTC)
        zone = date[7]
        if zone and zone != "Z":
            sign = -1 if zone[0] == "+" else 1
            moment += sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    except (ValueError, OverflowError):
        return None
    return moment


def _identifiers(survey: Survey, node: Node) -> Iterator[Finding]:
    kind = node.attributes.get("type", "").upper() if node.tag == "idno" else ""
    # An ORCID iD stands in a pointer, or in an `idno`.
    refs = [node.attributes.get("ref", "")] if node.tag in {"persName", "editor", "author", "name"} else []
    orcids = [match[1] for ref in refs if (match := _ORCID.fullmatch(ref))]
    if kind == "ORCID":
        orcids.append(node.text.removeprefix("https://orcid.org/"))
    for orcid in orcids:
        if not _ORCID_FORM.fullmatch(orcid) or not _is_right(orcid):
            yield survey.report("D456", node.place, orcid=orcid)
    forms = _FORMS.get(kind, ())
    if forms and not any(form.fullmatch(node.text) for form in forms):
        yield survey.report("D457", node.place, identifier=node.text, kind=kind)


def _is_right(orcid: str) -> bool:
    """Whether the last character of an ORCID iD checks the others.

    ISO 7064, MOD 11-2.
    """
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return digits[-1] == ("X" if rest == 10 else str(rest))


_ADDRESS = late.regex(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_CC = late.regex(r"https?://(?:www\.)?creativecommons\.org/(.*)", re.IGNORECASE)
_CC_WORKS = late.regex(
    r"(?:licenses/(?:by|by-sa|by-nd|by-nc|by-nc-sa|by-nc-nd)/(?:[123]\.0|2\.[15]|4\.0)(?:/(?:[a-z]{2,3}|igo|scotland))?"
    r"|publicdomain/(?:zero|mark)/1\.0|licenses/publicdomain)(?:/(?:legalcode|deed)(?:\.[A-Za-z-]+)?)?/?"
)
_KNOWN_RIGHTS = late.regex(
    r"https?://(?:www\.)?(?:opendatacommons\.org/licenses/|rightsstatements\.org/(?:vocab|page)/|"
    r"spdx\.org/licenses/|gnu\.org/licenses/|opensource\.org/licenses?/|artlibre\.org/|"
    r"etalab\.gouv\.fr/|nationalarchives\.gov\.uk/doc/open-government-licence)"
)
_FREE = late.regex(r"licenses/(?:by|by-sa)/|publicdomain/|licenses/publicdomain")
_UNSTATED = late.regex(r"no rights are stated|unknown", re.IGNORECASE)
STATUSES = frozenset({"free", "unknown", "restricted"})


def check_rights(survey: Survey) -> Iterator[Finding]:
    """Find rights that nobody stated, and licences that are none."""
    for header in survey.headers:
        dates = header.find("fileDesc/publicationStmt/date")
        # Under a free licence, once its day has come.
        held = any(node.attributes.get("type") == "available" for node in dates)
        for availability in header.find("fileDesc/publicationStmt/availability"):
            yield from _licences(survey, availability, held=held)
    for text in survey.texts:
        translated = _is_translated(text)
        if text.header is not None and (translated or text.role != "translation"):
            yield from _stated(survey, text.header, translation=translated)


def _stated(survey: Survey, header: Node, *, translation: bool) -> Iterator[Finding]:
    """Find rights that nobody stated."""
    for availability in header.find("fileDesc/publicationStmt/availability"):
        licensed = any(node.attributes.get("target") for node in availability.find("licence"))
        words = [node.text for node in availability.children if node.text]
        # What a writer says where nobody said anything counts as nothing.
        if not licensed and all(_UNSTATED.match(said) for said in words):
            yield survey.report("D454.nothing" if translation else "D450", availability.place)
        elif not licensed:
            yield survey.report("D454.words", availability.place)


def _licences(survey: Survey, availability: Node, *, held: bool) -> Iterator[Finding]:
    status = availability.attributes.get("status", "unknown")
    licences = [node.attributes.get("target", "") for node in availability.find("licence")]
    for node, target in zip(availability.find("licence"), licences, strict=True):
        match = _CC.fullmatch(target)
        if not _ADDRESS.fullmatch(target):
            yield survey.report("D451", node.place, licence=target or node.text or "nothing")
        elif match and not _CC_WORKS.fullmatch(match[1]):
            yield survey.report("D455", node.place, licence=target)
        # No error: the list has what archives know, and others may be right as well.
        elif not match and not _KNOWN_RIGHTS.match(target):
            yield survey.report("D452", node.place, licence=target)
    free = any((match := _CC.fullmatch(target)) and _FREE.search(match[1]) for target in licences)
    if status not in STATUSES or (status == "free" and not licences):
        name = "D453.licensed" if licences else "D453.unlicensed"
        yield survey.report(name, availability.place, status=status)
    elif status == "restricted" and free and not held and len(licences) == len(availability.children):
        yield survey.report("D459", availability.place)
