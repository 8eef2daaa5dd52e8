"""Fill a catalog from an adoption.

A person's work stays, and nothing of the text is lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import accumulate, chain, islice, pairwise
from typing import NamedTuple

import numpy as np

from toolkit.adopting import bounds
from toolkit.adopting.adoption import Adoption, AlignedText, Filled, LearntName, Leftover
from toolkit.adopting.aligned_text import join
from toolkit.adopting.becoming import Became, became, persons_own
from toolkit.adopting.remembering import Making
from toolkit.adopting.settled import Newcomer, SentenceSet
from toolkit.aligning.arrays import Ints
from toolkit.catalog import contexts, pinned, provenance
from toolkit.catalog.contexts import MessageKey
from toolkit.model import KINDS, Bead, Catalog, Entry
from toolkit.model.values import wholly_same
from toolkit.text import cuts, segment
from toolkit.text.hygiene import tidy, unblanked, untypeset


def apart(
    adoption: Adoption, template: Catalog, before: Catalog, *, making: Making | None = None
) -> tuple[str, ...]:
    """Paragraphs that need an entry of their own.

    Their words are the same as others', and are translated otherwise, or left out.

    before  the catalog: what another file has put there translates what this one has nothing for

    Those that are translated as most are, or as the first where there are as many, keep the common entry.
    """
    making = making or Making()
    made, along = making.made, making.along
    newcomer = Newcomer.of(adoption, over=False)
    # Only an entry of several paragraphs can hide that they are translated in two ways.
    several = {entry.key: entry for entry in along((_of_several,), _of_several, before.entries) if entry}
    if not several:
        return ()
    # What stands before and behind all that a file has may be in another.
    ends = [
        next((paragraph.passage for paragraph in way if paragraph.target), 0)
        for way in (adoption.filled, reversed(adoption.filled))
    ]
    inside = range(0) if newcomer.unrelated else range(*ends)
    common = [entry for entry in made((_of_several,), _of_several, template.entries) if entry]
    shared = [(entry, was) for entry in common if (was := several.get(entry.key)) is not None]
    numbers = made((_numbers,), _numbers, adoption.source)
    asked = [adoption.filled[numbers[name]] for entry, _ in shared for name in entry.ids if name in numbers]
    texts = {
        adoption.source.passages[paragraph.passage].id: tidy(paragraph.target)
        for paragraph in asked
        if paragraph.target or (paragraph.omitted >= provenance.TRUSTED and paragraph.passage in inside)
    }
    parted: list[str] = []
    for entry, was in shared:
        # What another file has put there is the translation of those that this one lacks.
        stays = not persons_own(was) and newcomer.verdict(was, "", doubtful=False) == "stays"
        text = tidy(was.target) if stays else ""
        got = {name: texts.get(name, text) for name in entry.ids if name in texts or text}
        if len(set(got.values())) > 1:
            most = Counter(got.values()).most_common(1)[0][0]
            parted += [name for name, text in got.items() if text != most]
    return tuple(parted)


def fill(
    adoption: Adoption, catalog: Catalog, *, over: bool = False, making: Making | None = None
) -> tuple[Catalog, Adoption]:
    """Put a translation into a catalog.

    Gives the catalog, and the adoption with what became of each paragraph.

    catalog  brought up to date with the template, `apart` already done
    over     whether a person's work is replaced; it stays as a comment then
    """
    making = making or Making()
    made = making.made
    newcomer = Newcomer.of(adoption, over=over)
    numbers = made((_numbers,), _numbers, adoption.source)
    learnt = made((_by_context,), _by_context, adoption.names, adoption.title)
    places = making.along((_places,), _places, catalog.entries, numbers)
    stretches = [*_stretches(catalog.entries, places)]
    passages = [made((_Passages.of, n), _Passages.of, own, numbers) for n, own in enumerate(stretches)]
    named = [made((_named, n), _named, own, learnt) for n, own in enumerate(stretches)]
    shared = [made((_common, n), _common, own) for n, own in enumerate(stretches)]
    # Nearly no catalog has an entry that was set apart.
    common: frozenset[MessageKey] = made(
        frozenset, frozenset, {key for keys in shared for key in keys if key}
    )
    texts: dict[MessageKey, str] = {}
    for n, own in enumerate(stretches) if common else ():
        texts |= made((_texts_of, n), _texts_of, own, common)
    parts = [
        made(
            (_all_became, n),
            _all_became,
            own,
            [adoption.filled[number] for number in there.numbers],
            there.counts,
            names,
            [key and texts.get(key) for key in keys],
            newcomer,
        )
        for n, (own, there, names, keys) in enumerate(zip(stretches, passages, named, shared, strict=True))
    ]
    # Sentences that persons have taken into other entries are not left over.
    persons = tuple(chain.from_iterable([part.persons for part in parts]))
    taken = made(_taken, _taken, persons, adoption.target.lang)
    remarks: dict[int, list[str]] = defaultdict(list)
    given = adoption.source, adoption.target, newcomer, taken
    for number, line in filter(None, making.along((_remarks,), _remarks, adoption.leftovers, *given)):
        remarks[number].append(line)
    entries: list[Entry] = []
    for n, (own, there, part) in enumerate(zip(stretches, passages, parts, strict=True)):
        behind = {number: remarks[number] for number in there.numbers if number in remarks}
        entries += made((_all_remarked, n), _all_remarked, own, part.became, there, behind, *given)
    kept = {name.key: name for name in chain.from_iterable([part.names for part in parts])}
    filled = [*adoption.filled]
    for paragraph in chain.from_iterable([part.filled for part in parts]):
        filled[paragraph.passage] = paragraph
    resting = tuple(_resting(catalog.obsolete, entries, newcomer))
    return replace(catalog, entries=tuple(entries), obsolete=resting), replace(
        adoption,
        filled=tuple(filled),
        names=tuple(kept.get(name.key, name) for name in adoption.names),
    )


def _resting(obsolete: Sequence[Entry], entries: Sequence[Entry], newcomer: Newcomer) -> Iterator[Entry]:
    """What is out of use, but for what this translation has placed at words for which it has nothing now.

    The next update would bring it back, and the next run take it away again.
    """
    empty = (
        {untypeset(entry.source) for entry in entries if entry.ids and not entry.target} if obsolete else ()
    )
    for entry in obsolete:
        words = {untypeset(text) for text in (entry.source, *(entry.previous or ())[1:])} if empty else set()
        back = not words.isdisjoint(empty) and tidy(entry.target) and not entry.plural
        if not back or persons_own(entry) or newcomer.verdict(entry, "", doubtful=False) != "goes":
            yield entry


def _of_several(entries: Sequence[Entry]) -> list[Entry | None]:
    """The entries that several paragraphs share; None in the place of each other one."""
    return [entry if len(entry.ids) > 1 else None for entry in entries]


def _numbers(source: AlignedText) -> dict[str, int]:
    """Id -> number of its paragraph, by which it is filled."""
    return {passage.id: number for number, passage in enumerate(source.passages)}


def _places(entries: Sequence[Entry], numbers: Mapping[str, int]) -> Ints:
    """The number of the first paragraph of each entry; -1 where it has none."""
    return np.array([numbers.get(entry.ids[0], -1) if entry.ids else -1 for entry in entries], dtype=np.int64)


def _stretches(entries: Sequence[Entry], places: Ints) -> Iterator[Sequence[Entry]]:
    """The entries in stretches; one more entry leaves all other stretches as they are.

    places  of each the number of its first paragraph
    """
    # What stands in no paragraph, or out of order, is where those before it are.
    numbers = np.maximum.accumulate(np.maximum(places, 0)) // bounds.STRETCH
    ends = np.searchsorted(numbers, np.arange(numbers[-1] + 1 if len(numbers) else 0), side="right").tolist()
    for first, end in pairwise([0, *ends]):
        yield entries[first:end]


def _by_context(names: Sequence[LearntName], title: LearntName | None) -> dict[str, LearntName]:
    """Context of a name's entry -> the name, and the title beside the text."""
    named = {contexts.of_name(name.key): name for name in names}
    return {contexts.TITLE: title, **named} if title else named


