"""diglot's own TEI, read back as the edition that was written."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from toolkit import languages, late
from toolkit.catalog import contexts, ids
from toolkit.catalog.contexts import MessageKey
from toolkit.config import Fallback, Sidecar
from toolkit.edition import merge, translations
from toolkit.edition.translations import TranslatedTexts
from toolkit.errors import DiglotError, SourceError
from toolkit.model import (
    Absence,
    Addition,
    Bead,
    Cell,
    Document,
    Edition,
    Location,
    Origin,
    Row,
    Scene,
)
from toolkit.readers.tei import header, inline, parsed, texts
from toolkit.readers.tei.body import ABSENT, sentences
from toolkit.readers.tei.source import (
    INCLUDE,
    about,
    children,
    fault,
    find,
    first,
    lang_of,
    name,
    parse,
    pointed,
    probability,
    reviewed,
    stem,
    words,
    xml_id,
)
from toolkit.schema import ORIGINS
from toolkit.text import cuts, hygiene
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element


_ORIGINS: Mapping[str, Origin] = {name: origin for origin, name in ORIGINS.items()}
Load = Callable[[str], bytes]
"""From the relative address of a file beside this one to its bytes."""


def edition(data: bytes, path: str, load: Load | None = None) -> Edition:
    """The edition in a TEI file that diglot wrote.

    load  gives the files that a split edition includes; without it there is one file
    Raises SourceError with file and line for what is no edition of diglot's.
    """
    root = whole(data, path, load)
    document, translated = content(root, own(root, path), path)
    fallback: Fallback = "omit" if about(root).get("fallback") == "omit" else "source"
    made = merge.edition(document, translated, (document.lang, *translated), fallback)
    return divided(made, document.lang, root)


def own(root: _Element, path: str) -> str:
    """The name of an edition's document.

    Raises SourceError where diglot didn't write it.
    """
    name_ = about(root).get("document")
    if not name_:
        hint = "As a transcript it can be read all the same: put it into source/."
        raise SourceError("this is no edition that diglot wrote.", Location(path, line_of(root)), hint)
    return name_


def whole(data: bytes, path: str, load: Load | None) -> _Element:
    """The root of an edition, parts included."""
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


def content(root: _Element, name_: str, path: str) -> tuple[Document, dict[str, TranslatedTexts]]:
    """The document and its finished translations."""
    file = parsed(root, name=name_, path=path, lang="und", sidecar=Sidecar())
    document = file.document
    tongues = _tongues(root)
    cells = {lang: dict(_cells(root, tei)) for lang, tei in tongues.items() if tei is not file.source}
    document = ids.set_apart(document, _different(document, cells))
    paragraphs = [paragraph.id for _, paragraph, _ in ids.units(document)]
    title = (contexts.TITLE, translations.title(document))
    translated = {}
    for lang, mine in cells.items():
        names = dict(_names(root, document, lang))
        headlines = (mine.get(paragraph.id) for _, paragraph, unit in ids.units(document) if unit == title)
        if cell := next(headlines, None) or _title(root, lang):
            names[title] = cell
        gaps = dict(_gaps(tongues[lang]))
        translated[lang] = TranslatedTexts(
            lang,
            tuple(mine.get(id_) for id_ in paragraphs),
            {place: gaps[id_] for place, id_ in enumerate(paragraphs) if id_ in gaps},
            names,
            _additions(root, tongues[lang], document),
            *header.translated_by(_header(root, lang), lang),
        )
    return document, translated


def _tongues(root: _Element) -> dict[str, _Element]:
    """The texts, by language.

    Raises SourceError for what is none, or a second text in one.
    """
    by_lang: dict[str, _Element] = {}
    for tei in texts(root):
        lang = lang_of(tei)
        if lang in by_lang:
            raise fault(tei, f"there is a text in {lang!r} already.")
        try:
            tag = languages.get(lang).tag
        except DiglotError as error:
            raise fault(tei, f"{lang!r} is no language tag.") from error
        if lang != tag:
            raise fault(tei, f"the language tag {lang!r} is written {tag!r}.")
        by_lang[lang] = tei
    return by_lang


def _different(document: Document, cells: Mapping[str, Mapping[str, Cell]]) -> set[str]:
    """Paragraphs with a translation of their own.

    It is another than where the same words stand first.
    """
    first_: dict[tuple[str, str], str] = {}
    apart = set()
    for _, paragraph, message in ids.units(document):
        other = first_.setdefault(message, paragraph.id)
        if any(mine.get(other) != mine.get(paragraph.id) for mine in cells.values()):
            apart.add(paragraph.id)
    return apart


def _cells(root: _Element, tei: _Element) -> Iterator[tuple[str, Cell]]:
    """What is published in a language.

    Cells are by the stem of the id.
    """
    lang = lang_of(tei)
    sure = {
        stem(link.get("target", "").rpartition(" ")[2]): probability(link)
        for group in groups(root, lang, "paragraph")
        for link in find(group, "link")
    }
    engines = _engines(root, lang)
    for node in next(tei.iterdescendants("{*}text")).iter("{*}*"):
        if is_paragraph(node):
            id_ = stem(xml_id(node))
            cell = Cell(sentences(node)[0], lang, "translated", _origin(node), (), sure.get(id_))
            engine = engines.get(stem(node.get("resp") or ""), "")
            yield id_, cell.replace(placed=bool(node.get("source")), review=reviewed(node), engine=engine)


def _gaps(tei: _Element) -> Iterator[tuple[str, tuple[Absence, float | None]]]:
    """Why paragraphs aren't here.

    They are by the stem of the id. What nobody has translated yet has none.
    """
    for node in next(tei.iterdescendants("{*}text")).iter("{*}gap"):
        why = ABSENT.get(node.get("reason") or "", "")
        if why:
            yield stem(node.get("corresp") or ""), (why, probability(node))


def _additions(root: _Element, tei: _Element, document: Document) -> dict[str, tuple[Addition, ...]]:
    """What a translation has beside its paragraphs.

    Additions are by the ids of paragraphs.
    """
    ids_ = {n: paragraph.id for n, _, paragraph in document.numbered() if paragraph.kind != "separator"}
    # Who found that it translates nothing is told where it is listed.
    by_person = {
        pointed(pointer.get("target") or "")
        for group in groups(root, lang_of(tei), "paragraph")
        for pointer in find(group, "ptr")
        if pointer.get("resp") is None
    }
    additions: dict[str, list[Addition]] = {}
    for node in find(tei, "text/back/div/ab"):
        n, name_ = node.get("n") or "", xml_id(node)
        stem = next(iter(ids_.values()), "") if n == "0" else ids_.get(n, "")
        if not stem:
            raise fault(node, f"{n!r} is no position of a paragraph.")
        decided = not by_person.isdisjoint((name_, name_.partition(".")[2]))
        additions.setdefault(stem, []).append(Addition(inline.exactly(node), n == "0", decided))
    return {stem: tuple(some) for stem, some in additions.items()}


def _origin(node: _Element) -> Origin:
    said = node.get("ana") or ""
    origin = next((_ORIGINS[name] for name in map(pointed, said.split()) if name in _ORIGINS), None)
    if origin is None:
        # Without it a machine's text would come back as a person's.
        raise fault(node, f"{said!r} is no origin of a translation (@ana).")
    return origin


def _engines(root: _Element, lang: str) -> dict[str, str]:
    """The machines that wrote some of a translation, by the stem of the id."""
    own = _header(root, lang)
    statements = find(own, "fileDesc/titleStmt/respStmt") if own is not None else ()
    named = (name_ for statement in statements for name_ in find(statement, "name"))
    return {stem(xml_id(name_)): words(name_) for name_ in named}


def _names(root: _Element, document: Document, lang: str) -> Iterator[tuple[MessageKey, Cell]]:
    """The names of speakers in a language."""
    names = document.names()
    engines = _engines(root, lang)
    for person in root.iter("{*}person"):
        key = xml_id(person).partition(".")[2]
        if key not in names:
            continue
        for name_ in find(person, "persName"):
            if lang_of(name_) == lang and name_.get("type") != "alias":
                cell = _named(name_, lang, engines)
                yield (contexts.of_name(key), names[key]), cell


def _named(node: _Element, lang: str, engines: Mapping[str, str]) -> Cell:
    cell = Cell(words(node), lang, "translated", _origin(node), (), probability(node))
    return cell.replace(review=reviewed(node), engine=engines.get(stem(node.get("resp") or ""), ""))


def _header(root: _Element, lang: str) -> _Element | None:
    for tei in find(root, "TEI"):
        if lang_of(tei) == lang and tei.get("type") == "translation":
            return first(tei, "teiHeader")
    return None


def _title(root: _Element, lang: str) -> Cell | None:
    """The title of a text without a headline.

    It is asked for a language of translation.
    """
    own = _header(root, lang)
    for title in find(own, "fileDesc/titleStmt/title") if own is not None else ():
        if lang_of(title) == lang and title.get("ana"):
            return _named(title, lang, _engines(root, lang)).replace(text=inline.exactly(title))
    return None


# Sentences and links of diglot's own edition.
#
# There are some where it was written by sentence.


_GATHERED = late.regex(r"al\.(?P<lang>[^.]+)\.(?P<stem>.+?)\.(?P<number>\d{1,9})(?:\.[st])?")


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
    by_id = {}
    for tei in texts(root):
        for node in next(tei.iterdescendants("{*}text")).iter("{*}*"):
            if is_paragraph(node) and (pieces := sentences(node)[1]):
                by_id[xml_id(node)] = pieces
    return by_id


def divided(made: Edition, source_lang: str, root: _Element) -> Edition:
    """The edition with its file's sentences and beads.

    It stays as it is where the file is by paragraph.
    """
    pieces = _pieces(root)
    if not pieces:
        return made
    beads = {lang: _beads(root, lang) for lang in made.langs[1:]}

    def row(undivided: Row) -> Row:
        cells = {
            lang: _cell(cell, pieces, undivided.id, source_lang) for lang, cell in undivided.cells.items()
        }
        linked = {
            lang: tuple(beads[lang].get(undivided.id, ()))
            for lang in made.langs[1:]
            if cells[lang].state == "translated"
        }
        return undivided.replace(cells=cells, beads=linked)

    def scene(undivided: Scene) -> Scene:
        return undivided.replace(rows=tuple(map(row, undivided.rows)))

    return replace(made, scenes=tuple(map(scene, made.scenes)))


def _cell(cell: Cell, pieces: Mapping[str, tuple[str, ...]], stem: str, source_lang: str) -> Cell:
    lang = cell.lang if cell.state == "translated" else source_lang
    units = pieces.get(f"{lang}.{stem}") or cuts.units(cell.text, cell.lang)
    return cell.replace(sentences=units if cell.text else ())


def _beads(root: _Element, lang: str) -> Mapping[str, list[Bead]]:
    """Stem of a paragraph -> its beads, in order."""
    unaligned: defaultdict[str, dict[int, Bead]] = defaultdict(dict)
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
                source_ends, target_ends = (gathered.get(pointed(end), [end]) for end in ends)
                stem = _place(source_ends[0], node)[0]
                linked[stem].append(_bead(source_ends, target_ends, node))
            elif group.get("type") == "unaligned" and number:
                sides = (ends, []) if node.get("type") == "omission" else ([], ends)
                unaligned[number["stem"]][int(number["number"])] = _bead(*sides, node)
    return {stem: _ordered(linked[stem], unaligned[stem]) for stem in {*linked, *unaligned}}


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
    sides = [tuple(_place(end, node)[1] for end in side) for side in (source, target)]
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
