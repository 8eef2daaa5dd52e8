"""Rules about headers.

All that an archive asks for is there, and what nobody said is told as that.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.archive.facts import ID, LANG, EditionText, Node, Survey
from toolkit.findings import Finding
from toolkit.text.hygiene import percent

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
_NOT_KNOWN = ("unknown", "not known", "not recorded", "n/a", "?")
_FILLED = frozenset(
    "title publisher licence p person persName placeName term catDesc category change edition editor name "
    "orgName resp label desc bibl".split()
)
"""Elements that say nothing without words."""
_KNOWN = (
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
        yield from _empty(survey, header)
    yield from _obligatory(survey, whole, _WHOLE)
    for path, what, where in _KNOWN:
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
        found = list(header.find(path))
        if not found:
            yield survey.report("D470.missing", header.place, path=path)
        elif found[0].tag not in _WORDLESS and not any(_says(node) for node in found):
            yield survey.report("D470.empty", found[0].place, path=path)


def _says(node: Node) -> bool:
    """Whether an element has words, or points to some."""
    return bool(node.text) or any(
        # That a text comes from a recording is said by that alone.
        _POINTING & one.attributes.keys() or one.tag == "recording"
        for one in node.walk()
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


def _empty(survey: Survey, header: Node) -> Iterator[Finding]:
    for node in header.walk():
        if node.tag in _FILLED and not node.children and not _says(node):
            yield survey.report("D492.header", node.place, tag=node.tag)


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
    if titles and all(node.attributes.get("type") == "desc" for node in titles):
        yield survey.report("D473", titles[0].place, lang=text.lang)
    if text.role == "translation":
        yield from _publication(survey, text, header)
        people = [*header.find("fileDesc/titleStmt/editor"), *header.find("fileDesc/titleStmt/respStmt")]
        # By role where it is a code, by the words of `resp` where it isn't.
        named = [
            node for node in people if "translat" in f"{node.attributes.get('role', '')} {node.text}".lower()
        ]
        if not any(not unknown(node.text) for node in named):
            yield survey.report("D474", header.place, lang=text.lang)


def _publication(survey: Survey, text: EditionText, header: Node) -> Iterator[Finding]:
    """Find what isn't said of a translation's source, or of an earlier translation."""
    described = list(header.find("fileDesc/sourceDesc/bibl"))
    if not any(True for one in described for _ in one.find("relatedItem")):
        yield survey.report("D472.translated", header.place, lang=text.lang)
    for publication in (one for one in described if ID in one.attributes):
        whole = sum(
            int(quantity)
            for one in publication.find("bibl/extent/measure")
            if one.attributes.get("unit") in {"words", "characters"}
            and (quantity := one.attributes.get("quantity", "")).isascii()
            and quantity.isdecimal()
        )
        measure = next(
            (
                one
                for one in header.find("fileDesc/extent/measure")
                if one.attributes.get("unit") in {"placedWords", "placedCharacters"}
            ),
            None,
        )
        if measure is None or not whole:
            yield survey.report("D521", publication.place, lang=text.lang)
            continue
        said = measure.attributes.get("quantity", "")
        # Never more than there was: edits may have made it longer.
        if said != str(min(text.placed, whole)):
            unit = measure.attributes["unit"]
            yield survey.report("D431.other", measure.place, said=said, unit=unit, real=text.placed)
        elif text.placed < whole:
            missing = whole - text.placed
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
