"""Fill a catalog from an adoption.

A person's work stays, and nothing of the text is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from toolkit.adopting import bounds, head
from toolkit.adopting.adoption import Adoption, Fate, Filled, LearntName
from toolkit.adopting.remembering import Making
from toolkit.adopting.settled import Newcomer, SentenceSet
from toolkit.catalog import contexts, provenance
from toolkit.catalog.contexts import MessageKey
from toolkit.catalog.doubts import Doubt
from toolkit.model import Catalog, Entry
from toolkit.text import segment
from toolkit.text.hygiene import tidy, unblanked, untypeset
from toolkit.text.similarity import similarity

_EDITED = Doubt("edited")
_DECIDED = 1.0
"""Probability of what a person has decided."""


def apart(adoption: Adoption, template: Catalog, before: Catalog) -> tuple[str, ...]:
    """Paragraphs that need an entry of their own.

    Their words are the same as others', and are translated otherwise, or left out.

    before  the catalog: what another file has put there translates what this one has nothing for

    Those that are translated as most are, or as the first where there are as many, keep the common entry.
    """
    newcomer = Newcomer.of(adoption, over=False)
    there = [paragraph.passage for paragraph in adoption.filled if paragraph.target]
    # What stands before and behind all that a file has may be in another.
    inside = range(min(there), max(there)) if there and not newcomer.unrelated else range(0)
    # Only an entry of several paragraphs can hide that they are translated in two ways.
    several = {entry.key: entry for entry in before.entries if len(entry.ids) > 1}
    if not several:
        return ()
    shared = [(entry, was) for entry in template.entries if (was := several.get(entry.key)) is not None]
    asked = frozenset(chain.from_iterable([entry.ids for entry, _ in shared]))
    texts = {
        adoption.source.passages[paragraph.passage].id: tidy(paragraph.target)
        for paragraph in adoption.filled
        if adoption.source.passages[paragraph.passage].id in asked
        if paragraph.target or (paragraph.omitted >= provenance.TRUSTED and paragraph.passage in inside)
    }
    parted: list[str] = []
    for entry, was in shared:
        # What another file has put there is the translation of those that this one lacks.
        stays = not _persons(was) and newcomer.verdict(was, "", doubtful=False) == "stays"
        common = tidy(was.target) if stays else ""
        got = {name: texts.get(name, common) for name in entry.ids if name in texts or common}
        if len(set(got.values())) > 1:
            most = Counter(got.values()).most_common(1)[0][0]
            parted += [name for name, text in got.items() if text != most]
    return tuple(parted)


@dataclass(frozen=True, slots=True)
class _Offer:
    """What a translation has for an entry."""

    target: str
    """"" for nothing."""
    confidence: float = 0.0
    why: tuple[Doubt, ...] = ()
    doubtful: bool = False
    items: tuple[Filled, ...] = ()
    """The entry's paragraphs; none for a speaker's name."""
    omitted: float = 0.0
    """Where there is nothing, the probability that the translation leaves it out."""


@dataclass(frozen=True, slots=True)
class _Made:
    """An entry as it is from now on."""

    entry: Entry
    fate: Fate | None = None
    """What became of its paragraphs, where it isn't what alignment gave them."""
    why: tuple[Doubt, ...] = ()
    left: bool = False
    """Whether what the translation has for it is kept beside it, as left over."""


