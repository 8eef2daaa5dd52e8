"""What of a translation is the source itself, or in a third language.

Some print a quotation in its own language beside its translation, or leave a passage as it was. No word is
as sure of its place as one that is the same in both texts; yet it translates nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from toolkit import languages
from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, Passage
from toolkit.adopting.evidence import Draft
from toolkit.findings import report
from toolkit.languages.another import second
from toolkit.model import KINDS, Bead
from toolkit.text import copies
from toolkit.text.markup import plain
from toolkit.text.signs import ends_sentence

_MARKS = "*_\"'“”„«»‹›‘’「『([（ \u00a0\u202f"
"""A quotation, and what is emphasised, may begin with them."""
_BEFORE, _BEHIND = -1, 1
"""Where the translation of a copy stands: in the paragraph before it, or in the one behind it."""


def pair_beside_copies(draft: Draft) -> Draft:
    """Pair what is printed in its own language with its translation.

    That is a paragraph beside the copy which translates nothing else. Nothing but its place speaks for it.
    """
    source, target = draft.texts
    found = _copies(draft)
    held = draft.evidence.decided
    at = {i: number for number, bead in enumerate(draft.beads) for i in bead.source} if found else {}
    spans = {}
    for k, m in found:
        ours, theirs = source.passages[k], target.passages[m]
        span = slice(at[ours.first], at[ours.last - 1] + 1)
        own = draft.beads[span]
        exactly = _all(own, 0) == [*ours.numbers] and _all(own, 1) == [*theirs.numbers]
        if exactly and held[0].isdisjoint(_all(own, 0)) and held[1].isdisjoint(_all(own, 1)):
            spans[k, m] = span
    # Who prints both does it in one order.
    sides = {side: _beside(draft.beads, target, spans, side) for side in (_BEHIND, _BEFORE)}
    most = max(sides, key=lambda side: len(sides[side]))
    beads: list[Bead] = []
    done = 0
    for (k, m), span in spans.items():
        side = most if (k, m) in sides[most] else -most
        other = sides[side].get((k, m))
        if other is None or min(span.start, other.start) < done:
            continue
        joint = Bead((*source.passages[k].numbers,), (*_all(draft.beads[other], 1),), bounds.OPEN)
        copy = [Bead((), (j,), bounds.OPEN) for j in target.passages[m].numbers]
        beads += draft.beads[done : min(span.start, other.start)]
        beads += [*copy, joint] if side == _BEHIND else [joint, *copy]
        done = max(span.stop, other.stop)
    return replace(draft, beads=(*beads, *draft.beads[done:])) if done else draft


def check_for_copies(draft: Draft) -> Draft:
    """Doubt what is the source itself.

    Where much of a translation is, all that is the same is doubted, and it is told; else only sentences are:
    names and titles may well be the same. Between varieties of a language, or two scripts of it, none is.
    """
    source, target = draft.texts
    if not _between_languages(source, target):
        return draft
    same: set[int] = set()
    told: set[int] = set()
    longer = longer_same = 0
    for number, stretch in enumerate(draft.stretches):
        # Most acts change how sure a text is, and not what it says.
        passages = source.passages[stretch.passages]
        texts = [paragraph.target for paragraph in draft.filled[stretch.passages]]
        made = draft.making.made((_copied, number), _copied, passages, texts)
        same.update(stretch.begin + n for n in made.same)
        told.update(stretch.begin + n for n in made.same if _is_text(passages[n]))
        longer += made.longer
        longer_same += made.longer_same
    much = None
    if copies.many(longer_same, longer):
        names = {"target": target.path, "source": source.path}
        much = report("D316.paragraphs", copied=longer_same, paragraphs=longer, **names)
    decided = draft.evidence.decided[0]
    doubted = same if much else {k for k in told if decided.isdisjoint(source.passages[k].numbers)}
    filled = [one.doubted("same") if one.passage in doubted else one for one in draft.filled]
    return replace(draft, filled=tuple(filled), copied=much)


def check_languages(draft: Draft) -> Draft:
    """Doubt what is in another language than the rest of its text, where much of that is.

    Some print two translations, one behind the other or side by side: layouts fit the wrong one as well.
    """
    target = draft.texts[1]
    texts = draft.making.made((_texts,), _texts, target)
    found = draft.making.made((second,), second, texts, target.lang)
    strange = frozenset(found[1]) if found else frozenset()
    decided = draft.evidence.decided[1]
    filled = [
        one.doubted("language")
        if any(target.owners[j] in strange and j not in decided for j in one.sentences)
        else one
        for one in draft.filled
    ]
    return replace(draft, filled=tuple(filled)) if strange else draft


def _texts(text: AlignedText) -> tuple[str, ...]:
    return tuple(passage.text for passage in text.passages)


def _between_languages(source: AlignedText, target: AlignedText) -> bool:
    """Whether a text and its translation are in two languages."""
    return languages.base(source.lang) != languages.base(target.lang)


def _is_text(passage: Passage) -> bool:
    """Whether a passage has sentences that are the same in no two languages.

    An address, a name and the source of a quotation may be.
    """
    text = plain(passage.text)
    return len(copies.letters(text)) >= copies.COPY_LETTERS and ends_sentence(text.rstrip())


def _copies(draft: Draft) -> list[tuple[int, int]]:
    """Passages of the source that go together with the very same in the translation: the numbers of both."""
    source, target = draft.texts
    if not _between_languages(source, target):
        return []
    pairs = {
        (source.owners[bead.source[0]], target.owners[bead.target[0]])
        for bead in draft.beads
        if bead.source and bead.target
    }
    alike = [
        (k, m) for k, m in pairs if _opening(source.passages[k].text) == _opening(target.passages[m].text)
    ]
    return [
        (k, m)
        for k, m in sorted(alike)
        if _is_text(source.passages[k]) and _letters(source, k) == _letters(target, m)
    ]


def _opening(text: str) -> str:
    """The first letters of a text: few begin alike in two languages, and these are compared as a whole."""
    return text.lstrip(_MARKS)[:4].casefold()


def _letters(text: AlignedText, number: int) -> str:
    return copies.letters(plain(text.passages[number].text))


def _beside(
    beads: Sequence[Bead], target: AlignedText, spans: Mapping[tuple[int, int], slice], side: int
) -> dict[tuple[int, int], slice]:
    """The beads on one side of copies that have all of a paragraph which translates nothing."""
    found = {}
    for (k, m), span in spans.items():
        if not 0 <= m + side < len(target.passages):
            continue
        passage = target.passages[m + side]
        count = passage.last - passage.first
        start = span.stop if side == _BEHIND else span.start - count
        other = slice(start, start + count)
        if start < 0 or KINDS[passage.kind].publication:
            continue
        near = beads[other]
        if not _all(near, 0) and _all(near, 1) == [*passage.numbers]:
            found[k, m] = other
    return found


def _all(beads: Sequence[Bead], side: int) -> list[int]:
    """The sentences of some beads, on one side."""
    return list(chain.from_iterable(bead.target if side else bead.source for bead in beads))


def _copied(passages: Sequence[Passage], texts: Sequence[str]) -> copies.CopiedTexts:
    """What of the texts of some paragraphs is the source itself."""
    return copies.copied(zip([passage.text for passage in passages], texts, strict=True))
