"""Make a project that extracts and builds at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from toolkit import catalog, config, disk, languages, limits, po, project, registry
from toolkit.archive import bag
from toolkit.errors import ConfigError, DiglotError, for_shell
from toolkit.model import Catalog, Document, Location
from toolkit.readers.forms import recognise
from toolkit.text.data import from_utc
from toolkit.workflow import taken_along
from toolkit.workflow.catalogs import about_of
from toolkit.workflow.documents import Outcome, language_in_name
from toolkit.workflow.known_state import KnownState
from toolkit.workflow.transcripts import read_file
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.readers.tei.catalogs import Taken

_CONFIG = """\
# A diglot project. All keys are in the documentation of diglot: docs/reference/configuration.md

source-language = "en"          # of the transcripts in source/, as a BCP 47 tag
target-languages = ["fr"]       # to translate into: fr, zh-Hans, pt-BR ...

# name = "harbour-talks"        # of the project, in the head of its catalogs; else the folder's name
# contact = "editor@..."        # where translators report what is wrong in the source text
# publisher = "..."             # who publishes the editions
# layout = "columns"            # stacked (default), translation-first, alternating, reveal ...
# fallback = "omit"             # where a translation is missing: source (default) or omit
"""

_TRANSCRIPT = """\
WORKSHOP / BELLS

The Woman Who Retunes Bells

Published: May 2, 2026

Hanne Roth has a tuning fork for every tower in the valley.

Tom Adeyemi: Can a cracked bell be saved?

Hanne Roth: Sometimes. You listen first. A crack has its own note, a little flat and very stubborn.

If the note moves when you press a thumb beside it, there is hope.

Tom Adeyemi: And if it does not move?

Hanne Roth: Then we thank the bell and order bronze.

(Laughter.)
"""


def from_nothing(folder: Path) -> Iterator[Path]:
    """Write the files of a new project.

    Each is yielded as it is made.

    Nothing that is there already is touched. Raises ConfigError where the folder is a project already.
    """
    if (folder / project.CONFIG).exists():
        raise ConfigError(
            "this folder is a diglot project already.",
            str(folder / project.CONFIG),
            "Use it, or name another folder.",
        )
    files = {project.CONFIG: _CONFIG, ".gitignore": project.IGNORE}
    source = folder / "source"
    # Who has transcripts already needs no example among them.
    if not (source.is_dir() and disk.files(source)):
        files["source/bells.txt"] = _TRANSCRIPT
    for name, text in files.items():
        project.inside(folder, folder / name, str(folder / name))
        if not (folder / name).exists():
            disk.create(folder / name, text.encode())
            yield folder / name


# A project made from a TEI file: an edition of diglot's with its catalogs, or a transcript of others.


def from_file(folder: Path, file: Path, shown: str, moment: datetime, lang: str = "") -> Iterator[Outcome]:
    """Write a project from a transcript, an edition, or a deposit with one in it.

    Each file is yielded as it is made.

    lang    of a transcript that doesn't say its own; by default that of its name (`talk.fr.txt`)
    moment  to stamp catalogs with, where an edition doesn't tell when its own last changed
    Raises DiglotError for a folder that is a project, and for a file that can't be read.
    """
    if (folder / project.CONFIG).exists():
        hint = "Name another folder."
        raise ConfigError("this folder is a diglot project already.", str(folder / project.CONFIG), hint)
    deposit = (file, shown) if file.is_dir() else None
    if file.is_dir():
        inside = _in_bag(file, shown)
        file, shown = file / inside, f"{shown.rstrip('/')}/{inside}"
    data = _read(file)
    if data.startswith(b"PK") and b"/bagit.txt" in data:
        raise DiglotError("this is a deposit in a zip.", shown, "Unpack it, and name its folder.")
    # What diglot keeps for itself in an edition stands above the root; in UTF-16 with zeros.
    if recognise(data, shown) == "tei" and b"<?diglot " in data[:8192].replace(b"\0", b""):
        yield from _from_edition(folder, file, shown, moment, deposit)
    else:
        yield from _from_transcript(folder, file, shown, lang)


def _in_bag(folder: Path, shown: str) -> str:
    """The path of the edition in the folder of a deposit."""
    editions = [
        path.as_posix() for path in taken_along.below(folder, "tei", shown) if path.name.endswith(".tei.xml")
    ]
    _check_whole(folder, shown)
    if not editions:
        what = f"this is a folder without an edition in {bag.PAYLOAD}tei/, and so no deposit."
        raise DiglotError(what, shown, "Name a transcript, an edition in TEI, or the folder of a deposit.")
    # Files of a split edition are called by its root and their language.
    return min(editions, key=len)


def _check_whole(folder: Path, shown: str) -> None:
    """Raise DiglotError for a deposit that isn't as it was made, as its checksums tell."""
    from toolkit.workflow.deposit import look

    # Without its tag files it is a copy of what was in it, which nothing vouches for.
    if not (folder / "bagit.txt").is_file():
        return
    # What was added harms nobody here.
    found = [finding for finding in look(folder, shown) if finding.rule.damage]
    if found:
        hint = (
            f"`diglot deposit --verify {for_shell(shown)}` names all that is wrong. Get the whole deposit; "
            f"or name the edition alone, in {bag.PAYLOAD}tei/, to take it as it is."
        )
        raise DiglotError(f"this deposit isn't as it was made: {found[0].message}", shown, hint)