def fill(
    adoption: Adoption, catalog: Catalog, *, over: bool = False, making: Making | None = None
) -> tuple[Catalog, Adoption]:
    """Put a translation into a catalog.

    Gives the catalog, and the adoption with what became of each paragraph.

    catalog  brought up to date with the template, `apart` already done
    over     whether a person's work is replaced; it stays as a comment then
    """
    made = (making or Making()).made
    newcomer = Newcomer.of(adoption, over=over)
    by_id = {adoption.source.passages[paragraph.passage].id: paragraph for paragraph in adoption.filled}
    learnt = {contexts.of_name(name.key): name for name in adoption.names}
    starts = range(0, len(catalog.entries), bounds.STRETCH)
    texts = {entry.key: entry.target for entry in catalog.entries}
    all_became: list[_Became] = []
    for at in starts:
        own = catalog.entries[at : at + bounds.STRETCH]
        items = [[by_id[name] for name in entry.ids if name in by_id] for entry in own]
        names = [learnt.get(entry.context) for entry in own]
        shared = made((_common, at), _common, own)
        given = own, items, names, [key and texts.get(key) for key in shared], newcomer
        all_became += made((_all_became, at), _all_became, *given)
    # Sentences that persons have taken into other entries are not left over.
    persons = tuple([became.entry.target for became in all_became if became.persons])
    taken = made(_taken, _taken, persons, adoption.target.lang)
    left: dict[str, list[str]] = defaultdict(list)
    for became in all_became:
        for paragraph in became.beside:
            sentences = [adoption.target.sentences[j] for j in paragraph.sentences]
            if not all(map(taken.hold, sentences)):
                place = f"at {adoption.source.passages[paragraph.passage].n}"
                left[became.entry.ids[0]].append(newcomer.left_over(place, paragraph.target))
    for id_, lines in _remarks(adoption, newcomer, taken).items():
        left[id_] += lines
    entries: list[Entry] = []
    beside = left.keys()
    for at in starts:
        there = [became.entry for became in all_became[at : at + bounds.STRETCH]]
        remarks = [
            [] if beside.isdisjoint(entry.ids) else [*chain(*(left.get(id_, ()) for id_ in entry.ids))]
            for entry in there
        ]
        entries += made((_all_remarked, at), _all_remarked, there, remarks, newcomer, taken)
    kept = {became.name.key: became.name for became in all_became if became.name}
    fates = {paragraph.passage: paragraph for became in all_became for paragraph in became.filled}
    return replace(catalog, entries=tuple(entries)), replace(
        adoption,
        filled=tuple([fates.get(paragraph.passage, paragraph) for paragraph in adoption.filled]),
        emptied=tuple(sorted(chain.from_iterable([became.emptied for became in all_became]))),
        names=tuple(kept.get(name.key, name) for name in adoption.names),
    )


class _Became(NamedTuple):
    """What became of an entry, and of what a translation has for it."""

    entry: Entry
    """The very one that was there, where nothing of it is another."""
    persons: bool
    """Whether it has a person's text, as before."""
    filled: tuple[Filled, ...] = ()
    """Its paragraphs."""
    emptied: tuple[int, ...] = ()
    """Their numbers, where it has no text any more."""
    beside: tuple[Filled, ...] = ()
    """Those whose translation is kept beside it, as left over."""
    name: LearntName | None = None
    """The speaker's name that it has, where that isn't the one that was learnt."""


def _common(entries: Sequence[Entry]) -> list[MessageKey | None]:
    """From which entry each of some was set apart; None for those that weren't."""
    shared = [contexts.shared(entry.context) for entry in entries]
    return [
        None if context == entry.context else (context, entry.source)
        for context, entry in zip(shared, entries, strict=True)
    ]


def _all_became(
    entries: Sequence[Entry],
    items: Sequence[Sequence[Filled]],
    names: Sequence[LearntName | None],
    common: Sequence[str | None],
    newcomer: Newcomer,
) -> list[_Became]:
    """What becomes of some entries: of each what `_became` asks for."""
    return [
        _became(entry, tuple(own), name, text, newcomer)
        for entry, own, name, text in zip(entries, items, names, common, strict=True)
    ]


def _became(
    entry: Entry, items: tuple[Filled, ...], name: LearntName | None, common: str | None, newcomer: Newcomer
) -> _Became:
    """What becomes of an entry.

    items   its paragraphs; none for a speaker's `name`
    common  the text of the entry from which it was set apart
    """
    persons = _persons(entry)
    if not items and not name:
        return _Became(entry, persons)
    # An entry with several paragraphs gets the surest of their translations.
    offer = _named(name) if name else _best(items)
    # What was placed in the common entry was copied when this was set apart.
    copied = bool(offer.target) and not persons and common == entry.target
    made = _made(_emptied(entry) if copied else entry, offer, newcomer)
    now = entry if made.entry == entry else made.entry
    return _Became(
        now,
        persons and now.target == entry.target,
        tuple(_fated(paragraph, made, offer) for paragraph in items),
        tuple(item.passage for item in items if tidy(entry.target) and not now.target),
        tuple(item for item in items if made.left and item.target),
        replace(name, name=now.target, kept=True) if name and made.fate else None,
    )


