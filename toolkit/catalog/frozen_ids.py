"""Frozen ids, with the words that each stood for.

`locales/<document>.ids.tsv` is written by `diglot ids --freeze` and by nothing else. The template knows as
well which ids were ever given, but it is a working file: the frozen ids are what was promised. They bring
ids back where a template was lost, keep them from other texts, and tell when one of them is gone or has other
words.
What was frozen under a version stays as it is under that version: other words need a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from toolkit.catalog import contexts, id_record, ids
from toolkit.errors import CatalogError, DiglotError
from toolkit.findings import Finding, report
from toolkit.model import KINDS, Document, Location
from toolkit.text.hygiene import number as in_digits
from toolkit.text.hygiene import shortened

_HEAD = ("id", "context", "checksum", "since", "gone", "words", "version", "last", "place")
_OLDER = (_HEAD[:-2], _HEAD[:-3])
"""Heads of files that say less: nothing of order, or nor when a text got its words."""


class Frozen(NamedTuple):
    """An id that was frozen; a line of its file."""

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
    last: str
    """Version in which it was frozen last, with whatever text."""
    place: str = ""
    """Which of the paragraphs it was then, from 1; "" where that isn't known."""


FrozenIds = tuple[Frozen, ...]
"""Sorted by id, each once."""


def freeze(document: Document, before: FrozenIds, version: str) -> FrozenIds:
    """All ids of the document, and all frozen before.

    version  of the project, with which new ones are marked
    Raises DiglotError where a text isn't as it was frozen under this version.
    """
    there = _texts(document)
    code = cache(ids.code)
    other = (differs for line, differs in _differing(document, before, there, code) if _is_of(line, version))
    if differs := next(chain(other, _rearranged(document, before, there, version)), None):
        cure = f"Put the text back, or give the texts another `version` than {version} in diglot.toml."
        raise DiglotError(differs.message, document.path, cure)
    known = {line.id: line for line in before}
    for place, (name, (where, text, _)) in enumerate(there.items(), 1):
        words = shortened(text)
        now, old = code(text), known.get(name)
        since = old.since if old else version
        # The version that got these words: under it they may not change any more (decision 151).
        kept = old.version if old and (old.code, old.context) == (now, where) else version
        known[name] = Frozen(name, where, now, since, "", words, kept, version, str(place))
    # Sorted by id, so that the file merges by lines. What is gone is noted once, and reported no more.
    return tuple(
        line if line.gone or name in there else line._replace(gone=version)
        for name, line in sorted(known.items())
    )


def without_gone(document: Document, kept: Iterable[Frozen]) -> tuple[Frozen, ...]:
    """The same, without the words of what the document no longer has, and without who said them."""
    there, known = _texts(document), {speaker.key for speaker in document.speakers}

    def bare(line: Frozen) -> Frozen:
        return line._replace(words="", context=contexts.among(line.context, known))

    return tuple(line if line.id in there else bare(line) for line in kept)


def promised(document: Document, kept: FrozenIds, version: str) -> Iterator[Finding]:
    """As `lost` and `changed`, and what isn't frozen: the document is gone through once."""
    there = _texts(document)
    yield from _lost(document, kept, there)
    yield from _changed(document, kept, there, version)
    yield from _unfrozen(document, kept, there)


def lost(document: Document, kept: Iterable[Frozen]) -> Iterator[Finding]:
    """D120 for each frozen id that the document has lost.

    Not for one that a freeze has noted as gone.
    """
    kept = tuple(kept)
    if kept:
        yield from _lost(document, kept, _texts(document))


def _lost(document: Document, kept: Iterable[Frozen], there: _Freezable) -> Iterator[Finding]:
    where = Location(document.path, 0)
    for line in kept:
        if not line.gone and line.id not in there:
            said = {"id": line.id, "version": line.since, "words": line.words, "document": document.name}
            yield report("D120", where, **said)


def changed(document: Document, kept: FrozenIds, version: str) -> Iterator[Finding]:
    """D540 for each paragraph that isn't as it was frozen.

    Under a version that the text was frozen in, also for what else makes another text of it: paragraphs that
    are gone, that came, or that stand in another order.

    version  of the project
    """
    yield from _changed(document, kept, _texts(document), version)


def _changed(document: Document, kept: FrozenIds, there: _Freezable, version: str) -> Iterator[Finding]:
    # What is gone has no place any more.
    yield from (
        differs
        for line, differs in _differing(document, kept, there)
        if differs.where or _is_of(line, version)
    )
    yield from _rearranged(document, kept, there, version)


