"""TEI as a document.

It may be an edition of diglot's own, which is read whole too, or the transcript of others.

Of a corpus with several texts a document is the one of type source, or else the first; what the others say is
told as lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from toolkit import languages, schema
from toolkit.config import Sidecar
from toolkit.errors import DiglotError, SourceError
from toolkit.findings import Finding, Findings, report
from toolkit.grouped import grouped
from toolkit.model import Document, Location, Meta, Translation, Turn
from toolkit.readers import Reader, forms
from toolkit.readers.tei import header, header_of_others, inline, speakers
from toolkit.readers.tei.body import EditionReading
from toolkit.readers.tei.others import TextReading
from toolkit.readers.tei.source import INCLUDE, about, find, first, lang_of, name, parse
from toolkit.text import markup
from toolkit.text.hygiene import counted
from toolkit.text.markup import Span
from toolkit.text.xml import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class ParsedTei:
    """A TEI file and the document in it."""

    root: _Element
    source: _Element
    """Its `TEI`."""
    document: Document
    problems: tuple[Finding, ...] = ()


def read(data: bytes, *, name: str, path: str, lang: str, sidecar: Sidecar) -> tuple[Document, Findings]:
    """The document in a TEI file.

    Paragraphs that diglot once wrote keep their ids.

    lang  of a text that doesn't say its own. Raises SourceError with file and line.
    """
    file = parsed(parse(data, path), name=name, path=path, lang=lang, sidecar=sidecar)
    if file.document.turns:
        return file.document, Findings(file.problems)
    nothing = report("D108", Location(path, 1))
    return file.document, Findings((*file.problems, nothing))


def parsed(root: _Element, *, name: str, path: str, lang: str, sidecar: Sidecar) -> ParsedTei:
    """The document in a parsed file."""
    source = _source(root, path)
    # Others name schemas of their own.
    own = bool(about(root)) or any(
        reference.get("key") == schema.NAME for reference in root.iter("{*}schemaRef")
    )
    text = next(source.iterdescendants("{*}text"))
    # The editor first, then the file, then the project.
    lang = (sidecar.lang and lang) or _stated(root, source) or lang
    cast = speakers.KnownSpeakers(lang, sidecar)
    # People stand in the header of the corpus, of the text, or in data beside either.
    beside = [first(tei, tag) for tag in ("teiHeader", "standOff") for tei in (root, source)]
    for section in dict.fromkeys(beside):
        if section is not None:
            cast.announce(section)
    problems: tuple[Finding, ...]
    if own:
        turns, problems = EditionReading(path, cast.key).read(text), ()
    else:
        turns, doubts = cast.together(TextReading(path, cast.key).read(text), path)
        unnamed = cast.by_id_alone(turns, path)
        problems = (*check(text, turns, path, _beside(root, source)), *unnamed, *doubts)
    # Headers of others list everybody whom a text mentions.
    spoken = {*chain.from_iterable(turn.speakers for turn in turns)}
    document = Document(
        name=name,
        lang=lang,
        speakers=tuple(speaker for speaker in cast.by_key.values() if own or speaker.key in spoken),
        turns=turns if own else tuple(cast.labelled(turns)),
        meta=_meta(root, source, sidecar.meta(), lang, own=own),
        path=path,
    )
    return ParsedTei(root, source, document, problems)


def texts(root: _Element) -> Iterator[_Element]:
    """Every `TEI` with a `text`, in order."""
    for tei in (root, *root.iterdescendants("{*}TEI")):
        if name(tei) == "TEI" and any(name(child) == "text" for child in tei):
            yield tei


def _beside(root: _Element, source: _Element) -> Iterator[LostWords]:
    """The other texts of a corpus: a document is one."""
    for tei in texts(root):
        if tei is not source:
            said = (piece for text in find(tei, "text") for piece, _ in inline.texts(text))
            if words := sum(len(piece.split()) for piece in said):
                yield LostWords("TEI", line_of(tei), words)


def _source(root: _Element, path: str) -> _Element:
    tei_elements = list(texts(root))
    if not tei_elements:
        included = next(root.iter(INCLUDE), None)
        cure = (
            f"It includes other files: read one of them, such as {included.get('href')}."
            if included is not None
            else "A TEI file has its words in <text>."
        )
        where = Location(path, line_of(included if included is not None else root))
        raise SourceError("there is no text in this file.", where, cure)
    source = next((tei for tei in tei_elements if tei.get("type") == "source"), tei_elements[0])
    for text in find(source, "text"):
        # What stands in another file would be missing, and nobody would see it.
        if (included := next(text.iter(INCLUDE), None)) is not None:
            what = "the text goes on in another file, which it includes here, and that isn't read."
            cure = "Put the words in the place of <xi:include>: `xmllint --xinclude` does so."
            raise SourceError(what, Location(path, line_of(included)), cure)
    return source


def _only_language(source: _Element) -> str:
    """The one language that a header declares.

    It is "" where the header declares none or several.
    """
    declared = find(source, "teiHeader/profileDesc/langUsage/language")
    return declared[0].get("ident") or "" if len(declared) == 1 else ""


def stated(data: bytes, path: str) -> str:
    """The language that a file says it is in.

    It is "" where the file says none.
    """
    root = parse(data, path)
    return _stated(root, _source(root, path))


def _stated(root: _Element, source: _Element) -> str:
    text = next(source.iterdescendants("{*}text"))
    own = lang_of(text) or lang_of(source) or lang_of(root) or _only_language(source)
    try:
        return languages.get(own).tag if own else ""
    except DiglotError:
        return ""


def _meta(root: _Element, source: _Element, said: Meta, lang: str, *, own: bool) -> Meta:
    """What is known of the text.

    It comes from the headers and from the sidecar, which has the last word.
    """
    whole, mine = first(root, "teiHeader"), first(source, "teiHeader")
    if mine is None or whole is None:
        known = Meta()
    elif own:
        theirs = {
            lang_of(tei): tei_header
            for tei in find(root, "TEI")
            if tei.get("type") == "translation" and (tei_header := first(tei, "teiHeader")) is not None
        }
        known = header.meta(whole, mine, about(root), theirs)
    else:
        known = header_of_others.of_others(mine, lang)
    fields = {key: getattr(said, key) for key in Meta.__dataclass_fields__}
    empty = Meta()
    # What the sidecar leaves open, the header says.
    told = {key: value for key, value in fields.items() if value != getattr(empty, key)}
    return replace(known, **told | {"translations": _translations(known, said)})


def _translations(known: Meta, said: Meta) -> tuple[Translation, ...]:
    """The translations that headers or sidecar tell of.

    They are put together field by field, and file by file.
    """
    by_lang = {translation.lang: translation for translation in known.translations}
    for translation in said.translations:
        before = by_lang.get(translation.lang, Translation(translation.lang))
        files = {(file.path, file.inside): file for file in (*before.files, *translation.files)}
        told = {
            key: value for key in Translation.__dataclass_fields__ if (value := getattr(translation, key))
        }
        by_lang[translation.lang] = replace(before, **told | {"files": tuple(files.values())})
    return tuple(by_lang.values())


READER = Reader(
    suffixes=(".xml",), read=read, stated=stated, sure=forms.rooted("TEI", "teiCorpus"), syntax=("markup",)
)


# Whether all words of a text were read.
#
# It is asked of the file, without the code that reads it.


_AHEAD = 20_000
"""Characters in which words that were moved are looked for: long ones far away, short ones near."""
_SHOWN = 5


class LostWords(NamedTuple):
    """Words of one element that aren't in the document."""

    element: str
    line: int
    words: int


