"""Tell of work that nobody would look at: catalogs of no edition, in no place, and words in a template."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from toolkit import languages, limits
from toolkit.catalog.contexts import CREDITS
from toolkit.catalog.headers import SOURCE_LANGUAGE
from toolkit.errors import DiglotError
from toolkit.exchange import po
from toolkit.findings import Finding, report
from toolkit.model import Entry, Location
from toolkit.project import Project
from toolkit.text.hygiene import shortened, tidy
from toolkit.workflow.documents import unlisted
from toolkit.workflow.workspace import Workspace

_SUFFIXES = frozenset((".po", ".pot"))


def left_aside(here: Project) -> Iterator[Finding]:
    """Tell of catalogs that nobody looks at who asks for no language: D209, D210."""
    for lang in unlisted(here, here.catalog_langs()):
        yield report("D209", here.place("target-languages"), lang=lang)
    yield from left_behind(here)


def left_behind(here: Project) -> Iterator[Finding]:
    """Tell of files that nobody looks at: they have another document's name, or stand elsewhere (D210)."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for pattern in ("source/*.toml", "locales/*.ids.tsv", "locales/*.pot", "locales/*/LC_MESSAGES/*.po"):
        for path in sorted(here.root.glob(pattern)):
            name = path.name.removesuffix(pattern.rpartition("*")[2])
            other = name not in here.sources and not name.startswith(".")
            if other and _is_ours(here, path) and not _of_another(here, path):
                found[name].append(here.show(path))
    for name, shown in found.items():
        yield report("D210.renamed", Location(shown[0], 0), document=name, files=tuple(shown))
    told = set(chain.from_iterable(found.values()))
    for path in _catalogs(here):
        shown_path = here.show(path)
        if shown_path not in told and not _in_its_place(here, path) and _is_ours(here, path):
            yield report("D210.astray", Location(shown_path, 0), file=shown_path)
    yield from _in_copies(here)


def _in_copies(here: Project) -> Iterator[Finding]:
    """Tell of copies of catalogs, and of files in `build/`, that translate what nobody has translated (D210).

    What an editor leaves beside a catalog (`talk.po~`) and what `export` has written are told for no other
    reason.
    """
    copies = (path for path in (*here.root.glob("locales/**/*"), *here.root.iterdir()) if _is_copy(path))
    for path in sorted((*copies, *here.root.glob("build/*.po*"))):
        if path.is_file() and not path.name.startswith(".") and (lost := _nowhere_else(here, path)):
            file, text = here.show(path), shortened(tidy(lost[0]))
            yield report("D210.alone", Location(file, 0), messages=len(lost), text=text)


def _is_copy(path: Path) -> bool:
    """Whether a file has the name of a catalog and something behind it: `talk.po.bak`, `talk.po~`."""
    return ".po" in path.name and path.suffix.lower() not in _SUFFIXES


def _nowhere_else(here: Project, path: Path) -> list[str]:
    """The translations in a file whose messages have none in the catalog that it is of."""
    with contextlib.suppress(DiglotError):
        data = _bytes(here, path)
        if CREDITS[0].encode() not in data:
            return []
        (parcel,) = po.read(data, here.show(path))
        if parcel.document not in here.sources or not parcel.lang:
            return []
        place = here.catalog_path(parcel.document, parcel.lang)
        found = (here.fetch(place, limits.CATALOG) and po.read(_bytes(here, place), here.show(place))) or ()
        there = [unit for own in found for unit in own.units if unit.target]
        keys, texts = {(unit.context, unit.source) for unit in there}, {tidy(unit.target) for unit in there}
        return [
            unit.target
            for unit in parcel.units
            if unit.target and (unit.context, unit.source) not in keys and tidy(unit.target) not in texts
        ]
    return []


def _catalogs(here: Project) -> Iterator[Path]:
    """PO files of the project: those anywhere in `locales/`, and diglot's own beside `diglot.toml`."""
    for path in sorted((*here.root.glob("locales/**/*"), *here.root.iterdir())):
        if path.suffix.lower() not in _SUFFIXES or path.name.startswith(".") or not path.is_file():
            continue
        # What `export` has written into the project's own folder is on its way to somebody.
        if path.parent != here.root or SOURCE_LANGUAGE.encode() in _bytes(here, path):
            yield path


def _in_its_place(here: Project, path: Path) -> bool:
    """Whether a catalog or a template is one that is looked at, or of no document that is there."""
    if path.parent == here.root / "locales":
        return path.suffix == ".pot" and path.stem in here.sources
    with contextlib.suppress(DiglotError):
        lang = languages.from_gettext(path.parent.parent.name)
        place = here.catalog_path(path.stem, lang)
        # Some disks tell no capitals apart: there it is the same file.
        return path.stem in here.sources and (place == path or (place.exists() and place.samefile(path)))
    return False


def _of_another(here: Project, path: Path) -> bool:
    """Whether a catalog says that it is of a document that is there, whatever its own name."""
    if path.suffix not in _SUFFIXES:
        return False
    with contextlib.suppress(DiglotError):
        parcels = po.read(_bytes(here, path), here.show(path))
        return any(parcel.document in here.sources for parcel in parcels)
    return False


def _is_ours(here: Project, path: Path) -> bool:
    """Whether a file is diglot's: catalogs of other programs may lie there too."""
    return path.suffix.lower() not in _SUFFIXES or CREDITS[0].encode() in _bytes(here, path)


def _bytes(here: Project, path: Path) -> bytes:
    with contextlib.suppress(DiglotError):
        return here.fetch(path, limits.CATALOG) or b""
    return b""


def typed_into_template(workspace: Workspace, name: str) -> Iterator[Finding]:
    """Tell of translations in a template that no catalog has (D292): who writes it anew would lose them."""
    template = workspace.template(name)
    typed = [entry for entry in template.entries if _typed(entry)] if template else []
    if not typed:
        return
    here, kept = workspace.project, set[str]()
    for lang in here.catalog_langs():
        with contextlib.suppress(DiglotError):
            found = workspace.catalog(name, lang)
            for entry in (*found.entries, *found.obsolete) if found else ():
                kept.update(tidy(text) for text in (entry.target, *entry.plural[1:]))
    lost = [text for entry in typed for text in _typed(entry) if tidy(text) not in kept]
    if lost:
        shown = here.show(here.template_path(name))
        lang = next(iter(here.targets(workspace.language(name))), "fr")
        text = shortened(tidy(lost[0]))
        yield report("D292", Location(shown, 0), texts=len(lost), text=text, file=shown, lang=lang)


def keep_typed(workspace: Workspace, name: str) -> None:
    """Raise DiglotError where a template is about to be written anew that has translations of its own."""
    for finding in typed_into_template(workspace, name):
        raise DiglotError(f"{finding.message} [{finding.code}]", finding.where, finding.hint)


def _typed(entry: Entry) -> list[str]:
    """What somebody has typed as the translation of a message."""
    return [text for text in (*entry.plural[1:], entry.target) if text.strip() and text != entry.source]
