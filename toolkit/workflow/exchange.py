"""Catalogs in formats of other programs, and back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from toolkit import catalog, disk, exchange, languages, limits, po, registry
from toolkit.errors import DiglotError, for_shell, nearest
from toolkit.exchange import ExportOptions, MessageUnit, OneWay, Parcel, RoundTrip, intake
from toolkit.findings import Finding, report
from toolkit.model import Catalog
from toolkit.project import Project
from toolkit.workflow import belonging, questions
from toolkit.workflow.belonging import check_is_of, named_document
from toolkit.workflow.catalogs import converted, put
from toolkit.workflow.documents import Outcome
from toolkit.workflow.held import Choice
from toolkit.workflow.workspace import Workspace

_Place = Callable[..., Path]
"""From the name that a file has in `build/` to where it shall be; `alone`: whether it is the only one."""


def export(
    workspace: Workspace,
    names: Sequence[str],
    asked: Sequence[str],
    formats: Sequence[str],
    options: ExportOptions,
    output: Path | None,
) -> Iterator[Outcome]:
    """Write documents in formats of other programs.

    For each language one file, or what the format has.

    asked   languages; () for all that a document is translated into
    output  a folder, or with a suffix a file where there is one to write; None for `build/`
    """
    here = workspace.project
    forms = [registry.load("format", format_) for format_ in formats]
    for form in forms:
        for name in names:
            langs = workspace.targets(name, asked)
            if isinstance(form, OneWay):
                # Some formats hold all languages in one file, as TMX does.
                groups = [tuple(langs)] if form.together else [(lang,) for lang in langs]
                alone = len(names) * len(groups) == 1
                place = partial(_place, here, output, alone=alone)
                yield from _out(workspace, name, groups, form, options, place)
                continue
            alone = len(names) * len(langs) == 1
            for lang in langs:
                try:
                    place = partial(_place, here, output, alone=alone)
                    yield from _out_and_back(workspace, name, lang, form, options, place)
                except DiglotError as error:
                    yield Outcome(f"{name} in {lang}", error=error)


def _place(here: Project, output: Path | None, name: str, *, alone: bool) -> Path:
    if output is None:
        return here.build_path(name)
    # A path with a suffix that is no folder yet is the name of the file, where there is just one.
    return output if alone and output.suffix and not output.is_dir() else output / name


def _catalog(workspace: Workspace, name: str, lang: str) -> Catalog:
    existing = workspace.catalog(name, lang)
    if existing is None:
        raise _no_catalog(workspace.project, name, lang)
    return existing


def _no_catalog(here: Project, name: str, lang: str) -> DiglotError:
    hint = f"`diglot extract {for_shell(name)} -l {lang}` makes it."
    return DiglotError("there is no catalog.", here.show(here.catalog_path(name, lang)), hint)


def _out_and_back(
    workspace: Workspace, name: str, lang: str, form: RoundTrip, options: ExportOptions, place: _Place
) -> Iterator[Outcome]:
    here = workspace.project
    existing = _catalog(workspace, name, lang)
    # A translator would work at sentences that are gone.
    if findings := _stale(workspace, name, existing):
        yield Outcome(here.show(here.catalog_path(name, lang)), findings=findings)
    parcel = exchange.parcel(existing, workspace.language(name))
    if form.asks:
        people = [speaker.name for speaker in workspace.document(name).speakers]
        parcel = replace(parcel, questions=[*questions.travelling(workspace, name)], speakers=people)
    path = place(f"{name}.{parcel.source_lang}-{lang}{form.suffix}")
    # What a translator has filled in must not be lost by a second export.
    before = _guard(here, path, form, existing)
    written = disk.write(path, partial(form.write, parcel, options), over=disk.mark(before))
    yield Outcome(here.show(path), written)


def _stale(workspace: Workspace, name: str, existing: Catalog) -> tuple[Finding, ...]:
    """Tell a catalog that isn't up to date.

    It has other messages than its template.
    """
    here = workspace.project
    path = here.template_path(name)
    # Message by message: a template may be long, and one pass is enough.
    data = workspace.pieces(path)
    if data is None:
        return ()
    # The other way is no harm: what the template has no longer is obsolete after the next update.
    there = {entry.key for entry in existing.entries}
    wanted = (entry for entry, obsolete in po.stream(data, here.show(path), "")[1] if not obsolete)
    missing = sum(entry.key not in there for entry in wanted)
    if not missing:
        return ()
    shown = here.show(here.catalog_path(name, existing.lang))
    return (report("D265", catalog=shown, messages=missing, document=name, lang=existing.lang),)


def _guard(here: Project, path: Path, form: RoundTrip, existing: Catalog) -> bytes | None:
    """What may be overwritten.

    DiglotError for a translator's work that isn't imported.
    """
    own = existing.document, existing.lang

    def catalog_of(place: tuple[str, str]) -> Catalog | None:
        return existing if (named_document(own[:1], place[0]), place[1]) == own else None

    data = disk.read_if_there(path)
    if data is not None:
        _check_imported(catalog_of, form, data, here.show(path))
    return data


def check_built(workspace: Workspace, path: Path, format_: str) -> None:
    """Raise DiglotError for a file of `build/` in which somebody has worked, where that isn't imported."""
    data = disk.read_if_there(path)
    form = registry.load("format", format_)
    if data is None or not isinstance(form, RoundTrip):
        return

    def catalog_of(place: tuple[str, str]) -> Catalog | None:
        name, lang = named_document(workspace.project.sources, place[0]), place[1]
        return workspace.catalog(name, lang) if name in workspace.project.sources else None

    # What nobody has touched can be built again, whatever has become of its source.
    form = replace(form, read=partial(_touched, form.read))
    _check_imported(catalog_of, form, data, workspace.project.show(path))