class _Passages(NamedTuple):
    """The paragraphs of some entries."""

    numbers: list[int]
    """The numbers of the paragraphs, one entry after the other."""
    counts: list[int]
    """How many each entry has."""

    @classmethod
    def of(cls, entries: Sequence[Entry], numbers: Mapping[str, int]) -> _Passages:
        """The paragraphs of these entries; numbers: as `_numbers` gives them."""
        own = [[numbers[name] for name in entry.ids if name in numbers] for entry in entries]
        return cls([*chain.from_iterable(own)], [*map(len, own)])


def _texts_of(entries: Sequence[Entry], keys: AbstractSet[MessageKey]) -> dict[MessageKey, str]:
    """The texts of those of some entries that have these keys."""
    return {entry.key: entry.target for entry in entries if entry.key in keys}


def _named(entries: Sequence[Entry], learnt: Mapping[str, LearntName]) -> list[LearntName | None]:
    """The name that each of some entries is of, as it was learnt; nothing where none is of any.

    learnt  speakers' names by context; a title in the text is a paragraph, and no name
    """
    names = [None if entry.ids else learnt.get(entry.context) for entry in entries]
    return names if any(names) else []


def _common(entries: Sequence[Entry]) -> list[MessageKey | None]:
    """From which entry each of some was set apart; None for those that weren't. Nothing where none was."""
    shared = [contexts.shared(entry.context) for entry in entries]
    keys = [
        None if context == entry.context else (context, entry.source)
        for context, entry in zip(shared, entries, strict=True)
    ]
    return keys if any(keys) else []


