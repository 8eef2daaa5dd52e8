"""Which documents of two heaps translate each other.

Record linkage (Fellegi and Sunter 1969): a document is the set of its words, and a pair is told from chance
by the words that it shares, each weighed by how seldom it is. At first, shared words are numbers and names,
spelt or sounding alike, those of a dictionary, and what stands in the names of the files; lengths count, too.
The pairs that are sure teach which words stand for which; so more are found, until no more are.

Candidates come from an index by the rarest words, so many a document: no document is held against all others.
Where words leave a doubt, others may be proposed: by what their sentences mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from toolkit.aligning import arrays, vocabulary
from toolkit.aligning.arrays import Floats, Ints, begins, running, runs
from toolkit.corpora import bounds
from toolkit.corpora.matching import Candidates, trusted
from toolkit.corpora.verdicts import Judge, Proposals, Verdicts

Proposer = Callable[[Sequence[int], Sequence[int]], Proposals]
"""Documents of both heaps that words leave in doubt -> which of them to look at."""


class HeapDocument(NamedTuple):
    """What tells a document from others."""

    words: tuple[str, ...]
    """All of its words, as they are written."""
    stems: tuple[str, ...]
    """Likewise."""
    names: tuple[str, ...]
    """What its file is called, in words."""
    characters: int


class DocumentPair(NamedTuple):
    """Two documents that translate each other, by their places in their heaps."""

    source: int
    target: int
    probability: float


@dataclass(frozen=True, slots=True)
class _Heap:
    """One side."""

    words: Ints
    """Numbers of the words of all documents, one document behind the other, ascending in each."""
    ends: Ints
    """Where each document begins, and where the last ends."""
    often: Floats
    """In how many documents each word is."""
    lengths: Floats
    """Logarithms of the numbers of characters."""

    def __len__(self) -> int:
        return len(self.lengths)

    def of(self, document: int) -> Ints:
        return self.words[self.ends[document] : self.ends[document + 1]]


@dataclass(frozen=True, slots=True)
class _WordLinks:
    """Words of the source, each with one of the target that stands for it."""

    source: Ints
    target: Ints
    trust: Floats
    """The probability that a document with the one has a translation with the other."""


def pairs(
    source: Sequence[HeapDocument],
    target: Sequence[HeapDocument],
    known: Iterable[tuple[str, str]] = (),
    least: float = 0.5,
    judge: Judge | None = None,
    propose: Proposer | None = None,
) -> list[DocumentPair]:
    """The documents that translate each other, each at most once, in the order of the source.

    known  pairs of stems from a dictionary
    least  the probability that a pair has
    judge  looks at the sentences of two documents, where their words leave a doubt
    propose  is asked once, before that, for documents whose words don't tell that they are a pair
    Time is linear in the number of documents, so is memory, but for what `propose` takes.
    """
    if not source or not target:
        return []
    ids: tuple[dict[str, int], dict[str, int]] = ({}, {})
    heaps = _heap(source, ids[0]), _heap(target, ids[1])
    different = [list(dict.fromkeys(chain.from_iterable(d.words for d in side))) for side in (source, target)]
    found = vocabulary.seeds(different, ids, known)
    names = [(number, ids[1][word]) for word, number in ids[0].items() if word[0] == _NAME and word in ids[1]]
    begun = _WordLinks(
        np.concatenate([found.source, np.array([a for a, _ in names], dtype=np.int64)]),
        np.concatenate([found.target, np.array([b for _, b in names], dtype=np.int64)]),
        np.concatenate([vocabulary.TRUST[found.kind], np.full(len(names), bounds.NAME_TRUST)]),
    )
    shift, spread = float(np.median(heaps[1].lengths) - np.median(heaps[0].lengths)), bounds.LENGTHS
    links, sure = begun, -1
    verdicts = Verdicts(judge) if judge is not None else None
    proposed: Proposals = {}
    made: list[DocumentPair] = []
    for _ in range(bounds.ROUNDS):
        candidates = _weighed(heaps, _met(heaps, links, proposed), (shift, spread), verdicts)
        made = _one_to_one(candidates)
        taught = [pair for pair in made if pair.probability >= bounds.SURE]
        # A few more would teach nothing more. Then sentences are looked at, which takes longer.
        settled = len(taught) <= sure * bounds.SETTLED or len(taught) < bounds.LEAST_TOGETHER
        if settled and propose is not None:
            proposed, propose = propose(*_left(heaps, taught)), None
            continue
        if settled:
            counterparts = {pair.source: pair.target for pair in taught}
            if verdicts is None or not verdicts.look(candidates, counterparts, proposed):
                break
        sure = len(taught)
        if not taught:
            continue
        links = _learnt(heaps, begun, taught)
        ratio = [heaps[1].lengths[b] - heaps[0].lengths[a] for a, b, _ in taught]
        shift, spread = float(np.median(ratio)), max(bounds.LENGTHS_LEAST, float(np.std(ratio)))
    return sorted(pair for pair in made if pair.probability >= least)


_NAME = "\0"
"""Before a word of a file's name: it stands for no word of a text."""


