"""The ids that a document was given: it is read again and again, and few paragraphs are others then."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from toolkit.catalog import contexts
from toolkit.catalog.id_record import PATTERN, Messages, Register
from toolkit.catalog.ids import Kept, mint, units, with_ids
from toolkit.catalog.match import match
from toolkit.model import Document, Paragraph, Turn
from toolkit.model.values import Value, ends_alike
from toolkit.text.hygiene import untypeset
from toolkit.text.similarity import similarity


class KnownIds(Value, frozen=True, gc=False):
    """What ids a document was given, to be kept for the next time that it is read."""

    paragraphs: tuple[str, ...]
    speakers: tuple[str, ...]
    """The keys of its speakers."""

    @classmethod
    def of(cls, document: Document) -> KnownIds:
        """The ids of a document that has them, by what they were given to."""
        return cls(
            tuple([paragraph.id for paragraph in document.paragraphs()]),
            tuple([speaker.key for speaker in document.speakers]),
        )

    def on(self, document: Document, apart: Collection[str] = ()) -> Document | None:
        """As `assign`, of the same document beside the same template.

        None where speakers had the keys of before, or paragraphs were put in between: then `assign` says it.
        """
        same = self.speakers == tuple([speaker.key for speaker in document.speakers])
        count = sum([len(turn.paragraphs) for turn in document.turns])
        # They were kept where anybody may have written since.
        if not same or len(self.paragraphs) != count or not all(map(PATTERN.fullmatch, self.paragraphs)):
            return None
        return with_ids(document, self.paragraphs, apart)


class RememberedIds:
    """The ids that a document was given last, beside one template and the same frozen ids."""

    def __init__(self) -> None:
        self._last: tuple[Document, Document, Collection[str]] | None = None
        self._promised: bool | None = None
        """Whether an id was promised that the template doesn't know."""

    def remember(self, document: Document, named: Document, apart: Collection[str]) -> None:
        """Remember a document without ids, and the same with them."""
        self._last = document, named, apart

    def renewed(self) -> RememberedIds:
        """The same beside another template, or other frozen ids, that give the same."""
        made = RememberedIds()
        made._last = self._last
        return made

    def on(
        self,
        document: Document,
        apart: Collection[str],
        said: Callable[[], Messages | Register],
        frozen: Callable[[], Kept],
    ) -> Document | None:
        """As `assign`, where a few turns are others; None where only all of the text tells it.

        said    gives what the template says of ids
        frozen  gives those that `assign` has so
        """
        if self._last is None or self._last[2] != apart:
            return None
        before, named, _ = self._last
        keys = {speaker.key for speaker in before.speakers}
        if {speaker.key for speaker in named.speakers} != keys or any(
            speaker.key not in keys for speaker in document.speakers
        ):
            return None
        start, end = ends_alike(before.turns, document.turns)
        gone, new = (of[start : len(of) - end] for of in (before.turns, document.turns))
        if len(gone) == len(new):
            others = [
                start + k for k, (one, other) in enumerate(zip(gone, new, strict=True)) if one is not other
            ]
            some = [(before.turns[k], document.turns[k]) for k in others]
            # Where the turns that are others say the same in the same places, so do all.
            if all(list(_places([one])) == list(_places([other])) for one, other in some):
                turns = [*named.turns]
                part = replace(document, turns=tuple([other for _, other in some]))
                made = with_ids(part, _ids([turns[k] for k in others]), apart)
                for k, turn in zip(others, made.turns, strict=True):
                    turns[k] = turn
                return replace(made, turns=tuple(turns))
        first, last = named.turns[:start], named.turns[len(named.turns) - end :]
        had, part = _ids(named.turns[start : start + len(gone)]), replace(document, turns=new)
        then, now = [*_places(gone)], [*_places(new)]
        if then != now:
            alike, ends = ends_alike(then, now)
            were = _paragraphs(gone)
            stop = len(were) - ends
            there = _Others(
                [*_ids(first), *had[:alike]],
                [*had[stop:], *_ids(last)],
                [p.text for p in (*_paragraphs(first), *were[:alike])],
                [p.text for p in (*were[stop:], *_paragraphs(last))],
                [p.text for p in were[alike:stop]],
            )
            register = said()
            if not isinstance(register, Register):
                return None
            between = _between(
                part, slice(alike, len(now) - ends), there, register, lambda: self.waits(register, frozen)
            )
            if between is None:
                return None
            had = [*had[:alike], *between, *had[stop:]]
        middle = with_ids(part, had, apart)
        return replace(middle, turns=(*first, *middle.turns, *last))

    @property
    def named(self) -> Document | None:
        """The document with the ids that it was given last."""
        return self._last and self._last[1]

    @property
    def document(self) -> Document | None:
        """The document without ids, as it was read last."""
        return self._last and self._last[0]

    def waits(self, register: Register, frozen: Callable[[], Kept]) -> bool:
        """Whether an id was promised that the template doesn't know; told once."""
        if self._promised is None:
            ever = register.ever()
            self._promised = any(name not in ever for name, _, _ in frozen())
        return self._promised


