"""What a library should know of an edition, in the terms of an EPUB's package: pure, Edition -> elements.

Nothing is invented: what nobody said is left out, and no conformance is claimed, since nobody evaluated it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import NAMESPACE_URL, uuid5

from toolkit import languages
from toolkit.model import Cell, Edition, Role, Speaker
from toolkit.text import tidy
from toolkit.writers import Options
from toolkit.writers.colophon import MAKER
from toolkit.writers.markup import labels, main_lang

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# MARC relators. A speaker whose role nobody declared is `spk`; who only listens made nothing.
_RELATORS: Mapping[Role, str] = {
    "interviewee": "ive",
    "guest": "ive",
    "interviewer": "ivr",
    "host": "hst",
    "narrator": "nrt",
    "unknown": "spk",
}
# True of every edition: text with headings, a table of contents, in reading order, free to be restyled.
_ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
)


def identifier(edition: Edition) -> str:
    """The URN of an edition: the same for ever for one document in one choice of languages.

    It doesn't depend on titles and texts, which are corrected, nor on the day.
    """
    parts = (edition.name, *edition.langs, edition.meta.identifier, edition.meta.url)
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'diglot:edition:' + chr(0).join(parts))}"


def metadata(edition: Edition, options: Options) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Elements of the package's metadata: name, text, attributes. What isn't known is not there."""
    main, meta, source = main_lang(edition), edition.meta, edition.source_lang
    for number, cell in enumerate(labels(edition, edition.titles), 1):
        yield "title", cell.text, {"id": f"title-{number}", **_marked(cell.lang)}
    yield "meta", "main", {"refines": "#title-1", "property": "title-type"}
    for lang in (main, *(lang for lang in edition.langs if lang != main)):
        yield "language", lang, {}
    yield from _people(edition)
    known = (
        ("identifier", meta.identifier, {}),
        ("description", meta.description, _marked(source)),
        ("publisher", options.publisher, _marked(source)),
        ("source", meta.url or ", ".join(filter(None, (meta.publisher, meta.date))), {"id": "source"}),
        ("rights", meta.rights, _marked(source)),
        ("rights", meta.translation_rights if edition.counts else "", _marked(source)),
        *(("subject", subject, _marked(source)) for subject in meta.subjects),
    )
    for name, value, others in known:
        if tidy(value):
            yield name, tidy(value), others
    if tidy(meta.date) and tidy(meta.url):
        # dc:date would be the day on which this book was published, which nobody said.
        yield "meta", tidy(meta.date), {"refines": "#source", "property": "dcterms:issued"}
    for name, value in _ACCESSIBILITY:
        yield "meta", value, {"property": name}
    summary = languages.strings(main)["summary_parallel" if len(edition.langs) > 1 else "summary_single"]
    tag = {XML_LANG: languages.strings_lang(main)}
    yield "meta", summary, {"property": "schema:accessibilitySummary", **tag}


def _people(edition: Edition) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Creators: who speaks; contributors: who translated and edited, and what made the book."""
    main = main_lang(edition)
    speakers = [speaker for speaker in edition.speakers if speaker.role in _RELATORS]
    # Where roles are known, a voice without one ("Q", "Crowd") isn't an author.
    speakers = [speaker for speaker in speakers if speaker.role != "unknown"] or speakers
    author = _author(speakers)
    for number, speaker in enumerate(speakers, 1):
        uid = f"creator-{number}"
        cells = edition.names.get(speaker.key) or {main: Cell(speaker.name, edition.source_lang, "original")}
        cell = cells[main]
        yield "creator", cell.text, {"id": uid, **_marked(cell.lang)}
        # calibre takes nobody for an author but an `aut`.
        for role in (_RELATORS[speaker.role], *(["aut"] if speaker is author else [])):
            yield "meta", role, {"refines": f"#{uid}", "property": "role", "scheme": "marc:relators"}
        for other in {other.text: other for other in cells.values() if other.text != cell.text}.values():
            yield (
                "meta",
                other.text,
                {"refines": f"#{uid}", "property": "alternate-script", XML_LANG: other.lang},
            )
    helpers = [
        *(("trl", person.name, lang) for lang in edition.langs for person in edition.credits.get(lang, ())),
        *(("edt", person.name, edition.source_lang) for person in edition.meta.editors if person.name),
        ("bkp", MAKER, "en"),
    ]
    for number, (role, name, lang) in enumerate(helpers, 1):
        uid = f"contributor-{number}"
        yield "contributor", tidy(name), {"id": uid, **_marked(lang)}
        yield "meta", role, {"refines": f"#{uid}", "property": "role", "scheme": "marc:relators"}


def _author(speakers: Sequence[Speaker]) -> Speaker | None:
    """The one who has most to say by profession: the first who is asked, else the first who speaks."""
    asked = [speaker for speaker in speakers if _RELATORS[speaker.role] == "ive"]
    return next(iter(asked or speakers), None)


def _marked(lang: str) -> dict[str, str]:
    return {XML_LANG: lang, "dir": languages.get(lang).dir}
