"""Who speaks in a transcript, as an editor decides it: names, labels, roles, portraits.

As `deciding`, each act is one change of the sidecar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.config import SpeakerTable
from toolkit.config.sidecar_file import TableChange
from toolkit.config.tables import as_typed
from toolkit.errors import DiglotError
from toolkit.model import Cell, Document, Location, Speaker
from toolkit.model.speakers import ROLES
from toolkit.text.hygiene import fold, tidy
from toolkit.text.slugs import slug
from toolkit.workflow.deciding import Changed, OpenSidecar, Reread
from toolkit.workflow.pictures import Mention, required
from toolkit.workflow.workspace import Workspace


def rename(workspace: Workspace, name: str, speaker: str, new: str) -> Reread:
    """Print a speaker under another name; labels and the key in catalogs stay theirs."""
    wanted = tidy(new)
    if not wanted:
        raise DiglotError("a speaker needs a name.", hint="Write one.")
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        who = opened.speaker(speaker)
        if wanted == who.name:
            return Reread(changed=False)
        _free(opened, wanted, who)
        table = _SpeakerEntry(opened, who)

        def require(made: Changed) -> None:
            if wanted not in {one.name for one in made.document.speakers}:
                _refuse(opened, f"{who.name} can't be called {wanted}.")

        changes = [table.change({"name": wanted}, [who.name, *who.aliases])]
        return opened.save(opened.changed(changes, require=require))


def merge(workspace: Workspace, name: str, speaker: str, into: str) -> Reread:
    """Take two speakers for one: what the first says is the other's from now on."""
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        one, other = opened.speaker(speaker), opened.speaker(into)
        if one.key == other.key:
            return Reread(changed=False)
        gone, stays = _SpeakerEntry(opened, one), _SpeakerEntry(opened, other)
        said = {key: value for key, value in gone.told.items() if key not in ("name", "key", "aliases")}
        labels = [*other.aliases, one.name, *one.aliases]
        changes = [stays.change(said | stays.told, labels), *_renamed_in_decisions(opened, one, other)]
        if gone.number is not None:
            changes.append(TableChange("speakers", {}, gone.number))

        def require(made: Changed) -> None:
            if one.name in {who.name for who in made.document.speakers}:
                _refuse(opened, f"{one.name} and {other.name} can't be one.")

        return opened.save(opened.changed(changes, require=require))


def describe(
    workspace: Workspace,
    name: str,
    speaker: str,
    *,
    role: str | None = None,
    portrait: str | None = None,
    portrait_alt: str | None = None,
) -> Reread:
    """Say of a speaker what they do in the talk, and what they look like; None for what stays.

    role      "" or "unknown" for none that is said
    portrait  path of a picture from the folder of the transcript; "" for none
    portrait_alt  what it shows
    """
    if role and role not in ROLES:
        raise DiglotError(f"{role!r} is no role.", hint=f"Roles: {', '.join(ROLES)}.")
    given = {"role": "" if role == "unknown" else role, "portrait": portrait, "portrait-alt": portrait_alt}
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        if portrait:
            # Said at once where nothing is there.
            where = Location(opened.shown, 0)
            mention = Mention(as_typed(portrait), Cell(portrait_alt or "", "", "original"), where)
            required(workspace, workspace.project.sources[name].parent, mention, set())
        table = _SpeakerEntry(opened, opened.speaker(speaker))
        said = {key: tidy(value) for key, value in given.items() if value is not None}
        if not any(said.values()) and table.number is None:
            return Reread(changed=False)
        return opened.save(opened.changed([table.change(said)]))


def label(workspace: Workspace, name: str, printed: str, speakers: Sequence[str]) -> Reread:
    """Decide whose a label is wherever it stands.

    printed   as it is printed, without its colon
    speakers  names: nobody's, so that the label is text; of one; or of several who speak together. Its own
              name is a speaker's who is called as the label
    """
    names = tuple(dict.fromkeys(filter(None, map(tidy, speakers))))
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        own = fold(printed)
        nobody = [other for other in opened.settings.not_speakers if fold(other) != own]
        told = [
            TableChange("decide", {}, number)
            for number, decision in enumerate(opened.settings.decide)
            if decision.label and fold(decision.label) == own
        ]
        if not names:
            told += _without_label(opened, own)
            nobody.append(tidy(printed))
        elif len(names) > 1:
            told.append(TableChange("decide", {"label": tidy(printed), "speakers": [*names]}))
        else:
            told += _given(opened, tidy(printed), names[0])

        def require(made: Changed) -> None:
            _whose(opened, made.document, printed, names)

        return opened.save(opened.changed(told, nobody, require=require))


