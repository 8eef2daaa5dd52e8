"""What was done to make the edition.

It is the `encodingDesc` of the headers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import toolkit
from toolkit import languages, late, schema
from toolkit.catalog.provenance import TRUSTED
from toolkit.model import Edition, Origin
from toolkit.schema import ORIGINS, REVIEWS
from toolkit.text.hygiene import counted, tidy
from toolkit.writers.tei.alignment import APPLICATION, AUTO, DECIDED, ENTRY
from toolkit.writers.tei.body import Dialogue
from toolkit.writers.tei.markup import Element, Extent, element
from toolkit.writers.tei.pointers import Pointers, pivot

_TERM = late.regex(r"`([@=]?)([^`]+)`")
_TERMS = {"": "gi", "@": "att", "=": "val"}
_VERSION = late.regex(r"\d+(?:\.\d+){0,3}")

_NORMALIZATION = """
Unicode Normalization Form C. Line breaks and runs of blanks are one space; no-break and ideographic spaces
are kept. Control characters, byte order marks and what XML does not allow are dropped.
"""
_TURNS = {
    "u": """
`u` is one turn of a speaker. Where the source prints a label before the turn, `note` of type `=speaker` has
the speaker’s name as this edition prints it; a turn without one has no label, or none in this language.
`seg` of type `=p` in `u` is one paragraph. Blanks between the children of `u`, and between the paragraphs of
a `note`, are layout.
""",
    "sp": """
`sp` is one turn of a speaker. Where the source prints a label before the turn, `speaker` has the speaker’s
name as this edition prints it; a turn without one has no label, or none in this language. `p` in `sp` is one
paragraph. Events in a turn of which nothing else is here are in `ab`.
""",
}
_SEGMENTATION = """
Paragraphs outside turns are `p` (narration), `head`, `byline`, `dateline`, `figure` (a caption; the picture
is the file that `graphic` names), and `note` of type `=editorial` or `=metadata`. A
subheading opens a `div` of type `=part`. A byline or dateline that is not at the top of its division is `ab`.
`milestone` is a drawn separator, with its characters in `@rend`.

In what would be the element of a paragraph, and has no identifier then, stand paragraphs that are set
otherwise: `lg` is one of verse, with its lines as `l`; `item` in `list` is one of a list, `p` in `quote` one
of a quotation set apart, and `figure` a picture, with what it shows in `figDesc` and its caption in `head`.

In a paragraph `emph` is emphasis, `hi` strong emphasis, `ref` a link, `note` of type `=footnote` a footnote,
`ruby` a base with its reading, and `lb` the end of a line.

