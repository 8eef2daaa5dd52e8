"""From two lists of sentences to beads: a coarse path first, then rounds of learning and aligning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from toolkit.align import (
    anchors,
    coarse,
    cognates,
    estimate,
    fixed,
    length,
    lexical,
    pieces,
    structure,
    words,
)
from toolkit.align.dictionary import Dictionary
from toolkit.align.dictionary import known as known_pairs
from toolkit.align.doubts import Settled, settle
from toolkit.align.locate import relocated
from toolkit.align.outline import Outline
from toolkit.align.path import Path
from toolkit.align.score import Model, Side
from toolkit.align.vectors import Encoder
from toolkit.model import Bead

_ROUNDS = 4
_ROUNDS_LONG = 2
_SHORT = 600
"""A short text is cheap, and has so little to learn from that more rounds pay."""
_SETTLED = 0.95
"""A bead of this probability is left alone from the second round on."""
_MARGIN = 2
_PART, _LEAST_PART = 5000, 300
"""Units. Longer texts are cut, and each part has its own lexicon: memory stays bounded, names are local."""
_MEETINGS = 8_000_000
"""Pairs of words in the beads of a part, about: where units are whole paragraphs, parts have fewer."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of both texts that was aligned by itself, with what it has taught."""

    model: Model
    sides: tuple[Side, Side]
    path: Path
    spans: tuple[slice, slice]
    """Its units in the whole texts."""
    scored: Sequence[pieces.Piece]
    """The pieces of the last pass, where they were asked for."""

    def settled(self, source: Sequence[str], target: Sequence[str], encoder: Encoder) -> Settled:
        """With its doubts settled by sentence vectors; the lexicon of `model` learns from that."""
        texts = source[self.spans[0]], target[self.spans[1]]
        return settle(self.model, self.sides, texts, self.path, encoder, self.scored)


def align_units(
    source: Sequence[str],
    target: Sequence[str],
    dictionary: Dictionary | None = None,
    encoder: Encoder | None = None,
    outline: Outline | None = None,
    points: fixed.Points = (),
) -> tuple[Bead, ...]:
    """Beads that cover both texts in order; neither text is empty."""
    whole = Path((), ())
    for part in parts(source, target, dictionary, outline, points, keep=encoder is not None):
        whole += part.path if encoder is None else part.settled(source, target, encoder).path
    return whole.beads()


def parts(
    source: Sequence[str],
    target: Sequence[str],
    dictionary: Dictionary | None = None,
    outline: Outline | None = None,
    points: fixed.Points = (),
    *,
    keep: bool = False,
) -> Iterator[Part]:
    """The parts of both texts in order, each aligned without vectors; keep: with the last pass's pieces."""
    ours, theirs, model = _prepare(source, target, dictionary)
    if points:
        gates = fixed.gates(points, len(source), len(target))
        ours, theirs = (replace(side, gates=own) for side, own in zip((ours, theirs), gates, strict=True))
    if outline is not None:
        *frames, first = structure.begin(outline)
        ours, theirs = (replace(side, frame=own) for side, own in zip((ours, theirs), frames, strict=True))
        model = replace(model, structure=first)
    path, model = _start(model, ours, theirs, points)
    corners = path.corners()
    each = len(ours.text.words) / len(ours) * len(theirs.text.words) / len(theirs)
    size = max(_LEAST_PART, min(_PART, int(_MEETINGS / max(each, 1.0))))
    for a, b in pairwise(path.cuts(size)):
        (i0, j0), (i1, j1) = corners[[a, b]].tolist()
        learnt, *sides = model.beside(ours.slice(i0, i1), theirs.slice(j0, j1))
        both = sides[0], sides[1]
        part, learnt, scored = _refine(learnt, both, path.part(a, b), keep=keep)
        yield Part(learnt, both, part, (slice(i0, i1), slice(j0, j1)), scored)


def _start(model: Model, source: Side, target: Side, points: fixed.Points) -> tuple[Path, Model]:
    """A path to learn from: along the diagonal or, where more is found so, through anchors."""
    sides = source, target
    first = coarse.first_path(model, source, target, points)
    path, near = coarse.second_path(model, source, target, points, first)
    path = pieces.align(near, sides, path, pieces.everything(path))
    found = relocated(model, source, target, points, path)
    if found is None:
        return path, near
    other, nearer = coarse.second_path(found[1], source, target, points, found[0])
    other = pieces.align(nearer, sides, other, pieces.everything(other))
    return (other, nearer) if other.right() > path.right() else (path, near)


def _refine(
    model: Model, sides: tuple[Side, Side], path: Path, *, keep: bool
) -> tuple[Path, Model, Sequence[pieces.Piece]]:
    """Learn from the path, align anew, and again; with `keep`, the last pieces too."""
    scored: list[pieces.Piece] = []
    rounds = _ROUNDS if len(sides[0]) <= _SHORT else _ROUNDS_LONG
    for number in range(rounds):
        model = estimate.learn(model, sides, path)
        runs = pieces.doubtful(path, _SETTLED, _MARGIN) if number else pieces.everything(path)
        path = pieces.align(model, sides, path, runs, scored if keep and number + 1 == rounds else None)
    return path, model, scored


def _prepare(
    source: Sequence[str], target: Sequence[str], dictionary: Dictionary | None
) -> tuple[Side, Side, Model]:
    ids: tuple[dict[str, int], dict[str, int]] = ({}, {})
    full, sides = [], []
    for texts, vocabulary, heads in zip((source, target), ids, (False, True), strict=True):
        own = dictionary is not None and dictionary.flipped == heads
        lines, stems = words.types(texts, dictionary.lexicon if dictionary is not None and own else None)
        full.append(lines)
        sides.append(
            Side(
                length.units(texts),
                anchors.counts(texts),
                lexical.text(stems, vocabulary),
            )
        )
    ours, theirs = sides
    known = _known(dictionary, full[0], full[1]) if dictionary is not None else []
    seeds = cognates.seeds(full[0], full[1], ids[0], ids[1], known)
    model = Model(
        estimate.START,
        length.Length(ratio=length.ratio(ours.lengths, theirs.lengths)),
        length.windows(ours.lengths),
        length.windows(theirs.lengths),
        anchors.START,
        anchors.shares(ours.marks),
        anchors.shares(theirs.marks),
        lexical.Lexicon((ours.text, theirs.text), seeds),
    )
    return ours, theirs, model


def _known(
    dictionary: Dictionary, source: Sequence[Sequence[str]], target: Sequence[Sequence[str]]
) -> list[tuple[str, str]]:
    """Pairs (source stem, target stem) of a dictionary in either direction."""
    if dictionary.flipped:
        return [(a, b) for b, a in known_pairs(dictionary, target, source)]
    return known_pairs(dictionary, source, target)