def _emptied(entry: Entry) -> Entry:
    return entry.replace(target="", state="empty", comments=_kept(entry, ""), previous=None)


def _named(name: LearntName) -> _Offer:
    return _Offer(name.name, name.confidence, name.doubts, doubtful=not head.sure(name))


def _best(items: Sequence[Filled]) -> _Offer:
    """The best of what the paragraphs of an entry got."""
    # What is not in doubt is better than what is, however sure its place.
    best = max(
        items,
        key=lambda paragraph: (paragraph.fate == "placed", bool(paragraph.target), paragraph.confidence),
    )
    omitted = min(paragraph.omitted for paragraph in items)
    return _Offer(best.target, best.confidence, best.doubts, best.fate == "doubtful", tuple(items), omitted)


def _made(entry: Entry, offer: _Offer, newcomer: Newcomer) -> _Made:
    """The entry with what a translation has for it.

    Where it has none, the entry is as it was.
    """
    omission = provenance.omission(entry)
    # Who has written that it is left out has decided, though there is no text.
    persons = _persons(entry) or (omission is not None and omission.confidence is None and not omission.file)
    # Nothing replaces nothing: where no sentence translates it, a person's text stays in any case.
    if persons and not (newcomer.over and offer.target):
        # Who has written something else has not taken these words in, and perhaps they belong elsewhere.
        return _Made(entry, "kept", left=bool(offer.target) and not _revised(entry.target, offer.target))
    verdict = "goes" if persons else newcomer.verdict(entry, offer.target, doubtful=offer.doubtful)
    if verdict == "stays":
        return _Made(entry, "earlier", left=bool(offer.target))
    if verdict == "missing":
        return _doubted(entry, entry.target, _confidence(entry), Doubt("gone", (newcomer.file,)), newcomer)
    if not offer.target:
        comments = (*_kept(entry, ""), *_omitted(entry, offer, newcomer))
        return _Made(entry.replace(target="", state="empty", comments=comments, previous=None))
    if _edited(entry) and tidy(entry.target) == tidy(offer.target):
        # The sentence is still the right one, but nobody has made it say what its source says now.
        made = _doubted(entry, entry.target, offer.confidence, _EDITED, newcomer)
        return replace(made, entry=made.entry.replace(previous=entry.previous))
    # Blanks at line ends and the like are nobody's work.
    changed = tidy(entry.target) != tidy(offer.target)
    # That a text was made in another context says nothing of a new text.
    comments = provenance.here(entry.comments) if changed else entry.comments
    if changed and (persons or newcomer.loses(entry)):
        was = (f"was: {line}" for line in entry.target.split("\n"))
        comments = (*comments, *(line for line in was if line not in comments))
    elif not changed and not offer.doubtful and entry.previous and entry.previous[0]:
        # It is given back to words that somebody else says now, or that are another kind.
        comments = (*comments, provenance.elsewhere(entry.previous[0], "", offer.target))
    return _Made(_put(entry.replace(comments=comments), offer, newcomer.file))


def _omitted(entry: Entry, offer: _Offer, newcomer: Newcomer) -> Iterator[str]:
    """The comment that an entry was left out.

    What one of its files lacks may be in another: once there are two, only the last can say it. A person's
    word stays, and an unrelated file says nothing.
    """
    if offer.omitted >= provenance.TRUSTED and not newcomer.unrelated:
        sure = None if offer.omitted == _DECIDED else offer.omitted
        yield provenance.left_out(entry.source, sure, file=newcomer.file)
    elif (
        (earlier := provenance.omission(entry)) is not None
        and earlier.file != newcomer.file
        and (newcomer.unrelated or earlier.confidence is None)
    ):
        yield provenance.left_out(entry.source, earlier.confidence, file=earlier.file)


