"""The project: how far each translation is, what to do next, and what is done for a whole document."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from toolkit import disk, languages
from toolkit.edition.translations import title
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.interface import Translations
from toolkit.review import checking
from toolkit.review.views.view import Acted, Asked, Later, Reply, ReviewPage
from toolkit.review.work import ReviewWorkspace
from toolkit.workflow import catalogs, init, past, progress, questions
from toolkit.workflow.documents import Outcome, now
from toolkit.workflow.ignoring import Ignoring
from toolkit.workflow.progress import CatalogState
from toolkit.workflow.transcripts import Reading
from toolkit.workflow.workspace import Workspace


def rows(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """Each document with its translations, counted in messages."""
    here = workspace.project
    shown = []
    noted: dict[Path, tuple[int, int]] = {}
    for name in here.documents((asked.document,) if asked.document else ()):
        row: Reply = {"document": name, "file": here.show(here.sources[name]), "languages": []}
        try:
            reading = workspace.reading(name, doubts=True)
        except DiglotError as error:
            shown.append(row | asked.error(error))
            continue
        document = reading.document
        row |= {
            "lang": document.lang,
            "title": title(document),
            "speakers": [speaker.name for speaker in document.speakers],
            "doubts": _doubts(workspace, name, reading, asked.say),
            "ids": _ids(workspace, name, asked.say),
        }
        langs = workspace.targets(name)
        # Together: what the transcript has for translators is the same for all.
        for lang, state in zip(langs, progress.status(workspace, [name], langs, words=False), strict=True):
            row["languages"].append(_translation(workspace, asked, name, lang, state))
            if "total" in row["languages"][-1]:
                told = row["languages"][-1]
                noted[here.catalog_path(name, lang)] = (
                    told["total"] - told["omitted"] - told["draft"] - told["empty"],
                    told["total"] - told["omitted"],
                )
        shown.append(row)
    past.note(here, noted)
    return {"documents": shown}


def _doubts(workspace: Workspace, name: str, reading: Reading, say: Translations) -> list[Reply]:
    """What is doubtful in a transcript: each kind with its first words, as the reading asks.

    minor  whether no message hangs on it, as on who asks: these come last
    """
    causes: dict[str, Reply] = {}
    asked = questions.asked(workspace, name)
    by_roles = {id(question.doubt.finding): question.answer == "role" for question in asked}
    ignored = Ignoring(workspace)
    # What is about no paragraph comes behind what is asked.
    others = (one for one in reading.findings or () if id(one) not in by_roles and not ignored.reason(one))
    for finding in chain((question.doubt.finding for question in asked), others):
        first = {"line": (*finding.every_line, 1)[0], "minor": by_roles.get(id(finding), False)}
        _count(causes, finding, len(finding.every_line), first, say)
    return sorted(causes.values(), key=lambda cause: cause["minor"])


def _count(causes: dict[str, Reply], finding: Finding, places: int, first: Reply, say: Translations) -> None:
    """Count it with those of its code; first: where it is, which leads to the first of them."""
    if finding.code not in causes:
        causes[finding.code] = {"code": finding.code, "places": 0, "words": finding.message_in(say)} | first
    causes[finding.code]["places"] += places


def _most_first(causes: dict[str, Reply]) -> list[Reply]:
    return sorted(causes.values(), key=lambda cause: -cause["places"])


def _ids(workspace: ReviewWorkspace, name: str, say: Translations) -> Reply:
    """How many ids of a document are frozen, what isn't as it was promised, and what to do about it."""
    promised = workspace.promised(name)
    told = [finding.message_in(say) for finding in promised.findings]
    # Most have the same cure, which is told once.
    cures = [*dict.fromkeys(finding.hint_in(say) for finding in promised.findings)]
    return {"frozen": promised.frozen, "told": told, "cures": cures}


