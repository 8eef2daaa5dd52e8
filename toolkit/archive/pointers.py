"""Rules about names of files, ids and pointers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from toolkit import late
from toolkit.archive.facts import (
    LEVELS,
    EditionFile,
    EditionText,
    ElementPlace,
    Survey,
    expand,
    pattern,
    quoted,
)
from toolkit.findings import Finding

# Names of files, as repositories demand them.


SAFE = late.regex(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def check_file_names(survey: Survey) -> Iterator[Finding]:
    """Find names of files that repositories refuse."""
    for number, file in enumerate(survey.files):
        if not SAFE.fullmatch(file.name):
            yield survey.report("D495", ElementPlace(number, 0, ""), file=file.name)


# Ids: each once, a name that XML takes, and one stem for one unit in all languages.


# What of an NCName travels well: in URIs, file names and other formats.
_NAME = late.regex(r"[A-Za-z_][A-Za-z0-9._-]*")


def check_identifiers(survey: Survey) -> Iterator[Finding]:
    """Find ids that are there twice, or are none."""
    for number, file in enumerate(survey.files):
        for name, line in file.twice:
            yield survey.report("D410", ElementPlace(number, line, ""), id=name, line=file.ids[name][0])
        for name, (line, tag) in file.ids.items():
            if not _NAME.fullmatch(name):
                yield survey.report("D411", ElementPlace(number, line, tag), id=name)
    for text in survey.texts:
        yield from _stems(survey, text)


def _stems(survey: Survey, text: EditionText) -> Iterator[Finding]:
    prefix = f"{text.lang}."
    for level in LEVELS:
        for unit in text.units(level):
            if not unit.id.startswith(prefix):
                yield survey.report("D412.language", text.at(unit), id=unit.id, prefix=prefix)
            # Sentences are aligned many to many: their numbers needn't be those of their partners.
            elif level != "sentence" and unit.corresp and _stem(unit.corresp) != unit.id[len(prefix) :]:
                yield survey.report("D412.stem", text.at(unit), id=unit.id, other=unit.corresp)
    # An empty `TEI` that only holds others needs none.
    if text.header is None and not text.tags:
        return
    if not text.id:
        yield survey.report("D413", text.place, lang=text.lang or "no language")


def _stem(pointer: str) -> str:
    """The part of an id that is the same in every language.

    `#en.s7QKD3A` and `en:s7QKD3A` have the stem s7QKD3A.
    """
    return re.split(r"[.:]", pointer.removeprefix("#"), maxsplit=1)[-1]


_URI = late.regex(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
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
    """Find pointers that lead nowhere, or to the wrong kind."""
    for number, file in enumerate(survey.files):
        yield from _prefixes(survey, number, file)
        yield from _includes(survey, number, file)
        for (tag, attribute, value), line in file.pointers.items():
            if attribute in {"from", "to", "start", "end"} and not value.startswith("#"):
                continue  # a date or a moment
            at = ElementPlace(number, line, tag)
            if not value.split():
                yield survey.report("D420.nothing", at, attribute=f"{tag}/@{attribute}")
            for token in value.split():
                yield from _pointer(survey, token, attribute, at)
    yield from _units(survey)


def _units(survey: Survey) -> Iterator[Finding]:
    """Find wrong pointers of units and links.

    There are many, and hardly one is wrong: those into this file are looked up at once.
    """
    for text in survey.texts:
        ids = survey.files[text.place.file].ids
        for units in (*(text.units(level) for level in LEVELS), text.gaps):
            for unit in units:
                for token in unit.corresp.split():
                    if token[0] != "#" or token[1:] not in ids:
                        yield from _pointer(survey, token, "corresp", text.at(unit))
    for group in survey.groups:
        ids = survey.files[group.place.file].ids
        for link in group.links:
            for token in link.target.split():
                if token[0] != "#" or token[1:] not in ids:
                    at = ElementPlace(group.place.file, link.line, link.tag)
                    yield from _pointer(survey, token, "target", at)
    for (number, _), (target, line) in survey.gathered.items():
        for token in target.split():
            yield from _pointer(survey, token, "target", ElementPlace(number, line, "ptr"))


def _pointer(survey: Survey, token: str, attribute: str, at: ElementPlace) -> Iterator[Finding]:
    what = f"{at.tag}/@{attribute}"
    # Into the edition, through a prefix, to the web, or to nothing: in this order.
    meant = survey.resolve(at.file, token)
    if meant is not None:
        number, name = meant
        target = survey.files[number].ids.get(name)
        if target is None:
            yield survey.report("D420.gone", at, attribute=what, pointer=token)
        elif attribute in _KINDS and target[1] not in _KINDS[attribute]:
            yield survey.report("D424", at, attribute=what, pointer=token, kind=target[1])
        return
    file = survey.files[at.file]
    scheme, mark, _ = token.partition(":")
    if scheme in file.prefixes and mark:
        expanded = expand(token, file.prefixes)
        if expanded == token:
            yield survey.report("D423.pattern", at, prefix=scheme, pointer=token)
        elif not _URI.fullmatch(expanded):
            yield survey.report("D422.pointer", at, attribute=what, pointer=expanded)
    elif mark and _URI.fullmatch(token):
        # Any word with a colon looks like an address: only prefixes that are declared, and schemes
        # in use, are ones.
        if scheme.lower() not in _WELL_KNOWN:
            yield survey.report("D423.undefined", at, attribute=what, prefix=scheme)
    elif token in file.ids:
        yield survey.report("D421.bare", at, attribute=what, pointer=token)
    elif "#" in token:
        yield survey.report("D422.pointer", at, attribute=what, pointer=token)
    elif (at.tag, attribute) not in _OUTWARD:
        yield survey.report("D421.none", at, attribute=what, pointer=token)


def _prefixes(survey: Survey, number: int, file: EditionFile) -> Iterator[Finding]:
    for prefix, (source, replacement) in file.prefixes.items():
        own = (header for header in survey.headers if header.place.file == number)
        definitions = chain.from_iterable(header.find("**/prefixDef") for header in own)
        line = next(node.place.line for node in definitions if node.attributes.get("ident", "") == prefix)
        # A definition that can't be used is told once, and not at each pointer that uses it.
        written = pattern(source)
        wanted = [int(group) for group in re.findall(r"\$(\d)", replacement)]
        if not prefix or not source or not written or not wanted or max(wanted) > written.groups:
            yield survey.report(
                "D423.definition",
                ElementPlace(number, line, "prefixDef"),
                prefix=prefix or "(none)",
                pattern=source,
                replacement=replacement,
            )


def _includes(survey: Survey, number: int, file: EditionFile) -> Iterator[Finding]:
    names = {quoted(other.name) for other in survey.files} | {other.name for other in survey.files}
    for address, line in file.includes:
        if address not in names:
            yield survey.report(
                "D422.included", ElementPlace(number, line, "include"), file=address or "nothing"
            )
