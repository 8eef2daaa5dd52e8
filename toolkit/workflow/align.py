"""Bring a translation that exists into `locales/`."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import adopting, disk, languages, limits, project
from toolkit.adopting import Adopted
from toolkit.adopting.adoption import Adoption, AlignedText
from toolkit.adopting.decisions import Decisions
from toolkit.adopting.pins import Pin, PinPlaces
from toolkit.adopting.revising import PinRevision, revised
from toolkit.aligning.resources import OWN, Resources, resolve
from toolkit.config import Sidecar, TranslationFileTable, held_text, sidecar_file
from toolkit.config.sidecar_file import TableChange
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.languages.another import another
from toolkit.model import KINDS, Catalog, Document, Location
from toolkit.project import Project
from toolkit.text import markup
from toolkit.text.counting import count_words
from toolkit.text.hygiene import tidy
from toolkit.workflow import strays
from toolkit.workflow.catalogs import about_of, put
from toolkit.workflow.documents import Outcome
from toolkit.workflow.named_words import reader
from toolkit.workflow.pinning import NotedPins, PinChange
from toolkit.workflow.terms import glossary
from toolkit.workflow.transcripts import in_two_languages, read_file
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.aligning.explain import Explained


_NAMED = 5
"""Parts in another order that are named one by one."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A translation that was brought in."""

    adoption: Adoption
    outcomes: tuple[Outcome, ...]
    """Findings, and one for each file that was written, or would be."""
    explained: tuple[Explained, ...] = ()
    """Why the places that were asked for are as they are."""
    glossary: str = ""
    """The project's glossary, as it is shown, where it was used without having been named."""


def align(
    workspace: Workspace,
    name: str,
    file: Path,
    lang: str,
    moment: datetime,
    *,
    encoding: str = "",
    pinned: Sequence[str] = (),
    over: bool = False,
    dictionaries: Sequence[str] = (),
    encoder: str | None = None,
    folder: Path | None = None,
    explain: Sequence[str] = (),
    dry: bool = False,
) -> Aligned:
    """Align a document with a translation, and fill its catalog.

    lang    BCP 47 tag of the translation
    pinned  pins of the command line (`12.1=11.2`), kept in the document's sidecar from now on
    over    whether a person's work in the catalog is replaced
    dictionaries, encoder  as on the command line, their files in `folder`; for what isn't given, `[align]` of
            the project; encoder "none" for none whatever that says
    explain  places to be explained, as `pins.asked` reads them
    dry     whether to write nothing
    """
    here = workspace.project
    # The lock is held while it aligns, which may take minutes: what was read is what is written over.
    with contextlib.nullcontext() if dry else workspace.changing():
        # What is doubtful in either transcript, `diglot show` says.
        template = workspace.template(name)
        if not dry:
            strays.keep_typed(workspace, name)
        document = workspace.read_beside(name, template, doubts=False).document
        _no_blank(document, "Put the transcript there first.")
        translation = translation_of(here, document, file, lang, encoding)
        before = FilesBefore.of(workspace, name, lang)
        # Pins are places in both texts, so these are cut into sentences first.
        places = PinPlaces(*adopting.texts_of(document, translation))
        pins = before.change(places, lambda old: revised(old, _typed(pinned, places), places=places))
        asked = [places.asked(text) for text in explain]
        resources, used = resources_of(workspace, (document.lang, lang), dictionaries, encoder, folder)
        # Before both are aligned, which takes longer: pins may contradict each other.
        decisions = Decisions.of(pins.holding, places)
        made = adopting.bring_in(
            document,
            translation,
            template,
            before.catalog,
            about_of(here),
            moment,
            decisions=decisions,
            resources=resources,
            over=over,
            glossary=glossary(workspace, document.lang, lang),
        )

        # What is wrong with the whole comes before the files, as that is read first.
        said = [*_in_another_language(here, translation, name, lang), *pins.stale, *_odd(made.adoption)]
        outcomes = [Outcome(here.show(file), findings=tuple(said))] if said else []
        if not dry:
            counted_file = _file(here, file, places.target)
            outcomes += before.write(workspace, made, pins, counted_file)
        explained = tuple(made.evidence.explain(asked)) if asked else ()
        return Aligned(made.adoption, tuple(outcomes), explained, used)


