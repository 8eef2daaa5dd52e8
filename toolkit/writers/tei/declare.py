"""What was done to make the edition: the `encodingDesc` of the headers, told as it is done."""

from __future__ import annotations

import re
from collections import Counter

import toolkit
from toolkit import languages
from toolkit.model import Edition
from toolkit.text import tidy
from toolkit.writers.tei.alignment import METHOD
from toolkit.writers.tei.body import ORIGIN, Extent, pivot
from toolkit.writers.tei.markup import Element, element

_TERM = re.compile(r"`([@=]?)([^`]+)`")
_TERMS = {"": "gi", "@": "att", "=": "val"}
_VERSION = re.compile(r"\d+(?:\.\d+){0,3}")

_NORMALIZATION = """
Unicode Normalization Form C. Line breaks and runs of blanks are one space; no-break and ideographic spaces
are kept. Control characters, byte order marks and what XML does not allow are dropped.
"""
_SEGMENTATION = """
`u` is one turn of a speaker. Where the source prints a label before the turn, `note` of type `=speaker` has
the speaker’s name as this edition prints it; a turn without one has no label, or none in this language.
`seg` of type `=p` in `u` is one paragraph. Blanks between the children of `u`, and between the paragraphs of
a `note`, are layout.

Paragraphs outside turns are `p` (narration), `head`, `byline`, `dateline`, `figure` (a caption; the picture
is no part of the edition), and `note` of type `=editorial` or `=metadata`. A subheading opens a `div` of
type `=part`. A byline or dateline that is not at the top of its division is `ab`. `milestone` is a drawn
separator, with its characters in `@rend`.

Identifiers are made of the language and a stem, the same stem in every language. `@n` is the position:
turns and all that stands between them are numbered through, then the paragraphs in each.
"""
_EVENTS = """
A bracketed event is `vocal`, `kinesic` or `incident`, or `gap` with reason `=inaudible`, where all of its
text is a known phrase of the source language; otherwise it is `note` of type `=transcriber`. Its words and
brackets are kept.
"""
_ALIGNMENT = """
`linkGrp` of type `=alignment` links each turn (subtype `=turn`) and each paragraph (subtype `=paragraph`)
to its translation. `@targFunc` names the roles of the targets in their order, `@n` the cardinality.
`@corresp` in the translation says the same.
"""
_UNTRANSLATED = """
What has no translation is `gap` with reason `=untranslated` in the translation, and where the source text
is here it is listed in `linkGrp` of type `=unaligned`. A turn is without a translation if all its
paragraphs are; their gaps then stand outside `u`.
"""
_ORIGIN = """
An entry of the catalog that is marked as finished. Whether a person, a machine or both wrote it is not
recorded.
"""
_LINKED = """
Both are one entry of the catalog: nothing was computed, and nothing is uncertain but the entry.
"""


def corpus(edition: Edition, tags: Counter[str], linked: bool) -> Element:
    """`encodingDesc` of the whole; `linked`: whether there is an alignment."""
    translated = any(lang != edition.source_lang for lang in edition.langs)
    return element(
        "encodingDesc",
        element("projectDesc", *prose(_project(edition))),
        _editorial(edition, translated, linked),
        _usage(tags),
        _taxonomies(linked) if translated else None,
        _application(),
    )


def text(edition: Edition, lang: str, extent: Extent) -> Element:
    """`encodingDesc` of the text in one language."""
    sampling = None if lang == edition.source_lang else _sampling(edition, lang, extent)
    return element("encodingDesc", sampling, _usage(extent.tags))


def prose(words: str) -> list[Element]:
    """Paragraphs, in which `` `name` `` is an element, `` `@name` `` an attribute and `` `=name` `` a value.

    >>> prose("`u` with `@who`")[0].content[2]
    Element(tag='att', attributes=(), content=('who',))
    """
    return [element("p", *_terms(tidy(paragraph))) for paragraph in words.split("\n\n")]


def _terms(words: str) -> list[Element | str]:
    parts: list[Element | str] = []
    end = 0
    for term in _TERM.finditer(words):
        parts += [words[end : term.start()], element(_TERMS[term[1]], term[2])]
        end = term.end()
    return [part for part in (*parts, words[end:]) if part]


def _project(edition: Edition) -> str:
    if len(edition.langs) > 1:
        return (
            "A transcript and its translations from gettext catalogs, paragraph by paragraph; made by diglot."
        )
    if pivot(edition):
        return "A transcript; made by diglot."
    return "A translation from a gettext catalog; made by diglot."


def _editorial(edition: Edition, translated: bool, linked: bool) -> Element:
    alignment = (_ALIGNMENT if linked else "", _UNTRANSLATED if translated else "")
    return element(
        "editorialDecl",
        element("correction", *prose("Nothing was corrected by diglot."), status="unknown"),
        element("normalization", *prose(_NORMALIZATION), method="silent"),
        element("quotation", *prose("Quotation marks are characters of the text."), marks="all"),
        element("hyphenation", *prose("Hyphens are characters of the text."), eol="all"),
        element("segmentation", *prose(_SEGMENTATION), *prose(_length(edition))),
        element(
            "interpretation", *prose(_EVENTS), *(p for words in alignment if words for p in prose(words))
        ),
    )


def _length(edition: Edition) -> str:
    counted = [one.name for one in map(languages.get, edition.langs) if one.counts_characters]
    if not counted:
        return "The length of a text is told in words, without labels."
    return (
        f"The length of a text is told in words; in {', '.join(counted)} in characters, where a run of "
        "letters or digits of another script counts as one. Punctuation and labels do not count."
    )


def _usage(tags: Counter[str]) -> Element:
    usage = (element("tagUsage", gi=tag, occurs=str(tags[tag])) for tag in sorted(tags))
    return element("tagsDecl", element("namespace", *usage, name="http://www.tei-c.org/ns/1.0"))


def _taxonomies(linked: bool) -> Element:
    origin = _taxonomy("tax.origin", "Where a translated paragraph comes from.", ORIGIN, _ORIGIN)
    method = _taxonomy("tax.alignment", "How two units came to be linked.", METHOD, _LINKED)
    return element("classDecl", origin, method if linked else None)


def _taxonomy(name: str, purpose: str, category: str, words: str) -> Element:
    only = element("category", element("catDesc", tidy(words)), xml_id=category)
    return element("taxonomy", element("desc", purpose), only, xml_id=name)


def _application() -> Element:
    number = _VERSION.match(toolkit.__version__)
    return element(
        "appInfo",
        element(
            "application",
            element("label", f"diglot {toolkit.__version__}"),
            element("desc", "Extraction of the catalogs, merging, and encoding in TEI."),
            xml_id="app.diglot",
            ident="diglot",
            version=number[0] if number else "0",
        ),
    )


def _sampling(edition: Edition, lang: str, extent: Extent) -> Element:
    """What of the translation is here and what isn't, in words."""
    if not extent.untranslated:
        return element("samplingDecl", *prose("Every paragraph of the source text is translated."))
    drafts = edition.counts[lang].fuzzy if lang in edition.counts else 0
    held = f"; drafts that were held back: {drafts}." if drafts else "."
    rule = "Only entries of the catalog that are marked as finished are published."
    return element(
        "samplingDecl", *prose(f"{rule} Paragraphs without a translation: {extent.untranslated}{held}")
    )
