"""Read transcripts, with ids and doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from toolkit import disk, languages, limits, project, registry
from toolkit.catalog import ids
from toolkit.catalog.frozen_ids import Frozen
from toolkit.catalog.id_record import Messages, Register
from toolkit.catalog.remembered_ids import KnownIds, RememberedIds
from toolkit.config import Sidecar, line_of
from toolkit.errors import DiglotError
from toolkit.findings import Finding, Findings, ranges, report
from toolkit.languages.another import another, second
from toolkit.model import Catalog, Certainty, Document, Location, Turn
from toolkit.readers.forms import recognise
from toolkit.text.hygiene import writable
from toolkit.transcript import asking
from toolkit.workflow import full_names, told_tables
from toolkit.workflow.on_lines import OnLines
from toolkit.workflow.placed_pictures import SidecarLine, placed

if TYPE_CHECKING:
    from toolkit.transcript.decisions import OpenReading


class Reading(NamedTuple):
    """A transcript as it was read; without ids, as long as no template gave them."""

    document: Document
    certain: tuple[Finding, ...]
    """What is wrong in it."""
    findings: tuple[Finding, ...] | None
    """What is wrong and what is doubtful; None where nobody looked, which takes a while."""
    near: bool = False
    """Whether only what is near decisions was read with them."""


def read_file(
    path: Path,
    shown: str,
    lang: str,
    encoding: str = "",
    *,
    template: Catalog | None = None,
    doubts: bool = True,
) -> tuple[Document, tuple[Finding, ...]]:
    """Read a transcript anywhere on disk, with its findings.

    The sidecar beside it is read too; the rest is as `reading` has it.
    """
    data = disk.read(path, limits.TRANSCRIPT)
    # A file that is called as a sidecar can't have one beside it.
    beside = project.sidecar_of(path)
    sidecar = (
        project.sidecar(beside, str(PurePath(shown).with_name(beside.name))) if beside != path else Sidecar()
    )
    return read_data(
        data,
        told(sidecar, encoding, data, shown),
        name=writable(project.document_name(path)),
        path=writable(shown),
        lang=lang,
        template=template,
        doubts=doubts,
        line=lambda keys: line_of(project.text(beside, beside.name, limits.SIDECAR), keys),
    )


def told(sidecar: Sidecar, encoding: str, data: bytes, shown: str) -> Sidecar:
    """A sidecar with what `--encoding` names.

    SourceError where the data isn't in that encoding.
    """
    if not encoding:
        return sidecar
    from toolkit.readers.plain import decode

    # Tried at once, since the error must speak of the option, and not of the sidecar.
    decode(data, shown, encoding, option=True)
    return structs.replace(sidecar, encoding=encoding)


def read_data(
    data: bytes,
    sidecar: Sidecar,
    *,
    name: str,
    path: str,
    lang: str,
    template: Catalog | None = None,
    doubts: bool = True,
    line: SidecarLine = lambda _: 1,
) -> tuple[Document, tuple[Finding, ...]]:
    """As `read_file`, in memory.

    path  what the text is called
    line  as `reading` has it
    """
    transcript = reading(
        data, sidecar, name=name, path=path, lang=lang, template=template, doubts=doubts, line=line
    )
    return transcript.document, transcript.certain if transcript.findings is None else transcript.findings


def promised(document: Document, frozen: Callable[[], Iterable[Frozen]]) -> ids.Kept:
    """The ids that were promised to a document without ids, or that it brings with it."""
    yield from ((frozen_id.id, frozen_id.context, frozen_id.code) for frozen_id in frozen())
    yield from ids.promised(document)


def reading(
    data: bytes,
    sidecar: Sidecar,
    *,
    name: str,
    path: str,
    lang: str,
    template: Catalog | Messages | Callable[[], Messages | Register] | None = None,
    frozen: Callable[[], Iterable[Frozen]] = tuple,
    doubts: bool = True,
    take: Callable[..., Reading] | None = None,
    line: SidecarLine = lambda _: 1,
    known: KnownIds | None = None,
    remembered: RememberedIds | None = None,
) -> Reading:
    """Read a transcript, with the ids of its template.

    What it is tell its bytes or its suffix; text of an unknown suffix is read as plain text.

    template  or what reads it, which takes a while: ids that are known or remembered need none
    frozen  reads the ids that were promised, where they are of matter
    doubts  whether to look for what is doubtful; each turn tells then how sure it is whose it is
    take    what takes it, as `taken` does
    line    tells where something stands in the text of the sidecar
    known   the ids that it was given before, where all that they hang on is as it was
    remembered  those that it was given last beside the same template, where it may be others
    """
    # What was read before may be kept, though the template has changed, by which ids are given.
    without_ids = (take or taken)(data, sidecar, name=name, path=path, lang=lang, doubts=doubts)
    document = doubted(without_ids.document, without_ids.findings or ())
    certain, findings = (
        found and tuple(told_tables.at_their_lines(found, document.path, sidecar, line))
        for found in (without_ids.certain, without_ids.findings)
    )
    without_ids = without_ids._replace(certain=certain or (), findings=findings)
    without_ids = _with(without_ids, tuple(told_tables.of_nobody(document, sidecar, line)))

    kept = partial(promised, document, frozen)
    given = {speaker.key for speaker in sidecar.speakers}
    if not sidecar.pictures and not any(speaker.portrait for speaker in sidecar.speakers):
        # What was read near decisions alone is compared with what was read before; all is made out once.
        before = known and known.on(document, sidecar.apart)
        if before is None and remembered is not None and without_ids.near and callable(template):
            before = remembered.on(document, sidecar.apart, template, kept)
        made = before or ids.assign(
            document, template() if callable(template) else template, sidecar.apart, kept(), given
        )
        if remembered is not None:
            remembered.remember(document, made, sidecar.apart)
        return without_ids._replace(document=made)
    named = {}
    read = template() if callable(template) else template
    if any(table.id for table in sidecar.pictures):
        # What ids the text has is known when they are given: without the pictures first, then with them.
        read = read if isinstance(read, Catalog | Register) else tuple(read or ())
        bare = ids.assign(document, read, sidecar.apart, kept(), given)
        named = {paragraph.id: number for number, paragraph in enumerate(bare.paragraphs())}
    pictured, unplaced = placed(document, sidecar, named, line)
    made = ids.assign(pictured, read, sidecar.apart, kept(), given)
    return _with(without_ids._replace(document=made), unplaced)


def _with(read: Reading, more: tuple[Finding, ...]) -> Reading:
    """A reading with more that is wrong."""
    findings = None if read.findings is None else (*read.findings, *more)
    return read._replace(certain=(*read.certain, *more), findings=findings)


def taken(data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str, doubts: bool = True) -> Reading:
    """Read a transcript, without ids; the rest is as `reading` has it."""
    return _reading(*_read(data, sidecar, name, path, lang), sidecar, doubts=doubts)


def opened(
    data: bytes, sidecar: Sidecar, *, name: str, path: str, lang: str
) -> tuple[Reading, OpenReading | None]:
    """As `taken`, with what more can be decided of it; None where nothing can be."""
    document, findings = _read(data, sidecar, name, path, lang)
    return _reading(document, findings, sidecar), findings.open


def again(open_: OpenReading, sidecar: Sidecar, *, near: bool = False) -> tuple[Reading, OpenReading]:
    """As `opened`, of the same data with another sidecar: in it nothing is other than what is decided.

    near  whether what is near will do
    """
    document, findings = open_.again(sidecar, near=near)
    return _reading(document, findings, sidecar), findings.open


def _read(data: bytes, sidecar: Sidecar, name: str, path: str, lang: str) -> tuple[Document, Findings]:
    reader = registry.load("reader", recognise(data, path))
    lang = languages.get(sidecar.lang or lang).tag
    # What the file says is asked last: an editor's word outweighs it.
    if lang == "und" and reader.stated is not None:
        lang = reader.stated(data, path) or lang
    return reader.read(data, name=name, path=path, lang=lang, sidecar=sidecar)


def _reading(document: Document, findings: Findings, sidecar: Sidecar, *, doubts: bool = True) -> Reading:
    most = limits.PARAGRAPH.most
    for turn in document.turns:
        for paragraph in turn.paragraphs:
            # Here for all readers: whatever they join together.
            if len(paragraph.text) > most:
                raise limits.beyond(limits.PARAGRAPH, paragraph.where)
    near = findings.open is not None and not findings.open.whole
    two = any(finding.code == "D121" for finding in findings.certain)
    languages_ = () if two else _in_another_language(document)
    certain = (*findings.certain, *languages_, *_said_again(document))
    findings = replace(findings, certain=certain)
    document = full_names.with_roles(document)
    if not doubts:
        return Reading(document, findings.certain, None, near)
    asked = (*findings,)
    people = _of_people(document, asked, sidecar)
    told = sorted((*asked, *people), key=lambda one: (one.where.line if one.where else 0, one.code))
    return Reading(document, findings.certain, tuple(told), near)


def _of_people(document: Document, asked: Sequence[Finding], sidecar: Sidecar) -> Iterator[Finding]:
    """D115 and D123: who asks, and who people are in full; of nobody in two tables."""
    # Whether somebody speaks, and has that label, comes before what they do.
    whole = any(finding.code == "D118" for finding in asked)
    unsure = {line for finding in asked if finding.code == "D103" for line in finding.every_line}
    asks = {
        name: finding
        for name, finding in asking.asked(document.speakers, document.turns)
        if not whole and unsure.isdisjoint(finding.every_line)
    }
    in_full = full_names.introduced(document, sidecar)
    yield from (finding for name, finding in asks.items() if name not in in_full)
    yield from full_names.proposed(in_full, asks)


def _in_another_language(document: Document) -> Iterator[Finding]:
    """D121: the text is in another language than it was read in, or in two."""
    likely = another((paragraph.text for paragraph in document.paragraphs()), document.lang)
    if likely is not None:
        sidecar = project.sidecar_of(PurePath(document.path))
        said = {"lang": document.lang, "language": document.lang, "sidecar": str(sidecar), "likely": likely}
        yield report("D121.named" if likely else "D121.letters", Location(document.path, 0), **said)
        return
    yield from in_two_languages(document)


def in_two_languages(document: Document) -> Iterator[Finding]:
    """D121: a part of the text is in another language than the rest."""
    paragraphs = [*document.paragraphs()]
    if (others := second([paragraph.text for paragraph in paragraphs], document.lang)) is not None:
        tag, places = others
        where = [paragraphs[i].where for i in places]
        lines, count = ranges([place.line for place in where]), len(places)
        yield report("D121.two", where[0], paragraphs=count, all=len(paragraphs), lines=lines, likely=tag)


_LONG, _AGAIN, _MUCH = 30, 3, 0.3
"""Characters of a paragraph that hardly comes again by chance; and how many do, at least, and their share."""


def _said_again(document: Document) -> Iterator[Finding]:
    """D124: much of the text stands there twice, word for word, as where it was pasted twice.

    A refrain comes more often. What is asked of two people has other answers beside it.
    """
    paragraphs = [*document.paragraphs()]
    texts = ["", *(paragraph.text for paragraph in paragraphs), ""]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if len(text) >= _LONG:
            places[text].append(i)
    twice = [of for of in places.values() if len(of) == 2]
    again = [(i, j) for i, j in twice if j == i + 1 or _beside(texts, i) & _beside(texts, j)]
    if len(again) >= max(_AGAIN, _MUCH * sum(map(len, places.values()))):
        whole, copy = (paragraphs[k - 1].where for k in again[0])
        lines = ranges([paragraphs[j - 1].where.line for _, j in again])
        yield report("D124", copy, paragraphs=len(again), lines=lines, first=whole.line)


def _beside(texts: Sequence[str], i: int) -> set[tuple[int, str]]:
    """The words before a paragraph, and those behind it."""
    return {(side, texts[i + side]) for side in (-1, 1)}


def explained(data: bytes, sidecar: Sidecar, *, path: str, lang: str, line: int) -> tuple[str, ...]:
    """Why a line of a transcript is read as it is, in lines of text.

    line  from 1
    DiglotError where there is nothing to explain.
    """
    reader = registry.load("reader", recognise(data, path))
    tag = languages.get(sidecar.lang or lang).tag
    _, findings = reader.read(data, name="x", path=path, lang=tag, sidecar=sidecar)
    if findings.why is None:
        hint = "What is explained is how lines are read that don't say themselves what they are."
        raise DiglotError("nothing in it had to be inferred.", Location(path, line), hint)
    told_ = tuple(findings.why(line))
    if not told_:
        hint = "Give the number of a line with text, as `diglot show` prints it."
        raise DiglotError("there is no text to explain on this line.", Location(path, line), hint)
    return told_


def doubted(document: Document, findings: Iterable[Finding]) -> Document:
    """The document, with how sure it is who speaks.

    Findings tell, as far as they are doubts of that. One about the line of a label is about the turn; any
    other is about its paragraph, and says nothing of those before it.
    """
    # A finding knows a line; what it is about begins on it, or is the last that begins above.
    begun = OnLines(turn.paragraphs[0].where.line for turn in document.turns)
    doubts: defaultdict[int, list[tuple[int, Certainty]]] = defaultdict(list)
    for finding in findings:
        for line in finding.every_line if finding.rule.speaker else ():
            for at in begun.holding(line):
                doubts[at].append((line, finding.rule.speaker))
    turns = list(document.turns)
    for at, of in doubts.items():
        if turns[at].speakers:
            turns[at] = _doubted(turns[at], of)
    return replace(document, turns=tuple(turns)) if doubts else document


def _doubted(turn: Turn, doubts: Iterable[tuple[int, Certainty]]) -> Turn:
    """The turn, in doubt in some lines; the gravest doubt about each holds."""
    paragraphs, whole = list(turn.paragraphs), turn.cert
    begun = OnLines(paragraph.where.line for paragraph in paragraphs)
    for line, cert in doubts:
        for at in begun.holding(line):
            if at == 0 and (turn.label or len(paragraphs) == 1):
                whole = whole if whole == "low" else cert
            elif paragraphs[at].cert != "low":
                paragraphs[at] = paragraphs[at].replace(cert=cert)
    return turn.replace(paragraphs=tuple(paragraphs), cert=whole)
