"""The head of a text, and the names in it.

Each outlet sets its own date, byline and credits, in its own place, and often words its headline anew. So the
words of these lines say little about what belongs together, and an aligner that keeps the order pairs them
with whatever stands where they might. Here they are paired by kind, and parted from running text. What the
speakers are called in the translation is learnt from the turns that translate each other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, product
from pathlib import PurePath

from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, Filled, JudgedBead, LearntName, Passage
from toolkit.adopting.evidence import Draft
from toolkit.adopting.offices import alike, name_doubts, without_office
from toolkit.aligning.related import sure as sure_bead
from toolkit.aligning.words import keys
from toolkit.catalog.doubts import Doubt
from toolkit.model import KINDS, Bead, Document, Speaker
from toolkit.text import copies


def differs(source: str, target: str) -> bool:
    """Whether a line says something else there.

    Its numbers are not the same.

    Without a number nothing tells, so that such a line differs too, if it has letters at all.
    """
    ours = _numbers(source)
    return not ours or not ours <= _numbers(target)


def _numbers(text: str) -> set[str]:
    return {key for key in keys(text) if key[0] == "#"}


def pair_head(draft: Draft) -> Draft:
    """Pair lines of the head by their kind.

    They are parted from running text.

    Sentences about which a person has decided stay as they are.
    """
    source, target = draft.texts
    held = draft.evidence.decided
    made = draft.making.made
    lines = [made((_lines, side), _lines, text) for side, text in enumerate(draft.texts)]
    beads: list[Bead] = []
    done = 0
    # All others are running text, as nearly everywhere.
    touched = draft.making.along((_touched,), _touched, draft.beads, *lines)
    for number in [at for at, one in enumerate(touched) if one]:
        beads += draft.beads[done:number]
        bead, done = draft.beads[number], number + 1
        free = not (held[0] & {*bead.source} or held[1] & {*bead.target})
        beads += _parted(bead, source, target) if free else [bead]
    beads += draft.beads[done:]
    for ours, theirs in made((_pairs,), _pairs, source, target):
        if not (held[0] & {*ours.numbers} or held[1] & {*theirs.numbers}):
            beads = _joined(beads, ours, theirs, otherwise=_otherwise(draft.beads, ours, theirs))
    return replace(draft, beads=tuple(beads))


def _parted(bead: Bead, source: AlignedText, target: AlignedText) -> list[Bead]:
    """A bead parted from lines that are no text.

    These are null beads then.

    A common number makes it likely that a line was read as text, or text as a line: then it stays.
    """
    ours = [_is_line(source.passages[source.owners[i]]) for i in bead.source]
    theirs = [_is_line(target.passages[target.owners[j]]) for j in bead.target]
    # Nothing stands beside running text, or all of it is of one sort.
    if not ours or not theirs or all(ours) == any(ours) == all(theirs) == any(theirs):
        return [bead]
    # A date in both speaks against parting them.
    numbers = [_numbers(" ".join(source.sentences[i] for i in bead.source))]
    numbers.append(_numbers(" ".join(target.sentences[j] for j in bead.target)))
    if numbers[0] & numbers[1] and (all(ours) or all(theirs)):
        return [bead]
    kept = (
        [i for i, line in zip(bead.source, ours, strict=True) if not line],
        [j for j, line in zip(bead.target, theirs, strict=True) if not line],
    )
    if any(units and units[-1] - units[0] >= len(units) for units in kept):
        return [bead]  # a line between two halves of a sentence is none
    whole = [bead.replace(source=(*kept[0],), target=(*kept[1],))] if all(kept) else []
    if not whole:
        kept = ([], [])
    rest = [
        *(Bead((i,), (), bounds.OPEN) for i in bead.source if i not in kept[0]),
        *(Bead((), (j,), bounds.OPEN) for j in bead.target if j not in kept[1]),
    ]
    first = [lone for lone in rest if whole and _before(lone, whole[0])]
    return [*first, *whole, *(lone for lone in rest if lone not in first)]


def _lines(text: AlignedText) -> frozenset[int]:
    """The sentences of all lines about the publication."""
    return frozenset(chain.from_iterable(passage.numbers for passage in text.passages if _is_line(passage)))


def _touched(beads: Sequence[Bead], ours: frozenset[int], theirs: frozenset[int]) -> list[bool]:
    """Whether beads have some of these sentences."""
    return [not (ours.isdisjoint(bead.source) and theirs.isdisjoint(bead.target)) for bead in beads]


def _is_line(passage: Passage) -> bool:
    """Whether a line is about the publication.

    Such a line is no translation of text.
    """
    return KINDS[passage.kind].publication


def _before(lone: Bead, other: Bead) -> bool:
    return (lone.source[0] < other.source[0]) if lone.source else (lone.target[0] < other.target[0])


def _pairs(source: AlignedText, target: AlignedText) -> list[tuple[Passage, Passage]]:
    """Passages of one kind, in pairs.

    A text has these kinds once or twice, so that their words don't matter.

    Those with most numbers in common come first.
    """
    pairs = []
    for kind in (info.name for info in KINDS.values() if info.title_block):
        ours = [passage for passage in source.passages if passage.kind == kind]
        theirs = [passage for passage in target.passages if passage.kind == kind]
        likely = []
        for k, m in product(range(len(ours)), range(len(theirs))):
            common = _numbers(ours[k].text) & _numbers(theirs[m].text)
            likely.append((-len(common), k, m))
        taken: tuple[set[int], set[int]] = set(), set()
        for _, k, m in sorted(likely):
            # A text may have two bylines, each with its own counterpart.
            if k not in taken[0] and m not in taken[1]:
                taken[0].add(k)
                taken[1].add(m)
                pairs.append((ours[k], theirs[m]))
    return pairs


def _otherwise(beads: Sequence[Bead], ours: Passage, theirs: Passage) -> bool:
    """Whether words and order rather put one of two passages together with another line.

    The name of an author above the title of a text may have been read as its title.
    """
    mine, other = {*ours.numbers}, {*theirs.numbers}
    likely = (bead for bead in beads if bead.source and bead.target and bead.cost < bounds.OPEN)
    return any(mine.isdisjoint(bead.source) != other.isdisjoint(bead.target) for bead in likely)


def _joined(beads: list[Bead], ours: Passage, theirs: Passage, *, otherwise: bool) -> list[Bead]:
    """The beads with two passages put together.

    Unless they are already, or one surely belongs elsewhere. Where they seem to go `otherwise`, that is open.
    """
    mine, other = {*ours.numbers}, {*theirs.numbers}
    for bead in beads:
        if mine.isdisjoint(bead.source) and other.isdisjoint(bead.target):
            continue
        # Put together already, or sure of another partner: then kinds have no say.
        near, far = mine & {*bead.source}, other & {*bead.target}
        if (near and far) or ((near or far) and sure_bead(bead)):
            return beads
    # Another date is another date, be both datelines.
    even = otherwise or (_is_line(ours) and differs(ours.text, theirs.text))
    cost = bounds.OPEN if even else bounds.PAIR_BY_KIND
    joint = Bead((*ours.numbers,), (*theirs.numbers,), cost)
    joined: list[Bead] = []
    for bead in beads:
        if mine.isdisjoint(bead.source) and other.isdisjoint(bead.target):
            joined.append(bead)
            continue
        joined += [Bead((i,), (), bounds.OPEN) for i in bead.source if i < ours.first]
        joined += [joint] if ours.first in bead.source else []
        joined += [Bead((i,), (), bounds.OPEN) for i in bead.source if i >= ours.last]
        joined += [Bead((), (j,), bounds.OPEN) for j in bead.target if j not in other]
    return _in_place(joined, joint)


def _in_place(beads: Sequence[Bead], joint: Bead) -> list[Bead]:
    """The beads with left-over text in its order.

    It stands before or behind a bead as it does in the translation.
    """
    # Null beads that stood between may now be on the wrong side of it.
    at = beads.index(joint)
    early = [lone for lone in beads[at:] if not lone.source and lone.target[-1] < joint.target[0]]
    late = [lone for lone in beads[:at] if not lone.source and lone.target[0] > joint.target[-1]]
    moving = [*early, *late]
    before = [bead for bead in beads[:at] if bead not in moving]
    after = [bead for bead in beads[at + 1 :] if bead not in moving]
    # What is early may belong before others that were put together, too, and what is late behind others.
    for lone in early:
        place = len(before)
        for k in range(len(before) - 1, -1, -1):
            if before[k].target and before[k].target[0] < lone.target[0]:
                break
            place = k if before[k].target else place
        before.insert(place, lone)
    for lone in reversed(late):
        place = 0
        for k, other in enumerate(after):
            if other.target and other.target[0] > lone.target[0]:
                break
            place = k + 1 if other.target else place
        after.insert(place, lone)
    return [*before, joint, *after]


_TYPED = frozenset({"", ".md", ".markdown", ".txt"})
"""How names of files end whose front matter somebody has typed."""


def stated_title(draft: Draft) -> LearntName | None:
    """What a title that the document has gets; None for none, and for the same.

    That is the title that the translation states beside its text, or its headline that translates nothing.

    Front matter is often copied: a title that is a part of the other may be in its language, and is doubted.
    So is one that nobody typed above a text: properties are often those of a file that was copied, and a page
    says whose it is.
    """
    ours, headline = draft.document.meta.title, _headline_alone(draft)
    return _stated(draft, ours, headline.text if headline else "")


def _stated(draft: Draft, ours: str, printed: str = "") -> LearntName | None:
    """The title that the translation states, or prints, as one of a title of the document."""
    theirs = printed or draft.translation.meta.title
    letters = copies.letters(ours), copies.letters(theirs)
    if not all(letters) or letters[0] == letters[1] or draft.unrelated:
        return None
    copied = letters[1] in letters[0] or letters[0] in letters[1]
    is_typed = printed or PurePath(draft.texts[1].path).suffix.lower() in _TYPED
    probability = math.exp(-(bounds.PAIR_BY_KIND if is_typed else bounds.OPEN))
    return LearntName("", theirs, probability, doubts=(Doubt("same"),) if copied else ())


def _headline_alone(draft: Draft) -> Passage | None:
    """The one headline of the translation, where the document has its title beside the text alone."""
    ours, theirs = (
        [passage for passage in text.passages if KINDS[passage.kind].prints == "headline"]
        for text in draft.texts
    )
    if ours or len(theirs) != 1 or not draft.document.meta.title:
        return None
    with_source = (link.bead.target for link in draft.links if link.bead.source)
    decided = (run.sentences for run in draft.leftovers if run.decided)
    return theirs[0] if {*chain(*with_source, *decided)}.isdisjoint(theirs[0].numbers) else None


def take_headline(draft: Draft) -> Draft:
    """Leave a headline that is the title of the document in no other place."""
    headline = _headline_alone(draft)
    if headline is None or stated_title(draft) is None:
        return draft
    runs = (
        replace(run, sentences=tuple(j for j in run.sentences if j not in headline.numbers))
        for run in draft.leftovers
    )
    return replace(draft, leftovers=tuple(run for run in runs if run.sentences))


def fill_stated_title(draft: Draft) -> Draft:
    """Give a title in the text the one that the translation has beside its own text, and not in it."""
    source, target = (
        [k for k, one in enumerate(text.passages) if KINDS[one.kind].prints == "headline"]
        for text in draft.texts
    )
    k = source[0] if source and not target else -1
    if k < 0 or draft.filled[k].fate != "empty" or draft.filled[k].omitted == 1:
        return draft
    title = _stated(draft, draft.texts[0].passages[k].text)
    if title is None or not sure(title):
        return draft
    own = Filled(k, title.name, (), title.confidence, "placed")
    return replace(draft, filled=(*draft.filled[:k], own, *draft.filled[k + 1 :]))


# Speakers' names, from the turns that translate each other.


def learn_names(draft: Draft) -> Draft:
    """Learn the names of speakers.

    Nothing is learnt from texts that seem not to be translations.
    """
    if draft.unrelated:
        return draft
    return replace(draft, names=tuple(_learnt(draft)))


def _learnt(draft: Draft) -> Iterator[LearntName]:
    """A name for each speaker with one voice.

    The confidence is the share of the speaker's beads that agree, held back where there are few. No name of
    the translation is given twice: two speakers with one voice there are no translation of each other.
    """
    counted = _together(draft)
    document, translation = draft.document, draft.translation
    voices = {speaker.key: speaker for speaker in translation.speakers}
    labels = draft.making.made((_labels,), _labels, translation)
    names = document.names()
    taken: set[str] = set()
    pairs: list[tuple[int, str, str]] = []
    for key, others in counted.items():
        pairs += [(count, key, other) for other, count in others.items()]
    # Greedy, the clearest first: no name is given twice.
    learnt: dict[str, LearntName] = {}
    for count, key, other in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        total = sum(counted[key].values())
        if key in learnt or other in taken or count / total < bounds.VOICE_SHARE:
            continue
        taken.add(other)
        name = without_office(names[key], _like(names[key], voices[other], labels.get(other, Counter())))
        learnt[key] = LearntName(
            key, name, round(count / (total + bounds.VOICE_UNSEEN), 4), doubts=name_doubts(names[key], name)
        )
    yield from (learnt[speaker.key] for speaker in document.speakers if speaker.key in learnt)


def _labels(document: Document) -> dict[str, Counter[str]]:
    """How often each speaker has which label."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for turn in document.turns:
        if len(turn.speakers) == 1 and turn.label:
            labels[turn.speakers[0]][turn.label] += 1
    return labels


