"""The project: how far each translation is, and what to do next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from toolkit import languages
from toolkit.catalog.workload import stage_of
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.review.views.view import Asked, Reply, ReviewPage
from toolkit.workflow import past, progress
from toolkit.workflow.workspace import Workspace


def rows(workspace: Workspace, asked: Asked) -> Reply:
    """Each document with its translations, counted in messages."""
    here = workspace.project
    shown = []
    noted: dict[Path, tuple[int, int]] = {}
    for name in here.documents((asked.document,) if asked.document else ()):
        row: Reply = {"document": name, "file": here.show(here.sources[name]), "languages": []}
        try:
            reading = workspace.reading(name, doubts=True)
        except DiglotError as error:
            shown.append(row | {"error": str(error), "hint": error.hint or ""})
            continue
        document = reading.document
        row |= {
            "lang": document.lang,
            "title": document.meta.title or name,
            "speakers": [speaker.name for speaker in document.speakers],
            "doubts": _by_cause(reading.findings or ()),
        }
        for lang in workspace.targets(name):
            row["languages"].append(_translation(workspace, name, lang))
            if "total" in row["languages"][-1]:
                told = row["languages"][-1]
                noted[here.catalog_path(name, lang)] = (
                    told["total"] - told["draft"] - told["empty"],
                    told["total"],
                )
        shown.append(row)
    past.note(here, noted)
    return {"documents": shown}


def _by_cause(found: tuple[Finding, ...]) -> list[Reply]:
    """What is doubtful in a transcript: each kind with its first words, the most frequent first."""
    counted: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for finding in found:
        counted[finding.code] += len(finding.every_line)
        first.setdefault(finding.code, finding)
    return [
        {
            "code": code,
            "places": places,
            "line": (*first[code].every_line, 1)[0],
            "words": first[code].message,
        }
        for code, places in counted.most_common()
    ]


def _translation(workspace: Workspace, name: str, lang: str) -> Reply:
    language = languages.get(lang)
    row: Reply = {"lang": lang, "autonym": language.autonym, "dir": language.dir}
    try:
        catalog = workspace.catalog(name, lang)
        (state,) = progress.status(workspace, [name], [lang])
    except DiglotError as error:
        return row | {"error": str(error), "hint": error.hint or ""}
    if isinstance(state, DiglotError):
        return row | {"error": str(state), "hint": state.hint or ""}
    stages = Counter(map(stage_of, catalog.entries if catalog else ()))
    counts = state.counts
    return row | {
        "there": catalog is not None,
        "total": counts.total,
        "approved": stages["approved"],
        "reviewed": stages["reviewed"],
        "translated": counts.translated - stages["reviewed"] - stages["approved"],
        "draft": counts.fuzzy,
        "empty": counts.empty,
        "edited": sum(state.edits.values()),
        "edits": dict(state.edits),
        "behind": state.behind,
    }


def history(workspace: Workspace, asked: Asked) -> Reply:
    """How far each translation of a document was, day by day."""
    if not asked.document:
        raise DiglotError("choose a document.")
    langs = [asked.lang] if asked.lang else workspace.targets(asked.document)
    return {lang: [list(point) for point in past.past(workspace, asked.document, lang)] for lang in langs}


VIEW = ReviewPage(
    "project", "Project", {"rows": rows, "history": history}, of_document=False, of_language=False
)
