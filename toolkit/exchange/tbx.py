"""TBX: glossaries in the form of other programs (ISO 30042).

Written is TBX-Basic of 2019: a `conceptEntry` a term, with a `langSec` for each language, and a `termSec` for
each word of it. What is to be avoided is deprecated there, and further forms and spellings are variants. Read
are both styles of it (types as attributes, or as elements), and what programs wrote before: `martif`, with
`termEntry`, `langSet` and `tig` or `ntig`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit import languages, limits
from toolkit.catalog.glossary import Term
from toolkit.errors import DiglotError
from toolkit.exchange.xml import elements, names, quoted, text
from toolkit.model import Location
from toolkit.model.indexes import INDEXED_AS
from toolkit.text.hygiene import tidy
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CORE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS, _KIND = "administrativeStatus", "termType"
_USUAL, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_AVOIDED = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm")
_VARIANT = "variant"
_SUBSET, _OURS = "projectSubset", "diglot: "
_DEFINED, _INDEXED, _FILED = "definition", "indexed ", "file-as "
"""What a note of ours in the category of projects says: `diglot: indexed person`."""


def write(terms: Iterable[Term], source_lang: str, lang: str) -> str:
    """Terms as TBX-Basic. Characters that XML can't carry are left out."""
    return "".join(line + "\n" for line in _lines(terms, source_lang, lang))


def _lines(terms: Iterable[Term], source_lang: str, lang: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<tbx type="TBX-Basic" style="dca" xml:lang={quoted(source_lang)} xmlns="{_CORE}">'
    yield "<tbxHeader><fileDesc><sourceDesc><p>A glossary of diglot.</p></sourceDesc></fileDesc></tbxHeader>"
    yield "<text>\n<body>"
    for number, term in enumerate(terms, 1):
        yield f'<conceptEntry id="c{number}">'
        if term.definition:
            yield f'<descrip type="definition">{text(term.definition)}</descrip>'
        yield from (f'<admin type="{_SUBSET}">{_OURS}{text(told)}</admin>' for told in _printed(term))
        if term.note:
            yield f"<note>{text(term.note)}</note>"
        yield f"<langSec xml:lang={quoted(source_lang)}>"
        yield _word(term.source)
        yield from (_word(words, _KIND, _VARIANT) for words in term.spellings)
        yield f"</langSec>\n<langSec xml:lang={quoted(lang)}>"
        for place, words in enumerate(term.targets):
            yield _word(words, _STATUS, _ADMITTED if place else _USUAL)
        yield from (_word(words, _KIND, _VARIANT) for words in term.forms)
        yield from (_word(words, _STATUS, _AVOIDED[0]) for words in term.avoid)
        yield "</langSec>\n</conceptEntry>"
    yield "</body>\n</text>\n</tbx>"


def _printed(term: Term) -> Iterator[str]:
    """What a book prints of a term, as far as TBX-Basic has no category of its own for it."""
    if term.definition:
        # That of another program explains to translators; this one is for readers.
        yield _DEFINED
    if term.indexed:
        yield f"{_INDEXED}{term.indexed}"
    if term.file_as:
        yield f"{_FILED}{term.file_as}"


def _word(words: str, kind: str = "", value: str = "") -> str:
    note = f'<termNote type="{kind}">{value}</termNote>' if kind else ""
    return f"<termSec><term>{text(words)}</term>{note}</termSec>"


def read(data: bytes, path: str, source_lang: str, lang: str) -> list[Term]:
    """The terms of a pair of languages; concepts without a word in both are passed over.

    Raises DiglotError with the line for what can't be read, and where no concept has both languages.
    """
    limits.check(len(data), limits.EXCHANGED, path)
    now = names(_CORE)(data)
    root, entry = (f"{{{_CORE}}}tbx", f"{{{_CORE}}}conceptEntry") if now else ("martif", "termEntry")
    terms: list[Term] = []
    seen: dict[str, None] = {}
    for element in elements(data, path, {root: "TBX file"}, entry, typed=True):
        if element.tag == entry:
            limits.check(len(terms), limits.TERMS, Location(path, line_of(element)))
            term = _term(element, source_lang, lang, seen)
            terms += [term] if term else []
    if not terms:
        there = f"It is in {', '.join(seen)}." if seen else "There are no terms in it."
        raise DiglotError(f"no concept of it has a term in {source_lang} and in {lang}.", path, there)
    return terms


def _term(entry: _Element, source_lang: str, lang: str, seen: dict[str, None]) -> Term | None:
    """The term of a concept; None without a word in both languages.

    seen  the languages so far
    """
    sides: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    notes: list[str] = []
    subsets = [_text(part) for part in entry if part.get("type") == _SUBSET]
    told = [words.removeprefix(_OURS) for words in subsets if words.startswith(_OURS)]
    printed = _DEFINED in told
    definition = ""
    for part in entry:
        if printed and part.get("type") == "definition":
            definition, printed = _text(part), False
            continue
        section = _name(part) in ("langSec", "langSet")
        tag = languages.stated(part.get(_LANG, "")) if section else ""
        own = [side for side, wanted in zip(sides, (source_lang, lang), strict=True) if _alike(tag, wanted)]
        if section:
            seen[tag or part.get(_LANG, "")] = None
        for side in own:
            side.extend(_words(part))
        # What is said in a third language helps nobody here.
        if own or not section:
            notes += [_text(element) for element in part.iter() if _explains(element)]
    source, target = sides
    chosen = [words for words, status in source if status not in _AVOIDED]
    targets = [words for words, status in target if status not in (*_AVOIDED, _VARIANT)]
    avoid = [words for words, status in target if status in _AVOIDED]
    if not chosen or not (targets or avoid):
        return None
    return Term(
        chosen[0],
        tuple(dict.fromkeys(targets)),
        " ".join(dict.fromkeys(filter(None, notes))),
        tuple(dict.fromkeys(words for words, status in target if status == _VARIANT)),
        tuple(words for words in dict.fromkeys(avoid) if words not in targets),
        tuple(dict.fromkeys(chosen[1:])),
        indexed=next((kind for kind in INDEXED_AS if kind and f"{_INDEXED}{kind}" in told), ""),
        definition=definition,
        file_as=next((words.removeprefix(_FILED) for words in told if words.startswith(_FILED)), ""),
    )


def _words(section: _Element) -> Iterator[tuple[str, str]]:
    """The words of a language, each with its status, or that it is a variant."""
    for part in section:
        if _name(part) not in ("termSec", "tig", "ntig"):
            continue
        words = status = ""
        for element in part.iter():
            name = _name(element)
            # In one style the kind is an attribute, in the other the name.
            kind = element.get("type", "") if name == "termNote" else name
            if name == "term":
                words = _text(element)
            elif kind == _STATUS or (kind == _KIND and not status and _text(element) == _VARIANT):
                status = _text(element)
        if words:
            yield words, status


def _alike(tag: str, wanted: str) -> bool:
    return bool(tag) and languages.alike(tag, wanted)


def _explains(element: _Element) -> bool:
    """Whether an element says what a term means, or how it is used."""
    name = _name(element)
    return name in ("note", "definition") or (name == "descrip" and element.get("type") == "definition")


def _name(element: _Element) -> str:
    """Its name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: _Element) -> str:
    return " ".join(tidy("".join(element.itertext())).split())