def _written(name: str) -> str:
    return tidy(name.encode("utf-8", "replace").decode())


def _file(here: Project, file: Path, side: AlignedText) -> TranslationFileTable:
    """What a sidecar keeps of a translation's file.

    Where it is, its checksum, and how long it is.
    """
    root, path = disk.real(here.root), disk.real(file)
    # A path of somebody's own disk is nobody else's business: outside of the project the name alone is kept.
    inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
    # Names may hold what no TOML does.
    inside = inside if inside == _written(inside) else ""
    return TranslationFileTable(
        file=inside,
        name="" if inside else _written(file.name),
        sha256=hashlib.sha256(disk.read(file)).hexdigest(),
        sentences=len(side.sentences),
        words=sum(count_words(markup.spoken(sentence)) for sentence in side.sentences),
    )


def translation_of(here: Project, document: Document, file: Path, lang: str, encoding: str) -> Document:
    """The translation as a document of its own."""
    shown = here.show(file)
    # FilesBefore it is read: the wrong -l is the likeliest mistake.
    if lang == document.lang:
        raise DiglotError(
            f"{document.name} is in {lang} itself.", shown, "Name the language of the translation with -l."
        )
    translation, _ = read_file(file, shown, lang, encoding)
    if translation.lang != lang:
        raise DiglotError(
            f"its sidecar says that it is in {translation.lang}, and -l says {lang}.",
            shown,
            "One of them is wrong.",
        )
    _no_blank(translation, "Is this the right file?")
    return translation


def _no_blank(document: Document, hint: str) -> None:
    """Refuse a document without words.

    Nothing would go with anything. Raises DiglotError.
    """
    if not any(p.text and KINDS[p.kind].translated for p in document.paragraphs()):
        raise DiglotError("there are no words in it.", document.path, hint)


def resources_of(
    workspace: Workspace,
    langs: tuple[str, str],
    dictionaries: Sequence[str],
    encoder: str | None,
    folder: Path | None,
) -> tuple[Resources, str]:
    """What the aligner is given beside the texts.

    All of it by name, but for the glossary of the project; its file, where it is used unnamed.
    """
    here = workspace.project
    table = here.settings.align
    chosen = table.encoder if encoder is None else encoder
    # Who types a name may name any file; a project that came from somebody else only its own.
    own = None if dictionaries or here.outside else here.root
    base = folder if dictionaries and folder is not None else here.root
    named, used = [*(dictionaries or table.dictionaries)], ""
    # A person has written it for these languages: nobody has to say so twice (decision 300).
    terms = None if dictionaries or OWN in named else glossary(workspace, *langs)
    if terms and terms.terms:
        used = here.show(here.glossary_path(langs[1]))
        named.append(f"{'-'.join(map(languages.base, langs))}={used}")
    made = resolve(
        named,
        "" if chosen == "none" else chosen,
        langs,
        reader(base, workspace, langs, own),
        among=not dictionaries,
    )
    return made, used


def _in_another_language(here: Project, translation: Document, name: str, lang: str) -> Iterator[Finding]:
    """D121: the file is in another language than that whose catalog it fills, or in two."""
    if two := [*in_two_languages(translation)]:
        yield from two
        return
    likely = another((paragraph.text for paragraph in translation.paragraphs()), lang)
    if likely is not None:
        catalog, sidecar = here.catalog_path(name, lang), project.sidecar_of(here.sources[name])
        yield report(
            "D121.brought" if likely else "D121.unnamed",
            Location(translation.path, 0),
            lang=lang,
            language=lang,
            likely=likely,
            catalog=here.show(catalog),
            sidecar=here.show(sidecar),
        )


