"""The headers of an edition.

There is that of the corpus, and one for each text.

Everything in them is from the editor's metadata or the catalogs' credits, or was counted in the texts. What
nobody said is left out; where TEI asks for an answer it is "unknown". Words whose language nobody stated
are marked `und`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain

from toolkit import languages
from toolkit.config import BuildOptions
from toolkit.findings import Finding, report
from toolkit.model import KINDS, Absence, Cell, Edition, Helpers, Origin, Person, Review, Revision
from toolkit.schema import AVAILABLE
from toolkit.text.data import is_date
from toolkit.text.hygiene import tidy
from toolkit.writers.tei import declare, inline, markup, profile, source
from toolkit.writers.tei.markup import Element, Extent, element
from toolkit.writers.tei.pointers import Pointers, pivot, published_id
from toolkit.writers.tei.profile import UNSTATED, date, measure, stated

# The ones that a reader looks for on a title page; a narrator or an audience is found among the participants.
_BILLED = ("interviewer", "interviewee", "host", "guest")
_ORIGIN_UNITS: dict[Origin, str] = {
    "human": "humanParagraphs",
    "aligned": "alignedParagraphs",
    "machine": "machineParagraphs",
    "revised": "revisedParagraphs",
    "": "unrecordedParagraphs",
}
_ABSENCE_UNITS: dict[Absence, str] = {
    "": "untranslatedParagraphs",
    "draft": "heldBackParagraphs",
    "omitted": "omittedParagraphs",
}


def corpus(
    edition: Edition,
    options: BuildOptions,
    extents: Mapping[str, Extent],
    links: int,
    texts: Iterable[Element],
    pointers: Pointers,
) -> Element:
    """The header of the whole.

    extents  what was counted in the text of each language
    links    how many alignment links there are
    texts    the headers of the texts, for the languages that they use
    """
    tags: Counter[str] = sum((extent.tags for extent in extents.values()), Counter())
    compiled = element("p", "Compiled from the texts in this file; the header of each tells its source.")
    run = declare.ProcessingRun(
        options.tei.dialogue,
        any(extent.sentences for extent in extents.values()),
        frozenset(_origins(edition, extents)),
        links > 0,
        tags["certainty"] > 0,
        any(extent.additions for extent in extents.values()),
        any(_reviews(edition, extents)),
    )
    file = element(
        "fileDesc",
        _corpus_titles(edition, pointers),
        _edition(options),
        _corpus_extent(extents, tags, links),
        _published(
            edition, options, source.identifier(edition.meta.identifier), source.whole(edition, options)
        ),
        element("sourceDesc", compiled),
    )
    encoding = declare.corpus(edition, tags, run, pointers)
    known = profile.corpus(edition, pointers)
    revisions = _revisions(edition, options)
    shares = {lang: extent.paragraphs for lang, extent in extents.items()}
    return _header(file, encoding, shares, *known, revisions=revisions, texts=texts)


def _header(
    file: Element,
    encoding: Element,
    shares: Mapping[str, int],
    *known: Element | None,
    revisions: Element | None = None,
    texts: Iterable[Element] = (),
) -> Element:
    """A header of its parts, with the languages that it declares.

    shares  language -> paragraphs
    known   what stands in `profileDesc` behind these
    texts   other headers, whose languages it declares too
    """
    # Asked of the header itself: every language that it names must be declared in it.
    nodes = filter(None, (file, encoding, *known, revisions, *texts))
    usage = profile.language_usage(shares, chain.from_iterable(map(markup.languages, nodes)))
    return element(
        "teiHeader", file, encoding, element("profileDesc", usage, *known), revisions, xml_lang="en"
    )


def _origins(edition: Edition, extents: Mapping[str, Extent]) -> Iterable[Origin]:
    """The origins of what is translated.

    Paragraphs are translated, and names, which are in the header alone.
    """
    for extent in extents.values():
        yield from extent.origins
    yield from (cell.origin for cell in _named(edition))


def _reviews(edition: Edition, extents: Mapping[str, Extent]) -> Iterable[Review]:
    """How far what is translated was reviewed: paragraphs and names."""
    for extent in extents.values():
        yield from extent.reviews
    yield from (cell.review for cell in _named(edition))


def _named(edition: Edition) -> Iterable[Cell]:
    """Names and titles that are translated."""
    for cells in (*edition.names.values(), edition.titles):
        yield from (cell for cell in cells.values() if cell.state == "translated")


def text(edition: Edition, options: BuildOptions, lang: str, extent: Extent, pointers: Pointers) -> Element:
    """The header of the text in one language."""
    original = lang == edition.source_lang
    origin: tuple[Element, ...]
    if original:
        origin = source.description(edition)
    else:
        origin = (source.of_translation(edition, lang, pointers.texts.get(pivot(edition))),)
    translators = () if original else edition.credits.get(lang, ())
    file = element(
        "fileDesc",
        element(
            "titleStmt",
            _title(edition, lang, pointers),
            *(
                source.editor(person, "translator", f"{lang}.translator.{number}")
                for number, person in enumerate(translators, 1)
            ),
            *(
                source.editor(person, "translator", f"{published_id(lang)}.translator.{number}")
                for number, person in enumerate(_of_publication(edition, lang), 1)
            ),
            *source.helpers(edition.helpers.get(lang, Helpers()), lang),
            *_billing(edition, lang, pointers),
        ),
        _edition(options),
        element("extent", *_measures(edition, lang, extent)),
        _published(edition, options, source.availability(edition, lang)),
        element("sourceDesc", *origin),
    )
    encoding = declare.text(edition, lang, extent, pointers)
    return _header(file, encoding, {lang: extent.paragraphs or 1}, profile.situation(edition, lang))


def alignment(
    edition: Edition, options: BuildOptions, tags: Counter[str], links: int, pointers: Pointers
) -> Element:
    """The header of an alignment file."""
    title = element("title", f"Alignment of {tidy(edition.name)}", type="desc", xml_lang="en")
    made = element("p", "Made by diglot from the texts that the links point at.")
    file = element(
        "fileDesc",
        element("titleStmt", title),
        _edition(options),
        element("extent", measure("alignmentLinks", links)),
        _published(edition, options, source.whole(edition, options)),
        element("sourceDesc", made),
    )
    encoding = declare.alignment(tags, pointers)
    return _header(file, encoding, {})


def _edition(options: BuildOptions) -> Element | None:
    version = tidy(options.version)
    return element("editionStmt", element("edition", version, n=version)) if version else None


def _published(edition: Edition, options: BuildOptions, *more: Element | None) -> Element:
    """Who publishes an edition, where and when; then what else is told of that."""
    return element(
        "publicationStmt",
        source.publisher(options),
        source.place(options),
        date(options.date) if tidy(options.date) else None,
        date(edition.meta.available, type=AVAILABLE) if edition.meta.available else None,
        *more,
    )


def _measures(edition: Edition, lang: str, extent: Extent) -> Iterable[Element]:
    yield measure(languages.get(lang).counted_in, extent.length)
    yield measure("turns", extent.tags["u"] + extent.tags["sp"])
    yield measure("paragraphs", extent.paragraphs)
    if extent.sentences:
        yield measure("sentences", extent.sentences)
    if lang == edition.source_lang:
        return
    for origin, unit in _ORIGIN_UNITS.items():
        if number := extent.origins[origin]:
            yield measure(unit, number)
    for why, unit in _ABSENCE_UNITS.items():
        yield measure(unit, extent.absent[why])
    if extent.additions:
        yield measure("additions", extent.additions)
    counts = edition.counts.get(lang)
    if counts is not None and edition.meta.translation(lang).counted:
        characters = languages.get(lang).counts_characters
        yield measure("placedSentences", counts.placed_sentences)
        yield measure("placedCharacters" if characters else "placedWords", counts.placed_words)


def _corpus_titles(edition: Edition, pointers: Pointers) -> Element:
    kind = "Parallel edition" if len(edition.langs) > 1 else "Edition"
    names = ", ".join(profile.language(lang) for lang in edition.langs)
    # A title that stands in for another is none of its language.
    own = [lang for lang in edition.langs if lang in edition.titles and edition.titles[lang].published]
    return element(
        "titleStmt",
        *(_title(edition, lang, pointers) for lang in own or edition.langs[:1]),
        element("title", f"{kind}: {names}", type="sub", xml_lang="en"),
        *map(source.author, edition.meta.writers),
        *(source.editor(person, None, f"editor.{k}") for k, person in enumerate(edition.meta.editors, 1)),
    )


def _corpus_extent(extents: Mapping[str, Extent], tags: Counter[str], links: int) -> Element:
    where = " in all texts together" if len(extents) > 1 else ""
    return element(
        "extent",
        measure("texts", len(extents)),
        measure("turns", tags["u"] + tags["sp"], where),
        measure("paragraphs", sum(extent.paragraphs for extent in extents.values()), where),
        measure("alignmentLinks", links) if links else None,
    )


def _title(edition: Edition, lang: str, pointers: Pointers) -> Element:
    """The title in its own language.

    It is that of the source, marked as such, where there is no translation.
    """
    cell = edition.titles.get(lang)
    if cell is None or not tidy(cell.text):
        cell = edition.titles.get(edition.source_lang)
    titled = tidy(edition.meta.title) or any(
        KINDS[scene.kind].prints == "headline" for scene in edition.scenes
    )
    if cell is None or not tidy(cell.text) or (cell.text == edition.name and not titled):
        # The name of the file serves on a book's cover; it isn't a title that anybody gave.
        return element("title", f"[untitled: {tidy(edition.name)}]", type="desc", xml_lang="en")
    title = inline.kept(tidy(cell.text))
    return element(
        "title", *title, type="main", xml_lang=cell.lang, **profile.origin(cell, edition, pointers)
    )


def _of_publication(edition: Edition, lang: str) -> Iterable[Person]:
    """Translators of what existed before.

    Those who have signed the catalog as well are left out.
    """
    signed = edition.credits.get(lang, ())
    return () if lang == edition.source_lang else edition.translators(lang)[len(signed) :]


def _billing(edition: Edition, lang: str, pointers: Pointers) -> Iterable[Element]:
    for speaker in edition.speakers:
        if speaker.role in _BILLED:
            cell = edition.names.get(speaker.key, {}).get(lang)
            known = cell is not None and cell.published
            name, tag = (cell.text, cell.lang) if cell and known else (speaker.name, edition.source_lang)
            person = element("persName", tidy(name), ref=f"{pointers.root}spk.{speaker.key}", xml_lang=tag)
            yield element("respStmt", element("resp", speaker.role), person)


def _revisions(edition: Edition, options: BuildOptions) -> Element | None:
    """The changes of the edition.

    They are what the editor tells, latest first, and the last change that the sources tell of.
    """
    own = (Revision(revision.date, revision.what, revision.who) for revision in options.revisions)
    # Those of the text and those of the edition in one list.
    known = sorted((*edition.meta.revisions, *own), key=lambda revision: revision.date, reverse=True)
    changes = [_change(edition, revision) for revision in known]
    if options.modified:
        words = "Last change of the transcript or of its catalogs, as far as they tell it."
        changes.append(element("change", words, when=options.modified))
    return element("revisionDesc", *changes) if changes else None


def _change(edition: Edition, revision: Revision) -> Element:
    who = tidy(revision.who)
    editors = [tidy(person.name) for person in edition.meta.editors]
    # Who is an editor of the edition is pointed at; others are named.
    pointer = f"#editor.{editors.index(who) + 1}" if who in editors else None
    named = (stated("persName", who), ": ") if who and pointer is None else ()
    when = tidy(revision.date) if is_date(tidy(revision.date)) else None
    # Said in words where no calendar has it.
    day = "" if when else f"{tidy(revision.date)}: "
    parts = (*named, day + tidy(revision.what))
    return element("change", *parts, when=when, who=pointer, xml_lang=UNSTATED)


# What a header leaves unknown.
#
# Nobody has said it.


def unknown(edition: Edition, options: BuildOptions) -> tuple[str, ...]:
    """The keys that nobody has filled in.

    They are keys of `diglot.toml` and of the sidecar that an archive asks for.
    """
    meta = edition.meta
    asked = {
        "publisher (diglot.toml)": options.publisher,
        "version (diglot.toml)": options.version,
        "date (diglot.toml)": options.date,
        "licence (diglot.toml)": options.licence,
        "identifier": meta.identifier,
        "editors": meta.editors,
        "original-language": meta.original_langs,
        "title": meta.title or any(KINDS[scene.kind].prints == "headline" for scene in edition.scenes),
        "publisher": meta.publisher,
        "date": meta.date,
        "rights or licence": meta.rights or meta.licence,
    }
    for lang, numbers in edition.counts.items():
        # Of a translation of which nothing is here, nothing can be said.
        if numbers.translated:
            known = meta.translation(lang)
            asked[f"rights or licence of [translations.{lang}]"] = known.rights or known.licence
            asked[f"translated-from of [translations.{lang}]"] = known.translated_from
            asked[f"translators ({lang})"] = edition.credits.get(lang) or known.translators
    return tuple(key for key, said in asked.items() if not said)


def findings(edition: Edition, options: BuildOptions) -> tuple[Finding, ...]:
    """One finding with all that is unknown."""
    missing = unknown(edition, options)
    if not missing:
        return ()
    return (report("D401", things=len(missing), keys=missing),)
