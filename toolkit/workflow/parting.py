"""Where paragraphs begin, as an editor decides: one becomes two, or two become one.

As `deciding`, each act is one change of the sidecar, and read again before it is saved. The transcript stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from toolkit.config import SeamTable
from toolkit.config.sidecar_file import TableChange
from toolkit.errors import DiglotError
from toolkit.text.hygiene import shortened, tidy
from toolkit.workflow.deciding import Changed, OpenSidecar, Reread, without
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.reading.seams import Seam

_Way = Literal["split", "join"]


def split(workspace: Workspace, name: str, paragraph: str, at: int) -> Reread:
    """Make two paragraphs of one.

    paragraph  its id
    at         offset in its text, with which the second begins
    Raises DiglotError where it can't be parted there.
    """
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        parted = _Parting(opened, paragraph)
        words, rest = parted.text[:at].strip(), parted.text[at:].strip()
        if not (words and rest):
            raise DiglotError("both parts need words.", parted.where, "Choose a place in the midst of it.")
        for made in parted.ways("split", rest):
            texts = [one.text for one in made.document.paragraphs()]
            if texts[: parted.number] == parted.texts[: parted.number] and (
                tidy(texts[parted.number]) == tidy(words)
            ):
                return opened.save(made)
        what = f"“{shortened(rest, 40)}” can't begin a paragraph of its own here."
        raise DiglotError(what, parted.where, "Put a blank line before it in the transcript.")


def join(workspace: Workspace, name: str, paragraph: str) -> Reread:
    """Make one paragraph of one and the one before it. Raises DiglotError where they can't be one.

    paragraph  the id of the second
    """
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        parted = _Parting(opened, paragraph)
        before = parted.number - 1
        if before < 0:
            raise DiglotError("no paragraph stands before the first.", parted.where, "Choose a later one.")
        for made in parted.ways("join", parted.begins):
            texts = [one.text for one in made.document.paragraphs()]
            longer = texts[before : before + 1]
            if (
                texts[:before] == parted.texts[:before]
                and longer != parted.texts[before : before + 1]
                and longer[0].startswith(parted.texts[before])
                and longer[0].endswith(parted.text[-1:])
            ):
                return opened.save(made)
        what = f"“{shortened(parted.text, 40)}” can't go on with the paragraph before it."
        hint = "A heading, a label or a picture is in between: change the lines of the transcript."
        raise DiglotError(what, parted.where, hint)


class _Parting:
    """A paragraph of an open sidecar's document that is to begin or to end elsewhere."""

    def __init__(self, opened: OpenSidecar, paragraph: str) -> None:
        self.opened = opened
        self.number = opened.number(paragraph)
        paragraphs = [*opened.document.paragraphs()]
        self.texts = [one.text for one in paragraphs]
        self.text = self.texts[self.number]
        self.where = paragraphs[self.number].where
        after = paragraphs[self.number + 1 : self.number + 2]
        self.lines = range(self.where.line, (after[0].where.line if after else 1 << 60) + 1)

    @property
    def begins(self) -> str:
        """What stands at its beginning in the transcript, with its label."""
        return self.opened.open.quoted(self.number)

    def ways(self, way: _Way, words: str) -> Iterator[Changed]:
        """What comes of each change of the sidecar that may be meant: most often there is one.

        Words may stand in several places, and only the reading tells which of them is this.
        """
        contrary: _Way = "join" if way == "split" else "split"
        for _, place in self._places(words, inside=True):
            if tables := [*self._decided(contrary, place)]:
                yield self._changed(way, tables)
        for table, _ in self._places(words, inside=way == "split"):
            yield self._changed(way, [TableChange(way, table.told())])

    def _places(self, words: str, *, inside: bool) -> Iterator[tuple[SeamTable, Seam]]:
        """The places of some words in this paragraph, and what names each."""
        seams = self.opened.open.seams
        begins, places = seams.naming(words, inside=inside)
        for number, place in enumerate(places, 1):
            if seams.line(place) in self.lines:
                yield SeamTable(begins, f"{number} of {len(places)}" if len(places) > 1 else ""), place

    def _decided(self, way: _Way, place: Seam) -> Iterator[TableChange]:
        """What takes away that this was decided of a place."""
        tables: Sequence[SeamTable] = getattr(self.opened.settings, way)
        for number, table in enumerate(tables):
            if self.opened.open.seams.named(table, inside=way == "split")[0] == place:
                yield TableChange(way, {}, number)

    def _changed(self, way: _Way, changes: list[TableChange]) -> Changed:
        if way == "join" and (known := self.opened.open.number(self.number)) >= 0:
            # The paragraph is none any more of which something could be decided.
            changes += without(self.opened, {known})
        made = self.opened.changed(changes)
        if len(made.open.decided.problems) > len(self.opened.open.decided.problems):
            raise DiglotError(
                "a [[decide]] that names this paragraph would fit nothing then.",
                self.opened.shown,
                "Leave the paragraph to the reader first (u), and decide again afterwards.",
            )
        return made
