"""diglot's own TEI, read back.

It is the whole edition that was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from toolkit import languages
from toolkit.catalog import contexts, ids
from toolkit.catalog.contexts import MessageKey
from toolkit.config import Fallback, Sidecar
from toolkit.edition import merge, translations
from toolkit.edition.translations import TranslatedTexts
from toolkit.errors import DiglotError, SourceError
from toolkit.model import Absence, Addition, Cell, Document, Edition, Location, Origin, Person
from toolkit.readers.tei import header, inline, parsed, texts
from toolkit.readers.tei.body import ABSENT, sentences
from toolkit.readers.tei.division import divided, groups, is_paragraph
from toolkit.readers.tei.source import (
    INCLUDE,
    about,
    fault,
    find,
    first,
    lang_of,
    parse,
    pointed,
    probability,
    stem,
    words,
    xml_id,
)
from toolkit.schema import ORIGINS
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
    found = parsed(root, name=name_, path=path, lang="und", sidecar=Sidecar())
    document = found.document
    tongues = _tongues(root)
    cells = {lang: dict(_cells(root, tei)) for lang, tei in tongues.items() if tei is not found.source}
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
            _translators(root, lang),
        )
    return document, translated


def _tongues(root: _Element) -> dict[str, _Element]:
    """The texts, by language.

    Raises SourceError for what is none, or a second text in one.
    """
    found: dict[str, _Element] = {}
    for tei in texts(root):
        lang = lang_of(tei)
        if lang in found:
            raise fault(tei, f"there is a text in {lang!r} already.")
        try:
            tag = languages.get(lang).tag
        except DiglotError as error:
            raise fault(tei, f"{lang!r} is no language tag.") from error
        if lang != tag:
            raise fault(tei, f"the language tag {lang!r} is written {tag!r}.")
        found[lang] = tei
    return found


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
    for node in next(tei.iterdescendants("{*}text")).iter("{*}*"):
        if is_paragraph(node):
            one = stem(xml_id(node))
            cell = Cell(sentences(node)[0], lang, "translated", _origin(node), (), sure.get(one))
            yield one, cell.replace(placed=True) if node.get("source") else cell


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
    ids_ = {
        f"{t}.{p}": paragraph.id
        for t, turn in enumerate(document.turns, 1)
        for p, paragraph in enumerate(turn.paragraphs, 1)
        if paragraph.kind != "separator"
    }
    # Who found that it translates nothing is told where it is listed.
    by_person = {
        pointed(pointer.get("target") or "")
        for group in groups(root, lang_of(tei), "paragraph")
        for pointer in find(group, "ptr")
        if pointer.get("resp") is None
    }
    found: dict[str, list[Addition]] = {}
    for node in find(tei, "text/back/div/ab"):
        n, name_ = node.get("n") or "", xml_id(node)
        stem = next(iter(ids_.values()), "") if n == "0" else ids_.get(n, "")
        if not stem:
            raise fault(node, f"{n!r} is no position of a paragraph.")
        decided = not by_person.isdisjoint((name_, name_.partition(".")[2]))
        found.setdefault(stem, []).append(Addition(inline.exactly(node), n == "0", decided))
    return {stem: tuple(some) for stem, some in found.items()}


def _origin(node: _Element) -> Origin:
    said = node.get("ana") or ""
    origin = _ORIGINS.get(pointed(said))
    if origin is None:
        # Without it a machine's text would come back as a person's.
        raise fault(node, f"{said!r} is no origin of a translation (@ana).")
    return origin


def _names(root: _Element, document: Document, lang: str) -> Iterator[tuple[MessageKey, Cell]]:
    """The names of speakers in a language."""
    names = {speaker.key: speaker.name for speaker in document.speakers}
    for person in root.iter("{*}person"):
        key = xml_id(person).partition(".")[2]
        if key not in names:
            continue
        for one in find(person, "persName"):
            if lang_of(one) == lang and one.get("type") != "alias":
                cell = _named(one, lang)
                yield (contexts.of_name(key), names[key]), cell


def _named(node: _Element, lang: str) -> Cell:
    return Cell(words(node), lang, "translated", _origin(node), (), probability(node))


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
            return _named(title, lang).replace(text=inline.exactly(title))
    return None


def _translators(root: _Element, lang: str) -> tuple[Person, ...]:
    own = _header(root, lang)
    named = find(own, "fileDesc/titleStmt/editor") if own is not None else []
    # The others are known from the publication that the translation was taken from.
    return tuple(header.person(one) for one in named if xml_id(one).startswith(f"{lang}.translator."))