def _read(file: Path) -> bytes:
    return disk.read(file, limits.TRANSCRIPT)


def _included(file: Path, href: str) -> bytes:
    """The file beside an edition that it includes."""
    path = project.beside(file, unquote(href))
    if path is None:
        what = f"it includes {href}, and there is no such file beside it."
        raise DiglotError(what, str(file), "Put the files of a split edition into one folder.")
    return _read(path)


def _from_transcript(folder: Path, file: Path, shown: str, lang: str) -> Iterator[Outcome]:
    # Read before anything is made: a file that can't be read makes no project.
    given = languages.get(lang).tag if lang else language_in_name(project.document_name(file))
    document, _ = read_file(file, shown, given, doubts=False)
    if document.lang == "und":
        hint = "Say it with --lang, or as `lang` in the sidecar beside it."
        raise DiglotError("nothing says what language it is in.", shown, hint)
    settings = {"source-language": document.lang}
    name = project.document_name(file)
    # An edition says its languages by itself (D163).
    if languages.alike(language_in_name(name), document.lang):
        name = name.rpartition(".")[0] or name
    # What an editor has decided about the text goes along.
    sidecar = disk.read_if_there(project.sidecar_of(file), limits.SIDECAR)
    data, suffix = _read(file), file.suffix
    if suffix.lower() not in registry.reader_suffixes():
        # In a project, it is found by its suffix.
        suffix = (*registry.load("reader", recognise(data, shown)).suffixes, ".txt")[0]
    yield from _files(folder, settings, f"{name}{suffix}", data, sidecar, {})
    # Of the project's own file: what decides a doubt is written beside that one.
    made = folder / "source" / f"{name}{suffix}"
    if findings := read_file(made, str(made), document.lang)[1]:
        yield Outcome(str(made), findings=findings)


def _from_edition(
    folder: Path, file: Path, shown: str, moment: datetime, deposit: tuple[Path, str] | None
) -> Iterator[Outcome]:
    import tomlkit

    from toolkit.readers.tei import catalogs

    data = _read(file)
    # Parts of a split edition are looked for beside it, and nowhere else.
    taken = catalogs.take(data, shown, partial(_included, file))
    name = f"{taken.document.name}.xml"
    document = _moved(taken.document, f"source/{name}")
    if b"XInclude" in data:
        data = _joined(data, file, shown)
    try:
        config.parse_project(tomlkit.dumps(taken.settings), project.CONFIG)
    except ConfigError as error:
        what = f"what it says of its project can't stand in {project.CONFIG}: {error.what}"
        raise DiglotError(what, shown, error.hint) from error
    apart = [paragraph.id for paragraph in document.paragraphs() if paragraph.apart]
    sidecar = tomlkit.dumps({"apart": apart}).encode() if apart else None
    yield from _files(folder, taken.settings, name, data, sidecar, _along(taken, name, deposit))
    # From here on it is a project like any other, whose header fields its settings tell.
    here = project.find(folder)
    about = about_of(here)
    # The time of the edition, so that a project made twice has the same catalogs.
    if taken.modified:
        moment = from_utc(taken.modified)
    template, _ = catalog.update(None, catalog.extract(document), "", about, moment)
    yield _put(here, here.template_path(document.name), template)
    for lang, filled in taken.catalogs.items():
        # Through an update: it has the form and the order that `extract` gives it.
        updated, _ = catalog.update(filled, template, lang, about, moment)
        path = here.catalog_path(document.name, lang)
        yield _put(here, path, updated)
        # From now on it is noticed when another program takes something out.
        KnownState(here, document.name, lang, "", None).keep(updated, disk.mark(po.dump(updated)))


