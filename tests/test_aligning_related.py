"""Texts that don't translate each other, or only in part, are told from those that do."""

import math
from itertools import islice

import pytest

from bitexts import varied
from toolkit.aligning import align, bounds
from toolkit.aligning.moved import MovedBlock
from toolkit.aligning.related import confidence, excerpt, unrelated
from toolkit.aligning.resources import Resources
from toolkit.corpora import single
from toolkit.corpora.single import BeadCounts, SegmentedText
from toolkit.findings import Finding
from toolkit.model import Bead
from toolkit.text.hygiene import percent


def aligned(source: list[str], target: list[str]) -> tuple[Bead, ...]:
    return align(source, target, source_lang="und", target_lang="und", calibrated=False)


def told(finding: Finding | None) -> str:
    assert finding is not None
    return finding.message


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_related_and_unrelated_texts_are_told_apart(seed: int) -> None:
    source, target = varied(seed, 120)
    _, other = varied(seed + 50, 120)
    assert unrelated(aligned(source, target)) is None
    assert "seem not to translate each other" in told(unrelated(aligned(source, other)))
    assert excerpt(aligned(source, other)) is None


def test_shares_that_are_told_are_of_probabilities_that_are_told() -> None:
    source, target = (
        SegmentedText(name, "und", varied(seed, 120)[side])
        for name, seed, side in (("a", 1, 0), ("b", 51, 1))
    )
    pair = single.pair(source, target, Resources())
    counts = BeadCounts.of(pair.beads)
    share = percent(counts.sure / sum(counts.sentences))
    assert any(f": of the sentences {share} have" in finding.message for finding in pair.findings)
    # The map takes some of it back, or this tells nothing.
    raw = aligned(varied(1, 120)[0], varied(51, 120)[1])
    assert counts.sure < BeadCounts.of(raw).sure


def test_nothing_is_said_of_a_few_sentences() -> None:
    source, _ = varied(1, 9)
    _, other = varied(60, 9)
    assert unrelated(aligned(source, other)) is None
    assert unrelated(()) is None and excerpt(()) is None
    assert confidence(()) == (0.0, 0.0)


@pytest.mark.parametrize("few", [1, 2, 5, 9])
def test_a_few_sentences_that_are_not_found_in_many_are_named(few: int) -> None:
    source, _ = varied(1, 60)
    _, other = varied(60, few)
    assert f"source has 60 sentences, and of the {few} of the" in told(unrelated(aligned(source, other)))
    assert f"translation has 60 sentences, and of the {few} of the" in told(unrelated(aligned(other, source)))
    # What has less than ten more may translate them all.
    assert unrelated(aligned(source[: few + 9], other)) is None


@pytest.mark.parametrize("few", [6, 9])
def test_a_few_sentences_are_found_in_many(few: int) -> None:
    source, target = varied(3, 80)
    found = aligned(source, target[40 : 40 + few])
    assert unrelated(found) is None
    right = [bead for bead in found if bead.target and bead.source == tuple(j + 40 for j in bead.target)]
    assert len(right) >= few - 2


def beads(pairs: int, before: int = 0, after: int = 0, cost: float = 0.01) -> list[Bead]:
    """Sure 1:1 beads, with source sentences that have no counterpart around them."""
    found = [Bead((i,), ()) for i in range(before)]
    found += [Bead((before + i,), (i,), cost) for i in range(pairs)]
    return found + [Bead((before + pairs + i,), ()) for i in range(after)]


def test_an_excerpt_is_named_with_its_place() -> None:
    said = told(excerpt(beads(40, before=100, after=60), ("long.txt", "short.txt")))
    assert said == "short.txt seems to translate only a part of long.txt: sentences 101 to 140 of 200."
    mirrored = [Bead(bead.target, bead.source, bead.cost) for bead in beads(40, before=30)]
    assert (
        told(excerpt(mirrored, ("a.txt", "b.txt")))
        == "a.txt seems to translate only a part of b.txt: sentences 31 to 70 of 70."
    )


def test_what_was_moved_to_the_front_makes_no_excerpt() -> None:
    found = [bead.replace(target=((bead.source[0] + 10) % 40,)) for bead in beads(40)]
    assert excerpt(found) is None


def test_a_few_sure_beads_tell_no_excerpt() -> None:
    # The first ten are sure, of the other thirty nobody knows.
    found = [bead if k < 10 else bead.replace(cost=0.2) for k, bead in enumerate(beads(40))]
    lone = [Bead((40 + i,), ()) for i in range(30)]
    assert excerpt([*found, *lone]) is None