def _translation(
    workspace: Workspace, asked: Asked, name: str, lang: str, state: CatalogState | DiglotError
) -> Reply:
    language = languages.get(lang)
    row: Reply = {"lang": lang, "autonym": language.autonym}
    if isinstance(state, DiglotError):
        return row | asked.error(state)
    catalog = workspace.catalog(name, lang)
    counts = state.counts
    return row | {
        "there": catalog is not None,
        "total": counts.total,
        "approved": counts.approved,
        "reviewed": counts.reviewed,
        "translated": counts.translated - counts.reviewed - counts.approved,
        "draft": counts.fuzzy,
        "omitted": counts.omitted,
        "empty": counts.empty,
        "edited": sum(state.edits.values()),
        "edits": dict(state.edits),
        "behind": state.behind,
    }


def history(workspace: Workspace, asked: Asked) -> Reply:
    """How far each translation of a document was, day by day."""
    asked.require()
    langs = [asked.lang] if asked.lang else workspace.targets(asked.document)
    return {lang: [list(point) for point in past.past(workspace, asked.document, lang)] for lang in langs}


def findings(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """What the checks find in a translation, by cause.

    again  whether that is being found: it is asked for again once `made` is told
    mark   what it was made of: whoever has that, as `known`, is told nothing
    """
    asked.require(lang=True)
    mark = disk.mark("\n".join(checking.made_of(workspace, asked.document, asked.lang)).encode())
    if asked.text("known", 100) == mark:
        return {"mark": mark, "again": False}
    found, _, again = checking.known(workspace, asked.document, asked.lang)
    causes: dict[str, Reply] = {}
    for name, of_message in found.items():
        for finding in of_message:
            _count(causes, finding, 1, {"name": name}, asked.say)
    return {"mark": mark, "again": again, "causes": _most_first(causes)}


def ready(workspace: ReviewWorkspace, asked: Asked) -> Later:
    """Make what an act on all of a document needs of it, while its reader looks at the page."""
    name = _document(asked)
    # As the page has read it.
    document = workspace.reading(name, doubts=True).document
    template, held = workspace.template(name), workspace.held(name)

    def later() -> Reply:
        held.extracted(document, template)
        return {}

    return later


# Acts.


def extract(workspace: Workspace, asked: Asked) -> Acted:
    """Bring the catalogs of a document up to date; with a language, make the catalog of that one."""
    name = _document(asked)
    langs = workspace.targets(name, [languages.get(new).tag]) if (new := asked.text("new", 40)) else ()
    if new and not langs:
        raise DiglotError(f"the source is in {new} already.")
    here = workspace.project
    here.check_savable(here.catalog_path(name, lang) for lang in langs)
    for lang in langs:
        init.name_language(workspace, lang)
    done = list(catalogs.extract(workspace, [name], langs, now()))
    return _acted(asked, done, f"Add a translation: {new}" if new else "Bring the catalogs up to date")


def freeze(workspace: Workspace, asked: Asked) -> Acted:
    """Freeze the ids of a document, for those who cite it."""
    name = _document(asked)
    return _acted(asked, list(catalogs.freeze(workspace, [name])), "Freeze the ids")


def _document(asked: Asked) -> str:
    asked.require()
    return asked.document


def _acted(asked: Asked, done: list[Outcome], words: str) -> Acted:
    """What became of the files of a document; DiglotError where nothing came of any."""
    errors = [outcome.error for outcome in done if outcome.error]
    if errors and not any(outcome.written for outcome in done):
        raise errors[0]
    wrong = [" ".join(filter(None, asked.error(error).values())) for error in errors]
    # What is doubtful in the reading is told beside it.
    found = [finding for outcome in done if outcome.changes for finding in outcome.findings]
    told = [*wrong, *(finding.message_in(asked.say) for finding in found)]
    return Acted({"told": told}, asked.document, words)


VIEW = ReviewPage(
    "project",
    "Project",
    {"rows": rows, "history": history, "findings": findings, "ready": ready},
    {"extract": extract, "freeze": freeze},
    long_acts=True,
    of_document=False,
    of_language=False,
)
