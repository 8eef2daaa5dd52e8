"""Documents, ids and findings as rows and text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import disk, languages, project
from toolkit.catalog import edits
from toolkit.catalog.glossary import Term
from toolkit.catalog.workload import BANDS, STAGES, Workload
from toolkit.config import Sidecar
from toolkit.exchange import glossary as exchanged
from toolkit.exchange import tbx
from toolkit.findings import Finding
from toolkit.model import KINDS, Document, Times
from toolkit.model.values import clock
from toolkit.text import scripts
from toolkit.text.data import json_line, json_text
from toolkit.text.hygiene import counted, shortened, tidy
from toolkit.workflow import documents
from toolkit.workflow.catalogs import ListedId
from toolkit.workflow.documents import read_data, read_file, told
from toolkit.workflow.progress import CatalogState
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.aligning.phrases import TermCandidate

_KIND = max(map(len, KINDS))
"""Columns of the longest name of a kind."""
_EXAMPLE = 60
"""Characters of an example in a table."""


def rows(document: Document) -> Iterator[dict[str, Any]]:
    """One object a paragraph, in order.

    line (1-based), n ("T.P"), id, kind, speaker, text; form where it isn't prose, and start, end, cues and
    words where they are known.

    speaker is the canonical name, a list of them where several speak together, and None for all that nobody
    says: headings, but also the laughter inside a speech.
    """
    names = {speaker.key: speaker.name for speaker in document.speakers}
    for n, turn, paragraph in document.numbered():
        said = [names[key] for key in turn.speakers]
        # A list only where several speak, so that a script can nearly always take a string.
        name = said if len(said) > 1 else next(iter(said), None)
        yield {
            "line": paragraph.where.line,
            "n": n,
            "id": paragraph.id,
            "kind": paragraph.kind,
            # Nearly all is prose: each line would say so.
            **({"form": paragraph.form} if paragraph.form != "prose" else {}),
            "speaker": name if KINDS[paragraph.kind].spoken else None,
            "text": paragraph.text,
            **_times(paragraph.times),
            **({"p": round(paragraph.p, 3), "other": paragraph.other} if paragraph.other else {}),
        }


def _front(document: Document) -> Iterator[dict[str, Any]]:
    """What stands before the first paragraph and is in no edition, such as front matter."""
    if words := tidy(document.head):
        yield {"line": 1, "n": "0", "id": "", "kind": "meta", "speaker": None, "text": words}


def _times(times: Times) -> dict[str, Any]:
    """What is known of when a paragraph is heard."""
    known: dict[str, Any] = {"start": times.start, "end": times.end}
    for name, cues in (("cues", times.cues), ("words", times.words)):
        known[name] = [cue._asdict() for cue in cues] or None
    return {name: value for name, value in known.items() if value is not None}


# What the command prints of a document and of a project's state, as lines of text.


def open_(
    folder: Path, file: str, lang: str, encoding: str, stdin: Callable[[], bytes], *, outside: bool = False
) -> tuple[Document, tuple[Finding, ...], Workspace | None]:
    """The document in a file, or on standard input, with its findings and the project around it.

    A file of a project's `source/` has the project's language and the ids of its template.
    """
    if file == "-":
        data = stdin()
        sidecar = told(Sidecar(), encoding, data, "<stdin>")
        return *read_data(data, sidecar, name="stdin", path="<stdin>", lang=lang or "und"), None
    path = folder / file
    # Anywhere on the disk: nothing says its language but what is typed.
    if project.root(path.parent) is None:
        return *read_file(path, file, lang or "und", encoding), None
    if not path.is_file():
        disk.read(path)  # says what is wrong with the path
    here = project.find(path.parent, outside=outside)
    workspace = Workspace(here)
    name = project.document_name(path)
    # Whoever says how to read it wants it read so, and not as the project has it.
    if lang or encoding or here.sources.get(name) != disk.real(path.parent) / path.name:
        return *read_file(path, file, lang or here.source_lang, encoding), workspace
    reading = workspace.reading(name, doubts=True)
    return reading.document, reading.findings or (), workspace


def explained(folder: Path, file: str, lang: str, encoding: str, line: int) -> tuple[str, ...]:
    """Why a line of a file is read as it is."""
    path = folder / file
    data = disk.read(path)
    beside = project.sidecar_of(path)
    sidecar = project.sidecar(beside, beside.name) if beside != path else Sidecar()
    sidecar = told(sidecar, encoding, data, file)
    return documents.explained(data, sidecar, path=file, lang=lang or "und", line=line)


def as_json(document: Document, findings: Sequence[Finding]) -> str:
    """The document as one object.

    name, lang, speakers, meta, paragraphs, findings.
    """
    shown: dict[str, Any] = {
        "name": document.name,
        "lang": document.lang,
        "encoding": document.encoding,
        "meta": {key: value for key, value in asdict(document.meta).items() if value},
        "speakers": [asdict(speaker) for speaker in document.speakers],
        "paragraphs": list(rows(document)),
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding.message,
                "line": finding.where.line if finding.where else None,
                "hint": finding.hint,
            }
            for finding in findings
        ],
    }
    return json_text(shown)


def text(document: Document) -> Iterator[str]:
    """A document for people: its paragraphs, then its speakers.

    Line, position, time where there is one, kind, speaker and how each paragraph begins.
    """
    for row in _front(document):
        yield f"{row['line']:>5}  {row['n']:>6}  not printed: {shortened(row['text'])}"
    # All first, since columns are as wide as their longest cell.
    all_rows = list(rows(document))
    speakers = []
    for row in all_rows:
        who = row["speaker"]
        speakers.append(" + ".join(who) if isinstance(who, list) else who or "")
    width = max(map(len, speakers), default=0)
    timed = any("start" in row for row in all_rows)
    for row, name in zip(all_rows, speakers, strict=True):
        begins = shortened(row["text"])
        time = clock(row["start"], "") if "start" in row else ""
        when = f"  {time:>8}" if timed else ""
        what = f"{row['kind']:<{_KIND}}  {name:<{width}}"
        yield f"{row['line']:>5}  {row['n']:>6}{when}  {what}  {begins}".rstrip()
    if document.speakers:
        yield ""
        # Counted once for all: casts may be as long as the transcript.
        labelled = Counter(
            key for turn in document.turns if turn.label for key in dict.fromkeys(turn.speakers)
        )
        for speaker in document.speakers:
            known = f", {speaker.role}" if speaker.role != "unknown" else ""
            also = f", also {', '.join(speaker.aliases)}" if speaker.aliases else ""
            number = counted(labelled[speaker.key], "labelled turn")
            yield f"{speaker.name} ({speaker.key}{known}{also}): {number}"


def lines(form: str, document: Document, findings: Sequence[Finding]) -> Iterable[str]:
    """The document as text, json or jsonl: one object a paragraph, as `rows` has it."""
    if form == "json":
        return [as_json(document, findings)]
    return map(json_line, chain(_front(document), rows(document))) if form == "jsonl" else text(document)


def status(form: str, catalogs: Sequence[CatalogState], *, changes: bool) -> Iterator[str]:
    """How far catalogs are, as json or a table.

    Messages translated, fuzzy and empty, words of the source; in the table with percents. Then drafts by what
    was edited.

    changes  whether to show each edit as well
    """
    if form == "json":
        rows: list[dict[str, Any]] = []
        for state in catalogs:
            shown = {"document": state.document, "lang": state.lang, **asdict(state.counts)}
            edits_shown = [
                {"kind": kind, "context": entry.context, "ids": list(entry.ids), "edit": edits.shown(entry)}
                for kind, entry in state.edited
            ]
            rows.append(shown | {"edits": dict(state.edits)} | ({"changes": edits_shown} if changes else {}))
        yield json_line(rows)
        return
    shown_rows = [("document", "language", "translated", "fuzzy", "empty", "words", "percent")]
    for state in catalogs:
        lang, counts = state.lang, state.counts
        # Rounded down: 100 % means that nothing is left.
        percent = 100 * counts.words_translated // counts.words if counts.words else 0
        shown_rows.append(
            (
                state.document,
                f"{lang} {languages.get(lang).name}",
                str(counts.translated),
                str(counts.fuzzy),
                str(counts.empty),
                str(counts.words),
                f"{percent} %",
            )
        )
    yield from table(shown_rows, 2)
    for state in catalogs:
        if state.edits:
            counted_kinds = ", ".join(f"{kind} {number}" for kind, number in state.edits.items())
            yield f"{state.document} {state.lang}: edited since they were translated: {counted_kinds}"
            # From what is a minute's work to what is an hour's.
            for kind in state.edits if changes else ():
                for _, entry in (pair for pair in state.edited if pair[0] == kind):
                    yield f"  {kind}: {' '.join(entry.ids)}: {edits.shown(entry)}"


WORK = (*("document", "language", *STAGES, "repetitions", *BANDS, "characters", "characters translated"),)
"""The columns of a table of work, all but the first two in numbers."""


def work(loads: Sequence[tuple[str, str, Workload]]) -> list[tuple[str | int, ...]]:
    """How much work translations are, a row each: `WORK`."""
    rows: list[tuple[str | int, ...]] = []
    for document, lang, load in loads:
        numbers = (*load.words.values(), load.repetitions, *load.bands.values())
        rows.append((document, lang, *numbers, load.characters, load.target_characters))
    return rows


def table(rows: Sequence[Sequence[str | int]], texts: int) -> Iterator[str]:
    """Rows in columns; the first `texts` of these are words, the others numbers."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        left = [cell.ljust(width) for cell, width in zip(row[:texts], widths, strict=False)]
        right = [cell.rjust(width) for cell, width in zip(row[texts:], widths[texts:], strict=True)]
        yield "  ".join(left + right).rstrip()