class _SpeakerEntry:
    """The table of a speaker in the sidecar, or the one that they would have."""

    def __init__(self, opened: OpenSidecar, speaker: Speaker) -> None:
        tables: Sequence[Mapping[str, Any]] = opened.tables.get("speakers", ())
        self.number = next(
            (
                number
                for number, table in enumerate(opened.settings.speakers)
                if table.known_by == speaker.key
            ),
            None,
        )
        self.told: dict[str, Any] = (
            {"name": speaker.name} if self.number is None else dict(tables[self.number])
        )
        # In catalogs a speaker may have the key of a name that was printed before.
        names = {who.name: who.key for who in opened.workspace.document(opened.name).speakers}
        self.key = names.get(speaker.name, speaker.key)

    def change(self, said: Mapping[str, Any], labels: Sequence[str] = ()) -> TableChange:
        """The table with what is said, and with more labels; what is empty is left out."""
        table = {**self.told, **said}
        own = fold(table["name"])
        known = [*self.told.get("aliases", ())]
        more = {fold(other): other for other in reversed(labels) if fold(other) != own}
        for other in known:
            more.pop(fold(other), None)
        # The new name is no other name any more.
        aliases = [other for other in known if fold(other) != own] + [*reversed(more.values())]
        if "key" not in table and slug(table["name"]) != self.key:
            table["key"] = self.key
        table["aliases"] = aliases
        order = ("name", "key", "role", "aliases")
        ordered = {key: table[key] for key in (*order, *table) if table.get(key)}
        return TableChange("speakers", ordered, self.number)


def _free(opened: OpenSidecar, name: str, who: Speaker) -> None:
    """DiglotError where somebody else has a name."""
    tables = (table for table in opened.settings.speakers if table.known_by != who.key)
    people = (one for one in opened.document.speakers if one.key != who.key)
    others: tuple[Speaker | SpeakerTable, ...] = (*people, *tables)
    for other in others:
        if fold(name) in {fold(label) for label in (other.name, *other.aliases)}:
            what = f"{other.name} is called {name} already."
            raise DiglotError(what, opened.shown, f"Merge {who.name} and {other.name}, if they are one.")


def _renamed_in_decisions(opened: OpenSidecar, one: Speaker, other: Speaker) -> Iterator[TableChange]:
    """The decisions that name a speaker by a key that is nobody's any more."""
    for number, table in enumerate(opened.tables.get("decide", ())):
        if fold(table.get("speaker", "")) == fold(one.key):
            yield TableChange("decide", {**table, "speaker": other.name}, number)
        elif fold(one.key) in map(fold, table.get("speakers", ())):
            names = [other.name if fold(name) == fold(one.key) else name for name in table["speakers"]]
            yield TableChange("decide", {**table, "speakers": names}, number)


def _given(opened: OpenSidecar, printed: str, name: str) -> Iterator[TableChange]:
    """What gives a label to one speaker."""
    if fold(name) != fold(printed):
        yield _SpeakerEntry(opened, opened.speaker(name)).change({}, [printed])
    elif not any(fold(printed) in map(fold, (who.name, *who.aliases)) for who in opened.settings.speakers):
        yield TableChange("speakers", {"name": printed})


def _without_label(opened: OpenSidecar, own: str) -> Iterator[TableChange]:
    """The tables of speakers without a label."""
    for number, table in enumerate(opened.tables.get("speakers", ())):
        aliases = [other for other in table.get("aliases", ()) if fold(other) != own]
        if len(aliases) < len(table.get("aliases", ())):
            left = {**table, "aliases": aliases}
            yield TableChange("speakers", {key: value for key, value in left.items() if value != []}, number)


def _whose(opened: OpenSidecar, read: Document, printed: str, names: Sequence[str]) -> None:
    """DiglotError where a label isn't whose it was decided to be."""
    called = {speaker.key: fold(speaker.name) for speaker in read.speakers}
    own = [turn for turn in read.turns if fold(turn.label) == fold(printed)]
    wanted = [*map(fold, names)]
    if names and any([called[key] for key in turn.speakers] == wanted for turn in own):
        return
    if names or own:
        whose = f"the label of {' and '.join(names)}" if names else "text"
        _refuse(opened, f"{printed!r} can't be {whose}.")


def _refuse(opened: OpenSidecar, what: str) -> None:
    raise DiglotError(what, opened.shown, "Look at what its [[speakers]] and [[decide]] say.")
