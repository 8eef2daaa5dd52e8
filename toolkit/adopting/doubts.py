"""What was placed and is doubted all the same.

It stands where the texts seem to part, or only its place speaks for it; it has but a part of its paragraph,
or perhaps a label; or it is far too long or short. `catalog.doubts` has the words.

Functions that take `filled` give all of it back in order, some of it in doubt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from toolkit import late
from toolkit.adopting import bounds, dealing
from toolkit.adopting.adoption import AlignedText, Filled
from toolkit.adopting.evidence import Draft
from toolkit.adopting.stretches import within
from toolkit.aligning.arrays import Floats, Ints, median
from toolkit.aligning.bounds import SURE
from toolkit.aligning.length import units
from toolkit.aligning.related import unrelated, weak
from toolkit.catalog.doubts import Argument
from toolkit.model import KINDS, Bead
from toolkit.text.hygiene import tidy

# No label has a digit or a mark, and what follows on its colon is neither a time nor a quotation.
_LABEL = late.regex(r"[^\d:：.,!?。、！？，،؟;]{1,30}[:：](?!\s*[/\d\"“”„«‘「『])")


def note_what_is_weak(draft: Draft) -> Draft:
    """Note where the texts seem to part."""
    # Before moved turns are paired: their partners were not found by order.
    in_order = chain.from_iterable(bead.source for bead in draft.beads if bead.target)
    weak_ones = weakly_linked(draft.beads, draft.rest.decided)
    return replace(draft, in_order=frozenset(in_order), weak=weak_ones)


def check_each_paragraph(draft: Draft) -> Draft:
    """Doubt paragraphs for where they stand and what they look like."""
    source, target = draft.texts
    made, weak_ones = draft.making.made, sorted(draft.weak)
    filled: list[Filled] = []
    parts = []
    for number, stretch in enumerate(draft.stretches):
        own, asked = draft.filled[stretch.passages], within(weak_ones, stretch.sentences(source))
        filled += made((in_weak_places, number), in_weak_places, own, source, frozenset(asked))
        parts.append(made((FilledLooks.of, number), FilledLooks.of, own, source))
    if parts:
        looks = FilledLooks(*map(np.concatenate, zip(*parts, strict=True)))
        filled = divided(filled, looks, source, made((owners_of,), owners_of, target))
        filled = labelled(filled, source, target)
        filled = measured(filled, looks)
        filled = islands(filled, looks, source)
    return replace(draft, filled=tuple(filled))


def check_by_words_alone(draft: Draft) -> Draft:
    """Doubt what only order speaks for.

    The texts are aligned by their words alone, where something is left over on both sides: the one may
    translate the other, and all between them stand one place too far.

    Where something is in another order, or weak, the words must be sure of it too.
    """
    beads = dealing.measured(draft)
    if not (beads.ours[~beads.paired].any() and beads.theirs[~beads.paired].any()):
        return draft
    by_words = draft.by_words or tuple(draft.rest.by_words())
    strict = bool(draft.moved or draft.elsewhere or draft.weak)
    partners = draft.making.made((_partners,), _partners, by_words, strict)
    filled: list[Filled] = []
    for number, stretch in enumerate(draft.stretches):
        given = draft.filled[stretch.passages], draft.texts[0], partners, draft.in_order
        filled += draft.making.made((compared, number), compared, *given)
    return replace(draft, by_words=by_words, filled=tuple(filled))


def check_relation(draft: Draft) -> Draft:
    """Doubt all, where the texts seem not to translate each other."""
    source, target = draft.texts
    paths = source.path, target.path
    strange = unrelated(dealing.measured(draft), paths)
    if not strange and not draft.moved:
        strange = draft.making.made((unrelated,), unrelated, draft.by_words, paths)
    if not strange:
        return draft
    # Nothing of a text that is perhaps no translation is taken over unseen.
    filled = [
        paragraph.doubted("unrelated") if paragraph.fate == "placed" else paragraph
        for paragraph in draft.filled
    ]
    return replace(draft, unrelated=strange, filled=tuple(filled))


def weakly_linked(beads: Sequence[Bead], decided: tuple[frozenset[int], frozenset[int]]) -> frozenset[int]:
    """Source sentences where few pairs are sure.

    decided  sentences of both texts that were kept out of the alignment, or that a person has decided about:
             what is left out there is no weakness
    """
    # What a person has decided, or was kept out, is no weakness of the rest.
    asked = [
        bead
        for bead in beads
        if bead.paired or not (decided[0].issuperset(bead.source) and decided[1].issuperset(bead.target))
    ]
    sentences: set[int] = set()
    for span in weak(asked):
        inside = asked[slice(*span)]
        paired = [bead for bead in inside if bead.paired]
        if sum(bead.cost <= SURE for bead in paired) <= bounds.SURE_SHARE * len(paired):
            sentences.update(chain.from_iterable(bead.source for bead in inside))
    return frozenset(sentences)


def in_weak_places(
    filled: Sequence[Filled], source: AlignedText, weak_ones: AbstractSet[int]
) -> Sequence[Filled]:
    """Doubt what stands where the texts part.

    Even what is sure of itself is often wrong there.
    """
    if not weak_ones:
        return filled
    out = []
    for paragraph in filled:
        passage = source.passages[paragraph.passage]
        strong = weak_ones.isdisjoint(passage.numbers)
        out.append(paragraph if strong else _in_doubt(paragraph, "order"))
    return out


class FilledLooks(NamedTuple):
    """What some paragraphs look like beside their translations, as arrays."""

    counts: Ints
    """How many sentences of the translation each has."""
    sentences: Ints
    """The numbers of these sentences, one paragraph after the other."""
    there: npt.NDArray[np.bool_]
    """Whether each has a translation."""
    ours: Floats
    """Units of each; 0 where it has none."""
    theirs: Floats
    """Units of its translation."""

    @classmethod
    def of(cls, filled: Sequence[Filled], source: AlignedText) -> FilledLooks:
        """What these paragraphs look like beside their translations."""
        given = [*chain.from_iterable([paragraph.sentences for paragraph in filled])]
        texts = [source.passages[paragraph.passage].text if paragraph.target else "" for paragraph in filled]
        return cls(
            np.array([len(paragraph.sentences) for paragraph in filled], dtype=np.int64),
            np.array(given, dtype=np.int64),
            np.array([bool(paragraph.target) for paragraph in filled], dtype=np.bool_),
            units(texts),
            units([paragraph.target for paragraph in filled]),
        )


def owners_of(text: AlignedText) -> Ints:
    """The paragraph of each sentence, as an array."""
    return np.array(text.owners, dtype=np.int64)


def divided(filled: Sequence[Filled], looks: FilledLooks, source: AlignedText, owners: Ints) -> list[Filled]:
    """Doubt parts of a paragraph that went apart.

    Parts that went to places of other kinds are doubted, too.

    owners  of the sentences of the translation
    """
    checked = [*filled]
    # Neighbours in the translation, with the paragraphs that they went to.
    numbers = np.repeat(np.arange(len(filled)), looks.counts)
    order = np.argsort(looks.sentences, kind="stable")
    numbers, owners = numbers[order], owners[looks.sentences[order]]
    apart = np.flatnonzero((numbers[1:] != numbers[:-1]) & (owners[1:] == owners[:-1]))
    for k, m in zip(numbers[apart].tolist(), numbers[apart + 1].tolist(), strict=True):
        ours, theirs = source.passages[checked[k].passage], source.passages[checked[m].passage]
        # Where a short question between two parts of an answer was left out, these are one paragraph then.
        near = abs(m - k) <= 1 or (m - k == 2 and not checked[k + 1].target and ours.label == theirs.label)
        if not near or ours.kind != theirs.kind:
            checked[k] = _in_doubt(checked[k], "parted", theirs.n)
            checked[m] = _in_doubt(checked[m], "parted", ours.n)
    return checked


def labelled(filled: Sequence[Filled], source: AlignedText, target: AlignedText) -> list[Filled]:
    """Doubt speech that begins with a label.

    Only where nothing there was read as speech.
    """
    checked = [*filled]
    if any(KINDS[passage.kind].spoken for passage in target.passages):
        return checked
    for number, paragraph in enumerate(filled):
        passage = source.passages[paragraph.passage]
        label = _LABEL.match(paragraph.target) if KINDS[passage.kind].spoken else None
        if label and not _LABEL.match(passage.text):
            # It is told beside other doubts, too: a pin doesn't mend it.
            doubt = paragraph.doubted if paragraph.fate == "doubtful" else partial(_in_doubt, paragraph)
            checked[number] = doubt("label", tidy(label[0]))
    return checked


def measured(filled: Sequence[Filled], looks: FilledLooks) -> list[Filled]:
    """Doubt what is far too long or short.

    Sentences that were added or left out may hide in the bead of a short one beside them.
    """
    checked = [*filled]
    ours, theirs = looks.ours, looks.theirs
    usual = (ours > 0) & (theirs > 0)
    # Languages differ in length: what is usual is learnt from these texts.
    ours = ours * (median(theirs[usual] / ours[usual]) if usual.any() else 1.0)
    longer = theirs > bounds.LENGTH_FACTOR * ours + bounds.LENGTH_MORE
    shorter = ours > bounds.LENGTH_FACTOR * theirs + bounds.LENGTH_MORE
    for number in np.flatnonzero((longer | shorter) & looks.there).tolist():
        checked[number] = _in_doubt(checked[number], "longer" if longer[number] else "shorter")
    return checked


def islands(filled: Sequence[Filled], looks: FilledLooks, source: AlignedText) -> list[Filled]:
    """Doubt what stands far from all others.

    Of an excerpt with a headline the aligner finds the headline, and then what looks like the end.
    """
    checked = [*filled]
    # Runs of paragraphs with and without a translation, in turn.
    changes = np.flatnonzero(looks.there[1:] != looks.there[:-1]) + 1
    starts, ends = np.append(0, changes), np.append(changes, len(filled))
    sizes = ends - starts
    # Beyond an end there is nothing near.
    around = np.concatenate(([len(filled)], sizes, [len(filled)]))
    far = np.minimum(around[:-2], around[2:]) >= bounds.ISLAND_DISTANCE
    lone = looks.there[starts] & (sizes <= bounds.ISLAND) & far if len(sizes) > 1 else np.zeros(0)
    for run in np.flatnonzero(lone).tolist():
        for number in range(int(starts[run]), int(ends[run])):
            line = KINDS[source.passages[checked[number].passage].kind].publication
            checked[number] = checked[number] if line else _in_doubt(checked[number], "alone")
    return checked


def compared(
    filled: Sequence[Filled],
    source: AlignedText,
    partners: Mapping[int, tuple[int, ...]],
    asked: AbstractSet[int],
) -> list[Filled]:
    """Doubt what only its place speaks for.

    Who asks and answers in turn, in paragraphs of like length, does so everywhere: where a part of the text
    was moved or left out, layout and voices are as sure of what is wrong there.

    partners  as the words alone have found them
    asked     source sentences for which the order of the text has found a translation
    """
    checked = []
    for paragraph in filled:
        passage = source.passages[paragraph.passage]
        mine = [partners[i] for i in passage.numbers if i in partners and i in asked]
        confirmed = not mine or any({*paragraph.sentences}.intersection(others) for others in mine)
        checked.append(paragraph if confirmed else _in_doubt(paragraph, "place-only"))
    return checked


def _partners(by_words: Sequence[Bead], strict: bool) -> dict[int, tuple[int, ...]]:
    """What goes with each source sentence by words alone.

    strict  whether the words must be sure: what they aren't sure of has nothing
    """
    partners: dict[int, tuple[int, ...]] = {}
    for bead in by_words:
        partners |= dict.fromkeys(bead.source, bead.target if bead.cost <= SURE or not strict else ())
    return partners


def _in_doubt(filled: Filled, code: str, *args: Argument) -> Filled:
    """In doubt, unless a person has decided."""
    return filled.doubted(code, *args) if filled.fate == "placed" and filled.confidence < 1.0 else filled
