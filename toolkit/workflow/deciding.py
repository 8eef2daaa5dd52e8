"""What an editor decides about a reading: written into the sidecar, and read again before it is saved.

Each act is one change of the sidecar, of which all else stays as it was typed. What can't be decided is a
DiglotError, and nothing is written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from toolkit import config, limits, project
from toolkit.config import SpeakerTable, sidecar_file
from toolkit.config.sidecar_file import TableChange
from toolkit.errors import DiglotError
from toolkit.model import KINDS, Document, Kind, Paragraph, Speaker, Turn
from toolkit.text.hygiene import fold, shortened, tidy
from toolkit.workflow.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.transcript.decisions import OpenReading

_STALE = "Load the page again: the transcript or its sidecar has changed."


class Reread(NamedTuple):
    """What became of an act."""

    changed: bool
    """Whether the sidecar says something else now."""
    others: int = 0
    """Paragraphs that are read otherwise now, beside those that it was about."""


class OpenSidecar:
    """The sidecar of a document, while somebody decides; the project's lock is held."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        """Raises DiglotError where nothing can be decided about the document."""
        here = workspace.project
        self.workspace, self.name = workspace, name
        self.path = project.sidecar_of(here.sources[name])
        self.shown = here.show(self.path)
        if self.path == here.sources[name]:
            what = "this transcript is called as its sidecar would be."
            raise DiglotError(what, self.shown, "Give it another suffix.")
        self.settings = workspace.sidecar(name)
        # It was read, so it is legal; a mark before it stays.
        self.text = (workspace.read(self.path, limits.SIDECAR) or b"").decode()
        self.tables: Mapping[str, Any] = tomllib.loads(self.text.removeprefix("\ufeff"))
        self.document, self.open = self._read(self.settings)

    def _read(self, settings: config.Sidecar, *, whole: bool = False) -> tuple[Document, OpenReading]:
        workspace, readings = self.workspace, self.workspace.readings
        if whole:
            workspace.opening(self.name, readings.complete, settings)()
        reading, open_ = workspace.opening(self.name, readings.opened, settings)()
        if open_ is None:
            what = "nothing has to be decided about it: the file says itself what each paragraph is."
            where = workspace.project.show(workspace.project.sources[self.name])
            raise DiglotError(what, where, "Change it in the file.")
        return reading.document, open_

    def _complete(self) -> None:
        """What was read near decisions alone is read wholly."""
        self.workspace.complete(self.name)
        self.document, self.open = self._read(self.settings)

    def number(self, paragraph: str, before: int = 0) -> int:
        """The number of a paragraph from 0, by its id; DiglotError for none.

        before  how many paragraphs before it are of matter, too
        """
        number = dict(identified(self.workspace.document(self.name), self.document)).get(paragraph, -1)
        about = range(max(0, number - before), number + 1)
        if not (self.open.whole or (about and all(map(self._stands, about)))):
            self._complete()
            return self.number(paragraph)
        if number < 0:
            raise DiglotError(f"there is no paragraph {paragraph} about which to decide.", hint=_STALE)
        return number

    def _stands(self, number: int) -> bool:
        """Whether a paragraph is surely the same once all is read, and nothing decides about it alone."""
        known = self.open.number(number)
        decided = any(known in of for of in self.open.decided.about.values())
        return self.open.stands(number) and not decided

    def read(self, ids: Sequence[str], *, given: bool = False) -> list[tuple[int, Kind]]:
        """The numbers of paragraphs, from 0 and in order, by which decisions know them; and what each is.

        given  whether somebody says what each is, so that it is of no matter
        """
        known = dict(identified(self.workspace.document(self.name), self.document))
        paragraphs = [*self.document.paragraphs()]
        settled = self.open.whole or self.open.settled(self.settings)
        found = set()
        for name in ids:
            number = self.open.number(known[name]) if name in known else -1
            if not (self.open.whole or (settled and number >= 0 and self.open.named(number, given))):
                self._complete()
                return self.read(ids)
            if name not in known:
                raise DiglotError(f"there is no paragraph {name} about which to decide.", hint=_STALE)
            if number < 0 or self.open.undecided.beginnings.of(number) is None:
                where = paragraphs[known[name]].where
                what = "no decision can name this paragraph: it has no words, or is part of another."
                raise DiglotError(what, where, "Put a blank line around it in the transcript.")
            found.add((number, paragraphs[known[name]].kind))
        return sorted(found)

    def named_beside(self, numbers: Set[int]) -> bool:
        """Whether decisions surely name all paragraphs about which something is decided with some of them."""
        about = [of for of in self.open.decided.about.values() if not numbers.isdisjoint(of)]
        return self.open.whole or all(self.open.named(k) for k in {k for of in about for k in of})

    def speaker(self, name: str) -> Speaker:
        """The speaker who is called so; DiglotError for nobody."""
        for speaker in self.document.speakers:
            if fold(speaker.name) == fold(name):
                return speaker
        names = ", ".join(speaker.name for speaker in self.document.speakers)
        raise DiglotError(f"nobody in it is called {name!r}.", self.shown, f"There are: {names or 'none'}.")

    def changed(
        self,
        changes: Sequence[TableChange],
        not_speakers: Sequence[str] | None = None,
        *,
        require: Callable[[Changed], None] = lambda _: None,
    ) -> Changed:
        """What comes of a change of the sidecar; nothing is written yet.

        require  raises DiglotError where that isn't what was decided; then it is read wholly, to be sure
        """
        text = sidecar_file.edit(self.text, self.shown, tables=changes, not_speakers=not_speakers)
        settings = config.parse_sidecar(text.removeprefix("\ufeff"), self.shown)
        made = Changed(text, *self._read(settings))
        try:
            require(made)
        except DiglotError:
            if made.open.whole:
                raise
            made = Changed(text, *self._read(settings, whole=True))
            require(made)
        return made

    def unfit(self, made: Changed) -> bool:
        """Whether more decisions than before would fit nothing."""
        before = self.open
        # What was read near decisions alone may not know yet that one of them fits nothing any more.
        if made.open.whole and not before.whole:
            before = self._read(self.settings, whole=True)[1]
        return len(made.open.decided.problems) > len(before.decided.problems)

    def save(self, made: Changed, about: Sequence[int] = ()) -> Reread:
        """Write it. `about` are the numbers by which decisions know what it is about."""
        if made.text == self.text:
            return Reread(changed=False)
        self.workspace.save(self.path, made.text.encode())
        of_act = {made.open.place(made.open.undecided.parts[number][0]) for number in about}
        pairs = (self.document, self.open), made[1:]
        then, now = (document.names() for document, _ in pairs)
        renamed = {key for key, name in then.items() if now.get(key, name) != name}
        kept = {id(turn) for turn in self.document.turns if renamed.isdisjoint(turn.speakers)}
        same = kept.intersection(map(id, made.document.turns))
        before, after = (dict(_as_read(document, open_, same)) for document, open_ in pairs)
        others = {place for place, said in after.items() if before.get(place, said) != said}
        return Reread(changed=True, others=len(others - of_act))


