"""Parts and turns that the translation has in another place.

An alignment keeps the order, so what was moved is left over in both texts, or paired with what stands in its
place. Parts that changed places, large ones and small, are looked for first and kept out of the alignment.
Then each stretch of the source without counterpart is tried with stretches that are left over in the
translation: they are put behind both texts, whose beads are held fixed, so that what these teach about words
speaks for or against each pair.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from toolkit.adopting import bounds
from toolkit.adopting.adoption import AlignedText, MovedPart, renumbered
from toolkit.adopting.evidence import Draft
from toolkit.aligning.exchanged import exchanges
from toolkit.aligning.length import before
from toolkit.aligning.moved import moved as exchanged
from toolkit.aligning.related import sure
from toolkit.findings import Finding, report
from toolkit.model import Bead

AlignNumbers = Callable[[Sequence[int], Sequence[int], Sequence[tuple[int, int]]], Sequence[Bead]]
"""Aligns sentences of both texts, given by their numbers, with fixed points; beads number what was given."""


def keep_moved_parts_out(draft: Draft) -> Draft:
    """Keep parts that changed places out of the alignment.

    Of two that changed places it is the smaller one.
    """
    draft = replace(draft, moved=tuple(_moved_parts(draft)))
    return replace(draft, beads=tuple(draft.rest.beads())) if draft.moved else draft


def pair_moved_turns(draft: Draft) -> Draft:
    """Pair turns that are left over in both texts."""
    decided = draft.evidence.decided
    return replace(draft, beads=tuple(find(*draft.texts, draft.beads, decided, draft.evidence.align)))


def _moved_parts(draft: Draft) -> Iterator[MovedPart]:
    """Parts that a path in order has missed."""
    source, target = draft.texts
    # A stretch of sentences begins in the midst of a paragraph only by chance.
    large = [
        MovedPart(_whole_paragraphs(source, block.source), _whole_paragraphs(target, block.target))
        for block in exchanged(source.sentences, target.sentences, draft.beads, draft.evidence.aligned)
    ]
    parts: list[MovedPart] = []
    ours, theirs = set[int](), set[int]()
    # No sentence is in two parts; both halves of an exchange are told, or none.
    for together in chain(([part] for part in large), _exchanged_parts(draft)):
        if all(ours.isdisjoint(part.source) and theirs.isdisjoint(part.target) for part in together):
            parts += together
            ours.update(*(part.source for part in together))
            theirs.update(*(part.target for part in together))
    # What was sure of a block's sentences was wrong.
    certain = [
        MovedPart(range(bead.source[0], bead.source[-1] + 1), range(bead.target[0], bead.target[-1] + 1))
        for bead in draft.beads
        if sure(bead)
        if ours.isdisjoint(bead.source) and theirs.isdisjoint(bead.target)
    ]
    kept: list[MovedPart] = []
    # The largest parts keep the order; what crosses them has moved.
    for part in sorted(parts, key=lambda part: (-len(part.source), part.source.start)):
        if not part.source or not part.target:
            continue
        if any(_crossed(part, other) for other in [*kept, *certain]):
            yield part
        else:
            kept.append(part)


def _exchanged_parts(draft: Draft) -> Iterator[list[MovedPart]]:
    """A few paragraphs and a few others with which they changed places, together."""
    source, target = draft.texts
    pairs = list(_paragraph_pairs(source, target, draft.beads))
    decided = draft.evidence.decided
    for exchange in exchanges(
        [" ".join(source.sentences[pair.source.start : pair.source.stop]) for pair in pairs],
        [" ".join(target.sentences[pair.target.start : pair.target.stop]) for pair in pairs],
        (source.lang, target.lang),
        draft.evidence.resources.dictionary,
    ):
        parts = [
            MovedPart(
                range(pairs[ours[0]].source.start, pairs[ours[-1]].source.stop),
                range(pairs[theirs[0]].target.start, pairs[theirs[-1]].target.stop),
            )
            for ours, theirs in exchange.parts()
        ]
        # What a person has put together stays.
        if all(decided[0].isdisjoint(part.source) and decided[1].isdisjoint(part.target) for part in parts):
            yield parts


def _paragraph_pairs(source: AlignedText, target: AlignedText, beads: Sequence[Bead]) -> Iterator[MovedPart]:
    """Paragraphs that beads in order put together: their sentences, the fewest that share no bead."""
    spans: list[list[int]] = []
    for bead in beads:
        if not bead.paired:
            continue
        first, last, begin, end = (
            text.owners[side[k]]
            for text, side in ((source, bead.source), (target, bead.target))
            for k in (0, -1)
        )
        if spans and (first <= spans[-1][1] or begin <= spans[-1][3]):
            spans[-1][1::2] = last, end
        else:
            spans.append([first, last, begin, end])
    for first, last, begin, end in spans:
        yield MovedPart(
            range(source.passages[first].first, source.passages[last].last),
            range(target.passages[begin].first, target.passages[end].last),
        )


def _whole_paragraphs(text: AlignedText, span: tuple[int, int]) -> range:
    """The paragraphs that a stretch has most of.

    They are told as a range of sentences.
    """
    ends = []
    for number in span:
        passage = text.passages[text.owners[min(number, len(text.owners) - 1)]]
        begun = 2 * (number - passage.first) <= passage.last - passage.first
        ends.append(passage.first if begun else passage.last)
    return range(*ends)


def _crossed(part: MovedPart, other: MovedPart) -> bool:
    """Whether two parts changed places."""
    (a, b), (c, d) = part, other
    return (a.stop <= c.start and d.stop <= b.start) or (c.stop <= a.start and b.stop <= d.start)


def described(draft: Draft) -> Iterator[Finding]:
    """Report the parts that stand elsewhere, the largest first."""
    source, target = draft.texts
    runs: list[list[tuple[int, int]]] = []
    for k, j in draft.elsewhere:
        if runs and k == runs[-1][-1][0] + 1 and j > runs[-1][-1][1]:
            runs[-1].append((k, j))
        else:
            runs.append([(k, j)])
    # Of what the beads have put somewhere, `elsewhere` has told.
    placed = [bead.source for bead in draft.beads if bead.target] if draft.moved else []
    given = set(chain.from_iterable(placed))
    for part in draft.moved:
        if given.isdisjoint(part.source):
            first, last = source.owners[part.source[0]], source.owners[part.source[-1]]
            runs.append([(first, part.target[0]), (last, part.target[-1])])
    for run in sorted(runs, key=lambda run: (run[0][0] - run[-1][0], run[0][0])):
        ours = _places(source, run[0][0], run[-1][0])
        theirs = _places(target, target.owners[run[0][1]], target.owners[run[-1][1]])
        several = run[0][0] != run[-1][0]
        yield report("D315.translation", source=ours, target=theirs, parts=2 if several else 1)


def _places(text: AlignedText, first: int, last: int) -> str:
    places = text.passages[first].n, text.passages[last].n
    return f"{' to '.join(places) if first != last else places[0]} of {text.path}"


def find(
    source: AlignedText,
    target: AlignedText,
    beads: Sequence[Bead],
    decided: tuple[frozenset[int], frozenset[int]],
    align: AlignNumbers,
) -> list[Bead]:
    """The beads with moved turns paired.

    Their null beads give way.

    decided  sentences of both texts about which a person has decided
    returns  beads in order of the source
    """
    lone = (
        set(chain.from_iterable(bead.source for bead in beads if not bead.target)) - decided[0],
        set(chain.from_iterable(bead.target for bead in beads if not bead.source)) - decided[1],
    )
    candidates = _candidates(source, target, *lone)
    if not candidates:
        return list(beads)
    held = [bead for bead in beads if bead.paired]
    left = list(chain.from_iterable(bead.source for bead in held))
    right = list(chain.from_iterable(bead.target for bead in held))
    # Every bead is held, so that only the pairs that are tried can be aligned freely.
    fixed, i, j = [], 0, 0
    for bead in held:
        i, j = i + len(bead.source), j + len(bead.target)
        fixed.append((i, j))
    for part in candidates:
        left += part.source
        right += part.target
        fixed.append((len(left), len(right)))
    aligned = list(align(left, right, fixed))
    # Each pair that is tried lies between two corners.
    starts = [fixed[len(held) - 1] if held else (0, 0), *fixed[len(held) :]]
    judged = []
    for part, start, end in zip(candidates, starts, starts[1:], strict=False):
        inside = [bead for bead in aligned if _inside(bead, start, end)]
        odds = [_odds(bead) for bead in inside]
        enough = sum(odds) >= max(bounds.TURN_ODDS_TOGETHER, bounds.TURN_ODDS * len(odds))
        if enough and sum(bead.paired for bead in inside) > 1:
            judged.append((sum(odds), part, [renumbered(bead, left, right) for bead in inside]))
    return _put_in(beads, judged)


def _candidates(
    source: AlignedText, target: AlignedText, ours: set[int], theirs: set[int]
) -> list[MovedPart]:
    """What to try with what, of the sentences without counterpart."""
    sums = [before(text.sentences) for text in (source, target)]
    usual = math.log(max(sums[1][-1], 1.0) / max(sums[0][-1], 1.0))

    def sized(side: int, stretches: Iterator[range]) -> list[tuple[float, range]]:
        """Long stretches with ln of their length.

        The shortest first.
        """
        long = []
        for stretch in stretches:
            size = float(sums[side][stretch.stop] - sums[side][stretch.start])
            if size >= bounds.TURN_LENGTH:
                long.append((math.log(size), stretch))
        return sorted(long, key=lambda item: (item[0], item[1].start))

    spare = sized(1, _runs(sorted(theirs)))
    sizes = [size for size, _ in spare]
    candidates = []
    for size, gap in sorted(sized(0, _gaps(source, ours)), key=lambda item: item[1].start):
        wanted = size + usual
        first = bisect_left(sizes, wanted - math.log(bounds.TURN_RATIO))
        last = bisect_right(sizes, wanted + math.log(bounds.TURN_RATIO))
        middle = bisect_left(sizes, wanted)
        near = spare[max(first, middle - bounds.TURN_PARTNERS) : min(last, middle + bounds.TURN_PARTNERS)]
        near.sort(key=lambda item: (abs(item[0] - wanted), item[1].start))
        candidates += [MovedPart(gap, run) for _, run in near[: bounds.TURN_PARTNERS]]
    return candidates


def _gaps(source: AlignedText, lone: set[int]) -> Iterator[range]:
    """Runs of whole passages without counterpart."""
    numbers: list[int] = []
    for passage in source.passages:
        sentences = passage.numbers
        if lone.issuperset(sentences):
            numbers += sentences
    return _runs(numbers)


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Ascending numbers as ranges without a hole."""
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield range(run[0], run[-1] + 1)


