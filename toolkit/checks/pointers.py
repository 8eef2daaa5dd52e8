"""Pointers: each leads somewhere, in this file or the one that it names, and to the right kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.codes import finding
from toolkit.checks.facts import LEVELS, File, Place, Survey, expand, pattern, quoted
from toolkit.model import Problem

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


def check(survey: Survey) -> Iterator[Problem]:
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


def _units(survey: Survey) -> Iterator[Problem]:
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


def _pointer(survey: Survey, token: str, attribute: str, at: Place) -> Iterator[Problem]:
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


def _prefixes(survey: Survey, number: int, file: File) -> Iterator[Problem]:
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


def _includes(survey: Survey, number: int, file: File) -> Iterator[Problem]:
    names = {quoted(other.name) for other in survey.files} | {other.name for other in survey.files}
    for address, line in file.includes:
        if address not in names:
            message = f"{address or 'nothing'} is to be included, and isn't here."
            yield finding(survey, "D422", message, Place(number, line, "include"))
