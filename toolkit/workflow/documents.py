"""Documents and catalogs of a project, loaded; the time; what becomes of a file."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from msgspec import structs

from toolkit import catalog, languages, limits, po, project, registry
from toolkit.catalog import frozen_ids, ids
from toolkit.catalog.frozen_ids import Frozen
from toolkit.config import Sidecar
from toolkit.errors import DiglotError
from toolkit.exchange.intake import Intake
from toolkit.findings import Finding
from toolkit.model import Catalog, Document
from toolkit.project import Project
from toolkit.text.hygiene import writable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    """As shown to a person."""
    written: bool = False
    """False where the file was as it should be already, or could not be made."""
    changes: catalog.Changes | catalog.Accepted | Intake | None = None
    """For a catalog."""
    problems: tuple[Finding, ...] = ()
    error: DiglotError | None = None


class Template(NamedTuple):
    """The file of a template, of which only the ids are wanted."""

    data: po.Data
    path: str
    """As shown to a person."""


def now() -> datetime:
    """The time to stamp catalogs with: SOURCE_DATE_EPOCH if it is set, else the clock; UTC, whole minutes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if epoch and not (epoch.isascii() and epoch.isdigit()):
            raise ValueError(epoch)
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:  # the last two for years that no clock has
        raise DiglotError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time in seconds since 1970.",
            hint="Unset it or mend it.",
        ) from error
    return moment.replace(second=0, microsecond=0)


def read_file(
    path: Path,
    shown: str,
    lang: str,
    encoding: str = "",
    template: Catalog | Template | None = None,
    frozen: Iterable[Frozen] = (),
    findings: bool = True,
    doubts: bool = False,
) -> tuple[Document, tuple[Finding, ...]]:
    """A transcript anywhere on disk, with the sidecar beside it; its ids are those of the template.

    findings  whether doubts are wanted, too; looking for them takes a while
    doubts    whether they are wanted in the turns alone, as certainty
    """
    data = project.read(path, limits.TRANSCRIPT)
    beside = project.sidecar_of(path)
    sidecar = (
        project.sidecar(beside, str(PurePath(shown).with_name(beside.name))) if beside != path else Sidecar()
    )
    return read_data(
        data,
        told(sidecar, encoding, data, shown),
        name=writable(project.document_name(path)),
        path=writable(shown),
        lang=lang,
        template=template,
        frozen=frozen,
        findings=findings,
        doubts=doubts,
    )


def told(sidecar: Sidecar, encoding: str, data: bytes, shown: str) -> Sidecar:
    """A sidecar with what `--encoding` names, if anything. SourceError where the data isn't in it."""
    if not encoding:
        return sidecar
    from toolkit.readers.plain import decode

    decode(data, shown, encoding, option=True)
    return structs.replace(sidecar, encoding=encoding)


def read_data(
    data: bytes,
    sidecar: Sidecar,
    *,
    name: str,
    path: str,
    lang: str,
    template: Catalog | Template | None = None,
    frozen: Iterable[Frozen] = (),
    findings: bool = True,
    doubts: bool = False,
) -> tuple[Document, tuple[Finding, ...]]:
    """As `read_file`, in memory; `path` is what it is called. An unknown suffix is read as plain text."""
    suffix = PurePath(path).suffix.lower()
    reader = registry.load("reader", registry.reader_suffixes().get(suffix, "plain"))
    lang = languages.get(sidecar.lang or lang).tag
    document, found = reader.read(data, name=name, path=path, lang=lang, sidecar=sidecar)
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            limits.check(len(paragraph.text), limits.PARAGRAPH, paragraph.where)
    known = tuple(found) if findings or doubts else ()
    problems = known if findings else found.certain
    document = doubted(document, known)
    del found  # which holds all that was read
    messages: Catalog | ids.Messages | None
    if isinstance(template, Template):
        messages = po.stream(template.data, template.path, "")[1]
    else:
        messages = template
    kept = chain(((one.id, one.context, one.code) for one in frozen), ids.promised(document))
    given = {one.key for one in sidecar.speakers}
    return ids.assign(document, messages, sidecar.apart, kept, given), problems


def doubted(document: Document, problems: Iterable[Finding]) -> Document:
    """The document, with how sure it is whose each turn is, as far as findings are doubts of that."""
    found = [(one.where.line, one.rule.speaker) for one in problems if one.where and one.rule.speaker]
    if not found:
        return document
    first = [turn.paragraphs[0].where.line for turn in document.turns]
    turns = list(document.turns)
    for line, cert in found:
        at = bisect_right(first, line) - 1
        if at >= 0 and turns[at].speakers and turns[at].cert != "low":
            turns[at] = turns[at].replace(cert=cert)
    return replace(document, turns=tuple(turns))


def language(here: Project, name: str) -> str:
    """The language of a document: what its sidecar says, else the file itself, else the project.

    Raises DiglotError where the sidecar, or a file that could say it, can't be read.
    """
    path = here.sources[name]
    beside = project.sidecar_of(path)
    if own := project.sidecar(beside, here.show(beside), here.fetch).lang if beside != path else "":
        return languages.get(own).tag
    reader = registry.load("reader", registry.reader_suffixes()[path.suffix.lower()])
    stated = reader.stated(project.read(path, limits.TRANSCRIPT), here.show(path)) if reader.stated else ""
    return stated or here.source_lang


def targets(here: Project, name: str, asked: Sequence[str] = ()) -> tuple[str, ...]:
    """As `Project.targets`, where the document isn't read yet: what is wrong with it is said when it is."""
    try:
        own = language(here, name)
    except DiglotError:
        own = here.source_lang
    return here.targets(own, asked)


def read(here: Project, name: str) -> tuple[Document, tuple[Finding, ...], Catalog | None]:
    """A document of a project, its findings, and the template with its ids (None at first)."""
    path = here.sources[name]
    template = load(here, here.template_path(name), "")
    document, problems = read_file(
        path, here.show(path), here.source_lang, template=template, frozen=frozen(here, name)
    )
    return document, problems, template


def transcript(here: Project, name: str) -> Document:
    """As `read`, of which nothing else is wanted: the template takes more room than the document."""
    return looked_over(here, name, findings=False)[0]


def looked_over(
    here: Project, name: str, *, findings: bool = True, doubts: bool = False
) -> tuple[Document, tuple[Finding, ...]]:
    """As `read`, without the template; `findings` and `doubts` as `read_file` has them."""
    path = here.sources[name]
    return read_file(
        path,
        here.show(path),
        here.source_lang,
        template=_template(here, name),
        frozen=frozen(here, name),
        findings=findings,
        doubts=doubts,
    )


def frozen(here: Project, name: str) -> Iterator[Frozen]:
    """What was frozen of a document, in the order of the ids."""
    path = here.ledger_path(name)
    data = here.fetch(path, limits.LEDGER)
    if data is not None:
        yield from frozen_ids.load(data, here.show(path))


def _template(here: Project, name: str) -> Template | None:
    path = here.template_path(name)
    data = project.stretches(path)
    return None if data is None else Template(data, here.show(path))


def load(here: Project, path: Path, lang: str) -> Catalog | None:
    """A catalog, or None where its file isn't there; `lang` is "" for a template."""
    data = here.fetch(path, limits.CATALOG)
    return None if data is None else po.load(data, here.show(path), lang)
