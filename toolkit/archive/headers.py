"""Headers: all that an archive asks for is there, and what nobody said is told as that."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.archive.codes import finding
from toolkit.archive.facts import ID, LANG, Node, Survey, Text
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
    """Findings about what is missing."""
    whole = survey.corpus
    if whole is None and survey.texts:
        whole = survey.texts[0].header
    if not survey.headers or whole is None:
        yield finding(survey, "D470", "there is no header.", None)
        return
    for header in survey.headers:
        yield from _obligatory(survey, header, _EVERY)
        yield from _publisher(survey, header)
        yield from _source(survey, header)
        yield from _empty(survey, header)
    yield from _obligatory(survey, whole, _WHOLE)
    for path, what, where in _KNOWN:
        if not any(node.text for node in whole.find(path)):
            message = f"the header doesn't say {what} ({where})."
            yield finding(survey, "D472", message, whole.place)
    if survey.corpus is not None:
        yield from _titles(survey, survey.corpus)
    for text in survey.texts:
        if text.header is None:
            yield finding(survey, "D470", f"the text in {text.lang} has no header.", text.place)
        else:
            yield from _text(survey, text, text.header)


def _obligatory(survey: Survey, header: Node, paths: tuple[str, ...]) -> Iterator[Finding]:
    for path in paths:
        found = list(header.find(path))
        if not found:
            yield finding(survey, "D470", f"{path} is missing.", header.place)
        elif found[0].tag not in _WORDLESS and not any(_says(node) for node in found):
            yield finding(survey, "D470", f"{path} is empty.", found[0].place)


def _says(node: Node) -> bool:
    """Whether there are words in it, or a pointer to where they are."""
    return bool(node.text) or any(
        # That a text comes from a recording is said by that alone.
        _POINTING & one.attributes.keys() or one.tag == "recording"
        for one in node.walk()
    )


def _publisher(survey: Survey, header: Node) -> Iterator[Finding]:
    for statement in header.find("fileDesc/publicationStmt"):
        names = [node for node in statement.children if node.tag in _PUBLISHERS]
        if not any(node.text for node in names):
            yield finding(survey, "D470", "fileDesc/publicationStmt/publisher is missing.", statement.place)
        elif header is (survey.corpus or header) and all(unknown(node.text) for node in names):
            yield finding(survey, "D471", "nobody said who publishes the edition.", names[0].place)


def _source(survey: Survey, header: Node) -> Iterator[Finding]:
    for source in header.find("fileDesc/sourceDesc"):
        if any(phrase in source.text for phrase in ("is not recorded", "not known where")):
            message = "the header doesn't say where the source text was published (`publisher`, `url`)."
            yield finding(survey, "D472", message, source.place)


def _empty(survey: Survey, header: Node) -> Iterator[Finding]:
    for node in header.walk():
        if node.tag in _FILLED and not node.children and not _says(node):
            yield finding(survey, "D492", f"`{node.tag}` in the header is empty.", node.place)


def _titles(survey: Survey, corpus: Node) -> Iterator[Finding]:
    """The titles of the texts are those of the whole."""
    titles = "fileDesc/titleStmt/title"
    whole = {node.attributes.get(LANG, "") for node in corpus.find(titles)}
    for text in survey.texts:
        own = list(text.header.find(titles)) if text.header is not None else []
        if text.lang not in whole and any(node.attributes.get(LANG) == text.lang for node in own):
            message = f"the header of the whole lacks the title in {text.lang}."
            yield finding(survey, "D470", message, corpus.place)


def _text(survey: Survey, text: Text, header: Node) -> Iterator[Finding]:
    titles = list(header.find("fileDesc/titleStmt/title"))
    if titles and all(node.attributes.get("type") == "desc" for node in titles):
        yield finding(survey, "D473", f"the text in {text.lang} has no title.", titles[0].place)
    if text.role == "translation":
        yield from _publication(survey, text, header)
        people = [*header.find("fileDesc/titleStmt/editor"), *header.find("fileDesc/titleStmt/respStmt")]
        named = [
            node for node in people if "translat" in f"{node.attributes.get('role', '')} {node.text}".lower()
        ]
        if not any(not unknown(node.text) for node in named):
            message = f"nobody is named as translator into {text.lang}."
            yield finding(survey, "D474", message, header.place)


def _publication(survey: Survey, text: Text, header: Node) -> Iterator[Finding]:
    """What a translation was made from; and how much of one that existed before is in the edition."""
    described = list(header.find("fileDesc/sourceDesc/bibl"))
    if not any(True for one in described for _ in one.find("relatedItem")):
        message = f"the header doesn't say what the text in {text.lang} was translated from."
        yield finding(survey, "D472", message, header.place)
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
            message = f"nobody has counted how much of the translation into {text.lang} is here."
            yield finding(survey, "D521", message, publication.place)
            continue
        said = measure.attributes.get("quantity", "")
        if said != str(min(text.placed, whole)):
            message = f"the header says {said} {measure.attributes['unit']}; there are {text.placed}."
            yield finding(survey, "D431", message, measure.place)
        elif text.placed < whole:
            missing = whole - text.placed
            beside = min(text.beside, missing)
            unit = measure.attributes["unit"].removeprefix("placed").lower()
            message = (
                f"{missing} of {whole} {unit} ({percent(missing / whole)}) of the translation into "
                f"{text.lang} that existed before translate nothing in the edition: {beside} in additions "
                f"(`back`), {missing - beside} nowhere."
            )
            yield finding(survey, "D520", message, measure.place)


def unknown(words: str) -> bool:
    """Whether words say that something isn't known."""
    return words.strip(" .").lower() in _NOT_KNOWN
