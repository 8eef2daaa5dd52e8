"""What one command holds of a project.

Each file is read once, whatever is made of it.

A build asks for the same transcript for each format and each book, a deposit for what the check before it
has read. So all of them ask a `Workspace`: it reads, parses and merges when somebody asks first, and gives
the same value from then on. Commands that go on for long hold one open, and say what has changed (`refresh`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from toolkit import languages, limits, po, project
from toolkit.catalog import frozen_ids, id_record
from toolkit.catalog.frozen_ids import Frozen
from toolkit.catalog.id_record import Messages, Register
from toolkit.catalog.remembered_ids import KnownIds, RememberedIds
from toolkit.config import Sidecar, line_of
from toolkit.edition import merge, sentences, translations
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.model import Catalog, Document, Edition
from toolkit.project import Project
from toolkit.text import markup
from toolkit.text.counting import count_words
from toolkit.workflow import documents, kept_ids
from toolkit.workflow.documents import modified
from toolkit.workflow.held import Choice, HeldCatalogs, HeldDocument, LaidTranslation
from toolkit.workflow.held_readings import HeldReadings
from toolkit.workflow.private_files import KeptReadings
from toolkit.workflow.project_files import ProjectFiles
from toolkit.workflow.transcripts import Reading, reading

if TYPE_CHECKING:
    from toolkit.workflow.known_state import KnownState

T = TypeVar("T")


class Workspace(ProjectFiles):
    """A project, and what was made of its files."""

    def __init__(self, here: Project, *, held_open: bool = False) -> None:
        """held_open: whether what was made is kept for the next time that it is asked for."""
        super().__init__(here, held_open=held_open)
        self.catalogs = HeldCatalogs(held_open=held_open)
        self._sidecars: dict[str, Sidecar] = {}
        self._languages: dict[str, str] = {}
        self._own_inputs: dict[str, tuple[Path, ...]] = {}
        self._words: dict[tuple[str, str], int] = {}
        """Of documents that may be forgotten since: each format of a long book asks again."""
        self._documents: dict[str, HeldDocument] = {}
        self._doubted: set[str] = set()
        self.readings = HeldReadings(here) if held_open else KeptReadings(here)

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the project's lock, as `Project.changing`.

        What was read before it was held may be another by now, and is forgotten; what is held open, where its
        files are others.
        """
        if self.project.is_changing:
            # What was read since the lock was taken is what will be saved over.
            with self.project.changing():
                yield
            return
        with self.project.changing():
            self._forget_files()
            self._forget_outdated()
            try:
                yield
            finally:
                self._forget_files()
                if not self.held_open:
                    self._documents.clear()

    def save(self, path: Path, data: bytes | None) -> bool:
        """As `Project.save`; what was made of the file is forgotten."""
        # What a sidecar decides hangs on its text.
        self._sidecars.clear()
        written = super().save(path, data)
        # What was made of the same is still right.
        for name, held in [*self._documents.items()] if written else ():
            if path in held.made_of:
                del self._documents[name]
            for lang in [lang for lang, made_of in held.catalogs.items() if path in made_of]:
                held.forget_translation(lang)
        return written

    def save_beside(self, name: str, path: Path, data: bytes) -> bool:
        """Save what was made of a document, and gives it the ids that it has: what is held stays right."""
        held, before = self._documents.get(name), kept_ids.mark(self, name) if self.held_open else ""
        written = self.save(path, data)
        if held and held.reading and name not in self._documents and self.held_open:
            held.made_of, held.promised = held.made_of | self._now([path]), None
            self._documents[name] = held
            self.readings.go_on(held.reading.document, before, kept_ids.mark(self, name))
        return written

    def refresh(self) -> None:
        """Look anew at all files, and forget what was made of those that have changed.

        What was made is compared with what it was made of, whatever happened meanwhile: a refresh that fails,
        as where `diglot.toml` is wrong for a moment, loses no change.

        Raises DiglotError where `diglot.toml` can't be read.
        """
        self._forget_files()
        # A look, a language, a fallback: nearly any setting may change what was made.
        before = self.project.settings
        # The settings first: they say what to look at.
        here = self.project
        self.project = project.find(here.root, outside=here.outside, read_only=here.read_only)
        if self.project.settings != before:
            self._documents.clear()
        self._forget_outdated()

    def _forget_files(self) -> None:
        super()._forget_files()
        for read in (self._sidecars, self._languages, self._own_inputs, self._words):
            read.clear()

    def _forget_outdated(self) -> None:
        """Forget what was made of files that are others by now."""
        for name, held in [*self._documents.items()]:
            there = self.held_open and name in self.project.sources
            if not there or held.made_of != self._now(self.inputs(name, ())):
                del self._documents[name]
                continue
            # A catalog changes no document: only what was merged with it is made again.
            for lang, catalog in [*held.catalogs.items()]:
                if catalog != self._now([self.project.catalog_path(name, lang)]):
                    held.forget_translation(lang)

    def _now(self, paths: Iterable[Path]) -> dict[Path, str]:
        """The checksums of files, where it is of use to know later what they were."""
        return self.checksums(paths) if self.held_open else {}

    def forget(self, names: Iterable[str]) -> None:
        """Forget documents that no later step needs, unless all is held open."""
        if not self.held_open:
            for name in names:
                self._documents.pop(name, None)

    # Documents.

    def inputs(self, name: str, langs: Iterable[str]) -> Iterator[Path]:
        """All files that a document in these translations is made of, whether they are there or not."""
        here = self.project
        if name not in self._own_inputs:
            source = here.sources[name]
            beside = here.template_path(name), here.frozen_ids_path(name)
            self._own_inputs[name] = (source, project.sidecar_of(source), *beside)
        yield from self._own_inputs[name]
        yield from (here.catalog_path(name, lang) for lang in langs)

    def sidecar(self, name: str) -> Sidecar:
        """What the editor says of a document."""
        if name not in self._sidecars:
            source = self.project.sources[name]
            beside = project.sidecar_of(source)
            self._sidecars[name] = Sidecar() if beside == source else self.parsed_sidecar(beside)
        return self._sidecars[name]

    def parsed_sidecar(self, path: Path) -> Sidecar:
        """A sidecar by its path; empty for no file."""
        return project.sidecar(path, self.project.show(path), self.read)

    def sidecar_line(self, name: str, keys: Sequence[str]) -> int:
        """The line of some keys in the sidecar of a document, which is there."""
        return line_of(self.text(project.sidecar_of(self.project.sources[name]), limits.SIDECAR), keys)

    def language(self, name: str) -> str:
        """The language of a document.

        What its sidecar says, else the file itself, else the project.

        Raises DiglotError where the sidecar, or a file that could say it, can't be read.
        """
        if name not in self._languages:
            path = self.project.sources[name]
            own = self.sidecar(name).lang
            if own:
                own = languages.get(own).tag
            else:
                own = self.stated(path)
            self._languages[name] = own or self.project.source_lang
        return self._languages[name]

    def told_language(self, name: str, lang: str) -> None:
        """Take over what `language` would say."""
        self._languages[name] = lang

    def targets(self, name: str, asked: Sequence[str] = ()) -> tuple[str, ...]:
        """The languages that a document is translated into.

        They are those of `Project.targets`, where the document isn't read yet: what is wrong is said when it
        is.
        """
        try:
            own = self.language(name)
        except DiglotError:
            own = self.project.source_lang
        return self.project.targets(own, asked)

    def frozen(self, name: str) -> tuple[Frozen, ...]:
        """The frozen ids of a document, in their order."""
        path = self.project.frozen_ids_path(name)
        data = self.read(path, limits.FROZEN_IDS)
        return () if data is None else tuple(frozen_ids.load(data, self.project.show(path)))

    def state(self, name: str, lang: str, catalog: Catalog | None, checksum: str | None = None) -> KnownState:
        """What is known of a catalog, which was read: what it had, and what it has lost.

        checksum  that of the file that it was read of; without one, of the file that is there
        """
        from toolkit.workflow.known_state import KnownState

        path = self.project.catalog_path(name, lang)
        mark = self.checksum(path) if checksum is None else checksum
        return self.catalogs.waiting(path, mark) or KnownState(self.project, name, lang, mark, catalog)

    def template(self, name: str) -> Catalog | None:
        """The template of a document; None for no file."""
        return self._loaded(self.project.template_path(name), "")

    def catalog(self, name: str, lang: str) -> Catalog | None:
        """A catalog; None for no file."""
        return self._loaded(self.project.catalog_path(name, lang), lang)

    def _loaded(self, path: Path, lang: str) -> Catalog | None:
        """What a file says. Not held, since a long one is large, unless all is held open: then a few are."""
        data = self.read(path, limits.CATALOG)
        if data is None:
            return None
        held = self.catalogs.find(path, self.checksum(path)) if self.held_open else None
        made = held or po.load(data, self.project.show(path), lang)
        self.hold(path, made)
        return made

    def hold(self, path: Path, catalog: Catalog, sizes: po.Sizes | None = None) -> None:
        """Hold what a catalog's file says, as it was read or saved last; sizes: of its messages there."""
        if self.held_open:
            self.catalogs.hold(path, self.checksum(path), catalog, sizes)

    def document(self, name: str) -> Document:
        """A transcript with the ids of its template."""
        return self.reading(name).document

    def reading(self, name: str, *, doubts: bool = False) -> Reading:
        """A transcript as it was read.

        doubts  as `transcripts.reading` has them
        """
        doubts = doubts or name in self._doubted
        held = self.held(name)
        if held.reading is None or (doubts and held.reading.findings is None):
            held.made_of = self._now(self.inputs(name, ()))
            held.reading = kept_ids.read(self, name, doubts=doubts)
            # They were made of the document that knew nothing of doubts.
            held.editions.clear()
            held.by_sentence = None
        return held.reading

    def complete(self, name: str) -> None:
        """Read all of a document of which only what is near decisions was read."""
        self.opening(name, self.readings.complete)()
        self._documents.pop(name, None)

    def opening(self, name: str, read: Callable[..., T], sidecar: Sidecar | None = None) -> Callable[[], T]:
        """What reads a transcript as it is now, while others may go on.

        read     as `KeptReadings.opened`
        sidecar  where it isn't that of the file
        """
        source = self.project.sources[name]
        return partial(
            read,
            self.required(source, limits.TRANSCRIPT),
            self.sidecar(name) if sidecar is None else sidecar,
            name=name,
            path=self.project.show(source),
            lang=self.language(name),
        )

    def held(self, name: str) -> HeldDocument:
        """What is held of a document."""
        return self._documents.get(name) or self._documents.setdefault(name, HeldDocument())

    def will_doubt(self, names: Iterable[str]) -> None:
        """Look for doubts where these documents are read.

        A later step of a build asks for them.
        """
        self._doubted.update(names)

    def read_beside(
        self,
        name: str,
        template: Catalog | Messages | Callable[[], Messages | Register] | None,
        *,
        doubts: bool = True,
        known: KnownIds | None = None,
        remembered: RememberedIds | None = None,
    ) -> Reading:
        """A transcript with the ids of this template, or those that it is `known` to give; not held."""
        path = self.project.sources[name]
        return reading(
            self.required(path, limits.TRANSCRIPT),
            self.sidecar(name),
            name=name,
            path=self.project.show(path),
            lang=self.language(name),
            template=template,
            frozen=partial(self.frozen, name),
            doubts=doubts,
            take=self.readings.taken,
            line=partial(self.sidecar_line, name),
            known=known,
            remembered=remembered,
        )

    # Editions.

    def translation(self, name: str, lang: str) -> LaidTranslation:
        """A catalog laid beside its document, with findings."""
        held = self.held(name)
        document = self.document(name)
        if lang not in held.translations:
            path = self.project.catalog_path(name, lang)
            shown = self.project.show(path)
            held.catalogs[lang] = self._now([path])
            data = self.pieces(path)
            findings: list[Finding] = []
            header = Catalog(name, document.lang, lang, ())
            messages: Messages = ()
            if data is None:
                findings.append(report("D201", catalog=shown, document=name, lang=lang))
            elif self.held_open and path in self._files and (catalog := self.catalog(name, lang)):
                # Who changes its messages one by one has it, and asks for what became of it each time.
                header = replace(catalog, entries=(), obsolete=())
                messages = id_record.messages(catalog)
            else:
                header, messages = po.stream(data, shown, lang)
            messages = documents.watched(messages, (document.lang, lang), shown, findings)
            texts = translations.texts(document, lang, messages)
            if data is not None:
                findings += documents.not_printed(document, texts, shown)
            held.translations[lang] = LaidTranslation(texts, header, tuple(findings))
        return held.translations[lang]

    def edition(self, name: str, choice: Choice, *, by_sentence: bool = False) -> Edition:
        """A document in some languages; DiglotError where it or a catalog can't be read."""
        document = self.document(name)
        held = self._documents[name]
        if choice not in held.editions:
            texts = {
                lang: self.translation(name, lang).texts for lang in choice.langs if lang != document.lang
            }
            langs, fallback, readers, prefix = choice
            held.editions[choice] = merge.edition(
                document, texts, langs, fallback, readers=readers, prefix=prefix
            )
        edition = held.editions[choice]
        if not by_sentence:
            return edition
        if held.by_sentence is None or held.by_sentence[0] != choice:
            held.by_sentence = None  # never two
            held.by_sentence = choice, sentences.split(edition)
        return held.by_sentence[1]

    def words(self, name: str, lang: str) -> int:
        """How long a document is in a language, as far as it is translated; see `count_words`."""
        if (name, lang) not in self._words:
            document = self.document(name)
            if lang == document.lang:
                texts = [paragraph.text for paragraph in document.paragraphs()]
            else:
                texts = [cell.text for cell in self.translation(name, lang).texts.cells if cell]
            # Together: to look at them one by one takes several times as long.
            whole = "\n".join(texts)
            said = whole if markup.bare(whole) else "\n".join(map(markup.spoken, texts))
            self._words[name, lang] = count_words(said)
        return self._words[name, lang]

    def modified(self, name: str, langs: Iterable[str]) -> str:
        """When the catalogs of a document last changed; see `modified`."""
        own = self.document(name).lang
        return modified(self.translation(name, lang).header for lang in langs if lang != own)