def check(
    text: _Element, turns: Iterable[Turn], path: str, beside: Iterable[LostWords] = ()
) -> Iterator[Finding]:
    """A finding for lost words.

    It names the elements that they stood in.

    beside  what is lost of other texts
    """
    gone = [*lost(text, turns), *beside]
    if not gone:
        return
    lines = grouped((loss.element, loss.line) for loss in gone)
    told = [
        f"<{element}> {counted(len(numbers), 'time')} (line {', '.join(map(str, numbers[:_SHOWN]))}"
        f"{' ...' if len(numbers) > _SHOWN else ''})"
        for element, numbers in lines.items()
    ]
    words = sum(loss.words for loss in gone)
    yield report("D130", Location(path, gone[0].line), words=words, elements=tuple(told))


def lost(text: _Element, turns: Iterable[Turn]) -> Iterator[LostWords]:
    """What of a `text` is in no turn.

    Letters and digits are compared, in their order: blanks and signs are set anew.
    """
    there = _letters(" ".join(_words(turns)))
    at, passed = 0, ""
    for piece, element in inline.texts(text):
        wanted = _letters(piece)
        # Nearly always: texts come in their order.
        if there.startswith(wanted, at):
            at += len(wanted)
        elif (position := passed.find(wanted)) >= 0:
            # It stands before what is before it in the file, as a label does.
            passed = passed[:position] + passed[position + len(wanted) :]
        elif (position := there.find(wanted, at, at + min(_AHEAD, 50 * len(wanted)))) >= 0:
            passed = (passed + there[at:position])[-_AHEAD:]
            at = position + len(wanted)
        else:
            yield LostWords(name(element), line_of(element), len(piece.split()))


def _words(turns: Iterable[Turn]) -> Iterator[str]:
    """What a document says: an address behind a link or a picture is none of its words."""
    for turn in turns:
        yield turn.label
        for paragraph in turn.paragraphs:
            yield from _said(markup.parse(paragraph.text))


def _said(spans: Iterable[Span]) -> Iterator[str]:
    for span in spans:
        yield from (span.text, *span.readings)
        yield from _said(span.inside)


def _letters(text: str) -> str:
    # Decomposed: an accent may stand in an element of its own.
    return "".join(filter(str.isalnum, normalize("NFD", text)))