def identities(form: str, ids: Sequence[ListedId]) -> Iterator[str]:
    """Ids with what they stand for.

    They are json or tsv, both with whole texts, or a table for people.
    """
    if form == "json":
        yield json_text([asdict(row) for row in ids])
    elif form == "tsv":
        # A head, for spreadsheets.
        yield "\t".join(field.name for field in fields(ListedId))
        for row in ids:
            yield "\t".join(str(value) for value in asdict(row).values())
    else:
        who = max((len(row.speaker) for row in ids), default=0)
        since = max((len(row.frozen) for row in ids), default=0)
        for row in ids:
            yield (
                f"{row.id}  {row.state:<7}  {row.frozen:<{since}}  {row.n:>6}  {row.kind:<{_KIND}}  "
                f"{row.speaker:<{who}}  {shortened(row.text, 50)}"
            )


def findings_json(findings: Sequence[Finding]) -> str:
    """Findings as json: code, severity, path, line, message, hint, and what message they are about."""
    rows = []
    for finding in findings:
        where = finding.where
        rows.append(
            {
                "code": finding.code,
                "severity": finding.severity,
                "path": where.path if where else None,
                "line": (where.line or None) if where else None,
                "message": finding.message,
                "hint": finding.hint,
                # Ids and context, so that an editor or another program finds the entry.
                "about": list(finding.about),
            }
        )
    return json_text(rows)