def _odd(adoption: Adoption) -> Iterator[Finding]:
    """Warnings about the alignment as a whole."""
    yield from filter(None, (adoption.unrelated, adoption.excerpt))
    # Of many parts in another order the first; the catalog has the others, paragraph by paragraph.
    yield from adoption.moved[:_NAMED]
    if len(adoption.moved) > _NAMED:
        yield report("D315.others", parts=len(adoption.moved) - _NAMED)
    # Last, as it speaks of single paragraphs.
    yield from filter(None, (adoption.copied,))


@dataclass(frozen=True, slots=True)
class FilesBefore:
    """What the files say that will be written."""

    name: str
    lang: str
    sidecar: Path
    shown: str
    text: str
    settings: Sidecar
    data: bytes | None
    catalog: Catalog | None

    def knows(self, lang: str, table: TranslationFileTable) -> bool:
        """Whether the sidecar says this of a file already."""
        tables = (
            translation
            for tag, translation in self.settings.translations.items()
            if languages.get(tag).tag == lang
        )
        return any(table in translation.files for translation in tables)

    @classmethod
    def of(
        cls,
        workspace: Workspace,
        name: str,
        lang: str,
        known: tuple[str, Catalog | None] = ("", None),
    ) -> FilesBefore:
        """As they are now.

        known  the checksum of a catalog's file that was read before, and what is in it
        """
        here = workspace.project
        beside = project.sidecar_of(here.sources[name])
        settings = workspace.parsed_sidecar(beside)
        text = held_text((workspace.read(beside, limits.SIDECAR) or b"").decode("utf-8-sig"))
        path = here.catalog_path(name, lang)
        data = workspace.read(path, limits.CATALOG)
        same = known[0] and workspace.checksum(path) == known[0]
        catalog = known[1] if same else workspace.catalog(name, lang)
        return cls(name, lang, beside, here.show(beside), text, settings, data, catalog)

    def change(self, places: PinPlaces, revise: Callable[[Sequence[Pin]], PinRevision]) -> PinChange:
        """What becomes of the pins where they are revised."""
        noted = NotedPins.of(self.settings.pins, self.text, self.shown, places)
        return PinChange.of(noted, revise, places)

    def check_savable(self, workspace: Workspace, *, sidecar: bool = True) -> None:
        """Raise DiglotError where one can't be written: a sidecar tells of nothing that no catalog has."""
        here = workspace.project
        catalogs = here.template_path(self.name), here.catalog_path(self.name, self.lang)
        here.check_savable((self.sidecar, *catalogs) if sidecar else catalogs)

    def write(
        self,
        workspace: Workspace,
        made: Adopted,
        pins: PinChange,
        file: TranslationFileTable | None,
        *,
        template: Catalog | None = None,
    ) -> Iterator[Outcome]:
        """Write what came of it: the sidecar, the template, the catalog.

        file      what is noted of the translation's file
        template  as it is known to stand there
        """
        here = workspace.project
        # A sidecar that says it already is not touched.
        noted = {} if file is None or self.knows(self.lang, file) else {self.lang: file}
        told = bool(pins.new or pins.gone or made.apart or noted)
        if made.template is not template:
            strays.keep_typed(workspace, self.name)
        self.check_savable(workspace, sidecar=told)
        if told:
            text = sidecar_file.edit(
                self.text,
                self.shown,
                pins=pins.new,
                tables=[TableChange("pins", {}, number) for number in pins.gone],
                apart=made.apart,
                files=noted,
            )
            yield Outcome(self.shown, workspace.save(self.sidecar, text.encode()))
        # Set apart, paragraphs have messages of their own: the template changes too.
        if made.template is not template:
            path = here.template_path(self.name)
            before = workspace.read(path, limits.CATALOG)
            yield put(workspace, path, before, made.template, None, was=template)
        state = workspace.state(self.name, self.lang, self.catalog)
        path = here.catalog_path(self.name, self.lang)
        yield put(workspace, path, self.data, made.catalog, None, state, self.catalog)


def _typed(pinned: Sequence[str], places: PinPlaces) -> list[Pin]:
    """Pins of the command line. One that is typed twice is one."""
    return list(dict.fromkeys(map(places.parse, pinned)))