def _doubted(entry: Entry, target: str, confidence: float, why: Doubt, newcomer: Newcomer) -> _Made:
    offer = _Offer(target, confidence, (why,), doubtful=True)
    return _Made(_put(entry, offer, newcomer.file), "doubtful", (why,))


def _confidence(entry: Entry) -> float:
    was = provenance.placed(entry)
    return was.confidence if was is not None else 0.0


def _fated(paragraph: Filled, made: _Made, offer: _Offer) -> Filled:
    """What became of a paragraph."""
    if made.fate:
        return paragraph.replace(target=made.entry.target, fate=made.fate, doubts=made.why)
    # It got what alignment gave it, or nothing is there at all.
    if paragraph.target or not made.entry.target:
        return paragraph
    # Nothing translates it in its place, while the same words elsewhere are translated.
    best = max((other for other in offer.items if other.target), key=lambda other: other.confidence)
    return paragraph.replace(
        target=made.entry.target, confidence=best.confidence, fate=best.fate, doubts=best.doubts
    )


def _edited(entry: Entry) -> bool:
    """Whether its text was made for other words.

    A new speaker or kind, or typography, is no edit.
    """
    return entry.previous is not None and untypeset(entry.previous[1]) != untypeset(entry.source)


def _persons(entry: Entry) -> bool:
    """Whether a person has written the text."""
    # What is as alignment left it may be replaced; all else is somebody's.
    return bool(tidy(entry.target)) and not provenance.untouched(entry)


def _revised(text: str, before: str) -> bool:
    """Whether a text may revise another."""
    return similarity(unblanked(text), unblanked(before)) > 0


def _put(entry: Entry, offer: _Offer, file: str) -> Entry:
    comment = provenance.aligned(
        offer.target, offer.confidence, doubtful=offer.doubtful, doubts=offer.why, file=file
    )
    return entry.replace(
        target=offer.target,
        state="fuzzy" if offer.doubtful else "done",
        comments=(*_kept(entry, offer.target), comment),
        previous=None,
    )


def _kept(entry: Entry, target: str) -> tuple[str, ...]:
    """The comments that stay beside another text.

    That somebody has gone over the words, or that a machine wrote them, was said of those that were there.
    """
    same = tidy(entry.target) == tidy(target)
    return provenance.without(entry.comments) if same else provenance.remarks(entry.comments)


def _taken(texts: Iterable[str], lang: str) -> SentenceSet:
    """What persons have written, as sentences."""
    return SentenceSet(chain.from_iterable(segment.split(text, lang) for text in texts))


def _remarks(adoption: Adoption, newcomer: Newcomer, taken: SentenceSet) -> Mapping[str, list[str]]:
    """Left-over text as comments.

    Comments are by the id of the paragraph before them.

    What a person has taken into an entry since is no longer left over.
    """
    remarks: dict[str, list[str]] = defaultdict(list)
    passages, target = adoption.source.passages, adoption.target
    for left in adoption.leftovers:
        texts = [target.sentences[j] for j in left.sentences]
        texts = [text for text in texts if not taken.hold(text)]
        if texts and passages:
            place = f"after {passages[left.after].n}" if left.after >= 0 else "before all"
            line = newcomer.left_over(place, " ".join(texts), decided=left.decided)
            remarks[passages[max(left.after, 0)].id].append(line)
    return remarks


def _all_remarked(
    entries: Sequence[Entry], lines: Sequence[Sequence[str]], newcomer: Newcomer, taken: SentenceSet
) -> list[Entry]:
    """Some entries with left-over text in their comments."""
    return [_remarked(entry, own, newcomer, taken) for entry, own in zip(entries, lines, strict=True)]


def _remarked(entry: Entry, lines: Sequence[str], newcomer: Newcomer, taken: SentenceSet) -> Entry:
    """The entry with left-over text in its comments.

    In the place of what it had of this translation before.
    """
    comments = newcomer.cleaned(entry.comments, taken) if entry.comments else ()
    comments = (*comments, *(line for line in lines if line not in comments))
    return entry if comments == entry.comments else entry.replace(comments=comments)
