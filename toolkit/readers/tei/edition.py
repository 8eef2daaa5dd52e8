"""diglot's own TEI, read back whole: the edition that was written."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from toolkit import ids, merge, segment
from toolkit.config import Sidecar
from toolkit.errors import SourceError
from toolkit.model import Bead, Cell, Counts, Document, Edition, Location, Origin, Person, Row, Scene
from toolkit.readers.tei import header, inline, parsed, texts
from toolkit.readers.tei.body import sentences
from toolkit.readers.tei.source import (
    INCLUDE,
    about,
    children,
    fault,
    find,
    first,
    lang_of,
    line_of,
    name,
    parse,
    pointed,
    probability,
    words,
    xml_id,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_ORIGINS: Mapping[str, Origin] = {
    "origin.human": "human",
    "origin.aligned": "aligned",
    "origin.mt": "machine",
    "origin.revised": "revised",
    "origin.entry": "",
}
_GATHERED = re.compile(r"al\.(?P<lang>.+)\.(?P<stem>s\w+)\.(?P<number>\d+)(?:\.[st])?")
Load = Callable[[str], bytes]
"""From the relative address of a file beside this one to its bytes."""


def edition(data: bytes, path: str, load: Load | None = None) -> Edition:
    """The edition in a TEI file that diglot wrote.

    load  gives the files that a split edition includes; without it there is one file
    Raises SourceError with file and line for what is no edition of diglot's.
    """
    root = whole(data, path, load)
    document, beside, langs = desk(root, own(root, path), path)
    made = beside.edition(langs, "omit" if about(root).get("fallback") == "omit" else "source")
    made = replace(made, counts={lang: _counts(root, made.counts[lang], lang) for lang in made.counts})
    return _divided(made, document, root) if _pieces(root) else made


def own(root: _Element, path: str) -> str:
    """The name of the document of an edition. Raises SourceError where diglot didn't write it."""
    name_ = about(root).get("document")
    if not name_:
        hint = "As a transcript it can be read all the same: put it into source/."
        raise SourceError("this is no edition that diglot wrote.", Location(path, line_of(root)), hint)
    return name_


def whole(data: bytes, path: str, load: Load | None) -> _Element:
    """The root of an edition, with the files in it that it includes."""
    root = parse(data, path)
    for include in list(root.iter(INCLUDE)):
        href = include.get("href") or ""
        if load is None or "/" in href or ":" in href:
            raise SourceError(
                f"it includes {href}, which isn't read.",
                Location(path, line_of(include)),
                "Give the file of the whole edition, beside its parts.",
            )
        root.replace(include, parse(load(href), href))
    return root


def desk(root: _Element, name_: str, path: str) -> tuple[Document, merge.Desk, tuple[str, ...]]:
    """The document, and beside it what is finished in each language."""
    found = parsed(root, name=name_, path=path, lang="und", sidecar=Sidecar())
    document = found.document
    cells = {lang_of(tei): dict(_cells(root, tei)) for tei in texts(root) if tei is not found.source}
    document = ids.set_apart(document, _different(document, cells))
    beside = merge.Desk(document)
    for lang, mine in cells.items():
        finished = {
            message: mine[paragraph.id]
            for _, paragraph, message in ids.units(document)
            if paragraph.id in mine
        }
        finished |= _names(root, document, lang)
        title = ("title", merge.title(document))
        if title not in finished and (cell := _title(root, lang)):
            finished[title] = cell
        beside.finished[lang], beside.drafts[lang] = finished, set()
        beside.credits[lang] = _translators(root, lang)
    return document, beside, (document.lang, *cells)


def _different(document: Document, cells: Mapping[str, Mapping[str, Cell]]) -> set[str]:
    """Paragraphs whose translation is another than where the same words stand first."""
    first_: dict[tuple[str, str], str] = {}
    apart = set()
    for _, paragraph, message in ids.units(document):
        other = first_.setdefault(message, paragraph.id)
        if any(mine.get(other) != mine.get(paragraph.id) for mine in cells.values()):
            apart.add(paragraph.id)
    return apart


def _cells(root: _Element, tei: _Element) -> Iterator[tuple[str, Cell]]:
    """Stem of the id -> what is published in a language."""
    lang = lang_of(tei)
    sure = {
        pointed(link.get("target", "").rpartition(" ")[2]).rpartition(".")[2]: probability(link)
        for group in _groups(root, lang, "paragraph")
        for link in find(group, "link")
    }
    for node in next(tei.iterdescendants("{*}text")).iter("{*}*"):
        if _unit(node):
            stem = xml_id(node).rpartition(".")[2]
            yield stem, Cell(sentences(node)[0], lang, "translated", _origin(node), (), sure.get(stem))


def _unit(node: _Element) -> bool:
    """Whether it is a paragraph: it has an id and a position, and is neither turn nor mark."""
    return bool(node.get("n") and xml_id(node)) and name(node) not in ("u", "sp", "milestone")


def _origin(node: _Element) -> Origin:
    said = node.get("ana")
    if not said:
        return ""
    origin = _ORIGINS.get(pointed(said))
    if origin is None:
        # Without it a machine's text would come back as a person's.
        raise fault(node, f"{said!r} is no origin of a translation.")
    return origin


def _groups(root: _Element, lang: str, level: str) -> Iterator[_Element]:
    """The groups of links into a language."""
    names = {xml_id(tei): lang_of(tei) for tei in root.iter("{*}TEI")}
    for group in root.iter("{*}linkGrp"):
        target = pointed(group.get("domains", "").rpartition(" ")[2])
        if group.get("subtype") == level and names.get(target) == lang:
            yield group