Identifiers are made of the language and a stem, the same stem in every language. `@n` is the position: turns
and all that stands between them are numbered through, then the paragraphs in each.
"""
_SENTENCES = """
`s` is one sentence, found by rules for its language (stops, abbreviations, quotation marks); in an event it
is `desc`, and `figDesc` where a picture is told. No sentence goes on in the next line of verse. The blank
after a sentence is in it. Its identifier is that of the paragraph and a number.
"""
_EVENTS = """
An event in brackets is `vocal`, `kinesic`, `incident`, `pause` or `unclear`, or `gap` with reason
`=inaudible` or `=ellipsis`, where all of its text is a known phrase of any language; otherwise brackets among
words are words, and an event that is a paragraph is `note` of type `=transcriber`. Its words and brackets are
kept; those of `pause` are in an instruction. What only happens is not counted as words.
"""
_ALIGNMENT = """
`linkGrp` of type `=alignment` links each turn (subtype `=turn`) and each paragraph (subtype `=paragraph`)
to its translation. `@targFunc` names the roles of the targets in their order, `@n` the cardinality.
`@corresp` in the translation says the same. Paragraph and translation are one entry of a catalog, and
`@resp` of the group names the translators who signed it. Where a machine wrote the translation, and nobody
has gone over it, `@resp` of the link points at the name of that machine, or, where there were several, at the
application that took it over.
"""
_PLACED = """
Where diglot placed the text of a translation that existed before, the link has `@cert`, from 0 to 1, and
`@resp` points at the application. What it placed with less than {trusted:g}, or in doubt for another reason,
is here only if a person has confirmed it since, by itself or with others. Where a person decided what goes
together, by itself or with others, the link says so by `@ana`; that person is not named, and `@resp` of the
group doesn't hold. A turn is as certain as the least certain of its paragraphs.
"""
_ALIGNED_SENTENCES = """
Sentences (subtype `=sentence`) are aligned inside of their paragraph by diglot: a dynamic programme over
pairs of up to several sentences on either side, with costs from their length, numbers, names, punctuation
and the words that go together in this very text. No link is left out: `@cert` is the probability that the
programme gives it, below 1, and nobody has looked at it; it is no higher than that of a paragraph which
diglot placed. Where a person decided which sentences go together, or that one is left out, `@cert` is 1; the
link says so by `@ana`, and `@resp` of the group doesn't hold. Several sentences on one side are gathered by a
`ptr`, and the `link` points at that.
"""
_CERTAINTY = """
Where a reader of the transcript had to guess whose a turn is, and no editor has decided, `certainty` in the
turn says how sure `@who` is: `=medium`, or `=low` where it is probably otherwise. With `@target` it says
so of that paragraph alone: the others of the turn are not in doubt.
"""
_UNTRANSLATED = """
What is not here in a translation is `gap` there. Its reason is `=untranslated` where nobody has translated
it, `=heldBack` where there is a draft that is not published, and `=omitted` where the translation leaves it
out: the aligner found that, or a person said so. Where the source text is here, all are listed in
`linkGrp` of type `=unaligned`, as `ptr` of type `=untranslated`, `=heldBack` or `=omission`. Only an omission
has a cardinality (`@n`); it has `@cert` where the aligner found it. A turn is without a translation if all
its paragraphs are; their gaps then stand outside of turns.
"""
_ADDED = """
A sentence of a translation that translates none of the source is listed there as `ptr` of type `=addition`.
"""
_ADDITIONS = """
What a translation that existed before has, and the source has not, is `ab` of type `=addition` in `back`.
`@n` is the position of the paragraph that it stands behind there, or `=0` before all. It is listed as `ptr`
of type `=addition`, with `@resp` where the aligner found that it translates nothing.
"""
_PUBLISHED = """
`@source` of a paragraph points at the publication that its translation was taken from, in `sourceDesc`; it
may have been revised since. How much of that publication is in this edition is told by `measure` in the
header of the text.
"""
_ORIGINS: dict[Origin, str] = {
    "human": "Marked as finished in the catalog, with no sign that a machine wrote or placed it.",
    "aligned": "Taken from a translation that existed before, and placed here by diglot, or as a person "
    "decided; links say which. Nobody has changed its words; a person may have accepted it together with "
    "others.",
    "machine": "Machine translation that was marked as finished; nobody has changed it.",
    "revised": "Machine translation, or text that was placed by diglot, which a person has gone over since.",
    "": "Marked as finished; where it comes from is not recorded.",
}
_REVIEWS = {
    REVIEWS["reviewed"]: "Somebody has gone over the finished translation, as the catalog says.",
    REVIEWS["approved"]: "The paragraph was approved for publication, as the catalog says.",
}
_ENTRY = "Both are one entry of the catalog, or turns with such paragraphs: nothing was computed."
_AUTO = "Computed by diglot; `@cert` says how sure it is."
_DECIDED = "A person decided that both go together, or it follows from what a person decided."


@dataclass(frozen=True, slots=True)
class ProcessingRun:
    """What was done in making an edition."""

    dialogue: Dialogue
    sentences: bool
    origins: frozenset[Origin]
    """Of the paragraphs of translations that are here."""
    linked: bool
    """Whether there is an alignment."""
    doubts: bool = False
    """Whether it is in doubt whose a turn is."""
    additions: bool = False
    """Whether a translation has what the source has not."""
    reviews: bool = False
    """Whether somebody has gone over a finished translation."""


def corpus(edition: Edition, tags: Counter[str], run: ProcessingRun, pointers: Pointers) -> Element:
    """`encodingDesc` of the whole."""
    translated = any(lang != edition.source_lang for lang in edition.langs)
    return element(
        "encodingDesc",
        _schema(),
        element("projectDesc", *prose(_project(edition))),
        _editorial(edition, run, translated),
        _usage(tags),
        pointers.definitions(),
        _taxonomies(run) if translated else None,
        _application(),
    )


def text(edition: Edition, lang: str, extent: Extent, pointers: Pointers) -> Element:
    """`encodingDesc` of the text in one language."""
    sampling = None if lang == edition.source_lang else _sampling(edition, lang, extent)
    # Prefixes are declared in each file that uses them.
    split = pointers.definitions()
    return element("encodingDesc", _schema() if split else None, sampling, _usage(extent.tags), split)


def alignment(tags: Counter[str], pointers: Pointers) -> Element:
    """`encodingDesc` of a file that has the alignment alone."""
    return element("encodingDesc", _schema(), _usage(tags), pointers.definitions())


def _schema() -> Element:
    return element("schemaRef", key=schema.NAME, url=schema.RNG)


def prose(words: str) -> list[Element]:
    """Text as paragraphs.

    `` `name` `` is an element, `` `@name` `` an attribute and `` `=name` `` a value.

    >>> prose("`u` with `@who`")[0].content[2]
    Element(tag='att', attributes=(), content=('who',))
    """
    return [element("p", *_terms(tidy(paragraph))) for paragraph in words.split("\n\n") if paragraph]


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


def _editorial(edition: Edition, run: ProcessingRun, translated: bool) -> Element:
    aligned = run.linked and run.sentences
    told = (
        (_EVENTS, True),
        (_CERTAINTY, run.doubts),
        (_ALIGNMENT, run.linked),
        (_PLACED.format(trusted=TRUSTED), run.linked and "aligned" in run.origins),
        (_ALIGNED_SENTENCES, aligned),
        (_UNTRANSLATED, translated),
        (_ADDED, aligned),
        (_PUBLISHED, any(edition.meta.translation(lang).existed for lang in edition.counts)),
        (_ADDITIONS, run.additions),
    )
    units = (*prose(_TURNS[run.dialogue]), *prose(_SEGMENTATION))
    return element(
        "editorialDecl",
        element("correction", *prose("Nothing was corrected by diglot."), status="unknown"),
        element("normalization", *prose(_NORMALIZATION), method="silent"),
        element("quotation", *prose("Quotation marks are characters of the text."), marks="all"),
        element("hyphenation", *prose("Hyphens are characters of the text."), eol="all"),
        element(
            "segmentation", *units, *(prose(_SENTENCES) if run.sentences else ()), *prose(_length(edition))
        ),
        element("interpretation", *chain.from_iterable(prose(words) for words, holds in told if holds)),
    )


def _length(edition: Edition) -> str:
    counted = [language.name for language in map(languages.get, edition.langs) if language.counts_characters]
    if not counted:
        return "The length of a text is told in words, without labels."
    return (
        f"The length of a text is told in words; in {', '.join(counted)} in characters, where a run of "
        "letters or digits of another script counts as one. Punctuation and labels do not count."
    )


def _usage(tags: Counter[str]) -> Element:
    usage = (element("tagUsage", gi=tag, occurs=str(tags[tag])) for tag in sorted(tags))
    return element("tagsDecl", element("namespace", *usage, name=schema.TEI))


def _taxonomies(run: ProcessingRun) -> Element:
    # All that a person may ask for; the last only where a text has it.
    origins = {
        ORIGINS[origin]: words for origin, words in _ORIGINS.items() if origin or origin in run.origins
    }
    methods = {ENTRY: _ENTRY, AUTO: _AUTO, DECIDED: _DECIDED}
    return element(
        "classDecl",
        _taxonomy("tax.origin", "Where a translated paragraph comes from.", origins),
        _taxonomy("tax.review", "How far a finished translation was reviewed.", _REVIEWS)
        if run.reviews
        else None,
        _taxonomy("tax.alignment", "How two units came to be linked.", methods) if run.linked else None,
    )


def _taxonomy(name: str, purpose: str, categories: Mapping[str, str]) -> Element:
    made = (
        element("category", element("catDesc", *_terms(words)), xml_id=category)
        for category, words in categories.items()
    )
    return element("taxonomy", element("desc", purpose), *made, xml_id=name)


def _application() -> Element:
    # Up to four numbers with dots between them (teidata.versionNumber).
    number = _VERSION.match(toolkit.__version__)
    return element(
        "appInfo",
        element(
            "application",
            element("label", f"diglot {toolkit.__version__}"),
            element("desc", "Extraction of the catalogs, merging, and encoding in TEI."),
            xml_id=APPLICATION,
            ident="diglot",
            version=number[0] if number else "0",
        ),
    )


def _sampling(edition: Edition, lang: str, extent: Extent) -> Element:
    """How much of the texts is here.

    It is told of the source text and of the translation, in words.
    """
    if extent.absent.total():
        told = (
            f"Paragraphs that nobody has translated: {extent.absent['']}",
            f"drafts that are held back: {extent.absent['draft']}",
            f"left out by the translation: {extent.absent['omitted']}",
        )
        rule = "Only entries of the catalog that are marked as finished are published."
        words = f"{rule} {'; '.join(told)}."
    else:
        words = "Every paragraph of the source text is translated."
    return element("samplingDecl", *prose(words), *prose(_share(edition, lang)))


def _share(edition: Edition, lang: str) -> str:
    """How much of an earlier translation is here.

    It is "" for one that was made in the catalog.
    """
    whole, counts = edition.meta.translation(lang), edition.counts.get(lang)
    if not whole.existed or counts is None:
        return ""
    if not whole.counted:
        return "How much of the translation that existed before is in this edition is not known."
    unit = languages.get(lang).counted_in
    rest = ""
    if counts.added:
        rest = f" What it has beside them is in back: {counted(counts.added, 'addition')}."
    if counts.revised:
        rest = f" Paragraphs that were revised count as they are now.{rest}"
    return (
        f"Of the translation that existed before, {counts.placed_sentences} of {whole.sentences} sentences "
        f"and {counts.placed_words} of {whole.words} {unit} translate paragraphs in this edition.{rest}"
    )
