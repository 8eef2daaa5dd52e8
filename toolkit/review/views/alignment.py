"""What goes with what in a translation that was brought in, sentence beside sentence."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import languages, project
from toolkit.catalog import doubts
from toolkit.errors import DiglotError
from toolkit.interface import Translations
from toolkit.model import Bead
from toolkit.model.values import ends_alike
from toolkit.review import meanwhile
from toolkit.review.views.row_acts import LABELS, acts
from toolkit.review.views.view import Acted, Asked, Reply, ReviewPage, quoted, row_with
from toolkit.review.work import ActDraft, ReviewWorkspace
from toolkit.workflow import documents

if TYPE_CHECKING:
    from toolkit.adopting.adoption import Adoption, JudgedBead
    from toolkit.adopting.repairs import Repair
    from toolkit.adopting.rows import AlignedRow, RowSentence
    from toolkit.workflow.aligned_base import AlignedBase
    from toolkit.workflow.repairing import OpenAlignment

_ROWS = 100
"""Rows that are sent at once, at most."""
_KEY = 2000
_SHORT = 40


def _opened(workspace: ReviewWorkspace, asked: Asked) -> OpenAlignment:
    """The alignment that a page is about."""
    # The aligner takes long to load, and most reviews never ask for it.
    from toolkit.workflow import repairing

    asked.require(lang=True)
    place = asked.document, asked.lang
    *_, file = repairing.translation_files(workspace, *place)
    known = workspace.alignments.used(place)
    if known is None or known.file != file:
        known = workspace.alignments[place] = repairing.OpenAlignment(*place, file)
    return known


def summary(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """How many rows there are, and which of them are in doubt; or that it has to be asked again."""
    from toolkit.workflow import repairing

    try:
        opened = _opened(workspace, asked)
    except DiglotError as error:
        told = asked.error(error)
        return {"nothing": told["error"], "hint": told["hint"]}
    older = not opened.has(workspace, wanted := opened.made_of(workspace))
    if older:
        here = workspace.project
        place = here.root, here.outside, here.read_only, asked.document, asked.lang, opened.file
        # To align long texts takes seconds, and so does what rows and the first decision need.
        prepared = partial(_prepared, workspace.draft(), asked.document, asked.lang, opened.file)
        found = workspace.background.handed(wanted, repairing.aligned, prepared, *place)
        if found is not None:
            opened = workspace.alignments[asked.document, asked.lang] = found
        if not opened.aligned:
            return {"again": True}
        # Where somebody saves faster than texts are aligned, it is told so. Whoever decides about the
        # transcript meanwhile has seldom changed a sentence.
        older = not opened.has(workspace, wanted)
    elif opened.much_changed(workspace):
        wanted = _made_of(workspace, opened)
        own = asked.document, asked.lang
        looked = workspace.background.here(wanted, partial(_looked, workspace.draft(), own), *own)
        if looked is None:
            return {"again": True}
        opened = workspace.alignments[own] = looked
    return _summary_or_choice(workspace, asked, opened, older=older)


def _summary_or_choice(
    workspace: ReviewWorkspace, asked: Asked, opened: OpenAlignment, *, older: bool
) -> Reply:
    """The rows; or two decisions of which one has to go first."""
    from toolkit.adopting.decisions import ContraryPinsError

    try:
        return _summary(workspace, asked, opened, older=older)
    except ContraryPinsError as error:
        told = asked.error(error)
        contrary = [{"line": pin.line, "sentences": pin.sentences} for pin in error.pins]
        sides, seen = _languages(workspace, asked), _made_of(workspace, opened)
        return {"nothing": told["error"], "contrary": contrary, "sides": sides, "seen": seen}


def _made_of(workspace: ReviewWorkspace, opened: OpenAlignment) -> tuple[str, ...]:
    """Checksums of both texts, and of what is decided about them."""
    sidecar = project.sidecar_of(workspace.project.sources[opened.name])
    return *opened.made_of(workspace), workspace.checksum(sidecar)


def _looked(draft: ActDraft, place: tuple[str, str], _: object) -> OpenAlignment:
    """An alignment, with the rows of what was decided since, or taken back."""
    # What is wrong is told to whoever asks next.
    with contextlib.suppress(DiglotError):
        draft.begin()
        draft.alignments[place].rows(draft)
    return draft.alignments[place]


def progress(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """How much of an act that is under way is done."""
    return {"share": _opened(workspace, asked).share}


def _prepared(draft: ActDraft, document: str, lang: str, file: Path, base: AlignedBase) -> OpenAlignment:
    """Both texts, aligned, with all that a page and its first act ask for."""
    from toolkit.workflow import repairing

    opened = repairing.OpenAlignment(document, lang, file)
    opened.take(base)
    # What is wrong with a file is told to whoever asks next.
    with contextlib.suppress(DiglotError):
        draft.begin()
        older = opened.older(draft)
        opened.rows(draft, older=older)
        if not older and not draft.project.read_only:
            opened.ready(draft, documents.now())
    return opened


def _summary(
    workspace: ReviewWorkspace, asked: Asked, opened: OpenAlignment, *, older: bool = False
) -> Reply:
    """older: whether the files have other texts by now: rows are shown, and nothing is decided at them."""
    from toolkit.adopting.bounds import SHOWN_SURE, SHOWN_UNSURE

    found = opened.rows(workspace, older=older)
    return {
        "older": older,
        "texts": opened.texts,
        "version": meanwhile.version(workspace, asked.document),
        "count": len(found),
        "sides": _languages(workspace, asked),
        "file": workspace.project.show(opened.file),
        "decided": sum([row.decided for row in found]),
        "doubts": [number for number, row in enumerate(found) if row.doubtful],
        "sure": SHOWN_SURE,
        "unsure": SHOWN_UNSURE,
        "acts": LABELS,
    }


def _languages(workspace: ReviewWorkspace, asked: Asked) -> list[Reply]:
    tags = workspace.language(asked.document), asked.lang
    return [{"lang": tag, "dir": languages.get(tag).dir} for tag in tags]


def rows(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """Some rows, from a number on."""
    start = asked.number("start", 0, 1 << 40, 0)
    count = asked.number("count", 1, _ROWS, _ROWS)
    opened = _opened(workspace, asked)
    older = opened.older(workspace)
    found = islice(opened.rows(workspace, older=older), start, start + count)
    adoption = opened.look(workspace, older=older)
    return {"start": start, "rows": [_told(adoption, row, asked.say) for row in found]}


def row(workspace: ReviewWorkspace, asked: Asked) -> Reply:
    """The number of a row: that of a sentence by its place, or the next with some words; -1 for none."""
    opened = _opened(workspace, asked)
    # Of those that are shown: to align both texts would hold up everybody.
    older = opened.older(workspace)
    adoption = opened.look(workspace, older=older)
    found = ([*chain(*_sides(adoption, one))] for one in opened.rows(workspace, older=older))
    if place := asked.text("place", 40):
        there = [number for number, side in enumerate(found) if any(one.place == place for one in side)]
        # Both texts have the number: who is at the one goes on to the other.
        at = asked.number("at", -1, 1 << 40, -1)
        behind = [number for number in there if number > at] if at in there else []
        return {"row": next(iter(behind or there), -1)}
    return {"row": row_with(asked, ("\n".join(one.text for one in side) for side in found))}


def _told(adoption: Adoption, row: AlignedRow, say: Translations) -> Reply:
    return {
        "key": row.key,
        "kind": row.kind,
        "sides": [[one._asdict() for one in side] for side in _sides(adoption, row)],
        "p": row.confidence,
        "decided": row.decided,
        "elsewhere": row.elsewhere,
        "doubtful": row.doubtful,
        "doubts": [doubts.words_in(doubt, say) for doubt in row.doubts],
    }


def _sides(adoption: Adoption, row: AlignedRow) -> tuple[Sequence[RowSentence], Sequence[RowSentence]]:
    from toolkit.adopting.rows import sentences

    return sentences(adoption.source, row.bead.source), sentences(adoption.target, row.bead.target)


# Acts.


TAKEN_OUT = "Taken out"
_ABOVE = "All are right that are at least as sure as"


def repair(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Do something at a row, which is told by its key; or with another, whose key is `other`."""
    from toolkit.adopting import repairs
    from toolkit.adopting.rows import place_of

    name, key = asked.text("name", _SHORT), asked.text("key", _KEY)
    other = asked.text("other", _KEY)
    if name == "confirm-up-to":
        return _confirmed(workspace, asked, LABELS[name], lambda links, at: islice(links, at + 1), key)
    if name == "pair-with":

        def across(links: Sequence[JudgedBead], at: int) -> Repair:
            return repairs.pair_across(links, at, place_of(links, other))

        return _repaired(workspace, asked, LABELS[name], across, key)
    done = acts().get(name)
    if done is None:
        raise DiglotError("there is no such act.", hint=f"There are: {', '.join(LABELS)}.")

    def act(links: Sequence[JudgedBead], at: int) -> Repair:
        return done([link.bead for link in links], at, asked)

    return _repaired(workspace, asked, LABELS[name], act, key)


