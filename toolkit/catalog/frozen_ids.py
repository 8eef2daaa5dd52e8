"""Frozen ids: what a deposit cites, with the words that each stood for.

`locales/<document>.ids.tsv` is written by `diglot ids --freeze` and by nothing else. The template knows as
well which ids were ever given, but it is a working file: the ledger is what was promised. It brings ids back
where a template was lost, keeps them from other texts, and tells when one of them is gone or has other words.
What was frozen under a version stays as it is under that version: other words need a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.catalog import ids
from toolkit.errors import CatalogError, DiglotError
from toolkit.findings import Finding, Severity
from toolkit.model import KINDS, Document, Location
from toolkit.text.hygiene import counted

_HEAD = ("id", "context", "checksum", "since", "gone", "words", "version")
_WITHOUT_VERSION = _HEAD[:-1]
"""The head of ledgers that don't say when a text was frozen last: it had these words since the first time."""
_SHOWN = 60


class Frozen(NamedTuple):
    """An id that was frozen; a line of the ledger."""

    id: str
    context: str
    """Kind and speaker of its paragraph, as in a catalog: `turn|mara`."""
    code: str
    """`ids.code` of its text, when it was frozen last."""
    since: str
    """Version of the project in which it was frozen first."""
    gone: str
    """Version in which a freeze found that the document has it no more; "" while it has."""
    words: str
    """How its text begins."""
    version: str
    """Version in which it was frozen with this text."""


Ledger = tuple[Frozen, ...]
"""Sorted by id, each once."""


def freeze(document: Document, before: Ledger, version: str) -> Ledger:
    """The next ledger: every id of the document, and all that were frozen before.

    version  of the project, with which new ones are marked
    Raises DiglotError where a text isn't as it was frozen under this version.
    """
    if told := next((one for one in _differing(document, before) if one[0].version == version), None):
        one, how = told
        raise DiglotError(
            f"{one.id} was frozen in version {version}, and {how}: “{one.words}”.",
            document.path,
            f"Put the text back, or give the texts another `version` than {version} in diglot.toml.",
        )
    known = {one.id: one for one in before}
    for name, (where, text) in _texts(document).items():
        words = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        code, old = ids.code(text), known.get(name)
        since = old.since if old else version
        kept = old.version if old and (old.code, old.context) == (code, where) else version
        known[name] = Frozen(name, where, code, since, "", words, kept)
    there = _texts(document)
    return tuple(
        one if one.gone or name in there else one._replace(gone=version)
        for name, one in sorted(known.items())
    )


def lost(document: Document, ledger: Iterable[Frozen]) -> Iterator[Finding]:
    """A warning for each frozen id that the document has no more, and that no freeze has noted as gone."""
    there = _texts(document)
    for one in ledger:
        if not one.gone and one.id not in there:
            yield Finding(
                "D120",
                "warning",
                f"{one.id}, frozen in version {one.since}, is no longer in the document: “{one.words}”.",
                Location(document.path, 0),
                "Citations of it lead nowhere now. Put the text back, or give the texts another `version` in "
                f"diglot.toml and note it as gone with `diglot ids {document.name} --freeze`.",
            )


def changed(document: Document, ledger: Iterable[Frozen], severity: Severity) -> Iterator[Finding]:
    """D540 for each paragraph that isn't as it was frozen."""
    places = {p.id: p.where for turn in document.turns for p in turn.paragraphs}
    for one, how in _differing(document, ledger):
        if one.id in places:
            yield Finding(
                "D540",
                severity,
                f"{one.id} was frozen in version {one.version}, and {how}: “{one.words}”.",
                places[one.id],
                "Put it back, or give the texts another `version` in diglot.toml and freeze them with "
                f"`diglot ids {document.name} --freeze`.",
            )


def unfrozen(document: Document, ledger: Ledger) -> Iterator[Finding]:
    """D541 and D542: what isn't frozen, so that nothing keeps a citation of it."""
    missing = len(_texts(document).keys() - {one.id for one in ledger if not one.gone})
    if missing:
        what = (
            f"{counted(missing, 'paragraph')} came after the ids were frozen."
            if ledger
            else "its ids were never frozen, so nothing tells when the text behind a citation changes."
        )
        cure = f"`diglot ids {document.name} --freeze` freezes them."
        yield Finding("D541" if ledger else "D542", "warning", what, Location(document.path, 0), cure)


def _differing(document: Document, ledger: Iterable[Frozen]) -> Iterator[tuple[Frozen, str]]:
    """What isn't as it was frozen, and how it differs."""
    there = _texts(document)
    for one in ledger:
        where, text = there.get(one.id, ("", ""))
        if one.gone:
            continue
        if one.id not in there:
            yield one, "is no longer in the document"
        elif ids.code(text) != one.code:
            yield one, "has other words now"
        elif where != one.context:
            yield one, f"is now {where}, where it was {one.context}"


def _texts(document: Document) -> dict[str, tuple[str, str]]:
    """Context and text of what has an id to be frozen; a separator has none."""
    return {
        # A paragraph that is set apart is the same paragraph.
        paragraph.id: (ids.shared(where), text)
        for _, paragraph, (where, text) in ids.units(document)
        if KINDS[paragraph.kind].translated
    }


def dump(ledger: Ledger) -> str:
    """The ledger as tab-separated values, with a head."""
    return "".join("\t".join(line) + "\n" for line in (_HEAD, *ledger))


def load(data: bytes, path: str) -> Ledger:
    """The ledger in a file. Raises CatalogError with the line for what is none."""
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").rstrip("\n").split("\n")
    except UnicodeDecodeError as error:
        place = Location(path, data.count(b"\n", 0, error.start) + 1)
        raise CatalogError("this is not UTF-8.", place, _CURE) from error
    head = tuple(lines[0].split("\t"))
    if head not in (_HEAD, _WITHOUT_VERSION):
        raise CatalogError("this is no ledger of ids.", Location(path, 1), _CURE)
    found: dict[str, Frozen] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(head) or not ids.PATTERN.fullmatch(cells[0]):
            what = f"this is no line of a ledger: {line[:40]!r}."
        elif cells[0] in found:
            what = f"{cells[0]} is here twice."
        else:
            found[cells[0]] = Frozen(*cells, *(cells[3:4] if head != _HEAD else ()))
            continue
        raise CatalogError(what, Location(path, number), _CURE)
    return tuple(found[name] for name in sorted(found))


_CURE = "Get the file back from its history: `diglot ids --freeze` writes it, and nobody edits it."
