"""Sentences and links of diglot's own edition.

There are some where it was written by sentence.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from toolkit.model import Bead, Cell, Edition, Row, Scene
from toolkit.readers.tei import texts
from toolkit.readers.tei.body import sentences
from toolkit.readers.tei.source import children, fault, lang_of, name, pointed, probability, stem, xml_id
from toolkit.text import cuts, hygiene

if TYPE_CHECKING:
    from lxml.etree import _Element

_GATHERED = re.compile(r"al\.(?P<lang>[^.]+)\.(?P<stem>.+?)\.(?P<number>\d{1,9})(?:\.[st])?")


def is_paragraph(node: _Element) -> bool:
    """Whether it is a paragraph.

    It has an id and a position, and is neither turn, mark nor addition.
    """
    if name(node) in ("u", "sp", "milestone") or node.get("type") == "addition":
        return False
    return bool(node.get("n") and xml_id(node))


def groups(root: _Element, lang: str, level: str) -> Iterator[_Element]:
    """The groups of links into a language."""
    names = {xml_id(tei): lang_of(tei) for tei in root.iter("{*}TEI")}
    for group in root.iter("{*}linkGrp"):
        target = pointed(group.get("domains", "").rpartition(" ")[2])
        if group.get("subtype") == level and names.get(target) == lang:
            yield group


def _pieces(root: _Element) -> dict[str, tuple[str, ...]]:
    """The sentences of each paragraph.

    They are by `xml:id`. There are none where the edition is by paragraph.
    """
    found = {}
    for tei in texts(root):
        for node in next(tei.iterdescendants("{*}text")).iter("{*}*"):
            if is_paragraph(node) and (pieces := sentences(node)[1]):
                found[xml_id(node)] = pieces
    return found


def divided(made: Edition, source_lang: str, root: _Element) -> Edition:
    """The edition with its file's sentences and beads.

    It stays as it is where the file is by paragraph.
    """
    pieces = _pieces(root)
    if not pieces:
        return made
    beads = {lang: _beads(root, lang) for lang in made.langs[1:]}

    def row(one: Row) -> Row:
        cells = {lang: _cell(cell, pieces, one.id, source_lang) for lang, cell in one.cells.items()}
        linked = {
            lang: tuple(beads[lang].get(one.id, ()))
            for lang in made.langs[1:]
            if cells[lang].state == "translated"
        }
        return one.replace(cells=cells, beads=linked)

    def scene(one: Scene) -> Scene:
        return one.replace(rows=tuple(map(row, one.rows)))

    return replace(made, scenes=tuple(map(scene, made.scenes)))


def _cell(cell: Cell, pieces: Mapping[str, tuple[str, ...]], stem: str, source_lang: str) -> Cell:
    lang = cell.lang if cell.state == "translated" else source_lang
    found = pieces.get(f"{lang}.{stem}") or cuts.units(cell.text, cell.lang)
    return cell.replace(sentences=found if cell.text else ())


def _beads(root: _Element, lang: str) -> Mapping[str, list[Bead]]:
    """Stem of a paragraph -> its beads, in order."""
    found: defaultdict[str, dict[int, Bead]] = defaultdict(dict)
    linked: defaultdict[str, list[Bead]] = defaultdict(list)
    for group in groups(root, lang, "sentence"):
        gathered = {
            xml_id(node): str(node.get("target")).split()
            for node in children(group)
            if name(node) == "ptr" and xml_id(node)
        }
        for node in children(group):
            ends = str(node.get("target")).split()
            number = _GATHERED.fullmatch(xml_id(node))
            if name(node) == "link":
                if len(ends) != 2:
                    raise fault(node, "a link has two ends.")
                one, other = (gathered.get(pointed(end), [end]) for end in ends)
                stem = _place(one[0], node)[0]
                linked[stem].append(_bead(one, other, node))
            elif group.get("type") == "unaligned" and number:
                sides = (ends, []) if node.get("type") == "omission" else ([], ends)
                found[number["stem"]][int(number["number"])] = _bead(*sides, node)
    return {stem: _ordered(linked[stem], found[stem]) for stem in {*linked, *found}}


def _ordered(linked: list[Bead], numbered: dict[int, Bead]) -> list[Bead]:
    """Links in their order.

    Between them stands what has no counterpart, at its number.
    """
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
    """The paragraph and number of a sentence.

    It gives the stem and the 0-based number, from a pointer or its id; `node` is where that stands.
    """
    before, _, number = stem(token).rpartition(".")
    place = hygiene.number(number)
    if place is None:
        raise fault(node, f"{token!r} points at no sentence.")
    return before, place - 1