class Changed(NamedTuple):
    """A sidecar, and how the transcript is read with it."""

    text: str
    document: Document
    open: OpenReading

    def holding(self, numbers: Sequence[int]) -> Iterator[tuple[int, Turn, Paragraph]]:
        """The paragraphs that have the words of some that decisions know by number, with their turns."""
        units = [(turn, paragraph) for turn in self.document.turns for paragraph in turn.paragraphs]
        for number in numbers:
            yield number, *units[self.open.holding(number)]


def _as_read(
    document: Document, open_: OpenReading, but: Set[int]
) -> Iterator[tuple[tuple[int, int], tuple[Kind, tuple[str, ...]]]]:
    """What each paragraph is, by the place at which its words begin; but for some turns, by `id`."""
    names, end = document.names(), 0
    for turn in document.turns:
        start, end = end, end + len(turn.paragraphs)
        if id(turn) not in but:
            said = tuple([names[key] for key in turn.speakers])
            for paragraph, (block, _) in zip(turn.paragraphs, open_.now.parts[start:end], strict=True):
                yield open_.place(block), (paragraph.kind, said)


def identified(shown: Document, read: Document) -> Iterator[tuple[str, int]]:
    """The id of each paragraph that was read, with its number from 0.

    shown  the document with ids, in which pictures of the sidecar may stand
    read   the same without
    """
    names = [paragraph.id for paragraph in shown.paragraphs()]
    if len(names) == sum([len(turn.paragraphs) for turn in read.turns]):
        # No picture stands between them.
        yield from zip(names, range(len(names)), strict=True)
        return
    waiting = enumerate(read.paragraphs())
    number, wanted = next(waiting, (-1, None))
    for paragraph in shown.paragraphs():
        if wanted is not None and (paragraph.text, paragraph.kind) == (wanted.text, wanted.kind):
            yield paragraph.id, number
            number, wanted = next(waiting, (-1, None))


def decide(
    workspace: Workspace,
    name: str,
    paragraphs: Sequence[str],
    *,
    kind: Kind | Literal[""] = "",
    speakers: Sequence[str] = (),
) -> Reread:
    """Decide what paragraphs are, and whose.

    paragraphs  ids; neighbours are decided at once
    kind        "" for what each is read as, where nobody has decided it
    speakers    names; of speech alone, which is that of the label or of the speaker before without them. Who
                isn't known becomes a speaker of the sidecar
    """
    names = tuple(dict.fromkeys(filter(None, map(tidy, speakers))))
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        kinds = opened.read(paragraphs, given=bool(kind))
        decided = {k for of in opened.open.decided.about.values() for k in of}
        wanted = [(number, kind or own) for number, own in kinds if kind or names or number not in decided]
        for _, said in wanted:
            if names and not KINDS[said].spoken:
                raise DiglotError(f"nobody says a paragraph of kind {said}.", hint="Leave the speakers out.")
        changes = [*_new_speakers(opened, names), *_decisions(opened, wanted, names)]
        made = opened.changed(changes, require=partial(_require, kinds=wanted, names=names))
        return opened.save(made, [number for number, _ in kinds])