def _like(name: str, voice: Speaker, labels: Counter[str]) -> str:
    """The label that sounds most like a name.

    In Latin letters; else the speaker's first one. Of these labels, which the speaker has so often.

    A speaker is often introduced with their office, 主持人邹韵, and called 邹韵 from then on.
    """
    # The most frequent of those that sound alike.
    best = max(
        sorted(labels, key=lambda label: -labels[label]), key=lambda label: alike(name, label), default=""
    )
    return best if alike(name, best) >= alike(name, voice.name) + bounds.NAME_LIKER else voice.name


def _together(draft: Draft) -> dict[str, Counter[str]]:
    """How often speakers say the same.

    Speaker of the document -> speaker of the translation -> beads.
    """
    texts, outline = (draft.document, draft.translation), draft.evidence.outline
    ours, theirs = outline.source.voices, outline.target.voices
    # Those who speak together have numbers behind all speakers.
    speakers, others = ([speaker.key for speaker in text.speakers] for text in texts)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for number, stretch in enumerate(draft.stretches):
        voiced = draft.making.made((_voiced, number), _voiced, draft.links[stretch.beads], ours, theirs)
        for (voice, other), count in voiced.items():
            if voice < len(speakers) and other < len(others):
                counted[speakers[voice]][others[other]] += count
    return counted


def _voiced(
    links: Sequence[JudgedBead], ours: Sequence[int], theirs: Sequence[int]
) -> Counter[tuple[int, int]]:
    """How often two voices say the same in some beads.

    ours, theirs  whose each sentence is, as `TextLayout.voices` tells it
    """
    counted: Counter[tuple[int, int]] = Counter()
    for link in links:
        bead = link.bead
        # A doubtful bead would count for a wrong voice.
        if link.confidence < bounds.VOICE_BEAD or not (bead.source and bead.target):
            continue
        voice, other = ours[bead.source[0]], theirs[bead.target[0]]
        # A bead with two voices says nothing of either.
        mixed = any(ours[i] != voice for i in bead.source) or any(theirs[j] != other for j in bead.target)
        if min(voice, other) >= 0 and not mixed:
            counted[voice, other] += 1
    return counted


def sure(name: LearntName) -> bool:
    """Whether a name needs no look."""
    return name.confidence >= bounds.NAME_SURE and not name.doubts
