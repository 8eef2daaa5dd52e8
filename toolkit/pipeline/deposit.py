"""Deposits: gathered from a project and written as a bag; and bags, looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from toolkit import disk, project, registry, schema, sentences
from toolkit.deposit import bag, container, datacite, package
from toolkit.deposit.bag import Digest
from toolkit.deposit.container import Entry
from toolkit.deposit.verify import verify
from toolkit.errors import DiglotError
from toolkit.exchange import OneWay
from toolkit.exchange import Options as Export
from toolkit.model import Problem
from toolkit.model.books import single
from toolkit.pipeline.checking import archive
from toolkit.pipeline.documents import Outcome
from toolkit.pipeline.whole import Whole, whole
from toolkit.project import Project
from toolkit.text import counted, slug

Write = Callable[[BinaryIO], None]
_BITEXTS = ("tmx", "xces", "pairs")
"""Formats of alignment that go into a deposit."""


@dataclass(frozen=True, slots=True)
class _Bag:
    """A bag, ready to be written."""

    name: str
    """Of its folder."""
    files: Mapping[str, Write]
    date: tuple[int, int, int]


def deposit(
    here: Project, name: str, folder: Path | None, moment: datetime, *, zipped: bool
) -> Iterator[Outcome]:
    """Write the deposit of a document, unless `check --archive` finds an error in its edition.

    folder  where the bag or its zip goes; None for `build/`
    moment  as `latest` gives it
    """
    problems = archive(here, name, moment)
    errors = [problem for problem in problems if problem.severity == "error"]
    yield Outcome(here.show(here.sources[name]), problems=tuple(p for p in problems if p.severity != "info"))
    if errors:
        number = counted(len(errors), "error")
        error = DiglotError(
            f"no deposit of {name}: an archive would find {number} in its edition, named above.",
            here.show(here.sources[name]),
            f"Mend them, and look with `diglot check --archive {name}`.",
        )
        yield Outcome(name, error=error)
        return
    with ExitStack() as stack:
        try:
            made = _bag(here, name, stack)
            file = made.name + ".zip" if zipped else made.name
            path = here.build_path(file) if folder is None else folder / file
            written = _put_zip(path, made) if zipped else _put_folder(here, path, made)
        except DiglotError as error:
            yield Outcome(name, error=error)
            return
    yield Outcome(here.show(path), written)


def _bag(here: Project, name: str, stack: ExitStack) -> _Bag:
    done = whole(here, name)
    stem = slug(name)
    version = re.sub(r"[^A-Za-z0-9.]+", "-", done.options.version).strip("-.")
    called = f"{stem}-{version}" if version else stem
    payload: dict[str, Write] = {}
    digests: dict[str, Digest] = {}

    def add(path: str, write: Write) -> None:
        sheet = stack.enter_context(disk.scratch())
        write(sheet)
        sheet.seek(0)
        digests[path] = bag.digest(sheet)
        payload[path] = container.copied(sheet)

    for path, write in _contents(here, done, stem):
        add(path, write)
    size = sum(one.size for one in digests.values())
    found = datacite.record(done.edition, done.options, (counted(len(digests), "file"), f"{size} bytes"))
    translators = tuple(person.name for people in done.edition.credits.values() for person in people)
    for path, data in {
        "metadata/provenance.json": package.provenance(done.edition, done.options, digests),
        "metadata/datacite.json": datacite.as_json(found),
        "metadata/datacite.xml": datacite.as_xml(found, translators),
        "metadata/dublin-core.xml": datacite.dublin_core(done.edition, done.options, found),
        "README.md": package.readme(done.edition, done.options, called, [*digests, "metadata/"]).encode(),
    }.items():
        add(path, _bytes(data))
    tags = bag.tags(digests, _info(done))
    files = {bag.PAYLOAD + path: write for path, write in payload.items()}
    return _Bag(called, {**files, **{path: _bytes(data) for path, data in tags.items()}}, _date(done))


def _contents(here: Project, done: Whole, stem: str) -> Iterator[tuple[str, Write]]:
    """What is made of the edition, and what it was made of: path in the payload, and what writes it."""
    edition, options = replace(done.edition, name=stem), done.options
    yield "RIGHTS-source.txt", _bytes(package.rights(edition, translation=False).encode())
    if edition.counts:
        yield "RIGHTS-translations.txt", _bytes(package.rights(edition, translation=True).encode())
    for file, write in Whole(done.desk, edition, options).tei(stem).items():
        yield f"tei/{file}", write
    yield f"tei/{schema.RNG}", _bytes(schema.rng())
    yield f"tei/{schema.ODD}", _bytes(schema.odd())
    for lang in edition.langs[1:]:
        yield from _pair(done, stem, lang)
    yield from _sources(here, done, stem)


def _pair(done: Whole, stem: str, lang: str) -> Iterator[tuple[str, Write]]:
    """A book and the alignment of the source and one translation."""
    langs = done.edition.source_lang, lang
    edition = replace(done.desk.edition(langs, done.edition.fallback), name=stem)
    writer = registry.load("writer", "epub")
    if writer.sentences(done.options):
        edition = sentences.split(edition)
    book = single(edition, done.options.publisher)
    yield f"epub/{stem}.{'-'.join(langs)}{writer.suffix}", partial(writer.write, book, done.options)
    divided = sentences.split(replace(done.desk.edition(langs, "omit"), name=stem))
    for name in _BITEXTS:
        form = registry.load("format", name)
        if isinstance(form, OneWay):
            for suffix, write in form.files(divided, Export("sentence")).items():
                yield f"align/{stem}{suffix}", write


def _sources(here: Project, done: Whole, stem: str) -> Iterator[tuple[str, Write]]:
    name, source = done.document.name, here.sources[done.document.name]
    inside = PurePosixPath(f"source/{stem}{source.suffix.lower()}")
    files = {
        str(inside): source,
        str(project.sidecar_of(inside)): project.sidecar_of(source),
        "source/diglot.toml": here.root / project.CONFIG,
        f"po/{stem}.pot": here.template_path(name),
        f"po/{stem}.ids.tsv": here.ledger_path(name),
        **{f"po/{stem}.{lang}.po": here.catalog_path(name, lang) for lang in done.edition.langs[1:]},
    }
    for path, file in files.items():
        data = project.read_if_there(file)
        if data is not None:
            yield path, _bytes(data)


def _bytes(data: bytes) -> Write:
    def write(sink: BinaryIO) -> None:
        sink.write(data)

    return write


def _info(done: Whole) -> list[tuple[str, str]]:
    edition, options = done.edition, done.options
    fields = [
        ("Source-Organization", options.publisher),
        ("External-Description", edition.meta.description or package.title(edition)),
        ("External-Identifier", edition.meta.identifier),
        ("Bagging-Date", options.modified[:10]),
        ("Bag-Software-Agent", datacite.AGENT),
    ]
    return [(name, value) for name, value in fields if value.strip()]


def _date(done: Whole) -> tuple[int, int, int]:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", done.options.modified)
    return (int(found[1]), int(found[2]), int(found[3])) if found else (1980, 1, 1)


def _put_zip(path: Path, made: _Bag) -> bool:
    return disk.write(path, partial(container.pack, made.name, made.files, made.date))


def _put_folder(here: Project, path: Path, made: _Bag) -> bool:
    """Write a bag as a folder; a file that isn't of it makes it another bag, which is left alone."""
    try:
        return disk.write_folder(path, made.files)
    except FileExistsError as error:
        raise DiglotError(
            f"there is another bag of this name, with {error.filename} in it.",
            here.show(path),
            "Give the edition another `version` in diglot.toml, or move the old bag away.",
        ) from error


def look(path: Path, shown: str) -> list[Problem]:
    """Findings about a bag, in a folder or a zip. Raises DiglotError for what is neither."""
    if path.is_dir():
        return list(verify(_entries(path), shown))
    with disk.reading(path) as data:
        try:
            return list(verify(container.unpack(data), shown))
        except DiglotError as error:
            cure = "A bag is a folder, or a zip of one, with bagit.txt and data/ in it."
            raise DiglotError(error.what, shown, error.hint or cure) from error


def _entries(folder: Path) -> Iterator[Entry]:
    for file, size, fault in disk.contents(folder):
        yield Entry(file.as_posix(), size, partial(disk.reading, folder / file), fault)