def undecide(workspace: Workspace, name: str, paragraphs: Sequence[str]) -> Reread:
    """Take back what was decided about paragraphs, by their ids: the reader says again what they are."""
    with workspace.changing():
        opened = OpenSidecar(workspace, name)
        # What they are read as is of no matter, but what else the same decisions are about has to be named.
        numbers = [number for number, _ in opened.read(paragraphs, given=True)]
        if not opened.named_beside({*numbers}):
            numbers = [number for number, _ in opened.read(paragraphs)]
        made = opened.changed(list(without(opened, {*numbers})))
        return opened.save(made, numbers)


def _new_speakers(opened: OpenSidecar, names: Sequence[str]) -> Iterator[TableChange]:
    """Tables of those whom nobody knows yet."""
    people: tuple[Speaker | SpeakerTable, ...] = (*opened.document.speakers, *opened.settings.speakers)
    known = {fold(label) for who in people for label in (who.name, who.key, *who.aliases)}
    for name in names:
        if fold(name) not in known:
            yield TableChange("speakers", {"name": name})


def _decisions(
    opened: OpenSidecar, wanted: Sequence[tuple[int, Kind]], names: Sequence[str]
) -> Iterator[TableChange]:
    """Decisions about paragraphs, in the place of those that are about these alone."""
    from toolkit.transcript.questions import stretches

    about = opened.open.decided.about
    numbers = {number for number, _ in wanted}
    idle = {number for number, of in about.items() if {*of} <= numbers}
    outweighing = {number: {*of} for number, of in about.items() if number not in idle}
    for kind, stretch in stretches(wanted):
        for of, decision in opened.open.undecided.decisions(kind, stretch):
            table = _table(decision, names)
            same = max((number for number in idle if about[number] == of), default=None)
            # What stands below and is about others too would outweigh it.
            if same is not None and not any(n > same and k & {*of} for n, k in outweighing.items()):
                idle.remove(same)
                yield TableChange("decide", table, same)
            else:
                yield TableChange("decide", table)
    yield from (TableChange("decide", {}, number) for number in idle)


def _table(decision: config.Decision, names: Sequence[str]) -> dict[str, Any]:
    """A decision as it is typed."""
    told = decision.told()
    table = {key: told[key] for key in ("begins", "which", "until", "kind") if key in told}
    return table | ({"speaker": names[0]} if len(names) == 1 else {"speakers": [*names]} if names else {})


def without(opened: OpenSidecar, numbers: set[int]) -> Iterator[TableChange]:
    """The decisions about some paragraphs taken back; what they decide about others stays."""
    from toolkit.transcript.questions import stretches

    about, settings = opened.open.decided.about, opened.settings
    for number, of in about.items():
        left = [k for k in of if k not in numbers]
        if len(left) == len(of):
            continue
        # What stands below outweighs this, and has to go on doing so: new tables come last.
        outweighed = {k for n, others in about.items() if n > number for k in others}
        decision = settings.decide[number]
        kind = decision.kind or "speech"
        fresh = [
            _table(one, decision.who)
            for _, stretch in stretches([(k, kind) for k in left if k not in outweighed])
            for _, one in opened.open.undecided.decisions(kind, stretch)
        ]
        yield TableChange("decide", fresh[0] if fresh else {}, number)
        yield from (TableChange("decide", table) for table in fresh[1:])


def _require(made: Changed, kinds: Sequence[tuple[int, Kind]], names: Sequence[str]) -> None:
    """DiglotError where a paragraph isn't read as it was decided."""
    keys = {
        fold(label): speaker.key
        for speaker in made.document.speakers
        for label in (*speaker.aliases, speaker.key, speaker.name)
    }
    who = tuple(dict.fromkeys(keys.get(fold(name), "") for name in names))
    decided = {k for of in made.open.decided.about.values() for k in of}
    wanted = dict(kinds)
    for number, turn, paragraph in made.holding([*wanted]):
        kind = wanted[number]
        if number in decided and paragraph.kind == kind and (not names or turn.speakers == who):
            continue
        words = f"{kind} of {' and '.join(names)}" if names else kind
        what = f"it can't be decided that “{shortened(paragraph.text, 40)}” is {words}."
        hint = "Something else outweighs it: a blank line before it or behind it in the transcript helps."
        raise DiglotError(what, paragraph.where, hint)