def _heap(documents: Sequence[HeapDocument], ids: dict[str, int]) -> _Heap:
    rows = []
    for document in documents:
        words = {ids.setdefault(word, len(ids)) for word in document.stems}
        words |= {ids.setdefault(_NAME + word, len(ids)) for word in document.names}
        rows.append(np.array(sorted(words), dtype=np.int64))
    ends = running([len(row) for row in rows])
    whole = np.concatenate(rows)
    often = np.bincount(whole, minlength=len(ids)).astype(np.float64)
    lengths = np.log(np.array([document.characters + 1.0 for document in documents]))
    return _Heap(whole, ends, often, lengths)


def _left(heaps: tuple[_Heap, _Heap], taught: Sequence[DocumentPair]) -> tuple[list[int], list[int]]:
    """The documents of both heaps that are in no sure pair."""
    sure = {pair.source for pair in taught}, {pair.target for pair in taught}
    ours, theirs = ([*range(len(heap))] for heap in heaps)
    return [k for k in ours if k not in sure[0]], [k for k in theirs if k not in sure[1]]


def _met(heaps: tuple[_Heap, _Heap], links: _WordLinks, proposed: Proposals) -> list[tuple[Ints, Floats]]:
    """For each document of the source those of the target that it may translate, and what their words say."""
    source, target = heaps
    # Without the counterpart itself, which may be the one that has the word.
    chance = np.minimum((target.often - 1 + bounds.UNSEEN) / len(target), bounds.COMMON)[links.target]
    trust = np.clip(links.trust, bounds.TRUST_LEAST, bounds.TRUST_MOST)
    worth = np.flatnonzero(trust > chance)
    gain, loss = np.log(trust / chance)[worth], np.log((1 - trust) / (1 - chance))[worth]
    # One link a word: the one that says most.
    best = worth[np.lexsort((-gain, links.source[worth]))]
    best = best[np.append(True, np.diff(links.source[best]) > 0)[: len(best)]]
    to = np.full(len(source.often), -1)
    to[links.source[best]] = links.target[best]
    both, one = np.zeros(len(source.often)), np.zeros(len(source.often))
    place = np.searchsorted(worth, best)
    both[links.source[best]], one[links.source[best]] = gain[place], loss[place]
    index = _Index(target)
    weight = np.zeros(len(target.often))
    rows: list[tuple[Ints, Floats]] = []
    for document in range(len(source)):
        own = source.of(document)
        own = own[to[own] >= 0]
        there = to[own]
        rare = np.argsort(target.often[there], kind="stable")
        upto = np.searchsorted(np.cumsum(target.often[there[rare]]), bounds.POSTINGS, side="right")
        rare = rare[: max(1, int(upto))]
        near = index.most(there[rare], both[own[rare]])
        if document in proposed:
            near = np.union1d(near, proposed[document])
        if not len(near):
            rows.append((near, np.zeros(0)))
            continue
        # Weighed by all words: what both have, and what the source has alone.
        weight[there] = both[own] - one[own]
        sizes = target.ends[near + 1] - target.ends[near]
        words = target.words[runs(target.ends[near], sizes)[1]]
        shared = np.add.reduceat(weight[words], begins(sizes))
        weight[there] = 0.0
        rows.append((near, one[own].sum() + shared))
    return rows


class _Index:
    """The documents of a heap by their words."""

    def __init__(self, heap: _Heap) -> None:
        owners = np.repeat(np.arange(len(heap)), np.diff(heap.ends))
        self._owners = owners[arrays.order(heap.words)]
        self._many = np.bincount(heap.words, minlength=len(heap.often))
        self._first = begins(self._many)
        # Tables of all documents, for one question after the other: so none needs a sort.
        self._said, self._last = np.zeros(len(heap)), np.zeros(len(heap), dtype=np.int64)

    def most(self, words: Ints, worth: Floats) -> Ints:
        """The documents for which so many words speak most, each as much as it is worth, ascending."""
        word, at = runs(self._first[words], self._many[words])
        met, places = self._owners[at], np.arange(len(at))
        np.add.at(self._said, met, worth[word])
        self._last[met] = places
        once = met[self._last[met] == places]
        said = self._said[once]
        self._said[once] = 0.0
        if len(once) > bounds.CANDIDATES:
            enough = said >= np.partition(said, -bounds.CANDIDATES)[-bounds.CANDIDATES]
            once, said = once[enough], said[enough]
        return np.sort(once[np.lexsort((once, -said))[: bounds.CANDIDATES]])


