"""The library: functions of files and values.

`import toolkit as diglot` offers all of them: they do what the command does. docs/reference/library.md shows
them at work. A `File` is a path or an open binary file. What is doubtful or wrong is handed to `on_finding`,
one finding at a time; what can't be done at all raises DiglotError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from os import PathLike
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from toolkit import adopting, aligning, catalog, checks, disk, languages, limits, po, registry
from toolkit.adopting import Adopted
from toolkit.aligning.resources import Resources, resolve
from toolkit.catalog import About
from toolkit.catalog.glossary import Glossary, Term
from toolkit.config import BuildOptions, Fallback, IgnoreTable, Sidecar
from toolkit.config.sidecar_file import document_name
from toolkit.corpora import batch, single
from toolkit.corpora.single import AlignedPair
from toolkit.edition import merge as merging
from toolkit.edition import sentences
from toolkit.errors import DiglotError
from toolkit.exchange.glossary import read as read_glossary
from toolkit.findings import Finding
from toolkit.model import Bead, Book, Catalog, Document, Edition
from toolkit.model.editions import single as book_of
from toolkit.po import from_polib, to_polib
from toolkit.workflow import named_words, transcripts
from toolkit.workflow.documents import modified, now
from toolkit.workflow.folders import put_whole
from toolkit.workflow.ignoring import fits

__all__ = [
    "About",
    "Adopted",
    "AlignedPair",
    "BuildOptions",
    "File",
    "IgnoreTable",
    "OnFinding",
    "Sidecar",
    "adopt",
    "align",
    "bitext",
    "check",
    "dump_catalog",
    "extract",
    "from_polib",
    "load_catalog",
    "merge",
    "read",
    "to_polib",
    "update",
    "write",
]  # fmt: skip

File = str | PathLike[str] | BinaryIO
"""A path, or a file that is open in binary mode."""
OnFinding = Callable[[Finding], object]


def read(
    file: File,
    *,
    lang: str = "und",
    name: str = "",
    sidecar: Sidecar | None = None,
    template: Catalog | None = None,
    on_finding: OnFinding | None = None,
) -> Document:
    r"""A transcript as a document with ids.

    lang      BCP 47 tag of its language, where neither the file nor its sidecar says it
    name      what an open file is called, such as `talk.txt`: its suffix tells the format
    sidecar   metadata and decisions; by default those of the file beside a transcript on disk
    template  the last template of the document, whose ids are kept

    >>> from io import BytesIO
    >>> talk = BytesIO(b"Ann: Where to?\n\nBo: North.\n\nAnn: When?\n\nBo: Now.\n")
    >>> document = read(talk, name="talk.txt", lang="en")
    >>> [(turn.speakers, turn.paragraphs[0].text) for turn in document.turns][:2]
    [(('ann',), 'Where to?'), (('bo',), 'North.')]
    """
    # Doubts are looked for only where somebody hears of them: that takes a while.
    wanted = on_finding is not None
    # Whoever gives a sidecar wants that one, and not the one beside the file.
    if isinstance(file, str | PathLike) and sidecar is None:
        path = Path(file)
        document, findings = transcripts.read_file(path, str(path), lang, template=template, doubts=wanted)
    else:
        shown = _shown(file, name or "document.txt")
        document, findings = transcripts.read_data(
            _bytes(file, shown, limits.TRANSCRIPT),
            sidecar or Sidecar(),
            name=document_name(PurePath(shown)),
            path=shown,
            lang=lang,
            template=template,
            doubts=wanted,
        )
    _hand_over(findings, on_finding)
    return document


def extract(
    document: Document,
    old: Catalog | None = None,
    *,
    about: About | None = None,
    moment: datetime | None = None,
) -> Catalog:
    """The template of a document.

    What there is to translate.

    old     the last template, whose retired ids are kept
    about   what the header says of the project
    moment  the time in the header; by default SOURCE_DATE_EPOCH, else the clock's
    """
    new = catalog.extract(document)
    return catalog.update(old, new, "", about or About(), moment or now())[0]


def update(
    template: Catalog,
    lang: str,
    old: Catalog | None = None,
    *,
    about: About | None = None,
    moment: datetime | None = None,
    glossary: File | None = None,
) -> Catalog:
    """The next version of a translation.

    A new one where there is no old one.

    What somebody translated is carried over as `diglot extract` does; other arguments are those of `extract`.

    glossary  CSV, whose terms are told in the notes of the messages that have them
    """
    tag = languages.get(lang).tag
    terms = Glossary.of(_terms(glossary), template.source_lang, tag)
    about, moment = about or About(), moment or now()
    return catalog.update(old, template, tag, about, moment, glossary=terms)[0]


def load_catalog(file: File, *, name: str = "") -> Catalog:
    """A catalog or a template from a PO file.

    Whole or not at all.

    name  what an open file is called, such as `talk.po`: the document's name is in it

    The language is what the header says; a template has none. Raises CatalogError with the line.
    """
    shown = _shown(file, name or "document.po")
    # The language is asked of the header below: a file that is open has no folder to tell it.
    loaded = po.load(_bytes(file, shown, limits.CATALOG), shown, "")
    said = dict(loaded.header).get("Language", "")
    return replace(loaded, lang=languages.get(languages.from_gettext(said)).tag) if said else loaded


def dump_catalog(made: Catalog, file: File) -> None:
    """Write a catalog or a template as a PO file.

    In a file on disk, messages that are as they were keep the lines that they had.
    """
    if isinstance(file, str | PathLike):
        path = Path(file)
        disk.write(path, po.dump(made, disk.read_if_there(path, limits.CATALOG)))
    else:
        file.write(po.dump(made))


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_lang: str,
    target_lang: str,
    dictionaries: Sequence[str] = (),
    encoder: str = "",
) -> tuple[Bead, ...]:
    """Which sentences of two texts translate each other.

    Beads that cover each sentence once, in order.

    dictionaries  names as `--dictionary` takes them: cedict, or files such as `en-fr.tsv`
    encoder       a name as `--encoder` takes it: default, or MODULE:NAME

    >>> align(["Yes.", "No, never."], ["Oui.", "Non, jamais."], source_lang="en", target_lang="fr")[1].target
    (1,)
    """
    resources = _resources((source_lang, target_lang), dictionaries, encoder)
    return aligning.align(
        source,
        target,
        source_lang=source_lang,
        target_lang=target_lang,
        dictionary=resources.dictionary,
        encoder=resources.encoder,
    )


def bitext(
    source: File,
    target: File,
    *,
    source_lang: str = "und",
    target_lang: str = "und",
    segmented: bool = False,
    dictionaries: Sequence[str] = (),
    encoder: str = "",
    on_finding: OnFinding | None = None,
) -> AlignedPair:
    """Two files, aligned sentence by sentence.

    They translate each other.

    segmented  whether each line is a sentence already

    >>> from io import BytesIO
    >>> made = bitext(BytesIO(b"Yes. No, never."), BytesIO(b"Oui. Non, jamais."))
    >>> [made.texts[1].join(bead.target) for bead in made.beads]
    ['Oui.', 'Non, jamais.']
    """
    tags = source_lang, target_lang
    # Each side knows its own language: sentences are told by it.
    sides = [
        _text(file, name, lang, segmented=segmented)
        for file, name, lang in zip((source, target), ("source.txt", "target.txt"), tags, strict=True)
    ]
    aligned = single.pair(sides[0], sides[1], _resources(tags, dictionaries, encoder))
    _hand_over(aligned.findings, on_finding)
    return aligned


def adopt(
    document: Document,
    translation: Document,
    old: Catalog | None = None,
    *,
    dictionaries: Sequence[str] = (),
    encoder: str = "",
    replace: bool = False,
    about: About | None = None,
    moment: datetime | None = None,
) -> Adopted:
    """Bring a translation that exists into a catalog.

    Both texts are read as documents.

    old      the catalog as it is, if there is one; a person's work in it stays, and is evidence
    replace  whether a person's work is replaced, as by `--replace`
    """
    return adopting.bring_in(
        document,
        translation,
        None,
        old,
        about or About(),
        moment or now(),
        resources=_resources((document.lang, translation.lang), dictionaries, encoder),
        over=replace,
    )


def merge(
    document: Document, *catalogs: Catalog, langs: Sequence[str] = (), fallback: Fallback = "source"
) -> Edition:
    """A document and its catalogs as an edition.

    Ready to be printed.

    langs     by default the document's language, then those of the catalogs; or one language alone
    fallback  what stands for a missing translation: the source text with a notice, or nothing (`omit`)
    """
    # By language, since an edition asks for them so; of two of one language the last counts.
    by_lang = {translation.lang: translation for translation in catalogs}
    wanted = tuple(langs) or (document.lang, *by_lang)
    for lang in wanted:
        # Told here, where the catalogs are named: below it would be a KeyError.
        if lang not in {document.lang, *by_lang}:
            raise DiglotError(f"there is no catalog in {lang}.", hint=f"There are: {', '.join(by_lang)}.")
    edition = merging.edition(document, by_lang, wanted, fallback)
    return replace(edition, modified=modified(catalogs))


def write(
    edition: Edition | Book,
    file: File,
    *,
    form: str = "",
    options: BuildOptions | None = None,
    on_finding: OnFinding | None = None,
) -> None:
    """Write an edition, or a book of several.

    file  a path or an open file; of a web page with `html="folder"` in the options that of its folder
    form  epub, html, pdf, tei, or that of a plug-in; by default what the suffix of the path says
    """
    form = form or _form(_shown(file, ""))
    writer, options = registry.load("writer", form), options or BuildOptions()
    printed: Edition | Book = edition
    if isinstance(edition, Edition):
        # All as the command does: nothing stands beside one language, and two looks are two books.
        options = options if len(edition.langs) > 1 else options.alone()
        # What the caller says of the time outweighs what the catalogs say.
        options = options.replace(modified=options.modified or edition.modified)
        style = options.label_style
        edition = replace(edition, labels=style) if style != "above" else edition
        printed = sentences.split(edition) if writer.sentences(options) else edition
        # What prints books is given one, of a single document.
        if writer.scope == "selection":
            book = book_of(printed, options.publisher, options.variant(BuildOptions()))
            printed = replace(book, drawn=options.drawn)
    elif writer.scope != "selection":
        what = f"the format {form} holds one document, and this is a book."
        raise DiglotError(what, hint="Write its documents one by one.")
    findings: list[Finding] = []

    def fill(sink: Any) -> None:
        # Handed over when the edition is whole: who is told of them may look at it.
        if written := writer.writes(printed, options)(sink):
            findings.extend(written.findings)

    put_whole(file, fill, writer.in_folder(options))
    _hand_over(findings, on_finding)


def check(
    document: Document, *catalogs: Catalog, ignore: Sequence[IgnoreTable] = (), glossary: File | None = None
) -> Iterator[Finding]:
    """What is doubtful or wrong in translations.

    What is doubtful in the document itself, `read` hands to `on_finding`.

    ignore  what is known and needn't be told, as in `diglot.toml`; no error is kept back
    glossary  CSV, of the language of these catalogs
    """
    terms = _terms(glossary)
    for translation in catalogs:
        shown = f"{translation.document}.{translation.lang}.po"
        own = Glossary.of(terms, document.lang, translation.lang)
        for finding in checks.run(document, translation, shown, own):
            known = finding.known or any(fits(table, finding, document.name) for table in ignore)
            if finding.severity == "error" or not known:
                yield finding


def _resources(langs: tuple[str, str], named: Sequence[str], encoder: str) -> Resources:
    # Names of files begin where the program runs, and may lead anywhere: it is the user's own.
    return resolve(named, encoder, langs, named_words.reader(Path()))


def _terms(file: File | None) -> list[Term]:
    shown = _shown(file, "glossary.csv") if file is not None else ""
    return [] if file is None else read_glossary(_bytes(file, shown, limits.GLOSSARY), shown)


def _text(file: File, name: str, lang: str, *, segmented: bool) -> single.SegmentedText:
    if isinstance(file, str | PathLike):
        return batch.text_in(Path(file), str(file), lang, segmented=segmented)
    return single.read(_bytes(file, name, limits.TRANSCRIPT), name, lang, segmented=segmented)


def _shown(file: File, name: str) -> str:
    """What a file is called for a person."""
    return str(Path(file)) if isinstance(file, str | PathLike) else name


def _bytes(file: File, shown: str, limit: limits.Limit) -> bytes:
    if isinstance(file, str | PathLike):
        return disk.read(Path(file), limit)
    return disk.drained(file, shown, limit)


def _form(shown: str) -> str:
    """The format that a file's suffix tells.

    Raises DiglotError where it tells none.
    """
    # The whole suffix counts: `.tei.xml` is no `.xml`.
    for form in registry.names("writer"):
        if shown.endswith(registry.load("writer", form).suffix):
            return form
    raise DiglotError("the name of the file tells no format.", shown or None, 'Say one: form="epub".')


def _hand_over(findings: Iterable[Finding], on_finding: OnFinding | None) -> None:
    if on_finding is not None:
        for finding in findings:
            on_finding(finding)
