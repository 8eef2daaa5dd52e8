"""Whether a translation is the source itself: the wrong file, or one that is only translated in part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np

from toolkit.adopting.adoption import Adoption, AlignedText, Filled, JudgedBead
from toolkit.aligning.length import units
from toolkit.aligning.related import SURE, weak
from toolkit.catalog.doubts import Argument
from toolkit.findings import report
from toolkit.model import KINDS, Bead
from toolkit.text.hygiene import fold, tidy

_LETTERS = 20
"""With fewer, a paragraph may well be the same in both languages: a name, a title, "OK, OK"."""
_SHARE = 0.25
"""Of the longer paragraphs: a quotation may stand untranslated, and languages that are close to each other
agree in a sentence here and there."""


def marked(adoption: Adoption) -> Adoption:
    """The adoption with a word on it, and with doubts, where much of the translation is the source.

    Between varieties of a language, or two scripts of it, nothing is said.
    """
    source, target = adoption.source, adoption.target
    if source.lang.partition("-")[0] == target.lang.partition("-")[0]:
        return adoption
    texts = [(one.passage, _letters(source.passages[one.passage].text), one) for one in adoption.filled]
    same = {number for number, text, one in texts if text and text == _letters(one.target)}
    longer = [number for number, text, one in texts if one.target and len(text) >= _LETTERS]
    many = len(same.intersection(longer))
    if many < max(2, _SHARE * len(longer)):
        return adoption
    names = {"target": target.path, "source": source.path}
    return replace(
        adoption,
        filled=tuple(one.doubted("same") if one.passage in same else one for one in adoption.filled),
        copied=report("D316", copied=many, paragraphs=len(longer), **names),
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, fold(text)))


# What was placed and is still doubtful.
#
# It stands where the texts seem to part, or only its place speaks for it; it has but a part of its
# paragraph, or perhaps a label; it is far too long or short.


_OVER = 4
"""Sentences left over on both sides from which on a part of the text may have been moved."""
_ISLAND, _FAR = 2, 8
"""Paragraphs that stand alone; untranslated ones beside them on either side."""
_SURE_SHARE = 0.8
"""Of beads with both sides, in a weak stretch: where more are sure, much was left out, but what is there goes
together."""
_LABEL = re.compile(r"[^\d:：.,!?。、！？，،؟;]{1,30}[:：](?!\s*[/\d\"“”„«‘「『])")
_FACTOR, _MORE = 2.5, 15.0
"""A translation is odd that is longer than the source by this factor and these units of length, or shorter,
beside what is usual in these texts."""


def over(links: Sequence[JudgedBead]) -> bool:
    """Whether so much is left over on both sides that a part may have been moved."""
    lone = [link.bead for link in links if not (link.bead.source and link.bead.target)]
    return min(sum(len(bead.source) for bead in lone), sum(len(bead.target) for bead in lone)) >= _OVER


def weakly_linked(beads: Sequence[Bead], decided: tuple[frozenset[int], frozenset[int]]) -> frozenset[int]:
    """Source sentences of weak stretches in which too few of those that are paired are sure.

    decided  sentences of both sides that were kept out of the alignment, or that a person has decided about:
             what is left out there is no weakness
    """
    asked = [
        bead
        for bead in beads
        if (bead.source and bead.target)
        or not (decided[0].issuperset(bead.source) and decided[1].issuperset(bead.target))
    ]
    found: set[int] = set()
    for span in weak(asked):
        inside = asked[slice(*span)]
        paired = [bead for bead in inside if bead.source and bead.target]
        if sum(bead.cost <= SURE for bead in paired) <= _SURE_SHARE * len(paired):
            found.update(i for bead in inside for i in bead.source)
    return frozenset(found)


def looked_through(
    filled: Sequence[Filled], source: AlignedText, target: AlignedText, weak_ones: AbstractSet[int]
) -> tuple[Filled, ...]:
    """With all doubts that can be told from what was placed; weak_ones: what `weakly_linked` found."""
    found = divided(in_weak_places(filled, source, weak_ones), source, target)
    found = list(measured(labelled(found, source, target), source))
    return tuple(islands(found, source))


def in_weak_places(
    filled: Iterable[Filled], source: AlignedText, weak_ones: AbstractSet[int]
) -> Iterator[Filled]:
    """With what stands where the texts part in doubt: even what is sure of itself is often wrong there."""
    for one in filled:
        passage = source.passages[one.passage]
        if not weak_ones.isdisjoint(range(passage.first, passage.last)):
            yield _in_doubt(one, "order")
        else:
            yield one


def divided(filled: Iterable[Filled], source: AlignedText, target: AlignedText) -> list[Filled]:
    """With parts of one paragraph in doubt that went to places apart from each other, or of other kinds."""
    out = list(filled)
    given = sorted((j, number) for number, one in enumerate(out) for j in one.sentences)
    for (j, k), (i, m) in pairwise(given):
        here, there = out[k].passage, out[m].passage
        if k == m or target.owners[j] != target.owners[i]:
            continue
        ours, theirs = source.passages[here], source.passages[there]
        # Where a short question between two parts of an answer was left out, these are one paragraph then.
        near = abs(m - k) <= 1 or (m - k == 2 and not out[k + 1].target and ours.label == theirs.label)
        if not near or ours.kind != theirs.kind:
            out[k] = _in_doubt(out[k], "parted", theirs.n)
            out[m] = _in_doubt(out[m], "parted", ours.n)
    return out


def labelled(filled: Iterable[Filled], source: AlignedText, target: AlignedText) -> Iterator[Filled]:
    """With speech in doubt that begins as if with a label, where nothing there was read as speech."""
    read = any(KINDS[passage.kind].spoken for passage in target.passages)
    for one in filled:
        speech = KINDS[source.passages[one.passage].kind].spoken
        found = _LABEL.match(one.target) if speech and not read else None
        if found and not _LABEL.match(source.passages[one.passage].text):
            label = tidy(found[0])
            yield one.doubted("label", label) if one.fate == "doubtful" else _in_doubt(one, "label", label)
        else:
            yield one


def islands(filled: Sequence[Filled], source: AlignedText) -> Iterator[Filled]:
    """With one or two translations in doubt that stand alone, far from all others.

    Of an excerpt with a headline the aligner finds the headline, and then what looks like the end.
    """
    empty = [not one.target for one in filled]
    runs = [(alone, len(list(group))) for alone, group in groupby(empty)]
    at = 0
    for number, (gap, size) in enumerate(runs):
        beside = [many for _, many in (*runs[max(0, number - 1) : number], *runs[number + 1 : number + 2])]
        far = not gap and size <= _ISLAND and beside and min(beside) >= _FAR
        for one in filled[at : at + size]:
            line = KINDS[source.passages[one.passage].kind].publication
            yield _in_doubt(one, "alone") if far and not line else one
        at += size


def compared(
    filled: Sequence[Filled],
    source: AlignedText,
    loose: Sequence[Bead],
    asked: AbstractSet[int],
    *,
    strict: bool,
) -> Iterator[Filled]:
    """With what stands there for its place alone in doubt.

    loose  beads that were found by the words alone
    asked  source sentences for which the order of the text has found a translation
    strict whether words must be sure of it too, as where something is in another order

    Who asks and answers in turn, in paragraphs of like length, does so everywhere: where a part of the text
    was moved or left out, layout and voices are as sure of what is wrong there.
    """
    sure = [bead for bead in loose if bead.cost <= SURE or not strict]
    partners: dict[int, tuple[int, ...]] = {i: () for bead in loose for i in bead.source if i in asked}
    partners |= {i: bead.target for bead in sure for i in bead.source if i in asked}
    for one in filled:
        passage = source.passages[one.passage]
        mine = [partners[i] for i in range(passage.first, passage.last) if i in partners]
        if mine and not any({*one.sentences}.intersection(others) for others in mine):
            yield _in_doubt(one, "place-only")
        else:
            yield one


def measured(filled: Iterable[Filled], source: AlignedText) -> Iterator[Filled]:
    """With translations in doubt that are far longer or shorter than their sources.

    Sentences that were added or left out may hide in the bead of a short one beside them.
    """
    filled = list(filled)
    ours = units([source.passages[one.passage].text if one.target else "" for one in filled])
    theirs = units([one.target for one in filled])
    usual = (ours > 0) & (theirs > 0)
    ours = ours * (float(np.median(theirs[usual] / ours[usual])) if usual.any() else 1.0)
    for one, expected, found in zip(filled, ours.tolist(), theirs.tolist(), strict=True):
        if one.target and found > _FACTOR * expected + _MORE:
            yield _in_doubt(one, "longer")
        elif one.target and expected > _FACTOR * found + _MORE:
            yield _in_doubt(one, "shorter")
        else:
            yield one


def _in_doubt(one: Filled, code: str, *args: Argument) -> Filled:
    """In doubt, unless a person has decided or it is already."""
    return one.doubted(code, *args) if one.fate == "placed" and one.confidence < 1.0 else one
