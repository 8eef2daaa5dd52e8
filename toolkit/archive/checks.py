"""Checks of an edition in TEI, as an archive makes them.

    scan    bytes of TEI -> Survey, in one walk
    RULES   families of rules, each Survey -> findings; a module is a family

They know TEI and what diglot promises of its editions, and share no code with the writer, whose errors they
are to find. To add a rule, write its code into `findings.toml`, and report it in the module of its family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from toolkit import schema
from toolkit.archive import alignment, headers, identities, pointers, texts
from toolkit.archive.facts import ElementPlace, Survey
from toolkit.archive.scan import scan
from toolkit.errors import DiglotError
from toolkit.findings import Finding, refused, report, shortened
from toolkit.model import Location
from toolkit.text import xml

if TYPE_CHECKING:
    from lxml import etree


# Validity by diglot's own schema, of editions that say that they are made by it.


LARGEST = 32 << 20
"""Bytes. libxml2 validates a whole tree, which takes thirteen times as much memory as the file."""
CROWDED = 1000
"""Elements in one paragraph. The time that libxml2 takes grows with their square."""
_SEVERAL = 5
"""Messages of the validator about one file: after the first, most follow from it."""


def check(survey: Survey, number: int, data: BinaryIO) -> Iterator[Finding]:
    """Validate a well-formed file of the survey by the schema."""
    from lxml import etree

    # Another's TEI may be as it likes: only what says that diglot made it must keep diglot's schema.
    programs = chain.from_iterable(
        header.find("encodingDesc/appInfo/application") for header in survey.headers
    )
    if not any(program.attributes.get("ident") == "diglot" for program in programs):
        return
    # Said, and not passed over: whoever wants to be sure can validate it elsewhere.
    if data.seek(0, 2) > LARGEST:
        yield survey.report("D404", ElementPlace(number, 0, ""), file=survey.files[number].name)
        return
    data.seek(0)
    # A second id of the same name is another rule's.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    try:
        tree = etree.parse(data, parser)
    except etree.XMLSyntaxError as error:
        yield survey.report("D402", ElementPlace(number, error.lineno or 0, ""), message=error.msg)
        return
    sentences = (node for node in tree.iter(*_sentences()) if len(node) > CROWDED)
    if (node := xml.crowded(tree.getroot(), b"\0")) is None:
        node = next(sentences, None)
    if node is not None:
        place = ElementPlace(number, node.sourceline or 0, "")
        yield survey.report("D404", place, file=survey.files[number].name)
        return
    # libxml2 goes on after an error, and reports what follows from it.
    for line, message in sorted(_wrong(tree).items())[:_SEVERAL]:
        yield survey.report("D402", ElementPlace(number, line, ""), message=message)


def _wrong(tree: etree._ElementTree) -> dict[int, str]:
    """What the schema doesn't allow, by its line. The tree loses its attributes.

    Attributes and content by themselves: together libxml2 tries each choice of a content with and without
    each attribute that may be missing. It takes minutes then, and refuses two stanzas in a paragraph.
    """
    from lxml import etree

    attributes, content = _grammars()
    wrong: dict[int, str] = {}
    for node in tree.iter("*"):
        bare = etree.Element(node.tag, dict(node.attrib), node.nsmap)
        node.attrib.clear()
        if not attributes.validate(bare):
            wrong.setdefault(node.sourceline or 0, attributes.error_log[0].message)
    content.validate(tree)
    for entry in content.error_log:
        wrong.setdefault(entry.line, entry.message)
    return wrong


@cache
def _grammars() -> tuple[etree.RelaxNG, etree.RelaxNG]:
    """The schema of all elements without what is in them, and that of an edition without attributes."""
    from lxml import etree

    rng = "{http://relaxng.org/ns/structure/1.0}"
    attributes, content = (etree.fromstring(schema.rng()) for _ in range(2))
    for root in (attributes, content):
        for element in root.iter(f"{rng}element"):
            for part in list(element):
                of_attribute = (part[0] if part.tag == f"{rng}optional" else part).tag == f"{rng}attribute"
                if of_attribute == (root is content):
                    element.remove(part)
            if root is attributes or not len(element):
                etree.SubElement(element, f"{rng}empty")
    (alternatives,) = attributes.iterfind(f"{rng}start/{rng}choice")
    alternatives[:] = []
    for rule in attributes.iterfind(f"{rng}define"):
        # What isn't an element is a part of contents.
        if rule.find(f"{rng}element") is None:
            attributes.remove(rule)
        else:
            etree.SubElement(alternatives, f"{rng}ref", name=rule.get("name", ""))
    return etree.RelaxNG(attributes), etree.RelaxNG(content)


@cache
def _sentences() -> tuple[str, ...]:
    """Elements that hold words or something else: with this choice around them libxml2 is slow."""
    from lxml import etree

    elements = etree.fromstring(schema.rng()).iter("{*}element")
    return tuple(
        f"{{*}}{element.get('name')}"
        for element in elements
        for choice in element.iter("{*}choice")
        if any(ref.get("name") == "diglot.sentences" for ref in choice.iter("{*}ref"))
    )


ArchiveRule = Callable[[Survey], Iterator[Finding]]
RULES: tuple[ArchiveRule, ...] = (
    pointers.check_identifiers,
    pointers.check_pointers,
    headers.check,
    headers.check_rights,
    identities.check_identities,
    texts.check_languages,
    texts.check,
    alignment.check,
    texts.check_texts,
)
"""All but those of dates, which depend on the day, and of names of files, which not all editions keep."""
Opener = Callable[[str], BinaryIO | None]
"""A file beside the first by its name; None where there is none."""


def archive(
    data: BinaryIO, path: str, name: str, beside: Opener, now: datetime, *, names: bool = True
) -> list[Finding]:
    """Find all that is wrong with an edition, by file and line.

    data        its first or only file
    path, name  as shown to a person, and its last part
    beside      for what the file includes
    now         with its time zone; dates after it are in the future
    names       whether the names of files are looked at too
    """
    survey = Survey()
    try:
        sheets = _gather(survey, data, path, name, beside)
    except DiglotError as error:
        return [refused("D400.refused", error, path)]
    if survey.files[0].root not in {"TEI", "teiCorpus"}:
        return [report("D400.root", Location(path, 1), root=survey.files[0].root)]
    # Only now: a pointer may lead into any file of the edition.
    findings = list(chain.from_iterable(rule(survey) for rule in RULES))
    findings += headers.check_dates(survey, now)
    if names:
        findings += pointers.check_file_names(survey)
    for number, sheet in enumerate(sheets):
        findings += check(survey, number, sheet)
    order = {file.path: number for number, file in enumerate(survey.files)}

    def place(finding: Finding) -> tuple[int, int, str]:
        where = finding.where
        # What is about the whole comes first.
        return (order[where.path], where.line, finding.code) if where else (-1, 0, finding.code)

    return shortened(sorted(findings, key=place))


def _gather(survey: Survey, data: BinaryIO, path: str, name: str, beside: Opener) -> list[BinaryIO]:
    """Scan a file and all that it leads to, each file once.

    Any part leads to the whole, by its includes and its prefixes.
    """
    folder = path.removesuffix(name)
    waiting = [(data, path, name)]
    sheets = []
    while waiting:
        # Scanned in the order in which they are named: findings come in it too.
        sheets.append(waiting[0][0])
        file = scan(survey, *waiting.pop(0))
        known = {other.name for other in survey.files} | {other for _, _, other in waiting}
        prefixes = (replacement.partition("#")[0] for _, replacement in file.prefixes.values())
        for address in map(unquote, (*(address for address, _ in file.includes), *prefixes)):
            if address and address not in known and (included := beside(address)) is not None:
                known.add(address)
                waiting.append((included, folder + address, address))
    return sheets