# Terms.


def term_candidates(form: str, found: Sequence[TermCandidate], langs: tuple[str, str]) -> Iterator[str]:
    """What may be terms: with counts and an example, in a table or as a glossary to be looked through."""
    terms = [Term(candidate.source, (candidate.target,)) for candidate in found]
    if form == "tbx":
        yield from glossary(form, terms, langs)
        return
    if form != "table":
        further = [
            {
                "times": f"{candidate.times}",
                "of": f"{candidate.among}",
                "example": candidate.example[0],
                "its translation": candidate.example[1],
            }
            for candidate in found
        ]
        yield exchanged.write(terms, further).rstrip()
        return
    rows = [
        (c.source, c.target, f"{c.times} of {c.among}", shortened(" ".join(c.example[0].split()), _EXAMPLE))
        for c in found
    ]
    yield from _columns([("term", "translation", "times", "example"), *rows])


def glossary(form: str, terms: Sequence[Term], langs: tuple[str, str]) -> Iterator[str]:
    """What a glossary has, as a table, as its file has it, or for other programs."""
    if form == "tbx":
        yield tbx.write(terms, *langs).rstrip()
        return
    if form != "table":
        yield exchanged.write(terms).rstrip()
        return
    yield from _columns([exchanged.COLUMNS, *(tuple(exchanged.cells(term).values()) for term in terms)])


def _columns(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their cells below each other."""
    wide = scripts.one_of(scripts.WIDE)
    sizes = [[len(cell) + len(wide.findall(cell)) for cell in row] for row in table]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    for row, own in zip(table, sizes, strict=True):
        cells = (cell + " " * (width - size) for cell, width, size in zip(row, widths, own, strict=True))
        yield "  ".join(cells).rstrip()
