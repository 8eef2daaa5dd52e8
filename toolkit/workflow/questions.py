"""Questions about how a transcript is read, and their answers."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple, get_args

from toolkit import project, words
from toolkit.errors import DiglotError
from toolkit.exchange.questions import AskedParagraph, TravellingAnswer, TravellingQuestion
from toolkit.findings import Finding
from toolkit.model import KINDS, Document, Kind, Location
from toolkit.text.hygiene import shortened
from toolkit.workflow import casting, deciding
from toolkit.workflow.deciding import Reread
from toolkit.workflow.documents import Outcome
from toolkit.workflow.ignoring import Ignoring
from toolkit.workflow.reading_rows import PlacedDoubt, doubts
from toolkit.workflow.workspace import Workspace

_MOST = 50
"""Paragraphs of a question that travel."""
_SHORT = 40


class ReadingQuestion(NamedTuple):
    """A doubt about a reading, and how it is answered."""

    doubt: PlacedDoubt
    answer: Literal["", "paragraphs", "label", "role"] = ""
    """For paragraphs, for labels wherever they stand, by the role of a speaker, or not by a decision."""
    labels: dict[int, str] = {}  # noqa: RUF012 (nobody changes it)
    """Line -> the label that is asked about there."""
    as_read: list[str] | None = None
    """Whose the label is as it was read, None where its paragraph shows that; or the role that was told."""
    instead: list[str] | None = None
    """Whose it may be instead; or the role that says nothing of who asks."""
    speaker: str = ""
    """Whose role is asked about."""


def asked(workspace: Workspace, name: str) -> list[ReadingQuestion]:
    """What is asked about a document: what costs most comes first."""
    reading = workspace.reading(name, doubts=True)
    ignored = Ignoring(workspace)
    found = [finding for finding in reading.findings or () if not ignored.reason(finding)]
    return [_question(doubt) for doubt in doubts(reading.document, found)]


def _question(doubt: PlacedDoubt) -> ReadingQuestion:
    finding = doubt.finding
    given = dict(finding.args)
    label, each = given.get("label", ""), given.get("each", ())
    if "decide" in given:
        return ReadingQuestion(doubt, "paragraphs")
    if role := given.get("role"):
        return ReadingQuestion(
            doubt, "role", as_read=[str(role)], instead=["guest"], speaker=str(given["name"])
        )
    if isinstance(each, tuple) and each:
        # Whether each is a speaker's as it was read, its paragraph shows.
        at = zip(finding.every_line, each, strict=True)
        return ReadingQuestion(doubt, "label", {line: str(name) for line, name in at if name})
    if isinstance(label, str) and label:
        # Whose the label is as it was read, and whose it may be instead.
        own, others = [label], _others(finding)
        read_so = finding.wording != "several"
        labels = dict.fromkeys(finding.every_line, label)
        ways = (own, others) if read_so else (others, own)
        return ReadingQuestion(doubt, "label", labels, *ways)
    return ReadingQuestion(doubt)


def _others(finding: Finding) -> list[str]:
    """Whose a label may be, if not its own speaker's: several people's, somebody else's, or nobody's."""
    given = dict(finding.args)
    names = given.get("names", ())
    if isinstance(names, tuple) and names:
        # They are quoted, to be pasted.
        return [tomllib.loads(f"name = {name}")["name"] for name in names]
    known = given.get("speakers", ())
    return [*known[:1]] if isinstance(known, tuple) else []


# For somebody without diglot.


def travelling(workspace: Workspace, name: str) -> Iterator[TravellingQuestion]:
    """The questions about a document that somebody can answer elsewhere."""
    shown = [*_as_read(workspace.reading(name, doubts=True).document)]
    for question in asked(workspace, name):
        finding = question.doubt.finding
        about = [shown[row] for row in question.doubt.rows]
        if question.answer == "label":
            # What is decided of a label holds wherever it stands.
            labelled = (one._replace(label=question.labels.get(one.line, "")) for one in about)
            about = [*{one.label: one for one in labelled if one.label}.values()]
        if question.answer == "role":
            about = [one._replace(speaker=question.speaker) for one in about[:1]]
        if question.answer and (paragraphs := tuple(about[:_MOST])):
            messages = {lang: finding.message_in(words.wording(lang)) for lang in words.offered()}
            yield TravellingQuestion(finding.code, messages, paragraphs)


def _as_read(document: Document) -> Iterator[AskedParagraph]:
    """Each paragraph as it is read."""
    names = document.names()
    for _, turn, paragraph in document.numbered():
        who = tuple(names[key] for key in turn.speakers) if KINDS[paragraph.kind].spoken else ()
        yield AskedParagraph(paragraph.id, paragraph.where.line, paragraph.kind, who, paragraph.text)


def answered(
    workspace: Workspace, name: str, answers: Sequence[TravellingAnswer], *, dry_run: bool
) -> Iterator[Outcome]:
    """Decide what somebody has answered, and tell what became of it.

    What was decided otherwise here since stays, and is told.
    """
    here = workspace.project
    shown = here.show(project.sidecar_of(here.sources[name])) + (" (dry run)" if dry_run else "")
    document = workspace.document(name)
    now = {about.id: about for about in _as_read(document)}
    stated = {speaker.name: speaker.role for speaker in document.speakers if speaker.role != "unknown"}
    by_answer: defaultdict[tuple[Kind | Literal[""], tuple[str, ...]], list[str]] = defaultdict(list)
    labels, roles = {}, {}
    for answer in answers:
        about, there = answer.about, now.get(answer.about.id)
        if about.label:
            labels[about.label] = answer.who
        elif about.speaker:
            if stated.get(about.speaker, answer.role) == answer.role:
                roles[about.speaker] = answer.role
            else:
                what = f"the role of {about.speaker} was decided here meanwhile, and stays."
                yield Outcome(shown, error=_refused(what, about, here.show(here.sources[name])))
        elif there is None or there.text != about.text or (there.kind, there.who) != (about.kind, about.who):
            wanted = answer.kind or about.kind, answer.who or about.who
            if there is None or (there.kind, there.who) != wanted:
                yield Outcome(shown, error=_gone(about, here.show(here.sources[name])))
        else:
            kind: Kind | Literal[""] = next((one for one in get_args(Kind) if one == answer.kind), "")
            by_answer[kind, answer.who].append(about.id)
    if dry_run:
        yield Outcome(shown, written=bool(labels or roles or by_answer))
        return
    decide: list[Callable[[], Reread]] = [
        partial(casting.label, workspace, name, label, who) for label, who in labels.items()
    ]
    decide += [
        partial(casting.describe, workspace, name, speaker, role=role) for speaker, role in roles.items()
    ]
    decide += [
        partial(deciding.decide, workspace, name, ids, kind=kind, speakers=who)
        for (kind, who), ids in by_answer.items()
    ]
    for act in decide:
        # Each is made of what the last has saved.
        workspace.forget([name])
        try:
            yield Outcome(shown, act().changed)
        except DiglotError as error:
            yield Outcome(shown, error=error)
    workspace.forget([name])


def _gone(about: AskedParagraph, path: str) -> DiglotError:
    words_ = shortened(about.text, _SHORT)
    return _refused(
        f"“{words_}” is read otherwise now than when it was asked about, and stays so.", about, path
    )


def _refused(what: str, about: AskedParagraph, path: str) -> DiglotError:
    return DiglotError(what, Location(path, about.line), "Decide it here, where the answer still holds.")
