"""Find the pictures that a text shows.

A transcript, or a translation, names a file from the folder of the transcript. What can't be shown is told as
a finding (D113, D114), and its caption is printed all the same.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from toolkit import disk, late, limits, project
from toolkit.config import BuildOptions, EditionTable
from toolkit.config.tables import as_typed
from toolkit.errors import DiglotError
from toolkit.findings import Finding, report
from toolkit.model import Cell, Document, Edition, Location, Picture
from toolkit.project import Project
from toolkit.text import markup
from toolkit.workflow.kept_pictures import narrower, published
from toolkit.workflow.project_files import no_file
from toolkit.workflow.workspace import Workspace
from toolkit.writers import pictures, themes

_SUFFIXES = {".jpeg", *(f".{suffix}" for suffix in pictures.SUFFIXES.values())}
_OFFERED = 1000
"""Pictures of a project that somebody chooses from, at most."""
_SIGN = "!["
"""Nearly no text has any picture, which this tells."""
_LIKE_A_PICTURE = late.regex(r"(?<!\\)!\[[^\[\]]*\] ?\([^()]*\)?")
"""What looks like a picture, and isn't read as one; what has a backslash is meant so."""


class Mention(NamedTuple):
    """A place where a text shows a picture."""

    target: str
    """The file, as it is typed; "" for what only looks like a picture."""
    alt: Cell
    """What it shows, as the text says there; or what looks like a picture."""
    where: Location


@dataclass(slots=True)
class Shown:
    """The pictures of a document."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    """By the file as it is typed; without those that can't be shown."""
    paths: dict[str, Path] = field(default_factory=dict)
    """Likewise, where they lie."""
    looked: set[Path] = field(default_factory=set)
    """All files that were looked for, whether they are there or not."""
    findings: tuple[Finding, ...] = ()

    def narrow(self, workspace: Workspace) -> None:
        """Give each its copies in fewer pixels."""
        for target, picture in self.pictures.items():
            self.pictures[target] = narrower(workspace, self.paths[target], picture)

    def on(self, edition: Edition) -> Edition:
        """The edition with them."""
        return replace(edition, pictures=self.pictures) if self.pictures else edition


def shown(workspace: Workspace, name: str, langs: Iterable[str]) -> Shown:
    """The pictures of a document and its translations.

    Raises DiglotError where a text can't be read.
    """
    document = workspace.document(name)
    mentions = [*mentioned(document)]
    for lang in langs:
        if lang != document.lang:
            # A translation may show another picture: a map with other names.
            cells = workspace.translation(name, lang).texts.cells
            texts = [cell.text for cell in cells if cell is not None and _SIGN in cell.text]
            if texts:
                where = Location(workspace.project.show(workspace.project.catalog_path(name, lang)), 0)
                mentions += _in_texts((text, lang, where) for text in texts)
    return look(workspace, document, mentions)


def mentioned(document: Document) -> Iterator[Mention]:
    """Where a transcript shows pictures."""
    return _in_texts((paragraph.text, document.lang, paragraph.where) for paragraph in document.paragraphs())


def _in_texts(texts: Iterable[tuple[str, str, Location]]) -> Iterator[Mention]:
    for text, lang, where in texts:
        if _SIGN in text:
            rest = text
            for span in markup.pictures(markup.parse(text)):
                yield Mention(span.target, Cell(span.text, lang, "original"), where)
                rest = rest.replace(markup.compose((span,)), "")
            for words in _LIKE_A_PICTURE.findall(rest):
                yield Mention("", Cell(words, lang, "original"), where)


def look(
    workspace: Workspace, document: Document, mentions: Iterable[Mention], *, publish: bool = True
) -> Shown:
    """Read the files that a document names.

    What is wrong with one is told once, where it is named first: a translation names what its source does.

    publish  whether they are made ready for an edition, which takes a while; else they have no bytes
    """
    made = Shown()
    uses = {said.file: said.use for said in document.meta.illustrations}
    findings: dict[tuple[str, bool], Finding] = {}
    total = 0
    placed = _placed(workspace, document.name)
    for mention in mentions:
        target = mention.target
        if not target:
            like = mention.alt.text
            findings[like, True] = report("D113.words", mention.where, words=like)
            continue
        # Of a picture that the sidecar places, what is to be mended is there.
        where = placed.get(target, mention.where)
        silent = not mention.alt.text and uses.get(target) != "decoration"
        if target in made.pictures:
            if silent:
                made.pictures[target] = replace(made.pictures[target], alt=mention.alt)
        elif (target, False) not in findings:
            try:
                picture = _picture(workspace, document.name, mention._replace(where=where), made, publish)
                # All pictures of a document are held while it is printed.
                total += len(picture.data)
                limits.check(total, limits.PICTURES, where)
                made.pictures[target] = replace(picture, use=uses.get(target, "picture"))
            except _NoPictureError as error:
                findings[target, False] = report(error.what, where, file=target)
            except DiglotError as error:
                words = {"file": target, "what": error.what, "cure": error.hint}
                findings[target, False] = report("D113.other", where, **words)
        if silent:
            findings.setdefault((target, True), report("D114", where, file=target))
    made.findings = tuple(findings.values())
    return made


