"""The transcript as it was read: what each paragraph is, who says it, and what is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Literal, get_args

from toolkit import languages
from toolkit.errors import DiglotError
from toolkit.interface import Translations
from toolkit.model import KINDS, Document, Kind
from toolkit.model.speakers import ROLES
from toolkit.review import meanwhile
from toolkit.review.views.view import Acted, Asked, Later, Reply, ReviewPage, quoted, row_with
from toolkit.review.work import ReviewWorkspace
from toolkit.text import cuts
from toolkit.text.hygiene import fold
from toolkit.transcript import asking
from toolkit.workflow import casting, deciding, kept_ids, parting, questions
from toolkit.workflow.deciding import Reread
from toolkit.workflow.pictures import offered
from toolkit.workflow.questions import ReadingQuestion
from toolkit.workflow.reading_rows import row_at, rows, unnamed
from toolkit.workflow.transcripts import Reading
from toolkit.workflow.workspace import Workspace

_ROWS = 100
"""Paragraphs that are sent at once, at most."""
_NAME = 200
_SHORT = 40
_LONG = 2000
_VERSION = 100
_KINDS: tuple[Kind, ...] = get_args(Kind)


def summary(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """How many paragraphs there are, who speaks, whom nothing names, and what is in doubt."""
    document = _read(workspace, asked).document
    language = languages.get(document.lang)
    return {
        "version": meanwhile.version(workspace, asked.document),
        "count": sum(len(turn.paragraphs) for turn in document.turns),
        "lang": language.tag,
        "dir": language.dir,
        "kinds": list(_KINDS),
        "roles": list(ROLES),
        "speakers": _speakers(workspace, asked, document),
        "unnamed": unnamed(document),
        "doubts": [_told(question, asked.say) for question in questions.asked(workspace, asked.document)],
    }


def _read(workspace: Workspace, asked: Asked) -> Reading:
    asked.require()
    return workspace.reading(asked.document, doubts=True)


def _speakers(workspace: Workspace, asked: Asked, document: Document) -> list[Reply]:
    turns = Counter(key for turn in document.turns for key in turn.speakers)
    portraits = {table.name: table for table in workspace.sidecar(asked.document).speakers}
    inferred = asking.taken(document.speakers, document.turns).roles
    shown = []
    for speaker in document.speakers:
        table = portraits.get(speaker.name)
        shown.append(
            {
                "name": speaker.name,
                "key": speaker.key,
                "role": speaker.role,
                "taken": inferred.get(speaker.key, ""),
                "aliases": list(speaker.aliases),
                "turns": turns[speaker.key],
                "portrait": table.portrait if table else "",
                "portraitAlt": table.portrait_alt if table else "",
            }
        )
    return shown


def _told(question: ReadingQuestion, say: Translations) -> Reply:
    """A question, as the page shows it."""
    finding, rows_, cost = question.doubt
    told: Reply = {"code": finding.code, "message": finding.message_in(say), "answer": question.answer}
    told |= {"rows": list(rows_), "cost": round(cost, 2)}
    if question.labels:
        told["labels"] = question.labels
    if question.speaker:
        told["speaker"] = question.speaker
    if question.as_read is not None:
        told |= {"asRead": question.as_read, "instead": question.instead}
    return told


def paragraphs(workspace: Workspace, asked: Asked) -> Reply:
    """Some paragraphs, from a number on."""
    document = _read(workspace, asked).document
    start = asked.number("start", 0, 1 << 40, 0)
    count = asked.number("count", 1, _ROWS, _ROWS)
    return {"start": start, "rows": _rows(document, start, start + count)}


def opened(workspace: ReviewWorkspace, asked: Asked) -> Later:
    """Make ready for the first decision: a reading that was kept has to be read once to be decided about."""
    _read(workspace, asked)
    draft = workspace.draft()
    ready = workspace.opening(asked.document, workspace.readings.opened)

    def later() -> Reply:
        made = ready()[1]
        if made is not None:
            made.make_ready()
            kept_ids.make_ready(draft, asked.document)
        return {"ready": made is not None}

    return later


def whole(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """As `summary`, with some paragraphs of the very same reading."""
    return {"summary": summary(workspace, asked)} | paragraphs(workspace, asked)


def _rows(document: Document, start: int, end: int) -> list[Reply]:
    shown = []
    names = document.names()
    units = zip(rows(document), document.numbered(), strict=True)
    for told, (_, turn, paragraph) in islice(units, start, end):
        labelled = turn.label and paragraph is turn.paragraphs[0]
        shown.append(
            {
                "id": told["id"],
                "n": told["n"],
                "line": told["line"],
                "kind": told["kind"],
                "who": [names[key] for key in turn.speakers] if told["speaker"] else [],
                "label": turn.label if labelled else "",
                "text": told["text"],
                "p": told.get("p", 1),
                "other": told.get("other", ""),
            }
        )
    return shown


def row(workspace: Workspace, asked: Asked) -> Reply:
    """The number of a paragraph from 0, by its id, by words or by a line of the file; -1 for none."""
    document = _read(workspace, asked).document
    if "words" in asked.given:
        return {"row": row_with(asked, (paragraph.text for paragraph in document.paragraphs()))}
    if name := asked.text("id", _SHORT):
        ids = (paragraph.id for paragraph in document.paragraphs())
        return {"row": next((number for number, other in enumerate(ids) if other == name), -1)}
    return {"row": row_at(document, asked.number("line", 1, 1 << 40, 1))}


def borders(workspace: Workspace, asked: Asked) -> Reply:
    """Where sentences of a paragraph begin behind its first, in characters; nowhere for an unknown id."""
    document = _read(workspace, asked).document
    name = asked.text("id", _SHORT)
    text = next((paragraph.text for paragraph in document.paragraphs() if paragraph.id == name), "")
    return {"borders": list(accumulate(map(len, cuts.units(text, document.lang))))[:-1]}


def pictures(workspace: Workspace, asked: Asked) -> Reply:
    """The pictures that a portrait may be, as the sidecar names them."""
    asked.require()
    return {"pictures": offered(workspace, asked.document)}


# Acts.


def decide(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Decide what paragraphs are, and whose; without either, that they are what they are read as."""
    kind = _kind(asked.text("kind", _SHORT))
    names = asked.texts("who", _NAME)
    ids = asked.texts("ids", _SHORT)
    before = _first(workspace, asked, ids)
    about = _still(workspace, asked, before, ids, speakers=names)
    if not kind and not names:
        _require_read_so(workspace, asked, ids)
    done = deciding.decide(workspace, asked.document, ids, kind=kind, speakers=names)
    return _acted(workspace, asked, done, f"{before} → {' + '.join(names) or kind or '✓'}", about, ids)