class _AllBecame(NamedTuple):
    """What became of some entries, and of all of these together."""

    became: list[Became]
    persons: list[str]
    """Texts of persons."""
    filled: list[Filled]
    names: list[LearntName]


def _all_became(
    entries: Sequence[Entry],
    items: Sequence[Filled],
    counts: Sequence[int],
    names: Sequence[LearntName | None],
    common: Sequence[str | None],
    newcomer: Newcomer,
) -> _AllBecame:
    """What becomes of some entries.

    items   their paragraphs, one entry after the other; counts: how many each has
    names   the speakers' names that they are of; nothing where none is of any
    common  the texts of the entries from which they were set apart; nothing where none was
    """
    there = iter(items)
    nothing = [None] * len(entries)
    made = [
        became(entry, tuple(islice(there, count)), name, text, newcomer)
        for entry, count, name, text in zip(entries, counts, names or nothing, common or nothing, strict=True)
    ]
    return _AllBecame(
        made,
        [one.entry.target for one in made if one.persons],
        [*chain.from_iterable([one.filled for one in made])],
        [one.name for one in made if one.name],
    )


def _taken(texts: Iterable[str], lang: str) -> SentenceSet:
    """What persons have written, as sentences."""
    return SentenceSet(chain.from_iterable(segment.split(text, lang) for text in texts))


def _remarks(
    leftovers: Sequence[Leftover],
    source: AlignedText,
    target: AlignedText,
    newcomer: Newcomer,
    taken: SentenceSet,
) -> list[tuple[int, str] | None]:
    """Left-over text as comments, each with the number of the paragraph before it; None for no comment.

    What a person has taken into an entry since is no longer left over.
    """
    remarks: list[tuple[int, str] | None] = []
    for left in leftovers:
        rest = tuple(j for j in left.sentences if not taken.hold(target.sentences[j]))
        if rest and source.passages:
            place = f"after {source.passages[left.after].n}" if left.after >= 0 else "before all"
            line = newcomer.left_over(place, join(target, rest), decided=left.decided)
            remarks.append((max(left.after, 0), line))
        else:
            remarks.append(None)
    return remarks


