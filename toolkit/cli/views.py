"""Documents as rows and text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import disk, project
from toolkit.config import Sidecar
from toolkit.findings import Finding
from toolkit.model import KINDS, Document
from toolkit.model.values import clock
from toolkit.text.data import json_line, json_text
from toolkit.text.hygiene import counted, shortened, tidy
from toolkit.workflow import transcripts
from toolkit.workflow.reading_rows import rows
from toolkit.workflow.transcripts import read_data, read_file, told

if TYPE_CHECKING:
    from toolkit.workflow.workspace import Workspace

_KIND = max(map(len, KINDS))
"""Columns of the longest name of a kind."""


def _front(document: Document) -> Iterator[dict[str, Any]]:
    """What stands before the first paragraph and is in no edition, such as front matter."""
    # Signs before a heading, the number and time of a first cue and `---json` say nothing of the text.
    lines = document.head.splitlines()
    rows = [row for row in lines if any(map(str.isalpha, row)) and "-->" not in row and row[:3] != "---"]
    if words := tidy("\n".join(rows)):
        yield {"line": 1, "n": "0", "id": "", "kind": "meta", "speaker": None, "text": words}


# What the command prints of a document, as lines of text.


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
    path = _path(folder, file, outside=outside)
    # Anywhere on the disk: nothing says its language but what is typed.
    if project.root(path.parent) is None:
        return *read_file(path, file, lang or "und", encoding), None
    if not path.is_file():
        disk.read(path)  # says what is wrong with the path
    # A text outside of any project is read without all that a project needs.
    from toolkit.workflow.workspace import Workspace

    here = project.find(path.parent, outside=outside)
    workspace = Workspace(here)
    name = project.document_name(path)
    # Whoever says how to read it wants it read so, and not as the project has it.
    if lang or encoding or here.sources.get(name) != disk.real(path.parent) / path.name:
        return *read_file(path, file, lang or here.source_lang, encoding), workspace
    reading = workspace.reading(name, doubts=True)
    return reading.document, reading.findings or (), workspace


def _path(folder: Path, file: str, *, outside: bool = False) -> Path:
    """The file that somebody means: by its path or, in a project, as a document."""
    path = folder / file
    if path.exists() or project.root(folder) is None:
        return path
    here = project.find(folder, outside=outside)
    return here.own(here.sources[file]) if file in here.sources else path


def explained(folder: Path, file: str, lang: str, encoding: str, line: int) -> tuple[str, ...]:
    """Why a line of a file is read as it is."""
    path = _path(folder, file)
    data = disk.read(path)
    beside = project.sidecar_of(path)
    sidecar = project.sidecar(beside, beside.name) if beside != path else Sidecar()
    sidecar = told(sidecar, encoding, data, file)
    return transcripts.explained(data, sidecar, path=file, lang=lang or "und", line=line)


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
