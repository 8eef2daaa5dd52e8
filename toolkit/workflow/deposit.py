"""Write deposits as BagIt bags, and look at bags."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple, cast

from toolkit import disk, limits, project, registry, schema
from toolkit.archive import bag, container, copies, datacite, package, provenance, redaction
from toolkit.archive.bag import Digest, verify
from toolkit.archive.copies import Copied, copied
from toolkit.archive.package import Copy, Size
from toolkit.archive.readme import Facts, readme, turns
from toolkit.archive.redaction import redacted
from toolkit.config import BuildOptions
from toolkit.edition import sentences
from toolkit.errors import DiglotError, for_shell
from toolkit.exchange import ExportOptions as Export
from toolkit.exchange import OneWay
from toolkit.findings import Finding
from toolkit.model import Edition
from toolkit.project import Project
from toolkit.text import files
from toolkit.text.hygiene import counted
from toolkit.text.slugs import slug
from toolkit.workflow.archival import (
    ArchivalEdition,
    archive,
    copy_of,
    copy_of_transcript,
    doubtful,
    existing_translations,
)
from toolkit.workflow.documents import Outcome
from toolkit.workflow.held import Choice
from toolkit.workflow.one_document import alone
from toolkit.workflow.workspace import Workspace

Write = Callable[[BinaryIO], object]
_NO_SIDECAR = b"# This document has no sidecar: nothing is said of it but what diglot.toml says.\n"
_BITEXTS = ("tmx", "xces", "pairs")
"""Formats of alignment that go into a deposit."""


@dataclass(frozen=True, slots=True)
class _Bag:
    """A bag, ready to be written."""

    name: str
    """Of its folder."""
    files: Mapping[str, Write]
    date: tuple[int, int, int]
    seal: str


class Deposited(NamedTuple):
    """What became of a deposit."""

    outcome: Outcome
    seal: str = ""
    """SHA-512 of the bag's tag manifest, and with it of all that is in the bag; "" where none was made."""
    manifest: str = ""
    """The tag manifest, as it is shown; in a zip its name there."""


def deposit(
    workspace: Workspace, documents: Sequence[str], folder: Path | None, moment: datetime, *, zipped: bool
) -> Iterator[Deposited]:
    """Write the deposit of each document.

    Not where `check --archive` finds an error in its edition.

    folder  where the bags or their zips go; None for `build/`
    moment  as `latest` gives it
    Raises DiglotError, before anything is written, where two documents would have a bag of one name.
    """
    here, wanted = workspace.project, {*map(files.folded, map(slug, documents))}
    # A name in ASCII may be that of another document, too, which may be deposited some other day.
    bags = [(name, slug(name)) for name in here.sources if files.folded(slug(name)) in wanted]
    if what := files.fault(bags):
        cure = "A bag is called by its document in ASCII letters: rename one of the transcripts in source/."
        raise DiglotError(f"{what}.", here.show(here.root / "source"), cure)
    for name in documents:
        yield from _deposit(workspace, name, folder, moment, zipped=zipped)
        workspace.forget([name])


def _deposit(
    workspace: Workspace, name: str, folder: Path | None, moment: datetime, *, zipped: bool
) -> Iterator[Deposited]:
    here = workspace.project
    shown = here.show(here.sources[name])
    # Checked as it will be packed: no deposit is made of an edition that an archive would refuse.
    done, findings = archive(workspace, name, moment)
    errors = [finding for finding in findings if finding.severity == "error"]
    yield Deposited(Outcome(shown, findings=tuple(p for p in findings if p.severity != "info")))
    if errors or done is None:
        error = DiglotError(
            f"no deposit of {name}: an archive would find {counted(len(errors), 'error')} in its edition, "
            "named above.",
            shown,
            f"Mend them, and look with `diglot check --archive {for_shell(name)}`.",
        )
        yield Deposited(Outcome(name, error=error))
        return
    with ExitStack() as stack:
        try:
            made = _Packing(done, stack).bag()
            file = made.name + ".zip" if zipped else made.name
            path = here.build_path(file) if folder is None else folder / file
            written = _put(here, path, made, zipped=zipped)
        except DiglotError as error:
            yield Deposited(Outcome(name, error=error))
            return
    inside = made.name if zipped else here.show(path)
    yield Deposited(Outcome(here.show(path), written), made.seal, f"{inside}/{bag.TAG_MANIFEST}")