def _weighed(
    heaps: tuple[_Heap, _Heap],
    rows: Sequence[tuple[Ints, Floats]],
    lengths: tuple[float, float],
    verdicts: Verdicts | None,
) -> Candidates:
    """Pairs that may be, weighed by words, lengths and what their sentences say."""
    source, target = heaps
    ours = np.repeat(np.arange(len(rows)), [len(near) for near, _ in rows])
    theirs = np.concatenate([near for near, _ in rows])
    score = np.concatenate([own for _, own in rows])
    shift, spread = lengths
    off = target.lengths[theirs] - source.lengths[ours] - shift
    wide = math.hypot(float(target.lengths.std()), float(source.lengths.std()), spread)
    score = bounds.TEMPER * score - (off / spread) ** 2 / 2 + (off / wide) ** 2 / 2 + math.log(wide / spread)
    candidates = Candidates(ours, theirs, score + math.log(bounds.PAIRED / len(target)), np.zeros(len(score)))
    return candidates if verdicts is None else candidates.plus(verdicts.said(candidates))


def _one_to_one(candidates: Candidates) -> list[DocumentPair]:
    """Probabilities of candidates, and the best of them, each document once."""
    ours, theirs, probability = candidates.source, candidates.target, trusted(candidates)
    taken: tuple[set[int], set[int]] = (set(), set())
    made = []
    for k in np.lexsort((theirs, ours, -probability)).tolist():
        a, b = int(ours[k]), int(theirs[k])
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            made.append(DocumentPair(a, b, float(probability[k])))
    return made


def _learnt(heaps: tuple[_Heap, _Heap], links: _WordLinks, taught: Sequence[DocumentPair]) -> _WordLinks:
    """Links with what sure pairs teach: new ones, and how far old ones hold."""
    # Spread over the heap, whose order may be that of its subjects.
    some = taught[:: -(-len(taught) // bounds.TAUGHT)]
    words = [
        [_telling(heap, document) for document in side]
        for heap, side in zip(heaps, ([a for a, _, _ in some], [b for _, b, _ in some]), strict=True)
    ]
    there = [
        np.bincount(np.concatenate(own), minlength=len(heap.often))
        for own, heap in zip(words, heaps, strict=True)
    ]
    a, b, c = _together(words, there)
    by_chance = there[0][a] * there[1][b] / len(some)
    telling = (c > bounds.LIFT * by_chance) & (2 * c > bounds.OVERLAP * (there[0][a] + there[1][b]))
    new = np.flatnonzero(telling)
    held = _held(heaps, links, some)
    return _WordLinks(
        np.concatenate([links.source, a[new]]),
        np.concatenate([links.target, b[new]]),
        np.concatenate([held, (c[new] + 0.5) / (there[0][a[new]] + 1)]),
    )


def _together(words: Sequence[Sequence[Ints]], there: Sequence[Ints]) -> tuple[Ints, Ints, Floats]:
    """Words of either side that stand in several pairs together, and in how many.

    words  of each side of each pair
    there  in how many pairs each word is
    """
    ours, theirs = (
        [row[often[row] >= bounds.LEAST_TOGETHER] for row in side]
        for side, often in zip(words, there, strict=True)
    )
    size, other = len(there[1]), np.concatenate(theirs)
    many = np.array([len(row) for row in theirs])
    own = np.concatenate(ours)
    pair = np.repeat(np.arange(len(ours)), [len(row) for row in ours])
    # Word by word of the source, so that what is seldom met is forgotten at once.
    order = arrays.order(own)
    own, pair = own[order], pair[order]
    first = np.flatnonzero(np.diff(own, prepend=-1))
    part = begins(many[pair])[first] // bounds.TOGETHER_AT_ONCE
    made: list[tuple[Ints, Ints]] = []
    for some in np.split(np.arange(len(own)), first[np.flatnonzero(np.diff(part)) + 1]):
        at, met = runs(begins(many)[pair[some]], many[pair[some]])
        keys, together = np.unique(own[some][at] * size + other[met], return_counts=True)
        often = together >= bounds.LEAST_TOGETHER
        made.append((keys[often], together[often]))
    a, b = np.divmod(np.concatenate([keys for keys, _ in made]), size)
    return a, b, np.concatenate([together for _, together in made]).astype(np.float64)


def _telling(heap: _Heap, document: int) -> Ints:
    """The rarest words of a document that are in several."""
    words = heap.of(document)
    often = heap.often[words]
    words = words[often >= bounds.LEAST_TOGETHER]
    order = np.argsort(heap.often[words], kind="stable")
    return words[order[: bounds.WORDS]]


def _held(heaps: tuple[_Heap, _Heap], links: _WordLinks, taught: Sequence[DocumentPair]) -> Floats:
    """How often links hold in sure pairs, with the first guess for where little is known."""
    source, target = heaps
    order = np.argsort(links.source, kind="stable")
    first = running(np.bincount(links.source, minlength=len(source.often)))
    asked, kept = np.zeros(len(order)), np.zeros(len(order))
    there = np.zeros(len(target.often), dtype=bool)
    for a, b, _ in taught:
        words = source.of(a)
        own = order[runs(first[words], first[words + 1] - first[words])[1]]
        there[target.of(b)] = True
        asked[own] += 1
        kept[own] += there[links.target[own]]
        there[target.of(b)] = False
    held: Floats = (kept + bounds.TRUSTED * links.trust) / (asked + bounds.TRUSTED)
    return held
