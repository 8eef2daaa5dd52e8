"""What holds for any two texts, and what the aligner finds in texts whose alignment is known."""

import math
import os
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitexts import bitext
from gold import FOLDER, aligned_by_hand
from pace import examples
from toolkit.aligning import align, bounds
from toolkit.corpora.scores import tally
from toolkit.model import Bead

units = st.lists(
    st.text(max_size=30)
    | st.sampled_from(
        ["Yes.", "No?", "“Mara.”", "今天很冷。", "네, 12조3천억.", "マラ、11月。", "5", "", " ", "!"]
    ),
    max_size=25,
)


def run(source: list[str], target: list[str]) -> tuple[Bead, ...]:
    return align(source, target, source_lang="en", target_lang="de")


def shape(beads: tuple[Bead, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


@given(units, units)
@examples(30)
def test_every_unit_is_in_one_bead_and_in_order(source: list[str], target: list[str]) -> None:
    beads = run(source, target)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)
    assert all(bead.cost >= 0 and math.isfinite(bead.cost) for bead in beads)


@given(units, units)
@examples(15)
def test_the_same_texts_give_the_same_beads(source: list[str], target: list[str]) -> None:
    assert run(source, target) == run(list(source), list(target))


@pytest.mark.slow
def test_the_order_of_hashes_and_threads_change_nothing() -> None:
    code = (
        "from bitexts import bitext; from toolkit.aligning import align; s, t, _ = bitext(3, 60)\n"
        "print(align(s, t, source_lang='en', target_lang='de'))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent), **environment},
            capture_output=True,
            check=True,
        ).stdout
        for environment in (
            {"PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "1"},
            {"PYTHONHASHSEED": "2", "OMP_NUM_THREADS": "4"},
        )
    }
    assert len(said) == 1 and b"Bead" in said.pop()


@pytest.mark.parametrize("seed", range(4))
def test_a_text_beside_itself_is_aligned_one_to_one(seed: int) -> None:
    source, _, _ = bitext(seed, size=60)
    assert shape(run(source, source)) == [((i,), (i,)) for i in range(len(source))]


@pytest.mark.parametrize(("source", "target"), [(["A.", "B."], []), ([], ["A."]), ([], [])])
def test_a_side_may_be_empty(source: list[str], target: list[str]) -> None:
    assert len(run(source, target)) == len(source) + len(target)


@pytest.mark.parametrize("seed", range(6))
def test_known_beads_are_found(seed: int) -> None:
    source, target, gold = bitext(seed)
    result = tally(run(source, target), gold)
    assert result.strict[2] > 0.93
    assert result.lax[2] > 0.96


@pytest.mark.parametrize("seed", range(3))
def test_both_directions_agree(seed: int) -> None:
    source, target, _ = bitext(seed)
    there = run(source, target)
    back = [Bead(bead.target, bead.source) for bead in run(target, source)]
    assert tally(there, back).strict[2] > 0.95


def test_a_missing_chapter_is_one_gap() -> None:
    source, target, gold = bitext(11, size=240)
    first = next(k for k, bead in enumerate(gold) if bead.source and bead.source[0] >= 80)
    last = next(k for k, bead in enumerate(gold) if bead.source and bead.source[0] >= 120)
    a = next(j for bead in gold[first:] for j in bead.target)
    b = next(j for bead in gold[last:] for j in bead.target)
    kept = [*target[:a], *target[b:]]
    beads = run(source, kept)
    lost = [bead for bead in beads if not bead.target and 80 <= bead.source[0] < 120]
    assert len(lost) > 25
    later = {(bead.source, tuple(j - (b - a) for j in bead.target)) for bead in gold[last:] if bead.target}
    assert len(later & set(shape(beads))) > 0.8 * len(later)


@pytest.mark.slow
def test_confidence_means_something() -> None:
    # By hand: in texts that are made up hardly anything is in doubt, and that is right as well.
    sure, right, doubted, right_in_doubt = 0, 0, 0, 0
    for path in sorted((FOLDER / "align").glob("*.txt")):
        source, target, gold = aligned_by_hand(path)
        known = set(shape(tuple(gold)))
        for bead in run(source, target):
            hit = (bead.source, bead.target) in known
            if math.exp(-bead.cost) > 0.95:
                sure, right = sure + 1, right + hit
            elif math.exp(-bead.cost) < 0.6:
                doubted, right_in_doubt = doubted + 1, right_in_doubt + hit
    assert sure > 30 and doubted > 10
    assert right / sure > 0.95
    assert right_in_doubt / doubted < 0.7


@pytest.mark.slow
def test_a_long_text_is_cut_and_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "PART", 1000)
    source, target, gold = bitext(3, size=2600, vocabulary=2000)
    beads = run(source, target)
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert tally(beads, gold).strict[2] > 0.93


@pytest.mark.slow
def test_a_sentence_of_thousands_of_words_needs_little_memory() -> None:
    # A turn that was written down without marks. All words of a bead meet all others.
    words = [f"{random.Random(k).getrandbits(40):x}" for k in range(6000)]
    text = ["Hello there.", " ".join(words), "Good bye."]
    tracemalloc.start()
    found = align(text, text, source_lang="und", target_lang="und")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [bead.source for bead in found] == [bead.target for bead in found] == [(0,), (1,), (2,)]
    assert peak < 200 << 20