class _Others(NamedTuple):
    """The paragraphs that are as they were: ids and words of those before what is another, and behind it."""

    before: Sequence[str]
    behind: Sequence[str]
    words_before: Sequence[str]
    words_behind: Sequence[str]
    gone: Sequence[str]
    """The words of those that are gone, or others."""


def _paragraphs(turns: Sequence[Turn]) -> list[Paragraph]:
    return [paragraph for turn in turns for paragraph in turn.paragraphs]


def _ids(turns: Sequence[Turn]) -> list[str]:
    return [paragraph.id for paragraph in _paragraphs(turns)]


def _places(turns: Sequence[Turn]) -> Iterator[tuple[int, int, bool, str]]:
    """Where each paragraph begins, and what it says.

    Its line, and its number in it; whether a template records it; its words.
    """
    line, number = 0, 0
    for turn in turns:
        for paragraph in turn.paragraphs:
            number = number + 1 if paragraph.where.line == line else 0
            line = paragraph.where.line
            recorded = contexts.recorded(contexts.of_paragraph(paragraph.kind, turn.speakers, ""))
            yield line, number, recorded, paragraph.text


def _between(
    part: Document, which: slice, there: _Others, register: Register, waits: Callable[[], bool]
) -> list[str] | None:
    """The ids of some paragraphs of a part of a document; None where others may be of matter.

    waits  tells whether an id was promised that the template doesn't know
    """
    at = {name: k for k, name in enumerate(register.names)}
    others = {*there.before, *there.behind}
    before = [*zip(there.before, there.words_before, strict=True)]
    behind = [*zip(there.behind, there.words_behind, strict=True)]
    # As the template doesn't have them.
    edited, beside = (
        [text for name, text in of if name not in at or register.units[at[name]][1] != text]
        for of in ((*before, *behind), (*before[-1:], *behind[:1]))
    )
    said_once = all(
        [*there.words_before, *there.words_behind].count(text) == 1
        and sum(text == other for _, other in register.units) == 1
        for _, text in (*before[-1:], *behind[:1])
    )
    # What is beside it is surely what it was, and tells apart what stands on either side of it.
    if beside or not said_once:
        return None
    low = at[there.before[-1]] if there.before else -1
    high = at[there.behind[0]] if there.behind else len(register.names)
    # A hand may have put an id there twice, or moved what it stands for.
    if not register.placed or len(at) < len(register.names) or low >= high:
        return None
    left = [k for k, name in enumerate(register.names) if name not in others]
    near = [k for k in left if low < k < high]
    far = [register.units[k][1] for k in left if not low < k < high]
    texts = [unit for _, _, unit in units(part)][which]
    places = [i for i, (where, _) in enumerate(texts) if contexts.recorded(where)]
    now, old = [texts[i] for i in places], [register.units[k] for k in near]
    # What is said elsewhere, too, may have been moved here, or be a part of it; and of new paragraphs that
    # say the same each has a number.
    elsewhere = {*there.words_before, *there.words_behind} | {
        text for k, (_, text) in enumerate(register.units) if not low < k < high
    }
    said = {*there.gone, *(text for _, text in (*texts, *old))}
    # And what was edited elsewhere may be what is gone here.
    if (
        not said.isdisjoint(elsewhere)
        or any(one in text for one in elsewhere for _, text in now)
        or any(_related(one, text) for one in far for _, text in now)
        or any(_related(one, text) for one in edited for _, text in old)
    ):
        return None
    spare = [(unit, name) for unit, of in register.retired.items() for name in of if name not in others]
    names = [*(register.names[k] for k in near), *(name for _, name in spare)]
    carried = [""] * len(texts)
    for i, pair in zip(places, match(old, now, [unit for unit, _ in spare]), strict=True):
        if pair.old >= 0:
            carried[i] = names[pair.old]
    ever = register.ever()
    # A promise may be for what is new.
    if "" in carried and waits():
        return None
    return mint(part.name, texts, carried, lambda: ever | others)


def _related(one: str, other: str) -> bool:
    """Whether one text may have become the other, or a part of it."""
    parts = ["".join(untypeset(text).split()) for text in (one, other)]
    return parts[0] in parts[1] or parts[1] in parts[0] or similarity(*map(untypeset, (one, other))) > 0
