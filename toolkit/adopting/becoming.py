"""What becomes of an entry of a catalog, and of what a translation has for it.

A person's work stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from toolkit.adopting import head
from toolkit.adopting.adoption import Fate, Filled, LearntName
from toolkit.adopting.settled import Newcomer
from toolkit.catalog import provenance
from toolkit.catalog.comments import code
from toolkit.catalog.doubts import Doubt
from toolkit.model import Entry
from toolkit.text import markup
from toolkit.text.hygiene import tidy, unblanked, untypeset
from toolkit.text.similarity import similarity

_EDITED = Doubt("edited")
_DECIDED = 1.0
"""Probability of what a person has decided."""


class Became(NamedTuple):
    """What became of an entry, and of what a translation has for it."""

    entry: Entry
    """The very one that was there, where nothing of it is another."""
    persons: bool
    """Whether it has a person's text, as before."""
    filled: tuple[Filled, ...] = ()
    """Its paragraphs."""
    beside: tuple[Filled, ...] = ()
    """Those whose translation is kept beside it, as left over."""
    name: LearntName | None = None
    """The speaker's name that it has, where that isn't the one that was learnt."""


class _Offer(NamedTuple):
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


class _Made(NamedTuple):
    """An entry as it is from now on."""

    entry: Entry
    fate: Fate | None = None
    """What became of its paragraphs, where it isn't what alignment gave them."""
    why: tuple[Doubt, ...] = ()
    left: bool = False
    """Whether what the translation has for it is kept beside it, as left over."""


def became(
    entry: Entry, items: tuple[Filled, ...], name: LearntName | None, common: str | None, newcomer: Newcomer
) -> Became:
    """What becomes of an entry.

    items   its paragraphs; none for a speaker's `name`
    common  the text of the entry from which it was set apart
    """
    persons = persons_own(entry)
    if not items and not name:
        return Became(entry, persons)
    # An entry with several paragraphs gets the surest of their translations.
    offer = _named(name) if name else _best(items)
    # What was placed in the common entry was copied when this was set apart.
    copied = bool(offer.target) and not persons and common == entry.target
    made = _made(_emptied(entry) if copied else entry, offer, newcomer, persons=persons)
    now = entry if made.entry == entry else made.entry
    return Became(
        now,
        persons and now.target == entry.target,
        tuple(_fated(paragraph, made, offer) for paragraph in items),
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


def _made(entry: Entry, offer: _Offer, newcomer: Newcomer, *, persons: bool) -> _Made:
    """The entry with what a translation has for it; persons: whether a person has written its text.

    Where it has none, the entry is as it was.
    """
    if not persons:
        omission = provenance.omission(entry)
        # Who has written that it is left out has decided, though there is no text.
        persons = omission is not None and omission.confidence is None and not omission.file
    # Nothing replaces nothing: where no sentence translates it, a person's text stays in any case.
    if persons and not (newcomer.over and offer.target):
        # Who has written something else has not taken these words in, and perhaps they belong elsewhere.
        taken_in = _revised(entry.target, offer.target) and not _as_placed(entry)
        new = offer.target and not (taken_in or _alike(entry.target, offer.target))
        return _Made(entry, "kept", left=bool(new))
    verdict = "goes" if persons else newcomer.verdict(entry, offer.target, doubtful=offer.doubtful)
    if verdict == "stays":
        return _Made(entry, "earlier", left=bool(offer.target))
    if verdict == "missing":
        return _doubted(entry, entry.target, _confidence(entry), Doubt("gone", (newcomer.file,)), newcomer)
    if not offer.target:
        comments = (*_kept(entry, ""), *_omitted(entry, offer, newcomer))
        return _Made(entry.replace(target="", state="empty", comments=comments, previous=None))
    if _edited(entry) and _alike(entry.target, offer.target):
        # The sentence is still the right one, but nobody has made it say what its source says now.
        made = _doubted(entry, entry.target, offer.confidence, _EDITED, newcomer)
        return made._replace(entry=made.entry.replace(previous=entry.previous))
    # Blanks at line ends and the like are nobody's work.
    changed = not _alike(entry.target, offer.target)
    # That a text was made in another context says nothing of a new text.
    comments = provenance.here(entry.comments) if changed else entry.comments
    if changed and (persons or newcomer.loses(entry)):
        was = (f"was: {line}" for line in entry.target.split("\n"))
        comments = (*comments, *(line for line in was if line not in comments))
    elif not changed and not offer.doubtful and entry.previous and entry.previous[0]:
        # It is given back to words that somebody else says now, or that are another kind.
        comments = (*comments, provenance.elsewhere(entry.previous[0], "", offer.target))
    return _Made(_put(entry.replace(comments=comments), offer, newcomer.file))


def _pictures_alone(text: str) -> bool:
    spans = [span for span in markup.parse(text) if span.mark != "text" or span.text.strip()]
    return bool(spans) and all(span.mark == "picture" for span in spans)


def _omitted(entry: Entry, offer: _Offer, newcomer: Newcomer) -> Iterator[str]:
    """The comment that an entry was left out.

    What one of its files lacks may be in another: once there are two, only the last can say it. A person's
    word stays, and an unrelated file says nothing. Nor does any of a picture that has no words: what it shows
    stands in no text, so that nobody has left it out.
    """
    if _pictures_alone(entry.source) and offer.omitted != _DECIDED:
        return
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


def persons_own(entry: Entry) -> bool:
    """Whether a person has written the text."""
    # What is as alignment left it may be replaced; all else is somebody's.
    return bool(tidy(entry.target)) and not provenance.untouched(entry)


def _as_placed(entry: Entry) -> bool:
    """Whether its words are those that alignment gave it, whoever has gone over them."""
    was = provenance.placed(entry)
    return was is not None and was.code == code(entry.target)


def _alike(text: str, other: str) -> bool:
    """Whether two texts say the same on one line."""
    return text == other or tidy(text) == tidy(other)


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
    same = _alike(entry.target, target)
    return provenance.without(entry.comments) if same else provenance.remarks(entry.comments)