def _placed(workspace: Workspace, name: str) -> dict[str, Location]:
    """The pictures that a sidecar places, by the file as it is typed, and where it does."""
    here = workspace.project
    shown = here.show(project.sidecar_of(here.sources[name]))
    sidecar = workspace.sidecar(name)
    keys = {t.target: ("pictures", str(k), "file") for k, t in enumerate(sidecar.pictures) if t.placed}
    keys |= {
        as_typed(table.portrait): ("speakers", str(number), "portrait")
        for number, table in enumerate(sidecar.speakers)
        if table.portrait
    }
    return {target: Location(shown, workspace.sidecar_line(name, key)) for target, key in keys.items()}


class _NoPictureError(DiglotError):
    """Nothing is there; says in which wording that is told."""


def _picture(workspace: Workspace, name: str, mention: Mention, made: Shown, publish: bool) -> Picture:
    """The picture that a text names there; DiglotError for none."""
    folder = workspace.project.sources[name].parent
    path = _file(workspace, folder, mention, made.looked)
    made.paths[mention.target] = path
    return _made(workspace, path, mention, publish)


def required(workspace: Workspace, folder: Path, mention: Mention, looked: set[Path]) -> Picture:
    """The picture that a page names from its folder; DiglotError for none, with what to do."""
    try:
        return _made(workspace, _file(workspace, folder, mention, looked), mention, publish=True)
    except _NoPictureError as error:
        if error.what == "D113.missing":
            raise no_file(workspace.project, mention.target, mention.where, folder) from error
        words = report(error.what, mention.where, file=mention.target)
        raise DiglotError(words.message, mention.where, words.hint) from error


def offered(workspace: Workspace, name: str) -> list[str]:
    """The pictures that lie in the project, as a document names them: those of its folder first."""
    here = workspace.project
    folder = here.sources[name].parent
    found = [
        Path(os.path.relpath(here.root / path, folder)).as_posix()
        for path in disk.files(here.root)
        if path.suffix.lower() in _SUFFIXES and path.parts[0] != "build"
    ]
    return sorted(found, key=lambda path: (path.startswith("../"), path))[:_OFFERED]


def logo(
    workspace: Workspace, said: EditionTable | BuildOptions, main: str, looked: set[Path]
) -> Picture | None:
    """The publisher's sign, as the table of a book or the project names it."""
    here = workspace.project
    path = said.logo or here.settings.logo
    if not path:
        return None
    publisher = said.publisher or here.settings.publisher
    where = _named_at(here, "logo", path)
    if not publisher:
        hint = "Name who publishes the editions: `publisher`. It is read out in the place of the logo."
        raise DiglotError("nothing says whose logo this is.", where, hint)
    mention = Mention(path, Cell(publisher, main, "original"), where)
    return replace(required(workspace, here.root, mention, looked), use="logo")


def behind_cover(workspace: Workspace, options: BuildOptions, looked: set[Path]) -> Picture | None:
    """The picture behind a drawn cover, where one is named."""
    if not options.cover_picture:
        return None
    here = workspace.project
    # What a drawn cover says in words is what is written on it.
    said = Cell(options.cover_picture, here.source_lang, "original")
    where = _named_at(here, "cover-picture", options.cover_picture)
    return required(workspace, here.root, Mention(options.cover_picture, said, where), looked)


def style_sheet(workspace: Workspace, path: str, looked: set[Path]) -> str:
    """The editor's style sheet, "" for none; DiglotError for one that can't be in an edition."""
    if not path:
        return ""
    here = workspace.project
    where = _named_at(here, "css", path)
    file = here.own(Path(os.path.normpath(here.root / path)), where)
    looked.add(file)
    if not file.exists():
        raise no_file(here, path, where)
    text = workspace.text(file, limits.PAGE)
    themes.check(text, here.show(file))
    return text


def _named_at(here: Project, key: str, path: str) -> Location:
    """Where `diglot.toml` names a file: for all editions, else in the first that has it."""
    tables = ((), *(("editions", str(number)) for number in range(len(here.settings.editions))))
    said = (here.settings, *here.settings.editions)
    attribute = key.replace("-", "_")
    keys = next((keys for keys, one in zip(tables, said, strict=True) if getattr(one, attribute) == path), ())
    return here.place(*keys, key)


def _file(workspace: Workspace, folder: Path, mention: Mention, looked: set[Path]) -> Path:
    """The file that is named there; `looked` gets all that were looked for."""
    # Nothing is fetched: a build gives the same bytes without a network.
    if markup.elsewhere(mention.target):
        raise _NoPictureError("D113.web")
    # Markdown writes a path as an address.
    for typed in dict.fromkeys((mention.target, unquote(mention.target))):
        # Not `resolve`: a link is followed by `own`, which may refuse it.
        path = Path(os.path.normpath(folder / typed))
        try:
            workspace.project.own(path, mention.where)
            # Noted though it may not be there: when it comes, the edition is made again.
            looked.add(path)
            there = workspace.checksum(path)
        except (OSError, ValueError):  # a name that no file can have
            continue
        except DiglotError as error:
            # Nor one that is too long.
            if getattr(error.__cause__, "errno", 0) != errno.ENAMETOOLONG:
                raise
            continue
        if there:
            return path
    raise _NoPictureError("D113.missing")


def _made(workspace: Workspace, path: Path, mention: Mention, publish: bool) -> Picture:
    if publish:
        return Picture(*published(workspace, path, mention.where), mention.alt)
    return Picture(b"", pictures.check(workspace.required(path, limits.PICTURE), mention.where), mention.alt)
