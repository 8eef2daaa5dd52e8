"""Messages of a catalog, changed one by one by people who see it on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal, NamedTuple

from toolkit import catalog, limits
from toolkit.catalog import provenance, review
from toolkit.catalog.comments import left_over, over_lines
from toolkit.catalog.ids import short_hash
from toolkit.catalog.workload import Stage
from toolkit.errors import DiglotError, for_shell
from toolkit.model import Catalog, Entry
from toolkit.text.hygiene import fitted
from toolkit.workflow.catalogs import put
from toolkit.workflow.workspace import Workspace

_NAME = 12
"""Characters that name a message."""


class MessageEdit(NamedTuple):
    """What somebody wants a message to be."""

    name: str
    """As `name_of` gives it."""
    base: str
    """`version_of` the message that they saw; "" for whatever there is."""
    target: str
    stage: Stage
    number: int = -1
    """Where it stood in the catalog when they saw it: found at once, if it still does."""


class EditedCatalog(NamedTuple):
    """What became of edits."""

    entries: tuple[Entry, ...]
    """The messages as they are now, in the order of the edits."""
    clashes: tuple[Entry, ...]
    """Those that are neither as they were seen nor as they were wanted: where there is one, nothing was
    written."""


def name_of(entry: Entry) -> str:
    """What names a message in its catalog: 12 characters of its context and its source."""
    return short_hash(f"{entry.context}\x1f{entry.source}", _NAME)


def version_of(entry: Entry) -> str:
    """What tells two versions of a translation apart."""
    return short_hash("\x1f".join((entry.target, entry.state, *entry.comments)), _NAME)


def edited(entry: Entry, target: str, stage: Stage, who: str = "") -> Entry:
    """A message as a person leaves it.

    Where nothing is left of its text it is empty, whatever was asked for.

    who  the name of who reviews it; "" where nobody says it
    """
    text = fitted(target, entry.source) if target.strip() else ""
    state: Literal["empty", "fuzzy", "done"] = (
        "empty" if not text or stage == "empty" else "fuzzy" if stage == "draft" else "done"
    )
    # A draft goes on being one for the words that it was made for; what is finished is for those of now.
    made = entry.replace(
        target=text if state != "empty" else "",
        state=state,
        previous=entry.previous if state == "fuzzy" else None,
    )
    # What was said of other words, and is not signed, is not said of these.
    before = review.reviewed(made, "") if text != entry.target and review.unsigned(entry) else made
    if stage in ("reviewed", "approved") and state == "done":
        return review.reviewed(before, stage, who)
    return review.reviewed(before, "") if review.review_of(entry) else before


def edit(
    workspace: Workspace,
    name: str,
    lang: str,
    edits: Sequence[MessageEdit],
    moment: datetime,
    who: str = "",
) -> EditedCatalog:
    """Change messages of a catalog, all or none.

    who  the name of who does it, which goes into the catalog; "" where nobody says it
    Raises DiglotError where there is no such catalog or message.
    """
    with workspace.changing():
        before, existing = _there(workspace, name, lang)
        numbers = _numbers(existing.entries, edits)
        entries = list(existing.entries)
        clashes = []
        for change in edits:
            number = _number(workspace, existing, numbers, change.name)
            was = existing.entries[number]
            entries[number] = edited(was, change.target, change.stage, who)
            if change.base not in ("", version_of(was)) and entries[number] != was:
                clashes.append(was)
        made = tuple(entries[numbers[change.name]] for change in edits)
        if not clashes and tuple(entries) != existing.entries:
            updated = catalog.stamped(replace(existing, entries=tuple(entries)), moment)
            # Who has given an address is named with it.
            if who and not dict(existing.header).get("Last-Translator", "").startswith(f"{who} <"):
                updated = catalog.translated_by(updated, who)
            _put(workspace, before, existing, updated)
        return EditedCatalog(made, tuple(clashes))


def remarked(entry: Entry, line: str) -> Entry | None:
    """The entry with a remark in a translator's own words.

    It is None where these would be read as a mark of diglot's, alone or with what stands there.
    """
    made = entry.replace(comments=(*entry.comments, line))
    own = provenance.remarks(made.comments) == (*provenance.remarks(entry.comments), line)
    left = over_lines(made.comments) == (*over_lines(entry.comments), line) and left_over(line) is None
    return made if own and left and provenance.marks(made) == provenance.marks(entry) else None


def comment(workspace: Workspace, name: str, lang: str, message: str, line: str, moment: datetime) -> None:
    """Add a translator's comment to a message, as `name_of` names it.

    Raises DiglotError where there is no such catalog or message, or the comment would be read as another.
    """
    with workspace.changing():
        before, existing = _there(workspace, name, lang)
        numbers = _numbers(existing.entries, (MessageEdit(message, "", "", "empty"),))
        entries = list(existing.entries)
        number = _number(workspace, existing, numbers, message)
        made = remarked(entries[number], line)
        if made is None:
            raise DiglotError(
                f"“{line}” would be read as a mark of diglot's.",
                hint="Say it in other words, or under another name.",
            )
        entries[number] = made
        updated = catalog.stamped(replace(existing, entries=tuple(entries)), moment)
        _put(workspace, before, existing, updated)


def _there(workspace: Workspace, name: str, lang: str) -> tuple[bytes, Catalog]:
    """A catalog, and its file; DiglotError for none."""
    path = workspace.project.catalog_path(name, lang)
    before, existing = workspace.read(path, limits.CATALOG), workspace.catalog(name, lang)
    if before is None or existing is None:
        hint = f"`diglot extract {for_shell(name)} -l {lang}` makes it."
        raise DiglotError("there is no catalog.", workspace.project.show(path), hint)
    return before, existing


def _put(workspace: Workspace, before: bytes, existing: Catalog, updated: Catalog) -> None:
    name, lang = existing.document, existing.lang
    state = workspace.state(name, lang, existing)
    put(workspace, workspace.project.catalog_path(name, lang), before, updated, None, state, existing)


def _number(workspace: Workspace, existing: Catalog, numbers: dict[str, int], message: str) -> int:
    """Where a message stands; DiglotError where it doesn't, or isn't one that can be edited."""
    number = numbers.get(message, -1)
    if number < 0 or existing.entries[number].plural:
        path = workspace.project.catalog_path(existing.document, existing.lang)
        what, hint = (
            "the catalog has no such message any more.",
            "Load the page again: the transcript was edited.",
        )
        raise DiglotError(what, workspace.project.show(path), hint)
    return number


def _numbers(entries: Sequence[Entry], edits: Sequence[MessageEdit]) -> dict[str, int]:
    """Name -> number, of the messages that are meant and there."""
    there = range(len(entries))
    numbers = {
        edit.name: edit.number
        for edit in edits
        if edit.number in there and name_of(entries[edit.number]) == edit.name
    }
    if missing := {edit.name for edit in edits} - numbers.keys():
        numbers |= {name: k for k in there if (name := name_of(entries[k])) in missing}
    return numbers