def ready(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """Decide nothing, and make what the first decision needs."""
    opened = _opened(workspace, asked)
    if not opened.older(workspace):
        opened.ready(workspace, documents.now())
    return Acted({}, "", "")


def _refuse_older(workspace: ReviewWorkspace, asked: Asked, opened: OpenAlignment) -> None:
    """DiglotError where somebody decides at rows of older files: they may be about other sentences by now."""
    shown = asked.text("texts", _SHORT)
    if not opened.older(workspace):
        opened.look(workspace)
        if shown in ("", opened.texts):
            return
    raise DiglotError(
        "a text has changed since these rows were made.",
        hint="Wait until both are aligned anew, look at the row, and decide again.",
    )


def take_out(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """One of two decisions that contradict each other goes."""
    opened = _opened(workspace, asked)
    if opened.older(workspace):
        _refuse_older(workspace, asked, opened)
    # Others may contradict each other by now, which somebody has decided rightly.
    if (*asked.texts("seen", 100),) != _made_of(workspace, opened):
        raise DiglotError("this was changed meanwhile.", hint="Load the page again.")
    pin = opened.take_out(workspace, asked.number("which", 0, 1, 0), documents.now())
    words = quoted(next(filter(None, pin.sentences), ""))
    return Acted({}, f"{asked.document}/{asked.lang}#", f"{TAKEN_OUT}: {words}")


def confirm_above(workspace: ReviewWorkspace, asked: Asked) -> Acted:
    """All rows are right that are as likely as this, or more."""
    least = asked.share("least", 0.95)

    def sure(links: Sequence[JudgedBead], _: int) -> Iterable[JudgedBead]:
        return (link for link in links if link.confidence >= least)

    return _confirmed(workspace, asked, f"{_ABOVE}: {least:.0%}", sure, "")


def _confirmed(
    workspace: ReviewWorkspace,
    asked: Asked,
    label: str,
    some: Callable[[Sequence[JudgedBead], int], Iterable[JudgedBead]],
    key: str,
) -> Acted:
    """Many rows are right; of those that others have decided since the page looked nothing is said.

    some  of all beads, those that are meant; for the rest as `_repaired`
    """
    from toolkit.adopting import repairs
    from toolkit.adopting.rows import key_of

    def act(links: Sequence[JudgedBead], at: int) -> Repair:
        others = meanwhile.decided(workspace, asked.document, asked.text("version", _KEY), asked.page)
        beads = (link.bead for link in some(links, at))
        return repairs.confirm(
            bead for bead in beads if not others or _name(asked, key_of(bead)) not in others
        )

    return _repaired(workspace, asked, label, act, key)


def _name(asked: Asked, key: str) -> str:
    """What a row is called among all that is decided about a document."""
    return f"{asked.lang} {key}"


def _repaired(
    workspace: ReviewWorkspace,
    asked: Asked,
    label: str,
    act: Callable[[Sequence[JudgedBead], int], Repair],
    key: str,
) -> Acted:
    """What the page shows after an act: all that may be another now.

    act  of all beads, and of the number of the one that is meant
    key  what that one is called; "" for none
    """
    from toolkit.adopting import rows as aligned_rows

    opened = _opened(workspace, asked)
    _refuse_older(workspace, asked, opened)
    before, adoption = opened.rows(workspace), opened.look(workspace)
    at = aligned_rows.place_of(adoption.links, key) if key else 0
    row = before[at] if key else None
    meant = [_name(asked, one) for one in (key, asked.text("other", _KEY)) if one]
    first = None if row is None else next(chain(*_sides(adoption, row)))
    words = quoted(first.text) if first else label
    meanwhile.require(workspace, asked.document, asked.text("version", _KEY), asked.page, meant, words)
    # The files are as they were a moment ago, and so are the beads.
    opened.repair(workspace, lambda links: act(links, at), documents.now())
    now = opened.rows(workspace)
    # Most rows are the very same.
    start, end = ends_alike(before, now)
    old, new = (
        {(one.bead.source, one.bead.target, one.decided) for one in some[start : len(some) - end]}
        for some in (before, now)
    )
    others = [decided for _, _, decided in new - old]
    # Also those that are found anew: nobody else has seen them.
    beads = {Bead(*one[:2]) for one in old ^ new}
    about = frozenset(_name(asked, aligned_rows.key_of(bead)) for bead in beads)
    answer = {
        "summary": _summary(workspace, asked, opened),
        "at": -1 if row is None else _place(now, row, range(start, len(now) - end)),
        "others": others.count(False),
        "changed": bool(others),
    }
    place = f"{asked.document}/{asked.lang}#{first.place if first else ''}"
    return Acted(answer | rows(workspace, asked), place, f"{label}: {words}" if first else label, about)


def _place(now: Sequence[AlignedRow], row: AlignedRow, others: range) -> int:
    """The number of the row that has the first sentence of one that there was.

    others  the rows that are others than before: nearly always it is among them
    """
    ours, theirs = row.bead.source[:1], row.bead.target[:1]
    for number in chain(others, range(others.start), range(others.stop, len(now))):
        one = now[number]
        if ours and ours[0] in one.bead.source:
            return number
        if not ours and theirs[0] in one.bead.target:
            return number
    return -1


VIEW = ReviewPage(
    "alignment",
    "Alignment",
    {"summary": summary, "rows": rows, "row": row, "progress": progress},
    {"repair": repair, "confirm-above": confirm_above, "take-out": take_out, "ready": ready},
    long_acts=True,
)
