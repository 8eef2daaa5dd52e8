"""The headers of an edition: that of the corpus, and one for each text.

Everything in them is from the editor's metadata or the catalogs' credits, or was counted in the texts. What
nobody said is left out; where TEI asks for an answer it is "unknown". Words whose language nobody stated
are marked `und`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from toolkit import languages
from toolkit.model import Edition, Person
from toolkit.text import tidy
from toolkit.writers import Options
from toolkit.writers.tei import declare, markup, profile, source
from toolkit.writers.tei.body import Extent, pivot, published
from toolkit.writers.tei.markup import Element, element
from toolkit.writers.tei.profile import stated

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_MIDNIGHT = "T00:00:00Z"
# The ones that a reader looks for on a title page; a narrator or an audience is found among the participants.
_BILLED = ("interviewer", "interviewee", "host", "guest")
_UNITS = {
    "texts": ("text", "texts"),
    "words": ("word", "words"),
    "characters": ("character", "characters"),
    "turns": ("turn", "turns"),
    "paragraphs": ("paragraph", "paragraphs"),
    "untranslatedParagraphs": ("paragraph without a translation", "paragraphs without a translation"),
    "alignmentLinks": ("alignment link", "alignment links"),
}
"""Unit of a `measure` -> how it is said for one and for many."""


def corpus(
    edition: Edition,
    options: Options,
    extents: Mapping[str, Extent],
    links: int,
    texts: Iterable[Element],
) -> Element:
    """The header of the whole.

    extents  what was counted in the text of each language
    links    how many alignment links there are
    texts    the headers of the texts, for the languages that they use
    """
    tags: Counter[str] = sum((extent.tags for extent in extents.values()), Counter())
    availability = element("p", "The rights in each text are stated in the header of that text.")
    compiled = element("p", "Compiled from the texts in this file; the header of each tells its source.")
    file = element(
        "fileDesc",
        _corpus_titles(edition),
        _corpus_extent(extents, tags, links),
        element(
            "publicationStmt",
            source.publisher(options),
            source.identifier(edition.meta.identifier),
            element("availability", availability, status="unknown"),
        ),
        element("sourceDesc", compiled),
    )
    encoding = declare.corpus(edition, tags, links > 0)
    known = profile.corpus(edition)
    used = {lang for node in (file, encoding, *known, *texts) for lang in markup.languages(node)}
    return element(
        "teiHeader",
        file,
        encoding,
        element("profileDesc", profile.language_usage(edition.langs, used), *known),
        _revision(options),
        xml_lang="en",
    )


def text(edition: Edition, options: Options, lang: str, extent: Extent, ids: Mapping[str, str]) -> Element:
    """The header of the text in one language; `ids`: the `xml:id` of each language's `TEI`."""
    original = lang == edition.source_lang
    origin = (
        source.description(edition) if original else source.translated_from(edition, ids.get(pivot(edition)))
    )
    translators = () if original else edition.credits.get(lang, ())
    file = element(
        "fileDesc",
        element(
            "titleStmt",
            _title(edition, lang),
            *(_editor(person, "translator") for person in translators),
            *_billing(edition, lang),
        ),
        element(
            "extent",
            _measure("characters" if languages.get(lang).counts_characters else "words", extent.length),
            _measure("turns", extent.tags["u"]),
            _measure("paragraphs", extent.paragraphs),
            None if original else _measure("untranslatedParagraphs", extent.untranslated),
        ),
        element("publicationStmt", source.publisher(options), source.availability(edition.meta, original)),
        element("sourceDesc", origin),
    )
    encoding = declare.text(edition, lang, extent)
    used = {found for node in (file, encoding) for found in markup.languages(node)}
    usage = profile.language_usage((lang,), used, share="100")
    return element(
        "teiHeader",
        file,
        encoding,
        element("profileDesc", usage, profile.situation(edition, lang)),
        xml_lang="en",
    )


def _corpus_titles(edition: Edition) -> Element:
    kind = "Parallel edition" if len(edition.langs) > 1 else "Edition"
    names = ", ".join(profile.language(lang) for lang in edition.langs)
    own = [lang for lang in edition.langs if lang in edition.titles and published(edition.titles[lang])]
    return element(
        "titleStmt",
        *(_title(edition, lang) for lang in own or edition.langs[:1]),
        element("title", f"{kind}: {names}", type="sub", xml_lang="en"),
        *(_editor(person) for person in edition.meta.editors),
    )


def _corpus_extent(extents: Mapping[str, Extent], tags: Counter[str], links: int) -> Element:
    where = " in all texts together" if len(extents) > 1 else ""
    return element(
        "extent",
        _measure("texts", len(extents)),
        _measure("turns", tags["u"], where),
        _measure("paragraphs", sum(extent.paragraphs for extent in extents.values()), where),
        _measure("alignmentLinks", links) if links else None,
    )


def _measure(unit: str, quantity: int, where: str = "") -> Element:
    words = f"{quantity} {_UNITS[unit][quantity != 1]}{where}"
    return element("measure", words, unit=unit, quantity=str(quantity))


def _title(edition: Edition, lang: str) -> Element:
    """The title in its own language; that of the source, marked as such, where it has no translation."""
    cell = edition.titles.get(lang)
    if cell is None or not tidy(cell.text):
        cell = edition.titles.get(edition.source_lang)
    titled = tidy(edition.meta.title) or any(scene.kind == "title" for scene in edition.scenes)
    if cell is None or not tidy(cell.text) or (cell.text == edition.name and not titled):
        # The name of the file serves on a book's cover; it isn't a title that anybody gave.
        return element("title", f"[untitled: {tidy(edition.name)}]", type="desc", xml_lang="en")
    return element("title", tidy(cell.text), type="main", xml_lang=cell.lang)


def _editor(person: Person, role: str | None = None) -> Element:
    """Somebody who worked on a text; their e-mail address stays at home, for an archive keeps it for ever."""
    orcid = _ORCID.fullmatch(person.orcid.strip())
    if orcid:
        return element(
            "editor", stated("persName", person.name, ref=f"https://orcid.org/{orcid[1]}"), role=role
        )
    odd = tidy(person.orcid)
    number = element("idno", odd, type="ORCID") if odd else None
    return element("editor", stated("persName", person.name), number, role=role)


def _billing(edition: Edition, lang: str) -> Iterable[Element]:
    for speaker in edition.speakers:
        if speaker.role in _BILLED:
            cell = edition.names.get(speaker.key, {}).get(lang)
            known = cell is not None and published(cell)
            name, tag = (cell.text, cell.lang) if cell and known else (speaker.name, edition.source_lang)
            person = element("persName", tidy(name), ref=f"#spk.{speaker.key}", xml_lang=tag)
            yield element("respStmt", element("resp", speaker.role), person)


def _revision(options: Options) -> Element | None:
    """The last change, where the sources tell it."""
    if not options.modified:
        return None
    words = "Last change of the transcript or of its catalogs, as far as they tell it."
    return element("revisionDesc", element("change", words, when=options.modified))
