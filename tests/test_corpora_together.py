"""Short pairs are aligned together, and come apart again."""

from collections.abc import Sequence
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext, varied
from pace import examples
from toolkit.aligning.resources import Resources
from toolkit.corpora import bounds, scores, single, together
from toolkit.corpora.output import Texts
from toolkit.corpora.single import AlignedPair, SegmentedText
from toolkit.errors import DiglotError
from toolkit.model import Bead

_source, _target = attrgetter("source"), attrgetter("target")
Sides = tuple[list[str], list[str]]
SENTENCES = st.lists(st.text("abc 1.", max_size=8), max_size=9)


def texts(pairs: list[Sides]) -> list[tuple[SegmentedText, SegmentedText]]:
    return [
        (SegmentedText(f"s{k}", "en", source), SegmentedText(f"t{k}", "ar", target))
        for k, (source, target) in enumerate(pairs)
    ]


@examples(30)
@given(st.lists(st.tuples(SENTENCES, SENTENCES), max_size=6))
def test_each_pair_has_each_of_its_sentences_once(pairs: list[Sides]) -> None:
    made = list(together.align(texts(pairs), Resources()))
    assert len(made) == len(pairs)
    for (source, target), aligned in zip(pairs, made, strict=True):
        assert isinstance(aligned, AlignedPair)
        assert [i for bead in aligned.beads for i in bead.source] == list(range(len(source)))
        assert [j for bead in aligned.beads for j in bead.target] == list(range(len(target)))


def test_a_pair_among_long_and_unlike_ones_is_as_alone() -> None:
    long, short, excerpt = varied(1, bounds.SHORT + 1), varied(2, 9), (varied(3, 40)[0], varied(3, 8)[1])
    pairs = texts([long, short, excerpt])
    made = list(together.align(pairs, Resources()))
    assert made == [single.pair(*pair, Resources()) for pair in pairs]


@examples(20)
@given(
    st.lists(
        st.one_of(st.tuples(SENTENCES, SENTENCES), st.sampled_from([([], ["a."]), (["b."], [])])), max_size=9
    )
)
def test_a_pair_that_is_aligned_alone_parts_no_neighbours(pairs: list[Sides]) -> None:
    given_ = texts(pairs)
    short = [pair for pair in given_ if together.alike(pair)]
    beside = iter(together.align(short, Resources()))
    for pair, aligned in zip(given_, together.align(given_, Resources()), strict=True):
        assert aligned == (next(beside) if together.alike(pair) else single.pair(*pair, Resources()))


def test_a_run_has_no_more_sentences_than_are_aligned_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "TOGETHER", 20)
    sizes = []
    beads = together.beads

    def counted(group: list[Texts], resources: Resources) -> list[Sequence[Bead]]:
        sizes.append(sum(len(source.sentences) for source, _ in group))
        return beads(group, resources)

    monkeypatch.setattr(together, "beads", counted)
    pairs = texts([varied(k, 7) if k % 3 else ([], ["Alone."]) for k in range(9)])
    assert len(list(together.align(pairs, Resources()))) == 9
    assert sizes and max(sizes) <= 20


@pytest.mark.slow
def test_short_pairs_teach_each_other() -> None:
    alone = joined = scores.Tally()
    # One text in pieces: its words recur in all of them.
    source, target, beads = bitext(7, 360, 1500)
    made = []
    for piece in (beads[k : k + 8] for k in range(0, len(beads), 8)):
        ours, theirs = ([k for bead in piece for k in side(bead)] for side in (_source, _target))
        gold = [
            Bead(tuple(i - ours[0] for i in bead.source), tuple(j - theirs[0] for j in bead.target))
            for bead in piece
        ]
        made.append(([source[i] for i in ours], [target[j] for j in theirs], gold))
    pairs = texts([(source, target) for source, target, _ in made])
    for pair, result, (_, _, gold) in zip(pairs, together.align(pairs, Resources()), made, strict=True):
        assert isinstance(result, AlignedPair)
        alone += scores.tally(single.pair(*pair, Resources()).beads, gold)
        joined += scores.tally(result.beads, gold)
    assert joined.strict[2] > alone.strict[2]


def test_a_pair_that_fails_is_told_and_the_others_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    class Encoder:
        def encode(self, sentences: list[str]) -> list[list[float]]:
            if any("hard" in sentence for sentence in sentences):
                raise ValueError("too hard")
            return [[1.0, 2.0] for _ in sentences]

    apart = varied(50, 30)[0], varied(51, 30)[1]
    hard = [f"hard {line}" for line in apart[0]], apart[1]
    pairs = texts([varied(1, 9), hard, varied(2, 9)])
    monkeypatch.setattr(bounds, "TOGETHER", 1000)
    first, second, third = together.align(pairs, Resources(encoder=Encoder()))  # type: ignore[arg-type]
    assert isinstance(first, AlignedPair) and isinstance(third, AlignedPair)
    assert isinstance(second, DiglotError | ValueError) and "too hard" in str(second)
