"""The README of a deposit.

What it is, who speaks, who translated, and how to cite it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import chain
from typing import NamedTuple

import toolkit
from toolkit import languages
from toolkit.archive.in_markdown import code, words
from toolkit.archive.package import (
    UNSAID,
    Copy,
    OpenQuestion,
    Size,
    begun,
    catalog_file,
    counts,
    creators,
    credited_pictures,
    is_reviewed,
    kept_back,
    named,
    printed,
    published,
    title,
    updated,
    year,
)
from toolkit.archive.redaction import REMOVED
from toolkit.catalog.machine_marks import UNNAMED
from toolkit.config import BuildOptions, sidecar_file
from toolkit.config.identifiers import orcid_address
from toolkit.edition.printed_words import writers
from toolkit.errors import for_shell
from toolkit.findings import ranges
from toolkit.model import KINDS, Edition, Helpers, Meta, Person, Speaker, Translation
from toolkit.text.hygiene import counted, tidy

_MANY = 20
"""Doubts that are listed; all are in `metadata/findings.json`."""
_SOME = 5
"""Things of a kind that are named."""
FATES = {
    "human": "translated by a person",
    "aligned": "taken from a translation that existed, placed by alignment",
    "machine": "translated by a machine",
    "revised": "a machine's or placed by alignment, and gone over by a person since",
    "heldBack": "held back as drafts, and not in the edition",
    "omitted": "left out by the translation",
    "untranslated": "not translated",
}
"""What becomes of a paragraph, by its name in `package.counts`."""


class Facts(NamedTuple):
    """What a README tells that no edition knows."""

    name: str
    """Of the bag."""
    paths: Sequence[str]
    """Below `data/`, without the README."""
    size: Size
    """Of all files below `data/`, the README among them."""
    doubts: Sequence[OpenQuestion]
    frozen: str
    """Version in which ids were frozen last; "" where none was."""
    redacted: Sequence[str]
    """Copies of files of the project from which addresses were taken out."""
    existing: Sequence[Copy]
    """Files of translations that existed before."""
    turns: Mapping[str, int]
    """Of each speaker, by key; of nobody at ""."""
    unread: Mapping[str, Sequence[str]]
    """Copies that are no text, or hold what is none -> names of what they hold, or "" for the whole."""
    pictures: Mapping[str, str]
    """Copies of pictures that have another path in the project -> that."""


def readme(edition: Edition, options: BuildOptions, facts: Facts) -> str:
    """A README in Markdown."""
    sections = {
        "": _head(edition, options, facts),
        "Who speaks": _speakers(edition, facts),
        "Who translated, how much and how": _translations(edition, facts),
        "Rights": _rights(edition, options),
        "How to cite it": _citation(edition, options, facts.frozen),
        "Files": _files(facts),
        "How to work on": _going_on(edition, facts),
        "How it was made": _making(edition),
    }
    parts = []
    for name, section in sections.items():
        # A section that has nothing to say has no heading.
        if lines := list(section):
            parts.append("\n".join([f"## {name}", "", *lines] if name else lines))
    return "\n\n".join(parts) + "\n"


def _head(edition: Edition, options: BuildOptions, facts: Facts) -> Iterator[str]:
    meta, there = edition.meta, printed(edition)
    yield from (f"# {words(title(edition))}", "")
    if tidy(meta.description):
        yield from (words(meta.description), "")
    yield from _listed(
        {
            "Languages": ", ".join(map(named, there)),
            "Not translated yet": ", ".join(named(lang) for lang in edition.langs if lang not in there),
            "Language of the transcript": named(edition.source_lang),
            "Language that was spoken": ", ".join(map(named, meta.original_langs)),
            "Publisher of this edition": words(options.publisher),
            "Version": words(options.version),
            "Date": options.date,
            "Last change": updated(options),
            "Available from": meta.available,
            "Identifier": words(meta.identifier),
            "Written by": _in_line(*(person.name for person in writers(edition))),
            "Edited by": _in_line(*(person.name for person in meta.editors)),
            "Source text": _in_line(*meta.authors, meta.publisher, meta.date, meta.url),
            "Where": _in_line(meta.place, meta.setting),
            "Recording": _in_line(*astuple(meta.recording)),
            "Work on the source": _in_line(*meta.helped),
        }
    )
    yield from (
        "",
        f"This file is in `{facts.name}/data/`, and `{facts.name}/` is a BagIt bag. In that folder",
        # A tool that every archive has: whoever opens the bag in twenty years needs no diglot.
        "`sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt` tells whether all files are as they were",
        "deposited; so does `diglot deposit --verify`, which looks for added files too.",
    )


def _listed(facts: dict[str, str]) -> Iterator[str]:
    yield from (f"* {key}: {value}" for key, value in facts.items() if value)


def _in_line(*parts: str) -> str:
    """What is said of one thing, with commas between."""
    return ", ".join(filter(None, map(words, parts)))


def turns(edition: Edition) -> Mapping[str, int]:
    """How many turns each speaker has, by key."""
    said = (scene.speakers or ("",) for scene in edition.scenes if KINDS[scene.kind].spoken)
    return Counter(chain.from_iterable(said))


def _speakers(edition: Edition, facts: Facts) -> Iterator[str]:
    for speaker in edition.speakers:
        yield f"* {_billed(edition, speaker)}: {counted(facts.turns.get(speaker.key, 0), 'turn')}"
    if nobody := facts.turns.get("", 0):
        yield f"* speech without a name: {counted(nobody, 'turn')}"
    if not edition.speakers and not nobody:
        yield "Nobody is known to speak in this text."
    yield ""
    # Who reads the text must know what it is not sure of.
    doubts = facts.doubts
    if not doubts:
        yield "No doubt about who speaks is open."
        return
    yield (
        f"{counted(len(doubts), 'finding')} about the transcript (who speaks, what is speech, what could not "
        "be read), which no editor has decided:"
    )
    yield ""
    yield from (f"* {_where(doubt)}: {words(doubt.message)} ({doubt.code})" for doubt in doubts[:_MANY])
    if len(doubts) > _MANY:
        yield f"* and {len(doubts) - _MANY} more. All are in `metadata/findings.json`."


def _where(doubt: OpenQuestion) -> str:
    more = [f"{len(doubt.ids) - _SOME} more"] if len(doubt.ids) > _SOME else []
    return ", ".join([*doubt.ids[:_SOME], *more]) or f"line {ranges(doubt.lines) or 0}"


def _billed(edition: Edition, speaker: Speaker) -> str:
    cells = edition.names.get(speaker.key, {})
    others = [
        f"{words(cell.text)} ({lang})"
        for lang, cell in cells.items()
        if cell.state == "translated" and tidy(cell.text) != tidy(speaker.name)
    ]
    known = [*([speaker.role] if speaker.role != "unknown" else []), *others]
    return words(speaker.name) + (f", {', '.join(known)}" if known else "")


def _translations(edition: Edition, facts: Facts) -> Iterator[str]:
    for lang, numbers in counts(edition).items():
        people = edition.credits.get(lang, ())
        by = f"by {', '.join(map(_person, people))}"
        if not people:
            by = "nobody is named as translator in its catalog" if lang in begun(edition) else "not begun"
        yield f"* {named(lang)}: {by}. Of {counted(numbers['total'], 'paragraph')}:"
        yield from (f"    * {numbers[fate]} {told}" for fate, told in FATES.items() if numbers[fate])
        yield from (f"    * {line}" for line in _helped(edition, lang))
        yield from (f"    * {line}" for line in _existed(edition, lang, facts))
    if edition.counts:
        yield ""
        yield "Whose work a paragraph is, the marks in the catalogs say."


def _helped(edition: Edition, lang: str) -> Iterator[str]:
    """Machines and reviewers, as far as they are named, and how much was reviewed."""
    numbers, helped = edition.counts[lang], edition.helpers.get(lang, Helpers())
    if helped.engines:
        named = [words(engine) for engine in helped.engines if engine != UNNAMED]
        unnamed = ["a machine that nobody has named"] if UNNAMED in helped.engines else []
        yield f"machine translation: by {' and by '.join([*named, *unnamed])}"
    if not is_reviewed(edition, lang):
        return
    # What is approved may have been reviewed by somebody else before: no number is of one of them alone.
    approved = f", {numbers.approved} of them approved for publication" if numbers.approved else ""
    yield f"paragraphs reviewed: {numbers.reviewed + numbers.approved}{approved}"
    if helped.people:
        parts = {"reviewed": helped.reviewers, "approved": helped.approvers}
        yield from (
            f"{what} by {', '.join(map(_person, people))}, as the catalog says"
            for what, people in parts.items()
            if people
        )
    else:
        yield "nobody is named as reviewer"


def _existed(edition: Edition, lang: str, facts: Facts) -> Iterator[str]:
    """What is known of an earlier translation, and how much is here."""
    known, numbers = edition.meta.translation(lang), edition.counts[lang]
    if known.translated_from:
        yield f"translated from {named(known.translated_from)}"
    if not known.existed:
        return
    told = words(published(known)) or "nobody said where it appeared"
    yield f"a translation that existed before is a source of it: {told}"
    if known.counted:
        unit = languages.get(lang).counted_in
        many, said = numbers.placed_words, numbers.placed_sentences
        now = "; paragraphs that were revised count as they are now" if numbers.revised else ""
        yield (
            f"of that translation {many} of {known.words} {unit} and {said} of {known.sentences} sentences "
            f"stand beside the transcript{now}"
        )
    else:
        yield "nobody has counted how much of that translation is in the edition"
    if numbers.added:
        yield (
            f"passages of it that translate nothing of the transcript: {numbers.added}, as additions in "
            "`tei/` and in no book"
        )
    files = [copy for copy in facts.existing if copy.lang == lang]
    yield from (f"its file {code(copy.was)} is here as {code(copy.path)}" for copy in files)
    # Files that lie outside of the project can't be packed.
    if len(known.files) > len(files) or not known.files:
        yield "its text as it was published is not, or not whole, in this deposit"


def _person(person: Person) -> str:
    name = words(person.name)
    return f"{name} ({orcid_address(person.orcid)})" if person.orcid else name


def _rights(edition: Edition, options: BuildOptions) -> Iterator[str]:
    meta = edition.meta
    if held := kept_back(edition):
        yield from (held, "")
    parts: dict[str, Meta | Translation] = {"Source text": meta}
    parts |= {f"Translation into {named(lang)}": meta.translation(lang) for lang in begun(edition)}
    for what, known in parts.items():
        yield f"* {what}: {_in_line(known.licence, known.rights) or UNSAID}"
    for path, picture in credited_pictures(edition).items():
        said = (said for _, said in picture.credit)
        yield f"* Picture {code(path)}: {_in_line(picture.licence, *said)}"
    if tidy(options.licence):
        yield f"* Markup and alignment: {words(options.licence)}"


def _citation(edition: Edition, options: BuildOptions, frozen: str) -> Iterator[str]:
    names = "; ".join(words(creator.name) for creator in creators(edition))
    version = f", version {words(options.version)}" if tidy(options.version) else ""
    when = year(edition, options)
    parts = [
        " ".join(filter(None, (names, f"({when})" if when else ""))),
        f"{words(title(edition))} (parallel edition{version})",
        words(options.publisher),
        words(edition.meta.identifier),
    ]
    yield f"> {'. '.join(filter(None, parts))}"
    yield ""
    if not tidy(edition.meta.identifier):
        yield "It has no persistent identifier yet: put in the one that the archive gives it."
    yield (
        "A paragraph is cited by its `xml:id` in `tei/`, without the language before the dot: the rest is "
        "the same in all languages."
    )
    if frozen:
        yield (
            f"The ids were frozen, in version {words(frozen)} last. Later versions keep them; `po/*.ids.tsv` "
            "says since which version each is there, and since which with the words that it has now."
        )
    else:
        yield "The ids were not frozen: another version may have others."


def _files(facts: Facts) -> Iterator[str]:
    folders = {
        "tei": "the edition in TEI P5 with its alignment, and its schema",
        "epub": "the edition as books",
        "align": "the alignment in formats of corpus tools: TMX, XCES, tab-separated",
        "po": "the gettext catalogs that hold the translations, drafts among them"
        + (", and the ids that were frozen" if facts.frozen else ""),
        "source": "the transcript, pictures that it shows, translations that existed before, a sidecar with "
        "an editor's decisions (or that there is none), settings",
        "metadata": "DataCite, Dublin Core, where each file comes from (PROV), and what is open about the "
        "transcript",
    }
    there = {path.partition("/")[0] for path in facts.paths}
    size = f"{counted(facts.size.files, 'file')}, {facts.size.bytes} bytes"
    yield f"{size} in all below `data/`, as `Payload-Oxum` in `bag-info.txt` says."
    yield ""
    yield from (f"* `{folder}/`: {what}." for folder, what in folders.items() if folder in there)
    yield ""
    if any(path.endswith(".tsv") for path in facts.paths):
        yield (
            "What is called `.tsv` is for programs, which need each text as it is. In a spreadsheet, import "
            "all columns as text: else what begins with `=`, `+`, `-` or `@` is taken for a formula. "
            "Nothing is quoted, and a quotation mark is one of the text: in pandas "
            '`read_csv(file, sep="\\t", quoting=3, keep_default_na=False)`.'
        )
        yield ""
    yield (
        "E-mail addresses were taken out of all text before it was packed. In the midst of a text "
        f"`{REMOVED}` stands in their place. What the transcript no longer says was taken out of the "
        "catalogs and the frozen ids."
    )
    if facts.redacted:
        yield "So these copies are not as they are in the project:"
        yield ""
        yield from (f"* {code(path)}" for path in facts.redacted)
    else:
        yield "There was nothing of either in `source/` and `po/`: they hold copies, byte for byte."
    if facts.pictures:
        yield ""
        yield "These pictures have another path here, which the edition in `tei/` names, than in the project:"
        yield ""
        yield from (f"* {code(path)} is {code(was)}" for path, was in facts.pictures.items())
    if facts.unread:
        yield ""
        yield "These are no text, or hold what is none. Nobody has looked for addresses there:"
        yield ""
        yield from (f"* {code(path)}{_parts(parts)}" for path, parts in facts.unread.items())


def _parts(names: Sequence[str]) -> str:
    shown = [code(name) for name in names if name]
    more = [f"{len(shown) - _SOME} more"] if len(shown) > _SOME else []
    return f": {', '.join([*shown[:_SOME], *more])}" if shown else ""


def _going_on(edition: Edition, facts: Facts) -> Iterator[str]:
    """How it becomes a project again."""
    yield (
        f"`diglot init again --from {for_shell(facts.name)}` makes a project of the edition in `tei/`: what "
        "is printed, in all languages. One that has drafts and an editor's decisions, too, is laid out by "
        "hand, in a new folder. Of the files here it has `source/`, as it is, but for what is named above "
        "with its path in the project, and these:"
    )
    yield ""
    ids = f"{edition.name}.ids.tsv"
    places = {"source/diglot.toml": "diglot.toml", f"po/{ids}": f"locales/{ids}"}
    for lang in ("", *edition.langs[1:]):
        places[catalog_file(edition.name, lang)] = sidecar_file.catalog_file(edition.name, lang)
    yield from (f"* {code(path)} becomes {code(to)}" for path, to in places.items() if path in facts.paths)


def _making(edition: Edition) -> Iterator[str]:
    instead = "the source text" if edition.fallback == "source" else "nothing"
    yield (
        f"By diglot {toolkit.__version__}: the transcript was read into turns and paragraphs, each with an "
        "id; its translations are kept in gettext catalogs; from both the editions here were merged. What is "
        f"a draft in a catalog is in no edition as a translation: books have {instead} there."
    )
    yield "`metadata/provenance.json` says what was made from what, and counts what persons and machines did."