def _touched(read: Callable[[bytes, str], list[Parcel]], data: bytes, shown: str) -> list[Parcel]:
    """The parcels of a file, with the messages that aren't as they went out."""

    def differs(unit: MessageUnit) -> bool:
        said = unit.target or exchange.checksum_of(unit.base)
        return bool(said) and exchange.token(unit.state or "done", unit.target) != unit.base

    return [
        replace(parcel, units=[unit for unit in parcel.units if unit.comments or differs(unit)], whole=False)
        for parcel in read(data, shown)
    ]


def _check_imported(
    catalog_of: Callable[[tuple[str, str]], Catalog | None], form: RoundTrip, data: bytes, shown: str
) -> None:
    """Raise DiglotError for work in a file that the catalogs don't have.

    catalog_of  gives the catalog of a document and a language; None where the file is for none
    """
    cure = "Import it first, or move it away."
    try:
        there = form.read(data, shown)
    except DiglotError as error:
        raise DiglotError(f"this file can't be overwritten: {error.what}", error.where, cure) from error
    # An intake that would change nothing: all work in the file is in the catalog already.
    for parcel in there:
        existing = catalog_of((parcel.document, languages.get(parcel.lang).tag))
        if existing is None:
            # It was of a text that is gone, or of a language, and nobody has worked at it.
            if not (parcel.units or parcel.answers or parcel.findings or parcel.unread):
                continue
            what = f"it is for {parcel.document} in {parcel.lang}"
            raise DiglotError(f"this file has work in it that isn't imported: {what}.", shown, cure)
        # Tried as an import would do it, and thrown away.
        _, made, findings = intake.take(existing, parcel, shown)
        if made.taken or made.conflicts or made.left_out or parcel.findings:
            where = findings[0].where if findings else shown
            raise DiglotError(f"this file has work in it that isn't imported: {made}.", where, cure)


def _out(
    workspace: Workspace,
    name: str,
    groups: Sequence[Sequence[str]],
    form: OneWay,
    options: ExportOptions,
    place: _Place,
) -> Iterator[Outcome]:
    here = workspace.project
    try:
        document = workspace.document(name)
    except DiglotError as error:
        yield Outcome(here.show(here.sources[name]), error=error)
        return
    wrong: set[str] = set()
    for lang in filter(document.lang.__ne__, dict.fromkeys(chain.from_iterable(groups))):
        try:
            if not here.catalog_path(name, lang).exists():
                raise _no_catalog(here, name, lang)
            workspace.translation(name, lang)
        except DiglotError as error:
            wrong.add(lang)
            yield Outcome(f"{name} in {lang}", error=error)
    for langs in groups:
        targets = tuple(lang for lang in langs if lang != document.lang)
        # A file without one of the languages would pass for one that has it.
        if targets and wrong.isdisjoint(targets):
            choice = Choice((document.lang, *targets), "omit")
            edition = workspace.edition(name, choice, by_sentence=form.sentences(options))
            files = form.files(edition, options)
            for suffix, write in files.items():
                path = place(name + suffix) if len(files) == 1 else place(name + suffix, alone=False)
                yield Outcome(here.show(path), disk.write(path, write))


def bring_back(
    workspace: Workspace,
    files: Sequence[tuple[Path, str]],
    moment: datetime,
    *,
    base: Path | None = None,
    langs: Sequence[str] = (),
    theirs: bool,
    dry_run: bool,
) -> Iterator[Outcome]:
    """Take in what translators did in exported files, or in copies of catalogs.

    files   paths, and how each is called
    base    a PO file: the catalog as translators got it, for files that don't tell that
    moment  to stamp catalogs with in which something changes
    langs   tags, of files that have several languages; () for all
    theirs  in a conflict, take what the file has
    """
    before = po.load_by_header(disk.read(base, limits.CATALOG), str(base)) if base is not None else None
    # One lock for all files: two of them may be for the same catalog.
    with contextlib.nullcontext() if dry_run else workspace.changing():
        for path, shown in files:
            try:
                # A workbook may hold several languages.
                arrived = _chosen([_dated(parcel, before) for parcel in _parcels(path, shown)], langs, shown)
            except DiglotError as error:
                yield Outcome(shown, error=error)
                continue
            for parcel in arrived:
                try:
                    yield from _back(workspace, parcel, shown, moment, theirs=theirs, dry_run=dry_run)
                except DiglotError as error:
                    yield Outcome(shown, error=error)


