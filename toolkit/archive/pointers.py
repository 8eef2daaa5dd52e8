"""Pointers: each leads somewhere, in this file or the one that it names, and to the right kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.archive.codes import finding
from toolkit.archive.facts import LEVELS, File, Place, Survey, Text, Unit, expand, pattern, quoted
from toolkit.findings import Finding

# Names of files, as repositories demand them.


SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def check_file_names(survey: Survey) -> Iterator[Finding]:
    """Findings about names of files."""
    for number, file in enumerate(survey.files):
        if not SAFE.fullmatch(file.name):
            yield finding(survey, "D495", f"the file is called {file.name!r}.", Place(number, 0, ""))


# Ids: each once, a name that XML takes, and one stem for one unit in all languages.


# What of an NCName travels well: in URIs, file names and other formats.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def check_identifiers(survey: Survey) -> Iterator[Finding]:
    """Findings about ids."""
    for number, file in enumerate(survey.files):
        for name, line in file.twice:
            first = file.ids[name][0]
            message = f"the id {name} is here twice, first on line {first}."
            yield finding(survey, "D410", message, Place(number, line, ""))
        for name, (line, tag) in file.ids.items():
            if not _NAME.fullmatch(name):
                yield finding(survey, "D411", f"{name!r} is no id.", Place(number, line, tag))
    for text in survey.texts:
        yield from _stems(survey, text)


def _stems(survey: Survey, text: Text) -> Iterator[Finding]:
    prefix = f"{text.lang}."
    for level in LEVELS:
        for unit in text.units(level):
            if not unit.id.startswith(prefix):
                message = f"the id {unit.id} doesn't begin with {prefix}, the language of its text."
                yield finding(survey, "D412", message, _at(text, unit))
            elif level != "sentence" and unit.corresp and _stem(unit.corresp) != unit.id[len(prefix) :]:
                message = f"{unit.id} corresponds to {unit.corresp}, which has another stem."
                yield finding(survey, "D412", message, _at(text, unit))
    if text.header is None and not text.tags:
        return
    if not text.id:
        yield finding(survey, "D413", f"the text in {text.lang or 'no language'} has no id.", text.place)


def _stem(pointer: str) -> str:
    """What identifies a unit in every language: `#en.s7QKD3A` and `en:s7QKD3A` have the stem s7QKD3A."""
    return re.split(r"[.:]", pointer.removeprefix("#"), maxsplit=1)[-1]


def _at(text: Text, unit: Unit) -> Place:
    return Place(text.place.file, unit.line, unit.tag)


_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_WELL_KNOWN = frozenset({"http", "https", "urn", "mailto", "info", "doi", "hdl", "ark", "file", "ftp"})
_OUTWARD = frozenset(
    [("licence", "target"), ("ref", "target"), ("ptr", "target"), ("schemaRef", "source"), ("graphic", "url")]
)
"""Where a relative address is a page or a file of its own, and no part of the edition."""
_KINDS = {
    "who": frozenset({"person", "personGrp", "org", "persName", "respStmt", "editor", "author"}),
    "ana": frozenset({"category", "interp"}),
    "resp": frozenset("application editor author respStmt persName person org orgName name".split()),
    "domains": frozenset({"TEI", "text", "body", "div"}),
    "decls": frozenset("editorialDecl bibl biblStruct recording segmentation availability taxonomy".split()),
    "scheme": frozenset({"taxonomy"}),
}
"""Attribute -> elements that it may point at."""


def check_pointers(survey: Survey) -> Iterator[Finding]:
    """Findings about pointers."""
    for number, file in enumerate(survey.files):
        yield from _prefixes(survey, number, file)
        yield from _includes(survey, number, file)
        for (tag, attribute, value), line in file.pointers.items():
            if attribute in {"from", "to", "start", "end"} and not value.startswith("#"):
                continue
            at = Place(number, line, tag)
            if not value.split():
                yield finding(survey, "D420", f"{tag}/@{attribute} points at nothing.", at)
            for token in value.split():
                yield from _pointer(survey, token, attribute, at)
    yield from _units(survey)


def _units(survey: Survey) -> Iterator[Finding]:
    """Those of units and links, of which there are many, and hardly one is wrong."""
    for text in survey.texts:
        ids = survey.files[text.place.file].ids
        for units in (*(text.units(level) for level in LEVELS), text.gaps):
            for unit in units:
                for token in unit.corresp.split():
                    if token[0] != "#" or token[1:] not in ids:
                        at = Place(text.place.file, unit.line, unit.tag)
                        yield from _pointer(survey, token, "corresp", at)
    for group in survey.groups:
        ids = survey.files[group.place.file].ids
        for link in group.links:
            for token in link.target.split():
                if token[0] != "#" or token[1:] not in ids:
                    at = Place(group.place.file, link.line, link.tag)
                    yield from _pointer(survey, token, "target", at)
    for (number, _), (target, line) in survey.gathered.items():
        for token in target.split():
            yield from _pointer(survey, token, "target", Place(number, line, "ptr"))


def _pointer(survey: Survey, token: str, attribute: str, at: Place) -> Iterator[Finding]:
    what = f"{at.tag}/@{attribute}"
    meant = survey.resolve(at.file, token)
    if meant is not None:
        number, name = meant
        found = survey.files[number].ids.get(name)
        if found is None:
            yield finding(survey, "D420", f"{what} points at {token}, which isn't there.", at)
        elif attribute in _KINDS and found[1] not in _KINDS[attribute]:
            message = f"{what} points at {token}, which is a `{found[1]}`."
            yield finding(survey, "D424", message, at)
        return
    file = survey.files[at.file]
    scheme, mark, _ = token.partition(":")
    if scheme in file.prefixes and mark:
        expanded = expand(token, file.prefixes)
        if expanded == token:
            yield finding(survey, "D423", f"the pattern of the prefix {scheme} doesn't match {token}.", at)
        elif not _URI.fullmatch(expanded):
            yield finding(survey, "D422", f"{what} leads to {expanded}, a file that isn't here.", at)
    elif mark and _URI.fullmatch(token):
        if scheme.lower() not in _WELL_KNOWN:
            yield finding(survey, "D423", f"{what} has the prefix {scheme}, which no header defines.", at)
    elif token in file.ids:
        yield finding(survey, "D421", f"{what} is {token}: the # before the id is missing.", at)
    elif "#" in token:
        yield finding(survey, "D422", f"{what} leads to {token}, a file that isn't here.", at)
    elif (at.tag, attribute) not in _OUTWARD:
        yield finding(survey, "D421", f"{what} is {token}, which is no pointer.", at)


def _prefixes(survey: Survey, number: int, file: File) -> Iterator[Finding]:
    for prefix, (source, replacement) in file.prefixes.items():
        line = next(
            node.place.line
            for header in survey.headers
            if header.place.file == number
            for node in header.find("**/prefixDef")
            if node.attributes.get("ident", "") == prefix
        )
        written = pattern(source)
        wanted = [int(group) for group in re.findall(r"\$(\d)", replacement)]
        if not prefix or not source or not written or not wanted or max(wanted) > written.groups:
            message = f"the prefix {prefix or '(none)'} is defined by {source!r} and {replacement!r}."
            yield finding(survey, "D423", message, Place(number, line, "prefixDef"))


def _includes(survey: Survey, number: int, file: File) -> Iterator[Finding]:
    names = {quoted(other.name) for other in survey.files} | {other.name for other in survey.files}
    for address, line in file.includes:
        if address not in names:
            message = f"{address or 'nothing'} is to be included, and isn't here."
            yield finding(survey, "D422", message, Place(number, line, "include"))
