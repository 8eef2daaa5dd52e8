"""Frozen ids: what a deposit cites, with the words that each stood for.

`locales/<document>.ids.tsv` is written by `diglot ids --freeze` and by nothing else. The template knows as
well which ids were ever given, but it is a working file: the ledger is what was promised. It brings ids back
where a template was lost, keeps them from other texts, and tells when one of them is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit import ids
from toolkit.errors import CatalogError
from toolkit.model import Document, Location, Problem

_HEAD = ("id", "context", "checksum", "since", "gone", "words")
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


Ledger = tuple[Frozen, ...]
"""Sorted by id, each once."""


def freeze(document: Document, before: Ledger, version: str) -> Ledger:
    """The next ledger: every id of the document, and all that were frozen before.

    version  of the project, with which new ones are marked
    """
    known = {one.id: one for one in before}
    for _, paragraph, (where, text) in ids.units(document):
        if paragraph.kind == "separator":
            continue
        since = known[paragraph.id].since if paragraph.id in known else version
        words = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        code = ids.code(text)
        # A paragraph that is set apart is the same paragraph.
        known[paragraph.id] = Frozen(paragraph.id, ids.shared(where), code, since, "", words)
    there = _present(document)
    return tuple(
        one if one.gone or name in there else one._replace(gone=version)
        for name, one in sorted(known.items())
    )


def lost(document: Document, ledger: Iterable[Frozen]) -> Iterator[Problem]:
    """A warning for each frozen id that the document has no more, and that no freeze has noted as gone."""
    there = _present(document)
    for one in ledger:
        if not one.gone and one.id not in there:
            yield Problem(
                "D120",
                "warning",
                f"{one.id}, frozen in version {one.since}, is no longer in the document: “{one.words}”.",
                Location(document.path, 0),
                "Citations of it lead nowhere now. Put the text back, or note it as gone with "
                f"`diglot ids {document.name} --freeze`.",
            )


def _present(document: Document) -> set[str]:
    return {paragraph.id for turn in document.turns for paragraph in turn.paragraphs}


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
    if tuple(lines[0].split("\t")) != _HEAD:
        raise CatalogError("this is no ledger of ids.", Location(path, 1), _CURE)
    found: dict[str, Frozen] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(_HEAD) or not ids.PATTERN.fullmatch(cells[0]):
            what = f"this is no line of a ledger: {line[:40]!r}."
        elif cells[0] in found:
            what = f"{cells[0]} is here twice."
        else:
            found[cells[0]] = Frozen(*cells)
            continue
        raise CatalogError(what, Location(path, number), _CURE)
    return tuple(found[name] for name in sorted(found))


_CURE = "Get the file back from its history: `diglot ids --freeze` writes it, and nobody edits it."