def _dated(parcel: Parcel, before: Catalog | None) -> Parcel:
    """The parcel, whose messages that don't tell how they went out have it of a catalog."""
    if before is None:
        return parcel
    known = (*before.obsolete, *before.entries)
    tokens = {entry.key: exchange.token(exchange.state_of(entry), entry.target) for entry in known}
    units = [
        replace(unit, base=unit.base or tokens.get((unit.context, unit.source), "")) for unit in parcel.units
    ]
    return replace(parcel, units=units)


def _chosen(parcels: Sequence[Parcel], langs: Sequence[str], shown: str) -> list[Parcel]:
    """The parcels in some languages, each with the others of its file.

    A file that doesn't say its language is in the one that was asked for.
    """
    if len(langs) == 1:
        parcels = [replace(one, lang=one.lang or langs[0]) for one in parcels]
    if not all(one.lang for one in parcels):
        hint = 'Write it into the header, such as "Language: fr\\n", or say it with `-l fr`.'
        raise DiglotError("its header doesn't say which language it is in.", shown, hint)
    chosen = [one for one in parcels if not langs or po.tag(_tag(one, shown), langs) in langs]
    if langs and not chosen:
        hint = f"There is: {', '.join(dict.fromkeys(parcel.lang for parcel in parcels))}."
        raise DiglotError(f"it has no translation in {' or '.join(langs)}.", shown, hint)
    said = {one.lang for one in chosen}
    return [replace(one, beside=said - {one.lang}) for one in chosen]


def _parcels(path: Path, shown: str) -> list[Parcel]:
    data = disk.read(path, limits.EXCHANGED)
    known: set[str] = set()
    for name in registry.names("format"):
        form = registry.load("format", name)
        if isinstance(form, RoundTrip):
            known.update(form.suffixes)
            # Two versions of XLIFF share their suffixes.
            if path.suffix.lower() in form.suffixes and form.recognises(data):
                if found := form.read(data, shown):
                    return found
                raise DiglotError("there is no message in it.", shown, "Is it the right file, and whole?")
    hint = f"Files that come back end in {', '.join(sorted(known))}."
    raise DiglotError("this is no file that `diglot export` writes for translators.", shown, hint)


def _back(
    workspace: Workspace, parcel: Parcel, shown: str, moment: datetime, *, theirs: bool, dry_run: bool
) -> Iterator[Outcome]:
    here = workspace.project
    name = belonging.document_of(workspace, parcel)
    parcel = replace(parcel, document=name)
    if name not in here.sources:
        hint = nearest(name, here.sources) or f"There are: {', '.join(here.sources)}."
        raise DiglotError(f"it is for a document {name!r}, which isn't in source/.", shown, hint)
    there = [lang for lang in here.catalog_langs() if here.catalog_path(name, lang).exists()]
    lang = po.tag(_tag(parcel, shown), there, parcel.beside)
    existing, path = workspace.catalog(name, lang), here.catalog_path(name, lang)
    if existing is None:
        makes = f"`diglot extract {for_shell(name)} -l {lang}` makes a catalog."
        hint = f"Does it say the wrong language? If not: {makes}"
        raise DiglotError(f"it is in {lang}, and {name} has no catalog in that.", shown, hint)
    before = workspace.read(path, limits.CATALOG) or b""
    if parcel.units:
        check_is_of(workspace, existing, parcel, shown)
    updated, made, findings = intake.take(existing, parcel, shown, theirs=theirs)
    if parcel.translator and made.taken:
        updated = catalog.translated_by(updated, parcel.translator)
    what = f"{shown}, {name} in {lang}{' (dry run)' if dry_run else ''}"
    written = False
    if not dry_run:
        state = workspace.state(name, lang, existing)
        # Nothing new in it: the catalog keeps its very bytes.
        if not made.taken:
            # As a run that was interrupted before it came to this.
            state.keep(existing, workspace.checksum(path))
        else:
            if po.charset(before) != "utf-8":
                yield converted(here.show(path), po.charset(before))
            written = put(workspace, path, before, catalog.stamped(updated, moment), None, state).written
    yield Outcome(what, written, made, findings)
    if parcel.answers:
        yield from questions.answered(workspace, name, parcel.answers, dry_run=dry_run)


def _tag(parcel: Parcel, shown: str) -> str:
    try:
        return languages.get(parcel.lang).tag
    except DiglotError as error:
        raise DiglotError(error.what, shown, error.hint) from error
