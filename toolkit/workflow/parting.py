"""Where paragraphs begin, as an editor decides: one becomes two, or two become one.

As `deciding`, each act is one change of the sidecar, and read again before it is saved. The transcript stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from toolkit.config import SeamTable
from toolkit.config.sidecar_file import TableChange
from toolkit.errors import DiglotError
from toolkit.text.hygiene import shortened, tidy
from toolkit.text.markup import BREAK
from toolkit.workflow.deciding import Changed, OpenSidecar, Reread, without
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.transcript.seams import Seam

_Way = Literal["split", "join"]


def split(workspace: Workspace, name: str, paragraph: str, at: int) -> Reread:
    """Make two paragraphs of one.

    paragraph  its id
    at         offset in its text, with which the second begins
    Raises DiglotError where it can't be parted there.
    """
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        parted = _Parting(opened, opened.number(paragraph))
        # A line break at the border is where one ends, and no part of either.
        words = parted.text[:at].strip().removesuffix(BREAK)
        rest = parted.text[at:].strip().removeprefix(BREAK)
        if not (words and rest):
            raise DiglotError("both parts need words.", parted.where, "Choose a place in the midst of it.")
        done = parted.read_so("split", rest, parted.number, lambda text: _whole(text) == _whole(words))
        if done is not None:
            return done
        what = f"“{shortened(rest, 40)}” can't begin a paragraph of its own here."
        raise DiglotError(what, parted.where, "Put a blank line before it in the transcript.")


def join(workspace: Workspace, name: str, paragraph: str) -> Reread:
    """Make one paragraph of one and the one before it. Raises DiglotError where they can't be one.

    paragraph  the id of the second
    """
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        parted = _Parting(opened, opened.number(paragraph, 1))
        before = parted.number - 1
        if before < 0:
            raise DiglotError("no paragraph stands before the first.", parted.where, "Choose a later one.")
        first = parted.paragraphs[before].text

        def longer(text: str) -> bool:
            return text != first and text.startswith(first) and text.endswith(parted.text[-1:])

        done = parted.read_so("join", parted.begins, before, longer)
        if done is not None:
            return done
        what = f"“{shortened(parted.text, 40)}” can't go on with the paragraph before it."
        hint = "A heading, a label or a picture is in between: change the lines of the transcript."
        raise DiglotError(what, parted.where, hint)


def _whole(text: str) -> str:
    """The words of a paragraph, without a line break at its end."""
    return tidy(text.removesuffix(BREAK))


class _ElsewhereError(DiglotError):
    """Something else was parted, or put together; nobody is told."""


class _Parting:
    """A paragraph of an open sidecar's document that is to begin or to end elsewhere."""

    def __init__(self, opened: OpenSidecar, number: int) -> None:
        self.opened, self.number = opened, number
        self.paragraphs = [*opened.document.paragraphs()]
        self.text, self.where = self.paragraphs[number].text, self.paragraphs[number].where
        after = self.paragraphs[number + 1 : number + 2]
        self.lines = range(self.where.line, (after[0].where.line if after else 1 << 60) + 1)

    def read_so(self, way: _Way, words: str, first: int, fits: Callable[[str], bool]) -> Reread | None:
        """Save the change of the sidecar with which a paragraph is read as it should be; None for none.

        words  with which the second paragraph begins
        first  the number of the first paragraph, which is another now
        fits   whether that is its text
        """
        line = self.paragraphs[first].where.line
        # Of several that begin in one line, the number.
        place = sum(paragraph.where.line == line for paragraph in self.paragraphs[:first])

        def require(made: Changed) -> None:
            if self.opened.unfit(made):
                raise DiglotError(
                    "a [[decide]] that names this paragraph would fit nothing then.",
                    self.opened.shown,
                    "Leave the paragraph to the reader first (u), and decide again afterwards.",
                )
            texts = enumerate(made.document.paragraphs())
            there = [(k, paragraph.text) for k, paragraph in texts if paragraph.where.line == line]
            if not any(
                fits(text) and (made.open.whole or made.open.stands(k))
                for k, text in there[place : place + 1]
            ):
                raise _ElsewhereError("", self.where)

        for changes in self._ways(way, words):
            with suppress(_ElsewhereError):
                return self.opened.save(self.opened.changed(changes, require=require))
        return None

    @property
    def begins(self) -> str:
        """What stands at its beginning in the transcript, with its label."""
        return self.opened.open.quoted(self.number)

    def _ways(self, way: _Way, words: str) -> Iterator[list[TableChange]]:
        """Each change of the sidecar that may be meant: most often there is one.

        Words may stand in several places, and only the reading tells which of them is this.
        """
        contrary: _Way = "join" if way == "split" else "split"
        # The paragraph is none any more of which something could be decided.
        idle = self._undecided() if way == "join" else []
        for _, place in self._places(words, inside=True):
            if tables := [*self._decided(contrary, place)]:
                yield [*tables, *idle]
        for table, _ in self._places(words, inside=way == "split"):
            yield [TableChange(way, table.told()), *idle]

    def _undecided(self) -> list[TableChange]:
        """What takes away what was decided of the paragraph."""
        known = self.opened.open.number(self.number)
        return [*without(self.opened, {known})] if known >= 0 else []

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