def _is_of(line: Frozen, version: str) -> bool:
    """Whether a paragraph was frozen in a version."""
    return version in (line.version, line.last)


def _rearranged(document: Document, kept: FrozenIds, there: _Freezable, version: str) -> Iterator[Finding]:
    """D540 for paragraphs that came since a version was frozen, and for the first that was moved."""
    mine = [line for line in kept if _is_of(line, version) and not line.gone]
    if not mine:
        return
    where = Location(document.path, 0)
    said = {"version": version, "document": document.name}
    if came := len(there.keys() - {line.id for line in kept if not line.gone}):
        yield report("D540.came", where, paragraphs=came, **said)
    places = {line.id: place for line in mine if line.id in there and (place := in_digits(line.place))}
    # Told once, by the first that was moved: all behind it have another number.
    order = sorted(places, key=places.__getitem__)
    for now, then in zip(filter(places.__contains__, there), order, strict=True):
        if now != then:
            yield report("D540.order", where, id=now, words=shortened(there[now][1]), **said)
            return


def _unfrozen(document: Document, kept: FrozenIds, there: _Freezable) -> Iterator[Finding]:
    """D541 or D542, for what isn't frozen: nothing keeps a citation of it."""
    missing = len(there.keys() - {line.id for line in kept if not line.gone})
    if missing:
        where = Location(document.path, 0)
        if kept:
            yield report("D541", where, paragraphs=missing, document=document.name)
        else:
            yield report("D542", where, document=document.name)


def _differing(
    document: Document, kept: Iterable[Frozen], there: _Freezable, code: Callable[[str], str] = ids.code
) -> Iterator[tuple[Frozen, Finding]]:
    """What isn't as it was frozen, and how it differs.

    A finding about what is no paragraph any more has no place.
    """
    for line in kept:
        if line.gone:
            continue
        context, text, where = there.get(line.id, ("", "", None))
        # Nearly all are as they were.
        if where is not None and context == line.context and code(text) == line.code:
            continue
        said = {"id": line.id, "version": line.version, "words": line.words, "document": document.name}
        if where is None:
            yield line, report("D540.gone", **said)
        elif code(text) != line.code:
            yield line, report("D540.words", where, **said)
        else:
            yield line, report("D540.context", where, now=context, was=line.context, **said)


_Freezable = dict[str, tuple[str, str, Location]]
"""Id -> context, text and place."""


def _texts(document: Document) -> _Freezable:
    """What can be frozen; a separator can't."""
    return {
        # A paragraph that is set apart is the same paragraph.
        paragraph.id: (contexts.shared(where), text, paragraph.where)
        for _, paragraph, (where, text) in ids.units(document)
        if KINDS[paragraph.kind].translated
    }


def dump(kept: FrozenIds) -> str:
    """The frozen ids as tab-separated values, with a head."""
    return "".join("\t".join(line) + "\n" for line in (_HEAD, *kept))


def load(data: bytes, path: str) -> FrozenIds:
    """The frozen ids in a file.

    Raises CatalogError with the line for what is none.
    """
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").rstrip("\n").split("\n")
    except UnicodeDecodeError as error:
        place = Location(path, data.count(b"\n", 0, error.start) + 1)
        raise CatalogError("this is not UTF-8.", place, _CURE) from error
    head = tuple(lines[0].split("\t"))
    if head != _HEAD and head not in _OLDER:
        raise CatalogError("this is no file of frozen ids.", Location(path, 1), _CURE)
    lines_by_id: dict[str, Frozen] = {}
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(head) or not id_record.PATTERN.fullmatch(cells[0]):
            what = f"this is no line of frozen ids: {line[:40]!r}."
        elif cells[0] in lines_by_id:
            what = f"{cells[0]} is here twice."
        else:
            # What older files don't say: no order, and the version in which a text got its words.
            got = cells[6] if len(cells) > len(_OLDER[-1]) else cells[3]
            lines_by_id[cells[0]] = Frozen._make([*cells[:6], got, *(cells[7:] or (got, ""))])
            continue
        raise CatalogError(what, Location(path, number), _CURE)
    return tuple(lines_by_id[name] for name in sorted(lines_by_id))


_CURE = "Get the file back from its history: `diglot ids --freeze` writes it, and nobody edits it."