def _along(taken: Taken, name: str, deposit: tuple[Path, str] | None) -> dict[str, bytes]:
    """What comes out of a deposit beside its edition; nothing, where an edition alone was named."""
    if deposit is None:
        return {}
    document, (folder, shown) = taken.document, deposit
    found = taken_along.kept(document, folder, shown)
    found |= taken_along.pictures(document, taken.catalogs.values(), folder, shown)
    places = (f"{languages.get(lang).gettext}/LC_MESSAGES/{document.name}.po" for lang in taken.catalogs)
    locales = (f"locales/{place}" for place in (f"{document.name}.pot", *places))
    taken_along.check_room(found, (project.CONFIG, ".gitignore", f"source/{name}", *locales), shown)
    return found


def _moved(document: Document, path: str) -> Document:
    """The document in another file: its catalogs name that, and not where the edition came from."""
    turns = tuple(
        turn.replace(paragraphs=tuple(p.replace(where=Location(path, p.where.line)) for p in turn.paragraphs))
        for turn in document.turns
    )
    return replace(document, path=path, turns=turns)


def _joined(data: bytes, file: Path, shown: str) -> bytes:
    """A split edition as one file.

    A project keeps a document in one.
    """
    import io

    from toolkit.config import BuildOptions
    from toolkit.readers.tei import edition
    from toolkit.writers.tei import write

    sink = io.BytesIO()
    write(edition.edition(data, shown, partial(_included, file)), BuildOptions(), sink)
    return sink.getvalue()


def name_language(workspace: Workspace, tag: str) -> None:
    """Write one more language to translate into in `diglot.toml`.

    Where none is named, all that have a catalog are meant, and nothing is written.
    """
    import tomlkit

    here = workspace.project
    if not here.settings.target_languages or tag in here.target_langs:
        return
    project.apart((*here.target_langs, tag), project.CONFIG)
    path = here.root / project.CONFIG
    settings = tomlkit.parse((here.fetch(path, limits.SETTINGS) or b"").decode())
    cast(list[str], settings["target-languages"]).append(tag)
    workspace.save(path, tomlkit.dumps(settings).encode())


def _files(
    folder: Path,
    settings: Mapping[str, Any],
    name: str,
    data: bytes,
    sidecar: bytes | None,
    kept: Mapping[str, bytes],
) -> Iterator[Outcome]:
    import tomlkit

    # Looked for before anything is written: a project is made whole or not at all.
    files = {**kept, project.CONFIG: tomlkit.dumps(settings).encode(), ".gitignore": project.IGNORE.encode()}
    files[f"source/{name}"] = data
    if sidecar is not None:
        files[project.sidecar_of(PurePath(f"source/{name}")).as_posix()] = sidecar
    for path in files:
        project.inside(folder, folder / path, str(folder / path))
        if (folder / path).exists():
            raise DiglotError("this file is there already.", str(folder / path), "Name another folder.")
    for path, content in files.items():
        yield Outcome(str(folder / path), disk.create(folder / path, content))


def _put(here: project.Project, path: Path, made: Catalog) -> Outcome:
    return Outcome(here.show(path), disk.create(path, po.dump(made, None)))