def _names(root: _Element, document: Document, lang: str) -> Iterator[tuple[merge.Message, Cell]]:
    """The names of speakers in a language."""
    names = {speaker.key: speaker.name for speaker in document.speakers}
    for person in root.iter("{*}person"):
        key = xml_id(person).partition(".")[2]
        if key not in names:
            continue
        for one in find(person, "persName"):
            if lang_of(one) == lang and one.get("type") != "alias":
                cell = _named(one, lang)
                yield ("speaker|" + key, names[key]), cell


def _named(node: _Element, lang: str) -> Cell:
    return Cell(words(node), lang, "translated", _origin(node), (), probability(node))


def _header(root: _Element, lang: str) -> _Element | None:
    for tei in find(root, "TEI"):
        if lang_of(tei) == lang and tei.get("type") == "translation":
            return first(tei, "teiHeader")
    return None


def _title(root: _Element, lang: str) -> Cell | None:
    """The title of a translation whose text has no headline."""
    own = _header(root, lang)
    for title in find(own, "fileDesc/titleStmt/title") if own is not None else ():
        if lang_of(title) == lang and title.get("ana"):
            return replace(_named(title, lang), text=inline.exactly(title))
    return None


def _translators(root: _Element, lang: str) -> tuple[Person, ...]:
    own = _header(root, lang)
    return tuple(map(header.person, find(own, "fileDesc/titleStmt/editor"))) if own is not None else ()


def _counts(root: _Element, counts: Counts, lang: str) -> Counts:
    """With the drafts, of which the file has the number alone."""
    own = _header(root, lang)
    measures = find(own, "fileDesc/extent/measure") if own is not None else []
    drafts = next((_quantity(one) for one in measures if one.get("unit") == "drafts"), 0)
    return replace(counts, fuzzy=drafts, empty=counts.total - counts.translated - drafts)


def _quantity(measure: _Element) -> int:
    said = measure.get("quantity", "0")
    if not (said.isascii() and said.isdecimal()):
        raise fault(measure, f"{said!r} is no number of drafts.")
    return int(said)


def _pieces(root: _Element) -> dict[str, tuple[str, ...]]:
    """`xml:id` of a paragraph -> its sentences; nothing where the edition is by paragraph."""
    found = {}
    for tei in texts(root):
        for node in next(tei.iterdescendants("{*}text")).iter("{*}*"):
            if _unit(node) and (pieces := sentences(node)[1]):
                found[xml_id(node)] = pieces
    return found


def _divided(made: Edition, document: Document, root: _Element) -> Edition:
    """The edition with its sentences and beads."""
    pieces = _pieces(root)
    beads = {lang: _beads(root, lang) for lang in made.langs[1:]}

    def row(one: Row) -> Row:
        cells = {lang: _cell(cell, pieces, one.id, document.lang) for lang, cell in one.cells.items()}
        linked = {
            lang: tuple(beads[lang].get(one.id, ()))
            for lang in made.langs[1:]
            if cells[lang].state == "translated"
        }
        return replace(one, cells=cells, beads=linked)

    def scene(one: Scene) -> Scene:
        return replace(one, rows=tuple(map(row, one.rows)))

    return replace(made, scenes=tuple(map(scene, made.scenes)))


def _cell(cell: Cell, pieces: Mapping[str, tuple[str, ...]], stem: str, source_lang: str) -> Cell:
    lang = cell.lang if cell.state == "translated" else source_lang
    found = pieces.get(f"{lang}.{stem}") or tuple(segment.split(cell.text, cell.lang))
    return replace(cell, sentences=found if cell.text else ())


def _beads(root: _Element, lang: str) -> Mapping[str, list[Bead]]:
    """Stem of a paragraph -> its beads, in order."""
    found: defaultdict[str, dict[int, Bead]] = defaultdict(dict)
    linked: defaultdict[str, list[Bead]] = defaultdict(list)
    for group in _groups(root, lang, "sentence"):
        gathered = {
            xml_id(node): str(node.get("target")).split()
            for node in children(group)
            if name(node) == "ptr" and xml_id(node)
        }
        for node in children(group):
            ends = [pointed(token) for token in str(node.get("target")).split()]
            number = _GATHERED.fullmatch(xml_id(node))
            if name(node) == "link":
                if len(ends) != 2:
                    raise fault(node, "a link has two ends.")
                one, other = (gathered.get(end, [end]) for end in ends)
                stem = _place(one[0], node)[0]
                linked[stem].append(_bead(one, other, node))
            elif group.get("type") == "unaligned" and number:
                sides = (ends, []) if node.get("type") == "omission" else ([], ends)
                found[number["stem"]][int(number["number"])] = _bead(*sides, node)
    return {stem: _ordered(linked[stem], found[stem]) for stem in {*linked, *found}}


def _ordered(linked: list[Bead], numbered: dict[int, Bead]) -> list[Bead]:
    """Links in their order, and between them what has no counterpart, at its number."""
    free = (number for number in count(1) if number not in numbered)
    placed = dict(zip(free, linked, strict=False)) | numbered
    return [placed[number] for number in sorted(placed)]


def _bead(source: list[str], target: list[str], node: _Element) -> Bead:
    certain = probability(node)
    sure = 1 if certain is None else certain
    cost = -math.log(sure) if sure else math.inf
    sides = [tuple(_place(one, node)[1] for one in side) for side in (source, target)]
    return Bead(sides[0], sides[1], cost)


def _place(token: str, node: _Element) -> tuple[str, int]:
    """Stem and 0-based number of a sentence, from a pointer or its id; `node`: where it stands."""
    before, _, number = pointed(token).rpartition(".")
    if not (number.isascii() and number.isdecimal()):
        raise fault(node, f"{token!r} points at no sentence.")
    return before.rpartition(".")[2], int(number) - 1
