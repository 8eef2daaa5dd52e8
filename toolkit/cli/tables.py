"""What a project has, in rows and columns: catalogs, work, ids, findings, terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from toolkit import languages
from toolkit.catalog import edits
from toolkit.catalog.glossary import Term
from toolkit.catalog.workload import BANDS, STAGES, Workload
from toolkit.exchange import glossary as exchanged
from toolkit.exchange import tbx
from toolkit.findings import Finding
from toolkit.interface import Translations
from toolkit.model import KINDS
from toolkit.text import scripts
from toolkit.text.data import json_line, json_text
from toolkit.text.hygiene import shortened
from toolkit.workflow.catalogs import ListedId
from toolkit.workflow.progress import CatalogState

if TYPE_CHECKING:
    from toolkit.aligning.phrases import TermCandidate

_KIND = max(map(len, KINDS))
"""Columns of the longest name of a kind."""
_EXAMPLE = 60
"""Characters of an example in a table."""


STATUS = ("document", "language", "translated", "fuzzy", "empty", "omitted", "words", "percent")
"""The columns of a table of catalogs."""


def status(form: str, catalogs: Sequence[CatalogState], say: Translations, *, changes: bool) -> Iterator[str]:
    """How far catalogs are, as json or a table.

    Messages translated, fuzzy, empty and left out, words of the source; in the table with percents. Then
    drafts by what was edited.

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
    shown_rows = [tuple(map(say, STATUS))]
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
                str(counts.omitted),
                str(counts.words),
                f"{percent} %",
            )
        )
    yield from table(shown_rows, 2)
    for state in catalogs:
        if state.edits:
            counted_kinds = ", ".join(f"{kind} {number}" for kind, number in state.edits.items())
            edited = say("edited since they were translated")
            yield f"{state.document} {state.lang}: {edited}: {counted_kinds}"
            # From what is a minute's work to what is an hour's.
            for kind in state.edits if changes else ():
                for _, entry in (pair for pair in state.edited if pair[0] == kind):
                    # A name has no id of its own.
                    yield f"  {kind}: {' '.join(entry.ids) or entry.context}: {edits.shown(entry)}"


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
    sizes = _sizes(cells)
    widths = [max(column) for column in zip(*sizes, strict=True)]
    for row, own in zip(cells, sizes, strict=True):
        blanks = [" " * (width - size) for width, size in zip(widths, own, strict=True)]
        left = [cell + blank for cell, blank in zip(row[:texts], blanks, strict=False)]
        right = [blank + cell for cell, blank in zip(row[texts:], blanks[texts:], strict=True)]
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
    sizes = _sizes(table)
    widths = [max(column) for column in zip(*sizes, strict=True)]
    for row, own in zip(table, sizes, strict=True):
        cells = (cell + " " * (width - size) for cell, width, size in zip(row, widths, own, strict=True))
        yield "  ".join(cells).rstrip()


def _sizes(table: Sequence[Sequence[str]]) -> list[list[int]]:
    """How many columns of a terminal each cell takes."""
    wide = scripts.one_of(scripts.WIDE)
    return [[len(cell) + len(wide.findall(cell)) for cell in row] for row in table]