class _Packing:
    """A bag in the making.

    What comes in has no e-mail address in it.
    """

    def __init__(self, done: ArchivalEdition, stack: ExitStack) -> None:
        self.workspace, self.stack = done.workspace, stack
        self.name = done.document.name
        self.stem = slug(self.name)
        self.done = done
        self.options = redacted(done.options)
        self.edition = self.clean(done.edition)
        self.frozen = self.workspace.frozen(self.name)
        self.payload: dict[str, Write] = {}
        self.digests: dict[str, Digest] = {}
        self.copies: list[str] = []
        """Copies of files from which addresses were taken out."""
        self.unread: dict[str, tuple[str, ...]] = {}
        """Copies that aren't all text: what of each nobody could look into."""
        self.existing: list[Copy] = []
        self.pictures: dict[str, str] = {}
        """Copies of pictures that have another path in the project, with it."""

    def clean(self, edition: Edition) -> Edition:
        """The edition without addresses, and with pictures as the bag calls them."""
        shown = copies.renamed(edition, self.done.pictures.pictures)
        return replace(redacted(shown), name=self.stem)

    def bag(self) -> _Bag:
        """All of it."""
        version = re.sub(r"[^A-Za-z0-9.]+", "-", self.options.version).strip("-.")
        called = f"{self.stem}-{version}" if version else self.stem
        # A zip is no text: what is in a book is clean before it is packed.
        for path, write in self.made():
            self.add(path, write if path.endswith(".epub") else partial(_cleaned, write))
        for path, data, clean in self.copied():
            # The README names each copy that differs from the file in the project.
            if clean.data != data:
                self.copies.append(path)
            if clean.unread:
                self.unread[path] = clean.unread
            self.add(path, _bytes(clean.data))
        for path, data in self.described(called).items():
            self.add(path, _bytes(data))
        tags = bag.tags(self.digests, _info(self.edition, self.options))
        files = {bag.PAYLOAD + path: write for path, write in self.payload.items()}
        files |= {path: _bytes(data) for path, data in tags.items()}
        # Of the tag manifest, which has the digest of the manifest: one checksum covers all.
        seal = hashlib.sha512(tags[bag.TAG_MANIFEST]).hexdigest()
        return _Bag(called, files, _date(self.options), seal)

    def add(self, path: str, write: Write) -> None:
        if files.folded(path) in map(files.folded, self.payload):
            raise DiglotError(
                f"two files of the bag would both be called {path}.", self.name, "Rename one of them."
            )
        sheet = self.stack.enter_context(disk.scratch())
        write(sheet)
        sheet.seek(0)
        self.digests[path] = bag.digest(sheet)
        self.payload[path] = container.copied(sheet)

    def described(self, called: str) -> dict[str, bytes]:
        """README and metadata.

        They tell the size of all, their own with it.
        """
        edition, options = self.edition, self.options
        versions = [frozen_id.version for frozen_id in self.frozen]
        doubts = redacted(doubtful(self.done))
        said, existed = turns(self.done.edition), redacted(tuple(self.existing))
        # The README tells the size of all files, and is one of them.
        size = Size(0, 0)
        while True:
            record = datacite.record(edition, options, size)
            made = {
                "metadata/findings.json": package.doubts(doubts),
                "metadata/datacite.json": package.as_json(record),
                "metadata/datacite.xml": datacite.as_xml(record),
                "metadata/dublin-core.xml": datacite.dublin_core(edition, options, record),
            }
            paths = [*self.digests, *made]
            last = max(versions, key=_order, default="")
            facts = Facts(
                called, paths, size, doubts, last, self.copies, existed, said, self.unread, self.pictures
            )
            made["README.md"] = readme(edition, options, facts).encode()
            digests = self.digests | {path: bag.digest(BytesIO(data)) for path, data in made.items()}
            made["metadata/provenance.json"] = provenance.record(edition, options, called, digests, existed)
            total = sum(digest.size for digest in digests.values()) + len(made["metadata/provenance.json"])
            # It grows with the number of its digits alone, so this ends.
            if size == (size := Size(len(self.digests) + len(made), total)):
                return made

    def made(self) -> Iterator[tuple[str, Write]]:
        """What is made of the edition.

        Path in the payload, and what writes it.
        """
        edition, options, stem = self.edition, self.options, self.stem
        for name, text in package.rights(edition).items():
            yield name, _bytes(text.encode())
        for file, write in replace(self.done, edition=edition, options=options).tei(stem).items():
            yield f"tei/{file}", write
        yield f"tei/{schema.RNG}", _bytes(schema.rng())
        yield f"tei/{schema.ODD}", _bytes(schema.odd())
        for lang in package.printed(edition)[1:]:
            yield from self.pair(lang)

    def pair(self, lang: str) -> Iterator[tuple[str, Write]]:
        """A book and an alignment of source and translation."""
        options, stem = self.options, self.stem
        langs = self.edition.source_lang, lang
        edition = self.clean(self.workspace.edition(self.name, Choice(langs, self.edition.fallback)))
        writer = registry.load("writer", "epub")
        if writer.sentences(options):
            edition = sentences.split(edition)
        book = alone(edition, options)
        yield f"epub/{stem}.{'-'.join(langs)}{writer.suffix}", partial(writer.write, book, options)
        bitext = self.workspace.edition(self.name, Choice(langs, "omit"))
        divided = sentences.split(self.clean(bitext))
        for name in _BITEXTS:
            form = registry.load("format", name)
            if isinstance(form, OneWay):
                for suffix, write in form.files(divided, Export("sentence")).items():
                    yield f"align/{stem}{suffix}", write

    def existed(self) -> Iterator[tuple[Copy, bytes, Copied]]:
        """The files in the project of existing translations."""
        translations = list(existing_translations(self.done))
        many = Counter(lang for lang, _, _, _ in translations)
        seen: Counter[str] = Counter()
        for lang, known, data, finding in translations:
            if finding:  # it came about since the edition was checked
                raise DiglotError(finding.message, known.path, finding.hint)
            seen[lang] += 1
            part = f".{seen[lang]}" if many[lang] > 1 else ""
            # The name in the project may tell more than who gave it away meant: the suffix alone is kept.
            kind = re.sub("[^a-z0-9.]", "", PurePosixPath(known.path).suffix.lower())
            copy = Copy(lang, f"source/{self.stem}.{lang}{part}{kind}", known.path)
            yield copy, data, copy_of(self.done, known, data)

    def shown(self) -> dict[str, Path]:
        """The pictures, each once: path in the payload, and in the project."""
        picture_files: dict[str, Path] = {}
        for target, file in self.done.pictures.paths.items():
            path = f"source/{copies.name(target)}"
            if picture_files.setdefault(path, file) != file:
                what = f"two pictures of the bag would both be called {path}."
                raise DiglotError(what, self.name, "Rename one of them.")
            here = self.workspace.project.show(file)
            if here != path:
                self.pictures[path] = redacted(here)
        return picture_files

    def copied(self) -> Iterator[tuple[str, bytes, Copied]]:
        """What the edition was made of.

        Path in the payload, the bytes, and the copy without addresses.
        """
        read, here = self.workspace.read, self.workspace.project
        name, stem = self.name, self.stem
        source, document = here.sources[name], self.done.document
        inside = PurePosixPath(f"source/{stem}{source.suffix.lower()}")
        yield str(inside), *copy_of_transcript(self.done)
        for path, file in {
            str(project.sidecar_of(inside)): project.sidecar_of(source),
            "source/diglot.toml": here.root / project.CONFIG,
        }.items():
            # A bag always has the same files: what is missing says so.
            said = read(file) or _NO_SIDECAR
            yield path, said, Copied(redaction.settings(said, here.show(file)))
        for copy, text, clean in self.existed():
            self.existing.append(copy)
            yield copy.path, text, clean
        for path, file in self.shown().items():
            shown = self.workspace.required(file, limits.PICTURE)
            yield path, shown, copied(shown, here.show(file))
        data = read(here.frozen_ids_path(name))
        if data is not None:
            yield f"po/{stem}.ids.tsv", data, Copied(redaction.frozen(data, self.frozen, document))
        for lang in ("", *self.edition.langs[1:]):
            file = here.catalog_path(name, lang) if lang else here.template_path(name)
            written = read(file)
            if written is not None:
                without = redaction.catalog(written, here.show(file), lang, document)
                yield package.catalog_file(stem, lang), written, Copied(without)