def _require_read_so(workspace: Workspace, asked: Asked, ids: Sequence[str]) -> None:
    """DiglotError where paragraphs that are right as they are shown are read otherwise by now."""
    shown = dict(zip(ids, asked.texts("so", _LONG), strict=False))
    document = workspace.document(asked.document)
    names = document.names()
    for _, turn, paragraph in document.numbered():
        said = [names[key] for key in turn.speakers] if KINDS[paragraph.kind].spoken else []
        if (so := "\n".join([paragraph.kind, *said])) != shown.get(paragraph.id, so):
            what = f"“{quoted(paragraph.text)}” is read otherwise by now."
            raise DiglotError(what, hint=meanwhile.HINT)


def _kind(name: str) -> Kind | Literal[""]:
    for kind in _KINDS:
        if kind == name:
            return kind
    if name:
        raise DiglotError(f"a paragraph isn't {name!r}.", hint=f"Kinds: {', '.join(_KINDS)}.")
    return ""


def undecide(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Leave paragraphs to the reader."""
    ids = asked.texts("ids", _SHORT)
    before = _first(workspace, asked, ids)
    about = _still(workspace, asked, before, ids)
    done = deciding.undecide(workspace, asked.document, ids)
    return _acted(workspace, asked, done, f"{before} → ?", about, ids)


def split(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Make two paragraphs of one, of which the second begins at an offset of its text."""
    ids = asked.texts("ids", _SHORT, 1)
    before = _first(workspace, asked, ids)
    about = _still(workspace, asked, before, ids)
    done = parting.split(workspace, asked.document, ids[0], asked.number("at", 0, 1 << 40, 0))
    return _acted(workspace, asked, done, f"{before} → ¶ ¶", about, ids)


def join(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Make one paragraph of one and the one before it, which a page tells as `above`."""
    ids = asked.texts("ids", _SHORT, 1)
    before = _first(workspace, asked, ids)
    about = _still(workspace, asked, before, [*ids, *asked.texts("above", _SHORT, 1)])
    done = parting.join(workspace, asked.document, ids[0])
    return _acted(workspace, asked, done, f"¶ + {before}", about, ids)


def rename(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Print a speaker under another name."""
    speaker, name = asked.text("speaker", _NAME), asked.text("name", _NAME)
    about = _still(workspace, asked, speaker, speakers=[speaker])
    done = casting.rename(workspace, asked.document, speaker, name)
    return _acted(workspace, asked, done, f"{speaker} → {name}", about)


def merge(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Make two speakers one."""
    speaker, into = asked.text("speaker", _NAME), asked.text("into", _NAME)
    about = _still(workspace, asked, f"{speaker}, {into}", speakers=[speaker, into])
    done = casting.merge(workspace, asked.document, speaker, into)
    return _acted(workspace, asked, done, f"{speaker} = {into}", about)


def describe(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Say what a speaker does in the talk, and what they look like."""
    speaker = asked.text("speaker", _NAME)
    given = {
        name: asked.text(key, _NAME)
        for name, key in (("role", "role"), ("portrait", "portrait"), ("portrait_alt", "portraitAlt"))
        if key in asked.given
    }
    about = _still(workspace, asked, speaker, speakers=[speaker])
    done = casting.describe(workspace, asked.document, speaker, **given)
    words = f"{speaker}: {', '.join(filter(None, given.values())) or '?'}"
    return _acted(workspace, asked, done, words, about)


def label(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Decide whose a label is wherever it stands."""
    printed, names = asked.text("label", _NAME), asked.texts("who", _NAME)
    others = [name for name in names if name != printed]
    about = _still(workspace, asked, printed, speakers=others, label=printed)
    done = casting.label(workspace, asked.document, printed, names)
    return _acted(workspace, asked, done, f"{printed}: → {' + '.join(names) or 'text'}", about)


def _first(workspace: Workspace, asked: Asked, ids: Sequence[str]) -> str:
    """How the first of some paragraphs begins, and how many more there are."""
    if not ids:
        raise DiglotError("no paragraph is chosen.", hint="Choose one, or several with Shift and the arrows.")
    document = workspace.document(asked.document)
    # What is another paragraph by now is told as the page shows it.
    shown = asked.text("shown", _LONG) or ids[0]
    text = next((paragraph.text for paragraph in document.paragraphs() if paragraph.id == ids[0]), shown)
    return quoted(text) + (f" (+{len(ids) - 1})" if len(ids) > 1 else "")


def _still(
    workspace: ReviewWorkspace,
    asked: Asked,
    words: str,
    ids: Sequence[str] = (),
    *,
    speakers: Sequence[str] = (),
    label: str = "",
) -> frozenset[str]:
    """Names of what an act decides about.

    DiglotError where somebody else has decided about that since the page looked, or about whom it names.

    words  the same in words
    """
    people = [f"speaker {fold(name)}" for name in speakers]
    own = [*ids, *([f"label {fold(label)}"] if label else [])]
    seen = asked.text("version", _VERSION)
    meanwhile.require(workspace, asked.document, seen, asked.page, {*own, *people}, words)
    # Two may name one speaker in the same moment.
    return frozenset(own or people)


def _acted(
    workspace: ReviewWorkspace,
    asked: Asked,
    done: Reread,
    words: str,
    about: frozenset[str],
    ids: Sequence[str] = (),
) -> Acted:
    """What the page shows after an act: all that may be another now."""
    answer = {"changed": done.changed, "others": done.others}
    place = f"{asked.document}#{ids[0]}" if ids else asked.document
    return Acted(answer | whole(workspace, asked), place, words, about)


VIEW = ReviewPage(
    "reading",
    "Reading",
    {
        "summary": summary,
        "rows": paragraphs,
        "whole": whole,
        "row": row,
        "borders": borders,
        "pictures": pictures,
        "opened": opened,
    },
    {
        "decide": decide,
        "undecide": undecide,
        "split": split,
        "join": join,
        "rename": rename,
        "merge": merge,
        "describe": describe,
        "label": label,
    },
    long_acts=True,
    near=True,
    of_language=False,
)