@pytest.mark.parametrize("over", [0, 5, 12])
def test_a_preface_alone_makes_no_excerpt(over: int) -> None:
    found = beads(40, before=over)
    assert excerpt(found) is None and unrelated(found) is None


def test_of_unequal_texts_the_shorter_one_is_asked() -> None:
    assert confidence(beads(40, before=60)) == pytest.approx((0.99, 1.0), abs=0.001)
    assert confidence(beads(40, before=40)) == pytest.approx((0.66, 2 / 3), abs=0.001)
    said = told(unrelated(beads(40, before=60, cost=2.0), ("long.txt", "short.txt")))
    assert "long.txt has 100 sentences, and of the 40 of short.txt 0 % have a counterpart" in said


def test_the_sum_of_both_shares_decides() -> None:
    sure, doubtful = Bead((0,), (0,), 0.0), Bead((0,), (0,), 0.8)
    for count, expected in ((3, False), (2, True)):
        mixed = list(islice([sure] * count + [doubtful] * 10, 10))
        assert bool(unrelated(mixed)) is (sum(confidence(mixed)) < bounds.RELATED) is expected


@pytest.mark.parametrize(
    ("pairs", "share", "strangers"),
    [(40, 0.56, False), (40, 0.54, True), (14, 0.46, False), (14, 0.44, True)],
)
def test_less_is_asked_of_mapped_probabilities_and_of_few_sentences(
    pairs: int, share: float, strangers: bool
) -> None:
    doubtful = beads(pairs, cost=-math.log(share))
    assert bool(unrelated(beads(pairs), mapped=doubtful)) is strangers
    # What the scorers believe isn't asked then.
    assert bool(unrelated(beads(pairs, cost=3.0), mapped=doubtful)) is strangers


@pytest.mark.parametrize(("run", "strangers"), [(10, True), (20, False)])
def test_a_run_in_common_makes_no_strangers(run: int, strangers: bool) -> None:
    """Of the other sentences nothing is sure, and they are many."""
    found = [bead.replace(cost=0.01 if 70 <= k < 70 + run else 2.5) for k, bead in enumerate(beads(200))]
    assert bool(unrelated(found, mapped=found)) is strangers
    # As many sure ones here and there are no run.
    apart = [bead.replace(cost=2.5 if k % (200 // run) else 0.01) for k, bead in enumerate(beads(200))]
    assert unrelated(apart, mapped=apart)


def in_letters(lines: list[str], letters: str) -> list[str]:
    """The same made-up words in another script."""
    return [line.lower().translate(str.maketrans(LATIN, letters)) for line in lines]


LATIN = "abcdefghijklmnopqrstuvwxyz"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
HANGUL = "가나다라마바사아자차카타파하거너더러머버서어저처커터"
DEVANAGARI = "कखगघचछजझटठडढणतथदधनपफबभमयरल"


@pytest.mark.parametrize("letters", [LATIN, ARABIC, HANGUL, DEVANAGARI])
@pytest.mark.parametrize("moved", [False, True])
def test_strangers_are_in_no_order(letters: str, moved: bool) -> None:
    """Before somebody hears of another order, the texts must translate each other in it."""
    source, target = varied(1, 120)
    there = target[60:] + target[:60] if moved else varied(51, 120)[1]
    texts = SegmentedText("a", "und", source), SegmentedText("b", "und", in_letters(there, letters))
    found = {finding.code for finding in single.pair(*texts, Resources()).findings}
    assert found == ({"D315"} if moved else {"D311"})


def test_a_block_by_chance_is_no_other_order(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = MovedBlock((20, 50), (70, 100))
    monkeypatch.setattr(single, "moved", lambda *_: (chance,))
    texts = SegmentedText("a", "und", varied(1, 120)[0]), SegmentedText("b", "und", varied(51, 120)[1])
    assert [finding.code for finding in single.pair(*texts, Resources()).findings] == ["D311"]


def test_what_one_text_lacks_makes_no_strangers() -> None:
    """A translation of which a half is missing is one of what it has."""
    found = [*beads(14, cost=0.2), *beads(6), *(Bead((20 + i,), ()) for i in range(20))]
    assert sum(confidence(found)) < bounds.RELATED
    assert unrelated(found) is None
    assert unrelated([Bead(bead.target, bead.source, bead.cost) for bead in found]) is None