def _bytes(data: bytes) -> Write:
    def write(sink: BinaryIO) -> None:
        sink.write(data)

    return write


def _cleaned(write: Write, sink: BinaryIO) -> None:
    clean = redaction.Cleaning(sink)
    write(cast(BinaryIO, clean))
    clean.close()


def _order(version: str) -> list[tuple[int, str]]:
    """Versions by their numbers: 1.10 comes after 1.9."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in version.split(".")]


def _info(edition: Edition, options: BuildOptions) -> list[tuple[str, str]]:
    fields = [
        ("Source-Organization", options.publisher),
        ("External-Description", edition.meta.description or package.title(edition)),
        ("External-Identifier", edition.meta.identifier),
        ("Bagging-Date", options.modified[:10]),
        ("Bag-Software-Agent", datacite.AGENT),
    ]
    return [(name, value) for name, value in fields if value.strip()]


def _date(options: BuildOptions) -> tuple[int, int, int]:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", options.modified)
    return (int(match[1]), int(match[2]), int(match[3])) if match else (1980, 1, 1)


def _put(here: Project, path: Path, made: _Bag, *, zipped: bool) -> bool:
    """Write a bag, in a folder or as a zip.

    A file in the old one that isn't of it makes that another bag, which is left alone.
    """
    try:
        if not zipped:
            return disk.write_folder(path, made.files)
        other = min(_in_zip(here, path) - made.files.keys(), default="") if path.exists() else ""
    except FileExistsError as error:
        other = str(error.filename)
    if other:
        raise DiglotError(
            f"there is another bag of this name, with {other} in it.",
            here.show(path),
            "Give the edition another `version` in diglot.toml, or move the old bag away.",
        )
    return disk.write(path, partial(container.pack, made.name, made.files, made.date))


def _in_zip(here: Project, path: Path) -> set[str]:
    with disk.reading(path) as data:
        try:
            return {entry.path for entry in container.unpack(data)}
        except DiglotError as error:
            what = "there is another file of this name, which is no bag."
            raise DiglotError(what, here.show(path), "Move it away.") from error


def look(path: Path, shown: str, seal: str = "") -> list[Finding]:
    """Findings about a bag, in a folder or a zip.

    Raises DiglotError for what is neither.

    seal  SHA-512 that its tag manifest had when it was made
    """
    if path.is_dir():
        return list(verify(_entries(path), shown, seal))
    with disk.reading(path) as data:
        try:
            return list(verify(container.unpack(data), shown, seal))
        except DiglotError as error:
            cure = error.hint or "A bag is a folder, or a zip of one, with bagit.txt and data/ in it."
            raise DiglotError(error.what, shown, cure) from error


def _entries(folder: Path) -> Iterator[container.ZipEntry]:
    for file, size, fault in disk.contents(folder):
        yield container.ZipEntry(file.as_posix(), size, partial(disk.reading, folder / file), fault)