def _odds(bead: Bead) -> float:
    """ln of the odds that a bead is right; 0 for a null bead."""
    probability = math.exp(-bead.cost)
    return math.log(max(probability, 1e-9) / max(1 - probability, 1e-9)) if bead.paired else 0.0


def _inside(bead: Bead, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether a bead lies between two corners."""
    if bead.source:
        return start[0] <= bead.source[0] < end[0]
    return start[1] <= bead.target[0] < end[1]


def _put_in(beads: Sequence[Bead], judged: Sequence[tuple[float, MovedPart, list[Bead]]]) -> list[Bead]:
    """The beads with the likeliest parts put in, each stretch once."""
    taken: tuple[set[int], set[int]] = set(), set()
    put: dict[int, list[Bead]] = {}
    # A stretch may fit in several places: the likeliest gets it.
    likeliest = sorted(judged, key=lambda item: (-item[0], item[1].source[0], item[1].target[0]))
    for _, part, inside in likeliest:
        if taken[0] & {*part.source} or taken[1] & {*part.target}:
            continue
        taken[0].update(part.source)
        taken[1].update(part.target)
        put[part.source.start] = inside
    placed: list[Bead] = []
    for bead in beads:
        if bead.source and bead.source[0] in put:
            placed += put[bead.source[0]]
        elif not (taken[0] & {*bead.source} or (not bead.source and taken[1] & {*bead.target})):
            placed.append(bead)
    return placed