def _all_remarked(
    were: Sequence[Entry],
    became: Sequence[Became],
    passages: _Passages,
    behind: Mapping[int, Sequence[str]],
    source: AlignedText,
    target: AlignedText,
    newcomer: Newcomer,
    taken: SentenceSet,
) -> list[Entry]:
    """Some entries with left-over text in their comments.

    were    the entries as they were: one that says the same is the very value, as in `template.shared`
    behind  left-over text behind their paragraphs, by these
    """
    entries = []
    numbers = iter(passages.numbers)
    for was, one, count in zip(were, became, passages.counts, strict=True):
        lines = []
        for paragraph in one.beside:
            sentences = [target.sentences[j] for j in paragraph.sentences]
            if not all(map(taken.hold, sentences)):
                place = f"at {source.passages[paragraph.passage].n}"
                lines.append(newcomer.left_over(place, paragraph.target))
        lines += chain.from_iterable([behind.get(number, ()) for number in islice(numbers, count)])
        lines += _pinned(one, source, target, newcomer.file)
        now = _remarked(one.entry, lines, newcomer, taken)
        # A comment is taken out of many, and put in again.
        entries.append(was if wholly_same(was, now) else now)
    return entries


def _pinned(one: Became, source: AlignedText, target: AlignedText, file: str) -> Iterator[str]:
    """The comment on which sentences of an entry go together, as a person decided of a paragraph."""
    paragraph = next((paragraph for paragraph in one.filled if paragraph.beads and paragraph.sentences), None)
    if paragraph is None or not one.entry.target:
        return
    passage, own = source.passages[paragraph.passage], paragraph.sentences
    # That one sentence is all of it in both texts is as certain as its place.
    if KINDS[passage.kind].publication or len(own) == 1 == len(passage.numbers):
        return
    units = [target.sentences[j] for j in own]
    where: dict[int, Sequence[int]] = {j: (place,) for place, j in enumerate(own)}
    if own[-1] - own[0] >= len(own) or target.owners[own[0]] != target.owners[own[-1]]:
        # Brought together they may be divided otherwise: one may have had no mark at its end.
        parts, units = units, [*cuts.units(join(target, own), target.lang)]
        where = dict(zip(own, _overlapping(parts, units), strict=True))
    beads = []
    for bead in paragraph.beads:
        if not where.keys() >= {*bead.target}:
            continue
        theirs = {*chain.from_iterable([where[j] for j in bead.target])}
        if theirs.isdisjoint(chain.from_iterable([where[j] for j in own if j not in bead.target])):
            beads.append(Bead(tuple([i - passage.first for i in bead.source]), (*sorted(theirs),)))
    ours = source.sentences[passage.first : passage.last]
    told = pinned.pinned_beads(beads, ours, units)
    if one.entry.target != paragraph.target:
        # A person has changed some of it: what is no longer there can't go with anything.
        gone = pinned.found(told, ours, cuts.units(tidy(one.entry.target), target.lang))[1]
        told = tuple([bead for bead in told if bead not in gone])
    yield from (pinned.comment(bead, one.entry.target, file) for bead in told)


def _overlapping(parts: Sequence[str], units: Sequence[str]) -> Iterator[Sequence[int]]:
    """For each part of a text the numbers of the units that have something of it; blanks don't count."""
    begins, ends = (
        [*accumulate([len(unblanked(one)) for one in some], initial=0)] for some in (parts, units)
    )
    for begin, end in pairwise(begins):
        yield range(bisect_right(ends, begin) - 1, bisect_left(ends, end))


def _remarked(entry: Entry, lines: Sequence[str], newcomer: Newcomer, taken: SentenceSet) -> Entry:
    """The entry with left-over text in its comments.

    In the place of what it had of this translation before.
    """
    comments = newcomer.cleaned(entry.comments, taken) if entry.comments else ()
    comments = (*comments, *(line for line in lines if line not in comments))
    return entry if comments == entry.comments else entry.replace(comments=comments)
